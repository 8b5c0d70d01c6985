"""The identities of a table of figures: what must add up in it, whether it does, and what a located fault is.

Every figure stands in several identities at once: its column's sum, pagu - realisasi = sisa, realisasi / pagu = %.
They come from kendala_anggaran.py and kendala_pendukung.py; which cell is at fault where some fail is for
lokalisasi.py to find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from xlkinerja.angka import Selang, sejalan, selang, setara
from xlkinerja.beku import beku
from xlkinerja.hitung import serapan

KOLOM_UANG = ("pagu", "realisasi", "sisa")
Petak = tuple[int, str]
"""A cell of the table: (row index, field)."""


class Kendala:
    """One identity: `jenis` "jumlah" (head = sum of the rows below), "setahun" (head = sum of the row's months),
    "sisa" (head = pagu - realisasi), "kumulatif" (head = running sum - that of the row before, if there is one) or
    "persen" (head = realisasi / pagu). `petak`: all its cells, the head first. `menjumlah`: the head is the sum of the
    rest.

    Compared as an object, since a sum may have thousands of cells.
    """

    __slots__ = ("jenis", "kepala", "lain", "menjumlah", "petak")

    def __init__(self, jenis: str, kepala: Petak, lain: tuple[Petak, ...]) -> None:
        self.jenis, self.kepala, self.lain = jenis, kepala, lain
        self.petak = (kepala, *lain)
        self.menjumlah = jenis in ("jumlah", "setahun")


@beku(frozen=True, slots=True)
class Kesalahan:
    """A located fault: the cell, what stands there, what it should be, and the identities that showed it.

    `dasar`: "sisa", "persen", "kumulatif", "jumlah" (a sum against its parts), "total" (grand total), "setahun"
    (realisasi against its months) or "rincian" (a part, proved wrong by at least two identities). `terkait`: the other
    cells of these identities that matter to a reader.
    `leluhur`: sums above that do not close either because of this fault. `ikut`: sums above that close because they
    carry the fault on, with what they should be.
    """

    petak: Petak
    tertulis: Decimal
    seharusnya: Decimal
    dasar: str
    anak: tuple[int, ...] = ()
    terkait: tuple[Petak, ...] = ()
    leluhur: tuple[Petak, ...] = ()
    ikut: tuple[tuple[Petak, Decimal], ...] = ()


class Sumber(Protocol):
    """Where a table's identities come from. Each is one object however often it is asked for, and all of its cells have
    figures."""

    @property
    def semua(self) -> tuple[Kendala, ...]:
        """All identities."""

    def di(self, p: Petak) -> Sequence[Kendala]:
        """Those that a cell stands in, in the order of all."""

    def mungkin_gagal(self) -> Sequence[Kendala]:
        """Those that may fail with the figures that the table was made of, in the order of all."""


class Daftar:
    """The identities of a small table, all made at once when they are asked for."""

    def __init__(self, buat: Callable[[], Iterable[Kendala]]) -> None:
        self._buat = buat

    @cached_property
    def semua(self) -> tuple[Kendala, ...]:
        """All identities."""
        return tuple(self._buat())

    @cached_property
    def _menurut_petak(self) -> Mapping[Petak, Sequence[Kendala]]:
        hasil: defaultdict[Petak, list[Kendala]] = defaultdict(list)
        for k in self.semua:
            for p in k.petak:
                hasil[p].append(k)
        return hasil

    def di(self, p: Petak) -> Sequence[Kendala]:
        """Those that a cell stands in."""
        return self._menurut_petak.get(p, ())

    def mungkin_gagal(self) -> Sequence[Kendala]:
        """Any of them may fail."""
        return self.semua


class Tabel:
    """Figures with their identities; figures can be replaced to try a correction.

    `desimal`: decimals shown of figures that are not exact. `tingkat`: level per row, 0 for a grand total.
    """

    def __init__(
        self,
        nilai: Mapping[Petak, Decimal],
        sumber: Sumber,
        *,
        tingkat: Sequence[int],
        desimal: Mapping[Petak, int] | None = None,
    ) -> None:
        self.nilai = dict(nilai)
        self.tingkat = tingkat
        self.desimal = desimal or {}
        self.bulat = all(bidang == "persen" for _, bidang in self.desimal)
        """All money is exact, so that sums and differences need no intervals."""
        self._sumber = sumber
        self._semula = True
        self._jumlah: dict[Kendala, tuple[Decimal, Decimal, Decimal]] = {}
        self._gagal: tuple[Kendala, ...] | None = None

    @property
    def kendala(self) -> tuple[Kendala, ...]:
        """The identities."""
        return self._sumber.semua

    def mengenai(self, p: Petak) -> Sequence[Kendala]:
        """The identities that a cell stands in."""
        return self._sumber.di(p)

    def jumlah(self, p: Petak) -> Kendala | None:
        """The identity by which a cell is the sum of others in its column."""
        return next((k for k in self.mengenai(p) if k.jenis == "jumlah" and k.kepala == p), None)

    def jumlah_bagian(self, p: Petak) -> Decimal:
        """What the sum in a cell should be by its parts."""
        k = self.jumlah(p)
        assert k is not None
        return self._isi_jumlah(k)[2]

    def gagal(self) -> tuple[Kendala, ...]:
        """The identities that do not hold."""
        if self._gagal is None:
            calon = self._sumber.mungkin_gagal() if self._semula else self.kendala
            self._gagal = tuple([k for k in calon if not self.terpenuhi(k)])
        return self._gagal

    def ubah(self, p: Petak, nilai: Decimal) -> None:
        """Put another figure in a cell."""
        self._gagal, self._semula = None, False
        selisih = nilai - self.nilai[p]
        self.nilai[p] = nilai
        for k in self.mengenai(p):
            if k in self._jumlah and self.bulat and p != k.kepala:
                jumlah = self._jumlah[k][0] + selisih
                self._jumlah[k] = jumlah, jumlah, jumlah
            elif p != k.kepala:
                self._jumlah.pop(k, None)

    def _selang(self, p: Petak, ganti: tuple[Petak, Decimal] | None = None) -> Selang:
        """The interval that a figure stands for, or the one that stands in its place."""
        nilai = ganti[1] if ganti is not None and ganti[0] == p else self.nilai[p]
        return selang(nilai, self.desimal.get(p))

    def _isi_jumlah(self, k: Kendala) -> tuple[Decimal, Decimal, Decimal]:
        """Sum of the parts: lowest, highest, as written; kept, since sums are long and asked for often."""
        ada = self._jumlah.get(k)
        if ada is None:
            bawah = atas = jumlah = sum([self.nilai[p] for p in k.lain], Decimal(0))
            if not self.bulat:
                semua = [self._selang(p) for p in k.lain]
                bawah, atas = (sum(x, Decimal(0)) for x in ([s.bawah for s in semua], [s.atas for s in semua]))
            ada = self._jumlah[k] = bawah, atas, jumlah
        return ada

    def terpenuhi(self, k: Kendala, ganti: tuple[Petak, Decimal] | None = None) -> bool:
        """Whether the identity holds within what is shown; `ganti`: with this figure in that cell of it."""
        if self.bulat and ganti is None and k.jenis != "persen":
            seharusnya = self.seharusnya(k, k.kepala)
            return seharusnya is not None and setara(self.nilai[k.kepala], seharusnya)
        if ganti is None and k.jenis == "persen" and (self.bulat or not any(p in self.desimal for p in k.lain)):
            persen = self.seharusnya(k, k.kepala)
            tertulis = self._selang(k.kepala)
            return persen is None or tertulis.bawah <= persen <= tertulis.atas
        kepala = self._selang(k.kepala, ganti)
        if k.menjumlah:
            bawah, atas, _ = self._isi_jumlah(k)
            if ganti is not None and ganti[0] != k.kepala:
                lama, baru = self._selang(ganti[0]), self._selang(ganti[0], ganti)
                bawah, atas = bawah - lama.bawah + baru.bawah, atas - lama.atas + baru.atas
            return sejalan(kepala, Selang(bawah, atas))
        if len(k.lain) < 2:
            return sejalan(kepala, self._selang(k.lain[0], ganti))
        pagu, realisasi = (self._selang(p, ganti) for p in k.lain)
        if k.jenis != "persen":
            return sejalan(kepala, Selang(pagu.bawah - realisasi.atas, pagu.atas - realisasi.bawah))
        ujung = [serapan(p, r) for p in {pagu.bawah, pagu.atas} for r in {realisasi.bawah, realisasi.atas} if p]
        nilai = [u for u in ujung if isinstance(u, Decimal)]
        return not nilai or sejalan(kepala, Selang(min(nilai), max(nilai)))

    def seharusnya(self, k: Kendala, p: Petak) -> Decimal | None:
        """The value that a cell would need for this identity to hold exactly; None where a percentage cannot tell."""
        n = self.nilai
        if k.menjumlah:
            jumlah = self._isi_jumlah(k)[2]
            return jumlah if p == k.kepala else n[k.kepala] - (jumlah - n[p])
        if len(k.lain) < 2:
            return n[k.lain[0] if p == k.kepala else k.kepala]
        pagu, realisasi = n[k.lain[0]], n[k.lain[1]]
        if k.jenis != "persen":
            sisa = n[k.kepala]
            return pagu - realisasi if p == k.kepala else sisa + realisasi if p == k.lain[0] else pagu - sisa
        persen = serapan(pagu, realisasi)
        return persen if p == k.kepala and isinstance(persen, Decimal) else None

    def salin(self) -> Tabel:
        """A copy to work on."""
        hasil = Tabel(self.nilai, self._sumber, tingkat=self.tingkat, desimal=self.desimal)
        hasil._semula, hasil._gagal = self._semula, self._gagal
        return hasil


def terisi(kendala: Iterable[Kendala], nilai: Mapping[Petak, Decimal]) -> list[Kendala]:
    """Those identities all of whose cells have figures."""
    return [k for k in kendala if all(map(nilai.__contains__, k.petak))]
