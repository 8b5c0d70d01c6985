"""What `templat` and `contoh` do: new workbooks, empty ones and examples."""

from __future__ import annotations

import argparse
import os

from xlkinerja import buat
from xlkinerja.buku import BukuTakTertulis
from xlkinerja.contoh_buku import salin
from xlkinerja.konsol import aman, diamkan_anak
from xlkinerja.perintah import SELESAI, gagal


def templat(pilihan: argparse.Namespace) -> int:
    """New workbooks; status 2 if one could not be made or a file of its name is in the way."""
    try:
        satker = buat.pilih_satker(pilihan.satker, pilihan.jenis)
        provinsi = buat.baca_provinsi(pilihan.dari, pilihan.tahun) if pilihan.dari is not None else None
    except buat.TemplatGagal as salah:
        return gagal(str(salah))
    diamkan_anak()
    pekerja = pilihan.pekerja or min(os.cpu_count() or 1, 1 + len(satker) // _TEMPLAT_PER_PEKERJA)
    berbeda = False
    try:
        for x in buat.buat_berkas(satker, pilihan.tahun, pilihan.keluaran, provinsi=provinsi, pekerja=pekerja):
            berbeda |= x.keadaan == "berbeda"
            print(f"{aman(str(x.jalur))}: {_KEADAAN_TEMPLAT[x.keadaan]}", flush=True)
    except BukuTakTertulis as salah:
        return gagal(str(salah))
    if berbeda:
        return gagal("berkas yang sudah ada tidak ditimpa karena mungkin sudah diisi; pilih --keluaran folder lain")
    return SELESAI


_TEMPLAT_PER_PEKERJA = 6
_KEADAAN_TEMPLAT = {"baru": "dibuat", "sama": "sudah ada", "berbeda": "TIDAK ditimpa: sudah ada, isinya berbeda"}
_KEADAAN = {"baru": "disalin", "sama": "sudah ada", "berbeda": "TIDAK ditimpa: sudah ada, isinya berbeda"}


def contoh(pilihan: argparse.Namespace) -> int:
    """Lay out the example workbooks; status 2 if one was in the way."""
    berbeda = False
    for nama, keadaan in salin(pilihan.folder):
        berbeda |= keadaan == "berbeda"
        print(f"{aman(str(pilihan.folder / nama))}: {_KEADAAN[keadaan]}")
    if berbeda:
        return gagal("sebagian contoh tidak disalin; pilih folder lain, mis. xlkinerja contoh contoh-baru")
    print(f"\nSelanjutnya: xlkinerja periksa {aman(str(pilihan.folder))}")
    return SELESAI
