"""A worksheet part into a map of where its rows, cells, styles and protected ranges lie, by byte offset.

Rows are found by their start tags; a row's cells are looked at only when asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import NamedTuple

from xlkinerja.buku import BukuTakTertulis, Rentang
from xlkinerja.buku.sisip_sel import urai_sel
from xlkinerja.buku.xml_mentah import (
    ATRIBUT,
    Unsur,
    akar,
    atribut,
    bulat,
    ke_utf8,
    pola_buka,
    pola_tutup,
    semua_unsur,
    topeng,
    unsur,
)
from xlkinerja.temuan import alamat_a1, urai_a1

_R_PERTAMA = re.compile(rb'<[^\s"\'>]+ r="([A-Z]{0,3}[0-9]+)"')
_URUT = 'Lembar "{}": baris atau sel tidak berurutan; buka dan simpan ulang dengan Excel lalu coba lagi.'


class Larangan(NamedTuple):
    """A range that must not be written and why; "gabungan" spares its top-left cell, "larik" its master."""

    rentang: Rentang
    jenis: str
    alasan: str


class BarisLembar(NamedTuple):
    """A row: its number, where its start tag begins, where it ends."""

    nomor: int
    awal: int
    isi: int


def urai_rentang(ref: str) -> Rentang:
    """ "A1:C3" or "A1" (with or without "$") as a `Rentang`. BukuTakTertulis if it is none."""
    a, _, b = ref.replace("$", "").partition(":")
    try:
        (b1, k1), (b2, k2) = urai_a1(a), urai_a1(b or a)
    except ValueError as galat:
        raise BukuTakTertulis(
            f"Buku kerja rusak: rentang {ref[:30]!r} tidak sah; simpan ulang dengan Excel."
        ) from galat
    return Rentang(min(b1, b2), min(k1, k2), max(b1, b2), max(k1, k2))


def tulis_rentang(r: Rentang) -> str:
    """A `Rentang` as "A1:C3", or "A1" for one cell."""
    awal, akhir = alamat_a1(r.baris1, r.kolom1), alamat_a1(r.baris2, r.kolom2)
    return awal if awal == akhir else f"{awal}:{akhir}"


class PetaLembar:
    """The map of one worksheet part. `isi`: its UTF-8 form, `t`: mask, `p`: prefix, `data`: sheetData."""

    def __init__(self, isi: bytes, nama: str) -> None:
        self.asal, self.nama = isi, nama
        self.isi, self.sandi = ke_utf8(isi)
        self.t = topeng(self.isi)
        self.p, induk = akar(self.t)
        data = unsur(self.t, self.p + b"sheetData")
        if data is None or not self.t.startswith(b"<" + self.p + b"worksheet", induk.awal):
            raise BukuTakTertulis(f'Lembar "{nama}" bukan lembar kerja biasa; sel tidak dapat ditulis.')
        self.data: Unsur = data

    @cached_property
    def baris(self) -> list[BarisLembar]:
        """The rows in order. BukuTakTertulis when they are not."""
        hasil: list[BarisLembar] = []
        nomor = 0
        for m in _pola_baris(self.p).finditer(self.t, self.data.isi, self.data.tutup):
            r = m[1].decode() if m[1] else atribut(m[0]).get("r")
            if (baru := bulat(r) if r else nomor + 1) <= nomor:
                raise BukuTakTertulis(_URUT.format(self.nama))
            nomor = baru
            hasil.append(BarisLembar(nomor, m.start(), m.end()))
        return hasil

    def unsur_baris(self, b: BarisLembar) -> Unsur:
        """The element of a row."""
        if self.t[b.isi - 2 : b.isi] == b"/>":
            return Unsur(b.awal, b.isi, b.isi, b.isi)
        m = pola_tutup(self.p + b"row").search(self.t, b.isi)
        if m is None:
            raise BukuTakTertulis(_URUT.format(self.nama))
        return Unsur(b.awal, b.isi, m.start(), m.end())

    def sel_baris(self, nomor: int, u: Unsur) -> list[tuple[int, Unsur]]:
        """The cells of a row: (1-based column, element)."""
        hasil: list[tuple[int, Unsur]] = []
        kolom = 0
        for c in semua_unsur(self.t, self.p + b"c", u.isi, u.tutup):
            r = _r(self.t[c.awal : c.isi])
            try:
                baris, baru = urai_a1(r.replace("$", "")) if r else (nomor, kolom + 1)
            except ValueError:
                baris, baru = 0, 0
            if baris != nomor or baru <= kolom:
                raise BukuTakTertulis(_URUT.format(self.nama))
            kolom = baru
            hasil.append((kolom, c))
        return hasil

    def gaya_sel(self, baris: int, kolom: int) -> int:
        """Index of the xf in force at a cell: its own, else its row's, else its column's."""
        i = bisect_left([b.nomor for b in self.baris], baris)
        if i == len(self.baris) or self.baris[i].nomor != baris:
            return self.gaya_kolom(kolom)
        u = self.unsur_baris(self.baris[i])
        for k, c in self.sel_baris(baris, u):
            if k == kolom:
                return bulat(atribut(self.isi[c.awal : c.isi]).get("s", "0"))
        gaya_baris = self.gaya_baris(u)
        return self.gaya_kolom(kolom) if gaya_baris is None else gaya_baris

    def gaya_baris(self, u: Unsur) -> int | None:
        """The xf that a row gives to cells that are not there, None when it gives none."""
        a = atribut(self.isi[u.awal : u.isi])
        return bulat(a.get("s", "0")) if a.get("customFormat") in ("1", "true") else None

    def gaya_kolom(self, kolom: int) -> int:
        """The xf that a column gives to cells that are not there."""
        return next((g for a, b, g in self._kolom_bergaya if a <= kolom <= b), 0)

    @cached_property
    def _kolom_bergaya(self) -> list[tuple[int, int, int]]:
        semua = (atribut(self.t[u.awal : u.isi]) for u in semua_unsur(self.t, self.p + b"col", 0, self.data.awal))
        return [
            (bulat(a["min"]), bulat(a["max"]), bulat(a["style"])) for a in semua if {"min", "max", "style"} <= a.keys()
        ]

    def gabungan(self) -> list[Larangan]:
        """Merged ranges."""
        ref = self._ref(b"mergeCell", self.data.akhir, len(self.t))
        return [Larangan(urai_rentang(r), "gabungan", f"bagian dari sel gabungan {r}") for r, _ in ref]

    def larik(self) -> list[Larangan]:
        """Ranges of array formulas, spilled ones included, and of data tables."""
        hasil: list[Larangan] = []
        if all(self.t.find(x, self.data.isi, self.data.tutup) < 0 for x in (b"array", b"dataTable")):
            return hasil
        for r, a in self._ref(b"f", self.data.isi, self.data.tutup):
            if a.get("t") == "array":
                hasil.append(Larangan(urai_rentang(r), "larik", f"bagian dari rumus larik {r}"))
            elif a.get("t") == "dataTable":
                hasil.append(Larangan(urai_rentang(r), "data", f"bagian dari tabel data {r}"))
        return hasil

    def _ref(self, nama: bytes, awal: int, akhir: int) -> list[tuple[str, dict[str, str]]]:
        hasil = []
        for m in pola_buka(self.p + nama).finditer(self.t, awal, akhir):
            if b"ref" in m[0] and "ref" in (a := atribut(m[0])):
                hasil.append((a["ref"], a))
        return hasil

    def anggota_bersama(self, si: str) -> list[tuple[int, int, Unsur]]:
        """Cells that use shared formula `si` without being its master."""
        hasil = []
        for b in self.baris:
            u = self.unsur_baris(b)
            if self.t.find(b"shared", u.isi, u.tutup) < 0:
                continue
            for k, c in self.sel_baris(b.nomor, u):
                sel = urai_sel(self.isi[c.awal : c.akhir], self.p)
                if sel.atribut_rumus.get("t") != "shared" or sel.atribut_rumus.get("si") != si:
                    continue
                if sel.induk_bersama:
                    return []
                hasil.append((b.nomor, k, c))
        return hasil


@lru_cache(maxsize=16)
def _pola_baris(awalan: bytes) -> re.Pattern[bytes]:
    """Start tag of a row; its number, when it stands first, as group 1."""
    return re.compile(b"<" + re.escape(awalan) + rb'row(?=[\s/>])(?: r="([0-9]+)")?' + ATRIBUT + b">")


def _r(tanda: bytes) -> str | None:
    """Attribute r of a start tag, which nearly always stands first."""
    m = _R_PERTAMA.match(tanda)
    return m[1].decode() if m else atribut(tanda).get("r")
