"""The F rules' own reader of formulas: references against openpyxl, results against Excel's and `formulas`' values."""

from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl.formula import Tokenizer

from tests.isi_acak import isi_wajar
from tests.saksi_formulas import hitung_ulang
from xlkinerja.buku import LEBAR, Buku
from xlkinerja.buku.berkas import buka, buka_jalur
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_linear import suku_jumlah
from xlkinerja.rumus_nilai import NilaiGalat, TakDinilai, sama_hasil
from xlkinerja.rumus_sel import ACUAN, bentuk, buku_luar, pecah, pindahkan, urai_acuan
from xlkinerja.rumus_urai import tanda, urai
from xlkinerja.templat.buku import buat_templat

AKAR = Path(__file__).parent.parent / "workbooks"
TEMPLAT = sorted([*(AKAR / "contoh").glob("templat-*.xlsx"), *(AKAR / "templat").glob("*.xlsx")])
LAIN = (
    "SUM(D5:D9)",
    "SUM($D$5:D$9,'PK Ketua'!$D$8)-Anggaran!B2*2%",
    "IF(A1=\"A1:B2\",'It''s'!$A:$A,$1:$3)",
    "LOG10(A1)+xlk_t1+B$2&\"x\"",
    "SUBTOTAL(9,D5:D9)+SUM('[1]Sheet A'!A1:B2)",
    "-A1^2+(B1-C1)/1.5E+3<>0",
    "IFERROR(D5/C5*100,0)",
    "SUM(A1,,B1)",
    "TRUE+FALSE",
    "ROUND(-A1,-3)%",
)


@cache
def wajar() -> Buku:
    return buka(buat_templat(isi_wajar(daftar_satker()[5], 2026, 5)))


def _semua(buku: Buku) -> list[str]:
    return [f for x in buku.lembar for f in x.rumus.values()]


def _acuan_saksi(rumus: str) -> list[str]:
    token = Tokenizer("=" + rumus).items
    return [t.value for t in token if t.subtype == "RANGE" and any(h.isdigit() or h == ":" for h in t.value)]


@pytest.mark.parametrize("rumus", LAIN)
def test_acuan_sama_dengan_openpyxl(rumus: str) -> None:
    saksi = [x for x in _acuan_saksi(rumus) if not x.startswith("xlk_")]
    assert list(pecah(rumus)[1]) == saksi


def test_acuan_semua_rumus_templat_sama_dengan_openpyxl() -> None:
    bentuk_beda = {pecah(f)[0]: f for p in TEMPLAT for f in _semua(buka_jalur(p)[0])}
    assert len(bentuk_beda) > 100
    beda = [
        f for f in bentuk_beda.values() if [x for x in _acuan_saksi(f) if not x.startswith("xlk_")] != list(pecah(f)[1])
    ]
    assert beda == []


@pytest.mark.parametrize("rumus", LAIN)
def test_tanda_sama_dengan_openpyxl(rumus: str) -> None:
    """As many operators, functions and parentheses as the witness sees."""
    saksi = Counter(t.type for t in Tokenizer("=" + rumus).items)
    kami = Counter(jenis for jenis, _ in tanda(pecah(rumus)[0]) or ())
    operan = kami["acuan"] + kami["angka"] + kami["teks"] + kami["nama"] - saksi["FUNC"] // 2
    assert operan == saksi["OPERAND"]


@pytest.mark.parametrize(
    "rumus",
    ["A1 B2", "A1#", "{1,2}", "T[Kol]", "SUM(A1", "A1)", "1+", "Sheet1:Sheet3!A1:", "A1:B2:C3", "@A1", "", "(" * 80],
)
def test_yang_tidak_dibaca(rumus: str) -> None:
    assert urai(pecah(rumus)[0]) is None


def test_rumus_panjang_dan_bersarang_tidak_menjatuhkan() -> None:
    for rumus in ("-" * 8000 + "1", "(" * 5000, "1" + "+1" * 4000, "IF(" * 2000, '"' * 8001, "'" * 8001, "A1:" * 2000):
        urai(pecah(rumus)[0])


