"""`beku`: a frozen dataclass as far as anybody who reads or checks the code is concerned, made as fast as a plain one.

A workbook becomes tens of thousands of small records. A frozen dataclass takes four times as long to make as one that
is not, a tenth of a whole run, so for these the type checker alone sees to it that nobody changes them. They are
compared, hashed and shown as frozen ones are, by methods that all of them share: to write these anew for each class
took a quarter of the program's start.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as beku
else:

    def beku(*, frozen: bool, slots: bool) -> Any:
        """`dataclass(frozen=True, slots=True)`, without the guard at run time."""
        assert frozen and slots
        return _lengkapi


def _lengkapi(kelas: type) -> Any:
    jadi: Any = dataclass(slots=True, repr=False, eq=False)(kelas)
    semua = fields(jadi)
    banding = _isi([f.name for f in semua if f.compare])
    sidik = _isi([f.name for f in semua if (f.compare if f.hash is None else f.hash)])
    for nama, cara in _cara([f.name for f in semua if f.repr], banding, sidik).items():
        if nama not in kelas.__dict__:
            setattr(jadi, nama, cara)
    return jadi


def _isi(nama: list[str]) -> Callable[[Any], Any]:
    """The values of a record's fields, as a tuple."""
    if len(nama) > 1:
        return attrgetter(*nama)
    return lambda x: tuple([getattr(x, n) for n in nama])


def _cara(
    tampak: list[str], banding: Callable[[Any], Any], sidik: Callable[[Any], Any]
) -> dict[str, Callable[..., Any]]:
    """The methods of a record: like those of a frozen dataclass."""

    def sama(self: Any, lain: object) -> Any:
        return banding(self) == banding(lain) if lain.__class__ is self.__class__ else NotImplemented

    def cetak(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in tampak)})"

    return {"__eq__": sama, "__hash__": lambda self: hash(sidik(self)), "__repr__": cetak}


__all__ = ["beku"]
