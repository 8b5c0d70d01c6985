"""Cumulative columns of quarters and months: a fall is told on the later figure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.periksa import periksa_buku

KEPALA = ("Program", "Pagu", "s.d. TW I", "s.d. TW II", "s.d. TW III", "s.d. TW IV")


def turun(kepala: Sequence[str], *baris: Sequence[Isi]) -> list[str | None]:
    sel = {f"{chr(65 + k)}{i}": n for i, b in enumerate((kepala, *baris), 2) for k, n in enumerate(b) if n is not None}
    return [t.lokasi.sel for t in periksa_buku(buku_ingatan({"L": sel})).temuan if t.kode == "A223"]


@pytest.mark.parametrize(
    ("baris", "sel"),
    [
        (("Dukman", 100, 10, 20, 30, 40), []),
        (("Dukman", 100, 10, 10, 10, 10), []),
        (("Dukman", 100, 10, 20, 0, 0), []),
        (("Dukman", 100, 10, 20, None, None), []),
        (("Dukman", 100, 10, None, 30, 20), ["F3"]),
        (("Dukman", 100, 20, 10, 30, 40), ["D3"]),
        (("Dukman", 100, "20,5%", "10,5%", "-", None), ["D3"]),
        (("Dukman", 100, 20, "belum", 10, 40), ["E3"]),
    ],
)
def test_turun(baris: Sequence[Isi], sel: list[str]) -> None:
    assert turun(KEPALA, baris) == sel


@pytest.mark.parametrize(
    "kepala",
    [
        ("Program", "Pagu", "Sampai dengan Triwulan 1", "Sampai dengan Triwulan 2"),
        ("Program", "Pagu", "Realisasi s/d Maret", "Realisasi s/d Juni"),
        ("Program", "Pagu", "Kumulatif TW I", "Kumulatif TW II"),
        ("Program", "Pagu", "sd Januari", "sd Februari"),
        ("Program", "Target s.d. TW I", "Realisasi s.d. TW I", "Realisasi s.d. TW II"),
    ],
)
def test_judul_lain(kepala: Sequence[str]) -> None:
    assert turun(kepala, ("Dukman", 100, 20, 10), ("Pemilu", 100, 10, 20)) == ["D3"]


@pytest.mark.parametrize(
    "kepala", [("Program", "Pagu", "TW I", "TW II"), ("Program", "Pagu", "Maret", "Juni"),
               ("Program", "Pagu", "Target s.d. TW I", "Realisasi s.d. TW I")]
)  # fmt: skip
def test_bukan_kumulatif(kepala: Sequence[str]) -> None:
    assert turun(kepala, ("Dukman", 100, 20, 10)) == []


def test_banyak_baris_satu_temuan() -> None:
    assert turun(KEPALA, *[(f"P{i}", 100, 40, 30, 20, 10) for i in range(9)]) == ["D3"]