def test_acuan_terurai() -> None:
    a = urai_acuan("'It''s'!$D5:E$9")
    assert a[:5] == ("It's", 5, 4, 9, 5) and a.tetap == (False, True, True, False) and not a.luar
    assert urai_acuan("B:D")[1:5] == (1, 2, 1_048_576, 4)
    assert urai_acuan("$3:7")[1:5] == (3, 1, 7, LEBAR)
    assert urai_acuan("E9:D5")[1:5] == (5, 4, 9, 5)
    assert urai_acuan("[1]DIPA!A1").luar and urai_acuan("Jan:Des!A1").luar
    assert buku_luar("'[2]Lembar X'!A1+[1]Y!B2+T[Kol]") == ["2", "1"]


def test_bentuk_dan_pindah() -> None:
    assert bentuk("C8-D8", 8, 5) == bentuk("C9-D9", 9, 5) != bentuk("C8-D8", 9, 5)
    assert bentuk("C$8", 8, 5) == bentuk("C$8", 9, 5)
    assert pindahkan("SUM(D5:D9)+$A$1", 1, 1) == "SUM(E6:E10)+$A$1"


# Values


def _nilai(rumus: str, sel: dict[str, Any] | None = None) -> Any:
    isi = {"A1": Decimal(10), "A2": "", "A3": Decimal("2.5"), "A4": "teks", "A5": True, "A6": Decimal(-3)}
    isi |= sel or {}
    try:
        return PetaRumus(buku_ingatan({"L": isi, "PK Ketua": {"D8": Decimal("87.5")}})).hitung("L", rumus)
    except TakDinilai:
        return "?"
    except NilaiGalat as galat:
        return str(galat)


NILAI = [
    ("A1+A3*2", 15.0),
    ("-2^2", 4.0),
    ("2^3^2", 64.0),
    ("50%*A1", 5.0),
    ("A9+1", 1.0),
    ("SUM(A1:A6)", 9.5),
    ("AVERAGE(A1:A6)", 9.5 / 3),
    ("COUNT(A1:A6)", 3.0),
    ("COUNTA(A1:A9)", 6.0),
    ("MIN(A1:A6)-MAX(A1:A6)", -13.0),
    ("ROUND(2.675,2)", 2.68),
    ("ROUND(-A3,0)", -3.0),
    ("ROUNDUP(1.21,1)+ROUNDDOWN(1.29,1)", 2.5),
    ("INT(-2.5)", -3.0),
    ("ABS(A6)", 3.0),
    ("IF(A1>5,\"ya\",1/0)", "ya"),
    ("IF(A9=\"\",0,1)", 0.0),
    ("IFERROR(A1/A9,0)", 0.0),
    ("A1/A9", "#DIV/0!"),
    ("A1+A4", "#VALUE!"),
    ("AND(A1>1,A3<3)", True),
    ("OR(A1>11,NOT(A3<3))", False),
    ("SUMIF(A1:A6,\">2\")", 12.5),
    ("SUMIFS(A1:A6,A1:A6,10)", 10.0),
    ("COUNTIF(A1:A6,\"te*\")", 1.0),
    ("SUMPRODUCT(A1:A3,A1:A3)", 106.25),
    ("SUMPRODUCT(A1:A6)", 9.5),
    ("SUMPRODUCT(A4:A5,A1:A2)", 0.0),
    ("'PK Ketua'!D8&\" persen\"", "87.5 persen"),
    ("0.3-0.2=0.1", True),
    ("\"ABC\"=\"abc\"", True),
]


@pytest.mark.parametrize(("rumus", "nilai"), NILAI)
def test_nilai(rumus: str, nilai: Any) -> None:
    hasil = _nilai(rumus)
    assert type(hasil) is type(nilai) and (hasil == nilai or sama_hasil(hasil, nilai))


