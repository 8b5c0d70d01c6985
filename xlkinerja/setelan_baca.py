"""`xlkinerja.toml` -> `Setelan`: everything in it is checked, and all that is wrong is told at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from xlkinerja.aturan import SEMUA
from xlkinerja.galat_os import sebab_os
from xlkinerja.hitung import Jenjang, Skala, periksa_skala
from xlkinerja.katalog import kode_mirip
from xlkinerja.konsol import aman
from xlkinerja.setelan import TAK_DITERIMA, Abaikan, Setelan, SetelanSalah
from xlkinerja.setelan_isian import Galat, Isian, tampilan
from xlkinerja.setelan_kabar import baca_kabar, baca_satker
from xlkinerja.setelan_toml import TERBESAR, Toml, TomlSalah, urai_toml
from xlkinerja.temuan import Tingkat

_KODE = frozenset(a.kode for a in SEMUA)
_JAUH = 100_000
"""Percent; no scale has a bound beyond it."""


def baca_setelan(tempat: Path) -> Setelan:
    """The settings in a file. Raises SetelanSalah."""
    nama = aman(str(tempat))
    try:
        with tempat.open("rb") as berkas:
            bita = berkas.read(TERBESAR + 1)
    except (OSError, ValueError) as galat:
        sebab = sebab_os(galat) if isinstance(galat, OSError) else "nama berkasnya tidak sah"
        raise SetelanSalah((f"{nama}: tidak dapat dibaca ({sebab}); periksa jalur dan izinnya",)) from None
    return urai_setelan(bita, tempat)


def urai_setelan(bita: bytes, tempat: Path) -> Setelan:
    """The settings in a file's bytes; `tempat`: where it lies. Raises SetelanSalah."""
    nama = aman(str(tempat))
    try:
        toml = urai_toml(bita)
    except TomlSalah as salah:
        di = f", baris {salah.baris}" if salah.baris is not None else ""
        raise SetelanSalah((f"{nama}{di}: {salah}",)) from None
    return _setelan(toml, tempat, Galat(nama, toml))


def _setelan(toml: Toml, tempat: Path, galat: Galat) -> Setelan:
    isi = Isian(toml.isi, (), galat)
    tingkat = isi.pilihan("tingkat", Tingkat)
    abaikan = tuple(a for satu in isi.tabel_tabel("abaikan") for a in _abaikan(satu))
    skala = _skala(isi)
    kabar = baca_kabar(isi, tempat, tingkat or Tingkat.PERINGATAN)
    isi.tutup()
    if galat.pesan:
        raise SetelanSalah(galat.pesan)
    return Setelan(tempat, tingkat, abaikan, skala, kabar)


def _abaikan(isi: Isian) -> tuple[Abaikan, ...]:
    kode = isi.daftar("kode", 'tulis kode aturannya, mis. "J211" (lihat xlkinerja aturan)', wajib=True)
    alasan = isi.teks("alasan", 'tulis alasannya, mis. "menunggu surat KPU RI"', wajib=True)
    sampai = isi.tanggal("sampai")
    satker = baca_satker(isi, wajib=False)
    isi.tutup()
    sah = [_kode_sah(isi, k.upper()) for k in kode or ()]
    if kode is None or alasan is None or sampai is None or satker is None or not all(sah):
        return ()
    return tuple(Abaikan(k.upper(), alasan, sampai, satker) for k in kode)


def _kode_sah(isi: Isian, kode: str) -> bool:
    if "," in kode or " " in kode:
        isi.salah("kode", f'{tampilan(kode)} bukan satu kode; tulis beberapa kode sebagai daftar: ["J211", "K201"]')
    elif kode not in _KODE:
        mirip = ", ".join(kode_mirip(kode)[:3])
        isi.salah("kode", f"{tampilan(kode)} tidak ada dalam daftar aturan; terdekat: {mirip} (lihat xlkinerja aturan)")
    elif kode in TAK_DITERIMA:
        isi.salah("kode", f"{kode} (berkas tidak dapat dibaca) tidak dapat diabaikan; keluarkan berkasnya dari folder")
    else:
        return True
    return False


# The scale


def _skala(isi: Isian) -> Skala | None:
    """The scale that the tables [[skala]] make; None where there are none or something is wrong."""
    ditulis = isi.ada("skala")
    semua = isi.tabel_tabel("skala")
    if not semua:
        if ditulis and isi.isi["skala"] == []:
            isi.salah("skala", "kosong; tulis sedikitnya satu jenjang [[skala]], atau hapus")
        return None
    jenjang = [_jenjang(satu) for satu in semua]
    sah = tuple(j for j in jenjang if j is not None)
    if len(sah) < len(jenjang) or not _nama_berlainan(semua, sah):
        return None
    batas = [abs(n) for j in sah for n in (j.bawah, j.atas) if n is not None]
    if batas and max(batas) <= 2:
        isi.salah("skala", "batasnya tertulis sebagai pecahan; tulis dalam persen, mis. 85, bukan 0.85")
        return None
    cacat = periksa_skala(sah)
    for pesan in cacat:
        isi.salah("skala", f"{_tanpa_titik(pesan)}; {_AJARAN}")
    return None if cacat else sah


_AJARAN = "tiap jenjang mulai bawah sampai di bawah atas; hanya yang teratas tanpa atas, yang terbawah tanpa bawah"


def _jenjang(isi: Isian) -> Jenjang | None:
    nama = isi.teks("kategori", 'tulis nama kategorinya, mis. "Sangat Baik"', wajib=True)
    bawah, atas = (isi.bilangan(k, -_JAUH, _JAUH, bulat=False) for k in ("bawah", "atas"))
    isi.tutup()
    rusak = (isi.ada("bawah") and bawah is None) or (isi.ada("atas") and atas is None)
    return None if nama is None or rusak else Jenjang(_rapi(bawah), _rapi(atas), nama)


def _rapi(batas: Decimal | None) -> Decimal | None:
    """85.0 as 85, so that a scale does not differ by how it is written."""
    return None if batas is None else batas.to_integral_value() if batas == int(batas) else batas.normalize()


def _nama_berlainan(semua: list[Isian], jenjang: Skala) -> bool:
    sudah: set[str] = set()
    for isi, j in zip(semua, jenjang, strict=True):
        if j.nama.casefold() in sudah:
            isi.salah("kategori", f"{tampilan(j.nama)} sudah ada di atasnya; tiap jenjang punya nama sendiri")
            return False
        sudah.add(j.nama.casefold())
    return True


def _tanpa_titik(pesan: str) -> str:
    return pesan[:1].lower() + pesan[1:].rstrip(".")
