"""The UNO half of `tests.libre`: JSON lines on stdin become calls of a running LibreOffice, answers go to stdout.

Run by any Python that can `import uno` (the system's, or LibreOffice's own: keep to old syntax), not by the venv:
`libre_uno.py PIPE SECONDS`. First line out: `{"hasil": VERSION}`. Then per line in, `{"asal", "langkah", "simpan"}`:
one line once the workbook is open, one per step, one once it is stored and closed. `{"galat": TEXT}` ends a request
early. End of input ends LibreOffice too. Formulas go in and come out in Excel's own dialect.
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoException

RUMUS, GALAT = 16, 4
"""CellFlags.FORMULA; FormulaResult.ERROR."""
DIALEK_EXCEL = 3
"""AddressConvention.XL_OOX: comma between arguments, `Sheet!A1`."""
XLSX = "Calc MS Excel 2007 XML"
SARINGAN = {".xlsx": XLSX, ".xlsm": "Calc MS Excel 2007 VBA XML"}
"""Filters forced by suffix; without them LibreOffice reads a damaged .xlsx as text."""

_TEKS = r'"(?:[^"]|"")*"'
_LARIK = rf'\{{(?:[^{{}}"]|{_TEKS})*\}}'
_POTONGAN = re.compile(rf"{_TEKS}|{_LARIK}|#[A-Z/0]+[!?]|#N/A|\$?('(?:[^']|'')+')\.|\$(\w+)\.|[;~!]")
_TANDA = {";": ",", "~": ",", "!": " "}


class Galat(Exception):
    """A step that cannot be done, in words for the test's author."""


def rumus_excel(rumus: str) -> str:
    """A formula of `getFormula` (`=SUM($'A b'.A1;2)`) in Excel's dialect (`=SUM('A b'!A1,2)`)."""
    if rumus.startswith("{=") and rumus.endswith("}"):
        return "{" + rumus_excel(rumus[1:-1]) + "}"
    return _POTONGAN.sub(_potongan_excel, rumus)


def _potongan_excel(cocok: re.Match[str]) -> str:
    potongan, lembar = cocok[0], cocok[1] or cocok[2]
    if lembar:
        return lembar + "!"
    if potongan.startswith("{"):
        return re.sub(rf"{_TEKS}|[;|]", lambda c: {";": ",", "|": ";"}.get(c[0], c[0]), potongan)
    return _TANDA.get(potongan, potongan)


def huruf(kolom: int) -> str:
    """The letters of a column counted from 0: 27 is AB."""
    kiri, kanan = divmod(kolom, 26)
    return (huruf(kiri - 1) if kiri else "") + chr(65 + kanan)


# Reading


def _lembar(dok: Any, nama: str) -> Any:
    if not dok.Sheets.hasByName(nama):
        raise Galat(f"tidak ada lembar {nama!r}; yang ada: {', '.join(dok.Sheets.ElementNames)}")
    return dok.Sheets.getByName(nama)


def _rentang(lembar: Any, alamat: str) -> Any:
    try:
        return lembar.getCellRangeByName(alamat)
    except UnoException as e:
        raise Galat(f"alamat {alamat!r} tidak dikenal") from e


def _sel(lembar: Any, alamat: str) -> Any:
    cocok = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]*)", alamat)
    if not cocok:
        raise Galat(f"alamat {alamat!r} bukan satu sel")
    kolom = 0
    for satu in cocok[1]:
        kolom = kolom * 26 + ord(satu) - 64
    try:
        return lembar.getCellByPosition(kolom - 1, int(cocok[2]) - 1)
    except UnoException as e:
        raise Galat(f"alamat {alamat!r} di luar lembar") from e


def _isi_rentang(rentang: Any) -> tuple[list[list[Any]], list[list[str]]]:
    """Values and formulas of a range. `getDataArray` gives "" for an empty cell and nothing at all for an error."""
    rumus = [list(baris) for baris in rentang.getFormulaArray()]
    nilai = [list(baris) for baris in rentang.getDataArray()]
    for b, baris in enumerate(nilai):
        for k, satu in enumerate(baris):
            if satu is None:
                baris[k] = {"galat": rentang.getCellByPosition(k, b).getString()}
            elif satu == "" and not rumus[b][k]:
                baris[k] = None
    return nilai, rumus


def _alamat(blok: Any) -> Iterator[tuple[int, int]]:
    for b in range(blok.StartRow, blok.EndRow + 1):
        for k in range(blok.StartColumn, blok.EndColumn + 1):
            yield b, k


