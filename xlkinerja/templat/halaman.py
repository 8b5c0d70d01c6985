"""How a sheet prints, scrolls and is protected; what its cells accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlkinerja.hitung import OPINI, SAKIP
from xlkinerja.templat.kanvas import TINGGI_BAKU, Kanvas

A4, F4 = 9, 14
"""Paper: A4, and Folio (the nearest that spreadsheet programs know to the F4 of Indonesian offices)."""

Area = tuple[int, int, int, int]
_IZIN = {
    "insert_rows": True,
    "delete_rows": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_hyperlinks": True,
    "sort": True,
    "autofilter": True,
}


def atur_halaman(
    kanvas: Kanvas,
    *,
    kaki: str,
    mendatar: bool,
    area: Area,
    kertas: int = A4,
    ulang: tuple[int, int] | None = None,
    beku: tuple[int, int] | None = None,
    penutup: int | None = None,
    pisah: Sequence[int] = (),
) -> None:
    """Page set-up: fits the width, header rows repeated, page numbers; then protection without a password.

    `area`: printed rectangle (row, column, row, column); `ulang`: first and last row repeated on each page; `beku`:
    first row and column that scroll; `penutup`: first row of what closes the sheet (counts, signature), which is kept
    on one page; `pisah`: rows that begin a new page.
    """
    ws = kanvas.ws
    ws.set_paper(kertas)
    (ws.set_landscape if mendatar else ws.set_portrait)()
    ws.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    ws.set_footer(f"&L&8{kaki.replace('&', '&&')}&R&8Halaman &P dari &N")
    ws.print_area(area[0] - 1, area[1] - 1, area[2] - 1, area[3] - 1)
    if ulang is not None:
        ws.repeat_rows(ulang[0] - 1, ulang[1] - 1)
    if beku is not None:
        ws.freeze_panes(beku[0] - 1, beku[1] - 1)
    _bagi_halaman(kanvas, _Halaman(kanvas, area, kertas, mendatar), ulang, penutup, list(pisah))
    ws.ignore_errors({"number_stored_as_text": "A1:XFD1048576", "formula_unlocked": "A1:XFD1048576"})
    ws.protect("", dict(_IZIN))


def _bagi_halaman(
    kanvas: Kanvas, h: _Halaman, ulang: tuple[int, int] | None, penutup: int | None, pisah: list[int]
) -> None:
    """One page wide, and one page long where that is nearly enough. Page breaks where they are wanted: LibreOffice
    keeps them, Excel lets pages flow while it fits the width."""
    nisbah = h.semua / h.muat
    satu = not pisah and _AMAN < nisbah <= _SUSUT
    kanvas.ws.fit_to_pages(1, 1 if satu else 0)
    if penutup is not None and not satu and h.terbelah(penutup, ulang):
        pisah.append(penutup)
    if pisah:
        kanvas.ws.set_h_pagebreaks([r - 1 for r in pisah])


_KERTAS = {A4: (595.0, 842.0), F4: (612.0, 936.0)}
_TEPI_MENDATAR, _TEPI_TEGAK = 72.0, 94.0
_AMAN = 0.9
"""Part of a page that is counted on: programs differ by a tenth in how large they draw rows and columns."""
_RAGAM = (_AMAN, 1.0, 1.1, 1.2, 1.3, 1.4)
"""How much of the counted rows a page may hold, tried when something must not be split."""
_SUSUT = 1.35
"""A sheet that is at most this much longer than a page is shrunk onto it."""


class _Halaman:
    """What of a sheet fits on a page. `muat`: points of rows on a page once the columns fit its width."""

    def __init__(self, kanvas: Kanvas, area: Area, kertas: int, mendatar: bool) -> None:
        self.kanvas, self.area = kanvas, area
        pendek, panjang = _KERTAS[kertas]
        lebar, tinggi = (panjang, pendek) if mendatar else (pendek, panjang)
        kolom = sum((kanvas.lebar.get(c, 8.43) * 7 + 5) * 0.75 for c in range(area[1], area[3] + 1))
        self.muat = (tinggi - _TEPI_TEGAK) / min(1.0, (lebar - _TEPI_MENDATAR) / kolom)
        self.semua = sum(self._tinggi(r) for r in range(area[0], area[2] + 1))

    def _tinggi(self, baris: int) -> float:
        return self.kanvas.tinggi_baris.get(baris, TINGGI_BAKU)

    def terbelah(self, mulai: int, ulang: tuple[int, int] | None) -> bool:
        """True if a page may end between row `mulai` and the last one."""
        return any(self._terbelah(mulai, ulang, self.muat * ragam) for ragam in _RAGAM)

    def _terbelah(self, mulai: int, ulang: tuple[int, int] | None, muat: float) -> bool:
        kepala = sum(self._tinggi(r) for r in range(ulang[0], ulang[1] + 1)) if ulang else 0.0
        halaman, isi, letak = 1, 0.0, dict[int, int]()
        for r in range(self.area[0], self.area[2] + 1):
            if isi + self._tinggi(r) > muat:
                halaman, isi = halaman + 1, kepala
            isi += self._tinggi(r)
            letak[r] = halaman
        return letak[mulai] != letak[self.area[2]]


def daftar(sumber: str | list[str], judul: str, pesan: str, *, wajib: bool = False) -> dict[str, Any]:
    """A drop-down; what is not in the list is refused (`wajib`) or only remarked on."""
    return {
        "validate": "list",
        "source": sumber,
        "error_title": judul[:32],
        "error_message": pesan[:255],
        "error_type": "stop" if wajib else "warning",
    }


KINERJA: dict[str, Any] = {
    "validate": "custom",
    "value": '=OR(ISNUMBER({sel}),{sel}="-",COUNTIF(xlk_ordinal_predikat,{sel})>0)',
    "error_title": "Bukan angka kinerja",
    "error_message": "Isi dengan angka (mis. 85 atau 85%), predikat yang ada di lembar Identitas (mis. WTP, BB), atau "
    "tanda hubung (-) bila tidak ditargetkan atau belum dinilai. Satuan tidak ikut diketik.",
}
PREDIKAT: dict[str, dict[str, Any]] = {
    skala: daftar([*list(predikat)[::-1], "-"], f"Predikat {nama}", f"Pilih predikat {nama}, atau tanda hubung (-).")
    for skala, nama, predikat in (("opini", "opini BPK", OPINI), ("sakip", "SAKIP", SAKIP))
}
RUPIAH: dict[str, Any] = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -1e15,
    "maximum": 1e15,
    "error_title": "Bukan angka rupiah",
    "error_message": "Isi dengan angka rupiah penuh tanpa titik, koma, atau Rp; pemisah ribuan tampil sendiri.",
}
TANDA = daftar(["✓"], "Tanda pelaksanaan", "Pilih tanda ✓ atau kosongkan.", wajib=True)
PELAKSANA = daftar("=xlk_identitas_unit", "Pelaksana", "Pilih unit dari daftar di lembar Identitas.")
SATUAN = daftar("=xlk_daftar_satuan", "Satuan", "Satuan ini belum ada di daftar satuan lembar Identitas.")
POLARITAS = daftar(
    ["Maksimal", "Minimal", "Stabil", "Predikat"],
    "Polaritas",
    "Pilih Maksimal, Minimal, Stabil atau Predikat.",
    wajib=True,
)
AGREGASI = daftar(
    ["Jumlah", "Posisi Akhir", "Rata-rata"], "Agregasi", "Pilih Jumlah, Posisi Akhir atau Rata-rata.", wajib=True
)
BELANJA = daftar(["51", "52", "53", "57"], "Jenis belanja", "Pilih 51, 52, 53 atau 57.", wajib=True)
