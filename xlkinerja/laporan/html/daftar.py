"""The findings as rows of the report: by workbook, with the words to show and a picture where there is room for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.laporan import nama_jalur, tampak
from xlkinerja.laporan.html.potret import Potret
from xlkinerja.laporan.teks import rincian_angka, tempat_terkait
from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan, Tingkat

GAMBAR_SEKODE = 6
"""Pictures of one code in one workbook."""
GAMBAR_SEMUA = 600
"""Pictures in one report: some 3 KB each."""
_LANJUT = "Gambar sel tidak disertakan: {n} temuan {kode} sebelumnya di buku kerja ini sudah bergambar."
_PENUH = "Gambar sel tidak disertakan: laporan ini sudah memuat {n} gambar."
_HILANG = "Gambar sel tidak dapat dibuat: buku kerjanya tidak terbuka lagi ketika laporan ini ditulis."


@beku(frozen=True, slots=True)
class BarisTemuan:
    """One finding as shown. `rincian`: label and figure; `saran`: advice that this row shows, `saran_ulang`: the same
    advice as a row above, shown when the row is opened; `tanpa_potret`: why it has no picture."""

    temuan: Temuan
    tempat: str
    pesan: str
    rincian: tuple[tuple[str, str], ...]
    sebab: str
    saran: str
    saran_ulang: str
    terkait: str
    potret: Potret | None = None
    tanpa_potret: str = ""

    @property
    def judul_rincian(self) -> str:
        """What opening the row shows."""
        if self.potret is not None:
            return "Lihat selnya dan sarannya" if self.saran_ulang else "Lihat selnya"
        return "Saran" if self.saran_ulang else "Keterangan"

    @property
    def lembar(self) -> str:
        """Name of the sheet, "" for a finding on the whole workbook."""
        return aman(self.temuan.lokasi.lembar or "")


@beku(frozen=True, slots=True)
class Kelompok:
    """The findings of one workbook, or of all that was given (`indeks` -1)."""

    indeks: int
    judul: str
    siapa: str
    baris: tuple[BarisTemuan, ...]


def terbuka(b: HasilBerkas, tingkat: Tingkat) -> tuple[Temuan, ...]:
    """The findings of a workbook that are listed: at or above the level, and not accepted."""
    return tuple(t for t in tampak(b.temuan, tingkat) if t.diterima is None)


def siapa(b: HasilBerkas) -> str:
    """Whose workbook it is: "KPU Kota Kupang, 2024"; "" if nobody knows."""
    satker = [b.berkas.satker.nama] if b.berkas.satker is not None else []
    return aman(", ".join(satker + ([str(b.berkas.tahun)] if b.berkas.tahun else [])))


class PilihGambar:
    """Which findings get a picture: the first of each code in a workbook, until the report is full."""

    def __init__(self) -> None:
        self.semua = 0
        self.kali: Counter[tuple[int, str]] = Counter()

    def tolak(self, indeks: int, t: Temuan) -> str | None:
        """Why a finding gets no picture ("" if it points to no cell); None if it gets one, which is then counted."""
        if t.lokasi.sel is None or t.lokasi.lembar is None:
            return ""
        if self.kali[indeks, t.kode] >= GAMBAR_SEKODE:
            return _LANJUT.format(n=GAMBAR_SEKODE, kode=t.kode)
        if self.semua >= GAMBAR_SEMUA:
            return _PENUH.format(n=GAMBAR_SEMUA)
        self.semua += 1
        self.kali[indeks, t.kode] += 1
        return None


Gambar = Mapping[tuple[int, str], Potret]
"""Position of the workbook and fingerprint of the finding -> its picture."""


def kelompok_temuan(hasil: HasilPeriksa, tingkat: Tingkat, gambar: Gambar) -> tuple[Kelompok, ...]:
    """The open findings, those about the whole run first."""
    pilih = PilihGambar()
    semua = [(-1, hasil.bersama)] if hasil.bersama is not None else []
    semua += enumerate(hasil.berkas)
    isi = (
        Kelompok(i, aman(nama_jalur(b.berkas)), siapa(b), tuple(_baris(i, b, tingkat, gambar, pilih)))
        for i, b in semua
    )
    return tuple(k for k in isi if k.baris)


def _baris(i: int, b: HasilBerkas, tingkat: Tingkat, gambar: Gambar, pilih: PilihGambar) -> Iterator[BarisTemuan]:
    sudah: set[tuple[str, str]] = set()
    for t in terbuka(b, tingkat):
        ulang = (t.kode, t.saran) in sudah
        sudah.add((t.kode, t.saran))
        tolak = pilih.tolak(i, t)
        potret = gambar.get((i, t.sidik)) if tolak is None else None
        yield BarisTemuan(
            t,
            _tempat(t),
            aman(t.pesan),
            tuple((label, aman(teks)) for label, teks in rincian_angka(b.berkas, t) if teks),
            aman(t.sebab or ""),
            "" if ulang else aman(t.saran),
            aman(t.saran) if ulang else "",
            tempat_terkait(t),
            potret,
            _HILANG if tolak is None and potret is None else tolak or "",
        )


def _tempat(t: Temuan) -> str:
    if t.lokasi.sel is not None:
        return t.lokasi.sel
    umum = "seluruh folder" if t.lokasi.berkas == JALUR_BERSAMA else "seluruh buku kerja"
    return "seluruh lembar" if t.lokasi.lembar is not None else umum


@beku(frozen=True, slots=True)
class Diterima:
    """An accepted finding with the reason that was given."""

    berkas: str
    siapa: str
    lembar: str
    tempat: str
    kode: str
    pesan: str
    alasan: str


def temuan_diterima(hasil: HasilPeriksa, tingkat: Tingkat) -> tuple[Diterima, ...]:
    """The accepted findings at or above the level."""
    return tuple(
        Diterima(
            aman(nama_jalur(b.berkas)), siapa(b), aman(t.lokasi.lembar or ""), _tempat(t), t.kode, aman(t.pesan),
            aman(t.diterima),
        )
        for b in hasil.semua
        for t in tampak(b.temuan, tingkat)
        if t.diterima is not None
    )  # fmt: skip
