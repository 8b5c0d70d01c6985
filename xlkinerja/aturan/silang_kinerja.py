"""Family X, performance: targets and realisasi of one indicator that differ between documents of one satker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, cast

from xlkinerja.angka import Angka, Kata, Kosong, sejalan, selang
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja import pergeseran
from xlkinerja.aturan.kinerja_dukung import K210
from xlkinerja.aturan.kinerja_satuan import K207
from xlkinerja.aturan.kinerja_skala import K217
from xlkinerja.aturan.kinerja_triwulan import K211
from xlkinerja.aturan.silang_lingkup import lingkup, tergantikan
from xlkinerja.cocok import samakan
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.judul import Masa
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import Polaritas, capaian_ordinal
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, CapaianIndikator, DataDukung, Dokumen, Nilai, TargetIndikator
from xlkinerja.olah import agregasi_tertulis, kunci_unit, sama_nilai, sebanding, selang_capaian
from xlkinerja.temuan import Sel, Tingkat


class FaktaTarget(NamedTuple):
    """A target of one indicator in one document; `urutan`: 0 Renstra (the source) to 4 capaian (most derived)."""

    konteks: Konteks
    dokumen: Dokumen
    indikator: str
    nilai: Nilai
    sel: Sel
    urutan: int
    catatan: TargetIndikator | CapaianIndikator | AksiIndikator


_BERTARGET = (TargetIndikator, CapaianIndikator, AksiIndikator)
_URUTAN = {"renstra": 0, "rkt": 1, "rak": 2, "pk": 3, "capaian": 4}
KunciFakta = tuple[int | None, str, str]
"""Year, unit, key of the indicator."""
Fakta = dict[KunciFakta, list[FaktaTarget]]


def fakta_target(kelompok: Sequence[Konteks]) -> Iterator[tuple[KunciFakta, FaktaTarget]]:
    """Every target in these workbooks under (year, unit, indicator key)."""
    for k in kelompok:
        if "fakta_target" not in k.memo:
            k.memo["fakta_target"] = list(_fakta_sendiri(k))
        yield from cast("list[tuple[KunciFakta, FaktaTarget]]", k.memo["fakta_target"])


def _fakta_sendiri(k: Konteks) -> Iterator[tuple[KunciFakta, FaktaTarget]]:
    for d in k.berkas.dokumen:
        if "target" in d.rancu or d.jenis not in _URUTAN:
            continue
        unit = kunci_unit(d.unit)
        for b in d.baris:
            if not isinstance(b, _BERTARGET) or not b.indikator:
                continue
            nama = kunci(b.indikator)
            if d.jenis == "renstra" and isinstance(b, TargetIndikator):
                for tahun, n in b.per_tahun.items():
                    yield (tahun, unit, nama), FaktaTarget(k, d, b.indikator, n, b.asal[str(tahun)], 0, b)
            elif b.target is not None:
                f = FaktaTarget(k, d, b.indikator, b.target, b.asal["target"], _URUTAN[d.jenis], b)
                yield (d.tahun, unit, nama), f


_Beda = tuple[FaktaTarget, FaktaTarget, list[FaktaTarget], int | None]


def _target_berbeda(kelompok: Sequence[Konteks]) -> list[_Beda]:
    """(derived fact, its source, mirror copies of the same wrong target, the Renstra year whose target it is)."""
    memo = kelompok[0].memo
    if "target" not in memo:
        memo["target"] = list(_cari_berbeda(kelompok))
    return cast("list[_Beda]", memo["target"])


def _cari_berbeda(kelompok: Sequence[Konteks]) -> Iterator[_Beda]:
    per_satker: dict[str, Fakta] = defaultdict(lambda: defaultdict(list))
    for kunci_fakta, f in fakta_target(kelompok):
        per_satker[lingkup(f.konteks, f.dokumen).satker][kunci_fakta].append(f)
    lama = tergantikan(kelompok)
    for fakta in per_satker.values():
        yield from _berbeda_sesatker({k: _versi_akhir(semua, lama) for k, semua in _satu_ejaan(fakta).items()})


def _versi_akhir(semua: list[FaktaTarget], lama: Mapping[int, Sequence[Dokumen]]) -> list[FaktaTarget]:
    """The facts of one indicator without those that a revision replaced, and without those of the documents before it
    that still hold the replaced target: the revision is the one that counts."""
    if not lama or len(semua) < 2:
        return semua
    ada = {id(f.dokumen) for f in semua}
    usang = [f for f in semua if any(id(d) in ada for d in lama.get(id(f.dokumen), ()))]
    sisa = [f for f in semua if f not in usang]
    batas = max((f.urutan for f in usang), default=0)
    return [f for f in sisa if f.urutan >= batas or not any(sama_nilai(f.nilai, u.nilai) for u in usang)]


def _berbeda_sesatker(fakta: Fakta) -> Iterator[_Beda]:
    menurut_indikator: dict[tuple[int | None, str], list[tuple[str, FaktaTarget]]] = defaultdict(list)
    for (tahun, unit, k), daftar in fakta.items():
        menurut_indikator[tahun, k].extend((unit, f) for f in daftar)
    for (tahun, unit, k), semua in fakta.items():
        for daftar in _tunggal(semua) if len(semua) > 1 else ():
            yield from _beda_satu(fakta, (tahun, unit, k), daftar, menurut_indikator[tahun, k])


def _satu_ejaan(fakta: Fakta) -> Fakta:
    """The facts with those of a misspelt or cut indicator under the key of the right one, where no document has
    both."""
    per_unit: dict[tuple[int | None, str], list[str]] = defaultdict(list)
    for tahun, unit, k in sorted(fakta, key=lambda x: min(f.urutan for f in fakta[x])):
        per_unit[tahun, unit].append(k)
    hasil = dict(fakta)
    for (tahun, unit), semua in per_unit.items():
        if all(f.urutan == 0 for k in semua for f in fakta[tahun, unit, k]):
            continue
        teks = {k: fakta[tahun, unit, k][0].indikator for k in semua}
        ada = {k: frozenset(id(f.dokumen) for f in fakta[tahun, unit, k]) for k in semua}
        for salah, benar in samakan(ada, teks).items():
            hasil[tahun, unit, benar] = hasil[tahun, unit, benar] + hasil.pop((tahun, unit, salah))
    return hasil


def _tunggal(daftar: Sequence[FaktaTarget]) -> Iterator[list[FaktaTarget]]:
    """The facts of one key. Where a document has it more than once (under several kegiatan), the first with the
    first, the second with the second, if all documents have as many; else it cannot be told which is which."""
    per_dokumen: dict[int, list[FaktaTarget]] = defaultdict(list)
    for f in daftar:
        per_dokumen[id(f.dokumen)].append(f)
    banyak = {len(x) for x in per_dokumen.values()}
    if len(banyak) == 1:
        yield from ([x[i] for x in per_dokumen.values()] for i in range(banyak.pop()))


def _beda_satu(
    fakta: Fakta, kunci_fakta: KunciFakta, daftar: Sequence[FaktaTarget], semua: Sequence[tuple[str, FaktaTarget]]
) -> Iterator[_Beda]:
    """Among the facts of one indicator those that differ from their source; `semua`: with those of other units."""
    tahun, unit, k = kunci_fakta
    sumber = min(daftar, key=lambda f: f.urutan)
    salah = [f for f in daftar if f.urutan > sumber.urutan and sama_nilai(f.nilai, sumber.nilai) is False]
    while salah:
        # Where it was typed, not where a template's formula carried it to.
        utama = min(salah, key=lambda f: (adalah_salinan(f.sel.rumus or ""), f.urutan))
        cermin = [f for f in salah if f is not utama and sama_nilai(f.nilai, utama.nilai)]
        sejawat = [f for u, f in semua if u not in (unit, "ketua", "")]
        cermin += [f for f in sejawat if sama_nilai(f.nilai, utama.nilai)]
        yield utama, sumber, cermin, _tahun_lain(fakta, unit, k, tahun, utama)
        salah = [f for f in salah if f is not utama and f not in cermin]


def _tahun_lain(fakta: Fakta, unit: str, k: str, tahun: int | None, f: FaktaTarget) -> int | None:
    """The Renstra year, nearest first, whose target is the one written here."""
    lain = [
        (t, bool(sama_nilai(s.nilai, f.nilai)))
        for (t, u, x), daftar in fakta.items()
        if u == unit and x == k and t is not None and t != tahun
        for s in daftar
        if s.urutan == 0 and not isinstance(s.nilai, Kosong)
    ]
    calon = [t for t, sama in lain if sama]
    if len(calon) > 1 and len(calon) == len(lain):
        # The same target in every other year says nothing about a copy; rather this year's is the odd one.
        return None
    return min(calon, key=lambda t: (abs(t - (tahun or t)), t)) if calon else None


def _hasil_target(f: FaktaTarget, s: FaktaTarget, cermin: Sequence[FaktaTarget], tahun: int | None) -> Hasil:
    selisih = None
    seharusnya: Decimal | str = s.sel.tampil.strip()
    if isinstance(f.nilai, Angka) and isinstance(s.nilai, Angka):
        selisih, seharusnya = f.nilai.nilai - s.nilai.nilai, s.nilai.nilai
    elif isinstance(s.nilai, Kata):
        seharusnya = s.nilai.teks
    terkait = tuple(Rujukan(x.sel, x.konteks.berkas) for x in (s, *cermin))
    return Hasil(
        f.sel,
        f.dokumen,
        kunci(f.indikator),
        seharusnya=seharusnya,
        selisih=selisih,
        sebab=f"sama dengan target Renstra tahun {tahun}" if tahun else None,
        terkait=terkait,
        menutup=(*(Rujukan(x.sel, x.konteks.berkas) for x in cermin), *_capaian_ikut(f, s)),
        berkas=f.konteks.berkas,
        isi={
            "bidang": "target",
            "indikator": f.indikator,
            "jenis": f.dokumen.jenis.upper() if f.dokumen.jenis != "capaian" else "capaian",
            "tertulis": f.sel.tampil.strip(),
            "sumber": "Renstra" if s.dokumen.jenis == "renstra" else s.dokumen.jenis.upper(),
            "tempat": f"{s.sel.lembar}!{s.sel.alamat}{_ejaan(f.indikator, s.indikator)}",
            "seharusnya": s.sel.tampil.strip(),
            "tahun": str(tahun or ""),
            "tahun_ini": str(f.dokumen.tahun or ""),
        },
    )


def _ejaan(a: str, b: str) -> str:
    """Words that say that an indicator was matched in spite of its spelling, "" if it was not misspelt."""
    return "" if kunci(a) == kunci(b) else f"; dicocokkan dengan “{b}” (ejaan berbeda)"


def _capaian_ikut(f: FaktaTarget, s: FaktaTarget) -> tuple[Rujukan, ...]:
    """The capaian beside a wrong target, if it is right for the target's source: it needs no finding of its own."""
    b = f.catatan
    if not isinstance(b, CapaianIndikator) or not isinstance(b.capaian, Angka):
        return ()
    dua = (s.nilai, b.realisasi)
    if isinstance(dua[0], Angka) and isinstance(dua[1], Angka) and dua[0].nilai:
        tertulis = selang(b.capaian.nilai, b.capaian.desimal)
        if any(sejalan(tertulis, selang_capaian(dua[0], dua[1], p)) for p in (Polaritas.MAKSIMAL, Polaritas.MINIMAL)):
            return (Rujukan(b.asal["capaian"], f.konteks.berkas),)
    if isinstance(dua[0], Kata) and isinstance(dua[1], Kata):
        nilai = capaian_ordinal(dua[0].teks, dua[1].teks)
        if isinstance(nilai, Decimal) and sejalan(selang(b.capaian.nilai, b.capaian.desimal), selang(nilai, None)):
            return (Rujukan(b.asal["capaian"], f.konteks.berkas),)
    return ()


