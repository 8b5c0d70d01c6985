"""Budget codes as they are written: which are malformed, and what each of those most likely should be.

The grammar is DOMAIN.md 3: [076.][01.] program . kegiatan . KRO . RO . komponen . sub komponen . akun, from any level
on. A table whose rows are numbered as a list ("1.1.", "a.") has no codes and is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import jarak_ketik
from xlkinerja.temuan import Sel

_KOMPONEN = r"\d{3}(?:\.[0-9A-Z]{1,2})?"
_RO = rf"\d{{3}}(?:\.{_KOMPONEN})?"
_KRO = rf"(?:[A-Z]{{3}}|\d{{3}})(?:\.{_RO})?"
_KEGIATAN = rf"\d{{4}}(?:\.{_KRO})?"
_PROGRAM = rf"(?:[A-Z]{{2}}|\d{{2}})(?:\.{_KEGIATAN})?"
_SAH = regeks(
    rf"(?:076\.)?(?:01\.)?(?:{_PROGRAM}|{_KEGIATAN}|{_KRO}|{_RO}|{_KOMPONEN})(?:\.\d{{6}})?|[A-Z]|\d{{6}}|076"
)
_DI_NAMA = regeks(
    r"\s*((?:[0-9A-Za-z]{1,6}\s?[.,]\s?)+[0-9A-Za-z]{1,6}\.?|(?=[A-Za-z]{0,2}\d)(?=\S*\d\S*\d)[0-9A-Za-z]{3,6})(?=\s|-|–|:)"
)
_DAFTAR = regeks(r"\d{1,2}(?:\.\d{1,2})*\.?|[a-zA-Z][.)]?|[^0-9A-Za-z]*")
_KATA = regeks(r"[A-Za-z]{4}")
_PANJANG = (2, 4, 3, 3, 3, 6)
_KE_ANGKA = str.maketrans("OILSBZ", "011582")
_KE_HURUF = str.maketrans("0158", "OISB")
_SERUPA = 2
"""Typing slips by which a code may differ from the one that its neighbours show."""


@beku(frozen=True, slots=True)
class KodeRusak:
    """A malformed code: as written, the only likely right one (None if that is not clear), what is wrong with it."""

    tertulis: str
    benar: str | None
    sebab: str


def teks_kode(sel: Sel | None) -> str:
    """What a code cell says; a number that is not shown as a code answers with its digits (3355.1, not 3.355,1)."""
    if sel is None:
        return ""
    tampil = " ".join(sel.tampil.split())
    if isinstance(sel.nilai, Decimal) and not sah(tampil):
        return format(sel.nilai.normalize(), "f")
    return tampil


@lru_cache(maxsize=32768)
def sah(kode: str) -> bool:
    """True for a well-formed code; blanks around its dots are overlooked."""
    return _SAH.fullmatch("".join(kode.split())) is not None


def kode_tertulis(kode: str, nama: str) -> str:
    """The code of a row, from its own cell or from the beginning of the name; "" if it has none."""
    if kode.strip():
        return kode.strip()
    cocok = _DI_NAMA.match(nama)
    return cocok[1].strip() if cocok is not None else ""


def kode_rusak(baris: Sequence[tuple[str, str]]) -> dict[int, KodeRusak]:
    """The malformed codes of a table by row; rows are (code cell, name). Empty for a table without codes."""
    kode = [kode_tertulis(k, n) for k, n in baris]
    # In a name only what is nearly a code counts as one: "3 Kecamatan" and "2024 Pemilu" are words.
    rusak = [i for i, k in enumerate(kode) if k and not sah(k) and ("." in k or baris[i][0].strip()) and not _lewati(k)]
    sehat = sum(1 for k in kode if k and sah(k) and not _lewati(k)) if rusak else 0
    if not rusak or sehat < 3 or len(rusak) * 2 > sehat:
        return {}
    bersih = ["".join(k.split()) if k and sah(k) else "" for k in kode]
    dipakai = set(bersih) - {""}
    atas = _terakhir(bersih)
    bawah = _terakhir(bersih[::-1])[::-1]
    return {i: _rusak(kode[i], (atas[i], bawah[i]), dipakai) for i in rusak}


def _terakhir(kode: Sequence[str]) -> list[str]:
    """At each row the last code so far, its own included."""
    hasil, lalu = [], ""
    for k in kode:
        lalu = k or lalu
        hasil.append(lalu)
    return hasil


def _lewati(kode: str) -> bool:
    """True for what is no code at all: a dash, a letter, words; a number alone is looked at where a code belongs."""
    return (_DAFTAR.fullmatch(kode) is not None and not kode.isdigit()) or _KATA.search(kode) is not None


def _rusak(kode: str, tetangga: tuple[str, str], dipakai: set[str]) -> KodeRusak:
    rapi = re.sub(r"\.{2,}", ".", "".join(kode.split()).replace(",", ".")).strip(".").upper()
    if sah(rapi):
        sebab = "memakai huruf kecil" if rapi == "".join(kode.split()).upper() else "bertanda baca berlebih"
        return KodeRusak(kode, rapi, sebab)
    calon = {c for c in (*_tertukar(rapi), *_tetangga(rapi, *tetangga)) if c not in dipakai}
    if len(calon) > 1:
        # What the row below needs as its parent.
        calon = {c for c in calon if tetangga[1].startswith(c + ".")} or calon
    if not calon:
        calon = set(_induk_hilang(*tetangga)) - dipakai
    return KodeRusak(kode, calon.pop() if len(calon) == 1 else None, "tidak menurut pola")


def _induk_hilang(di_atas: str, di_bawah: str) -> Iterator[str]:
    """The parent of the row below, if it is just what would stand below the row above."""
    induk = di_bawah.rpartition(".")[0]
    if induk and induk.rpartition(".")[0] == di_atas and sah(induk):
        yield induk


def _tertukar(kode: str) -> Iterator[str]:
    """The code with letters that look like digits and digits that look like letters put right, and with the zeros
    that a number loses."""
    bagian = kode.split(".")
    mulai = {2: 0, 4: 1}.get(len(bagian[0]), 2) if len(bagian) > 1 else -1
    if mulai < 0:
        yield from (c for c in (kode.translate(_KE_ANGKA), kode.zfill(3)) if c != kode and sah(c))
        return
    hasil = []
    for ke, b in enumerate(bagian, mulai):
        huruf = ke in (0, 2) and sum(h.isalpha() for h in b) * 2 > len(b)
        hasil.append(b.translate(_KE_HURUF if huruf else _KE_ANGKA))
    akhir = hasil[-1]
    panjang = _PANJANG[min(len(bagian) - 1 + mulai, 5)]
    # 3355.001 typed as a number keeps its zeros, 3355.100 loses them.
    belakang = akhir.ljust(panjang, "0") if len(bagian) == 2 and kode.replace(".", "").isdigit() else akhir
    for isi in dict.fromkeys((akhir, akhir.zfill(panjang), belakang)):
        calon = ".".join([*hasil[:-1], isi])
        if calon != kode and (isi == akhir or akhir.isdigit()) and sah(calon):
            yield calon


def _tetangga(kode: str, di_atas: str, di_bawah: str) -> Iterator[str]:
    """Codes that the rows around need here: the path of the row above with this row's end, a missing parent of the
    row below."""
    n = kode.count(".")
    akhir = kode.rsplit(".", 1)[-1]
    atas, bawah = di_atas.split("."), di_bawah.split(".")
    calon = {".".join(bawah[: n + 1])} if len(bawah) > n else set()
    if len(atas) >= n > 0:
        calon.add(".".join([*atas[:n], akhir]))
    yield from (c for c in sorted(calon) if c != kode and sah(c) and jarak_ketik(c, kode, _SERUPA) <= _SERUPA)
