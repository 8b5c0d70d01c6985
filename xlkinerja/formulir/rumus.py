"""The official formulas as Excel writes them: cell addresses in, formula text (without "=") out.

Excel 2016 and LibreOffice 7 compute them; the file form is English with commas. What cannot be computed shows nothing,
never a word or a zero in place of a figure. Each has its twin in `hitung.py`; tests compare the two cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlkinerja.regeks import regeks

KOSONG = '""'


def salin(acuan: str) -> str:
    """What stands in another cell, blank if it is blank (a plain reference would show 0) or if its row was deleted (a
    plain reference would be an error)."""
    return f'IF(ISREF({acuan}),IF({acuan}="","",{acuan}),"")'


_SALINAN = regeks(r"IF\(\s*ISREF\(\s*(?:'((?:[^']|'')+)'|([^'!()]+))!\$?([A-Z]{1,3})\$?([0-9]+)\s*\)", re.I)


def adalah_salinan(rumus: str) -> bool:
    """True for a formula of `salin`."""
    return "(" in rumus and rumus.replace(" ", "").upper().startswith("IF(ISREF(")


def sumber_salinan(rumus: str) -> tuple[str, str] | None:
    """Sheet and cell that a formula of `salin` carries, None for another formula."""
    cocok = _SALINAN.match(rumus)
    if cocok is None:
        return None
    return (cocok[1] or cocok[2]).replace("''", "'"), cocok[3].upper() + cocok[4]


def capaian(target: str, realisasi: str, polaritas: str) -> str:
    """Achievement as a fraction, by polarity; words by their rank on the ordinal scale (DOMAIN 2).

    Realisasi "-" is "not assessed": 0 (seed 001 l.903). An unknown polarity is computed only where it does not matter.
    """
    t, r, p = target, realisasi, polaritas
    angka = (
        f'IF({t}<=0,"",IF({p}="Minimal",(2*{t}-{r})/{t},IF({p}="Stabil",MAX(0,1-ABS({r}-{t})/{t}),'
        f'IF(OR({p}="Maksimal",{p}="Predikat"),{r}/{t},IF({r}={t},1,"")))))'
    )
    dinilai = f"IF(AND(ISNUMBER({t}),ISNUMBER({r})),{angka},{ordinal(t, r)})"
    return f'IF(OR({t}="",{r}=""),"",IF({r}="-",IF({t}="-","",0),{dinilai}))'


def ordinal(target: str, realisasi: str) -> str:
    """Rank of one word over the rank of another of the same scale, as a fraction; blank if either is unknown."""
    t, r = target, realisasi
    dikenal = f"AND(COUNTIF(xlk_ordinal_predikat,{t})=1,COUNTIF(xlk_ordinal_predikat,{r})=1)"
    skala_t, skala_r = _ordinal("skala", t), _ordinal("skala", r)
    return f'IF({dikenal},IF({skala_t}={skala_r},{_ordinal("skor", r)}/{_ordinal("skor", t)},""),"")'


def _ordinal(kolom: str, kata: str) -> str:
    return f"INDEX(xlk_ordinal_{kolom},MATCH({kata},xlk_ordinal_predikat,0))"


def kategori(capaian: str) -> str:
    """Name of the first step, from the highest down, that a capaian reaches; a step without a lower bound is reached
    by all. Blank rows in the scale are passed over."""
    tercapai = f'((xlk_skala_bawah="")+(xlk_skala_bawah<=ROUND({capaian},10))>0)'
    urutan = "ROW(xlk_skala_bawah)-MIN(ROW(xlk_skala_bawah))+1"
    ke = f'SUMPRODUCT(MIN({urutan}+1000000*(1-(xlk_skala_kategori<>"")*{tercapai})))'
    return f'IF(ISNUMBER({capaian}),IF({ke}<=ROWS(xlk_skala_bawah),INDEX(xlk_skala_kategori,{ke}),""),"")'


def agregasi(triwulan: Sequence[str], rentang: str, cara: str) -> str:
    """The year's figure from its quarters: sum, mean or last measured one; "-" where nothing could be measured.

    `triwulan`: the four cells in order, `rentang` the same as a range, `cara` the cell that says how.
    """
    akhir = f'IF(COUNTIF({rentang},"-")>0,"-","")'
    for sel in triwulan:
        akhir = f'IF(OR({sel}="",{sel}="-"),{akhir},{sel})'
    terukur = f"COUNT({rentang})>0"
    return (
        f'IF(AND({cara}="Jumlah",{terukur}),SUM({rentang}),'
        f'IF(AND({cara}="Rata-rata",{terukur}),AVERAGE({rentang}),{akhir}))'
    )


def sisa(pagu: str, realisasi: str) -> str:
    """pagu - realisasi, in rupiah; blank as long as there is no pagu."""
    return f'IF({pagu}="","",{pagu}-N({realisasi}))'


def serapan(pagu: str, realisasi: str) -> str:
    """realisasi / pagu as a fraction; blank where pagu is blank or 0."""
    return f'IF(N({pagu})=0,"",N({realisasi})/{pagu})'


def setahun(pagu: str, bulan: str) -> str:
    """The year's realisasi: sum of a range of months, once there is a pagu or a month is filled in."""
    return f'IF(AND({pagu}="",COUNT({bulan})=0),"",SUM({bulan}))'


def anak_langsung(kode: str, rentang_kode: str, rentang_nilai: str) -> str:
    """Sum of the direct children of a dotted code: all that lie below it less those that lie deeper.

    The ranges begin in the row below, so that rows may be inserted, deleted and moved without touching the formula.
    """
    semua = f'SUMIFS({rentang_nilai},{rentang_kode},{kode}&".*")'
    return f'{semua}-SUMIFS({rentang_nilai},{rentang_kode},{kode}&".*.*")'


def penyerapan(pagu: str, realisasi: str, target: str) -> str:
    """IKPA absorption of one belanja type: at most 100% of the cumulative target (PER-5/PB/2024)."""
    return f'IF(N({pagu})*N({target})=0,"",MIN(1,{realisasi}/({pagu}*{target})))'
