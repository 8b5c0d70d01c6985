"""How commands come by the settings that hold for what is checked, and what they say of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlkinerja.konsol import aman
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.perintah import GAGAL, gagal
from xlkinerja.setelan import NAMA_BERKAS, Setelan, SetelanSalah
from xlkinerja.setelan_terap import habis, tempat_bersama, terima_semua
from xlkinerja.temuan import Tingkat


def hari_ini() -> date:
    """The local day."""
    return date.today()


def siapkan(pilihan: argparse.Namespace, jalur: Sequence[str]) -> Setelan | None:
    """The settings that hold for what is checked, None if there are none; where the level was not given it is filled
    in. What has expired, or is not shared by all, is said on stderr. Raises SetelanSalah."""
    setelan = None if pilihan.tanpa_setelan else _muat(pilihan.setelan, jalur)
    if "tingkat" in pilihan and pilihan.tingkat is None:
        tertulis = setelan.tingkat if setelan is not None else None
        pilihan.tingkat = (tertulis or Tingkat.PERINGATAN).value
    if setelan is not None and (kata := habis(setelan, hari_ini())):
        print(f"peringatan: {aman(kata)}", file=sys.stderr)
    return setelan


def siapkan_salinan(pilihan: argparse.Namespace) -> Setelan | None:
    """The same for a copy of a workbook that is open in another program: by the place of that one (`--asal`); the
    copy's own folder says nothing. Raises SetelanSalah."""
    from xlkinerja.setelan_asal import tempat_asal  # noqa: PLC0415 - brings the reader

    asal = pilihan.asal
    if pilihan.tanpa_setelan or pilihan.setelan is not None or not asal or "://" in asal:
        return siapkan(pilihan, [])
    return siapkan(pilihan, [str(tempat_asal(os.path.abspath(asal)))])


def _muat(berkas: Path | None, jalur: Sequence[str]) -> Setelan | None:
    tempat, berbeda = tempat_bersama(jalur) if berkas is None else (berkas, False)
    if berbeda:
        pesan = f"{NAMA_BERKAS} tidak dipakai, karena jalur yang diperiksa tidak memakai berkas setelan yang sama"
        print(f"peringatan: {pesan}; pilih dengan --setelan", file=sys.stderr)
    if tempat is None:
        return None
    from xlkinerja.setelan_baca import baca_setelan  # noqa: PLC0415 - most folders have no settings

    return baca_setelan(tempat)


def setelan_gagal(salah: SetelanSalah) -> int:
    """Say on stderr all that is wrong; status 2."""
    for pesan in salah.pesan:
        gagal(pesan)
    return GAGAL


def terima(hasil: HasilPeriksa, setelan: Setelan | None) -> HasilPeriksa:
    """The findings that the settings accept today, accepted."""
    return terima_semua(hasil, setelan, hari_ini()) if setelan is not None else hasil


def tutup(hasil: HasilPeriksa, setelan: Setelan | None) -> str:
    """The line that ends a text report where settings accepted something; else ""."""
    n = hasil.diterima_setelan
    return f"{n} temuan diterima menurut {aman(setelan.tempat.name)}\n" if setelan is not None and n else ""
