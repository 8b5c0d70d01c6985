"""Findings that somebody answered for in the sheet Temuan: accepted while their figures stay, open again when they do
not."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.libre import Libre
from xlkinerja.baca import LEMBAR_TEMUAN
from xlkinerja.buku.berkas import buka
from xlkinerja.cli import utama
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.lembar_temuan import KEPALA, baca_temuan
from xlkinerja.temuan import Temuan

pytest_plugins = ["tests.libre"]
CONTOH = Path(__file__).parent.parent / "workbooks" / "contoh"
ALASAN = "Dokumen asal memang memuat angka ini; dijelaskan pada catatan LKj"
STATUS, ALASAN_DITERIMA = KEPALA.index("Status") + 1, KEPALA.index("Alasan Diterima") + 1


@pytest.fixture
def buku(tmp_path: Path) -> Path:
    """The TTU workbook with its sheet Temuan."""
    jalur = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / "ttu-2023.xlsx", jalur)
    assert utama(["hitung", str(jalur), "--tanpa-cadangan"]) == 1
    return jalur


def baris_temuan(jalur: Path, sel: str, kode: str) -> int:
    """The row of a finding on the sheet."""
    ws = openpyxl.load_workbook(jalur)[LEMBAR_TEMUAN]
    return next(r for r in range(5, ws.max_row + 1) if (ws.cell(r, 5).value, ws.cell(r, 2).value) == (sel, kode))


def terima(jalur: Path, sel: str, kode: str, alasan: str = ALASAN, status: str = "diterima") -> None:
    """What a member of staff does: pick the status, give a reason, save."""
    wb = openpyxl.load_workbook(jalur)
    r = baris_temuan(jalur, sel, kode)
    wb[LEMBAR_TEMUAN].cell(r, STATUS).value = status
    wb[LEMBAR_TEMUAN].cell(r, ALASAN_DITERIMA).value = alasan
    wb.save(jalur)


def satu(jalur: Path, sel: str, kode: str) -> Temuan:
    return next(t for t in periksa_jalur([jalur]).berkas[0].temuan if (t.lokasi.sel, t.kode) == (sel, kode))


def status(jalur: Path, sel: str, kode: str) -> tuple[str, str]:
    c = next(c for c in baca_temuan(buka(jalur.read_bytes())) if (c.isi["Sel"], c.isi["Kode"]) == (sel, kode))
    return c.isi["Status"], c.alasan


def test_diterima_tidak_dihitung_tetapi_ditampilkan(buku: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sebelum = periksa_jalur([buku])
    terima(buku, "D7", "J201")
    assert satu(buku, "D7", "J201").diterima == ALASAN
    capsys.readouterr()
    assert utama(["periksa", str(buku)]) == 1
    teks = " ".join(capsys.readouterr().out.split())
    assert f"Diterima Anggaran!D7 J201: {ALASAN}" in teks
    assert ", 1 diterima" in teks
    assert utama(["periksa", str(buku), "--format", "json"]) == 1
    isi = json.loads(capsys.readouterr().out)
    assert isi["ringkasan"]["diterima"] == 1
    assert isi["ringkasan"]["galat"] == sum(t.tingkat.value == "galat" for t in sebelum.berkas[0].temuan) - 1
    ada = {t["sel"]: (t["status"], t["alasan"]) for t in isi["berkas"][0]["temuan"] if t["kode"] == "J201"}
    assert ada == {"D7": ("diterima", ALASAN), "D11": ("terbuka", None)}


def test_status_keluar_nol_bila_semua_diterima(buku: Path) -> None:
    for t in periksa_jalur([buku]).berkas[0].temuan:
        terima(buku, t.lokasi.sel or "", t.kode)
    assert utama(["periksa", str(buku), "--tingkat", "info"]) == 0


def test_tetap_diterima_setelah_hitung_dan_tanda_diangkat(buku: Path) -> None:
    def warna() -> str:
        return str(openpyxl.load_workbook(buku)["Anggaran"]["D7"].fill.fgColor.rgb)

    assert warna() == "FFF9CAB0"
    terima(buku, "D7", "J201")
    utama(["hitung", str(buku), "--tanpa-cadangan"])
    assert status(buku, "D7", "J201") == ("diterima", ALASAN)
    assert warna() != "FFF9CAB0"
    sesudah = buku.read_bytes()
    utama(["hitung", str(buku), "--tanpa-cadangan"])
    assert buku.read_bytes() == sesudah


def test_terbuka_lagi_bila_angkanya_berubah(buku: Path) -> None:
    terima(buku, "D7", "J201")
    wb = openpyxl.load_workbook(buku)
    wb["Anggaran"]["D9"].value = Decimal(1)
    wb.save(buku)
    assert satu(buku, "D7", "J201").diterima is None
    utama(["hitung", str(buku), "--tanpa-cadangan"])
    assert status(buku, "D7", "J201") == ("terbuka lagi", ALASAN)
    utama(["hitung", str(buku), "--tanpa-cadangan"])
    assert status(buku, "D7", "J201") == ("terbuka lagi", ALASAN)


def test_tanpa_alasan_tidak_diterima(buku: Path) -> None:
    terima(buku, "D7", "J201", alasan="  ")
    assert satu(buku, "D7", "J201").diterima is None
    utama(["hitung", str(buku), "--tanpa-cadangan"])
    assert status(buku, "D7", "J201") == ("terbuka", "")


def test_temuan_lain_pada_sel_yang_sama_tetap_terbuka(buku: Path) -> None:
    terima(buku, "D37", "S102")
    lain = [t for t in periksa_jalur([buku]).berkas[0].temuan if t.diterima is not None]
    assert [(t.lokasi.sel, t.kode) for t in lain] == [("D37", "S102")]


def test_lembar_versi_lama_tanpa_kolom_alasan_tetap_terbaca(buku: Path) -> None:
    wb = openpyxl.load_workbook(buku)
    wb[LEMBAR_TEMUAN].delete_cols(len(KEPALA))
    wb[LEMBAR_TEMUAN].delete_cols(ALASAN_DITERIMA)
    wb.save(buku)
    lama = baca_temuan(buka(buku.read_bytes()))
    assert any(c.isi["gaya semula"] for c in lama) and not any(c.diterima for c in lama)
    utama(["hitung", str(buku), "--tanpa-cadangan"])
    assert status(buku, "D7", "J201") == ("terbuka", "")


def test_salah_hitung_yang_diterima_tidak_diganti(tmp_path: Path) -> None:
    jalur = tmp_path / "kota-kupang-2024.xlsx"
    shutil.copy(CONTOH / "kota-kupang-2024.xlsx", jalur)
    wb = openpyxl.load_workbook(jalur)
    wb["Capaian"]["G9"].value = Decimal("1.1")
    wb["Capaian"]["G9"].number_format = "0.00%"
    wb.save(jalur)
    salinan = tmp_path / "hasil"
    utama(["hitung", str(jalur), "--keluaran", str(salinan)])
    assert openpyxl.load_workbook(salinan / jalur.name)["Capaian"]["G9"].value != 1.1
    # The first run replaced it; put the figure back and accept the finding before the next one.
    wb = openpyxl.load_workbook(salinan / jalur.name)
    wb["Capaian"]["G9"].value = Decimal("1.1")
    wb.save(salinan / jalur.name)
    terima(salinan / jalur.name, "G9", "K201")
    utama(["hitung", str(salinan / jalur.name), "--tanpa-cadangan"])
    assert openpyxl.load_workbook(salinan / jalur.name)["Capaian"]["G9"].value == pytest.approx(1.1)
    assert status(salinan / jalur.name, "G9", "K201") == ("diterima", ALASAN)


def test_diterima_di_libreoffice(buku: Path, libre: Libre, tmp_path: Path) -> None:
    """The way of an office without Excel: the cells are typed in LibreOffice, which saves the file anew."""
    r = baris_temuan(buku, "D7", "J201")
    hasil = tmp_path / "simpanan.xlsx"
    langkah = [
        {"kerja": "isi", "lembar": LEMBAR_TEMUAN, "sel": f"L{r}", "nilai": "diterima"},
        {"kerja": "isi", "lembar": LEMBAR_TEMUAN, "sel": f"M{r}", "nilai": ALASAN},
    ]
    libre.jalankan(buku, langkah, simpan=hasil)
    assert satu(hasil, "D7", "J201").diterima == ALASAN
