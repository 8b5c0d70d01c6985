"""What `hitung` does: recompute, check, write back, or list the changes for the button that writes them itself."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.konsol import keluarkan, lebar
from xlkinerja.laporan import tulisan
from xlkinerja.periksa import TidakAdaBuku
from xlkinerja.perintah import GAGAL, gagal, laporkan, luaskan, status
from xlkinerja.perubahan import tulis_tsv
from xlkinerja.setelan import Setelan, SetelanSalah, skala_setelan
from xlkinerja.setelan_muat import setelan_gagal, siapkan, siapkan_salinan, terima, tutup
from xlkinerja.temuan import Tingkat
from xlkinerja.terapkan import HasilHitung, hitung_jalur, hitung_perubahan


def hitung(pilihan: argparse.Namespace) -> int:
    """Recompute, check and write back; status 2 if a readable workbook could not be written."""
    jalur = luaskan(pilihan.jalur)
    try:
        setelan = siapkan(pilihan, jalur) if pilihan.perubahan is None else siapkan_salinan(pilihan)
    except SetelanSalah as salah:
        return setelan_gagal(salah) if pilihan.asal is None else gagal(salah.ringkas)
    if pilihan.perubahan is not None:
        return _perubahan(jalur, pilihan, setelan)
    if pilihan.asal is not None:
        return gagal("--asal berlaku bersama --perubahan; tanpa itu setelan dicari di folder buku kerjanya sendiri.")
    if pilihan.hanya_temuan:
        return gagal("--hanya-temuan berlaku bersama --perubahan; untuk memeriksa saja pakai xlkinerja periksa.")
    try:
        skala = skala_setelan(setelan)
        hasil = hitung_jalur(jalur, keluaran=pilihan.keluaran, cadangan=not pilihan.tanpa_cadangan, skala=skala)
    except TidakAdaBuku as salah:
        return gagal(str(salah))
    return _laporkan_hitung(hasil, pilihan, setelan)


def _perubahan(jalur: Sequence[str], pilihan: argparse.Namespace, setelan: Setelan | None) -> int:
    """List the changes of one workbook in a file instead of writing them."""
    if len(jalur) != 1 or Path(jalur[0]).is_dir() or pilihan.keluaran is not None:
        return gagal("--perubahan berlaku untuk satu buku kerja, tanpa --keluaran.")
    if Path(jalur[0]).exists() and os.path.realpath(jalur[0]) == os.path.realpath(pilihan.perubahan):
        return gagal("--perubahan menunjuk buku kerja itu sendiri; pilih nama berkas lain.")
    try:
        skala = skala_setelan(setelan)
        hasil, perubahan = hitung_perubahan(Path(jalur[0]), hanya_temuan=pilihan.hanya_temuan, skala=skala)
        kata = tulisan.ringkas(replace(hasil, periksa=terima(hasil.periksa, setelan)))
        simpan_berkas(pilihan.perubahan, tulis_tsv(perubahan, kata).encode("ascii"))
    except (TidakAdaBuku, BukuTakTertulis) as salah:
        return gagal(str(salah))
    ditulis = tuple(replace(t, tujuan=pilihan.perubahan) for t in hasil.tulisan if perubahan.ada)
    return _laporkan_hitung(replace(hasil, tulisan=ditulis or hasil.tulisan), pilihan, setelan)


def _laporkan_hitung(hasil: HasilHitung, pilihan: argparse.Namespace, setelan: Setelan | None) -> int:
    """Report and status. Only here are findings accepted by the settings: what was written into the workbook goes
    where the settings do not, and stays when they expire."""
    tingkat, teks_biasa = Tingkat(pilihan.tingkat), pilihan.format == "teks"
    hasil = replace(hasil, periksa=terima(hasil.periksa, setelan))
    if pilihan.format == "json":
        keluarkan(tulisan.json(hasil, tingkat=tingkat))
    else:
        laporkan(hasil.periksa, pilihan.format, tingkat)
        ke = sys.stdout if teks_biasa else sys.stderr
        if teks_biasa:
            print(tutup(hasil.periksa, setelan))
        ke.writelines(f"{b}\n" for b in tulisan.teks(hasil, lebar=lebar(ke)))
    return GAGAL if tulisan.ada_gagal(hasil) else status(hasil.periksa, tingkat)
