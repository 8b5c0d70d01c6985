"""The witness `ooxml_sah`: nothing in sound workbooks, and each damage named with its part and place."""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl.chart
import pytest
import xlsxwriter
from pembuat_buruk import tambal_pusat, zip_dari

from tests.ooxml_sah import periksa_paket

CONTOH = sorted((Path(__file__).parent.parent / "workbooks" / "contoh").glob("*.xlsx"))
BUKU, GAYA, STRING = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
LEMBAR, DAFTAR, KOMENTAR = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml"
GAMBAR, GRAFIK, GARIS = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml", "xl/charts/chart2.xml"
PROPERTI, INTI, APLIKASI = "docProps/custom.xml", "docProps/core.xml", "docProps/app.xml"
TABEL, JENIS, RELS_BUKU = "xl/tables/table1.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
RELS_LEMBAR = "xl/worksheets/_rels/sheet1.xml.rels"
HUB = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@cache
def _bagian() -> dict[str, bytes]:
    """The parts of a workbook with something of everything that the templates use."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah) as wb:
        ketua, daftar = wb.add_worksheet("PK Ketua"), wb.add_worksheet("Daftar")
        kosong = wb.add_worksheet("Kosong")
        _isi(wb, ketua)
        _atur(wb, ketua)
        daftar.write_column("A1", ["a", "b"])
        for i, jenis in enumerate(("column", "line", "pie")):
            grafik: Any = wb.add_chart({"type": jenis})
            label = {"data_labels": {"value": True}}
            grafik.add_series({"categories": "='PK Ketua'!$B$4:$B$6", "values": "='PK Ketua'!$C$4:$C$6"} | label)
            grafik.add_series({"values": "='PK Ketua'!$D$4:$D$6"})
            grafik.set_title({"name": "Capaian"})
            daftar.insert_chart(3, 4 * i, grafik)
        kosong.add_table("A1:B3", {"columns": [{"header": "Kode"}, {"header": "Pagu"}]})
    with zipfile.ZipFile(wadah) as arsip:
        return {x: arsip.read(x) for x in arsip.namelist()}


def _isi(wb: Any, ws: Any) -> None:
    persen = wb.add_format({"num_format": '0.00"%"', "locked": False})
    judul = wb.add_format({"bold": True, "border": 1})
    ws.merge_range("A1:D1", "Perjanjian Kinerja", judul)
    ws.merge_range("A2:D2", "Tahun 2024", judul)
    ws.write_row("A3", ["No", "Indikator", "Target", "Capaian"], judul)
    for i in range(3):
        ws.write_row(i + 3, 0, [i + 1, f"Indikator {i}", 80 + i])
        ws.write_formula(i + 3, 3, f"=C{i + 4}*2", persen, 160 + 2 * i)
    ws.write_formula("F1", '=IF(A1="","x;y",Daftar!A1)', value="a")
    ws.write_rich_string("F2", "polos ", judul, "tebal")
    ws.write_array_formula("F3", "{=SUM(C4:C6*D4:D6)}", None, 1)
    for sel in ("B4", "B5"):
        ws.write_comment(sel, "Catatan", {"author": "Penyusun"})
    ws.write_url("A8", "https://kpu.go.id", string="KPU")
    ws.write_url("A9", "internal:Daftar!A1", string="daftar")


def _atur(wb: Any, ws: Any) -> None:
    merah = wb.add_format({"font_color": "#FF0000", "bg_color": "#FFEEEE", "num_format": "0.0"})
    pilih = {"input_title": "Isian", "input_message": "Pilih", "error_title": "Galat", "error_message": "Salah"}
    ws.data_validation("B4:B6", {"validate": "list", "source": ["Ya", "Tidak"]} | pilih)
    ws.data_validation("C4:C6", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 200})
    ws.conditional_format("D4:D6", {"type": "cell", "criteria": "<", "value": 100, "format": merah})
    ws.conditional_format("C4:C6", {"type": "formula", "criteria": "=$C4>90", "format": merah})
    ws.set_column("A:A", 5)
    ws.set_column("B:B", 40)
    ws.protect("", {"format_cells": True})
    ws.freeze_panes(3, 0)
    ws.set_landscape()
    ws.fit_to_pages(1, 0)
    ws.repeat_rows(0, 2)
    ws.print_area("A1:D9")
    ws.set_header("&CKPU")
    ws.set_tab_color("#FF8800")
    ws.set_h_pagebreaks([6])
    ws.autofilter("A3:D6")
    wb.define_name("xlk_daftar", "=Daftar!$A$1:$A$2")
    wb.set_custom_property("xlkinerja.satker", "53.71")
    wb.set_custom_property("xlkinerja.versi", 1)


def _rusak(nama: str, lama: str, baru: str) -> list[str]:
    """What is said of the workbook with the first `lama` in a part replaced."""
    isi = _bagian()[nama].decode()
    assert lama in isi, f"{lama} tidak ada di {nama}"
    return periksa_paket(zip_dari({**_bagian(), nama: isi.replace(lama, baru, 1)}))


def test_buku_baik() -> None:
    assert periksa_paket(zip_dari(_bagian())) == []


@pytest.mark.parametrize("jalur", CONTOH, ids=lambda x: x.stem)
def test_contoh(jalur: Path) -> None:
    assert periksa_paket(jalur.read_bytes()) == []


def test_buku_openpyxl() -> None:
    """What another writer makes of the same things is sound as well."""
    wadah = io.BytesIO()
    wb: Any = openpyxl.load_workbook(io.BytesIO(zip_dari(_bagian())))
    grafik = openpyxl.chart.BarChart()
    grafik.add_data(openpyxl.chart.Reference(wb["PK Ketua"], min_col=3, min_row=3, max_row=6), titles_from_data=True)
    wb["Kosong"].add_chart(grafik, "D5")
    wb.save(wadah)
    assert periksa_paket(wadah.getvalue()) == []


# The package


def test_bukan_zip() -> None:
    assert periksa_paket(b"teks") == ["berkas: bukan zip yang utuh (File is not a zip file)"]


def test_crc() -> None:
    isi = zip_dari(_bagian())
    assert periksa_paket(tambal_pusat(isi, LEMBAR, 16, "L", 1)) == [f"{LEMBAR}: CRC tidak cocok"]


@pytest.mark.parametrize("nama", [LEMBAR, LEMBAR.upper()])
def test_nama_ganda(nama: str) -> None:
    wadah = io.BytesIO(zip_dari(_bagian()))
    with zipfile.ZipFile(wadah, "a") as arsip, warnings.catch_warnings(action="ignore"):
        arsip.writestr(nama, _bagian()[LEMBAR])
    assert periksa_paket(wadah.getvalue())[0] == f"{LEMBAR}: nama bagian dipakai lebih dari sekali"


@pytest.mark.parametrize(
    ("hilang", "pesan"),
    [
        ("_rels/.rels", "berkas: _rels/.rels tidak ada"),
        (STRING, f"{JENIS}: /{STRING}: bagian ini tidak ada"),
        (STRING, f"{RELS_BUKU}: rId6: tujuan {STRING} tidak ada"),
        (KOMENTAR, f"{RELS_LEMBAR}: rId3: tujuan {KOMENTAR} tidak ada"),
        (RELS_LEMBAR, f"{LEMBAR}: <hyperlink ref=A8>: hubungan rId1 tidak ada"),
        (LEMBAR, f"{RELS_LEMBAR}: {LEMBAR} tidak ada"),
        (JENIS, f"berkas: {JENIS} tidak ada"),
        (JENIS, f"{LEMBAR}: tidak punya jenis isi"),
    ],
)
def test_bagian_hilang(hilang: str, pesan: str) -> None:
    assert pesan in periksa_paket(zip_dari({k: v for k, v in _bagian().items() if k != hilang}))


def test_bagian_tanpa_jenis() -> None:
    assert periksa_paket(zip_dari({**_bagian(), "xl/lain.dat": b""})) == ["xl/lain.dat: tidak punya jenis isi"]


@pytest.mark.parametrize(
    ("nama", "lama", "baru", "pesan"),
    [
        (JENIS, f"{SML}.worksheet+xml", "text/xml", f"{LEMBAR}: jenis isi text/xml, seharusnya {SML}.worksheet+xml"),
        (JENIS, f"{SML}.comments+xml", "x/y", f"{KOMENTAR}: jenis isi x/y, seharusnya {SML}.comments+xml"),
        (JENIS, f"/{LEMBAR}", f"/{DAFTAR}", f"{JENIS}: /{DAFTAR}: disebut lebih dari sekali"),
        (JENIS, 'Extension="vml"', 'Extension="xml"', f"{JENIS}: xml: disebut lebih dari sekali"),
        (RELS_BUKU, 'Id="rId2"', 'Id="rId1"', f"{RELS_BUKU}: rId1: Id dipakai lebih dari sekali"),
        (RELS_BUKU, 'Id="rId2"', 'Id="rId9"', f"{BUKU}: <sheet name=Daftar>: hubungan rId2 tidak ada"),
        (RELS_BUKU, "sheet2.xml", "sheet7.xml", f"{RELS_BUKU}: rId2: tujuan xl/worksheets/sheet7.xml tidak ada"),
        (RELS_BUKU, f"{HUB}/styles", "", f"{RELS_BUKU}: rId5: Id atau Type tidak ada"),
        (RELS_BUKU, "theme/theme1.xml", "styles.xml", f"{GAYA}: akarnya <styleSheet>, seharusnya <a:theme>"),
        (
            RELS_LEMBAR,
            ' TargetMode="External"',
            "",
            f"{RELS_LEMBAR}: rId1: TargetMode hubungan hyperlink keliru",
        ),
        (
            LEMBAR,
            '<legacyDrawing r:id="rId2"/>',
            '<legacyDrawing r:id="rId3"/>',
            f"{LEMBAR}: <legacyDrawing>: hubungan rId3 berjenis comments, seharusnya vmlDrawing",
        ),
        (DAFTAR, 'r:id="rId1"', 'r:id="rId4"', f"{DAFTAR}: <drawing>: hubungan rId4 tidak ada"),
        (GAMBAR, 'r:id="rId3"', 'r:id="rId4"', f"{GAMBAR}: <c:chart>: hubungan rId4 tidak ada"),
        (
            "_rels/.rels",
            f"{HUB}/officeDocument",
            f"{HUB}/lain",
            "_rels/.rels: harus ada tepat satu hubungan officeDocument",
        ),
        (LEMBAR, "</worksheet>", "</sheet>", None),
        (LEMBAR, "<worksheet", "<!DOCTYPE a><worksheet", f"{LEMBAR}: XML tidak sah (berisi DTD)"),
        (
            LEMBAR,
            "<worksheet ",
            '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" ',
            f"{LEMBAR}: XML tidak sah (mc:Ignorable menyebut awalan x14ac yang tidak dinyatakan)",
        ),
    ],
)
def test_paket(nama: str, lama: str, baru: str, pesan: str | None) -> None:
    hasil = _rusak(nama, lama, baru)
    assert pesan in hasil if pesan else hasil[0].startswith(f"{nama}: XML tidak sah (mismatched tag")


def test_semua_lembar_tersembunyi() -> None:
    buku = _bagian()[BUKU].decode().replace(' sheetId="', ' state="hidden" sheetId="')
    assert periksa_paket(zip_dari({**_bagian(), BUKU: buku})) == [f"{BUKU}: <sheets>: tidak ada lembar yang tampak"]


def test_rantai_hitung() -> None:
    """A calculation chain that names a cell without a formula."""
    rels, jenis = _bagian()[RELS_BUKU].decode(), _bagian()[JENIS].decode()
    hub = f'<Relationship Id="rId8" Type="{HUB}/calcChain" Target="calcChain.xml"/></Relationships>'
    timpa = f'<Override PartName="/xl/calcChain.xml" ContentType="{SML}.calcChain+xml"/></Types>'
    rantai = f'<calcChain xmlns="{HUB.removesuffix("officeDocument/2006/relationships")}spreadsheetml/2006/main">'
    isi: dict[str, str | bytes] = {
        RELS_BUKU: rels.replace("</Relationships>", hub),
        JENIS: jenis.replace("</Types>", timpa),
        "xl/calcChain.xml": rantai + '<c r="D4" i="1"/><c r="A4"/><c r="D4" i="2"/></calcChain>',
    }
    assert periksa_paket(zip_dari({**_bagian(), **isi})) == [
        "xl/calcChain.xml: <c r=A4>: sel ini tidak berumus di lembar 1",
        "xl/calcChain.xml: <c r=D4>: sel ini tidak berumus di lembar 2",
    ]


# The parts

P32, P33, P256, P32763, P32768 = ("x" * n for n in (32, 33, 256, 32763, 32768))
P65, P8193 = "(" * 65 + "1" + ")" * 65, "1+" * 4096 + "1"

KERUSAKAN: list[tuple[str, str, str, list[str]]] = [
    # the workbook
    (
        BUKU,
        "<bookViews>",
        "<calcPr/><bookViews>",
        ["<workbook>: <bookViews> seharusnya sebelum <calcPr>", "<workbook>: <calcPr> lebih dari satu"],
    ),
    (BUKU, "<calcPr", "<lain/><calcPr", ["<workbook>: <lain> tidak dikenal di sini"]),
    (BUKU, 'name="Kosong"', 'name="pk ketua"', ["<sheet name=pk ketua>: nama lembar dipakai lebih dari sekali"]),
    (BUKU, 'name="Kosong"', 'name="Kosong/2"', ["<sheet name=Kosong/2>: nama lembar berisi karakter terlarang"]),
    (BUKU, 'name="Kosong"', 'name="\'Kosong"', ["<sheet name='Kosong>: nama lembar berisi karakter terlarang"]),
    (BUKU, 'name="Kosong"', f'name="{P32}"', [f"<sheet name={P32}>: nama lembar 32 karakter, seharusnya 1 sampai 31"]),
    (BUKU, 'name="Kosong"', 'name=""', ["<sheet name=>: nama lembar 0 karakter, seharusnya 1 sampai 31"]),
    (BUKU, 'sheetId="3"', 'sheetId="1"', ["<sheet sheetId=1>: sheetId dipakai lebih dari sekali"]),
    (BUKU, 'sheetId="3"', 'sheetId="0"', ["<sheet name=Kosong>: sheetId 0, seharusnya 1 sampai 65534"]),
    (BUKU, 'r:id="rId3"', 'r:id="rId1"', ["<sheet r:id=rId1>: r:id dipakai lebih dari sekali"]),
    (BUKU, 'sheetId="3" ', "", ["<sheet name=Kosong>: sheetId tidak ada"]),
    (BUKU, 'sheetId="3"', 'sheetId="3" state="tersembunyi"', ["<sheet name=Kosong>: state tersembunyi tidak dikenal"]),
    (
        BUKU,
        'windowHeight="9660"',
        'windowHeight="9660" activeTab="3"',
        ["<workbookView>: activeTab 3 di luar 3 lembar"],
    ),
    (BUKU, 'name="xlk_daftar"', 'name="T1"', ["<definedName name=T1>: nama tidak sah"]),
    (BUKU, 'name="xlk_daftar"', 'name="R1C1"', ["<definedName name=R1C1>: nama tidak sah"]),
    (BUKU, 'name="xlk_daftar"', 'name="xlk daftar"', ["<definedName name=xlk daftar>: nama tidak sah"]),
    (BUKU, 'name="xlk_daftar"', 'name="2024"', ["<definedName name=2024>: nama tidak sah"]),
    (
        BUKU,
        '<definedName name="xlk_daftar">',
        '<definedName name="XLK_Daftar">1</definedName><definedName name="xlk_daftar">',
        ["<definedName name=xlk_daftar>: dipakai lebih dari sekali dalam lingkup buku"],
    ),
    (BUKU, "Daftar!$A$1:$A$2", "Daftar!#REF!", ["<definedName name=xlk_daftar>: berisi #REF!"]),
    (BUKU, "Daftar!$A$1:$A$2", "=Daftar!$A$1:$A$2", ['<definedName name=xlk_daftar>: rumus diawali "="']),
    (BUKU, "Daftar!$A$1:$A$2", "Lain!$A$1:$A$2", ["<definedName name=xlk_daftar>: lembar Lain tidak ada"]),
    (BUKU, "Daftar!$A$1:$A$2", "", ["<definedName name=xlk_daftar>: tidak berisi apa-apa"]),
    (
        BUKU,
        'name="_xlnm.Print_Area" localSheetId="0"',
        'name="_xlnm.Print_Area" localSheetId="3"',
        ["<definedName name=_xlnm.Print_Area>: localSheetId 3 di luar 3 lembar"],
    ),
    (
        BUKU,
        'name="_xlnm.Print_Area" localSheetId="0"',
        'name="_xlnm.Print_Area"',
        ["<definedName name=_xlnm.Print_Area>: harus punya localSheetId"],
    ),
    (
        BUKU,
        "'PK Ketua'!$1:$3",
        "Daftar!$1:$3",
        ["<definedName name=_xlnm.Print_Titles>: merujuk lembar Daftar, seharusnya PK Ketua"],
    ),
    (
        BUKU,
        "'PK Ketua'!$1:$3",
        "Hilang!$1:$3",
        [
            "<definedName name=_xlnm.Print_Titles>: lembar Hilang tidak ada",
            "<definedName name=_xlnm.Print_Titles>: merujuk lembar Hilang, seharusnya PK Ketua",
        ],
    ),
    (
        BUKU,
        "'PK Ketua'!$1:$3",
        "'PK Ketua'!$A$1:$D$3",
        ["<definedName name=_xlnm.Print_Titles>: 'PK Ketua'!$A$1:$D$3 bukan baris atau kolom penuh"],
    ),
    # order in a worksheet
    (
        LEMBAR,
        "<sheetProtection",
        "<mergeCells/><sheetProtection",
        ["<worksheet>: <sheetProtection> seharusnya sebelum <mergeCells>", "<worksheet>: <mergeCells> lebih dari satu"],
    ),
    (LEMBAR, "<pageMargins", "<hyperlinks/><pageMargins", ["<worksheet>: <hyperlinks> lebih dari satu"]),
    (
        LEMBAR,
        "<legacyDrawing",
        "<tableParts/><legacyDrawing",
        ["<worksheet>: <legacyDrawing> seharusnya sebelum <tableParts>"],
    ),
    (
        LEMBAR,
        '<tabColor rgb="FFFF8800"/><pageSetUpPr fitToPage="1"/>',
        '<pageSetUpPr fitToPage="1"/><tabColor rgb="FFFF8800"/>',
        ["<sheetPr>: <tabColor> seharusnya sebelum <pageSetUpPr>"],
    ),
    (LEMBAR, "<pane ", "<selection/><pane ", ["<sheetView>: <pane> seharusnya sebelum <selection>"]),
    (LEMBAR, "<f>C4*2</f><v>160</v>", "<v>160</v><f>C4*2</f>", ["<c r=D4>: <f> seharusnya sebelum <v>"]),
    (
        LEMBAR,
        "<formula1>0</formula1><formula2>200</formula2>",
        "<formula2>200</formula2><formula1>0</formula1>",
        ["<dataValidation sqref=C4:C6>: <formula1> seharusnya sebelum <formula2>"],
    ),
    (
        LEMBAR,
        "<formula>100</formula>",
        "<colorScale/><formula>100</formula>",
        ["<cfRule priority=1>: <formula> seharusnya sebelum <colorScale>"],
    ),
    (LEMBAR, "<oddHeader>", "<oddFooter/><oddHeader>", ["<headerFooter>: <oddHeader> seharusnya sebelum <oddFooter>"]),
    (
        LEMBAR,
        '<dimension ref="A1:F9"/>',
        '<dimension ref="A1:F9"/><dimension ref="A1:F9"/>',
        ["<worksheet>: <dimension> lebih dari satu"],
    ),
    (
        LEMBAR,
        '<sheetFormatPr defaultRowHeight="15"/>',
        "<sheetFormatPr/>",
        ["<sheetFormatPr>: defaultRowHeight tidak ada"],
    ),
    # a worksheet
    (
        LEMBAR,
        '<row r="5"',
        '<row r="4"',
        [
            "<row r=4>: baris 4 sesudah baris 4",
            "<c r=A5>: berdiri di baris 4",
            "<c r=B5>: berdiri di baris 4",
            "<c r=C5>: berdiri di baris 4",
            "<c r=D5>: berdiri di baris 4",
        ],
    ),
    (
        LEMBAR,
        '<row r="9"',
        '<row r="1048577"',
        ["<row r=1048577>: baris 1048577 sesudah baris 8", "<c r=A9>: berdiri di baris 1048577"],
    ),
    (LEMBAR, '<c r="C4"><v>80</v></c>', '<c r="A4"><v>80</v></c>', ["<c r=A4>: kolom tidak menaik"]),
    (LEMBAR, '<c r="C4"><v>80</v></c>', '<c r="C5"><v>80</v></c>', ["<c r=C5>: berdiri di baris 4"]),
    (LEMBAR, '<c r="F2"', '<c r="XFE2"', ["<c r=XFE2>: di luar kisi"]),
    (LEMBAR, '<c r="F2"', '<c r="F0"', ["<c r=F0>: di luar kisi"]),
    (LEMBAR, '<c r="B1" s="1"/>', '<c r="B1" s="4"/>', ["<c r=B1>: gaya 4 di luar 4 cellXfs"]),
    (LEMBAR, '<row r="4" ', '<row r="4" s="9" ', ["<row r=4>: gaya 9 di luar 4 cellXfs"]),
    (LEMBAR, '<col min="1" max="1"', '<col min="1" max="1" style="4"', ["<col min=1>: gaya 4 di luar 4 cellXfs"]),
    (
        LEMBAR,
        '<col min="1" max="1"',
        '<col min="1" max="2"',
        ["<col min=2 max=2>: bertindihan atau mundur, kolom 2 sudah disebut"],
    ),
    (LEMBAR, '<col min="1" max="1"', '<col min="3" max="1"', ["<col min=3 max=1>: bukan kolom"]),
    (LEMBAR, 'width="40.7109375"', 'width="256"', ["<col min=2>: width 256, seharusnya 0 sampai 255"]),
    (DAFTAR, "<v>13</v>", "<v>16</v>", ["<c r=A2>: string bersama 16 di luar 16"]),
    (DAFTAR, "<v>13</v>", "<v>-1</v>", ["<c r=A2>: string bersama -1 di luar 16"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4"><v>delapan</v>', ["<c r=C4>: nilai delapan bukan nilai t=n"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4"><v>NaN</v>', ["<c r=C4>: nilai NaN bukan nilai t=n"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4" t="b"><v>2</v>', ["<c r=C4>: nilai 2 bukan nilai t=b"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4" t="e"><v>#SALAH!</v>', ["<c r=C4>: nilai #SALAH! bukan nilai t=e"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4" t="teks"><v>80</v>', ["<c r=C4>: t teks tidak dikenal"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4" t="str"><v>80</v>', ["<c r=C4>: t=str tanpa rumus"]),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4" t="s">', ["<c r=C4>: t=s tanpa <v>"]),
    (
        LEMBAR,
        '<c r="C4"><v>80</v>',
        '<c r="C4" t="inlineStr"><v>80</v>',
        ["<c r=C4>: <is> dan t=inlineStr harus bersama"],
    ),
    (LEMBAR, '<c r="C4"><v>80</v>', '<c r="C4"><is><t>80</t></is>', ["<c r=C4>: <is> dan t=inlineStr harus bersama"]),
    (
        LEMBAR,
        '<c r="C4"><v>80</v>',
        f'<c r="C4" t="inlineStr"><is><t>{P32768}</t></is>',
        ["<c r=C4>: 32768 karakter, paling banyak 32767"],
    ),
    (
        LEMBAR,
        '<c r="F1" t="str"><f>IF(A1="","x;y",Daftar!A1)</f><v>a</v>',
        f'<c r="F1" t="str"><f>A1</f><v>{P32768}</v>',
        ["<c r=F1>: 32768 karakter, paling banyak 32767"],
    ),
    (LEMBAR, "<f>C4*2</f>", "<f>=C4*2</f>", ['<c r=D4>: rumus diawali "="']),
    (LEMBAR, "<f>C4*2</f>", f"<f>{P8193}</f>", ["<c r=D4>: rumus 8193 karakter, paling banyak 8192"]),
    (LEMBAR, "<f>C4*2</f>", "<f>(C4*2</f>", ["<c r=D4>: kurung ( tidak ditutup"]),
    (LEMBAR, "<f>C4*2</f>", "<f>C4*2)</f>", ["<c r=D4>: kurung ) tanpa pembuka"]),
    (LEMBAR, "<f>C4*2</f>", "<f>SUM(C4;2)</f>", ["<c r=D4>: titik koma sebagai pemisah"]),
    (LEMBAR, "<f>C4*2</f>", '<f>C4&amp;"a</f>', ['<c r=D4>: tanda kutip " tidak ditutup']),
    (
        LEMBAR,
        "<f>C4*2</f>",
        "<f>'PK Ketua!C4</f>",
        ["<c r=D4>: tanda kutip ' tidak ditutup", "<c r=D4>: lembar Ketua tidak ada"],
    ),
    (LEMBAR, "<f>C4*2</f>", "<f>'PK Sekretaris'!C4</f>", ["<c r=D4>: lembar PK Sekretaris tidak ada"]),
    (LEMBAR, "<f>C4*2</f>", "<f>SUM({1;2})+LEN(\"Lain!A1;'\")+#REF!+[1]Lain!A1+'pk ketua'!C4</f>", []),
    (LEMBAR, "<f>C4*2</f>", f"<f>{P65}</f>", ["<c r=D4>: kurung 65 tingkat, paling banyak 64"]),
    (LEMBAR, "<f>C4*2</f>", "<f>SUM(Table1[Pagu])+Hilang!A1</f>", ["<c r=D4>: lembar Hilang tidak ada"]),
    (LEMBAR, "<f>C4*2</f>", "<f></f>", ["<c r=D4>: rumus kosong"]),
    (LEMBAR, "<f>C4*2</f>", "<f>2024!A1+[1]!nama</f>", ["<c r=D4>: tanda seru tanpa nama lembar yang sah"]),
    (LEMBAR, "<f>C4*2</f>", '<f t="shared" si="0"/>', ["<c r=D4>: rumus bersama 0 belum punya induk"]),
    (LEMBAR, '<f t="array" ref="F3">', '<f t="array">', ["<c r=F3>: rumus array tanpa ref"]),
    (
        LEMBAR,
        '<mergeCell ref="A2:D2"/>',
        '<mergeCell ref="D1:D2"/>',
        ["<mergeCell ref=D1:D2>: bertindihan dengan A1:D1"],
    ),
    (LEMBAR, '<mergeCell ref="A2:D2"/>', '<mergeCell ref="A2"/>', ["<mergeCell ref=A2>: hanya satu sel"]),
    (
        LEMBAR,
        '<mergeCell ref="A2:D2"/>',
        '<mergeCell ref="D2:A2"/>',
        ["<mergeCell ref=D2:A2>: rentang D2:A2 tidak sah"],
    ),
    (LEMBAR, '<mergeCells count="2">', '<mergeCells count="3">', ["<mergeCells>: count 3, seharusnya 2"]),
    (
        LEMBAR,
        '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A2:D2"/>',
        "<mergeCells>",
        ["<mergeCells>: kosong"],
    ),
    (
        LEMBAR,
        'dxfId="0" priority="2"',
        'dxfId="1" priority="2"',
        ["<conditionalFormatting sqref=C4:C6> prioritas 2: dxfId 1 di luar 1 dxfs"],
    ),
    (LEMBAR, 'dxfId="0" priority="2"', 'dxfId="0" priority="1"', ["<cfRule>: prioritas 1 dipakai lebih dari sekali"]),
    (
        LEMBAR,
        'dxfId="0" priority="2"',
        'dxfId="0" priority="0"',
        ["<cfRule priority=0>: priority 0, seharusnya 1 sampai 2147483647"],
    ),
    (LEMBAR, 'dxfId="0" priority="2"', 'dxfId="0"', ["<cfRule>: priority tidak ada"]),
    (LEMBAR, 'type="expression"', 'type="ekspresi"', ["<cfRule priority=2>: type ekspresi tidak dikenal"]),
    (LEMBAR, ' operator="lessThan"', "", ["<conditionalFormatting sqref=D4:D6> prioritas 1: cellIs tanpa operator"]),
    (LEMBAR, "<formula>$C4&gt;90</formula>", "", ["<conditionalFormatting sqref=C4:C6> prioritas 2: tanpa rumus"]),
    (LEMBAR, "$C4&gt;90", "=$C4&gt;90", ['<conditionalFormatting sqref=C4:C6> prioritas 2: rumus diawali "="']),
    (
        LEMBAR,
        '<conditionalFormatting sqref="C4:C6">',
        '<conditionalFormatting sqref="">',
        ["<conditionalFormatting sqref=>: rentang (kosong) tidak sah"],
    ),
    (
        LEMBAR,
        '<dataValidations count="2">',
        '<dataValidations count="1">',
        ["<dataValidations>: count 1, seharusnya 2"],
    ),
    (LEMBAR, '"Ya,Tidak"', f'"{P256}"', ["<dataValidation sqref=B4:B6>: daftar 256 karakter, paling banyak 255"]),
    (LEMBAR, '"Ya,Tidak"', "=xlk_daftar", ['<dataValidation sqref=B4:B6>: rumus diawali "="']),
    (LEMBAR, '<formula1>"Ya,Tidak"</formula1>', "", ["<dataValidation sqref=B4:B6>: tanpa rumus"]),
    (
        LEMBAR,
        'prompt="Pilih"',
        f'prompt="{P256}"',
        ["<dataValidation sqref=B4:B6>: prompt 256 karakter, paling banyak 255"],
    ),
    (
        LEMBAR,
        'error="Salah"',
        f'error="{P256}"',
        ["<dataValidation sqref=B4:B6>: error 256 karakter, paling banyak 255"],
    ),
    (
        LEMBAR,
        'promptTitle="Isian"',
        f'promptTitle="{P33}"',
        ["<dataValidation sqref=B4:B6>: promptTitle 33 karakter, paling banyak 32"],
    ),
    (
        LEMBAR,
        'errorTitle="Galat"',
        f'errorTitle="{P33}"',
        ["<dataValidation sqref=B4:B6>: errorTitle 33 karakter, paling banyak 32"],
    ),
    (LEMBAR, 'type="decimal"', 'type="desimal"', ["<dataValidation sqref=C4:C6>: type desimal tidak dikenal"]),
    (
        LEMBAR,
        'sqref="C4:C6"><formula1>',
        'sqref="C4:C6 C"><formula1>',
        ["<dataValidation sqref=C4:C6 C>: rentang C tidak sah"],
    ),
    (LEMBAR, ' location="Daftar!A1"', "", ["<hyperlink ref=A9>: tanpa location dan tanpa r:id"]),
    (LEMBAR, "&amp;CKPU", f"{P256}", ["<oddHeader>: 256 karakter, paling banyak 255"]),
    (LEMBAR, 'workbookViewId="0"', 'workbookViewId="1"', ["<sheetView>: workbookViewId 1 di luar 1"]),
    (LEMBAR, 'topLeftCell="A4"', 'topLeftCell="A0"', ["<pane>: topLeftCell A0 di luar kisi"]),
    (LEMBAR, '<rowBreaks count="1"', '<rowBreaks count="2"', ["<rowBreaks>: count 2, seharusnya 1"]),
    (LEMBAR, 'rgb="FFFF8800"', 'rgb="FF8800"', ["<tabColor>: rgb FF8800 bukan delapan angka heksadesimal"]),
    (LEMBAR, 'orientation="landscape"', 'orientation="mendatar"', ["<pageSetup>: orientation mendatar tidak dikenal"]),
    (
        LEMBAR,
        'orientation="landscape"',
        'orientation="landscape" scale="5"',
        ["<pageSetup>: scale 5, seharusnya 10 sampai 400"],
    ),
    (LEMBAR, 'ref="A3:D6"', 'ref="A3:D"', ["<autoFilter ref=A3:D>: rentang A3:D tidak sah"]),
    (LEMBAR, '<legacyDrawing r:id="rId2"/>', "", ["ada komentar tetapi tidak ada <legacyDrawing>"]),
    # styles
    (GAYA, '<fonts count="4">', '<fonts count="5">', ["<fonts>: count 5, seharusnya 4"]),
    (GAYA, '<cellXfs count="4">', '<cellXfs count="3">', ["<cellXfs>: count 3, seharusnya 4"]),
    (GAYA, '<dxfs count="1">', '<dxfs count="0">', ["<dxfs>: count 0, seharusnya 1"]),
    (GAYA, '<numFmts count="1">', '<numFmts count="2">', ["<numFmts>: count 2, seharusnya 1"]),
    (
        GAYA,
        '<fill><patternFill patternType="none"/></fill>',
        "",
        ["<fills>: count 2, seharusnya 1", "<fills>: dua isian pertama bukan none dan gray125"],
    ),
    (GAYA, 'patternType="gray125"', 'patternType="solid"', ["<fills>: dua isian pertama bukan none dan gray125"]),
    (GAYA, 'fontId="1"', 'fontId="4"', ["<cellXfs> xf 1: fontId 4 di luar 4 fonts"]),
    (GAYA, 'fillId="0" borderId="1"', 'fillId="2" borderId="1"', ["<cellXfs> xf 1: fillId 2 di luar 2 fills"]),
    (GAYA, 'borderId="1"', 'borderId="2"', ["<cellXfs> xf 1: borderId 2 di luar 2 borders"]),
    (GAYA, '<xf numFmtId="164"', '<xf numFmtId="170"', ["<cellXfs> xf 2: numFmtId 170 tidak dinyatakan"]),
    (GAYA, 'xfId="1" applyAlignment', 'xfId="2" applyAlignment', ["<cellXfs> xf 3: xfId 2 di luar 2 cellStyleXfs"]),
    (
        GAYA,
        'name="Normal" xfId="0"',
        'name="Normal" xfId="3"',
        ["<cellStyle name=Normal>: xfId 3 di luar 2 cellStyleXfs"],
    ),
    (GAYA, 'name="Normal"', 'name="hyperlink"', ["<cellStyles>: gaya hyperlink dipakai lebih dari sekali"]),
    (
        GAYA,
        '<alignment vertical="top"/><protection locked="0"/>',
        '<protection locked="0"/><alignment vertical="top"/>',
        ["<xf numFmtId=0>: <alignment> seharusnya sebelum <protection>"],
    ),
    (
        GAYA,
        '<numFmt numFmtId="165" formatCode="0.0"/><fill><patternFill><bgColor rgb="FFFFEEEE"/></patternFill></fill>',
        '<fill><patternFill><bgColor rgb="FFFFEEEE"/></patternFill></fill><numFmt numFmtId="165" formatCode="0.0"/>',
        ["<dxf>: <numFmt> seharusnya sebelum <fill>"],
    ),
    (GAYA, "<left/><right/>", "<right/><left/>", ["<border>: <left> seharusnya sebelum <right>"]),
    (GAYA, '<family val="2"/>', '<family val="2"/><family val="2"/>', ["<font>: <family> lebih dari satu"]),
    (GAYA, '<family val="2"/>', '<keluarga val="2"/>', ["<font>: <keluarga> tidak dikenal di sini"]),
    (
        GAYA,
        "<cellStyles",
        "<dxfs/><cellStyles",
        ["<styleSheet>: <cellStyles> seharusnya sebelum <dxfs>", "<styleSheet>: <dxfs> lebih dari satu"],
    ),
    (
        GAYA,
        '<numFmt numFmtId="164"',
        '<numFmt numFmtId="164" formatCode="0"/><numFmt numFmtId="164"',
        ["<numFmts>: count 1, seharusnya 2", "<numFmts>: numFmtId 164 dipakai lebih dari sekali"],
    ),
    # strings, comments, properties
    (STRING, 'uniqueCount="16"', 'uniqueCount="13"', ["<sst>: uniqueCount 13, seharusnya 16"]),
    (STRING, "<t>KPU</t>", f"<t>{P32768}</t>", ["string 10: 32768 karakter, paling banyak 32767"]),
    (STRING, "<t>tebal</t>", f"<t>{P32763}</t>", ["string 9: 32769 karakter, paling banyak 32767"]),
    (STRING, "<t>KPU</t>", "<r><t>KPU</t><rPr/></r>", ["<r>: <rPr> seharusnya sebelum <t>"]),
    (KOMENTAR, 'ref="B5" authorId="0"', 'ref="B5" authorId="1"', ["<comment ref=B5>: authorId 1 di luar 1 penulis"]),
    (KOMENTAR, 'ref="B5"', 'ref="B4"', ["<comment ref=B4>: sel ini punya lebih dari satu komentar"]),
    (KOMENTAR, "<t>Catatan</t>", f"<t>{P32768}</t>", ["<comment ref=B4>: 32768 karakter, paling banyak 32767"]),
    (KOMENTAR, 'ref="B5"', 'ref="5B"', ["<comment ref=5B>: rentang 5B tidak sah"]),
    (
        KOMENTAR,
        "<authors><author>Penyusun</author></authors>",
        "",
        [
            "<comments>: <authors> tidak ada",
            "<comment ref=B4>: authorId 0 di luar 0 penulis",
            "<comment ref=B5>: authorId 0 di luar 0 penulis",
        ],
    ),
    (PROPERTI, 'pid="3"', 'pid="2"', ["pid 2 dipakai lebih dari sekali"]),
    (PROPERTI, 'pid="2"', 'pid="1"', ["<prop:property name=xlkinerja.satker>: pid 1, seharusnya 2 atau lebih"]),
    (
        PROPERTI,
        'name="xlkinerja.versi"',
        'name="XLKinerja.Satker"',
        ["name xlkinerja.satker dipakai lebih dari sekali"],
    ),
    (PROPERTI, "<vt:i4>1</vt:i4>", "", ["<prop:property name=xlkinerja.versi>: harus berisi tepat satu nilai"]),
    (INTI, "<dc:creator></dc:creator>", "<dc:creator/><dc:creator/>", ["<creator> lebih dari satu"]),
    (APLIKASI, 'size="6"', 'size="5"', ["<vt:vector>: size 5, seharusnya 6"]),
    # a table
    (TABEL, 'ref="A1:B3" total', 'ref="A1:C3" total', ["<table ref=A1:C3>: 2 kolom"]),
    (TABEL, '<tableColumns count="2">', '<tableColumns count="3">', ["<tableColumns>: count 3, seharusnya 2"]),
    (TABEL, 'name="Pagu"', 'name="kode"', ["<table ref=A1:B3>: kolom kode dipakai lebih dari sekali"]),
    (TABEL, 'displayName="Table1"', 'displayName="AB1"', ["<table ref=A1:B3>: displayName AB1 tidak sah"]),
    # charts and drawings
    (
        GRAFIK,
        '<c:lang val="en-US"/>',
        '<c:printSettings/><c:lang val="en-US"/>',
        [
            "<c:chartSpace>: <c:lang> seharusnya sebelum <c:printSettings>",
            "<c:chartSpace>: <c:printSettings> lebih dari satu",
        ],
    ),
    (
        GRAFIK,
        '<c:plotVisOnly val="1"/>',
        '<c:plotVisOnly val="1"/><c:legend/>',
        ["<c:chart>: <c:legend> seharusnya sebelum <c:plotVisOnly>", "<c:chart>: <c:legend> lebih dari satu"],
    ),
    (
        GRAFIK,
        '<c:barDir val="col"/><c:grouping val="clustered"/>',
        '<c:grouping val="clustered"/><c:barDir val="col"/>',
        ["<c:barChart>: <c:barDir> seharusnya sebelum <c:grouping>"],
    ),
    (
        GRAFIK,
        "<c:plotArea><c:layout/>",
        "<c:plotArea><c:spPr/><c:layout/>",
        ["<c:plotArea>: <c:layout> seharusnya sebelum <c:spPr>"],
    ),
    (
        GRAFIK,
        '<c:idx val="0"/><c:order val="0"/>',
        '<c:order val="0"/><c:idx val="0"/>',
        ["<c:ser>: <c:idx> seharusnya sebelum <c:order>"],
    ),
    (
        GRAFIK,
        "<c:dLbls>",
        "<c:cat/><c:dLbls>",
        ["<c:ser>: <c:dLbls> seharusnya sebelum <c:cat>", "<c:ser>: <c:cat> lebih dari satu"],
    ),
    (GRAFIK, "<c:dLbls>", "<c:marker/><c:dLbls>", ["<c:ser>: <c:marker> tidak dikenal di sini"]),
    (GARIS, "<c:grouping", "<c:ser/><c:grouping", ["<c:lineChart>: <c:grouping> seharusnya sebelum <c:ser>"]),
    (GARIS, "<c:dLbls>", "<c:invertIfNegative/><c:dLbls>", ["<c:ser>: <c:invertIfNegative> tidak dikenal di sini"]),
    (GRAFIK, '<c:crossAx val="50010002"/>', '<c:crossAx val="9"/>', ["<c:catAx>: crossAx 9 tidak ada"]),
    (
        GRAFIK,
        '<c:axId val="50010002"/></c:barChart>',
        '<c:axId val="9"/></c:barChart>',
        ["<c:barChart>: axId 9 tidak ada"],
    ),
    (GRAFIK, '<c:order val="1"/>', '<c:order val="0"/>', ["<c:ser>: c:order 0 dipakai lebih dari sekali"]),
    (GRAFIK, "'PK Ketua'!$D$4:$D$6", "Hilang!$D$4:$D$6", ["<c:f> Hilang!$D$4:$D$6: lembar Hilang tidak ada"]),
    (
        GRAFIK,
        '<c:axPos val="b"/>',
        '<c:tickLblPos val="low"/><c:axPos val="b"/>',
        ["<c:catAx>: <c:axPos> seharusnya sebelum <c:tickLblPos>", "<c:catAx>: <c:tickLblPos> lebih dari satu"],
    ),
    (GAMBAR, "<xdr:clientData/>", "", ["<xdr:twoCellAnchor>: <xdr:clientData> tidak ada"]),
    (
        GAMBAR,
        "<xdr:from>",
        "<xdr:clientData/><xdr:from>",
        [
            "<xdr:twoCellAnchor>: <xdr:from> seharusnya sebelum <xdr:clientData>",
            "<xdr:twoCellAnchor>: <xdr:clientData> lebih dari satu",
        ],
    ),
    (
        GAMBAR,
        "<xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>",
        "<xdr:colOff>0</xdr:colOff><xdr:col>0</xdr:col>",
        ["<xdr:from>: <xdr:col> seharusnya sebelum <xdr:colOff>"],
    ),
]
"""Part, what stands in it, what is put there, and what is said of that part."""


@pytest.mark.parametrize(("nama", "lama", "baru", "pesan"), KERUSAKAN, ids=range(len(KERUSAKAN)))
def test_kerusakan(nama: str, lama: str, baru: str, pesan: list[str]) -> None:
    assert _rusak(nama, lama, baru) == [f"{nama}: {x}" for x in pesan]
