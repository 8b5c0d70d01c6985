"""The bytes of an .xlsx file into a `Paket`: its parts, relationships and sheets, after a preflight.

The preflight names every file that is no workbook for what it is, and bounds time and memory: sizes are
checked as announced and counted while inflating; a DTD in any XML part makes the file unreadable.
"""

from __future__ import annotations

import posixpath
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from urllib.parse import unquote

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.arsip import (
    BATAS,
    MB,
    SIMPAN_ULANG,
    Anggota,
    Batas,
    daftar_isi,
    kembangkan,
    kunci_bagian,
    terlalu_besar,
)
from xlkinerja.buku.kenali import tolak_bukan_zip, tolak_jenis
from xlkinerja.buku.urai import pesan_dtd, urai_xml
from xlkinerja.galat_os import sebab_os

__all__ = [
    "BATAS", "MB", "Anggota", "Batas", "Hubungan", "LembarPaket", "Paket",
    "baca_bita", "buka_paket", "urai_xml",
]  # fmt: skip


@beku(frozen=True, slots=True)
class Hubungan:
    """A relationship: `jenis` is the last segment of its type ("worksheet"), `sasaran` an absolute part name.

    Of an external target (`mode` "External") `sasaran` is the text as written.
    """

    jenis: str
    sasaran: str
    mode: str = "Internal"


@beku(frozen=True, slots=True)
class LembarPaket:
    """A sheet in workbook order. `jenis`: "worksheet", "chartsheet", …; `keadaan` as in `Lembar`."""

    nama: str
    bagian: str
    jenis: str
    keadaan: str
    id_lembar: str
    rid: str


@dataclass(slots=True)
class Paket:
    """A workbook's zip. Part names are looked up without regard to case, leading "/" or backslashes."""

    isi: bytes
    anggota: tuple[Anggota, ...]
    awal_pusat: int
    """Offset of the central directory."""
    akhir_pusat: int
    """Offset after the central directory's last record; the end records and the comment follow."""
    buku: str = ""
    lembar: tuple[LembarPaket, ...] = ()
    _indeks: dict[str, Anggota] = field(default_factory=dict)
    _simpan: dict[str, bytes] = field(default_factory=dict)
    _hubungan: dict[str, dict[str, Hubungan]] = field(default_factory=dict)

    def nama_bagian(self) -> tuple[str, ...]:
        """All part names in file order (folder entries left out)."""
        return tuple(a.bagian for a in self.anggota if not a.bagian.endswith("/"))

    def ada(self, nama: str) -> bool:
        """Whether the package has this part."""
        return kunci_bagian(nama) in self._indeks

    def cari(self, nama: str) -> Anggota:
        """The member of a part. BukuTakTerbaca if there is none."""
        anggota = self._indeks.get(kunci_bagian(nama))
        if anggota is None:
            raise BukuTakTerbaca(f"bagian {nama} tidak ada di dalam berkas (rusak); {SIMPAN_ULANG}")
        return anggota

    def baca(self, nama: str) -> bytes:
        """The inflated bytes of a part, size and CRC checked."""
        anggota = self.cari(nama)
        tersimpan = self._simpan.get(anggota.bagian)
        return tersimpan if tersimpan is not None else b"".join(kembangkan(self.isi, anggota))

    def alirkan(self, nama: str) -> Iterator[bytes]:
        """The inflated bytes of a part in pieces of at most 256 KB, size and CRC checked at the end."""
        anggota = self.cari(nama)
        tersimpan = self._simpan.get(anggota.bagian)
        return iter((tersimpan,)) if tersimpan is not None else kembangkan(self.isi, anggota)

    def rentang_mentah(self, anggota: Anggota) -> tuple[int, int]:
        """(start, end) of a member in the file: local header, data, data descriptor, to copy it raw."""
        berikut = (a.header_offset for a in self.anggota if a.header_offset > anggota.header_offset)
        return anggota.header_offset, min(berikut, default=self.awal_pusat)

    def hubungan(self, bagian: str) -> dict[str, Hubungan]:
        """The relationships of a part ("" = the package) by id, in file order; empty if it has none."""
        kunci = kunci_bagian(bagian)
        if kunci not in self._hubungan:
            self._hubungan[kunci] = _baca_hubungan(self, bagian)
        return self._hubungan[kunci]

    def jenis_isi(self, bagian: str) -> str:
        """Content type of a part, "" if none is declared."""
        khusus, bawaan = self._jenis_isi()
        kunci = kunci_bagian(bagian)
        return khusus.get(kunci) or bawaan.get(kunci.rpartition(".")[2], "")

    def _jenis_isi(self) -> tuple[dict[str, str], dict[str, str]]:
        khusus: dict[str, str] = {}
        bawaan: dict[str, str] = {}

        def mulai(tag: str, atribut: dict[str, str], _tingkat: int) -> None:
            if tag == "Override":
                khusus[kunci_bagian(atribut.get("PartName", ""))] = atribut.get("ContentType", "")
            elif tag == "Default":
                bawaan[atribut.get("Extension", "").lower()] = atribut.get("ContentType", "")

        nama = "[Content_Types].xml"
        urai_xml(self.alirkan(nama), nama, mulai)
        return khusus, bawaan


