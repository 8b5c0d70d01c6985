"""A witness for cached values: a workbook's formulas -> what `formulas` makes of them, beside what the file says.

The PyPI package `formulas` (EUPL, versions 1.3.x; tests and an optional extra only) is never given a workbook. Every
formula is written in R1C1, each distinct shape is compiled once with its references replaced by the names M_0, M_1, …,
and called with the CACHED values of the cells it refers to. So an error shows in the cell that has it and not
downstream, and cells of one role share one function. Names instead of addresses: `A1*$A$1` in row 1 has ONE input
"A1", and a function compiled from it is wrong in row 2.

How values must be passed (each cell and range, also a single cell, as a 2-D numpy array of dtype object):

- a blank cell is `schedula.EMPTY` inside the array: then A1="", A1=0, A1&"x", COUNTA, ISNUMBER, AVERAGE are Excel's.
  None makes A1="" FALSE, nan too, and EMPTY without an array around it is read as the text "empty";
- a formula's cached "" is the text "", as COUNTA and arithmetic show. openpyxl gives None for it, and XlsxWriter
  does not even write its type, so a formula without a value passes as "";
- an error is `formulas`' own object, a date is its serial number;
- INDEX, ISREF, ROW(S) and COLUMN(S) get a `Ranges` around the array. Without it INDEX(…)="" is FALSE for a blank;
  with it INDEX costs about 10 microseconds per cell of its range;
- a scalar result is a number, a numpy scalar or an array of shape () or (1, 1).

What it can do, tried with numbers, text, "", booleans, errors and blanks, alone and in ranges:

| function                         | right  | not right                                                                |
|----------------------------------|--------|--------------------------------------------------------------------------|
| IF, AND, OR, NOT, IFERROR        | yes    | blank=FALSE gives FALSE                                                  |
| = <> < <= > >=                   | yes    | 0.3-0.2=0.1 gives FALSE (Excel compares 15 digits)                       |
| + - * / ^ %, unary minus         | yes    | "--" yields booleans: written as 1* here, but not after / and ^ (1)      |
| &                                | yes    | 16 digits for Excel's 15 (1/3), 1e-05 for 0.00001, 1E+21 written out     |
| ISNUMBER, SUM, COUNT             | partly | text such as "5" counts as a number (2)                                  |
| AVERAGE, MAX, MIN                | partly | #VALUE! if the range holds text such as "5" (2)                          |
| COUNTA                           | yes    |                                                                          |
| SUMIFS, COUNTIF(S): exact, > <   | yes    | "<>", "<>text", "=" (1)                                                  |
| SUMIFS, COUNTIF(S): "WA.*"       | partly | letter case matters (Excel: not); "?" is "at most one"; the end is not   |
|                                  |        | anchored, so only patterns that end in * are right (1, if literal);      |
|                                  |        | "?*" (some text) is right because blanks and "" are fed to it as None    |
| SUMIFS with $A8&".*"             | yes    | as above                                                                 |
| INDEX                            | yes    | row or column 0 (all of it) is read as 1 (1, if literal or left out)     |
| MATCH 0, 1, -1, wildcards        | yes    |                                                                          |
| SUMPRODUCT, boolean arrays, *    | yes    | text such as "5" in an array counts                                      |
| ROUND                            | yes    | rounds the binary number, 1.005 to 1.00; Excel's reading is tried too    |
| ABS, MOD, CHOOSE                 | yes    |                                                                          |
| LEFT, RIGHT, LEN, UPPER          | yes    | numbers as for &                                                         |
| N, ROWS, ROW(), ISREF            | yes    | N(TRUE) stays TRUE                                                       |
| 'PK Ketua'!$D$8, defined names   | yes    | resolved here, never by the library                                      |
| SUBTOTAL, OFFSET, INDIRECT, CELL | no     | refused by name, also inside IFERROR, which may hide the failure (1)     |
| TODAY, NOW, RAND, RANDBETWEEN    | no     | what was cached then cannot be had again (1)                             |
| line break inside a text literal | no     | the parser drops it (1)                                                  |
| 1E3 (exponent without a sign)    | no     | not parsed; counted as "rumus tak terurai"                               |
| TRIM                             | partly | keeps doubled blanks between words                                       |
| A1:INDEX(…), unions, 3-D, tables | no     | (1)                                                                      |

(1) counted in `tak_dapat` before anything is computed; (2) counted there when such text is in the argument. All else
in the last column appears in `berbeda`: look here before you blame the workbook. A formula that Excel intersects
implicitly (IF over a range inside SUMPRODUCT, entered without Ctrl+Shift+Enter) is computed as an array here.

Time, two noisy cores: 0.3 to 1.5 s for the import, 1 to 3 ms per shape; then per 1,000 cells about 0.3 s for SUM, 1.2 s
for IF/OR/ROUND (twice that where ROUND disagrees), 0.6 s for SUMIFS, 5 s for SUMPRODUCT of two conditions and 4 s for
INDEX/MATCH, the last three over 300 rows. A template of ours (3,000 formula cells, 880 shapes): 6 s.
"""

