"""A run to what a province asks of its offices: who has sent a workbook of a year, and which workbooks count.

Pure functions over a `HasilPeriksa`; nothing is written here. Every report takes the states from here. Which workbooks
count as an office's follows the rules of family W (`himpunan`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from xlkinerja.beku import beku
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.himpunan import Himpunan, himpunan, meragukan, mungkin
from xlkinerja.konteks import Konteks
from xlkinerja.laporan import beragam, letak
from xlkinerja.model import Berkas, Dokumen, Satker
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan


class Keadaan(Enum):
    """Whether an office's workbook of the year is there, in the words of all reports. BELUM is only said of a
    collection that is complete enough (rule W201); elsewhere nothing but TIDAK_DISERTAKAN is known."""

    DIKIRIM = "dikirim"
    TAK_TERBACA = "tidak dapat dibaca"
    PERLU_DIPASTIKAN = "perlu dipastikan"
    TAHUN_LAIN = "tahun lain"
    BELUM = "belum dikirim"
    TIDAK_DISERTAKAN = "tidak disertakan"


@beku(frozen=True, slots=True)
class Kiriman:
    """What an office has sent. `berkas`: the workbooks that are its own, of any year, readable or not. `pakai`: those
    of the year, whose figures count; a second copy (W205) is not among them. `tinjau`: the ones that the state is
    about: those of the year with damaged ones of its own, else those that may be its own. `keterangan`: why, "" if all
    is plain."""

    satker: Satker
    keadaan: Keadaan
    berkas: tuple[HasilBerkas, ...]
    pakai: tuple[HasilBerkas, ...]
    tinjau: tuple[HasilBerkas, ...] = ()
    keterangan: str = ""

    @property
    def tahun_ada(self) -> tuple[int, ...]:
        """The years of the workbooks that the state is about."""
        return tuple(sorted({t for b in self.tinjau if (t := b.berkas.tahun) is not None}))


@beku(frozen=True, slots=True)
class Wilayah:
    """A run seen as a province's collection of one year (None: no workbook says one).

    `satker`: its kabupaten/kota in the order of their codes. `induk`: the province's own. `lain`: workbooks of no
    office of the list. `lengkap`: enough are there for a missing one to be missing, as rule W201 judges it.
    """

    tahun: int | None
    satker: tuple[Kiriman, ...]
    induk: Kiriman
    lain: tuple[HasilBerkas, ...]
    lengkap: bool

    @property
    def semua(self) -> tuple[Kiriman, ...]:
        """The kabupaten/kota, then the province."""
        return (*self.satker, self.induk)


def nama_pendek(satker: Satker) -> str:
    """The name without "KPU" and "Kabupaten": "Belu", "Kota Kupang", "Provinsi Nusa Tenggara Timur"."""
    return satker.nama.removeprefix("KPU ").removeprefix("Kabupaten ")


def wilayah(hasil: HasilPeriksa, *, tahun: int | None = None) -> Wilayah:
    """The run as a province's collection; `tahun` None: the year that most of its offices have."""
    semua = _himpunan(hasil)
    h = next((x for x in semua if (x.utama if tahun is None else x.tahun == tahun)), None)
    provinsi = h.provinsi if h is not None else _provinsi(hasil)
    if tahun is None:
        tahun = h.tahun if h is not None else _tahun(hasil)
    return _wilayah(hasil, provinsi, tahun, lengkap=h is not None and h.lengkap)


def wilayah_tahunan(hasil: HasilPeriksa, provinsi: str) -> tuple[Wilayah, ...]:
    """Every collection of a province in a run, by year; () if too few of its offices are there."""
    semua = (h for h in _himpunan(hasil) if h.provinsi == provinsi)
    return tuple(_wilayah(hasil, provinsi, h.tahun, lengkap=h.lengkap) for h in semua)


def _himpunan(hasil: HasilPeriksa) -> tuple[Himpunan, ...]:
    konteks = [Konteks(b.berkas) for b in hasil.berkas]
    return himpunan(konteks) if konteks else ()


def _wilayah(hasil: HasilPeriksa, provinsi: str, tahun: int | None, *, lengkap: bool) -> Wilayah:
    daftar = [s for s in daftar_satker() if s.kode == provinsi or (s.kode or "").startswith(provinsi + ".")]
    milik: dict[str | None, list[HasilBerkas]] = {s.kode: [] for s in daftar}
    calon: dict[str | None, list[HasilBerkas]] = {s.kode: [] for s in daftar}
    lain: list[HasilBerkas] = []
    for b in hasil.berkas:
        p = pemilik(b.berkas)
        kode = p.kode if p is not None else None
        milik.get(kode, lain).append(b)
        for k in {kode, *(s.kode for s in mungkin(b.berkas))} & calon.keys():
            calon[k].append(b)
    # Nobody sends a workbook to the province but the kabupaten/kota.
    tiada = {s.kode: Keadaan.BELUM if lengkap and s.kode != provinsi else Keadaan.TIDAK_DISERTAKAN for s in daftar}
    kiriman = [_kiriman(s, tahun, milik[s.kode], calon[s.kode], tiada[s.kode]) for s in daftar]
    return Wilayah(
        tahun,
        tuple(k for k in kiriman if k.satker.kode != provinsi),
        next(k for k in kiriman if k.satker.kode == provinsi),
        tuple(lain),
        lengkap,
    )


