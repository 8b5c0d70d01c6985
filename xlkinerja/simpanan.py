"""The cache of results on disk: a key made of content and of the rules' version -> bytes, in the user's cache folder.

What is damaged, of another version or cannot be read is as good as not there, and what cannot be written is not kept:
a run never fails for its cache.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeVar

from xlkinerja import __version__
from xlkinerja.gulung import GulunganRusak, buka_gulungan, gulung

_SIDIK = 32
"""Bytes of the checksum that begins each entry."""
_SEHARI = 86_400
_UMUR = 60 * _SEHARI
_UMUR_VERSI = 7 * _SEHARI
_TERBESAR = 512 * 2**20
"""Bytes of all entries beyond which the ones used longest ago are dropped."""
_urutan = count()
_T = TypeVar("_T")


def folder_simpanan() -> Path:
    """`$XDG_CACHE_HOME/xlkinerja`, `~/.cache/xlkinerja`, or its equivalent on this system (KONTRAK.md, detail 11)."""
    tertulis = os.environ.get("XDG_CACHE_HOME")
    if tertulis:
        return Path(tertulis) / "xlkinerja"
    rumah = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or rumah / "AppData" / "Local") / "xlkinerja" / "cache"
    dasar = rumah / "Library" / "Caches" if sys.platform == "darwin" else rumah / ".cache"
    return dasar / "xlkinerja"


def versi_aturan() -> str:
    """Fingerprint of the program: whatever of it changes, what it found before no longer counts."""
    akar = Path(__file__).parent
    jejak = sha256(f"{__version__}\n{sys.version_info[:2]}\n".encode())
    berkas = sorted(p for p in akar.rglob("*") if p.suffix in (".py", ".csv", ".json", ".toml"))
    if not berkas:  # frozen into a program of its own
        letak = Path(sys.executable).stat()
        jejak.update(f"{letak.st_size} {letak.st_mtime_ns}".encode())
    for p in berkas:
        jejak.update(p.relative_to(akar).as_posix().encode() + b"\n" + p.read_bytes())
    return jejak.hexdigest()[:24]


class Simpanan:
    """Entries of one version of the rules under a folder."""

    def __init__(self, folder: Path, versi: str) -> None:
        self.akar = folder
        self.folder = folder / versi
        self.versi = versi
        self._ditulis = 0

    def kunci(self, *bagian: str) -> str:
        """The key of what depends on these and on the rules' version."""
        return sha256("\0".join((self.versi, *bagian)).encode("utf-8", "surrogateescape")).hexdigest()

    def ambil(self, kunci: str) -> bytes | None:
        """What was kept under a key, None if nothing or nothing sound; it counts as used."""
        tempat = self._tempat(kunci)
        try:
            bita = tempat.read_bytes()
            if time.time() - tempat.stat().st_mtime > _SEHARI:
                os.utime(tempat)
        except OSError:
            return None
        isi = bita[_SIDIK:]
        return isi if sha256(isi).digest() == bita[:_SIDIK] else None

    def taruh(self, kunci: str, isi: bytes) -> bool:
        """Keep bytes under a key; readers see the old entry or the whole new one. False if that cannot be done."""
        tempat = self._tempat(kunci)
        sementara = tempat.with_name(f"{tempat.name}.{os.getpid()}-{next(_urutan)}.tmp")
        try:
            tempat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sementara.write_bytes(sha256(isi).digest() + isi)
            os.replace(sementara, tempat)
        except OSError:
            with suppress(OSError):
                sementara.unlink()
            return False
        self._ditulis += 1
        return True

    def ambil_isi(self, kunci: str, kelas: type[_T]) -> _T | None:
        """The record of that class kept under a key; None if nothing sound is there."""
        bita = self.ambil(kunci)
        try:
            isi = buka_gulungan(bita) if bita is not None else None
        except GulunganRusak:
            return None
        return isi if isinstance(isi, kelas) else None

    def taruh_isi(self, kunci: str, isi: object) -> bool:
        """Keep a record. False if that cannot be done."""
        return self.taruh(kunci, gulung(isi))

    def rapikan(self) -> None:
        """Drop what was not used for long and, where all of it is too large, the oldest; after a run that added."""
        if not self._ditulis:
            return
        self._ditulis = 0
        kini, sisa = time.time(), _TERBESAR
        for umur, besar, p in sorted((kini - s.st_mtime, s.st_size, p) for p, s in self._semua()):
            sisa -= besar
            batas = _UMUR if self.folder in p.parents else _UMUR_VERSI
            if umur > batas or sisa < 0:
                with suppress(OSError):
                    p.unlink()

    def _semua(self) -> Iterator[tuple[Path, os.stat_result]]:
        for induk, _, nama in os.walk(self.akar):
            for n in nama:
                with suppress(OSError):
                    yield Path(induk) / n, (Path(induk) / n).stat()

    def _tempat(self, kunci: str) -> Path:
        return self.folder / kunci[:2] / kunci


def simpanan_baku() -> Simpanan | None:
    """The user's cache; None where there is no place for one."""
    try:
        return Simpanan(folder_simpanan(), versi_aturan())
    except (OSError, RuntimeError):  # no home folder
        return None
