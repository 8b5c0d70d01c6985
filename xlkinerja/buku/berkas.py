"""An .xlsx file into a `Buku`: its worksheets, number formats, defined names and custom properties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from os import PathLike

from xlkinerja.buku import Buku, BukuTakTerbaca, Lembar
from xlkinerja.buku.kumpul import BATAS_SEL
from xlkinerja.buku.paket import BATAS, Batas, Paket, baca_bita, buka_paket
from xlkinerja.buku.pindai import pindai_lembar
from xlkinerja.buku.teks import string_bersama
from xlkinerja.buku.urai import urai_xml

_AKUN = '_-{0}* #,##0{1}_-;-{0}* #,##0{1}_-;_-{0}* "-"{2}_-;_-@_-'
FORMAT_BAWAAN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"Rp"#,##0;-"Rp"#,##0', 6: '"Rp"#,##0;[Red]-"Rp"#,##0',
    7: '"Rp"#,##0.00;-"Rp"#,##0.00', 8: '"Rp"#,##0.00;[Red]-"Rp"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: _AKUN.format("", "", ""), 42: _AKUN.format('"Rp"', "", ""),
    43: _AKUN.format("", ".00", "??"), 44: _AKUN.format('"Rp"', ".00", "??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Number formats that a file names by id only (ECMA-376 18.8.30), as an Indonesian Excel shows them."""


def buka(isi: bytes, batas: Batas = BATAS) -> Buku:
    """The workbook in the bytes of an .xlsx, .xlsm, .xltx or .xltm. BukuTakTerbaca when it cannot be read."""
    return dari_paket(buka_paket(isi, batas))


def buka_jalur(
    jalur: str | PathLike[str], batas: Batas = BATAS, *, lembar: Collection[str] | None = None
) -> tuple[Buku, Paket]:
    """The workbook in a file, with its package for writing into it; `lembar`: only these sheets of it.
    BukuTakTerbaca when it cannot be read."""
    paket = buka_paket(baca_bita(jalur, batas), batas)
    return dari_paket(paket, hanya=lembar), paket


def dari_paket(
    paket: Paket,
    *,
    paksa_expat: bool = False,
    sudah: Mapping[str, Lembar] | None = None,
    hanya: Collection[str] | None = None,
) -> Buku:
    """The workbook of a package. `paksa_expat` reads everything with expat, which gives the same; `sudah`: sheets by
    name that are at hand and not read again; `hanya`: the names of the sheets to read, all if None."""
    bagian = {h.jenis: h.sasaran for h in paket.hubungan(paket.buku).values() if paket.ada(h.sasaran)}
    bersama: list[str] = []
    if "sharedStrings" in bagian:
        bersama = string_bersama(paket, bagian["sharedStrings"], paksa_expat=paksa_expat)
    format = _format(paket, bagian["styles"]) if "styles" in bagian else ("General",)
    if sudah:
        sudah = {n: x if x.format == format else replace(x, format=format) for n, x in sudah.items()}
    nama, tanggal_1904 = _nama_dan_tanggal(paket)
    lembar: list[Lembar] = []
    sisa = BATAS_SEL
    for x in paket.lembar:
        if x.jenis == "worksheet" and (hanya is None or x.nama in hanya):
            ada = sudah.get(x.nama) if sudah else None
            lembar.append(
                ada
                or pindai_lembar(
                    paket, x, bersama, format,
                    tanggal_1904=tanggal_1904, paksa_expat=paksa_expat, batas_sel=sisa,
                )
            )  # fmt: skip
            sisa -= len(lembar[-1].kunci)
    return Buku(lembar, nama, _properti(paket))


def _format(paket: Paket, bagian: str) -> tuple[str, ...]:
    """The number format code of each cell xf of a styles part."""
    khusus: dict[int, str] = {}
    xf: list[int] = []
    induk: list[str] = []

    def mulai(tag: str, atribut: dict[str, str], tingkat: int) -> None:
        del induk[tingkat - 1 :]
        induk.append(tag)
        if tingkat == 3 and tag == "numFmt" and induk[1] == "numFmts":
            khusus[_nomor(atribut, "numFmtId")] = atribut.get("formatCode", "General")
        elif tingkat == 3 and tag == "xf" and induk[1] == "cellXfs":
            xf.append(_nomor(atribut, "numFmtId"))

    urai_xml(paket.alirkan(bagian), bagian, mulai)
    return tuple(khusus.get(i) or FORMAT_BAWAAN.get(i, "General") for i in xf) or ("General",)


def _nomor(atribut: dict[str, str], nama: str) -> int:
    teks = atribut.get(nama, "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else 0


def _nama_dan_tanggal(paket: Paket) -> tuple[dict[str, str], bool]:
    """Defined names (of one sheet: "Lembar!nama") and whether dates count from 1904."""
    hasil: dict[str, str] = {}
    teks: list[str] = []
    kini = ""
    tanggal_1904 = False

    def mulai(tag: str, atribut: dict[str, str], tingkat: int) -> None:
        nonlocal kini, tanggal_1904
        if tag == "definedName" and tingkat == 3:
            kini = _nama_lengkap(paket, atribut)
            teks.clear()
        elif tag == "workbookPr" and tingkat == 2:
            tanggal_1904 = atribut.get("date1904") in ("1", "true")

    def selesai(tag: str, tingkat: int) -> None:
        nonlocal kini
        if tag == "definedName" and tingkat == 3:
            hasil[kini] = "".join(teks)
            kini = ""

    def isi(potongan: str) -> None:
        if kini:
            teks.append(potongan)

    urai_xml(paket.alirkan(paket.buku), paket.buku, mulai, selesai, isi)
    return hasil, tanggal_1904


def _nama_lengkap(paket: Paket, atribut: dict[str, str]) -> str:
    nama, lokal = atribut.get("name", ""), atribut.get("localSheetId")
    if lokal is None:
        return nama
    nomor = _nomor(atribut, "localSheetId")
    return f"{paket.lembar[nomor].nama}!{nama}" if nomor < len(paket.lembar) else nama


def _properti(paket: Paket) -> dict[str, str]:
    """The custom document properties (docProps/custom.xml) as text."""
    tautan = (h.sasaran for h in paket.hubungan("").values() if h.jenis == "custom-properties")
    bagian = next(tautan, "docProps/custom.xml")
    hasil: dict[str, str] = {}
    kini = ""

    def mulai(tag: str, atribut: dict[str, str], tingkat: int) -> None:
        nonlocal kini
        if tag == "property" and tingkat == 2:
            kini = atribut.get("name", "")
            hasil[kini] = ""

    def isi(potongan: str) -> None:
        if kini:
            hasil[kini] += potongan

    def selesai(tag: str, tingkat: int) -> None:
        nonlocal kini
        if tag == "property" and tingkat == 2:
            kini = ""

    if paket.ada(bagian):
        urai_xml(paket.alirkan(bagian), bagian, mulai, selesai, isi)
    return hasil


__all__ = ["FORMAT_BAWAAN", "BukuTakTerbaca", "buka", "buka_jalur", "dari_paket"]
