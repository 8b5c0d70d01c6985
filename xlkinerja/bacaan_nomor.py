"""The ways to read the codes and numbers of a table as levels, the likeliest first.

A bare three-digit code may be a komponen or the next RO; planning lists are numbered 1., 1.1., A., a., I and so on
instead of by codes (penomoran.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from xlkinerja.kode_baris import (
    AKUN,
    KEGIATAN,
    KOMPONEN,
    KRO,
    PROGRAM,
    PROGRAM_KPU,
    RINCIAN,
    RO,
    SUB_KOMPONEN,
    adalah_total,
    pisah_kode,
)
from xlkinerja.penomoran import Bentuk, bentuk_nomor, penanda, penanda_nama, tingkat_nomor
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal

_SATU_DUA, _TIGA_HURUF, _HURUF_TITIK = regeks(r"[A-Z]{1,2}"), regeks(r"[A-Z]{3}"), regeks(r"[A-Z]\.")
_URUT, _HURUF_KECIL = regeks(r"\d{1,2}"), regeks(r"[a-z]\)?")
Tumpuk = list[tuple[int, str]]
"""The open rows' levels and codes, the topmost first."""


class Uraian(Protocol):
    """A reading of a table: the levels and codes that a row opens below `tumpuk`, from which it may take rows off."""

    def __call__(self, i: int, token: tuple[str, ...], nama: str, tumpuk: Tumpuk) -> Tumpuk: ...


def bacaan_baris(baris: Sequence[tuple[str, str, str]], lekuk: Sequence[int]) -> Iterator[Uraian]:
    """The ways to read a table, the likeliest first."""
    if all(penanda(k) for k, n, u in baris if pisah_kode(k, n)[0] and not adalah_total(k, n, u)):
        yield from _bacaan_daftar(baris, lekuk)
    else:
        banyak = sum(1 for k, _, _ in baris if _digit(k.strip(), 3))
        yield from (_Kode(baris, cara) for cara in (("urut", "komponen", "ro") if banyak > 1 else ("urut",)))
        if any(penanda(k) for k, _, _ in baris):
            yield _Kode(baris, "urut", di_bawah=True)


def _bacaan_daftar(baris: Sequence[tuple[str, str, str]], lekuk: Sequence[int]) -> Iterator[Uraian]:
    """The readings of a table without codes: by the numbers in their own column, or those that lead the names, or
    the blanks before these; a row without a number may be a part of the topmost row or of the row above it."""
    kolom = [penanda(k) or penanda(u) for k, _, u in baris]
    di_nama = [penanda_nama(n) for _, n, _ in baris]
    sendiri = [n or d for n, d in zip(kolom, di_nama, strict=True)]
    bentuk = [b for b in bentuk_nomor(kolom) if b is not None and b[0] != "butir"]
    biasa = sendiri == kolom and _biasa(bentuk)
    if biasa:
        yield _Kode(baris, "urut")
    for nomor in (sendiri, di_nama):
        tingkat = tingkat_nomor(bentuk_nomor(nomor))
        if (nomor is di_nama and di_nama == sendiri) or not any(nomor):
            continue
        yield _Daftar(baris, nomor, tingkat, KEGIATAN)
        if None in tingkat:
            yield _Daftar(baris, nomor, tingkat, RINCIAN - 1)
    if not biasa:
        yield _Kode(baris, "urut")
    if len(set(lekuk)) > 1 and not any(sendiri):
        urutan = sorted(set(lekuk))
        yield _Daftar(baris, sendiri, [urutan.index(n) + 1 for n in lekuk], KEGIATAN)


def _biasa(bentuk: Sequence[Bentuk]) -> bool:
    """True for the numbering of the planning forms: 1., 1.1. and a. below them."""
    return all(b[0] in ("angka", "huruf") and not b[2] for b in bentuk) and all(b[0] == "angka" for b in bentuk[:1])


class _Daftar:
    """A table without codes: levels by the kinds of its numbers."""

    def __init__(
        self, baris: Sequence[tuple[str, str, str]], nomor: Sequence[str], tingkat: Sequence[int | None], kosong: int
    ) -> None:
        self.baris, self.nomor, self.tingkat, self.kosong = baris, nomor, tingkat, kosong

    def __call__(self, i: int, token: tuple[str, ...], nama: str, tumpuk: Tumpuk) -> Tumpuk:
        tingkat, urut = self.tingkat[i], self.baris[i][2].strip()
        if tingkat is None:
            return [(self.kosong, normal(nama)[:60])]
        return [(tingkat, ".".join(token) or urut or self.nomor[i] or normal(nama)[:60])]


