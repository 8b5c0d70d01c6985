"""The identities of a budget table, and which single cell explains the ones that fail.

Every figure stands in several identities at once: its column's sum, pagu - realisasi = sisa, realisasi / pagu = %.
A cell whose correction makes all of its failing identities hold and breaks none is the one at fault; among several
the computed one, then the sum. So one cause gives one fault, on the exact cell (KONTRAK.md, "One cause, one finding").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from xlkinerja.angka import Selang, sejalan, selang, setara
from xlkinerja.hitung import serapan
from xlkinerja.model import BarisAnggaran
from xlkinerja.olah import BULAN, berangka, uang_baris
from xlkinerja.pohon import susun

_UANG = ("pagu", "realisasi", "sisa")
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

    `desimal`: decimals shown of figures that are not exact. `tingkat`: level per row, 0 for a grand total.
    """

    def __init__(
        self,
        nilai: Mapping[Petak, Decimal],
        kendala: Sequence[Kendala],
        *,
        tingkat: Sequence[int],
        desimal: Mapping[Petak, int] | None = None,
    ) -> None:
        self.nilai = dict(nilai)
        self.tingkat = tingkat
        self.desimal = desimal or {}
        self.bulat = all(bidang == "persen" for _, bidang in self.desimal)
        """All money is exact, so that sums and differences need no intervals."""
        self.kendala = tuple(k for k in kendala if all(map(self.nilai.__contains__, k.petak)))
        self._jumlah: dict[Kendala, tuple[Decimal, Decimal, Decimal]] = {}
        self._gagal: tuple[Kendala, ...] | None = None
        self.menurut_petak: dict[Petak, list[Kendala]] = defaultdict(list)
        for k in self.kendala:
            for p in k.petak:
                self.menurut_petak[p].append(k)

    def gagal(self) -> tuple[Kendala, ...]:
        """The identities that do not hold."""
        if self._gagal is None:
            self._gagal = tuple(k for k in self.kendala if not self.terpenuhi(k))
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
        if k not in self._jumlah and self.bulat:
            jumlah = sum((self.nilai[p] for p in k.lain), Decimal(0))
            self._jumlah[k] = jumlah, jumlah, jumlah
        elif k not in self._jumlah:
            semua = [self._selang(p) for p in k.lain]
            bawah, atas = (sum(x, Decimal(0)) for x in ((s.bawah for s in semua), (s.atas for s in semua)))
            self._jumlah[k] = bawah, atas, sum((self.nilai[p] for p in k.lain), Decimal(0))
        return self._jumlah[k]

    def terpenuhi(self, k: Kendala, ganti: tuple[Petak, Decimal] | None = None) -> bool:
        """Whether the identity holds within what is shown; `ganti`: with this figure in that cell of it."""
        if self.bulat and ganti is None and k.jenis != "persen":
            seharusnya = self.seharusnya(k, k.kepala)
            return seharusnya is not None and setara(self.nilai[k.kepala], seharusnya)
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
        return Tabel(self.nilai, self.kendala, tingkat=self.tingkat, desimal=self.desimal)


def tabel_anggaran(baris: Sequence[BarisAnggaran], tak_diketahui: Set[Petak] = frozenset()) -> Tabel:
    """A budget table: sums over the tree, realisasi of the year against its months, sisa and % of each row.

    `tak_diketahui`: cells whose figure nobody knows, not even that it is nothing yet.
    """
    nilai: dict[Petak, Decimal] = {}
    desimal: dict[Petak, int] = {}
    kerja = [bidang for bidang in _KERJA if baris and bidang in baris[0].asal]
    for i, b in enumerate(baris):
        for bidang in (*_UANG, "persen", *kerja):
            n, d = uang_baris(b, bidang), b.desimal.get(bidang)
            if n is None and bidang in kerja and b.bulan and (i, bidang) not in tak_diketahui:
                n = Decimal(0) if not b.asal[bidang].tampil.strip() else None  # a word there is S204's
            if n is not None:
                nilai[i, bidang] = n
            if d is not None:
                desimal[i, bidang] = d
    # The working columns first: where no single cell explains what fails, the first failing identity is named.
    simpul = susun([b.tingkat for b in baris], [berangka(b) for b in baris])
    kendala = [
        Kendala("jumlah", (s.indeks, bidang), tuple((a, bidang) for a in s.anak))
        for bidang in (*kerja, *_UANG)
        for s in simpul
    ]
    kendala += _setahun(baris)
    for i in range(len(baris)):
        dua = ((i, "pagu"), (i, "realisasi"))
        kendala.append(Kendala("sisa", (i, "sisa"), dua))
        if nilai.get(dua[0]):
            kendala.append(Kendala("persen", (i, "persen"), dua))
    return Tabel(nilai, kendala, tingkat=[b.tingkat for b in baris], desimal=desimal)


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


def lokalisasi(tabel: Tabel) -> tuple[Kesalahan, ...]:
    """The cells at fault, in row order. Work grows with the number of failing identities and their cells."""
    hasil = _Pencari(tabel).cari() if tabel.gagal() else []
    return tuple(sorted(_lipat_leluhur(tabel, hasil), key=lambda k: k.petak[0]))