def _target_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for f, s, cermin, tahun in _target_berbeda(kelompok):
        if tahun is None:
            yield _hasil_target(f, s, cermin, None)


def _target_tahun_lain(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for f, s, cermin, tahun in _target_berbeda(kelompok):
        if tahun is not None:
            yield _hasil_target(f, s, cermin, tahun)


X202 = Aturan(
    "X202",
    "Target berbeda dari dokumen induknya",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "capaian"),
    "Target indikator yang sama harus sama di Renstra, RKT, RAK, PK dan capaian. Perubahan yang sah (revisi) perlu "
    "dijelaskan; bila PK awal dan PK perubahannya ada, PK perubahan yang menjadi acuan.",
    "Perpres 29/2014 (SAKIP): dokumen satu satker harus saling sesuai; Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018",
    "Target “{indikator}” berbeda dari {sumber} ({tempat}): tertulis {tertulis}, di sana {seharusnya}",
    "Samakan target dengan dokumen induknya, atau jelaskan dasar perubahannya.",
    Contoh((Ubah("target_sasaran", 2, "target", Decimal("0.9"), "0%"),), ("target_sasaran", 2, "target")),
    Contoh((Ubah("renstra", 2, "2024", "-"),), uraian="tidak ditargetkan di Renstra: tidak ada yang dibandingkan"),
    silang=_target_beda,
)
X203 = Aturan(
    "X203",
    "Target adalah target tahun lain",
    Tingkat.GALAT,
    ("pk", "rkt", "rak", "capaian"),
    "Target tidak sama dengan target Renstra tahun ini, tetapi persis sama dengan target Renstra tahun lain: tersalin "
    "dari dokumen tahun sebelumnya.",
    "RKT KPU Kabupaten TTU 2023 baris 239-240 (25% dan 78 adalah target 2021 dan 2022)",
    "Target “{indikator}” tertulis {tertulis}, yaitu target Renstra tahun {tahun}; tahun {tahun_ini} seharusnya "
    "{seharusnya}",
    "Ganti dengan target Renstra tahun ini, atau jelaskan dasar perubahannya.",
    Contoh((Ubah("target_sasaran", 0, "target", Decimal("0.35"), "0%"),), ("target_sasaran", 0, "target")),
    Contoh(),
    silang=_target_tahun_lain,
)


