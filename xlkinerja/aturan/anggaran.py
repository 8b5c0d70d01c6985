"""Family A: sisa and percentage of a row, realisasi above pagu, negative figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, susunan, uang_kolom
from xlkinerja.angka import pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah, gabung
from xlkinerja.aturan.jumlah_pendukung import dari_pendukung
from xlkinerja.aturan.kesalahan_uang import MEDAN, dari_kesalahan
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import TakTerhitung, serapan
from xlkinerja.kendala import Kesalahan, Tabel
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.pohon import induk_simpul
from xlkinerja.temuan import Sel, Tingkat

_F = "anggaran_realisasi"


def _sebab_persen(d: Dokumen, tabel: Tabel, k: Kesalahan, _semua: Sequence[Kesalahan]) -> str | None:
    if _rata_rata(d, tabel, k):
        return "rata-rata persentase rinciannya; persentase jumlah dihitung dari jumlah pagu dan realisasinya"
    if abs(k.tertulis + k.seharusnya - 100) <= Decimal("0.01"):
        return "tertulis persentase sisa, bukan persentase realisasi"
    if k.tertulis and abs(k.tertulis * 100 - k.seharusnya) <= Decimal("0.01"):
        return "tertulis sebagai pecahan, bukan persen (kurang dikali 100)"
    return sebab_salin(k.tertulis, k.seharusnya)


def _rata_rata(d: Dokumen, tabel: Tabel, k: Kesalahan) -> bool:
    """True if a written percentage is the mean of those of the row's parts, within what is shown."""
    jumlah = tabel.jumlah((k.petak[0], "pagu"))
    bagian = [tabel.nilai.get((a, "persen")) for a, _ in jumlah.lain] if jumlah is not None else []
    angka = [n for n in bagian if n is not None]
    if len(angka) < 2 or len(angka) < len(bagian):
        return False
    desimal = baris_anggaran(d)[k.petak[0]].desimal.get("persen")
    return sejalan(selang(k.tertulis, desimal), selang(sum(angka, Decimal(0)) / len(angka), desimal))


_Duga = Callable[[BarisAnggaran, BarisAnggaran | None], Decimal | TakTerhitung | None]
"""What a row's figure would be under a common mistake, given the row and the table's total."""
_SISA_KELIRU: Mapping[str, _Duga] = {
    "dihitung dari pagu awal, bukan pagu terakhir": lambda b, _: _kurang(b.pagu_awal, b.realisasi),
    "terbalik: realisasi dikurangi pagu": lambda b, _: _kurang(b.realisasi, b.pagu),
}
_PERSEN_KELIRU: Mapping[str, _Duga] = {
    "dihitung dari pagu awal, bukan pagu terakhir": lambda b, _: _bagi(b.realisasi, b.pagu_awal),
    "dihitung dari pagu total, bukan pagu barisnya": lambda b, t: _bagi(b.realisasi, t.pagu if t else None),
    "tertulis persentase sisa, bukan persentase realisasi": lambda b, _: _bagi(_kurang(b.pagu, b.realisasi), b.pagu),
}


