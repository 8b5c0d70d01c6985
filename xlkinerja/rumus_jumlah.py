"""Sum formulas against the tree of their table: rows left out, rows that do not belong, rows counted twice.

Every reference of a sum is a number of rows of the table; a row counts as often as it or a row above it is added. So
SUM over the direct children, over the deepest rows, D5+D9+D12 and SUBTOTAL are all right, and what is wrong is named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, susunan, uang_kolom
from xlkinerja.beku import beku
from xlkinerja.kendala_pendukung import tabel_pendukung
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisPendukung, Dokumen, baris_anggaran
from xlkinerja.regeks import regeks
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_linear import Suku, suku_jumlah
from xlkinerja.temuan import Sel

UANG = ("pagu_awal", "pagu", "blokir", "realisasi", "sisa", *BULAN)
NOL = Decimal(0)
_BARIS_TERBANYAK = 500_000
"""Most rows of one column that its sums are followed through."""
_SEBARIS = regeks(r"\$?[A-Z]{1,3}\$?([0-9]+)(?:[-+]\$?[A-Z]{1,3}\$?\1)*")
"""Quick test: cells of one row; where that is the formula's own it adds up no column."""


@beku(frozen=True, slots=True)
class Kolom:
    """One column of a table as sums see it: `sel` and `nilai` by row of the table, `anak`: sums and their parts."""

    dokumen: Dokumen
    bidang: str
    sel: Sequence[Sel]
    nilai: Sequence[Decimal | None]
    anak: Mapping[int, Sequence[int]]
    nama: Sequence[str]
    nomor_baris: Sequence[int]
    """The rows' numbers on the sheet, ascending."""


@beku(frozen=True, slots=True)
class Jumlah:
    """What is the matter with a sum formula. Rows are those of the table. `asing`: figures that it adds although they
    stand in no row of the table (numbers of columns, years). `kolom_lain`: the field whose column it adds instead of,
    or besides, its own. `tersembunyi`: hidden rows that it counts beside visible ones. `hasil`: what it gives now,
    `seharusnya` the sum of its parts."""

    kolom: Kolom
    indeks: int
    lewat: tuple[int, ...] = ()
    tambah: tuple[int, ...] = ()
    ganda: tuple[int, ...] = ()
    asing: tuple[Sel, ...] = ()
    kolom_lain: str = ""
    tersembunyi: tuple[int, ...] = ()
    hasil: Decimal = NOL
    seharusnya: Decimal = NOL
    blok_lain: bool = False

    @property
    def sel(self) -> Sel:
        """The cell of the sum."""
        return self.kolom.sel[self.indeks]

    @property
    def berpengaruh(self) -> bool:
        """True if the sum is wrong now."""
        return self.hasil != self.seharusnya


def jumlah_buku(konteks: Konteks) -> tuple[Jumlah, ...]:
    """Every sum formula of the workbook's tables with which something is the matter; computed once."""
    if konteks.rumus is None:
        return ()
    if "rumus_jumlah" not in konteks.__dict__:
        peta = konteks.rumus
        konteks.__dict__["rumus_jumlah"] = tuple(j for k in _kolom(konteks) for j in _periksa(peta, k))
    hasil: tuple[Jumlah, ...] = konteks.__dict__["rumus_jumlah"]
    return hasil


def penyalin(peta: PetaRumus, asal: Sequence[Sel]) -> tuple[Sel, ...]:
    """Cells whose formula is nothing but a reference to one of these."""
    kunci = ((s.lembar.casefold(), s.baris, s.kolom) for s in asal)
    return tuple(peta.sel(*t) for k in kunci for t in peta.salinan.get(k, ()))


def _kolom(konteks: Konteks) -> Iterator[Kolom]:
    for d in konteks.berkas.dokumen:
        if d.jenis == "anggaran":
            yield from _kolom_anggaran(d)
        elif d.jenis == "pendukung":
            yield from _kolom_pendukung(d)