class FaktaRealisasi(NamedTuple):
    """A realisasi of one indicator in a capaian table, or as the evidence repeats it."""

    konteks: Konteks
    dokumen: Dokumen
    indikator: str
    nilai: Angka | Kata
    sel: Sel
    catatan: CapaianIndikator | DataDukung


_Saluran = tuple[str, tuple[Masa, ...], int | None]
"""Office, part of the year, year: figures of one such are held against each other."""


def _realisasi_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    fakta: dict[_Saluran, dict[str, list[FaktaRealisasi]]] = defaultdict(lambda: defaultdict(list))
    for k in kelompok:
        for f in _realisasi_sendiri(k):
            x = lingkup(k, f.dokumen)
            fakta[x.satker, x.masa, f.dokumen.tahun][kunci(f.indikator)].append(f)
    for sesaluran in fakta.values():
        for daftar in _realisasi_satu_ejaan(sesaluran).values():
            yield from _beda_dalam(daftar)


def _realisasi_sendiri(k: Konteks) -> Iterator[FaktaRealisasi]:
    """The realisasi of a workbook's capaian tables, shifted rows left out, and the typed ones of its evidence."""
    geser = {h.catatan.asal["realisasi"] for h in k.capaian_salah if pergeseran(k, h) is not None}
    for d in k.berkas.dokumen:
        for c in d.baris if d.jenis in ("capaian", "data_dukung") and not d.rancu else ():
            if isinstance(c, CapaianIndikator):
                if isinstance(c.realisasi, Angka | Kata) and c.asal["realisasi"] not in geser:
                    yield FaktaRealisasi(k, d, c.indikator, c.realisasi, c.asal["realisasi"], c)
            elif isinstance(c, DataDukung) and isinstance(c.realisasi, Angka) and c.indikator.strip():
                sel = c.asal["realisasi"]
                if not adalah_salinan(sel.rumus or ""):
                    yield FaktaRealisasi(k, d, c.indikator, c.realisasi, sel, c)


