"""Which of several money columns counts: of "Pagu (Semula | Menjadi)" and "Realisasi (s.d. Bulan Lalu | Bulan Ini |
s.d. Bulan Ini)" the sums, the rest and the percentage are made of the one that stands at the end.

Headings in, headings out: the column that counts gets the plain heading, the others one that no form knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlkinerja.jodoh import Jejak
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal

_WAKTU = r"(?:periode|bulan|triwulan|tw|semester|tahun|minggu)"
_KUMULATIF = rf"(?:s ?d|sampai(?: dengan)?)(?: {_WAKTU})?(?: (?:ini|saat ini|sekarang|berjalan))?|kumulatif"
_BAGIAN_WAKTU = rf"(?:(?:s ?d|sampai(?: dengan)?) )?{_WAKTU} (?:ini|lalu|yang lalu|sebelumnya|berjalan)"
_AKHIR = r"menjadi|revisi|akhir|perubahan|setelah (?:revisi|perubahan)"
_EFEKTIF = r"efektif|setelah blokir"
_AWAL = r"semula|awal|sebelum (?:revisi|perubahan)"
_PENJELAS = regeks(rf"{_KUMULATIF}|{_BAGIAN_WAKTU}|{_AKHIR}|{_EFEKTIF}|{_AWAL}")
_PAGU = regeks(rf"(?:pagu|anggaran|alokasi)(?: anggaran)?(?: (?P<jenis>{_AKHIR}|{_EFEKTIF}|{_AWAL}))?")
_REALISASI = regeks(r"realisasi(?: anggaran| keuangan)?(?: (?P<jenis>(?!persen\b).+))?")
_INDUK = regeks(r"(?:pagu|anggaran|alokasi|realisasi)(?: anggaran| keuangan)?")


def anak_judul(teks: str) -> bool:
    """True for a heading that only says which part of the one above it a column holds: "Semula", "Bulan Ini", "Rp"."""
    kata = normal(teks)
    return (kata in ("", "persen") and bool(teks.strip(" -_."))) or _PENJELAS.fullmatch(kata) is not None


def gabungkan(judul: Sequence[str]) -> tuple[str, ...]:
    """Headings from top to leaf; a leaf that only says which part of a money heading it is carries that heading's
    words, and a leaf that is a currency says nothing: ("pagu", "menjadi") -> ("pagu", "pagu menjadi")."""
    isi = tuple(j for j in judul if j) or tuple(judul[:1])
    if len(isi) > 1 and _PENJELAS.fullmatch(isi[-1]) and _INDUK.fullmatch(isi[-2]):
        return (*isi[:-1], f"{isi[-2]} {isi[-1]}")
    return isi


def utamakan(jejak: tuple[Jejak, ...]) -> tuple[Jejak, ...]:
    """The columns of a header with those of pagu and realisasi told apart, where several of them stand."""
    pagu = {j: c["jenis"] or "" for j in jejak if (c := _PAGU.fullmatch(j.judul[-1]))}
    if not pagu:
        return jejak
    ganti = _pagu(pagu) | _realisasi({j: c["jenis"] or "" for j in jejak if (c := _REALISASI.fullmatch(j.judul[-1]))})
    return tuple(replace(j, judul=(*j.judul[:-1], ganti[j])) if j in ganti else j for j in jejak)


def _pagu(semua: dict[Jejak, str]) -> dict[Jejak, str]:
    """The last of initial, plain, revised and effective pagu counts; the initial one has its own name."""
    nilai = {j: _urutan(jenis) for j, jenis in semua.items()}
    tertinggi = [j for j, n in nilai.items() if n == max(nilai.values())]
    if len(semua) < 2 or len(tertinggi) > 1 or nilai[tertinggi[0]] < 2:
        return {}
    sisa = {j: "pagu awal" if n == 0 else f"bagian {j.judul[-1]}" for j, n in nilai.items()}
    if list(nilai.values()).count(0) > 1:
        sisa = {j: f"bagian {j.judul[-1]}" for j in nilai}
    return sisa | {tertinggi[0]: "pagu"}


def _urutan(jenis: str) -> int:
    return next((n for pola, n in ((_EFEKTIF, 3), (_AKHIR, 2), (_AWAL, 0)) if re.fullmatch(pola, jenis)), 1)


def _realisasi(semua: dict[Jejak, str]) -> dict[Jejak, str]:
    """The one cumulative realisasi counts, if there is no plain one."""
    kumulatif = [j for j, jenis in semua.items() if re.fullmatch(_KUMULATIF, jenis)]
    if len(semua) < 2 or len(kumulatif) != 1 or "" in semua.values():
        return {}
    return {j: "realisasi" if j is kumulatif[0] else f"bagian {j.judul[-1]}" for j in semua}
