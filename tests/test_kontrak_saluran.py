"""One contract for every way to the cells: the same workbook in, the same cells out, whatever applies the changes.

The file backend is the measure. The others get the change list: a workbook in memory, the one open in Excel (xlwings'
object model over `tests/excel_tiruan.py`), the one open in LibreOffice. What the add-in's VBA does with the same list
is in `tests/test_addin.py`, a mouse click on LibreOffice's toolbar in `tests/test_tombol_libre.py`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.excel_tiruan import excel_terbuka, isi_buku
from tests.libre import Libre
from xlkinerja.buku.excel import terapkan
from xlkinerja.lembar_temuan import KOLOM_GAYA
from xlkinerja.perubahan import Jenis, Perubahan, tulis_tsv
from xlkinerja.terapkan import hitung_jalur, hitung_perubahan

pytest_plugins = ["tests.libre"]

AKAR = Path(__file__).parents[1]
Sel = tuple[str, int, int]
Isi = dict[Sel, Any]
Warna = dict[Sel, str | None]
Saluran = Callable[[Path, Perubahan, Libre], tuple[Isi, Warna]]


def _baca(buku: Any) -> tuple[Isi, Warna]:
    isi: Isi = {}
    warna: Warna = {}
    for x in buku.worksheets:
        for baris in x.iter_rows():
            for s in baris:
                di = (x.title, s.row, s.column)
                if s.value not in (None, ""):
                    isi[di] = float(f"{s.value:.12g}") if isinstance(s.value, int | float) else s.value
                if s.fill.patternType == "solid":
                    warna[di] = str(s.fill.fgColor.rgb)[-6:]
    return isi, warna


def _ingatan(jalur: Path, p: Perubahan, _libre: Libre) -> tuple[Isi, Warna]:
    isi, warna = _baca(load_workbook(jalur))
    for x in p.isi:
        di = (x.lembar, x.baris, x.kolom)
        if x.jenis is Jenis.KOSONG:
            isi.pop(di, None)
        elif x.jenis is Jenis.ANGKA:
            isi[di] = float(f"{x.isi:.12g}")
        else:
            isi[di] = f"={x.isi}" if x.jenis is Jenis.RUMUS else x.isi
    for w in p.warna:
        warna[w.lembar, w.baris, w.kolom] = w.warna
    if p.temuan is not None:
        isi = {di: n for di, n in isi.items() if di[0] != p.temuan.nama}
        for b, baris in enumerate(p.temuan.baris, 1):
            for k, s in enumerate(baris, 1):
                if s is not None and s.nilai:
                    isi[p.temuan.nama, b, k] = s.nilai if isinstance(s.nilai, str) else float(s.nilai)
    return isi, warna


def _xlwings(jalur: Path, p: Perubahan, _libre: Libre) -> tuple[Isi, Warna]:
    with excel_terbuka(jalur) as (buku,):
        terapkan(buku, p)
        return _baca(isi_buku(buku))


def _uno(jalur: Path, p: Perubahan, libre: Libre) -> tuple[Isi, Warna]:
    daftar, hasil = jalur.with_suffix(".tsv"), jalur.with_name("libre.xlsx")
    daftar.write_text(tulis_tsv(p), encoding="ascii")
    modul = str(AKAR / "xlkinerja" / "buku" / "libre")
    langkah = {"kerja": "terapkan_daftar", "modul": modul, "daftar": str(daftar)}
    libre.jalankan(jalur, [langkah], simpan=hasil)
    return _baca(load_workbook(hasil))


@pytest.mark.parametrize("nama", ["kota-kupang-2024", "gianyar-2024", "ttu-2023", "sekretariat-ntt-2020"])
@pytest.mark.parametrize("saluran", [_ingatan, _xlwings, _uno], ids=lambda f: f.__name__[1:])
def test_sel_yang_sama_lewat_semua_saluran(saluran: Saluran, nama: str, libre: Libre, tmp_path: Path) -> None:
    jalur = Path(shutil.copy(AKAR / "workbooks" / "contoh" / f"{nama}.xlsx", tmp_path))
    hitung_jalur([jalur], keluaran=tmp_path / "hasil")
    benar, warna_benar = _baca(load_workbook(tmp_path / "hasil" / jalur.name))
    _, p = hitung_perubahan(jalur)
    assert p.temuan is not None
    isi, warna = saluran(jalur, p, libre)
    temuan = p.temuan.nama
    lewat = {di for di in (*benar, *isi) if di[0] == temuan and di[2] == KOLOM_GAYA}
    assert {di: n for di, n in isi.items() if di not in lewat} == {di: n for di, n in benar.items() if di not in lewat}
    diubah = [(x.lembar, x.baris, x.kolom) for x in (*p.isi, *p.warna)]
    assert [warna.get(di) for di in diubah] == [warna_benar.get(di) for di in diubah]
