"""Which formulas follow from a cell: a figure computed from a wrong one is not wrong a second time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from xlkinerja.buku import LEBAR
from xlkinerja.regeks import regeks
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan

Tempat = tuple[str, int, int]
"""Sheet, row and column."""
_Terurai = dict[tuple[str, int], list[tuple[str, Acuan]]]
"""Casefolded sheet and key of a cell -> the references in its formula, each with its sheet (casefolded)."""
_LANGKAH = 12
"""Longest chain of formulas that is followed."""
_BARIS_DISARING = 100
"""With more rows than these the quick test would cost more than it saves."""
_NAMA = regeks(r"(?<![\w.])xlk_\w+", re.I)
_MELEWATKAN = regeks(r"\b(?:SUM|SUMIFS?|AVERAGE|SUBTOTAL|COUNT|MIN|MAX|N)\(", re.I)
"""Functions that pass over a text, be it a figure or not."""


def rambatan(peta: PetaRumus, asal: Collection[Tempat]) -> frozenset[Tempat]:
    """The formula cells that depend on these cells, through other formulas too. Work grows with the number of
    formulas times the length of the longest chain."""
    if not asal:
        return frozenset()
    hasil: set[Tempat] = set()
    terurai: _Terurai = {}
    muka = set(asal)
    for _ in range(_LANGKAH):
        muka = set(_mengenai(peta, muka, terurai)) - hasil
        if not muka:
            break
        hasil |= muka
    return frozenset(hasil - set(asal))


def perujuk(peta: PetaRumus, sel: Collection[Tempat]) -> list[Tempat]:
    """The formulas that refer to these cells themselves, in order."""
    return sorted(_mengenai(peta, sel, {}))


def melewatkan_teks(peta: PetaRumus, tempat: Tempat) -> bool:
    """True for a formula that passes over texts in what it adds up."""
    return _MELEWATKAN.search(peta.rumus(*tempat) or "") is not None


def _mengenai(peta: PetaRumus, sel: Collection[Tempat], terurai: _Terurai) -> Iterator[Tempat]:
    """The formulas that refer to one of these cells themselves; `terurai` keeps what has been taken apart."""
    lajur, mungkin = _lajur(sel), _saringan({b for _, b, _ in sel})
    # Without sheets and names of ours in them formulas refer to their own sheet.
    dalam = not peta.antarlembar and not any(n.casefold().startswith("xlk_") for n in peta.buku.nama)
    for sini, p in peta.lembar.items():
        for kunci, rumus in p.lembar.rumus.items() if not dalam or sini in lajur else ():
            if not mungkin(rumus):
                continue
            acuan = terurai.get((sini, kunci))
            if acuan is None:
                acuan = terurai[sini, kunci] = _acuan(peta, sini, rumus)
            if _kena(acuan, lajur):
                yield p.lembar.nama, kunci // LEBAR + 1, kunci % LEBAR + 1


def _saringan(baris: Collection[int]) -> Callable[[str], object]:
    """Quick test of a formula's text, before its references are taken apart: true of all that can refer to a cell in
    one of these rows, since they have an area, a name or the row's number in them."""
    if len(baris) > _BARIS_DISARING:
        return lambda _: True
    nomor = "|".join(map(str, baris))
    return re.compile(rf":|xlk_|(?<![0-9])(?:{nomor})(?![0-9])", re.I).search


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


def _kena(acuan: Sequence[tuple[str, Acuan]], lajur: Mapping[str, Mapping[int, Sequence[int]]]) -> bool:
    """True if one of the references covers one of the cells."""
    for lembar, a in acuan:
        for k, baris in lajur[lembar].items() if lembar in lajur else ():
            if a.kolom1 <= k <= a.kolom2:
                i = bisect_left(baris, a.baris1)
                if i < len(baris) and baris[i] <= a.baris2:
                    return True
    return False
