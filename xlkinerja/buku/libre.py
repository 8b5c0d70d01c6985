r"""The open LibreOffice document: a copy for the engine, and the list of changes applied to the cells as one Undo step.

Reads the change list as text (its form is in `perubahan`), needs nothing but LibreOffice's own Python from 3.8 on: the
extension carries this file as it stands, also where the engine runs outside. Every change goes through the calls that
LibreOffice records for Undo; arrays are faster but are not recorded.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uno

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

KEPALA = "xlkinerja-perubahan"
VERSI = "1"
XLSX = "Calc MS Excel 2007 XML"
EXCEL = 3
"""AddressConvention.XL_OOX: formulas in Excel's own notation."""
_ESKAPE = re.compile(r"\\u([0-9A-F]{4})")
_SEL = re.compile(r"\$?\b[A-Z]{1,3}\$?[0-9]{1,7}\b")
_SATU_HURUF = 226
"""Column width of one character, in hundredths of a millimetre."""
VERSI_XLKINERJA = "@VERSI@"
"""Filled in when the extension is built."""
TEBAL, BIASA = 150.0, 100.0
"""com.sun.star.awt.FontWeight."""
ATAS, TENGAH = 1, 2
"""com.sun.star.table.CellVertJustify2."""
SEMUA_ISI = 1 | 2 | 4 | 8 | 16 | 32 | 64 | 256
"""CellFlags: values, dates, texts, notes, formulas, hard attributes, styles, fields."""


class TakDapat(Exception):
    """The document cannot be changed. The message is one Indonesian line: why and what to do."""


class Daftar:
    """A change list: `ringkasan` for the reader, `sel` the lines of cells by sheet, `temuan` the lines of the findings
    sheet (empty if it stays)."""

    def __init__(self, teks: str) -> None:
        baris = [b.split("\t") for b in teks.replace("\r\n", "\n").split("\n") if b]
        if not baris or baris[0] != [KEPALA, VERSI]:
            raise TakDapat("Daftar perubahan dari mesin xlkinerja tidak dikenal; pasang ulang ekstensinya.")
        self.ringkasan = ""
        self.sel: dict[str, list[list[str]]] = {}
        self.temuan: list[list[str]] = []
        for b in ([_lepas(x) for x in b] for b in baris[1:]):
            if b[0] == "R":
                self.ringkasan = b[1]
            elif b[0] in "NTFKW":
                self.sel.setdefault(b[1], []).append(b)
            else:
                self.temuan.append(b)

    @property
    def ada(self) -> bool:
        """True if anything changes."""
        return bool(self.sel or self.temuan)


def _lepas(teks: str) -> str:
    """A field as it was before it was made ASCII; two escapes may be one letter."""
    if "\\" not in teks:
        return teks
    bagian = _ESKAPE.sub(lambda c: chr(int(c[1], 16)), teks)
    return bagian.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# The copy


def simpan_salinan(dok: Any, jalur: str) -> None:
    """Store the document as it stands on screen as an .xlsx copy, without touching its own file or state."""
    dok.storeToURL(uno.systemPathToFileUrl(jalur), (_sifat("FilterName", XLSX), _sifat("Overwrite", True)))


def _sifat(nama: str, nilai: object) -> Any:
    x = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    x.Name, x.Value = nama, nilai
    return x


# Applying


def terapkan(dok: Any, daftar: Daftar, kemajuan: Callable[[int], None] = lambda _n: None) -> None:
    """Apply a change list to a document: all of it as one Undo step named "Hitung Ulang", or nothing.

    `kemajuan` is told the number of lines done. Raises TakDapat before anything is changed if the document is
    read-only or a sheet that must be changed is protected.
    """
    _periksa(dok, daftar)
    baru = bool(daftar.temuan) and not dok.Sheets.hasByName(_nama_temuan(daftar))
    with _satu_langkah(dok), _diam(dok), _terbuka(dok, daftar):
        _ubah_sel(dok, daftar, kemajuan)
        if daftar.temuan:
            _tulis_temuan(dok, daftar.temuan)
    if baru:
        _di_layar(dok, daftar.temuan)
    kemajuan(banyaknya(daftar))


def _ubah_sel(dok: Any, daftar: Daftar, kemajuan: Callable[[int], None]) -> None:
    sudah = 0
    for nama, baris in daftar.sel.items():
        pengisi = _Pengisi(dok, dok.Sheets.getByName(nama))
        pengisi.gayakan(baris)
        for b in baris:
            pengisi.ubah(b)
            sudah += 1
            if sudah % 500 == 0:
                kemajuan(sudah)


def banyaknya(daftar: Daftar) -> int:
    """Lines to apply."""
    return sum(map(len, daftar.sel.values())) + len(daftar.temuan)


