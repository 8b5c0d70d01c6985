"""The findings sheet in an open document: written anew, and read for the buttons that go from finding to finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uno

from .daftar import runtun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SATU_HURUF = 226
"""Column width of one character, in hundredths of a millimetre."""
TEBAL, BIASA = 150.0, 100.0
"""com.sun.star.awt.FontWeight."""
ATAS, TENGAH = 1, 2
"""com.sun.star.table.CellVertJustify2."""
SEMUA_ISI = 1 | 2 | 4 | 8 | 16 | 32 | 64 | 256
"""CellFlags: values, dates, texts, notes, formulas, hard attributes, styles, fields."""


def tulis_temuan(dok: Any, baris: Sequence[Sequence[str]]) -> None:
    """Write the findings sheet anew: a sheet of that name is emptied, else one is added at the end."""
    nama = next(b[1] for b in baris if b[0] == "L")
    semua = dok.Sheets
    if not semua.hasByName(nama):
        semua.insertNewByName(nama, semua.Count)
    lembar = semua.getByName(nama)
    akhir = lembar.createCursor()
    akhir.gotoEndOfUsedArea(False)
    a = akhir.RangeAddress
    lembar.getCellRangeByPosition(0, 0, a.EndColumn, a.EndRow).clearContents(SEMUA_ISI)
    gaya = {b[1]: b[2:] for b in baris if b[0] == "G"}
    sel = [b for b in baris if b[0] == "B"]
    for (g, k, atas, bawah) in _blok(sel):
        _gayakan(lembar.getCellRangeByPosition(k, atas, k, bawah), gaya[g])
    for b in sel:
        _isi_temuan(dok, lembar, b)
    _sifat_temuan(dok, lembar, [b[1:] for b in baris if b[0] == "D"])


def _blok(sel: Sequence[Sequence[str]]) -> Iterator[tuple[str, int, int, int]]:
    """(style, column, first row, last row) of the runs of equal styles down each column, 0-based."""
    per_kolom: dict[int, list[tuple[int, str]]] = {}
    for b in sel:
        per_kolom.setdefault(int(b[2]) - 1, []).append((int(b[1]) - 1, b[3]))
    for k, isi in per_kolom.items():
        yield from ((gaya, k, atas, akhir) for gaya, atas, akhir in runtun(isi))


def _gayakan(rentang: Any, g: Sequence[str]) -> None:
    tebal, garis, kotak, bungkus, ukuran, huruf, isian, rata, tegak = g
    rentang.CharFontName, rentang.CharHeight = "Calibri", float(ukuran)
    rentang.CharWeight = TEBAL if tebal == "1" else BIASA
    rentang.CharUnderline = 1 if garis == "1" else 0
    rentang.CharColor = int(huruf, 16)
    rentang.CellBackColor = -1 if isian == "-" else int(isian, 16)
    rentang.IsTextWrapped = bungkus == "1"
    mendatar = {"center": "CENTER", "right": "RIGHT"}.get(rata, "STANDARD")
    rentang.HoriJustify = uno.Enum("com.sun.star.table.CellHoriJustify", mendatar)
    rentang.VertJustify = TENGAH if tegak == "center" else ATAS
    if kotak == "1":
        tepi = uno.createUnoStruct("com.sun.star.table.BorderLine2")
        tepi.Color, tepi.OuterLineWidth = 0x808080, 18
        for sisi in ("TopBorder", "BottomBorder", "LeftBorder", "RightBorder"):
            setattr(rentang, sisi, tepi)


def _isi_temuan(dok: Any, lembar: Any, b: Sequence[str]) -> None:
    sel = lembar.getCellByPosition(int(b[2]) - 1, int(b[1]) - 1)
    jenis, isi, tautan = b[4], b[5], b[6]
    if jenis == "N":
        sel.setValue(float(isi))
    elif jenis == "T" and not tautan:
        sel.setString(isi)
    elif jenis == "T":
        sel.setString("")
        medan = dok.createInstance("com.sun.star.text.TextField.URL")
        lembar_tujuan, _, alamat = tautan.rpartition("!")
        medan.URL, medan.Representation = "#" + lembar_tujuan + "." + alamat, isi
        sel.insertTextContent(sel.createTextCursor(), medan, False)


def _sifat_temuan(dok: Any, lembar: Any, baris: Sequence[Sequence[str]]) -> None:
    for nama, *isi in baris:
        if nama == "lebar":
            lembar.Columns.getByIndex(int(isi[0]) - 1).Width = int(float(isi[1]) * _SATU_HURUF)
        elif nama == "sembunyi":
            lembar.Columns.getByIndex(int(isi[0]) - 1).IsVisible = False
        elif nama == "pilihan":
            _pilihan(lembar.getCellRangeByName(isi[0]), isi[1].split(","), isi[2])
    lembar.Rows.OptimalHeight = True


def _pilihan(rentang: Any, kata: Sequence[str], petunjuk: str) -> None:
    """Offer words in a range; others are let through."""
    aturan = rentang.Validation
    aturan.Type = uno.Enum("com.sun.star.sheet.ValidationType", "LIST")
    aturan.ShowErrorMessage = False
    aturan.ShowInputMessage, aturan.InputMessage = True, petunjuk
    aturan.setFormula1(";".join(f'"{k}"' for k in kata))
    rentang.Validation = aturan


def di_layar(dok: Any, baris: Sequence[Sequence[str]]) -> None:
    """Freeze the rows on top of an added sheet; what is on screen and selected stays so.

    Outside of the Undo step, since Undo does not take a sheet away that came to the screen within it (seen in 7.4). No
    filter: through UNO it makes a table of the range, through the window a second Undo step.
    """
    layar = dok.CurrentController
    if layar is None:
        return
    lembar = dok.Sheets.getByName(next(b[1] for b in baris if b[0] == "L"))
    beku = next((int(b[2]) for b in baris if b[:2] == ["D", "beku"]), 0)
    semula, pilihan = layar.ActiveSheet, layar.getSelection()
    layar.setActiveSheet(lembar)
    if beku:
        layar.freezeAtPosition(0, beku)
    layar.select(lembar.getCellByPosition(0, 0))
    layar.setActiveSheet(semula)
    layar.select(pilihan)


def daftar_temuan(dok: Any, nama: str, penanda: str) -> list[tuple[str, str]]:
    """(sheet, cell) of the findings on that sheet, in order, of a sheet whose first cell begins with `penanda`."""
    return [(b[3], b[4]) for b in _baris_temuan(dok, nama, penanda) if b[3] and b[4]]


def pesan_temuan(dok: Any, nama: str, lembar: str, sel: str) -> str:
    """What the findings sheet says about a cell."""
    return " · ".join(f"{b[1]} {b[8]}" for b in _baris_temuan(dok, nama, "") if (b[3], b[4]) == (lembar, sel))


def _baris_temuan(dok: Any, nama: str, penanda: str) -> Sequence[Sequence[Any]]:
    if not dok.Sheets.hasByName(nama):
        return ()
    lembar = dok.Sheets.getByName(nama)
    if not lembar.getCellByPosition(0, 0).getString().startswith(penanda):
        return ()
    akhir = lembar.createCursor()
    akhir.gotoEndOfUsedArea(False)
    semua = lembar.getCellRangeByPosition(0, 0, 12, max(akhir.RangeAddress.EndRow, 4)).getDataArray()
    return tuple(semua[4:])
