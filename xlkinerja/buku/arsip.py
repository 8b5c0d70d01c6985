"""The bytes of a zip into its members, with every size, name, offset and CRC checked.

Independent of `zipfile`, which hides what the lossless writer needs and believes what a hostile file says.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NoReturn

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca

MB = 1 << 20
POTONG = 1 << 18
SIMPAN_ULANG = "buka di Excel lalu simpan ulang sebagai .xlsx"


@beku(frozen=True, slots=True)
class Batas:
    """What a package may cost, in bytes; `nisbah` (inflated / stored) counts from `nisbah_mulai` bytes on."""

    berkas: int = 200 * MB
    bagian: int = 64 * MB
    total: int = 512 * MB
    nisbah: int = 200
    nisbah_mulai: int = 8 * MB
    anggota: int = 10_000
    disimpan: int = 16 * MB


BATAS = Batas()


@beku(frozen=True, slots=True)
class Anggota:
    """One zip member. `nama` as stored, `bagian` with "/" and no leading "/".

    Offsets count from the start of the file, sizes are bytes. `pusat_offset`, `pusat_panjang`: its record
    in the central directory.
    """

    nama: str
    bagian: str
    header_offset: int
    data_offset: int
    terkompresi: int
    ukuran: int
    crc: int
    metode: int
    flag: int
    pusat_offset: int
    pusat_panjang: int


def _besar(bita: int) -> str:
    satuan, nama = (MB, "MB") if bita >= MB else (1024, "KB")
    return f"{bita / satuan:,.0f} {nama}".replace(",", ".")


def terlalu_besar(apa: str, bita: int, batas: int) -> str:
    """The refusal of something over its limit, both in bytes."""
    ukuran = f"{_besar(bita)}, batasnya {_besar(batas)}"
    return f"{apa} terlalu besar ({ukuran}); pecah buku kerja atau hapus isi yang tak perlu"


def _rusak(apa: str) -> NoReturn:
    raise BukuTakTerbaca(f"berkas terpotong atau rusak ({apa}); ambil salinan yang utuh atau {SIMPAN_ULANG}")


def _akhir_zip(isi: bytes) -> tuple[int, int, int]:
    """(members, offset of the central directory, its size) from the end records, zip64 included."""
    letak = isi.rfind(b"PK\x05\x06", max(0, len(isi) - 65_557))
    if letak < 0 or letak + 22 > len(isi):
        _rusak("akhir zip tidak ada")
    _, cakram, cakram_pusat, _, jumlah, ukuran, awal, _ = struct.unpack_from("<4s4H2LH", isi, letak)
    if cakram or cakram_pusat:
        _rusak("zip terbagi beberapa cakram")
    if 0xFFFF in (jumlah,) or 0xFFFFFFFF in (ukuran, awal):
        if letak < 20 or isi[letak - 20 : letak - 16] != b"PK\x06\x07":
            _rusak("akhir zip64 tidak ada")
        (letak64,) = struct.unpack_from("<Q", isi, letak - 12)
        if isi[letak64 : letak64 + 4] != b"PK\x06\x06" or letak64 + 56 > len(isi):
            _rusak("akhir zip64 tidak ada")
        jumlah, ukuran, awal = struct.unpack_from("<3Q", isi, letak64 + 32)
    if awal + ukuran > letak:
        _rusak("direktori pusat di luar berkas")
    return jumlah, awal, ukuran


def _zip64(ekstra: bytes, nilai: tuple[int, int, int]) -> tuple[int, int, int]:
    """(size, stored size, offset) with the 0xFFFFFFFF ones taken from the zip64 extra field."""
    i = 0
    while i + 4 <= len(ekstra):
        nomor, panjang = struct.unpack_from("<2H", ekstra, i)
        if nomor == 1:
            kotak = ekstra[i + 4 : i + 4 + panjang]
            angka = iter(struct.unpack_from(f"<{len(kotak) // 8}Q", kotak))
            a, b, c = (next(angka, -1) if n == 0xFFFFFFFF else n for n in nilai)
            return a, b, c
        i += 4 + panjang
    return nilai


def _anggota(isi: bytes, letak: int) -> Anggota:
    """The member whose central record stands at `letak`, its local header checked."""
    if isi[letak : letak + 4] != b"PK\x01\x02" or letak + 46 > len(isi):
        _rusak("direktori pusat")
    flag, metode = struct.unpack_from("<2H", isi, letak + 8)
    crc, terkompresi, ukuran, n, e, k = struct.unpack_from("<3L3H", isi, letak + 16)
    (offset,) = struct.unpack_from("<L", isi, letak + 42)
    mentah = isi[letak + 46 : letak + 46 + n]
    ekstra = isi[letak + 46 + n : letak + 46 + n + e]
    ukuran, terkompresi, offset = _zip64(ekstra, (ukuran, terkompresi, offset))
    nama = _nama(mentah, flag)
    if flag & 1:
        raise BukuTakTerbaca("zip berkata sandi; lepaskan sandinya lalu simpan sebagai .xlsx")
    if metode not in (0, 8):
        jenis = "deflate64" if metode == 9 else f"nomor {metode}"
        raise BukuTakTerbaca(f"bagian {nama} dimampatkan secara {jenis}, tidak didukung; {SIMPAN_ULANG}")
    if min(offset, terkompresi, ukuran) < 0 or offset + 30 > letak:
        _rusak(f"kepala bagian {nama}")
    if isi[offset : offset + 4] != b"PK\x03\x04":
        _rusak(f"kepala bagian {nama}")
    n_lokal, e_lokal = struct.unpack_from("<2H", isi, offset + 26)
    data = offset + 30 + n_lokal + e_lokal
    if isi[offset + 30 : offset + 30 + n_lokal] != mentah or data + terkompresi > letak:
        _rusak(f"kepala bagian {nama}")
    bagian = nama.replace("\\", "/").lstrip("/")
    return Anggota(nama, bagian, offset, data, terkompresi, ukuran, crc, metode, flag, letak, 46 + n + e + k)


def _nama(mentah: bytes, flag: int) -> str:
    try:
        nama = mentah.decode("utf-8" if flag & 0x800 else "cp437")
    except UnicodeDecodeError:
        _rusak("nama bagian")
    if not nama or "\0" in nama:
        _rusak("nama bagian")
    return nama


@beku(frozen=True, slots=True)
class Isi:
    """A zip's table of contents: members in file order and by folded name; the central directory."""

    anggota: tuple[Anggota, ...]
    indeks: dict[str, Anggota]
    awal_pusat: int
    akhir_pusat: int


