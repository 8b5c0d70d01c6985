"""Builds the five example workbooks: python -m workbooks.bangun [FOLDER]."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from workbooks.bangun import gianyar, kota_kupang, rak_ntt, sekretariat_ntt, ttu
from workbooks.bangun.simpan import simpan

BERKAS: Final[dict[str, Callable[[], Workbook]]] = {
    "kota-kupang-2024.xlsx": kota_kupang.buat,
    "sekretariat-ntt-2020.xlsx": sekretariat_ntt.buat,
    "ttu-2023.xlsx": ttu.buat,
    "rak-ntt-2021.xlsx": rak_ntt.buat,
    "gianyar-2024.xlsx": gianyar.buat,
}


def bangun(folder: Path) -> tuple[Path, ...]:
    """Write the five workbooks into `folder` (made when absent) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    hasil = []
    for nama, buat in BERKAS.items():
        simpan(buat(), folder / nama)
        hasil.append(folder / nama)
    return tuple(hasil)


if __name__ == "__main__":
    for berkas in bangun(Path(sys.argv[1] if len(sys.argv) > 1 else "workbooks/contoh")):
        print(berkas.name)
