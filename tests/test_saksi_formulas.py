"""The witness `saksi_formulas`: what agrees, what differs, what it says it cannot do."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.saksi_formulas import Hasil, hitung_ulang

ANGGARAN = (("WA.1", 40, 10), ("WA.2", 60, 30), ("GG.1", 100, 25), ("", "", ""), ("WA", 5, 0))
"""Code, pagu, realisasi: rows 2 to 6 of sheet "Anggaran"."""
SKALA = ((0, "Kurang"), (60, "Cukup"), (80, "Baik"))


def _isi(wb: Any) -> None:
    """The sheets that the formulas refer to."""
    anggaran, skala, ketua = wb.add_worksheet("Anggaran"), wb.add_worksheet("Skala"), wb.add_worksheet("PK Ketua")
    for i, baris in enumerate(ANGGARAN):
        anggaran.write_row(i + 1, 0, baris)
    for i, tingkat in enumerate(SKALA):
        skala.write_row(i, 0, tingkat)
    ketua.write(7, 3, 87.5)
    wb.define_name("xlk_skala_bawah", "=Skala!$A$1:$A$3")
    wb.define_name("xlk_skala_sebutan", "=Skala!$B$1:$B$3")
    wb.define_name("xlk_batas", "=120")


def _buku(*rumus: tuple[str, Any], larik: str = "") -> bytes:
    """A workbook whose sheet "Uji" has these formulas and cached values in A1, A2, …; B1:B5 hold 5, "", 2.5, "teks",
    TRUE; C1 is the text "7", C2 a date."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah) as wb:
        _isi(wb)
        ws = wb.add_worksheet("Uji")
        for i, (teks, nilai) in enumerate(rumus):
            ws.write_formula(i, 0, teks, value=nilai)
        if larik:
            ws.write_array_formula("H1:H2", larik, value=2)
        ws.write_column("B1", [5, "", 2.5, "teks", True])
        ws.write_string("C1", "7")
        ws.write_datetime("C2", date(2024, 12, 31), wb.add_format({"num_format": "d mmm yyyy"}))
        ws.write_formula("C3", '=""', value="")
    return wadah.getvalue()


def _satu(rumus: str, nilai: Any) -> Hasil:
    return hitung_ulang(_buku((rumus, nilai)))


BENAR = (
    ("=ROW()+ROW(Anggaran!A9)", 10),
    ('=IF(B2="","kosong",B2)', "kosong"),
    ('=IF(C3="","kosong",C3)', "kosong"),
    ("=B2", 0),
    ("=B2=0", True),
    ("=AND(ISNUMBER(B1),B1>4)", True),
    ('=OR(B2<>"",NOT(B5))', False),
    ("=ISNUMBER(B4)", False),
    ("=SUM(B1:B5)", 7.5),
    ("=SUM(Anggaran!B:B)", 205),
    ('=SUMIFS(Anggaran!B2:B6,Anggaran!A2:A6,"WA.1")', 40),
    ('=SUMIFS(Anggaran!$B$2:$B$6,Anggaran!$A$2:$A$6,Anggaran!$A6&".*")', 100),
    ('=COUNTIF(Anggaran!A2:A6,"WA*")', 3),
    ('=COUNTIFS(Anggaran!A2:A6,"WA*",Anggaran!B2:B6,">=40")', 2),
    ('=COUNTIF(Anggaran!A2:A6,"?*")&COUNTIF(C1:C5,"?*")', "41"),
    ('=SUMIFS(Anggaran!B2:B6,Anggaran!A2:A6,"?*")-SUMIFS(Anggaran!B2:B6,Anggaran!A2:A6,"*.*")', 5),
    ("=IF(ISREF('PK Ketua'!$D$8),B1,0)", 5),
    ("=ISREF(#REF!)", False),
    ("=COUNTA(B1:C3)", 5),
    ("=COUNT(B1:B5)", 2),
    ("=AVERAGE(B1:B3)", 3.75),
    ("=INDEX(xlk_skala_sebutan,MATCH('PK Ketua'!$D$8,xlk_skala_bawah,1))", "Baik"),
    ('=INDEX(Anggaran!A2:A6,4)=""', True),
    ('=IFERROR(MATCH("XX.1",Anggaran!A2:A6,0),"tidak ada")', "tidak ada"),
    ('=MATCH("gg.1",Anggaran!A2:A6,0)', 3),
    ('=SUMPRODUCT((LEFT(Anggaran!A2:A6,2)="WA")*(Anggaran!C2:C6>0)*1)', 2),
    ('=SUMPRODUCT(--(LEFT(Anggaran!A2:A6,2)="WA"),Anggaran!B2:B6)', 105),
    ("=ROUND(Anggaran!C2/Anggaran!B2*100,2)", 25),
    ("=ROUND(1.005,2)", 1.01),
    ("=MIN(MAX(B1*100,0),xlk_batas)", 120),
    ("=ABS(-B3)", 2.5),
    ('=LEFT(Anggaran!A2,2)&"-"&RIGHT(Anggaran!A2,1)&LEN(Anggaran!A2)', "WA-14"),
    ('=UPPER("ntt")', "NTT"),
    ("=MOD(-5,3)", 1),
    ("=IFERROR(1/B2,-1)", -1),
    ("=1/B2", "#DIV/0!"),
    ('=CHOOSE(MATCH(75,{0,60,80},1),"a","b","c")', "b"),
    ("=C2-1", 45656),
    ('=B1&" dari "&Anggaran!B4', "5 dari 100"),
    ("=N(B4)+N(B2)+N(B1)+ROWS(xlk_skala_bawah)", 8),
    ('=COUNTIF(Anggaran!A2:A6,"-")+COUNTIF(B1:B5,B4)', 1),
    ('=SUMPRODUCT((xlk_skala_bawah<>"")*(xlk_skala_bawah>ROUND(B1,10)))', 2),
)
"""Formulas with the values Excel gives them, in A1, A2, … of "Uji"."""


