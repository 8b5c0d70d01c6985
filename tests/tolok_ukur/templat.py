"""Making and reading template workbooks: contenders for the benchmark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import load_workbook

from tests.isi_acak import isi_wajar
from tests.tolok_ukur.ukur import baca_semua
from xlkinerja.buat import buat_berkas
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import isi_baku

TAHUN = 2026


def pesaing_templat(folder: Path, banyak: int) -> Mapping[str, Callable[[], object]]:
    """What is measured over so many template workbooks, by name. "openpyxl simpan" only writes what is in memory."""
    satker = daftar_satker()[:banyak]
    berkas = [x.jalur for x in buat_berkas(satker, TAHUN, folder)]
    dimuat = [load_workbook(b) for b in berkas]
    terisi = [folder / f"terisi-{s.kode}.xlsx" for s in satker]
    for s, jalur in zip(satker, terisi, strict=True):
        jalur.write_bytes(buat_templat(isi_wajar(s, TAHUN, 0)))
    return {
        "templat dibuat": lambda: [buat_templat(isi_baku(s, TAHUN)) for s in satker],
        "templat disimpan openpyxl": lambda: [b.save(folder / "simpan.tmp") for b in dimuat],
        "templat diperiksa": lambda: periksa_jalur(berkas),
        "templat dimuat openpyxl": lambda: [load_workbook(b, data_only=True) for b in berkas],
        "terisi dibaca": lambda: baca_semua(terisi),
        "terisi diperiksa": lambda: periksa_jalur(terisi),
    }
