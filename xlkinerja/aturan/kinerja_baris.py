"""A whole column of a capaian table that stands one row too low or too high: one mistake, however many rows show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from xlkinerja.angka import Angka, sejalan, selang
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator
from xlkinerja.olah import Hitungan
from xlkinerja.tataletak import normal

_TERSEDIKIT = 3
"""So many wrong rows that all fit their neighbour are no chance."""


def arah_geser(salah: Mapping[int, Hashable], milik: Callable[[int, int], bool]) -> int | None:
    """-1 if every one of these rows holds what belongs to the row above, +1 to the row below; None if neither, both,
    or too few. `salah`: row -> what stands there, which must differ from row to row: a column of nothing but 100% fits
    any neighbour. `milik(i, j)`: row i holds what belongs to row j."""
    if len(set(salah.values())) < _TERSEDIKIT:
        return None
    cocok = [arah for arah in (-1, 1) if all(milik(i, i + arah) for i in salah)]
    return cocok[0] if len(cocok) == 1 else None


def kata_geser(bidang: str, arah: int, banyak: int, *, rumus: bool = False) -> str:
    """What such rows have in common, as a cause. `rumus`: they are computed, so it is their formulas that slipped."""
    ke, di = ("bawah", "atas") if arah < 0 else ("atas", "bawah")
    lain = f"begitu pula {banyak - 1} baris lain"
    if rumus:
        return f"rumus {bidang} menunjuk satu baris ke {di}, bukan barisnya sendiri; {lain}"
    return f"kolom {bidang} bergeser satu baris ke {ke}: ini {bidang} baris di {di}nya; {lain}"


def capaian_bergeser(konteks: Konteks) -> Iterator[tuple[Sequence[Hitungan], str]]:
    """(wrong capaian of a table in row order, what they have in common) where each is its neighbour's."""
    return _bergeser(konteks, "capaian", konteks.capaian_salah, _capaian_milik)


def kategori_bergeser(konteks: Konteks, salah: Iterable[Hitungan]) -> Iterator[tuple[Sequence[Hitungan], str]]:
    """The same of wrong kategori; the rows between them must fit their neighbours too, since there are few words."""
    return _bergeser(konteks, "kategori", salah, _kategori_milik, serentang=True)


def _bergeser(
    konteks: Konteks,
    bidang: str,
    salah: Iterable[Hitungan],
    milik: Callable[[Hitungan, Hitungan | None], bool],
    *,
    serentang: bool = False,
) -> Iterator[tuple[Sequence[Hitungan], str]]:
    per_tabel: dict[int, dict[int, Hitungan]] = defaultdict(dict)
    for h in salah:
        per_tabel[id(h.dokumen)][h.baris] = h
    for menurut_baris in per_tabel.values():
        if len(menurut_baris) < _TERSEDIKIT:
            continue
        d = next(iter(menurut_baris.values())).dokumen
        semua = {h.baris: h for h in konteks.hitungan_kinerja if h.dokumen is d and h.bidang == bidang}
        antara = [i for i in semua if min(menurut_baris) <= i <= max(menurut_baris)]
        # Of words there are few: instead the rows between must fit as well.
        uji = {i: i for i in antara} if serentang else {i: h.sel.tampil for i, h in menurut_baris.items()}
        arah = arah_geser(uji, partial(_cocok, semua, milik))
        if arah is not None:
            daftar = [menurut_baris[i] for i in sorted(menurut_baris)]
            dihitung = all(h.sel.rumus is not None for h in daftar)
            yield daftar, kata_geser(bidang, arah, len(daftar), rumus=dihitung)


def _cocok(semua: Mapping[int, Hitungan], milik: Callable[[Hitungan, Hitungan | None], bool], i: int, j: int) -> bool:
    return milik(semua[i], semua.get(j))


def _capaian_milik(h: Hitungan, tetangga: Hitungan | None) -> bool:
    """True if the printed capaian is what the neighbouring row's should be."""
    b = h.catatan
    if tetangga is None or not isinstance(b, CapaianIndikator) or not isinstance(b.capaian, Angka):
        return False
    dihitung = tetangga.selang
    return dihitung is not None and sejalan(selang(b.capaian.nilai, b.capaian.desimal), dihitung)


def _kategori_milik(h: Hitungan, tetangga: Hitungan | None) -> bool:
    b = h.catatan
    if tetangga is None or not isinstance(tetangga.nilai, str) or not isinstance(b, CapaianIndikator):
        return False
    return normal(b.kategori) == normal(tetangga.nilai)
