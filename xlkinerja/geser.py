"""Rows of a budget table whose figures stand one column to the right or left of their own.

Taken figure by figure such a row is several faults, and so are the sums above it; moved back, its own identities hold
(pagu - realisasi = sisa, the percentage) or the sums close. Work is linear in the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from xlkinerja.anggaran_baris import berangka, susunan
from xlkinerja.angka import Ambigu
from xlkinerja.beku import beku
from xlkinerja.hitung import serapan
from xlkinerja.kolom_angka import uang
from xlkinerja.model import BarisAnggaran
from xlkinerja.pohon import Simpul, tertutup
from xlkinerja.tampilan import figur
from xlkinerja.temuan import Sel

_BIDANG = ("pagu_awal", "pagu", "blokir", "realisasi", "sisa", "persen")
_UANG = ("pagu", "realisasi", "sisa")
_PAGU_TERKECIL = 1000


@beku(frozen=True, slots=True)
class Geseran:
    """A shifted row: its index, +1 (to the right) or -1, the fields of its figures in column order, and their figures
    put back (those that are known)."""

    baris: int
    arah: int
    bidang: tuple[str, ...]
    benar: Mapping[str, Decimal]

    @property
    def awal(self) -> str:
        """Field of the first cell that holds another field's figure."""
        return self.bidang[1] if self.arah > 0 else self.bidang[0]


def baris_geser(baris: Sequence[BarisAnggaran]) -> tuple[Geseran, ...]:
    """The shifted rows of a table. A row with a formula in it is computed where it stands and never counts."""
    jumlah = _Jumlah(baris)
    utuh = jumlah.utuh() if not _hitungan_diisi(baris) else frozenset()
    calon = [g for i, b in enumerate(baris) if not (i in utuh and _ada(b)) and _janggal(b) for g in _calon(i, b)]
    if not calon:
        return ()
    hasil: dict[int, Geseran] = {}
    for g in calon:
        if g.baris not in hasil and _cocok(g, baris[g.baris], jumlah):
            hasil[g.baris] = g
    return tuple(hasil.values())


def _hitungan_diisi(baris: Sequence[BarisAnggaran]) -> bool:
    """Whether something stands in a column of sisa or persen in any row of a table. Where nothing does and its sums
    close, a row with its pagu and realisasi is like all the others: moved, it would break a sum."""
    return any(n in b.asal and b.asal[n].jenis for b in baris for n in ("sisa", "persen"))


def _ada(b: BarisAnggaran) -> bool:
    return b.pagu is not None and b.realisasi is not None


def kembalikan(baris: Sequence[BarisAnggaran], geseran: Sequence[Geseran]) -> list[BarisAnggaran]:
    """The rows with the figures of the shifted ones put back; what is not known is left blank."""
    hasil = list(baris)
    for g in geseran:
        isi: dict[str, Decimal | None] = {n: g.benar.get(n) for n in g.bidang}
        hasil[g.baris] = replace(hasil[g.baris], **isi, desimal={})  # type: ignore[arg-type]
    return hasil


def _bidang(b: BarisAnggaran) -> tuple[str, ...]:
    """The fields of a row's figures by column, if they stand side by side."""
    return _menurut_kolom(tuple(b.asal[n].kolom if n in b.asal else 0 for n in _BIDANG))


@lru_cache(maxsize=64)
def _menurut_kolom(kolom: tuple[int, ...]) -> tuple[str, ...]:
    ada = sorted((k, n) for k, n in zip(kolom, _BIDANG, strict=True) if k)
    rapat = all(y[0] == x[0] + 1 for x, y in pairwise(ada))
    return tuple(n for _, n in ada) if rapat and len(ada) >= 3 and {"pagu", "realisasi"} <= {n for _, n in ada} else ()


def _janggal(b: BarisAnggaran) -> bool:
    """True if a row as it stands lacks a figure or breaks its own identity, without a formula in it."""
    return _melanggar(b) and berangka(b) and not any(b.asal[n].rumus for n in _BIDANG if n in b.asal)


def _melanggar(b: BarisAnggaran) -> bool:
    if b.pagu is None or (b.realisasi is None and "realisasi" in b.asal):
        return True
    if "sisa" in b.asal:
        return b.sisa is None or b.realisasi is None or b.pagu - b.realisasi != b.sisa
    return "persen" in b.asal and (b.persen is None or b.persen > 100 or b.persen < 0)


def _calon(i: int, b: BarisAnggaran) -> Iterator[Geseran]:
    """The row moved back one column to the left (it stands too far right) and to the right; the cell at the end that
    the figures left is empty then."""
    bidang = _bidang(b)
    for arah in (1, -1) if bidang else ():
        if b.asal[bidang[0 if arah > 0 else -1]].tampil.strip():
            continue
        asal = _asal(bidang, arah)
        benar = {n: v for n, dari in asal.items() if n != "persen" and (v := _mentah(b.asal[dari])) is not None}
        if _mungkin(benar):
            yield Geseran(i, arah, bidang, _lengkapi(benar))


@lru_cache(maxsize=64)
def _asal(bidang: tuple[str, ...], arah: int) -> Mapping[str, str]:
    """Field -> the field in whose cell its figure stands."""
    return dict(pairwise(bidang)) if arah > 0 else {lain: n for n, lain in pairwise(bidang)}


