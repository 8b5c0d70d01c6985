"""A folder run on a real Dask cluster on loopback: the same findings, also when a worker dies in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import distributed
import pytest

from tests.test_cli_posix import AKAR, lingkungan
from xlkinerja import klaster
from xlkinerja.cli import utama
from xlkinerja.hitung import Jenjang
from xlkinerja.klaster import di_klaster, kerjakan_di_sana
from xlkinerja.kumpulan import Kabar, periksa_jalur
from xlkinerja.pelaksana import KlasterGagal, Tugas, sidik_berkas

CONTOH = AKAR / "workbooks" / "contoh"


@dataclass
class Klaster:
    """A scheduler and its workers, each a process."""

    folder: Path
    proses: list[subprocess.Popen[bytes]] = field(default_factory=list)
    alamat: str = ""

    def jalankan(self, *argumen: str, folder: Path | None = None) -> subprocess.Popen[bytes]:
        catatan = (self.folder / f"{len(self.proses)}.log").open("wb")
        perintah = [sys.executable, "-m", "dask", *argumen]
        p = subprocess.Popen(perintah, cwd=folder or self.folder, env=lingkungan(), stdout=catatan, stderr=catatan)
        catatan.close()
        self.proses.append(p)
        return p

    def pekerja(self, folder: Path | None = None) -> subprocess.Popen[bytes]:
        pilihan = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        return self.jalankan("worker", self.alamat, *pilihan, folder=folder)


@pytest.fixture(scope="module")
def satu_klaster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Klaster]:
    k = Klaster(tmp_path_factory.mktemp("klaster"))
    berkas = k.folder / "penjadwal.json"
    pilihan = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(berkas))
    k.jalankan("scheduler", *pilihan)
    try:
        habis = time.monotonic() + 30
        while not (berkas.exists() and berkas.read_bytes().endswith(b"}")):
            assert time.monotonic() < habis, (k.folder / "0.log").read_text()
            time.sleep(0.1)
        k.alamat = json.loads(berkas.read_text())["address"]
        k.pekerja()
        k.pekerja()
        yield k
    finally:
        for p in reversed(k.proses):
            p.kill()
            p.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hasil = tmp_path / "masuk"
    hasil.mkdir()
    for i in range(8):
        shutil.copy(CONTOH / ("gianyar-2024.xlsx", "rak-ntt-2021.xlsx")[i % 2], hasil / f"{i}.xlsx")
    (hasil / "rusak.xlsx").write_bytes(b"rusak")
    return hasil


def test_hasil_sama(satu_klaster: Klaster, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format in ("teks", "json"):
        assert utama(["periksa", str(folder), "--tanpa-cache", "--format", format]) == 1
        di_sini = capsys.readouterr().out
        perintah = ["periksa", str(folder), "--tanpa-cache", "--format", format]
        assert utama([*perintah, "--klaster", satu_klaster.alamat]) == 1
        assert capsys.readouterr().out == di_sini


def test_berkas_yang_tidak_terlihat_pekerja_dikirim(
    satu_klaster: Klaster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workers are told another path, as if they had no such folder, or another file under it."""
    dikirim: list[str] = []
    asli = klaster._dengan_bita

    def catat(t: Tugas) -> tuple[Tugas, str]:
        dikirim.append(t.jalur)
        return asli(t)

    kirim = klaster._kirim
    monkeypatch.setattr(klaster, "_dengan_bita", catat)
    monkeypatch.setattr(klaster, "_kirim", lambda k, t, s: kirim(k, t if t.bita else _di_tempat_lain(t), s))
    hasil = periksa_jalur([folder], pelaksana=di_klaster(satu_klaster.alamat))
    assert sorted(dikirim) == [f"{i}.xlsx" for i in range(8)] + ["rusak.xlsx"]
    assert hasil == periksa_jalur([folder])


def test_skala_dari_setelan_ikut(satu_klaster: Klaster, folder: Path) -> None:
    skala = (Jenjang(Decimal(60), None, "Tinggi"), Jenjang(None, Decimal(60), "Rendah"))
    hasil = periksa_jalur([folder], pelaksana=di_klaster(satu_klaster.alamat), skala=skala)
    assert hasil == periksa_jalur([folder], skala=skala) != periksa_jalur([folder])
    assert {b.berkas.skala for b in hasil.berkas if b.berkas.pesan is None} == {skala}


def _di_tempat_lain(t: Tugas) -> Tugas:
    return Tugas(t.nomor, Path("/tidak/ada") / t.jalur, t.jalur)


def test_pekerja_tidak_memeriksa_berkas_lain(folder: Path) -> None:
    t = Tugas(0, folder / "0.xlsx", "0.xlsx")
    assert kerjakan_di_sana(t, "lain") is None
    sidik = sidik_berkas(folder / "0.xlsx")
    assert sidik is not None
    satu = kerjakan_di_sana(t, sidik)
    assert satu is not None and satu.sidik == sidik


def test_pekerja_mati_di_tengah(satu_klaster: Klaster, folder: Path) -> None:
    korban = satu_klaster.pekerja()
    mati: list[int] = []

    def maju(selesai: int, banyak: int, jalur: str) -> None:
        if selesai == 2 and not mati:
            os.kill(korban.pid, signal.SIGSTOP)  # in the middle of its work, whatever it is
            os.kill(korban.pid, signal.SIGKILL)
            mati.append(banyak)

    with distributed.Client(satu_klaster.alamat) as klien:
        klien.wait_for_workers(3, timeout=20)
    hasil = periksa_jalur([folder], pelaksana=di_klaster(satu_klaster.alamat), kabar=Kabar(maju))
    assert mati == [9]
    assert hasil == periksa_jalur([folder])


def test_versi_lain_ditolak(satu_klaster: Klaster, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Klien:
        def run(self, f: object) -> dict[str, str]:
            return {"a": "versi lain", "b": klaster.versi_aturan()}

    with pytest.raises(KlasterGagal, match="1 pekerja klaster memakai xlkinerja versi lain"):
        klaster._samakan_versi(Klien(), "tcp://x")


def test_penjadwal_tidak_ada(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(klaster, "_SAMBUNG", 1)
    assert utama(["periksa", str(folder), "--tanpa-cache", "--klaster", "tcp://127.0.0.1:9"]) == 2
    galat = capsys.readouterr().err
    assert galat.startswith("galat: tcp://127.0.0.1:9: penjadwal klaster tidak dapat dihubungi")
    assert galat.count("\n") == 1


def test_tanpa_paketnya(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert utama(["periksa", str(folder), "--klaster", "tcp://127.0.0.1:9"]) == 2
    assert 'pip install "xlkinerja[klaster]"' in capsys.readouterr().err
