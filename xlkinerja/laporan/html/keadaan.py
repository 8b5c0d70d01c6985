"""How things stand with each workbook of a run and with each office of a province's collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from xlkinerja.himpunan import Himpunan, himpunan, meragukan, mungkin
from xlkinerja.konteks import Konteks
from xlkinerja.laporan import beragam, letak
from xlkinerja.laporan.html.peta import PROVINSI, nama_pendek
from xlkinerja.model import Satker
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan, Tingkat


class Keadaan(Enum):
    """What a reader is told about a workbook or an office: key, sign, words; the most urgent first."""

    GALAT = "galat", "✗", "Ada galat"
    TAK_TERBACA = "rusak", "⊘", "Tidak dapat dibaca"
    BELUM_PASTI = "ragu", "≈", "Belum pasti miliknya"
    TAHUN_LAIN = "lain", "↺", "Tahun lain"
    BELUM_DIKIRIM = "belum", "○", "Belum dikirim"
    TIDAK_DISERTAKAN = "tanpa", "○", "Tidak disertakan"
    PERINGATAN = "ingat", "!", "Ada peringatan"
    BERES = "beres", "✓", "Beres"

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
        return self.value[2]


URUTAN = tuple(Keadaan)
PENJELASAN = {
    Keadaan.GALAT: "sedikitnya satu angka salah, atau dua angka tidak mungkin keduanya benar",
    Keadaan.TAK_TERBACA: "ada berkas atas namanya, tetapi rusak atau terkunci sehingga isinya tidak dapat diperiksa",
    Keadaan.BELUM_PASTI: "ada buku kerja yang mungkin miliknya, tetapi satker atau tahun di dalamnya tidak jelas",
    Keadaan.TAHUN_LAIN: "buku kerjanya ada, tetapi untuk tahun lain",
    Keadaan.BELUM_DIKIRIM: "tidak ada buku kerjanya di antara yang diperiksa",
    Keadaan.TIDAK_DISERTAKAN: "tidak ada di antara yang diperiksa; yang diperiksa kurang dari separuh provinsi",
    Keadaan.PERINGATAN: "tidak ada galat, tetapi ada hal yang perlu dijawab",
    Keadaan.BERES: "tidak ada galat dan tidak ada peringatan",
}


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class KeadaanSatker:
    """A kabupaten/kota of a collection and how things stand with it."""

    satker: Satker
    ringkas: Ringkas

    @property
    def pendek(self) -> str:
        """Its short name."""
        return nama_pendek(self.satker.kode or "") or self.satker.nama


@dataclass(frozen=True, slots=True)
class Kumpulan:
    """A province's collection of one year: every kabupaten/kota in the order of codes, the province's own workbooks
    by their position."""

    himpunan: Himpunan
    satker: tuple[KeadaanSatker, ...]
    induk: tuple[int, ...]

    @property
    def tahun(self) -> int:
        """The year of the collection."""
        return self.himpunan.tahun

    def per_keadaan(self) -> tuple[tuple[Keadaan, tuple[KeadaanSatker, ...]], ...]:
        """The offices by how they stand, the most urgent first; only what occurs."""
        isi = ((k, tuple(s for s in self.satker if s.ringkas.keadaan is k)) for k in URUTAN)
        return tuple((k, s) for k, s in isi if s)


def kumpulan(hasil: HasilPeriksa, konteks: Sequence[Konteks]) -> tuple[Kumpulan, ...]:
    """The collections of NTT in a run, by year; () if fewer than a few of its offices are there. `konteks`: one per
    workbook of the run, in its order."""
    if not konteks:
        return ()
    return tuple(_kumpulan(h, hasil, konteks) for h in himpunan(konteks) if h.provinsi == PROVINSI)


def _kumpulan(h: Himpunan, hasil: HasilPeriksa, konteks: Sequence[Konteks]) -> Kumpulan:
    ke = {id(k): i for i, k in enumerate(konteks)}
    mungkin_milik: dict[str, list[int]] = {}
    for i, k in enumerate(konteks):
        for s in mungkin(k.berkas):
            mungkin_milik.setdefault(s.kode or "", []).append(i)
    satker = []
    for s in h.daftar:
        kode = s.kode or ""
        pasti = [ke[id(k)] for k in h.anggota.get(kode, ())]
        satker.append(KeadaanSatker(s, _satker(h, hasil, pasti, mungkin_milik.get(kode, []), s)))
    return Kumpulan(h, tuple(satker), tuple(ke[id(k)] for k in h.induk))


def _satker(h: Himpunan, hasil: HasilPeriksa, pasti: list[int], calon: list[int], s: Satker) -> Ringkas:
    """The office's workbooks of the year; failing those, the ones that may be its own, and why they do not count."""
    berkas = hasil.berkas
    rusak = [i for i in calon if berkas[i].berkas.pesan is not None]
    if pasti:
        # A damaged workbook beside them is a finding of its own.
        return _dari_temuan(hasil, sorted({*pasti, *rusak}), s)
    if rusak:
        return _tanpa(Keadaan.TAK_TERBACA, rusak, ", ".join(berkas[i].berkas.jalur for i in rusak))
    ragu = [i for i in calon if meragukan(berkas[i].berkas) or berkas[i].berkas.tahun in (None, h.tahun)]
    if ragu:
        return _tanpa(Keadaan.BELUM_PASTI, ragu, ", ".join(berkas[i].berkas.jalur for i in ragu))
    tahun = sorted({t for i in calon if (t := berkas[i].berkas.tahun) is not None})
    if tahun:
        return _tanpa(Keadaan.TAHUN_LAIN, calon, f"tahun {', '.join(map(str, tahun))}")
    return _tanpa(Keadaan.BELUM_DIKIRIM if h.lengkap else Keadaan.TIDAK_DISERTAKAN, [], "")