def _realisasi_satu_ejaan(fakta: Mapping[str, list[FaktaRealisasi]]) -> dict[str, list[FaktaRealisasi]]:
    """The rows with those of a misspelt indicator under the right one's key, where no table has both; the wording of
    the largest table counts as right."""
    urut = sorted(fakta, key=lambda x: -max(len(f.dokumen.baris) for f in fakta[x]))
    hasil = dict(fakta)
    ada = {k: frozenset(id(f.dokumen) for f in fakta[k]) for k in urut}
    for salah, benar in samakan(ada, {k: fakta[k][0].indikator for k in urut}).items():
        hasil[benar] = hasil[benar] + hasil.pop(salah)
    return hasil


def _beda_dalam(daftar: Sequence[FaktaRealisasi]) -> Iterator[Hasil]:
    """Among rows with the same indicator and target, those whose realisasi is not the prevailing one; evidence names
    no target, so it counts only where it can belong to one realisasi."""
    bertarget = [(f, f.catatan.target) for f in daftar if isinstance(f.catatan, CapaianIndikator)]
    kelompok: list[list[FaktaRealisasi]] = []
    while bertarget:
        awal = bertarget[0][1]
        setara = [f for i, (f, t) in enumerate(bertarget) if not i or sama_nilai(t, awal)]
        sudah = {id(f) for f in setara}
        bertarget = [(f, t) for f, t in bertarget if id(f) not in sudah]
        kelompok.append(setara)
    dukung = [f for f in daftar if isinstance(f.catatan, DataDukung)]
    if len(kelompok) > 1 and not all(sama_nilai(x[0].nilai, kelompok[0][0].nilai) for x in kelompok):
        dukung = []
    for i, setara in enumerate(kelompok):
        semua = [*setara, *(f for f in dukung if not i and all(_sejenis(f.nilai, x.nilai) for x in setara))]
        if len(semua) > 1:
            yield from _minoritas(semua)


