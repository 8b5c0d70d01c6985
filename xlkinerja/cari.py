"""Finds the declared tables on any sheet by what is written in their headings, wherever they stand.

A heading row has at least two known headings; it may be two or three rows high with merged parents, carry typing
slips, and be followed by the (1)(2)(3) row. Every form is tried on the columns found and the best fit wins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from xlkinerja import formulir as daftar_formulir
from xlkinerja.kisi import Kisi
from xlkinerja.tataletak import Formulir, Jenis, Kolom, jarak_ketik, normal
from xlkinerja.temuan import Sel

PANJANG_JUDUL = 70
_TAHUN_AKHIR = re.compile(r" (?:19|20)\d\d$")
_BESARAN = re.compile(r"\d+\.\d+|\d{5,}")
_NOMOR_KOLOM = re.compile(r"\(?\d{1,2}\)?$")


@dataclass(frozen=True, slots=True)
class Jejak:
    """A column of a header block: the normalised headings from top to leaf, and the leaf's cell."""

    kolom: int
    judul: tuple[str, ...]
    sel: Sel


Ruas = tuple[int, int]


@dataclass(frozen=True, slots=True)
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
    """Headings that slips are compared with; names of months are too short for that ("Taret" is no "Maret")."""
    semua = (k for f in daftar_formulir.SEMUA for k in f.kolom if k.jenis is not Jenis.TANDA)
    return frozenset(kata for k in semua for j in k.judul if len(kata := normal(j)) >= 5)


@lru_cache(maxsize=16384)
def betulkan(kata: str) -> str | None:
    """The known heading of which `kata` (normalised) is a typing slip, if there is exactly one; else None."""
    if len(kata) < 5:
        return None
    batas = 1 if len(kata) < 9 else 2
    calon = {j for j in _terkoreksi() if jarak_ketik(kata, j, batas) <= batas}
    return calon.pop() if len(calon) == 1 else None


@dataclass(frozen=True, slots=True)
class _Syarat:
    """A declared column ready for comparing: normalised headings, beginnings, parents; `pola` compiled."""

    kolom: Kolom
    judul: frozenset[str]
    awalan: tuple[str, ...]
    induk: frozenset[str]
    awalan_induk: tuple[str, ...]
    pola: re.Pattern[str] | None
    paling_sedikit: int

    def cocok(self, jejak: Jejak) -> bool:
        """True if the column may be this one."""
        daun = jejak.judul[-1]
        if self.pola is None:
            if daun not in self.judul and not (self.awalan and self._diawali(daun)):
                return False
        elif self.pola.fullmatch(daun) is None:
            return False
        return not self.induk or any(a in self.induk or a.startswith(self.awalan_induk) for a in jejak.judul[:-1])

    def ekor(self, jejak: Jejak) -> str:
        """What a heading says after the field's own words: "2024", "tw iii"; "" if nothing."""
        daun = jejak.judul[-1]
        awal = max((a for a in self.awalan if daun.startswith(a)), key=len, default="")
        return daun.removeprefix(awal) if awal and daun not in self.judul else ""

    def _diawali(self, daun: str) -> bool:
        """"Realisasi s.d. Desember" is realisasi; "Realisasi (%)" is no column of money."""
        return daun.startswith(self.awalan) and not (self.kolom.jenis is Jenis.UANG and "persen" in daun)


def _syarat(formulir: Formulir, kolom: Kolom) -> _Syarat:
    judul, induk = (frozenset(map(normal, k)) for k in (kolom.judul, kolom.induk))
    return _Syarat(
        kolom,
        judul,
        tuple(f"{j} " for j in judul) if kolom.awalan else (),
        induk,
        tuple(f"{i} " for i in induk),
        re.compile(kolom.pola) if kolom.pola is not None else None,
        formulir.minimal_banyak if kolom.pola is not None else int(kolom.wajib),
    )


@lru_cache(maxsize=1)
def _daftar() -> tuple[tuple[Formulir, tuple[_Syarat, ...]], ...]:
    """Every form with its columns, those with headings of their own before those with a pattern."""
    return tuple(
        (f, tuple(sorted((_syarat(f, k) for k in f.kolom), key=lambda s: s.pola is not None)))
        for f in daftar_formulir.SEMUA
    )


def _jodohkan(
    syarat: tuple[_Syarat, ...], jejak: tuple[Jejak, ...]
) -> tuple[int, dict[str, Jejak], dict[str, Kolom]] | None:
    """Score, field -> column trace, field -> declared column; None if a required column is missing."""
    sisa = list(jejak)
    hasil: dict[str, Jejak] = {}
    bidang: dict[str, Kolom] = {}
    setara: list[tuple[_Syarat, list[Jejak]]] = []
    for s in syarat:
        kolom = s.kolom
        cocok = [j for j in sisa if s.cocok(j)]
        if len(cocok) < s.paling_sedikit:
            return None
        if s.pola is None:
            if s.awalan and len(cocok) > 1:
                setara.append((s, cocok))
            cocok = sorted(cocok, key=lambda j: j.judul[-1] not in s.judul)[:1]
        for j in cocok:
            nama = kolom.nama if kolom.pola is None else " ".join(j.judul if kolom.pola == ".+" else j.judul[-1:])
            hasil[nama] = j
            bidang[nama] = kolom
            sisa.remove(j)
    if not hasil:
        return None
    if setara:
        _pasangkan(setara, hasil, sisa, {s.kolom.nama: s for s in syarat if s.awalan})
    kiri, kanan = min(j.kolom for j in hasil.values()), max(j.kolom for j in hasil.values())
    asing = sum(kiri < j.kolom < kanan for j in sisa)
    nilai = sum(2 if b.pola == ".+" else 10 for b in bidang.values()) - 4 * asing
    return nilai, hasil, bidang


