"""The change list through xlwings' own remote engine: the actions it records, cell by cell.

That engine (xlwings.pro) is licensed for noncommercial use and stands in tests only; it needs its key when xlwings is
imported, hence a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from test_excel import _cepat

from tests.test_setelan_pakai import SKALA, atur, buku
from xlkinerja.perubahan import Jenis, Perubahan
from xlkinerja.setelan import skala_setelan
from xlkinerja.setelan_asal import setelan_asal
from xlkinerja.terapkan import hitung_perubahan


def _catat(jalur: Path) -> None:
    """In the other process: the actions as JSON on stdout."""
    import xlwings as xw  # noqa: PLC0415
    from openpyxl import load_workbook  # noqa: PLC0415

    from xlkinerja.buku.excel import terapkan  # noqa: PLC0415

    lembar = [
        {
            "name": ws.title,
            "values": [["" if x is None else str(x) for x in b] for b in ws.iter_rows(values_only=True)],
            "pictures": [],
            "tables": [],
        }
        for ws in load_workbook(jalur).worksheets
    ]
    kepala = {"name": jalur.name, "active_sheet_index": 0, "selection": "A1"}
    isi = {"client": "Google Apps Script", "version": xw.__version__, "book": kepala, "names": [], "sheets": lembar}
    buku: Any = xw.Book(json=isi)
    _, p = hitung_perubahan(jalur, skala=skala_setelan(setelan_asal(jalur)))
    terapkan(buku, p)
    print(json.dumps({"nama": [x["name"] for x in lembar], "aksi": buku.json()["actions"]}))


def _warna(p: Perubahan) -> dict[tuple[str, int, int], str]:
    return {(w.lembar, w.baris, w.kolom): f"#{w.warna}".lower() for w in p.warna if w.warna is not None}


def _sel(lembar: str, aksi: dict[str, Any]) -> list[tuple[str, int, int]]:
    """The cells of an action, row by row."""
    baris, kolom = aksi["start_row"] or 0, aksi["start_column"] or 0
    return [
        (lembar, baris + i + 1, kolom + k + 1)
        for i in range(aksi["row_count"] or 0)
        for k in range(aksi["column_count"] or 0)
    ]


def _minta(jalur: Path) -> dict[str, Any]:
    """What `_catat` saw."""
    akar = Path(__file__).parents[1]
    hasil = subprocess.run(
        [sys.executable, __file__, str(jalur)],
        env={
            **os.environ,
            "XLWINGS_LICENSE_KEY": "noncommercial",
            "PYTHONPATH": f"{akar}{os.pathsep}{akar / 'tests'}",
        },
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr.decode()
    catatan: dict[str, Any] = json.loads(hasil.stdout)
    return catatan


def test_kategori_menurut_setelan_foldernya(tmp_path: Path) -> None:
    jalur = buku(tmp_path / "belu.xlsx", capaian=0.8195, satker="Kabupaten Belu")
    atur(tmp_path, SKALA)
    isi = [a for a in _minta(jalur)["aksi"] if a["func"] == "setValues" and a["sheet_position"] == 0]
    assert [(_sel("Capaian", a), a["values"]) for a in isi] == [([("Capaian", 4, 6)], [["Sedang"]])]


def test_yang_diminta_dari_mesin_jauh(tmp_path: Path) -> None:
    jalur = _cepat(tmp_path)
    catatan = _minta(jalur)
    _, p = hitung_perubahan(jalur)
    assert p.temuan is not None and {x.jenis for x in p.isi} == {Jenis.ANGKA}
    nama = [*catatan["nama"], p.temuan.nama]
    warna, isi, temuan = {}, {}, None
    for a in catatan["aksi"]:
        if a["sheet_position"] is None:
            assert a["func"] == "addSheet", a
            continue
        lembar = nama[a["sheet_position"]]
        if lembar == p.temuan.nama:
            temuan = a["values"] if a["func"] == "setValues" else temuan
        elif a["func"] == "setRangeColor":
            warna |= dict.fromkeys(_sel(lembar, a), a["args"][0])
        elif a["func"] == "setValues":
            isi |= dict(zip(_sel(lembar, a), (x for b in a["values"] for x in b), strict=True))
        else:
            assert a["func"] == "activateSheet", a
    assert warna == _warna(p)
    assert isi == {(x.lembar, x.baris, x.kolom): float(x.isi) for x in p.isi}
    assert temuan is not None
    tertulis = [
        [str(x).removeprefix("'") if isinstance(x, str) else x for x in b if x not in ("", None)] for b in temuan
    ]
    perlu = [[s.nilai for s in b if s is not None and s.nilai] for b in p.temuan.baris]
    assert tertulis == perlu


if __name__ == "__main__":
    _catat(Path(sys.argv[1]))
