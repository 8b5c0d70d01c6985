"""The worksheet functions as plain functions: numbers as Excel gives them, texts as people type them."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import pytest

from xlkinerja import fungsi_excel
from xlkinerja.fungsi_excel import XLK_CAPAIAN, XLK_KATEGORI, XLK_SERAPAN, XLK_TERBILANG


@pytest.mark.parametrize(
    ("argumen", "hasil"),
    [
        ((0.9, 0.45), 0.5),
        ((3.0, 4.0, "maksimal"), 4 / 3),
        ((5.0, 4.0, "Minimal"), 1.2),
        ((5.0, 4.0, " STABIL "), 0.8),
        (("90%", "45%"), 0.5),
        (("1.000", "500"), "target bermakna ganda; tulis sebagai angka, bukan teks"),
        ((None, 4.0), ""),
        ((4.0, " "), ""),
        ((0.0, 4.0), "tidak dapat dihitung: target 0"),
        (("WTP", 4.0), "target bukan angka"),
        ((4.0, True), "realisasi bukan angka"),
        ((4.0, 4.0, "rentang"), "polaritas: maksimal, minimal atau stabil"),
        ((4.0, 4.0, "naik"), "polaritas: maksimal, minimal atau stabil"),
    ],
)
def test_capaian(argumen: tuple[Any, ...], hasil: float | str) -> None:
    dapat = XLK_CAPAIAN(*argumen)
    assert dapat == (hasil if isinstance(hasil, str) else pytest.approx(hasil, abs=1e-15))


@pytest.mark.parametrize(
    ("capaian", "hasil"),
    [
        (0.85, "Baik Sekali"),
        (0.8499, "Baik"),
        ("69%", "Cukup"),
        (0.1, "Kurang"),
        (None, ""),
        ("x", "capaian bukan angka"),
    ],
)
def test_kategori(capaian: object, hasil: str) -> None:
    assert XLK_KATEGORI(capaian) == hasil


def test_serapan() -> None:
    assert XLK_SERAPAN(200.0, 150.0) == 0.75
    assert XLK_SERAPAN("Rp1.000.000", 250_000) == 0.25
    assert XLK_SERAPAN(0, 5) == "tidak dapat dihitung: pagu 0"
    assert XLK_SERAPAN("", 5) == "" and XLK_SERAPAN("lima", 5) == "pagu bukan angka"


def test_terbilang() -> None:
    assert XLK_TERBILANG(29_000_000_000.0) == "dua puluh sembilan miliar"
    assert XLK_TERBILANG(98.05) == "sembilan puluh delapan koma nol lima"
    assert XLK_TERBILANG(1e18) == "angka melebihi 999 triliun"
    assert XLK_TERBILANG(None) == "" and XLK_TERBILANG("abc") == "angka bukan angka"


def test_penghias_xlwings_melihat_semuanya(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `xlwings.func` and `xlwings.arg` are called with."""
    import xlwings  # noqa: PLC0415

    panggilan: list[tuple[str, str]] = []

    def func(category: str) -> Any:
        return lambda f: panggilan.append((f.__name__, category))

    def arg(nama: str, doc: str) -> Any:
        return lambda f: panggilan.append((f.__name__, nama)) if doc else None

    monkeypatch.setattr(xlwings, "func", func)
    monkeypatch.setattr(xlwings, "arg", arg)
    importlib.reload(fungsi_excel)
    assert panggilan[:4] == [
        ("XLK_CAPAIAN", "xlkinerja"),
        ("XLK_CAPAIAN", "polaritas"),
        ("XLK_CAPAIAN", "realisasi"),
        ("XLK_CAPAIAN", "target"),
    ]
    assert {f for f, _ in panggilan} == {"XLK_CAPAIAN", "XLK_KATEGORI", "XLK_SERAPAN", "XLK_TERBILANG"}
    monkeypatch.undo()
    importlib.reload(fungsi_excel)


def test_tanpa_xlwings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    modul = importlib.reload(fungsi_excel)
    assert modul.XLK_SERAPAN(2, 1) == 0.5
    monkeypatch.undo()
    importlib.reload(fungsi_excel)