def _pasangkan(
    setara: list[tuple[_Syarat, list[Jejak]]], hasil: dict[str, Jejak], sisa: list[Jejak], semua: Mapping[str, _Syarat]
) -> None:
    """Of several columns that begin alike ("Realisasi 2023", "Realisasi 2024") take the one whose ending is that of
    the capaian, else of the other field ("Target 2024"); what stays undecided is told by `rancu`."""
    kinerja = ("capaian", "realisasi", "target")
    tegas = {n: semua[n].ekor(hasil[n]) for n in kinerja if n in hasil and n in semua}
    for s, _ in setara:
        tegas.pop(s.kolom.nama, None)
    acuan = next((e for e in tegas.values() if e), None)
    for s, cocok in setara:
        pilihan = next((j for j in cocok if acuan is not None and s.ekor(j) == acuan), hasil[s.kolom.nama])
        if pilihan is not hasil[s.kolom.nama]:
            sisa.remove(pilihan)
            sisa.append(hasil[s.kolom.nama])
            hasil[s.kolom.nama] = pilihan


def _rancu(bidang: Mapping[str, Kolom], kolom: Mapping[str, Jejak], jejak: tuple[Jejak, ...]) -> frozenset[str]:
    """Fields for which several columns stand and none is named plainly or ends as the others do."""
    hasil = set()
    ekor = {n: _syarat_lepas(k).ekor(kolom[n]) for n, k in bidang.items() if k.awalan}
    for n, e in ekor.items():
        s = _syarat_lepas(bidang[n])
        lain = [j for j in jejak if s.cocok(j) and j.kolom != kolom[n].kolom]
        if lain and e and e not in [x for m, x in ekor.items() if m != n]:
            hasil.add(n)
    return frozenset(hasil)


def _syarat_lepas(kolom: Kolom) -> _Syarat:
    return next(s for _, daftar in _daftar() for s in daftar if s.kolom is kolom)


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
            if calon.tampil.strip() and (calon.baris, calon.kolom) != sebelum:
                sebelum = (calon.baris, calon.kolom)
                judul.append(normal(calon.tampil))
                sel = calon
            elif not calon.tampil.strip() and b < bawah and not judul and _di_bawah_kiri(kisi, b, bawah, k, hasil):
                judul.append(hasil[-1].judul[0])
        if sel is not None and len(sel.tampil) <= PANJANG_JUDUL and judul[-1]:
            hasil.append(Jejak(k, tuple(judul), sel))
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
    """True for the row (1) (2) (3) ... that follows many headers; it may stop before the last columns."""
    teks = [t.strip() for k, t in kisi.isi(baris) if min(kolom) <= k <= max(kolom)]
    if len(teks) < 2 or not all(_NOMOR_KOLOM.match(t) for t in teks):
        return False
    nomor = [int(t.strip("()")) for t in teks]
    awal = nomor[0] if all(t[0] == "(" for t in teks) else 1
    return nomor == list(range(awal, awal + len(nomor)))


def _blok(kisi: Kisi, baris: int) -> Iterable[tuple[int, int]]:
    yield baris, baris
    dua = not _berangka(kisi, baris + 1)
    if dua:
        yield baris, baris + 1
    if baris > 1 and _mungkin_induk(kisi, baris - 1):
        yield baris - 1, baris
    if dua and not _berangka(kisi, baris + 2):
        yield baris, baris + 2


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
    """The best matching header block that contains this row, within a run of columns if one is given."""
    terbaik: tuple[int, Kepala] | None = None
    for atas, bawah in _blok(kisi, baris):
        jejak, eja = _perbaiki_ejaan(_jejak(kisi, atas, bawah, ruas))
        if len(jejak) < 2:
            continue
        for formulir, syarat in _daftar():
            cocok = _jodohkan(syarat, jejak)
            if cocok is None:
                continue
            nilai, kolom, bidang = cocok
            nilai = nilai * 4 - (bawah - atas)
            if terbaik is None or nilai > terbaik[0]:
                terbaik = nilai, _buat_kepala(
                    kisi, formulir, atas=atas, bawah=bawah, kolom=kolom, bidang=bidang, eja=eja, jejak=jejak
                )
    return replace(terbaik[1], ruas=ruas) if terbaik else None


def _buat_kepala(
    kisi: Kisi,
    formulir: Formulir,
    *,
    atas: int,
    bawah: int,
    kolom: Mapping[str, Jejak],
    bidang: Mapping[str, Kolom],
    eja: tuple[tuple[Sel, str], ...],
    jejak: tuple[Jejak, ...],
) -> Kepala:
    data = bawah + 1
    dipakai = {j.kolom for j in kolom.values()}
    if _baris_bernomor(kisi, data, dipakai):
        data += 1
    return Kepala(
        formulir,
        atas,
        bawah,
        data,
        {n: j.kolom for n, j in kolom.items()},
        dict(bidang),
        {n: j.sel for n, j in kolom.items()},
        {n: j.judul[-2] if len(j.judul) > 1 else "" for n, j in kolom.items()},
        tuple((s, t) for s, t in eja if s.kolom in dipakai),
        tuple(j.sel for j in jejak if j.kolom not in dipakai),
        rancu=_rancu(bidang, kolom, jejak),
    )


def kepala_tabel(kisi: Kisi) -> tuple[Kepala, ...]:
    """All header blocks of a sheet, top to bottom, not overlapping."""
    hasil: list[Kepala] = []
    lewati = 0
    for baris in kisi.baris_dengan(_judul, 2):
        if baris < lewati:
            continue
        kepala = _kepala_baris(kisi, baris)
        hasil.extend(kepala)
        lewati = max((k.data for k in kepala), default=lewati)
    return tuple(hasil)
