"""The identities of a budget table, and which single cell explains the ones that fail.

Every figure stands in several identities at once: its column's sum, pagu - realisasi = sisa, realisasi / pagu = %.
A cell whose correction makes all of its failing identities hold and breaks none is the one at fault; among several
the computed one, then the sum. So one cause gives one fault, on the exact cell (KONTRAK.md, "One cause, one finding").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlkinerja.angka import Selang, sejalan, selang
from xlkinerja.hitung import serapan
from xlkinerja.model import BarisAnggaran, Dokumen
from xlkinerja.olah import berangka, uang_baris
from xlkinerja.pohon import susun

Petak = tuple[int, str]
"""A cell of the table: (row index, field)."""


@dataclass(frozen=True, slots=True)
class Kendala:
    """One identity: `jenis` "jumlah" (head = sum of the rest), "sisa" (head = pagu - realisasi) or "persen"."""

    jenis: str
    kepala: Petak
    lain: tuple[Petak, ...]

    @property
    def petak(self) -> tuple[Petak, ...]:
        """All cells of the identity, the computed one first."""
        return (self.kepala, *self.lain)


@dataclass(frozen=True, slots=True)
class Kesalahan:
    """A located fault: the cell, what stands there, what it should be, and the identities that showed it.

    `dasar`: "sisa", "persen", "jumlah" (a sum against its parts), "total" (grand total) or "rincian" (a part, proved
    wrong by at least two identities). `terkait`: the other cells of these identities that matter to a reader.
    `leluhur`: sums above that do not close either because of this fault.
    """

    petak: Petak
    tertulis: Decimal
    seharusnya: Decimal
    dasar: str
    anak: tuple[int, ...] = ()
    terkait: tuple[Petak, ...] = ()
    leluhur: tuple[Petak, ...] = ()


class Tabel:
    """The figures of one table with their identities; figures can be replaced to try a correction."""

    def __init__(self, baris: Sequence[BarisAnggaran]) -> None:
        self.baris = baris
        self.nilai: dict[Petak, Decimal] = {}
        for i, b in enumerate(baris):
            for bidang in ("pagu", "realisasi", "sisa", "persen"):
                n = uang_baris(b, bidang)
                if n is not None:
                    self.nilai[i, bidang] = n
        self.kendala = tuple(self._susun_kendala())
        self.menurut_petak: dict[Petak, list[Kendala]] = defaultdict(list)
        for k in self.kendala:
            for p in k.petak:
                self.menurut_petak[p].append(k)

    def _susun_kendala(self) -> list[Kendala]:
        hasil: list[Kendala] = []
        for s in susun([b.tingkat for b in self.baris], [berangka(b) for b in self.baris]):
            for bidang in ("pagu", "realisasi", "sisa"):
                petak = tuple((a, bidang) for a in s.anak)
                if (s.indeks, bidang) in self.nilai and all(p in self.nilai for p in petak):
                    hasil.append(Kendala("jumlah", (s.indeks, bidang), petak))
        for i in range(len(self.baris)):
            dua = ((i, "pagu"), (i, "realisasi"))
            if not all(p in self.nilai for p in dua):
                continue
            if (i, "sisa") in self.nilai:
                hasil.append(Kendala("sisa", (i, "sisa"), dua))
            if (i, "persen") in self.nilai and self.nilai[dua[0]] != 0:
                hasil.append(Kendala("persen", (i, "persen"), dua))
        return hasil

    def selang(self, p: Petak) -> Selang:
        """The interval that a figure stands for."""
        return selang(self.nilai[p], self.baris[p[0]].desimal.get(p[1]))

    def terpenuhi(self, k: Kendala) -> bool:
        """Whether the identity holds within what is shown."""
        kepala = self.selang(k.kepala)
        if k.jenis == "jumlah":
            semua = [self.selang(p) for p in k.lain]
            bawah = sum((s.bawah for s in semua), Decimal(0))
            return sejalan(kepala, Selang(bawah, sum((s.atas for s in semua), Decimal(0))))
        pagu, realisasi = (self.selang(p) for p in k.lain)
        if k.jenis == "sisa":
            return sejalan(kepala, Selang(pagu.bawah - realisasi.atas, pagu.atas - realisasi.bawah))
        ujung = [serapan(p, r) for p in (pagu.bawah, pagu.atas) for r in (realisasi.bawah, realisasi.atas) if p]
        nilai = [u for u in ujung if isinstance(u, Decimal)]
        return not nilai or sejalan(kepala, Selang(min(nilai), max(nilai)))

    def seharusnya(self, k: Kendala, p: Petak) -> Decimal | None:
        """The value that a cell would need for this identity to hold exactly; None where a percentage cannot tell."""
        n = self.nilai
        if k.jenis == "jumlah":
            jumlah = sum((n[x] for x in k.lain), Decimal(0))
            return jumlah if p == k.kepala else n[k.kepala] - (jumlah - n[p])
        pagu, realisasi = n[k.lain[0]], n[k.lain[1]]
        if k.jenis == "sisa":
            return {"sisa": pagu - realisasi, "pagu": n[k.kepala] + realisasi, "realisasi": pagu - n[k.kepala]}[p[1]]
        persen = serapan(pagu, realisasi)
        return persen if p == k.kepala and isinstance(persen, Decimal) else None


def periksa_anggaran(dokumen: Dokumen) -> tuple[Kesalahan, ...]:
    """The faults of a budget table, each on one cell, in row order."""
    tabel = Tabel([b for b in dokumen.baris if isinstance(b, BarisAnggaran)])
    gagal = [k for k in tabel.kendala if not tabel.terpenuhi(k)]
    hasil: list[Kesalahan] = []
    while gagal:
        petak, nilai, terurai = _terbaik(tabel, gagal)
        hasil.append(_kesalahan(tabel, petak, nilai, terurai))
        gagal = [k for k in gagal if k not in terurai]
    return tuple(sorted(_lipat_leluhur(tabel, hasil), key=lambda k: k.petak[0]))


def _terbaik(tabel: Tabel, gagal: Sequence[Kendala]) -> tuple[Petak, Decimal, list[Kendala]]:
    """The correction that explains most of the failing identities."""
    sering: dict[Petak, int] = defaultdict(int)
    for k in gagal:
        for p in k.petak:
            sering[p] += 1
    terbaik: tuple[tuple[int, int, int], Petak, Decimal, list[Kendala]] | None = None
    for k in gagal:
        for p in k.petak:
            if p != k.kepala and sering[p] < 2:
                continue
            nilai = tabel.seharusnya(k, p)
            if nilai is None:
                continue
            terurai = _coba(tabel, p, nilai, gagal)
            if not terurai:
                continue
            mutu = (len(terurai), _utama(p, k), -p[0])
            if terbaik is None or mutu > terbaik[0]:
                terbaik = mutu, p, nilai, terurai
    if terbaik is not None:
        return terbaik[1:]
    k = gagal[0]
    paksa = tabel.seharusnya(k, k.kepala)
    assert paksa is not None
    return k.kepala, paksa, [k, *_seakar(tabel, k, gagal)]


def _utama(p: Petak, k: Kendala) -> int:
    """Computed cells before sums before parts."""
    if p[1] in ("sisa", "persen"):
        return 2
    return 1 if p == k.kepala else 0


def _coba(tabel: Tabel, p: Petak, nilai: Decimal, gagal: Sequence[Kendala]) -> list[Kendala]:
    """Which failing identities a correction makes hold; none if it breaks one that holds."""
    lama = tabel.nilai[p]
    sudah_gagal = set(gagal)
    tabel.nilai[p] = nilai
    try:
        terurai = []
        for k in tabel.menurut_petak[p]:
            if tabel.terpenuhi(k):
                if k in sudah_gagal:
                    terurai.append(k)
            elif k not in sudah_gagal:
                return []
        return terurai
    finally:
        tabel.nilai[p] = lama


def _seakar(tabel: Tabel, k: Kendala, gagal: Sequence[Kendala]) -> list[Kendala]:
    """Other columns of the same sum that fail by the same amount: one cause (sisa moves against realisasi)."""
    if k.jenis != "jumlah":
        return []
    selisih = _selisih(tabel, k)
    return [
        g
        for g in gagal
        if g is not k and g.jenis == "jumlah" and g.kepala[0] == k.kepala[0] and abs(_selisih(tabel, g)) == abs(selisih)
    ]


def _selisih(tabel: Tabel, k: Kendala) -> Decimal:
    seharusnya = tabel.seharusnya(k, k.kepala)
    assert seharusnya is not None
    return tabel.nilai[k.kepala] - seharusnya


def _kesalahan(tabel: Tabel, p: Petak, nilai: Decimal, terurai: Sequence[Kendala]) -> Kesalahan:
    induk = next((k for k in terurai if k.jenis == "jumlah" and k.kepala == p), None)
    if p[1] in ("sisa", "persen") and induk is None:
        dasar = p[1]
    elif induk is not None:
        dasar = "total" if tabel.baris[p[0]].tingkat == 0 else "jumlah"
    else:
        dasar = "rincian"
    anak = tuple(x[0] for x in induk.lain) if induk else ()
    terkait = tuple(dict.fromkeys(k.kepala for k in terurai if k.kepala != p))
    if dasar in ("sisa", "persen"):
        terkait = (*terkait, *(x for k in terurai if k.kepala == p for x in k.lain))
    return Kesalahan(p, tabel.nilai[p], nilai, dasar, anak, terkait)


def _lipat_leluhur(tabel: Tabel, hasil: Sequence[Kesalahan]) -> list[Kesalahan]:
    """Drop a sum's fault if correcting faults below it removes nearly all of its difference; keep it as ancestor.

    The corrections tried are the parts' own sums and, where a part of a thousandth of its size is at work
    (`skala_ribuan`), that too.
    """
    tersisa: list[Kesalahan] = []
    leluhur: dict[Petak, list[Petak]] = defaultdict(list)
    for k in sorted(hasil, key=lambda k: tabel.baris[k.petak[0]].tingkat, reverse=True):
        bawah = [h for h in tersisa if h.petak[1] == k.petak[1] and h.petak[0] in k.anak]
        selisih = abs(k.tertulis - k.seharusnya)
        if not bawah or k.dasar not in ("jumlah", "total"):
            tersisa.append(k)
            continue
        sisa = abs(k.tertulis - (k.seharusnya + sum((koreksi(tabel, h, k) - h.tertulis for h in bawah), Decimal(0))))
        if sisa * 20 > selisih:
            tersisa.append(k)
            continue
        for h in bawah:
            leluhur[h.petak].append(k.petak)
    return [replace(k, leluhur=tuple(leluhur[k.petak])) for k in tersisa]


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
    if not calon or len(calon) * 3 > len(tabel.baris):
        return ()
    tambah = sum((tabel.nilai[a, "pagu"] * 999 for a in calon), Decimal(0))
    return tuple(calon) if abs(kurang - tambah) * 20 <= kurang else ()
