"""Worksheet functions for Excel, by xlwings: what our engine computes, for any cell.

    =XLK_CAPAIAN(0,9; 0,85)   =XLK_KATEGORI(A1)   =XLK_SERAPAN(B2; C2)   =XLK_TERBILANG(29000000000)

Percentages are fractions, as a cell with a percent format holds them: 94,4% is 0,944. What cannot be computed comes
back as a text that says why, an empty argument gives an empty cell. Without xlwings these are plain functions.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from xlkinerja import hitung
from xlkinerja.angka import Ambigu, Angka, Kosong, baca_angka
from xlkinerja.hitung import SKALA_BAKU, Polaritas, TakTerhitung
from xlkinerja.terbilang import tulis_terbilang

F = TypeVar("F", bound=Callable[..., object])
_SERATUS = Decimal(100)
_POLARITAS = {
    **{p.value: p for p in Polaritas},
    "maksimum": Polaritas.MAKSIMAL,
    "minimum": Polaritas.MINIMAL,
    "positif": Polaritas.MAKSIMAL,
    "negatif": Polaritas.MINIMAL,
}


def _xlwings() -> Any:
    try:
        import xlwings  # noqa: PLC0415
    except ImportError:
        return None
    return xlwings


def _fungsi(f: F) -> F:
    """xlwings' `func`, where there is one. It takes annotations for converters, which ours are not."""
    hias = getattr(_xlwings(), "func", None)
    f.__annotations__ = {}
    if hias is not None:
        hias(category="xlkinerja")(f)
    return f


def _argumen(nama: str, doc: str) -> Callable[[F], F]:
    """xlwings' `arg`, where there is one."""
    hias = getattr(_xlwings(), "arg", None)

    def terapkan(f: F) -> F:
        if hias is not None:
            hias(nama, doc=doc)(f)
        return f

    return terapkan


class _Keliru(Exception):
    """An argument that is none; the message stands in the cell."""


def _desimal(nilai: object, nama: str) -> Decimal | None:
    """A cell's number, or a figure written as text in Indonesian; None if it is empty."""
    if isinstance(nilai, bool):
        raise _Keliru(f"{nama} bukan angka")
    if isinstance(nilai, int | float):
        return Decimal(f"{nilai:.15g}")
    if nilai is None or (isinstance(nilai, str) and not nilai.strip()):
        return None
    terbaca = baca_angka(nilai) if isinstance(nilai, str) else None
    if isinstance(terbaca, Kosong):
        return None
    if isinstance(terbaca, Ambigu):
        raise _Keliru(f"{nama} bermakna ganda; tulis sebagai angka, bukan teks")
    if not isinstance(terbaca, Angka):
        raise _Keliru(f"{nama} bukan angka")
    return terbaca.nilai / _SERATUS if terbaca.satuan == "%" else terbaca.nilai


def _jawab(nilai: Decimal | TakTerhitung) -> float | str:
    """A percentage as a fraction, or why there is none."""
    return f"tidak dapat dihitung: {nilai.alasan}" if isinstance(nilai, TakTerhitung) else float(nilai / _SERATUS)


@_argumen("target", doc="Target indikator (angka atau persen).")
@_argumen("realisasi", doc="Realisasi indikator, dalam satuan yang sama.")
@_argumen("polaritas", doc='"maksimal" (bawaan), "minimal" atau "stabil".')
@_fungsi
def XLK_CAPAIAN(target: object, realisasi: object, polaritas: object = None) -> float | str:
    """Capaian indikator menurut polaritasnya, sebagai pecahan (beri format persen)."""
    try:
        t, r = _desimal(target, "target"), _desimal(realisasi, "realisasi")
        kata = str(polaritas or "maksimal").strip().casefold()
        jenis = _POLARITAS.get(kata)
        if jenis is None or jenis is Polaritas.RANGE:
            raise _Keliru("polaritas: maksimal, minimal atau stabil")
    except _Keliru as salah:
        return str(salah)
    return "" if t is None or r is None else _jawab(hitung.capaian(t, r, jenis))


@_argumen("capaian", doc="Capaian sebagai persen: 94,4% (nilai sel 0,944).")
@_fungsi
def XLK_KATEGORI(capaian: object) -> str:
    """Kategori capaian: Baik Sekali, Baik, Cukup, Kurang."""
    try:
        c = _desimal(capaian, "capaian")
    except _Keliru as salah:
        return str(salah)
    return "" if c is None else hitung.kategori(c * _SERATUS, SKALA_BAKU) or "di luar skala"


@_argumen("pagu", doc="Pagu anggaran dalam rupiah.")
@_argumen("realisasi", doc="Realisasi anggaran dalam rupiah.")
@_fungsi
def XLK_SERAPAN(pagu: object, realisasi: object) -> float | str:
    """Serapan anggaran (realisasi dibagi pagu), sebagai pecahan (beri format persen)."""
    try:
        p, r = _desimal(pagu, "pagu"), _desimal(realisasi, "realisasi")
    except _Keliru as salah:
        return str(salah)
    return "" if p is None or r is None else _jawab(hitung.serapan(p, r))


@_argumen("angka", doc="Angka yang ditulis dengan huruf, sampai 999 triliun.")
@_fungsi
def XLK_TERBILANG(angka: object) -> str:
    """Angka dengan huruf: 29.000.000.000 menjadi "dua puluh sembilan miliar"."""
    try:
        n = _desimal(angka, "angka")
        return "" if n is None else tulis_terbilang(n)
    except _Keliru as salah:
        return str(salah)
    except ValueError:
        return "angka melebihi 999 triliun"
