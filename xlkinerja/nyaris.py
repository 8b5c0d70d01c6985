"""What keeps a sheet from being read: its heading row is that of a form but for one column."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from itertools import islice

from xlkinerja.buku import Buku
from xlkinerja.formulir import SEMUA as SEMUA_FORMULIR
from xlkinerja.tataletak import Formulir, normal

_BARIS_ATAS = 40
"""A heading row is looked for in so many filled rows at the top."""
_SEDIKIT = 3
"""A row with fewer of the known headings is no heading row."""


def nyaris_tabel(buku: Buku, nama_lembar: str) -> str | None:
    """What keeps a sheet from being read as one of the forms: the one column that is missing, or None."""
    lembar = next((x for x in buku.lembar if x.nama == nama_lembar), None)
    if lembar is None:
        return None
    for b, awal, akhir in islice(lembar.baris_terisi(), _BARIS_ATAS):
        teks = [t for t in lembar.isi[awal:akhir] if len(t) <= 70 and t.strip() and not t[0].isdigit()]
        if len(teks) < _SEDIKIT or len((judul := set(map(normal, teks))) & _dikenal()) < _SEDIKIT:
            continue
        calon = [(f, n, len(wajib)) for f, wajib in _wajib() if (n := _kurang_satu(wajib, judul)) is not None]
        if calon:
            f, kurang, _ = max(calon, key=lambda c: c[2])
            return f"baris {b} menyerupai judul tabel {f.judul}, tetapi kolom {kurang} tidak ada"
    return None


_Wajib = tuple[tuple[str, frozenset[str]], ...]
"""Required columns: official heading, all headings as they are compared."""


@lru_cache(maxsize=1)
def _wajib() -> tuple[tuple[Formulir, _Wajib], ...]:
    """The forms of at least four required columns, none of them under a heading of several."""
    hasil = []
    for f in SEMUA_FORMULIR:
        wajib = [k for k in f.kolom if k.wajib and k.pola is None]
        if len(wajib) >= 4 and not any(k.induk for k in wajib):
            hasil.append((f, tuple((k.judul[0], frozenset(map(normal, k.judul))) for k in wajib)))
    return tuple(hasil)


@lru_cache(maxsize=1)
def _dikenal() -> frozenset[str]:
    """All headings of these columns."""
    return frozenset(judul for _, wajib in _wajib() for _, semua in wajib for judul in semua)


def _kurang_satu(wajib: _Wajib, judul: Set[str]) -> str | None:
    """The only required column of a form that none of the headings is."""
    hilang = [nama for nama, semua in wajib if semua.isdisjoint(judul)]
    return hilang[0] if len(hilang) == 1 else None
