"""A rule's example, run: the edits on the correct example workbook, and the findings that the engine then reports."""

from __future__ import annotations

from xlkinerja.aturan.contoh import alamat_contoh, contoh_buku
from xlkinerja.aturan.contoh_tabel import KETERANGAN
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Ubah
from xlkinerja.beku import beku
from xlkinerja.buku import Buku
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan, urai_a1


@beku(frozen=True, slots=True)
class SelDiubah:
    """One edit as a reader sees it: sheet, cell, heading of its column, new and former content as shown."""

    lembar: str
    sel: str
    kolom: str
    isi: str
    semula: str


@beku(frozen=True, slots=True)
class Peragaan:
    """An example that was run: what was edited, and what the rule found."""

    uraian: str
    ubah: tuple[SelDiubah, ...]
    temuan: tuple[Temuan, ...]


def peragakan(aturan: Aturan, contoh: Contoh) -> Peragaan:
    """Apply the edits to the correct example workbook, check it, and keep the findings of this rule."""
    sah, buku = contoh_buku(), contoh_buku(contoh.ubah)
    temuan = tuple(t for t in periksa_buku(buku).temuan if t.kode == aturan.kode)
    return Peragaan(contoh.uraian, tuple(_ubah(u, sah, buku) for u in contoh.ubah), temuan)


def _ubah(u: Ubah, sah: Buku, buku: Buku) -> SelDiubah:
    lembar, alamat = alamat_contoh(u.formulir, u.baris, u.bidang)
    isi, semula = (_tampil(b, lembar, alamat) for b in (buku, sah))
    keterangan = KETERANGAN.get(u.bidang.partition(":")[0])
    if keterangan is not None:
        return SelDiubah(lembar, alamat, keterangan, isi, semula)
    _, kepala = alamat_contoh(u.formulir, -1, u.bidang)
    return SelDiubah(lembar, alamat, _tampil(sah, lembar, kepala), isi, semula)


def _tampil(buku: Buku, nama: str, alamat: str) -> str:
    lembar = next(x for x in buku.lembar if x.nama == nama)
    return " ".join(lembar.sel(*urai_a1(alamat)).tampil.split())
