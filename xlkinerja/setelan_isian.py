"""A table of the settings file while it is read: its values as what they should be, and everything that is wrong.

Nothing is raised: a value that is wrong is noted and comes back as None, so that all errors are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from xlkinerja.konsol import KENDALI, aman
from xlkinerja.regeks import regeks
from xlkinerja.setelan_toml import Jalur, Toml

_E = TypeVar("_E", bound=Enum)
_RAHASIA = regeks(r"sandi|pass|pwd|token|secret|rahasia|api.?key|kunci.?api", re.IGNORECASE)
SANDI_SUREL = "XLKINERJA_SANDI_SUREL"
"""Environment variable of the mail server's password."""
_TERPANJANG, _NAMA = 500, 60
_SATU_BARIS, _DI_PANGKAL = "harus satu baris biasa", "tingkat"


class Galat:
    """What is wrong with a file, each with its place."""

    def __init__(self, berkas: str, toml: Toml) -> None:
        self.berkas = berkas
        self.toml = toml
        self._semua: list[tuple[int, str]] = []

    def catat(self, jalur: Jalur, pesan: str, *, tabel: bool = False) -> None:
        """Note what is wrong at a place, with what it should be. `tabel`: the place is a table, not a key."""
        baris = self.toml.baris(jalur)
        di = f", baris {baris}" if baris is not None else ""
        tempat = sebutan(jalur, tabel=tabel)
        self._semua.append((baris or 0, f"{self.berkas}{di}{', ' + tempat if tempat else ''}: {pesan}"))

    @property
    def pesan(self) -> tuple[str, ...]:
        """All of it in the order of the lines."""
        return tuple(p for _, p in sorted(self._semua, key=lambda x: x[0]))


def sebutan(jalur: Jalur, *, tabel: bool) -> str:
    """A place as it is written in the file: ("abaikan", 1, "kode") -> "[[abaikan]] ke-2 kode"."""
    if not jalur:
        return ""
    nomor = [i for i, k in enumerate(jalur) if isinstance(k, int)]
    if tabel:
        induk, kunci = jalur, ""
    else:
        induk, kunci = jalur[:-1], aman(str(jalur[-1]))[:_NAMA]
    nama = ".".join(aman(k)[:_NAMA] for k in induk if isinstance(k, str))
    n = induk[nomor[-1]] if nomor else None
    judul = f"[[{nama}]] ke-{n + 1}" if isinstance(n, int) else f"[{nama}]" if nama else ""
    return f"{judul} {kunci}".strip()


def tampilan(nilai: object) -> str:
    """A value as a reader knows it again, short."""
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, str):
        teks = aman(nilai)
        return f'"{teks if len(teks) <= 40 else teks[:39] + "…"}"'
    if isinstance(nilai, int):
        return str(nilai) if abs(nilai) < 10**18 else "bilangan sebesar itu"
    if isinstance(nilai, Decimal):
        return str(nilai) if len(str(nilai)) <= 24 else "bilangan sepanjang itu"
    if isinstance(nilai, list):
        return "sebuah daftar"
    return "sebuah tabel" if isinstance(nilai, dict) else aman(str(nilai))


