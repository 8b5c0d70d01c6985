"""Family A, the codes of a budget table: malformed, used twice, below a heading that is not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import MEDAN, sel_petak
from xlkinerja.beku import beku
from xlkinerja.kendala import Kendala, Kesalahan, Petak, Tabel
from xlkinerja.kode_anggaran import KodeRusak, kode_rusak, kode_tertulis, sah, teks_kode
from xlkinerja.kode_baris import SUBTOTAL
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.olah import BULAN, berangka, induk_baris, uang_baris
from xlkinerja.tataletak import jarak_ketik, rapat
from xlkinerja.temuan import Sel, Tingkat

_B = "anggaran_bulanan"
_R = "anggaran_realisasi"
_SEMUA = ("pagu_awal", "pagu", "blokir", "realisasi", "sisa", *BULAN)
_BANYAK = 4
"""A table in which more than one code in so many is used twice lists several budgets, and is not judged."""


def sel_kode(b: BarisAnggaran) -> Sel:
    """The cell in which a row's code is written."""
    kode = b.asal.get("kode")
    return kode if kode is not None and (kode.tampil.strip() or "nama" not in b.asal) else b.asal["nama"]


def _teks(b: BarisAnggaran) -> tuple[str, str]:
    nama = b.asal.get("nama")
    return teks_kode(b.asal.get("kode")), rapat(nama.tampil) if nama is not None else ""


