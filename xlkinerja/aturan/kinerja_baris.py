"""A whole column of capaian that stands one row too low or too high: one mistake, however many rows it is seen in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xlkinerja.angka import Angka, sejalan, selang
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator
from xlkinerja.olah import Hitungan

_TERSEDIKIT = 3
"""So many wrong rows that all fit their neighbour's capaian are no chance."""
_ARAH = ((-1, "bergeser satu baris ke bawah: ini capaian baris di atasnya"),
         (1, "bergeser satu baris ke atas: ini capaian baris di bawahnya"))  # fmt: skip


def kolom_bergeser(konteks: Konteks) -> Iterator[tuple[Sequence[Hitungan], str]]:
    """(wrong capaian of a table in row order, what they have in common) where each is its neighbour's."""
    salah: dict[int, list[Hitungan]] = defaultdict(list)
    for h in konteks.capaian_salah:
        salah[id(h.dokumen)].append(h)
    for daftar in salah.values():
        if len(daftar) >= _TERSEDIKIT:
            d = daftar[0].dokumen
            benar = {h.baris: h for h in konteks.hitungan if h.dokumen is d and h.bidang == "capaian"}
            cocok = [kata for arah, kata in _ARAH if all(_milik(h, benar.get(h.baris + arah)) for h in daftar)]
            if len(cocok) == 1:
                yield daftar, cocok[0]


def _milik(h: Hitungan, tetangga: Hitungan | None) -> bool:
    """True if the printed capaian is what the neighbouring row's should be."""
    b = h.catatan
    if tetangga is None or tetangga.selang is None or not isinstance(b, CapaianIndikator):
        return False
    return isinstance(b.capaian, Angka) and sejalan(selang(b.capaian.nilai, b.capaian.desimal), tetangga.selang)