def baca_bita(jalur: str | PathLike[str], batas: Batas = BATAS) -> bytes:
    """The bytes of a file. BukuTakTerbaca when missing, not ours to read, no regular file, or too large."""
    try:
        keterangan = Path(jalur).stat()
        if stat.S_ISDIR(keterangan.st_mode):
            raise BukuTakTerbaca("ini folder, bukan berkas; berikan berkas .xlsx di dalamnya")
        if not stat.S_ISREG(keterangan.st_mode):
            raise BukuTakTerbaca("ini bukan berkas biasa; salin dahulu menjadi berkas .xlsx")
        if keterangan.st_size > batas.berkas:
            raise BukuTakTerbaca(terlalu_besar("berkas", keterangan.st_size, batas.berkas))
        with Path(jalur).open("rb") as berkas:
            isi = berkas.read(batas.berkas + 1)
    except FileNotFoundError:
        raise BukuTakTerbaca("berkas tidak ditemukan; periksa nama dan foldernya") from None
    except PermissionError:
        raise BukuTakTerbaca(
            "berkas tidak boleh dibaca; tutup berkas itu di Excel, atau minta izin baca kepada pemiliknya"
        ) from None
    except (OSError, ValueError) as sebab:
        alasan = sebab_os(sebab) if isinstance(sebab, OSError) else "jalur tidak sah"
        pesan = f"berkas tidak dapat dibaca ({alasan}); salin ke folder lain lalu ulangi"
        raise BukuTakTerbaca(pesan) from sebab
    if len(isi) > batas.berkas:
        raise BukuTakTerbaca(terlalu_besar("berkas", len(isi), batas.berkas))
    return isi


_DTD = (b"<!DOCTYPE", b"<!ENTITY")
_DTD_16 = tuple(t.decode().encode(s) for t in _DTD for s in ("utf-16-le", "utf-16-be"))