from __future__ import annotations

import functools
import io
import logging
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import formulas  # type: ignore[import-untyped]
import numpy as np
import openpyxl
import schedula  # type: ignore[import-untyped]
from formulas.functions import get_functions, not_implemented  # type: ignore[import-untyped]
from formulas.ranges import Ranges  # type: ignore[import-untyped]
from formulas.tokens.operand import Error, XlError  # type: ignore[import-untyped]
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

logging.getLogger("schedula").setLevel(logging.CRITICAL)  # it prints a traceback for each shape that raises

Kotak = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1."""

KOSONG: Any = schedula.EMPTY
BARIS, KOLOM = 1_048_576, 16_384
TOLERANSI = 1e-9
PANJANG_RUMUS = 8192
BERUBAH = frozenset({"TODAY", "NOW", "RAND", "RANDBETWEEN", "INDIRECT", "OFFSET", "CELL", "INFO"})
"""Functions whose value does not follow from the cached values of what they name."""
BERACUAN = frozenset({"INDEX", "ISREF", "ROW", "ROWS", "COLUMN", "COLUMNS"})
"""Functions that need their argument as a reference."""
TEKS_JADI_ANGKA = frozenset({"SUM", "COUNT", "AVERAGE", "MAX", "MIN", "ISNUMBER"})
"""Functions in which the library takes text such as "5" for a number."""
BERSYARAT = frozenset({"SUMIF", "SUMIFS", "COUNTIF", "COUNTIFS", "AVERAGEIF", "AVERAGEIFS"})
ADA_TEKS = "?*"
"""The criterion for "some text"."""
GESER = "1.000000000000001"
"""Lifts a tie whose binary form lies a few units of the last place too low; below what Excel's 15 digits show."""

_POJOK = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_ACUAN = re.compile(
    rf"(?:(?P<lembar>'(?:[^'\[\]:]|'')+'|[^\W\d][\w.]*)!)?"
    rf"(?:(?P<sel>{_POJOK}(?::{_POJOK})?)|(?P<kolom>\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}})"
    rf"|(?P<baris>\$?[1-9]\d*:\$?[1-9]\d*)|(?P<nama>[^\W\d][\w.]*))",
    re.IGNORECASE,
)
_BAGIAN = re.compile(r"(?P<k>\$?[A-Z]+)?(?P<b>\$?\d+)?", re.IGNORECASE)


class _TakDapat(Exception):
    """This cell is beyond the library; the message is the reason under which it is counted."""


@dataclass(frozen=True)
class Hasil:
    """Every formula cell is in `cocok`, in `berbeda` or in one count of `tak_dapat`."""

    cocok: int
    berbeda: list[tuple[str, str, str, Any, Any]]
    """Sheet, cell, formula, cached value, computed value; an error is its text."""
    tak_dapat: dict[str, int]
    """Name of the function, or the reason -> number of cells."""
    bentuk: int
    """Distinct R1C1 shapes, those that cannot be computed among them."""


