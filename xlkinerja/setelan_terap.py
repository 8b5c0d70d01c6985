"""Settings put to use: which file holds for what is checked, and findings accepted by it.

Acceptance comes after the cache, on results, so that what is kept does not depend on settings or on the day; the
scale of categories goes in before (see `kumpulan`), where it is part of the cache's keys.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlkinerja.laporan import milik
from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.setelan import NAMA_BERKAS, TAK_DITERIMA, Abaikan, Setelan
from xlkinerja.tampilan_tanggal import tanggal_panjang
from xlkinerja.temuan import Temuan


def tempat_setelan(jalur: str | Path) -> Path | None:
    """The settings of a folder: in it, else in the nearest folder above it that has some, so that those of a checked
    folder also hold for a workbook deep in it that is computed by itself; of a workbook: those of the folder it lies
    in. None if there are none."""
    p = Path(jalur)
    folder = p if p.is_dir() else Path(os.path.abspath(p)).parent
    calon = (f / NAMA_BERKAS for f in (folder, *Path(os.path.abspath(folder)).parents))
    # A link that leads nowhere is settings that cannot be read, not settings that are not there.
    return next((c for c in calon if os.path.lexists(c) and not c.is_dir()), None)


def tempat_bersama(jalur: Sequence[str | Path]) -> tuple[Path | None, bool]:
    """The settings that all of what is checked has in common; and whether there are some that they do not share."""
    semua = [tempat_setelan(j) for j in jalur]
    nyata = {os.path.realpath(t) if t is not None else None for t in semua}
    return (semua[0], False) if len(nyata) == 1 else (None, bool(nyata))


def berlaku(a: Abaikan, hari: date) -> bool:
    """Whether a rule is still accepted on a day: the last one is included."""
    return hari <= a.sampai


def habis(setelan: Setelan, hari: date) -> str:
    """Which rules are not accepted any more, "" if none."""
    lewat = sorted({(a.kode, a.sampai) for a in setelan.abaikan if not berlaku(a, hari)})
    if not lewat:
        return ""
    daftar = ", ".join(f"{kode} ({tanggal_panjang(sampai)})" for kode, sampai in lewat)
    return f"{setelan.tempat.name}: masa berlaku sudah habis, jadi tidak diabaikan lagi: {daftar}"


def terima(h: HasilBerkas, setelan: Setelan, hari: date) -> HasilBerkas:
    """The findings of a workbook, or of the run as a whole, with those accepted that the settings accept on that day.
    One that was accepted in the workbook keeps its reason."""
    menurut: dict[str, list[Abaikan]] = {}
    for a in sorted(setelan.abaikan, key=lambda a: a.sampai, reverse=True):
        if berlaku(a, hari) and a.kode not in TAK_DITERIMA:
            menurut.setdefault(a.kode, []).append(a)
    if not any(t.kode in menurut for t in h.temuan):
        return h
    return replace(h, temuan=tuple(_terima(h, t, menurut.get(t.kode, ()), setelan) for t in h.temuan))


def _terima(h: HasilBerkas, t: Temuan, calon: Sequence[Abaikan], setelan: Setelan) -> Temuan:
    if t.diterima is not None or not calon:
        return t
    satker = "" if h.berkas.jalur == JALUR_BERSAMA else milik(h.berkas, t)[0]
    a = next((a for a in calon if not a.satker or satker in a.satker), None)
    return t if a is None else replace(t, diterima=alasan(a, setelan), diterima_setelan=True)


def alasan(a: Abaikan, setelan: Setelan) -> str:
    """The reason that a report gives: "menunggu surat KPU RI (xlkinerja.toml, sampai 31 Desember 2026)"."""
    return f"{a.alasan} ({setelan.tempat.name}, sampai {tanggal_panjang(a.sampai)})"


def terima_semua(hasil: HasilPeriksa, setelan: Setelan, hari: date) -> HasilPeriksa:
    """The same of a whole run."""
    bersama = terima(hasil.bersama, setelan, hari) if hasil.bersama is not None else None
    return HasilPeriksa(tuple(terima(b, setelan, hari) for b in hasil.berkas), bersama)
