"""The settings of the folder where a workbook lies hold for the buttons too: every channel writes the categories that
`periksa` of that folder expects, and nothing at all where the settings cannot be read.

A mouse click in LibreOffice is in `tests/test_tombol_libre.py`, xlwings' remote engine in `tests/test_excel_jauh.py`,
the add-in's command line in `tests/test_addin.py`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.excel_tiruan import excel_terbuka, isi_buku
from tests.test_jendela import _tunggu
from tests.test_setelan_pakai import SKALA, TERIMA, atur, buku
from xlkinerja.buku import BukuTakTertulis, excel_dasar
from xlkinerja.buku.excel_dasar import ExcelTakSiap, jalur_asal
from xlkinerja.cli import utama
from xlkinerja.dokumen_terbuka import daftar_perubahan
from xlkinerja.excel_kerja import hitung_terbuka, periksa_terbuka
from xlkinerja.jendela_logika import Pekerja, Selesai, baris_buku
from xlkinerja.perubahan import tulis_tsv
from xlkinerja.setelan import SetelanSalah
from xlkinerja.setelan_asal import setelan_asal
from xlkinerja.terapkan import hitung_perubahan

RUSAK = 'tingkat = "x"\n[[abaikan]]\nkode = "K201"\nalasan = "a"\n'
PERTAMA = 'baris 1, tingkat: "x" tidak dikenal; pilih "galat", "peringatan", "info" (dan 1 kesalahan lain)'
LEMBAR, KATEGORI = "Capaian", "F4"
CONTOH = Path(__file__).parents[1] / "workbooks" / "contoh"


@pytest.fixture(autouse=True)
def _rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setattr(excel_dasar, "SABAR", 0.2)


@pytest.fixture
def asal(tmp_path: Path) -> Path:
    """The workbook that is open: its category goes by the built-in scale, its folder has another one."""
    folder = tmp_path / "Kab. Belu é 'Ŵ'"
    folder.mkdir()
    atur(folder, SKALA)
    return buku(folder / "belu.xlsx", capaian=0.8195, kategori="Baik", satker="Kabupaten Belu")


@pytest.fixture
def salinan(asal: Path, tmp_path: Path) -> Path:
    """Its copy, in a folder that has settings of its own, which say nothing here."""
    lain = tmp_path / "sementara"
    lain.mkdir()
    atur(lain, "salah salah\n")
    return Path(shutil.copy(asal, lain))


def _kategori(daftar: str) -> list[list[str]]:
    """The lines of a change list for the cell of the category."""
    return [b.split("\t")[4:5] for b in daftar.splitlines() if b.split("\t")[1:4] == [LEMBAR, "4", "6"] and b[0] != "W"]


def _ringkasan(daftar: str) -> str:
    return next(b for b in daftar.splitlines() if b.startswith("R\t"))[2:]


# Where the settings are


def test_tempat_asal(asal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def berkas(jalur: str | Path | None) -> Path | None:
        setelan = setelan_asal(jalur)
        return setelan.tempat if setelan is not None else None

    ini = asal.parent / "xlkinerja.toml"
    assert berkas(asal) == berkas(str(asal)) == berkas(asal.parent) == berkas(asal.parent / "belum ada.xlsx") == ini
    (asal.parent / "sub").mkdir()
    assert berkas(asal.parent / "sub" / "x.xlsx") == ini
    assert berkas(tmp_path / "x.xlsx") is None
    monkeypatch.chdir(asal.parent)
    bukan = (None, "", "Book1", "belu.xlsx", "https://kpu.sharepoint.com/belu.xlsx", f"file://{asal}", "C:\\a\\b.xlsx")
    assert [berkas(x) for x in bukan] == [None] * len(bukan)


def test_drive_yang_hilang_tidak_dianggap_tanpa_setelan(tmp_path: Path) -> None:
    with pytest.raises(SetelanSalah) as salah:
        setelan_asal(tmp_path / "lepas" / "x.xlsx")
    kata = "tidak dapat dibuka; sambungkan lagi drive-nya, atau simpan buku kerja di folder lain"
    assert salah.value.pesan == (f"{tmp_path / 'lepas'}: {kata}",)


@pytest.mark.parametrize(
    ("api", "jalur"),
    [
        (SimpleNamespace(FullName="C:\\a.xlsx"), "C:\\a.xlsx"),
        (SimpleNamespace(full_name=SimpleNamespace(get=lambda: "/Users/a.xlsx")), "/Users/a.xlsx"),
        (SimpleNamespace(), None),
        (SimpleNamespace(FullName=5), None),
    ],
)
def test_jalur_menurut_excel(api: Any, jalur: str | None) -> None:
    assert jalur_asal(SimpleNamespace(api=api)) == jalur


# The same category whatever writes it


def _di_berkas(asal: Path) -> Any:
    assert utama(["hitung", str(asal)]) == 1
    return load_workbook(asal)[LEMBAR][KATEGORI].value


def _perintah(asal: Path) -> Any:
    daftar = asal.with_suffix(".tsv")
    salinan = Path(shutil.copy(asal, asal.parents[1] / "salinan.xlsx"))
    assert utama(["hitung", str(salinan), "--perubahan", str(daftar), "--asal", str(asal)]) == 1
    ((isi,),) = _kategori(daftar.read_text("ascii"))
    return isi


def _di_dalam_libre(asal: Path) -> Any:
    ((isi,),) = _kategori(daftar_perubahan(asal, asal=str(asal)))
    return isi


def _excel(asal: Path) -> Any:
    with excel_terbuka(asal) as (x,):
        hasil = hitung_terbuka(x)
        assert hasil.setelan is not None and "1 sel diganti" in hasil.ringkas
        kedua = hitung_terbuka(x)
        assert kedua.cadangan is None
        return isi_buku(x)[LEMBAR][KATEGORI].value


def _jendela(asal: Path) -> Any:
    with excel_terbuka(asal) as (x,):
        p = Pekerja()
        p.hitung(asal.name)
        assert not _tunggu(p).galat
        p.tutup()
        return isi_buku(x)[LEMBAR][KATEGORI].value


SALURAN: tuple[Callable[[Path], Any], ...] = (_di_berkas, _perintah, _di_dalam_libre, _excel, _jendela)


@pytest.mark.parametrize("saluran", SALURAN, ids=lambda f: f.__name__[1:])
def test_kategori_menurut_setelan(
    saluran: Callable[[Path], Any], asal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert utama(["periksa", str(asal.parent)]) == 1
    assert "K301" in capsys.readouterr().out
    tulisan = saluran(asal)
    assert tulisan == "Sedang"
    capsys.readouterr()
    buku(asal, capaian=0.8195, kategori=tulisan, satker="Kabupaten Belu")
    assert utama(["periksa", str(asal.parent)]) == 0
    assert "K301" not in capsys.readouterr().out


def test_tanpa_asal_seperti_dahulu(salinan: Path, tmp_path: Path) -> None:
    tanpa = daftar_perubahan(salinan)
    assert _kategori(tanpa) == [] and tanpa == daftar_perubahan(salinan, asal="Book1")
    assert tanpa == daftar_perubahan(salinan, asal="https://kpu.sharepoint.com/belu.xlsx")
    p = tmp_path / "p.tsv"
    for pilihan in ([], ["--asal", ""], ["--asal", "https://kpu.sharepoint.com/belu.xlsx"]):
        assert utama(["hitung", str(salinan), "--perubahan", str(p), *pilihan]) == 0
        assert p.read_bytes().decode("ascii") == tanpa


def test_di_awan_dan_belum_disimpan_tanpa_setelan(asal: Path) -> None:
    for fullname in ("https://kpu.sharepoint.com/belu.xlsx", "Book1"):
        with excel_terbuka(asal, fullname=fullname) as (x,):
            assert hitung_terbuka(x).setelan is None
            assert isi_buku(x)[LEMBAR][KATEGORI].value == "Baik"


def test_pilihan_setelan_menang_atas_asal(
    asal: Path, salinan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    p, rusak = tmp_path / "p.tsv", tmp_path / "rusak"
    rusak.mkdir()
    atur(rusak, RUSAK)
    perintah = ["hitung", str(salinan), "--perubahan", str(p)]
    setelan = ["--setelan", str(asal.parent / "xlkinerja.toml")]
    assert utama([*perintah, *setelan]) == 1
    assert _kategori(p.read_text("ascii")) == [["Sedang"]]
    assert utama([*perintah, *setelan, "--asal", str(rusak / "x.xlsx")]) == 1
    assert _kategori(p.read_text("ascii")) == [["Sedang"]]
    assert utama([*perintah, "--tanpa-setelan", "--asal", str(asal)]) == 0
    assert _kategori(p.read_text("ascii")) == []
    monkeypatch.chdir(asal.parent)  # a path typed on the command line may be relative
    assert utama([*perintah, "--asal", "belu.xlsx"]) == 1
    assert _kategori(p.read_text("ascii")) == [["Sedang"]]
    capsys.readouterr()
    assert utama(["hitung", str(asal), "--asal", str(asal)]) == 2
    assert capsys.readouterr().err == (
        "galat: --asal berlaku bersama --perubahan; tanpa itu setelan dicari di folder buku kerjanya sendiri.\n"
    )


def test_periksa_saja_memakai_skala_itu(asal: Path, salinan: Path) -> None:
    daftar = daftar_perubahan(salinan, asal=str(asal), hanya_temuan=True)
    assert _kategori(daftar) == [] and "Temuan: 1 galat" in _ringkasan(daftar)
    assert "Temuan: 0 galat" in _ringkasan(daftar_perubahan(salinan, hanya_temuan=True))


# Settings that are wrong: one line, nothing written


def test_setelan_rusak_lewat_daftar(asal: Path, salinan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kata = f"{atur(asal.parent, RUSAK)}, {PERTAMA}"
    p = asal.parent / "p.tsv"
    assert utama(["hitung", str(salinan), "--perubahan", str(p), "--asal", str(asal)]) == 2
    keluar = capsys.readouterr()
    assert (keluar.out, keluar.err) == ("", f"galat: {kata}\n") and not p.exists()
    with pytest.raises(BukuTakTertulis) as salah:
        daftar_perubahan(salinan, asal=str(asal))
    assert str(salah.value) == kata


def test_setelan_rusak_di_excel(asal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kata = f"Tidak ada yang diubah: {atur(asal.parent, RUSAK)}, {PERTAMA}"
    with excel_terbuka(asal) as (x,):
        for kerja in (hitung_terbuka, periksa_terbuka):
            with pytest.raises(ExcelTakSiap) as salah:
                kerja(x)
            assert str(salah.value) == kata
        assert utama(["excel", "hitung"]) == utama(["excel", "uji"]) == 2
        assert capsys.readouterr().err == f"galat: {kata}\n" * 2
        p = Pekerja()
        p.hitung(asal.name)
        assert _tunggu(p) == Selesai("hitung", kata, galat=True)
        p.folder(asal.parent)
        assert _tunggu(p) == Selesai("folder", kata.removeprefix("Tidak ada yang diubah: "), galat=True)
        p.tutup()
        assert not hasattr(x.impl, "panggilan")


def test_excel_sibuk_saat_ditanya_tempatnya(asal: Path) -> None:
    """A busy Excel must not be taken for a workbook without a folder."""
    with excel_terbuka(asal) as (x,):
        x.app.impl.sibuk = 10**6
        with pytest.raises(ExcelTakSiap, match="Excel sedang sibuk"):
            hitung_terbuka(x)


# What the settings accept


def _temuan(ws: Any) -> dict[str, tuple[Any, Any]]:
    """Code -> status and reason on the findings sheet."""
    return {b[1].value: (b[11].value, b[12].value) for b in ws.iter_rows(min_row=5)}


def test_penerimaan_dilaporkan_dan_lembar_temuan_tetap_menyebutnya_terbuka(asal: Path) -> None:
    """As `hitung` on files: the report counts it as accepted, the sheet says open; whoever accepts it there himself
    keeps his own reason, and the settings change nothing about that."""
    asal = Path(shutil.copy(CONTOH / "gianyar-2024.xlsx", asal.parent))
    (kode,) = {t.kode for t in hitung_perubahan(asal)[0].periksa.berkas[0].temuan}
    atur(asal.parent, TERIMA.replace("K201", kode).replace("2026", "9999"))
    daftar = daftar_perubahan(asal, asal=str(asal))
    assert _ringkasan(daftar).endswith(
        "Temuan: 0 galat, 0 peringatan, 0 info; 1 diterima menurut setelan (di lembar Temuan tetap terbuka)."
    )
    assert daftar.replace(_ringkasan(daftar), "") == tulis_tsv(hitung_perubahan(asal)[1])
    with excel_terbuka(asal) as (x,):
        hasil = hitung_terbuka(x)
        assert hasil.ringkas == _ringkasan(daftar)
        assert _temuan(isi_buku(x)["Temuan"])[kode] == ("terbuka", None)
        assert utama(["excel", "hitung"]) == 0  # nothing open, and nothing more to write
        ws = isi_buku(x)["Temuan"]
        baris = next(b for b in ws.iter_rows(min_row=5) if b[1].value == kode)
        baris[11].value, baris[12].value = "diterima", "sudah dijawab satker"
        x.impl.asal = None
        for _ in range(2):
            assert "menurut setelan" not in hitung_terbuka(x).ringkas
            assert _temuan(isi_buku(x)["Temuan"])[kode] == ("diterima", "sudah dijawab satker")


def test_tingkat_setelan_menentukan_status_excel(asal: Path) -> None:
    """Whether a finding that is left counts, as with `hitung`."""
    wb = load_workbook(asal)
    wb[LEMBAR]["F4"], wb[LEMBAR]["E4"] = "Sedang", "81,95%"  # a number as text: info
    wb.save(asal)
    with excel_terbuka(asal) as (x,):
        assert utama(["excel", "periksa"]) == 0
        atur(asal.parent, f'tingkat = "info"\n{SKALA}')
        assert utama(["excel", "periksa"]) == 1
        assert x.name == asal.name


# The window's folder


def test_jendela_memeriksa_folder_menurut_setelannya(asal: Path) -> None:
    lewat = '[[abaikan]]\nkode = "J201"\nalasan = "x"\nsampai = 2020-01-31\n'
    atur(asal.parent, SKALA + TERIMA.replace("2026", "9999") + lewat)
    buku(asal.parent / "alor.xlsx", capaian=0.6966, satker="Kabupaten Alor")
    p = Pekerja()
    p.folder(asal.parent)
    hasil = _tunggu(p)
    assert hasil.pesan == (
        "2 buku kerja diperiksa: 1 galat, 0 peringatan, 0 info. 1 temuan diterima menurut xlkinerja.toml. Perhatian: "
        "xlkinerja.toml: masa berlaku sudah habis, jadi tidak diabaikan lagi: J201 (31 Januari 2020)."
    )
    assert [baris_buku(h) for h in hasil.isi.berkas] == [
        ("alor.xlsx", "0", "0", "0", "baik"),
        ("belu.xlsx", "1", "0", "0", "ada temuan"),
    ]
    (asal.parent / "xlkinerja.toml").unlink()
    p.folder(asal.parent)
    hasil = _tunggu(p)
    assert hasil.pesan == "2 buku kerja diperiksa: 1 galat, 0 peringatan, 0 info."
    assert [baris_buku(h)[1] for h in hasil.isi.berkas] == ["1", "0"]
    p.tutup()