def _kolom_anggaran(d: Dokumen) -> Iterator[Kolom]:
    baris = baris_anggaran(d)
    anak = {s.indeks: s.anak for s in susunan(baris)}
    nama = [b.nama or "jumlah" for b in baris]
    for n in UANG:
        if n in d.kepala and any(baris[i].asal[n].rumus for i in anak):
            sel = [b.asal[n] for b in baris]
            yield Kolom(d, n, sel, uang_kolom(baris, n), anak, nama, [s.baris for s in sel])


def _kolom_pendukung(d: Dokumen) -> Iterator[Kolom]:
    baris = [b for b in d.baris if isinstance(b, BarisPendukung)]
    per_kolom: dict[str, dict[int, Sequence[int]]] = {}
    for k in tabel_pendukung(d).kendala:
        if k.menjumlah and all(p[1] == k.kepala[1] for p in k.lain):
            per_kolom.setdefault(k.kepala[1], {})[k.kepala[0]] = [i for i, _ in k.lain]
    for n, anak in per_kolom.items():
        sel = [b.asal[n] for b in baris]
        yield Kolom(d, n, sel, [b.nilai.get(n) for b in baris], anak, [b.label for b in baris], [s.baris for s in sel])


@dataclass(slots=True)
class _Bobot:
    """How often each row is added, what is added besides, and how often it is its own column."""

    baris: dict[int, int] = field(default_factory=dict)
    asing: list[Sel] = field(default_factory=list)
    kolom_lain: set[int] = field(default_factory=set)


def _periksa(peta: PetaRumus, k: Kolom) -> Iterator[Jumlah]:
    biaya = 0
    for i in k.anak:
        rumus = k.sel[i].rumus
        if rumus and (sebaris := _SEBARIS.fullmatch(rumus)) and sebaris[1] == str(k.sel[i].baris):
            continue
        suku = suku_jumlah(rumus, peta) if rumus and "IF" not in rumus.upper() else None
        lembar = k.sel[i].lembar.casefold()
        if suku is None or any(s.acuan.lembar and s.acuan.lembar.casefold() != lembar for s in suku):
            continue
        if any(s.kali != 1 for s in suku) or all(_baris_sendiri(s, k.sel[i]) for s in suku):
            continue
        biaya += sum(min(s.acuan.baris2 - s.acuan.baris1 + 1, len(k.sel)) for s in suku)
        if biaya > _BARIS_TERBANYAK:
            return
        j = _satu(peta, k, i, suku)
        if j is not None:
            yield j


def _baris_sendiri(s: Suku, sel: Sel) -> bool:
    return s.acuan.baris1 == s.acuan.baris2 == sel.baris


def _satu(peta: PetaRumus, k: Kolom, i: int, suku: Sequence[Suku]) -> Jumlah | None:
    sel, seharusnya = k.sel[i], sum((k.nilai[a] or NOL for a in k.anak[i]), NOL)
    sendiri = [s for s in suku if s.acuan.kolom1 <= sel.kolom <= s.acuan.kolom2]
    lain = [s for s in suku if not (s.acuan.kolom1 == s.acuan.kolom2 == sel.kolom)]
    if lain:
        bidang = _bidang_lain(k, lain)
        hasil = k.nilai[i]
        if bidang is None or hasil is None or hasil == seharusnya or (bidang == "persen" and sendiri):
            return None  # rupiah added to percent has a rule of its own
        return Jumlah(k, i, kolom_lain=bidang, hasil=hasil, seharusnya=seharusnya)
    bobot = _bobot(peta, k, sendiri)
    turunan = _turunan(k.anak, i)
    if bobot.baris.get(i):
        return None  # it counts itself: circular
    lewat, ganda = _telusuri(k.anak, bobot.baris, i)
    tambah = tuple(b for b in bobot.baris if b not in turunan and k.nilai[b])
    hasil = sum((n * (k.nilai[b] or NOL) for b, n in bobot.baris.items()), NOL)
    hasil += sum((s.nilai for s in bobot.asing if isinstance(s.nilai, Decimal)), NOL)
    gaib = () if any(s.subtotal for s in suku) else _tersembunyi(peta, k, i, bobot.baris)
    if not (lewat or ganda or tambah or bobot.asing or gaib):
        return None
    blok_lain = bool(tambah) and not any(b in turunan for b in bobot.baris)
    return Jumlah(
        k, i, lewat, tambah, ganda, tuple(bobot.asing), "", gaib, hasil, seharusnya, blok_lain
    )


