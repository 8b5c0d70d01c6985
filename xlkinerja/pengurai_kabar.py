"""The arguments of `kabari-coba`, and the one that `periksa` takes for notices."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.argumen import Pengurai

if TYPE_CHECKING:
    _Sub = argparse._SubParsersAction[Pengurai]


def pilihan_kabari(p: Pengurai) -> None:
    """`periksa --kabari`."""
    p.add_argument(
        "--kabari", action="store_true", help="kabarkan yang berubah lewat surel, webhook, atau berkas menurut bagian "
        "[kabar] pada xlkinerja.toml; yang tidak terkirim dicoba lagi pada pemeriksaan berikutnya"
    )  # fmt: skip


def tambah_kabar(sub: _Sub) -> None:
    """The command."""
    p = sub.add_parser(
        "kabari-coba",
        help="kirim satu kabar uji coba ke setiap saluran dan penerima",
        description="Mengirim satu pesan yang jelas bertanda uji coba ke setiap saluran dan penerima menurut bagian "
        "[kabar] pada xlkinerja.toml, dan menyebut hasilnya satu per satu. Tidak ada yang diperiksa.\n"
        "Sandi surel diambil dari variabel lingkungan XLKINERJA_SANDI_SUREL, atau dari keyring (layanan xlkinerja).\n"
        "Status keluar: 0 semuanya terkirim, 1 ada yang gagal, 2 tidak dapat dijalankan.",
        contoh="  xlkinerja kabari-coba FOLDER",
    )
    p.set_defaults(jalankan="kabari_coba")
    p.add_argument("folder", metavar="FOLDER", type=Path, help="folder yang setelannya dipakai")
    p.add_argument("--setelan", metavar="BERKAS.toml", type=Path, help="pakai berkas setelan ini")
    p.set_defaults(tanpa_setelan=False)
