"""What a formula gives, from the stored values of the cells it refers to: the part of Excel that staff write.

Operators, SUM AVERAGE MIN MAX COUNT COUNTA SUBTOTAL SUMIF(S) COUNTIF, ROUND ABS INT, IF IFERROR AND OR NOT, and the
small ones that our templates use. Whatever else is met raises `TakDinilai`: such a cell is not judged, never guessed.
Only the branch of an IF that is taken is evaluated, as in Excel.

The package `formulas` would know more functions, but costs about 2 ms per cell, so that a template (3,000 formulas)
would take 6 s where its reading takes 0,15 s; it is the witness of the tests instead.

A value is a float, a text, a bool, or None for a blank cell; an error value is raised as `NilaiGalat`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache
from typing import Protocol

from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan
from xlkinerja.rumus_urai import Pohon, urai

Nilai = float | str | bool | None


class TakDinilai(Exception):
    """The formula uses something that is not evaluated here."""


class NilaiGalat(Exception):
    """The formula gives an error value; the message is its text."""


class Sumber(Protocol):
    """Where the cells' values come from."""

    def nilai(self, lembar: str, baris: int, kolom: int) -> Nilai:
        """A cell's stored value. Raises NilaiGalat for an error value, TakDinilai for a cell that is not known."""

    def isi(self, lembar: str, acuan: Acuan) -> Iterator[tuple[int, int]]:
        """Row and column of the stored cells of a range, in order. Raises TakDinilai if there are too many."""

    def angka(self, lembar: str, acuan: Acuan) -> Iterator[tuple[int, int, float]]:
        """Row, column and value of the numbers in a range. Raises NilaiGalat if it holds an error value."""

    def jumlah(self, lembar: str, acuan: Acuan) -> float:
        """The sum of the numbers in a range. Raises NilaiGalat if it holds an error value."""

    def tersembunyi(self, lembar: str, baris: int) -> bool:
        """True for a hidden row."""

    def bersubtotal(self, lembar: str, baris: int, kolom: int) -> bool:
        """True for a cell whose own formula is a SUBTOTAL."""

    def nama(self, nama: str) -> str | None:
        """The reference that a defined name stands for, None if it is none."""


def nilai_rumus(rumus: str, lembar: str, sumber: Sumber) -> Nilai:
    """What a formula on a sheet gives. Raises TakDinilai, NilaiGalat."""
    kerangka, acuan = pecah(rumus)
    pohon = urai(kerangka)
    if pohon is None:
        raise TakDinilai
    hasil = _Penilai(lembar, tuple(urai_acuan(a) for a in acuan), sumber).nilai(pohon)
    return 0.0 if hasil is None else hasil


def sama_hasil(hasil: Nilai, tersimpan: Nilai, skala: float = 0.0) -> bool:
    """Whether a result is what is stored, within what 15 digits can hold; `skala`: the largest operand, whose last
    binary digit a subtraction leaves behind."""
    if isinstance(hasil, bool) or isinstance(tersimpan, bool):
        return hasil is tersimpan
    if isinstance(hasil, float) and isinstance(tersimpan, float):
        beda = abs(hasil - tersimpan)
        return beda <= 1e-11 * max(abs(hasil), abs(tersimpan)) or beda <= 4e-16 * skala or beda < 1e-15
    return (hasil or "") == (tersimpan or "")


