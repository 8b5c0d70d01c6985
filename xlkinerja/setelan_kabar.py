"""The part of `xlkinerja.toml` about notices: the channels and who is told of which satker."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from urllib.parse import urlsplit

from xlkinerja.regeks import regeks
from xlkinerja.satker_disebut import bukan_satu, satker_disebut
from xlkinerja.setelan import Kabar, Keamanan, Penerima, Surel, Webhook
from xlkinerja.setelan_isian import Isian, tampilan
from xlkinerja.temuan import Tingkat

SEMUA = "semua"
_SUREL = regeks(r"[^\s@,;:<>()\"\\\[\]]+@[^\s@,;:<>()\"\\\[\]]+")
_BERNAMA = regeks(r"[^\W_][^<>\"@,;:()\[\]\\\x00-\x1f\x7f]{0,79} <([^<>\s]+)>")
"""A name that needs no quotes, before the address: KPU Provinsi NTT <kinerja@contoh.go.id>."""
_PORT = {Keamanan.STARTTLS: 587, Keamanan.TLS: 465, Keamanan.TANPA: 25}
_BATAS_WAKTU, _PERCOBAAN = (1, 600), (1, 10)
_BUKAN_KABAR = (".xlsx", ".xlsm", ".toml", ".db")


def baca_kabar(pangkal: Isian, tempat: Path, tingkat: Tingkat) -> Kabar | None:
    """[kabar] and [[penerima]]; None where neither is written. `tingkat`: that of the file, for notices without."""
    penerima = tuple(p for satu in pangkal.tabel_tabel("penerima") if (p := _penerima(satu)) is not None)
    isi = pangkal.tabel("kabar")
    if isi is None:
        return Kabar(penerima=penerima, tingkat=tingkat) if penerima else None
    kabar = Kabar(
        selalu=isi.logis("selalu", False),
        laporan=isi.logis("laporan", True),
        tingkat=isi.pilihan("tingkat", Tingkat) or tingkat,
        surel=_surel(isi.tabel("surel")),
        webhook=_webhook(isi.tabel("webhook")),
        berkas=_berkas(isi, tempat),
        penerima=penerima,
    )
    isi.tutup()
    return kabar


def baca_satker(isi: Isian, *, wajib: bool) -> tuple[str, ...] | None:
    """The key `satker`: codes of the offices meant, () for all; None if something is wrong."""
    contoh = 'tulis "semua" atau daftar kode satker di antara tanda kutip, mis. ["53.71"]'
    if not wajib and not isi.ada("satker"):
        isi.daftar("satker", contoh)
        return ()
    semua = isi.daftar("satker", contoh, wajib=wajib)
    if semua is None:
        return None
    if any(x.casefold() == SEMUA for x in semua):
        return ()
    kode = [_satu_satker(isi, x) for x in semua]
    return None if None in kode else tuple(dict.fromkeys(k for k in kode if k is not None))


def _satu_satker(isi: Isian, teks: str) -> str | None:
    cocok = satker_disebut(teks)
    if len(cocok) == 1:
        return cocok[0].kode
    isi.salah("satker", bukan_satu(teks, cocok))
    return None


def _penerima(isi: Isian) -> Penerima | None:
    surel = isi.daftar("surel", 'tulis alamatnya, mis. ["kasubbag@contoh.go.id"]', wajib=True)
    satker = baca_satker(isi, wajib=True)
    nama = isi.teks("nama", "tulis namanya, atau hapus")
    isi.tutup()
    sah = [_alamat_sah(isi, "surel", x) for x in surel or ()]
    return Penerima(surel, satker, nama) if surel is not None and satker is not None and all(sah) else None


def _alamat_sah(isi: Isian, kunci: str, alamat: str) -> bool:
    if len(alamat) <= 254 and _SUREL.fullmatch(alamat) is not None:
        return True
    isi.salah(kunci, f"{tampilan(alamat)} bukan alamat surel; tulis alamatnya saja, mis. kasubbag@contoh.go.id")
    return False


# Channels


def _surel(isi: Isian | None) -> Surel | None:
    if isi is None:
        return None
    server = isi.teks("server", 'tulis nama servernya, mis. "smtp.contoh.go.id"', wajib=True)
    keamanan = isi.pilihan("keamanan", Keamanan)
    port = isi.bilangan("port", 1, 65535)
    dari = isi.teks("dari", "tulis alamat pengirimnya", wajib=True)
    pengguna = isi.teks("pengguna", "tulis nama untuk masuk ke server, atau hapus")
    batas = isi.bilangan("batas_waktu", *_BATAS_WAKTU, bulat=False)
    kali = isi.bilangan("percobaan", *_PERCOBAAN)
    isi.tutup()
    bernama = _BERNAMA.fullmatch(dari) if dari is not None else None
    if dari is not None and not _alamat_sah(isi, "dari", bernama[1] if bernama is not None else dari):
        dari = None
    if server is not None and (re.search(r"[\s/@]|:\d*$", server) or not server.isascii()) and not _loopback(server):
        isi.salah("server", f"{tampilan(server)} bukan nama server; tulis namanya saja, port ditulis pada kunci port")
        server = None
    if keamanan is Keamanan.TANPA and server is not None and not _loopback(server):
        isi.salah("keamanan", '"tanpa" hanya untuk server di komputer ini (localhost); pilih "starttls" atau "tls"')
    if server is None or dari is None:
        return None
    cara = keamanan or Keamanan.STARTTLS
    return Surel(server, int(port or _PORT[cara]), cara, dari, pengguna, float(batas or 30), int(kali or 3))


def _webhook(isi: Isian | None) -> Webhook | None:
    if isi is None:
        return None
    url = isi.teks("url", 'tulis alamatnya, mis. "https://contoh.go.id/kabar"', wajib=True)
    batas = isi.bilangan("batas_waktu", *_BATAS_WAKTU, bulat=False)
    kali = isi.bilangan("percobaan", *_PERCOBAAN)
    isi.tutup()
    if url is None:
        return None
    if salah := _url_salah(url):
        isi.salah("url", salah)
        return None
    return Webhook(url, float(batas or 30), int(kali or 3))


def _url_salah(url: str) -> str:
    """What is wrong with an address, "" if nothing; never the address itself, since part of it may be secret."""
    try:
        bagian = urlsplit(url)
        host, _ = bagian.hostname or "", bagian.port
    except ValueError:
        return "bukan alamat web; tulis seperti https://contoh.go.id/kabar"
    if not url.isascii() or re.search(r"[\s\"<>\\^`{|}]", url) or not host or bagian.scheme not in ("http", "https"):
        return "bukan alamat web; tulis seperti https://contoh.go.id/kabar"
    if bagian.username is not None:
        return "memuat nama atau sandi sebelum tanda @; hapus dari alamatnya"
    if bagian.scheme == "http" and not _loopback(host):
        return "tidak terenkripsi; pakai https (http hanya untuk komputer ini sendiri, localhost)"
    return ""


def _loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _berkas(isi: Isian, tempat: Path) -> Path | None:
    """`berkas = "kabar.txt"`, or the table [kabar.berkas] with `jalur`; relative to the settings file."""
    contoh = 'tulis nama berkasnya, mis. "kabar.txt"'
    if isinstance(isi.isi.get("berkas"), dict):
        tabel = isi.tabel("berkas")
        assert tabel is not None
        isi, kunci = tabel, "jalur"
        jalur = isi.teks(kunci, contoh, wajib=True)
        isi.tutup()
    else:
        kunci = "berkas"
        jalur = isi.teks(kunci, contoh)
    if jalur is None:
        return None
    try:
        tujuan = tempat.parent / jalur
        folder = tujuan.is_dir()
    except (OSError, ValueError):
        isi.salah(kunci, f"{tampilan(jalur)} bukan nama berkas; {contoh}")
        return None
    if folder or tujuan.suffix.lower() in _BUKAN_KABAR:
        apa = "adalah folder" if folder else "bukan berkas teks"
        isi.salah(kunci, f"{tampilan(jalur)} {apa}; {contoh}")
        return None
    return tujuan
