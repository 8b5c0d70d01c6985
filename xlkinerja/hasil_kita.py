"""Workbooks that this program wrote as reports: they lie in the folders that are checked and are no submissions."""

from __future__ import annotations

from pathlib import Path

PENANDA = "xlk_laporan"
"""Custom document property that marks a report of ours."""
_BAGIAN = "docProps/custom.xml"
_TERBESAR = 65536
_SEKALIGUS = 4 << 20
"""Bytes of a file that is looked through as a whole: nearly all workbooks, of which few have such properties."""


def laporan_kita(path: Path) -> bool:
    """True for a workbook that carries our mark; anything that cannot be read is none."""
    if not path.is_file():  # a pipe would keep us waiting
        return False
    try:
        with path.open("rb") as berkas:
            awal = berkas.read(_SEKALIGUS + 1)
    except OSError:
        return False
    return (len(awal) > _SEKALIGUS or _BAGIAN.encode() in awal) and _bertanda(path)


def _bertanda(path: Path) -> bool:
    import zipfile  # noqa: PLC0415 - a hundredth of a second that most commands do not need

    try:
        with zipfile.ZipFile(path) as arsip:
            info = arsip.getinfo(_BAGIAN)
            return info.file_size <= _TERBESAR and f'name="{PENANDA}"'.encode() in arsip.read(info)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError):
        return False
