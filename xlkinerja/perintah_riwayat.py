"""What `riwayat` does, and how `periksa` records a run: quietly, and never at the cost of the run."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from xlkinerja import __version__
from xlkinerja.konsol import aman, keluarkan, lebar
from xlkinerja.laporan import riwayat as laporan
from xlkinerja.periksa import HasilPeriksa, TidakAdaBuku, kumpulkan
from xlkinerja.perintah import SELESAI, gagal, kode_diabaikan
from xlkinerja.riwayat import Perbandingan
from xlkinerja.riwayat_buka import RiwayatGagal
from xlkinerja.riwayat_db import Riwayat, Titik
from xlkinerja.riwayat_jalan import jalan_dari, tempat_baku
from xlkinerja.riwayat_tulis import catat, lupakan


def riwayat(pilihan: argparse.Namespace) -> int:
    """What changed since a run or a date; status 0, or 2 if there is no history."""
    try:
        tempat: Path = pilihan.berkas or tempat_baku(pilihan.folder)
        if not tempat.exists():
            return gagal(f"belum ada riwayat untuk {pilihan.folder}; jalankan: xlkinerja periksa {pilihan.folder}")
        if pilihan.lupakan is not None:
            return _lupakan(tempat, pilihan.lupakan)
        isi = Riwayat(tempat)
    except (RiwayatGagal, RuntimeError) as salah:
        return gagal(str(salah))
    kode = kode_diabaikan(pilihan.kode, pilihan="--kode")
    pandangan = laporan.susun(isi, sejak=pilihan.sejak, satker=pilihan.satker, kode=kode)
    if pandangan is None:
        return gagal(f"riwayat {pilihan.folder} masih kosong; jalankan: xlkinerja periksa {pilihan.folder}")
    if pilihan.format == "json":
        keluarkan([laporan.sebagai_json(pandangan)])
    else:
        nama = Path(os.path.realpath(pilihan.folder)).name
        sys.stdout.writelines(f"{b}\n" for b in laporan.sebagai_teks(pandangan, nama, lebar=lebar(sys.stdout)))
    return SELESAI


def _lupakan(tempat: Path, jalur: str) -> int:
    if not lupakan(tempat, jalur):
        return gagal(f"{jalur}: tidak ada dalam riwayat, atau ada pada pemeriksaan terakhir; tidak ada yang diubah.")
    print(f"{aman(jalur)}: dikeluarkan dari riwayat beserta temuannya.")
    return SELESAI


def catat_pemeriksaan(
    hasil: HasilPeriksa,
    folder: str | Path,
    *,
    diabaikan: frozenset[str] = frozenset(),
    tempat: Path | None = None,
    waktu: datetime | None = None,
) -> Perbandingan | None:
    """Add the run of a folder to its history (`tempat`, else in the user's data folder) and return what is new;
    `waktu`: when it was, now if None. What prevents it is one line on stderr and None; the run itself is unharmed."""
    try:
        jalan = jalan_dari(hasil, kumpulkan([folder]), diabaikan=diabaikan)
        kapan = waktu or datetime.now(UTC)
        banding, kata = catat(tempat or tempat_baku(folder), jalan, waktu=kapan, program=__version__)
    except (RiwayatGagal, TidakAdaBuku, RuntimeError) as salah:  # RuntimeError: no home folder
        _katakan(f"pemeriksaan ini tidak dicatat dalam riwayat: {salah}")
        return None
    except Exception as galat:
        if os.environ.get("XLKINERJA_DEBUG"):
            traceback.print_exception(galat, file=sys.stderr)
        _katakan(f"pemeriksaan ini tidak dicatat dalam riwayat ({type(galat).__name__}: {galat})")
        return None
    if kata is not None:
        _katakan(kata)
    return banding


def deret_folder(folder: str | Path) -> tuple[Titik, ...]:
    """The trend of a folder for reports, oldest run first; () without a history that can be read."""
    try:
        return Riwayat(tempat_baku(folder)).deret()
    except (RiwayatGagal, RuntimeError):
        return ()


def _katakan(pesan: str) -> None:
    print(f"peringatan: {aman(pesan)}", file=sys.stderr)
