"""Circular references: cells whose formula depends on their own result.

First by whole columns, which is cheap: a circle of cells is a circle of columns. Only the formulas of such columns are
looked at cell by cell, unless all of them refer only upwards or only downwards within the circle.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from xlkinerja.regeks import regeks
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_sebab import Tempat
from xlkinerja.rumus_sel import TANPA_ANGKA, Acuan, pecah, urai_acuan
from xlkinerja.temuan import huruf_kolom, urai_a1

Lajur = tuple[str, int]
"""A column of a sheet: casefolded name, number."""

_T = TypeVar("_T", bound=Hashable)
_SISI_TERBANYAK = 1_000_000
_LAIN_TERBANYAK = 20
_LEBAR_TERBANYAK = 200
_LAJUR = regeks(
    r"(?<![\w.])(?:('(?:[^']|'')*+'|[\w.]++)!)?\$?([A-Z]{1,3}+)(?![\w.(!'])\$?(?::\$?([A-Z]{1,3}+)(?![\w.(!']))?"
)
"""A reference without its digits: sheet, first column, last column."""
_BARIS_UTUH = regeks(r"(?<![\w$]):(?![\w$])|\$:(?![A-Z])")


def lingkaran(peta: PetaRumus) -> list[list[Tempat]]:
    """Circles of cells, each in sheet order; a cell that refers to itself is one of its own."""
    sisi, rumit = _sisi_lajur(peta)
    hasil: list[list[Tempat]] = []
    for anggota in komponen(sisi):
        satu = len(anggota) == 1
        if satu and (anggota[0] not in sisi[anggota[0]] or _lurus(anggota[0], peta.lajur, rumit)):
            continue
        hasil += _di_lajur(peta, peta.lajur, set(anggota))
    return sorted(hasil, key=lambda x: (peta.peta(x[0][0]).urut, x[0][1], x[0][2]))


Rumus = Mapping[Lajur, Mapping[int, str]]
"""Formulas by column and row."""


def _sisi_lajur(peta: PetaRumus) -> tuple[dict[Lajur, set[Lajur]], set[Lajur]]:
    """Which columns each column refers to, and the columns that refer to themselves otherwise than by plain cells or
    ranges of one column. Read without digits, so that formulas alike are one; texts may give references that are none,
    which costs only time."""
    bernama: dict[str, list[str]] = defaultdict(list)
    for nama in peta.lembar:
        bernama[nama.translate(TANPA_ANGKA)].append(nama)
    sisi: dict[Lajur, set[Lajur]] = {}
    rumit: set[Lajur] = set()
    rumus = peta.bentuk
    for lajur, daftar in rumus.items():
        tujuan = sisi[lajur] = set()
        for baris in {x.upper() for x in daftar}:
            utuh = ":" in baris and _BARIS_UTUH.search(baris) is not None
            for awalan, kiri, kanan in set(_LAJUR.findall(baris)):
                if not awalan and not kanan:
                    ke = lajur[0], _nomor_kolom(kiri)
                    if ke in rumus:
                        tujuan.add(ke)
                    continue
                lembar = bernama.get(awalan.strip("'").replace("''", "'").casefold(), ()) if awalan else (lajur[0],)
                k1, k2 = sorted((_nomor_kolom(kiri), _nomor_kolom(kanan or kiri)))
                kena = {(n, k) for n in lembar for k in range(k1, min(k2, k1 + _LEBAR_TERBANYAK) + 1)}
                tujuan |= kena & rumus.keys()
                if lajur in kena and (awalan or k1 < k2):
                    rumit.add(lajur)
            if utuh:  # "5:9" without its digits
                tujuan |= {x for x in rumus if x[0] == lajur[0]}
                rumit.add(lajur)
    return sisi, rumit


@lru_cache(maxsize=4096)
def _nomor_kolom(huruf: str) -> int:
    return urai_a1(huruf + "1")[1]


def _lurus(lajur: Lajur, rumus: Rumus, rumit: set[Lajur]) -> bool:
    """True if all formulas of a column refer only upwards, or only downwards, within it, but for a few in rows that
    nobody refers to (a total at the other end): then there is no circle."""
    if lajur in rumit:
        return False
    huruf = huruf_kolom(lajur[1])
    cari = re.compile(rf"(?<![\w.!])\$?{huruf}\$?([1-9]\d*+)(?::\$?{huruf}\$?([1-9]\d*+))?", re.I).findall
    ruas = [(b, [(int(x), int(y or x)) for x, y in set(cari(f))]) for b, f in rumus[lajur].items()]
    if any(_lajur_utuh(huruf, f) for f in rumus[lajur].values() if ":" in f):
        return False
    for arah in (1, -1):
        lain = [b for b, semua in ruas if any((min(r) <= b) if arah > 0 else (max(r) >= b) for r in semua)]
        if len(lain) <= _LAIN_TERBANYAK and not any(
            min(r) <= b <= max(r) for b in lain for _, semua in ruas for r in semua
        ):
            return True
    return False


def _lajur_utuh(huruf: str, rumus: str) -> bool:
    return f"{huruf}:{huruf}" in rumus.replace("$", "").upper()


def _di_lajur(peta: PetaRumus, rumus: Rumus, lajur: set[Lajur]) -> list[list[Tempat]]:
    """The circles among the formulas of some columns."""
    dalam = {
        (nama, baris, kolom): [
            a
            for a in map(urai_acuan, pecah(f)[1])
            if not a.luar and _masuk((a.lembar or nama).casefold(), a.kolom1, a.kolom2, lajur)
        ]
        for nama, kolom in lajur
        for baris, f in rumus[nama, kolom].items()
    }
    sisi = _sisi_sel(dalam, {x: sorted(rumus[x]) for x in lajur})
    asli = {n: p.lembar.nama for n, p in peta.lembar.items()}
    return [
        sorted((asli[n], b, k) for n, b, k in anggota)
        for anggota in komponen(sisi)
        if len(anggota) > 1 or anggota[0] in sisi[anggota[0]]
    ]


def _masuk(lembar: str, kolom1: int, kolom2: int, lajur: set[Lajur]) -> bool:
    if kolom1 == kolom2:
        return (lembar, kolom1) in lajur
    return any(lembar == n and kolom1 <= k <= kolom2 for n, k in lajur)


def _sisi_sel(
    dalam: Mapping[Tempat, Sequence[Acuan]], baris: Mapping[Lajur, Sequence[int]]
) -> dict[Tempat, set[Tempat]]:
    """Which formula cells each formula cell refers to; where there are too many, only the cell itself."""
    hasil: dict[Tempat, set[Tempat]] = {}
    banyak = 0
    for tempat, acuan in dalam.items():
        tujuan: set[Tempat] = set()
        for a in acuan:
            lembar = (a.lembar or tempat[0]).casefold()
            for (n, k), daftar in baris.items():
                if n != lembar or not a.kolom1 <= k <= a.kolom2:
                    continue
                if banyak > _SISI_TERBANYAK:
                    tujuan.update({tempat} if k == tempat[2] and a.baris1 <= tempat[1] <= a.baris2 else ())
                    continue
                kena = daftar[bisect_left(daftar, a.baris1) : bisect_right(daftar, a.baris2)]
                banyak += len(kena)
                tujuan.update((n, b, k) for b in kena)
        hasil[tempat] = tujuan
    return hasil


def komponen(sisi: Mapping[_T, set[_T]]) -> list[list[_T]]:
    """Strongly connected components (Tarjan), without recursion, in linear time."""
    nomor: dict[_T, int] = {}
    rendah: dict[_T, int] = {}
    tumpuk: list[_T] = []
    di_tumpuk: set[_T] = set()
    hasil: list[list[_T]] = []
    for awal in sisi:
        if awal in nomor:
            continue
        jalan: list[tuple[_T, Iterator[_T]]] = [(awal, iter(sisi[awal]))]
        nomor[awal] = rendah[awal] = len(nomor)
        tumpuk.append(awal)
        di_tumpuk.add(awal)
        while jalan:
            simpul, lanjut = jalan[-1]
            turun = next((x for x in lanjut if x in sisi and (x not in nomor or x in di_tumpuk)), None)
            if turun is not None and turun not in nomor:
                nomor[turun] = rendah[turun] = len(nomor)
                tumpuk.append(turun)
                di_tumpuk.add(turun)
                jalan.append((turun, iter(sisi[turun])))
            elif turun is not None:
                rendah[simpul] = min(rendah[simpul], nomor[turun])
            else:
                jalan.pop()
                if jalan:
                    atas = jalan[-1][0]
                    rendah[atas] = min(rendah[atas], rendah[simpul])
                if rendah[simpul] == nomor[simpul]:
                    anggota: list[_T] = []
                    while not anggota or anggota[-1] != simpul:
                        anggota.append(tumpuk.pop())
                    di_tumpuk.difference_update(anggota)
                    hasil.append(anggota)
    return hasil
