"""The arguments of `jadwal`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.argumen import Pengurai

if TYPE_CHECKING:
    _Sub = argparse._SubParsersAction[Pengurai]

CARA = ("systemd", "cron", "launchd", "tugas")
"""The schedulers: two of Linux, that of macOS, the Task Scheduler of Windows."""


def tambah_jadwal(sub: _Sub) -> None:
    """The command and its four parts."""
    p = sub.add_parser(
        "jadwal",
        help="periksa folder setiap hari secara terjadwal",
        description="Memasang, menampilkan, dan melepas pemeriksaan terjadwal, dengan penjadwal yang sudah ada di "
        "sistem: Penjadwal Tugas (Windows), systemd atau cron (Linux), launchd (macOS); untuk pemakai ini saja, tanpa "
        "hak administrator.",
        contoh='  xlkinerja jadwal pasang FOLDER --setiap "07:00" --hari kerja\n'
        "  xlkinerja jadwal lihat\n  xlkinerja jadwal lepas FOLDER",
    )
    bagian = p.add_subparsers(title="bagian", metavar="BAGIAN", required=True, parser_class=Pengurai)
    _pasang(bagian)
    _lihat(bagian)
    _lepas(bagian)
    _jalankan(bagian)


def _bagian(sub: _Sub, nama: str, bantuan: str, uraian: str, contoh: str) -> Pengurai:
    p = sub.add_parser(nama, help=bantuan, description=uraian, contoh=contoh)
    p.set_defaults(jalankan="jadwal", bagian=nama)
    return p


def _pasang(sub: _Sub) -> None:
    p = _bagian(
        sub,
        "pasang",
        "pasang jadwal untuk satu folder, atau ganti waktunya",
        "Memasang pemeriksaan terjadwal untuk satu folder. Jadwal folder itu yang sudah ada diganti. Hasil setiap "
        "pemeriksaan masuk riwayat (xlkinerja riwayat FOLDER); laporan.html dan catatan jadwal.log ditulis ke "
        "--keluaran.\n"
        "Pemeriksaan yang terlewat karena komputer mati disusulkan oleh systemd dan Penjadwal Tugas; oleh launchd "
        "hanya bila komputernya tidur; oleh cron tidak.",
        '  xlkinerja jadwal pasang FOLDER --setiap "07:00" --hari kerja\n'
        '  xlkinerja jadwal pasang FOLDER --setiap 7.00,13.00 --hari senin,kamis --coba',
    )
    p.add_argument("folder", metavar="FOLDER", help="folder yang diperiksa")
    p.add_argument("--setiap", metavar="JAM", required=True, help='pukul berapa, mis. "07:00" atau "07:00,13:00"')
    p.add_argument(
        "--hari", metavar="HARI", default="semua", help="kerja (Senin sampai Jumat), semua, atau nama hari, mis. "
        "senin,kamis (bawaan: semua)"
    )  # fmt: skip
    p.add_argument(
        "--keluaran", metavar="FOLDER", type=Path, help="tempat laporan dan catatan (bawaan: folder data pengguna)"
    )
    p.add_argument("--cara", choices=CARA, help="penjadwal yang dipakai (bawaan: milik sistem ini)")
    p.add_argument("--coba", action="store_true", help="jangan menulis apa pun; tampilkan yang akan ditulis")


def _lihat(sub: _Sub) -> None:
    p = _bagian(
        sub,
        "lihat",
        "tampilkan jadwal yang terpasang",
        "Menampilkan semua jadwal yang dipasang xlkinerja untuk pemakai ini.",
        "  xlkinerja jadwal lihat\n  xlkinerja jadwal lihat --format json",
    )
    p.add_argument("--format", choices=("teks", "json"), default="teks", help="bentuk keluaran (bawaan: teks)")


def _lepas(sub: _Sub) -> None:
    p = _bagian(
        sub,
        "lepas",
        "lepas jadwal",
        "Melepas jadwal satu folder, atau semuanya. Riwayat, laporan dan catatannya tetap ada.",
        "  xlkinerja jadwal lepas FOLDER\n  xlkinerja jadwal lepas --semua",
    )
    siapa = p.add_mutually_exclusive_group(required=True)
    siapa.add_argument("folder", metavar="FOLDER", nargs="?", help="folder yang jadwalnya dilepas")
    siapa.add_argument("--semua", action="store_true", help="lepas semua jadwal xlkinerja milik pemakai ini")
    p.add_argument("--coba", action="store_true", help="jangan mengubah apa pun; tampilkan yang akan dilakukan")


def _jalankan(sub: _Sub) -> None:
    p = _bagian(
        sub,
        "jalankan",
        "jalankan pemeriksaan seperti yang dijadwalkan, sekarang",
        "Memeriksa folder seperti xlkinerja periksa FOLDER, menulis laporan.html, dan menambah satu baris pada "
        "jadwal.log. Bila xlkinerja.toml memuat bagian [kabar], yang berubah dikabarkan. Inilah yang dijalankan oleh "
        "penjadwal.\n"
        "Status keluar: 0 pemeriksaan berjalan, juga bila ada temuan; 2 tidak dapat dijalankan.",
        "  xlkinerja jadwal jalankan FOLDER",
    )
    p.add_argument("folder", metavar="FOLDER", help="folder yang diperiksa")
    p.add_argument(
        "--keluaran", metavar="FOLDER", type=Path, help="tempat laporan dan catatan (bawaan: folder data pengguna)"
    )
