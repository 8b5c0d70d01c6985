"""Turns an openpyxl workbook into a file whose bytes depend on its content only.

openpyxl stamps the current time, writes other XML with lxml than without, and puts each text into its cell.
So each part is canonicalised (C14N 2.0, empty elements closed in place as Excel writes them), the texts move
to a shared string table as in files saved by Excel, and the entries are packed with a fixed date.
"""

import io
import re
import zipfile
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import canonicalize

from openpyxl import Workbook

_WAKTU_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_TANGGAL: Final = "2025-01-01T00:00:00Z"
_UBAH: Final = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_HAMPA: Final = re.compile(r"<([\w:]+)((?: [^<>]*)?)></\1>")
_DEKLARASI: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_DAFTAR_ISI: Final = "[Content_Types].xml"
_TEKS_BERSAMA: Final = "xl/sharedStrings.xml"
_TEKS_SEL: Final = re.compile(r' t="inlineStr"><is>(.*?)</is>', re.DOTALL)
_UTAMA: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PENYISIP: Final = {
    _DAFTAR_ISI: (
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>',
    ),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        '<Relationship Id="rIdTeks" Target="/xl/sharedStrings.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>',
    ),
}


def simpan(buku: Workbook, tujuan: Path) -> None:
    """Save with fixed dates, the list of contents as the first entry, deflate level 6."""
    mentah = io.BytesIO()
    buku.save(mentah)
    with zipfile.ZipFile(mentah) as asal:
        bagian = {nama: _baku(asal.read(nama)) for nama in sorted(asal.namelist(), key=_urutan)}
    _bagi_teks(bagian)
    with zipfile.ZipFile(tujuan, "w") as hasil:
        for nama, isi in bagian.items():
            entri = zipfile.ZipInfo(nama, _WAKTU_ZIP)
            entri.compress_type = zipfile.ZIP_DEFLATED
            entri.create_system = 0
            hasil.writestr(entri, (_DEKLARASI + isi).encode("utf-8"), compresslevel=6)


def _urutan(nama: str) -> bool:
    return nama != _DAFTAR_ISI


def _baku(isi: bytes) -> str:
    teks = _UBAH.sub(rf"\g<1>{_TANGGAL}\g<2>", canonicalize(isi.decode("utf-8")))
    return _HAMPA.sub(r"<\1\2/>", teks)


def _bagi_teks(bagian: dict[str, str]) -> None:
    """Replace the texts inside the cells by numbers of a shared string table, in order of appearance."""
    nomor: dict[str, int] = {}
    banyak = 0
    for nama in sorted((n for n in bagian if n.startswith("xl/worksheets/sheet")), key=_lembar_ke):
        banyak += len(_TEKS_SEL.findall(bagian[nama]))
        bagian[nama] = _TEKS_SEL.sub(
            lambda m: f' t="s"><v>{nomor.setdefault(m[1], len(nomor))}</v>', bagian[nama]
        )
    for nama, (penutup, sisipan) in _PENYISIP.items():
        if "/xl/sharedStrings.xml" not in bagian[nama]:
            bagian[nama] = bagian[nama].replace(penutup, sisipan + penutup)
    isi = "".join(f"<si>{teks}</si>" for teks in nomor)
    bagian[_TEKS_BERSAMA] = f'<sst xmlns="{_UTAMA}" count="{banyak}" uniqueCount="{len(nomor)}">{isi}</sst>'


def _lembar_ke(nama: str) -> int:
    return int(re.sub(r"\D", "", nama))
