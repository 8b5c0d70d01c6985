"""Templates with made-up figures: complete and consistent ones stay silent, odd ones compute as the engine does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.isi_acak import isi_liar, isi_wajar
from tests.libre import Libre
from tests.test_templat_hitung import sama, tersimpan
from xlkinerja.buku.berkas import buka
from xlkinerja.cli import utama
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.periksa import periksa_buku
from xlkinerja.templat.buku import buat_templat

pytest_plugins = ["tests.libre"]
SATKER = daftar_satker()


@pytest.mark.parametrize("ke", range(0, len(SATKER), 3))
def test_terisi_wajar_tanpa_temuan(ke: int) -> None:
    hasil = periksa_buku(buka(buat_templat(isi_wajar(SATKER[ke], 2026, ke))), "templat.xlsx")
    assert [(t.kode, t.lokasi.lembar, t.lokasi.sel, t.pesan) for t in hasil.temuan] == []
    assert len(hasil.hitungan) > 1000


@pytest.mark.parametrize("benih", range(6))
def test_terisi_aneh_dihitung_sama(benih: int, libre: Libre, tmp_path: Path) -> None:
    jalur = tmp_path / "liar.xlsx"
    jalur.write_bytes(buat_templat(isi_liar(SATKER[benih * 4 % len(SATKER)], 2024 + benih, benih)))
    _, rumus, galat = libre.jalankan(jalur, [{"kerja": "hitung"}, {"kerja": "semua_rumus"}, {"kerja": "galat"}])
    ada = tersimpan(jalur)
    beda = [
        (lembar, sel, ada[lembar][sel], x["nilai"], x["rumus"][:120])
        for lembar, semua in rumus.items()
        for sel, x in semua.items()
        if not sama(ada[lembar][sel], x["nilai"])
    ]
    assert beda == []
    assert galat == []


def test_hitung_tidak_mengisi_yang_dikosongkan_rumus(tmp_path: Path) -> None:
    """Where a template's own formula shows nothing (no polarity in the row, a range as target), neither does hitung."""
    jalur = tmp_path / "liar.xlsx"
    jalur.write_bytes(buat_templat(isi_liar(SATKER[5], 2026, 3)))
    sebelum = tersimpan(jalur)
    assert utama(["hitung", str(jalur)]) == 1
    sesudah = tersimpan(jalur)
    beda = {
        (lembar, sel): (nilai, sesudah[lembar][sel])
        for lembar, semua in sebelum.items()
        for sel, nilai in semua.items()
        if lembar not in ("Ringkasan", "Temuan") and nilai != sesudah[lembar][sel]
    }
    assert beda == {}
    kode = [t for t in periksa_buku(buka(jalur.read_bytes()), "liar.xlsx").temuan if t.kode == "K202"]
    assert any("menunggu isian kolom Polaritas" in t.pesan for t in kode)
    assert all(t.lokasi.lembar != "Capaian multi-tahun" for t in kode)


def test_target_berupa_rentang(tmp_path: Path) -> None:
    """The engine judges a range; a template's formula does not, and the cell says so instead of holding a figure that
    Excel would take away."""
    isi = isi_wajar(SATKER[5], 2026, 3)
    satu = replace(isi.sekretaris[0], target="80-90%", realisasi_tw=(None, None, None, Decimal("0.85")))
    jalur = tmp_path / "rentang.xlsx"
    jalur.write_bytes(buat_templat(replace(isi, sekretaris=(satu, *isi.sekretaris[1:]))))
    assert utama(["hitung", str(jalur)]) == 1
    assert not tersimpan(jalur)["Capaian Sekretaris"]["F7"]
    temuan = periksa_buku(buka(jalur.read_bytes()), "rentang.xlsx").temuan
    pesan = {t.lokasi.sel: t.pesan for t in temuan if t.kode == "K203" and t.lokasi.lembar == "Capaian Sekretaris"}
    assert pesan == {"F7": "Capaian tidak dapat dihitung: rumus templat tidak mengenal target berupa rentang"}
