"""Builds all checked-in workbooks: python -m workbooks.bangun [FOLDER] (default: workbooks).

Into FOLDER/contoh the five documents as typed and their figures entered into templates, into FOLDER/templat the two
general templates.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from workbooks.bangun import gianyar, kota_kupang, rak_ntt, sekretariat_ntt, templat, ttu
from workbooks.bangun.simpan import simpan

BERKAS: Final[dict[str, Callable[[], Workbook]]] = {
    "kota-kupang-2024.xlsx": kota_kupang.buat,
    "sekretariat-ntt-2020.xlsx": sekretariat_ntt.buat,
    "ttu-2023.xlsx": ttu.buat,
    "rak-ntt-2021.xlsx": rak_ntt.buat,
    "gianyar-2024.xlsx": gianyar.buat,
}


def bangun(folder: Path) -> tuple[Path, ...]:
    """Write the example workbooks into `folder` (made when absent) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    hasil = []
    for nama, buat in BERKAS.items():
        simpan(buat(), folder / nama)
        hasil.append(folder / nama)
    return (*hasil, *templat.bangun(folder))


def bangun_semua(folder: Path) -> tuple[Path, ...]:
    """The example workbooks and the general templates, each kind in a folder of its own."""
    return (*bangun(folder / "contoh"), *templat.bangun_umum(folder / "templat"))


if __name__ == "__main__":
    akar = Path(sys.argv[1] if len(sys.argv) > 1 else "workbooks")
    for berkas in bangun_semua(akar):
        print(berkas.relative_to(akar))
