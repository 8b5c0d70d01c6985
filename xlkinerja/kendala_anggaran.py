"""The identities of a budget table: sums over its tree, the year against its months, sisa and % of each row.

A large table has tens of thousands of them, of which a fault touches a few: they are made one by one as they are asked
for, and those that may fail are found column by column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import cached_property

from xlkinerja.anggaran_baris import BULAN, susunan, uang_baris, uang_kolom
from xlkinerja.kendala import KOLOM_UANG, Kendala, Petak, Tabel
from xlkinerja.model import BarisAnggaran
from xlkinerja.pohon import Simpul, tertutup

_UTAMA = (*KOLOM_UANG, "persen")
_HAMPIR_SETENGAH: Mapping[int | None, Decimal] = {n: Decimal("0.4999").scaleb(-n) for n in range(7)}
"""A little less than half of the last digit, by decimals."""
_KERJA = ("pagu_awal", "blokir", *BULAN)
"""Working columns of a monthly table; a blank there is "nothing yet", as in the template's own sums."""


def tabel_anggaran(baris: Sequence[BarisAnggaran], tak_diketahui: Set[Petak] = frozenset()) -> Tabel:
    """A budget table: sums over the tree, realisasi of the year against its months, sisa and % of each row.

    `tak_diketahui`: cells whose figure nobody knows, not even that it is nothing yet.
    """
    nilai: dict[Petak, Decimal] = {}
    desimal: dict[Petak, int] = {}
    kerja = [bidang for bidang in _KERJA if baris and bidang in baris[0].asal]
    for i, b in enumerate(baris):
        if b.pagu is not None:
            nilai[i, "pagu"] = b.pagu
        if b.realisasi is not None:
            nilai[i, "realisasi"] = b.realisasi
        if b.sisa is not None:
            nilai[i, "sisa"] = b.sisa
        if b.persen is not None:
            nilai[i, "persen"] = b.persen
        for bidang, d in b.desimal.items():
            if d is not None and bidang in _UTAMA:
                desimal[i, bidang] = d
        for bidang in kerja:
            n, d = uang_baris(b, bidang), b.desimal.get(bidang)
            if n is None and b.bulan and (i, bidang) not in tak_diketahui:
                n = Decimal(0) if not b.asal[bidang].tampil.strip() else None  # a word there is S204's
            if n is not None:
                nilai[i, bidang] = n
            if d is not None:
                desimal[i, bidang] = d
    sumber = _KendalaAnggaran(baris, nilai, desimal, kerja)
    return Tabel(nilai, sumber, tingkat=[b.tingkat for b in baris], desimal=desimal)