def _rumus_lembar(lembar: Any) -> dict[str, dict[str, Any]]:
    bloks = lembar.queryContentCells(RUMUS).getRangeAddresses()
    if not bloks:
        return {}
    atas, kiri = min(x.StartRow for x in bloks), min(x.StartColumn for x in bloks)
    bawah, kanan = max(x.EndRow for x in bloks), max(x.EndColumn for x in bloks)
    nilai, rumus = _isi_rentang(lembar.getCellRangeByPosition(kiri, atas, kanan, bawah))
    return {
        f"{huruf(k)}{b + 1}": {"rumus": rumus_excel(rumus[b - atas][k - kiri]), "nilai": nilai[b - atas][k - kiri]}
        for b, k in sorted(x for blok in bloks for x in _alamat(blok))
    }


def baca(dok: Any, *, lembar: str, rentang: str) -> list[list[Any]]:
    """Rows of values: numbers (also dates and TRUE) as float, text, None for empty, errors as {"galat": text}."""
    return _isi_rentang(_rentang(_lembar(dok, lembar), rentang))[0]


def baca_rumus(dok: Any, *, lembar: str) -> dict[str, dict[str, Any]]:
    """Every formula cell of a sheet: address to formula and value, row by row."""
    return _rumus_lembar(_lembar(dok, lembar))


