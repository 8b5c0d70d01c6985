"""The window: its logic in a thread, and its widgets on a screen of their own (Xvfb), driven by keys and events."""

from __future__ import annotations

import importlib.util
import os
import queue
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from test_excel import _cepat
from test_perubahan import _jalur

from tests.excel_tiruan import excel_terbuka, isi_buku
from xlkinerja.buku import excel_dasar
from xlkinerja.cli import utama
from xlkinerja.jendela_logika import Maju, Pekerja, Selesai, baris_buku, baris_temuan

BATAS = 30.0


@pytest.fixture(autouse=True)
def _rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(excel_dasar, "SABAR", 0.2)


def _tunggu(p: Pekerja) -> Selesai:
    while True:
        kabar = p.kabar.get(timeout=BATAS)
        if isinstance(kabar, Selesai):
            return kabar


def test_pekerjaan_dan_kabarnya(tmp_path: Path) -> None:
    with excel_terbuka(_cepat(tmp_path)) as (buku,):
        p = Pekerja()
        p.daftar()
        assert _tunggu(p) == Selesai("daftar", "1 buku kerja yang terbuka di Excel.", isi=("kota-kupang-2024.xlsx",))
        p.hitung("kota-kupang-2024.xlsx")
        hasil = _tunggu(p)
        assert "sel diganti" in hasil.pesan and not hasil.galat
        assert baris_temuan(hasil.isi[0])[:4] == ("galat", "X201", "Ringkasan", "D29")
        assert [t.tingkat.bobot for t in hasil.isi] == sorted((t.tingkat.bobot for t in hasil.isi), reverse=True)
        p.lompat("kota-kupang-2024.xlsx", hasil.isi[0])
        assert _tunggu(p) == Selesai("lompat", "Ringkasan, sel D29")
        assert buku.impl.dipilih == ("Ringkasan", 29, 4)
        p.temuan("kota-kupang-2024.xlsx")
        assert _tunggu(p).pesan.startswith("Hasil pemeriksaan: ")
        p.periksa("lain.xlsx")
        salah = _tunggu(p)
        assert salah.galat and '"lain.xlsx" tidak terbuka lagi' in salah.pesan
        p.tutup()


def test_folder(tmp_path: Path) -> None:
    _jalur("ttu-2023", tmp_path)
    (tmp_path / "rusak.xlsx").write_bytes(b"bukan zip")
    p = Pekerja()
    p.folder(tmp_path)
    maju: list[Maju] = []
    while isinstance(kabar := p.kabar.get(timeout=BATAS), Maju):
        maju.append(kabar)
    assert maju == [Maju(0, 2), Maju(1, 2), Maju(2, 2)]
    assert kabar.pesan.startswith("2 buku kerja diperiksa: ")
    assert baris_buku(kabar.isi.berkas[0]) == ("rusak.xlsx", "1", "0", "0", "tidak terbaca")
    assert baris_buku(kabar.isi.berkas[1])[0] == "ttu-2023.xlsx"
    (tmp_path / "kosong").mkdir()
    p.folder(tmp_path / "kosong")
    assert _tunggu(p).galat
    p.tutup()
    with pytest.raises(queue.Empty):
        p.kabar.get_nowait()


def test_perintah_tanpa_xlwings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert utama(["jendela"]) == 2
    assert "xlwings belum terpasang" in capsys.readouterr().err


def test_perintah_tanpa_tkinter(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "tkinter", None)
    monkeypatch.delitem(sys.modules, "xlkinerja.jendela", raising=False)
    assert utama(["jendela"]) == 2
    assert "tidak mempunyai tkinter" in capsys.readouterr().err


def test_tanpa_layar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    tk = pytest.importorskip("tkinter", reason="Python ini tidak mempunyai tkinter")

    def gagal() -> None:
        raise tk.TclError("no display name")

    monkeypatch.setattr(tk, "Tk", gagal)
    assert utama(["jendela"]) == 2
    assert "galat: jendela memerlukan layar" in capsys.readouterr().err


