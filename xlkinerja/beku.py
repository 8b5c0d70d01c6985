"""`beku`: a frozen dataclass as far as anybody who reads or checks the code is concerned, made as fast as a plain one.

A workbook becomes tens of thousands of small records. A frozen dataclass takes four times as long to make as one that
is not, a tenth of a whole run, so for these the type checker alone sees to it that nobody changes them. They are
compared, hashed and shown as frozen ones are, by methods that all of them share, and their `__init__` is written when
the first one is made or somebody asks for the fields: to do all that for each class took a quarter of the program's
start, and most commands need few of them.
"""

from __future__ import annotations

from dataclasses import Field, dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as beku
else:

    def beku(*, frozen: bool, slots: bool) -> Any:
        """`dataclass(frozen=True, slots=True)`, without the guard at run time and without inherited fields."""
        assert frozen and slots
        return _lengkapi


def _lengkapi(kelas: type) -> Any:
    isi = {n: x for n, x in kelas.__dict__.items() if n not in ("__dict__", "__weakref__")}
    asal = dict(isi)
    nama = tuple(isi.get("__annotations__", ()))
    bidang = {n: b for n in nama if isinstance(b := isi.pop(n, None), Field)}
    banding = [n for n in nama if n not in bidang or bidang[n].compare]
    sidik = [n for n in banding if n not in bidang or bidang[n].hash is not False]
    tampak = [n for n in nama if n not in bidang or bidang[n].repr]
    isi = {**_cara(tampak, _isi(banding), _isi(sidik)), **isi, "__slots__": nama, "__match_args__": nama}
    isi["__qualname__"] = kelas.__qualname__

    def jadikan() -> None:
        # Of a class of its own each time, since a dataclass cannot be made twice and threads may both come here.
        asli: Any = dataclass(repr=False, eq=False)(type(kelas)(kelas.__name__, kelas.__bases__, dict(asal)))
        jadi.__init__, jadi.__dataclass_fields__ = asli.__init__, asli.__dataclass_fields__

    def mulai(self: Any, *isian: Any, **bernama: Any) -> None:
        jadikan()
        jadi.__init__(self, *isian, **bernama)

    isi |= {"__init__": mulai, "__dataclass_fields__": _Bidang(jadikan)}
    jadi: Any = type(kelas)(kelas.__name__, kelas.__bases__, isi)
    return jadi


class _Bidang:
    """The fields of a class of which no record has been made."""

    def __init__(self, jadikan: Callable[[], None]) -> None:
        self.jadikan = jadikan

    def __get__(self, _benda: object, kelas: Any) -> Any:
        self.jadikan()
        return kelas.__dataclass_fields__


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
