"""`python -m tests.suntik [--banyak N] [--kelas TEKS] [--rinci]`: inject faults, print the table."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.suntik.bahan import KABUPATEN, bersih
from tests.suntik.daftar import SEMUA
from tests.suntik.ukur import Hasil, tabel, ukur_kelas


def utama(argumen: Sequence[str] | None = None) -> int:
    """Run; 0 if at least 99% are found, 95% of the causes are right and clean workbooks are silent."""
    pengurai = argparse.ArgumentParser(prog="python -m tests.suntik", description="Uji suntik kesalahan.")
    pengurai.add_argument("--banyak", type=int, default=25, metavar="N", help="suntikan tiap jenis (baku 25)")
    pengurai.add_argument("--kelas", default="", metavar="TEKS", help="hanya jenis yang namanya memuat TEKS")
    pengurai.add_argument("--bersih", type=int, default=100, metavar="N", help="buku kerja tanpa kesalahan (baku 100)")
    pengurai.add_argument("--rinci", action="store_true", help="uraikan yang tidak sempurna")
    pengurai.add_argument("--pekerja", type=int, default=2, metavar="N", help="proses (baku 2)")
    p = pengurai.parse_args(argumen)
    pilihan = [i for i, k in enumerate(SEMUA) if p.kelas.casefold() in k.nama.casefold()]
    with ProcessPoolExecutor(p.pekerja) as kolam:
        semua = list(kolam.map(_kerjakan, pilihan, [p.banyak] * len(pilihan)))
        temuan = sum(kolam.map(bersih, range(p.bersih), chunksize=4))
    hasil = []
    for i, (suntikan, ditemukan, sebab, lebih, gagal) in zip(pilihan, semua, strict=True):
        hasil.append(Hasil(SEMUA[i], suntikan, ditemukan, sebab, lebih, gagal))
    print("\n".join(tabel(hasil, (p.bersih, temuan))))
    if p.rinci:
        for h in hasil:
            print("\n".join([f"\n== {h.kelas.nama}", *h.gagal]) if h.gagal else "", end="")
        print()
    n = sum(h.suntikan for h in hasil)
    cukup = sum(h.ditemukan for h in hasil) >= 0.99 * n and sum(h.sebab_benar for h in hasil) >= 0.95 * n
    return 0 if cukup and not temuan and len(KABUPATEN) == 22 else 1


def _kerjakan(ke: int, banyak: int) -> tuple[int, int, int, int, list[str]]:
    """In a worker: classes hold functions and do not travel, their numbers do."""
    h = ukur_kelas(SEMUA[ke], banyak)
    return h.suntikan, h.ditemukan, h.sebab_benar, h.lebih, h.gagal


if __name__ == "__main__":
    raise SystemExit(utama())
