"""Records made quickly are what frozen dataclasses are to everybody but the guard at run time."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from xlkinerja.angka import Angka
from xlkinerja.beku import beku
from xlkinerja.buku import Suntingan


@dataclass(frozen=True, slots=True)
class _Dijaga:
    a: int
    b: str = ""
    c: dict[str, int] = field(default_factory=dict, compare=False)


@beku(frozen=True, slots=True)
class _Cepat:
    a: int
    b: str = ""
    c: dict[str, int] = field(default_factory=dict, compare=False)


def test_sama_dan_sidik_seperti_yang_dijaga() -> None:
    for x, y in (((1, "x"), (1, "x")), ((1, "x"), (2, "x"))):
        assert (_Cepat(*x) == _Cepat(*y)) is (_Dijaga(*x) == _Dijaga(*y))
        assert (hash(_Cepat(*x)) == hash(_Cepat(*y))) is (hash(_Dijaga(*x)) == hash(_Dijaga(*y)))
    assert _Cepat(1, "x", {"a": 1}) == _Cepat(1, "x") and len({_Cepat(1), _Cepat(1, c={"a": 1})}) == 1
    assert repr(_Cepat(1)).removeprefix("_Cepat") == repr(_Dijaga(1)).removeprefix("_Dijaga")


@beku(frozen=True, slots=True)
class _Satu:
    a: int
    b: str = field(default="", repr=False, hash=False)


@beku(frozen=True, slots=True)
class _Kosong:
    pass


@beku(frozen=True, slots=True)
class _Sendiri:
    a: int

    def __repr__(self) -> str:
        return f"<{self.a}>"


def test_kelas_tanpa_dan_dengan_satu_medan() -> None:
    assert _Satu(1) == _Satu(1) != _Satu(2) and _Satu(1, "x") != _Satu(1)
    assert hash(_Satu(1, "x")) == hash(_Satu(1)) and repr(_Satu(1, "x")) == "_Satu(a=1)"
    assert _Kosong() == _Kosong() and len({_Kosong(), _Kosong()}) == 1 and repr(_Kosong()) == "_Kosong()"
    assert repr(_Sendiri(3)) == "<3>" and _Sendiri(3) == _Sendiri(3)


def test_tidak_sama_dengan_kelas_lain() -> None:
    assert _Satu(1) != _Sendiri(1) and _Satu(1) != 1
    assert _Satu(1).__eq__(1) is NotImplemented


def test_hanya_penjaganya_yang_tidak_ada() -> None:
    with pytest.raises(FrozenInstanceError):
        _Dijaga(1).a = 2  # type: ignore[misc]
    _Cepat(1).a = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        _Cepat(1).lain = 2  # type: ignore[attr-defined]


def test_disalin_dan_dikirim_ke_proses_lain() -> None:
    s = Suntingan("A", 1, 2, Decimal(3))
    assert replace(s, gaya=4) == Suntingan("A", 1, 2, Decimal(3), gaya=4)
    assert pickle.loads(pickle.dumps(s)) == s
    assert pickle.loads(pickle.dumps(Angka(Decimal(1), 2, "%"))) == Angka(Decimal(1), 2, "%")


def test_ditanya_sebelum_ada_yang_dibuat() -> None:
    """What makes a record is written when it is needed; nobody notices."""

    @beku(frozen=True, slots=True)
    class Baru:
        a: int
        b: str = "x"
        c: dict[str, int] = field(default_factory=dict, compare=False)

        def __post_init__(self) -> None:
            self.c["jadi"] = self.a

    class Lain(Baru):
        pass

    baru: Any = Baru
    mulai = baru.__init__
    assert Baru.__qualname__.endswith("<locals>.Baru") and Baru.__match_args__ == ("a", "b", "c")
    assert is_dataclass(Baru) and [f.name for f in fields(Baru)] == ["a", "b", "c"]
    assert replace(Baru(1), b="y") == Baru(1, "y") and Baru(a=2).c == {"jadi": 2} and Lain(3).b == "x"
    satu, dua = (baru.__new__(baru) for _ in range(2))  # as if two threads had made the first ones
    mulai(satu, 1)
    mulai(dua, 1, c={})
    assert satu == dua and satu.c is not dua.c and dua.c == {"jadi": 1}
    with pytest.raises(TypeError):
        baru()
