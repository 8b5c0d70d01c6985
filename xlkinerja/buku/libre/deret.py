"""Long runs of figures down a column, written into an open document as one array each.

LibreOffice records an array for Undo, but its Undo leaves what stood in empty cells (seen in 7.4). That of a copied
range clears it: so a run is copied onto itself, which changes nothing, and then filled. A copy onto itself is no such
thing where rows are filtered out, something is drawn or cells are merged, its Undo crashes where there are notes, and
an array takes notes away: there cells are written one by one, in thirty times the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .daftar import larik

if TYPE_CHECKING:
    from collections.abc import Sequence

TERPENDEK = 64
"""Rows from which an array is worth its calls."""
RUMUS = 16
"""CellFlags.FORMULA."""


def isi_deret(lembar: Any, baris: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Write the long runs among the lines of a sheet; the lines that are left to be written one by one."""
    if lembar.DrawPage.Count or lembar.Annotations.Count:
        return baris
    deret = [d for d in larik((_sejenis(b), b) for b in baris) if d[3] - d[2] + 1 >= TERPENDEK]
    isi = {_tempat(b): b for b in baris if _sejenis(b)} if deret else {}
    for _, kolom, atas, bawah in deret:
        rentang = lembar.getCellRangeByPosition(kolom, atas, kolom, bawah)
        if not rentang.queryContentCells(RUMUS).RangeAddresses and _salin(lembar, rentang):
            milik = [isi.pop((kolom, r)) for r in range(atas, bawah + 1)]
            rentang.setDataArray(tuple((float(b[4]) if b[0] == "N" else b[4],) for b in milik))
    return [b for b in baris if not _sejenis(b) or _tempat(b) in isi] if deret else baris


def _tempat(b: Sequence[str]) -> tuple[int, int]:
    """Column and row of a line, 0-based."""
    return int(b[3]) - 1, int(b[2]) - 1


def _sejenis(b: Sequence[str]) -> str:
    """What may stand in an array: numbers, and texts of one line (a longer one makes a cell with paragraphs)."""
    return "deret" if b[0] == "N" or (b[0] == "T" and b[4] and "\n" not in b[4]) else ""


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
