"""Marks: the fills of flagged cells, laid and lifted again wherever the cells have moved meanwhile.

Of every marked cell the findings sheet keeps the former style: its number, and its fill, since programs number the
styles anew and drop those that no cell uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Buku, Lembar, Suntingan
from xlkinerja.buku.gaya import Gaya
from xlkinerja.lembar_temuan import Tercatat
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Temuan, Tingkat

WARNA = {Tingkat.GALAT: "FFF9CAB0", Tingkat.PERINGATAN: "FFFFE49A"}
"""Fills of flagged cells; findings of level info are listed but not marked."""

Tempat = tuple[str, int, int]
"""Sheet, row, column."""
GayaBerlaku = Callable[[str, int, int], int]
"""Style in force at a cell that is not stored: its row's or its column's."""
_SEMULA = regeks(r"(\d+|-)(?:;([0-9A-F]{8}|\*)?)?")
_PADAT = regeks(r"[0-9A-F]{8}")


@beku(frozen=True, slots=True)
class GayaSemula:
    """The style a cell had before it was marked. `indeks`: its number then; `isian`: its fill, "" for none, "FFRRGGBB",
    None where that is not known or no plain colour."""

    indeks: int | None
    isian: str | None

    @property
    def teks(self) -> str:
        """As the findings sheet keeps it: "12;FFFFF2CC", "12;" without a fill, "12;*" with another one."""
        isian = "*" if self.isian is None else self.isian
        return f"{'-' if self.indeks is None else self.indeks};{isian}"


def baca_semula(teks: str) -> GayaSemula | None:
    """What the findings sheet keeps, None if it is blank; earlier versions wrote the number only."""
    cocok = _SEMULA.fullmatch(teks)
    if cocok is None:
        return None
    isian = None if ";" not in teks or cocok[2] == "*" else cocok[2] or ""
    return GayaSemula(int(cocok[1]) if cocok[1] != "-" else None, isian)


@beku(frozen=True, slots=True)
class Tanda:
    """Edits that lay and lift marks, and the former style of every cell that stays or becomes marked."""

    suntingan: tuple[Suntingan, ...]
    semula: Mapping[Tempat, str]


def warna_tanda(temuan: Iterable[tuple[Tempat | None, Temuan]]) -> dict[Tempat, str]:
    """Fill colour of each flagged cell, the worst finding deciding."""
    hasil: dict[Tempat, Temuan] = {}
    for di, t in temuan:
        if di is not None and t.tingkat in WARNA and (di not in hasil or t.tingkat.bobot > hasil[di].tingkat.bobot):
            hasil[di] = t
    return {di: WARNA[t.tingkat] for di, t in hasil.items()}


class Penanda:
    """Marks of the last run found again by style, so that they are lifted wherever the cells have moved."""

    def __init__(self, buku: Buku, gaya: Gaya | None, lama: Iterable[Tercatat], gaya_berlaku: GayaBerlaku) -> None:
        self.gaya, self.gaya_berlaku = gaya, gaya_berlaku
        self.lembar: dict[str, Lembar] = {x.nama: x for x in buku.lembar}
        self.bertanda = self._sel_bertanda()
        self.di = self._kenali(lama)
        """Former styles of the cells that are marked now."""
        self.asli: dict[int, GayaSemula] = {}
        """The same by marked style, for cells that are not found again; marked, two styles may have become one."""
        for di, semula in self.di.items():
            self.asli.setdefault(self._gaya_di(*di), semula)

    def _kenali(self, lama: Iterable[Tercatat]) -> dict[Tempat, GayaSemula]:
        """What is kept of the marked cells: where they stood, or, as many as there are now, in their order, since rows
        were put in or taken out."""
        catatan: dict[str, dict[Tempat, GayaSemula]] = defaultdict(dict)
        for c in lama:
            semula = baca_semula(c.isi["gaya semula"])
            if semula is not None and c.lembar in self.lembar and c.baris:
                catatan[c.lembar][c.lembar, c.baris, c.kolom] = semula
        hasil: dict[Tempat, GayaSemula] = {}
        for nama, tercatat in catatan.items():
            kini = sorted(di for di in self.bertanda if di[0] == nama)
            urut = zip(kini, (tercatat[di] for di in sorted(tercatat)), strict=False)
            pasangan = urut if len(kini) == len(tercatat) else ((di, tercatat[di]) for di in kini if di in tercatat)
            for di, semula in pasangan:
                dasar = self._dasar(self._gaya_di(*di), semula)
                if dasar is not None:
                    hasil[di] = dasar
        return hasil

    def suntingan(self, warna: Mapping[Tempat, str]) -> Tanda:
        """What to lay and to lift so that exactly the flagged cells are marked."""
        hasil: list[Suntingan] = []
        semula: dict[Tempat, str] = {}
        urutan = {nama: i for i, nama in enumerate(self.lembar)}
        for di in sorted(set(warna) | self.bertanda, key=lambda d: (urutan[d[0]], *d[1:])):
            kini = self._gaya_di(*di)
            dasar = self._semula(di, kini)
            if di not in warna:
                if dasar.indeks != kini:
                    hasil.append(Suntingan(*di, gaya=dasar.indeks, isian=dasar.isian if dasar.indeks is None else None))
                continue
            semula[di] = dasar.teks
            if self._warna(kini) != warna[di]:
                hasil.append(Suntingan(*di, gaya=dasar.indeks, isian=warna[di]))
        return Tanda(tuple(hasil), semula)

    def _semula(self, di: Tempat, kini: int) -> GayaSemula:
        """The style to go back to: the cell's own if it carries no mark."""
        if not self._bertanda(kini):
            return self._gaya_kini(kini)
        if di in self.di or kini in self.asli:
            return self.di.get(di) or self.asli[kini]
        calon = self._serupa(kini)
        return self._gaya_kini(min(calon, key=lambda i: (self._warna(i) != "", i), default=kini))

    def _dasar(self, kini: int, semula: GayaSemula) -> GayaSemula | None:
        """The kept style of a marked cell as it can be had now: by its number if that still is it, else one that
        differs from the marked one in nothing but the fill and has the kept fill, else that fill alone."""
        i = semula.indeks
        if i is not None and self._sama_selain_isian(kini, i) and semula.isian in (None, self._polos(i)):
            return GayaSemula(i, self._polos(i))
        if semula.isian is None:
            return None
        sama = next((x for x in self._serupa(kini) if self._warna(x) == semula.isian), None)
        return GayaSemula(sama, semula.isian)

    def _serupa(self, kini: int) -> list[int]:
        """Unmarked styles that differ from this one in nothing but the fill."""
        assert self.gaya is not None
        return [i for i in range(len(self.gaya.xf)) if not self._bertanda(i) and self._sama_selain_isian(kini, i)]

    def _gaya_kini(self, indeks: int) -> GayaSemula:
        return GayaSemula(indeks, self._polos(indeks))

    def _polos(self, indeks: int) -> str | None:
        """A style's fill as `GayaSemula` says it."""
        warna = self._warna(indeks)
        return warna if not warna or _PADAT.fullmatch(warna) else None

    def _gaya_di(self, lembar: str, baris: int, kolom: int) -> int:
        if not self.lembar[lembar].tersimpan(baris, kolom):
            return self.gaya_berlaku(lembar, baris, kolom)
        return self.lembar[lembar].sel(baris, kolom).gaya

    def _warna(self, indeks: int) -> str:
        if self.gaya is None or indeks >= len(self.gaya.xf):
            return ""
        return self.gaya.isian(indeks)

    def _bertanda(self, indeks: int) -> bool:
        return self._warna(indeks) in WARNA.values()

    def _sel_bertanda(self) -> set[Tempat]:
        """Cells that carry a mark of ours now; not those under a merged one, to which LibreOffice gives its look."""
        if self.gaya is None:
            return set()
        milik = {i for i in range(len(self.gaya.xf)) if self._bertanda(i)}
        if not milik:
            return set()
        semua = {
            (nama, k // LEBAR + 1, k % LEBAR + 1)
            for nama, x in self.lembar.items()
            for k, g in zip(x.kunci, x.gaya, strict=True)
            if g in milik
        }
        return {di for di in semua if not _di_bawah_gabungan(self.lembar[di[0]], *di[1:])}

    def _sama_selain_isian(self, a: int, b: int) -> bool:
        assert self.gaya is not None
        return b < len(self.gaya.xf) and self.gaya.tanpa_isian(a) == self.gaya.tanpa_isian(b)


def _di_bawah_gabungan(lembar: Lembar, baris: int, kolom: int) -> bool:
    return any(
        g.baris1 <= baris <= g.baris2 and g.kolom1 <= kolom <= g.kolom2 and (baris, kolom) != (g.baris1, g.kolom1)
        for g in lembar.gabungan
    )
