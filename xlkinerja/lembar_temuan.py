"""The sheet "Temuan": what its columns are, and what an earlier one says. `susun_temuan` makes it.

Whoever answers for a finding sets its status to "diterima" and gives a reason; it stays accepted while its figures
are unchanged. Two hidden columns are ours: the former style of a marked cell, and what the finding is known by.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlkinerja.baca import LEMBAR_TEMUAN, lembar_milik_kita
from xlkinerja.beku import beku
from xlkinerja.buku import Buku
from xlkinerja.temuan import urai_a1

KEPALA = (
    "No",
    "Kode",
    "Tingkat",
    "Lembar",
    "Sel",
    "Tertulis",
    "Seharusnya",
    "Selisih",
    "Uraian",
    "Sebab",
    "Saran",
    "Status",
    "Alasan Diterima",
    "gaya semula",
    "sidik",
)
LEBAR_KOLOM = (5, 7, 12, 20, 8, 18, 18, 16, 46, 40, 40, 14, 30, 12, 12)
TERSEMBUNYI = frozenset({14, 15})
KOLOM_TINGKAT, KOLOM_STATUS, KOLOM_GAYA = 3, 12, 14
BARIS_KEPALA = 4
TERBUKA, DIPERBAIKI, DITERIMA, TERBUKA_LAGI = "terbuka", "sudah diganti", "diterima", "terbuka lagi"
CATATAN = (
    "Lembar ini ditulis ulang setiap kali perintah hitung dijalankan; yang dipertahankan hanya kolom Status (diterima) "
    "dan Alasan Diterima."
)


@beku(frozen=True, slots=True)
class Tercatat:
    """A row of an earlier findings sheet: its texts by heading, its cell."""

    isi: Mapping[str, str]
    lembar: str
    baris: int
    kolom: int

    @property
    def diperbaiki(self) -> bool:
        """True if the row records a computed cell that was replaced."""
        return self.isi["Status"] == DIPERBAIKI

    @property
    def alasan(self) -> str:
        """Why the finding was accepted, as somebody wrote it."""
        return " ".join(self.isi["Alasan Diterima"].split())

    @property
    def diterima(self) -> bool:
        """True if it is marked as accepted with a reason."""
        return self.isi["Status"].strip().casefold() == DITERIMA and bool(self.alasan)

    @property
    def teks(self) -> tuple[str, ...]:
        """The cells after the number, in the order of today's headings."""
        return tuple(self.isi[k] for k in KEPALA[1:])


def nama_lembar_temuan(buku: Buku) -> str:
    """Name of our sheet: the one that is there, else "Temuan", or a free name if a sheet of the user has that one."""
    milik = next((x.nama for x in buku.lembar if lembar_milik_kita(x)), None)
    if milik is not None:
        return milik
    dipakai = {x.nama.casefold() for x in buku.lembar}
    calon = (LEMBAR_TEMUAN, f"{LEMBAR_TEMUAN} xlkinerja", *(f"{LEMBAR_TEMUAN} ({i})" for i in range(2, 1000)))
    return next(n for n in calon if n.casefold() not in dipakai)


def baca_temuan(buku: Buku) -> tuple[Tercatat, ...]:
    """The rows of the findings sheet that a run before wrote; () if there is none."""
    lembar = next((x for x in buku.lembar if lembar_milik_kita(x)), None)
    if lembar is None:
        return ()
    # By heading: the sheet may be one of an earlier version, which had fewer columns.
    kolom = {lembar.sel(BARIS_KEPALA, k).tampil: k for k in range(1, len(KEPALA) + 1)}
    hasil = []
    for baris, _, _ in lembar.baris_terisi():
        isi = {n: lembar.sel(baris, kolom[n]).tampil if n in kolom else "" for n in KEPALA}
        if baris <= BARIS_KEPALA or not isi["Kode"]:
            continue
        b, k = _urai(isi["Sel"])
        hasil.append(Tercatat(isi, isi["Lembar"], b, k))
    return tuple(hasil)


def baca_penerimaan(buku: Buku) -> dict[str, str]:
    """What was accepted in the workbook: what each finding is known by (`Temuan.tanda_terima`) -> the reason."""
    return {c.isi["sidik"]: c.alasan for c in baca_temuan(buku) if c.diterima}


def _urai(alamat: str) -> tuple[int, int]:
    try:
        return urai_a1(alamat)
    except ValueError:
        return 0, 0