def semua_rumus(dok: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """`baca_rumus` of every sheet, under the sheet's name."""
    return {x.Name: _rumus_lembar(x) for x in dok.Sheets}


def nama_lembar(dok: Any) -> list[str]:
    """The names of the sheets, in order."""
    return list(dok.Sheets.ElementNames)


def nama_terdefinisi(dok: Any) -> dict[str, str]:
    """Defined name to content; a sheet's own name as `Sheet!name`."""
    hasil = {x.Name: rumus_excel(x.Content) for x in dok.NamedRanges}
    for lembar in dok.Sheets:
        hasil.update({f"{lembar.Name}!{x.Name}": rumus_excel(x.Content) for x in lembar.NamedRanges})
    return hasil


def galat(dok: Any) -> list[list[str]]:
    """[sheet, address, text] of every cell that shows an error."""
    hasil = []
    for lembar in dok.Sheets:
        bloks = lembar.queryFormulaCells(GALAT).getRangeAddresses()
        for b, k in sorted(x for blok in bloks for x in _alamat(blok)):
            hasil.append([lembar.Name, f"{huruf(k)}{b + 1}", lembar.getCellByPosition(k, b).getString()])
    return hasil


# Changing. UNO itself writes through a sheet's protection, or does nothing and says nothing: hence `_bebas`.


def _bebas(lembar: Any, sel: Any = None) -> None:
    """Raises unless a user could do it: the sheet is unprotected, or the one cell to fill is unlocked."""
    if lembar.isProtected() and (sel is None or sel.CellProtection.IsLocked):
        tempat = lembar.Name if sel is None else sel.AbsoluteName.replace("$", "")
        raise Galat(f"{tempat} diproteksi; dahulukan langkah buka_proteksi")


def _pengurai(dok: Any) -> Any:
    pengurai = dok.createInstance("com.sun.star.sheet.FormulaParser")
    pengurai.CompileEnglish, pengurai.FormulaConvention = True, DIALEK_EXCEL
    return pengurai


def _tulis(sel: Any, nilai: Any, pengurai: Any) -> None:
    if pengurai and isinstance(nilai, str):
        sel.setTokens(pengurai.parseFormula(nilai[nilai.startswith("=") :], sel.getCellAddress()))
    elif isinstance(nilai, str) or nilai is None:
        sel.setString(nilai or "")
    elif isinstance(nilai, (int, float)) and not isinstance(nilai, bool):
        sel.setValue(float(nilai))
    else:
        raise Galat(f"nilai {nilai!r} bukan bilangan atau teks")


def isi_banyak(dok: Any, *, lembar: str, isi: dict[str, Any], rumus: bool = False) -> None:
    """Fills cells: numbers, text as it stands, null to empty; with `rumus`, text is a formula."""
    satu = _lembar(dok, lembar)
    terproteksi, pengurai = satu.isProtected(), _pengurai(dok) if rumus else None
    for alamat, nilai in isi.items():
        sel = _sel(satu, alamat)
        if terproteksi:
            _bebas(satu, sel)
        _tulis(sel, nilai, pengurai)


def isi(dok: Any, *, lembar: str, sel: str, nilai: Any, rumus: bool = False) -> None:
    """`isi_banyak` of one cell."""
    isi_banyak(dok, lembar=lembar, isi={sel: nilai}, rumus=rumus)


def _ubah_baris(lembar: Any, ubah: Callable[[int, int], None], baris: int, banyak: int) -> None:
    try:
        ubah(baris - 1, banyak)
    except UnoException as e:
        _bebas(lembar)
        raise Galat(f"baris {baris} ({banyak}) tidak dapat disisipkan atau dihapus") from e


def sisip_baris(dok: Any, *, lembar: str, baris: int, banyak: int = 1) -> None:
    """Inserts empty rows before a row; a protected sheet may permit it."""
    satu = _lembar(dok, lembar)
    _ubah_baris(satu, satu.Rows.insertByIndex, baris, banyak)


def hapus_baris(dok: Any, *, lembar: str, baris: int, banyak: int = 1) -> None:
    """Deletes rows."""
    satu = _lembar(dok, lembar)
    _ubah_baris(satu, satu.Rows.removeByIndex, baris, banyak)


def salin_baris(dok: Any, *, lembar: str, dari: int, ke: int) -> None:
    """Copies a whole row, formulas and formats, over another one."""
    satu = _lembar(dok, lembar)
    _bebas(satu)
    satu.copyRange(satu.getCellByPosition(0, ke - 1).getCellAddress(), satu.Rows[dari - 1].getRangeAddress())


def ganti_nama(dok: Any, *, lembar: str, nama: str) -> None:
    """Renames a sheet."""
    satu = _lembar(dok, lembar)
    satu.setName(nama)
    if satu.Name != nama:
        raise Galat(f"lembar {lembar!r} tidak dapat diberi nama {nama!r}")


def pindah_lembar(dok: Any, *, lembar: str, ke: int) -> None:
    """Moves a sheet so that it becomes number `ke`, from 0. UNO counts the place before it takes the sheet out."""
    kini = _lembar(dok, lembar).getRangeAddress().Sheet
    dok.Sheets.moveByName(lembar, ke + 1 if ke > kini else ke)
    if dok.Sheets.ElementNames[ke : ke + 1] != (lembar,):
        raise Galat(f"lembar {lembar!r} tidak dapat dipindah ke {ke}")


def lebar_kolom(dok: Any, *, lembar: str, kolom: str, mm: float) -> None:
    """Sets a column's width."""
    satu = _lembar(dok, lembar)
    _bebas(satu)
    satu.Columns.getByName(kolom).Width = round(mm * 100)


def buka_proteksi(dok: Any, *, lembar: str) -> None:
    """Takes off the protection of a sheet that has no password."""
    satu = _lembar(dok, lembar)
    try:
        satu.unprotect("")
    except UnoException as e:
        raise Galat(f"proteksi {lembar!r} memakai kata sandi") from e


def hitung(dok: Any) -> None:
    """Computes every formula anew, whatever was stored."""
    dok.calculateAll()


def terapkan_daftar(dok: Any, *, modul: str, daftar: str) -> None:
    """Applies a change list (a file) with the package that the extension carries, in the folder `modul`."""
    asal = importlib.util.spec_from_file_location(
        "xlkinerja_libre", os.path.join(modul, "__init__.py"), submodule_search_locations=[modul]
    )
    assert asal and asal.loader
    libre = sys.modules["xlkinerja_libre"] = importlib.util.module_from_spec(asal)
    asal.loader.exec_module(libre)
    with open(daftar, encoding="ascii") as f:
        libre.terapkan(dok, libre.Daftar(f.read()))


def rintangi(dok: Any, *, lembar: str, apa: str, rentang: str) -> None:
    """Puts something in the way of writing arrays: a drawing or a note at a range, rows filtered out by its first
    column being 0 or less, its rows hidden, or its cells merged."""
    satu = _lembar(dok, lembar)
    di = _rentang(satu, rentang)
    if apa == "gambar":
        kotak = dok.createInstance("com.sun.star.drawing.RectangleShape")
        satu.DrawPage.add(kotak)
        kotak.Position, kotak.Anchor = di.Position, di.getCellByPosition(0, 0)
    elif apa == "catatan":
        satu.Annotations.insertNew(di.getCellByPosition(0, 0).CellAddress, "catatan")
    elif apa == "saring":
        saringan = di.createFilterDescriptor(True)
        syarat = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        syarat.IsNumeric, syarat.NumericValue = True, 0.0
        syarat.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "GREATER")
        saringan.setFilterFields((syarat,))
        di.filter(saringan)
    elif apa == "sembunyi":
        di.Rows.IsVisible = False
    else:
        di.merge(True)


def hiasan(dok: Any, *, lembar: str) -> list[int]:
    """How many drawings and notes a sheet has."""
    satu = _lembar(dok, lembar)
    return [satu.DrawPage.Count, satu.Annotations.Count]


