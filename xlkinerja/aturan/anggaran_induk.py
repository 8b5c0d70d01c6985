"""Family A, the codes of a budget table: below a heading that is not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.anggaran_baris import induk_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kode_gugus import Gugus, kode_rusak_di, menutup, sebut, sel_kode, tertutup_tanpa
from xlkinerja.kode_anggaran import KodeRusak, sah
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.tataletak import jarak_ketik
from xlkinerja.temuan import Tingkat

_B = "anggaran_bulanan"
_R = "anggaran_realisasi"


def tanpa_baris_induk(konteks: Konteks, d: Dokumen) -> list[Gugus]:
    """Rows whose parent has no row, by missing parent; found once for all rules."""
    kunci = f"kode_yatim {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = list(_cari_yatim(konteks, d))
    return cast("list[Gugus]", konteks.memo[kunci])


def _cari_yatim(konteks: Konteks, d: Dokumen) -> Iterator[Gugus]:
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
        jumlah = tertutup_tanpa(konteks.tabel(d), hulu[isi[0]], isi)
        if jumlah or jarang or (punya[n] and salah_tempat.intersection(isi)):
            yield Gugus(isi[0], tuple(isi[1:]), jumlah)


def sebabnya(g: Gugus, rusak: Mapping[int, KodeRusak], baris: Sequence[BarisAnggaran]) -> int | None:
    """The malformed code that leaves these rows without a parent: their own, that of the row above them, or the one
    that should be their parent's."""
    if g.utama in rusak or g.utama - 1 in rusak:
        return g.utama if g.utama in rusak else g.utama - 1
    induk = ".".join(baris[g.utama].kode[:-1])
    return next((i for i, k in rusak.items() if k.benar == induk), None)


def _tanpa_induk(konteks: Konteks, *, terjumlah: bool) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        semua = {b.kode: sel_kode(b) for b in baris} if tanpa_baris_induk(konteks, d) else {}
        rusak = kode_rusak_di(konteks, d)
        for g in tanpa_baris_induk(konteks, d):
            if bool(g.jumlah) is not terjumlah or sebabnya(g, rusak, baris) is not None:
                continue
            b = baris[g.utama]
            induk, di = ".".join(b.kode[:-1]), semua.get(b.kode[:-1])
            pasti = menutup(baris, g)
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
                    "jumlah": sebut(baris, g),
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
