"""A notice at the end of a text file: all of it, in one write, or nothing."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from xlkinerja.galat_os import sebab_os
from xlkinerja.kabar_kirim import Gagal


def tambah_berkas(tempat: Path, judul: str, teks: str, waktu: datetime) -> Gagal | None:
    """Append under its date, in UTF-8; None if it stands there now."""
    isi = f"=== {waktu:%Y-%m-%d %H:%M} {judul}\n\n{teks}\n".encode()
    try:
        _tambah(tempat, isi)
    except OSError as galat:
        return Gagal(f"berkas kabar {tempat} tidak dapat ditulisi ({sebab_os(galat)})", semua=True)
    return None


def _tambah(tempat: Path, isi: bytes) -> None:
    fd = os.open(tempat, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        semula = os.fstat(fd).st_size
        tertulis = 0
        try:
            while tertulis < len(isi):
                tertulis += os.write(fd, isi[tertulis:])
        except OSError:
            # What a full disk left of it would stand there twice once it is full no more.
            if tertulis and os.fstat(fd).st_size == semula + tertulis:
                os.ftruncate(fd, semula)
            raise
        os.fsync(fd)
    finally:
        os.close(fd)