def urungkan(dok: Any) -> None:
    """Undoes the last step."""
    dok.UndoManager.undo()


def ulangi(dok: Any) -> None:
    """Does again what was undone."""
    dok.UndoManager.redo()


def pdf(dok: Any, *, ke: str) -> None:
    """Exports all sheets."""
    dok.storeToURL(uno.systemPathToFileUrl(ke), _sifat(FilterName="calc_pdf_Export"))


LANGKAH: dict[str, Callable[..., Any]] = {
    "baca": baca,
    "rumus": baca_rumus,
    "semua_rumus": semua_rumus,
    "lembar": nama_lembar,
    "nama": nama_terdefinisi,
    "galat": galat,
    "isi": isi,
    "isi_banyak": isi_banyak,
    "sisip_baris": sisip_baris,
    "hapus_baris": hapus_baris,
    "salin_baris": salin_baris,
    "ganti_nama": ganti_nama,
    "pindah_lembar": pindah_lembar,
    "lebar_kolom": lebar_kolom,
    "buka_proteksi": buka_proteksi,
    "hitung": hitung,
    "terapkan_daftar": terapkan_daftar,
    "rintangi": rintangi,
    "hiasan": hiasan,
    "urungkan": urungkan,
    "ulangi": ulangi,
    "pdf": pdf,
}


# The conversation


def _sifat(**isi: Any) -> tuple[Any, ...]:
    hasil = []
    for nama, nilai in isi.items():
        satu = PropertyValue()
        satu.Name, satu.Value = nama, nilai
        hasil.append(satu)
    return tuple(hasil)


def _sambung(pipa: str, batas: float) -> Any:
    """The desktop of the LibreOffice that listens, or soon will, on a pipe."""
    konteks = uno.getComponentContext()
    pencari = konteks.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", konteks)
    habis = time.monotonic() + batas
    while True:
        try:
            jauh = pencari.resolve(f"uno:pipe,name={pipa};urp;StarOffice.ComponentContext")
            return jauh.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", jauh)
        except UnoException:
            if time.monotonic() > habis:
                raise
            time.sleep(0.05)


def _buka(meja: Any, asal: str) -> Any:
    if not os.path.getsize(asal):  # it would become a new workbook
        raise Galat("berkas kosong")
    sifat: dict[str, Any] = {"Hidden": True, "MacroExecutionMode": 0, "UpdateDocMode": 0}
    saringan = SARINGAN.get(os.path.splitext(asal)[1].lower())
    if saringan:
        sifat["FilterName"] = saringan
    dok = meja.loadComponentFromURL(uno.systemPathToFileUrl(asal), "_blank", 0, _sifat(**sifat))
    if dok is None or not dok.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        if dok is not None:
            dok.close(True)
        raise Galat("LibreOffice tidak dapat membukanya sebagai buku kerja")
    return dok


def _langkah(dok: Any, langkah: dict[str, Any]) -> Any:
    isian = dict(langkah)
    kerja = isian.pop("kerja", None)
    if kerja not in LANGKAH:
        raise Galat(f"kerja {kerja!r} tidak dikenal; yang ada: {', '.join(LANGKAH)}")
    try:
        inspect.signature(LANGKAH[kerja]).bind(dok, **isian)
    except TypeError as e:
        raise Galat(f"isian langkah keliru: {e}") from e
    return LANGKAH[kerja](dok, **isian)


def _layani(meja: Any, minta: dict[str, Any]) -> Iterator[Any]:
    dok = _buka(meja, minta["asal"])
    try:
        yield None
        for langkah in minta["langkah"]:
            yield _langkah(dok, langkah)
        if minta["simpan"]:
            dok.storeToURL(uno.systemPathToFileUrl(minta["simpan"]), _sifat(FilterName=XLSX))
    finally:
        dok.close(True)
    yield None


def utama(pipa: str, batas: float) -> None:
    """Serves requests until the input ends. What UNO's libraries print goes to stderr, not among the answers."""
    keluar = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)

    def jawab(**isi: Any) -> None:
        keluar.write(json.dumps(isi) + "\n")
        keluar.flush()

    meja = _sambung(pipa, batas)
    jawab(hasil="siap")
    for baris in sys.stdin.buffer:
        try:
            for hasil in _layani(meja, json.loads(baris)):
                jawab(hasil=hasil)
        except DisposedException:
            raise
        except Galat as e:
            jawab(galat=str(e))
        except Exception as e:
            jawab(galat=f"{type(e).__name__}: {e}")
    meja.terminate()


if __name__ == "__main__":
    utama(sys.argv[1], float(sys.argv[2]))
