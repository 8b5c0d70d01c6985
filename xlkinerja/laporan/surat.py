"""An answer to a letter: .docx with a table of what to correct; date, number and signature are left blank.

Same answer, same bytes: fixed dates in the properties and in the archive.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from xlkinerja.angka import tulis_angka
from xlkinerja.laporan import satuan
from xlkinerja.laporan.balasan import (
    TERBANYAK_SURAT,
    Balasan,
    Butir,
    pembuka,
    penutup,
    perihal,
    rapi,
    tempat,
    terpilih,
)

_TANGGAL = datetime(2025, 1, 1, tzinfo=UTC)
_ZIP = (1980, 1, 1, 0, 0, 0)
_KEPALA = ("No", "Lembar dan sel", "Apa yang salah", "Seharusnya", "Tindakan")
_LEBAR = (1.0, 3.3, 5.6, 2.7, 4.4)
_LEBAR_KEPADA = (2.2, 0.5, 12.0)
_TITIK = "." * 28


def buat_surat(b: Balasan) -> bytes:
    """The letter's bytes."""
    dok = Document()
    _halaman(dok)
    _kop(dok, b)
    _kepada(dok, b)
    _alinea(dok, pembuka(b))
    if b.butir:
        _tabel(dok, b)
    if penutup(b):
        _alinea(dok, penutup(b), sebelum=8)
    _tanda_tangan(dok, b)
    _properti(dok, b)
    keluaran = io.BytesIO()
    dok.save(keluaran)
    return _bertanggal_tetap(keluaran.getvalue())


def _halaman(dok: Any) -> None:
    bagian = dok.sections[0]
    bagian.page_width, bagian.page_height = Cm(21.0), Cm(29.7)
    bagian.left_margin = bagian.right_margin = Cm(2.0)
    bagian.top_margin = bagian.bottom_margin = Cm(2.0)
    gaya = dok.styles["Normal"]
    gaya.font.name, gaya.font.size = "Arial", Pt(11)
    gaya.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    bahasa = OxmlElement("w:lang")
    bahasa.set(qn("w:val"), "id-ID")
    gaya.element.rPr.append(bahasa)
    gaya.paragraph_format.space_after = Pt(0)
    kaki = bagian.footer.paragraphs[0]
    kaki.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for isi in ("Halaman ", "PAGE", " dari ", "NUMPAGES"):
        _bidang(kaki, isi) if isi.isupper() else kaki.add_run(isi)
    for lari in kaki.runs:
        lari.font.size = Pt(8)


def _bidang(alinea: Any, kode: str) -> None:
    """A field that the program fills in: PAGE, NUMPAGES."""
    for jenis in ("begin", "instr", "end"):
        lari = alinea.add_run()
        unsur = OxmlElement("w:instrText" if jenis == "instr" else "w:fldChar")
        if jenis == "instr":
            unsur.text = kode
        else:
            unsur.set(qn("w:fldCharType"), jenis)
        lari._r.append(unsur)


def _alinea(dok: Any, teks: str, *, tebal: bool = False, tengah: bool = False, sebelum: float = 0) -> Any:
    p = dok.add_paragraph()
    p.add_run(teks).bold = tebal
    p.alignment = WD_ALIGN_PARAGRAPH.CENTER if tengah else None
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(sebelum), Pt(4)
    return p


def _kop(dok: Any, b: Balasan) -> None:
    """The sender's name over a rule, then place and date, left blank."""
    kop = _alinea(dok, b.pengirim.upper().replace("KPU ", "KOMISI PEMILIHAN UMUM\n", 1), tebal=True, tengah=True)
    kop.runs[0].font.size = Pt(13)
    garis = OxmlElement("w:pBdr")
    bawah = OxmlElement("w:bottom")
    for nama, isi in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "auto")):
        bawah.set(qn(f"w:{nama}"), isi)
    garis.append(bawah)
    kop._p.get_or_add_pPr().append(garis)
    kop.paragraph_format.space_after = Pt(10)
    tanggal = _alinea(dok, f"{_TITIK[:16]}, {_TITIK}")
    tanggal.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _kepada(dok: Any, b: Balasan) -> None:
    tabel = dok.add_table(rows=0, cols=3)
    _lebarkan(tabel, _LEBAR_KEPADA)
    for nama, isi in (("Nomor", _TITIK), ("Sifat", "Biasa"), ("Lampiran", "-"), ("Perihal", perihal(b))):
        sel = tabel.add_row().cells
        for satu, teks, lebar in zip(sel, (nama, ":", isi), _LEBAR_KEPADA, strict=True):
            satu.text, satu.width = teks, Cm(lebar)
    _alinea(dok, "Kepada Yth.", sebelum=12)
    _alinea(dok, b.kepada, tebal=True)
    _alinea(dok, "di tempat").paragraph_format.space_after = Pt(12)


