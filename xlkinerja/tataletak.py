"""The vocabulary in which layouts are declared: a `Formulir` is a table's columns with the headings they carry.

From one declaration follow the reader, the writer, the structural rules and the template generator: a `LembarTemplat`
says which columns of which form a template sheet shows, in which wording, and who fills them.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks


class Jenis(Enum):
    """What a column holds."""

    NOMOR = "nomor"
    KODE = "kode"
    TEKS = "teks"
    KINERJA = "kinerja"
    """A target or realisasi: a figure with its unit, a grade (WTP, BB), or "-"."""
    UANG = "uang"
    PERSEN = "persen"
    CACAH = "cacah"
    TANDA = "tanda"


@beku(frozen=True, slots=True)
class Kolom:
    """One column: record field, the headings it may carry (official wording first), kind.

    `wajib`: the table is not recognised without it. `dibawa`: printed once per group and carried down.
    `induk`: headings of which one must stand above it. `awalan`: the heading may go on after these words
    ("Target 2024"). `pola`: instead of `judul`, a regular expression on the normalised heading; such a column may
    occur many times and its field name is the heading itself. `dihitung`: the engine owns its values.
    """

    nama: str
    judul: tuple[str, ...] = ()
    jenis: Jenis = Jenis.TEKS
    wajib: bool = True
    dibawa: bool = False
    induk: tuple[str, ...] = ()
    awalan: bool = False
    pola: str | None = None
    dihitung: bool = False


@beku(frozen=True, slots=True)
class Formulir:
    """One official table layout. `jenis` is the kind of document as KONTRAK.md names it; `dasar` its source.

    `penyerap`: rows above the header that begin with these words give a field ("Indikator Kegiatan :").
    `minimal_banyak`: how many columns of a `pola` column must be there.
    """

    nama: str
    jenis: str
    judul: str
    kolom: tuple[Kolom, ...]
    dasar: str
    penyerap: tuple[tuple[str, str], ...] = ()
    minimal_banyak: int = 1


class Peran(Enum):
    """Who fills a column of a template."""

    ISIAN = "isian"
    """Typed by staff; unlocked."""
    BAWAAN = "bawaan"
    """Filled by a formula that may be replaced; unlocked."""
    RUMUS = "rumus"
    """Computed; locked."""
    NOMOR = "nomor"
    """Numbers and headings that the template prints and that staff mend when rows come or go; unlocked."""
    TETAP = "tetap"
    """Printed once by the template; locked."""


UANG, PERSEN = "#,##0", "0.00%"
IKUTI = ""
"""Number format of a template's figure whose unit is the indicator's."""


@beku(frozen=True, slots=True)
class KolomTemplat:
    """One column of a template sheet: field of the form (or a helper's name), heading, width in characters.

    `induk`: heading merged above neighbouring columns. `catatan`: the comment on the heading, with its source.
    `kelompok`: printed once per group and merged down. `cetak`: inside the printed area. `format`: number format of
    figures, "" to follow the indicator's unit.
    """

    nama: str
    judul: str
    lebar: float
    peran: Peran = Peran.ISIAN
    induk: str = ""
    catatan: str = ""
    kelompok: bool = False
    cetak: bool = True
    format: str = "General"


@beku(frozen=True, slots=True)
class LembarTemplat:
    """One table of a template. `kode` makes the defined names `xlk_<kode>_<kolom>`; `formulir` None: a table of ours
    that mirrors no official form. `bernomor`: the row (1) (2) (3) follows the heading."""

    kode: str
    formulir: Formulir | None
    kolom: tuple[KolomTemplat, ...]
    bernomor: bool = False


_SERUPA = str.maketrans("АВЕКМНОРСТХаеорсхΑΒΕΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXaeopcxABEHIKMNOPTX")
_BUKAN_KATA = regeks(r"[^0-9a-z%+&]+")
KELIPATAN = r"(?:ribu|juta|mil[iy]ar)(?:an)?"
"""Pattern of the words that say in what multiple amounts are written ("dalam jutaan rupiah")."""
_RUPIAH = regeks(rf"\((?:[\s.,]|dalam|{KELIPATAN}|rp|rupiah|000)+\)|\(? ?\brp\b\.? ?\)?")


@lru_cache(maxsize=65536)
def normal(teks: str) -> str:
    """Text as it is compared: look-alike letters folded, lower case, "(Rp.)", "(juta Rp)" and punctuation dropped.

    >>> normal("Pagu Anggaran (Rp.)")
    'pagu anggaran'
    """
    if not teks.isascii():
        teks = unicodedata.normalize("NFKC", teks.translate(_SERUPA))
    teks = _RUPIAH.sub(" ", " ".join(teks.casefold().split()))
    return " ".join(_BUKAN_KATA.sub(" ", teks).replace("%", " persen ").split())


@lru_cache(maxsize=65536)
def rapat(teks: str) -> str:
    """Text with its white space folded: an indicator stands in five tables, a sasaran in all its rows."""
    return " ".join(teks.split())


def jarak_ketik(a: str, b: str, batas: int) -> int:
    """Damerau-Levenshtein distance (insert, delete, replace, swap) of two short texts, at most `batas` + 1."""
    if abs(len(a) - len(b)) > batas:
        return batas + 1
    dua: list[int] = []
    satu = list(range(len(b) + 1))
    for i, huruf in enumerate(a, 1):
        kini = [i]
        for j, lain in enumerate(b, 1):
            biaya = min(satu[j] + 1, kini[j - 1] + 1, satu[j - 1] + (huruf != lain))
            if i > 1 and j > 1 and huruf == b[j - 2] and a[i - 2] == lain:
                biaya = min(biaya, dua[j - 2] + 1)
            kini.append(biaya)
        if min(kini) > batas:
            return batas + 1
        dua, satu = satu, kini
    return satu[-1]