# The widgets, in a process of their own: Tk wants a main thread and a screen.


def test_di_layar(tmp_path: Path) -> None:
    if importlib.util.find_spec("tkinter") is None or importlib.util.find_spec("_tkinter") is None:
        pytest.skip("Python ini tidak mempunyai tkinter (python3-tk)")
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        pytest.skip("xvfb-run tidak terpasang (paket xvfb)")
    akar = Path(__file__).parents[1]
    gambar = os.environ.get("XLKINERJA_GAMBAR_JENDELA", "")
    hasil = subprocess.run(
        [xvfb, "-a", "-s", "-screen 0 1366x768x24", sys.executable, __file__, str(tmp_path), gambar],
        env={**os.environ, "PYTHONPATH": f"{akar}{os.pathsep}{akar / 'tests'}"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr.decode()


def _sampai(akar: Any, syarat: Any) -> None:
    habis = time.monotonic() + BATAS
    while not syarat():
        assert time.monotonic() < habis, "terlalu lama"
        akar.update()
        time.sleep(0.01)


def _potret(akar: Any, ke: str) -> None:
    if ke and shutil.which("import"):
        akar.update()
        subprocess.run(["import", "-window", "root", ke], check=True)


def _layar(folder: Path, gambar: str) -> None:
    import tkinter as tk  # noqa: PLC0415

    from xlkinerja.jendela import Jendela  # noqa: PLC0415

    folder.mkdir()
    with excel_terbuka(_jalur("ttu-2023", folder), _cepat(folder)) as (_, buku):
        akar = tk.Tk()
        j = Jendela(akar, Pekerja())
        assert j.tombol_buku[0].instate(["disabled"])
        _sampai(akar, lambda: not j.sedang)
        assert tuple(j.kotak["values"]) == ("ttu-2023.xlsx", "kota-kupang-2024.xlsx")
        assert j.pilihan.get() == "kota-kupang-2024.xlsx" and j.tombol_buku[0].instate(["!disabled"])
        akar.focus_force()
        akar.update()
        akar.event_generate("<Control-h>")
        akar.update()
        assert j.sedang == 1 and all(t.instate(["disabled"]) for t in j.tombol)
        _sampai(akar, lambda: not j.sedang)
        assert "sel diganti" in j.status.get()
        baris = [j.daftar.item(i, "values") for i in j.daftar.get_children()]
        assert baris[0][:4] == ("galat", "X201", "Ringkasan", "D29")
        assert isi_buku(buku)["Ringkasan"]["G9"].value == 1 and "Saran: " in j.rincian.get()
        _potret(akar, gambar)
        j.daftar.focus_force()
        akar.update()
        j.daftar.event_generate("<Return>")
        _sampai(akar, lambda: not j.sedang and hasattr(buku.impl, "dipilih"))
        assert buku.impl.dipilih == ("Ringkasan", 29, 4)
        j.periksa_folder(folder)
        _sampai(akar, lambda: not j.sedang)
        assert len(j.daftar_folder.get_children()) == 2 and "2 buku kerja diperiksa" in j.status.get()
        _potret(akar, gambar and gambar.replace(".png", "-folder.png"))
        j.daftar_folder.selection_set(j.daftar_folder.get_children()[1])
        j.lihat_buku()
        assert j.pilihan.get() == j.pemilik == "ttu-2023.xlsx"
        akar.update()
        lebar, tinggi = akar.winfo_width(), akar.winfo_height()
        assert lebar <= 1366 and tinggi <= 720
        for t in j.tombol:
            assert t.winfo_rootx() + t.winfo_width() <= akar.winfo_rootx() + lebar
        j.tutup()


if __name__ == "__main__":
    os.environ["XDG_DATA_HOME"] = sys.argv[1] + "/data"
    _layar(Path(sys.argv[1]) / "buku", sys.argv[2])
