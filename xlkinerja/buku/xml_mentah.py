"""XML parts as bytes that can be changed in one place: elements by offset, nothing re-serialised.

Offsets are found on a mask of the same length in which comments, CDATA and processing instructions are
blanks, so that a plain search cannot be fooled by a tag inside them. Everything works on UTF-8; other
encodings are converted on the way in and back on the way out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.regeks import regeks

ATRIBUT = rb"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_BUKAN_TANDA = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_TANDA = re.compile(rb"<(/?)([^\s/>!?]+)" + ATRIBUT + rb">")
_SATU_ATRIBUT = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_PENYANDIAN = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PERLU_LOLOS = regeks("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Unsur(NamedTuple):
    """One element by offsets: start tag [awal, isi), content [isi, tutup), end tag [tutup, akhir)."""

    awal: int
    isi: int
    tutup: int
    akhir: int

    @property
    def kosong(self) -> bool:
        """True for `<x/>`: there is no end tag."""
        return self.tutup == self.akhir


class Tambalan(NamedTuple):
    """Replace the bytes [awal, akhir) by `baru`."""

    awal: int
    akhir: int
    baru: bytes


def topeng(isi: bytes) -> bytes:
    """`isi` with comments, CDATA and processing instructions blanked, offsets unchanged. DTDs are refused."""
    if b"<!" not in isi and isi.find(b"<?", 2) < 0:
        return isi
    hasil = _BUKAN_TANDA.sub(lambda m: b" " * len(m[0]), isi)
    if b"<!" in hasil:
        raise BukuTakTertulis("Buku kerja memuat DTD atau XML rusak; simpan ulang dengan Excel lalu coba lagi.")
    return hasil


def ke_utf8(isi: bytes) -> tuple[bytes, str]:
    """The part as UTF-8 and the encoding it had (to be given to `dari_utf8`)."""
    if isi.startswith(codecs.BOM_UTF16_LE):
        sandi = "utf-16-le"
    elif isi.startswith(codecs.BOM_UTF16_BE):
        sandi = "utf-16-be"
    else:
        cocok = _PENYANDIAN.match(isi)
        sandi = cocok[1].decode("ascii").lower() if cocok else "utf-8"
    if sandi in ("utf-8", "utf8", "us-ascii", "ascii"):
        return isi, "utf-8" if sandi.startswith("utf") else "ascii"
    try:
        return isi.decode(sandi).encode("utf-8"), sandi
    except (LookupError, UnicodeError) as galat:
        raise BukuTakTertulis(f"Penyandian huruf {sandi} di dalam buku kerja tidak dikenal.") from galat


def dari_utf8(isi: bytes, sandi: str) -> bytes:
    """Back into the part's own encoding; what it cannot hold becomes a character reference."""
    if sandi == "utf-8":
        return isi
    return isi.decode("utf-8").encode(sandi, "xmlcharrefreplace")


def periksa_xml(isi: bytes, bagian: str) -> None:
    """Refuse bytes that are not well-formed XML. `bagian` is the part's name, for the message."""
    try:
        expat.ParserCreate().Parse(isi, True)
    except expat.ExpatError as galat:
        raise BukuTakTertulis(f"Bagian {bagian} bukan XML yang utuh ({galat}); buku kerja tidak diubah.") from galat


def bulat(teks: str) -> int:
    """A whole number from an attribute. BukuTakTertulis when it is none."""
    if not (teks.isascii() and teks.isdigit() and len(teks) < 10):
        raise BukuTakTertulis(f"Buku kerja rusak: {teks[:20]!r} seharusnya bilangan; simpan ulang dengan Excel.")
    return int(teks)


def akar(t: bytes) -> tuple[bytes, Unsur]:
    """Prefix with colon (b"" when there is none) and element of the root of a mask."""
    m = _TANDA.search(t)
    if m is None:
        raise BukuTakTertulis("Bagian buku kerja kosong atau bukan XML.")
    nama = m[2]
    awalan = nama[: nama.find(b":") + 1]
    return awalan, _unsur(t, m, nama, len(t))


@lru_cache(maxsize=256)
def pola_buka(nama: bytes) -> re.Pattern[bytes]:
    """Start tag of the element with this qualified name."""
    return re.compile(b"<" + re.escape(nama) + rb"(?=[\s/>])" + ATRIBUT + b">")


@lru_cache(maxsize=256)
def pola_tutup(nama: bytes) -> re.Pattern[bytes]:
    """End tag of the element with this qualified name."""
    return re.compile(b"</" + re.escape(nama) + rb"\s*>")