def test_nilai_sama_dengan_pustaka_formulas() -> None:
    """The same formulas with our results as cached values: the witness finds none that differs."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah) as wb:
        ws, ketua = wb.add_worksheet("L"), wb.add_worksheet("PK Ketua")
        ketua.write("D8", 87.5)
        ws.write_column("A1", [10])
        ws.write("A3", 2.5)
        ws.write("A4", "teks")
        ws.write("A5", True)
        ws.write("A6", -3)
        semua = [f for f, n in NILAI if not isinstance(n, bool) and "COUNTA" not in f and "#" not in str(n)]
        for i, f in enumerate(semua):
            ws.write_formula(i, 5, "=" + f, value=_nilai(f, {"A2": None}))
    hasil = hitung_ulang(wadah.getvalue())
    assert hasil.berbeda == []
    assert hasil.cocok > 15


@pytest.mark.parametrize(
    "rumus",
    ["VLOOKUP(A1,A1:A3,1,0)", "SUM(A1:A3 A2:A4)", "OFFSET(A1,1,0)", "A1:A3", "TODAY()", "\"5\"+1", "tak_ada+1",
     "SUM([1]X!A1)", "A4<\"b\"", "SUBTOTAL(1,A1:A3)", "ROUND(1E+20,0)", "Lain!A1",
     "SUMPRODUCT((A1:A3>1)*1)", "SUMPRODUCT(A1:A3,A1:A2)"],
)  # fmt: skip
def test_yang_tidak_dinilai(rumus: str) -> None:
    assert _nilai(rumus) == "?"


def test_subtotal_melewatkan_subtotal_dan_baris_tersembunyi() -> None:
    buku = buku_ingatan(
        {"L": {"A1": 5, "A2": 7, "A3": 12, "A4": 4}}, rumus={"L": {"A3": "SUBTOTAL(9,A1:A2)"}}
    )
    peta = PetaRumus(buku)
    assert peta.hitung("L", "SUBTOTAL(9,A1:A4)") == 16.0
    buku.lembar[0].baris_tersembunyi = frozenset({2})
    assert PetaRumus(buku).hitung("L", "SUBTOTAL(109,A1:A4)") == 9.0
    with pytest.raises(TakDinilai):
        PetaRumus(buku).hitung("L", "SUBTOTAL(9,A1:A4)")


def test_rentang_raksasa_tidak_dinilai() -> None:
    peta = PetaRumus(buku_ingatan({"L": {f"A{i}": i for i in range(1, 50)}}))
    assert peta.hitung("L", "SUM(A:A)") == 1225.0
    assert peta.hitung("L", "SUM(1:1048576)") == 1225.0


@pytest.mark.parametrize("ke", range(len(TEMPLAT) + 1))
def test_semua_yang_dinilai_sama_dengan_nilai_tersimpan(ke: int) -> None:
    """Excel's own values (as the generator stores them, proved by LibreOffice elsewhere) are the oracle."""
    buku = wajar() if ke == len(TEMPLAT) else buka_jalur(TEMPLAT[ke])[0]
    peta, dinilai, beda = PetaRumus(buku), 0, []
    for p in peta.lembar.values():
        for kunci, rumus in p.lembar.rumus.items():
            tempat = (p.lembar.nama, kunci // LEBAR + 1, kunci % LEBAR + 1)
            try:
                hasil, tersimpan = peta.hitung(p.lembar.nama, rumus), peta.nilai(*tempat)
            except TakDinilai:
                continue
            dinilai += 1
            if not sama_hasil(hasil, tersimpan, peta.terbesar(p.lembar.nama, rumus)):
                beda.append((tempat, rumus, hasil, tersimpan))
    assert beda == []
    assert dinilai > 0.9 * len(_semua(buku))


# Sums


@pytest.mark.parametrize(
    ("rumus", "suku"),
    [
        ("SUM(D5:D9)", [("D5:D9", 1)]),
        ("D5+D9-D12", [("D5", 1), ("D9", 1), ("D12", -1)]),
        ("ROUND(SUM(D5,D7:D9),0)", [("D5", 1), ("D7:D9", 1)]),
        ("SUM(D5:D9)*2", None),
        ("D5*D6", None),
        ("SUM(D5:D9)+1000", None),
        ("D5:D9", None),
        ("SUM([1]X!D5)", None),
        ("IF(A1,SUM(D5:D9),0)", None),
        ("1000", None),
    ],
)
def test_suku_jumlah(rumus: str, suku: list[tuple[str, int]] | None) -> None:
    hasil = suku_jumlah(rumus, PetaRumus(buku_ingatan({"L": {"A1": 1}})))
    assert (None if hasil is None else [(s.acuan, s.kali) for s in hasil]) == (
        None if suku is None else [(urai_acuan(a), k) for a, k in suku]
    )
    assert ACUAN not in rumus