def _tabel(dok: Any, b: Balasan) -> None:
    """The table of what to correct; its heading is repeated on each page."""
    ada = terpilih(b, TERBANYAK_SURAT)
    tabel = dok.add_table(rows=1, cols=len(_KEPALA))
    tabel.style, tabel.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _lebarkan(tabel, _LEBAR)
    _isi_baris(tabel.rows[0], _KEPALA, tebal=True)
    for n, x in enumerate(ada, 1):
        _isi_baris(tabel.add_row(), _sel(b, n, x))
    if len(b.butir) > len(ada):
        _alinea(dok, f"dan {len(b.butir) - len(ada)} temuan lain, yang kami sampaikan terpisah.", sebelum=6)


def _lebarkan(tabel: Any, lebar: Sequence[float]) -> None:
    """Column widths in cm, as the grid too: LibreOffice goes by it."""
    tabel.autofit = False
    for kolom, w in zip(tabel.columns, lebar, strict=True):
        kolom.width = Cm(w)


def _sel(b: Balasan, n: int, x: Butir) -> tuple[str, ...]:
    t = x.temuan
    di = tempat(b, x) + (f", sel {t.lokasi.sel}" if t.lokasi.sel is not None else "")
    salah = rapi(t.pesan) + (f" (keterangan: {rapi(t.sebab)})" if t.sebab else "")
    return str(n), di, f"{salah} [{t.tingkat.value}, {t.kode}]", _seharusnya(x), rapi(t.saran)


def _seharusnya(x: Butir) -> str:
    nilai = x.temuan.seharusnya
    if not isinstance(nilai, Decimal):
        return rapi(nilai, 120) if nilai else "-"
    jenis = satuan(x.berkas.berkas, x.temuan)
    return tulis_angka(nilai, 2 if jenis == "%" else None, jenis)


def _isi_baris(baris: Any, isi: Sequence[str], *, tebal: bool = False) -> None:
    sifat = baris._tr.get_or_add_trPr()
    for nama in ("w:cantSplit", *(("w:tblHeader",) if tebal else ())):
        sifat.append(OxmlElement(nama))
    for satu, teks, lebar in zip(baris.cells, isi, _LEBAR, strict=True):
        satu.width = Cm(lebar)
        lari = satu.paragraphs[0].add_run(teks)
        lari.font.size, lari.bold = Pt(9), tebal
        if tebal:
            satu.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            warna = OxmlElement("w:shd")
            for nama, nilai in (("val", "clear"), ("color", "auto"), ("fill", "D9E2F3")):
                warna.set(qn(f"w:{nama}"), nilai)
            satu._tc.get_or_add_tcPr().append(warna)


def _tanda_tangan(dok: Any, b: Balasan) -> None:
    """Position, room to sign, name and number: for the signer to fill in; kept on one page."""
    for i, teks in enumerate((_TITIK, "", "", "", "(nama pejabat)", f"NIP {_TITIK}")):
        p = _alinea(dok, teks, sebelum=18 if i == 0 else 0)
        p.paragraph_format.left_indent = Cm(9.5)
        p.paragraph_format.keep_with_next = i < 5
        p.paragraph_format.keep_together = True


def _properti(dok: Any, b: Balasan) -> None:
    inti = dok.core_properties
    inti.title, inti.author, inti.last_modified_by, inti.comments = perihal(b), "", "", ""
    inti.created = inti.modified = _TANGGAL
    inti.revision, inti.language = 1, "id-ID"


def _bertanggal_tetap(isi: bytes) -> bytes:
    """The same archive with one fixed date on every part."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as baru:
        for info in lama.infolist():
            tetap = zipfile.ZipInfo(info.filename, _ZIP)
            tetap.compress_type, tetap.external_attr, tetap.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 0
            baru.writestr(tetap, lama.read(info))
    return keluaran.getvalue()