def _unsur(t: bytes, m: re.Match[bytes], nama: bytes, batas: int) -> Unsur:
    if m[0].endswith(b"/>"):
        return Unsur(m.start(), m.end(), m.end(), m.end())
    tutup = pola_tutup(nama).search(t, m.end(), batas)
    if tutup is None:
        raise BukuTakTertulis("Bagian buku kerja bukan XML yang utuh; buku kerja tidak diubah.")
    return Unsur(m.start(), m.end(), tutup.start(), tutup.end())


def semua_unsur(t: bytes, nama: bytes, awal: int = 0, akhir: int | None = None) -> Iterator[Unsur]:
    """Elements with this qualified name in t[awal:akhir], in order. They must not nest in themselves."""
    batas = len(t) if akhir is None else akhir
    pola, posisi = pola_buka(nama), awal
    while (m := pola.search(t, posisi, batas)) is not None:
        u = _unsur(t, m, nama, batas)
        yield u
        posisi = u.akhir


def unsur(t: bytes, nama: bytes, awal: int = 0, akhir: int | None = None) -> Unsur | None:
    """The first element with this qualified name, or None."""
    return next(semua_unsur(t, nama, awal, akhir), None)


def anak(t: bytes, induk: Unsur) -> list[tuple[bytes, Unsur]]:
    """Direct children of an element: (qualified name, element)."""
    hasil: list[tuple[bytes, Unsur]] = []
    dalam, mulai = 0, (0, 0)
    for m in _TANDA.finditer(t, induk.isi, induk.tutup):
        if m[1]:
            dalam -= 1
            if dalam == 0:
                hasil.append((m[2], Unsur(*mulai, m.start(), m.end())))
        elif m[0].endswith(b"/>"):
            if dalam == 0:
                hasil.append((m[2], Unsur(m.start(), m.end(), m.end(), m.end())))
        else:
            if dalam == 0:
                mulai = (m.start(), m.end())
            dalam += 1
    return hasil


def atribut(tanda: bytes) -> dict[str, str]:
    """Attributes of a start tag, unescaped."""
    return {m[1].decode(): lepas(m[2][1:-1].decode()) for m in _SATU_ATRIBUT.finditer(tanda)}


def setel(tanda: bytes, nama: str, nilai: str | None) -> bytes:
    """The start tag with one attribute set (added last) or, with None, removed; the rest as it is."""
    kunci = nama.encode()
    baru = b"" if nilai is None else b" " + kunci + b'="' + lolos_atribut(nilai) + b'"'
    for m in _SATU_ATRIBUT.finditer(tanda):
        if m[1] == kunci:
            return tanda[: m.start()] + baru + tanda[m.end() :]
    ekor = 2 if tanda.endswith(b"/>") else 1
    return tanda[:-ekor].rstrip() + baru + tanda[-ekor:] if nilai is not None else tanda


def tambal(isi: bytes, tambalan: Iterable[Tambalan]) -> bytes:
    """Apply non-overlapping patches; insertions at one place keep their order."""
    potongan: list[bytes] = []
    posisi = 0
    for awal, akhir, baru in sorted(tambalan, key=lambda p: (p.awal, p.akhir)):
        if awal < posisi:
            raise AssertionError("tambalan bertumpuk")
        potongan += (isi[posisi:awal], baru)
        posisi = akhir
    potongan.append(isi[posisi:])
    return b"".join(potongan)


def sisip_dalam(isi: bytes, induk: Unsur, nama: bytes, baru: bytes) -> Tambalan:
    """Patch that appends `baru` as last content of an element, opening it when it is `<x/>`."""
    if not induk.kosong:
        return Tambalan(induk.tutup, induk.tutup, baru)
    buka = isi[induk.awal : induk.isi][:-2].rstrip() + b">"
    return Tambalan(induk.awal, induk.akhir, buka + baru + b"</" + nama + b">")


def lepas(teks: str) -> str:
    """Text of an attribute value: the five entities and character references resolved."""
    if "&" not in teks:
        return teks
    bernama = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

    def ganti(m: re.Match[str]) -> str:
        if m[2]:
            return chr(int(m[2][1:], 16) if m[2][0] in "xX" else int(m[2]))
        return bernama.get(m[1], m[0])

    return re.sub(r"&(?:([a-z]+)|#([xX]?[0-9a-fA-F]+));", ganti, teks)


def lolos(teks: str) -> bytes:
    """Text as element content; what XML cannot hold, and a literal `_xHHHH_`, in Excel's `_xHHHH_` form."""
    aman = _PERLU_LOLOS.sub(lambda m: f"_x{ord(m[0]):04X}_", teks)
    return aman.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def lolos_atribut(teks: str) -> bytes:
    """Text as the value of an attribute in double quotes."""
    aman = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", teks)
    aman = aman.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return aman.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;").encode("utf-8")
