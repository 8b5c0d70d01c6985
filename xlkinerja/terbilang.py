"""Indonesian number words to figures and back: "dua puluh sembilan miliar rupiah" -> 29000000000.

Reading is tolerant of spelling (milyar, trilyun, "se ribu", "duabelas", one wrong letter in a word), never of meaning:
what is no number in words gives None, and a word that could be two numbers is no number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from xlkinerja.angka import terbilang

_SATUAN = {
    "nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
_PENGALI = {"belas": 1, "puluh": 10, "ratus": 100}
_BESAR = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_EJAAN = {"milyar": "miliar", "milliar": "miliar", "milyard": "miliar", "trilyun": "triliun", "trilliun": "triliun"}
_SE = {"sebelas": ("sebelas",), "sepuluh": ("sepuluh",), "seratus": ("satu", "ratus"), "seribu": ("satu", "ribu"),
       "sejuta": ("satu", "juta"), "semiliar": ("satu", "miliar"), "semilyar": ("satu", "miliar"),
       "setriliun": ("satu", "triliun")}  # fmt: skip
_PENUTUP = {"rupiah": "Rp", "persen": "%"}
_DASAR = (*_SATUAN, *_PENGALI, *_BESAR, "koma", *_PENUTUP)
_TERPANJANG = 60
"""More words than the longest number has."""


def kata_bilangan(teks: str) -> tuple[Decimal, str] | None:
    """The number that words stand for and what they count: "Rp", "%" or "". None if they are no number.

    >>> kata_bilangan("Sembilan puluh delapan koma tiga lima persen")
    (Decimal('98.35'), '%')
    """
    kata = [k for k in re.split(r"[^a-z]+", teks.casefold()) if k]
    token = _pecah(kata) if kata and len(kata) <= _TERPANJANG else None
    if not token:
        return None
    satuan = _PENUTUP.get(token[-1], "")
    inti = token[:-1] if satuan else token
    if any(t in _PENUTUP for t in inti):
        return None
    if "koma" in inti:
        ke = inti.index("koma")
        nilai = _pecahan(inti[:ke], inti[ke + 1 :])
    else:
        bulat = _bulat(inti)
        nilai = None if bulat is None else Decimal(bulat)
    return None if nilai is None else (nilai, satuan)


def tulis_terbilang(nilai: Decimal, satuan: str = "") -> str:
    """A figure in words, decimals digit by digit: 98.05, "%" -> "sembilan puluh delapan koma nol lima persen".
    ValueError beyond 999 triliun."""
    bulat, _, pecahan = format(abs(nilai), "f").partition(".")
    kata = terbilang(int(bulat))
    if pecahan.rstrip("0"):
        kata += " koma " + " ".join(terbilang(int(d)) for d in pecahan)
    nama = {v: k for k, v in _PENUTUP.items()}.get(satuan, satuan)
    return f"{'minus ' if nilai < 0 else ''}{kata} {nama}".strip()


def _pecah(kata: list[str]) -> list[str] | None:
    """Words to basic words: run-together ones taken apart, a lone "se" joined to the next, spelling mended."""
    hasil: list[str] = []
    i = 0
    while i < len(kata):
        k = kata[i]
        if k == "se" and i + 1 < len(kata):
            i += 1
            k = "se" + kata[i]
        bagian = _satu_kata(k)
        if bagian is None:
            return None
        hasil += bagian
        i += 1
    return hasil


@lru_cache(maxsize=4096)
def _satu_kata(kata: str) -> tuple[str, ...] | None:
    if len(kata) > 240:
        return None
    return _urai(kata) or _mirip(kata)


def _urai(kata: str) -> tuple[str, ...] | None:
    """A word as one or more basic words written together ("duabelas", "duapuluhlima")."""
    if kata in _SE:
        return _SE[kata]
    if kata in _EJAAN:
        return (_EJAAN[kata],)
    if kata in _DASAR:
        return (kata,)
    for awal in (*_SE, *_EJAAN, *_DASAR):
        if len(awal) < len(kata) and kata.startswith(awal):
            depan, sisa = _urai(awal), _urai(kata[len(awal) :])
            if depan and sisa:
                return (*depan, *sisa)
    return None


def _mirip(kata: str) -> tuple[str, ...] | None:
    """The only basic word that differs in one letter (seed 003 l.153 "Enal", l.1147 "Tida")."""
    if len(kata) < 4:
        return None
    calon = [k for k in (*_DASAR, *_SE) if _satu_beda(k, kata)]
    return _urai(calon[0]) if len(calon) == 1 else None


def _satu_beda(a: str, b: str) -> bool:
    """True if one letter was changed, added or left out."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    if abs(len(a) - len(b)) != 1:
        return False
    pendek, panjang = sorted((a, b), key=len)
    return any(panjang[:i] + panjang[i + 1 :] == pendek for i in range(len(panjang)))


def _bulat(token: list[str]) -> int | None:
    """A whole number: groups of up to 999 before falling powers of a thousand."""
    if token in (["nol"], ["kosong"]):
        return 0
    total, kelompok, batas = 0, list[str](), 10**15
    for t in token:
        if t not in _BESAR:
            kelompok.append(t)
            continue
        banyak = _ratusan(kelompok)
        if banyak is None or not banyak or _BESAR[t] >= batas:
            return None
        batas = _BESAR[t]
        total += banyak * batas
        kelompok = []
    if not kelompok:
        return total if token else None
    sisa = _ratusan(kelompok)
    return None if not sisa else total + sisa


def _ratusan(token: list[str]) -> int | None:
    """1 to 999 from basic words, or None."""
    total, batas, i = 0, 1000, 0
    while i < len(token):
        n = _SATUAN.get(token[i])
        if not n:
            return None
        pengali = _PENGALI.get(token[i + 1]) if i + 1 < len(token) else None
        if pengali is None:
            langkah, nilai, ukuran = 1, n, 1
        elif n > 9:
            return None
        else:
            belas = token[i + 1] == "belas"
            langkah, nilai, ukuran = 2, 10 + n if belas else n * pengali, 1 if belas else pengali
        if ukuran >= batas or nilai >= batas:
            return None
        total, batas, i = total + nilai, ukuran, i + langkah
    return total or None


def _pecahan(bulat: list[str], belakang: list[str]) -> Decimal | None:
    """Decimals read digit by digit ("nol dua") or as a number ("tiga puluh lima"); a power of a thousand at the end
    counts for the whole ("empat koma delapan miliar")."""
    kali = 1
    if belakang and belakang[-1] in _BESAR:
        kali, belakang = _BESAR[belakang[-1]], belakang[:-1]
    depan = _bulat(bulat)
    angka = [_SATUAN.get(t, 10) for t in belakang]
    if depan is None or not belakang:
        return None
    if all(a < 10 for a in angka):
        digit = "".join(map(str, angka))
    else:
        nol = next((i for i, t in enumerate(belakang) if t != "nol"), len(belakang))
        utuh = _bulat(belakang[nol:])
        if utuh is None:
            return None
        digit = "0" * nol + str(utuh)
    return Decimal(f"{depan}.{digit}") * kali


def ekor_bilangan(teks: str) -> tuple[Decimal, str, int] | None:
    """The number that the last words of a text stand for, what it counts, and how many words it takes."""
    kata = [k for k in re.split(r"[^a-z]+", teks.casefold()) if k][-_TERPANJANG:]
    awal = len(kata)
    while awal and (_satu_kata(kata[awal - 1]) or kata[awal - 1] == "se"):
        awal -= 1
    hasil = kata_bilangan(" ".join(kata[awal:]))
    return None if hasil is None else (*hasil, len(kata) - awal)
