"""A document that is open in another program: the changes for a copy of it, as the text that program applies."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.laporan.tulisan import ringkas
from xlkinerja.perubahan import tulis_tsv
from xlkinerja.terapkan import hitung_perubahan


def daftar_perubahan(salinan: Path, *, hanya_temuan: bool = False) -> str:
    """The change list (see `perubahan`) for a copy of an open workbook; the copy is not written. `hanya_temuan`: of a
    mere check.

    Raises TidakAdaBuku, and BukuTakTertulis with one Indonesian line if it cannot be read or changed.
    """
    hasil, perubahan = hitung_perubahan(salinan, hanya_temuan=hanya_temuan)
    pesan = hasil.periksa.berkas[0].berkas.pesan or hasil.tulisan[0].pesan
    if pesan is not None:
        raise BukuTakTertulis(pesan)
    return tulis_tsv(perubahan, ringkas(hasil))