def _sejenis(a: Nilai, b: Nilai) -> bool:
    return isinstance(a, Angka) and isinstance(b, Angka) and sebanding(a, b)


def _minoritas(setara: Sequence[FaktaRealisasi]) -> Iterator[Hasil]:
    """A finding for each realisasi that differs from the one with most support; copies of one wrong figure are one.

    Support: that no other rule shows it to be wrong, how many tables agree, whether the row's own capaian and quarters
    agree with it, how large the table is.
    """
    if not any(sama_nilai(a.nilai, b.nilai) is False for a, b in combinations(setara, 2)):
        return
    semua = {id(f.konteks): f.konteks for f in setara}.values()
    salah_capaian = {h.sel for k in semua for h in k.capaian_salah}
    terbantah = {s for k in semua for s in _terbantah(k)}
    sama: dict[Nilai, int] = {}

    def dukungan(f: FaktaRealisasi) -> tuple[bool, int, int, bool, int]:
        r, c = f.nilai, f.catatan
        if r not in sama:
            # What a formula carries from another table is no second witness.
            saksi = [y for y in setara if not adalah_salinan(y.sel.rumus or "")] or setara
            sama[r] = sum(bool(sama_nilai(y.nilai, r)) for y in saksi)
        tabel = isinstance(c, CapaianIndikator)
        sendiri = 1
        if isinstance(c, CapaianIndikator):
            sendiri = (c.asal["capaian"] not in salah_capaian) + bool(c.triwulan and agregasi_tertulis(c.agregasi))
        return f.sel not in terbantah, sama[r], sendiri, tabel, len(f.dokumen.baris)

    acuan = max(setara, key=dukungan)
    salah = [x for x in setara if sama_nilai(x.nilai, acuan.nilai) is False]
    while salah:
        utama = salah[0]
        kembar = [x for x in salah[1:] if sama_nilai(x.nilai, utama.nilai)]
        yield _hasil_realisasi(utama, acuan, kembar)
        salah = [x for x in salah[1:] if not sama_nilai(x.nilai, utama.nilai)]


