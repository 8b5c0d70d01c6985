"""The row below a header that numbers its columns: (1) (2) (3), a b c, and the formulas by which the computed ones
are made: "5=3-4", "(6)=(5)/(4)x100%", "e=c-d", "6 (4/3)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlkinerja.regeks import regeks

_POLOS = regeks(r"\(?(\d{1,2}|[a-z])\)?\.?", re.I)
_OPERATOR = r"[-+*/:x×÷–]"
_SUKU = r"[(\[]*(?:\d{1,3}|[a-z])[)\]%]*"
_RUMUS = regeks(
    rf"[(\[]*(?:(?P<hasil>\d{{1,2}}|[a-z])\)?\s*=?\s*)?[(\[]*{_SUKU}(?:\s*{_OPERATOR}\s*{_SUKU})+[)\]]*%?", re.I
)
_NAMA = regeks(r"\d+|[a-wyz]", re.I)


def baris_bernomor(teks: Sequence[str]) -> bool:
    """True if the non-blank cells of a row, left to right, number the columns; it may stop before the last ones.

    Numbers begin at 1, or anywhere if all stand in brackets; letters begin at a.
    """
    rapi = [" ".join(t.split()) for t in teks]
    polos = [c[1].casefold() if (c := _POLOS.fullmatch(t)) else None for t in rapi]
    if len(rapi) < 2 or polos[0] is None or sum(p is not None for p in polos) < 2:
        return False
    angka = polos[0].isdigit()
    awal = int(polos[0]) if angka and all(t[0] == "(" for t in rapi) else 1
    harap = [str(awal + i) if angka else chr(ord("a") + i) for i in range(len(rapi))]
    return all(map(_cocok, rapi, polos, harap))


def _cocok(teks: str, polos: str | None, harap: str) -> bool:
    """True for a cell that numbers its column, or says how the column is made of the ones before it."""
    if polos is not None:
        return polos == harap
    rumus = _RUMUS.fullmatch(teks) if len(teks) <= 40 else None
    if rumus is None:
        return False
    if (rumus["hasil"] or "").casefold() == harap:
        return True
    # Without its own number: all that it names are columns before it.
    nama = [n.casefold() for n in _NAMA.findall(teks) if n != "100"]
    if harap.isdigit():
        return bool(nama) and all(n.isdigit() and int(n) < int(harap) for n in nama)
    return bool(nama) and all(n < harap for n in nama if not n.isdigit())