def kunci_bagian(nama: str) -> str:
    """The form under which a part name is looked up: "/" only, none leading, lower case."""
    return nama.replace("\\", "/").lstrip("/").lower()


def daftar_isi(isi: bytes, batas: Batas = BATAS) -> Isi:
    """The table of contents of a zip, checked. BukuTakTerbaca when damaged, doubled, encrypted or a bomb."""
    jumlah, awal, ukuran = _akhir_zip(isi)
    if jumlah > batas.anggota:
        raise BukuTakTerbaca(f"berkas berisi {jumlah} bagian, batasnya {batas.anggota}; {SIMPAN_ULANG}")
    anggota: list[Anggota] = []
    letak = awal
    for _ in range(jumlah):
        anggota.append(_anggota(isi, letak))
        letak += anggota[-1].pusat_panjang
    if letak > awal + ukuran:
        _rusak("direktori pusat")
    indeks: dict[str, Anggota] = {}
    for a in anggota:
        if indeks.setdefault(kunci_bagian(a.bagian), a) is not a:
            raise BukuTakTerbaca(f"bagian {a.bagian} ada dua kali di dalam berkas (rusak); {SIMPAN_ULANG}")
    urut = sorted(anggota, key=lambda a: a.header_offset)
    for kiri, kanan in pairwise(urut):
        if kiri.data_offset + kiri.terkompresi > kanan.header_offset:
            _rusak(f"bagian {kiri.bagian} dan {kanan.bagian} bertumpukan")
    _periksa_ukuran(anggota, batas)
    return Isi(tuple(anggota), indeks, awal, letak)


def _periksa_ukuran(anggota: Iterable[Anggota], batas: Batas) -> None:
    total = 0
    for a in anggota:
        total += a.ukuran
        if a.ukuran > batas.bagian:
            raise BukuTakTerbaca(terlalu_besar(f"bagian {a.bagian} (bom zip?)", a.ukuran, batas.bagian))
        if a.ukuran > batas.nisbah_mulai and a.ukuran > batas.nisbah * max(1, a.terkompresi):
            kali = a.ukuran // max(1, a.terkompresi)
            raise BukuTakTerbaca(f"bagian {a.bagian} mengembang {kali} kali (bom zip?); {SIMPAN_ULANG}")
    if total > batas.total:
        raise BukuTakTerbaca(terlalu_besar("isi berkas (bom zip?)", total, batas.total))


def kembangkan(isi: bytes, a: Anggota) -> Iterator[bytes]:
    """The member's data in pieces; never more than its announced size."""
    panjang = crc = 0
    try:
        for potongan in _potongan(isi, a):
            panjang += len(potongan)
            if panjang > a.ukuran:
                _rusak(f"bagian {a.bagian} lebih besar daripada yang diumumkan")
            crc = zlib.crc32(potongan, crc)
            yield potongan
    except zlib.error:
        _rusak(f"bagian {a.bagian} tidak dapat dikembangkan")
    if panjang != a.ukuran:
        _rusak(f"bagian {a.bagian} tidak lengkap")
    if crc != a.crc:
        _rusak(f"CRC bagian {a.bagian} tidak cocok")


def _potongan(isi: bytes, a: Anggota) -> Iterator[bytes]:
    akhir = a.data_offset + a.terkompresi
    pengembang = zlib.decompressobj(-15)
    for i in range(a.data_offset, akhir, POTONG // 4):
        masuk = isi[i : min(i + POTONG // 4, akhir)]
        if a.metode == 0:
            yield masuk
            continue
        while masuk:
            yield pengembang.decompress(masuk, POTONG)
            masuk = pengembang.unconsumed_tail
    if a.metode:
        yield pengembang.flush()
        if not pengembang.eof:
            _rusak(f"bagian {a.bagian} tidak lengkap")