def _bidang_lain(k: Kolom, lain: Sequence[Suku]) -> str | None:
    """The one field of the table whose column stands in these references; None if they say anything else."""
    kolom = {n: s.kolom for n, s in k.dokumen.kepala.items()}
    nama = []
    for s in lain:
        dua = {s.acuan.kolom1, s.acuan.kolom2} - {k.sel[0].kolom}
        nama += [n for n, letak in kolom.items() if letak in dua]
    dikenal = [n for n in dict.fromkeys(nama) if n in UANG or n == "persen" or k.dokumen.jenis == "pendukung"]
    return dikenal[0] if len(dikenal) == 1 and len(set(nama)) == 1 else None


def _bobot(peta: PetaRumus, k: Kolom, suku: Sequence[Suku]) -> _Bobot:
    hasil = _Bobot()
    for s in suku:
        awal, akhir = bisect_left(k.nomor_baris, s.acuan.baris1), bisect_right(k.nomor_baris, s.acuan.baris2)
        for b in range(awal, akhir):
            sel = k.sel[b]
            if not (s.subtotal and peta.bersubtotal(sel.lembar, sel.baris, sel.kolom)):
                hasil.baris[b] = hasil.baris.get(b, 0) + 1
        milik = set(k.nomor_baris[awal:akhir])
        lembar = k.sel[0].lembar
        if s.acuan.baris2 - s.acuan.baris1 + 1 > len(milik):
            angka = [b for b, _, n in peta.angka(lembar, s.acuan) if n and b not in milik]
            hasil.asing += [peta.sel(lembar, b, k.sel[0].kolom) for b in angka[:20]]
    return hasil


def _turunan(anak: Mapping[int, Sequence[int]], i: int) -> set[int]:
    hasil: set[int] = set()
    antre = list(anak.get(i, ()))
    while antre:
        b = antre.pop()
        if b not in hasil:
            hasil.add(b)
            antre.extend(anak.get(b, ()))
    return hasil


def _telusuri(
    anak: Mapping[int, Sequence[int]], bobot: Mapping[int, int], i: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows below a sum that it leaves out, and rows that it counts more than once, each at the highest place."""
    lewat, ganda = _Telusur(anak, bobot).anak_dari(i, 0)
    return tuple(sorted(lewat)), tuple(sorted(ganda))


class _Telusur:
    """Walks down a tree with how often the rows above are counted; levels are few, so that recursion is shallow."""

    def __init__(self, anak: Mapping[int, Sequence[int]], bobot: Mapping[int, int]) -> None:
        self.anak, self.bobot = anak, bobot

    def anak_dari(self, i: int, sudah: int) -> tuple[list[int], list[int]]:
        """Rows left out and rows counted twice among those below a row that is counted so often."""
        lewat: list[int] = []
        ganda: list[int] = []
        for c in self.anak.get(i, ()):
            kali = sudah + self.bobot.get(c, 0)
            if kali > 1 and self.bobot.get(c, 0):
                ganda.append(c)
                continue
            if not self.anak.get(c):
                lewat += [c] if kali == 0 else []
                continue
            kurang, lebih = self.anak_dari(c, kali)
            ganda += lebih
            lewat += [c] if len(kurang) == len(self.anak[c]) and set(kurang) == set(self.anak[c]) else kurang
        return lewat, ganda


def _tersembunyi(peta: PetaRumus, k: Kolom, i: int, bobot: Mapping[int, int]) -> tuple[int, ...]:
    """Hidden rows with figures that a sum counts beside visible ones; where all are hidden the table is folded up."""
    lembar = k.sel[i].lembar
    if not peta.peta(lembar).lembar.baris_tersembunyi:
        return ()
    anak = [a for a in k.anak[i] if bobot.get(a) and k.nilai[a]]
    gaib = [a for a in anak if peta.tersembunyi(lembar, k.sel[a].baris)]
    return tuple(gaib) if len(gaib) < len(anak) else ()
