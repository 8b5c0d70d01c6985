"""Rows of a budget table: their figures by name, whether they have any, and the row above."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from xlkinerja.model import BarisAnggaran
from xlkinerja.pohon import Simpul, induk_simpul, susun

BULAN = tuple(f"b{i}" for i in range(1, 13))
"""Fields of the months."""
_BULAN_KE = {nama: i for i, nama in enumerate(BULAN, 1)}


def susunan(baris: Sequence[BarisAnggaran]) -> tuple[Simpul, ...]:
    """The tree of a budget table's rows."""
    return susun([b.tingkat for b in baris], [b.pagu is not None or berangka(b) for b in baris])


def induk_baris(baris: Sequence[BarisAnggaran]) -> list[int | None]:
    """The parent row of each budget row (for a topmost one the grand total), None where it has none."""
    induk = induk_simpul(susunan(baris))
    return [induk.get(i) for i in range(len(baris))]


def uang_baris(b: BarisAnggaran, bidang: str) -> Decimal | None:
    """The figure of a money or percent field by its name, "b1" to "b12" for the months."""
    bulan = _BULAN_KE.get(bidang)
    if bulan is not None:
        return b.bulan.get(bulan)
    nilai: Decimal | None = getattr(b, bidang)
    return nilai


def uang_kolom(baris: Sequence[BarisAnggaran], bidang: str) -> list[Decimal | None]:
    """The same of all rows."""
    bulan = _BULAN_KE.get(bidang)
    return [b.bulan.get(bulan) for b in baris] if bulan is not None else list(map(attrgetter(bidang), baris))


def berangka(b: BarisAnggaran) -> bool:
    """True if the row has a figure of its own (a heading row has none); an error value stands for one."""
    if b.pagu is not None or b.realisasi is not None or b.sisa is not None or b.pagu_awal is not None:
        return True
    return any(n in b.asal and b.asal[n].jenis == "e" for n in ("pagu", "realisasi"))
