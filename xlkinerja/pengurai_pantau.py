"""The arguments of `pantau`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from xlkinerja.argumen import Pengurai
from xlkinerja.pengurai_setelan import pilihan_setelan

if TYPE_CHECKING:
    _Sub = argparse._SubParsersAction[Pengurai]

_TERLAMA = 3600.0


def tambah_pantau(sub: _Sub) -> None:
    """The command."""
    p = sub.add_parser(
        "pantau",
        help="periksa buku kerja setiap kali disimpan",
        description="Memantau satu folder beserta isinya. Buku kerja yang disimpan diperiksa sendiri-sendiri beberapa "
        "detik kemudian, dan hanya yang berubah ditampilkan: temuan yang baru, yang angkanya berubah, dan yang "
        "selesai.\n"
        "Tidak ada yang ditulis ke folder itu maupun ke riwayat; pemeriksaan awal memakai cache pengguna. Berkas kunci "
        "dan berkas sementara dilewati. Bila "
        "foldernya hilang, misalnya karena drive jaringan terputus, pemantauan menunggu sampai ia kembali.\n"
        'Perlu watchdog: pip install "xlkinerja[pantau]". Berhenti dengan Ctrl+C (status keluar 130).',
        contoh="  xlkinerja pantau FOLDER\n  xlkinerja pantau Z:\\kinerja --polling --jeda 10",
    )
    p.set_defaults(jalankan="pantau")
    p.add_argument("folder", metavar="FOLDER", help="folder yang dipantau")
    p.add_argument(
        "--tunggu", metavar="DETIK", type=_detik, default=3.0, help="periksa setelah sekian detik tidak ada perubahan "
        "lagi (bawaan: 3)"
    )  # fmt: skip
    p.add_argument(
        "--polling", action="store_true", help="lihat sendiri isi folder setiap --jeda detik, tidak menunggu kabar "
        "dari sistem; dipilih sendiri pada drive jaringan"
    )  # fmt: skip
    p.add_argument("--jeda", metavar="DETIK", type=_detik, default=5.0, help="jarak antarpolling (bawaan: 5)")
    p.add_argument(
        "--tingkat", choices=("galat", "peringatan", "info"),
        help="tingkat terendah yang ditampilkan (bawaan: menurut xlkinerja.toml, atau peringatan)",
    )  # fmt: skip
    pilihan_setelan(p)


def _detik(teks: str) -> float:
    try:
        nilai = float(teks.replace(",", "."))
    except ValueError:
        nilai = 0
    if not 0 < nilai <= _TERLAMA:
        raise argparse.ArgumentTypeError(f"{teks!r} bukan banyaknya detik, lebih dari 0 sampai {_TERLAMA:.0f}")
    return nilai
