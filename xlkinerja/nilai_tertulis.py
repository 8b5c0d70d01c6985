"""Targets and realisasi written as more than a figure or a grade: a bound (">= 77,5%", "maks. 0,16%"), a grade with
its score ("BB (72,55)"), an opinion with its short name ("Wajar Tanpa Pengecualian (WTP)")."""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.angka import Angka, Kata, baca_angka
from xlkinerja.hitung import Polaritas, capaian_ordinal, skala_ordinal
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal

_PALING_SEDIKIT = (
    r">=?|=>|≥|⩾|min(?:\.|imal|imum)?|paling (?:sedikit|rendah|kurang)|sekurang(?: ?- ?kurang)?nya|"
    r"setidak(?: ?- ?tidak)?nya|lebih (?:dari|besar dari)|di ?atas"
)
_PALING_BANYAK = (
    r"<=?|=<|≤|⩽|ma(?:ks|x)(?:\.|imal|imum)?|paling (?:banyak|tinggi|lama|lambat)|sebanyak ?- ?banyaknya|"
    r"kurang dari|di ?bawah"
)
_BATAS = regeks(rf"\s*(?:(?P<sedikit>{_PALING_SEDIKIT})|(?P<banyak>{_PALING_BANYAK}))\s*(?P<angka>\d.*)", re.I)
_KURUNG = regeks(r"\s*([^()]+?)\s*\(\s*([^()]+?)\s*\)\s*")
_BERDAMPINGAN = regeks(r"\s*(?:([A-D]{1,2})\s*[/=:,–-]?\s*(\d[\d.,]*)|(\d[\d.,]*)\s*[/=:–-]?\s*([A-D]{1,2}))\s*")
_SEBUTAN = regeks(r"(?:nilai|skor|predikat|kategori|opini)\s*:?\s+", re.I)
_NAMA_SAKIP = {
    "AA": "sangat memuaskan", "A": "memuaskan", "BB": "sangat baik", "B": "baik", "CC": "cukup", "C": "kurang",
    "D": "sangat kurang",
}  # fmt: skip
"""What the grades are called (PermenPANRB 88/2021)."""


@lru_cache(maxsize=1024)
def batas_target(teks: str) -> tuple[Angka, Polaritas] | None:
    """The figure of a target written as a bound and the direction that it states, or None if it is none."""
    cocok = _BATAS.fullmatch(teks)
    angka = baca_angka(cocok["angka"]) if cocok else None
    if cocok is None or not isinstance(angka, Angka):
        return None
    return angka, Polaritas.MAKSIMAL if cocok["sedikit"] else Polaritas.MINIMAL


@lru_cache(maxsize=1024)
def _pisah(teks: str) -> tuple[str, Angka | None]:
    """A grade or opinion and the score beside it; what is no such pair comes back as it is."""
    kurung, damping = _KURUNG.fullmatch(teks), _BERDAMPINGAN.fullmatch(teks)
    pasangan = kurung.groups() if kurung else tuple(g for g in damping.groups() if g) if damping else ()
    if len(pasangan) != 2:
        return teks, None
    satu, dua = (_SEBUTAN.sub("", p) for p in pasangan)
    for kata, lain in ((satu, dua), (dua, satu)):
        if skala_ordinal(kata) is None:
            continue
        angka = baca_angka(lain)
        if isinstance(angka, Angka) and angka.satuan in ("", "poin"):
            return kata, angka
        if capaian_ordinal(kata, lain) == 100 or normal(lain) == _NAMA_SAKIP.get(kata.strip().upper()):
            return kata, None
    return teks, None


def predikat_saja(nilai: Kata) -> str:
    """The grade or opinion that a cell states, without its score or second name; else its text."""
    return _pisah(nilai.teks)[0]


def angka_predikat(nilai: Kata) -> Angka | None:
    """The score beside a grade, None without one."""
    return _pisah(nilai.teks)[1]


def angka_kata(nilai: Kata) -> Angka | None:
    """The figure in a text: that of a bound, or the score beside a grade."""
    batas = batas_target(nilai.teks)
    return batas[0] if batas else angka_predikat(nilai)


def predikat_sama(a: Kata, b: Kata) -> bool:
    """True if two texts state the same grade or opinion, and the same score where both have one."""
    angka = [x for n in (a, b) if (x := angka_predikat(n)) is not None]
    if len(angka) == 2 and angka[0].nilai != angka[1].nilai:
        return False
    return capaian_ordinal(predikat_saja(a), predikat_saja(b)) == 100
