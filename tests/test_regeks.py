"""Patterns that are compiled late are sound, and are what `re.compile` gives."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import xlkinerja
from xlkinerja.regeks import _Nanti, regeks


def test_semua_pola_paket_sah() -> None:
    """Each is compiled here: at its place a mistake would show only when it is first used."""
    banyak = 0
    for modul in pkgutil.walk_packages(xlkinerja.__path__, "xlkinerja."):
        if modul.name.endswith("__main__") or ".libre" in modul.name:
            continue
        for isi in vars(import_module(modul.name)).values():
            for p in isi if isinstance(isi, tuple) else (isi,):
                if isinstance(p, _Nanti):
                    assert isinstance(re.compile(p._teks, p._bendera), re.Pattern)
                    banyak += 1
    assert banyak > 150


def test_seperti_yang_disusun_langsung() -> None:
    pola = regeks(r"(\d+) (orang)", re.I)
    cocok = pola.fullmatch("12 ORANG")
    assert cocok is not None and cocok.groups() == ("12", "ORANG")
    assert pola.search("x") is None and pola.sub(r"\2", "3 orang") == "orang"
    assert pola.pattern == r"(\d+) (orang)" and pola.groups == 2 and pola.flags & re.I
    assert [m[1] for m in regeks(r"(\d)").finditer("1 2")] == ["1", "2"]
