"""The formula that a template has in a computed cell, made again for any row: told apart from an overtyped figure,
written into a row that was inserted without it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.angka import Angka, Kata
from xlkinerja.formulir import rumus
from xlkinerja.model import BarisAnggaran, CapaianIndikator, Nilai
from xlkinerja.olah import Hitungan
from xlkinerja.tataletak import normal

_TW = range(1, 5)
KOLOM_BERUMUS = ("capaian", "kategori", "realisasi", "sisa", "persen", *(f"capaian_t{i}" for i in _TW))
"""Columns that a template fills by formulas."""


def rumus_baris(h: Hitungan) -> str | None:
    """The template's formula for a computed cell; None where the table has not the columns that it needs."""
    alamat = {n: s.alamat for n, s in h.catatan.asal.items()}
    if isinstance(h.catatan, BarisAnggaran):
        return _anggaran(h.bidang, alamat) if "b1" in alamat and "b12" in alamat else None
    if {"polaritas", "agregasi", *(f"realisasi_t{i}" for i in _TW)} <= alamat.keys():
        return _capaian(h.bidang, alamat)
    return None


def _anggaran(bidang: str, alamat: dict[str, str]) -> str | None:
    pagu, realisasi = alamat["pagu"], alamat["realisasi"]
    semua = {
        "realisasi": rumus.setahun(pagu, f"{alamat['b1']}:{alamat['b12']}"),
        "sisa": rumus.sisa(pagu, realisasi),
        "persen": rumus.serapan(pagu, realisasi),
    }
    return semua.get(bidang)


def _capaian(bidang: str, alamat: dict[str, str]) -> str | None:
    if bidang == "kategori":
        return rumus.kategori(alamat["capaian"])
    if bidang == "realisasi":
        tw = [alamat[f"realisasi_t{i}"] for i in _TW]
        return rumus.agregasi(tw, f"{tw[0]}:{tw[3]}", alamat["agregasi"])
    ekor = bidang.removeprefix("capaian")
    if bidang.startswith("capaian") and f"target{ekor}" in alamat:
        return rumus.capaian(alamat[f"target{ekor}"], alamat[f"realisasi{ekor}"], alamat["polaritas"])
    return None


def sama_rumus(a: str, b: str) -> bool:
    """Whether two formulas are the same but for blanks, "$" and capitals outside of texts."""
    return _rapi(a) == _rapi(b)


@lru_cache(maxsize=4096)
def _rapi(teks: str) -> str:
    bagian = re.split(r'("(?:[^"]|"")*")', teks)
    return "".join(x if i % 2 else re.sub(r"[\s$]", "", x).upper() for i, x in enumerate(bagian))


def rumus_asli(h: Hitungan) -> bool:
    """True if the cell holds the template's own formula, or carries another cell's content."""
    if h.sel.rumus is None:
        return False
    asli = rumus_baris(h)
    return rumus.adalah_salinan(h.sel.rumus) or (asli is not None and sama_rumus(h.sel.rumus, asli))


_POLARITAS_RUMUS = ("maksimal", "minimal", "stabil", "predikat")


def menunggu_polaritas(h: Hitungan) -> bool:
    """True if the template's formula leaves the cell blank because its row's Polaritas says nothing, although the
    engine knows the polarity from elsewhere: a figure put there would vanish when Excel recalculates."""
    b = h.catatan
    if not isinstance(b, CapaianIndikator) or "polaritas" not in b.asal or not _dibiarkan_kosong(h):
        return False
    target, realisasi = _operan(b, h.bidang)
    angka = isinstance(target, Angka) and isinstance(realisasi, Angka) and target.nilai != realisasi.nilai
    return angka and normal(b.polaritas) not in _POLARITAS_RUMUS


def menunggu_target(h: Hitungan) -> bool:
    """True if the template's formula leaves the cell blank because the target is a range in words ("80-90%")."""
    b = h.catatan if _dibiarkan_kosong(h) else None
    if not isinstance(b, CapaianIndikator):
        return False
    target, realisasi = _operan(b, h.bidang)
    return isinstance(target, Kata) and isinstance(realisasi, Angka)


def _dibiarkan_kosong(h: Hitungan) -> bool:
    # The formulas last: making and comparing one costs far more than the rest.
    return not h.sel.tampil and h.bidang.startswith(("capaian", "kategori")) and h.nilai is not None and rumus_asli(h)


def _operan(b: CapaianIndikator, bidang: str) -> tuple[Nilai, Nilai]:
    """Target and realisasi that a capaian (of the year or of a quarter) is made from."""
    ekor = bidang.partition("_t")[2]
    return (b.triwulan[int(ekor)].target, b.triwulan[int(ekor)].realisasi) if ekor else (b.target, b.realisasi)
