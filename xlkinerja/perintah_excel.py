"""The commands on a workbook that is open in Excel, and the window."""

from __future__ import annotations

import argparse
import sys

from xlkinerja.buku.excel import buku_aktif, muat_xlwings
from xlkinerja.buku.excel_dasar import ExcelTakSiap
from xlkinerja.excel_kerja import buka_temuan, hitung_terbuka, periksa_terbuka, uji
from xlkinerja.konsol import aman
from xlkinerja.laporan import ada_temuan
from xlkinerja.temuan import Tingkat

SELESAI, ADA_TEMUAN, GAGAL = 0, 1, 2


def excel(pilihan: argparse.Namespace) -> int:
    """Act on the workbook in front; status 1 if a finding stands of the level that its settings name, or of level
    peringatan."""
    try:
        buku = buku_aktif()
        if pilihan.kerja == "uji":
            for baris in uji(buku):
                print(aman(baris), flush=True)
            return SELESAI
        if pilihan.kerja == "temuan":
            print(aman(buka_temuan(buku)))
            return SELESAI
        hasil = (hitung_terbuka if pilihan.kerja == "hitung" else periksa_terbuka)(buku)
    except ExcelTakSiap as salah:
        return _gagal(str(salah))
    if hasil.cadangan is not None:
        print(f"Cadangan: {aman(str(hasil.cadangan))}")
    print(aman(hasil.ringkas))  # last: the add-in shows the last line
    if hasil.gagal:
        return GAGAL
    tingkat = hasil.setelan.tingkat if hasil.setelan is not None else None
    return ADA_TEMUAN if ada_temuan(hasil.hasil.periksa, tingkat or Tingkat.PERINGATAN) else SELESAI


def jendela(pilihan: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    try:
        muat_xlwings()
        from xlkinerja.jendela import buka  # noqa: PLC0415 - brings tkinter, which may be missing
    except ExcelTakSiap as salah:
        return _gagal(str(salah))
    except ImportError:
        return _gagal(
            "Python ini tidak mempunyai tkinter; pasang (Debian, Ubuntu: apt-get install python3-tk) atau pakai "
            "xlkinerja excel hitung."
        )
    return buka(pilihan.folder)


def _gagal(pesan: str) -> int:
    print(f"galat: {aman(pesan)}", file=sys.stderr)
    return GAGAL
