"""An engine for xlwings' real object model whose workbooks are openpyxl's, with Excel's habits that bite.

What goes through `xlwings.Book`, `Sheet`, `Range` is xlwings itself; below it stands this instead of COM. The habits:
a text that looks like a number, date or formula becomes one unless an apostrophe leads; a cell of the format "@" takes
numbers and formulas as text; a formula gives a General cell a format of its own; a protected sheet refuses; a block
written into a filtered list goes wrong; a busy Excel rejects calls. It is not Excel: it proves what we ask for.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

import xlwings as xw
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink


class ComGalat(Exception):
    """What pywin32 raises: hresult, text, excepinfo."""

    def __init__(self, hresult: int, teks: str) -> None:
        super().__init__(hresult, teks, None, None)
        self.hresult, self.excepinfo = hresult, None


class Longgar:
    """A native object that takes any attribute."""


class Mesin:
    name, type = "excel", "desktop"

    def __init__(self, *, com: bool = True) -> None:
        self.com = com
        self.apps: Any = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, _: Any) -> Any:
        return "" if x is None else x

    @staticmethod
    def clean_value_data(data: Any, *_: Any) -> Any:
        return [list(b) for b in data]


class Apps:
    def __init__(self, mesin: Mesin) -> None:
        self.mesin = mesin
        self.daftar: list[App] = []

    def __iter__(self) -> Iterator[App]:
        return iter(self.daftar)

    def __len__(self) -> int:
        return len(self.daftar)

    def keys(self) -> list[int]:
        return [1]


class App:
    pid, version = 1, "16.0"

    def __init__(self, mesin: Mesin) -> None:
        self.engine = mesin
        self.books = Books(self)
        self.sibuk = 0
        self.catatan: list[tuple[str, Any]] = []
        self.isi: dict[str, Any] = {
            "screen_updating": True, "calculation": "automatic", "enable_events": True, "display_alerts": True,
            "interactive": True, "status_bar": False,
        }  # fmt: skip

    @property
    def api(self) -> Any:
        return Longgar() if not self.engine.com else _AppApi(self)

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def cek(self) -> None:
        if self.sibuk:
            self.sibuk -= 1
            raise ComGalat(-2147418111, "Call was rejected by callee.")


def _sifat_app(nama: str) -> property:
    def baca(app: App) -> Any:
        app.cek()
        return app.isi[nama]

    def tulis(app: App, nilai: Any) -> None:
        app.cek()
        app.isi[nama] = nilai
        app.catatan.append((nama, nilai))

    return property(baca, tulis)


for _nama in ("screen_updating", "calculation", "enable_events", "display_alerts", "interactive", "status_bar"):
    setattr(App, _nama, _sifat_app(_nama))


class _AppApi:
    def __init__(self, app: App) -> None:
        self.ActiveWindow = _Jendela(app)


class _Jendela:
    def __init__(self, app: App) -> None:
        object.__setattr__(self, "app", app)
        object.__setattr__(self, "SplitRow", 0)

    def __setattr__(self, nama: str, nilai: Any) -> None:
        object.__setattr__(self, nama, nilai)
        if nama == "FreezePanes":
            self.app.books.active.wb.active.freeze_panes = f"A{self.SplitRow + 1}" if nilai else None


class Books:
    def __init__(self, app: App) -> None:
        self.app = app
        self.daftar: list[Buku] = []

    @property
    def active(self) -> Buku | None:
        return self.daftar[-1] if self.daftar else None

    def __iter__(self) -> Iterator[Buku]:
        return iter(self.daftar)

    def __len__(self) -> int:
        return len(self.daftar)

    def __call__(self, nama: Any) -> Buku:
        return self.daftar[nama - 1] if isinstance(nama, int) else next(b for b in self.daftar if b.name == nama)


class Buku:
    def __init__(self, app: App, jalur: Path, fullname: str | None) -> None:
        self.app = app
        self.wb: Any = load_workbook(jalur)
        self.asal: Path | None = jalur
        self.name = jalur.name
        self.fullname = fullname or str(jalur)
        self.terbuka = {"ReadOnly": False, "ProtectStructure": False}
        self.sheets = Sheets(self)
        self.sebelum_salin: Any = None

    @property
    def api(self) -> Any:
        self.app.cek()
        if not self.app.engine.com:
            benda = Longgar()
            benda.saved = True  # type: ignore[attr-defined]
            return benda
        return _BukuApi(self)

    def activate(self) -> None:
        self.app.books.daftar.remove(self)
        self.app.books.daftar.append(self)

    def salin(self, ke: str) -> None:
        self.app.cek()
        if self.sebelum_salin is not None:
            self.sebelum_salin(self)
        if self.asal is not None:  # untouched: the file itself, with its stored values
            shutil.copyfile(self.asal, ke)
        else:
            self.wb.save(ke)


class _BukuApi:
    def __init__(self, buku: Buku) -> None:
        self.SaveCopyAs, self.FullName = buku.salin, buku.fullname
        self.ReadOnly, self.ProtectStructure = buku.terbuka["ReadOnly"], buku.terbuka["ProtectStructure"]


class Sheets:
    def __init__(self, buku: Buku) -> None:
        self.buku = buku

    def __iter__(self) -> Iterator[Lembar]:
        return (Lembar(self.buku, ws) for ws in self.buku.wb.worksheets)

    def __len__(self) -> int:
        return len(self.buku.wb.worksheets)

    def __call__(self, nama: Any) -> Lembar:
        ws = self.buku.wb.worksheets[nama - 1] if isinstance(nama, int) else self.buku.wb[nama]
        return Lembar(self.buku, ws)

    @property
    def active(self) -> Lembar:
        return Lembar(self.buku, self.buku.wb.active)

    def add(self, before: Any, after: Any, name: str) -> Lembar:
        self.buku.asal = None
        ws = self.buku.wb.create_sheet(name, self.buku.wb.worksheets.index(after.ws) + 1)
        self.buku.wb.active = ws  # as Excel does
        return Lembar(self.buku, ws)


class Lembar:
    def __init__(self, buku: Buku, ws: Any) -> None:
        self.book, self.ws = buku, ws

    @property
    def name(self) -> str:
        return str(self.ws.title)

    @property
    def api(self) -> Any:
        return _LembarApi(self) if self.book.app.engine.com else Longgar()

    def activate(self) -> None:
        self.book.wb.active = self.ws

    def range(self, a: Any, b: Any = None) -> Rentang:
        if isinstance(a, str):
            kolom = re.fullmatch(r"([A-Z]+):([A-Z]+)", a)
            if kolom:
                k = column_index_from_string(kolom[1])
                return Rentang(self, 1, k, 1_048_576, k)
            sudut = [re.fullmatch(r"([A-Z]+)(\d+)", s.replace("$", "")) for s in a.split(":")]
            di = [(int(s[2]), column_index_from_string(s[1])) for s in sudut if s]
            return Rentang(self, *di[0], *di[-1])
        if isinstance(a, Rentang):
            a = (a.r1, a.c1)
        if isinstance(b, Rentang):
            b = (b.r2, b.c2)
        if len(a) == 4:
            return Rentang(self, a[0], a[1], a[0] + a[2] - 1, a[1] + a[3] - 1)
        return Rentang(self, *a, *(b or a))

    def clear(self) -> None:
        wb, i = self.book.wb, self.book.wb.worksheets.index(self.ws)
        nama, tautan = self.ws.title, self.ws.freeze_panes
        self.book.asal = None
        wb.remove(self.ws)
        self.ws = wb.create_sheet(nama, i)
        self.ws.freeze_panes = tautan  # Clear leaves the window alone

    def autofit(self, axis: Any = None) -> None:
        pass

    @property
    def cells(self) -> Any:
        raise NotImplementedError


class _LembarApi:
    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        self.ProtectContents = bool(lembar.ws.protection.sheet)
        self.FilterMode = lembar.ws.title in getattr(lembar.book, "tersaring", ())
        self.PageSetup, self.Cells, self.Hyperlinks = Longgar(), Longgar(), self
        self.Protection, self.EnableSelection = _Izin(lembar.ws.protection), 0
        self.ProtectDrawingObjects = bool(lembar.ws.protection.objects)
        self.ProtectScenarios = bool(lembar.ws.protection.scenarios)

    def Unprotect(self, kata_sandi: str) -> None:
        p = self.lembar.ws.protection
        if p.password or kata_sandi:
            raise ComGalat(-2147352567, "The password you supplied is not correct.")
        p.sheet = False
        self.ProtectContents = False

    def Protect(self, kata_sandi: str, *, DrawingObjects: bool, Scenarios: bool, **izin: bool) -> None:
        p = self.lembar.ws.protection
        p.objects, p.scenarios, p.sheet = DrawingObjects, Scenarios, True
        assert not kata_sandi and len(izin) == 11
        for nama, boleh in izin.items():
            setattr(p, _izin_openpyxl(nama), not boleh)

    def Add(self, *, Anchor: Any, Address: str, SubAddress: str, ScreenTip: str) -> None:
        assert not Address
        sel = Anchor.rentang.sel()[0][0]
        sel.hyperlink = Hyperlink(ref=sel.coordinate, location=SubAddress, tooltip=ScreenTip)


def _izin_openpyxl(nama: str) -> str:
    teks = nama.removeprefix("Allow").replace("Inserting", "insert").replace("Deleting", "delete")
    khusus = {"Sorting": "sort", "Filtering": "autoFilter", "UsingPivotTables": "pivotTables"}
    return khusus.get(teks) or teks.replace("Formatting", "format")


class _Izin:
    """What a protection permits, as COM names it."""

    def __init__(self, proteksi: Any) -> None:
        self.proteksi = proteksi

    def __getattr__(self, nama: str) -> bool:
        return not getattr(self.proteksi, _izin_openpyxl(nama))


def _masuk(sel: Any, nilai: Any) -> None:
    """What Excel makes of a value that is put into a cell."""
    if nilai in (None, ""):
        sel.value = None
    elif sel.number_format == "@":
        sel.value = str(nilai).removeprefix("'") if isinstance(nilai, str) else f"{nilai:g}"
        sel.data_type = "s"
    elif not isinstance(nilai, str):
        assert type(nilai) in (int, float), nilai
        sel.value = nilai
    elif nilai.startswith("'"):
        sel.value, sel.data_type, sel.quotePrefix = nilai[1:], "s", True
    elif nilai.startswith(("=", "+", "-", "@")):
        sel.value = "=" + nilai.lstrip("=+")
    elif re.fullmatch(r"[\d.,]+%?|\d+[/-]\d+([/-]\d+)?", nilai):
        sel.value = float(re.sub(r"\D", "", nilai))
    elif nilai.upper() in ("TRUE", "FALSE"):
        sel.value = nilai.upper() == "TRUE"
    else:
        sel.value, sel.data_type = nilai, "s"


class Rentang:
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, lembar: Lembar, r1: int, c1: int, r2: int, c2: int) -> None:
        self.sheet, self.r1, self.c1, self.r2, self.c2 = lembar, r1, c1, r2, c2
        self.options: Any = {}

    row = property(lambda self: self.r1)
    column = property(lambda self: self.c1)
    shape = property(lambda self: (self.r2 - self.r1 + 1, self.c2 - self.c1 + 1))

    @property
    def font(self) -> Huruf:
        return Huruf(self)

    @property
    def borders(self) -> Tepi:
        return Tepi(self)

    @property
    def data_validation(self) -> Validasi:
        return Validasi(self)

    def __len__(self) -> int:
        tinggi, lebar = self.shape
        return int(tinggi * lebar)

    def __call__(self, a: int, b: int) -> Rentang:
        return Rentang(self.sheet, self.r1 + a - 1, self.c1 + b - 1, self.r1 + a - 1, self.c1 + b - 1)

    def sel(self) -> list[list[Any]]:
        ws = self.sheet.ws
        return [[ws.cell(r, c) for c in range(self.c1, self.c2 + 1)] for r in range(self.r1, self.r2 + 1)]

    def tulis(self) -> list[Any]:
        """The cells, to be changed."""
        self.sheet.book.app.cek()
        if self.sheet.ws.protection.sheet and self.sheet.book.app.engine.com:
            raise ComGalat(-2147352567, "The cell is on a protected sheet.")
        if len(self) > 1 and self.sheet.name in getattr(self.sheet.book, "tersaring", ()):
            raise AssertionError("a block into a filtered list")
        self.sheet.book.asal = None
        tempat = (self.sheet.name, self.r1, self.c1, self.r2, self.c2)
        self.sheet.book.__dict__.setdefault("panggilan", []).append(tempat)
        return [s for b in self.sel() for s in b]

    @property
    def api(self) -> Any:
        return _RentangApi(self) if self.sheet.book.app.engine.com else Longgar()

    @property
    def raw_value(self) -> Any:
        return [[s.value for s in b] for b in self.sel()] if len(self) > 1 else self.sel()[0][0].value

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        for i, s in enumerate(self.tulis()):
            lebar = self.c2 - self.c1 + 1
            _masuk(s, data[i // lebar][i % lebar] if isinstance(data, list | tuple) else data)

    @property
    def formula(self) -> Any:
        return [[s.value for s in b] for b in self.sel()]

    @formula.setter
    def formula(self, data: Any) -> None:
        lebar = self.c2 - self.c1 + 1
        for i, s in enumerate(self.tulis()):
            s.value = data[i // lebar][i % lebar] if isinstance(data, list) else data
            if s.number_format == "@":
                s.data_type = "s"
            elif s.number_format == "General":
                s.number_format = "0%"

    def clear_contents(self) -> None:
        for s in self.tulis():
            s.value = None

    @property
    def number_format(self) -> Any:
        semua = {s.number_format for b in self.sel() for s in b}
        return semua.pop() if len(semua) == 1 else None

    @number_format.setter
    def number_format(self, kode: str) -> None:
        for s in self.tulis():
            s.number_format = kode

    @property
    def color(self) -> Any:
        return None

    @color.setter
    def color(self, rgb: Any) -> None:
        for s in self.tulis():
            s.fill = PatternFill("solid", fgColor="FF{:02X}{:02X}{:02X}".format(*rgb)) if rgb else PatternFill()

    def add_hyperlink(self, alamat: str, teks: str, tip: str) -> None:
        s = self.sel()[0][0]
        s.hyperlink = Hyperlink(ref=s.coordinate, location=alamat.removeprefix("#"), tooltip=tip)

    def select(self) -> None:
        self.sheet.book.dipilih = (self.sheet.name, self.r1, self.c1)  # type: ignore[attr-defined]

    def _rata(self, **isi: Any) -> None:
        for s in self.tulis():
            lama = {"horizontal": s.alignment.horizontal, "vertical": s.alignment.vertical,
                    "wrap_text": s.alignment.wrap_text}  # fmt: skip
            s.alignment = Alignment(**(lama | isi))

    wrap_text = property(None, lambda self, x: self._rata(wrap_text=x or None))
    vertical_alignment = property(None, lambda self, x: self._rata(vertical=x))
    horizontal_alignment = property(None, lambda self, x: self._rata(horizontal=x))

    def _kolom(self) -> Any:
        return self.sheet.ws.column_dimensions[get_column_letter(self.c1)]

    column_width = property(None, lambda self, x: setattr(self._kolom(), "width", x))
    column_hidden = property(None, lambda self, x: setattr(self._kolom(), "hidden", x))


class _RentangApi:
    def __init__(self, rentang: Rentang) -> None:
        self.rentang = rentang
        self.Font = _FontApi(rentang)
        self.Validation = _ValidasiApi(rentang)

    def AutoFilter(self, _: int) -> None:
        r = self.rentang
        r.sheet.ws.auto_filter.ref = f"{get_column_letter(r.c1)}{r.r1}:{get_column_letter(r.c2)}{r.r2}"


class _FontApi:
    def __init__(self, rentang: Rentang) -> None:
        object.__setattr__(self, "rentang", rentang)

    def __setattr__(self, nama: str, nilai: Any) -> None:
        assert (nama, nilai) == ("Underline", 2)
        Huruf(self.rentang).ubah(underline="single")


class _ValidasiApi:
    def __init__(self, rentang: Rentang) -> None:
        object.__setattr__(self, "dv", Validasi(rentang).ada())

    def __setattr__(self, nama: str, nilai: Any) -> None:
        lain = {"InputMessage": "prompt", "ShowInput": "showInputMessage", "ShowError": "showErrorMessage"}
        setattr(self.dv, lain[nama], nilai)


class Huruf:
    def __init__(self, rentang: Rentang) -> None:
        self.rentang = rentang

    def ubah(self, **isi: Any) -> None:
        for s in self.rentang.tulis():
            huruf = copy(s.font)
            for nama, nilai in isi.items():
                setattr(huruf, nama, nilai)
            s.font = huruf

    name = property(None, lambda self, x: self.ubah(name=x))
    size = property(None, lambda self, x: self.ubah(size=x))
    bold = property(None, lambda self, x: self.ubah(bold=x))
    color = property(None, lambda self, x: self.ubah(color="FF{:02X}{:02X}{:02X}".format(*x)))


class Tepi:
    def __init__(self, rentang: Rentang) -> None:
        self.rentang = rentang

    def set(self, sisi: Any, *, line_style: Any, weight: Any, color: Any) -> None:
        assert line_style == "continuous"
        rgb = xw.utils.hex_to_rgb(color) if isinstance(color, str) else color
        satu = Side(style=weight, color="FF{:02X}{:02X}{:02X}".format(*rgb))
        for s in self.rentang.tulis():
            s.border = Border(left=satu, right=satu, top=satu, bottom=satu)


class Validasi:
    def __init__(self, rentang: Rentang) -> None:
        r = self.rentang = rentang
        sudut = [f"{get_column_letter(k)}{b}" for b, k in ((r.r1, r.c1), (r.r2, r.c2))]
        self.ref = ":".join(dict.fromkeys(sudut))

    def ada(self) -> Any:
        return next(
            (d for d in self.rentang.sheet.ws.data_validations.dataValidation if str(d.sqref) == self.ref), None
        )

    def set_list(self, sumber: Any, _: bool) -> None:
        kata = ",".join(sumber) if isinstance(sumber, list | tuple) else str(sumber)
        dv = DataValidation(type="list", formula1=f'"{kata}"', allow_blank=True)
        dv.add(self.ref)
        self.rentang.sheet.ws.add_data_validation(dv)


@contextmanager
def excel_terbuka(*jalur: Path, com: bool = True, fullname: str | None = None) -> Iterator[list[xw.Book]]:
    """Workbooks as if open in Excel, the last one in front; `xlwings.engines.active` is this engine meanwhile."""
    mesin = Mesin(com=com)
    app = App(mesin)
    mesin.apps.daftar.append(app)
    app.books.daftar.extend(Buku(app, j, fullname) for j in jalur)
    lama, xw.engines.active = xw.engines.active, xw.Engine(impl=mesin)
    try:
        yield [xw.Book(impl=b) for b in app.books.daftar]
    finally:
        xw.engines.active = lama


def isi_buku(buku: xw.Book) -> Workbook:
    """The openpyxl workbook behind one."""
    wb: Workbook = buku.impl.wb
    return wb
