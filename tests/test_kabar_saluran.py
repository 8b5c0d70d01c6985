"""The webhook against a real server on this machine, and the file: what arrives, what is tried again, what is said."""

from __future__ import annotations

import json
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.server_surel import percaya, port_kosong, sertifikat
from xlkinerja import kabar_berkas
from xlkinerja.kabar_berkas import tambah_berkas
from xlkinerja.kabar_kirim import Gagal
from xlkinerja.kabar_webhook import TOKEN, kirim_webhook
from xlkinerja.setelan import Webhook

ISI = {"judul": "xlkinerja: 1 temuan baru", "text": "Nusa Tenggara – Ö"}
WAKTU = datetime(2026, 11, 3, 1, 30, tzinfo=timezone(timedelta(hours=8)))


@dataclass
class Tujuan:
    """What a web server is told to answer, and what came."""

    port: int = 0
    jawab: list[int] = field(default_factory=list)
    alih: str = ""
    masuk: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    lepas: threading.Event = field(default_factory=threading.Event)
    diam: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/kait?kunci=RAHASIA"


@contextmanager
def tujuan(konteks: ssl.SSLContext | None = None) -> Iterator[Tujuan]:
    t = Tujuan()

    class Penjawab(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            isi = self.rfile.read(int(self.headers["Content-Length"]))
            t.masuk.append((f"{self.command} {self.path}", {k.lower(): v for k, v in self.headers.items()}, isi))
            if t.diam:
                t.lepas.wait(5)
                return
            kode = t.jawab.pop(0) if t.jawab else 200
            self.send_response(kode)
            if 300 <= kode < 400:
                self.send_header("Location", t.alih)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Penjawab)
    if konteks is not None:
        server.socket = konteks.wrap_socket(server.socket, server_side=True)
    t.port = server.server_address[1]
    jalan = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    jalan.start()
    try:
        yield t
    finally:
        t.lepas.set()
        server.shutdown()
        server.server_close()
        jalan.join()


def kirim(url: str, tunggu: list[float], *, batas: float = 5.0, kali: int = 3) -> Gagal | None:
    return kirim_webhook(Webhook(url, batas, kali), ISI, tanda="tanda-1", konteks=percaya(), tidur=tunggu.append)


@pytest.fixture(autouse=True)
def _tanpa_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN, raising=False)


def test_webhook_menerima_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port_kosong()}")  # not for this machine
    with tujuan() as t:
        assert kirim(t.url, []) is None
        monkeypatch.setenv(TOKEN, "abc123")
        assert kirim(t.url, []) is None
    (satu, kepala, isi), (_, kepala2, _) = t.masuk
    assert satu == "POST /kait?kunci=RAHASIA"
    assert json.loads(isi.decode("utf-8")) == ISI and "Ö".encode() in isi
    assert kepala["content-type"] == "application/json; charset=utf-8"
    assert kepala["idempotency-key"] == "tanda-1"
    assert "authorization" not in kepala and kepala2["authorization"] == "Bearer abc123"


def test_webhook_500_dan_429_lalu_200() -> None:
    tunggu: list[float] = []
    with tujuan() as t:
        t.jawab = [500, 429]
        assert kirim(t.url, tunggu) is None
    assert len(t.masuk) == 3 and tunggu == [5.0, 15.0]


def test_webhook_tetap_gagal_dan_ditolak() -> None:
    tunggu: list[float] = []
    with tujuan() as t:
        t.jawab = [503, 503, 503, 400, 401]
        awal = f"webhook 127.0.0.1:{t.port}"
        assert kirim(t.url, tunggu) == Gagal(f"{awal} menolak (503)", ulang=True, semua=True)
        assert tunggu == [5.0, 15.0]
        assert kirim(t.url, tunggu) == Gagal(f"{awal} menolak (400)", tetap=True)
        assert kirim(t.url, tunggu) == Gagal(
            f"{awal} menolak tokennya (401); periksa XLKINERJA_WEBHOOK_TOKEN", semua=True
        )
    assert len(t.masuk) == 5 and tunggu == [5.0, 15.0]


@pytest.mark.parametrize("kode", [301, 302, 303, 307, 308])
def test_webhook_tidak_ikut_dialihkan(kode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "abc123")
    with tujuan() as lain, tujuan() as t:
        t.jawab, t.alih = [kode], lain.url
        hasil = kirim(t.url, [])
    kata = f"webhook 127.0.0.1:{t.port} mengalihkan ke alamat lain ({kode}); isi alamat yang sebenarnya"
    assert hasil == Gagal(kata, semua=True)
    assert lain.masuk == []