@dataclass(frozen=True, kw_only=True)
class _Acuan:
    """A cell, a range or a defined name in a formula, as one cell means it."""

    lembar: str = ""
    kotak: Kotak = (0, 0, 0, 0)
    tetap: Any = None
    """The constant that a defined name stands for, instead of a range."""
    fungsi: str
    """The innermost function around it, or ""."""
    berteks: bool = False
    """It is tested for ADA_TEKS, so that blanks and "" must not pass as text."""


@dataclass(frozen=True)
class _Rumus:
    r1c1: str
    templat: str = ""
    """The formula with M_0, M_1, … for its references."""
    acuan: tuple[_Acuan, ...] = ()
    sebab: str = ""
    """Why it cannot be computed; "" if it can be tried."""


@dataclass
class _Isi:
    """The cached values of a workbook and its defined names."""

    nilai: dict[str, dict[tuple[int, int], Any]] = field(default_factory=dict)
    """Sheet in small letters -> cell -> value as the library wants it; blanks are left out."""
    baris: int = 1
    """Last row in use on any sheet: whole columns end there."""
    kolom: int = 1
    nama: dict[tuple[str, str], str] = field(default_factory=dict)
    """(sheet or "", name), both in small letters -> what it stands for."""
    larik: dict[tuple[str, Kotak], Any] = field(default_factory=dict)

    def ambil(self, lembar: str, kotak: Kotak) -> Any:
        """The cached values of a range: object array, shape (rows, columns), blanks as KOSONG; kept for the next."""
        if (kunci := (lembar, kotak)) not in self.larik:
            baris = range(kotak[0], min(kotak[2], max(self.baris, kotak[0])) + 1)
            kolom = range(kotak[1], min(kotak[3], max(self.kolom, kotak[1])) + 1)
            hasil = np.empty((len(baris), len(kolom)), object)
            for i, b in enumerate(baris):
                for j, k in enumerate(kolom):
                    hasil[i, j] = self.nilai[lembar].get((b, k), KOSONG)
            self.larik[kunci] = hasil
        return self.larik[kunci]


def hitung_ulang(jalur: Path | bytes) -> Hasil:
    """Every formula of an .xlsx recomputed from the cached values around it.

    Numbers agree within 1e-9, relative or absolute; a boolean only with a boolean; no value at all is taken for "".
    Of an array formula the first cell is compared. Raises what openpyxl raises for files it cannot read.
    """
    buku = _muat(jalur, nilai=False)
    isi = _isi(_muat(jalur, nilai=True), buku)
    cocok, bentuk = 0, set()
    berbeda: list[tuple[str, str, str, Any, Any]] = []
    tak_dapat: Counter[str] = Counter()
    for lembar, sel in _sel_berumus(buku):
        rumus = _urai(sel, lembar, isi)
        bentuk.add(rumus.r1c1)
        tertulis = _polos(isi.nilai[lembar.casefold()][sel.row, sel.column])
        try:
            hitungan = _hitung(rumus, tertulis, isi, larik=isinstance(sel.value, ArrayFormula))
        except _TakDapat as sebab:
            tak_dapat[str(sebab)] += 1
            continue
        if _sama(tertulis, hitungan):
            cocok += 1
        else:
            berbeda.append((lembar, sel.coordinate, _teks(sel.value), tertulis, hitungan))
    return Hasil(cocok, berbeda, dict(sorted(tak_dapat.items())), len(bentuk))


def _muat(jalur: Path | bytes, *, nilai: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(jalur) if isinstance(jalur, bytes) else jalur, data_only=nilai)


