"""Figures as offices write them, read and written back; every notation of the documents, right and wrong."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.waktu import tercepat
from xlkinerja.angka import (
    Ambigu,
    Angka,
    Kata,
    Kosong,
    Notasi,
    Selang,
    baca_angka,
    bulatkan,
    pangkas_cocok,
    pisah_catatan,
    sejalan,
    selang,
    terbilang,
    tulis_angka,
)

D = Decimal
CEPAT = settings(deadline=None, max_examples=150)
WAJAR = st.decimals(D("-1e15"), D("1e15"), allow_nan=False, allow_infinity=False, places=6)

BACAAN = [
    # text, value, decimals, unit, notation, footnote mark
    ("102,60%", "102.60", 2, "%", Notasi.ID, ""),
    ("0.16%", "0.16", 2, "%", Notasi.EN, ""),
    ("0.17 %", "0.17", 2, "%", Notasi.EN, ""),
    ("113,64 %", "113.64", 2, "%", Notasi.ID, ""),
    ("19%", "19", 0, "%", Notasi.POLOS, ""),
    ("0%", "0", 0, "%", Notasi.POLOS, ""),
    ("75 persen", "75", 0, "%", Notasi.POLOS, ""),
    ("69,66% *", "69.66", 2, "%", Notasi.ID, "*"),
    ("53,05%*", "53.05", 2, "%", Notasi.ID, "*"),
    ("53,05% *)", "53.05", 2, "%", Notasi.ID, "*)"),
    ("3.366.050.000", "3366050000", 0, "", Notasi.ID, ""),
    ("3,366,050,000", "3366050000", 0, "", Notasi.EN, ""),
    ("8374", "8374", 0, "", Notasi.POLOS, ""),
    ("0", "0", 0, "", Notasi.POLOS, ""),
    ("0,00", "0.00", 2, "", Notasi.ID, ""),
    ("1.234.567,89", "1234567.89", 2, "", Notasi.ID, ""),
    ("1,234,567.8", "1234567.8", 1, "", Notasi.EN, ""),
    ("617,730.000.000", "617730000000", 0, "", Notasi.CAMPUR, ""),
    ("0.160", "0.160", 3, "", Notasi.EN, ""),
    ("0,125", "0.125", 3, "", Notasi.ID, ""),
    ("1234,567", "1234.567", 3, "", Notasi.ID, ""),
    ("Rp. 8.107.136.000,-", "8107136000", 0, "Rp", Notasi.ID, ""),
    ("Rp. Rp. 34.304.444.000,-", "34304444000", 0, "Rp", Notasi.ID, ""),
    ("Rp, 240,710,000", "240710000", 0, "Rp", Notasi.EN, ""),
    ("Rp.1.646.546.043", "1646546043", 0, "Rp", Notasi.ID, ""),
    ("Rp 500.000,-", "500000", 0, "Rp", Notasi.ID, ""),
    ("Rp 0,00", "0.00", 2, "Rp", Notasi.ID, ""),
    ("Rp\u00a01.500,00", "1500.00", 2, "Rp", Notasi.ID, ""),
    ("5.000.000 rupiah", "5000000", 0, "Rp", Notasi.ID, ""),
    ("Rp 1,5 miliar", "1500000000", -8, "Rp", Notasi.ID, ""),
    ("\u202f12,5\u202f%", "12.5", 1, "%", Notasi.ID, ""),
    ("-1.500,5", "-1500.5", 1, "", Notasi.ID, ""),
    ("−12%", "-12", 0, "%", Notasi.POLOS, ""),
    ("(1.500,5)", "-1500.5", 1, "", Notasi.ID, ""),
    ("(1,5%)", "-1.5", 1, "%", Notasi.ID, ""),
    ("(Rp 1.500.000)", "-1500000", 0, "Rp", Notasi.ID, ""),
    ("-Rp 5.000.000", "-5000000", 0, "Rp", Notasi.ID, ""),
    ("22 Kab/ Kota", "22", 0, "Kab/ Kota", Notasi.POLOS, ""),
    ("22  Kab/\n Kota", "22", 0, "Kab/ Kota", Notasi.POLOS, ""),
    ("22 Kab/Kota", "22", 0, "Kab/Kota", Notasi.POLOS, ""),
    ("8 kali", "8", 0, "kali", Notasi.POLOS, ""),
    ("01 Dokumen", "1", 0, "Dokumen", Notasi.POLOS, ""),
    ("2 Lap", "2", 0, "Lap", Notasi.POLOS, ""),
    ("9 satker", "9", 0, "satker", Notasi.POLOS, ""),
    ("10 Keg", "10", 0, "Keg", Notasi.POLOS, ""),
    ("(12 Suara)", "12", 0, "Suara", Notasi.POLOS, ""),
]  # fmt: skip


@pytest.mark.parametrize("baris", BACAAN, ids=lambda baris: baris[0])
def test_terbaca(baris: tuple[str, str, int, str, Notasi, str]) -> None:
    teks, nilai, desimal, satuan, notasi, catatan = baris
    assert baca_angka(teks) == Angka(D(nilai), desimal, satuan, notasi, catatan)


@pytest.mark.parametrize(
    ("teks", "id", "en"),
    [
        ("2.000", Angka(D(2000), 0, "", Notasi.ID), Angka(D("2.000"), 3, "", Notasi.EN)),
        ("2,000", Angka(D("2.000"), 3, "", Notasi.ID), Angka(D(2000), 0, "", Notasi.EN)),
        ("-1.500", Angka(D(-1500), 0, "", Notasi.ID), Angka(D("-1.5"), 3, "", Notasi.EN)),
        ("(1.500)", Angka(D(-1500), 0, "", Notasi.ID), Angka(D("-1.5"), 3, "", Notasi.EN)),
        (
            "1.617 Pemilih",
            Angka(D(1617), 0, "Pemilih", Notasi.ID),
            Angka(D("1.617"), 3, "Pemilih", Notasi.EN),
        ),
        (
            "(29.593 Suara)",
            Angka(D(29593), 0, "Suara", Notasi.ID),
            Angka(D("29.593"), 3, "Suara", Notasi.EN),
        ),
        ("617,730.000", Angka(D(617730000), 0, "", Notasi.CAMPUR), Angka(D("617730"), 3, "", Notasi.EN)),
        ("1.234,567", Angka(D("1234.567"), 3, "", Notasi.ID), Angka(D(1234567), 0, "", Notasi.CAMPUR)),
        ("Rp 500.000", Angka(D(500000), 0, "Rp", Notasi.ID), Angka(D(500), 3, "Rp", Notasi.EN)),
    ],
)
def test_dua_bacaan_dilaporkan_ambigu(teks: str, id: Angka, en: Angka) -> None:
    assert baca_angka(teks) == Ambigu(id, en)


@pytest.mark.parametrize(
    "teks", ["", " ", "\u00a0", "-", "_", "–", "—", "---", "- -", "-*", "Rp -", "Rp. -", " " * 200]
)
def test_kosong(teks: str) -> None:
    assert isinstance(baca_angka(teks), Kosong)


@pytest.mark.parametrize(
    "teks",
    [
        "001", "051 Persiapan Kampanye",
        "WTP", "BB", "1.2.3", "076.01.01", "076.001.002", "12/3", "Rp.", "01 Maret 2021",
        "17 Agustus", "2020-2024", "3355.EBA.994", "5.", "1a", "1)", "８", "1e5", "--5", "-(5)",
        "(5", "5)", "01.03", "0.000.000", "12,50,-", "n/a", "Rp 5.000.000 per orang",
        "100% (seratus persen)", "12.34.567", "1.23.456", "1,23,456", "1 234 567", "14 dari 19",
        "T1", "#DIV/0!", "Meningkat 5%", "٣", "5 Indikator kinerja utama tercapai", "*",
        "Capaian tahun 2020 sebesar 98,40% dari pagu, sedangkan tahun 2019 hanya 97%",
    ],
)  # fmt: skip
def test_bukan_angka(teks: str) -> None:
    assert baca_angka(teks) == Kata(teks)


def test_kata_melepas_catatan_dan_spasi() -> None:
    assert baca_angka(" WTP  * ") == Kata("WTP", "*")
    assert pisah_catatan("69,66% *") == ("69,66%", "*")
    assert pisah_catatan("5)") == ("5)", "")


@CEPAT
@given(st.text() | st.text("0123456789.,-–()%* RpIDRkali/\u00a0", max_size=70))
def test_teks_apa_pun_terbaca(teks: str) -> None:
    assert isinstance(baca_angka(teks), Angka | Ambigu | Kosong | Kata)


@pytest.mark.parametrize("satu", ["1", "1.", "*", "(", " ", "Rp", "Rp. ", "-", "a", ",-"])
def test_sejuta_huruf_tetap_cepat(satu: str) -> None:
    teks = satu * (10**6 // len(satu))
    assert tercepat(lambda: (baca_angka(teks), pisah_catatan(teks)), cukup=0.5) < 0.5


@CEPAT
@given(WAJAR, st.integers(0, 6), st.sampled_from(["", "%", "Rp", "kali", "Kab/ Kota"]), st.booleans())
def test_tulis_lalu_baca_kembali(nilai: Decimal, desimal: int, satuan: str, ribuan: bool) -> None:
    x = bulatkan(nilai, desimal)
    hasil = baca_angka(tulis_angka(x, desimal, satuan, ribuan))
    angka = hasil.id if isinstance(hasil, Ambigu) else hasil
    assert isinstance(angka, Angka)
    assert (angka.nilai, angka.desimal, angka.satuan) == (x, desimal, satuan)


@pytest.mark.parametrize(
    ("nilai", "desimal", "satuan", "teks"),
    [
        ("3366050000", None, "", "3.366.050.000"),
        ("3366050000", None, "Rp", "Rp 3.366.050.000"),
        ("-1500", None, "Rp", "-Rp 1.500"),
        ("116.8999999", 2, "%", "116,90%"),
        ("62.41176470588235294117647059", 2, "%", "62,41%"),
        ("8", None, "kali", "8 kali"),
        ("0.10", None, "", "0,1"),
        ("-9.36", None, "poin", "-9,36 poin"),
        ("0.3333333333333333", None, "", "0,3333333333"),
        ("2.5", 0, "", "3"),
        ("-0.001", 2, "", "0,00"),
        ("1E+3", None, "", "1.000"),
        ("1E-99999", None, "", "0"),
        ("NaN", 2, "", "NaN"),
    ],
)
def test_tulis(nilai: str, desimal: int | None, satuan: str, teks: str) -> None:
    assert tulis_angka(D(nilai), desimal, satuan) == teks


def test_tulis_tanpa_ribuan() -> None:
    assert tulis_angka(D("12345.5"), 2, ribuan=False) == "12345,50"


@CEPAT
@given(WAJAR, st.integers(-3, 8))
def test_bulatkan_setengah_ke_atas(nilai: Decimal, desimal: int) -> None:
    acuan = Context(prec=60, rounding=ROUND_HALF_UP)
    assert bulatkan(nilai, desimal) == nilai.quantize(D(1).scaleb(-desimal), context=acuan)


@CEPAT
@given(st.decimals(), st.integers(-30, 30))
def test_bulatkan_tak_pernah_gagal(nilai: Decimal, desimal: int) -> None:
    bulatkan(nilai, desimal)
    tulis_angka(nilai, desimal)
    tulis_angka(nilai)


def test_bulatkan_setengah_tepat_dan_besaran_ekstrem() -> None:
    assert bulatkan(D("90.095"), 2) == D("90.10")
    assert bulatkan(D("-0.125"), 2) == D("-0.13")
    assert bulatkan(D("9E+999999"), 2) == D("9E+999999")
    assert bulatkan(D("9E-999999"), 2) == 0
    assert bulatkan(D(7977397605), -6) == D(7977000000)


@CEPAT
@given(st.decimals(allow_nan=False, allow_infinity=False), st.none() | st.integers(-12, 12))
def test_selang_memuat_nilainya(nilai: Decimal, desimal: int | None) -> None:
    s = selang(nilai, desimal)
    assert s.bawah <= nilai <= s.atas
    assert sejalan(s, s)
    assert sejalan(s, selang(nilai, None))


def test_selang_dan_sejalan() -> None:
    assert selang(D("62.41"), 2) == Selang(D("62.405"), D("62.415"))
    assert selang(D(5), None) == Selang(D(5), D(5))
    assert sejalan(selang(D("62.41"), 2), selang(D("62.41176"), None))
    assert not sejalan(selang(D("53.05"), 2), selang(D("62.41176"), None))
    assert sejalan(selang(D("1.0"), 1), selang(D("1.1"), 1))  # the ends touch


def test_pangkas_cocok_hanya_bila_bukan_pembulatan() -> None:
    assert pangkas_cocok(D("62.4176"), D("62.41"), 2)
    assert not pangkas_cocok(D("62.4116"), D("62.41"), 2)
    assert not pangkas_cocok(D("62.4176"), D("62.42"), 2)
    assert pangkas_cocok(D("-1.29"), D("-1.2"), 1)


@pytest.mark.parametrize(
    ("n", "kata"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1500, "seribu lima ratus"),
        (11000, "sebelas ribu"),
        (21000, "dua puluh satu ribu"),
        (101000, "seratus satu ribu"),
        (1001000, "satu juta seribu"),
        (-5, "minus lima"),
        (
            56_575_128_312,
            "lima puluh enam miliar lima ratus tujuh puluh lima juta seratus dua puluh delapan ribu "
            "tiga ratus dua belas",
        ),
        (999 * 10**12, "sembilan ratus sembilan puluh sembilan triliun"),
    ],
)
def test_terbilang(n: int, kata: str) -> None:
    assert terbilang(n) == kata


def test_terbilang_menolak_yang_terlalu_besar() -> None:
    with pytest.raises(ValueError, match="999 triliun"):
        terbilang(10**15)
