"""A `Paket` and some changed parts into the bytes of a new zip; what is untouched is copied byte for byte.

Kept: order (in the file and in the directory), compressed bytes, CRC, dates, attributes, extra fields, data
descriptors, gaps, archive comment, zip64 records. PKWARE APPNOTE.TXT 4.3 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from xlkinerja.buku.paket import Anggota, Paket

_LOKAL = struct.Struct("<4s5H3L2H")
_PUSAT = struct.Struct("<4s6H3L5H2L")
_PENUH = 0xFFFFFFFF
_TINGKAT = 4  # on sheets as small as 6, in a quarter of the time


def rakit(paket: Paket, ganti: Mapping[str, bytes | None]) -> bytes:
    """The archive with parts replaced (new bytes), dropped (None) or, for names it does not have, added last.

    Keys of `ganti` are part names as in `Anggota.bagian`.
    """
    urut = sorted(paket.anggota, key=lambda a: a.header_offset)
    batas = [a.header_offset for a in urut] + [paket.awal_pusat]
    keluar = bytearray(paket.isi[: batas[0]])
    pusat: dict[str, bytes] = {}
    for a, akhir in zip(urut, batas[1:], strict=True):
        catatan = paket.isi[a.pusat_offset : a.pusat_offset + a.pusat_panjang]
        if a.bagian not in ganti:
            pusat[a.bagian] = _pindah(catatan, a.header_offset, len(keluar))
            keluar += paket.isi[a.header_offset : akhir]
        elif (isi := ganti[a.bagian]) is not None:
            lokal, pusat[a.bagian] = _ganti(paket, a, isi, len(keluar))
            keluar += lokal
    urutan = [pusat[a.bagian] for a in paket.anggota if a.bagian in pusat]
    for bagian, isi in ganti.items():
        if isi is not None and bagian not in pusat:
            lokal, catatan = _baru(bagian, isi, len(keluar))
            keluar += lokal
            urutan.append(catatan)
    awal = len(keluar)
    keluar += b"".join(urutan)
    return bytes(keluar + _ekor(paket.isi[paket.akhir_pusat :], len(urutan), awal, len(keluar) - awal))


def _tambahan(data: bytes) -> list[tuple[int, int, int]]:
    """Extra fields: (id, start including its header, end)."""
    hasil, posisi = [], 0
    while posisi + 4 <= len(data):
        nomor, n = struct.unpack_from("<2H", data, posisi)
        hasil.append((nomor, posisi, posisi + 4 + n))
        posisi += 4 + n
    return hasil


def _pindah(pusat: bytes, lama: int, baru: int) -> bytes:
    """A directory record whose member now lies at another offset."""
    if lama == baru:
        return pusat
    k = _PUSAT.unpack_from(pusat)
    hasil = bytearray(pusat)
    if k[16] != _PENUH:
        struct.pack_into("<L", hasil, 42, baru)
        return bytes(hasil)
    ekstra = _PUSAT.size + k[10]
    mulai = next(m for nomor, m, _ in _tambahan(pusat[ekstra : ekstra + k[11]]) if nomor == 1)
    mulai += ekstra + 4 + 8 * (k[9] == _PENUH) + 8 * (k[8] == _PENUH)
    struct.pack_into("<Q", hasil, mulai, baru)
    return bytes(hasil)


def _tanpa64(ekstra: bytes) -> bytes:
    """Extra fields without the zip64 one, which does not apply once the sizes are written plainly."""
    for nomor, awal, akhir in reversed(_tambahan(ekstra)):
        if nomor == 1:
            ekstra = ekstra[:awal] + ekstra[akhir:]
    return ekstra


def _ganti(paket: Paket, a: Anggota, isi: bytes, awal: int) -> tuple[bytes, bytes]:
    """Local and directory record of a member with new content; name, date, method, attributes as before."""
    data = _mampatkan(isi) if a.metode else isi
    ukuran = (zlib.crc32(isi), len(data), len(isi))
    bendera = a.flag & ~8
    lokal = _LOKAL.unpack_from(paket.isi, a.header_offset)
    batas = a.header_offset + _LOKAL.size + lokal[9]
    ekstra = _tanpa64(paket.isi[batas : batas + lokal[10]])
    kepala = _LOKAL.pack(*lokal[:2], bendera, *lokal[3:6], *ukuran, lokal[9], len(ekstra))
    nama = paket.isi[a.header_offset + _LOKAL.size : batas]
    lama = paket.isi[a.pusat_offset : a.pusat_offset + a.pusat_panjang]
    k = _PUSAT.unpack_from(lama)
    batas = _PUSAT.size + k[10]
    ekstra_pusat = _tanpa64(lama[batas : batas + k[11]])
    pusat = _PUSAT.pack(*k[:3], bendera, *k[4:7], *ukuran, k[10], len(ekstra_pusat), *k[12:16], awal)
    pusat += lama[_PUSAT.size : batas] + ekstra_pusat + lama[batas + k[11] :]
    return kepala + nama + ekstra + data, pusat


def _baru(nama: str, isi: bytes, awal: int) -> tuple[bytes, bytes]:
    """Local and directory record of an added member, dated 1 January 1980 so that output is reproducible."""
    data, kode = _mampatkan(isi), nama.encode("utf-8")
    bendera = 0 if nama.isascii() else 0x800
    umum = (20, bendera, 8, 0, 33, zlib.crc32(isi), len(data), len(isi), len(kode), 0)
    return (
        _LOKAL.pack(b"PK\x03\x04", *umum) + kode + data,
        _PUSAT.pack(b"PK\x01\x02", 20, *umum, 0, 0, 0, 0, awal) + kode,
    )


def _mampatkan(isi: bytes) -> bytes:
    mampat = zlib.compressobj(_TINGKAT, zlib.DEFLATED, -15)
    return mampat.compress(isi) + mampat.flush()


def _ekor(ekor: bytes, jumlah: int, awal: int, panjang: int) -> bytes:
    """End records with new counts; zip64 records and the comment kept."""
    hasil = bytearray(ekor)
    akhir = hasil.rfind(b"PK\x05\x06", max(0, len(hasil) - 65_557))
    dengan64 = akhir >= 76 and hasil.startswith(b"PK\x06\x06") and hasil[akhir - 20 :].startswith(b"PK\x06\x07")
    if dengan64:
        struct.pack_into("<4Q", hasil, 24, jumlah, jumlah, panjang, awal)
        struct.pack_into("<Q", hasil, akhir - 12, awal + panjang)
    for bentuk, letak, nilai in (
        ("<H", 8, jumlah),
        ("<H", 10, jumlah),
        ("<L", 12, panjang),
        ("<L", 16, awal),
    ):
        penuh = 0xFFFF if bentuk == "<H" else _PENUH
        (lama,) = struct.unpack_from(bentuk, hasil, akhir + letak)
        if not (dengan64 and lama == penuh):
            struct.pack_into(bentuk, hasil, akhir + letak, min(nilai, penuh))
    return bytes(hasil)
