"""What `periksa-setelan` does, and how other commands come by their settings."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlkinerja.konsol import aman, keluarkan, lebar
from xlkinerja.laporan import setelan as laporan
from xlkinerja.periksa import AKHIRAN, HasilPeriksa
from xlkinerja.perintah import GAGAL, SELESAI, gagal
from xlkinerja.setelan import NAMA_BERKAS, Setelan
from xlkinerja.setelan_asal import tempat_asal
from xlkinerja.setelan_baca import SetelanSalah, baca_setelan
from xlkinerja.setelan_contoh import CONTOH
from xlkinerja.setelan_sandi import cari_sandi
from xlkinerja.setelan_terap import habis, tempat_bersama, tempat_setelan, terima_semua
from xlkinerja.temuan import Tingkat


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
    asal = pilihan.asal
    if pilihan.tanpa_setelan or pilihan.setelan is not None or not asal or "://" in asal:
        return siapkan(pilihan, [])
    return siapkan(pilihan, [str(tempat_asal(os.path.abspath(asal)))])


def _muat(berkas: Path | None, jalur: Sequence[str]) -> Setelan | None:
    if berkas is not None:
        return baca_setelan(berkas)
    tempat, berbeda = tempat_bersama(jalur)
    if berbeda:
        pesan = f"{NAMA_BERKAS} tidak dipakai, karena jalur yang diperiksa tidak memakai berkas setelan yang sama"
        print(f"peringatan: {pesan}; pilih dengan --setelan", file=sys.stderr)
    return baca_setelan(tempat) if tempat is not None else None


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
