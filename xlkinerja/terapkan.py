"""Recompute, check and write back: the command `hitung` on files (stub of the types; see `hitung_jalur`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkinerja.periksa import HasilPeriksa


@dataclass(frozen=True, slots=True)
class Tulisan:
    """What was written for one workbook: `jalur` as reported; `tujuan` the file written, None if nothing had to
    change or could be written; `cadangan` the backup's file name; counts of cells; `pesan` why it was not written."""

    jalur: str
    tujuan: Path | None
    cadangan: str | None
    diisi: int
    diganti: int
    ditandai: int
    pesan: str | None = None


@dataclass(frozen=True, slots=True)
class HasilHitung:
    """A run of `hitung`: what was found, and what was written."""

    periksa: HasilPeriksa
    tulisan: tuple[Tulisan, ...]


def hitung_jalur(
    jalur: Sequence[str | Path], *, keluaran: Path | None = None, cadangan: bool = True
) -> HasilHitung:
    """Recompute and check workbooks and folders and write the results back."""
    raise NotImplementedError
