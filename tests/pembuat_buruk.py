"""Builders of workbooks part by part, and of files that no reader should trust."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_JENIS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LEMBAR1 = "xl/worksheets/sheet1.xml"


def lembar_xml(baris: str, ekor: str = "", kepala: str = "") -> str:
    """A worksheet part around the given rows."""
    return f'<worksheet xmlns="{UTAMA}">{kepala}<sheetData>{baris}</sheetData>{ekor}</worksheet>'


def string_xml(*si: str) -> str:
    """A sharedStrings part of the given <si> elements' contents."""
    return f'<sst xmlns="{UTAMA}">' + "".join(f"<si>{x}</si>" for x in si) + "</sst>"


def bagian(baris: str = "", **lain: str) -> dict[str, str | bytes]:
    """The parts of a small sound workbook with one sheet "PK" and three xfs (General, 0.00%, #,##0).

    `baris`: its rows; `ekor`, `kepala`: what stands after and before them; `strings`: contents of <si>.
    """
    xf = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 10, 3))
    hasil: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_JENIS}.sheet.main+xml"/>'
        f'<Override PartName="/{LEMBAR1}" ContentType="{_JENIS}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="r1" Type="{HUBUNGAN}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{UTAMA}" xmlns:r="{HUBUNGAN}"><sheets>'
        '<sheet name="PK" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="r1" Type="{HUBUNGAN}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{HUBUNGAN}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{HUBUNGAN}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{UTAMA}"><cellXfs>{xf}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": string_xml(*(lain.get("strings") or "<t>nol</t>|<t>satu</t>").split("|")),
        LEMBAR1: lembar_xml(baris, lain.get("ekor", ""), lain.get("kepala", "")),
    }
    return hasil


def zip_dari(isi: Mapping[str, str | bytes]) -> bytes:
    """A deflated zip of these members, in this order."""
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, data in isi.items():
            arsip.writestr(nama, data)
    return wadah.getvalue()


def buku(baris: str = "", **lain: str) -> bytes:
    """A small sound workbook with these rows (see `bagian`)."""
    return zip_dari(bagian(baris, **lain))


def ganti(ubah: Mapping[str, str | bytes | None], baris: str = "") -> bytes:
    """The small workbook with some parts replaced, added, or (None) left out."""
    isi = bagian(baris)
    for nama, data in ubah.items():
        if data is None:
            isi.pop(nama)
        else:
            isi[nama] = data
    return zip_dari(isi)


def _pusat(isi: bytes, nama: str) -> int:
    """Offset of a member's central record."""
    letak = isi.index(b"PK\x01\x02")
    while isi[letak : letak + 4] == b"PK\x01\x02":
        n, e, k = struct.unpack_from("<3H", isi, letak + 28)
        if isi[letak + 46 : letak + 46 + n] == nama.encode():
            return letak
        letak += 46 + n + e + k
    raise KeyError(nama)


def tambal_pusat(isi: bytes, nama: str, letak: int, format: str, nilai: int) -> bytes:
    """The zip with a field of a member's central record overwritten (8 flags, 10 method, 16 CRC, 24 size)."""
    hasil = bytearray(isi)
    struct.pack_into("<" + format, hasil, _pusat(isi, nama) + letak, nilai)
    return bytes(hasil)


def ole(*nama: str) -> bytes:
    """A compound file (.xls, encrypted workbooks) whose directory has these streams."""
    kepala = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<5H", kepala, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<6L", kepala, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0)
    struct.pack_into("<3L", kepala, 68, 0xFFFFFFFE, 0, 0)
    kepala[80:512] = b"\xff" * 432
    fat = struct.pack("<2L", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    direktori = b""
    for i, satu in enumerate(("Root Entry", *nama)):
        teks = satu.encode("utf-16-le") + b"\0\0"
        direktori += teks.ljust(64, b"\0") + struct.pack("<H2B", len(teks), 2 if i else 5, 1) + b"\xff" * 60
    return bytes(kepala) + fat + direktori.ljust(512, b"\0")


def besar(nama: str, ukuran: int) -> bytes:
    """The small workbook with one part blown up by blanks after its content (about 1 : 1,000 in the zip)."""
    isi = bagian()
    asal = isi.get(nama, "")
    data = asal.encode() if isinstance(asal, str) else asal
    isi[nama] = data + b" " * (ukuran - len(data))
    return zip_dari(isi)
