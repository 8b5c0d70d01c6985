"""Reading: every kind of cell, formula and address, handwritten, by both passes alike."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl.formula.translate import Translator
from pembuat_buruk import HUBUNGAN, LEMBAR1, UTAMA, bagian, buku, ganti, lembar_xml, zip_dari

from xlkinerja.buku import BukuTakTerbaca, Lembar, Rentang
from xlkinerja.buku.berkas import buka, dari_paket
from xlkinerja.buku.geser import RumusBersama
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.buku.paket import buka_paket
from xlkinerja.temuan import alamat_a1


def _isi(lembar: Lembar) -> dict[str, tuple[str, str, int]]:
    """address -> (kind, raw text, xf) of every stored cell."""
    hasil = {}
    for i, kunci in enumerate(lembar.kunci):
        baris, kolom = divmod(kunci, 16384)
        hasil[alamat_a1(baris + 1, kolom + 1)] = (chr(lembar.jenis[i]), lembar.isi[i], lembar.gaya[i])
    return hasil


def _rumus(lembar: Lembar) -> dict[str, str]:
    return {alamat_a1(k // 16384 + 1, k % 16384 + 1): r for k, r in lembar.rumus.items()}


def _satu(baris: str, **lain: str) -> Lembar:
    """The only sheet of a handwritten workbook, read by both passes, which must agree."""
    isi = buku(baris, **lain)
    cepat, lambat = (dari_paket(buka_paket(isi), paksa_expat=paksa) for paksa in (False, True))
    assert cepat == lambat
    return cepat.lembar[0]


# ---------------------------------------------------------------- handwritten cells


@pytest.mark.parametrize(
    ("xml", "jenis", "isi"),
    [
        ('<c r="B2"><v>48178000000</v></c>', "n", "48178000000"),
        ('<c r="B2" t="n"><v>-0.5</v></c>', "n", "-0.5"),
        ('<c r="B2"><v>1.2E-3</v></c>', "n", "1.2E-3"),
        ('<c r="B2"><v> 7 </v></c>', "n", "7"),
        ('<c r="B2"><v>.5</v></c>', "n", ".5"),
        ('<c r="B2" t="s"><v>1</v></c>', "s", "satu"),
        ('<c r="B2" t="str"><f>A1&amp;"x"</f><v>a &lt; b</v></c>', "s", "a < b"),
        ('<c r="B2" t="str"><f>A1</f><v>&amp;lt;&lt;&amp;amp;quot;&apos;</v></c>', "s", "&lt;<&amp;quot;'"),
        ('<c r="B2" t="str"><f>A1</f><v>&amp;#65;&#65;&quot;&#x26;lt;</v></c>', "s", '&#65;A"&lt;'),
        ('<c r="B2" t="str"><f>A1</f><v>123</v></c>', "s", "123"),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', "s", ""),
        ('<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', "s", " a "),
        ('<c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>', "s", "ab"),
        ('<c r="B2" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>', "s", "漢"),
        ('<c r="B2" t="inlineStr"><is><t>x_x000D_y_x005F_z&#10;</t></is></c>', "s", "x\ry_z\n"),
        ('<c r="B2" t="inlineStr"><is><t>_xD83D__xDE00__xD800_</t></is></c>', "s", "\U0001f600\ufffd"),
        ('<c r="B2" t="b"><v>1</v></c>', "b", "1"),
        ('<c r="B2" t="b"><v>false</v></c>', "b", "0"),
        ('<c r="B2" t="e"><v>#DIV/0!</v></c>', "e", "#DIV/0!"),
        ('<c r="B2" t="d"><v>2024-01-31</v></c>', "n", "45322"),
        ('<c r="B2" t="d"><v>2024-01-31T12:00:00Z</v></c>', "n", "45322.5"),
        ('<c r="B2" t="d"><v>1900-01-01</v></c>', "n", "1"),
        ('<c r="B2" t="s" s="0" cm="1"><v>0</v></c>', "s", "nol"),
        ('<c r="B2"><f>A1</f></c>', "-", ""),
        ('<c r="B2"><v><![CDATA[12]]></v></c>', "n", "12"),
        ("<c r='B2'><v>12</v></c>", "n", "12"),
        ('<c r="B2"><!-- catatan --><v>12</v></c>', "n", "12"),
        ('<c r="B2">\n <v>12</v>\n</c>', "n", "12"),
        ('<c r="B2"><v>12</v><extLst><ext><v>13</v></ext></extLst></c>', "n", "12"),
        ('<c r="B2" t="s"><v>7</v></c>', "e", "#INDEKS!"),
        ('<c r="B2" t="s"><v>-1</v></c>', "e", "#INDEKS!"),
        ('<c r="B2" t="s"><v>99999999999999999999999</v></c>', "e", "#INDEKS!"),
        ('<c r="B2" s="3"><v>12</v></c>', "e", "#INDEKS!"),
        ('<c r="B2" s="-1"><v>12</v></c>', "e", "#INDEKS!"),
        ('<c r="B2"><v>NaN</v></c>', "e", "#ANGKA!"),
        ('<c r="B2"><v>INF</v></c>', "e", "#ANGKA!"),
        ('<c r="B2"><v>1E999</v></c>', "e", "#ANGKA!"),
        ('<c r="B2"><v>1.169,5</v></c>', "e", "#ANGKA!"),
        ('<c r="B2"><v>1_000</v></c>', "e", "#ANGKA!"),
        ('<c r="B2"><v>١٢</v></c>', "e", "#ANGKA!"),
        (f'<c r="B2"><v>{"9" * 500}</v></c>', "e", "#ANGKA!"),
        ('<c r="B2" t="b"><v>mungkin</v></c>', "e", "#ANGKA!"),
        ('<c r="B2" t="d"><v>kemarin</v></c>', "e", "#ANGKA!"),
        ('<c r="B2" t="aneh"><v>1</v></c>', "e", "#ANGKA!"),
    ],
)
def test_satu_sel(xml: str, jenis: str, isi: str) -> None:
    lembar = _satu(f'<row r="2">{xml}</row>')
    assert _isi(lembar) == {"B2": (jenis, isi, 0)}


def test_sel_kosong_tanpa_gaya_tidak_disimpan_dan_yang_bergaya_disimpan() -> None:
    lembar = _satu('<row r="1"><c r="A1"/><c r="B1" s="1"/><c r="C1" s="2"><v></v></c></row><row r="3"/>')
    assert _isi(lembar) == {"B1": ("-", "", 1), "C1": ("-", "", 2)}
    assert lembar.sel(1, 2).format == "0.00%"


def test_baris_dan_sel_tanpa_alamat_dihitung_dari_urutannya() -> None:
    lembar = _satu(
        '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
    )
    assert {k: v[1] for k, v in _isi(lembar).items()} == {"A1": "1", "B1": "2", "C5": "3", "D5": "4"}


def test_sel_tak_urut_diurutkan() -> None:
    lembar = _satu(
        '<row r="2"><c r="C2"><v>1</v></c><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row>'
    )
    assert list(_isi(lembar)) == ["A1", "A2", "C2"]
    assert lembar.sel(2, 1).nilai == Decimal(2)


def test_sel_ganda_ditolak() -> None:
    with pytest.raises(BukuTakTerbaca, match=r'lembar "PK" memuat sel A1 dua kali'):
        buka(buku('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))


def test_rumus_biasa_bersama_dan_larik() -> None:
    lembar = _satu(
        '<row r="1"><c r="A1"><f>SUM(B1:C1)&amp;"&lt;A1&gt;"</f><v>1</v></c>'
        '<c r="D1"><f t="shared" ref="D1:D3" si="0">B1/$C$1+Rincian!B1+SUM(B:B,2:2)</f><v>1</v></c>'
        '<c r="E1"><f t="array" ref="E1:E2">B1:B2*2</f><v>1</v></c></row>'
        '<row r="2"><c r="D2"><f t="shared" si="0"/><v>1</v></c><c r="E2"><v>2</v></c></row>'
        '<row r="3"><c r="D3"><f t="shared" si="0"></f><v>1</v></c>'
        '<c r="F3"><f t="dataTable" ref="F3:F4" dt2D="0" r1="A1"/><v>1</v></c>'
        '<c r="G3" s="0"><f aca="false">A1+1</f><v>2</v></c></row>'
    )
    assert _rumus(lembar) == {
        "A1": 'SUM(B1:C1)&"<A1>"',
        "D1": "B1/$C$1+Rincian!B1+SUM(B:B,2:2)",
        "E1": "B1:B2*2",
        "D2": "B2/$C$1+Rincian!B2+SUM(B:B,3:3)",
        "D3": "B3/$C$1+Rincian!B3+SUM(B:B,4:4)",
        "F3": "",
        "G3": "A1+1",
    }
    assert lembar.sel(2, 4).nilai == Decimal(1)


@pytest.mark.parametrize(
    "rumus",
    [
        "A1+$A1+A$1+$A$1",
        "SUM(A1:B2,C:D,$C:$D,3:4,$3:$4)",
        "'Realisasi A1'!B2+Rincian!C3+'it''s B2'!C4",
        'IF(A1="B2 ""C3""",LOG10(D4),ABC_1+A1B)',
        "VLOOKUP($B5,'PK 2024'!$A$2:$G$90,COLUMN(C1),FALSE)",
    ],
)
@pytest.mark.parametrize("ke", ["B2", "F9", "AA100"])
def test_geser_sama_dengan_openpyxl(rumus: str, ke: str) -> None:
    seharusnya = Translator("=" + rumus, "A1").translate_formula(ke)[1:]
    baris, kolom = {"B2": (1, 1), "F9": (8, 5), "AA100": (99, 26)}[ke]
    assert RumusBersama(rumus).geser(baris, kolom) == seharusnya


