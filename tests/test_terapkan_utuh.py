"""`hitung` on workbooks with everything that Excel users put into them: only what is ours changes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.terapkan import hitung_jalur

MILIK_KITA = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def gambar_png() -> BytesIO:
    """A 2 x 2 pixel PNG."""

    def potong(jenis: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))

    kepala = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" + b"\xff\0\0" * 2 + b"\0" + b"\0\xff\0" * 2)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + potong(b"IHDR", kepala) + potong(b"IDAT", data) + potong(b"IEND", b""))


def vba_palsu(path: Path) -> Path:
    """A file that stands for vbaProject.bin: the bytes are only carried, never read."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8)
    return path


def buku_lengkap(path: Path, vba: Path | None = None) -> Path:
    """A capaian sheet and a budget sheet with charts, pictures, shapes, sparklines, validation, protection and more."""
    buku = xlsxwriter.Workbook(str(path))
    if vba is not None:
        buku.add_vba_project(str(vba))
    persen = buku.add_format({"num_format": "0.00%", "locked": False})
    uang = buku.add_format({"num_format": "#,##0"})
    tebal = buku.add_format({"bold": True})
    x = buku.add_worksheet("Capaian Ketua")
    x.write("A1", "CAPAIAN KINERJA KPU KABUPATEN BELU TAHUN 2024")
    x.write_rich_string("A2", "Disusun ", tebal, "Sub Bagian", " Perencanaan")
    x.write_row("A4", ("No", "Sasaran Strategis", "Indikator", "Target", "Realisasi", "Capaian"))
    for i, (t, r, c) in enumerate(((0.85, 0.6966, None), (0.85, 0.5305, 0.7), (1, 1, 1))):
        nama = (
            "Persentase Partisipasi Pemilih",
            "Persentase Partisipasi Pemilih Perempuan",
            "Persentase Keterbukaan Informasi Publik",
        )[i]
        x.write_row(4 + i, 0, (i + 1, "Terwujudnya Kesadaran Pemilih", nama))
        x.write(4 + i, 3, t, persen)
        x.write(4 + i, 4, r, persen)
        if c is None:
            x.write_blank(4 + i, 5, None, persen)
        else:
            x.write(4 + i, 5, c, persen)
    x.write_formula("H5", "=SUM(D5:D7)", None, 2.7)
    x.write_comment("C5", "Lihat LKj")
    x.data_validation("D5:D7", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
    x.conditional_format("F5:F7", {"type": "3_color_scale"})
    x.add_sparkline("I5", {"range": "'Capaian Ketua'!D5:E5"})
    x.insert_textbox("K2", "Bentuk")
    x.insert_image("K8", "g.png", {"image_data": gambar_png()})
    if vba is not None:
        x.insert_button("K12", {"macro": "hitung", "caption": "Hitung Ulang"})
    x.protect("sandi")
    x.set_landscape()
    x.set_paper(9)
    x.repeat_rows(3)
    x.freeze_panes(4, 3)
    x.set_row(5, None, None, {"hidden": True})
    grafik = buku.add_chart({"type": "column"})
    grafik.add_series({"values": "='Capaian Ketua'!$E$5:$E$7"})
    x.insert_chart("K15", grafik)
    y = buku.add_worksheet("Anggaran")
    y.write_row("A3", ("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa", "%"))
    for i, b in enumerate(
        (("WA", "Program Dukungan Manajemen", 3000000, 2000000), ("WA.3355", "Keuangan", 3000000, 2000000))
    ):
        y.write_row(3 + i, 0, b[:2])
        y.write_row(3 + i, 2, b[2:], uang)
    y.add_table("H3:I5", {"columns": [{"header": "Nama"}, {"header": "Nilai"}]})
    buku.define_name("Batas", "='Capaian Ketua'!$D$5")
    buku.add_worksheet("Catatan").hide()
    buku.close()
    return path


def isi_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None
        return {n: z.read(n) for n in z.namelist()}


def sel_lain(path: Path, kecuali: set[tuple[str, str]]) -> dict[tuple[str, str], object]:
    buku = openpyxl.load_workbook(path)
    return {
        (x.title, c.coordinate): (c.value, c.number_format, c.font.b)
        for x in buku
        for baris in x.iter_rows()
        for c in baris
        if x.title != "Temuan" and (x.title, c.coordinate) not in kecuali
    }


@pytest.mark.parametrize("makro", [False, True])
def test_semua_bagian_lain_sama(tmp_path: Path, makro: bool) -> None:
    nama = "kpu-belu-2024.xlsm" if makro else "kpu-belu-2024.xlsx"
    p = buku_lengkap(tmp_path / nama, vba_palsu(tmp_path / "vbaProject.bin") if makro else None)
    awal = isi_zip(p)
    milik = {("Capaian Ketua", "F5"), ("Capaian Ketua", "F6"), *(("Anggaran", f"{k}{b}") for k in "EF" for b in (4, 5))}
    sel_awal = sel_lain(p, milik)
    tulisan = hitung_jalur([p]).tulisan[0]
    assert (tulisan.diisi, tulisan.diganti, tulisan.pesan) == (5, 1, None)
    kini = isi_zip(p)
    berubah = {n for n in awal if kini.get(n) != awal[n]}
    assert berubah == MILIK_KITA | {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert [n for n in kini if n in awal] == list(awal)
    assert len(set(kini) - set(awal)) == 1
    assert {k: v for k, v in sel_lain(p, milik).items() if k in sel_awal} == sel_awal
    for jenis in ("chart", "drawing", "media", "comments", "vmlDrawing", "table"):
        assert any(jenis in n for n in kini), jenis
    assert ("xl/vbaProject.bin" in kini) is makro
    lembar = kini["xl/worksheets/sheet1.xml"].decode()
    for unsur in (
        "<sheetProtection",
        "<dataValidation",
        "<conditionalFormatting",
        "x14:sparkline",
        "<pageSetup",
        "<pane",
    ):
        assert unsur in lembar, unsur
    hitung_jalur([p])
    assert isi_zip(p) == kini


def test_nilai_hitung_terbaca_kembali(tmp_path: Path) -> None:
    p = buku_lengkap(tmp_path / "kpu-belu-2024.xlsx")
    hitung_jalur([p])
    buku, _ = buka_jalur(p)
    nilai = {x.nama: x for x in buku.lembar}
    assert nilai["Capaian Ketua"].sel(5, 6).tampil == "81,95%"
    assert nilai["Capaian Ketua"].sel(6, 6).tampil == "62,41%"
    assert [nilai["Anggaran"].sel(4, k).tampil for k in (5, 6)] == ["1.000.000", "66,67%"]
    assert nilai["Capaian Ketua"].sel(5, 8).rumus == "SUM(D5:D7)"