class _Kode:
    """A table with codes, or one read by the first number of each row. `cara`: what a bare three-digit code is;
    `di_bawah`: numbers of a list among the codes stand below these."""

    def __init__(self, baris: Sequence[tuple[str, str, str]], cara: str, *, di_bawah: bool = False) -> None:
        self.baris, self.cara, self.di_bawah = baris, cara, di_bawah
        self.token = [pisah_kode(k, n)[0] for k, n, _ in baris]
        self.berkode = any(self.token)

    def __call__(self, i: int, token: tuple[str, ...], nama: str, tumpuk: Tumpuk) -> Tumpuk:
        if len(token) == 1:
            if _digit(token[0], 3) and _ro_baru(token[0], tumpuk, self.cara):
                while tumpuk[-1][0] >= RO:
                    tumpuk.pop()
            if self._sub_komponen(i, token[0], tumpuk):
                return [(SUB_KOMPONEN, token[0])]
        if self.di_bawah and tumpuk and token and (nomor := _tingkat_nomor(token)) is not None:
            return [(RINCIAN + nomor, ".".join(token))]
        return _uraikan(token, tumpuk) or self._sub_bernama(nama, tumpuk) or self._tanpa_kode(i, nama)

    def _sub_komponen(self, i: int, kode: str, tumpuk: Tumpuk) -> bool:
        """True for a letter below an RO or a komponen; two letters are a program if a kegiatan follows."""
        if kode in PROGRAM_KPU or not _SATU_DUA.fullmatch(kode):
            return False
        if len(kode) == 2:
            berikut = next((t for j in range(i + 1, len(self.token)) if (t := self.token[j])), None)
            if berikut is not None and _digit(berikut[0], 4):
                return False
        return _di_bawah_tiga(tumpuk)

    def _sub_bernama(self, nama: str, tumpuk: Tumpuk) -> Tumpuk:
        """A sub komponen whose letter leads its name ("A. Tanpa Sub Komponen")."""
        nomor = penanda_nama(nama)
        if not _HURUF_TITIK.fullmatch(nomor) or not self.berkode or not _di_bawah_tiga(tumpuk):
            return []
        return [(SUB_KOMPONEN, nomor[0])]

    def _tanpa_kode(self, i: int, nama: str) -> Tumpuk:
        if self.berkode:
            return [(RINCIAN, normal(nama)[:60])]
        urut = self.baris[i][2].strip()
        if not urut:
            return [(KEGIATAN, normal(nama)[:60])]
        return [(_tingkat_nomor(tuple(t for t in urut.rstrip(".)").split(".") if t)) or PROGRAM, urut)]


def _di_bawah_tiga(tumpuk: Tumpuk) -> bool:
    return any(_digit(k, 3) for _, k in tumpuk)


def _digit(kode: str, banyak: int) -> bool:
    """True for just so many digits."""
    return len(kode) == banyak and kode.isdecimal()


def _ro_baru(kode: str, tumpuk: Sequence[tuple[int, str]], cara: str) -> bool:
    """True if a bare code below an RO is the next RO: read so ("ro"), or it goes on counting where the RO or a
    komponen in between does not ("urut")."""
    ro = next((k for t, k in tumpuk if t == RO), None)
    if ro is None or cara == "komponen" or not any(t == KRO and k.isalpha() for t, k in tumpuk):
        return False
    komponen = next((k for t, k in tumpuk if t == KOMPONEN), None)
    if cara == "ro":
        return True
    return int(kode) == int(ro) + 1 if komponen is None else ro < kode <= komponen


def _uraikan(token: tuple[str, ...], tumpuk: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    if not token:
        return []
    bernomor = _tingkat_nomor(token)
    if bernomor is not None:
        return [(bernomor, ".".join(token))]
    if token[0] == "076" and len(token) > 1:
        token = token[2:] if len(token) > 2 else token[1:]
    elif token[0] == "01" and len(token) > 1:
        token = token[1:]
    sebelum = 0
    if tumpuk and _digit(token[0], 3):
        sebelum = _konteks(tumpuk)
    hasil: list[tuple[int, str]] = []
    for t in token:
        tingkat = _tingkat_token(t, sebelum)
        # A token that no level knows stands below the one before it, whatever it looks like.
        sebelum = sebelum + 1 if hasil and tingkat <= sebelum else tingkat
        hasil.append((sebelum, t))
    return hasil


def _konteks(tumpuk: Sequence[tuple[int, str]]) -> int:
    """Level that a bare three-digit code hangs under: the innermost code that is not of its own kind."""
    tingkat = [t for t, kode in tumpuk]
    if RO in tingkat:
        return RO
    if any(t == KRO and kode.isalpha() for t, kode in tumpuk):
        return KRO
    return KEGIATAN


@lru_cache(maxsize=4096)
def _tingkat_token(token: str, sebelum: int) -> int:
    """Level of one token after a token of level `sebelum` (0 if none)."""
    if _digit(token, 4):
        return KEGIATAN
    if _TIGA_HURUF.fullmatch(token):
        return KRO
    if _digit(token, 6):
        return AKUN
    if _digit(token, 3):
        if sebelum >= RO:
            return KOMPONEN
        return RO if sebelum == KRO else KRO
    return PROGRAM


def _tingkat_nomor(token: tuple[str, ...]) -> int | None:
    """Level of list numbering (1., 1.1., a., -), or None if the tokens are budget codes."""
    if token and (len(token[0]) > 2 or (len(token) > 1 and not token[0].isdecimal())):
        return None  # as nearly all budget codes
    return _tingkat_pendek(token)


@lru_cache(maxsize=4096)
def _tingkat_pendek(token: tuple[str, ...]) -> int | None:
    if token in (("-",), ("–",), ("•",)):
        return RINCIAN
    if all(_URUT.fullmatch(t) and not t.startswith("0") for t in token):
        return len(token)
    if len(token) == 1 and _HURUF_KECIL.fullmatch(token[0]):
        return RINCIAN - 1
    return None