def test_geser_yang_tidak_boleh_berubah() -> None:
    rumus = 'Tabel[[#This Row],[A1]]+[1]Lain!A1+JAN1:MAR3!A1+XFE1+A1B2+"A1"'
    assert RumusBersama(rumus).geser(1, 1) == 'Tabel[[#This Row],[A1]]+[1]Lain!B2+JAN1:MAR3!B2+XFE1+A1B2+"A1"'
    assert RumusBersama("A1").geser(-1, 0) == ""


def test_rumus_panjang_dan_dalam_tidak_disimpan_tetapi_nilainya_ya() -> None:
    dalam = "(" * 65 + "1" + ")" * 65
    lembar = _satu(
        f'<row r="1"><c r="A1"><f>{"1+" * 4096}1</f><v>4097</v></c><c r="B1"><f>{dalam}</f><v>1</v></c>'
        f'<c r="C1"><f>{dalam[1:-1]}</f><v>1</v></c><c r="D1"><f>{"+" * 8000}1</f><v>1</v></c></row>'
    )
    assert [len(r) for r in lembar.rumus.values()] == [0, 0, 129, 8001]
    assert lembar.sel(1, 1).nilai == Decimal(4097)


def test_gabungan_dan_yang_tersembunyi() -> None:
    lembar = _satu(
        '<row r="2" hidden="1"/><row r="4" spans="1:3" hidden="true"><c r="A4"><v>1</v></c></row>'
        '<row r="5" ht="15" hidden="false" collapsed="false"><c r="A5"><v>1</v></c></row>',
        kepala='<dimension ref="A1:XFD1048576"/><cols><col min="3" max="4" hidden="1"/><col min="5" max="9"/>'
        "</cols>",
        ekor='<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B7:B5"/></mergeCells>',
    )
    assert lembar.gabungan == [Rentang(1, 1, 1, 3), Rentang(5, 2, 7, 2)]
    assert (lembar.baris_tersembunyi, lembar.kolom_tersembunyi) == (frozenset({2, 4}), frozenset({3, 4}))


