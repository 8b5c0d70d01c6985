"""Number formats: what an Indonesian Excel shows, and which figure a cell holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.waktu import tercepat
from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, Notasi
from xlkinerja.tampilan import Tampilan, figur, tampilkan, urai_format
from xlkinerja.temuan import Sel

D = Decimal
CEPAT = settings(deadline=None, max_examples=150)
AKUNTANSI = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'
AKUNTANSI_RP = '_-"Rp"* #,##0.00_-;\\-"Rp"* #,##0.00_-;_-"Rp"* "-"??_-;_-@_-'

TAMPILAN = [
    ("0", "General", "0"),
    ("8374", "General", "8374"),
    ("3366050000", "General", "3366050000"),
    ("-1500", "General", "-1500"),
    ("53.05", "General", "53,05"),
    ("1.10", "General", "1,1"),
    ("100.0", "General", "100"),
    ("0.333333333333333", "General", "0,333333333"),
    ("12345.678912345", "General", "12345,67891"),
    ("12345678901", "General", "12345678901"),
    ("123456789012", "General", "1,23457E+11"),
    ("0.000000000012345", "General", "1,2345E-11"),
    ("5", "@", "5"),
    ("5", 'General" kali"', "5 kali"),
    ("3366050000", "#,##0", "3.366.050.000"),
    ("999", "#,##0", "999"),
    ("0", "#,##0", "0"),
    ("-1500", "#,##0", "-1.500"),
    ("1234.5", "0.00", "1234,50"),
    ("1234.5", "#,##0.00", "1.234,50"),
    ("0.125", "0.00", "0,13"),
    ("-0.001", "0.00", "0,00"),
    ("1.169", "0.00%", "116,90%"),
    ("0.0016", "0.00%", "0,16%"),
    ("0", "0%", "0%"),
    ("0.1234", "0.00\\ %", "12,34 %"),
    ("12.5", '0.0"%"', "12,5%"),
    ("0.69664", '0.00%"*"', "69,66%*"),
    ("8", '0" kali"', "8 kali"),
    ("22", '0 "Kab/ Kota"', "22 Kab/ Kota"),
    ("1234", '"Rp"#,##0', "Rp1.234"),
    ("1234", '"Rp"\\ #,##0', "Rp 1.234"),
    ("1234", "[$Rp-421]#,##0", "Rp1.234"),
    ("-5", '"Rp"0', "-Rp5"),
    ("1500", AKUNTANSI, "1.500"),
    ("-1500", AKUNTANSI, "-1.500"),
    ("0", AKUNTANSI, "-"),
    ("1234.5", AKUNTANSI_RP, "Rp 1.234,50"),
    ("-1234.5", AKUNTANSI_RP, "-Rp 1.234,50"),
    ("0", AKUNTANSI_RP, "Rp -"),
    ("1234.567", "#,##0.00_);[Red](#,##0.00)", "1.234,57"),
    ("-1234.567", "#,##0.00_);[Red](#,##0.00)", "(1.234,57)"),
    ("0", "#,##0.00_);[Red](#,##0.00)", "0,00"),
    ("1234567", "#,##0,", "1.235"),
    ("1234567890", "#,##0.0,,", "1.234,6"),
    ("0.5", "#.00", ",50"),
    ("5", "0.##", "5,"),
    ("7", "000", "007"),
    ("5", ";;;", ""),
    ("0", "0;-0;", ""),
    ("5", '[>=100]0.0;[<0]"minus";0.00', "5,00"),
    ("-5", '[>=100]0.0;[<0]"minus";0.00', "minus"),
    ("120", '[>=100]0.0;[<0]"minus";0.00', "120,0"),
    ("12345", "0.00E+00", "1,23E+04"),
    ("0.00012345", "0.00E+00", "1,23E-04"),
    ("0.75", "# ?/?", "3/4"),
    ("1.5", "# ?/?", "1 1/2"),
    ("44256", "mm-dd-yy", "01/03/2021"),
    ("44256", "dd/mm/yyyy", "01/03/2021"),
    ("44256", "d/m/yyyy", "1/3/2021"),
    ("44256", "[$-421]dd\\ mmmm\\ yyyy;@", "01 Maret 2021"),
    ("44419", "dddd, d mmm yy", "Rabu, 11 Agu 21"),
    ("44256.5", "m/d/yy h:mm", "01/03/2021 12:00"),
    ("44256.354", "hh:mm:ss", "08:29:46"),
    ("44256.854", "h:mm AM/PM", "8:29 PM"),
    ("0.5", "mm:ss.0", "00:00,0"),
    ("1.5", "[h]:mm", "36:00"),
    ("1", "yyyy-mm-dd", "1900-01-01"),
    ("60", "yyyy-mm-dd", "1900-02-29"),
    ("61", "yyyy-mm-dd", "1900-03-01"),
    ("-1", "dd/mm/yyyy", "########"),
    ("-1", "dd/mm/yyyy;@", "########"),
    ("99999999", "yyyy", "########"),
]


@pytest.mark.parametrize(("nilai", "kode", "tampil"), TAMPILAN)
def test_tampilkan(nilai: str, kode: str, tampil: str) -> None:
    assert tampilkan(D(nilai), kode) == tampil


def test_tanggal_1904() -> None:
    assert tampilkan(D(42794), "dd/mm/yyyy", tanggal_1904=True) == "01/03/2021"
    assert tampilkan(D(0), "dd/mm/yyyy", tanggal_1904=True) == "01/01/1904"


@pytest.mark.parametrize(
    ("kode", "tampilan"),
    [
        ("General", Tampilan(False, None, False, "", "", False)),
        ("", Tampilan(False, None, False, "", "", False)),
        ("0", Tampilan(False, 0, False, "", "", False)),
        ("#,##0.00", Tampilan(False, 2, True, "", "", False)),
        ("0.00%", Tampilan(True, 2, False, "", "", False)),
        ('0" kali"', Tampilan(False, 0, False, "", "kali", False)),
        ("[$Rp-421]#,##0", Tampilan(False, 0, True, "Rp", "", False)),
        ('"Rp"* #,##0', Tampilan(False, 0, True, "Rp", "", False)),
        (AKUNTANSI, Tampilan(False, 0, True, "", "", False)),
        ("[Red]0.0;[Blue]-0.00", Tampilan(False, 1, False, "", "", False)),
        ("#,##0,", Tampilan(False, 0, True, "", "", False, skala=1)),
        ("@", Tampilan(False, None, False, "", "", False, teks=True)),
        ("d mmmm yyyy", Tampilan(False, None, False, "", "", True)),
        ("[h]:mm", Tampilan(False, None, False, "", "", True)),
        ('0 "hari"', Tampilan(False, 0, False, "", "hari", False)),
    ],
)
def test_urai_format(kode: str, tampilan: Tampilan) -> None:
    assert urai_format(kode) == tampilan


POTONGAN = st.sampled_from(
    [
        *("0", "#", "?", ",", ".", "%", ";", "/", "E+", "e-", "@", "General", "[Red]", "[$Rp-421]", "[>=1]"),
        *("[<0]", "[h]", "d", "mmm", "yyyy", "h", ":", "ss.000", "AM/PM", "_", "*", "\\", '"', " kali "),
        *("[", "]", "-", "(", ")", "1", "٣"),
    ]
)


@CEPAT
@given(st.decimals(), st.lists(POTONGAN, max_size=14).map("".join) | st.text(), st.booleans())
def test_kode_apa_pun_tertampil(nilai: Decimal, kode: str, tanggal_1904: bool) -> None:
    assert isinstance(tampilkan(nilai, kode, tanggal_1904=tanggal_1904), str)
    urai_format(kode)
    figur(Sel("L", 1, 1, "n", nilai, "", format=kode))


@CEPAT
@given(st.integers(-(10**11) + 1, 10**11 - 1))
def test_bilangan_bulat_general_apa_adanya(n: int) -> None:
    assert tampilkan(D(n), "General") == str(n)


@CEPAT
@given(st.integers(-(10**15), 10**15))
def test_ribuan_bertitik(n: int) -> None:
    assert tampilkan(D(n), "#,##0") == f"{n:,}".replace(",", ".")


def test_sejuta_tanda_tetap_cepat() -> None:
    panjang = ('"' * 10**6, "[" * 10**6, "0" * 10**6, "_" * 10**6)
    assert tercepat(lambda: [tampilkan(D(5), kode) for kode in panjang], cukup=1) < 1


def _angka(nilai: str, kode: str = "General") -> Sel:
    return Sel("Capaian", 8, 7, "n", D(nilai), tampilkan(D(nilai), kode), format=kode)


@pytest.mark.parametrize(
    ("nilai", "kode", "angka"),
    [
        ("1.169", "0.00%", Angka(D("116.9"), 2, "%")),
        ("0.6241176470588", "0.00%", Angka(D("62.41176470588"), 2, "%")),
        ("0.69664", '0.00%"*"', Angka(D("69.664"), 2, "%", catatan="*")),
        ("62.4117", '0.00"%"', Angka(D("62.4117"), 2, "%")),
        ("8", '0" kali"', Angka(D(8), 0, "kali")),
        ("3366050000", "#,##0", Angka(D(3366050000))),
        ("3366050000", '"Rp"#,##0', Angka(D(3366050000), 0, "Rp")),
        ("3366050000", '"Rp. "#,##0.00', Angka(D(3366050000), 2, "Rp")),
        ("0", AKUNTANSI, Angka(D(0))),
        ("3366050000", "#,##0,", Angka(D(3366050000), -3)),
        ("53.05", "General", Angka(D("53.05"), 2)),
        ("0.333333333333333", "General", Angka(D("0.333333333333333"), 9)),
        ("123456789012", "General", Angka(D(123456789012), 0)),
        ("5", "@", Angka(D(5))),
    ],
)
def test_figur_angka(nilai: str, kode: str, angka: Angka) -> None:
    assert figur(_angka(nilai, kode)) == angka


def test_figur_lain() -> None:
    assert figur(Sel("L", 1, 1)) == Kosong("")
    assert figur(Sel("L", 1, 1, "s", "-", "-")) == Kosong("-")
    assert figur(Sel("L", 1, 1, "s", "69,66% *", "69,66% *")) == Angka(D("69.66"), 2, "%", Notasi.ID, "*")
    assert isinstance(figur(Sel("L", 1, 1, "s", "2.000", "2.000")), Ambigu)
    assert figur(Sel("L", 1, 1, "e", "#DIV/0!", "#DIV/0!")) == Kata("#DIV/0!")
    assert figur(Sel("L", 1, 1, "b", True, "TRUE")) == Kata("TRUE")
    assert figur(_angka("44256", "dd/mm/yyyy")) == Kata("01/03/2021")
