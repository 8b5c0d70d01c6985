"""A sheet that is ours, described by rows of cells, into worksheet XML: legible on screen and on A4 paper.

Texts are inline strings and links are internal hyperlinks, so the sheet needs no other part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from math import ceil

from xlkinerja.beku import beku
from xlkinerja.buku import BARIS_TERBANYAK, LEBAR, BukuTakTertulis
from xlkinerja.buku.gaya import NS_UTAMA, Gaya
from xlkinerja.buku.sisip_sel import TEKS_TERPANJANG, panjang_teks, teks_sebaris, tolak, tulis_angka
from xlkinerja.buku.xml_mentah import lolos_atribut
from xlkinerja.temuan import alamat_a1, huruf_kolom

TAUTAN_TERBANYAK = 65_530
"""Excel's limit of hyperlinks on a sheet."""

_TEPI = "".join(f'<{sisi} style="thin"><color rgb="FF808080"/></{sisi}>' for sisi in ("left", "right", "top", "bottom"))
_TINGGI_BARIS = 15.0
_TINGGI_TERBANYAK = 409.0


@beku(frozen=True, slots=True)
class GayaLembar:
    """How cells of a sheet of ours look, for every program that writes one. `huruf`, `isian`: colours "RRGGBB";
    `garis`: underlined; `kotak`: thin grey borders; `bungkus`: texts wrap; `rata`: "", "center" or "right"."""

    tebal: bool = False
    garis: bool = False
    ukuran: int = 11
    huruf: str = "000000"
    isian: str | None = None
    kotak: bool = False
    bungkus: bool = False
    rata: str = ""
    tegak: str = "top"

    @property
    def xml_huruf(self) -> str:
        """The <font>."""
        sifat = "<b/>" * self.tebal + "<u/>" * self.garis
        warna = f'<sz val="{self.ukuran}"/><color rgb="FF{self.huruf}"/>'
        return f'<font>{sifat}{warna}<name val="Calibri"/><family val="2"/></font>'

    @property
    def xml_tepi(self) -> str:
        """The <border>."""
        sisi = f"{_TEPI}<diagonal/>" if self.kotak else "<left/><right/><top/><bottom/><diagonal/>"
        return f"<border>{sisi}</border>"

    @property
    def xml_rata(self) -> str:
        """The <alignment>."""
        mendatar = f'horizontal="{self.rata}" ' if self.rata else ""
        bungkus = ' wrapText="1"' if self.bungkus else ""
        return f'<alignment {mendatar}vertical="{self.tegak}"{bungkus}/>'


_SEL = GayaLembar(kotak=True, bungkus=True)
GAYA: dict[str, GayaLembar] = {
    "judul": GayaLembar(tebal=True, ukuran=14, tegak="center"),
    "polos": GayaLembar(tegak="center"),
    "kepala": replace(_SEL, tebal=True, huruf="FFFFFF", isian="1F3864", rata="center", tegak="center"),
    "isi": _SEL,
    "tautan": replace(_SEL, garis=True, huruf="0563C1"),
    "galat": replace(_SEL, tebal=True, isian="F8CBAD"),
    "peringatan": replace(_SEL, tebal=True, isian="FFE699"),
    "info": replace(_SEL, tebal=True, isian="E7E6E6"),
    "angka": replace(_SEL, rata="right"),
}
"""Styles by name."""


@beku(frozen=True, slots=True)
class SelBaru:
    """One cell. `gaya`: key of `GAYA`; `tautan`: a place like "'PK'!G8"; `keterangan`: the link's tip."""

    nilai: str | Decimal | None
    gaya: str = "isi"
    tautan: str | None = None
    keterangan: str | None = None


@beku(frozen=True, slots=True)
class LembarBaru:
    """A sheet of ours, as it shall be.

    `baris`: rows from 1, each a tuple of cells from column A, None where there is none. `lebar`: column
    widths in characters. `beku_baris`: rows frozen on top. `saring`: range of the autofilter. `judul_cetak`:
    rows repeated on each printed page. `kolom_tersembunyi`: 1-based columns. `mendatar`: landscape.
    `tinggi`: (row, points); rows not named there get what their wrapped texts need. `pilihan`: (range, the words
    offered there, what to do), words of the user's own are let through.
    """

    nama: str
    baris: tuple[tuple[SelBaru | None, ...], ...]
    lebar: tuple[float, ...] = ()
    beku_baris: int = 0
    saring: str | None = None
    judul_cetak: int = 0
    kolom_tersembunyi: frozenset[int] = frozenset()
    mendatar: bool = True
    tinggi: tuple[tuple[int, float], ...] = ()
    pilihan: tuple[tuple[str, tuple[str, ...], str], ...] = ()