class _Pencari:
    """Finds the corrections one after the other, best first, and applies each before it looks for the next.

    `antre` holds candidate corrections by quality: failing identities explained, computed cell before sum before
    part, upper row first. A candidate is judged again when its turn comes.
    """

    def __init__(self, tabel: Tabel) -> None:
        self.asal, self.kerja = tabel, tabel.salin()
        self.gagal = dict.fromkeys(tabel.gagal())
        self.selesai: set[Petak] = set()
        self.antre: list[tuple[tuple[int, int, int], int, Petak, Kendala]] = []
        self._nomor = count()
        sering = Counter(p for k in self.gagal for p in k.petak)
        for k in self.gagal:
            for p in k.petak:
                if p == k.kepala or sering[p] > 1:
                    self._antrekan(k, p)

    def cari(self) -> list[Kesalahan]:
        hasil: list[Kesalahan] = []
        while self.gagal:
            petak, nilai, terurai = self._berikut() or self._paksa()
            if petak not in self.selesai:
                hasil.append(kesalahan_dari(self.asal, petak, nilai, terurai))
            self.selesai.add(petak)
            for k in terurai:
                self.gagal.pop(k, None)
            for k in self.kerja.menurut_petak[petak]:
                if k in self.gagal and self.kerja.terpenuhi(k):
                    del self.gagal[k]
        return hasil

    def _berikut(self) -> tuple[Petak, Decimal, list[Kendala]] | None:
        """The best correction that breaks nothing, applied; None if there is none."""
        while self.antre:
            mutu, _, p, k = heappop(self.antre)
            if k not in self.gagal or p in self.selesai:
                continue
            nilai, terurai = self._coba(k, p)
            if not terurai or nilai is None:
                continue
            if _mutu(terurai, p, k) > mutu:
                self._antrekan(k, p)
                continue
            if len(terurai) > 1 or p != k.kepala:
                # Not a sum that only its own parts contradict: there the parts may be wrong as well.
                self.kerja.ubah(p, nilai)
            return p, nilai, terurai
        return None

    def _paksa(self) -> tuple[Petak, Decimal, list[Kendala]]:
        """No single cell explains it: the head of the first failing identity is named, with its kin."""
        k = next(iter(self.gagal))
        nilai = self.kerja.seharusnya(k, k.kepala)
        assert nilai is not None
        return k.kepala, nilai, [k, *self._seakar(k)]

    def _antrekan(self, k: Kendala, p: Petak) -> None:
        _, terurai = self._coba(k, p)
        if terurai:
            heappush(self.antre, (_mutu(terurai, p, k), next(self._nomor), p, k))

    def _coba(self, k: Kendala, p: Petak) -> tuple[Decimal | None, list[Kendala]]:
        """The value that makes `k` hold, and which failing identities hold with it; none if it breaks one."""
        nilai = self.kerja.seharusnya(k, p)
        if nilai is None:
            return None, []
        terurai = []
        for lain in self.kerja.menurut_petak[p]:
            if self.kerja.terpenuhi(lain, (p, nilai)):
                if lain in self.gagal:
                    terurai.append(lain)
            elif lain not in self.gagal:
                return nilai, []
        return nilai, terurai

    def _seakar(self, k: Kendala) -> list[Kendala]:
        """Other columns of the same sum that fail by the same amount: one cause (sisa moves against realisasi)."""
        if k.jenis != "jumlah":
            return []
        baris = [(k.kepala[0], b) for b in (*_UANG, *BULAN) if (k.kepala[0], b) != k.kepala]
        lain = [g for p in baris for g in self.kerja.menurut_petak.get(p, ()) if g.menjumlah and g.kepala == p]
        return [g for g in lain if g in self.gagal and abs(self._selisih(g)) == abs(self._selisih(k))]

    def _selisih(self, k: Kendala) -> Decimal:
        seharusnya = self.kerja.seharusnya(k, k.kepala)
        assert seharusnya is not None
        return self.kerja.nilai[k.kepala] - seharusnya


def _mutu(terurai: Sequence[Kendala], p: Petak, k: Kendala) -> tuple[int, int, int]:
    """Order of a correction in the queue, the smallest first: most identities explained; a computed cell before a
    sum before a part; the upper row."""
    utama = 2 if _dihitung(p, k) else int(p == k.kepala)
    return -len(terurai), -utama, p[0]


def _dihitung(p: Petak, k: Kendala) -> bool:
    """True for the sisa, percentage or other figure that a row computes from its others."""
    return p[1] in ("sisa", "persen") or (p == k.kepala and not k.menjumlah)


