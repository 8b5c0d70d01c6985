"""Number words: what is written is read back, whatever the spelling; what is no number stays none."""

from decimal import Decimal
from random import Random

import pytest

from tests.waktu import tercepat
from xlkinerja.angka import terbilang
from xlkinerja.terbilang import ekor_bilangan, kata_bilangan, tulis_terbilang


def acak(benih: int, banyak: int) -> list[int]:
    r = Random(benih)
    return [r.randrange(10 ** r.randint(1, 15)) for _ in range(banyak)]


def test_ditulis_lalu_dibaca_sampai_triliun() -> None:
    for n in (*range(1200), *acak(1, 3000), 10**15 - 1):
        assert kata_bilangan(terbilang(n)) == (Decimal(n), ""), n


def test_tanpa_spasi_dan_huruf_besar() -> None:
    for n in acak(2, 1000):
        kata = terbilang(n)
        assert kata_bilangan(kata.replace(" ", "") + " rupiah") == (Decimal(n), "Rp"), kata
        assert kata_bilangan(kata.upper() + " RUPIAH") == (Decimal(n), "Rp"), kata


def test_pecahan_ditulis_lalu_dibaca() -> None:
    r = Random(3)
    for _ in range(500):
        n = Decimal(r.randint(0, 99999)) / 100
        assert kata_bilangan(tulis_terbilang(n, "%")) == (n, "%"), n


@pytest.mark.parametrize(
    ("kata", "nilai", "satuan"),
    [
        ("Dua Puluh Sembilan Milyar Tujuh Ratus Sembilan Puluh Empat Juta", 29794000000, ""),
        ("Lima Puluh Enal Miliar Enam Ratus Lima Puluh Delapan Juta Sembilan Puluh Sembilan Ribu Rupiah", 56658099000,
         "Rp"),
        ("Seratus Dua Puluh Delapan Ribu Tida Ratus Dua Belas Rupiah", 128312, "Rp"),
        ("se ribu lima ratus", 1500, ""),
        ("duabelas", 12, ""),
        ("dua\nbelas", 12, ""),
        ("satu trilyun", 10**12, ""),
        ("nol", 0, ""),
        ("empat koma delapan empat miliar rupiah", 4840000000, "Rp"),
        ("sembilan puluh delapan koma tiga puluh lima persen", Decimal("98.35"), "%"),
        ("nol koma nol dua persen", Decimal("0.02"), "%"),
    ],
)  # fmt: skip
def test_ejaan_lapangan(kata: str, nilai: Decimal | int, satuan: str) -> None:
    assert kata_bilangan(kata) == (Decimal(nilai), satuan)


@pytest.mark.parametrize(
    "kata",
    ["", "indikator", "dua satu", "sepuluh dua", "dua ratus ratus", "satu juta satu juta", "ribu", "rupiah",
     "koma lima", "dua rupiah lima", "belas", "lima belas puluh", "satu putaran", "dua belas indikator", "nol nol",
     "x" * 5000, "satu ribu juta"],
)  # fmt: skip
def test_bukan_bilangan(kata: str) -> None:
    assert kata_bilangan(kata) is None


def test_ekor_kalimat() -> None:
    assert ekor_bilangan("pagu sebesar tiga juta rupiah") == (Decimal(3000000), "Rp", 3)
    assert ekor_bilangan("sebanyak dua belas ") == (Decimal(12), "", 2)
    assert ekor_bilangan("sebanyak orang") is None
    assert ekor_bilangan("") is None


def test_batas_tulisan() -> None:
    assert tulis_terbilang(Decimal(-5)) == "minus lima"
    assert tulis_terbilang(Decimal("12.50"), "Rp") == "dua belas koma lima nol rupiah"
    with pytest.raises(ValueError, match="999 triliun"):
        tulis_terbilang(Decimal(10**15))


def test_teks_buruk_tetap_cepat() -> None:
    panjang = ("lima" * 60, "satu" * 59 + "x", "dua " * 3000, "a" * 100000)
    assert tercepat(lambda: [(kata_bilangan(t), ekor_bilangan(t)) for t in panjang], cukup=1) < 1
