"""Lossless writing: what changes is exactly what was asked, in real workbooks and in odd XML."""

# ruff: noqa: E501  (literal XML)

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Sequence
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.buku import BukuTakTertulis, Suntingan
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.gaya import STYLES_BARU, Gaya, isian_xf, kembali_ke, xf_tanpa_isian
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.buku.paket import buka_paket
from xlkinerja.buku.simpan import verifikasi
from xlkinerja.buku.sisip import gaya_sel, terapkan
from xlkinerja.buku.sisip_sel import tulis_angka
from xlkinerja.temuan import alamat_a1

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_P = "http://schemas.openxmlformats.org/package/2006"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
TEMUAN = LembarBaru(
    "Temuan",
    (
        (SelBaru("Temuan", "judul"),),
        (SelBaru("Kode", "kepala"), SelBaru("Tempat", "kepala"), SelBaru("Nilai", "kepala")),
        (
            SelBaru("K201", "galat"),
            SelBaru("G8", "tautan", "'Capaian Ketua'!G8", "Buka sel"),
            SelBaru(D("1.5"), "angka"),
        ),
        (SelBaru("=1+1", "info"), None, SelBaru(None, "peringatan")),
    ),
    lebar=(10, 20.5, 14),
    beku_baris=2,
    saring="A2:C4",
    judul_cetak=2,
    kolom_tersembunyi=frozenset({3}),
    tinggi=((1, 24),),
)


def buku_kaya(*, makro: bool = False) -> bytes:
    """A workbook with everything that a library tends to lose."""
    aliran = io.BytesIO()
    wb = xlsxwriter.Workbook(aliran, {"in_memory": True})
    ws = wb.add_worksheet("Capaian Ketua")
    wb.add_worksheet("Data")
    uang, tebal = wb.add_format({"num_format": "#,##0"}), wb.add_format({"bold": True})
    for r in range(1, 15):
        ws.write_string(r, 0, f"Indikator {r}")
        for k in range(1, 6):
            ws.write_number(r, k, r * 100 + k, uang)
        ws.write_formula(r, 6, f"=F{r + 1}/E{r + 1}", None, 1.25)
    ws.write_rich_string("A1", "Tabel ", tebal, "capaian")
    ws.merge_range("B1:D1", "Gabungan", tebal)
    ws.set_row(9, None, None, {"hidden": True})
    ws.set_column(8, 8, 12, wb.add_format({"italic": True}))
    bagan = wb.add_chart({"type": "column"})
    bagan.add_series({"values": "='Capaian Ketua'!$B$2:$B$10"})
    ws.insert_chart("K2", bagan)
    ws.insert_image("K20", "a.png", {"image_data": io.BytesIO(PNG)})
    ws.insert_textbox("K30", "catatan")
    ws.add_sparkline("J2", {"range": "'Capaian Ketua'!B2:F2"})
    ws.data_validation("B2:B9", {"validate": "integer", "criteria": ">", "value": 0})
    ws.conditional_format("C2:C9", {"type": "3_color_scale"})
    ws.write_comment("A2", "komentar")
    ws.protect("rahasia")
    ws.set_landscape()
    ws.repeat_rows(0)
    ws.print_area("A1:G15")
    ws.add_table("B20:D24", {"columns": [{"header": "A"}, {"header": "B"}, {"header": "C"}]})
    wb.define_name("Pagu", "='Capaian Ketua'!$B$2")
    if makro:
        wb.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 bukan makro sungguhan"), True)
        ws.insert_button("K40", {"macro": "jalan", "caption": "Jalankan"})
    wb.close()
    return aliran.getvalue()


def mentah(isi: bytes) -> dict[str, tuple[bytes, bytes]]:
    """Packed bytes and directory record (without the offset) of each part."""
    p = buka_paket(isi)
    hasil = {}
    for a in p.anggota:
        catatan = isi[a.pusat_offset : a.pusat_offset + a.pusat_panjang]
        hasil[a.nama] = isi[slice(*p.rentang_mentah(a))], catatan[:42] + catatan[46:]
    return hasil


def berubah(lama: bytes, baru: bytes) -> set[str]:
    """Names of the parts that differ, came or went."""
    a, b = mentah(lama), mentah(baru)
    return {n for n in a.keys() | b.keys() if a.get(n) != b.get(n)}


def bagian(isi: bytes, nama: str) -> str:
    return zipfile.ZipFile(io.BytesIO(isi)).read(nama).decode("utf-8")


S1 = "xl/worksheets/sheet1.xml"
CT = "[Content_Types].xml"
BUKU = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", CT}


