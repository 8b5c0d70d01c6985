"""Family A: an amount that is no whole rupiah in a table of whole rupiah."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, uang_kolom
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Ubah
from xlkinerja.aturan.kesalahan_uang import MEDAN
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, baris_anggaran
from xlkinerja.temuan import Tingkat

_MEDAN_KETIK = ("pagu_awal", "pagu", "blokir", "realisasi", *BULAN)
_SATU_DARI = 10
"""Of so many typed amounts at most one may be broken: a table with more of them counts in sen, or in juta."""
_KALI = ((Decimal(1000), "ribuan"), (Decimal(1_000_000), "jutaan"))


def _berpecahan(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        medan = [n for n in _MEDAN_KETIK if n in d.kepala]
        baris = baris_anggaran(d)
        uang = {bidang: uang_kolom(baris, bidang) for bidang in medan}
        if not any(n and n != n.to_integral_value() for kolom in uang.values() for n in kolom):
            continue
        ketik = [
            (i, b, bidang, n)
            for i, b in enumerate(baris)
            for bidang in medan
            if (n := uang[bidang][i]) and bidang in b.asal and b.asal[bidang].rumus is None
        ]
        salah = konteks.koreksi[id(d)]  # has a finding of its own
        pecah = [x for x in ketik if x[1].desimal.get(x[2]) is None and x[3] % 1 and (x[0], x[2]) not in salah]
        if pecah and len(pecah) * _SATU_DARI <= len(ketik):
            for _, b, bidang, n in pecah:
                isi = {"bidang": bidang, "medan": MEDAN[bidang], "nama": b.nama or "total", "nilai": tulis_angka(n)}
                yield Hasil(b.asal[bidang], d, " ".join(b.kode) or b.nama, sebab=_sebab(b, bidang, n), isi=isi)


def _sebab(b: BarisAnggaran, bidang: str, n: Decimal) -> str | None:
    """The multiple in which the amount is whole and fits the row's pagu or realisasi, if there is just one."""
    lain = b.realisasi if bidang in ("pagu", "pagu_awal") else b.pagu
    for kali, kata in _KALI:
        utuh = n * kali
        if not utuh % 1 and lain and lain / 10 <= utuh <= lain * 10:
            return f"mungkin tertulis dalam {kata} rupiah; seharusnya {tulis_angka(utuh)}"
    return None


def _jumlah(formulir: str, baris: int, *angka: str) -> Iterator[Ubah]:
    """A sum of the example that carries the amount on, by formula."""
    for bidang, n, format in zip(("realisasi", "sisa", "persen"), angka, ("#,##0", "#,##0", "0.00"), strict=True):
        yield Ubah(formulir, baris, bidang, Decimal(n), format, "1*1" if bidang == "realisasi" else None)


_F = "anggaran_realisasi"
A215 = Aturan(
    "A215",
    "Angka rupiah berpecahan",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Pagu dan realisasi adalah rupiah bulat. Satu angka berpecahan di antara angka-angka bulat biasanya tertulis dalam "
    "ribuan atau jutaan, atau titik dan komanya tertukar. Tabel yang memang memuat sen tidak dipersoalkan.",
    "PMK 62/2023 (rupiah bulat); LKj KPU Kota Kupang 2024 baris 508-521",
    "{medan} {nama} tertulis {nilai}, bukan rupiah bulat seperti angka lain dalam tabel ini",
    "Ketik angkanya dalam rupiah penuh menurut SAKTI/OM-SPAN.",
    Contoh(
        (
            Ubah(_F, 1, "realisasi", Decimal("3305.485655"), "#,##0"),
            Ubah(_F, 1, "sisa", Decimal("3366046694.514345"), "#,##0"),
            Ubah(_F, 1, "persen", Decimal(0), "0.00"),
            *_jumlah(_F, 0, "94527305.485655", "3366046694.514345", "2.73"),
            *_jumlah(_F, 6, "1453531058.485655", "3385496941.514345", "30.04"),
            *_jumlah("anggaran_ringkas", 0, "94527305.485655", "3366046694.514345", "2.73"),
            *_jumlah("anggaran_ringkas", 2, "1453531058.485655", "3385496941.514345", "30.04"),
        ),
        (_F, 1, "realisasi"),
        "realisasi diketik dalam juta",
    ),
    Contoh((Ubah(_F, 2, "persen", Decimal(1), "0%"),), uraian="persentase bukan rupiah"),
    _berpecahan,
)
