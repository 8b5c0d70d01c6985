"""What keeps a sheet from being read: its heading row is that of a form but for one column."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja.buku import Buku
from xlkinerja.formulir import SEMUA as SEMUA_FORMULIR
from xlkinerja.kisi import Kisi
from xlkinerja.tataletak import Formulir, normal


def nyaris_tabel(buku: Buku, nama_lembar: str) -> str | None:
    """What keeps a sheet from being read as one of the forms: the one column that is missing, or None."""
    lembar = next((x for x in buku.lembar if x.nama == nama_lembar), None)
    if lembar is None:
        return None
    kisi = Kisi(lembar)
    for b in kisi.baris[:40]:
        judul = [(k, normal(t)) for k, t in kisi.isi(b) if len(t) <= 70]
        if len(judul) < 3:
            continue
        calon = [(f, n) for f in SEMUA_FORMULIR for n in [_kurang_satu(f, [t for _, t in judul])] if n]
        if calon:
            f, kurang = max(calon, key=lambda c: sum(k.wajib for k in c[0].kolom))
            return f"baris {b} menyerupai judul tabel {f.judul}, tetapi kolom {kurang} tidak ada"
    return None


def _kurang_satu(f: Formulir, judul: Sequence[str]) -> str | None:
    """The only required column of a form that none of the headings is, if at least three others are there."""
    wajib = [k for k in f.kolom if k.wajib and k.pola is None]
    if any(k.induk for k in wajib) or len(wajib) < 4:
        return None
    hilang = [k for k in wajib if not any(t in {normal(j) for j in k.judul} for t in judul)]
    return hilang[0].judul[0] if len(hilang) == 1 else None
