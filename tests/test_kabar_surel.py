"""E-mail against a real server on this machine: encrypted or not, refused, delayed, silent, gone; and the password."""

from __future__ import annotations

import smtplib
import socket
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from tests.server_surel import PENGGUNA, RAHASIA, percaya, port_kosong, server
from xlkinerja.kabar_kirim import Gagal, jeda, lokal
from xlkinerja.kabar_surel import Lampiran, SandiTiada, kirim_surel, sandi, susun_surel
from xlkinerja.setelan import Keamanan, Surel
from xlkinerja.setelan_isian import SANDI_SUREL as SANDI

WAKTU = datetime(2026, 11, 3, 1, 30, tzinfo=timezone(timedelta(hours=8)))
SERVER = Surel("127.0.0.1", 25, Keamanan.TANPA, "xlkinerja@kpu.test", PENGGUNA)
A, B = "sekretaris@kpu.test", "subag@kpu.test"
TEKS = "Baru: 1\n  - Capaian!F4: tertulis 57,00%, seharusnya 75,00% … Ö\n.\nFrom sini\n" + "panjang " * 200 + "\n"


def pesan(*kepada: str, lampiran: Lampiran | None = None, tanda: str = "jalan 1") -> EmailMessage:
    return susun_surel(
        dari="xlkinerja@kpu.test",
        kepada=kepada,
        judul="xlkinerja: 1 temuan baru – KPU Kota Kupang",
        teks=TEKS,
        waktu=WAKTU,
        tanda=tanda,
        lampiran=lampiran,
    )


def kirim(surel: Surel, *kepada: str, tunggu: list[float] | None = None) -> dict[str, Gagal]:
    catat = [] if tunggu is None else tunggu
    return kirim_surel(surel, pesan(*kepada), kepada, konteks=percaya(), tidur=catat.append)


@pytest.fixture(autouse=True)
def _tanpa_sandi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SANDI, raising=False)


def test_sampai_utuh_dengan_lampiran() -> None:
    laporan = "<!DOCTYPE html>\n<p>Kupang – 75,00%</p>\n".encode() + b"x" * 5000 + b"\n"
    with server() as s:
        isi = pesan(A, B, lampiran=Lampiran("laporan-2026-11-03.html", laporan))
        assert kirim_surel(s.surel(), isi, (A, B)) == {}
    ((kepada, tiba),) = s.kotak.masuk
    assert kepada == [A, B]
    assert tiba["Subject"] == "xlkinerja: 1 temuan baru – KPU Kota Kupang"
    assert (tiba["From"], tiba["To"]) == ("xlkinerja@kpu.test", f"{A}, {B}")
    assert tiba["Date"] == "Tue, 03 Nov 2026 01:30:00 +0800"
    assert tiba["Auto-Submitted"] == "auto-generated"
    badan = tiba.get_body()
    assert badan is not None and badan.get_content().replace("\r\n", "\n") == TEKS
    (lampiran,) = tiba.iter_attachments()
    assert (lampiran.get_filename(), lampiran.get_content_type()) == ("laporan-2026-11-03.html", "text/html")
    assert lampiran.get_payload(decode=True) == laporan


def test_judul_panjang_tidak_dilipat() -> None:
    judul = "xlkinerja: 1 temuan baru, 1 selesai - KPU Kabupaten Belu, KPU Kabupaten Sikka, KPU Kabupaten Timor Tengah"
    isi = susun_surel(dari=A, kepada=[B], judul=judul, teks="x", waktu=WAKTU, tanda="t")
    with server() as s:
        assert kirim_surel(s.surel(), isi, (B,)) == {}
    assert s.kotak.masuk[0][1]["Subject"] == judul


def test_tanda_pesan_tetap_untuk_satu_kabar() -> None:
    satu, dua, lain = pesan(A), pesan(A), pesan(A, tanda="jalan 2")
    assert satu["Message-ID"] == dua["Message-ID"] != lain["Message-ID"]
    assert satu["Message-ID"].endswith("@kpu.test>")


@pytest.mark.parametrize("alamat", ["", "tanpa-domain", "a@kpu.test, b@kpu.test", "a@kpu.test\r\nBcc: c@kpu.test"])
def test_alamat_tidak_sah_ditolak_sebelum_dikirim(alamat: str) -> None:
    with pytest.raises(ValueError):
        pesan(alamat)


def test_judul_tidak_menjadi_kepala() -> None:
    isi = susun_surel(dari=A, kepada=[B], judul="satu\r\nBcc: c@kpu.test\n\nisi", teks="x", waktu=WAKTU, tanda="t")
    assert isi["Subject"] == "satu Bcc: c@kpu.test isi" and isi["Bcc"] is None