class Isian:
    """One table. Each method takes one key; `tutup` says which keys are left over."""

    def __init__(self, isi: Mapping[str, Any], jalur: Jalur, galat: Galat) -> None:
        self.isi = isi
        self.jalur = jalur
        self.galat = galat
        self._dikenal: list[str] = []

    def salah(self, kunci: str | None, pesan: str) -> None:
        """Note what is wrong with a key, or with the table."""
        self.galat.catat((*self.jalur, kunci) if kunci is not None else self.jalur, pesan, tabel=kunci is None)

    def ada(self, kunci: str) -> bool:
        """Whether the key is written."""
        return kunci in self.isi

    def _nilai(self, kunci: str, wajib: str) -> Any:
        """What is written, None if nothing is; `wajib`: what should be, where it must be."""
        self._dikenal.append(kunci)
        if kunci in self.isi:
            return self.isi[kunci]
        if wajib:
            self.salah(None, f"{kunci} belum ada; {wajib}")
        return None

    def teks(self, kunci: str, contoh: str, *, wajib: bool = False) -> str | None:
        """A line of text that is not empty; `contoh`: what should be written ("tulis …, mis. …")."""
        nilai = self._nilai(kunci, contoh if wajib else "")
        return None if nilai is None else self._teks(kunci, nilai, contoh)

    def _teks(self, kunci: str, nilai: object, contoh: str) -> str | None:
        if not isinstance(nilai, str):
            self.salah(kunci, f"{tampilan(nilai)} bukan teks di antara tanda kutip; {contoh}")
        elif not nilai.strip():
            self.salah(kunci, f"kosong; {contoh}")
        elif KENDALI.search(nilai) or "\n" in nilai or "\r" in nilai:
            self.salah(kunci, f"{_SATU_BARIS}, tanpa baris baru dan tanda kendali; {contoh}")
        elif len(nilai) > _TERPANJANG:
            self.salah(kunci, f"terlalu panjang; paling banyak {_TERPANJANG} huruf")
        else:
            return nilai.strip()
        return None

    def daftar(self, kunci: str, contoh: str, *, wajib: bool = False) -> tuple[str, ...] | None:
        """Several texts, at least one; one text stands for a list of one."""
        nilai = self._nilai(kunci, contoh if wajib else "")
        if nilai is None:
            return None
        if isinstance(nilai, list) and not nilai:
            self.salah(kunci, f"daftarnya kosong; {contoh}")
            return None
        semua = [self._teks(kunci, x, contoh) for x in (nilai if isinstance(nilai, list) else [nilai])]
        return None if None in semua else tuple(dict.fromkeys(x for x in semua if x is not None))

    def pilihan(self, kunci: str, kelas: type[_E]) -> _E | None:
        """One of the words of an Enum."""
        nilai = self._nilai(kunci, "")
        semua = [str(x.value) for x in kelas]
        if nilai is None:
            return None
        if not isinstance(nilai, str) or nilai.strip().lower() not in semua:
            pilih = ", ".join(f'"{x}"' for x in semua)
            self.salah(kunci, f"{tampilan(nilai)} tidak dikenal{_mungkin(nilai, semua)}; pilih {pilih}")
            return None
        return kelas(nilai.strip().lower())

    def logis(self, kunci: str, bawaan: bool) -> bool:
        """true or false."""
        nilai = self._nilai(kunci, "")
        if nilai is not None and not isinstance(nilai, bool):
            self.salah(kunci, f"{tampilan(nilai)} bukan ya atau tidak; tulis true atau false, tanpa tanda kutip")
        return nilai if isinstance(nilai, bool) else bawaan

    def bilangan(self, kunci: str, dari: int, sampai: int, *, bulat: bool = True) -> Decimal | None:
        """A number within bounds, whole unless it may have a fraction."""
        nilai = self._nilai(kunci, "")
        if nilai is None:
            return None
        angka = isinstance(nilai, int | Decimal) and not isinstance(nilai, bool)
        if angka and Decimal(nilai).is_finite() and dari <= nilai <= sampai and (not bulat or nilai == int(nilai)):
            return Decimal(nilai)
        apa = "bilangan bulat" if bulat else "bilangan"
        kutip = ", tanpa tanda kutip" if isinstance(nilai, str) else ""
        self.salah(kunci, f"{tampilan(nilai)} bukan {apa} {dari} sampai {sampai}{kutip}")
        return None

    def tanggal(self, kunci: str) -> date | None:
        """A day, which must be written."""
        contoh = "tulis tanggal tanpa tanda kutip dan tanpa jam, mis. 2026-12-31"
        nilai = self._nilai(kunci, contoh)
        if isinstance(nilai, date) and not isinstance(nilai, datetime):
            return nilai
        if nilai is not None:
            self.salah(kunci, f"{tampilan(nilai)} bukan tanggal; {contoh}")
        return None

    def tabel(self, kunci: str) -> Isian | None:
        """A table [x.kunci]."""
        nilai = self._nilai(kunci, "")
        if isinstance(nilai, dict):
            return Isian(nilai, (*self.jalur, kunci), self.galat)
        if nilai is not None:
            nama = ".".join(str(k) for k in (*self.jalur, kunci))
            self.salah(kunci, f"harus sebuah tabel; tulis [{nama}] pada baris sendiri")
        return None

    def tabel_tabel(self, kunci: str) -> list[Isian]:
        """Tables [[kunci]]."""
        nilai = self._nilai(kunci, "")
        if nilai is None:
            return []
        if not isinstance(nilai, list) or not all(isinstance(x, dict) for x in nilai):
            self.salah(kunci, f"harus daftar tabel; tulis [[{kunci}]] dengan dua kurung siku")
            return []
        return [Isian(x, (*self.jalur, kunci, i), self.galat) for i, x in enumerate(nilai)]

    def tutup(self, lain: Iterable[str] = ()) -> None:
        """Note the keys that nobody asked for; `lain`: known ones that were not asked for here."""
        dikenal = [*dict.fromkeys((*self._dikenal, *lain))]
        for kunci in self.isi:
            if kunci not in dikenal:
                self.salah(kunci, _asing(kunci, dikenal, pangkal=not self.jalur))


def _asing(kunci: str, dikenal: list[str], *, pangkal: bool) -> str:
    """Why a key cannot stand here, and which may be meant."""
    if _RAHASIA.search(kunci):
        return (
            "sandi tidak boleh ada di berkas ini, dan nilainya tidak dipakai; hapus, lalu simpan sandinya di variabel "
            f"lingkungan {SANDI_SUREL} atau di keyring"
        )
    mungkin = _mungkin(kunci, dikenal)
    if not mungkin and kunci == _DI_PANGKAL and not pangkal:
        return "tidak dikenal di tabel ini; yang berlaku untuk semuanya ditulis paling atas, sebelum tabel yang pertama"
    return f"tidak dikenal{mungkin}; yang dikenal di sini: {', '.join(dikenal)}"


def _mungkin(kata: object, pilihan: Iterable[str]) -> str:
    tertulis = kata.strip().lower()[:_NAMA] if isinstance(kata, str) else ""
    mirip = get_close_matches(tertulis, list(pilihan), n=1, cutoff=0.6)
    return f'; mungkin maksudnya "{mirip[0]}"' if mirip else ""
