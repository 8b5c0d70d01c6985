"""A sheet as a reader sees it: cells by row, merged ranges answered by their top-left cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xlkinerja.buku import LEBAR, Lembar, Rentang
from xlkinerja.temuan import Sel

_TEKS = ord("s")
_KOSONG = ord("-")
_TINGGI_BESAR = 4000
_SIMPAN_TERBANYAK = 4096


class Kisi:
    """Merge-aware view of one `Lembar`. Rows and columns are 1-based."""

    __slots__ = ("_besar", "_gabungan", "_induk", "_letak", "_rapat", "_sel", "baris", "lembar")

    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        self._letak = {baris: (awal, akhir) for baris, awal, akhir in lembar.baris_terisi()}
        self.baris = tuple(self._letak)
        self._rapat: dict[tuple[int, int], dict[int, int]] = {}
        self._sel: dict[tuple[int, int], Sel] = {}
        self._induk: dict[tuple[int, int], Sel] = {}
        self._gabungan: dict[int, list[Rentang]] = {}
        self._besar: list[Rentang] = []
        for r in lembar.gabungan:
            if r.baris2 - r.baris1 > _TINGGI_BESAR:
                self._besar.append(r)
                continue
            for b in range(r.baris1, r.baris2 + 1):
                self._gabungan.setdefault(b, []).append(r)

    def gabungan(self, baris: int, kolom: int) -> Rentang | None:
        """The merged range that covers a cell, or None."""
        for r in self._gabungan.get(baris, ()):
            if r.kolom1 <= kolom <= r.kolom2:
                return r
        for r in self._besar:
            if r.baris1 <= baris <= r.baris2 and r.kolom1 <= kolom <= r.kolom2:
                return r
        return None

    def isi(self, baris: int) -> list[tuple[int, str]]:
        """(column, raw text) of the row's own non-blank cells, left to right."""
        letak = self._letak.get(baris)
        if letak is None:
            return []
        lembar, dasar = self.lembar, (baris - 1) * LEBAR - 1
        return [
            (lembar.kunci[i] - dasar, lembar.isi[i])
            for i in range(*letak)
            if lembar.jenis[i] != 45 and lembar.isi[i].strip()
        ]

    def baris_dengan(self, uji: Callable[[str], bool], paling_sedikit: int) -> Iterator[int]:
        """Rows in which at least so many text cells pass a test; one pass over the stored cells."""
        jenis, isi = self.lembar.jenis, self.lembar.isi
        for baris, (awal, akhir) in self._letak.items():
            sisa, kurang, i = jenis.count(_TEKS, awal, akhir), paling_sedikit, awal - 1
            while sisa >= kurang > 0:
                i = jenis.find(_TEKS, i + 1, akhir)
                kurang -= uji(isi[i])
                sisa -= 1
            if kurang <= 0:
                yield baris

    def teks(self, baris: int, kolom: int) -> str:
        """What is shown in a cell, a merged one answering for all it covers."""
        return self.sel_induk(baris, kolom).tampil.strip()

    def _letak_kolom(self, baris: int) -> tuple[int, Mapping[int, int]]:
        """The first index of the row's stored cells, and column -> how many further. Rows without gaps share a map."""
        awal, akhir = self._letak.get(baris, (0, 0))
        if awal == akhir:
            return 0, {}
        kunci, dasar = self.lembar.kunci, (baris - 1) * LEBAR - 1
        kolom, akhir_kolom = kunci[awal] - dasar, kunci[akhir - 1] - dasar + 1
        if akhir_kolom - kolom != akhir - awal:
            return awal, {k - dasar: n for n, k in enumerate(kunci[awal:akhir])}
        rapat = self._rapat.get((kolom, akhir_kolom))
        if rapat is None:
            rapat = self._rapat[kolom, akhir_kolom] = {k: n for n, k in enumerate(range(kolom, akhir_kolom))}
        return awal, rapat

    def _berisi(self, i: int) -> bool:
        """True if the i-th stored cell has content; under a merge that is a sheet whose rows were moved by a program
        that left the merges behind, and the content counts."""
        return self.lembar.jenis[i] != _KOSONG

    def _sel_atas(self, r: Rentang) -> Sel:
        """The cell of a merged range that holds its content, made once."""
        kunci = (r.baris1, r.kolom1)
        if kunci not in self._induk:
            self._induk[kunci] = self.lembar.sel(*kunci)
        return self._induk[kunci]

    def sel_induk(self, baris: int, kolom: int) -> Sel:
        """The cell, or the top-left cell of the merged range that covers it; those of headings are asked for often."""
        sel = self._sel.get((baris, kolom))
        if sel is None:
            if len(self._sel) > _SIMPAN_TERBANYAK:
                self._sel.clear()
            sel = self._sel[baris, kolom] = self._cari_induk(baris, kolom)
        return sel

    def _cari_induk(self, baris: int, kolom: int) -> Sel:
        r = self.gabungan(baris, kolom)
        awal, letak = self._letak_kolom(baris)
        n = letak.get(kolom)
        if r is not None and (n is None or not self._berisi(awal + n)):
            return self._sel_atas(r)
        return Sel(self.lembar.nama, baris, kolom) if n is None else self.lembar.sel_ke(awal + n)

    def sel_data(self, baris: int, kolom: Mapping[str, int]) -> dict[str, Sel]:
        """The cells of a data row by field: vertical merges answer with their top cell, horizontal ones only in their
        first column, so that a group title merged over the row is not read as the value of every column."""
        hasil = self.lembar.sel_bidang(baris, *self._letak_kolom(baris), kolom)
        if not self._besar and baris not in self._gabungan:
            return hasil
        gabungan = {r.kolom1: r for r in self._gabungan.get(baris, ())}
        if self._besar:
            gabungan.update((r.kolom1, r) for r in self._besar if r.baris1 <= baris <= r.baris2)
        for bidang, k in kolom.items():
            if k in gabungan and not hasil[bidang].jenis:
                hasil[bidang] = self._sel_atas(gabungan[k])
        return hasil
