"""Family W, offices side by side: a workbook copied from a neighbour's, a realisasi far outside the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, uang_baris
from xlkinerja.angka import Angka, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Hasil, Rujukan
from xlkinerja.formulir.indikator import kunci
from xlkinerja.himpunan import meragukan
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, BarisPendukung, Berkas, CapaianIndikator, DataDukung, Dokumen, Nilai
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat

_TERSALIN = 20
_ANGKA_UANG, _ANGKA_CACAH, _ANGKA_KINERJA = 5, 4, 3
"""Digits, closing zeros aside, from which on a figure is hardly the same in two offices by chance."""
_Fakta = tuple[str, str, str, Decimal]
"""Kind of table, what the row is about, field, figure."""


def _salinan(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    """Each figure belongs to the first workbook that has it; a later one of another office that has nearly all of its
    figures from one before it is a copy. Targets are not looked at: they may well be the same."""
    pemilik: dict[_Fakta, tuple[Konteks, Sel]] = {}
    banyak: dict[int, int] = {}
    dikenal = [k for k in semua if k.berkas.satker and k.berkas.satker.kode is not None and not meragukan(k.berkas)]
    for k in dikenal if len({k.berkas.satker.kode for k in dikenal if k.berkas.satker}) > 1 else ():
        fakta = _fakta(k.berkas)
        banyak[id(k)] = len(fakta)
        asal = Counter(id(pemilik[f][0]) for f in fakta if f in pemilik)
        for i, n in asal.most_common(1):
            sama = [(f, pemilik[f]) for f in fakta if f in pemilik and id(pemilik[f][0]) == i]
            lain = sama[0][1][0].berkas
            cukup = n >= _TERSALIN and n * 10 >= min(len(fakta), banyak[i]) * 9
            if cukup and lain.satker and k.berkas.satker and lain.satker.kode != k.berkas.satker.kode:
                yield _hasil_salinan(k.berkas, lain, [(fakta[f], sel) for f, (_, sel) in sama], len(fakta))
        for f, (_, sel) in fakta.items():
            pemilik.setdefault(f, (k, sel))


def _fakta(berkas: Berkas) -> dict[_Fakta, tuple[Dokumen, Sel]]:
    """The figures that were typed in a workbook and that another office hardly has too, in document order."""
    hasil: dict[_Fakta, tuple[Dokumen, Sel]] = {}
    for d in berkas.dokumen:
        for b in d.baris:
            for jenis, apa, bidang, nilai, cukup in _angka_baris(b):
                sel = b.asal.get(bidang) if nilai is not None else None
                if nilai is not None and sel is not None and sel.rumus is None and _panjang(nilai) >= cukup:
                    hasil.setdefault((jenis, apa, bidang, nilai), (d, sel))
    return hasil


def _angka_baris(b: object) -> Iterator[tuple[str, str, str, Decimal | None, int]]:
    """(kind, what, field, figure, digits needed) of a record's figures that are no targets."""
    if isinstance(b, BarisAnggaran):
        apa = ".".join(b.kode) or normal(b.nama)
        for bidang in ("pagu_awal", "pagu", "realisasi", *(BULAN if b.bulan else ())):
            yield "anggaran", apa, bidang, uang_baris(b, bidang), _ANGKA_UANG
    elif isinstance(b, CapaianIndikator):
        apa = kunci(b.indikator)
        triwulan = ((f"realisasi_t{i}", t.realisasi) for i, t in b.triwulan.items())
        for bidang, n in (("realisasi", b.realisasi), *triwulan):
            yield "capaian", apa, bidang, _nilai(n), _ANGKA_KINERJA
    elif isinstance(b, DataDukung):
        for bidang, cacah in (("jumlah_pembilang", b.jumlah_pembilang), ("jumlah_penyebut", b.jumlah_penyebut)):
            yield "data dukung", kunci(b.indikator), bidang, _nilai(cacah), _ANGKA_CACAH
    elif isinstance(b, BarisPendukung):
        for bidang, jumlah in b.nilai.items():
            yield "pendukung", normal(b.label), bidang, jumlah, _ANGKA_CACAH


def _nilai(n: Nilai | None) -> Decimal | None:
    return n.nilai if isinstance(n, Angka) else None


def _panjang(nilai: Decimal) -> int:
    """Digits of a figure without leading and closing zeros."""
    return len(str(abs(nilai)).replace(".", "").strip("0")) if nilai.is_finite() else 0


def _hasil_salinan(
    b: Berkas, lain: Berkas, sama: Sequence[tuple[tuple[Dokumen, Sel], Sel]], semua: int
) -> Hasil:
    (d, sel), di_sana = sama[0]
    nama = f"{lain.satker.nama} ({lain.jalur})" if lain.satker is not None else lain.jalur
    return Hasil(
        sel,
        d,
        f"salinan {lain.satker.kode if lain.satker is not None else ''}",
        terkait=(Rujukan(di_sana, lain), *(Rujukan(s) for (_, s), _ in sama[1:4])),
        berkas=b,
        isi={"bidang": "salinan", "banyak": str(len(sama)), "semua": str(semua), "satker": nama},
    )


W209 = Aturan(
    "W209",
    "Angka tersalin dari buku kerja satker lain",
    Tingkat.PERINGATAN,
    ("capaian", "anggaran", "data_dukung", "pendukung"),
    f"Sedikitnya {_TERSALIN} angka yang diketik (pagu, realisasi, data dukung; bukan target) dan sembilan dari sepuluh "
    "di antaranya sama persis, pada baris yang sama, dengan buku kerja satker lain. Hanya angka panjang yang dihitung, "
    "sehingga kesamaan karena kebetulan tidak masuk akal.",
    "PermenPANRB 53/2014: laporan kinerja memuat capaian satker itu sendiri",
    "{banyak} dari {semua} angka yang diketik sama persis dengan {satker}; ini yang pertama",
    "Pastikan buku kerja ini diisi dengan angka satkernya sendiri, bukan salinan buku kerja satker lain.",
    None,
    None,
    wilayah=_salinan,
)