def susun(
    lembar: str | bytes,
    *,
    lain: dict[str, str | bytes] | None = None,
    rels: str = "",
    tipe: str = "",
    workbook: str = "",
    styles: bytes | None = STYLES_BARU,
    awalan_zip: str = "xl/",
) -> bytes:
    """A hand-made workbook whose only sheet "L" is the given XML (or the given sheetData)."""
    if isinstance(lembar, str) and "worksheet" not in lembar:
        lembar = f'<worksheet xmlns="{NS}"><dimension ref="A1:C3"/>{lembar}</worksheet>'
    doc = f"{NS_R}/officeDocument"
    r = f'<Relationship Id="rId1" Type="{NS_R}/worksheet" Target="worksheets/sheet1.xml"/>'
    if styles is not None:
        r += f'<Relationship Id="rId2" Type="{NS_R}/styles" Target="/xl/styles.xml"/>'
    sml = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    isi: dict[str, str | bytes] = {
        CT: f'<Types xmlns="{NS_P}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sml}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sml}.worksheet+xml"/>{tipe}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{NS_P}/relationships"><Relationship Id="rId1" Type="{doc}" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{NS}" xmlns:r="{NS_R}"><sheets><sheet name="L" sheetId="4" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{NS_P}/relationships">{r}{rels}</Relationships>',
        "xl/worksheets/sheet1.xml": lembar,
    }
    if styles is not None:
        isi["xl/styles.xml"] = styles
    aliran = io.BytesIO()
    with zipfile.ZipFile(aliran, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, data in {**isi, **(lain or {})}.items():
            z.writestr(nama, data)
    return aliran.getvalue()


def data_lembar(isi: bytes) -> str:
    """The part between <sheetData> and its end."""
    m = re.search(r"<(\w+:)?sheetData.*</(\w+:)?sheetData>", bagian(isi, S1), re.DOTALL)
    assert m is not None
    return m[0]


def ubah(lembar: str | bytes, *suntingan: Suntingan, **lain: object) -> bytes:
    """Apply to a hand-made workbook; the result is proved and stable."""
    isi = susun(lembar, **lain)  # type: ignore[arg-type]
    baru = terapkan(isi, suntingan)
    verifikasi(isi, baru, suntingan)
    assert terapkan(baru, suntingan) is baru
    return baru


def s(alamat: str, nilai: D | str | None = None, **lain: object) -> Suntingan:
    m = re.fullmatch(r"([A-Z])(\d+)", alamat)
    assert m is not None
    return Suntingan("L", int(m[2]), ord(m[1]) - 64, nilai, **lain)  # type: ignore[arg-type]


# ---------------------------------------------------------------- real workbooks


KAYA = buku_kaya()
KETUA = "Capaian Ketua"
EDIT = [
    Suntingan(KETUA, 8, 7, D("62.41176470588235294117647059"), hanya_nilai_tersimpan=True),
    Suntingan(KETUA, 3, 2, D(3366050000)),
    Suntingan(KETUA, 4, 1, "=bukan rumus & <tanda>"),
    Suntingan(KETUA, 5, 3, isian="FFFFC7CE"),
    Suntingan(KETUA, 30, 9, " teks baru "),
]


@pytest.mark.parametrize("makro", [False, True])
def test_hanya_bagian_yang_disunting_berubah(makro: bool) -> None:
    isi = buku_kaya(makro=makro)
    baru = terapkan(isi, EDIT)
    assert berubah(isi, baru) == {S1, "xl/styles.xml"}
    if makro:
        assert b"bukan makro sungguhan" in zipfile.ZipFile(io.BytesIO(baru)).read("xl/vbaProject.bin")
    verifikasi(isi, baru, EDIT)
    assert terapkan(baru, EDIT) is baru


def test_isi_menurut_openpyxl() -> None:
    baru = terapkan(KAYA, EDIT)
    nilai = openpyxl.load_workbook(io.BytesIO(baru), data_only=True)[KETUA]
    rumus = openpyxl.load_workbook(io.BytesIO(baru), rich_text=True)[KETUA]
    lama = openpyxl.load_workbook(io.BytesIO(KAYA), data_only=True)[KETUA]
    assert (nilai["G8"].value, rumus["G8"].value) == (62.411764705882355, "=F8/E8")
    assert nilai["B3"].value == 3366050000 and nilai["B3"].number_format == "#,##0"
    assert (nilai["A4"].value, nilai["A4"].data_type) == ("=bukan rumus & <tanda>", "s")
    assert nilai["C5"].fill.fgColor.rgb == "FFFFC7CE" and nilai["C5"].number_format == "#,##0"
    assert nilai["I30"].value == " teks baru " and nilai["I30"].font.italic
    assert nilai.row_dimensions[10].hidden and str(nilai.merged_cells) == "B1:D1"
    disunting = {(e.baris, e.kolom) for e in EDIT}
    for baris in lama.iter_rows():
        for c in baris:
            if (c.row, c.column) not in disunting:
                assert nilai.cell(c.row, c.column).value == c.value


def test_tanpa_perubahan_bita_sama() -> None:
    assert terapkan(KAYA, []) is KAYA
    sama = [
        Suntingan(KETUA, 2, 1, "Indikator 1"),
        Suntingan(KETUA, 2, 2, D("101.0")),
        Suntingan(KETUA, 1, 1, "Tabel capaian"),
        Suntingan(KETUA, 2, 7, D("1.25"), hanya_nilai_tersimpan=True),
        Suntingan(KETUA, 3, 7, D("1.25"), rumus="F3/E3"),
        Suntingan(KETUA, 99, 99, hapus=True),
        Suntingan(KETUA, 3, 2, gaya=gaya_sel(KAYA, KETUA, 3, 2)),
        Suntingan(KETUA, 3, 3, format="#,##0"),
    ]
    assert terapkan(KAYA, sama) is KAYA


def test_lembar_baru_lalu_sama_lalu_ganti() -> None:
    baru = terapkan(KAYA, [], TEMUAN)
    assert berubah(KAYA, baru) == BUKU | {"xl/styles.xml", "xl/worksheets/sheet3.xml"}
    assert terapkan(baru, [], TEMUAN) is baru
    wb = openpyxl.load_workbook(io.BytesIO(baru))
    ws = wb["Temuan"]
    assert wb.sheetnames == [KETUA, "Data", "Temuan"]
    assert ws.print_title_rows == "$1:$2" and ws.auto_filter.ref == "A2:C4" and ws.freeze_panes == "A3"
    assert ws["B3"].hyperlink.location == "'Capaian Ketua'!G8" and ws["A4"].data_type == "s"
    assert ws.column_dimensions["C"].hidden and ws.page_setup.paperSize == 9
    assert ws["A3"].font.b and ws["A3"].fill.fgColor.rgb == "FFF8CBAD"
    assert wb[KETUA].print_title_rows == "$1:$1" and wb.defined_names["Pagu"].value == "'Capaian Ketua'!$B$2"
    pendek = LembarBaru("Temuan", TEMUAN.baris[:2], saring="A2:C2")
    ganti = terapkan(baru, [], pendek)
    assert berubah(baru, ganti) == {"xl/workbook.xml", "xl/worksheets/sheet3.xml"}
    ws = openpyxl.load_workbook(io.BytesIO(ganti))["Temuan"]
    assert (ws.max_row, ws.print_title_rows, ws.auto_filter.ref) == (2, None, "A2:C2")
    verifikasi(KAYA, terapkan(KAYA, EDIT, TEMUAN), EDIT, "Temuan")


def test_keluaran_selalu_sama() -> None:
    assert terapkan(KAYA, EDIT, TEMUAN) == terapkan(KAYA, list(reversed(EDIT)), TEMUAN)


def _libreoffice(folder: Path, isi: bytes, ke: str) -> bytes:
    masuk = folder / "buku.xlsx"
    masuk.write_bytes(isi)
    profil = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice (soffice) harus terpasang untuk uji ini: apt-get install libreoffice-calc"
    perintah = [soffice, profil, "--headless", "--convert-to", ke, "--outdir", str(folder), str(masuk)]
    subprocess.run(perintah, check=True, capture_output=True, timeout=180)
    return (folder / f"buku.{ke.split(':', maxsplit=1)[0]}").read_bytes()


def test_libreoffice_membuka_dan_menampilkan(tmp_path: Path) -> None:
    csv = _libreoffice(tmp_path, terapkan(KAYA, EDIT, TEMUAN), "csv").decode("utf-8")
    baris = csv.splitlines()
    assert '"3,366,050,000"' in baris[2] or "3366050000" in baris[2]
    assert baris[3].startswith("=bukan rumus & <tanda>")
    assert ", teks baru ," in baris[29]
    assert _libreoffice(tmp_path, terapkan(KAYA, EDIT, TEMUAN), "pdf").startswith(b"%PDF")


def test_setelah_disimpan_libreoffice(tmp_path: Path) -> None:
    """Our sheet and marks, saved again by another program, are replaced and stay as they are."""
    isi = _libreoffice(tmp_path, terapkan(KAYA, EDIT, TEMUAN), "xlsx:Calc MS Excel 2007 XML")
    assert terapkan(isi, EDIT) is isi
    baru = terapkan(isi, EDIT, TEMUAN)
    assert [x.nama for x in buka(baru).lembar] == [KETUA, "Data", "Temuan"]
    assert openpyxl.load_workbook(io.BytesIO(baru))["Temuan"]["B3"].hyperlink.location == "'Capaian Ketua'!G8"
    verifikasi(isi, baru, EDIT, "Temuan")
    assert terapkan(baru, EDIT, TEMUAN) is baru


# ---------------------------------------------------------------- marks


def test_tanda_dan_pelepasannya() -> None:
    gaya = gaya_sel(KAYA, KETUA, 5, 3)
    tanda = [Suntingan(KETUA, 5, k, isian="FFFFC7CE") for k in (3, 4)]
    bertanda = terapkan(KAYA, tanda)
    baru = gaya_sel(bertanda, KETUA, 5, 3)
    assert baru == gaya_sel(bertanda, KETUA, 5, 4) != gaya
    styles = bagian(bertanda, "xl/styles.xml").encode()
    assert isian_xf(styles, baru) == "FFFFC7CE" and isian_xf(styles, gaya) == ""
    assert kembali_ke(styles, baru, gaya) and not kembali_ke(styles, baru, 0)
    assert xf_tanpa_isian(styles, baru) == xf_tanpa_isian(styles, gaya)
    lepas = terapkan(bertanda, [Suntingan(KETUA, 5, k, gaya=gaya) for k in (3, 4)])
    assert bagian(lepas, S1) == bagian(KAYA, S1)
    assert berubah(bertanda, lepas) == {S1}
    assert bagian(terapkan(lepas, tanda), "xl/styles.xml").encode() == styles


def test_sel_yang_belum_ada_mengikuti_gaya_kolom_dan_baris() -> None:
    assert gaya_sel(KAYA, KETUA, 40, 9) == gaya_sel(KAYA, KETUA, 3, 9) != 0
    xml = '<sheetData><row r="1" s="0" customFormat="1"/></sheetData>'
    isi = susun(f'<worksheet xmlns="{NS}"><cols><col min="1" max="2" width="9" style="1"/></cols>{xml}</worksheet>')
    assert (gaya_sel(isi, "L", 1, 1), gaya_sel(isi, "L", 2, 2), gaya_sel(isi, "L", 2, 3)) == (0, 1, 0)


def test_format_angka_ditambahkan_sekali() -> None:
    baru = ubah(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        s("A1", format="0.000"),
        s("B1", D(2), format="0.000"),
        s("C1", D(3), format="0%"),
    )
    styles = bagian(baru, "xl/styles.xml")
    assert styles.count('formatCode="0.000"') == 1 and '<numFmts count="1">' in styles
    assert data_lembar(baru) == (
        '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>2</v></c>'
        '<c r="C1" s="2"><v>3</v></c></row></sheetData>'
    )


def test_tanpa_styles_xml() -> None:
    isi = susun("<sheetData/>", styles=None)
    baru = terapkan(isi, [s("B2", D(1), isian="FFFFC7CE")])
    assert berubah(isi, baru) == {S1, "xl/styles.xml", "xl/_rels/workbook.xml.rels", CT}
    ws = openpyxl.load_workbook(io.BytesIO(baru))["L"]
    assert ws["B2"].fill.fgColor.rgb == "FFFFC7CE" and ws["A1"].fill.fill_type is None


def test_gaya_berawalan_dan_bagian_kosong() -> None:
    g = Gaya(
        f'<x:styleSheet xmlns:x="{NS}"><x:fonts/><x:cellXfs count="1"><x:xf fontId="0"/></x:cellXfs></x:styleSheet>'.encode()
    )
    assert g.dengan_isian(0, "FFFFC7CE") == 1 and g.dengan_isian(0, "FFFFC7CE") == 1 and g.isian(1) == "FFFFC7CE"
    assert g.hasil().decode() == (
        f'<x:styleSheet xmlns:x="{NS}"><x:fonts/><x:fills count="3"><x:fill><x:patternFill patternType="none"/></x:fill>'
        '<x:fill><x:patternFill patternType="gray125"/></x:fill><x:fill><x:patternFill patternType="solid">'
        '<x:fgColor rgb="FFFFC7CE"/><x:bgColor indexed="64"/></x:patternFill></x:fill></x:fills>'
        '<x:cellXfs count="2"><x:xf fontId="0"/><x:xf fontId="0" fillId="2" applyFill="1"/></x:cellXfs></x:styleSheet>'
    )
    with pytest.raises(BukuTakTertulis, match="Gaya sel nomor 9 tidak ada"):
        g.dengan_isian(9, "FFFFC7CE")


# ---------------------------------------------------------------- odd XML


ANEH = [
    ("<sheetData/>", [s("B2", D(1))], '<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>'),
    (
        '<sheetData><row r="3"/></sheetData>',
        [s("B1", D(1)), s("A3", "a"), s("C3", D(2)), s("A5", "b")],
        '<sheetData><row r="1"><c r="B1"><v>1</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="C3"><v>2</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>b</t></is></c></row></sheetData>',
    ),
    (
        "<sheetData><row><c><v>1</v></c><c/></row><row/><row><c><v>3</v></c></row></sheetData>",
        [s("B1", D(9)), s("C1", D(8)), s("A2", D(2)), s("A3", D(7)), s("A4", D(4))],
        '<sheetData><row><c><v>1</v></c><c><v>9</v></c><c r="C1"><v>8</v></c></row><row><c r="A2"><v>2</v></c></row>'
        '<row><c><v>7</v></c></row><row r="4"><c r="A4"><v>4</v></c></row></sheetData>',
    ),
    (
        '<sheetData><row r="2" spans="2:3" ht="20"><c r="B2" s="0" t="e"><v>#N/A</v></c></row></sheetData>',
        [s("A2", D(1)), s("E2", D(2)), s("B2", D("0.5"))],
        '<sheetData><row r="2" spans="1:5" ht="20"><c r="A2"><v>1</v></c><c r="B2" s="0"><v>0.5</v></c>'
        '<c r="E2"><v>2</v></c></row></sheetData>',
    ),
    (
        '<sheetData><!-- <row r="1"><c r="A1"/></row> --><row r="1"><c r="A1" t="str"><v><![CDATA[<c r="B1">]]></v></c>'
        "<?x <c?></row></sheetData>",
        [s("B1", D(1)), s("A1", '<c r="B1">')],
        '<sheetData><!-- <row r="1"><c r="A1"/></row> --><row r="1"><c r="A1" t="str"><v><![CDATA[<c r="B1">]]></v></c>'
        '<c r="B1"><v>1</v></c><?x <c?></row></sheetData>',
    ),
    (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>z</t></rPh></is></c>'
        "<c r='B1' t='b' vm=\"1\"><v>1</v><extLst/></c></row></sheetData>",
        [s("A1", "ab"), s("B1", "x")],
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>z</t></rPh></is></c>'
        "<c r='B1' t=\"inlineStr\"><is><t>x</t></is><extLst/></c></row></sheetData>",
    ),
    (
        '<sheetData><row r="1"><c r="A1" s="0"><f ca="1">NOW()</f><v>1</v></c><c r="B1" t="str"><f>A1</f><v>x</v></c></row></sheetData>',
        [s("A1", "teks & lain", hanya_nilai_tersimpan=True), s("B1", D(-2), hanya_nilai_tersimpan=True)],
        '<sheetData><row r="1"><c r="A1" s="0" t="str"><f ca="1">NOW()</f><v>teks &amp; lain</v></c>'
        '<c r="B1"><f>A1</f><v>-2</v></c></row></sheetData>',
    ),
    (
        '<sheetData><row r="1"><c r="A1" s="0" t="b"><f>TRUE()</f><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>',
        [s("A1", hapus=True), s("B1", hapus=True), s("C1", hapus=True)],
        '<sheetData><row r="1"><c r="A1" s="0"/><c r="B1"/></row></sheetData>',
    ),
]


@pytest.mark.parametrize(("asal", "suntingan", "hasil"), ANEH)
def test_xml_yang_tak_lazim(asal: str, suntingan: list[Suntingan], hasil: str) -> None:
    assert data_lembar(ubah(asal, *suntingan)) == hasil


@pytest.mark.parametrize(("asal", "suntingan", "hasil"), ANEH)
def test_xml_tak_lazim_berawalan(asal: str, suntingan: list[Suntingan], hasil: str) -> None:
    def awali(xml: str) -> str:
        xml = re.sub(r"(</?)(?=(?:row|c|v|f|is|t|r|rPh|extLst|sheetData)[\s/>])", r"\1x:", xml)
        return re.sub(r"(<!--.*?-->|<!\[CDATA.*?\]\]>|<\?.*?\?>)", lambda m: m[0].replace("x:", ""), xml)

    polos = [e for e in suntingan if e.nilai != '<c r="B1">']
    baru = ubah(f'<x:worksheet xmlns:x="{NS}">{awali(asal)}</x:worksheet>', *polos)
    assert data_lembar(baru) == awali(hasil)


def test_dimensi_melebar() -> None:
    assert '<dimension ref="A1:E7"/>' in bagian(ubah("<sheetData/>", s("E2", D(1)), s("B7", "x")), S1)
    assert '<dimension ref="A1:C3"/>' in bagian(ubah("<sheetData/>", s("C3", D(1))), S1)


def test_utf16_dan_latin1() -> None:
    xml = f'<worksheet xmlns="{NS}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    isi = susun(("\ufeff<?xml version='1.0' encoding='UTF-16'?>" + xml).encode("utf-16-le"))
    baru = terapkan(isi, [s("B1", "célà")])
    assert zipfile.ZipFile(io.BytesIO(baru)).read(S1).decode("utf-16").count("célà") == 1
    baru = terapkan(susun((f'<?xml version="1.0" encoding="ISO-8859-1"?>{xml}').encode()), [s("B1", "é€")])
    assert (
        zipfile.ZipFile(io.BytesIO(baru)).read(S1).endswith(b"\xe9&#8364;</t></is></c></row></sheetData></worksheet>")
    )


TEKS = [
    ("=SUM(A1)", "<t>=SUM(A1)</t>"),
    (" a", '<t xml:space="preserve"> a</t>'),
    ("a\nb", '<t xml:space="preserve">a\nb</t>'),
    ("a\rb\x01\uffff", "<t>a_x000D_b_x0001__xFFFF_</t>"),
    ("_x0041_ _x41_", "<t>_x005F_x0041_ _x41_</t>"),
    ("<&>]]>\"'", "<t>&lt;&amp;&gt;]]&gt;\"'</t>"),
    ("", "<t></t>"),
    ("😀", "<t>😀</t>"),
]


@pytest.mark.parametrize(("teks", "xml"), TEKS)
def test_teks(teks: str, xml: str) -> None:
    baru = ubah("<sheetData/>", s("A1", teks))
    assert f"<is>{xml}</is>" in bagian(baru, S1)
    assert buka(baru).lembar[0].sel(1, 1).nilai == teks


ANGKA = [
    ("48178000000", "48178000000"), ("62.41176470588235294117647059", "62.411764705882353"), ("0.1", "0.1"),
    ("100.00", "100"), ("-0", "0"), ("1E+3", "1000"), ("1E-10", "1E-10"), ("1E+25", "1E+25"),
    ("12345678901234567", "12345678901234567"), ("0.91200000000000003", "0.912"), ("-9.36", "-9.36"),
]  # fmt: skip


@pytest.mark.parametrize(("angka", "teks"), ANGKA)
def test_angka(angka: str, teks: str) -> None:
    assert tulis_angka(D(angka)) == teks
    assert float(teks) == float(D(angka))


# ---------------------------------------------------------------- formulas


BERSAMA = (
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+Lain!A1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>3</v></c></row></sheetData>'
)


def _rumus(isi: bytes) -> dict[str, str]:
    ws = openpyxl.load_workbook(io.BytesIO(isi))["L"]
    return {c.coordinate: c.value for baris in ws.iter_rows() for c in baris if c.data_type == "f"}


def test_induk_rumus_bersama_diganti() -> None:
    baru = ubah(BERSAMA, s("B1", D(5)))
    assert '<c r="B2"><f t="shared" si="0" ref="B2:B3">A2*$A$1+Lain!A2</f><v>2</v></c>' in bagian(baru, S1)
    assert _rumus(baru) == {"B2": "=A2*$A$1+Lain!A2", "B3": "=A3*$A$1+Lain!A3"}


def test_induk_dan_penerusnya_diganti_lalu_semuanya() -> None:
    assert _rumus(ubah(BERSAMA, s("B1", "x"), s("B2", D(5)))) == {"B3": "=A3*$A$1+Lain!A3"}
    assert _rumus(ubah(BERSAMA, s("B1", hapus=True), s("B2", hapus=True), s("B3", D(1)))) == {}
    assert _rumus(ubah(BERSAMA, s("B2", D(5)))) == {"B1": "=A1*$A$1+Lain!A1", "B3": "=A3*$A$1+Lain!A3"}


def test_rumus_baru_meminta_hitung_ulang() -> None:
    baru = ubah(BERSAMA, s("B1", D(4), rumus='IF(A1<2,"x&y",A1)'))
    assert '<c r="B1"><f>IF(A1&lt;2,"x&amp;y",A1)</f><v>4</v></c>' in bagian(baru, S1)
    assert '<calcPr fullCalcOnLoad="1"/></workbook>' in bagian(baru, "xl/workbook.xml")
    assert "calcPr" not in bagian(ubah(BERSAMA, s("B1", D(4))), "xl/workbook.xml")


def _berantai(rantai: str, *suntingan: Suntingan) -> bytes:
    sml = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return ubah(
        BERSAMA,
        *suntingan,
        lain={"xl/calcChain.xml": f'<calcChain xmlns="{NS}">{rantai}</calcChain>'},
        rels=f'<Relationship Id="rId7" Type="{NS_R}/calcChain" Target="calcChain.xml"/>',
        tipe=f'<Override PartName="/xl/calcChain.xml" ContentType="{sml}.calcChain+xml"/>',
    )


def test_rantai_hitung() -> None:
    rantai = '<c r="B9" i="1"/><c r="B1" i="4"/><c r="B2"/><c r="B3" l="1"/>'
    baru = bagian(_berantai(rantai, s("B1", D(1))), "xl/calcChain.xml")
    assert baru == f'<calcChain xmlns="{NS}"><c r="B9" i="1"/><c r="B2" i="4"/><c r="B3" l="1"/></calcChain>'
    baru = bagian(_berantai(rantai, s("C1", rumus="A1")), "xl/calcChain.xml")
    assert baru.endswith('<c r="B3" l="1"/><c r="C1" i="4"/></calcChain>')


def test_rantai_hitung_yang_kosong_hilang() -> None:
    baru = _berantai('<c r="B1" i="4"/><c r="B2"/><c r="B3"/>', *(s(a, hapus=True) for a in ("B1", "B2", "B3")))
    nama = zipfile.ZipFile(io.BytesIO(baru)).namelist()
    assert "xl/calcChain.xml" not in nama
    assert "calcChain" not in bagian(baru, CT) + bagian(baru, "xl/_rels/workbook.xml.rels")


# ---------------------------------------------------------------- refusals


LARIK = (
    '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c>'
    '<c r="D1"><f t="dataTable" ref="D1:D2" dt2D="0" r1="B1"/><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'
)


@pytest.mark.parametrize(
    ("suntingan", "pesan"),
    [
        (s("A1", D(9)), 'Lembar "L" sel A1 tidak dapat ditulis: bagian dari rumus larik A1:A2.'),
        (s("A2", D(9)), 'Lembar "L" sel A2 tidak dapat ditulis: bagian dari rumus larik A1:A2.'),
        (s("D2", D(9)), 'Lembar "L" sel D2 tidak dapat ditulis: bagian dari tabel data D1:D2.'),
        (
            s("D1", D(9), hanya_nilai_tersimpan=True),
            "sel D1 tidak dapat ditulis: bagian dari tabel data D1:D2.",
        ),
        (s("B3", D(9)), 'Lembar "L" sel B3 tidak dapat ditulis: bagian dari sel gabungan B2:C3.'),
        (
            s("D9", D(9), hanya_nilai_tersimpan=True),
            "sel D9 tidak dapat ditulis: sel itu tidak berisi rumus.",
        ),
        (s("A2", D("NaN")), "sel A2 tidak dapat ditulis: NaN bukan angka yang dapat disimpan Excel."),
        (s("E1", D("-Infinity")), "bukan angka yang dapat disimpan Excel"),
        (s("E1", D("1E400")), "bukan angka yang dapat disimpan Excel"),
        (s("E1", "x" * 32768), "sel E1 tidak dapat ditulis: teks melebihi 32.767 huruf."),
        (s("E1", rumus="=A1"), "rumus kosong, berawalan tanda sama dengan"),
        (s("E1", D(1), hapus=True), "kosong sekaligus terisi"),
        (s("E1", gaya=7), "Gaya sel nomor 7 tidak ada"),
        (s("D0", D(1)), "di luar lembar Excel"),
        (Suntingan("Lain", 1, 1, D(1)), 'Lembar "Lain" tidak ada di dalam buku kerja.'),
    ],
)
def test_ditolak(suntingan: Suntingan, pesan: str) -> None:
    with pytest.raises(BukuTakTertulis, match=re.escape(pesan)):
        terapkan(susun(LARIK), [suntingan])


def test_yang_tetap_boleh() -> None:
    baru = ubah(
        LARIK,
        s("A1", D(9), hanya_nilai_tersimpan=True),
        s("B2", "x"),
        s("A2", D(2)),
        s("A2", isian="FFFFC7CE"),
    )
    assert '<f t="array" ref="A1:A2">B1:B2</f><v>9</v>' in bagian(baru, S1)


def test_dua_perintah_untuk_satu_sel() -> None:
    baru = ubah("<sheetData/>", s("A1", D(1)), s("A1", isian="FFFFC7CE"))
    assert data_lembar(baru) == '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>'
    with pytest.raises(BukuTakTertulis, match="dua perintah nilai yang berbeda"):
        terapkan(susun("<sheetData/>"), [s("A1", D(1)), s("A1", D(2))])


def test_judul_tabel_dan_pivot_ditolak() -> None:
    with pytest.raises(BukuTakTertulis, match="sel C20 tidak dapat ditulis: judul kolom tabel Excel B20:D24"):
        terapkan(KAYA, [Suntingan(KETUA, 20, 3, "Baru")])
    assert terapkan(KAYA, [Suntingan(KETUA, 21, 3, D(4))]) != KAYA
    rels = f'<Relationship Id="rId1" Type="{NS_R}/pivotTable" Target="../pivotTables/p.xml"/>'
    isi = susun(
        "<sheetData/>",
        lain={
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{NS_P}/relationships">{rels}</Relationships>',
            "xl/pivotTables/p.xml": f'<pivotTableDefinition xmlns="{NS}"><location ref="A3:B9"/></pivotTableDefinition>',
        },
    )
    with pytest.raises(BukuTakTertulis, match="sel B4 tidak dapat ditulis: bagian dari tabel pivot A3:B9"):
        terapkan(isi, [s("B4", D(1))])


@pytest.mark.parametrize("xml", [
    '<row r="2"/><row r="1"/>', '<row r="1"/><row r="1"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>',
    '<row r="1"><c r="A2"/></row>',
])  # fmt: skip
def test_baris_atau_sel_tak_berurutan_ditolak(xml: str) -> None:
    with pytest.raises(BukuTakTertulis, match="tidak berurutan"):
        terapkan(susun(f"<sheetData>{xml}</sheetData>"), [s("A1", D(1))])


def _kunci(isi: str) -> str:
    return f'<workbook xmlns="{NS}" xmlns:r="{NS_R}">{isi}<sheets><sheet name="L" sheetId="4" r:id="rId1"/></sheets></workbook>'


def test_struktur_terkunci_dan_tanda_tangan() -> None:
    terkunci = susun("<sheetData/>", workbook=_kunci('<workbookProtection lockStructure="1"/>'))
    with pytest.raises(BukuTakTertulis, match="Struktur buku kerja dikunci"):
        terapkan(terkunci, [], TEMUAN)
    assert terapkan(terkunci, [s("A1", D(1))]) != terkunci
    bertanda = susun("<sheetData/>", lain={"_xmlsignatures/sig1.xml": "<a/>"})
    assert terapkan(bertanda, [s("A1", hapus=True)]) is bertanda
    with pytest.raises(BukuTakTertulis, match="bertanda tangan digital"):
        terapkan(bertanda, [s("A1", D(1))])


def test_lembar_baru_yang_tak_sah_ditolak() -> None:
    for nama in ("", "a" * 32, "a/b", "'a"):
        with pytest.raises(BukuTakTertulis, match="tidak sah di Excel"):
            terapkan(KAYA, [], LembarBaru(nama, ()))
    with pytest.raises(BukuTakTertulis, match='Lembar "T" sel B1 tidak dapat ditulis: teks melebihi'):
        terapkan(KAYA, [], LembarBaru("T", ((None, SelBaru("x" * 32768)),)))
    with pytest.raises(BukuTakTertulis, match="ditulis utuh"):
        terapkan(KAYA, [Suntingan("Data", 1, 1, D(1))], LembarBaru("data", ()))


# ---------------------------------------------------------------- strict, prefixed workbook, zip


def test_lembar_baru_di_buku_strict_dan_berawalan() -> None:
    ketat = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    r = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    workbook = (
        f'<x:workbook xmlns:x="{ketat}"><x:sheets><x:sheet name="L" sheetId="4" xmlns:q="{r}" q:id="rId1"/></x:sheets>'
        '<x:calcPr calcId="1"/></x:workbook>'
    )
    isi = susun(f'<worksheet xmlns="{ketat}"><sheetData/></worksheet>', workbook=workbook, styles=None)
    baru = terapkan(isi, [s("A1", D(1), rumus="1")], LembarBaru("T & U", ((SelBaru("a"),),), judul_cetak=1))
    assert bagian(baru, "xl/workbook.xml") == (
        f'<x:workbook xmlns:x="{ketat}"><x:sheets><x:sheet name="L" sheetId="4" xmlns:q="{r}" q:id="rId1"/>'
        f'<x:sheet name="T &amp; U" sheetId="5" xmlns:r="{r}" r:id="rId2"/></x:sheets><x:definedNames>'
        '<x:definedName name="_xlnm.Print_Titles" localSheetId="1">\'T &amp; U\'!$1:$1</x:definedName></x:definedNames>'
        '<x:calcPr calcId="1" fullCalcOnLoad="1"/></x:workbook>'
    )
    assert f'Type="{r}/worksheet" Target="worksheets/sheet2.xml"' in bagian(baru, "xl/_rels/workbook.xml.rels")
    assert ketat in bagian(baru, "xl/worksheets/sheet2.xml") and ketat in bagian(baru, "xl/styles.xml")
    assert [x.nama for x in buka(baru).lembar] == ["L", "T & U"]


class _TakDapatMundur(io.RawIOBase):
    """A stream that cannot seek, so that zipfile writes data descriptors."""

    def __init__(self) -> None:
        self.isi = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.isi += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def _kemas_ulang(isi: bytes, *, zip64: bool = False) -> bytes:
    """The same workbook with data descriptors, odd attributes and dates, stored parts, a comment, zip64 extras."""
    keluar = _TakDapatMundur()
    with zipfile.ZipFile(io.BytesIO(isi)) as z, zipfile.ZipFile(keluar, "w") as w:  # type: ignore[call-overload]
        w.comment = b"catatan arsip"
        for i, nama in enumerate(z.namelist()):
            info = zipfile.ZipInfo(nama, (2024, 5, 6 + i % 20, 7, 8, 10))
            info.compress_type = zipfile.ZIP_STORED if i % 3 == 0 else zipfile.ZIP_DEFLATED
            info.external_attr, info.create_system, info.extra = 0o640 << 16, 3, b"\x34\x12\x02\x00ab"
            with w.open(info, "w", force_zip64=zip64) as f:
                f.write(z.read(nama))
    return bytes(keluar.isi)


@pytest.mark.parametrize("zip64", [False, True])
def test_zip_dengan_segala_keanehan(zip64: bool) -> None:
    isi = _kemas_ulang(KAYA, zip64=zip64)
    assert isi[6] & 8
    baru = terapkan(isi, EDIT, TEMUAN)
    assert berubah(isi, baru) == BUKU | {S1, "xl/styles.xml", "xl/worksheets/sheet3.xml"}
    with zipfile.ZipFile(io.BytesIO(isi)) as a, zipfile.ZipFile(io.BytesIO(baru)) as b:
        assert b.testzip() is None and b.comment == b"catatan arsip"
        assert b.namelist() == [*a.namelist(), "xl/worksheets/sheet3.xml"]
        x, y = a.getinfo(S1), b.getinfo(S1)
        assert (x.date_time, x.external_attr, x.compress_type) == (
            y.date_time,
            y.external_attr,
            y.compress_type,
        )
        assert b"\x34\x12\x02\x00ab" in y.extra and b"PK\x07\x08" not in mentah(baru)[S1][0]


def test_zip64_dengan_offset_di_bidang_tambahan() -> None:
    """A directory record whose offset stands in the zip64 field, and zip64 end records."""
    p = buka_paket(KAYA)
    pusat = bytearray()
    for a in p.anggota:
        catatan = bytearray(KAYA[a.pusat_offset : a.pusat_offset + a.pusat_panjang])
        struct.pack_into("<L", catatan, 42, 0xFFFFFFFF)
        struct.pack_into("<H", catatan, 30, 12)
        pusat += catatan + struct.pack("<2HQ", 1, 8, a.header_offset)
    n, awal = len(p.anggota), p.awal_pusat
    akhir64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, n, n, len(pusat), awal)
    penunjuk = struct.pack("<4sLQL", b"PK\x06\x07", 0, awal + len(pusat), 1)
    akhir = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    isi = KAYA[:awal] + bytes(pusat) + akhir64 + penunjuk + akhir
    baru = terapkan(isi, EDIT, TEMUAN)
    with zipfile.ZipFile(io.BytesIO(baru)) as z:
        assert z.testzip() is None and len(z.namelist()) == n + 1
    assert b"PK\x06\x06" in baru and baru.endswith(akhir)
    verifikasi(isi, baru, EDIT, "Temuan")


