"""What `pasang` does: the button in Excel and LibreOffice, or it taken off."""

from __future__ import annotations

import argparse
import sys

from xlkinerja import pasang_excel, pasang_libre
from xlkinerja.buku import BukuTakTertulis
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.konsol import aman
from xlkinerja.perintah import SELESAI, gagal


def pasang(pilihan: argparse.Namespace) -> int:
    """Install the button, or take it off."""
    try:
        if pilihan.ke == "excel":
            baris = pasang_excel.pasang(folder=pilihan.folder, saluran=pilihan.saluran, lepas=pilihan.lepas)
        elif pilihan.berkas is not None:
            simpan_berkas(pilihan.berkas, pasang_libre.bangun_oxt())
            baris = [f"Ekstensi LibreOffice ditulis ke {pilihan.berkas}."]
        else:
            baris = pasang_libre.pasang(lepas=pilihan.lepas)
    except (pasang_libre.GagalPasang, BukuTakTertulis) as salah:
        return gagal(str(salah))
    sys.stdout.writelines(f"{aman(b)}\n" for b in baris)
    return SELESAI
