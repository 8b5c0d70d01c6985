"""What changed in a folder since its recipients were last told -> what a careful colleague would tell them of it.

Pure: no clock, no file, no network. What is told is the difference between two points of the history, not what the
last run changed: whoever runs `periksa` by hand in between must not swallow the news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from itertools import groupby

from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.riwayat import Keadaan, Sebab, Status, status_sejak
from xlkinerja.riwayat_db import BarisBuku, BarisTemuan
from xlkinerja.temuan import Tingkat, urai_a1

_PESAN_TERPANJANG, NAMA_TERPANJANG = 300, 80
_CADANGAN = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})
SELURUH = "Folder secara keseluruhan"


class Peristiwa(Enum):
    """What happened to a workbook; the value counts them: "2 buku kerja tidak ada"."""

    BARU = "baru"
    TIADA = "tidak ada"
    TAK_TERBACA = "tidak dapat dibaca"
    KEMBALI = "ada kembali"
    TERBACA = "dapat dibaca kembali"


class Awal(Enum):
    """Why there is nothing to compare with; the value is what a reader is told."""

    PEMERIKSAAN = "pemeriksaan pertama"
    KABAR = "kabar pertama"
    RIWAYAT = "riwayat dimulai lagi"


@beku(frozen=True, slots=True)
class Tersampai:
    """Up to here it was told: number and time of that run, and of each workbook (by number) whether it was there and
    could be read."""

    jalan: int
    waktu: datetime
    buku: Mapping[int, tuple[bool, bool]]


@beku(frozen=True, slots=True)
class Bahan:
    """What notices are made of; `dulu`: compared with what. `temuan`: all that are open or accepted now, or changed
    since; `buku`: all that are known; `ragu`: paths of those that may be another office's than they say, of which
    single offices are not told."""

    folder: str
    waktu: datetime
    dulu: Tersampai | Awal
    buku: tuple[BarisBuku, ...]
    temuan: tuple[BarisTemuan, ...]
    ragu: frozenset[str] = frozenset()


@beku(frozen=True, slots=True)
class Kelompok:
    """Findings of a workbook of which the same is to be said; `sebab` None: its own figures changed."""

    status: Status
    sebab: Sebab | None
    temuan: tuple[BarisTemuan, ...]


@beku(frozen=True, slots=True)
class Bagian:
    """A workbook in a notice. `pesan`: why it cannot be read; `terbuka`: open findings by severity, of these
    `tertunda` could not be looked at; `tetap`: those that were open before."""

    buku: BarisBuku
    peristiwa: tuple[Peristiwa, ...]
    pesan: str
    kelompok: tuple[Kelompok, ...]
    terbuka: Mapping[Tingkat, int]
    tertunda: int
    tetap: int

    @property
    def berubah(self) -> bool:
        """True if there is something to tell."""
        return bool(self.peristiwa or self.kelompok)

    @property
    def bersama(self) -> bool:
        """True if it is about all that was given."""
        return self.buku.jalur == JALUR_BERSAMA

    @property
    def nama(self) -> str:
        """Whose workbook it is, its path if nobody knows."""
        if self.bersama:
            return SELURUH
        return rapi(self.buku.nama_satker or self.buku.jalur, NAMA_TERPANJANG)


@beku(frozen=True, slots=True)
class Berita:
    """One notice, of all workbooks or (`satker`) those of some offices; `bagian`: every one of them, changed or not."""

    folder: str
    waktu: datetime
    dulu: datetime | Awal
    satker: tuple[str, ...]
    bagian: tuple[Bagian, ...]

    @property
    def berubah(self) -> bool:
        """True if there is something to tell."""
        return any(b.berubah for b in self.bagian)

    @property
    def buku(self) -> int:
        """How many workbooks were there."""
        return sum(b.buku.ada and not b.bersama for b in self.bagian)

    @property
    def terbuka(self) -> Counter[Tingkat]:
        """Open findings by severity."""
        return sum((Counter(b.terbuka) for b in self.bagian), Counter())

    @property
    def kelompok(self) -> Iterator[Kelompok]:
        """All that changed, of all workbooks."""
        return (k for b in self.bagian for k in b.kelompok)

    def jumlah(self, status: Status) -> int:
        """How many findings became that."""
        return sum(len(k.temuan) for k in self.kelompok if k.status is status)


def rapi(teks: str, panjang: int = _PESAN_TERPANJANG) -> str:
    """Text of a workbook on one line, without control characters, not endless."""
    isi = aman(teks).translate(_CADANGAN)
    return isi if len(isi) <= panjang else isi[: panjang - 1] + "…"


# What is told


def susun(bahan: Bahan, *, satker: Sequence[str] = (), tingkat: Tingkat, selalu: bool = False) -> Berita | None:
    """The notice for whoever is told of these offices (codes; () for all, and for what concerns no single one); None
    if there is nothing to tell. Findings below `tingkat` are left out."""
    milik: dict[int, list[BarisTemuan]] = {}
    for t in bahan.temuan:
        if Tingkat(t.catatan.tingkat).bobot >= tingkat.bobot:
            milik.setdefault(t.buku, []).append(t)
    bukan = {JALUR_BERSAMA, *bahan.ragu}
    pilih = [b for b in bahan.buku if not satker or (b.satker in satker and b.jalur not in bukan)]
    pilih.sort(key=lambda b: (b.jalur == JALUR_BERSAMA, b.satker or "~", b.jalur))
    dulu = bahan.dulu
    bagian = [_bagian(dulu.buku if isinstance(dulu, Tersampai) else {}, b, milik.get(b.nomor, ())) for b in pilih]
    berita = Berita(
        bahan.folder,
        bahan.waktu,
        dulu.waktu if isinstance(dulu, Tersampai) else dulu,
        tuple(satker),
        tuple(b for b in bagian if b.berubah or b.terbuka or b.buku.ada),
    )
    perlu = berita.buku > 0 if isinstance(dulu, Awal) else berita.berubah
    return berita if perlu or selalu else None


def _bagian(dulu: Mapping[int, tuple[bool, bool]], b: BarisBuku, temuan: Sequence[BarisTemuan]) -> Bagian:
    peristiwa = _peristiwa(dulu, b) if b.jalur != JALUR_BERSAMA else ()
    pesan = next((t.catatan.pesan for t in temuan if _tentang_bacaan(b, t) and t.kini is Keadaan.TERBUKA), "")
    # That a workbook cannot be read, or can be again, is said of the workbook.
    berubah = [t for t in temuan if _berubah(t) and not (peristiwa and _tentang_bacaan(b, t))]
    berubah.sort(key=_urut)
    berubah.sort(key=lambda t: _kunci(b, t)[0])
    kelompok = groupby(berubah, key=lambda t: _kunci(b, t)[1:])
    terbuka = [t for t in temuan if t.kini is Keadaan.TERBUKA]
    return Bagian(
        b,
        peristiwa,
        pesan,
        tuple(Kelompok(status, sebab, tuple(isi)) for (status, sebab), isi in kelompok),
        Counter(Tingkat(t.catatan.tingkat) for t in terbuka),
        sum(not t.terperiksa for t in terbuka),
        sum(not _berubah(t) for t in terbuka),
    )


def _peristiwa(dulu: Mapping[int, tuple[bool, bool]], b: BarisBuku) -> tuple[Peristiwa, ...]:
    ada, terbaca = dulu.get(b.nomor, (None, True))
    if not b.ada:
        return (Peristiwa.TIADA,) if ada else ()
    hasil = [Peristiwa.BARU] if ada is None else [Peristiwa.KEMBALI] if not ada else []
    if b.terbaca != terbaca or (hasil and not b.terbaca):
        hasil.append(Peristiwa.TERBACA if b.terbaca else Peristiwa.TAK_TERBACA)
    return tuple(hasil)


def _tentang_bacaan(b: BarisBuku, t: BarisTemuan) -> bool:
    """True if the finding says that the workbook cannot be read: nothing else is found in one that cannot."""
    if t.kini is Keadaan.SELESAI:
        return t.sebab is Sebab.BARU_TERBACA
    return b.ada and not b.terbaca and t.terperiksa


def _berubah(t: BarisTemuan) -> bool:
    """True if a reader who knows how it was must be told; not of what came and went in between."""
    if t.kini is Keadaan.SELESAI:
        return t.dulu in (Keadaan.TERBUKA, Keadaan.DITERIMA)
    return t.dulu is not t.kini


def _urut(t: BarisTemuan) -> tuple[object, ...]:
    c = t.catatan
    return -Tingkat(c.tingkat).bobot, c.lembar or "", urai_a1(c.sel) if c.sel else (0, 0), c.kode, c.sidik


URUTAN = (Status.BARU, Status.KAMBUH, Status.SELESAI, Status.DITERIMA)


def _kunci(b: BarisBuku, t: BarisTemuan) -> tuple[tuple[int, int], Status, Sebab | None]:
    """Under which heading it stands: what became of it, and why, if not for its own workbook's figures."""
    status = status_sejak(t.dulu, t.kini)
    # All that concerns the whole folder comes and goes with its workbooks.
    biasa = Sebab.KUMPULAN_BERUBAH if b.jalur == JALUR_BERSAMA else Sebab.ISI_BERUBAH
    gugur = t.sebab is Sebab.PENERIMAAN_GUGUR and status is not Status.KAMBUH
    sebab = t.sebab if t.terperiksa and t.sebab is not biasa and not gugur else None
    if status is Status.DITERIMA:
        sebab = None
    return (URUTAN.index(status), list(Sebab).index(sebab) if sebab is not None else -1), status, sebab