# ---------------------------------------------------------------- anything at all


SEL = st.tuples(st.integers(1, 12), st.integers(1, 8))
NILAI = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


def _lembar_acak(isi: dict[tuple[int, int], object]) -> bytes:
    aliran = io.BytesIO()
    wb = xlsxwriter.Workbook(aliran, {"in_memory": True, "strings_to_numbers": False})
    ws = wb.add_worksheet("L")
    gaya = [None, wb.add_format({"bold": True}), wb.add_format({"num_format": "0.00"})]
    for (b, k), nilai in isi.items():
        if isinstance(nilai, str):
            ws.write_string(b - 1, k - 1, nilai, gaya[b % 3])
        elif isinstance(nilai, D):
            ws.write_number(b - 1, k - 1, float(nilai), gaya[k % 3])
        else:
            ws.write_formula(b - 1, k - 1, "=A1+1", gaya[1], 3)
    wb.close()
    return aliran.getvalue()


def _bentuk(isi: bytes, bentuk: str) -> bytes:
    """The same workbook with its sheet spelled otherwise."""
    xml = bagian(isi, S1)
    if bentuk == "tanpa r":
        xml = re.sub(r'(<c|<row) r="[A-Z]*[0-9]+"', r"\1", xml)
    elif bentuk == "renggang":
        xml = re.sub(r"(?=<(?:row|c|/row|/sheetData|v|f|mergeCell)[ />])", "\n  ", xml).replace("/>", " />")
    elif bentuk == "berawalan":
        xml = re.sub(r"(</?)(?=[A-Za-z])", r"\1x:", xml).replace("xmlns=", "xmlns:x=")
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as z, zipfile.ZipFile(keluar, "w") as w:
        for nama in z.namelist():
            w.writestr(nama, xml if nama == S1 else z.read(nama))
    return keluar.getvalue()


