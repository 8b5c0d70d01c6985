"""Records rolled up into bytes and back, to travel between processes and to lie in the cache.

Rolled up it takes a twentieth of the room. Nothing but our own records and plain values is ever made of such bytes,
whoever wrote them.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

_PAKET = __name__.partition(".")[0]
_BAWAAN = {("decimal", "Decimal"), ("builtins", "frozenset"), ("builtins", "set"), ("collections", "OrderedDict")}
_PROTOKOL = 5
_MAMPATAN = 1
"""zlib's quickest: a quarter of the size; the next ones win a twentieth more and cost up to three times as much."""


class GulunganRusak(ValueError):
    """The bytes are not a roll of ours."""


class _Pembuka(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Only classes of this package's data, and a few plain ones."""
        if module.partition(".")[0] == _PAKET and "." not in name:
            kelas = super().find_class(module, name)
            if isinstance(kelas, type) and kelas.__module__ == module:
                return kelas
        elif (module, name) in _BAWAAN:
            return super().find_class(module, name)
        raise GulunganRusak(f"{module}.{name}")


_Cara = Callable[[Any], Any]


class _CaraGulung(dict[type, _Cara]):
    """How records of ours are rolled up: class and values in order, as they are made. By itself pickle asks each record
    for its state and names every field, which takes half as long again. What goes its own way (a Decimal, a member of
    an enumeration) is noted too, since asking here for nothing costs as much."""

    def __missing__(self, kelas: type) -> _Cara:
        if issubclass(kelas, type):
            raise KeyError(kelas)
        milik_kita = kelas.__module__.partition(".")[0] == _PAKET
        if milik_kita and issubclass(kelas, tuple) and hasattr(kelas, "_fields"):
            self[kelas] = lambda isi: (kelas, tuple(isi))
        elif milik_kita and (nama := _dibuat_dari(kelas)):
            ambil = attrgetter(*nama)
            self[kelas] = (lambda isi: (kelas, ambil(isi))) if len(nama) > 1 else (lambda isi: (kelas, (ambil(isi),)))
        else:
            self[kelas] = _cara_sendiri
        return self[kelas]


def _cara_sendiri(isi: object) -> Any:
    return isi.__reduce_ex__(_PROTOKOL)


def _dibuat_dari(kelas: type) -> list[str]:
    """The fields that make a record, in order; none where it is not made of just these."""
    if not is_dataclass(kelas) or hasattr(kelas, "__post_init__") or not all(f.init for f in fields(kelas)):
        return []
    return [f.name for f in fields(kelas)]


_CARA = _CaraGulung(copyreg.dispatch_table)
_CARA[Decimal] = Decimal.__reduce__


def gulung(isi: object) -> bytes:
    """Records to bytes."""
    penampung = io.BytesIO()
    pemampat = pickle.Pickler(penampung, _PROTOKOL)
    pemampat.dispatch_table = _CARA
    pemampat.dump(isi)
    return zlib.compress(penampung.getbuffer(), _MAMPATAN)


def buka_gulungan(bita: bytes) -> Any:
    """Bytes to records. Raises GulunganRusak."""
    try:
        return _Pembuka(io.BytesIO(zlib.decompress(bita))).load()
    except GulunganRusak:
        raise
    except Exception as galat:  # whatever a damaged pickle leads to
        raise GulunganRusak(str(galat)) from galat
