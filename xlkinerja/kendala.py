"""The identities of a budget table, and which single cell explains the ones that fail.

Every figure stands in several identities at once: its column's sum, pagu - realisasi = sisa, realisasi / pagu = %.
A cell whose correction makes all of its failing identities hold and breaks none is the one at fault; among several
the computed one, then the sum. So one cause gives one fault, on the exact cell (KONTRAK.md, "One cause, one finding").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlkinerja.angka import Selang, sejalan, selang
from xlkinerja.hitung import serapan
from xlkinerja.model import BarisAnggaran, BarisPendukung, Dokumen
from xlkinerja.olah import berangka, uang_baris
from xlkinerja.pohon import susun

_UANG = ("pagu", "realisasi", "sisa")
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
        self.kendala = tuple(k for k in kendala if all(p in self.nilai for p in k.petak))
        self.menurut_petak: dict[Petak, list[Kendala]] = defaultdict(list)
        for k in self.kendala:
            for p in k.petak:
                self.menurut_petak[p].append(k)

    def selang(self, p: Petak) -> Selang:
        """The interval that a figure stands for."""
        return selang(self.nilai[p], self.desimal.get(p))

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


def tabel_anggaran(baris: Sequence[BarisAnggaran]) -> Tabel:
    """A budget table: sums over the tree, sisa and % of each row."""
    nilai: dict[Petak, Decimal] = {}
    desimal: dict[Petak, int] = {}
    for i, b in enumerate(baris):
        for bidang in (*_UANG, "persen"):
            n, d = uang_baris(b, bidang), b.desimal.get(bidang)
            if n is not None:
                nilai[i, bidang] = n
            if d is not None:
                desimal[i, bidang] = d
    kendala = [
        Kendala("jumlah", (s.indeks, bidang), tuple((a, bidang) for a in s.anak))
        for s in susun([b.tingkat for b in baris], [berangka(b) for b in baris])
        for bidang in _UANG
    ]
    for i in range(len(baris)):
        dua = ((i, "pagu"), (i, "realisasi"))
        kendala.append(Kendala("sisa", (i, "sisa"), dua))
        if nilai.get(dua[0]):
            kendala.append(Kendala("persen", (i, "persen"), dua))
    return Tabel(nilai, kendala, tingkat=[b.tingkat for b in baris], desimal=desimal)


def tabel_pendukung(dokumen: Dokumen) -> Tabel:
    """A supporting table: totals of its columns, and "Jumlah" against the columns that break it down."""
    baris = [b for b in dokumen.baris if isinstance(b, BarisPendukung)]
    nilai = {
        (i, k): n
        for i, b in enumerate(baris)
        for k, n in b.nilai.items()
        if n is not None and b.asal[k].tampil.strip() and b.asal[k].baris == _baris_sendiri(b)
    }
    kendala = [*_total_kolom(baris, nilai), *_jumlah_baris(dokumen, baris, nilai)]
    return Tabel(nilai, kendala, tingkat=[0 if b.total else 1 for b in baris])


def _baris_sendiri(b: BarisPendukung) -> int:
    return max(s.baris for s in b.asal.values())


def _total_kolom(baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal]) -> Iterator[Kendala]:
    mulai = 0
    for i, b in enumerate(baris):
        if not b.total:
            continue
        bagian = [j for j in range(mulai, i) if not baris[j].total]
        if bagian:
            for k in b.nilai:
                # A cell with something in it that is no figure leaves the total without a judgement.
                if all((j, k) in nilai or not baris[j].asal[k].tampil.strip() for j in bagian):
                    yield Kendala("jumlah", (i, k), tuple((j, k) for j in bagian if (j, k) in nilai))
            mulai = i + 1
        elif i:
            yield from _total_dari_total(baris, nilai, i)


def _total_dari_total(
    baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal], i: int
) -> Iterator[Kendala]:
    """A single figure under a total row is the sum of that row (seed 001 l.814-815: 59)."""
    ada = [(i, k) for k in baris[i].nilai if (i, k) in nilai]
    if len(ada) == 1:
        yield Kendala("jumlah", ada[0], tuple((i - 1, k) for k in baris[i - 1].nilai if (i - 1, k) in nilai))


def _jumlah_baris(
    d: Dokumen, baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal]
) -> Iterator[Kendala]:
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


def periksa_anggaran(dokumen: Dokumen) -> tuple[Kesalahan, ...]:
    """The faults of a budget table, each on one cell, in row order."""
    return lokalisasi(tabel_anggaran([b for b in dokumen.baris if isinstance(b, BarisAnggaran)]))


def lokalisasi(tabel: Tabel) -> tuple[Kesalahan, ...]:
    """The cells at fault, in row order; correcting them makes every identity hold."""
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
        dasar = "total" if tabel.tingkat[p[0]] == 0 else "jumlah"
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
    for k in sorted(hasil, key=lambda k: tabel.tingkat[k.petak[0]], reverse=True):
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
    if not calon or len(calon) * 3 > len(tabel.tingkat):
        return ()
    tambah = sum((tabel.nilai[a, "pagu"] * 999 for a in calon), Decimal(0))
    return tuple(calon) if abs(kurang - tambah) * 20 <= kurang else ()
