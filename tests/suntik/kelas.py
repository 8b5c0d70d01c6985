"""What a class of faults is, and small changes of figures that several classes make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import TypeVar

from tests.suntik.bahan import Bahan
from xlkinerja.buku import Buku
from xlkinerja.model import CapaianIndikator
from xlkinerja.temuan import Sel

_T = TypeVar("_T")


@dataclass(frozen=True)
class Harapan:
    """What must be said of a fault: on one of these cells (None: the whole file), under a code that begins with one of
    `kode`, with a cause or message in which one of the regular expressions `sebab` is found. `buku`: the workbooks to
    check together, if not only the one that was edited. `berkas`: the workbook it stands in. `juga`: cells that a
    second fault of the same act stands on, whose findings are not too many. `bersama`: clean workbooks, by number, that
    are checked with it; with `buku` empty and these given, the edited workbook itself is left out."""

    sel: tuple[Sel | None, ...]
    kode: tuple[str, ...]
    sebab: tuple[str, ...]
    buku: tuple[tuple[Buku, str], ...] = field(default=(), compare=False)
    berkas: str | None = None
    juga: tuple[Sel, ...] = ()
    bersama: tuple[int, ...] = ()


Suntik = Callable[[Bahan], Harapan | None]
"""Puts one fault into a workbook; None if this workbook offers no place for it."""


@dataclass(frozen=True)
class Kelas:
    """A class of faults. `ketik`: into the workbook of constants, else into the template with its formulas. `tingkat`:
    the level at which it is reported."""

    nama: str
    suntik: Suntik
    ketik: bool = True
    tingkat: str = "galat"


def pilih(acak: Random, calon: Sequence[_T]) -> _T | None:
    """One of them at random, None if there are none."""
    return acak.choice(calon) if calon else None


def salah_digit(n: Decimal, acak: Random) -> Decimal:
    """The number with one digit wrong, the leading one not to 0."""
    teks = list(format(n, "f"))
    ke = acak.choice([i for i, c in enumerate(teks) if c.isdigit()])
    teks[ke] = acak.choice([c for c in "123456789" if c != teks[ke]])
    return Decimal("".join(teks))


def tukar_digit(n: Decimal, acak: Random) -> Decimal | None:
    """The number with two neighbouring digits swapped."""
    teks = format(n, "f")
    calon = [
        i
        for i in range(len(teks) - 1)
        if teks[i] != teks[i + 1] and teks[i].isdigit() and teks[i + 1].isdigit() and (i or teks[1] != "0")
    ]
    if not calon:
        return None
    i = acak.choice(calon)
    return Decimal(teks[:i] + teks[i + 1] + teks[i] + teks[i + 2 :])


def capaian_angka(b: Bahan, *formulir: str) -> list[CapaianIndikator]:
    """Rows of the capaian tables (of the year) with figures as target, realisasi and capaian."""
    nama = formulir or ("capaian_sasaran", "capaian_kegiatan")
    semua = (r for _, _, r in b.baris(*nama) if isinstance(r, CapaianIndikator))
    return [r for r in semua if all(hasattr(n, "nilai") for n in (r.target, r.realisasi, r.capaian))]


def nilai(n: object) -> Decimal:
    """The figure of a value that is one."""
    hasil = getattr(n, "nilai", None)
    assert isinstance(hasil, Decimal)
    return hasil