def nomor_gaya(gaya: Gaya, nama: str) -> int:
    """Index of the xf of a named style, appended to the style sheet when it is not there yet."""
    g = GAYA[nama]
    isian = gaya.isian_padat(f"FF{g.isian}") if g.isian else 0
    huruf, tepi = gaya.tambah("fonts", g.xml_huruf), gaya.tambah("borders", g.xml_tepi)
    atribut = f'fontId="{huruf}" fillId="{isian}" borderId="{tepi}"'
    pakai = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    return gaya.tambah("cellXfs", f'<xf numFmtId="0" {atribut} xfId="0" {pakai}>{g.xml_rata}</xf>')


def nama_terdefinisi(lembar: LembarBaru) -> dict[str, str]:
    """The built-in defined names that the sheet needs: print titles and filter."""
    awal = "'" + lembar.nama.replace("'", "''") + "'!"
    hasil = {}
    if lembar.judul_cetak:
        hasil["_xlnm.Print_Titles"] = f"{awal}$1:${lembar.judul_cetak}"
    if lembar.saring:
        sudut = (
            f"${s.rstrip('0123456789')}${s.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for s in lembar.saring.split(":")
        )
        hasil["_xlnm._FilterDatabase"] = awal + ":".join(sudut)
    return hasil


def periksa_lembar(lembar: LembarBaru) -> None:
    """Refuse what Excel cannot hold: the sheet's name, its size, its texts."""
    nama = lembar.nama
    if not 0 < len(nama) <= 31 or set(nama) & set("[]:*?/\\") or nama[0] == "'" or nama[-1] == "'":
        raise BukuTakTertulis(f"Nama lembar {nama!r} tidak sah di Excel.")
    if len(lembar.baris) > BARIS_TERBANYAK or max(map(len, lembar.baris), default=0) > LEBAR:
        raise BukuTakTertulis(f'Lembar "{nama}" lebih besar daripada lembar Excel.')
    for i, baris in enumerate(lembar.baris, 1):
        for k, sel in enumerate(baris, 1):
            if sel is not None and isinstance(sel.nilai, str) and panjang_teks(sel.nilai) > TEKS_TERPANJANG:
                raise tolak(nama, alamat_a1(i, k), "teks melebihi 32.767 huruf")


def tulis_lembar(lembar: LembarBaru, gaya: Callable[[str], int]) -> bytes:
    """The worksheet part, Transitional. `gaya` gives the xf index of a named style."""
    periksa_lembar(lembar)
    bagian = [
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{NS_UTAMA}">'.encode(),
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        _dimensi(lembar),
        _tampilan(lembar),
        b'<sheetFormatPr defaultRowHeight="15"/>',
        _kolom(lembar),
        _data(lembar, gaya),
        b'<autoFilter ref="%s"/>' % lembar.saring.encode() if lembar.saring else b"",
        _pilihan(lembar),
        _tautan(lembar),
        b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="%s" fitToWidth="1" fitToHeight="0"/>'
        % (b"landscape" if lembar.mendatar else b"portrait"),
        b"<headerFooter><oddFooter>&amp;L&amp;A&amp;RHalaman &amp;P dari &amp;N</oddFooter></headerFooter>",
        b"</worksheet>",
    ]
    return b"".join(bagian)


def _dimensi(lembar: LembarBaru) -> bytes:
    kolom = max(map(len, lembar.baris), default=1) or 1
    return f'<dimension ref="A1:{alamat_a1(max(len(lembar.baris), 1), kolom)}"/>'.encode()


def _tampilan(lembar: LembarBaru) -> bytes:
    n = lembar.beku_baris
    if not n:
        return b'<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    beku = f'<pane ySplit="{n}" topLeftCell="A{n + 1}" activePane="bottomLeft" state="frozen"/>'
    pilih = f'<selection pane="bottomLeft" activeCell="A{n + 1}" sqref="A{n + 1}"/>'
    return f'<sheetViews><sheetView workbookViewId="0">{beku}{pilih}</sheetView></sheetViews>'.encode()