def _tanpa(isi: bytes, disunting: set[tuple[int, int]]) -> dict[str, object]:
    ws = openpyxl.load_workbook(io.BytesIO(isi))["L"]
    return {
        c.coordinate: (c.value, c.number_format, c.font.b)
        for baris in ws.iter_rows()
        for c in baris
        if (c.row, c.column) not in disunting and c.value is not None
    }


@settings(deadline=None, max_examples=120)
@given(
    st.sampled_from(["asli", "tanpa r", "renggang", "berawalan"]),
    st.dictionaries(SEL, st.one_of(NILAI, st.just(object())), max_size=25),
    st.dictionaries(SEL, st.tuples(NILAI, st.sampled_from(["nilai", "hapus", "isian", "rumus"])), max_size=12),
)
def test_suntingan_acak(
    bentuk: str, isi: dict[tuple[int, int], object], ubahan: dict[tuple[int, int], tuple[D | str, str]]
) -> None:
    lama = _bentuk(_lembar_acak(isi), bentuk)
    suntingan = [_suntingan(b, k, *x) for (b, k), x in ubahan.items()]
    baru = terapkan(lama, suntingan)
    verifikasi(lama, baru, suntingan)
    assert terapkan(baru, suntingan) is baru
    assert _tanpa(lama, set(ubahan)) == _tanpa(baru, set(ubahan))
    _periksa_hasil(baru, suntingan)


def _suntingan(b: int, k: int, nilai: D | str, cara: str) -> Suntingan:
    if cara == "isian":
        return Suntingan("L", b, k, isian="FFFFC7CE")
    if cara == "hapus":
        return Suntingan("L", b, k, hapus=True)
    return Suntingan("L", b, k, nilai, rumus="B2*2" if cara == "rumus" else None)


def _periksa_hasil(baru: bytes, suntingan: Sequence[Suntingan]) -> None:
    lembar = buka(baru).lembar[0]
    for e in suntingan:
        c = lembar.sel(e.baris, e.kolom)
        if e.hapus:
            assert (c.nilai, c.rumus) == (None, None)
        elif e.isian is None:
            assert (c.nilai, c.rumus) == (e.nilai, e.rumus), alamat_a1(e.baris, e.kolom)