class _Penilai:
    """Walks one formula's tree."""

    def __init__(self, lembar: str, acuan: tuple[Acuan, ...], sumber: Sumber) -> None:
        self.lembar, self.acuan, self.sumber = lembar, acuan, sumber

    def nilai(self, p: Pohon) -> Nilai:  # noqa: PLR0911
        """The value of a part of the formula."""
        match p[0]:
            case "angka" | "teks" | "logika":
                nilai: Nilai = p[1]
                return nilai
            case "acuan" | "nama":
                lembar, a = self.rujukan(p)
                if not a.tunggal:
                    raise TakDinilai
                return self.sumber.nilai(lembar, a.baris1, a.kolom1)
            case "kurung":
                return self.nilai(p[1])
            case "persen":
                return self.angka(p[1]) / 100
            case "satu":
                return -self.angka(p[2]) if p[1] == "-" else self.nilai(p[2])
            case "dua":
                return self.dua(p[1], p[2], p[3])
            case "galat":
                raise NilaiGalat(p[1])
            case "lowong":
                return None
        fungsi = _FUNGSI.get(p[1])
        if fungsi is None:
            raise TakDinilai
        return fungsi(self, p[2])

    def rujukan(self, p: Pohon) -> tuple[str, Acuan]:
        """Sheet and place of a reference or of a name that stands for one."""
        if p[0] == "nama":
            teks = self.sumber.nama(p[1])
            a = urai_acuan(teks) if teks else None
        else:
            a = self.acuan[p[1]] if p[0] == "acuan" else None
        if a is None or a.luar:
            raise TakDinilai
        return a.lembar or self.lembar, a

    def angka(self, p: Pohon) -> float:
        """A part as a number: blank is 0, a truth value 1 or 0. Text that looks like a number depends on the
        machine's language, so it is not judged; other text is #VALUE!."""
        n = self.nilai(p)
        if n is None:
            return 0.0
        if isinstance(n, str):
            if any(h.isdigit() for h in n):
                raise TakDinilai
            raise NilaiGalat("#VALUE!")
        return float(n)

    def logika(self, p: Pohon) -> bool:
        """A part as a condition."""
        n = self.nilai(p)
        if isinstance(n, str):
            raise TakDinilai
        return bool(n)

    def teks(self, p: Pohon) -> str:
        """A part as text."""
        n = self.nilai(p)
        if isinstance(n, bool):
            return "TRUE" if n else "FALSE"
        if isinstance(n, float):
            if abs(n) >= 1e15 or (n and abs(n) < 1e-4):
                raise TakDinilai
            return f"{n:.15g}"
        return n or ""

    def dua(self, op: str, kiri: Pohon, kanan: Pohon) -> Nilai:  # noqa: PLR0911
        """Two operands joined."""
        if op == "&":
            return self.teks(kiri) + self.teks(kanan)
        if op in ("=", "<>", "<", ">", "<=", ">="):
            return _banding(op, self.nilai(kiri), self.nilai(kanan))
        a, b = self.angka(kiri), self.angka(kanan)
        try:
            match op:
                case "+":
                    return a + b
                case "-":
                    # Excel takes a difference that is only its last binary digit for nothing.
                    return 0.0 if a != b and abs(a - b) < 1e-15 * abs(a) else a - b
                case "*":
                    return a * b
                case "/":
                    return a / b
            hasil = a**b
        except ZeroDivisionError:
            raise NilaiGalat("#DIV/0!") from None
        except OverflowError:
            raise NilaiGalat("#NUM!") from None
        if isinstance(hasil, complex) or (a == 0 and b == 0):
            raise NilaiGalat("#NUM!")
        return float(hasil)

    def sel(self, p: Pohon) -> Iterator[tuple[str, int, int]]:
        """Sheet, row and column of the stored cells of a range or of one cell."""
        lembar, a = self.rujukan(p)
        return ((lembar, b, k) for b, k in self.sumber.isi(lembar, a))

    def semua(self, argumen: Sequence[Pohon]) -> Iterator[float]:
        """The figures among arguments as SUM sees them: of ranges only numbers, of the rest what can be a number."""
        for p in argumen:
            if p[0] in ("acuan", "nama"):
                for _, _, n in self.sumber.angka(*self.rujukan(p)):
                    yield n
            else:
                yield self.angka(p)


def _banding(op: str, a: Nilai, b: Nilai) -> bool:
    """Excel's order: numbers before texts before truth values; texts without regard to capitals; 15 digits."""
    a, b = _isi_kosong(a, b), _isi_kosong(b, a)
    kiri, kanan = _urut(a), _urut(b)
    if kiri == kanan:
        return op in ("=", "<=", ">=")
    if op in ("=", "<>"):
        return op == "<>"
    if isinstance(a, str) and isinstance(b, str):
        raise TakDinilai  # the order of texts depends on the machine's language
    return (kiri < kanan) == (op[0] == "<")


def _isi_kosong(a: Nilai, lain: Nilai) -> Nilai:
    """A blank is what the other side makes of it."""
    if a is not None:
        return a
    return "" if isinstance(lain, str) else False if isinstance(lain, bool) else 0.0


def _urut(n: Nilai) -> tuple[int, float, str]:
    if isinstance(n, bool):
        return 2, float(n), ""
    if isinstance(n, str):
        return 1, 0.0, n.casefold()
    return 0, float(f"{n:.15g}"), ""


