"""What a template is filled with: the standard rows of an office and year, and figures where there are any.

Percentages are fractions, money is in rupiah, "-" is written where a document says so, None is not filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal

from xlkinerja.angka import Angka, baca_angka
from xlkinerja.beku import beku
from xlkinerja.formulir.baku import (
    IndikatorBaku,
    Unit,
    anggaran_baku,
    indikator_baku,
    jenis_templat,
    kode_satker_kpu,
    target_di_atas,
    unit_baku,
)
from xlkinerja.formulir.indikator import resmi
from xlkinerja.model import Satker
from xlkinerja.templat.kanvas import Isi

KOSONG4: tuple[Isi, Isi, Isi, Isi] = (None, None, None, None)


@beku(frozen=True, slots=True)
class BarisIndikator:
    """An indicator with its figures. `renstra`: target per year; `target`: the RKT's, where it is not the Renstra's;
    `target_pk`: the PK's, where it is not the RKT's; `lalu`: realisasi of earlier years; `tanda`: numbers of the
    quarters or months marked in the RAK; `tanpa`: documents ("renstra", "rkt", "pk", "rak", "capaian") that leave it
    out; `pembilang`, `penyebut`: the counts behind the realisasi."""

    baku: IndikatorBaku
    renstra: Mapping[int, Isi] = field(default_factory=dict)
    target: Isi = None
    target_pk: Isi = None
    target_provinsi: Isi = None
    target_nasional: Isi = None
    tanda: frozenset[int] = frozenset()
    target_tw: tuple[Isi, Isi, Isi, Isi] = KOSONG4
    realisasi_tw: tuple[Isi, Isi, Isi, Isi] = KOSONG4
    lalu: Mapping[int, Isi] = field(default_factory=dict)
    pembilang: Isi = None
    penyebut: Isi = None
    tautan: str = ""
    tanpa: frozenset[str] = frozenset()


@beku(frozen=True, slots=True)
class BarisPagu:
    """A budget row; figures only where no rows are below. `unit`: a unit's full name. `bulan`: month -> rupiah."""

    kode: str
    uraian: str
    belanja: str = ""
    unit: str = ""
    pagu_awal: Isi = None
    pagu: Isi = None
    blokir: Isi = None
    bulan: Mapping[int, Isi] = field(default_factory=dict)


@beku(frozen=True, slots=True)
class IsiBuku:
    """All that one satker-year's workbook is made from. `unit_baris`: unit key -> its indicators. `tempat`, `tanggal`:
    place and date of signature by document ("pk", "rak", "lkj"). `triwulan`: last quarter reported."""

    satker: Satker
    tahun: int
    kode_kpu: str
    unit: tuple[Unit, ...]
    ketua: tuple[BarisIndikator, ...]
    sekretaris: tuple[BarisIndikator, ...]
    unit_baris: Mapping[str, tuple[BarisIndikator, ...]]
    anggaran: tuple[BarisPagu, ...]
    tempat: str = ""
    tanggal: Mapping[str, str] = field(default_factory=dict)
    triwulan: int | None = None

    @property
    def periode(self) -> tuple[int, ...]:
        """The five years of the Renstra that the year lies in: 2020-2024, 2025-2029."""
        awal = self.tahun - self.tahun % 5
        return tuple(range(awal, awal + 5))

    @property
    def semua_indikator(self) -> tuple[tuple[str, tuple[BarisIndikator, ...]], ...]:
        """(level, its indicators): ketua, sekretaris, then the units."""
        unit = ((u.kode, self.unit_baris.get(u.kode, ())) for u in self.unit)
        return (("ketua", self.ketua), ("sekretaris", self.sekretaris), *unit)


@beku(frozen=True, slots=True)
class DariProvinsi:
    """The province's targets that go into its kabupaten's workbooks: indicator key -> target of the year (PK, else
    Renstra) and -> Renstra targets by year."""

    target: Mapping[str, Isi] = field(default_factory=dict)
    renstra: Mapping[str, Mapping[int, Isi]] = field(default_factory=dict)


def isi_baku(satker: Satker, tahun: int, provinsi: DariProvinsi | None = None) -> IsiBuku:
    """The blank template of an office and year: standard rows, targets above it where they are known, no figures.

    `provinsi`: what the province's own workbook says; it takes the place of the figures that come with the package.
    """
    jenis = jenis_templat(satker)
    unit = unit_baku(jenis)
    semua = [BarisIndikator(b) for b in indikator_baku(satker, tahun)]
    nama_unit = {u.kode: u.nama for u in unit}
    return IsiBuku(
        satker,
        tahun,
        kode_satker_kpu().get(satker.kode or "", ""),
        unit,
        tuple(_berjenjang(b, satker, tahun, provinsi) for b in semua if b.baku.tingkat == "ketua"),
        tuple(b for b in semua if b.baku.tingkat == "sekretaris"),
        {u.kode: tuple(b for b in semua if b.baku.tingkat == u.kode) for u in unit},
        tuple(BarisPagu(b.kode, b.uraian, b.belanja, nama_unit.get(b.unit, "")) for b in anggaran_baku(jenis)),
    )


def _berjenjang(b: BarisIndikator, satker: Satker, tahun: int, provinsi: DariProvinsi | None) -> BarisIndikator:
    """The indicator with the targets above the satker; a kabupaten's Renstra starts as a copy of the province's."""
    tahu = resmi(b.baku.indikator)
    if tahu is None:
        return b
    nasional = isi_dari_teks(target_di_atas("nasional", tahun).get(tahu.kode, ""))
    if jenis_templat(satker) == "provinsi":
        return replace(b, target_nasional=nasional)
    if provinsi is None:
        wilayah = (satker.kode or "").split(".")[0]
        return replace(
            b,
            target_nasional=nasional,
            target_provinsi=isi_dari_teks(target_di_atas(wilayah, tahun).get(tahu.kode, "")),
        )
    return replace(
        b,
        target_nasional=nasional,
        target_provinsi=provinsi.target.get(tahu.kode),
        renstra=provinsi.renstra.get(tahu.kode, {}),
    )


def isi_dari_teks(teks: str) -> Isi:
    """A printed figure as a cell holds it: "77,5%" -> 0.775, "8 kali" -> 8, "BB" and "-" as they are, "" -> None."""
    rapi = " ".join(teks.split())
    if not rapi:
        return None
    angka = baca_angka(rapi)
    if isinstance(angka, Angka):
        return angka.nilai.scaleb(-2) if angka.satuan == "%" else angka.nilai
    return "-" if rapi in "-_–—" else rapi


def angka_isi(isi: Isi) -> Decimal | None:
    """The figure that a cell holds, None for a word or nothing."""
    return isi if isinstance(isi, Decimal) else None
