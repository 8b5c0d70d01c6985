"""What the documents say, as immutable records that know the cells they came from.

`asal` maps a field's name to its `Sel`; it is left out of equality. Money and percentages are Decimal (percent in
percent); a figure of performance is `Nilai`, since it may be a number with a unit, a grade, or "-".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import cast

from xlkinerja.angka import Ambigu, Angka, Kata, Kosong
from xlkinerja.beku import beku
from xlkinerja.buku import Rentang
from xlkinerja.hitung import Skala
from xlkinerja.temuan import Sel

Nilai = Angka | Ambigu | Kosong | Kata
Asal = Mapping[str, Sel]


@beku(frozen=True, slots=True)
class Satker:
    """An office: Kemendagri code ("53.71") or None if unknown, official name ("KPU Kota Kupang"), level."""

    kode: str | None
    nama: str
    jenis: str


@beku(frozen=True, slots=True)
class TargetIndikator:
    """An indicator with its target in PK or RKT, or its targets per year in the Renstra (`per_tahun`).

    `target_provinsi`, `target_nasional`: the targets above it that a template carries beside it, None without them.
    """

    indikator: str
    target: Nilai | None = None
    per_tahun: Mapping[int, Nilai] = field(default_factory=dict)
    sasaran: str = ""
    kegiatan: str = ""
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)
    target_provinsi: Nilai | None = None
    target_nasional: Nilai | None = None


@beku(frozen=True, slots=True)
class CapaianTriwulan:
    """Target, realisasi and capaian of one quarter."""

    target: Nilai
    realisasi: Nilai
    capaian: Nilai


@beku(frozen=True, slots=True)
class CapaianIndikator:
    """An indicator with target, realisasi and the printed capaian; `per_tahun` holds realisasi of other years.

    `target_renstra`: the national Renstra target that multi-year tables print in their last column. `agregasi`: how
    the quarters in `triwulan` (1 to 4) make the year, as written.
    """

    indikator: str
    target: Nilai
    realisasi: Nilai
    capaian: Nilai
    kategori: str = ""
    polaritas: str = ""
    per_tahun: Mapping[int, Nilai] = field(default_factory=dict)
    target_renstra: Nilai | None = None
    sasaran: str = ""
    kegiatan: str = ""
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)
    agregasi: str = ""
    triwulan: Mapping[int, CapaianTriwulan] = field(default_factory=dict)


@beku(frozen=True, slots=True)
class AksiIndikator:
    """One row of a Rencana Aksi: `tanda` holds the field names of the schedule columns that carry a mark."""

    indikator: str
    target: Nilai
    kegiatan: str
    tanda: tuple[str, ...]
    pelaksana: str
    sasaran: str = ""
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)


@beku(frozen=True, slots=True)
class DefinisiIndikator:
    """One row of the IKU: how an indicator is defined and measured. `polaritas` as written, "" if not stated."""

    indikator: str
    satuan: str = ""
    penanggung_jawab: str = ""
    polaritas: str = ""
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)


@beku(frozen=True, slots=True)
class BarisAnggaran:
    """One budget row. `kode` is the full path of codes ("WA", "3355"), `tingkat` its depth, 0 for a grand total.

    Money in rupiah, `persen` in percent; None where the document has no figure or it cannot be read with certainty.
    `desimal` maps a field to the decimals shown, or None when the figure is exact (whole rupiah). `bulan`: realisasi
    of each month that has a column. `belanja`: belanja type ("51"), `unit`: who spends it.
    """

    kode: tuple[str, ...]
    nama: str
    tingkat: int
    pagu: Decimal | None = None
    realisasi: Decimal | None = None
    sisa: Decimal | None = None
    persen: Decimal | None = None
    desimal: Mapping[str, int | None] = field(default_factory=dict, compare=False)
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)
    pagu_awal: Decimal | None = None
    blokir: Decimal | None = None
    bulan: Mapping[int, Decimal | None] = field(default_factory=dict)
    belanja: str = ""
    unit: str = ""


@beku(frozen=True, slots=True)
class BarisPendukung:
    """One row of a supporting table: its label and its counts by column; `total` marks a total row."""

    label: str
    nilai: Mapping[str, Decimal | None]
    total: bool = False
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)


@beku(frozen=True, slots=True)
class DataDukung:
    """The counts behind one realisasi: what is counted and how many, over what (blank where it is no ratio), and the
    realisasi that was reported."""

    indikator: str
    pembilang: str
    jumlah_pembilang: Nilai
    penyebut: str
    jumlah_penyebut: Nilai | None
    realisasi: Nilai | None
    nomor: str = ""
    asal: Asal = field(default_factory=dict, compare=False)


@beku(frozen=True, slots=True)
class JenjangSkala:
    """One step of the workbook's own scale of categories: capaian from `bawah` up to below `atas`, in percent; None
    is unbounded. `rusak`: a bound is written that cannot be read."""

    nama: str
    bawah: Decimal | None
    atas: Decimal | None
    rusak: bool = False
    asal: Asal = field(default_factory=dict, compare=False)


Catatan = (
    TargetIndikator
    | CapaianIndikator
    | AksiIndikator
    | DefinisiIndikator
    | BarisAnggaran
    | BarisPendukung
    | DataDukung
    | JenjangSkala
)


@beku(frozen=True, slots=True)
class Dokumen:
    """One table found on a sheet, with its records.

    `rentang` runs from the first header row to the last row read. `judul`: the text lines above it, `judul_sel` their
    cells; `penutup`: the cells below it, up to the next table, that name a date. `unit`: "ketua",
    "sekretaris" or the name of a bagian, "" if unknown. `kepala`: field -> the leaf heading's cell. `urut_lembar`:
    position of the sheet. `kelompok`: for each record the number of its group (a change of the carried columns).
    `induk`: field -> normalised heading above its own. `rancu`: fields of which several columns stand, so that
    nothing is computed from them.
    """

    jenis: str
    formulir: str
    lembar: str
    urut_lembar: int
    rentang: Rentang
    judul: str
    unit: str
    tahun: int | None
    satker: Satker | None
    baris: tuple[Catatan, ...]
    kepala: Asal
    kelompok: tuple[int, ...] = ()
    induk: Mapping[str, str] = field(default_factory=dict)
    rancu: frozenset[str] = frozenset()
    judul_sel: tuple[Sel, ...] = ()
    penutup: tuple[Sel, ...] = ()


@beku(frozen=True, slots=True)
class Isyarat:
    """Something the reader noticed about a cell or a sheet; the rule of that code turns it into a finding.

    `rincian`: what the rule's message needs, e.g. the right wording of a heading. `terkait`: more cells of the kind.
    """

    kode: str
    lembar: str
    urut_lembar: int
    sel: Sel | None = None
    rincian: Mapping[str, str] = field(default_factory=dict)
    terkait: tuple[Sel, ...] = ()
    jenis: str = ""


@beku(frozen=True, slots=True)
class Identitas:
    """What the sheet Identitas of a template says, as it stands there: field ("kode", "satker", "kode_kpu", "tahun",
    "periode") -> its cell; and the position of that sheet. `target_ikpa`: belanja type -> the cumulative absorption
    that it asks for by the end of each quarter, in percent; no entry where a cell is not a percentage."""

    sel: Asal
    urut_lembar: int
    target_ikpa: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)

    def teks(self, bidang: str) -> str:
        """What a cell shows, "" if there is none of that name."""
        sel = self.sel.get(bidang)
        return " ".join(sel.tampil.split()) if sel is not None else ""

    @property
    def triwulan(self) -> int | None:
        """The quarter up to which the workbook reports; None where nobody says."""
        teks = self.teks("periode")
        return int(teks) if teks in ("1", "2", "3", "4") else None


JALUR_BERSAMA = "."
"""Path under which findings about a whole run are reported: the folder that was given, not a workbook."""


@beku(frozen=True, slots=True)
class Berkas:
    """One workbook as read: `jalur` as it is reported, the satker and year it is about, its tables, and what the
    reader noticed. `pesan`: why it could not be read (then the rest is empty), or None. `templat`: made from our
    template, so that it holds every document of its satker and year; `identitas`: what that template says of itself;
    `skala`: the scale of categories that the settings of its folder declare for workbooks without one of their own."""

    jalur: str
    satker: Satker | None
    tahun: int | None
    dokumen: tuple[Dokumen, ...]
    isyarat: tuple[Isyarat, ...] = ()
    pesan: str | None = None
    templat: bool = False
    identitas: Identitas | None = field(default=None, compare=False)
    skala: Skala | None = None

    def semua(self, jenis: str) -> tuple[Dokumen, ...]:
        """The tables of one kind, in sheet order."""
        return tuple(d for d in self.dokumen if d.jenis == jenis)


def baris_anggaran(d: Dokumen) -> list[BarisAnggaran]:
    """The rows of a budget table; none of another."""
    return list(cast("tuple[BarisAnggaran, ...]", d.baris)) if d.jenis == "anggaran" else []
