"""A document that is open in another program: the changes for a copy of it, as the text that program applies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.laporan.tulisan import ringkas
from xlkinerja.perubahan import tulis_tsv
from xlkinerja.setelan import SetelanSalah, skala_setelan
from xlkinerja.setelan_asal import laporan_diterima, setelan_asal
from xlkinerja.terapkan import hitung_perubahan


def daftar_perubahan(salinan: Path, *, asal: str | None = None, hanya_temuan: bool = False) -> str:
    """The change list (see `perubahan`) for a copy of an open workbook; the copy is not written. `asal`: the path of
    the workbook itself, whose folder's settings apply; None if it has none on this computer. `hanya_temuan`: of a mere
    check.

    Raises TidakAdaBuku, and BukuTakTertulis with one Indonesian line if it cannot be read or changed, or its settings
    are wrong.
    """
    try:
        setelan = setelan_asal(asal)
    except SetelanSalah as salah:
        raise BukuTakTertulis(salah.ringkas) from salah
    hasil, perubahan = hitung_perubahan(salinan, hanya_temuan=hanya_temuan, skala=skala_setelan(setelan))
    pesan = hasil.periksa.berkas[0].berkas.pesan or hasil.tulisan[0].pesan
    if pesan is not None:
        raise BukuTakTertulis(pesan)
    return tulis_tsv(perubahan, ringkas(laporan_diterima(hasil, setelan, date.today())))
