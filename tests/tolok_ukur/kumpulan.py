"""`python -m tests.tolok_ukur.kumpulan [--banyak 22 552]`: whole folders, as the province and the nation run them.

Each figure is a ratio of commands that ran one after the other in one round, each a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from tests.tolok_ukur.bahan import TAHUN, tulis_buku
from tests.tolok_ukur.ukur import puncak_memori

SEPROVINSI = 23
_MUAT = "import sys; from pathlib import Path; from openpyxl import load_workbook\nfor p in sorted(Path(sys.argv[1]).iterdir()): load_workbook(p, data_only=True)"  # noqa: E501
_SUKU = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki")
Waktu = tuple[float, float]
"""Seconds of the clock, seconds of CPU of the process and its own."""


def bangun_negara(folder: Path, banyak: int) -> Path:
    """Typed workbooks of so many offices, a province's worth after the other, all of one year and all different."""
    folder.mkdir(parents=True)
    for i in range(banyak):
        provinsi, ke = divmod(i, SEPROVINSI)
        nama = f"KPU Kabupaten {_kata(provinsi)} {_kata(ke)}"
        tulis_buku(folder / f"prov-{provinsi + 1:02d}-kab-{ke + 1:02d}.xlsx", nama, TAHUN[-1], Random(i))
    return folder


def _kata(n: int) -> str:
    """A name of its own for each number."""
    return (_SUKU[n // len(_SUKU)] + _SUKU[n % len(_SUKU)]).capitalize()


def _jalankan(*argumen: str, cache: Path | None = None) -> Waktu:
    lingkungan = {**os.environ, "XDG_CACHE_HOME": str(cache)} if cache is not None else dict(os.environ)
    mulai, awal = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *argumen], check=False, stdout=subprocess.DEVNULL, env=lingkungan)
    akhir = os.times()
    cpu = akhir.children_user + akhir.children_system - awal.children_user - awal.children_system
    return time.perf_counter() - mulai, cpu


def satu_putaran(folder: Path, cache: Path) -> dict[str, Waktu]:
    """Every contender once, the cache empty at first."""
    periksa = ("-m", "xlkinerja", "periksa", str(folder), "--format", "csv")
    return {
        "satu pekerja": _jalankan(*periksa, "--tanpa-cache", "--pekerja", "1"),
        "openpyxl": _jalankan("-c", _MUAT, str(folder)),
        "dua pekerja": _jalankan(*periksa, "--tanpa-cache", "--pekerja", "2"),
        "cache kosong": _jalankan(*periksa, "--pekerja", "2", cache=cache),
        "cache penuh": _jalankan(*periksa, "--pekerja", "2", cache=cache),
    }


def tabel(waktu: Mapping[int, Sequence[Mapping[str, Waktu]]], memori: Mapping[int, float]) -> str:
    """Medians of the ratios, a column for each number of workbooks."""

    def nisbah(n: int, atas: str, bawah: str, jenis: int) -> str:
        return f"{median(w[atas][jenis] / w[bawah][jenis] for w in waktu[n]):.2f}".replace(".", ",")

    baris = [
        ("CPU periksa satu pekerja : openpyxl memuat", "satu pekerja", "openpyxl", 1),
        ("waktu dua pekerja : satu pekerja", "dua pekerja", "satu pekerja", 0),
        ("waktu mengisi cache : tanpa cache, dua pekerja", "cache kosong", "dua pekerja", 0),
        ("waktu cache penuh : tanpa cache, dua pekerja", "cache penuh", "dua pekerja", 0),
        ("waktu cache penuh : tanpa cache, satu pekerja", "cache penuh", "satu pekerja", 0),
    ]
    isi = [(kata, *(nisbah(n, a, b, j) for n in waktu)) for kata, a, b, j in baris]
    isi.append(("memori puncak tanpa cache (MB)", *(f"{memori[n]:.0f}" for n in waktu)))
    detik = [f"{1000 * median(w['satu pekerja'][1] for w in waktu[n]) / n:.0f}" for n in waktu]
    isi.append(("CPU per buku kerja, satu pekerja (milidetik)", *detik))
    kepala = ("ukuran", *(f"{n} buku" for n in waktu))
    return "\n".join(f"{b[0]:<48}" + "".join(f"{x:>10}" for x in b[1:]) for b in (kepala, *isi))


def utama(argumen: Sequence[str] | None = None) -> int:
    """Build the folders, measure, print the table."""
    pengurai = argparse.ArgumentParser(prog="python -m tests.tolok_ukur.kumpulan", description="Tolok ukur folder.")
    pengurai.add_argument("--banyak", type=int, nargs="+", default=[22, 552], metavar="N", help="banyak buku kerja")
    pengurai.add_argument("--putaran", type=int, default=3, metavar="N", help="banyak putaran (baku 3)")
    pilihan = pengurai.parse_args(argumen)
    waktu: dict[int, list[dict[str, Waktu]]] = {}
    memori = {}
    with TemporaryDirectory(prefix="tolok-ukur-") as akar:
        for n in pilihan.banyak:
            folder = bangun_negara(Path(akar) / str(n), n)
            memori[n] = puncak_memori(folder)
            waktu[n] = [satu_putaran(folder, Path(akar) / f"cache-{n}-{i}") for i in range(pilihan.putaran)]
    print(tabel(waktu, memori))
    return 0


if __name__ == "__main__":
    raise SystemExit(utama())