def _periksa(dok: Any, daftar: Daftar) -> None:
    if daftar.ada and dok.isReadonly():
        raise TakDapat("Dokumen ini hanya untuk dibaca. Simpan dengan nama lain, lalu ulangi.")
    for nama in daftar.sel:
        if not dok.Sheets.hasByName(nama):
            raise TakDapat(f"Lembar “{nama}” tidak ada lagi. Ulangi Hitung Ulang.")
    if daftar.temuan and dok.isProtected() and not dok.Sheets.hasByName(_nama_temuan(daftar)):
        raise TakDapat(
            "Struktur buku kerja diproteksi sehingga lembar Temuan tidak dapat ditambahkan; tidak ada yang diubah. "
            "Buka proteksinya (Tools > Protect Spreadsheet Structure), lalu ulangi."
        )


def _nama_temuan(daftar: Daftar) -> str:
    return next(b[1] for b in daftar.temuan if b[0] == "L")


@contextmanager
def _terbuka(dok: Any, daftar: Daftar) -> Iterator[None]:
    """The sheets that change without their protection, as a template's have one against slips, without a password;
    afterwards with it. Raises TakDapat if one has a password."""
    nama = [*daftar.sel, *([_nama_temuan(daftar)] if daftar.temuan else ())]
    ada = [dok.Sheets.getByName(n) for n in dict.fromkeys(nama) if dok.Sheets.hasByName(n)]
    dibuka = [x for x in ada if x.isProtected()]
    try:
        for x in dibuka:
            x.unprotect("")
        terkunci = [x.Name for x in dibuka if x.isProtected()]
        if terkunci:
            semua = "”, “".join(terkunci)
            raise TakDapat(
                f"Lembar “{semua}” diproteksi dengan sandi sehingga hasilnya tidak dapat ditulis; tidak ada yang "
                "diubah. Buka proteksinya (Tools > Protect Sheet), lalu ulangi."
            )
        yield
    finally:
        for x in dibuka:
            if not x.isProtected():
                x.protect("")


@contextmanager
def _satu_langkah(dok: Any) -> Iterator[None]:
    """One Undo step; undone at once if something goes wrong."""
    urung = dok.UndoManager
    urung.enterUndoContext("Hitung Ulang")
    gagal = True
    try:
        yield
        gagal = False
    finally:
        urung.leaveUndoContext()
        if gagal and urung.isUndoPossible() and urung.getCurrentUndoActionTitle() == "Hitung Ulang":
            urung.undo()


@contextmanager
def _diam(dok: Any) -> Iterator[None]:
    """No redrawing and no recalculating in between."""
    otomatis = dok.isAutomaticCalculationEnabled()
    dok.lockControllers()
    dok.addActionLock()
    dok.enableAutomaticCalculation(False)
    try:
        yield
    finally:
        dok.enableAutomaticCalculation(otomatis)
        if otomatis:
            dok.calculate()
        dok.removeActionLock()
        dok.unlockControllers()


def _larik(baris: Iterator[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, int, int, int]]:
    """(look, column, first row, last row), 0-based, of the runs of lines down each column that get the same look; ""
    is none."""
    per_kolom: dict[int, list[tuple[int, str]]] = {}
    for rupa, b in baris:
        if rupa:
            per_kolom.setdefault(int(b[3]) - 1, []).append((int(b[2]) - 1, rupa))
    for k, isi in per_kolom.items():
        isi.sort()
        yield from ((rupa, k, atas, bawah) for rupa, atas, bawah in _runtun(isi))


def _runtun(isi: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """(word, first row, last row) of the runs of one word in neighbouring rows."""
    atas, kata = isi[0]
    akhir = atas
    for r, lain in isi[1:]:
        if lain != kata or r != akhir + 1:
            yield kata, atas, akhir
            atas, kata = r, lain
        akhir = r
    yield kata, atas, akhir


class _Pengisi:
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
        for format, kolom, atas, bawah in _larik((b[5] if len(b) > 5 and b[0] != "W" else "", b) for b in baris):
            rentang = self.lembar.getCellRangeByPosition(kolom, atas, kolom, bawah)
            rentang.NumberFormat = self._nomor_format(format)
        for warna, kolom, atas, bawah in _larik((b[4] if b[0] == "W" else "", b) for b in baris):
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


# The findings sheet


def _tulis_temuan(dok: Any, baris: Sequence[Sequence[str]]) -> None:
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
        yield from ((gaya, k, atas, akhir) for gaya, atas, akhir in _runtun(isi))


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


def _di_layar(dok: Any, baris: Sequence[Sequence[str]]) -> None:
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
