"""Writing into LibreOffice in few calls: runs of one look down a column, formulas of one shape translated once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def libre(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module that writes cells, without LibreOffice."""
    monkeypatch.setitem(sys.modules, "uno", ModuleType("uno"))
    _lupakan(monkeypatch)
    import xlkinerja.buku.libre.isi as modul  # noqa: PLC0415  (needs the stand-in)

    yield modul
    _lupakan(monkeypatch)


def _lupakan(monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in [n for n in sys.modules if n.startswith("xlkinerja.buku.libre")]:
        monkeypatch.delitem(sys.modules, nama)


def test_baris_serupa_sekaligus(libre: Any) -> None:
    baris = [("0%", ["N", "A", str(b), "5"]) for b in (4, 5, 6, 8)] + [("0", ["N", "A", "9", "5"])]
    baris += [("0%", ["N", "A", "5", "6"]), ("", ["N", "A", "7", "5"])]
    assert list(libre.larik(iter(baris))) == [("0%", 4, 3, 5), ("0%", 4, 7, 7), ("0", 4, 8, 8), ("0%", 5, 4, 4)]


def _pengisi(libre: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[str]]:
    pengisi, diminta = object.__new__(libre.Pengisi), list[str]()
    pengisi.rumus = {}

    def terjemahkan(_diri: Any, rumus: str, _baris: int, _kolom: int) -> str:
        diminta.append(rumus)
        return rumus.replace(",", ";").replace("Lain!", "$Lain.")

    monkeypatch.setattr(libre.Pengisi, "_terjemahkan", terjemahkan)
    return pengisi, diminta


def test_rumus_sebentuk_diterjemahkan_sekali(libre: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pengisi, diminta = _pengisi(libre, monkeypatch)
    semua = [f'IF(OR(F{b}="",$G${b}=""),"",ROUND(F{b}/$G{b},2))' for b in (5, 6, 70)]
    assert [pengisi._rumus(r, 0, 0) for r in semua] == [r.replace(",", ";") for r in semua]
    assert diminta == semua[:1]
    assert pengisi._rumus("ROUND(F5/$G5,3)", 0, 0) == "ROUND(F5/$G5;3)"
    assert len(diminta) == 2


def test_rumus_ke_lembar_lain_selalu_diterjemahkan(libre: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pengisi, diminta = _pengisi(libre, monkeypatch)
    assert [pengisi._rumus(f"Lain!A{b}", 0, 0) for b in (1, 2)] == ["$Lain.A1", "$Lain.A2"]
    assert diminta == ["Lain!A1", "Lain!A2"]


def test_acuan_yang_berubah_tidak_disalin(libre: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pengisi, diminta = _pengisi(libre, monkeypatch)
    monkeypatch.setattr(libre.Pengisi, "_terjemahkan", lambda _d, r, _b, _k: diminta.append(r) or f"{r}+A1")
    assert [pengisi._rumus(f"B{b}", 0, 0) for b in (1, 2)] == ["B1+A1", "B2+A1"]
    assert diminta == ["B1", "B2"]
