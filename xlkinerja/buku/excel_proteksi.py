"""Sheets that are protected without a password, as those of our templates are, opened for a moment and closed as they
were; a sheet that has a password is named before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from xlkinerja.buku.excel_dasar import ExcelTakSiap, sibuk, sifat

_IZIN = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


@contextmanager
def tanpa_proteksi(buku: Any, nama: Collection[str]) -> Iterator[None]:
    """The named sheets open for writing meanwhile. Raises ExcelTakSiap if one of them asks for a password."""
    dibuka: list[tuple[Any, dict[str, bool], int]] = []
    berkunci: list[str] = []
    try:
        for lembar in buku.sheets:
            if lembar.name in nama and sifat(lembar, "ProtectContents"):
                keadaan = _keadaan(lembar.api)
                if _buka(lembar):
                    dibuka.append((lembar, *keadaan))
                else:
                    berkunci.append(f'"{lembar.name}"')
        if berkunci:
            raise ExcelTakSiap(
                f"Lembar {', '.join(berkunci)} diproteksi dengan kata sandi; buka dahulu proteksinya (Review > "
                "Unprotect Sheet). Tidak ada yang diubah."
            )
        yield
    finally:
        for lembar, izin, pilih in dibuka:
            with suppress(Exception):
                lembar.api.Protect("", **izin)
                lembar.api.EnableSelection = pilih


def _keadaan(asli: Any) -> tuple[dict[str, bool], int]:
    """What the protection lets the user do, as arguments of Protect, and which cells may be selected."""
    izin = {n: bool(getattr(asli.Protection, n)) for n in _IZIN}
    izin |= {"DrawingObjects": bool(asli.ProtectDrawingObjects), "Scenarios": bool(asli.ProtectScenarios)}
    return izin, asli.EnableSelection


def _buka(lembar: Any) -> bool:
    try:
        lembar.api.Unprotect("")  # with no argument at all Excel would ask the user
    except Exception as galat:
        if sibuk(galat):
            raise
    return not sifat(lembar, "ProtectContents")
