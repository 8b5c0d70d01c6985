"""Cells written into an open document, in calls that LibreOffice records for Undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import uno

from .daftar import larik

if TYPE_CHECKING:
    from collections.abc import Sequence

EXCEL = 3
"""AddressConvention.XL_OOX: formulas in Excel's own notation."""
_SEL = re.compile(r"\$?\b[A-Z]{1,3}\$?[0-9]{1,7}\b")


class Pengisi:
    """Writes lines of one sheet's cells; number formats and formulas are translated once each."""

    def __init__(self, dok: Any, lembar: Any) -> None:
        self.dok, self.lembar = dok, lembar
        self.format: dict[str, int] = {}
        self.inggris = uno.createUnoStruct("com.sun.star.lang.Locale")
        self.inggris.Language, self.inggris.Country = "en", "US"
        self.pengurai: Any = None
        self.rumus: dict[str, str] = {}

    def gayakan(self, baris: Sequence[Sequence[str]]) -> None:
        """The number formats and fills of all lines: cells below each other that get the same one in one go."""
        for format, kolom, atas, bawah in larik((b[5] if len(b) > 5 and b[0] != "W" else "", b) for b in baris):
            rentang = self.lembar.getCellRangeByPosition(kolom, atas, kolom, bawah)
            rentang.NumberFormat = self._nomor_format(format)
        for warna, kolom, atas, bawah in larik((b[4] if b[0] == "W" else "", b) for b in baris):
            rentang = self.lembar.getCellRangeByPosition(kolom, atas, kolom, bawah)
            rentang.CellBackColor = -1 if warna == "-" else int(warna, 16)

    def ubah(self, b: Sequence[str]) -> None:
        """The content of one line's cell."""
        jenis, baris, kolom, isi = b[0], int(b[2]) - 1, int(b[3]) - 1, b[4]
        if jenis == "W":
            return
        sel = self.lembar.getCellByPosition(kolom, baris)
        if jenis == "N":
            sel.setValue(float(isi))
        elif jenis == "T":
            sel.setString(isi)  # never read as a number or a formula
        elif jenis == "F":
            sel.setFormula("=" + self._rumus(isi[1:], baris, kolom))
        else:
            sel.setFormula("")

    def _nomor_format(self, kode: str) -> int:
        if kode not in self.format:
            semua = self.dok.NumberFormats
            nomor = semua.queryKey(kode, self.inggris, False)
            self.format[kode] = nomor if nomor != -1 else semua.addNew(kode, self.inggris)
        return self.format[kode]

    def _rumus(self, rumus: str, baris: int, kolom: int) -> str:
        """A formula in Excel's notation as `setFormula` takes it. Those of one column differ in their cells only, so
        that one is translated and the others take its words."""
        sel = _SEL.findall(rumus)
        bentuk = _SEL.sub("\0", rumus)
        if "!" in rumus or bentuk not in self.rumus:
            jadi = self._terjemahkan(rumus, baris, kolom)
            if "!" in rumus or _SEL.findall(jadi) != sel:
                return jadi
            self.rumus[bentuk] = _SEL.sub("\0", jadi)
        isi = iter(sel)
        return "".join(next(isi) if x == "\0" else x for x in re.split("(\0)", self.rumus[bentuk]))

    def _terjemahkan(self, rumus: str, baris: int, kolom: int) -> str:
        if self.pengurai is None:
            self.pengurai = self.dok.createInstance("com.sun.star.sheet.FormulaParser")
            self.pengurai.CompileEnglish = True
        di = self.lembar.getCellByPosition(kolom, baris).CellAddress
        self.pengurai.FormulaConvention = EXCEL
        bagian = self.pengurai.parseFormula(rumus, di)
        self.pengurai.FormulaConvention = 0  # AddressConvention.OOO
        return str(self.pengurai.printFormula(bagian, di))
