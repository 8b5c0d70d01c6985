"""Which formulas follow from a cell: a figure computed from a wrong one is not wrong a second time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from xlkinerja.buku import LEBAR
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan

Tempat = tuple[str, int, int]
"""Sheet, row and column."""
_LANGKAH = 12
"""Longest chain of formulas that is followed."""
_NAMA = re.compile(r"(?<![\w.])xlk_\w+", re.I)
_MELEWATKAN = re.compile(r"\b(?:SUM|SUMIFS?|AVERAGE|SUBTOTAL|COUNT|MIN|MAX|N)\(", re.I)
"""Functions that pass over a text, be it a figure or not."""


def rambatan(peta: PetaRumus, asal: Collection[Tempat]) -> frozenset[Tempat]:
    """The formula cells that depend on these cells, through other formulas too. Work grows with the number of
    formulas times the length of the longest chain."""
    if not asal:
        return frozenset()
    sisa = dict(_semua(peta))
    hasil: set[Tempat] = set()
    muka = set(asal)
    for _ in range(_LANGKAH):
        lajur = _lajur(muka)
        kena = {t for t, acuan in sisa.items() if _mengenai(acuan, lajur)}
        muka = kena - hasil
        if not muka:
            break
        hasil |= muka
        for t in kena:
            del sisa[t]
    return frozenset(hasil - set(asal))


def perujuk(peta: PetaRumus, sel: Collection[Tempat]) -> list[Tempat]:
    """The formulas that refer to these cells themselves, in order."""
    lajur = _lajur(sel)
    return sorted(t for t, acuan in _semua(peta) if _mengenai(acuan, lajur))


def melewatkan_teks(peta: PetaRumus, tempat: Tempat) -> bool:
    """True for a formula that passes over texts in what it adds up."""
    return _MELEWATKAN.search(peta.rumus(*tempat) or "") is not None


def _semua(peta: PetaRumus) -> Iterator[tuple[Tempat, list[tuple[str, Acuan]]]]:
    """Every formula's cell with the references in it, each with its sheet (casefolded)."""
    for sini, p in peta.lembar.items():
        lembar = p.lembar.nama
        for kunci, rumus in p.lembar.rumus.items():
            yield (lembar, kunci // LEBAR + 1, kunci % LEBAR + 1), _acuan(peta, sini, rumus)


def _acuan(peta: PetaRumus, sini: str, rumus: str) -> list[tuple[str, Acuan]]:
    acuan, bernama = _urai(rumus)
    if bernama:
        acuan = (*acuan, *(a for x in map(peta.nama, bernama) if x and not (a := urai_acuan(x)).luar))
    return [(a.lembar.casefold() if a.lembar else sini, a) for a in acuan]


@lru_cache(maxsize=8192)
def _urai(rumus: str) -> tuple[tuple[Acuan, ...], tuple[str, ...]]:
    """References of a formula that can be followed, and the names of ours in it."""
    kerangka, acuan = pecah(rumus)
    return tuple([a for a in map(urai_acuan, acuan) if not a.luar]), _nama(kerangka)


@lru_cache(maxsize=4096)
def _nama(kerangka: str) -> tuple[str, ...]:
    """Names of ours in the skeleton of a formula, which many formulas share."""
    return tuple(_NAMA.findall(kerangka))


def _lajur(sel: Collection[Tempat]) -> Mapping[str, Mapping[int, Sequence[int]]]:
    """Casefolded sheet -> column -> rows, ascending."""
    hasil: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for lembar, b, k in sorted(sel):
        hasil[lembar.casefold()][k].append(b)
    return hasil


def _mengenai(acuan: Sequence[tuple[str, Acuan]], lajur: Mapping[str, Mapping[int, Sequence[int]]]) -> bool:
    """True if one of the references covers one of the cells."""
    for lembar, a in acuan:
        for k, baris in lajur[lembar].items() if lembar in lajur else ():
            if a.kolom1 <= k <= a.kolom2:
                i = bisect_left(baris, a.baris1)
                if i < len(baris) and baris[i] <= a.baris2:
                    return True
    return False
