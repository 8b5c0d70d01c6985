"""Contenders to medians of CPU time, interleaved; sub-processes to CPU time and peak memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from shutil import rmtree
from statistics import median

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.gaya import Gaya
from xlkinerja.buku.sisip import gaya_sel, terapkan
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.model import Berkas
from xlkinerja.periksa import baca_jalur, periksa_buku, tanpa_daur_ulang
from xlkinerja.terapkan import hitung_jalur
from xlkinerja.tulis import Rencana, rencanakan

_PUNCAK = """
import sys
from xlkinerja.cli import utama
utama(["periksa", sys.argv[1], "--tanpa-cache", "--pekerja", "1"])
sys.stdout.flush()
try:
    isi = open("/proc/self/status").read()
    kb = int(isi.split("VmHWM:")[1].split()[0])
except OSError:
    import resource
    kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print("PUNCAK", kb)
"""
"""The high-water mark of the child's own memory map; ru_maxrss of a forked child would count its parent's."""


def pesaing(berkas: Sequence[Path], kerja: Path) -> Mapping[str, Callable[[], object]]:
    """What is measured over all workbooks, by name; `kerja` is a folder for what is written."""
    keluaran = kerja / "hasil"
    rencana = [(b, _rencana(b)) for b in berkas]

    def hitung() -> None:
        rmtree(keluaran, ignore_errors=True)
        keluaran.mkdir()
        hitung_jalur(berkas, keluaran=keluaran)

    return {
        "periksa": lambda: periksa_jalur(berkas),
        "dibaca": lambda: baca_semua(berkas),
        "openpyxl baca": lambda: [load_workbook(b, data_only=True) for b in berkas],
        "calamine baca": lambda: [_calamine(b) for b in berkas],
        "hitung": hitung,
        "tulis": lambda: [
            (kerja / "tulis.xlsx").write_bytes(terapkan(b.read_bytes(), r.suntingan, r.lembar)) for b, r in rencana
        ],
        "openpyxl bolak-balik": lambda: [load_workbook(b).save(kerja / "openpyxl.xlsx") for b in berkas],
    }


def baca_semua(berkas: Sequence[Path]) -> list[Berkas]:
    """Read and keep the records of all, as `periksa` does before the rules."""
    with tanpa_daur_ulang():
        return [baca_jalur(b, b.name)[0] for b in berkas]


def _rencana(berkas: Path) -> Rencana:
    """Everything that `hitung` writes into a workbook: computed cells, marks and the sheet of findings."""
    buku, paket = buka_jalur(berkas)
    gaya = Gaya(paket.baca("xl/styles.xml"))
    return rencanakan(buku, periksa_buku(buku, berkas.name), gaya, partial(gaya_sel, paket.isi))


def _calamine(berkas: Path) -> list[object]:
    buku = CalamineWorkbook.from_path(str(berkas))
    return [buku.get_sheet_by_name(n).to_python() for n in buku.sheet_names]


def ukur(daftar: Mapping[str, Callable[[], object]], putaran: int) -> dict[str, list[float]]:
    """CPU seconds of each contender, one per round; every round runs them all, one after the other."""
    hasil: dict[str, list[float]] = {n: [] for n in daftar}
    for _ in range(putaran):
        for nama, kerjakan in daftar.items():
            gc.collect()
            mulai = time.process_time()
            kerjakan()
            hasil[nama].append(time.process_time() - mulai)
    return hasil


def nisbah(waktu: Mapping[str, Sequence[float]], atas: str, bawah: str) -> float:
    """Median over the rounds of the ratio of two contenders."""
    return median(a / b for a, b in zip(waktu[atas], waktu[bawah], strict=True))


def selisih(waktu: Mapping[str, Sequence[float]], atas: str, bawah: str) -> list[float]:
    """What one contender costs beyond another, per round; never nothing."""
    return [max(a - b, 1e-6) for a, b in zip(waktu[atas], waktu[bawah], strict=True)]


def cpu_bantuan(kali: int) -> float:
    """Median CPU seconds of `xlkinerja --help` in a process of its own (0 where the system does not tell)."""
    hasil: list[float] = []
    for _ in range(kali):
        awal = os.times()
        subprocess.run([sys.executable, "-m", "xlkinerja", "--help"], check=True, capture_output=True)
        akhir = os.times()
        anak = akhir.children_user + akhir.children_system - awal.children_user - awal.children_system
        hasil.append(anak)
    return median(hasil)


def puncak_memori(berkas: Path) -> float:
    """Peak resident memory in MB of `xlkinerja periksa` in a process of its own."""
    jalan = [sys.executable, "-c", _PUNCAK, str(berkas)]
    keluar = subprocess.run(jalan, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return int(keluar.rsplit("PUNCAK", 1)[1]) / 1024