# ---------------------------------------------------------------- functions

_Argumen = Sequence[Pohon]


def _banyak(argumen: _Argumen, *boleh: int) -> None:
    if len(argumen) not in boleh:
        raise TakDinilai


def _sum(p: _Penilai, argumen: _Argumen) -> float:
    bagian = (p.sumber.jumlah(*p.rujukan(a)) if a[0] in ("acuan", "nama") else p.angka(a) for a in argumen)
    return float(sum(bagian))


def _average(p: _Penilai, argumen: _Argumen) -> float:
    semua = list(p.semua(argumen))
    if not semua:
        raise NilaiGalat("#DIV/0!")
    return sum(semua) / len(semua)


def _count(p: _Penilai, argumen: _Argumen) -> float:
    if any(a[0] not in ("acuan", "nama") for a in argumen):
        raise TakDinilai
    return float(sum(1 for _ in p.semua(argumen)))


def _counta(p: _Penilai, argumen: _Argumen) -> float:
    if any(a[0] not in ("acuan", "nama") for a in argumen):
        raise TakDinilai
    return float(sum(p.sumber.nilai(*s) is not None for a in argumen for s in p.sel(a)))


def _bulat(cara: str) -> Callable[[_Penilai, _Argumen], float]:
    def fungsi(p: _Penilai, argumen: _Argumen) -> float:
        _banyak(argumen, 2)
        n, digit = p.angka(argumen[0]), p.angka(argumen[1])
        if not -20 <= digit <= 20 or abs(n) > 1e15:
            raise TakDinilai
        return float(Decimal(f"{n:.15g}").quantize(Decimal(1).scaleb(-int(digit)), cara))

    return fungsi


def _if(p: _Penilai, argumen: _Argumen) -> Nilai:
    _banyak(argumen, 2, 3)
    if p.logika(argumen[0]):
        return p.nilai(argumen[1])
    return p.nilai(argumen[2]) if len(argumen) == 3 else False


def _iferror(p: _Penilai, argumen: _Argumen) -> Nilai:
    _banyak(argumen, 2)
    try:
        return p.nilai(argumen[0])
    except NilaiGalat:
        return p.nilai(argumen[1])


def _semua_logika(p: _Penilai, argumen: _Argumen) -> list[bool]:
    if not argumen or any(a[0] == "acuan" and not p.rujukan(a)[1].tunggal for a in argumen):
        raise TakDinilai
    return [p.logika(a) for a in argumen]


def _subtotal(p: _Penilai, argumen: _Argumen) -> float:
    """9: rows that a filter hides do not count, rows hidden by hand do; the file does not say which, so a range with
    hidden rows is not judged. 109 counts visible rows only. Cells that hold a SUBTOTAL themselves never count."""
    kode = p.angka(argumen[0]) if argumen else 0
    if kode not in (9, 109) or len(argumen) < 2:
        raise TakDinilai
    jumlah = 0.0
    for a in argumen[1:]:
        for s in p.sel(a):
            if p.sumber.tersembunyi(s[0], s[1]):
                if kode == 9:
                    raise TakDinilai
                continue
            n = p.sumber.nilai(*s)
            if isinstance(n, float) and not p.sumber.bersubtotal(*s):
                jumlah += n
    return jumlah


def _sumif(p: _Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 2, 3)
    return _jumlah_bersyarat(p, argumen[-1] if len(argumen) == 3 else argumen[0], ((argumen[0], argumen[1]),))


def _sumifs(p: _Penilai, argumen: _Argumen) -> float:
    if len(argumen) < 3 or len(argumen) % 2 == 0:
        raise TakDinilai
    return _jumlah_bersyarat(p, argumen[0], tuple(zip(argumen[1::2], argumen[2::2], strict=True)))


def _jumlah_bersyarat(p: _Penilai, dijumlah: Pohon, syarat: Sequence[tuple[Pohon, Pohon]]) -> float:
    lembar, jumlah = p.rujukan(dijumlah)
    uji = []
    for rentang, kriteria in syarat:
        lain, a = p.rujukan(rentang)
        if (a.baris2 - a.baris1, a.kolom2 - a.kolom1) != (jumlah.baris2 - jumlah.baris1, jumlah.kolom2 - jumlah.kolom1):
            raise TakDinilai
        uji.append((lain, a, _kriteria(p.nilai(kriteria))))
    hasil = 0.0
    for b, k, n in p.sumber.angka(lembar, jumlah):
        if n and all(
            cocok(p.sumber.nilai(lain, a.baris1 + b - jumlah.baris1, a.kolom1 + k - jumlah.kolom1))
            for lain, a, cocok in uji
        ):
            hasil += n
    return hasil


