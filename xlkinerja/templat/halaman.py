"""How a sheet prints, scrolls and is protected; what its cells accept."""

from __future__ import annotations

from typing import Any

from xlkinerja.hitung import OPINI, SAKIP
from xlkinerja.templat.kanvas import TINGGI_BAKU, Kanvas

A4, F4 = 9, 14
"""Paper: A4, and Folio (the nearest that spreadsheet programs know to the F4 of Indonesian offices)."""

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
    kertas: int = A4,
    area: tuple[int, int, int, int] | None = None,
    ulang: tuple[int, int] | None = None,
    beku: tuple[int, int] | None = None,
    tanda_tangan: int | None = None,
) -> None:
    """Page set-up: fits the width, header rows repeated, page numbers; then protection without a password.

    `area`: printed rectangle (row, column, row, column); `ulang`: first and last row repeated on each page; `beku`:
    first row and column that scroll; `tanda_tangan`: first row of the signature, which is kept on one page.
    """
    ws = kanvas.ws
    ws.set_paper(kertas)
    (ws.set_landscape if mendatar else ws.set_portrait)()
    ws.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    ws.fit_to_pages(1, 1 if area is not None and _hampir_muat(kanvas, area, kertas, mendatar=mendatar) else 0)
    ws.set_footer(f"&L&8{kaki.replace('&', '&&')}&R&8Halaman &P dari &N")
    if area is not None:
        ws.print_area(area[0] - 1, area[1] - 1, area[2] - 1, area[3] - 1)
    if ulang is not None:
        ws.repeat_rows(ulang[0] - 1, ulang[1] - 1)
    if beku is not None:
        ws.freeze_panes(beku[0] - 1, beku[1] - 1)
    if (
        tanda_tangan is not None
        and area is not None
        and _terbelah(kanvas, area, kertas, mendatar=mendatar, ulang=ulang, mulai=tanda_tangan)
    ):
        ws.set_h_pagebreaks([tanda_tangan - 1])
    ws.protect("", dict(_IZIN))


_KERTAS = {A4: (595.0, 842.0), F4: (612.0, 936.0)}
_TEPI_MENDATAR, _TEPI_TEGAK = 72.0, 94.0
_SUSUT = 1.25
"""A sheet that is at most this much longer than a page is shrunk onto it."""
Area = tuple[int, int, int, int]


def _tinggi_halaman(kanvas: Kanvas, area: Area, kertas: int, *, mendatar: bool) -> float:
    """Points of rows that fit on one page once the columns fit its width."""
    pendek, panjang = _KERTAS[kertas]
    lebar, tinggi = (panjang, pendek) if mendatar else (pendek, panjang)
    kolom = sum((kanvas.lebar.get(c, 8.43) * 7 + 5) * 0.75 for c in range(area[1], area[3] + 1))
    return (tinggi - _TEPI_TEGAK) / min(1.0, (lebar - _TEPI_MENDATAR) / kolom)


def _tinggi(kanvas: Kanvas, baris: int) -> float:
    return kanvas.tinggi_baris.get(baris, TINGGI_BAKU)


def _hampir_muat(kanvas: Kanvas, area: Area, kertas: int, *, mendatar: bool) -> bool:
    semua = sum(_tinggi(kanvas, r) for r in range(area[0], area[2] + 1))
    return 1 < semua / _tinggi_halaman(kanvas, area, kertas, mendatar=mendatar) <= _SUSUT


def _terbelah(
    kanvas: Kanvas, area: Area, kertas: int, *, mendatar: bool, ulang: tuple[int, int] | None, mulai: int
) -> bool:
    """True if a page break would fall inside the signature."""
    muat = _tinggi_halaman(kanvas, area, kertas, mendatar=mendatar)
    semua = sum(_tinggi(kanvas, r) for r in range(area[0], area[2] + 1))
    if semua <= muat * _SUSUT:
        return False
    kepala = sum(_tinggi(kanvas, r) for r in range(ulang[0], ulang[1] + 1)) if ulang else 0.0
    halaman, isi, letak = 1, 0.0, {}
    for r in range(area[0], area[2] + 1):
        if isi + _tinggi(kanvas, r) > muat:
            halaman, isi = halaman + 1, kepala
        isi += _tinggi(kanvas, r)
        letak[r] = halaman
    return letak[mulai] != letak[area[2]]


def daftar(sumber: str | list[str], judul: str, pesan: str, *, wajib: bool = False) -> dict[str, Any]:
    """A drop-down; what is not in the list is refused (`wajib`) or only remarked on."""
    return {
        "validate": "list",
        "source": sumber,
        "input_title": judul[:32],
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
    skala: daftar([*list(predikat)[::-1], "-"], f"Predikat {nama}", f"Pilih predikat {nama}, atau - bila belum dinilai.")
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
