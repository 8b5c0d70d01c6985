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

from xlkinerja.buku import BARIS_TERBANYAK, LEBAR
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_sebab import Tempat
from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan
from xlkinerja.temuan import urai_a1

Lajur = tuple[str, int]
"""A column of a sheet: casefolded name, number."""

_T = TypeVar("_T", bound=Hashable)
_TANPA_ANGKA = str.maketrans("", "", "0123456789")
_SISI_TERBANYAK = 1_000_000
_LAIN_TERBANYAK = 20
_ACUAN = re.compile(
    r"(?<![\w.])(?:('(?:[^']|'')*+'|[\w.]++)!)?\$?([A-Z]{1,3}+)"
    r"(?:\$?([1-9][0-9]{0,6}+)(?::\$?([A-Z]{1,3}+)\$?([1-9][0-9]{0,6}+))?|:\$?([A-Z]{1,3}+))"
)
_BARIS_UTUH = re.compile(r"(?<![\w$])\$?[0-9]+:\$?[0-9]")


def lingkaran(peta: PetaRumus) -> list[list[Tempat]]:
    """Circles of cells, each in sheet order; a cell that refers to itself is one of its own."""
    rumus = _per_lajur(peta)
    sisi = _sisi_lajur(peta, rumus)
    hasil: list[list[Tempat]] = []
    for anggota in komponen(sisi):
        if len(anggota) > 1 or anggota[0] in sisi[anggota[0]]:
            hasil += _di_lajur(peta, rumus, set(anggota))
    return sorted(hasil, key=lambda x: (peta.peta(x[0][0]).urut, x[0][1], x[0][2]))


def _per_lajur(peta: PetaRumus) -> dict[Lajur, list[tuple[int, str]]]:
    hasil: dict[Lajur, list[tuple[int, str]]] = defaultdict(list)
    for nama, p in peta.lembar.items():
        for kunci in p.lembar.rumus:
            hasil[nama, kunci % LEBAR + 1].append((kunci // LEBAR + 1, p.lembar.rumus[kunci]))
    return hasil


def _sisi_lajur(peta: PetaRumus, rumus: Mapping[Lajur, Sequence[tuple[int, str]]]) -> dict[Lajur, set[Lajur]]:
    """Which columns each column refers to. Formulas that differ only in digits refer to the same columns, unless a
    sheet's name has digits."""
    berangka = any(any(h.isdigit() for h in nama) for nama in peta.lembar)
    hasil: dict[Lajur, set[Lajur]] = {}
    for lajur, daftar in rumus.items():
        tujuan: set[Lajur] = set()
        wakil = {(f if berangka and "!" in f else f.translate(_TANPA_ANGKA)): f for _, f in daftar}
        for f in wakil.values():
            for lembar, _, k1, _, k2 in _kasar(f, lajur[0]):
                tujuan.update((lembar, k) for k in range(k1, k2 + 1) if (lembar, k) in rumus)
        hasil[lajur] = tujuan
    return hasil


Kasar = tuple[str, int, int, int, int]
"""A reference: casefolded sheet, first row, first column, last row, last column."""


def _kasar(rumus: str, lembar: str) -> Iterator[Kasar]:
    """References of a formula, read quickly: texts and names may give some that are none, which costs only time."""
    if _BARIS_UTUH.search(rumus):
        for a in map(urai_acuan, pecah(rumus)[1]):
            yield (a.lembar or lembar).casefold(), a.baris1, a.kolom1, a.baris2, min(a.kolom2, a.kolom1 + 200)
        return
    for awalan, k1, b1, k2, b2, utuh in _ACUAN.findall(rumus.upper()):
        nama = awalan.strip("'").replace("''", "'").casefold() if awalan else lembar
        kiri, kanan = _nomor_kolom(k1), _nomor_kolom(k2 or utuh or k1)
        atas, bawah = (1, BARIS_TERBANYAK) if utuh else (int(b1), int(b2 or b1))
        yield nama, min(atas, bawah), min(kiri, kanan), max(atas, bawah), max(kiri, kanan)


@lru_cache(maxsize=1024)
def _nomor_kolom(huruf: str) -> int:
    return urai_a1(huruf + "1")[1]


def _di_lajur(
    peta: PetaRumus, rumus: Mapping[Lajur, Sequence[tuple[int, str]]], lajur: set[Lajur]
) -> list[list[Tempat]]:
    """The circles among the formulas of some columns."""
    kasar: list[tuple[int, list[Kasar]]] = []
    for nama, kolom in lajur:
        for baris, f in rumus[nama, kolom]:
            kasar.append((baris, [a for a in _kasar(f, nama) if _masuk(a[0], a[2], a[4], lajur)]))
    if _searah(kasar, -1) or _searah(kasar, 1):
        return []
    dalam = {
        (nama, baris, kolom): [
            a
            for a in map(urai_acuan, pecah(f)[1])
            if not a.luar and _masuk((a.lembar or nama).casefold(), a.kolom1, a.kolom2, lajur)
        ]
        for nama, kolom in lajur
        for baris, f in rumus[nama, kolom]
    }
    sisi = _sisi_sel(dalam, {x: sorted(b for b, _ in rumus[x]) for x in lajur})
    asli = {n: p.lembar.nama for n, p in peta.lembar.items()}
    return [
        sorted((asli[n], b, k) for n, b, k in anggota)
        for anggota in komponen(sisi)
        if len(anggota) > 1 or anggota[0] in sisi[anggota[0]]
    ]


def _searah(kasar: Sequence[tuple[int, list[Kasar]]], arah: int) -> bool:
    """True if all formulas refer only upwards (-1) or only downwards (1), but for a few in rows that nobody refers to
    (a total at the other end): then there is no circle."""
    lain = {
        b for b, acuan in kasar if any((a[3] >= b) if arah < 0 else (a[1] <= b) for a in acuan)
    }
    if len(lain) > _LAIN_TERBANYAK:
        return False
    return not any(a[1] <= b <= a[3] for b in lain for _, acuan in kasar for a in acuan)


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
