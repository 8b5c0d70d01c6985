"""Reading, with witnesses: files of two writers, random ones too, equal to two other readers."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.workbook.defined_name import DefinedName
from pembuat_buruk import buku

from xlkinerja.buku import Buku, BukuTakTerbaca, Rentang
from xlkinerja.buku.berkas import buka_jalur, dari_paket
from xlkinerja.buku.paket import buka_paket
from xlkinerja.temuan import Sel

SETEMPAT = {BUILTIN_FORMATS.get(i) for i in (5, 6, 7, 8, 14, 22, *range(37, 45))}
"""Formats named by id only, which an American and an Indonesian Excel show differently."""
CONTOH = sorted((Path(__file__).parent.parent / "workbooks").glob("**/*.xlsx"))


def _openpyxl(jalur: Path) -> None:
    wb: Any = openpyxl.Workbook()
    ws: Any = wb.active
    ws.title = "Capaian Ketua"
    ws["A1"], ws["B1"], ws["C1"], ws["D1"] = "Sasaran <1> & 2", 3366050000, 0.912, True
    ws["E1"], ws["F1"], ws["G1"] = datetime(2024, 3, 5, 6), date(2024, 12, 31), "#N/A"
    ws["C1"].number_format, ws["A2"] = "0.00%", "=B1*2"
    ws["A1"].font = Font(bold=True)
    ws.merge_cells("A4:C5")
    ws.row_dimensions[7].hidden = True
    ws.column_dimensions["D"].hidden = True
    wb.create_sheet("Sembunyi").sheet_state = "veryHidden"
    wb["Sembunyi"]["C3"] = "ada"
    wb.defined_names["pk_tabel"] = DefinedName("pk_tabel", attr_text="'Capaian Ketua'!$A$1:$D$9")
    ws.print_title_rows = "1:2"
    wb.custom_doc_props.append(StringProperty(name="xlkinerja.satker", value="53.71"))
    wb.save(jalur)


def test_berkas_openpyxl(tmp_path: Path) -> None:
    _openpyxl(tmp_path / "a.xlsx")
    isi, paket = buka_jalur(tmp_path / "a.xlsx")
    lembar = isi.lembar[0]
    assert [(x.nama, x.keadaan) for x in isi.lembar] == [
        ("Capaian Ketua", "visible"),
        ("Sembunyi", "veryHidden"),
    ]
    assert lembar.sel(1, 1).nilai == "Sasaran <1> & 2"
    assert (lembar.sel(1, 2).nilai, lembar.sel(1, 3).nilai) == (Decimal(3366050000), Decimal("0.912"))
    assert (lembar.sel(1, 3).format, lembar.sel(1, 4).nilai, lembar.sel(1, 7).jenis) == ("0.00%", True, "e")
    assert (lembar.sel(1, 5).nilai, lembar.sel(1, 5).format) == (Decimal("45356.25"), "yyyy-mm-dd h:mm:ss")
    assert (lembar.sel(2, 1).rumus, lembar.sel(2, 1).nilai) == ("B1*2", None)
    assert lembar.gabungan == [Rentang(4, 1, 5, 3)]
    assert (lembar.baris_tersembunyi, lembar.kolom_tersembunyi) == (frozenset({7}), frozenset({4}))
    assert isi.lembar[1].sel(3, 3).nilai == "ada"
    assert isi.nama["pk_tabel"] == "'Capaian Ketua'!$A$1:$D$9"
    assert isi.nama["Capaian Ketua!_xlnm.Print_Titles"] == "'Capaian Ketua'!$1:$2"
    assert isi.properti == {"xlkinerja.satker": "53.71"}
    assert paket.buku == "xl/workbook.xml"


def _xlsxwriter(jalur: Path | io.BytesIO, lembar: int = 3, baris: int = 40) -> None:
    with xlsxwriter.Workbook(jalur) as wb:
        persen, rupiah = wb.add_format({"num_format": "0.00%"}), wb.add_format({"num_format": 42})
        for n in range(lembar):
            ws = wb.add_worksheet(f"L'{n} é")
            ws.write_rich_string(0, 0, "polos ", persen, "tebal")
            ws.write_column(1, 0, [f"Sasaran {i % 7} & <b>\n" for i in range(baris)])
            for i in range(1, baris):
                ws.write_number(i, 1, 1_000_000_007 * i * n, rupiah)
                ws.write_number(i, 2, i / 7, persen)
                ws.write_formula(i, 3, f"=B{i + 1}/C{i + 1}", persen, i / 3)
                ws.write_boolean(i, 4, i % 2 == 0)
                ws.write_blank(i, 5, None, persen)
                ws.write_formula(i, 6, '=IF(1,"ya & tidak")', None, "ya & tidak")
            ws.write_formula(3, 7, "=1/0", None, "#DIV/0!")
            ws.merge_range(baris + 1, 0, baris + 1, 4, "Jumlah", persen)
            ws.set_column(5, 6, None, None, {"hidden": True})
        grafik = wb.add_chart({"type": "bar"})
        grafik.add_series({"values": "='L''0 é'!$B$2:$B$9"})
        wb.add_chartsheet("Grafik").set_chart(grafik)


def _sama_openpyxl(jalur: Path, isi: Buku) -> int:
    wb = openpyxl.load_workbook(jalur, data_only=True)
    banyak = 0
    for lembar in isi.lembar:
        semua = map(lembar.sel_ke, range(len(lembar.kunci)))
        milik: dict[str, Sel | None] = {x.alamat: x for x in semua if x.jenis}
        for baris in wb[lembar.nama].iter_rows():
            for c in baris:
                nilai: Any = c.value
                sel = milik.pop(c.coordinate, None)
                if nilai is None:
                    assert sel is None or sel.nilai == ""
                    continue
                assert sel is not None, c.coordinate
                if isinstance(nilai, int | float) and not isinstance(nilai, bool):
                    assert isinstance(sel.nilai, Decimal)
                    assert float(sel.nilai) == pytest.approx(nilai, rel=1e-14)
                elif isinstance(nilai, str | bool):
                    assert sel.nilai == nilai
                assert c.number_format == sel.format or c.number_format in SETEMPAT
                banyak += 1
        assert not milik
    return banyak


def _sama_calamine(jalur: Path, isi: Buku) -> None:
    wb = python_calamine.load_workbook(str(jalur))
    for lembar in isi.lembar:
        for b, baris in enumerate(wb.get_sheet_by_name(lembar.nama).to_python(skip_empty_area=False)):
            for k, nilai in enumerate(baris):
                sel = lembar.sel(b + 1, k + 1)
                if isinstance(nilai, bool | str) and sel.jenis != "e":
                    assert (sel.nilai if sel.nilai is not None else "") == nilai
                elif isinstance(nilai, int | float):
                    assert isinstance(sel.nilai, Decimal)
                    assert float(sel.nilai) == pytest.approx(nilai, rel=1e-14)


def test_sama_dengan_openpyxl_dan_calamine(tmp_path: Path) -> None:
    _openpyxl(tmp_path / "a.xlsx")
    _xlsxwriter(tmp_path / "b.xlsx")
    for jalur in (tmp_path / "a.xlsx", tmp_path / "b.xlsx", *CONTOH):
        isi, paket = buka_jalur(jalur)
        assert _sama_openpyxl(jalur, isi) > 5
        _sama_calamine(jalur, isi)
        assert isi == dari_paket(paket, paksa_expat=True)


def test_lembar_grafik_dilewati(tmp_path: Path) -> None:
    _xlsxwriter(tmp_path / "b.xlsx", lembar=1)
    isi, paket = buka_jalur(tmp_path / "b.xlsx")
    assert [x.nama for x in isi.lembar] == ["L'0 é"]
    assert [(x.nama, x.jenis) for x in paket.lembar] == [("L'0 é", "worksheet"), ("Grafik", "chartsheet")]


_TEKS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
_NILAI = st.one_of(
    st.integers(-(10**14), 10**14), st.floats(-1e300, 1e300), st.booleans(), _TEKS.filter(bool)
)


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.tuples(st.integers(0, 60), st.integers(0, 30)), _NILAI, max_size=25))
def test_buku_acak_terbaca_kembali(sel: dict[tuple[int, int], int | float | bool | str]) -> None:
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah) as wb:
        ws = wb.add_worksheet("Acak")
        for (b, k), nilai in sel.items():
            if isinstance(nilai, str):
                ws.write_string(b, k, nilai)
            else:
                ws.write(b, k, nilai)
    paket = buka_paket(wadah.getvalue())
    isi = dari_paket(paket)
    assert isi == dari_paket(paket, paksa_expat=True)
    lembar = isi.lembar[0]
    assert len(lembar.kunci) == len(sel)
    for (b, k), nilai in sel.items():
        dapat = lembar.sel(b + 1, k + 1).nilai
        if isinstance(nilai, bool | str):
            assert dapat == nilai
        else:
            assert isinstance(dapat, Decimal)
            assert float(dapat) == pytest.approx(nilai, rel=1e-14)


# fmt: off
_POTONG = st.sampled_from([
    '<row r="1">', "</row>", '<row r="2" hidden="1">', "<row/>", '<row r="3"/>', '<c r="A1">',
    '<c r="B1" s="1">', "</c>", "<c>", '<c r="C2" t="s">', '<c r="B2" t="inlineStr">', '<c r="D4" s="2"/>',
    "<v>1</v>", "<v>1.5</v>", "<v>x</v>", "<v/>", "<f>A1+1</f>", '<f t="shared" si="0" ref="A1:A9">B1</f>',
    '<f t="shared" si="0"/>', "<is><t>a</t></is>", "<is><r><t>b</t></r></is>", "<!-- -->", "<![CDATA[z]]>",
    "&amp;", "&x;", "q", '<c r="XFD9"><v>8</v></c>', '<c r="A1"><v>8</v></c>', "<?p i?>", "<is>", "</is>",
    "<t>", "</t>", '<row r="5"><c r="E5"><v>9</v></c></row>',
    '<row r="6"><c r="A6" s="1" t="b"><v>1</v></c></row>', "<r>", "</r>",
    '<row r="7" x="1"><c r="A7" s="1" s="1"/></row>', '<rPh sb="0" eb="1">', "</rPh>", "<v>", "</v>",
    "_x0041_", " ", "\n", '<f aca="false">A1+1</f>', '<f aca="true">A1+1</f>',
    '<f aca="false" t="shared" si="0">B1</f>', '<f aca="false" aca="false">A1</f>',
    '<row r="8" hidden="false">', '<row r="8" hidden="false" hidden="1">', '<row r="9" x="hidden" hidden="true">',
])
# fmt: on


def _hasil(isi: bytes, paksa: bool) -> Buku | str:
    try:
        return dari_paket(buka_paket(isi), paksa_expat=paksa)
    except BukuTakTerbaca:
        return "tak terbaca"


@settings(deadline=None, max_examples=600)
@given(st.lists(_POTONG, max_size=9), st.booleans())
def test_dua_cara_baca_selalu_sepakat(potongan: list[str], di_baris: bool) -> None:
    xml = "".join(potongan)
    isi = buku(f'<row r="1"><c r="AA1"><v>4</v></c>{xml}</row>' if di_baris else xml)
    assert _hasil(isi, False) == _hasil(isi, True)