def kesalahan_dari(
    tabel: Tabel,
    p: Petak,
    nilai: Decimal,
    terurai: Sequence[Kendala],
    ikut: tuple[tuple[Petak, Decimal], ...] = (),
) -> Kesalahan:
    """The fault of a cell from the identities that hold once `nilai` stands there (and in the cells of `ikut`)."""
    induk = next((k for k in terurai if k.jenis == "jumlah" and k.kepala == p), None)
    hitung = next((k for k in terurai if k.kepala == p and not k.menjumlah), None)
    if induk is None and (p[1] in ("sisa", "persen") or hitung is not None):
        dasar = hitung.jenis if hitung is not None else p[1]
    elif induk is not None:
        dasar = "total" if tabel.tingkat[p[0]] == 0 else "jumlah"
    elif any(k.jenis == "setahun" and k.kepala == p for k in terurai):
        dasar = "setahun"
    else:
        dasar = "rincian"
    anak = tuple(x[0] for x in induk.lain) if induk else ()
    terkait = tuple(dict.fromkeys(k.kepala for k in terurai if k.kepala != p))
    if dasar in ("sisa", "persen", "kumulatif"):
        terkait = (*terkait, *(x for k in terurai if k.kepala == p for x in k.lain))
    return Kesalahan(p, tabel.nilai[p], nilai, dasar, anak, terkait, ikut=ikut)


def _lipat_leluhur(tabel: Tabel, hasil: Sequence[Kesalahan]) -> list[Kesalahan]:
    """Drop a sum's fault if correcting faults below it removes nearly all of its difference; keep it as ancestor.

    The corrections tried are the parts' own sums and, where a part of a thousandth of its size is at work
    (`skala_ribuan`), that too.
    """
    tersisa: dict[Petak, Kesalahan] = {}
    leluhur: dict[Petak, list[Petak]] = defaultdict(list)
    hasil = _lipat_setahun(tabel, hasil, leluhur)
    for k in sorted(hasil, key=lambda k: tabel.tingkat[k.petak[0]] or -1, reverse=True):
        bawah = [tersisa[a, k.petak[1]] for a in k.anak if (a, k.petak[1]) in tersisa]
        if k.dasar in ("jumlah", "total") and bawah and _terjelaskan(tabel, k, bawah):
            for h in bawah:
                leluhur[h.petak].append(k.petak)
        else:
            tersisa[k.petak] = k
    return [replace(k, leluhur=tuple(leluhur[k.petak])) for k in tersisa.values()]


def _lipat_setahun(
    tabel: Tabel, hasil: Sequence[Kesalahan], leluhur: Mapping[Petak, list[Petak]]
) -> list[Kesalahan]:
    """Without the rows whose realisasi differs from its months by just what the rows below do: there the sums of the
    months and of the year carry on what is wrong below. They become ancestors of the lowest rows."""
    beda = {k.petak[0]: k.tertulis - k.seharusnya for k in hasil if k.dasar == "setahun"}
    if len(beda) < 2:
        return list(hasil)
    jumlah = (k for k in tabel.kendala if k.jenis == "jumlah" and k.kepala[1] == "realisasi" and k.kepala[0] in beda)
    anak = {k.kepala[0]: [i for i, _ in k.lain if i in beda] for k in jumlah}
    dilipat = {i: bawah for i, bawah in anak.items() if bawah and sum(beda[a] for a in bawah) == beda[i]}
    for i in dilipat:
        tumpuk = [i]
        while tumpuk:
            for a in dilipat[tumpuk.pop()]:
                if a in dilipat:
                    tumpuk.append(a)
                else:
                    leluhur[a, "realisasi"].append((i, "realisasi"))
    return [k for k in hasil if k.dasar != "setahun" or k.petak[0] not in dilipat]


def _terjelaskan(tabel: Tabel, k: Kesalahan, bawah: Sequence[Kesalahan]) -> bool:
    """True if correcting the faults below removes at least 95 of 100 of a sum's difference as written."""
    tertulis = sum((tabel.nilai[a, k.petak[1]] for a in k.anak), Decimal(0))
    sisa = k.tertulis - tertulis - sum((koreksi(tabel, h, k) - h.tertulis for h in bawah), Decimal(0))
    return abs(sisa) * 20 <= abs(k.tertulis - tertulis)


def koreksi(tabel: Tabel, bawah: Kesalahan, atas: Kesalahan) -> Decimal:
    """What a faulty sum should be, seen from the sum above it: its parts' sum, with a thousandth repaired if that
    brings the sum above near."""
    ribuan = skala_ribuan(tabel, bawah, atas.tertulis - atas.seharusnya)
    return bawah.seharusnya + sum((tabel.nilai[a, bawah.petak[1]] * 999 for a in ribuan), Decimal(0))


def skala_ribuan(tabel: Tabel, k: Kesalahan, kurang: Decimal) -> tuple[int, ...]:
    """Parts of a sum that look written in thousands: no round thousands although nearly all others are, and a
    thousand times as much fills nearly all that the sum above lacks (`kurang`)."""
    if k.petak[1] != "pagu" or kurang <= 0:
        return ()
    calon = [a for a in k.anak if tabel.nilai[a, "pagu"] % 1000]
    if not calon or len(calon) * 3 > len(tabel.tingkat):
        return ()
    tambah = sum((tabel.nilai[a, "pagu"] * 999 for a in calon), Decimal(0))
    return tuple(calon) if abs(kurang - tambah) * 20 <= kurang else ()