def _sel_berumus(buku: Any) -> Iterator[tuple[str, Any]]:
    for lembar in buku.worksheets:
        for baris in lembar.iter_rows():
            yield from ((lembar.title, sel) for sel in baris if sel.data_type == "f")


def _isi(nilai: Any, rumus: Any) -> _Isi:
    """What a workbook says, loaded with data_only=True and without; a formula without a value has the value ""."""
    hasil = _Isi(nama={("", nama.casefold()): arti.attr_text for nama, arti in nilai.defined_names.items()})
    for lembar in nilai.worksheets:
        kunci = lembar.title.casefold()
        hasil.nama |= {(kunci, nama.casefold()): arti.attr_text for nama, arti in lembar.defined_names.items()}
        hasil.baris, hasil.kolom = max(hasil.baris, lembar.max_row), max(hasil.kolom, lembar.max_column)
        hasil.nilai[kunci] = {
            (sel.row, sel.column): _nilai(sel, nilai.epoch)
            for baris in lembar.iter_rows()
            for sel in baris
            if sel.value is not None
        }
    for nama, sel in _sel_berumus(rumus):
        hasil.nilai[nama.casefold()].setdefault((sel.row, sel.column), "")
    return hasil


def _nilai(sel: Any, awal: datetime) -> Any:
    """A cached value as the library wants it."""
    if sel.data_type == "e":
        return Error.errors.get(sel.value) or XlError(sel.value)
    if isinstance(sel.value, date | time | timedelta):
        return to_excel(sel.value, awal)  # type: ignore[no-untyped-call]
    return sel.value


def _teks(rumus: Any) -> str:
    return str(getattr(rumus, "text", rumus) or "")


# Formula -> shape


@dataclass
class _Panggilan:
    """An open bracket: of a function, or ""."""

    nama: str
    koma: int = 0


