"""Long runs of figures down a column, written into an open document as one array each.

LibreOffice records an array for Undo, but its Undo leaves what stood in empty cells (seen in 7.4). That of a copied
range clears it: so a run is copied onto itself, which changes nothing, and then filled. A copy onto itself is no such
thing where rows are filtered out, something is drawn or cells are merged, its Undo crashes where there are notes, and
an array takes notes away: there cells are written one by one, in thirty times the time.
"""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from .daftar import runtun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Baris = tuple[int, Sequence[str]]
    """Row, 0-based, and line."""

TERPENDEK = 64
"""Rows from which an array is worth its calls."""
RUMUS = 16
"""CellFlags.FORMULA."""


def isi_deret(lembar: Any, baris: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Write the long runs among the lines of a sheet; the lines that are left to be written one by one."""
    if lembar.DrawPage.Count or lembar.Annotations.Count:
        return baris
    sisa: list[Sequence[str]] = []
    kolom: dict[int, list[_Baris]] = {}
    for b in baris:
        if _sejenis(b):
            kolom.setdefault(int(b[3]) - 1, []).append((int(b[2]) - 1, b))
        else:
            sisa.append(b)
    for k, isi in kolom.items():
        for deret in _berurut(isi):
            if len(deret) < TERPENDEK or not _tulis(lembar, k, deret):
                sisa += [b for _, b in deret]
    return sisa


def _sejenis(b: Sequence[str]) -> bool:
    """What may stand in an array: numbers, and texts of one line (a longer one makes a cell with paragraphs)."""
    return b[0] == "N" or (b[0] == "T" and b[4] != "" and "\n" not in b[4])


def _berurut(isi: list[_Baris]) -> Iterator[list[_Baris]]:
    """The lines of a column in runs of neighbouring rows."""
    isi.sort(key=itemgetter(0))
    semua = iter(isi)
    for _, atas, bawah in runtun([(r, "") for r, _ in isi]):
        yield list(islice(semua, bawah - atas + 1))


def _tulis(lembar: Any, kolom: int, deret: Sequence[_Baris]) -> bool:
    rentang = lembar.getCellRangeByPosition(kolom, deret[0][0], kolom, deret[-1][0])
    if rentang.queryContentCells(RUMUS).RangeAddresses or not _salin(lembar, rentang):
        return False
    rentang.setDataArray(tuple([(float(b[4]) if b[0] == "N" else b[4],) for _, b in deret]))
    return True


def _salin(lembar: Any, rentang: Any) -> bool:
    """Copy cells onto themselves; False, and not done, if some are hidden or merged."""
    gabungan = lembar.createCursorByRange(rentang)
    gabungan.collapseToMergedArea()
    tampak = rentang.queryVisibleCells().RangeAddresses
    if rentang.IsMerged or len(tampak) != 1 or not all(_sama(x, rentang) for x in (*tampak, gabungan.RangeAddress)):
        return False
    lembar.copyRange(rentang.getCellByPosition(0, 0).CellAddress, rentang.RangeAddress)
    return True


def _sama(a: Any, rentang: Any) -> bool:
    b = rentang.RangeAddress
    return (a.StartColumn, a.StartRow, a.EndColumn, a.EndRow) == (b.StartColumn, b.StartRow, b.EndColumn, b.EndRow)
