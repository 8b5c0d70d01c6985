"""Scattered cells to rectangles of one kind, so that a program is called once per rectangle and not once per cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from xlkinerja.beku import beku

T = TypeVar("T")


@beku(frozen=True, slots=True)
class Petak(Generic[T]):
    """A rectangle of cells of one kind, all bounds 1-based and inclusive."""

    baris1: int
    kolom1: int
    baris2: int
    kolom2: int
    macam: T


def petak(sel: Mapping[tuple[int, int], T], *, satuan: bool = False) -> list[Petak[T]]:
    """The rectangles that cover exactly the given cells (row, column) -> kind, top to bottom; `satuan`: one each."""
    terbuka: dict[tuple[int, int], Petak[T]] = {}
    hasil: list[Petak[T]] = []
    for b, kiri, kanan, macam in _larik(sel, satuan):
        atas = terbuka.get((kiri, kanan))
        sambung = not satuan and atas is not None and atas.baris2 == b - 1 and atas.macam == macam
        if atas is not None and not sambung:
            hasil.append(terbuka.pop((kiri, kanan)))
        awal = atas.baris1 if atas is not None and sambung else b
        terbuka[kiri, kanan] = Petak(awal, kiri, b, kanan, macam)
    return sorted((*hasil, *terbuka.values()), key=lambda p: (p.baris1, p.kolom1))


def _larik(sel: Mapping[tuple[int, int], T], satuan: bool) -> Iterator[tuple[int, int, int, T]]:
    """Runs of neighbours of one kind in a row: row, first and last column, kind."""
    urut = sorted(sel)
    i = 0
    while i < len(urut):
        b, kiri = urut[i]
        kanan, macam = kiri, sel[b, kiri]
        while not satuan and i + 1 < len(urut) and urut[i + 1] == (b, kanan + 1) and sel[urut[i + 1]] == macam:
            i, kanan = i + 1, kanan + 1
        yield b, kiri, kanan, macam
        i += 1
