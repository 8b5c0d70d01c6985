"""The UNO half of the button's test: a workbook on screen, real mouse clicks on the toolbar, what the cells hold after.

`libre_tombol.py PIPE JSON`, run by a Python that can `import uno`, under a display. JSON: `berkas` to click on,
`tombol` its label, `bandingan` another file to read or null, `rupa` the cells [sheet, row, column] whose looks count;
`sela`: a file and the text that is put into it between the clicks, `simpan` where the document is stored after them.
Prints one line: the cells before, after one click, after two, after Undo, those of the other file; the Undo titles; the
seconds of each click.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import uno
from com.sun.star.accessibility.AccessibleRole import PUSH_BUTTON
from libre_uno import _sambung as sambung
from libre_uno import _sifat as sifat

BATAS = 60.0


def keadaan(dok: Any, rupa: list[list[Any]]) -> dict[str, Any]:
    """Sheet -> rows of formulas and of values; "" -> fill and number format of the cells asked for."""
    hasil: dict[str, Any] = {}
    for lembar in dok.Sheets:
        ujung = lembar.createCursor()
        ujung.gotoEndOfUsedArea(False)
        a = ujung.RangeAddress
        rentang = lembar.getCellRangeByPosition(0, 0, a.EndColumn, a.EndRow)
        hasil[lembar.Name] = {"rumus": rentang.getFormulaArray(), "nilai": rentang.getDataArray()}
    hasil[""] = [_rupa(dok, dok.Sheets.getByName(n).getCellByPosition(k - 1, b - 1)) for n, b, k in rupa]
    return hasil


def _rupa(dok: Any, sel: Any) -> list[Any]:
    return [sel.CellBackColor, dok.NumberFormats.getByKey(sel.NumberFormat).FormatString]


def tombol(bingkai: Any, nama: str) -> tuple[int, int]:
    """Where on the screen the middle of a button is."""
    for x in _turunan(bingkai.ContainerWindow.getAccessibleContext()):
        if x.getAccessibleRole() == PUSH_BUTTON and x.getAccessibleName() == nama:
            letak, luas = x.getLocationOnScreen(), x.getSize()
            if luas.Width > 0 and letak.Y > 0:
                return letak.X + luas.Width // 2, letak.Y + luas.Height // 2
    raise SystemExit(f"tidak ada tombol {nama!r} di layar")


def _turunan(x: Any, dalam: int = 0) -> Iterator[Any]:
    yield x
    for i in range(min(x.getAccessibleChildCount(), 200) if dalam < 8 else 0):
        anak = x.getAccessibleChild(i)
        if anak is not None:
            yield from _turunan(anak.getAccessibleContext(), dalam + 1)


def klik(dok: Any, di: tuple[int, int]) -> float:
    """Click, and wait for the bar that says that it is done; the seconds it took."""
    layar = dok.CurrentController
    if layar.hasInfobar("xlkinerja"):
        layar.removeInfobar("xlkinerja")
    mulai = time.monotonic()
    subprocess.run(["xdotool", "mousemove", str(di[0]), str(di[1]), "click", "1"], check=True, env=dict(os.environ))
    while not layar.hasInfobar("xlkinerja"):
        if time.monotonic() - mulai > BATAS:
            raise SystemExit("tombol diklik tetapi tidak ada kabar")
        time.sleep(0.02)
    return time.monotonic() - mulai


def utama(pipa: str, tugas: str) -> None:
    """Open, click twice, undo, do again; print what was seen."""
    t = json.loads(tugas)
    meja = sambung(pipa, BATAS)
    dok = meja.loadComponentFromURL(uno.systemPathToFileUrl(t["berkas"]), "_default", 0, ())
    time.sleep(1.0)  # the toolbars come after the document
    hasil: dict[str, Any] = {"awal": keadaan(dok, t["rupa"]), "waktu": []}
    for kali in ("satu", "dua"):
        if kali == "dua" and t["sela"]:
            with open(t["sela"][0], "w", encoding="utf-8") as f:
                f.write(t["sela"][1])
        hasil["waktu"].append(klik(dok, tombol(dok.CurrentController.Frame, t["tombol"])))
        hasil[kali] = keadaan(dok, t["rupa"])
    if t["simpan"]:
        ke = uno.systemPathToFileUrl(t["simpan"])
        dok.storeToURL(ke, sifat(FilterName="Calc MS Excel 2007 XML", Overwrite=True))
    hasil["langkah"] = list(dok.UndoManager.getAllUndoActionTitles())
    if dok.UndoManager.isUndoPossible():
        dok.UndoManager.undo()
    hasil["urung"] = keadaan(dok, t["rupa"])
    if dok.UndoManager.isRedoPossible():
        dok.UndoManager.redo()
    hasil["ulang"] = keadaan(dok, t["rupa"])
    if t["bandingan"]:
        lain = meja.loadComponentFromURL(uno.systemPathToFileUrl(t["bandingan"]), "_blank", 0, sifat(Hidden=True))
        hasil["bandingan"] = keadaan(lain, t["rupa"])
        lain.close(True)
    dok.setModified(False)
    dok.close(True)
    print(json.dumps(hasil))


if __name__ == "__main__":
    utama(*sys.argv[1:])
