"""Error values to their origin: the cell whose own operands are no errors, with the cells that inherit from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR
from xlkinerja.regeks import regeks
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_nilai import NilaiGalat, TakDinilai
from xlkinerja.rumus_sebab import Tempat
from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan

GALAT = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"))
_TERBANYAK = 5000
_SISI_TERBANYAK = 200
_PEMBAGI = regeks(r"/\s*\0")


@beku(frozen=True, slots=True)
class AsalGalat:
    """An error value where it arises: the cell, its text, the cells that show it because of this one."""

    tempat: Tempat
    galat: str
    turunan: tuple[Tempat, ...]


def asal_galat(peta: PetaRumus) -> Iterator[AsalGalat]:
    """The origins of the workbook's error values, in sheet order; work grows with the errors only."""
    semua = _galat(peta)
    lajur: dict[tuple[str, int], list[int]] = defaultdict(list)
    for lembar, b, k in semua:
        lajur[lembar, k].append(b)
    operan = {t: _operan(peta, t, lajur) for t in semua}
    pemakai: dict[Tempat, list[Tempat]] = defaultdict(list)
    for t, daftar in operan.items():
        for o in daftar:
            pemakai[o].append(t)
    for t, teks in semua.items():
        if not operan[t] and (peta.rumus(*t) is not None or pemakai[t]):
            yield AsalGalat(t, teks, _turunan(pemakai, t))


def _galat(peta: PetaRumus) -> dict[Tempat, str]:
    hasil: dict[Tempat, str] = {}
    for p in peta.lembar.values():
        i = p.lembar.jenis.find(b"e")
        while i >= 0 and len(hasil) < _TERBANYAK:
            kunci = p.lembar.kunci[i]
            if p.lembar.isi[i] in GALAT:
                hasil[p.lembar.nama, kunci // LEBAR + 1, kunci % LEBAR + 1] = p.lembar.isi[i]
            i = p.lembar.jenis.find(b"e", i + 1)
    return hasil


def _operan(peta: PetaRumus, tempat: Tempat, lajur: Mapping[tuple[str, int], Sequence[int]]) -> list[Tempat]:
    """The cells with an error value that a formula refers to, some hundred at most."""
    hasil: dict[Tempat, None] = {}
    for a in map(urai_acuan, pecah(peta.rumus(*tempat) or "")[1]):
        p = peta.lembar.get((a.lembar or tempat[0]).casefold())
        if a.luar or p is None or b"e" not in p.lembar.jenis:
            continue
        for (lembar, kolom), baris in lajur.items():
            if lembar == p.lembar.nama and a.kolom1 <= kolom <= a.kolom2:
                kena = baris[bisect_left(baris, a.baris1) : bisect_right(baris, a.baris2)][:_SISI_TERBANYAK]
                hasil.update(((lembar, b, kolom), None) for b in kena)
    hasil.pop(tempat, None)
    return list(hasil)


def _turunan(pemakai: Mapping[Tempat, list[Tempat]], awal: Tempat) -> tuple[Tempat, ...]:
    hasil: dict[Tempat, None] = {}
    antre = [awal]
    while antre:
        for t in pemakai.get(antre.pop(), ()):
            if t not in hasil and t != awal:
                hasil[t] = None
                antre.append(t)
    return tuple(sorted(hasil))


def sebab_galat(peta: PetaRumus, asal: AsalGalat) -> str | None:  # noqa: PLR0911
    """The likely cause of an error value, with the operand that brings it about where it can be seen."""
    rumus = peta.rumus(*asal.tempat)
    if rumus is None:
        return "nilai galat ini diketik atau ditempel, bukan hasil rumus di sel ini"
    kerangka, acuan = pecah(rumus)
    daftar = [urai_acuan(a) for a in acuan]
    lembar = asal.tempat[0]
    match asal.galat:
        case "#DIV/0!":
            pembagi = (acuan[kerangka[: m.end() - 1].count("\0")] for m in _PEMBAGI.finditer(kerangka))
            nol = next((a for a in pembagi if _kosong_atau_nol(peta, lembar, urai_acuan(a))), None)
            return f"pembaginya {nol} kosong atau nol" if nol else "dibagi dengan nol atau sel kosong"
        case "#REF!":
            return "sel atau lembar yang dirujuk rumus ini sudah dihapus"
        case "#VALUE!":
            teks = next((t for a, t in zip(daftar, acuan, strict=True) if _berteks(peta, lembar, a)), None)
            return f"{teks} berisi teks, bukan angka" if teks else "ada teks yang dihitung sebagai angka"
        case "#NAME?":
            return f"nama fungsi atau nama rentang dalam ={rumus[:60]} tidak dikenal"
        case "#N/A":
            return "data yang dicari rumus ini tidak ditemukan"
    return None


def _kosong_atau_nol(peta: PetaRumus, lembar: str, a: Acuan) -> bool:
    if a.luar or not a.tunggal:
        return False
    try:
        return peta.nilai(a.lembar or lembar, a.baris1, a.kolom1) in (None, 0.0, "")
    except (NilaiGalat, TakDinilai):
        return False


def _berteks(peta: PetaRumus, lembar: str, a: Acuan) -> bool:
    if a.luar or not a.tunggal:
        return False
    try:
        return isinstance(peta.nilai(a.lembar or lembar, a.baris1, a.kolom1), str)
    except (NilaiGalat, TakDinilai):
        return False
