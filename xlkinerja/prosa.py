"""Figures inside prose: typed text cells of a workbook to sentences, and sentences to the amounts they state.

Only what is typed counts; a sentence that a formula makes is the formula's. One cheap pass per sheet: most cells fail
the first test, which looks for a digit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple, TypeVar, cast

from xlkinerja.angka import Ambigu, Angka, Selang, baca_angka, pangkas_cocok, sejalan, selang
from xlkinerja.baca import lembar_milik_kita
from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Lembar
from xlkinerja.konteks import Konteks
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Sel

_T = TypeVar("_T")
TERPENDEK, TERPANJANG = 12, 6000
"""A shorter text states no relation; a longer one is a chapter that somebody pasted into a cell."""
_HANYA_TEKS = bytes(jenis == ord("s") for jenis in range(256))
_SIMPAN_TERBANYAK, _SIMPAN_TERPANJANG = 20_000, 400
_DIGIT = regeks(r"\d")
_BATAS = regeks(r"(?<=[.;])(?<!\bRp\.)(?<!\brp\.)(?<!\bNo\.)\s+(?=[A-Z(])|\n+")


class Diingat(dict[str, bool]):
    """Text -> what a quick test says of it; the same texts stand in many cells."""

    def __init__(self, uji: Callable[[str], bool]) -> None:
        super().__init__()
        self.uji = uji

    def __missing__(self, teks: str) -> bool:
        hasil = self.uji(teks)
        if len(teks) <= _SIMPAN_TERPANJANG:
            if len(self) > _SIMPAN_TERBANYAK:
                self.clear()
            self[teks] = hasil
        return hasil


@Diingat
def _berangka(teks: str) -> bool:
    """Whether a text has a digit and the length of a sentence."""
    return TERPENDEK <= len(teks) <= TERPANJANG and _DIGIT.search(teks) is not None


class Prosa(NamedTuple):
    """A typed text with a digit in it: its sheet and the position of that, and where in the sheet it is stored."""

    isi: Lembar
    urut: int
    indeks: int

    @property
    def teks(self) -> str:
        """What is written."""
        return self.isi.isi[self.indeks]

    @property
    def lembar(self) -> str:
        """Name of the sheet."""
        return self.isi.nama

    @property
    def sel(self) -> Sel:
        """The cell."""
        return self.isi.sel_ke(self.indeks)


_Semua = Sequence[tuple[Lembar, int, Sequence[int]]]
"""Sheets with their position and the indexes of the texts in them."""


def _semua_prosa(konteks: Konteks) -> _Semua:
    """The typed texts with digits of a workbook, in sheet order; none if its cells are not at hand."""
    if konteks.buku is None:
        return ()
    if "prosa" not in konteks.memo:
        daftar = enumerate(konteks.buku.lembar)
        berteks = konteks.rumus.berteks if konteks.rumus is not None else ()
        milik = ((x, urut) for urut, x in daftar if not lembar_milik_kita(x))
        konteks.memo["prosa"] = [(x, urut, _indeks(x, x.rumus if x.nama in berteks else {})) for x, urut in milik]
    return cast("_Semua", konteks.memo["prosa"])


def _indeks(lembar: Lembar, rumus: Mapping[int, str]) -> Sequence[int]:
    """Where the texts are stored; `rumus`: formulas that may give some of them."""
    isi, kunci = lembar.isi, lembar.kunci
    ada = [*compress(bertulisan(lembar, range(len(isi))), map(_berangka.__getitem__, bertulisan(lembar, isi)))]
    return [i for i in ada if kunci[i] not in rumus] if rumus else ada


def bertulisan(lembar: Lembar, kolom: Iterable[_T]) -> Iterator[_T]:
    """Of one of a sheet's parallel columns what belongs to its text cells; the others are not looked at one by one."""
    return compress(kolom, lembar.jenis.translate(_HANYA_TEKS))


def prosa_memuat(konteks: Konteks, *kata: str) -> Iterator[Prosa]:
    """The texts in which one of the words (in small letters) stands, also inside a longer one. All are looked at in
    one go first: most workbooks have none."""
    if "prosa_kecil" not in konteks.memo:
        konteks.memo["prosa_kecil"] = _Kecil(_semua_prosa(konteks))
    kecil = cast("_Kecil", konteks.memo["prosa_kecil"])
    ada = [k for k in kata if k in kecil.seluruhnya]
    berhuruf = any(map(str.islower, ada))  # figures and signs are the same in small letters
    for n, (lembar, urut, indeks) in enumerate(kecil.semua) if ada else ():
        semua_teks = kecil.satu_satu[n] if berhuruf else [lembar.isi[i] for i in indeks]
        kena = {i for k in ada for i, teks in zip(indeks, semua_teks, strict=True) if k in teks}
        yield from (Prosa(lembar, urut, i) for i in sorted(kena))


