"""Family A, the codes of a budget table: used twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.anggaran_baris import berangka, induk_baris, uang_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import MEDAN, sel_petak
from xlkinerja.aturan.kode_gugus import Gugus, menutup, sebut, sel_kode, semua_teks, tertutup_tanpa
from xlkinerja.kendala import Kesalahan
from xlkinerja.kode_anggaran import kode_tertulis, sah
from xlkinerja.kode_baris import SUBTOTAL
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.temuan import Tingkat

_B = "anggaran_bulanan"
_R = "anggaran_realisasi"
_BANYAK = 4
"""A table in which more than one code in so many is used twice lists several budgets, and is not judged."""


def _ganda(konteks: Konteks, d: Dokumen) -> list[tuple[Gugus, int]]:
    kunci = f"kode_ganda {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = list(_cari_ganda(konteks, d))
    return cast("list[tuple[Gugus, int]]", konteks.memo[kunci])


def _cari_ganda(konteks: Konteks, d: Dokumen) -> Iterator[tuple[Gugus, int]]:
    """Rows whose path of codes an earlier row has, with that row; those below such a row go with it."""
    baris = baris_anggaran(d)
    semua = [b.kode for b in baris if b.tingkat]
    if len(set(semua)) == len(semua):
        return
    awal: dict[tuple[str, ...], int] = {}
    ganda: dict[int, int] = {}
    for i, (b, teks) in enumerate(zip(baris, semua_teks(konteks, d), strict=True)):
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
            yield Gugus(i, lain, tertutup_tanpa(tabel, induk[i], (i,))), satu


def _dua_kali(konteks: Konteks, *, terjumlah: bool) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        for g, satu in _ganda(konteks, d):
            if bool(g.jumlah) is not terjumlah:
                continue
            b, a = baris[g.utama], baris[satu]
            sama = (b.nama, b.pagu, b.realisasi) == (a.nama, a.pagu, a.realisasi)
            sel = sel_kode(b)
            pasti = menutup(baris, g)
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
                    "induk": sebut(baris, g),
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