def test_webhook_diam_tidak_ada_dan_memutus() -> None:
    tunggu: list[float] = []
    with tujuan() as t:
        t.diam = True
        hasil = kirim(t.url, tunggu, batas=0.05, kali=2)
        assert hasil == Gagal(f"webhook 127.0.0.1:{t.port} tidak menjawab dalam 0.05 detik", ulang=True, semua=True)
    assert tunggu == [5.0]
    port = port_kosong()
    kata = f"webhook 127.0.0.1:{port} tidak dapat dihubungi, atau memutus sambungan"
    assert kirim(f"http://127.0.0.1:{port}/", []) == Gagal(kata, ulang=True, semua=True)
    with socket.create_server(("127.0.0.1", 0)) as s:
        port = s.getsockname()[1]

        def putuskan() -> None:
            while True:
                try:
                    s.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=putuskan, daemon=True).start()
        hasil = kirim(f"http://127.0.0.1:{port}/", [])
    assert hasil is not None and hasil.ulang and "memutus sambungan" in hasil.sebab


def test_webhook_https_diverifikasi() -> None:
    with tujuan(sertifikat()) as t:
        url = f"https://127.0.0.1:{t.port}/"
        assert kirim(url, []) is None
        salah = kirim_webhook(Webhook(url), ISI, tanda="t", tidur=lambda _: None)
    assert salah is not None
    assert salah.sebab.startswith(f"sertifikat webhook 127.0.0.1:{t.port} tidak dipercaya (")
    assert not salah.tetap and not salah.ulang and len(t.masuk) == 1


@pytest.mark.parametrize("url", ["http://192.0.2.1/", "file:///etc/hostname", "ftp://127.0.0.1/", "127.0.0.1"])
def test_webhook_hanya_https_atau_komputer_ini(url: str) -> None:
    assert kirim(url, []) == Gagal("alamat webhook harus https; http hanya untuk komputer ini", semua=True)


def test_webhook_token_rusak_bukan_kepala_lain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "abc\r\nX-Lain: 1")
    with tujuan() as t:
        assert kirim(t.url, []) == Gagal("alamat atau token webhook tidak sah", semua=True)
    assert t.masuk == []


# The file


def test_berkas_bertambah(tmp_path: Path) -> None:
    tempat = tmp_path / "kabar.txt"
    assert tambah_berkas(tempat, "xlkinerja: 1 temuan baru", "Baru: 1\n  - Ö\n", WAKTU) is None
    assert tambah_berkas(tempat, "xlkinerja: 1 selesai", "Selesai: 1\n", WAKTU + timedelta(days=1)) is None
    assert tempat.read_bytes().decode("utf-8") == (
        "=== 2026-11-03 01:30 xlkinerja: 1 temuan baru\n\nBaru: 1\n  - Ö\n\n"
        "=== 2026-11-04 01:30 xlkinerja: 1 selesai\n\nSelesai: 1\n\n"
    )


def test_berkas_tidak_dapat_ditulisi(tmp_path: Path) -> None:
    gagal = tambah_berkas(tmp_path / "tiada" / "kabar.txt", "j", "t", WAKTU)
    assert gagal == Gagal(f"berkas kabar {tmp_path / 'tiada' / 'kabar.txt'} tidak dapat ditulisi (tidak ditemukan)",
                          semua=True)  # fmt: skip
    gagal = tambah_berkas(tmp_path, "j", "t", WAKTU)
    assert gagal is not None and "ini folder, bukan berkas" in gagal.sebab


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="hanya di Linux")
def test_disk_penuh_satu_baris() -> None:
    gagal = tambah_berkas(Path("/dev/full"), "j", "t", WAKTU)
    assert gagal is not None and gagal.sebab.endswith("(ruang penyimpanan penuh)")


def test_disk_penuh_di_tengah_tidak_meninggalkan_separuh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tempat = tmp_path / "kabar.txt"
    tempat.write_text("lama\n")
    asli, sudah = os.write, list[int]()

    def penuh(fd: int, isi: bytes) -> int:
        if sudah:
            raise OSError(28, "No space left on device")
        sudah.append(asli(fd, isi[:5]))
        return sudah[0]

    monkeypatch.setattr(kabar_berkas.os, "write", penuh)
    gagal = tambah_berkas(tempat, "j", "t", WAKTU)
    monkeypatch.undo()
    assert gagal is not None and "ruang penyimpanan penuh" in gagal.sebab
    assert sudah == [5] and tempat.read_text() == "lama\n"