_BANDING = re.compile(r"(<=|>=|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_POLOS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def _kriteria(n: Nilai) -> Callable[[Nilai], bool]:
    """A criterion of SUMIF: a number, or a text with * and ?, without regard to capitals."""
    if isinstance(n, float):
        return lambda x: _sama_angka(x, n)
    if not isinstance(n, str) or not n or "~" in n:
        raise TakDinilai
    banding = _BANDING.fullmatch(n)
    if banding is not None and banding[1] != "=":
        return lambda x: isinstance(x, float) and _banding(banding[1], x, float(banding[2]))
    if banding is not None:
        return lambda x: _sama_angka(x, float(banding[2]))
    if n[0] in "<>=":
        raise TakDinilai
    if _POLOS.fullmatch(n):
        return lambda x: (isinstance(x, str) and x == n) or _sama_angka(x, float(n))
    cocok = _pola(n).fullmatch
    return lambda x: isinstance(x, str) and cocok(x) is not None


@lru_cache(maxsize=1024)
def _pola(kriteria: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(h, re.escape(h)) for h in kriteria), re.I | re.S)


def _countif(p: _Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 2)
    cocok = _kriteria(p.nilai(argumen[1]))
    return float(sum(cocok(p.sumber.nilai(*s)) for s in p.sel(argumen[0])))


def _left(p: _Penilai, argumen: _Argumen) -> str:
    _banyak(argumen, 2)
    return p.teks(argumen[0])[: max(0, int(p.angka(argumen[1])))]


def _sama_angka(x: Nilai, n: float) -> bool:
    if isinstance(x, str):
        if _angka_teks(x) == n:
            raise TakDinilai  # whether a text counts as that number depends on how it was written
        return False
    return isinstance(x, float) and x == n


@lru_cache(maxsize=1024)
def _angka_teks(teks: str) -> float | None:
    return float(teks) if _POLOS.fullmatch(teks) else None


def _satu_angka(hitung: Callable[[float], float]) -> Callable[[_Penilai, _Argumen], float]:
    def fungsi(p: _Penilai, argumen: _Argumen) -> float:
        _banyak(argumen, 1)
        return hitung(p.angka(argumen[0]))

    return fungsi


def _n(p: _Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 1)
    n = p.nilai(argumen[0])
    return 0.0 if n is None or isinstance(n, str) else float(n)


def _isnumber(p: _Penilai, argumen: _Argumen) -> bool:
    _banyak(argumen, 1)
    try:
        return isinstance(p.nilai(argumen[0]), float)
    except NilaiGalat:
        return False


def _isref(p: _Penilai, argumen: _Argumen) -> bool:
    _banyak(argumen, 1)
    if argumen[0][0] == "galat":
        return False
    p.rujukan(argumen[0])
    return True


def _bulat_ke_bawah(n: float) -> float:
    return float(f"{n:.15g}") // 1


_FUNGSI: dict[str, Callable[[_Penilai, _Argumen], Nilai]] = {
    "SUM": _sum,
    "AVERAGE": _average,
    "MIN": lambda p, a: min(p.semua(a), default=0.0),
    "MAX": lambda p, a: max(p.semua(a), default=0.0),
    "COUNT": _count,
    "COUNTA": _counta,
    "ROUND": _bulat(ROUND_HALF_UP),
    "ROUNDUP": _bulat(ROUND_UP),
    "ROUNDDOWN": _bulat(ROUND_DOWN),
    "ABS": _satu_angka(abs),
    "INT": _satu_angka(_bulat_ke_bawah),
    "IF": _if,
    "IFERROR": _iferror,
    "AND": lambda p, a: all(_semua_logika(p, a)),
    "OR": lambda p, a: any(_semua_logika(p, a)),
    "NOT": lambda p, a: not p.logika(a[0]),
    "SUBTOTAL": _subtotal,
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
    "COUNTIF": _countif,
    "LEFT": _left,
    "N": _n,
    "ISNUMBER": _isnumber,
    "ISREF": _isref,
}
