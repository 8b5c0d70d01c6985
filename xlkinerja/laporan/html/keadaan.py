"""How things stand with each workbook and each office, as the report shows it: signs, words, counts of findings.

Which office has sent what comes from `laporan.wilayah`; here one that has sent is told by its findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.laporan import wilayah as w
from xlkinerja.laporan.html.peta import nama_pendek
from xlkinerja.laporan.wilayah import Kiriman, Wilayah, temuan_satker
from xlkinerja.model import Satker
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan, Tingkat


class Keadaan(Enum):
    """What a reader is told about a workbook or an office: key, sign, words; the most urgent first."""

    GALAT = "galat", "✗", "ada galat"
    TAK_TERBACA = "rusak", "⊘", w.Keadaan.TAK_TERBACA.value
    PERLU_DIPASTIKAN = "ragu", "≈", w.Keadaan.PERLU_DIPASTIKAN.value
    TAHUN_LAIN = "lain", "↺", w.Keadaan.TAHUN_LAIN.value
    BELUM = "belum", "○", w.Keadaan.BELUM.value
    TIDAK_DISERTAKAN = "tanpa", "○", w.Keadaan.TIDAK_DISERTAKAN.value
    PERINGATAN = "ingat", "!", "ada peringatan"
    BERES = "beres", "✓", "beres"

    @property
    def kunci(self) -> str:
        """Name of its style."""
        return self.value[0]

    @property
    def tanda(self) -> str:
        """A sign that tells it apart without colour."""
        return self.value[1]

    @property
    def nama(self) -> str:
        """What it is called."""
        return self.value[2].capitalize()


URUTAN = tuple(Keadaan)
PENJELASAN = {
    Keadaan.GALAT: "sedikitnya satu angka salah, atau dua angka tidak mungkin keduanya benar",
    Keadaan.TAK_TERBACA: "ada berkas atas namanya, tetapi rusak atau terkunci sehingga isinya tidak dapat diperiksa",
    Keadaan.PERLU_DIPASTIKAN: "ada buku kerja yang mungkin miliknya, tetapi satker atau tahun di dalamnya tidak jelas",
    Keadaan.TAHUN_LAIN: "buku kerjanya ada, tetapi untuk tahun lain",
    Keadaan.BELUM: "tidak ada buku kerjanya di antara yang diperiksa",
    Keadaan.TIDAK_DISERTAKAN: "tidak ada di antara yang diperiksa; yang diperiksa kurang dari separuh provinsi",
    Keadaan.PERINGATAN: "tidak ada galat, tetapi ada hal yang perlu dijawab",
    Keadaan.BERES: "tidak ada galat dan tidak ada peringatan",
}


@beku(frozen=True, slots=True)
class Ringkas:
    """One office or workbook: how it stands, its open findings by severity, how many were accepted, a remark.

    `berkas`: positions of its workbooks in the run.
    """

    keadaan: Keadaan
    banyak: dict[Tingkat, int]
    diterima: int = 0
    catatan: str = ""
    berkas: tuple[int, ...] = ()

    @property
    def hitungan(self) -> str:
        """ "2 galat, 1 peringatan, 3 info", without what there is none of."""
        return ", ".join(f"{n} {t.value}" for t, n in self.banyak.items() if n)

    @property
    def rincian(self) -> str:
        """The counts, then the remark."""
        return "; ".join(filter(None, (self.hitungan, self.catatan)))


@beku(frozen=True, slots=True)
class KeadaanSatker:
    """A kabupaten/kota of a collection and how things stand with it."""

    kiriman: Kiriman
    ringkas: Ringkas

    @property
    def satker(self) -> Satker:
        """The office."""
        return self.kiriman.satker

    @property
    def pendek(self) -> str:
        """Its short name."""
        return nama_pendek(self.satker)


@beku(frozen=True, slots=True)
class Kumpulan:
    """A province's collection of one year: every kabupaten/kota in the order of codes, the province's own workbooks
    by their position."""

    wilayah: Wilayah
    satker: tuple[KeadaanSatker, ...]
    induk: tuple[int, ...]

    @property
    def tahun(self) -> int:
        """The year of the collection."""
        assert self.wilayah.tahun is not None
        return self.wilayah.tahun

    def per_keadaan(self) -> tuple[tuple[Keadaan, tuple[KeadaanSatker, ...]], ...]:
        """The offices by how they stand, the most urgent first; only what occurs."""
        isi = ((k, tuple(s for s in self.satker if s.ringkas.keadaan is k)) for k in URUTAN)
        return tuple((k, s) for k, s in isi if s)


def kumpulan(hasil: HasilPeriksa, wilayah: Wilayah) -> Kumpulan:
    """A collection of a run as the report shows it."""
    ke = {id(b): i for i, b in enumerate(hasil.berkas)}
    satker = tuple(KeadaanSatker(k, _satker(k, ke)) for k in wilayah.satker)
    induk = wilayah.induk if wilayah.induk.keadaan is w.Keadaan.DIKIRIM else None
    return Kumpulan(wilayah, satker, tuple(ke[id(b)] for b in induk.tinjau) if induk is not None else ())


def _satker(k: Kiriman, ke: dict[int, int]) -> Ringkas:
    berkas = tuple(ke[id(b)] for b in k.tinjau)
    if k.keadaan is w.Keadaan.DIKIRIM:
        return _dari_temuan([t for b in k.tinjau for t in temuan_satker(b, k.satker)], berkas, aman(k.keterangan))
    catatan = ", ".join(aman(b.berkas.jalur) for b in k.tinjau)
    if k.keadaan is w.Keadaan.TAHUN_LAIN:
        catatan = f"tahun {', '.join(map(str, k.tahun_ada))}"
    return Ringkas(Keadaan[k.keadaan.name], {}, catatan=catatan, berkas=berkas)


def _dari_temuan(temuan: Sequence[Temuan], berkas: tuple[int, ...], catatan: str = "") -> Ringkas:
    banyak = hitung_tingkat(temuan)
    keadaan = Keadaan.BERES
    if banyak[Tingkat.GALAT]:
        keadaan = Keadaan.GALAT
    elif banyak[Tingkat.PERINGATAN]:
        keadaan = Keadaan.PERINGATAN
    return Ringkas(keadaan, banyak, sum(t.diterima is not None for t in temuan), catatan, berkas)


def hitung_tingkat(temuan: Iterable[Temuan]) -> dict[Tingkat, int]:
    """Open findings by severity, whatever is shown."""
    banyak = Counter(t.tingkat for t in temuan if t.diterima is None)
    return {t: banyak[t] for t in Tingkat}


def keadaan_berkas(b: HasilBerkas, i: int) -> Ringkas:
    """How the i-th workbook of a run stands."""
    if b.berkas.pesan is not None:
        return Ringkas(Keadaan.TAK_TERBACA, hitung_tingkat(b.temuan), berkas=(i,))
    return _dari_temuan(b.temuan, (i,))
