"""The findings of a run as CSV for Excel: a row each, UTF-8 with BOM, comma, CRLF; no cell starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.konsol import KENDALI
from xlkinerja.laporan import milik, nama_jalur, polos, rujukan, tampak
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan, Tingkat

KOLOM = (
    "berkas",
    "satker",
    "tahun",
    "kode",
    "tingkat",
    "lembar",
    "sel",
    "pesan",
    "tertulis",
    "seharusnya",
    "selisih",
    "sebab",
    "saran",
    "terkait",
    "sidik",
    "status",
    "alasan",
)
_PEMICU = ("=", "+", "-", "@", "\t", "\r")


def tulis(hasil: HasilPeriksa, *, tingkat: Tingkat) -> Iterator[str]:
    """The table as one piece of text, BOM first; findings below `tingkat` are left out."""
    wadah = io.StringIO()
    penulis = csv.writer(wadah, lineterminator="\r\n")
    penulis.writerow(KOLOM)
    for b in hasil.semua:
        penulis.writerows(_baris(b, t) for t in tampak(b.temuan, tingkat))
    yield "\ufeff" + wadah.getvalue()


def jinak(teks: str) -> str:
    """A text cell that a spreadsheet takes for text: an apostrophe before = + - @ tab CR (KONTRAK detail 13).

    Control characters other than white space are shown as U+FFFD.
    """
    teks = KENDALI.sub("\ufffd", teks)
    return "'" + teks if teks.startswith(_PEMICU) else teks


def _baris(b: HasilBerkas, t: Temuan) -> list[str]:
    satker, tahun = milik(b.berkas, t)
    return [
        jinak(nama_jalur(b.berkas)),
        jinak(satker),
        str(tahun or ""),
        t.kode,
        t.tingkat.value,
        jinak(t.lokasi.lembar or ""),
        t.lokasi.sel or "",
        jinak(t.pesan),
        jinak(t.tertulis or ""),
        _angka(t.seharusnya),
        _angka(t.selisih),
        jinak(t.sebab or ""),
        jinak(t.saran),
        jinak("; ".join(rujukan(x, t.lokasi) for x in t.terkait)),
        t.sidik,
        "terbuka" if t.diterima is None else "diterima",
        jinak(t.diterima or ""),
    ]


def _angka(nilai: Decimal | str | None) -> str:
    return polos(nilai) if isinstance(nilai, Decimal) else jinak(nilai or "")