def _pindai_dtd(paket: Paket, batas: Batas) -> None:
    """Inflate every XML part once (counted, CRC checked), refuse a DTD, keep small parts.

    A part is XML by its name, or because it begins like one whatever its name.
    """
    tersimpan = 0
    for a in paket.anggota:
        if not a.bagian.lower().endswith((".xml", ".rels", ".vml")) and not _mirip_xml(paket, a):
            continue
        simpan = a.ukuran <= MB and tersimpan + a.ukuran <= batas.disimpan
        kumpulan: list[bytes] = []
        ekor = b""
        tanda: tuple[bytes, ...] = _DTD
        for i, potongan in enumerate(kembangkan(paket.isi, a)):
            if i == 0 and (potongan[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in potongan[:4]):
                tanda = _DTD_16
            if any(t in potongan or t in ekor + potongan[:20] for t in tanda):
                raise BukuTakTerbaca(pesan_dtd(a.bagian))
            ekor = potongan[-20:] if len(potongan) >= 20 else (ekor + potongan)[-20:]
            if simpan:
                kumpulan.append(potongan)
        if simpan:
            paket._simpan[a.bagian] = b"".join(kumpulan)
            tersimpan += a.ukuran


def _mirip_xml(paket: Paket, a: Anggota) -> bool:
    awal = next(iter(kembangkan(paket.isi, a)), b"")[:64]
    return awal.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _baca_hubungan(paket: Paket, bagian: str) -> dict[str, Hubungan]:
    folder, _, nama = bagian.replace("\\", "/").lstrip("/").rpartition("/")
    rels = posixpath.join(folder, "_rels", nama + ".rels")
    hasil: dict[str, Hubungan] = {}

    def mulai(tag: str, atribut: dict[str, str], _tingkat: int) -> None:
        if tag == "Relationship":
            jenis = atribut.get("Type", "").rpartition("/")[2]
            sasaran, mode = atribut.get("Target", ""), atribut.get("TargetMode", "Internal")
            if mode != "External":
                sasaran = _sasaran(paket, folder, sasaran)
            hasil[atribut.get("Id", "")] = Hubungan(jenis, sasaran, mode)

    if paket.ada(rels):
        urai_xml(paket.alirkan(rels), rels, mulai)
    return hasil


def _sasaran(paket: Paket, folder: str, sasaran: str) -> str:
    """The absolute part name of a target written in a part of `folder`, spelled as in the zip."""
    jalur = posixpath.normpath(posixpath.join("/", folder, sasaran.replace("\\", "/"))).lstrip("/")
    for calon in (jalur, unquote(jalur)):
        if paket.ada(calon):
            return paket.cari(calon).bagian
    return jalur


def _cari_buku(paket: Paket) -> str:
    """The workbook part's name. BukuTakTerbaca, saying what the package is, when it has none."""
    if paket.ada("mimetype"):
        tolak_jenis(paket.baca("mimetype")[:200].decode("latin-1"))
    if not paket.ada("[Content_Types].xml") or not paket.ada("_rels/.rels"):
        raise BukuTakTerbaca("arsip zip biasa, bukan buku kerja Excel; ekstrak lalu berikan berkas .xlsx")
    utama = [h.sasaran for h in paket.hubungan("").values() if h.jenis == "officeDocument"]
    if not utama or not paket.ada(utama[0]):
        raise BukuTakTerbaca(f"bagian buku kerja (workbook.xml) tidak ada di dalam berkas; {SIMPAN_ULANG}")
    tolak_jenis(paket.jenis_isi(utama[0]))
    if utama[0].lower().endswith(".bin"):
        tolak_jenis("sheet.binary")
    return utama[0]


def _baca_lembar(paket: Paket) -> tuple[LembarPaket, ...]:
    hubungan = paket.hubungan(paket.buku)
    hasil: list[LembarPaket] = []
    akar: list[str] = []

    def mulai(tag: str, atribut: dict[str, str], tingkat: int) -> None:
        if tingkat == 1:
            akar.append(tag)
        elif tag == "sheet" and tingkat == 3:
            hasil.append(_lembar(paket, hubungan, atribut))

    urai_xml(paket.alirkan(paket.buku), paket.buku, mulai)
    if akar != ["workbook"]:
        raise BukuTakTerbaca(f"bagian {paket.buku} bukan buku kerja; {SIMPAN_ULANG}")
    for apa, beda in (("nama", {x.nama.lower() for x in hasil}), ("isi", {x.bagian for x in hasil})):
        if len(beda) < len(hasil):
            raise BukuTakTerbaca(f"dua lembar mempunyai {apa} yang sama (rusak); {SIMPAN_ULANG}")
    if not any(x.jenis == "worksheet" for x in hasil):
        raise BukuTakTerbaca("buku kerja ini tidak mempunyai lembar kerja; berikan yang berisi tabel")
    return tuple(hasil)


def _lembar(paket: Paket, hubungan: dict[str, Hubungan], atribut: dict[str, str]) -> LembarPaket:
    nama = atribut.get("name", "")
    rid = next((v for k, v in atribut.items() if re.search(r"/relationships id$", k)), "")
    tautan = hubungan.get(rid)
    if tautan is None or not paket.ada(tautan.sasaran):
        raise BukuTakTerbaca(f'lembar "{nama}" tidak ada isinya di dalam berkas (rusak); {SIMPAN_ULANG}')
    keadaan = atribut.get("state", "visible")
    if keadaan not in ("visible", "hidden", "veryHidden"):
        keadaan = "visible"
    return LembarPaket(nama, tautan.sasaran, tautan.jenis, keadaan, atribut.get("sheetId", ""), rid)


def buka_paket(isi: bytes, batas: Batas = BATAS) -> Paket:
    """The package in `isi`, all its XML parts inflated once and found sound. BukuTakTerbaca otherwise."""
    if len(isi) > batas.berkas:
        raise BukuTakTerbaca(terlalu_besar("berkas", len(isi), batas.berkas))
    tolak_bukan_zip(isi)
    isi_zip = daftar_isi(isi, batas)
    paket = Paket(isi, isi_zip.anggota, isi_zip.awal_pusat, isi_zip.akhir_pusat, _indeks=isi_zip.indeks)
    _pindai_dtd(paket, batas)
    paket.buku = _cari_buku(paket)
    paket.lembar = _baca_lembar(paket)
    return paket
