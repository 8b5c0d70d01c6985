"""The arguments of `riwayat`."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.argumen import Pengurai

if TYPE_CHECKING:
    _Sub = argparse._SubParsersAction[Pengurai]


def tambah_riwayat(sub: _Sub) -> None:
    """The command."""
    p = sub.add_parser(
        "riwayat",
        help="tampilkan apa yang baru, selesai, dan kambuh sejak pemeriksaan sebelumnya",
        description="Menampilkan apa yang berubah dari satu pemeriksaan folder ke pemeriksaan berikutnya: temuan yang "
        "baru, kambuh, selesai, tetap, dan diterima, beserta sebabnya.\n"
        "Setiap xlkinerja periksa FOLDER dicatat di folder data pengguna, tidak pernah di folder yang diperiksa; "
        "dengan --tanpa-cache tidak dicatat. Temuan pada buku kerja yang sedang tidak ada atau tidak dapat dibaca "
        "tetap terbuka sebagai tidak diperiksa.\n"
        "Status keluar: 0 riwayat ditampilkan, 2 belum ada riwayat atau tidak dapat dibaca.",
        contoh="  xlkinerja riwayat FOLDER\n"
        "  xlkinerja riwayat FOLDER --sejak 2026-11-01 --satker 53.71\n"
        "  xlkinerja riwayat FOLDER --sejak 7 --kode K201,J201 --format json\n"
        "  xlkinerja riwayat FOLDER --lupakan kota-kupang-lama.xlsx",
    )
    p.set_defaults(jalankan="riwayat")
    p.add_argument("folder", metavar="FOLDER", type=Path, help="folder yang diperiksa")
    p.add_argument(
        "--sejak", metavar="TANGGAL|N", type=_sejak, default=1,
        help="sejak tanggal ini (2026-11-01), atau N pemeriksaan terakhir (bawaan: 1)",
    )  # fmt: skip
    p.add_argument("--satker", metavar="KODE|NAMA", help="hanya satker ini, mis. 53.71 atau sebagian namanya")
    p.add_argument("--kode", metavar="KODE,…", action="append", default=[], help="hanya aturan ini, mis. K201,J201")
    p.add_argument("--format", choices=("teks", "json"), default="teks", help="bentuk keluaran (bawaan: teks)")
    p.add_argument(
        "--lupakan", metavar="JALUR", help="keluarkan buku kerja yang sudah dihapus untuk seterusnya, beserta "
        "temuannya, dari riwayat; jalurnya seperti tertera pada riwayat"
    )  # fmt: skip
    p.add_argument("--berkas", metavar="BERKAS.db", type=Path, help="baca riwayat dari berkas ini, mis. dari cadangan")


def _sejak(teks: str) -> int | datetime:
    """A number of runs, or the local midnight that begins a day."""
    if teks.isascii() and teks.isdigit() and 1 <= int(teks) <= 9999:
        return int(teks)
    for bentuk in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(teks, bentuk).astimezone()
        except (ValueError, OverflowError, OSError):
            continue
    raise argparse.ArgumentTypeError(f"{teks!r} bukan tanggal (2026-11-01) atau banyaknya pemeriksaan")