_SEJUMLAH = 10
_JAUH, _DEKAT = 8, 3
"""Times the median that is far outside; times the median within which nearly all others must lie."""
_Realisasi = tuple[Konteks, Dokumen, CapaianIndikator, Angka]


def _pencilan(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    if len(semua) < _SEJUMLAH:
        return
    from statistics import median  # noqa: PLC0415 - slow to import, and only a province's collection needs it

    per_indikator = _per_indikator(semua)
    for daftar in per_indikator.values():
        satuan = Counter(n.satuan for _, _, _, n in daftar.values() if n.satuan).most_common(1)
        sejenis = [x for x in daftar.values() if not satuan or x[3].satuan in ("", satuan[0][0])]
        if len(sejenis) < _SEJUMLAH:
            continue
        nilai = [x[3].nilai for x in sejenis]
        tengah = median(nilai)
        sebar = median([abs(n - tengah) for n in nilai])
        dekat = [n for n in nilai if tengah <= n * _DEKAT and n <= tengah * _DEKAT]
        if tengah <= 0 or len(dekat) * 10 < len(nilai) * 9:
            continue
        for x in sejenis:
            n = x[3].nilai
            jauh = n >= tengah * _JAUH or n * _JAUH <= tengah
            # Counts may well differ by so much; among percentages only a misplaced comma does.
            if n > 0 and jauh and (x[3].satuan == "%" or abs(n - tengah) > sebar * _JAUH):
                yield _hasil_pencilan(x, tengah, dekat)


def _per_indikator(semua: Sequence[Konteks]) -> Mapping[tuple[int | None, str, str], dict[str, _Realisasi]]:
    """(year, unit, indicator key) -> office -> its realisasi, where it is a figure."""
    hasil: dict[tuple[int | None, str, str], dict[str, _Realisasi]] = defaultdict(dict)
    for k in semua:
        s = k.berkas.satker
        if s is None or s.kode is None or s.jenis == "provinsi" or meragukan(k.berkas):
            continue
        for d in k.berkas.semua("capaian"):
            for b in d.baris if not d.rancu else ():
                if isinstance(b, CapaianIndikator) and isinstance(b.realisasi, Angka):
                    hasil[d.tahun, d.unit, kunci(b.indikator)].setdefault(s.kode, (k, d, b, b.realisasi))
    return hasil


def _hasil_pencilan(x: _Realisasi, tengah: Decimal, dekat: Sequence[Decimal]) -> Hasil:
    k, d, b, n = x
    return Hasil(
        _sel_ketikan(b, n),
        d,
        kunci(b.indikator),
        tertulis=b.asal["realisasi"].tampil.strip(),
        sebab=_sebab_pencilan(n, dekat, tengah),
        berkas=k.berkas,
        isi={
            "bidang": "realisasi",
            "indikator": b.indikator,
            "tertulis": b.asal["realisasi"].tampil.strip(),
            "median": tulis_angka(tengah, min(2, max(n.desimal, 0)), "%" if n.satuan == "%" else ""),
        },
    )


def _sel_ketikan(b: CapaianIndikator, n: Angka) -> Sel:
    """Where the figure was typed: the one quarter that the year's realisasi is taken from, else its own cell."""
    sel = b.asal["realisasi"]
    if sel.rumus is None:
        return sel
    asal = [i for i, t in b.triwulan.items() if isinstance(t.realisasi, Angka) and t.realisasi.nilai == n.nilai]
    return b.asal.get(f"realisasi_t{asal[-1]}", sel) if asal else sel


def _sebab_pencilan(n: Angka, dekat: Sequence[Decimal], tengah: Decimal) -> str | None:
    """The power of ten that would bring a figure among the others, the nearest to their middle."""
    calon = [i for i in (2, -2, 1, -1, 3, -3) if min(dekat) <= n.nilai.scaleb(i) <= max(dekat)]
    if not calon:
        return None
    pangkat = min(calon, key=lambda i: abs(n.nilai.scaleb(i) - tengah))
    if pangkat == 2 and n.satuan in ("", "%"):
        return "mungkin tertulis sebagai pecahan, bukan persen (kurang dikali 100)"
    kali = "kecil" if pangkat > 0 else "besar"
    return f"mungkin koma atau nol keliru: {tulis_angka(Decimal(10) ** abs(pangkat))} kali terlalu {kali}"


W210 = Aturan(
    "W210",
    "Realisasi jauh di luar satker lain",
    Tingkat.INFO,
    ("capaian",),
    f"Realisasi indikator ini sedikitnya {_JAUH} kali lebih besar atau lebih kecil dari nilai tengah sedikitnya "
    f"{_SEJUMLAH} satker, padahal sembilan dari sepuluh satker berdekatan. Ini petunjuk, bukan kesalahan: biasanya "
    "persen tertulis sebagai pecahan (0,4 untuk 40) atau koma yang keliru. Nol tidak dipersoalkan.",
    "Perbandingan antarsatker (median); tidak bersumber peraturan",
    "Realisasi “{indikator}” jauh di luar satker lain: tertulis {tertulis}, nilai tengah satker lain {median}",
    "Cocokkan dengan data dukungnya; bila memang benar, jelaskan di analisis capaian.",
    None,
    None,
    wilayah=_pencilan,
)