class _Penulis:
    """Walks the tokens of one formula and writes it twice: with M_0, M_1, … for the references, and in R1C1."""

    def __init__(self, lembar: str, sel: tuple[int, int], isi: _Isi) -> None:
        self.lembar, self.sel, self.isi = lembar, sel, isi
        self.templat: list[str] = []
        self.r1c1: list[str] = []
        self.acuan: list[_Acuan] = []
        self.sebab: list[str] = []
        self.terbuka: list[_Panggilan] = []
        self.jejak: list[str] = []
        """What stood before, in short: "(" "," ")", an operator, "u-", "operand"."""

    def tulis(self, token: Token) -> None:
        """Takes the next token."""
        jenis, nilai = (token.type, token.subtype), token.value
        if token.subtype == Token.OPEN:
            self._buka(nilai)
        elif token.subtype == Token.CLOSE:
            self._tutup(nilai)
        elif token.type == Token.SEP:
            self._pisah(nilai)
        elif jenis == (Token.OPERAND, Token.RANGE):
            self._rujuk(nilai)
        elif token.type == Token.OPERAND:
            self._tetap(nilai, token.subtype)
        elif jenis == (Token.OP_PRE, "") and nilai == "-":
            self._minus()
        elif token.type != Token.WSPACE:
            self._operator(nilai)
        elif "\n" not in nilai:
            self._catat(nilai, nilai)

    @property
    def _di_dalam(self) -> str:
        """The innermost function around the place reached."""
        return next((x.nama for x in reversed(self.terbuka) if x.nama), "")

    @property
    def _lalu(self) -> str:
        return self.jejak[-1] if self.jejak else ""

    def _catat(self, templat: str, r1c1: str, jejak: str = "") -> None:
        self.templat.append(templat)
        self.r1c1.append(r1c1)
        self.jejak += [jejak] if jejak else []

    def _buka(self, nilai: str) -> None:
        nama = nilai[:-1].upper() if nilai.endswith("(") else ""
        pendek = nama.removeprefix("_XLFN.")
        if nama and (pendek in BERUBAH or not _dikenal(nama)):
            self.sebab.append("operator acuan" if ":" in nama else pendek)
        self.terbuka.append(_Panggilan(pendek))
        self._catat(nilai + (f"{GESER}*(" if pendek == "ROUND" else ""), nilai.upper(), "(")

    def _tutup(self, nilai: str) -> None:
        panggilan = self.terbuka.pop()
        if self._lalu == "(" and panggilan.nama in {"ROW", "COLUMN"}:
            self._tambah(_Acuan(lembar=self.lembar, kotak=(*self.sel, *self.sel), fungsi=panggilan.nama), "")
        self._periksa_kosong(panggilan)
        kurung = ")" if panggilan.nama == "ROUND" and not panggilan.koma else ""
        self._catat(kurung + nilai, nilai, ")")

    def _pisah(self, nilai: str) -> None:
        panggilan = self.terbuka[-1]
        self._periksa_kosong(panggilan)
        kurung = ")" if panggilan.nama == "ROUND" and not panggilan.koma else ""
        panggilan.koma += 1
        self._catat(kurung + nilai, nilai, ",")

    def _periksa_kosong(self, panggilan: _Panggilan) -> None:
        if panggilan.nama == "INDEX" and self._lalu == ",":
            self.sebab.append("INDEX dengan 0")

    def _tetap(self, nilai: str, jenis: str) -> None:
        if jenis == Token.TEXT:
            self._periksa_teks(nilai[1:-1])
        elif nilai == "0" and self._lalu == "," and self.terbuka[-1].nama == "INDEX":
            self.sebab.append("INDEX dengan 0")
        self._catat(nilai, nilai, "operand")

    def _periksa_teks(self, teks: str) -> None:
        if "\n" in teks:
            self.sebab.append("baris baru dalam teks")
        if self._di_dalam not in BERSYARAT:
            return
        if teks.startswith("<>") or teks == "=":
            self.sebab.append(f"{self._di_dalam} dengan {teks[:2]}")
        elif teks == ADA_TEKS and self.templat[-2:] == [f"M_{len(self.acuan) - 1}", ","]:
            self.acuan[-1] = replace(self.acuan[-1], berteks=True)
        elif "?" in teks or ("*" in teks and not teks.endswith("*")):
            self.sebab.append(f"{self._di_dalam} dengan pola yang tidak berakhir *")

    def _minus(self) -> None:
        if self._lalu != "u-":
            self._catat("-", "-", "u-")
            return
        self.jejak.pop()
        if self._lalu in {"/", "^"}:  # 1* would bind less tightly there
            self.sebab.append("--")
        letak = len(self.templat) - 1 - self.templat[::-1].index("-")
        self.templat[letak] = "1*"
        self._catat("", "-", "*")

    def _operator(self, nilai: str) -> None:
        if nilai in {",", ":", " "}:
            self.sebab.append("operator acuan")
        self._catat(nilai, nilai, nilai)

    def _rujuk(self, nilai: str) -> None:
        if self._lalu in {"operand", ")"}:
            self.sebab.append("operator acuan")
        try:
            acuan, r1c1 = _acuan(nilai, self.lembar, self.sel, self.isi)
        except _TakDapat as sebab:
            self.sebab.append(str(sebab))
            self._catat(nilai, nilai, "operand")
        else:
            self._tambah(_Acuan(**acuan, fungsi=self._di_dalam), r1c1)

    def _tambah(self, acuan: _Acuan, r1c1: str) -> None:
        self._catat(f"M_{len(self.acuan)}", r1c1, "operand")
        self.acuan.append(acuan)


def _urai(sel: Any, lembar: str, isi: _Isi) -> _Rumus:
    """A formula cell -> its shape and what it refers to."""
    teks = _teks(sel.value)
    if isinstance(sel.value, DataTableFormula):
        return _Rumus("tabel data", sebab="tabel data")
    if len(teks) > PANJANG_RUMUS:
        return _Rumus(teks, sebab="rumus terlalu panjang")
    penulis = _Penulis(lembar.casefold(), (sel.row, sel.column), isi)
    try:
        for token in Tokenizer(teks).items:
            penulis.tulis(token)
    except (TokenizerError, IndexError):
        return _Rumus(teks, sebab="rumus tak terurai")
    templat, r1c1 = "".join(penulis.templat), "".join(penulis.r1c1)
    return _Rumus(r1c1, templat, tuple(penulis.acuan), next(iter(penulis.sebab), ""))


