"""Folder runs: whoever does the work and whatever the cache holds, the same findings; nothing stops a run."""

from __future__ import annotations

import gc
import os
import pickle
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from tests.test_cli_posix import AKAR, baca_semua, lingkungan
from tests.tolok_ukur.bahan import tulis_buku
from xlkinerja import kumpulan, pelaksana, putusan
from xlkinerja.bungkus import Bungkus
from xlkinerja.cli import utama
from xlkinerja.gulung import GulunganRusak, buka_gulungan, gulung
from xlkinerja.kumpulan import Kabar, periksa_jalur
from xlkinerja.model import Berkas, Satker
from xlkinerja.pelaksana import Tugas, berurutan, pekerja_baku
from xlkinerja.periksa import HasilBerkas, HasilPeriksa, baca_jalur, gabungkan, periksa_sendiri
from xlkinerja.simpanan import Simpanan, folder_simpanan, versi_aturan

CONTOH = AKAR / "workbooks" / "contoh"
TIGA = ("gianyar-2024.xlsx", "kota-kupang-2024.xlsx", "templat-ttu-2023.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two typed workbooks, one from a template, one that is no workbook."""
    hasil = tmp_path / "masuk"
    hasil.mkdir()
    for nama in TIGA:
        shutil.copy(CONTOH / nama, hasil)
    (hasil / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan buku kerja")
    return hasil


@pytest.fixture
def simpanan(tmp_path: Path) -> Simpanan:
    return Simpanan(tmp_path / "cache", "uji")


class Penghitung:
    """Checks in this process and remembers which workbooks it was asked to check."""

    def __init__(self) -> None:
        self.diperiksa: list[str] = []

    def __call__(self, tugas: Sequence[Tugas]) -> Iterator[tuple[Tugas, Bungkus]]:
        self.diperiksa += [t.jalur for t in tugas]
        return berurutan(tugas)


def temuan(hasil: HasilPeriksa) -> list[tuple[str, str, str | None, str | None, str]]:
    return [(b.berkas.jalur, t.kode, t.lokasi.lembar, t.lokasi.sel, t.sidik) for b in hasil.semua for t in b.temuan]


def jalankan(folder: Path, simpanan: Simpanan | None, *, rinci: bool = False) -> tuple[HasilPeriksa, list[str]]:
    siapa = Penghitung()
    return periksa_jalur([folder], simpanan=simpanan, pelaksana=siapa, rinci=rinci), siapa.diperiksa


def test_siapa_pun_yang_bekerja_hasilnya_sama(
    folder: Path, simpanan: Simpanan, monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = periksa_jalur([folder])
    assert len(temuan(satu)) > 30 and satu.berkas[2].berkas.pesan is not None
    assert periksa_jalur([folder], pekerja=2) == satu
    assert periksa_jalur([folder], simpanan=simpanan) == satu
    assert periksa_jalur([folder], simpanan=simpanan) == satu
    monkeypatch.setattr(kumpulan, "_BERSAMAAN", 1)  # as if there were hundreds: everything is rolled up
    assert temuan(periksa_jalur([folder], rinci=False)) == temuan(satu)
    assert periksa_jalur([folder], simpanan=simpanan) == satu
    shutil.rmtree(simpanan.folder)
    assert periksa_jalur([folder], simpanan=simpanan) == satu


def test_hanya_yang_berubah_dibaca_lagi(folder: Path, simpanan: Simpanan) -> None:
    awal, diperiksa = jalankan(folder, simpanan)
    assert diperiksa == [*TIGA[:2], "rusak.xlsx", TIGA[2]]
    lagi, diperiksa = jalankan(folder, simpanan)
    assert diperiksa == [] and lagi == awal
    shutil.copy(CONTOH / "ttu-2023.xlsx", folder / TIGA[0])
    ketiga, diperiksa = jalankan(folder, simpanan)
    assert diperiksa == [TIGA[0]]
    assert temuan(ketiga) == temuan(periksa_jalur([folder]))
    (folder / "rusak.xlsx").unlink()
    assert jalankan(folder, simpanan)[1] == []
    os.rename(folder / TIGA[1], folder / "lain.xlsx")  # findings name the file
    hasil, diperiksa = jalankan(folder, simpanan)
    assert diperiksa == ["lain.xlsx"] and hasil.berkas[1].berkas.jalur == "lain.xlsx"


def test_rincian_juga_dari_simpanan(folder: Path, simpanan: Simpanan) -> None:
    jalankan(folder, simpanan)
    hasil, diperiksa = jalankan(folder, simpanan, rinci=True)
    assert diperiksa == [] and hasil == periksa_jalur([folder])


@pytest.mark.parametrize("rusak", ["terpotong", "terbalik", "kosong", "lain", "jahat"])
def test_simpanan_rusak_diabaikan_dan_ditulis_ulang(folder: Path, simpanan: Simpanan, rusak: str) -> None:
    (folder / TIGA[2]).unlink()
    awal, _ = jalankan(folder, simpanan)
    isi = {p: p.read_bytes() for p in simpanan.folder.rglob("*") if p.is_file()}
    assert len(isi) == 4
    for p, bita in isi.items():
        if rusak in ("lain", "jahat"):
            simpanan.taruh(p.name, gulung(["bukan hasil"]) if rusak == "lain" else pickle.dumps(Jahat()))
        else:
            p.write_bytes({"terpotong": bita[:-9], "terbalik": bita[:40] + bita[:39:-1], "kosong": b""}[rusak])
    hasil, diperiksa = jalankan(folder, simpanan)
    assert len(diperiksa) == 3 and hasil == awal
    assert jalankan(folder, simpanan) == (awal, [])
    assert not Jahat.dijalankan


class Jahat:
    """A pickle that runs something when it is opened."""

    dijalankan: list[str] = []  # noqa: RUF012

    def __reduce__(self) -> tuple[object, ...]:
        return (self.dijalankan.append, ("ya",))


@pytest.mark.parametrize("nama", ["kota-kupang-2024", "sekretariat-ntt-2020", "templat-ttu-2023"])
def test_gulungan_dibuka_sama(nama: str) -> None:
    """What is rolled up comes back equal, each figure with the very document that it belongs to."""
    sendiri = replace(periksa_sendiri(*baca_jalur(CONTOH / f"{nama}.xlsx", "x.xlsx")), konteks=None)
    kembali = buka_gulungan(gulung(sendiri))
    assert kembali == sendiri and type(kembali) is type(sendiri)
    assert [repr(t) for t in kembali.temuan] == [repr(t) for t in sendiri.temuan]
    dokumen = {id(d) for d in kembali.berkas.dokumen}
    assert kembali.hitungan and all(id(h.dokumen) in dokumen for h in kembali.hitungan)


@pytest.mark.parametrize("isi", [os.system, subprocess.Popen, Jahat(), eval, Path.cwd().unlink])
def test_gulungan_hanya_memuat_catatan(isi: object) -> None:
    with pytest.raises(GulunganRusak):
        buka_gulungan(gulung(isi))


def test_simpanan_tak_dapat_ditulis_bukan_kegagalan(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    hasil, _ = jalankan(folder, Simpanan(tmp_path / "berkas", "uji"))
    assert temuan(hasil) == temuan(periksa_jalur([folder]))


def test_yang_lama_dirapikan(folder: Path, simpanan: Simpanan, tmp_path: Path) -> None:
    lama = Simpanan(tmp_path / "cache", "versi-lama")
    assert lama.taruh(lama.kunci("a"), b"a") and simpanan.taruh(simpanan.kunci("b"), b"b")
    for p in (tmp_path / "cache").rglob("*"):
        if p.is_file():
            os.utime(p, (0, 0) if "versi-lama" in p.parts else None)
    jalankan(folder, simpanan)
    assert lama.ambil(lama.kunci("a")) is None and simpanan.ambil(simpanan.kunci("b")) == b"b"


def test_versi_aturan_ikut_menentukan(simpanan: Simpanan, tmp_path: Path) -> None:
    assert versi_aturan() == versi_aturan() and len(versi_aturan()) == 24
    assert simpanan.kunci("a", "b") != Simpanan(tmp_path, "lain").kunci("a", "b") != simpanan.kunci("ab")


def test_tanpa_cache_tidak_menulis_apa_pun(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert utama(["periksa", str(folder), "--tanpa-cache"]) == 1
    assert not folder_simpanan().exists()
    assert utama(["periksa", str(folder)]) == 1
    assert len([p for p in folder_simpanan().rglob("*") if p.is_file()]) == 5


# A workbook that stops its process, or that we stumble over


def test_proses_yang_mati_tidak_menghentikan_yang_lain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = pelaksana.periksa_sendiri

    def mati(berkas: Berkas, buku: object = None) -> object:
        if berkas.jalur == TIGA[1] and berkas.pesan is None:
            os._exit(9)
        return asli(berkas, buku)  # type: ignore[arg-type]

    monkeypatch.setattr(pelaksana, "periksa_sendiri", mati)
    hasil = periksa_jalur([folder], pekerja=2)
    (t,) = hasil.berkas[1].temuan
    assert (t.kode, t.lokasi.berkas) == ("S001", TIGA[1])
    assert "pemeriksaannya berhenti mendadak, mungkin karena memori komputer tidak cukup" in t.pesan
    monkeypatch.undo()
    lain = periksa_jalur([folder])
    assert [b.temuan for i, b in enumerate(hasil.berkas) if i != 1] == [
        b.temuan for i, b in enumerate(lain.berkas) if i != 1
    ]


def test_kesalahan_program_pada_satu_buku(
    folder: Path, simpanan: Simpanan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asli = pelaksana.baca_isi

    def salah(isi: bytes, jalur: str) -> object:
        if jalur == TIGA[0]:
            raise ZeroDivisionError("uji")
        return asli(isi, jalur)

    monkeypatch.setattr(pelaksana, "baca_isi", salah)
    hasil = periksa_jalur([folder], simpanan=simpanan)
    (t,) = hasil.berkas[0].temuan
    assert t.kode == "S001" and "kesalahan di dalam program (ZeroDivisionError: uji)" in t.pesan
    assert len(hasil.berkas[1].temuan) > 5
    assert utama(["periksa", str(folder / TIGA[0]), "--tanpa-cache"]) == 2  # alone it is said as what it is
    assert "ZeroDivisionError" in capsys.readouterr().err
    monkeypatch.undo()
    assert temuan(periksa_jalur([folder], simpanan=simpanan)) == temuan(periksa_jalur([folder]))  # not remembered


# While it goes on


def test_diberitahukan_sambil_jalan_menurut_urutan(folder: Path, simpanan: Simpanan) -> None:
    shutil.copy(CONTOH / "templat-kota-kupang-2024.xlsx", folder / "a.xlsx")
    for _ in range(2):  # and the same from the cache
        maju: list[tuple[int, int, str]] = []
        siap: list[tuple[int, HasilBerkas]] = []
        kabar = Kabar(lambda *x: maju.append(x), lambda i, b: siap.append((i, b)))  # noqa: B023
        hasil = periksa_jalur([folder], kabar=kabar, simpanan=simpanan, abaikan={"S201"}, rinci=False)
        assert [i for i, _ in siap] == [0, 4]
        for i, b in siap:
            assert b.temuan == hasil.berkas[i].temuan and b.temuan
            assert "S201" not in {t.kode for t in b.temuan}
    assert maju == []


def test_ctrl_c_di_tengah_pemeriksaan(tmp_path: Path) -> None:
    for i in range(40):
        shutil.copy(CONTOH / "templat-ttu-2023.xlsx", tmp_path / f"{i:02}.xlsx")
    perintah = [sys.executable, "-m", "xlkinerja", "periksa", str(tmp_path), "--pekerja", "2", "--tanpa-cache"]
    with subprocess.Popen(perintah, env=lingkungan(), bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as p:
        assert p.stdout is not None
        assert p.stdout.read(6) == b"00.xls"  # told while the others are still being checked
        p.send_signal(signal.SIGINT)
        galat = p.communicate(timeout=30)[1].decode()
    assert p.returncode == 130
    assert galat.startswith("dihentikan: ") and galat.endswith(
        " dari 40 buku kerja sudah diperiksa; tidak ada buku kerja yang diubah.\n"
    )
    assert galat.count("\n") == 1


def test_kemajuan_hanya_di_terminal(folder: Path) -> None:
    perintah = [sys.executable, "-m", "xlkinerja", "periksa", str(folder), "--tanpa-cache"]
    induk, anak = pty.openpty()
    with subprocess.Popen(perintah, env=lingkungan(), stdout=subprocess.PIPE, stderr=anak) as p:
        os.close(anak)
        assert p.stdout is not None
        keluar, layar = p.stdout.read().decode(), baca_semua(induk)
    assert "[############............] 2/4 buku kerja  kota-kupang-2024.xlsx" in layar
    assert layar.endswith("\x1b[K")
    assert max(map(len, layar.replace("\x1b[K", "").split("\r"))) < 80
    tanpa = subprocess.run(perintah, env=lingkungan(), capture_output=True, text=True, check=False)
    assert (tanpa.stdout, tanpa.stderr) == (keluar, "")


# Which workbooks concern each other


def _berkas(jalur: str, kode: str | None, nama: str = "KPU") -> Berkas:
    return Berkas(jalur, Satker(kode, nama, "kabupaten") if nama else None, 2026, ())


def test_banyaknya_proses_menurut_besarnya_buku_kerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    semua = []
    for i in range(22):
        path = tmp_path / f"{i}.xlsx"
        path.write_bytes(b"x" * 30_000)
        semua.append(path)
    assert pekerja_baku(semua) == 1 and pekerja_baku(semua[:1]) == 1
    for path in semua:
        path.write_bytes(b"x" * 220_000)
    assert pekerja_baku(semua) == 4 and pekerja_baku(semua[:5]) == 2 and pekerja_baku(semua[:1]) == 1
    semua[0].unlink()
    assert pekerja_baku(semua[:5]) == 1


def test_kelompok_menurut_provinsi() -> None:
    berkas = [
        _berkas("a.xlsx", "53.05"),
        _berkas("b.xlsx", "51.04", "KPU Kabupaten Gianyar"),
        _berkas("c.xlsx", None, ""),
        _berkas("d.xlsx", "53.71"),
        _berkas("e.xlsx", None, "KPU Kabupaten Bireuen"),
        _berkas("f.xlsx", "51.08", "KPU Kabupaten Buleleng"),
        _berkas("g.xlsx", None, "KPU Kabupaten Bireuen"),
        _berkas("53.06.xlsx", "51.01", "KPU Kabupaten Jembrana"),  # its name says NTT, its content Bali
    ]
    lepas, kelompok = kumpulan._kelompok(berkas)
    assert lepas == {2, 4, 6}
    assert kelompok == [[0, 1, 3, 5, 7], [2], [4, 6]]
    assert kumpulan._kelompok(berkas[:7])[1] == [[0, 3], [1, 5], [2], [4, 6]]


@pytest.mark.parametrize(
    ("nama", "dibaca_lagi"),
    [
        ("{kantor}-{ke}.xlsx", []),
        ("{ke}/{kantor}.xlsx", ["1/Baba.xlsx"]),  # from then on the others are held
    ],
)
def test_kantor_diputuskan_sambil_jalan(
    nama: str, dibaca_lagi: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many workbooks few are held at once. An office whose workbooks lie beside each other is read once; one whose
    workbooks lie apart is read again, and its findings are the same."""
    for kantor in ("Baba", "Bece", "Bedi"):
        tulis_buku(tmp_path / "utuh.xlsx", f"KPU Kabupaten {kantor}", 2024, Random(1))
        for ke, lembar in ((1, "PK"), (2, "Capaian")):
            buku = load_workbook(tmp_path / "utuh.xlsx")
            for lain in set(buku.sheetnames) - {lembar}:
                del buku[lain]
            if ke == 1:
                buku[lembar]["D9"] = 77
            tujuan = tmp_path / "masuk" / nama.format(kantor=kantor, ke=ke)
            tujuan.parent.mkdir(parents=True, exist_ok=True)
            buku.save(tujuan)
    semua = periksa_jalur([tmp_path / "masuk"], rinci=False)
    assert [t.kode for b in semua.berkas for t in b.temuan].count("X202") == 3
    lagi: list[str] = []

    def kerjakan(tugas: Tugas) -> Bungkus:
        lagi.append(tugas.jalur)
        return pelaksana.kerjakan(tugas)

    monkeypatch.setattr(kumpulan, "kerjakan", kerjakan)
    monkeypatch.setattr(kumpulan, "_BERSAMAAN", 2)
    monkeypatch.setattr(putusan, "DITAHAN", 2)
    assert periksa_jalur([tmp_path / "masuk"], rinci=False) == semua
    assert lagi == dibaca_lagi
    monkeypatch.setattr(pelaksana, "_SEDERET", 3)  # the second office of the three is parted
    simpanan = Simpanan(tmp_path / "cache", "uji")
    for cache in (None, simpanan, simpanan):
        assert periksa_jalur([tmp_path / "masuk"], rinci=False, pekerja=2, simpanan=cache) == semua


def test_tidak_ada_lingkaran_yang_tertinggal(folder: Path) -> None:
    """Nobody collects cycles during a run, so a workbook's records must not be part of one when it is done."""
    tugas = [Tugas(i, folder / n, n) for i, n in enumerate(TIGA)]
    gabungkan([pelaksana.kerjakan(t).buka() for t in tugas])  # whatever is made once
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gabungkan([pelaksana.kerjakan(t).buka() for t in tugas])
        gc.collect()
        kami = {type(o).__name__ for o in gc.garbage if type(o).__module__.startswith("xlkinerja")}
    finally:
        gc.set_debug(0)
        gc.enable()
        gc.garbage.clear()
    assert kami == set()