@pytest.mark.parametrize("keamanan", [Keamanan.STARTTLS, Keamanan.TLS])
def test_aman_dengan_sandi(keamanan: Keamanan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SANDI, RAHASIA)
    with server(keamanan, masuk=keamanan is Keamanan.STARTTLS) as s:
        assert kirim(s.surel(pengguna=PENGGUNA if keamanan is Keamanan.STARTTLS else None), A) == {}
    assert [kepada for kepada, _ in s.kotak.masuk] == [[A]]


@pytest.mark.parametrize("keamanan", [Keamanan.STARTTLS, Keamanan.TLS])
def test_sertifikat_tak_dikenal_atau_milik_server_lain_ditolak(keamanan: Keamanan) -> None:
    tunggu: list[float] = []
    with server(keamanan) as s:
        (gagal,) = kirim_surel(s.surel(), pesan(A), (A,), tidur=tunggu.append).values()
    assert gagal.sebab.startswith(f"sertifikat server surel 127.0.0.1:{s.port} tidak dipercaya (")
    with server(keamanan, nama="surel.contoh.test") as s2:
        (gagal,) = kirim(s2.surel(), A, tunggu=tunggu).values()
    assert "IP address mismatch" in gagal.sebab
    assert not gagal.tetap and not gagal.ulang and gagal.semua
    assert tunggu == [] and s.kotak.masuk == s2.kotak.masuk == []


def test_sandi_salah_tidak_diulang_dan_tidak_disebut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SANDI, "salah-sekali")
    tunggu: list[float] = []
    with server(Keamanan.STARTTLS, masuk=True) as s:
        hasil = kirim(s.surel(pengguna=PENGGUNA), A, B, tunggu=tunggu)
    gagal = Gagal(f"server surel 127.0.0.1:{s.port} menolak pengguna atau sandi (535)", semua=True)
    assert hasil == {A: gagal, B: gagal}
    assert tunggu == [] and s.kotak.masuk == []


def test_satu_dari_dua_alamat_ditolak() -> None:
    tunggu: list[float] = []
    with server() as s:
        s.kotak.tolak = {A: "550 5.1.1 tidak ada di sini"}
        hasil = kirim(s.surel(), A, B, tunggu=tunggu)
    assert hasil == {A: Gagal("alamatnya ditolak (550 5.1.1 tidak ada di sini)", tetap=True)}
    assert [kepada for kepada, _ in s.kotak.masuk] == [[B]] and tunggu == []


def test_semua_alamat_ditolak() -> None:
    with server() as s:
        s.kotak.tolak = {A: "550 tidak ada", B: "550 tidak ada"}
        hasil = kirim(s.surel(), A, B)
    assert hasil == dict.fromkeys((A, B), Gagal("alamatnya ditolak (550 tidak ada)", tetap=True))


def test_ditunda_lalu_diterima() -> None:
    """4xx for the message, then for one address: after a growing pause, only to whom it has not reached."""
    tunggu: list[float] = []
    with server() as s:
        s.kotak.jawab = ["451 sebentar", "452 sebentar lagi"]
        assert kirim(s.surel(), A, B, tunggu=tunggu) == {}
        assert tunggu == [5.0, 15.0]
        assert [kepada for kepada, _ in s.kotak.masuk] == [[A, B]]
        s.kotak.tolak = {A: "450 daftar abu-abu"}

        def terima(detik: float) -> None:
            s.kotak.tolak = {}

        assert kirim_surel(s.surel(), pesan(A, B), (A, B), tidur=terima) == {}
    assert [kepada for kepada, _ in s.kotak.masuk] == [[A, B], [B], [A]]
    assert s.kotak.masuk[1][1]["Message-ID"] == s.kotak.masuk[2][1]["Message-ID"]


def test_pesan_ditolak_untuk_seterusnya() -> None:
    tunggu: list[float] = []
    with server() as s:
        s.kotak.jawab = ["554 isinya tidak disukai"]
        hasil = kirim(s.surel(), A, tunggu=tunggu)
        assert hasil == {A: Gagal(f"server surel 127.0.0.1:{s.port} menolak (554 isinya tidak disukai)", tetap=True)}
    with server(terbesar=1000) as s:
        hasil = kirim(s.surel(), A, tunggu=tunggu)
    kata = f"server surel 127.0.0.1:{s.port} menolak: pesannya terlalu besar (552)"
    assert hasil == {A: Gagal(kata, tetap=True, besar=True)}
    assert tunggu == []


def test_pengirim_ditolak_dan_server_menutup() -> None:
    """Every other notice would fare the same; the first is for who set it up, and not a reason to give notices up."""
    tunggu: list[float] = []
    with server() as s:
        awal = f"server surel 127.0.0.1:{s.port} menolak"
        s.kotak.pengirim = "553 bukan alamat Anda"
        hasil = kirim(s.surel(), A, tunggu=tunggu)
        assert hasil == {A: Gagal(f"{awal} alamat pengirimnya (553)", semua=True)} and tunggu == []
        s.kotak.pengirim, s.kotak.jawab = "", ["421 tutup"] * 3
        assert kirim(s.surel(), A, tunggu=tunggu) == {A: Gagal(f"{awal} (421 tutup)", ulang=True, semua=True)}
    assert tunggu == [5.0, 15.0]


