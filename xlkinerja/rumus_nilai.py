"""What a formula gives, from the stored values of the cells it refers to: the part of Excel that staff write.

Operators, SUM AVERAGE MIN MAX COUNT COUNTA SUBTOTAL SUMIF(S) SUMPRODUCT COUNTIF, ROUND ABS INT, IF IFERROR AND OR
NOT, and the small ones that our templates use. Whatever else is met raises `TakDinilai`: such a cell is not judged,
never guessed. Only the branch of an IF that is taken is evaluated, as in Excel.

The package `formulas` would know more functions, but costs about 2 ms per cell, so that a template (3,000 formulas)
would take 6 s where its reading takes 0,15 s; it is the witness of the tests instead.

A value is a float, a text, a bool, or None for a blank cell; an error value is raised as `NilaiGalat`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from xlkinerja.rumus_sel import Acuan, urai_acuan
from xlkinerja.rumus_urai import Pohon

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


def sama_hasil(hasil: Nilai, tersimpan: Nilai, skala: float = 0.0) -> bool:
    """Whether a result is what is stored, within what 15 digits can hold; `skala`: the largest operand, whose last
    binary digit a subtraction leaves behind."""
    if isinstance(hasil, bool) or isinstance(tersimpan, bool):
        return hasil is tersimpan
    if isinstance(hasil, float) and isinstance(tersimpan, float):
        beda = abs(hasil - tersimpan)
        return beda <= 1e-11 * max(abs(hasil), abs(tersimpan)) or beda <= 4e-16 * skala or beda < 1e-15
    return (hasil or "") == (tersimpan or "")


Fungsi = Mapping[str, Callable[["Penilai", Sequence[Pohon]], Nilai]]
"""Functions by name: what each makes of its arguments."""


class Penilai:
    """Walks one formula's tree; `fungsi`: the functions that it knows (`rumus_fungsi`)."""

    def __init__(self, lembar: str, acuan: tuple[Acuan, ...], sumber: Sumber, fungsi: Fungsi) -> None:
        self.lembar, self.acuan, self.sumber, self.daftar = lembar, acuan, sumber, fungsi

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
        fungsi = self.daftar.get(p[1])
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
            return banding(op, self.nilai(kiri), self.nilai(kanan))
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


def banding(op: str, a: Nilai, b: Nilai) -> bool:
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