@functools.cache
def _dikenal(nama: str) -> bool:
    """Whether the library has this function."""
    return dict(get_functions()).get(nama, not_implemented) is not not_implemented


def _acuan(teks: str, lembar: str, sel: tuple[int, int], isi: _Isi) -> tuple[dict[str, Any], str]:
    """A reference as written -> fields of an _Acuan, and its R1C1 form. Names are resolved; raises _TakDapat."""
    if not (cocok := _ACUAN.fullmatch(teks)):
        raise _TakDapat("acuan tabel, 3-D atau ke buku lain")
    di = cocok["lembar"] or ""
    tujuan = di.strip("'").replace("''", "'").casefold() or lembar
    if tujuan not in isi.nilai:
        raise _TakDapat("lembar tidak ada")
    kotak, r1c1 = ((0, 0, 0, 0), "") if cocok["nama"] else _kotak(teks.rpartition("!")[2], sel)
    if max(kotak[1], kotak[3]) > KOLOM or max(kotak[0], kotak[2]) > BARIS or cocok["nama"]:
        return _arti(teks.rpartition("!")[2], tujuan, isi), teks.casefold()
    return {"lembar": tujuan, "kotak": kotak}, f"{di}!{r1c1}" if di else r1c1


def _kotak(teks: str, sel: tuple[int, int]) -> tuple[Kotak, str]:
    """From "$A1:B$2", "A:A" or "1:3" the rectangle, and its R1C1 form seen from a cell (row, column)."""
    pojok = [_BAGIAN.fullmatch(x) for x in teks.split(":")]
    baris = [(p and p["b"]) or "" for p in pojok]
    kolom = [(p and p["k"]) or "" for p in pojok]
    b = [int(x.strip("$")) if x else 0 for x in baris]
    k = [column_index_from_string(x.strip("$")) if x else 0 for x in kolom]
    r1c1 = ":".join(
        _relatif("R", x, b[i], sel[0]) + _relatif("C", y, k[i], sel[1])
        for i, (x, y) in enumerate(zip(baris, kolom, strict=True))
    )
    return (min(b) or 1, min(k) or 1, max(b) or BARIS, max(k) or KOLOM), r1c1


def _relatif(huruf: str, teks: str, nomor: int, asal: int) -> str:
    if not teks:
        return ""
    return f"{huruf}{nomor}" if teks.startswith("$") else f"{huruf}[{nomor - asal}]"


def _arti(nama: str, lembar: str, isi: _Isi) -> dict[str, Any]:
    """What a defined name stands for: an absolute range or a constant. Raises _TakDapat."""
    arti = isi.nama.get((lembar, nama.casefold())) or isi.nama.get(("", nama.casefold()))
    if arti is None:
        raise _TakDapat("nama tak terdefinisi")
    if (tetap := _tetapan(arti)) is not None:
        return {"tetap": tetap}
    cocok = _ACUAN.fullmatch(arti)
    if not cocok or not cocok["lembar"] or cocok["nama"]:
        raise _TakDapat("nama bukan rentang")
    if _kotak(arti.rpartition("!")[2], (1, 1))[1] != _kotak(arti.rpartition("!")[2], (2, 2))[1]:
        raise _TakDapat("nama relatif")
    return _acuan(arti, lembar, (1, 1), isi)[0]


def _tetapan(teks: str) -> Any:
    if teks.upper() in {"TRUE", "FALSE"}:
        return teks.upper() == "TRUE"
    if re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", teks, re.IGNORECASE):
        return float(teks)
    return teks[1:-1].replace('""', '"') if re.fullmatch(r'"(?:[^"]|"")*"', teks) else None