def test_baris_tersembunyi_sesudah_baris_bersel() -> None:
    lembar = _satu(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2" s="1"/></row>\n'
        '<row r="3" spans="1:1" hidden="true"><c r="A3"><v>3</v></c></row><row r="4" hidden="1"/>'
        '<row r="5" hidden="false"><c r="A5"><v>5</v></c></row><row r="6"></row><row r="7"><c r="A7"><v>7</v></c></row>'
    )
    assert lembar.baris_tersembunyi == frozenset({2, 3, 4})
    assert list(_isi(lembar)) == ["A1", "A2", "A3", "A5", "A7"]


@pytest.mark.parametrize(
    "baris",
    [
        '<c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><c r="B1"><v>1</v></c><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><row r="3"><c r="A3"><v>3</v></c></row></row>',
    ],
)
def test_baris_yang_tak_lazim_dibaca_seperti_expat(baris: str) -> None:
    def baca(paksa: bool) -> object:
        try:
            return dari_paket(buka_paket(buku(baris)), paksa_expat=paksa)
        except BukuTakTerbaca as galat:
            return str(galat)

    assert baca(False) == baca(True)


def test_string_bersama_kaya_fonetik_dan_kosong() -> None:
    si = '<r><rPr><b/><sz val="11"/></rPr><t>Ter</t></r><r><t xml:space="preserve">wujud </t></r>'
    strings = f"{si}|<t/>|<t>漢</t><rPh sb='0' eb='1'><t>kan</t></rPh>||<t>a&#x26;b</t>"
    sel = "".join(f'<c r="{h}1" t="s"><v>{i}</v></c>' for i, h in enumerate("ABCDE"))
    lembar = _satu(f'<row r="1">{sel}</row>', strings=strings)
    assert [lembar.isi[i] for i in range(5)] == ["Terwujud ", "", "漢", "", "a&b"]