def _tanpa(keadaan: Keadaan, berkas: Sequence[int], catatan: str) -> Ringkas:
    return Ringkas(keadaan, {}, catatan=catatan, berkas=tuple(berkas))


def _dari_temuan(hasil: HasilPeriksa, indeks: Sequence[int], satker: Satker | None = None) -> Ringkas:
    temuan = [t for i in indeks for t in temuan_satker(hasil.berkas[i], satker)]
    banyak = hitung_tingkat(temuan)
    keadaan = Keadaan.BERES
    if banyak[Tingkat.GALAT]:
        keadaan = Keadaan.GALAT
    elif banyak[Tingkat.PERINGATAN]:
        keadaan = Keadaan.PERINGATAN
    return Ringkas(keadaan, banyak, sum(t.diterima is not None for t in temuan), berkas=tuple(indeks))


def temuan_satker(b: HasilBerkas, satker: Satker | None) -> tuple[Temuan, ...]:
    """The findings of a workbook that concern an office: all, but in a workbook of several those of its tables and
    those that stand in no table."""
    if satker is None or not beragam(b.berkas):
        return b.temuan
    hasil = []
    for t in b.temuan:
        tempat = letak(b.berkas, t.lokasi)
        milik = tempat[0].satker if tempat is not None else None
        if milik is None or milik.kode == satker.kode:
            hasil.append(t)
    return tuple(hasil)


def hitung_tingkat(temuan: Iterable[Temuan]) -> dict[Tingkat, int]:
    """Open findings by severity, whatever is shown."""
    banyak = Counter(t.tingkat for t in temuan if t.diterima is None)
    return {t: banyak[t] for t in Tingkat}


def keadaan_berkas(hasil: HasilPeriksa, i: int) -> Ringkas:
    """How the i-th workbook of a run stands."""
    if hasil.berkas[i].berkas.pesan is not None:
        return Ringkas(Keadaan.TAK_TERBACA, hitung_tingkat(hasil.berkas[i].temuan), berkas=(i,))
    return _dari_temuan(hasil, (i,))
