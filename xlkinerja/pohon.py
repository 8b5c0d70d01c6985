"""Levels to a tree: which row is the parent of which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import cast

from xlkinerja.beku import beku

_NOL = Decimal(0)


@beku(frozen=True, slots=True)
class Simpul:
    """A row of the tree: its index and the indexes of its direct children (rows without figures are seen through)."""

    indeks: int
    anak: tuple[int, ...]


def induk_simpul(simpul: Sequence[Simpul]) -> dict[int, int]:
    """Row -> its parent row, for rows that have one."""
    # From below, so that a subtotal that repeats a head's sum does not take its rows.
    return {a: s.indeks for s in reversed(simpul) for a in s.anak}


def tertutup(simpul: Sequence[Simpul], kolom: Sequence[Decimal | None]) -> Iterator[bool | None]:
    """Of each parent, whether its figure in a column is exactly the sum of its children's; None where one lacks."""
    di = cast("Sequence[Decimal]", kolom).__getitem__
    for s in simpul:
        kepala = kolom[s.indeks]
        try:
            yield None if kepala is None else sum(map(di, s.anak), _NOL) == kepala
        except TypeError:  # one is None
            yield None


def susun(tingkat: Sequence[int], berangka: Sequence[bool]) -> tuple[Simpul, ...]:
    """Parents with their children from levels in row order; `berangka`: the row has figures of its own.

    A total row (level 0) sums the topmost rows of the whole table; of several totals each sums its own block. A row
    of level -n repeats the sum of the last row of level n and closes nothing.
    Many rules ask for the tree of one table.
    """
    return _susun(tuple(tingkat), tuple(berangka))


@lru_cache(maxsize=256)
def _susun(tingkat: tuple[int, ...], berangka: tuple[bool, ...]) -> tuple[Simpul, ...]:
    anak: dict[int, list[int]] = {}
    jalur: list[int] = []
    blok: list[int] = []
    total: list[tuple[int, list[int]]] = []
    terhitung: set[int] = set()
    ulang: dict[int, list[int]] = {}
    for i, t in enumerate(tingkat):
        if t == 0:
            # A total without rows of its own sums the totals of the blocks before it.
            total.append((i, blok or [j for j, b in total if b and j not in terhitung]))
            terhitung.update(() if blok else total[-1][1])
            blok, jalur = [], []
            continue
        if not berangka[i]:
            continue
        if t < 0:
            kepala = max((j for j in range(i) if tingkat[j] == -t), default=0)
            atas = next((j for j in reversed(jalur) if tingkat[j] < -t), None)
            isi = blok if atas is None else anak.get(atas, [])
            ulang[i] = anak.get(kepala, [kepala]) if berangka[kepala] else [j for j in isi if j > kepala]
            continue
        while jalur and tingkat[jalur[-1]] >= t:
            jalur.pop()
        if jalur:
            anak.setdefault(jalur[-1], []).append(i)
        else:
            blok.append(i)
        jalur.append(i)
    if len(total) == 1 and blok:
        total = [(total[0][0], sorted([*total[0][1], *blok]))]
    semua = [*anak.items(), *((i, b) for i, b in (*total, *ulang.items()) if b)]
    return tuple(Simpul(i, tuple(a)) for i, a in sorted(semua))