def _provinsi(hasil: HasilPeriksa) -> str:
    kode = Counter(s.kode.split(".")[0] for b in hasil.berkas if (s := b.berkas.satker) is not None and s.kode)
    return kode.most_common(1)[0][0] if kode else (daftar_satker()[0].kode or "")


def _tahun(hasil: HasilPeriksa) -> int | None:
    """The year that most offices have, the later of two; kabupaten/kota go before the province."""
    for jenis in (("kabupaten", "kota"), ("provinsi",)):
        pasangan = {
            (s.kode, b.berkas.tahun)
            for b in hasil.berkas
            if (s := b.berkas.satker) is not None and s.kode and s.jenis in jenis and b.berkas.tahun is not None
        }
        banyak = Counter(t for _, t in pasangan if t is not None)
        if banyak:
            return max(banyak, key=lambda t: (banyak[t], t))
    return max((b.berkas.tahun for b in hasil.berkas if b.berkas.tahun is not None), default=None)


def pemilik(berkas: Berkas) -> Satker | None:
    """The one listed office that a workbook is reported under: its content's, else the only one that its names name."""
    if berkas.satker is not None and berkas.satker.kode is not None:
        return berkas.satker
    if berkas.satker is not None:
        return None
    calon = mungkin(berkas)
    return calon[0] if len(calon) == 1 else None


def _kiriman(
    s: Satker, tahun: int | None, milik: Sequence[HasilBerkas], calon: Sequence[HasilBerkas], tiada: Keadaan
) -> Kiriman:
    """`calon`: every workbook that may be the office's; `tiada`: the state if there is none."""

    def satu(keadaan: Keadaan, tinjau: Sequence[HasilBerkas], ket: str, pakai: Sequence[HasilBerkas] = ()) -> Kiriman:
        return Kiriman(s, keadaan, tuple(milik), tuple(pakai), tuple(tinjau), ket)

    sah = [b for b in milik if b.berkas.pesan is None and not meragukan(b.berkas)]
    setahun = [b for b in sah if tahun is not None and b.berkas.tahun == tahun]
    if setahun:
        tunggal = [b for b in setahun if all(t.kode != "W205" for t in b.temuan)] or setahun[:1]
        ganda = f"{len(setahun)} buku kerja; yang dipakai: {_jalur(tunggal)}" if len(setahun) > 1 else ""
        # A damaged workbook beside them is a finding of its own.
        tinjau = [b for b in milik if b.berkas.pesan is not None or any(b is x for x in setahun)]
        return satu(Keadaan.DIKIRIM, tinjau, ganda, tunggal)
    if rusak := [b for b in calon if b.berkas.pesan is not None]:
        return satu(Keadaan.TAK_TERBACA, rusak, "; ".join(f"{b.berkas.jalur}: {b.berkas.pesan}" for b in rusak))
    if ragu := [b for b in calon if b.berkas.tahun in (tahun, None)]:
        return satu(Keadaan.PERLU_DIPASTIKAN, ragu, "; ".join(_sebab_ragu(b.berkas) for b in ragu))
    if calon:
        ada = ", ".join(map(str, sorted({b.berkas.tahun for b in calon if b.berkas.tahun is not None})))
        tak_pasti = [b for b in calon if not any(b is x for x in sah)]
        sebab = "".join(f"; {_sebab_ragu(b.berkas)}" for b in tak_pasti)
        return satu(Keadaan.TAHUN_LAIN, calon, f"yang ada tahun {ada}{sebab}")
    return satu(tiada, (), "")


def _jalur(berkas: Sequence[HasilBerkas]) -> str:
    return ", ".join(b.berkas.jalur for b in berkas)


def _sebab_ragu(b: Berkas) -> str:
    if meragukan(b):
        return f"{b.jalur}: nama berkas dan isinya menyebut satker yang berbeda"
    return f"{b.jalur}: tahunnya tidak diketahui" if b.tahun is None else f"{b.jalur}: satkernya tidak pasti"


def tentang(b: HasilBerkas, d: Dokumen, satker: Satker | None, tahun: int | None) -> bool:
    """True if a table of an office's workbook is about that office and year, where they are known. In a template all
    are, whatever a title says; a typed workbook may hold others' tables."""
    if b.berkas.templat:
        return True
    return (tahun is None or d.tahun in (tahun, None)) and (satker is None or d.satker in (satker, None))


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
