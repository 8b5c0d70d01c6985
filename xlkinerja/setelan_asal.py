"""The settings of a workbook that is open in another program: those of the folder where its own file lies, not of the
copy that is computed."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlkinerja.konsol import aman
from xlkinerja.setelan import Setelan, SetelanSalah
from xlkinerja.setelan_baca import baca_setelan
from xlkinerja.setelan_terap import tempat_setelan, terima_semua
from xlkinerja.terapkan import HasilHitung


def tempat_asal(asal: str | Path | None) -> Path | None:
    """Where an open workbook lies, as its program says it; None where that is no place on this computer: never saved
    ("Book1"), or an address ("https://…").

    Raises SetelanSalah if its folder cannot be seen (a drive that is gone): whether there are settings is not known.
    """
    if asal is None or not os.path.isabs(asal):
        return None
    tempat = Path(asal)
    folder = tempat if os.path.isdir(tempat) else tempat.parent
    if not os.path.isdir(folder):
        kata = "tidak dapat dibuka; sambungkan lagi drive-nya, atau simpan buku kerja di folder lain"
        raise SetelanSalah((f"{aman(str(folder))}: {kata}",))
    return tempat


def setelan_asal(asal: str | Path | None) -> Setelan | None:
    """The settings that hold for a workbook or folder; None if there are none. Raises SetelanSalah."""
    tempat = tempat_asal(asal)
    berkas = tempat_setelan(tempat) if tempat is not None else None
    return baca_setelan(berkas) if berkas is not None else None


def laporan_diterima(hasil: HasilHitung, setelan: Setelan | None, hari: date) -> HasilHitung:
    """What was computed, as it is told: with the findings accepted that the settings accept on that day. Only after
    all has been planned: what is written into a workbook goes where the settings do not, and stays when they expire."""
    return hasil if setelan is None else replace(hasil, periksa=terima_semua(hasil.periksa, setelan, hari))
