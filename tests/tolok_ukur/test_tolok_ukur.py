"""The benchmark still runs, its workbooks are read whole and hold only the faults that were put in."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tolok_ukur.bahan import bangun
from xlkinerja.kumpulan import periksa_jalur

AKAR = Path(__file__).parents[2]


def test_mode_cepat_berjalan() -> None:
    perintah = [sys.executable, "-m", "tests.tolok_ukur", "--cepat"]
    keluar = subprocess.run(perintah, cwd=AKAR, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert keluar.startswith("2 buku kerja enam lembar")
    for ukuran in (
        "periksa : openpyxl memuat",
        "muat + simpan : hitung seluruhnya",
        "membuat templat",
        "memori puncak",
        "--help",
    ):
        assert ukuran in keluar


def test_tolok_ukur_folder_berjalan() -> None:
    perintah = [sys.executable, "-m", "tests.tolok_ukur.kumpulan", "--banyak", "2", "--putaran", "1"]
    keluar = subprocess.run(perintah, cwd=AKAR, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert keluar.splitlines()[0].split() == ["ukuran", "2", "buku"]
    assert "waktu cache penuh : tanpa cache, dua pekerja" in keluar


def test_bahan_terbaca_utuh(tmp_path: Path) -> None:
    berkas = bangun(tmp_path, 1)
    assert [b.name for b in berkas] == ["kpu-01-2022.xlsx"]
    (hasil,) = periksa_jalur(berkas).berkas
    isi = {d.lembar: (d.formulir, len(d.baris)) for d in hasil.berkas.dokumen}
    assert isi == {
        "Anggaran": ("anggaran_realisasi", 123),
        "Capaian": ("capaian_sasaran", 60),
        "PK": ("target_sasaran", 60),
        "RAK": ("rak_bulan", 60),
        "Renstra": ("renstra", 60),
    }
    assert Counter(t.kode for t in hasil.temuan) == {"S002": 1, "K201": 2}
