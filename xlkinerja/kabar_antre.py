"""Notices that wait to be sent, and up to which run everybody was told: files beside the history.

One notice is one file, and each is written in one step, so that a run that is killed leaves whole ones, and a damaged
one costs no other. First the notices are written, then up to where they tell; those of which only the first happened
were not sent, and are made again from the same changes.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from xlkinerja.beku import beku
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.kabar import Tersampai
from xlkinerja.kabar_kirim import Tidur, tidur_biasa

_T = TypeVar("_T")
SUREL, WEBHOOK, BERKAS = "surel", "webhook", "berkas"
TUNGGU_DETIK, _SELANG_DETIK = 120.0, 0.5
LAMPIRAN_HARI = 7
"""So long a report is kept for a notice that does not get through; its text is kept for longer."""


class SedangDipakai(Exception):
    """Another run is sending notices of this folder."""


@beku(frozen=True, slots=True)
class Tertunda:
    """A notice that waits. `tanda`: what makes it this one; `urut`: its place among those of its run; `sejak`: the
    state that it was made from. `semua`: the addresses in its head, `kepada`: those that it has not reached. `satker`:
    whose data is in it; () all. `lampiran`: name of the report's file here; `nama_lampiran`: as it is sent. `isi`:
    what a webhook gets."""

    tanda: str
    urut: int
    sejak: str
    waktu: str
    saluran: str
    judul: str
    teks: str
    semua: tuple[str, ...] = ()
    kepada: tuple[str, ...] = ()
    satker: tuple[str, ...] = ()
    lampiran: str | None = None
    nama_lampiran: str | None = None
    isi: Mapping[str, object] | None = None

    @property
    def saat(self) -> datetime:
        """When the run was that it tells of."""
        return datetime.fromisoformat(self.waktu)

    @property
    def nama(self) -> str:
        """Its file, sorted by time."""
        return f"kabar-{self.saat.astimezone(UTC):%Y%m%d%H%M%S}-{self.urut:03}-{self.tanda[:16]}.json"


class Antrean:
    """The folder with all that. Damaged files are set aside; `kata`: lines to say about it. Raises OSError and
    BukuTakTertulis."""

    def __init__(self, riwayat: Path) -> None:
        self.folder = riwayat.with_name(f"{riwayat.stem}-kabar")
        self.kata: list[str] = []
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sampai = self.folder / "sampai.json"

    @contextmanager
    def terkunci(self, *, tidur: Tidur = tidur_biasa) -> Iterator[None]:
        """Nobody else sends these notices meanwhile; a killed run leaves no lock. Raises SedangDipakai."""
        with open(self.folder / "kunci", "a+b") as berkas:
            for _ in range(int(TUNGGU_DETIK / _SELANG_DETIK)):
                if _kunci(berkas.fileno()):
                    break
                tidur(_SELANG_DETIK)
            else:
                raise SedangDipakai
            yield

    def sampai(self) -> tuple[Tersampai | None, str]:
        """Up to where everybody was told, None if nobody was yet, and a name for that state."""
        isi = self._baca(self._sampai, _baca_sampai)
        return isi if isi is not None else (None, "")

    def tertunda(self) -> list[Tertunda]:
        """All that waits, the oldest first; what was made but not told up to is dropped."""
        _, sejak = self.sampai()
        hasil = []
        for tempat in sorted(self.folder.glob("kabar-*.json")):
            t = self._baca(tempat, _baca_tertunda)
            if t is not None and t.sejak == sejak:
                self.hapus(t)
            elif t is not None:
                hasil.append(t)
        return hasil

    def simpan(self, t: Tertunda) -> None:
        """Keep a notice, or what is left of it."""
        simpan_berkas(self.folder / t.nama, json.dumps(asdict(t), ensure_ascii=False, indent=1).encode())

    def hapus(self, t: Tertunda) -> None:
        """It has arrived, or is given up."""
        (self.folder / t.nama).unlink(missing_ok=True)

    def simpan_sampai(self, s: Tersampai) -> None:
        """Everything up to this run is told by the notices that wait."""
        buku = [[nomor, *keadaan] for nomor, keadaan in sorted(s.buku.items())]
        isi = {"nama": uuid4().hex, "jalan": s.jalan, "waktu": s.waktu.isoformat(), "buku": buku}
        simpan_berkas(self._sampai, json.dumps(isi).encode())

    def simpan_laporan(self, nama: str, isi: bytes) -> str:
        """Keep a report that goes with notices; the name of its file."""
        nama = f"{nama}.html"
        simpan_berkas(self.folder / nama, isi)
        return nama

    def laporan(self, t: Tertunda) -> bytes | None:
        """The report of a notice, None if it has none any more."""
        try:
            return (self.folder / Path(t.lampiran).name).read_bytes() if t.lampiran else None
        except OSError:
            return None

    def rapikan(self, waktu: datetime) -> None:
        """Drop reports that no notice needs."""
        perlu = {t.lampiran for t in self.tertunda() if waktu - t.saat <= timedelta(days=LAMPIRAN_HARI)}
        for tempat in self.folder.glob("*.html"):
            if tempat.name not in perlu:
                with suppress(OSError):
                    tempat.unlink()

    def _baca(self, tempat: Path, urai: Callable[[object], _T]) -> _T | None:
        try:
            isi = tempat.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return urai(json.loads(isi))
        except (ValueError, KeyError, TypeError):
            rusak = tempat.with_suffix(".rusak")
            os.replace(tempat, rusak)
            self.kata.append(f"{tempat} rusak dan disisihkan sebagai {rusak.name}")
            return None


def _baca_sampai(isi: object) -> tuple[Tersampai, str]:
    if not isinstance(isi, dict):
        raise TypeError
    buku = {int(nomor): (bool(ada), bool(terbaca)) for nomor, ada, terbaca in isi["buku"]}
    waktu = datetime.fromisoformat(isi["waktu"])
    if waktu.tzinfo is None or not isi["nama"]:
        raise ValueError
    return Tersampai(int(isi["jalan"]), waktu, buku), str(isi["nama"])


_DERET = ("semua", "kepada", "satker")


def _baca_tertunda(isi: object) -> Tertunda:
    if not isinstance(isi, dict):
        raise TypeError
    deret = {k: tuple(map(str, isi[k])) for k in _DERET}
    t = Tertunda(**{**isi, **deret})
    if (
        t.saat.tzinfo is None
        or not isinstance(t.urut, int)
        or t.saluran not in (SUREL, WEBHOOK, BERKAS)
        or not all((t.tanda, t.judul, t.teks))
    ):
        raise ValueError
    return t


def _kunci(fd: int) -> bool:
    """Take the lock of an open file unless another has it; it falls with the file or the process. Where the disk knows
    no locks there is none."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as galat:
        return galat.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True
