"""K218: the quarter that closes its capaian and the year at once; a lone wrong capaian or year stays K213 or K211."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.periksa import periksa_buku

TW = "capaian_triwulan"
D = Decimal
_LAP = '0" laporan"'
_P = "0.00%"

Letak = tuple[str, str | None, Decimal | str | None, str | None]


def letak(*ubah: Ubah) -> list[Letak]:
    semua = periksa_buku(contoh_buku(ubah)).temuan
    assert {t.lokasi.lembar for t in semua if t.kode[0] == "K"} <= {"Capaian Triwulan"}
    return [(t.kode, t.lokasi.sel, t.seharusnya, t.sebab) for t in semua if t.kode[0] == "K"]


def isi(baris: int, nilai: dict[int, str | None]) -> tuple[Ubah, ...]:
    return tuple(Ubah(TW, baris, f"realisasi_t{n}", None if x is None else D(x), "0%") for n, x in nilai.items())


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        # one quarter: its capaian and the sum, or the position of the last quarter, say the same
        ((Ubah(TW, 0, "realisasi_t3", D(4), _LAP),), [("K218", "O5", D(3), None)]),
        (isi(1, {4: "0.48"}), [("K218", "P6", D(84), None)]),
        # two quarters swapped, with and without the year
        (isi(1, {1: "0.84", 4: "0.2"}), [("K218", "M6", D(20), "tertukar dengan realisasi triwulan IV (P6)")]),
        (isi(1, {1: "0.4", 2: "0.2"}), [("K218", "M6", D(20), "tertukar dengan realisasi triwulan II (N6)")]),
        # all one column to the right, and to the left
        (isi(1, {1: None, 2: "0.2", 3: "0.4", 4: "0.6"}),
         [("K218", "M6", D(20), "angka triwulan di baris ini bergeser satu kolom ke kanan")]),
        (isi(1, {1: "0.4", 2: "0.6", 3: "0.84", 4: None}),
         [("K218", "M6", D(20), "angka triwulan di baris ini bergeser satu kolom ke kiri")]),
        # a shifted comma in a series
        (isi(1, {3: "0.06"}), [("K218", "O6", D(60), "koma bergeser satu angka ke kiri")]),
        # a capaian alone, the year alone, and two causes at once
        ((Ubah(TW, 1, "capaian_t2", D("0.9333"), _P),),
         [("K213", "R6", D(40) / 48 * 100, "satu angka salah ketik (9 seharusnya 8)")]),
        ((Ubah(TW, 0, "realisasi", D(12), _LAP), Ubah(TW, 0, "capaian", D(1), _P)), [("K211", "D5", D(11), None)]),
        # changed and its capaian and year with it
        ((*isi(1, {3: "0.5"}), Ubah(TW, 1, "capaian_t3", D("0.6944"), _P)), []),
    ],
)  # fmt: skip
def test_isi_triwulan(ubah: tuple[Ubah, ...], harap: list[Letak]) -> None:
    assert letak(*ubah) == harap


def test_dua_sebab_tetap_dua_temuan() -> None:
    ubah = (Ubah(TW, 0, "realisasi", D(12), _LAP), Ubah(TW, 0, "capaian_t2", D("0.7"), _P))
    assert [x[:2] for x in letak(*ubah)] == [("K211", "D5"), ("K213", "R5")]
