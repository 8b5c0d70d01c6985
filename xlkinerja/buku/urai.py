"""XML parts through expat, with namespaces, a depth limit, and without DTDs or exotic encodings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.arsip import SIMPAN_ULANG

_PENGODEAN = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})


DALAM_XML = 200
"""Elements may be nested this deep."""


def pesan_dtd(bagian: str) -> str:
    """The refusal of a part with a document type declaration."""
    return f"bagian {bagian} berisi DTD (DOCTYPE/ENTITY) yang tidak aman; {SIMPAN_ULANG}"


def pesan_dalam(bagian: str) -> str:
    """The refusal of a part whose elements are nested too deep."""
    return f"bagian {bagian} bersarang terlalu dalam; {SIMPAN_ULANG}"


def urai_xml(
    potongan: Iterable[bytes],
    bagian: str,
    mulai: Callable[[str, dict[str, str], int], None],
    selesai: Callable[[str, int], None] | None = None,
    teks: Callable[[str], object] | None = None,
) -> None:
    """One expat pass. `mulai(name, attributes, depth)`, `selesai(name, depth)`: local names, the root is 1.

    Attributes of a namespace are keyed "uri name". BukuTakTerbaca on broken XML, a DTD, too deep a tree.
    """
    p = pengurai(bagian)
    tingkat = 0

    def buka(nama: str, atribut: dict[str, str]) -> None:
        nonlocal tingkat
        tingkat += 1
        if tingkat > DALAM_XML:
            raise BukuTakTerbaca(pesan_dalam(bagian))
        mulai(nama.rpartition(" ")[2], atribut, tingkat)

    def tutup(nama: str) -> None:
        nonlocal tingkat
        if selesai is not None:
            selesai(nama.rpartition(" ")[2], tingkat)
        tingkat -= 1

    p.StartElementHandler = buka
    p.EndElementHandler = tutup
    if teks is not None:
        p.CharacterDataHandler = teks
    suapi(p, potongan, bagian)


def pengurai(bagian: str) -> expat.XMLParserType:
    """An expat parser with namespaces ("uri name") that refuses a DTD and unusual encodings."""

    def dtd(*_: object) -> None:
        raise BukuTakTerbaca(pesan_dtd(bagian))

    def deklarasi(_versi: str, pengodean: str | None, _sendiri: int) -> None:
        if pengodean and pengodean.lower() not in _PENGODEAN:
            raise BukuTakTerbaca(f"bagian {bagian} memakai pengodean {pengodean[:30]}; {SIMPAN_ULANG}")

    p = expat.ParserCreate(None, " ")
    p.buffer_text = True
    p.StartDoctypeDeclHandler = dtd
    p.XmlDeclHandler = deklarasi
    return p


def suapi(p: expat.XMLParserType, potongan: Iterable[bytes], bagian: str, akhir: bool = True) -> None:
    """Feed a parser. BukuTakTerbaca when the XML is not well-formed."""
    try:
        for bita in potongan:
            p.Parse(bita, False)
        if akhir:
            p.Parse(b"", True)
    except expat.ExpatError as sebab:
        raise BukuTakTerbaca(
            f"bagian {bagian} rusak (XML tidak sah pada baris {sebab.lineno}); {SIMPAN_ULANG}"
        ) from sebab
    except (LookupError, ValueError) as sebab:
        raise BukuTakTerbaca(f"bagian {bagian} memakai pengodean tak dikenal; {SIMPAN_ULANG}") from sebab
