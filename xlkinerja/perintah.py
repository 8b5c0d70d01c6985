"""What commands share: parsed options in, reports on stdout, messages on stderr, an exit status.

Each command is a function of its name in a module of its own, which is loaded when it is run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from glob import glob
from importlib import import_module
from pathlib import Path

from xlkinerja.aturan import SEMUA
from xlkinerja.konsol import aman, berwarna, keluarkan, lebar
from xlkinerja.laporan import ada_temuan
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.temuan import Tingkat

SELESAI, ADA_TEMUAN, GAGAL, DIHENTIKAN = 0, 1, 2, 130


def gagal(pesan: str) -> int:
    """Say on stderr why nothing could be done; status 2."""
    print(f"galat: {aman(pesan)}", file=sys.stderr)
    return GAGAL


def status(hasil: HasilPeriksa, tingkat: Tingkat) -> int:
    """Whether a finding stands at or above the level."""
    return ADA_TEMUAN if ada_temuan(hasil, tingkat) else SELESAI


def laporkan(hasil: HasilPeriksa, format: str, tingkat: Tingkat) -> None:
    """A whole run on stdout in one of the formats."""
    if format == "teks":
        from xlkinerja.laporan import teks  # noqa: PLC0415 - one format is used, the others need not be loaded

        gaya = teks.Gaya(lebar(sys.stdout), berwarna(sys.stdout))
        sys.stdout.writelines(teks.tulis(hasil, tingkat=tingkat, gaya=gaya))
        return
    mesin = import_module(f"xlkinerja.laporan.{format}")  # one of cli.FORMAT
    keluarkan(mesin.tulis(hasil, tingkat=tingkat))


def luaskan(jalur: Sequence[str]) -> list[str]:
    """Wildcards that the shell left alone (Windows), expanded; a path that exists is never taken for one."""
    hasil: list[str] = []
    for j in jalur:
        cocok = sorted(glob(j)) if not Path(j).exists() and ("*" in j or "?" in j) else []
        hasil.extend(cocok or [j])
    return hasil


def kode_diabaikan(daftar: Sequence[str], *, pilihan: str = "--abaikan") -> frozenset[str]:
    """Codes of all options of that name; one that is not in the catalogue is said so on stderr."""
    kode = {k.strip().upper() for d in daftar for k in d.split(",")} - {""}
    for asing in sorted(kode - {a.kode for a in SEMUA}):
        print(f"peringatan: kode {aman(asing)} pada {pilihan} tidak ada dalam daftar aturan", file=sys.stderr)
    return frozenset(kode)