def _rusak(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        rusak = _kode_rusak(konteks, d)
        induk = induk_baris(baris) if rusak else []
        yatim = _yatim(konteks, d) if rusak else []
        for i, k in rusak.items():
            if sel_kode(baris[i]).rumus is None:
                ikut = [p for g in yatim if _sebabnya(g, rusak, baris) == i for p in g.jumlah]
                petak = (*_terlewat(konteks.tabel(d), baris, induk, i), *ikut)
                yield _hasil_rusak(d, baris[i], k, tuple(Rujukan(sel_petak(baris, p)) for p in petak))


def _kode_rusak(konteks: Konteks, d: Dokumen) -> dict[int, KodeRusak]:
    kunci = f"kode_rusak {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = kode_rusak(_semua_teks(konteks, d))
    return cast("dict[int, KodeRusak]", konteks.memo[kunci])


def _semua_teks(konteks: Konteks, d: Dokumen) -> list[tuple[str, str]]:
    kunci = f"kode_teks {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = [_teks(b) for b in baris_anggaran(d)]
    return cast("list[tuple[str, str]]", konteks.memo[kunci])


def _sebabnya(g: _Gugus, rusak: Mapping[int, KodeRusak], baris: Sequence[BarisAnggaran]) -> int | None:
    """The malformed code that leaves these rows without a parent: their own, that of the row above them, or the one
    that should be their parent's."""
    if g.utama in rusak or g.utama - 1 in rusak:
        return g.utama if g.utama in rusak else g.utama - 1
    induk = ".".join(baris[g.utama].kode[:-1])
    return next((i for i, k in rusak.items() if k.benar == induk), None)


def _terlewat(
    tabel: Tabel, baris: Sequence[BarisAnggaran], induk: Sequence[int | None], i: int
) -> tuple[Petak, ...]:
    """Sums that do not count a row or what is below it, as a template's formulas do not when its code is wrong: they
    go by the code."""
    kode, milik = baris[i].kode, []
    for j in range(i, len(baris)):
        if baris[j].kode[: len(kode)] != kode:
            break
        milik.append(j)
    atas = next((induk[j] for j in milik if induk[j] is not None and induk[j] not in milik), None)
    langsung = [j for j in milik if induk[j] == atas]
    return (*_tertutup_tanpa(tabel, atas, langsung), *_tertutup_tanpa(tabel, i, [j for j in milik if induk[j] == i]))


def _hasil_rusak(d: Dokumen, b: BarisAnggaran, k: KodeRusak, terlewat: tuple[Rujukan, ...]) -> Hasil:
    sel = sel_kode(b)
    harap = f", seharusnya {k.benar}" if k.benar else ""
    return Hasil(
        sel,
        d,
        f"{k.tertulis} {b.nama}",
        seharusnya=k.benar,
        sebab="tersimpan sebagai angka, sehingga nol di depan atau di belakangnya hilang" if sel.jenis == "n" else None,
        terkait=terlewat,
        menutup=terlewat,
        isi={
            "bidang": "kode",
            "kode": k.tertulis,
            "apa": k.sebab + harap + (", dan karena itu tidak ikut terjumlah" if terlewat else ""),
        },
    )


A206 = Aturan(
    "A206",
    "Kode anggaran salah tulis",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Kode anggaran bertingkat: program dua huruf (sebelum 2021 dua angka), kegiatan empat angka, KRO tiga huruf, RO "
    "tiga angka, komponen tiga angka, akun enam angka, dipisahkan titik dan disimpan sebagai teks. Kode yang disebut "
    "adalah satu-satunya yang cocok dengan baris di sekitarnya.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; Bagan Akun Standar",
    "Kode {kode} {apa}",
    "Tulis kode sesuai POK/DIPA sebagai teks, misalnya WA.3355.EBA.994.001.",
    Contoh((Ubah(_B, 4, "kode", "WA.335.EBD.953"),), (_B, 4, "kode"), "kegiatan tiga angka"),
    Contoh((Ubah(_R, 1, "nama", "3355 Pengelolaan Keuangan dan Barang Milik Negara"),), uraian="kode pendek"),
    _rusak,
)


@beku(frozen=True, slots=True)
class _Gugus:
    """Rows at fault together: the first of them and the rest, and the sums that close without them."""

    utama: int
    lain: tuple[int, ...]
    jumlah: tuple[Petak, ...]


def _tertutup_tanpa(tabel: Tabel, induk: int | None, baris: Sequence[int]) -> tuple[Petak, ...]:
    """The sums of a row, if all of them that these parts matter to fail and hold without them."""
    hasil = []
    for bidang in _SEMUA:
        p = (-1 if induk is None else induk, bidang)
        k = tabel.jumlah(p)
        bagian = sum((tabel.nilai[x] for x in k.lain if x[0] in baris), Decimal(0)) if k is not None else 0
        if k is None or not bagian:
            continue
        if (len(k.lain) <= len(baris) and tabel.nilai[p]) or not _sejumlah(tabel, k, p, bagian):
            return ()
        hasil.append(p)
    return tuple(hasil)


def _sejumlah(tabel: Tabel, k: Kendala, p: Petak, bagian: Decimal | int) -> bool:
    return tabel.seharusnya(k, p) == tabel.nilai[p] + bagian


def _ganda(konteks: Konteks, d: Dokumen) -> list[tuple[_Gugus, int]]:
    kunci = f"kode_ganda {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = list(_cari_ganda(konteks, d))
    return cast("list[tuple[_Gugus, int]]", konteks.memo[kunci])


def _cari_ganda(konteks: Konteks, d: Dokumen) -> Iterator[tuple[_Gugus, int]]:
    """Rows whose path of codes an earlier row has, with that row; those below such a row go with it."""
    baris = baris_anggaran(d)
    awal: dict[tuple[str, ...], int] = {}
    ganda: dict[int, int] = {}
    for i, (b, teks) in enumerate(zip(baris, _semua_teks(konteks, d), strict=True)):
        if b.tingkat == 0 and b.kode[:1] != (SUBTOTAL,):
            awal.clear()
        elif b.tingkat and berangka(b) and sah(b.kode[-1]) and kode_tertulis(*teks):
            if b.kode in awal:
                ganda[i] = awal[b.kode]
            awal.setdefault(b.kode, i)
    if not ganda or len(ganda) * _BANYAK > len(baris):
        return
    induk, tabel = induk_baris(baris), konteks.tabel(d)
    for i, satu in ganda.items():
        if induk[i] not in ganda:
            lain = tuple(j for j in ganda if j != i and baris[j].kode[: len(baris[i].kode)] == baris[i].kode)
            yield _Gugus(i, lain, _tertutup_tanpa(tabel, induk[i], (i,))), satu


def _dua_kali(konteks: Konteks, *, terjumlah: bool) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        for g, satu in _ganda(konteks, d):
            if bool(g.jumlah) is not terjumlah:
                continue
            b, a = baris[g.utama], baris[satu]
            sama = (b.nama, b.pagu, b.realisasi) == (a.nama, a.pagu, a.realisasi)
            sel = sel_kode(b)
            pasti = _menutup(baris, g)
            timpa = _tertimpa(konteks, d, g.utama) if sama and not pasti else ()
            ikut = (*pasti, *(Rujukan(sel_petak(baris, k.petak)) for k in timpa))
            yield Hasil(
                sel,
                d,
                ".".join(b.kode),
                sebab=_sebab_sama(b, timpa) if sama else None,
                terkait=(Rujukan(sel_kode(a)), *(Rujukan(sel_kode(baris[j])) for j in g.lain), *ikut),
                menutup=ikut,
                isi={
                    "bidang": "kode",
                    "kode": ".".join(b.kode),
                    "nama": b.nama,
                    "lain": sel_kode(a).alamat,
                    "induk": _sebut(baris, g),
                },
            )


def _tertimpa(konteks: Konteks, d: Dokumen, i: int) -> tuple[Kesalahan, ...]:
    """The sums that fail with a row in them: where it was copied over another row, that one is missing in them."""
    semua = next(s for x, _, s in konteks.kesalahan if x is d)
    return tuple(k for k in semua if k.dasar in ("jumlah", "total") and i in k.anak)


def _sebab_sama(b: BarisAnggaran, timpa: Sequence[Kesalahan]) -> str:
    """That the row is a copy, and what the one that it was copied over amounts to by the sums above."""
    sebab = "baris ini sama persis dengan baris itu; kemungkinan tersalin"
    hilang = {k.petak[1]: uang_baris(b, k.petak[1]) for k in timpa}
    angka = [
        f"{MEDAN[k.petak[1]].lower()} {tulis_angka(n + k.tertulis - k.seharusnya)}"
        for k in timpa
        if k.petak[1] in ("pagu", "realisasi") and (n := hilang[k.petak[1]]) is not None
    ]
    return f"{sebab} menimpa baris lain, yang menurut jumlah di atasnya {' dan '.join(angka)}" if angka else sebab


def _menutup(baris: list[BarisAnggaran], g: _Gugus) -> tuple[Rujukan, ...]:
    return tuple(Rujukan(sel_petak(baris, p)) for p in g.jumlah)


def _sebut(baris: list[BarisAnggaran], g: _Gugus) -> str:
    if not g.jumlah:
        return "-"
    i, bidang = g.jumlah[0]
    return f"{baris[i].asal[bidang].alamat} {baris[i].nama}".strip()


A207 = Aturan(
    "A207",
    "Kode anggaran dipakai dua kali",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Sebuah kode hanya boleh muncul satu kali di bawah induknya. Bila baris tersalin, pagunya terhitung dua kali; bila "
    "kodenya salah ketik, rinciannya masuk ke induk yang keliru.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: kode unik di bawah induknya",
    "Kode {kode} {nama} sudah dipakai pada {lain}",
    "Hapus baris yang tersalin, atau betulkan kodenya.",
    Contoh((Ubah(_B, 7, "kode", "WA.3357.EBD.953.052.521211"),), (_B, 7, "kode")),
    Contoh(uraian="EBD dipakai di bawah dua kegiatan"),
    lambda konteks: _dua_kali(konteks, terjumlah=False),
)
A209 = Aturan(
    "A209",
    "Baris anggaran tertulis dua kali",
    Tingkat.GALAT,
    ("anggaran",),
    "Kode yang sama tertulis dua kali, dan jumlah di atasnya hanya cocok bila baris ini tidak dihitung.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: kode unik di bawah induknya",
    "Baris {kode} {nama} tertulis dua kali (lihat {lain}): {induk} cocok bila baris ini tidak dihitung",
    "Hapus baris yang tersalin.",
    Contoh(
        (
            Ubah(_R, 4, "nama", "CQ.6982 Penetapan Hasil Pemilu"),
            *(Ubah(_R, 4, n, Decimal(a), "#,##0") for n, a in
              (("pagu", 17834000), ("realisasi", 17829910), ("sisa", 4090))),
            Ubah(_R, 4, "persen", Decimal("99.98"), "0.00"),
            *(Ubah(f, i, n, Decimal(a), "#,##0") for f, i in ((_R, 3), ("anggaran_ringkas", 1)) for n, a in
              (("pagu", 17834000), ("realisasi", 17829910), ("sisa", 4090))),
            *(Ubah(f, i, "persen", Decimal("99.98"), "0.00") for f, i in ((_R, 3), ("anggaran_ringkas", 1))),
            *(Ubah(f, i, n, Decimal(a), "#,##0") for f, i in ((_R, 6), ("anggaran_ringkas", 2)) for n, a in
              (("pagu", 3478408000), ("realisasi", 3417839565), ("sisa", 60568435))),
            *(Ubah(f, i, "persen", Decimal("98.26"), "0.00") for f, i in ((_R, 6), ("anggaran_ringkas", 2))),
        ),
        (_R, 5, "nama"),
        "6982 tersalin di atas dirinya; program CQ dan total hanya memuatnya satu kali",
    ),
    Contoh(),
    lambda konteks: _dua_kali(konteks, terjumlah=True),
)  # fmt: skip


def _yatim(konteks: Konteks, d: Dokumen) -> list[_Gugus]:
    kunci = f"kode_yatim {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = list(_cari_yatim(konteks, d))
    return cast("list[_Gugus]", konteks.memo[kunci])


def _cari_yatim(konteks: Konteks, d: Dokumen) -> Iterator[_Gugus]:
    """Rows whose parent's code has no row although the codes of their like have one, or without which the sum above
    closes; by missing parent."""
    baris = baris_anggaran(d)
    punya: Counter[int] = Counter()
    tanpa: dict[tuple[str, ...], list[int]] = defaultdict(list)
    salah_tempat: set[int] = set()
    jalur: list[tuple[str, ...]] = []
    for i, b in enumerate(baris):
        kode = b.kode
        if b.tingkat == 0 or not sah(kode[-1]):
            jalur = [] if b.tingkat == 0 else jalur
            continue
        while jalur and len(jalur[-1]) >= len(kode):
            jalur.pop()
        atas = jalur[-1] if jalur else ()
        jalur.append(kode)
        if len(kode) > 1 and atas == kode[:-1]:
            punya[len(kode)] += 1
            continue
        if atas != kode[: len(atas)]:
            salah_tempat.add(i)
        if len(kode) > 1 and sel_kode(b).rumus is None:
            tanpa[kode[:-1]].append(i)
    kurang: Counter[int] = Counter()
    for induk, isi in tanpa.items():
        kurang[len(induk) + 1] += len(isi)
    hulu = induk_baris(baris) if tanpa else []
    for induk, isi in tanpa.items():
        n = len(induk) + 1
        jarang = punya[n] > 1 and kurang[n] * 3 <= kurang[n] + punya[n]
        jumlah = _tertutup_tanpa(konteks.tabel(d), hulu[isi[0]], isi)
        if jumlah or jarang or (punya[n] and salah_tempat.intersection(isi)):
            yield _Gugus(isi[0], tuple(isi[1:]), jumlah)


def _tanpa_induk(konteks: Konteks, *, terjumlah: bool) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        semua = {b.kode: sel_kode(b) for b in baris} if _yatim(konteks, d) else {}
        rusak = _kode_rusak(konteks, d)
        for g in _yatim(konteks, d):
            if bool(g.jumlah) is not terjumlah or _sebabnya(g, rusak, baris) is not None:
                continue
            b = baris[g.utama]
            induk, di = ".".join(b.kode[:-1]), semua.get(b.kode[:-1])
            pasti = _menutup(baris, g)
            nilai = sum((baris[i].pagu or Decimal(0) for i in (g.utama, *g.lain)), Decimal(0))
            yield Hasil(
                sel_kode(b),
                d,
                ".".join(b.kode),
                sebab=None if di else _mirip(induk, semua) or f"mungkin baris {induk} terhapus, atau salah ketik",
                terkait=(*(Rujukan(sel_kode(baris[i])) for i in g.lain), *pasti),
                menutup=pasti,
                isi={
                    "bidang": "kode",
                    "kode": ".".join(b.kode),
                    "nama": b.nama,
                    "induk": f"{induk} ada di {di.alamat}, bukan di atasnya" if di else f"{induk} tidak ada",
                    "jumlah": _sebut(baris, g),
                    "nilai": tulis_angka(nilai),
                },
            )


def _mirip(induk: str, ada: Collection[tuple[str, ...]]) -> str | None:
    """The one code in the table of which a missing parent's is a typing slip."""
    panjang = induk.count(".") + 1
    calon = [
        ".".join(k) for k in ada if len(k) == panjang and jarak_ketik(".".join(k), induk, 2) <= 2
    ] if len(ada) < 3000 else []  # fmt: skip
    return f"mungkin kode baris ini salah ketik, seharusnya di bawah {calon[0]}" if len(calon) == 1 else None


A208 = Aturan(
    "A208",
    "Kode anggaran tanpa baris induk",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Baris lain yang setingkat mempunyai baris induk menurut kodenya, baris ini tidak. Rumus templat menjumlahkan "
    "menurut kode, sehingga baris tanpa induk mudah hilang dari jumlah.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen",
    "Baris {kode} {nama} tanpa baris induk: {induk}",
    "Tambahkan baris induknya, atau betulkan kode baris ini.",
    Contoh((Ubah(_B, 2, "kode", "WA.3357.EBD.954"),), (_B, 3, "kode")),
    Contoh(uraian="kegiatan tanpa baris program, semuanya"),
    lambda konteks: _tanpa_induk(konteks, terjumlah=False),
)
A210 = Aturan(
    "A210",
    "Rincian tidak ikut terjumlah karena baris induknya tidak ada",
    Tingkat.GALAT,
    ("anggaran",),
    "Menurut kodenya baris ini berada di bawah induk yang tidak ada dalam tabel, dan jumlah di atasnya hanya cocok "
    "bila baris ini tidak dihitung.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen",
    "Baris {kode} {nama} (pagu {nilai}) tidak terhitung di {jumlah}: baris induk {induk}",
    "Tambahkan baris induknya, atau betulkan kode baris ini, lalu hitung ulang jumlahnya.",
    Contoh(
        (
            Ubah(_R, 1, "nama", "WA.3355.EBA Layanan Dukungan Manajemen Internal"),
            *(Ubah(f, i, n, Decimal(a), "#,##0") for f, i in ((_R, 0), ("anggaran_ringkas", 0)) for n, a in
              (("pagu", 94524000), ("realisasi", 94524000), ("sisa", 0))),
            *(Ubah(f, i, "persen", Decimal(100), "0.00") for f, i in ((_R, 0), ("anggaran_ringkas", 0))),
            *(Ubah(f, i, n, Decimal(a), "#,##0") for f, i in ((_R, 6), ("anggaran_ringkas", 2)) for n, a in
              (("pagu", 1472978000), ("realisasi", 1453527753), ("sisa", 19450247))),
            *(Ubah(f, i, "persen", Decimal("98.68"), "0.00") for f, i in ((_R, 6), ("anggaran_ringkas", 2))),
        ),
        (_R, 1, "nama"),
    ),
    Contoh(),
    lambda konteks: _tanpa_induk(konteks, terjumlah=True),
)  # fmt: skip
