"""Steps that change a machine: files written and commands run, in their order, all or none of the files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTertulis
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.galat_os import sebab_os

_TUNGGU_DETIK = 60


class JadwalGagal(Exception):
    """The system could not be told, or does not answer. The message is one Indonesian line."""


@beku(frozen=True, slots=True)
class Tulis:
    """A file to be written, or removed where `isi` is None. `sementara`: only for the next command."""

    path: Path
    isi: bytes | None
    sementara: bool = False


@beku(frozen=True, slots=True)
class Jalankan:
    """A command to be run, word by word."""

    argumen: tuple[str, ...]


Langkah = Tulis | Jalankan


@beku(frozen=True, slots=True)
class Rencana:
    """Steps in their order. If one fails, `batal` is run, the files are put back, and `pulihkan` is run."""

    langkah: tuple[Langkah, ...]
    batal: tuple[Jalankan, ...] = ()
    pulihkan: tuple[Jalankan, ...] = ()


def laksanakan(rencana: Rencana) -> None:
    """Carry out the steps, all or none of the files. Raises JadwalGagal."""
    lama: list[Tulis] = []
    try:
        for x in rencana.langkah:
            if isinstance(x, Tulis):
                lama.append(Tulis(x.path, isi_berkas(x.path)))
            _lakukan(x)
    except JadwalGagal:
        mundur: list[Langkah] = [*rencana.batal, *reversed(lama), *rencana.pulihkan]
        for x in mundur:
            with suppress(JadwalGagal):
                _lakukan(x)
        raise
    finally:
        for x in rencana.langkah:
            if isinstance(x, Tulis) and x.sementara:
                x.path.unlink(missing_ok=True)


def _lakukan(x: Langkah) -> None:
    if isinstance(x, Jalankan):
        alat(x.argumen)
    else:
        _tulis(x)


def isi_berkas(path: Path) -> bytes | None:
    """What a file holds; None if there is none. Raises JadwalGagal."""
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as galat:
        raise JadwalGagal(f"{path} tidak dapat dibaca ({sebab_os(galat)}).") from galat


def _tulis(t: Tulis) -> None:
    try:
        if t.isi is None:
            t.path.unlink(missing_ok=True)
            return
        if t.sementara:  # a crontab may hold secrets
            t.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        simpan_berkas(t.path, t.isi)
    except OSError as galat:
        raise JadwalGagal(f"{t.path} tidak dapat ditulis ({sebab_os(galat)}).") from galat
    except BukuTakTertulis as galat:
        raise JadwalGagal(str(galat)) from galat


def coba_alat(argumen: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """A program run to its end, in the C locale. Raises JadwalGagal if it cannot be."""
    try:
        return subprocess.run(
            argumen, env={**os.environ, "LC_ALL": "C"}, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            timeout=_TUNGGU_DETIK,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise JadwalGagal(f"{argumen[0]} tidak menjawab dalam {_TUNGGU_DETIK} detik.") from None
    except OSError as galat:
        raise JadwalGagal(f"{argumen[0]} tidak dapat dijalankan ({sebab_os(galat)}).") from galat


def alat(argumen: Sequence[str]) -> bytes:
    """What a program says. Raises JadwalGagal with what it complains of."""
    hasil = coba_alat(argumen)
    if hasil.returncode:
        keluhan = " ".join(teks_alat(hasil.stderr or hasil.stdout).split()) or f"status {hasil.returncode}"
        raise JadwalGagal(f"{' '.join(argumen[:3])} gagal: {keluhan[:300]}")
    return hasil.stdout


def teks_alat(bita: bytes) -> str:
    """The words of a program: UTF-16 with its mark, else what this system's programs write."""
    if bita.startswith(b"\xff\xfe"):
        return bita.decode("utf-16", "replace")
    return bita.decode("oem" if sys.platform == "win32" else "utf-8", "replace")