def _terbantah(k: Konteks) -> frozenset[Sel]:
    """The realisasi that their own quarters, the counts behind them or their scale contradict."""
    if "terbantah" not in k.memo:
        semua = [h for a in (K210, K211) if a.periksa is not None for h in a.periksa(k)]
        skala = [h for a in (K207, K217) if a.periksa is not None for h in a.periksa(k)]
        sel = [h.sel for h in (*semua, *skala) if h.sel is not None]
        k.memo["terbantah"] = frozenset((*sel, *(r.sel for h in skala for r in h.menutup)))
    return cast("frozenset[Sel]", k.memo["terbantah"])


def _hasil_realisasi(utama: FaktaRealisasi, acuan: FaktaRealisasi, kembar: Sequence[FaktaRealisasi]) -> Hasil:
    benar, sel, c = acuan.nilai, acuan.sel, utama.catatan
    dua = (utama.nilai, benar)
    selisih = dua[0].nilai - dua[1].nilai if isinstance(dua[0], Angka) and isinstance(dua[1], Angka) else None
    rujukan = tuple(Rujukan(x.sel, x.konteks.berkas) for x in kembar)
    hilir = tuple(Rujukan(c.asal[n], utama.konteks.berkas) for n in ("capaian",) if n in c.asal)
    return Hasil(
        utama.sel,
        utama.dokumen,
        kunci(utama.indikator),
        seharusnya=benar.nilai if isinstance(benar, Angka) else sel.tampil.strip(),
        selisih=selisih,
        terkait=(Rujukan(sel, acuan.konteks.berkas), *rujukan),
        menutup=(*hilir, *rujukan),
        berkas=utama.konteks.berkas,
        isi={
            "bidang": "realisasi",
            "indikator": utama.indikator,
            "tertulis": utama.sel.tampil.strip(),
            "seharusnya": sel.tampil.strip(),
            "tempat": f"{sel.lembar}!{sel.alamat}{_ejaan(utama.indikator, acuan.indikator)}",
        },
    )


X204 = Aturan(
    "X204",
    "Realisasi indikator yang sama berbeda antartabel",
    Tingkat.GALAT,
    ("capaian", "data_dukung"),
    "Realisasi indikator yang sama pada tahun dan masa yang sama tertulis berbeda di dua tabel capaian, atau di Data "
    "Dukung (kolom Realisasi Dilaporkan). Temuan berada pada angka yang paling sedikit didukung tabel lain; laporan "
    "triwulan yang berbeda tidak dibandingkan.",
    "Hubungan antarangka dalam tabel; LKj KPU Kota Kupang 2024 Tabel 1, 10 dan 13-28 memuat indikator yang sama",
    "Realisasi “{indikator}” berbeda dari {tempat}: tertulis {tertulis}, di sana {seharusnya}",
    "Cocokkan dengan data dukungnya, lalu samakan semua tabel.",
    Contoh((Ubah("capaian_tahunan", 0, "realisasi", Decimal("0.6696"), "0.00%"),
            Ubah("capaian_tahunan", 0, "capaian", Decimal("0.7878"), "0.00%")), ("capaian_tahunan", 0, "realisasi")),
    Contoh(),
    silang=_realisasi_beda,
)  # fmt: skip