class _KendalaAnggaran:
    """The identities of a budget table, each made when it is first asked for."""

    def __init__(
        self,
        baris: Sequence[BarisAnggaran],
        nilai: Mapping[Petak, Decimal],
        desimal: Mapping[Petak, int],
        kerja: Sequence[str],
    ) -> None:
        self.baris, self.nilai, self.desimal = baris, nilai, desimal
        # The working columns first: where no single cell explains what fails, the first failing identity is named.
        self.kolom = (*kerja, *KOLOM_UANG)
        self._ada: dict[tuple[str, Petak], Kendala] = {}

    @cached_property
    def simpul(self) -> Sequence[Simpul]:
        """The parents of the tree, with their children."""
        return susunan(self.baris)

    @cached_property
    def semua(self) -> tuple[Kendala, ...]:
        """All identities: sums, years, then row by row."""
        return tuple(self._pilih(self.simpul, self.setahun, range(len(self.baris))))

    def di(self, p: Petak) -> Sequence[Kendala]:
        """Those that a cell stands in."""
        i, bidang = p
        semua = self._pilih(self._simpul_dari.get(i, ()), {i} & self.setahun, (i,), (bidang,))
        return [k for k in semua if k.jenis == "jumlah" or p in k.petak]

    def mungkin_gagal(self) -> Sequence[Kendala]:
        """All of them, if a figure is not exact; else those that a quick look does not find to hold."""
        if any(bidang != "persen" for _, bidang in self.desimal):
            return self.semua
        hasil: list[Kendala] = []
        for bidang in self.kolom:
            kolom = uang_kolom(self.baris, bidang)
            if bidang in _KERJA:  # a blank may be nothing there
                kolom = [self.nilai.get((i, bidang)) for i in range(len(kolom))]
            terbuka = [s for s, tutup in zip(self.simpul, tertutup(self.simpul, kolom), strict=True) if tutup is False]
            hasil += self._pilih(terbuka, (), (), (bidang,))
        hasil += self._pilih((), self.setahun, ())
        hasil += self._pilih((), (), [i for i, b in enumerate(self.baris) if not _tepat(b)])
        return hasil

    def _pilih(
        self, simpul: Iterable[Simpul], setahun: Iterable[int], baris: Iterable[int], kolom: Sequence[str] = ()
    ) -> Iterator[Kendala]:
        """The sums of these parents (in these columns, or all), and what these rows compute; only those all of whose
        cells have figures."""
        for bidang in kolom or self.kolom:
            if bidang in self.kolom:
                for s in simpul:
                    yield from self._bila("jumlah", (s.indeks, bidang), [(a, bidang) for a in s.anak])
        for i in sorted(setahun):
            yield from self._bila("setahun", (i, "realisasi"), [(i, n) for n in BULAN])
        for i in baris:
            dua = [(i, "pagu"), (i, "realisasi")]
            yield from self._bila("sisa", (i, "sisa"), dua)
            if self.nilai.get(dua[0]):
                yield from self._bila("persen", (i, "persen"), dua)

    def _bila(self, jenis: str, kepala: Petak, lain: Sequence[Petak]) -> Iterator[Kendala]:
        """The identity, if all of its cells have figures."""
        ada = self._ada.get((jenis, kepala))
        if ada is not None:
            yield ada
        elif kepala in self.nilai and all(map(self.nilai.__contains__, lain)):
            ada = self._ada[jenis, kepala] = Kendala(jenis, kepala, tuple(lain))
            yield ada

    @cached_property
    def _simpul_dari(self) -> Mapping[int, Sequence[Simpul]]:
        """Row -> the parents that it is, or is a child of, in order."""
        hasil: defaultdict[int, list[Simpul]] = defaultdict(list)
        for s in self.simpul:
            for i in sorted({s.indeks, *s.anak}):
                hasil[i].append(s)
        return hasil

    @cached_property
    def setahun(self) -> frozenset[int]:
        """Rows whose realisasi is the sum of the twelve months: where they have columns and anyone has filled them in.

        A table in which most rows show the year's realisasi in one month already counts cumulatively: none there.
        """
        baris = self.baris
        ada = [i for i, b in enumerate(baris) if len(b.bulan) == len(BULAN) and b.realisasi]
        terisi = [i for i in ada if any(baris[i].bulan.values())]
        kumulatif = sum(1 for i in terisi if baris[i].realisasi in list(baris[i].bulan.values())[1:])
        ganda = sum(1 for i in terisi if sum(1 for n in baris[i].bulan.values() if n) > 1)
        if not terisi or kumulatif * 2 > len(terisi) < ganda * 2:
            return frozenset()
        return frozenset(ada)



def _tepat(b: BarisAnggaran) -> bool:
    """Quick test: True only if a row's sisa and %, as far as they are there, follow from its pagu and realisasi."""
    pagu, realisasi = b.pagu, b.realisasi
    if pagu is None or realisasi is None:
        return True
    if b.sisa is not None and pagu - realisasi != b.sisa:
        return False
    if b.persen is None or pagu == 0:
        return True
    batas = _HAMPIR_SETENGAH.get(b.desimal.get("persen"))
    # Well within what the decimals shown allow, so that no rounding of the quotient matters.
    return batas is not None and abs(b.persen * pagu - realisasi * 100) < abs(pagu) * batas
