"""The workbooks of a province's offices, plausible and in agreement with each other, as real templates."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from tests.conftest import UJI_BERSAMA
from tests.isi_acak import isi_wajar
from xlkinerja.baca import baca_buku
from xlkinerja.buat import nama_berkas
from xlkinerja.buku import LEBAR, Buku
from xlkinerja.buku.berkas import buka
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.formulir.indikator import kunci
from xlkinerja.model import Satker
from xlkinerja.periksa import HasilPeriksa, Sendiri, gabungkan, periksa_sendiri
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import BarisIndikator, IsiBuku
from xlkinerja.templat.kanvas import Isi
from xlkinerja.temuan import Temuan, urai_a1

TAHUN = 2026
SATKER: Mapping[str, Satker] = {s.kode or "": s for s in daftar_satker()}
KABUPATEN = tuple(k for k in SATKER if k != "53")
PEMILIH = ("partisipasi-pemilih", "partisipasi-perempuan", "partisipasi-disabilitas")
Ubahan = Mapping[tuple[str, str], str | Decimal]
"""(sheet, or a defined name and ""; cell) -> new content."""


def nama(kode: str, tahun: int = TAHUN) -> str:
    """File name of an office's workbook."""
    return nama_berkas(SATKER[kode], tahun)


@cache
def pemilih(kode: str, indikator: str) -> tuple[Decimal, Decimal]:
    """Voters who took part and all of them; the province's are the sums."""
    if kode == "53":
        semua = [pemilih(k, indikator) for k in KABUPATEN]
        return sum((a for a, _ in semua), Decimal(0)), sum((b for _, b in semua), Decimal(0))
    acak = Random(f"{kode}/{indikator}")
    return Decimal(acak.randint(61, 79) * 1237), Decimal(123700)


def isi_ntt(kode: str) -> IsiBuku:
    """A complete workbook; the province's targets are below all others, so that none falls short of them."""
    isi = isi_wajar(SATKER[kode], TAHUN, 1)

    def ketua(b: BarisIndikator) -> BarisIndikator:
        k = kunci(b.baku.indikator)
        if kode == "53":
            b = replace(b, renstra={t: _rendah(b, n) for t, n in b.renstra.items()})
        if k in PEMILIH:
            hadir, semua = pemilih(kode, k)
            persen = (hadir / semua).quantize(Decimal("0.0001"))
            b = replace(b, pembilang=hadir, penyebut=semua, realisasi_tw=(None, None, None, persen))
        return b

    return replace(isi, ketua=tuple(map(ketua, isi.ketua)))


def _rendah(b: BarisIndikator, n: Isi) -> Isi:
    if not isinstance(n, Decimal):
        return "WDP" if n in ("WTP", "WDP") else "CC"
    if b.baku.polaritas == "Minimal":
        return Decimal(1)
    return Decimal("0.5") if b.baku.satuan == "%" else Decimal(50)


@cache
def bita(kode: str) -> bytes:
    """The office's workbook as a file, made by the first of the processes that run the tests (see conftest)."""
    tempat = Path(os.environ[UJI_BERSAMA]) / nama(kode)
    if not tempat.exists():
        sementara = tempat.with_name(f"{tempat.name}.{os.getpid()}")
        sementara.write_bytes(buat_templat(isi_ntt(kode)))
        sementara.replace(tempat)
    return tempat.read_bytes()


@cache
def _asli(kode: str) -> Sendiri:
    buku = buka(bita(kode))
    return periksa_sendiri(baca_buku(buku, nama(kode)), buku)


def buku(kode: str, ubah: Ubahan = {}) -> Buku:  # noqa: B006 - never changed
    """The office's workbook with some cells typed over."""
    hasil = buka(bita(kode))
    for (lembar, alamat), isi in ubah.items():
        tulis(hasil, lembar, alamat, isi)
    return hasil


def tulis(buku: Buku, lembar: str, alamat: str, isi: str | Decimal, *, rumus: bool = False) -> None:
    """Type over a cell; a name of Identitas ("tahun") with "" stands for its cell. `rumus`: its formula stays."""
    sel = buku.sel_bernama(f"xlk_identitas_{lembar}") if not alamat else None
    baris, kolom = (sel.baris, sel.kolom) if sel is not None else urai_a1(alamat)
    di = next(x for x in buku.lembar if x.nama == (sel.lembar if sel is not None else lembar))
    k = (baris - 1) * LEBAR + kolom - 1
    i = bisect_left(di.kunci, k)
    assert di.kunci[i] == k, f"{lembar}!{alamat} tidak tersimpan"
    di.jenis[i], di.isi[i] = ord("n" if isinstance(isi, Decimal) else "s"), str(isi)
    if not rumus:
        di.rumus.pop(k, None)


def sendiri(kode: str, ubah: Ubahan = {}, jalur: str = "") -> Sendiri:  # noqa: B006 - never changed
    """The office's workbook, read and checked on its own."""
    if not ubah and not jalur:
        return _asli(kode)
    isi = buku(kode, ubah)
    return periksa_sendiri(baca_buku(isi, jalur or nama(kode)), isi)


def bersama(masing: Sequence[Sendiri]) -> HasilPeriksa:
    """These workbooks checked together, in path order."""
    return gabungkan(sorted(masing, key=lambda m: m.berkas.jalur))


def temuan_w(hasil: HasilPeriksa) -> list[tuple[str, str, str | None, str | None]]:
    """(code, path, sheet, cell) of the findings of family W."""
    return [(t.kode, t.lokasi.berkas, t.lokasi.lembar, t.lokasi.sel) for t in semua_w(hasil)]


def semua_w(hasil: HasilPeriksa) -> list[Temuan]:
    """The findings of family W."""
    return [t for b in hasil.semua for t in b.temuan if t.kode.startswith("W")]