def test_yang_dapat_dihitung() -> None:
    assert hitung_ulang(_buku(*BENAR)) == Hasil(len(BENAR) + 1, [], {}, len(BENAR) + 1)


def test_nilai_salah_disebut_dengan_selnya() -> None:
    rumus = [(f"=ROUND(Anggaran!C{i}/Anggaran!B{i}*100,2)", nilai) for i, nilai in ((2, 25), (3, 51), (4, 25))]
    hasil = hitung_ulang(_buku(*rumus))
    assert hasil == Hasil(3, [("Uji", "A2", "=ROUND(Anggaran!C3/Anggaran!B3*100,2)", 51, 50.0)], {}, 2)


@pytest.mark.parametrize(
    ("rumus", "tertulis", "hitungan"),
    [
        ('=IF(B2="","","isi")', 7, ""),
        ('=IF(B2="",3,"isi")', "", 3),
        ("=B1>4", 1, True),
        ("=1/B2", "", "#DIV/0!"),
        ("=B4", "Teks", "teks"),
        ("=B1+1E-8", 5, 5.00000001),
    ],
)
def test_beda(rumus: str, tertulis: Any, hitungan: Any) -> None:
    assert _satu(rumus, tertulis).berbeda == [("Uji", "A1", rumus, tertulis, hitungan)]


@pytest.mark.parametrize("tertulis", [-28, -29])
def test_round_di_tengah(tertulis: int) -> None:
    """-0.285*100 is a hair above -28.5: as binary number and as 15 digits show it."""
    assert _satu("=IF(B1=5,ROUND(-0.285*100,0),0)", tertulis).cocok == 2


def test_angka_nyaris_sama_dan_teks_kosong() -> None:
    assert hitung_ulang(_buku(("=B1/3", 1.66666666666), ('=IF(B2="","",1)', ""), ("=B1+0.0000000001", 5))).berbeda == []


def test_satu_bentuk_untuk_sel_seperan() -> None:
    """A1*$A$1 in row 1 names one cell, in row 2 two: they are one shape and both right."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah) as wb:
        for nama in ("Satu", "Dua"):
            ws = wb.add_worksheet(nama)
            for i, nilai in enumerate((9, 12, 15)):
                ws.write(i, 0, i + 3)
                ws.write_formula(i, 1, f"=A{i + 1}*$A$1", value=nilai)
    assert hitung_ulang(wadah.getvalue()) == Hasil(6, [], {}, 1)


@pytest.mark.parametrize(
    ("rumus", "sebab"),
    [
        ("=IFERROR(SUBTOTAL(9,B1:B3),0)", "SUBTOTAL"),
        ("=TODAY()", "TODAY"),
        ('=INDIRECT("B1")', "INDIRECT"),
        ("=_xlfn.TAKADA(1)", "TAKADA"),
        ("=tak_ada+1", "nama tak terdefinisi"),
        ("=Hilang!A1", "lembar tidak ada"),
        ("=SUM(Anggaran:Skala!A1)", "acuan tabel, 3-D atau ke buku lain"),
        ("=SUM([1]Lain!A1)", "acuan tabel, 3-D atau ke buku lain"),
        ("=SUM(tabel[Pagu])", "acuan tabel, 3-D atau ke buku lain"),
        ("=SUM(B1:INDEX(B1:B3,2))", "operator acuan"),
        ("=SUM((B1,B3))", "operator acuan"),
        ("=SUM(B1:B3 B3:C3)", "operator acuan"),
        ('=COUNTIF(B1:B3,"<>")', "COUNTIF dengan <>"),
        ('=COUNTIF(B1:B3,"=")', "COUNTIF dengan ="),
        ('=SUMIFS(B1:B3,C1:C3,"W?")', "SUMIFS dengan pola yang tidak berakhir *"),
        ('=SUMIFS(B1:B3,C1:C3,"*A")', "SUMIFS dengan pola yang tidak berakhir *"),
        ("=SUM(INDEX(B1:C3,0,1))", "INDEX dengan 0"),
        ("=SUM(INDEX(B1:C3,,1))", "INDEX dengan 0"),
        ("=2/--B1", "--"),
        ('=B4="a\nb"', "baris baru dalam teks"),
        ("=ISNUMBER(C1)", "teks berangka dalam ISNUMBER"),
        ("=SUM(B1:C3)", "teks berangka dalam SUM"),
        ("=B1:B3*2", "hasil larik"),
        ("=1E3+B1", "rumus tak terurai"),
        ("=B1+" + "+".join(["1"] * 5000), "rumus terlalu panjang"),
    ],
)
def test_yang_tak_dapat(rumus: str, sebab: str) -> None:
    assert _satu(rumus, 0) == Hasil(1, [], {sebab: 1}, 2)


def test_sebab_dihitung_per_sel() -> None:
    hasil = hitung_ulang(_buku(*[(f"=SUBTOTAL(9,B{i}:B{i + 1})", 0) for i in (1, 2, 3)], ("=NOW()", 1)))
    assert (hasil.tak_dapat, hasil.bentuk) == ({"NOW": 1, "SUBTOTAL": 3}, 3)


def test_rumus_larik() -> None:
    """The first cell of an array formula is compared."""
    assert hitung_ulang(_buku(larik="{=B1:B2*2}")).berbeda == [("Uji", "H1", "=B1:B2*2", 2, 10.0)]


def test_dari_berkas(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(_buku(("=B1*2", 11)))
    assert hitung_ulang(tmp_path / "a.xlsx").berbeda == [("Uji", "A1", "=B1*2", 11, 10.0)]
