"""The standard rows of a blank template as data: units, indicators, budget structure, targets above the satker.

The CSV files in `baku/` may be edited: they are taken from the five public documents (column `dasar`), with {satker}
and {wilayah} where a document names its own office.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from xlkinerja.beku import beku
from xlkinerja.model import Satker

KABUPATEN, PROVINSI = "kabupaten", "provinsi"
"""The two kinds of template; a kota has that of a kabupaten."""


@beku(frozen=True, slots=True)
class Unit:
    """A Bagian (provinsi) or Sub Bagian (kabupaten/kota): key, full name, name for sheet tabs."""

    kode: str
    nama: str
    singkat: str


@beku(frozen=True, slots=True)
class IndikatorBaku:
    """One standard indicator of a level ("ketua", "sekretaris" or a unit's key) with all that templates print of it.

    `nomor`: of its group (sasaran or kegiatan). `satuan` "%", "indeks", "predikat", "Lap" ...; `polaritas` and
    `agregasi` as the template's drop-downs spell them; `dasar`: seed line.
    """

    tingkat: str
    nomor: str
    tujuan: str
    program: str
    kegiatan: str
    sasaran: str
    indikator: str
    satuan: str
    polaritas: str
    agregasi: str
    aksi: str
    pelaksana: str
    definisi: str
    cara: str
    ukuran: str
    penanggung_jawab: str
    sumber: str
    pembilang: str
    penyebut: str
    dasar: str


@beku(frozen=True, slots=True)
class AnggaranBaku:
    """One row of the budget structure: full dotted code, name, belanja type and unit (leaf rows only)."""

    kode: str
    uraian: str
    belanja: str
    unit: str


def jenis_templat(satker: Satker) -> str:
    """Which of the two templates an office uses."""
    return PROVINSI if satker.jenis == "provinsi" else KABUPATEN


@cache
def _baca(nama: str) -> tuple[Mapping[str, str], ...]:
    teks = Path(__file__).with_name("baku").joinpath(f"{nama}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(teks.splitlines()))


@lru_cache(maxsize=1)
def kode_satker_kpu() -> Mapping[str, str]:
    """Kemendagri code -> KPU satker code; one secondary source, so it is editable in each workbook."""
    teks = Path(__file__).with_name("satker_ntt.csv").read_text(encoding="utf-8")
    return {b["kode_kemendagri"]: b["kode_satker_kpu"] for b in csv.DictReader(teks.splitlines())}


def unit_baku(jenis: str) -> tuple[Unit, ...]:
    """The units of a kind of office, in the order of their sheets."""
    return tuple(Unit(b["kode"], b["nama"], b["singkat"]) for b in _baca("unit") if b["jenis"] == jenis)


def indikator_baku(satker: Satker, tahun: int) -> tuple[IndikatorBaku, ...]:
    """The standard indicators of an office, its name and the year filled in, in printed order."""
    ganti = {"satker": satker.nama, "wilayah": satker.nama.removeprefix("KPU "), "tahun": str(tahun)}
    return tuple(
        IndikatorBaku(**{n: _isi(t, ganti) for n, t in b.items() if n != "jenis"})
        for b in _baca("indikator")
        if b["jenis"] == jenis_templat(satker)
    )


def _isi(teks: str, ganti: Mapping[str, str]) -> str:
    for nama, nilai in ganti.items():
        teks = teks.replace(f"{{{nama}}}", nilai)
    return teks


def anggaran_baku(jenis: str) -> tuple[AnggaranBaku, ...]:
    """The budget structure of a kind of office, parents before their children."""
    return tuple(
        AnggaranBaku(b["kode"], b["uraian"], b["belanja"], b["unit"]) for b in _baca("anggaran") if b["jenis"] == jenis
    )


def target_di_atas(wilayah: str, tahun: int) -> Mapping[str, str]:
    """Official indicator key -> target of the nation ("nasional") or a province ("53") in a year, as printed; empty
    where no source is known."""
    return {b["indikator"]: b["target"] for b in _baca("target") if (b["wilayah"], b["tahun"]) == (wilayah, str(tahun))}
