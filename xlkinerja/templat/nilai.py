"""The engine's value of every kind of formula that a template holds: what `formulir/rumus.py` says in Excel's words.

Percentages are fractions here, as cells hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja import hitung
from xlkinerja.formulir.indikator import polaritas_tertulis
from xlkinerja.hitung import Agregasi, Polaritas, Skala, TakTerhitung
from xlkinerja.templat.kanvas import Isi

_SERATUS = Decimal(100)


def pecahan(hasil: Decimal | TakTerhitung) -> Isi:
    """A percentage of `hitung` as a cell holds it; nothing where there is none."""
    return None if isinstance(hasil, TakTerhitung) else hasil / _SERATUS


def capaian(target: Isi, realisasi: Isi, polaritas: Isi) -> Isi:
    """Achievement as a fraction, None where it cannot be computed."""
    if target is None or realisasi is None:
        return None
    if realisasi == "-":
        return None if target == "-" else Decimal(0)
    if isinstance(target, str) and isinstance(realisasi, str):
        return pecahan(hitung.capaian_ordinal(target, realisasi))
    if not isinstance(target, Decimal) or not isinstance(realisasi, Decimal):
        return None
    arah = polaritas_tertulis(polaritas) if isinstance(polaritas, str) else None
    if arah is None and target != realisasi:
        return None
    return pecahan(hitung.capaian(target, realisasi, arah or Polaritas.MAKSIMAL))


def kategori(capaian: Isi, skala: Skala) -> Isi:
    """The category of a capaian given as a fraction."""
    return hitung.kategori(capaian * _SERATUS, skala) if isinstance(capaian, Decimal) else None


_CARA = {"Jumlah": Agregasi.JUMLAH, "Rata-rata": Agregasi.RATA_RATA}


def agregasi(triwulan: Sequence[Isi], cara: Isi) -> Isi:
    """The year's figure of four quarters; "-" where quarters are filled in and none could be measured."""
    angka = [n if isinstance(n, Decimal) else None for n in triwulan]
    if isinstance(cara, str) and cara in _CARA and any(n is not None for n in angka):
        hasil = hitung.agregasi(angka, _CARA[cara])
        return None if isinstance(hasil, TakTerhitung) else hasil
    terukur = [n for n in triwulan if n is not None and n != "-"]
    return terukur[-1] if terukur else ("-" if "-" in triwulan else None)


def sisa(pagu: Isi, realisasi: Isi) -> Isi:
    """pagu - realisasi in rupiah; None as long as there is no pagu."""
    return hitung.sisa(pagu, _uang(realisasi)) if isinstance(pagu, Decimal) else None


def serapan(pagu: Isi, realisasi: Isi) -> Isi:
    """realisasi / pagu as a fraction; None where pagu is blank or 0."""
    return pecahan(hitung.serapan(pagu, _uang(realisasi))) if isinstance(pagu, Decimal) else None


def jumlah(semua: Sequence[Isi]) -> Decimal:
    """Sum of the figures among cells, as SUM has it."""
    return sum((_uang(n) for n in semua), Decimal(0))


def _uang(isi: Isi) -> Decimal:
    return isi if isinstance(isi, Decimal) else Decimal(0)
