"""The identities of a budget table: what must add up in it, whether it does, and what a located fault is.

Every figure stands in several identities at once: its column's sum, pagu - realisasi = sisa, realisasi / pagu = %.
Which cell is at fault where some fail is for lokalisasi.py to find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xlkinerja.angka import Selang, sejalan, selang, setara
from xlkinerja.hitung import serapan
from xlkinerja.model import BarisAnggaran
from xlkinerja.olah import BULAN, berangka, uang_baris
from xlkinerja.pohon import Simpul, susun, tertutup

KOLOM_UANG = ("pagu", "realisasi", "sisa")
_UTAMA = (*KOLOM_UANG, "persen")
_KERJA = ("pagu_awal", "blokir", *BULAN)
"""Working columns of a monthly table; a blank there is "nothing yet", as in the template's own sums."""
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


@dataclass(frozen=True, slots=True)
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


class Tabel:
    """Figures with their identities; figures can be replaced to try a correction.

    `desimal`: decimals shown of figures that are not exact. `tingkat`: level per row, 0 for a grand total. `kendala`:
    makes the identities, all of whose cells have figures, when they are asked for. `benar`: they are known to hold.
    """

    def __init__(
        self,
        nilai: Mapping[Petak, Decimal],
        kendala: Callable[[], Sequence[Kendala]],
        *,
        tingkat: Sequence[int],
        desimal: Mapping[Petak, int] | None = None,
        benar: bool = False,
    ) -> None:
        self.nilai = dict(nilai)
        self.tingkat = tingkat
        self.desimal = desimal or {}
        self.bulat = all(bidang == "persen" for _, bidang in self.desimal)
        """All money is exact, so that sums and differences need no intervals."""
        self._buat_kendala = kendala
        self._jumlah: dict[Kendala, tuple[Decimal, Decimal, Decimal]] = {}
        self._gagal: tuple[Kendala, ...] | None = () if benar else None

    @cached_property
    def kendala(self) -> tuple[Kendala, ...]:
        """The identities."""
        return tuple(self._buat_kendala())

    @cached_property
    def menurut_petak(self) -> defaultdict[Petak, list[Kendala]]:
        """Cell -> the identities that it stands in; made when one fails, since there are many."""
        hasil: defaultdict[Petak, list[Kendala]] = defaultdict(list)
        for k in self.kendala:
            for p in k.petak:
                hasil[p].append(k)
        return hasil

    def gagal(self) -> tuple[Kendala, ...]:
        """The identities that do not hold."""
        if self._gagal is None:
            self._gagal = tuple([k for k in self.kendala if not self.terpenuhi(k)])
        return self._gagal

    def ubah(self, p: Petak, nilai: Decimal) -> None:
        """Put another figure in a cell."""
        self._gagal = None
        selisih = nilai - self.nilai[p]
        self.nilai[p] = nilai
        for k in self.menurut_petak[p]:
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
        return Tabel(self.nilai, lambda: self.kendala, tingkat=self.tingkat, desimal=self.desimal)


def terisi(kendala: Iterable[Kendala], nilai: Mapping[Petak, Decimal]) -> list[Kendala]:
    """Those identities all of whose cells have figures."""
    return [k for k in kendala if all(map(nilai.__contains__, k.petak))]


def tabel_anggaran(baris: Sequence[BarisAnggaran], tak_diketahui: Set[Petak] = frozenset()) -> Tabel:
    """A budget table: sums over the tree, realisasi of the year against its months, sisa and % of each row.

    `tak_diketahui`: cells whose figure nobody knows, not even that it is nothing yet.
    """
    nilai: dict[Petak, Decimal] = {}
    desimal: dict[Petak, int] = {}
    kerja = [bidang for bidang in _KERJA if baris and bidang in baris[0].asal]
    for i, b in enumerate(baris):
        for bidang, n in zip(_UTAMA, (b.pagu, b.realisasi, b.sisa, b.persen), strict=True):
            if n is not None:
                nilai[i, bidang] = n
            if (d := b.desimal.get(bidang)) is not None:
                desimal[i, bidang] = d
        for bidang in kerja:
            n, d = uang_baris(b, bidang), b.desimal.get(bidang)
            if n is None and b.bulan and (i, bidang) not in tak_diketahui:
                n = Decimal(0) if not b.asal[bidang].tampil.strip() else None  # a word there is S204's
            if n is not None:
                nilai[i, bidang] = n
            if d is not None:
                desimal[i, bidang] = d
    simpul = susun([b.tingkat for b in baris], [berangka(b) for b in baris])
    return Tabel(
        nilai,
        lambda: _kendala(baris, nilai, simpul, kerja),
        tingkat=[b.tingkat for b in baris],
        desimal=desimal,
        benar=not kerja and _tepat(baris, simpul),
    )


def _kendala(
    baris: Sequence[BarisAnggaran], nilai: Mapping[Petak, Decimal], simpul: Sequence[Simpul], kerja: Sequence[str]
) -> list[Kendala]:
    # The working columns first: where no single cell explains what fails, the first failing identity is named.
    jumlah = [
        Kendala("jumlah", (s.indeks, bidang), tuple([(a, bidang) for a in s.anak]))
        for bidang in (*kerja, *KOLOM_UANG)
        for s in simpul
    ]
    kendala = terisi([*jumlah, *_setahun(baris)], nilai)
    for i in range(len(baris)):
        dua = ((i, "pagu"), (i, "realisasi"))
        if dua[0] not in nilai or dua[1] not in nilai:
            continue
        if (i, "sisa") in nilai:
            kendala.append(Kendala("sisa", (i, "sisa"), dua))
        if nilai[dua[0]] and (i, "persen") in nilai:
            kendala.append(Kendala("persen", (i, "persen"), dua))
    return kendala


def _tepat(baris: Sequence[BarisAnggaran], simpul: Sequence[Simpul]) -> bool:
    """Quick test of a table without months, column by column: True only if every identity of it holds and all money
    is exact, so that none need be made."""
    for b in baris:
        if b.bulan or any(b.desimal.get(n) is not None for n in KOLOM_UANG):
            return False
        if b.pagu is None or b.realisasi is None:
            continue
        if b.sisa is not None and b.pagu - b.realisasi != b.sisa:
            return False
        persen = serapan(b.pagu, b.realisasi) if b.persen is not None else None
        if b.persen is not None and isinstance(persen, Decimal):
            tertulis = selang(b.persen, b.desimal.get("persen"))
            if not tertulis.bawah <= persen <= tertulis.atas:
                return False
    semua = ([b.pagu for b in baris], [b.realisasi for b in baris], [b.sisa for b in baris])
    return not any(x is False for kolom in semua for x in tertutup(simpul, kolom))


def _setahun(baris: Sequence[BarisAnggaran]) -> list[Kendala]:
    """Realisasi against the sum of the twelve months, where they have columns and anyone has filled them in.

    A table in which most rows show the year's realisasi in one month already counts cumulatively: none there.
    """
    ada = [i for i, b in enumerate(baris) if len(b.bulan) == len(BULAN) and b.realisasi]
    terisi = [i for i in ada if any(baris[i].bulan.values())]
    kumulatif = sum(1 for i in terisi if baris[i].realisasi in list(baris[i].bulan.values())[1:])
    ganda = sum(1 for i in terisi if sum(1 for n in baris[i].bulan.values() if n) > 1)
    if not terisi or kumulatif * 2 > len(terisi) < ganda * 2:
        return []
    return [Kendala("setahun", (i, "realisasi"), tuple((i, n) for n in BULAN)) for i in ada]