def test_awalan_nama_strict_utf16_dan_nama_terbalik() -> None:
    xml = f'<x:worksheet xmlns:x="{UTAMA}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    awalan = ganti({LEMBAR1: xml + "</x:sheetData></x:worksheet>"})
    utf16 = '<?xml version="1.0" encoding="UTF-16"?>' + lembar_xml('<row r="1"><c r="A1"><v>7</v></c></row>')
    isi = bagian('<row r="1"><c r="A1"><v>7</v></c></row>')
    strict = {
        k: str(v).replace(HUBUNGAN, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for k, v in isi.items()
    }
    terbalik = {
        k.replace("/", "\\") if k.startswith("xl/work") else k.upper() if "styles" in k else k: v
        for k, v in isi.items()
    }
    rels = str(isi["xl/_rels/workbook.xml.rels"])
    mutlak = isi | {"xl/_rels/workbook.xml.rels": rels.replace('Target="work', 'Target="/xl/work')}
    naik = isi | {"xl/_rels/workbook.xml.rels": rels.replace('Target="work', 'Target="..\\xl\\.\\work')}
    lain = [
        ganti({LEMBAR1: utf16.encode("utf-16")}),
        *(zip_dari(x) for x in (strict, terbalik, mutlak, naik)),
    ]
    for berkas in (awalan, *lain):
        assert _isi(buka(berkas).lembar[0]) == {"A1": ("n", "7", 0)}
        assert len(buka(berkas).lembar[0].format) == 3


def test_1904_dan_format_bawaan() -> None:
    isi = bagian('<row r="1"><c r="A1" t="d" s="1"><v>2024-01-31</v></c></row>')
    isi["xl/workbook.xml"] = str(isi["xl/workbook.xml"]).replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    xf = '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="41"/><xf numFmtId="999"/>'
    isi["xl/styles.xml"] = (
        f'<styleSheet xmlns="{UTAMA}">'
        '<numFmts><numFmt numFmtId="164" formatCode="#,##0.0&quot; %&quot;"/></numFmts>'
        f'<cellStyleXfs><xf numFmtId="1"/></cellStyleXfs><cellXfs>{xf}</cellXfs></styleSheet>'
    )
    lembar = buka(zip_dari(isi)).lembar[0]
    assert lembar.tanggal_1904
    assert lembar.isi == ["43860"]
    assert lembar.format == (
        "dd/mm/yyyy", '#,##0.0" %"', '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "General",
    )  # fmt: skip


# ---------------------------------------------------------------- in memory


def test_buku_ingatan() -> None:
    isi = buku_ingatan(
        {"PK": {"B2": Decimal("0.912"), "A1": "Sasaran", "C1": True, "C3": None, "D4": 7}},
        format={"PK": {"B2": "0.00%", "C3": "0"}},
        gabungan={"PK": ["A1:C1"]},
        rumus={"PK": {"D4": "3+4"}},
    )
    lembar = isi.lembar[0]
    assert _isi(lembar) == {
        "A1": ("s", "Sasaran", 0),
        "C1": ("b", "1", 0),
        "B2": ("n", "0.912", 1),
        "C3": ("-", "", 2),
        "D4": ("n", "7", 0),
    }
    assert (lembar.sel(2, 2).format, lembar.sel(4, 4).rumus) == ("0.00%", "3+4")
    assert lembar.gabungan == [Rentang(1, 1, 1, 3)]
    with pytest.raises(ValueError, match="lembar tidak ada: RAK"):
        buku_ingatan({"PK": {}}, format={"RAK": {"A1": "0"}})
    with pytest.raises(ValueError, match="bukan alamat sel"):
        buku_ingatan({"PK": {"ZZZ1": 1}})