def _mentah(sel: Sel) -> Decimal | None:
    """The figure of a cell as it is stored, without the scale of its format."""
    if isinstance(sel.nilai, Decimal):
        return sel.nilai if sel.nilai.is_finite() else None
    if not sel.jenis:
        return None
    nilai = figur(sel)
    return uang(nilai.id if isinstance(nilai, Ambigu) else nilai)


def _mungkin(benar: Mapping[str, Decimal]) -> bool:
    realisasi, pagu = benar.get("realisasi"), benar.get("pagu")
    return realisasi is not None and realisasi >= 0 and (pagu is None or (pagu >= realisasi and pagu >= _PAGU_TERKECIL))


def _lengkapi(benar: dict[str, Decimal]) -> dict[str, Decimal]:
    """The figure that fell off, from the two that are left."""
    if "pagu" not in benar and "sisa" in benar:
        return {"pagu": benar["realisasi"] + benar["sisa"], **benar}
    if "sisa" not in benar and "pagu" in benar:
        return {**benar, "sisa": benar["pagu"] - benar["realisasi"]}
    return benar


def _cocok(g: Geseran, b: BarisAnggaran, jumlah: _Jumlah) -> bool:
    """True if the moved row holds by itself, or by the sums it stands in, and no sum that holds now would break."""
    sendiri = _identitas(g, b)
    if sendiri is False:
        return False
    for n in ("pagu", "realisasi"):
        pindah = jumlah.tutup(g.baris, n, g.benar.get(n))
        if not pindah and (not sendiri or (pindah is False and jumlah.tutup(g.baris, n, getattr(b, n)))):
            return False
    return True


def _identitas(g: Geseran, b: BarisAnggaran) -> bool | None:
    """Whether the identities that can be checked hold in the moved row; None if there is none to check."""
    pagu, realisasi = g.benar.get("pagu"), g.benar.get("realisasi")
    if pagu is None or realisasi is None or pagu < _PAGU_TERKECIL:
        return False
    if g.arah > 0 and "persen" in g.bidang and "sisa" in g.bidang:
        return g.benar.get("sisa") == pagu - realisasi
    if g.arah > 0 or not {"sisa", "persen"} <= set(g.bidang):
        return None
    persen = _mentah(b.asal["sisa"])
    hasil = serapan(pagu, realisasi) if persen is not None else None
    if persen is None or not isinstance(hasil, Decimal):
        return None
    # Two decimals of a percentage; as a fraction it is stored in full or with four.
    return any(abs(n - hasil) <= Decimal("0.006") for n in (persen, persen * 100))


class _Jumlah:
    """The sums of a table that a row stands in, as head or as part; each is added up once."""

    def __init__(self, baris: Sequence[BarisAnggaran]) -> None:
        self.baris = baris
        self._anak: dict[tuple[int, str], tuple[Decimal, int]] = {}

    @cached_property
    def _susunan(self) -> Sequence[Simpul]:
        return susunan(self.baris)

    def utuh(self) -> Set[int]:
        """The rows all of whose sums of pagu and realisasi close, all parts being known. A row in no sum counts if
        the whole table closes."""
        semua = ([b.pagu for b in self.baris], [b.realisasi for b in self.baris])
        tutup = [all(x) for x in zip(*(tertutup(self._susunan, kolom) for kolom in semua), strict=True)]
        if all(tutup):
            return frozenset(range(len(self.baris)))
        berjumlah = {i for s in self._susunan for i in (s.indeks, *s.anak)}
        terbuka = (s for s, ya in zip(self._susunan, tutup, strict=True) if not ya)
        return berjumlah.difference(*((s.indeks, *s.anak) for s in terbuka))

    @cached_property
    def simpul(self) -> dict[int, list[tuple[int, tuple[int, ...]]]]:
        """Row -> its sums as (head, parts)."""
        hasil: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for s in self._susunan:
            for i in (s.indeks, *s.anak):
                hasil.setdefault(i, []).append((s.indeks, s.anak))
        return hasil

    def tutup(self, i: int, bidang: str, nilai: Decimal | None) -> bool | None:
        """Whether a sum of the row closes with this figure in it; None if none can be reckoned."""
        hasil = []
        for kepala, anak in self.simpul.get(i, ()) if nilai is not None else ():
            if bidang in self.baris[kepala].asal and self.baris[kepala].asal[bidang].rumus:
                continue  # computed from whatever stands there
            jumlah, kosong = self._jumlah(kepala, anak, bidang)
            atas: Decimal | None = getattr(self.baris[kepala], bidang)
            lama: Decimal | None = getattr(self.baris[i], bidang)
            if i == kepala:
                atas = nilai
            else:
                jumlah, kosong = jumlah - (lama or 0) + (nilai or 0), kosong - (lama is None)
            if atas is not None and not kosong:
                hasil.append(atas == jumlah)
        return any(hasil) if hasil else None

    def _jumlah(self, kepala: int, anak: Sequence[int], bidang: str) -> tuple[Decimal, int]:
        """Sum of the parts that have a figure, and how many have none."""
        if (kepala, bidang) not in self._anak:
            semua = [getattr(self.baris[j], bidang) for j in anak]
            ada = [n for n in semua if n is not None]
            self._anak[kepala, bidang] = sum(ada, Decimal(0)), len(semua) - len(ada)
        return self._anak[kepala, bidang]
