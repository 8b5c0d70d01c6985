"""Codes of an export as paths that can be compared, and those that are not certain enough for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from xlkinerja.kode_anggaran import kode_rusak
from xlkinerja.regeks import regeks

Jalur = tuple[str, ...]
_SAMPAI_RO = regeks(r"(?:[0-9A-Z]+\.)*[A-Z]{3}\.\d{3}(?!\d)")
_DI_BAWAH_RO = regeks(r"\d{3}(?:\.[0-9A-Z]{1,2})?")
_TANPA_INDUK = regeks(r"\d{6}|0?[A-Z]|")
"""Codes that say nothing about the RO they stand below: an akun, a sub komponen, none."""
_SUB_NOL = regeks(r"0[A-Z]")


def jalur_baku(kode: Sequence[str]) -> Jalur:
    """A path as it is compared: capitals, and the sub komponen 0A as A."""
    return tuple(satu_huruf(t.upper()) for t in kode)


def satu_huruf(token: str) -> str:
    """The sub komponen 0A as A; any other token as it is."""
    return token[1] if _SUB_NOL.fullmatch(token) else token


TAK_TENTU: Jalur = ("?",)
"""The path of a row whose code, or that of a row above it, would have to be guessed: it matches nothing."""


def tak_pasti(baris: Sequence[tuple[str, str]]) -> set[int]:
    """Rows (code, name) whose code would have to be mended by more than capitals, blanks and dots."""
    return {i for i, r in kode_rusak(baris).items() if _huruf(r.tertulis) != _huruf(r.benar or "")}


def _huruf(kode: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", kode.upper())


def di_bawah(lepas: Collection[int], tingkat: Sequence[int], kode: Sequence[str]) -> set[int]:
    """These rows and those below them whose own code does not say where they belong (it holds no kegiatan)."""
    hasil: set[int] = set()
    batas: int | None = None
    for i, t in enumerate(tingkat):
        if batas is not None and 0 < t <= batas:
            batas = None
        if i in lepas:
            hasil.add(i)
            batas = t if batas is None else batas
        elif batas is not None and t > 0 and not re.search(r"(?:^|\.)\d{4}(?:\.|$)", kode[i]):
            hasil.add(i)
    return hasil


def penuh(kode: Sequence[str]) -> list[str]:
    """Codes with those that stand below an RO made full, where ROs are written with their KRO: "EBA.994", "001",
    "001.0A" -> "EBA.994.001", "EBA.994.001.0A". Elsewhere a bare three-digit code may be an RO, and stays as it is."""
    if not any(_SAMPAI_RO.fullmatch(k) for k in kode):
        return list(kode)
    hasil, ro = [], ""
    for k in kode:
        if ro and _DI_BAWAH_RO.fullmatch(k):
            hasil.append(f"{ro}.{k}")
            continue
        hasil.append(k)
        if not _TANPA_INDUK.fullmatch(k):
            cocok = _SAMPAI_RO.match(k)
            ro = cocok[0] if cocok is not None else ""
    return hasil