# Shape -> value


@functools.cache
def _susun(templat: str) -> Any:
    """The compiled function of a shape, or None if the library cannot parse it."""
    try:
        return formulas.Parser().ast(f"={templat}")[1].compile()
    except Exception:  # whatever a parser of another house throws is the same answer
        return None


def _hitung(rumus: _Rumus, tertulis: Any, isi: _Isi, *, larik: bool) -> Any:
    """The value of a formula, as the report gives it. Raises _TakDapat.

    Ties of ROUND are read as the binary number has them, and if that does not agree with what is written, as Excel's
    15 digits do (GESER).
    """
    if rumus.sebab:
        raise _TakDapat(rumus.sebab)
    masukan = [_masukan(x, isi) for x in rumus.acuan]
    hitungan = _panggil(rumus.templat.replace(GESER, "1"), masukan, larik=larik)
    if GESER in rumus.templat and not _sama(tertulis, hitungan):
        return _panggil(rumus.templat, masukan, larik=larik)
    return hitungan


def _panggil(templat: str, masukan: list[Any], *, larik: bool) -> Any:
    """The value of a shape for the inputs M_0, M_1, …. Raises _TakDapat."""
    if (fungsi := _susun(templat)) is None:
        raise _TakDapat("rumus tak terurai")
    try:
        hasil = np.asarray(fungsi(*(masukan[int(x[2:])] for x in fungsi.inputs)), object)
    except Exception as galat:
        raise _TakDapat(f"gagal dihitung ({type(galat).__name__})") from galat
    if not hasil.size or (hasil.size > 1 and not larik):
        raise _TakDapat("hasil larik")
    if (nilai := _polos(hasil.ravel()[0])) == "#NAME?":
        raise _TakDapat("#NAME?")
    return nilai


def _masukan(acuan: _Acuan, isi: _Isi) -> Any:
    """The array (or the reference) that is passed for a placeholder."""
    if acuan.tetap is not None:
        return np.array([[acuan.tetap]], object)
    larik = isi.ambil(acuan.lembar, acuan.kotak)
    if acuan.fungsi in TEKS_JADI_ANGKA and any(map(_berangka, larik.ravel())):
        raise _TakDapat(f"teks berangka dalam {acuan.fungsi}")
    if acuan.berteks:  # the library takes ? for "at most one character", but only of what is text
        return np.frompyfunc(lambda x: None if x is KOSONG or x == "" else x, 1, 1)(larik)
    if acuan.fungsi not in BERACUAN:
        return larik
    b, k = acuan.kotak[:2]
    ujung = f"{get_column_letter(k + larik.shape[1] - 1)}{b + larik.shape[0] - 1}"
    return Ranges().push(f"{get_column_letter(k)}{b}" + (f":{ujung}" if larik.size > 1 else ""), larik)


def _berangka(nilai: Any) -> bool:
    """Whether the library would take this text for a number."""
    if not isinstance(nilai, str) or isinstance(nilai, schedula.Token):
        return False
    try:
        float(nilai)
    except ValueError:
        return False
    return True


def _polos(nilai: Any) -> Any:
    """A value without the library's and numpy's types: an error is its text, a blank that was computed is 0."""
    if nilai is KOSONG:
        return 0
    if isinstance(nilai, XlError):
        return str(nilai)
    return nilai.item() if isinstance(nilai, np.generic) else nilai


def _sama(tertulis: Any, hitungan: Any) -> bool:
    if isinstance(tertulis, bool) or isinstance(hitungan, bool):
        return tertulis is hitungan
    if isinstance(tertulis, int | float) and isinstance(hitungan, int | float):
        return math.isclose(tertulis, hitungan, rel_tol=TOLERANSI, abs_tol=TOLERANSI)
    return bool(tertulis == hitungan)