def test_server_diam() -> None:
    """It takes the connection and says nothing."""
    tunggu: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as diam:
        port = diam.getsockname()[1]
        for cara in (Keamanan.TANPA, Keamanan.TLS):
            surel = Surel("127.0.0.1", port, cara, "x@kpu.test", batas_waktu=0.05, percobaan=2)
            hasil = kirim(surel, A, tunggu=tunggu)
            kata = f"server surel 127.0.0.1:{port} tidak menjawab dalam 0.05 detik"
            assert hasil == {A: Gagal(kata, ulang=True, semua=True)}
    assert tunggu == [5.0, 5.0]


def test_server_tidak_ada() -> None:
    port, tunggu = port_kosong(), list[float]()
    hasil = kirim(Surel("127.0.0.1", port, Keamanan.TANPA, "x@kpu.test", percobaan=4), A, tunggu=tunggu)
    kata = f"server surel 127.0.0.1:{port} tidak dapat dihubungi, atau memutus sambungan"
    assert hasil == {A: Gagal(kata, ulang=True, semua=True)}
    assert tunggu == [5.0, 15.0, 45.0]
    assert list(jeda(6)) == [0.0, 5.0, 15.0, 45.0, 60.0, 60.0]


def test_tanpa_starttls_tidak_dikirim_terbuka() -> None:
    with server() as s:
        surel = Surel("127.0.0.1", s.port, Keamanan.STARTTLS, "x@kpu.test")
        (gagal,) = kirim(surel, A).values()
    assert gagal == Gagal(f"server surel 127.0.0.1:{s.port} tidak menyediakan STARTTLS", semua=True)
    assert s.kotak.masuk == []


def test_tanpa_pengamanan_hanya_ke_komputer_ini(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtplib, "SMTP", None)  # nothing is asked
    (gagal,) = kirim(Surel("192.0.2.1", 25, Keamanan.TANPA, "x@kpu.test"), A).values()
    assert gagal.sebab == "sambungan tanpa pengamanan hanya boleh ke server di komputer ini"
    ya, bukan = ("127.0.0.1", "127.8.9.1", "::1", "[::1]", "LocalHost"), ("192.0.2.1", "localhost.test", "", None)
    assert all(map(lokal, ya)) and not any(map(lokal, bukan))


# The password


class DiIngatan(KeyringBackend):
    """A keyring that lives as long as a test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.isi: dict[tuple[str, str], str] = {}
        self.terkunci = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.terkunci:
            raise KeyringLocked("terkunci")
        return self.isi.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.isi[service, username] = password


@pytest.fixture
def cincin() -> Iterator[DiIngatan]:
    lama, baru = keyring.get_keyring(), DiIngatan()
    keyring.set_keyring(baru)
    yield baru
    keyring.set_keyring(lama)


def test_sandi_dari_keyring(cincin: DiIngatan) -> None:
    keyring.set_password("xlkinerja", PENGGUNA, RAHASIA)
    assert sandi(SERVER) == RAHASIA
    with server(Keamanan.STARTTLS, masuk=True) as s:
        assert kirim(s.surel(pengguna=PENGGUNA), A) == {}
    assert len(s.kotak.masuk) == 1


def test_lingkungan_mendahului_keyring(cincin: DiIngatan, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_password("xlkinerja", PENGGUNA, "lama")
    monkeypatch.setenv(SANDI, RAHASIA)
    assert sandi(SERVER) == RAHASIA


def _tiada() -> str:
    with pytest.raises(SandiTiada) as salah:
        sandi(SERVER)
    return str(salah.value)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_keyring_kosong_terkunci_atau_tidak_terpasang(cincin: DiIngatan, monkeypatch: pytest.MonkeyPatch) -> None:
    kata = (
        "sandi kabar@kpu.test tidak ada di keyring; simpan dengan: keyring set xlkinerja kabar@kpu.test, "
        "atau isi variabel lingkungan XLKINERJA_SANDI_SUREL"
    )
    assert _tiada() == kata
    cincin.terkunci = True
    assert _tiada().startswith("keyring terkunci atau tidak dapat dibaca; buka keyring, ")
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert _tiada().endswith('atau pasang keyring: pip install "xlkinerja[sandi]"')
    with server(masuk=True) as s:
        (gagal,) = kirim(s.surel(pengguna=PENGGUNA), A).values()
    assert not gagal.tetap and not gagal.ulang and gagal.semua


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_sandi_di_luar_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SANDI, "rahasiä")
    with server(masuk=True) as s:
        (gagal,) = kirim(s.surel(pengguna=PENGGUNA), A).values()
    assert gagal.sebab == "pengguna atau sandi surel memuat huruf di luar ASCII, yang tidak dapat dikirim"
