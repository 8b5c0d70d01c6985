"""Which declared form a row of headings is: its columns matched with each form's, the best fit taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from xlkinerja import formulir as daftar_formulir
from xlkinerja.beku import beku
from xlkinerja.tataletak import Formulir, Jenis, Kolom, normal
from xlkinerja.temuan import Sel


@beku(frozen=True, slots=True)
class Jejak:
    """A column of a header block: the normalised headings from top to leaf, and the leaf's cell.

    Equal by place and wording, so that a header repeated on every page is matched once.
    """

    kolom: int
    judul: tuple[str, ...]
    sel: Sel = field(compare=False)


@beku(frozen=True, slots=True)
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


@beku(frozen=True, slots=True)
class Cocok:
    """A form that fits a header: how well, field -> index of its column's trace, field -> declared column."""

    nilai: int
    formulir: Formulir
    letak: Mapping[str, int]
    bidang: Mapping[str, Kolom]
    rancu: frozenset[str]


@lru_cache(maxsize=1024)
def formulir_terbaik(jejak: tuple[Jejak, ...]) -> Cocok | None:
    """The form that fits best, the first declared of equal ones."""
    terbaik: Cocok | None = None
    for formulir, syarat in _daftar():
        cocok = _jodohkan(syarat, jejak)
        if cocok is not None and (terbaik is None or cocok[0] > terbaik.nilai):
            nilai, kolom, bidang = cocok
            letak = {n: jejak.index(j) for n, j in kolom.items()}
            terbaik = Cocok(nilai, formulir, letak, bidang, _rancu(bidang, kolom, jejak))
    return terbaik
