"""Values for formulas that have none stored: a workbook as it will look once Excel has computed it.

Programs that write workbooks without computing leave formulas without values; read as they are, such cells are blank
and so is all that is carried on from them. What `rumus_fungsi` can evaluate is computed here, each formula after those
it refers to; the rest stays blank. The workbook itself is not touched.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from xlkinerja.buku import LEBAR, Buku, Lembar
from xlkinerja.regeks import regeks
from xlkinerja.rumus_buku import PetaLembar, PetaRumus
from xlkinerja.rumus_nilai import Nilai, NilaiGalat, TakDinilai
from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan

_KOSONG = ord("-")
_NAMA = regeks(r"(?<![\w.])xlk_\w+", re.I)
_Sel = tuple[str, int]
"""Casefolded sheet name and key of a cell."""


def tak_dihitung(lembar: Sequence[Lembar]) -> bool:
    """True if these sheets have formulas and not one of them a value: a program that does not compute leaves none."""
    rumus = sum(len(x.rumus) for x in lembar)
    return rumus > 0 and sum(len(x.rumus_kosong()) for x in lembar) == rumus


def berisi(buku: Buku, *, lembar: Collection[str] | None = None) -> Buku:
    """The workbook itself if all its formulas have values, else a copy in which they have; `belum_dihitung` of the copy
    says which had none although they give something: a blank result is often stored as no value at all. `lembar`:
    only the formulas of these sheets, and those that they refer to, need values."""
    kosong = {x.nama: semua for x in buku.lembar if (semua := x.rumus_kosong())}
    # A program that does not compute leaves none; where most have values, the others are blank results.
    if not kosong or sum(map(len, kosong.values())) * 2 < sum(len(x.rumus) for x in buku.lembar):
        return buku
    salinan = [replace(x, jenis=bytearray(x.jenis), isi=list(x.isi)) if x.nama in kosong else x for x in buku.lembar]
    hasil = Buku(salinan, buku.nama, buku.properti)
    pengisi = _Pengisi(hasil, kosong)
    pengisi.isi({n.casefold() for n in (kosong if lembar is None else lembar)})
    if lembar is not None:
        return hasil
    hasil.belum_dihitung = {n: sisa for n, s in kosong.items() if (sisa := tuple(pengisi.berarti(n, s)))}
    return hasil


def hitung_ulang(buku: Buku, rumus: Mapping[str, Collection[int]]) -> tuple[Buku, frozenset[_Sel]]:
    """A copy of the workbook in which these formulas (sheet -> keys) are computed anew, operands first, and those of
    them whose value nobody knows: they are blank in the copy."""
    lembar = [_dikosongkan(x, rumus[x.nama]) if x.nama in rumus else x for x in buku.lembar]
    hasil = Buku(lembar, buku.nama, buku.properti)
    pengisi = _Pengisi(hasil, {n: sorted(s) for n, s in rumus.items()})
    pengisi.isi({n.casefold() for n in rumus})
    return hasil, frozenset(pengisi.tak)


def _dikosongkan(x: Lembar, kunci: Collection[int]) -> Lembar:
    baru = replace(x, jenis=bytearray(x.jenis), isi=list(x.isi))
    for i, k in enumerate(x.kunci):
        if k in kunci:
            baru.jenis[i], baru.isi[i] = _KOSONG, ""
    return baru


class _Pengisi:
    """Fills the blanks of a workbook, operands first; `tak`: cells whose value nobody knows."""

    def __init__(self, buku: Buku, kosong: Mapping[str, Sequence[int]]) -> None:
        self.peta = PetaRumus(buku)
        self.kosong = {n.casefold(): set(s) for n, s in kosong.items()}
        self.kolom: dict[str, dict[int, list[int]]] = {}
        for n, semua in self.kosong.items():
            per_kolom = self.kolom.setdefault(n, {})
            for k in sorted(semua):
                per_kolom.setdefault(k % LEBAR + 1, []).append(k // LEBAR + 1)
        self.selesai: set[_Sel] = set()
        self.tak: set[_Sel] = set()

    def isi(self, lembar: Collection[str]) -> None:
        """Compute every blank of these sheets, without recursion: running totals make long chains."""
        for n, semua in self.kosong.items():
            for k in sorted(semua) if n in lembar else ():
                self._jalan((n, k))

    def berarti(self, lembar: str, kunci: Sequence[int]) -> Iterator[int]:
        """Those of a sheet's blanks that turned out to be something; if any did, those that nobody knows as well."""
        p = self.peta.peta(lembar)
        isi = {k for k in kunci if p.lembar.isi[p.indeks[k]]}
        return (k for k in kunci if k in isi or (isi and (lembar.casefold(), k) in self.tak))

    def _jalan(self, awal: _Sel) -> None:
        tumpuk = [(awal, self._operan(awal))]
        buka = {awal}
        if awal in self.selesai:
            return
        while tumpuk:
            sel, operan = tumpuk[-1]
            berikut = next((s for s in operan if s not in self.selesai), None)
            if berikut is None:
                tumpuk.pop()
                self._hitung(sel)
            elif berikut in buka:
                self.tak.update(buka)  # a circle
                self.selesai.update(buka)
                return
            else:
                buka.add(berikut)
                tumpuk.append((berikut, self._operan(berikut)))

    def _operan(self, sel: _Sel) -> Iterator[_Sel]:
        """The blanks that a formula refers to."""
        for lembar, a in self._acuan(sel):
            for k in range(a.kolom1, min(a.kolom2, LEBAR) + 1) if lembar in self.kolom else ():
                baris = self.kolom[lembar].get(k, [])
                for b in baris[bisect_left(baris, a.baris1) : bisect_right(baris, a.baris2)]:
                    yield lembar, (b - 1) * LEBAR + k - 1

    def _acuan(self, sel: _Sel) -> Iterator[tuple[str, Acuan]]:
        rumus = self.peta.lembar[sel[0]].lembar.rumus[sel[1]]
        kerangka, acuan = pecah(rumus)
        nama = (self.peta.nama(n) for n in _NAMA.findall(kerangka))
        for a in map(urai_acuan, (*acuan, *(n for n in nama if n))):
            if not a.luar:
                yield (a.lembar or sel[0]).casefold(), a

    def _hitung(self, sel: _Sel) -> None:
        self.selesai.add(sel)
        p = self.peta.lembar[sel[0]]
        if any(s in self.tak for s in self._operan(sel)):
            self.tak.add(sel)
            return
        try:
            self._simpan(p, sel[1], self.peta.hitung(p.lembar.nama, p.lembar.rumus[sel[1]]))
        except TakDinilai:
            self.tak.add(sel)
        except NilaiGalat as galat:
            self._taruh(p, sel[1], "e", str(galat))

    def _simpan(self, p: PetaLembar, kunci: int, nilai: Nilai) -> None:
        if isinstance(nilai, bool):
            self._taruh(p, kunci, "b", "1" if nilai else "0")
        elif isinstance(nilai, float):
            baris, angka = p.angka.setdefault(kunci % LEBAR + 1, ([], []))  # made before the cell has its number
            self._taruh(p, kunci, "n", f"{nilai:.15g}")
            i = bisect_left(baris, kunci // LEBAR + 1)
            insort(baris, kunci // LEBAR + 1)
            angka.insert(i, nilai)
        else:
            self._taruh(p, kunci, "s", nilai or "")

    def _taruh(self, p: PetaLembar, kunci: int, jenis: str, isi: str) -> None:
        i = p.indeks[kunci]
        p.lembar.jenis[i], p.lembar.isi[i] = ord(jenis), isi
