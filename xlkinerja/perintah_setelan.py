"""What `periksa-setelan` does."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from xlkinerja.konsol import keluarkan, lebar
from xlkinerja.laporan import setelan as laporan
from xlkinerja.periksa import AKHIRAN
from xlkinerja.perintah import GAGAL, SELESAI
from xlkinerja.setelan import NAMA_BERKAS, SetelanSalah
from xlkinerja.setelan_baca import baca_setelan
from xlkinerja.setelan_contoh import CONTOH
from xlkinerja.setelan_muat import hari_ini, setelan_gagal
from xlkinerja.setelan_sandi import cari_sandi
from xlkinerja.setelan_terap import tempat_setelan


def periksa_setelan(pilihan: argparse.Namespace) -> int:
    """Check a settings file and say what it says; status 2 if it is wrong or not there."""
    if pilihan.contoh:
        keluarkan([CONTOH])
        return SELESAI
    tempat = _tempat(pilihan.jalur)
    try:
        if tempat is None:
            raise SetelanSalah((_tiada(pilihan.jalur),))
        setelan = baca_setelan(tempat)
    except SetelanSalah as salah:
        if pilihan.format == "json":
            keluarkan([laporan.salah_sebagai_json(tempat, salah.pesan)])
            return GAGAL
        return setelan_gagal(salah)
    surel = setelan.kabar.surel if setelan.kabar is not None else None
    sandi = cari_sandi(surel).asal if surel is not None and surel.pengguna is not None else None
    if pilihan.format == "json":
        keluarkan([laporan.sebagai_json(setelan, hari_ini(), sandi)])
    else:
        isi = laporan.sebagai_teks(setelan, hari_ini(), sandi, lebar=lebar(sys.stdout))
        sys.stdout.writelines(f"{b}\n" for b in isi)
    return SELESAI


def _tempat(jalur: Path) -> Path | None:
    """The file meant: one that is named, be it there or not, else that of a folder or workbook."""
    berkas = not jalur.is_dir() and jalur.suffix.lower() not in AKHIRAN
    return jalur if berkas and (jalur.suffix or jalur.exists()) else tempat_setelan(jalur)


def _tiada(jalur: Path) -> str:
    if not jalur.exists():
        return f"{jalur}: tidak ditemukan; periksa kembali nama berkas atau foldernya."
    return (
        f"{jalur}: tidak ada {NAMA_BERKAS} di folder itu dan di folder-folder di atasnya; "
        f"contoh isinya: xlkinerja periksa-setelan --contoh"
    )
