"""Finds the declared tables on any sheet by what is written in their headings, wherever they stand.

A heading row has at least two known headings; it may be two or three rows high with merged parents, carry typing
slips, and be followed by the (1)(2)(3) row. Every form is tried on the columns found and the best fit wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from xlkinerja import formulir as daftar_formulir
from xlkinerja.beku import beku
from xlkinerja.buku import Rentang
from xlkinerja.jodoh import Cocok, Jejak, formulir_terbaik
from xlkinerja.judul_uang import anak_judul, gabungkan, utamakan
from xlkinerja.kisi import Kisi
from xlkinerja.nomor_kolom import baris_bernomor
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import Formulir, Kolom, jarak_ketik, normal
from xlkinerja.temuan import Sel

PANJANG_JUDUL = 70
_TAHUN_AKHIR = regeks(r" (?:19|20)\d\d$")
_BESARAN = regeks(r"\d+\.\d+|\d{5,}")
_TERTINGGI = 3
"""Rows of the highest header."""
Ruas = tuple[int, int]


@beku(frozen=True, slots=True)
class Kepala:
    """A header block matched with a form: rows `atas`..`bawah`, first data row `data`, field -> column.

    `bidang` also holds the names of `pola` columns; `induk`: field -> heading above it; `eja`: (cell, right
    wording) of misspelt headings; `lain`: headings nobody declared; `ruas`: first and last column of the table if
    another one stands beside it; `rancu`: fields for which it is not clear which of several columns is meant.
    """

    formulir: Formulir
    atas: int
    bawah: int
    data: int
    kolom: Mapping[str, int]
    bidang: Mapping[str, Kolom]
    sel: Mapping[str, Sel]
    induk: Mapping[str, str]
    eja: tuple[tuple[Sel, str], ...] = ()
    lain: tuple[Sel, ...] = ()
    ruas: Ruas | None = None
    rancu: frozenset[str] = frozenset()

    def tak_dibaca(self) -> tuple[Sel, ...]:
        """Known headings that found no place: another column has the same one, or the form does not have it."""
        return tuple(s for s in self.lain if _judul(s.tampil))

    def sama_bentuk(self, lain: Kepala) -> bool:
        """True if the other header has the same form in the same columns: a repeat of this one."""
        return self.formulir is lain.formulir and dict(self.kolom) == dict(lain.kolom)


@lru_cache(maxsize=1)
def _kosakata() -> tuple[Mapping[str, str], tuple[str, ...]]:
    """All normalised headings -> official wording, and those that may go on after their words."""
    tepat: dict[str, str] = {}
    awalan: set[str] = set()
    for f in daftar_formulir.SEMUA:
        for k in f.kolom:
            for judul in k.judul:
                tepat.setdefault(normal(judul), judul)
                if k.awalan:
                    awalan.add(normal(judul) + " ")
    return tepat, tuple(sorted(awalan))


def _judul(teks: str) -> bool:
    """True for a known heading; the cheap test comes first: a heading is short and does not begin with a digit."""
    return 0 < len(teks) <= PANJANG_JUDUL and not teks[0].isdigit() and _dikenal(teks)


@lru_cache(maxsize=16384)
def _dikenal(teks: str) -> bool:
    tepat, awalan = _kosakata()
    kata = normal(teks)
    return not kata.isdigit() and (kata in tepat or kata.startswith(awalan))


@lru_cache(maxsize=1)
def _terkoreksi() -> frozenset[str]:
    """Headings that slips are compared with; names of months and quarters, which stand under another heading, are too
    short for that ("Taret" is no "Maret")."""
    semua = (k for f in daftar_formulir.SEMUA for k in f.kolom if not k.induk)
    return frozenset(kata for k in semua for j in k.judul if len(kata := normal(j)) >= 5)


@lru_cache(maxsize=16384)
def betulkan(kata: str) -> str | None:
    """The known heading of which `kata` (normalised) is a typing slip, if there is exactly one; else None."""
    if len(kata) < 5:
        return None
    batas = 1 if len(kata) < 9 else 2
    calon = {j for j in _terkoreksi() if jarak_ketik(kata, j, batas) <= batas}
    return calon.pop() if len(calon) == 1 else None


def _jejak(kisi: Kisi, atas: int, bawah: int, ruas: Ruas | None) -> tuple[Jejak, ...]:
    kolom = sorted({k for b in range(atas, bawah + 1) for k, _ in kisi.isi(b)} | _kolom_gabungan(kisi, atas, bawah))
    hasil: list[Jejak] = []
    for k in kolom:
        if ruas is not None and not ruas[0] <= k <= ruas[1]:
            continue
        judul: list[str] = []
        sel: Sel | None = None
        sebelum = None
        for b in range(atas, bawah + 1):
            calon = kisi.sel_induk(b, k)
            if not calon.tampil.strip():
                if b < bawah and not judul and _di_bawah_kiri(kisi, b, bawah, k, hasil):
                    judul.append(hasil[-1].judul[0])
            elif (calon.baris, calon.kolom) != sebelum:
                sebelum = (calon.baris, calon.kolom)
                judul.append(normal(calon.tampil))
                sel = calon
        if sel is not None and len(sel.tampil) <= PANJANG_JUDUL and any(judul):
            hasil.append(Jejak(k, gabungkan(judul), sel))
    return tuple(hasil)


def _di_bawah_kiri(kisi: Kisi, baris: int, bawah: int, kolom: int, kiri: list[Jejak]) -> bool:
    """True if a blank cell stands for the heading to its left, typed once over several columns and not merged."""
    return bool(kiri) and len(kiri[-1].judul) > 1 and not kisi.gabungan(baris, kolom) and bool(kisi.teks(bawah, kolom))


def _kolom_gabungan(kisi: Kisi, atas: int, bawah: int) -> set[int]:
    """Columns that a merged heading of the block covers (their own cells are blank)."""
    kolom: set[int] = set()
    for b in range(atas, bawah + 1):
        for k, _ in kisi.isi(b):
            r = kisi.gabungan(b, k)
            if r is not None and r.kolom2 - r.kolom1 < 64 and bawah > atas:
                kolom.update(range(r.kolom1, r.kolom2 + 1))
    return kolom


def _perbaiki_ejaan(jejak: tuple[Jejak, ...]) -> tuple[tuple[Jejak, ...], tuple[tuple[Sel, str], ...]]:
    tepat, awalan = _kosakata()
    hasil: list[Jejak] = []
    eja: list[tuple[Sel, str]] = []
    for j in jejak:
        daun = j.judul[-1]
        tahun = "".join(_TAHUN_AKHIR.findall(daun))
        benar = None if daun in tepat or daun.startswith(awalan) else betulkan(daun.removesuffix(tahun))
        if benar is None:
            hasil.append(j)
            continue
        hasil.append(Jejak(j.kolom, (*j.judul[:-1], benar + tahun), j.sel))
        eja.append((j.sel, tepat[benar] + tahun))
    return tuple(hasil), tuple(eja)


def _baris_bernomor(kisi: Kisi, baris: int, kolom: Collection[int]) -> bool:
    """True for the row (1) (2) (3) ... that follows many headers."""
    return baris_bernomor([t for k, t in kisi.isi(baris) if min(kolom) <= k <= max(kolom)])


def _blok(kisi: Kisi, baris: int) -> Iterable[tuple[int, int]]:
    yield baris, baris
    dua = not _berangka(kisi, baris + 1)
    if dua:
        yield baris, baris + 1
    if baris > 1 and _mungkin_induk(kisi, baris - 1):
        yield baris - 1, baris
    if dua and not _berangka(kisi, baris + 2):
        yield baris, baris + 2


def _sampai_bawah(kisi: Kisi, atas: int, bawah: int, ruas: Ruas | None) -> bool:
    """True unless headings of the block go on below it: merged downwards, or in a row that only divides them."""
    for b in range(atas, bawah + 1):
        for k, _ in kisi.isi(b):
            r = kisi.gabungan(b, k) if ruas is None or ruas[0] <= k <= ruas[1] else None
            if r is not None and r.baris2 > bawah and r.baris2 - r.baris1 < _TERTINGGI:
                return False
    anak = [t for k, t in kisi.isi(bawah + 1) if ruas is None or ruas[0] <= k <= ruas[1]]
    return len(anak) < 2 or not all(map(anak_judul, anak))


def _berangka(kisi: Kisi, baris: int) -> bool:
    """True if a row holds amounts or fractions, which no header does."""
    return any(_BESARAN.fullmatch(t) for _, t in kisi.isi(baris))


def _mungkin_induk(kisi: Kisi, baris: int) -> bool:
    """True if a row may hold the headings above others: several short texts (a title stands alone)."""
    isi = kisi.isi(baris)
    return len(isi) > 1 and all(len(t) <= PANJANG_JUDUL and not _BESARAN.fullmatch(t) for _, t in isi)


def _kepala_baris(kisi: Kisi, baris: int) -> list[Kepala]:
    """The header blocks that contain this row: one, or several side by side with a blank column between them."""
    ruas = _ruas(kisi, baris)
    sendiri = [k for r in ruas if (k := _kepala_di(kisi, baris, r)) is not None] if len(ruas) > 1 else []
    if len(sendiri) > 1:
        return sendiri
    utuh = _kepala_di(kisi, baris, None)
    return [utuh] if utuh is not None else []


def _ruas(kisi: Kisi, baris: int) -> list[Ruas]:
    """Runs of neighbouring columns that hold headings in a row; merged ones count with all their columns."""
    hasil: list[Ruas] = []
    for k, _ in kisi.isi(baris):
        r = kisi.gabungan(baris, k)
        akhir = r.kolom2 if r is not None else k
        if hasil and k <= hasil[-1][1] + 1:
            hasil[-1] = (hasil[-1][0], max(akhir, hasil[-1][1]))
        else:
            hasil.append((k, akhir))
    return [r for r in hasil if r[1] > r[0]]


def _kepala_di(kisi: Kisi, baris: int, ruas: Ruas | None) -> Kepala | None:
    """The best matching header block that contains this row, within a run of columns if one is given; a block whose
    headings go on below it only where the whole one tells of fewer columns."""
    calon = {b: _calon(kisi, *b, ruas) for b in _blok(kisi, baris)}
    penuh = [c for b, c in calon.items() if _sampai_bawah(kisi, *b, ruas)]
    utuh = _terbaik(penuh)
    lain = _terbaik(calon.values()) if len(penuh) < len(calon) else utuh
    if utuh is not None and (lain is None or len(lain.cocok.letak) <= len(utuh.cocok.letak)):
        lain = utuh
    return _buat_kepala(kisi, lain, ruas) if lain is not None else None


class _Calon(NamedTuple):
    """A block of rows read as a header: its columns, misspelt headings, the form that fits best, and how well."""

    nilai: int
    atas: int
    bawah: int
    jejak: tuple[Jejak, ...]
    eja: tuple[tuple[Sel, str], ...]
    cocok: Cocok


def _calon(kisi: Kisi, atas: int, bawah: int, ruas: Ruas | None) -> _Calon | None:
    jejak, eja = _perbaiki_ejaan(_jejak(kisi, atas, bawah, ruas))
    if len(jejak) < 2:
        return None
    jejak = utamakan(jejak)
    cocok = formulir_terbaik(jejak)
    return _Calon(cocok.nilai * 4 - (bawah - atas), atas, bawah, jejak, eja, cocok) if cocok is not None else None


def _terbaik(calon: Iterable[_Calon | None]) -> _Calon | None:
    return max((c for c in calon if c is not None), key=lambda c: c.nilai, default=None)


def _buat_kepala(kisi: Kisi, c: _Calon, ruas: Ruas | None) -> Kepala:
    data = c.bawah + 1
    kolom = {n: c.jejak[i] for n, i in c.cocok.letak.items()}
    dipakai = {j.kolom for j in kolom.values()}
    if _baris_bernomor(kisi, data, dipakai):
        data += 1
    return Kepala(
        c.cocok.formulir,
        c.atas,
        c.bawah,
        data,
        {n: j.kolom for n, j in kolom.items()},
        dict(c.cocok.bidang),
        {n: j.sel for n, j in kolom.items()},
        {n: j.judul[-2] if len(j.judul) > 1 else "" for n, j in kolom.items()},
        tuple((s, t) for s, t in c.eja if s.kolom in dipakai),
        tuple(j.sel for j in c.jejak if j.kolom not in dipakai),
        ruas,
        c.cocok.rancu,
    )


def kepala_tabel(kisi: Kisi, badan: Collection[Rentang] = ()) -> tuple[Kepala, ...]:
    """All header blocks of a sheet, top to bottom, not overlapping. `badan`: cells known to be rows of a table, where
    only its own header may come again."""
    hasil: list[Kepala] = []
    lewati = 0
    for baris in kisi.baris_dengan(_judul, 2):
        if baris < lewati:
            continue
        kepala = [k for k in _kepala_baris(kisi, baris) if not _isi_tabel(kisi, k, hasil, badan)]
        hasil.extend(kepala)
        lewati = max((k.data for k in kepala), default=lewati)
    return tuple(hasil)


def _isi_tabel(kisi: Kisi, kepala: Kepala, atas: Collection[Kepala], badan: Collection[Rentang]) -> bool:
    """True for rows taken for a header that are rows of the table they stand in: "satker" is a unit there."""
    kiri, kanan = min(kepala.kolom.values()), max(kepala.kolom.values())
    milik = [b for b in badan if b.baris1 <= kepala.bawah and kepala.atas <= b.baris2]
    if any(b.kolom1 <= kanan and kiri <= b.kolom2 for b in milik):
        return not any(k.sama_bentuk(kepala) for k in atas)
    if kepala.formulir.jenis != "pendukung":
        return False
    induk = [k for k in atas if k.formulir.jenis != "pendukung" and k.data < kepala.atas]
    if not induk or not _beririsan(induk[-1], kiri, kanan):
        return False
    # Right below a full row, and beginning with something else than a number or a label: data, not a header.
    sebaris = [t for k, t in kisi.isi(kepala.atas) if kepala.ruas is None or kepala.ruas[0] <= k <= kepala.ruas[1]]
    return len(kisi.isi(kepala.atas - 1)) > 1 and bool(sebaris) and not _judul(sebaris[0])


def _beririsan(kepala: Kepala, kiri: int, kanan: int) -> bool:
    return min(kepala.kolom.values()) <= kanan and kiri <= max(kepala.kolom.values())
