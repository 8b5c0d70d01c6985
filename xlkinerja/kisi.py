"""A sheet as a reader sees it: cells by row, merged ranges answered by their top-left cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from xlkinerja.buku import LEBAR, Lembar, Rentang
from xlkinerja.temuan import Sel

_TEKS, _KOSONG = b"s-"
_TINGGI_BESAR = 4000
_SIMPAN_TERBANYAK = 4096


class Kisi:
    """Merge-aware view of one `Lembar`. Rows and columns are 1-based."""

    __slots__ = ("_besar", "_gabungan", "_induk", "_isi", "_letak", "_sel", "baris", "lembar")

    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        self._letak = {baris: (awal, akhir) for baris, awal, akhir in lembar.baris_terisi()}
        self.baris = tuple(self._letak)
        self._isi: dict[int, Sequence[tuple[int, str]]] = {}
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

    def isi(self, baris: int) -> Sequence[tuple[int, str]]:
        """(column, raw text) of the row's own non-blank cells, left to right; those of headings are asked for often."""
        isi = self._isi.get(baris)
        if isi is None:
            if len(self._isi) > _SIMPAN_TERBANYAK:
                self._isi.clear()
            isi = self._isi[baris] = self._baca_isi(*self._letak.get(baris, (0, 0)))
        return isi

    def _baca_isi(self, awal: int, akhir: int) -> Sequence[tuple[int, str]]:
        lembar = self.lembar
        larik = zip(lembar.kunci[awal:akhir], lembar.jenis[awal:akhir], lembar.isi[awal:akhir], strict=True)
        return [(k % LEBAR + 1, isi) for k, jenis, isi in larik if jenis != _KOSONG and isi.strip()]

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
        """A stored content counts even under a merge: that is a sheet whose rows were moved by a program that left
        the merges behind."""
        r, sel = self.gabungan(baris, kolom), self.lembar.sel(baris, kolom)
        return self._sel_atas(r) if r is not None and not sel.jenis else sel

    def baris_data(self, kolom: Mapping[str, int], awal: int, akhir: int) -> Iterator[tuple[int, dict[str, Sel]]]:
        """The rows from `awal` to `akhir` that store something, each with its cells by field: vertical merges answer
        with their top cell, horizontal ones only in their first column, so that a group title merged over the row is
        not read as the value of every column."""
        bidang: dict[int, list[str]] = {}
        for n, k in kolom.items():
            bidang.setdefault(k, []).append(n)
        baris = self.baris[bisect_left(self.baris, awal) : bisect_right(self.baris, akhir)]
        for b, hasil in self.lembar.sel_bidang(((b, *self._letak[b]) for b in baris), kolom):
            for r in (*self._gabungan.get(b, ()), *self._besar):
                for n in bidang.get(r.kolom1, ()):
                    if r.baris1 <= b <= r.baris2 and not hasil[n].jenis:
                        hasil[n] = self._sel_atas(r)
            yield b, hasil
