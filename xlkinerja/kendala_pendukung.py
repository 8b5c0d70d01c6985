"""The identities of a supporting table: totals of its columns, and "Jumlah" against what breaks it down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from xlkinerja.kendala import Daftar, Kendala, Petak, Tabel, terisi
from xlkinerja.kendala_rekap import kendala_rekap
from xlkinerja.kode_baris import RINCIAN, isi_subtotal
from xlkinerja.model import BarisPendukung, Dokumen
from xlkinerja.penomoran import bentuk_nomor, penanda, penanda_nama, tingkat_nomor
from xlkinerja.pohon import susun

_BERTURUT = 3
"""Rows that a running sum needs to be one."""


def tabel_pendukung(dokumen: Dokumen) -> Tabel:
    """A supporting table: totals of its columns, and "Jumlah" against the columns that break it down."""
    baris = [b for b in dokumen.baris if isinstance(b, BarisPendukung)]
    nilai = {
        (i, k): n
        for i, b in enumerate(baris)
        for k, n in b.nilai.items()
        if n is not None and b.asal[k].tampil.strip() and b.asal[k].baris == _baris_sendiri(b)
    }
    tegak = _Tegak(baris, nilai)
    kendala = [*tegak.kendala(), *_jumlah_baris(dokumen, baris, nilai)]
    desimal: dict[Petak, int] = {}
    kendala += kendala_rekap(baris, nilai, desimal)
    kepala = {k.kepala[0] for k in kendala if k.menjumlah and k.lain and k.kepala[1] == k.lain[0][1]}
    tingkat = [0 if b.total else 1 if i in kepala else 2 for i, b in enumerate(baris)]
    return Tabel(nilai, Daftar(lambda: terisi(kendala, nilai)), tingkat=tingkat, desimal=desimal)


def _baris_sendiri(b: BarisPendukung) -> int:
    return max(s.baris for s in b.asal.values())


Anak = dict[int, tuple[int, ...]]
"""Rows that sum others -> the rows that they sum."""


class _Tegak:
    """The sums down the columns of a supporting table."""

    def __init__(self, baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal]) -> None:
        self.baris, self.nilai = baris, nilai
        nomor = [penanda(b.nomor) or penanda_nama(b.label) for b in baris]
        self.tingkat = [n or RINCIAN - 1 for n in tingkat_nomor(bentuk_nomor(nomor))]
        self.kolom = list(baris[0].nilai) if baris else []

    def kendala(self) -> Iterator[Kendala]:
        mulai = 0
        blok: list[int] = []
        for i, b in enumerate(self.baris):
            bagian = range(mulai, i)
            if not b.total and not self._subtotal(i, bagian):
                continue
            if bagian:
                anak = self._bacaan(i, bagian, blok)
                for kepala, isi in anak.items():
                    yield from self._jumlah(kepala, isi)
                blok = [i] if anak[i][0] < mulai else [*blok, i]
            elif len(blok) > 1 and any(self._tertutup(i, tuple(blok), k) for k in self.kolom if self.nilai.get((i, k))):
                # Only where a column shows that it sums the totals before it.
                yield from self._jumlah(i, tuple(blok))
                blok = [i]
            elif i:
                yield from _total_dari_total(self.baris, self.nilai, i)
            mulai = i + 1

    def _subtotal(self, i: int, bagian: range) -> bool:
        """True for "Jumlah A": it names a number of the list, or most of its columns sum the rows above."""
        isi = isi_subtotal(self.baris[i].label)
        if not isi or not bagian:
            return False
        ada = [k for k in self.kolom if self.nilai.get((i, k))]
        cocok = [k for k in ada if self._tertutup(i, tuple(bagian), k)]
        return bool(penanda(isi)) or (len(bagian) > 1 and len(cocok) * 2 > len(ada))

    def _bacaan(self, i: int, bagian: range, blok: Sequence[int]) -> Anak:
        """The rows that a total sums, and what these sum in turn: all rows since the last total, the topmost of their
        list, or the subtotals besides; the reading under which most columns close, the first of several."""
        calon: list[Anak] = [{i: tuple(bagian)}]
        simpul = susun([*(self.tingkat[j] for j in bagian), 0], [True] * (len(bagian) + 1))
        pohon = {s.indeks + bagian.start: tuple(a + bagian.start for a in s.anak) for s in simpul}
        if len(pohon) > 1:
            calon.append(pohon)
        if blok:
            calon += [{**c, i: (*blok, *c[i])} for c in calon]
        return max(calon, key=lambda c: sum(self._tertutup(h, a, k) for h, a in c.items() for k in self.kolom))

    def _tertutup(self, i: int, anak: tuple[int, ...], kolom: str) -> bool:
        ada = self.nilai.get((i, kolom))
        return ada is not None and ada == sum((self.nilai.get((j, kolom), Decimal(0)) for j in anak), Decimal(0))

    def _jumlah(self, i: int, anak: tuple[int, ...]) -> Iterator[Kendala]:
        for k in self.baris[i].nilai:
            # A cell with something in it that is no figure leaves the total without a judgement.
            if not all((j, k) in self.nilai or not self.baris[j].asal[k].tampil.strip() for j in anak):
                continue
            if self._berjalan(anak, k):
                yield Kendala("jumlah", (i, k), ((anak[-1], k),))
            elif "kumulatif" not in k or self.nilai.get((i, k)) != self.nilai.get((anak[-1], k)):
                # "Realisasi kumulatif" of offices adds up; that of months has its last figure as its total.
                yield Kendala("jumlah", (i, k), tuple((j, k) for j in anak if (j, k) in self.nilai))

    def _berjalan(self, anak: tuple[int, ...], kolom: str) -> bool:
        """True if the figures of a column are the running sum of another one."""
        isi = [self.nilai.get((j, kolom)) for j in anak]
        if len(anak) < _BERTURUT or None in isi or len(set(isi)) < _BERTURUT:
            return False
        lain = ([self.nilai.get((j, k), Decimal(0)) for j in anak] for k in self.kolom if k != kolom)
        return any(all(a == b for a, b in zip(accumulate(n), isi, strict=True)) for n in lain)


def _total_dari_total(baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal], i: int) -> Iterator[Kendala]:
    """A single figure under a total row is the sum of that row (seed 001 l.814-815: 59)."""
    ada = [(i, k) for k in baris[i].nilai if (i, k) in nilai]
    if len(ada) == 1:
        yield Kendala("jumlah", ada[0], tuple((i - 1, k) for k in baris[i - 1].nilai if (i - 1, k) in nilai))


def _jumlah_baris(d: Dokumen, baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal]) -> Iterator[Kendala]:
    rincian = kolom_rincian(d, baris)
    for i, b in enumerate(baris):
        if rincian and all((i, k) in nilai or not b.asal[k].tampil.strip() for k in rincian):
            yield Kendala("jumlah", (i, "jumlah"), tuple((i, k) for k in rincian if (i, k) in nilai))


def kolom_rincian(d: Dokumen, baris: Sequence[BarisPendukung]) -> list[str]:
    """Columns that break "Jumlah" down: all figure columns under the one heading next to it."""
    angka = {k for b in baris for k in b.nilai}
    anak = [k for k in angka if d.induk.get(k)]
    if "jumlah" not in angka or len(anak) < 2 or len({d.induk[k] for k in anak}) != 1:
        return []
    return sorted(anak, key=lambda k: d.kepala[k].kolom)
