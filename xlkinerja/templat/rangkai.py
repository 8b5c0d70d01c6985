"""Texts that a template composes by formula from the Identitas sheet: titles, places and dates, signatures."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.templat.kanvas import Isi, Kanvas, Rumus

Potongan = str | Rumus
TINGGI_TANDA_TANGAN = 5
"""Rows from the first line of a signature to its last."""


def _teks(isi: Isi) -> str:
    return format(isi, "f") if isinstance(isi, Decimal) else isi or ""


def rangkai(*potongan: Potongan) -> Rumus:
    """Texts and formulas joined with "&"."""
    rumus = "&".join(p.teks if isinstance(p, Rumus) else '"' + p.replace('"', '""') + '"' for p in potongan)
    return Rumus(rumus, "".join(_teks(p.nilai) if isinstance(p, Rumus) else p for p in potongan))


def besar(isi: Rumus) -> Rumus:
    """In capitals."""
    return Rumus(f"UPPER({isi.teks})", _teks(isi.nilai).upper())


def atau(isi: Rumus, lain: str) -> Rumus:
    """A cell's text, or other words while it is blank."""
    kutip = lain.replace('"', '""')
    return Rumus(f'IF({isi.teks}="","{kutip}",{isi.teks})', isi.nilai or lain)


def tulis_judul(kanvas: Kanvas, baris: int, kolom: int, judul: tuple[Isi | Rumus, ...]) -> int:
    """Centred title lines over so many columns, then a blank row; returns the next row."""
    for i, teks in enumerate(judul):
        kanvas.gabung(baris, 1, baris, kolom, teks, kanvas.gaya.judul(besar=12))
        kanvas.tinggi(baris, 18)
        baris += 1
        if i == len(judul) - 1:
            baris += 1
    return baris


def tulis_keterangan_tabel(kanvas: Kanvas, baris: int, kolom: int, teks: Isi | Rumus) -> int:
    """The caption of a table, left over its columns; returns the next row."""
    kanvas.gabung(baris, 1, baris, kolom, teks, kanvas.gaya.judul(besar=10, rata="left"))
    kanvas.tinggi(baris, 16)
    return baris + 1


def tulis_tanda_tangan(
    kanvas: Kanvas, baris: int, kolom1: int, kolom2: int, *, tempat: Rumus, jabatan: Isi | Rumus, nama: Rumus
) -> int:
    """Place and date, position, room to sign, name in capitals; returns the last row."""
    tengah, tebal = kanvas.gaya.teks(align="center"), kanvas.gaya.teks(align="center", bold=True)
    isi: tuple[tuple[int, Isi | Rumus], ...] = (
        (baris, tempat),
        (baris + 1, jabatan),
        (baris + TINGGI_TANDA_TANGAN, nama),
    )
    for r, teks in isi:
        kanvas.gabung(r, kolom1, r, kolom2, teks, tebal if r == baris + TINGGI_TANDA_TANGAN else tengah)
    return baris + TINGGI_TANDA_TANGAN