class _Kecil:
    """The texts of a workbook in small letters."""

    def __init__(self, semua: _Semua) -> None:
        self.semua = semua
        self.seluruhnya = "\n".join({x.isi[i] for x, _, indeks in semua for i in indeks}).casefold()

    @cached_property
    def satu_satu(self) -> list[list[str]]:
        """Each by itself, sheet by sheet."""
        return [[x.isi[i].casefold() for i in indeks] for x, _, indeks in self.semua]


def prosa_di(konteks: Konteks, baris: Mapping[str, Collection[int]]) -> Iterator[Prosa]:
    """The texts in these rows (1-based) of these sheets."""
    for lembar, urut, indeks in _semua_prosa(konteks):
        letak = lembar.kunci.__getitem__
        for b in sorted(baris.get(lembar.nama, ())):
            awal = bisect_left(indeks, (b - 1) * LEBAR, key=letak)
            akhir = bisect_left(indeks, b * LEBAR, awal, key=letak)
            yield from (Prosa(lembar, urut, i) for i in indeks[awal:akhir])


def sebelah_kanan(lembar: Lembar, sel: Sel) -> Sel | None:
    """The next cell with content to the right of a cell, or None."""
    for b, awal, akhir in lembar.baris_terisi():
        if b > sel.baris:
            break
        if b == sel.baris:
            for i in range(awal, akhir):
                if lembar.kunci[i] % LEBAR + 1 > sel.kolom and lembar.isi[i].strip():
                    return lembar.sel_ke(i)
    return None


def kalimat(teks: str) -> list[str]:
    """A text as sentences: cut at line ends, and at a full stop or semicolon before a new beginning."""
    return [k for k in _BATAS.split(teks) if k.strip()]


@beku(frozen=True, slots=True)
class Sebutan:
    """A figure in a text: where it stands, how it is written, and its possible readings (two if ambiguous)."""

    awal: int
    akhir: int
    teks: str
    bacaan: tuple[Angka, ...]
    uang: bool
    persen: bool

    def selang(self) -> tuple[Selang, ...]:
        """What each reading stands for; whole figures are exact, percentages and decimals as far as shown."""
        return tuple(selang(b.nilai, b.desimal if self.persen or b.desimal != 0 else None) for b in self.bacaan)

    def cocok(self, nilai: Selang) -> bool:
        """True if one of the readings agrees."""
        return any(sejalan(s, nilai) for s in self.selang())

    def dipotong(self, nilai: Selang) -> bool:
        """True if one of the readings is that value cut off instead of rounded."""
        return any(pangkas_cocok(nilai.bawah, b.nilai, b.desimal) for b in self.bacaan)


_SEBUTAN = regeks(
    r"(?<![\w.,/-])(?P<rp>(?:rp[\s.,:]*)+)?(?P<badan>\d+(?:[.,]\d+)*)(?![.,]?\w)(?P<ekor>,-|,=)?"
    r"(?:\s?(?P<kali>ribu|juta|miliar|milyar|triliun|trilyun)\b)?\s?(?P<persen>%|persen\b)?",
    re.I,
)


def sebutan(teks: str) -> list[Sebutan]:
    """The figures of a text, in order; codes, dates and numbering with letters are none."""
    hasil = []
    for c in _SEBUTAN.finditer(teks):
        uang, persen = bool(c["rp"]), bool(c["persen"])
        inti = f"Rp {c['badan']}{c['ekor'] or ''} {c['kali'] or ''}" if uang or c["kali"] else c["badan"]
        angka = baca_angka(inti.strip() + ("%" if persen else ""))
        bacaan = (angka.id, angka.en) if isinstance(angka, Ambigu) else (angka,)
        ada = tuple(b for b in bacaan if isinstance(b, Angka))
        if ada:
            hasil.append(Sebutan(c.start(), c.end(), c[0].strip(), ada, uang, persen))
    return hasil
