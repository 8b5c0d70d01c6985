"""The arguments of `rekap` and `data`, and those that `periksa` takes for the rekap and the answers."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.argumen import Pengurai, cacah
from xlkinerja.kolom_data import KOLOM
from xlkinerja.pengurai_setelan import pilihan_setelan

if TYPE_CHECKING:
    _Sub = argparse._SubParsersAction[Pengurai]


def tambah_rekap(sub: _Sub) -> None:
    """Both commands."""
    p = sub.add_parser(
        "rekap",
        help="buat rekapitulasi provinsi sebagai buku kerja Excel",
        description="Memeriksa buku kerja dalam folder, lalu membuat satu buku kerja rekapitulasi: pengiriman, "
        "peringkat, capaian per indikator dan satker, serapan terhadap target IKPA, per program, jumlah "
        "kabupaten/kota di sebelah angka provinsi, temuan, dan satu lembar per satker dengan tautan ke selnya.\n"
        'Perlu pandas: pip install "xlkinerja[rekap]".\n'
        "Rekap yang sudah ada diganti sekaligus, tidak pernah setengah. Rekap yang disimpan di folder yang diperiksa "
        "tidak ikut diperiksa. Status keluar: 0 tanpa temuan, 1 ada temuan, 2 tidak dapat dijalankan.",
        contoh="  xlkinerja rekap FOLDER --keluaran rekap-2026.xlsx\n"
        "  xlkinerja periksa FOLDER --rekap rekap-2026.xlsx --balasan balasan",
    )
    p.set_defaults(jalankan="rekap")
    _umum(p, "BERKAS.xlsx", "buku kerja rekapitulasi yang ditulis")
    p.add_argument("--tahun", metavar="T", type=_tahun, help="tahun yang direkap (bawaan: tahun kebanyakan satker)")
    p.add_argument(
        "--tingkat", choices=("galat", "peringatan", "info"), help="tingkat terendah temuan yang didaftar dan "
        "menentukan status keluar (bawaan: menurut setelan, atau peringatan)",
    )  # fmt: skip
    _data(sub)


def _data(sub: _Sub) -> None:
    kolom = "\n".join(
        textwrap.fill(f"{nama:<12} {arti}", 78, initial_indent="  ", subsequent_indent=" " * 15) for nama, arti in KOLOM
    )
    p = sub.add_parser(
        "data",
        help="tulis semua angka sebagai satu tabel (csv, xlsx, parquet)",
        description="Menulis semua angka dari buku kerja sebagai satu tabel, satu baris per angka, untuk pandas, Power "
        "BI, atau tabel pivot. Akhiran nama berkas menentukan bentuknya: .csv (UTF-8, koma, titik desimal), .xlsx "
        "(satu tabel Excel), atau .parquet (nilai sebagai double; teks desimal yang tepat ada di nilai_teks).\n"
        'Parquet perlu pyarrow: pip install "xlkinerja[data]". Berkas yang sudah ada diganti sekaligus.',
        contoh="  xlkinerja data FOLDER --keluaran data.csv\n  xlkinerja data FOLDER --keluaran data.parquet\n\n"
        f"kolom:\n{kolom}",
    )
    p.set_defaults(jalankan="data")
    _umum(p, "BERKAS", "tabel yang ditulis: .csv, .xlsx atau .parquet")


def _umum(p: Pengurai, bentuk: str, arti: str) -> None:
    p.add_argument("jalur", metavar="JALUR", nargs="+", help="folder atau buku kerja")
    p.add_argument("--keluaran", metavar=bentuk, type=Path, required=True, help=arti)
    p.add_argument("--pekerja", metavar="N", type=cacah, help="banyaknya proses yang membaca bersamaan")
    pilihan_setelan(p)


def pilihan_tambahan(p: Pengurai) -> None:
    """What `periksa` can write beside its report."""
    p.add_argument("--rekap", metavar="BERKAS.xlsx", type=Path, help="tulis juga rekapitulasi (lihat xlkinerja rekap)")
    p.add_argument(
        "--balasan", metavar="FOLDER", type=Path, help="tulis juga balasan untuk tiap satker ke folder ini: pesan "
        'singkat (.txt) dan surat (.docx); perlu python-docx: pip install "xlkinerja[balasan]"'
    )  # fmt: skip


def _tahun(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and 2000 <= int(teks) <= 2099):
        raise argparse.ArgumentTypeError(f"{teks!r} bukan tahun 2000 sampai 2099")
    return int(teks)
