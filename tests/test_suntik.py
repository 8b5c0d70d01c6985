"""The fault-injection benchmark in small: a few faults of every class, found on their cells with their causes; the
whole of it is `python -m tests.suntik`, whose table stands in the README."""

from __future__ import annotations

import pytest

from tests.suntik.bahan import bersih
from tests.suntik.daftar import SEMUA
from tests.suntik.kelas import Kelas
from tests.suntik.ukur import Hasil, tabel, ukur_kelas

BANYAK = 2


def test_cukup_banyak_jenis() -> None:
    nama = [k.nama for k in SEMUA]
    assert len(nama) == len(set(nama)) >= 60
    assert {n[0] for n in nama} == set("SJKARFXW")


@pytest.mark.parametrize("kelas", SEMUA, ids=lambda k: k.nama.replace(" ", "-"))
def test_ditemukan_pada_selnya_dengan_sebabnya(kelas: Kelas) -> None:
    langka = kelas.nama.startswith("W") or kelas.nama == "K capaian dipotong"  # dear to build, or seldom possible
    hasil = ukur_kelas(kelas, 1 if langka else BANYAK)
    assert hasil.suntikan > 0
    assert (hasil.ditemukan, hasil.sebab_benar) == (hasil.suntikan, hasil.suntikan), hasil.gagal


@pytest.mark.parametrize("ke", range(0, 100, 11))
def test_tanpa_kesalahan_tanpa_temuan(ke: int) -> None:
    assert bersih(ke) == 0


def test_yang_tidak_disuntik_tidak_ditemukan() -> None:
    """The measure can fail: a class that changes nothing is not found, and the table says so."""
    diam = ukur_kelas(Kelas("S tidak ada", lambda b: SEMUA[0].suntik(type(b)(b.ke, b.acak, ketik=True))), 1)
    assert (diam.suntikan, diam.ditemukan, diam.sebab_benar) == (1, 0, 0)
    baris = list(tabel([diam, Hasil(SEMUA[0], 4, 4, 3, 1)], (5, 0)))
    assert baris[1].split()[-4:] == ["1", "0.0%", "0.0%", "0"]
    assert baris[-2].split()[-4:] == ["5", "80.0%", "60.0%", "1"]