def _kurang(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return a - b if a is not None and b is not None else None


def _bagi(realisasi: Decimal | None, pagu: Decimal | None) -> Decimal | TakTerhitung | None:
    return serapan(pagu, realisasi) if pagu is not None and realisasi is not None else None


def _sekolom(d: Dokumen, salah: Sequence[Kesalahan], duga: Mapping[str, _Duga]) -> str | None:
    """The one common mistake that gives all these figures as they are shown."""
    baris = baris_anggaran(d)
    total = next((b for b in baris if b.tingkat == 0), None)

    def cocok(k: Kesalahan, f: _Duga) -> bool:
        b = baris[k.petak[0]]
        n = f(b, total)
        desimal = b.desimal.get(k.petak[1])
        return isinstance(n, Decimal) and sejalan(selang(k.tertulis, desimal), selang(n, None))

    ada = [kata for kata, f in duga.items() if all(cocok(k, f) for k in salah)]
    return ada[0] if len(ada) == 1 else None


def _sisa_sekolom(d: Dokumen, salah: Sequence[Kesalahan]) -> str | None:
    return _sekolom(d, salah, _SISA_KELIRU)


def _persen_sekolom(d: Dokumen, salah: Sequence[Kesalahan]) -> str | None:
    return _sekolom(d, salah, _PERSEN_KELIRU)


A201 = Aturan(
    "A201",
    "Sisa tidak sama dengan pagu dikurangi realisasi",
    Tingkat.GALAT,
    ("anggaran", "pendukung"),
    "Sisa anggaran setiap baris adalah pagu dikurangi realisasi, sampai rupiah terakhir.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; LKj KPU Kota Kupang 2024 baris 508-521",
    "Sisa {nama} tidak sama dengan pagu dikurangi realisasi: seharusnya {seharusnya} (selisih {selisih})",
    "Hitung ulang sisa baris ini (perintah hitung mengisinya), atau betulkan pagu/realisasinya.",
    Contoh((Ubah(_F, 2, "sisa", Decimal(1000), "#,##0"),), (_F, 2, "sisa")),
    Contoh((Ubah(_F, 2, "sisa", "-"),), uraian="tanda hubung berarti nol"),
    gabung(
        dari_kesalahan(("sisa",), lambda _d, _t, k, _s: sebab_salin(k.tertulis, k.seharusnya), sekolom=_sisa_sekolom),
        dari_pendukung(("sisa",)),
    ),
)
A202 = Aturan(
    "A202",
    "Persentase serapan tidak sesuai dengan pagu dan realisasi",
    Tingkat.GALAT,
    ("anggaran", "pendukung"),
    "Persentase adalah realisasi dibagi pagu, dibulatkan biasa. Persentase induk dihitung dari jumlahnya, bukan "
    "rata-rata persentase.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; LKj Sekretariat KPU Provinsi NTT 2020 baris 1255-1294",
    "Persentase {nama} tidak sesuai: seharusnya {seharusnya} (selisih {selisih})",
    "Hitung ulang persentase baris ini (perintah hitung mengisinya), atau betulkan pagu/realisasinya.",
    Contoh((Ubah(_F, 0, "persen", Decimal("89.25"), "0.00"),), (_F, 0, "persen")),
    Contoh((Ubah(_F, 0, "persen", Decimal("0.982"), "0.0%"),), uraian="98,2% adalah pembulatan 98,25"),
    gabung(
        dari_kesalahan(("persen",), _sebab_persen, lambda d, k: not _terpotong(d, k), _persen_sekolom),
        dari_pendukung(("persen",)),
    ),
)


def _terpotong(d: Dokumen, k: Kesalahan) -> bool:
    """True if a printed percentage fits as truncation."""
    desimal = baris_anggaran(d)[k.petak[0]].desimal.get("persen") or 0
    return k.dasar == "persen" and pangkas_cocok(k.seharusnya, k.tertulis, desimal)


A205 = Aturan(
    "A205",
    "Persentase serapan dipotong, bukan dibulatkan",
    Tingkat.INFO,
    ("anggaran",),
    "Angka tertulis hanya cocok bila desimalnya dipotong; pembulatan biasa memberi angka terakhir yang berbeda.",
    "Aturan pembulatan: 11 dari 299 hubungan pada 56 laporan hanya cocok bila dipotong",
    "Persentase {nama} dipotong; bila dibulatkan menjadi {seharusnya}",
    "Bulatkan seperti biasa (0,5 ke atas).",
    Contoh((Ubah(_F, 0, "persen", Decimal("98.24"), "0.00"),), (_F, 0, "persen")),
    Contoh(),
    dari_kesalahan(("persen",), lambda _d, _t, _k, _s: None, _terpotong),
)


def _terdalam(baris: Sequence[BarisAnggaran], indeks: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Of the rows given those without one of them below, each with those above it: (row, its ancestors)."""
    ada = set(indeks)
    if not ada:
        return
    induk = induk_simpul(susunan(baris))
    leluhur: dict[int, tuple[int, ...]] = {}
    for i in indeks:
        jalur, atas = [], induk.get(i)
        while atas is not None:
            jalur.append(atas)
            atas = induk.get(atas)
        leluhur[i] = tuple(j for j in jalur if j in ada)
    bukan_daun = {j for jalur in leluhur.values() for j in jalur}
    yield from ((i, leluhur[i]) for i in indeks if i not in bukan_daun)


_Lebih = tuple[Dokumen, int, tuple[int, ...]]
"""A table, a row whose realisasi exceeds its pagu, and the rows above it that do so too."""


def _melebihi(konteks: Konteks) -> Iterator[Hasil]:
    semua = [(d, i, atas) for d in konteks.berkas.semua("anggaran") for i, atas in _lebih(konteks, d)]
    cermin: dict[int, list[_Lebih]] = {}
    for x in semua:
        induk = _tercermin(x, semua)
        if induk is not None:
            cermin.setdefault(induk, []).append(x)
    disebut = {id(x) for daftar in cermin.values() for x in daftar}
    for n, x in enumerate(semua):
        b = baris_anggaran(x[0])[x[1]]
        if id(x) in disebut or not b.pagu or b.realisasi is None:  # without any pagu: A212
            continue
        terkait = (*_sel_lebih(x)[1:], *(s for y in cermin.get(n, ()) for s in _sel_lebih(y)))
        yield Hasil(
            b.asal["realisasi"],
            x[0],
            " ".join(b.kode) or b.nama,
            selisih=b.realisasi - b.pagu,
            sebab=_sebab_lebih(b.pagu, b.realisasi),
            terkait=tuple(Rujukan(s) for s in terkait),
            isi={"bidang": "realisasi", "nama": b.nama, "lebih": tulis_angka(b.realisasi - b.pagu)},
        )


def _sebab_lebih(pagu: Decimal, realisasi: Decimal) -> str | None:
    """That the pagu is written in thousands: a thousand times as much would be spent as budgets are."""
    if pagu * 300 <= realisasi <= pagu * 1000:
        return f"pagu mungkin tertulis dalam ribuan (kurang dikali 1.000): seharusnya {tulis_angka(pagu * 1000)}"
    return None


def _lebih(konteks: Konteks, d: Dokumen) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The lowest rows of a table whose realisasi exceeds their pagu, with those above them."""
    salah = {i for i, bidang in konteks.koreksi[id(d)] if bidang in ("pagu", "realisasi")}
    baris, lebih = baris_anggaran(d), []
    for i, b in enumerate(baris):
        if b.pagu is None or b.realisasi is None or b.realisasi <= b.pagu or i in salah:
            continue
        if not adalah_salinan(b.asal["realisasi"].rumus or ""):
            lebih.append(i)
    yield from _terdalam(baris, lebih)


def _tercermin(x: _Lebih, semua: Sequence[_Lebih]) -> int | None:
    """Which finding of a more detailed table, the most detailed one, has this row by its very amounts: then this one
    stands in a summary of it."""
    milik = baris_anggaran(x[0])
    b = milik[x[1]]
    hasil, rinci = None, len(milik)
    for n, (d, i, atas) in enumerate(semua):
        baris = baris_anggaran(d)
        if d.tahun != x[0].tahun or len(baris) <= rinci:
            continue
        if b.pagu and any((baris[j].pagu, baris[j].realisasi) == (b.pagu, b.realisasi) for j in (i, *atas)):
            hasil, rinci = n, len(baris)
    return hasil


def _sel_lebih(x: _Lebih) -> list[Sel]:
    baris = baris_anggaran(x[0])
    return [baris[j].asal["realisasi"] for j in (x[1], *x[2])]


A203 = Aturan(
    "A203",
    "Realisasi melebihi pagu",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Realisasi tidak dapat melebihi pagu kecuali pagu yang dipakai bukan pagu revisi terakhir.",
    "UU 17/2003 pasal 3 ayat (3); PMK 62/2023",
    "Realisasi {nama} melebihi pagunya sebesar {lebih}",
    "Pastikan pagu yang dipakai adalah pagu revisi terakhir, lalu cocokkan realisasinya.",
    Contoh(
        (
            Ubah(_F, 5, "realisasi", Decimal(17934000), "#,##0"),
            Ubah(_F, 5, "sisa", Decimal(-100000), "#,##0"),
            Ubah(_F, 5, "persen", Decimal("100.56"), "0.00"),
            Ubah(_F, 4, "realisasi", Decimal(1341069753), "#,##0"),
            Ubah(_F, 4, "sisa", Decimal(19550247), "#,##0"),
            Ubah(_F, 4, "persen", Decimal("98.56"), "0.00"),
        ),
        (_F, 5, "realisasi"),
        "semua jumlah cocok, tetapi realisasi 6982 melebihi pagunya",
    ),
    Contoh(uraian="realisasi 3360 tepat sebesar pagunya"),
    _melebihi,
)


def _negatif(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        salah, baris = konteks.koreksi[id(d)], baris_anggaran(d)
        setahun = {i for i, b in enumerate(baris) if b.realisasi is not None and b.realisasi < 0}
        for bidang in ("pagu", "realisasi", *(n for n in BULAN if n in d.kepala)):
            nilai = uang_kolom(baris, bidang)
            minus = [i for i, n in enumerate(nilai) if n is not None and n < 0 and (i, bidang) not in salah]
            for i, atas in _terdalam(baris, minus):
                if bidang in BULAN and i in setahun:
                    continue  # said of the year already
                b = baris[i]
                isi = {"bidang": bidang, "nama": b.nama, "medan": MEDAN[bidang]}
                terkait = tuple(Rujukan(baris[a].asal[bidang]) for a in atas)
                yield Hasil(b.asal[bidang], d, " ".join(b.kode) or b.nama, terkait=terkait, isi=isi)


A204 = Aturan(
    "A204",
    "Pagu atau realisasi negatif",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Pagu tidak pernah negatif; realisasi setahun atau sebulan negatif hanya mungkin karena pengembalian belanja.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen",
    "{medan} {nama} negatif",
    "Periksa tanda angkanya; bila pengembalian belanja, jelaskan pada catatan.",
    Contoh(
        (
            Ubah(_F, 5, "realisasi", Decimal(-1000000), "#,##0"),
            Ubah(_F, 5, "sisa", Decimal(18834000), "#,##0"),
            Ubah(_F, 5, "persen", Decimal("-5.61"), "0.00"),
            Ubah(_F, 4, "realisasi", Decimal(1360003753), "#,##0"),
            Ubah(_F, 4, "sisa", Decimal(616247), "#,##0"),
            Ubah(_F, 4, "persen", Decimal("99.95"), "0.00"),
        ),
        (_F, 5, "realisasi"),
        "semua jumlah cocok, tetapi realisasi 6982 negatif",
    ),
    Contoh(),
    _negatif,
)
