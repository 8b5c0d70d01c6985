"""The arguments of `periksa-setelan`, and those that other commands take for settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.argumen import Pengurai

if TYPE_CHECKING:
    import argparse

    _Sub = argparse._SubParsersAction[Pengurai]


def tambah_setelan(sub: _Sub) -> None:
    """The command."""
    p = sub.add_parser(
        "periksa-setelan",
        help="periksa xlkinerja.toml, dan sebutkan apa isinya",
        description="Memeriksa berkas setelan xlkinerja.toml, lalu menyebutkan isinya: tingkat, kode yang diabaikan "
        "beserta alasan dan sisa harinya, skala, saluran kabar, dan siapa menerima kabar satker mana. Tidak ada yang "
        "dikirim atau diubah.\n"
        "Setelan dicari di folder yang diperiksa, lalu di folder-folder di atasnya; yang terdekat berlaku.\n"
        "Status keluar: 0 benar, 2 ada yang salah atau berkasnya tidak ada.",
        contoh="  xlkinerja periksa-setelan FOLDER\n  xlkinerja periksa-setelan --contoh > xlkinerja.toml",
    )
    p.set_defaults(jalankan="periksa_setelan")
    p.add_argument(
        "jalur", metavar="FOLDER|BERKAS", nargs="?", type=Path, default=Path(),
        help="folder, buku kerja, atau berkas .toml (bawaan: folder ini)",
    )  # fmt: skip
    p.add_argument("--contoh", action="store_true", help="tampilkan contoh xlkinerja.toml dengan penjelasannya")
    p.add_argument("--format", choices=("teks", "json"), default="teks", help="bentuk keluaran (bawaan: teks)")


def pilihan_setelan(p: Pengurai) -> None:
    """Which settings a command goes by."""
    salah_satu = p.add_mutually_exclusive_group()
    salah_satu.add_argument(
        "--setelan", metavar="BERKAS.toml", type=Path, help="berkas setelan (bawaan: xlkinerja.toml di folder yang "
        "diperiksa atau yang terdekat di atasnya; lihat xlkinerja periksa-setelan)"
    )  # fmt: skip
    salah_satu.add_argument("--tanpa-setelan", action="store_true", help="jangan memakai xlkinerja.toml")
