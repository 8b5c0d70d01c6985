"""What `aturan` and `jelaskan` do: the catalogue of rules, and the card of one."""

from __future__ import annotations

import argparse
import sys

from xlkinerja import katalog
from xlkinerja.konsol import keluarkan, lebar
from xlkinerja.perintah import SELESAI, gagal


def jelaskan(pilihan: argparse.Namespace) -> int:
    """The card of one rule with its example run; an unknown code is answered with the nearest."""
    satu = katalog.cari(pilihan.kode)
    if satu is None:
        mirip = ", ".join(katalog.kode_mirip(pilihan.kode))
        return gagal(f"kode {pilihan.kode!r} tidak dikenal; terdekat: {mirip}. Semua kode: xlkinerja aturan")
    sys.stdout.writelines(f"{b}\n" for b in katalog.kartu(satu, lebar=lebar(sys.stdout)))
    return SELESAI


def aturan(pilihan: argparse.Namespace) -> int:
    """The catalogue of rules."""
    if pilihan.format == "json":
        keluarkan([katalog.sebagai_json()])
    elif pilihan.format == "markdown":
        keluarkan([katalog.markdown()])
    else:
        sys.stdout.writelines(f"{b}\n" for b in katalog.daftar(lebar=lebar(sys.stdout)))
    return SELESAI
