"""One wrong cell in a real table gives one finding, on that cell, with the right figure: every money cell is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.waktu import hampir_sebanding
from xlkinerja.buku import LEBAR, Buku
from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan, Tingkat, alamat_a1

CONTOH = Path(__file__).resolve().parent.parent / "workbooks" / "contoh"


def tukar(angka: str) -> str | None:
    """The first two neighbouring digits that differ, swapped; None if there are none or a leading 0 would result."""
    for i in range(len(angka) - 1):
        if angka[i] != angka[i + 1]:
            hasil = angka[:i] + angka[i + 1] + angka[i] + angka[i + 2 :]
            return None if hasil.startswith("0") else hasil
    return None


CARA: dict[str, Callable[[str], str | None]] = {
    "tambah satu": lambda a: str(int(a) + 1),
    "seribu kali": lambda a: a + "000",
    "dua angka tertukar": tukar,
}


def sel_uang(buku: Buku, kolom: range, baris: range) -> Iterator[int]:
    """Indexes of the whole numbers stored in the columns and rows of the only sheet."""
    lembar = buku.lembar[0]
    for i, k in enumerate(lembar.kunci):
        di_dalam = k % LEBAR + 1 in kolom and k // LEBAR + 1 in baris
        if di_dalam and chr(lembar.jenis[i]) == "n" and lembar.isi[i].isdigit():
            yield i


def parah(buku: Buku) -> list[Temuan]:
    return [t for t in periksa_buku(buku).temuan if t.tingkat is not Tingkat.INFO]


@pytest.mark.parametrize("cara", CARA)
@pytest.mark.parametrize(
    ("berkas", "lembar", "baris", "banyak"),
    [
        ("sekretariat-ntt-2020.xlsx", "Realisasi Anggaran", range(6, 43), 104),
        ("kota-kupang-2024.xlsx", "Anggaran", range(6, 19), 36),
    ],
)
def test_satu_sel_salah_satu_temuan(berkas: str, lembar: str, baris: range, banyak: int, cara: str) -> None:
    buku, _ = buka_jalur(CONTOH / berkas)
    buku.lembar = [x for x in buku.lembar if x.nama == lembar]
    isi = buku.lembar[0].isi
    assert parah(buku) == []
    indeks = list(sel_uang(buku, range(3, 6), baris))
    assert len(indeks) == banyak
    for i in indeks:
        asli, salah = isi[i], CARA[cara](isi[i])
        if salah is None:
            continue
        isi[i] = salah
        temuan = parah(buku)
        isi[i] = asli
        b, k = divmod(buku.lembar[0].kunci[i], LEBAR)
        assert [(t.lokasi.sel, t.seharusnya) for t in temuan] == [(alamat_a1(b + 1, k + 1), Decimal(asli))]


def test_banyak_kesalahan_tetap_terbatas_waktunya() -> None:
    """A table of 2,000 rows in which every sisa is wrong: 2,000 findings, each on its cell, in linear time."""

    def buku(n: int) -> Buku:
        judul = ("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa")
        sel: dict[str, object] = {f"{h}3": j for h, j in zip("ABCDE", judul, strict=True)}
        for i in range(n):
            sel |= {f"A{i + 4}": f"WA.3355.EBA.{i % 900 + 100}", f"B{i + 4}": "RO"}
            sel |= {f"C{i + 4}": (i + 2) * 1000, f"D{i + 4}": 1000, f"E{i + 4}": (i + 1) * 1000 + 1}
        return buku_ingatan({"Anggaran": sel})

    def semua_ditemukan(isi: Buku, n: int) -> None:
        temuan = [t for t in periksa_buku(isi).temuan if t.kode == "A201"]
        assert [t.lokasi.sel for t in temuan] == [f"E{i + 4}" for i in range(n)]

    sedikit, banyak = buku(500), buku(2000)
    assert hampir_sebanding(lambda: semua_ditemukan(sedikit, 500), lambda: semua_ditemukan(banyak, 2000))