def _kolom(lembar: LembarBaru) -> bytes:
    jumlah = max([len(lembar.lebar), *lembar.kolom_tersembunyi])
    hasil = []
    for k in range(1, jumlah + 1):
        lebar = lembar.lebar[k - 1] if k <= len(lembar.lebar) else 9.0
        sembunyi = ' hidden="1"' if k in lembar.kolom_tersembunyi else ""
        hasil.append(f'<col min="{k}" max="{k}" width="{lebar:g}"{sembunyi} customWidth="1"/>')
    return f"<cols>{''.join(hasil)}</cols>".encode() if hasil else b""


def _tinggi_perlu(baris: tuple[SelBaru | None, ...], lebar: tuple[float, ...]) -> float:
    """Points that the row's wrapped texts need, 0 for one line: LibreOffice does not fit rows on loading.

    A column of n digits takes about 1.1 n letters, less what words leave free at the end of a line.
    """
    terbanyak = 1
    for sel, muat in zip(baris, lebar, strict=False):
        if sel is not None and isinstance(sel.nilai, str) and GAYA[sel.gaya].bungkus:
            jumlah = sum(max(1, ceil(len(x) / max(1.1 * muat - 2, 1))) for x in sel.nilai.split("\n"))
            terbanyak = max(terbanyak, jumlah)
    return min(_TINGGI_BARIS * terbanyak, _TINGGI_TERBANYAK) if terbanyak > 1 else 0


def _data(lembar: LembarBaru, gaya: Callable[[str], int]) -> bytes:
    tinggi = {i: t for i, baris in enumerate(lembar.baris, 1) if (t := _tinggi_perlu(baris, lembar.lebar))}
    tinggi |= dict(lembar.tinggi)
    nomor: dict[str, int] = {}
    hasil = [b"<sheetData>"]
    for i, baris in enumerate(lembar.baris, 1):
        ukuran = f' ht="{tinggi[i]:g}" customHeight="1"' if i in tinggi else ""
        hasil.append(f'<row r="{i}"{ukuran}>'.encode())
        for k, sel in enumerate(baris, 1):
            if sel is not None:
                if sel.gaya not in nomor:
                    nomor[sel.gaya] = gaya(sel.gaya)
                hasil.append(_sel(sel, huruf_kolom(k) + str(i), nomor[sel.gaya]))
        hasil.append(b"</row>")
    return b"".join([*hasil, b"</sheetData>"])


def _sel(sel: SelBaru, alamat: str, gaya: int) -> bytes:
    kepala = f'<c r="{alamat}" s="{gaya}"'.encode()
    if sel.nilai is None:
        return kepala + b"/>"
    if isinstance(sel.nilai, str):
        return kepala + b' t="inlineStr">' + teks_sebaris(sel.nilai) + b"</c>"
    return kepala + b"><v>" + tulis_angka(sel.nilai).encode() + b"</v></c>"


def _pilihan(lembar: LembarBaru) -> bytes:
    """Drop-down lists."""
    hasil = [
        b'<dataValidation type="list" allowBlank="1" showInputMessage="1" prompt="%s" sqref="%s">'
        b"<formula1>%s</formula1></dataValidation>"
        % (lolos_atribut(petunjuk[:255]), rentang.encode(), lolos_atribut(f'"{",".join(kata)}"'))
        for rentang, kata, petunjuk in lembar.pilihan
    ]
    return b'<dataValidations count="%d">%s</dataValidations>' % (len(hasil), b"".join(hasil)) if hasil else b""


def _tautan(lembar: LembarBaru) -> bytes:
    hasil: list[bytes] = []
    for i, baris in enumerate(lembar.baris, 1):
        for k, sel in enumerate(baris, 1):
            if sel is not None and sel.tautan and len(hasil) < TAUTAN_TERBANYAK:
                tip = b' tooltip="%s"' % lolos_atribut(sel.keterangan[:255]) if sel.keterangan else b""
                tampil = lolos_atribut(str(sel.nilai if sel.nilai is not None else sel.tautan))
                letak = lolos_atribut(sel.tautan)
                isi = (alamat_a1(i, k).encode(), letak, tip, tampil)
                hasil.append(b'<hyperlink ref="%s" location="%s"%s display="%s"/>' % isi)
    return b"<hyperlinks>" + b"".join(hasil) + b"</hyperlinks>" if hasil else b""
