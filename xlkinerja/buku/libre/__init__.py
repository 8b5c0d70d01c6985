"""The open LibreOffice document: a copy for the engine, and the list of changes applied to the cells as one Undo step.

Reads the change list as text (its form is in `xlkinerja.perubahan`), needs nothing but LibreOffice's own Python from
3.8 on: the extension carries this folder as it stands, as `xlkinerja_libre`, also where the engine runs outside.
"""

from __future__ import annotations

from .daftar import Daftar, TakDapat, banyaknya
from .lembar_temuan import daftar_temuan, pesan_temuan
from .terapkan import simpan_salinan, terapkan

__all__ = [
    "VERSI_XLKINERJA",
    "Daftar",
    "TakDapat",
    "banyaknya",
    "daftar_temuan",
    "pesan_temuan",
    "simpan_salinan",
    "terapkan",
]

VERSI_XLKINERJA = "@VERSI@"
"""Filled in when the extension is built."""
