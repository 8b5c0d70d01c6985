"""Budget codes as they stand in a row: code and name apart, the levels, and what makes a row a total.

Codes come in three shapes (DOMAIN.md 3): the full dotted code, the short code under its parent, and code + name in
one cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal

PROGRAM, KEGIATAN, KRO, RO, KOMPONEN, SUB_KOMPONEN, AKUN, RINCIAN = 1, 2, 3, 4, 5, 6, 7, 9
PROGRAM_KPU = frozenset({"WA", "CQ"})
_KODE_DI_NAMA = regeks(
    r"\s*([0-9A-Z]{2,6}(?:\s?\.\s?[0-9A-Z]{2,6})*)\s*(?:[-–.:]\s*)?(?<![A-Za-z0-9])(?=\S)(.+)", re.S
)
_TANDA_PISAH = regeks(r"\s*[-–.:]")
_ANGKA_KODE = regeks(r"\d{3,4}|\d{6}")
_KATA_SUBTOTAL = regeks(r"(?:sub )?(?:sub)?(?:total|jumlah) (.+)")
_UNSUR = regeks(r"(?:program|kegiatan|sub bagian|bagian|belanja)\b")
_JENJANG = regeks(r"(?:program|kegiatan|kro|ro|output|sub komponen|komponen|sub bagian|bagian|belanja|akun)\s+")
_KATA_TOTAL = regeks(
    r"(?:grand |sub )?(?:total|jumlah)"
    r"(?: (?:anggaran|pagu|belanja|keseluruhan|seluruhnya|total|besar|realisasi"
    r"|(?:seluruh|semua)(?: (?:program|kegiatan))?))*"
)
_JUMLAH_BAGIAN = regeks(
    r"\s*(?:grand\s+)?(?:total|jumlah)\s*:?\s*\(?\s*[A-Z0-9]{1,5}(?:\s*(?:\+|&|,|dan)\s*[A-Z0-9]{1,5})+\s*\)?\s*",
    re.I,
)
_PINDAHAN = regeks(
    r"(?:sub )?(?:jumlah |total )?(?:yang )?(?:di)?pindah(?:an|kan)(?: (?:dari|ke) (?:halaman|hal|lembar)\b.*)?"
)
SUBTOTAL = "SUBTOTAL"
"""First element of the path of a row that sums one block ("Jumlah Program A")."""


@beku(frozen=True, slots=True)
class Letak:
    """Where a row stands: its full path of codes and its level (0 for a grand total, -n for a row that repeats the
    sum of the open row of level n)."""

    kode: tuple[str, ...]
    tingkat: int
    nama: str


def adalah_total(*teks: str) -> bool:
    """True if one of the texts is the label of a total row ("TOTAL", "Jumlah Anggaran")."""
    return _bernada_total("\n".join(teks)) and any(map(_label_total, teks))


@lru_cache(maxsize=32768)
def _label_total(teks: str) -> bool:
    if not mungkin_total(teks):
        return False
    return _KATA_TOTAL.fullmatch(normal(teks)) is not None or _JUMLAH_BAGIAN.fullmatch(teks) is not None


def adalah_pindahan(teks: str) -> bool:
    """True for what carries a running sum over a page break ("Jumlah dipindahkan", "Pindahan"): no row of its own."""
    return len(teks) < 80 and "pindah" in teks.lower() and _PINDAHAN.fullmatch(normal(teks)) is not None


def adalah_subtotal(nama: str, sudah: Collection[str], kode: Collection[str] = ()) -> bool:
    """True for "Jumlah Program A" and the like: a total of what is named, or of a row above (`sudah` its name, `kode`
    its code or number, normalised)."""
    isi = isi_subtotal(nama)
    if not isi:
        return False
    if _UNSUR.match(isi) is not None or isi in kode or tanpa_jenjang(isi) in kode:
        return True
    return any(s.startswith(isi) or isi.startswith(s) for s in sudah if len(s) > 3)


def isi_subtotal(nama: str) -> str:
    """What a row sums by its name, normalised; "" if it does not say "Jumlah ..."."""
    cocok = _KATA_SUBTOTAL.fullmatch(normal(nama)) if mungkin_total(nama) else None
    return cocok[1] if cocok is not None else ""


def tanpa_jenjang(isi: str) -> str:
    """What a row sums without the word for its level ("program a" -> "a")."""
    return _JENJANG.sub("", isi, count=1)


def mungkin_total(teks: str) -> bool:
    """Cheap test before the words are normalised."""
    return len(teks) < 80 and _bernada_total(teks)


def _bernada_total(teks: str) -> bool:
    """True for a text with a word for totals in it, or with letters that may only look Latin."""
    return not teks.isascii() or "total" in (kecil := teks.lower()) or "jumlah" in kecil


@lru_cache(maxsize=32768)
def pisah_kode(kode: str, nama: str) -> tuple[tuple[str, ...], str]:
    """Code tokens and the bare name of a row, whether the code has its own cell or leads the name.

    >>> pisah_kode("", "6709.QGE.001 - Perencanaan dan Penganggaran Pemilu")
    (('6709', 'QGE', '001'), 'Perencanaan dan Penganggaran Pemilu')
    """
    rapat = "".join(kode.split())
    if rapat:
        return tuple(t for t in rapat.split(".") if t), nama.strip()
    cocok = _KODE_DI_NAMA.match(nama)
    if cocok is None:
        return (), nama.strip()
    token = tuple("".join(cocok[1].split()).split("."))
    if len(token) == 1 and not (_ANGKA_KODE.fullmatch(token[0]) or token[0] in PROGRAM_KPU):
        return (), nama.strip()
    sesudah = nama.strip()[len(cocok[1]) :]
    if not sesudah[:1].isspace() and not _TANDA_PISAH.match(sesudah):
        return (), nama.strip()
    return token, cocok[2].strip()
