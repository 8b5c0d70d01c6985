"""Offices of which nobody but their own workbooks has anything to say, decided while their records are at hand.

A workbook of no listed office concerns only the others of its office, which mostly lie beside it. Where there are many,
such an office is decided as soon as its workbooks seem to be all there, so that their records need not be rolled up,
sent and kept. A decision names the workbooks that it was made of; if more turn up, it does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xlkinerja.bungkus import Bungkus, Putusan
from xlkinerja.himpunan import mungkin
from xlkinerja.model import Berkas
from xlkinerja.periksa import gabungkan

DITAHAN = 24
"""Workbooks that are held for their companions: a province's worth."""


def kantor_lepas(nomor: int, berkas: Berkas) -> str | None:
    """What a workbook of no listed office has in common with its companions; None if it may be of a listed one."""
    if mungkin(berkas):
        return None
    return f"nama {berkas.satker.nama}" if berkas.satker is not None else f"nomor {nomor}"


def putuskan(anggota: Sequence[tuple[int, Bungkus]]) -> list[Bungkus]:
    """Workbooks of one office, by number, with what they give together."""
    nomor = tuple(i for i, _ in anggota)
    bagian = gabungkan([b.buka() for _, b in anggota])
    if bagian.bersama is not None:
        return [b for _, b in anggota]
    return [replace(b, putus=Putusan(nomor, h.temuan)) for (_, b), h in zip(anggota, bagian.berkas, strict=True)]


def putuskan_sederet(deret: Iterable[tuple[int, Bungkus]]) -> list[Bungkus]:
    """Neighbouring workbooks in their order, decided but for the first and the last office, which may go on beyond."""
    semua = dict(deret)
    kantor = {i: k for i, b in semua.items() if (k := kantor_lepas(i, b.kepala)) is not None}
    tepi = {kantor[i] for i in (min(kantor), max(kantor))} if kantor else set()
    for k in dict.fromkeys(kantor.values()):
        if k not in tepi:
            nomor = [i for i, satu in kantor.items() if satu == k]
            semua.update(zip(nomor, putuskan([(i, semua[i]) for i in nomor]), strict=True))
    return list(semua.values())


class Tahanan:
    """Numbers of workbooks that are held for their companions, the office held longest first. One that comes when its
    office was decided tells that companions lie apart here: from then on none are held."""

    def __init__(self) -> None:
        self.kantor: dict[str, list[int]] = {}
        self.banyak = 0
        self.putus: set[str] = set()
        self.terpencar = False

    def tahan(self, kantor: str, nomor: int) -> bool:
        """Hold one more; False if it is not to be held."""
        self.terpencar |= kantor in self.putus
        if not self.terpencar:
            self.kantor.setdefault(kantor, []).append(nomor)
            self.banyak += 1
        return not self.terpencar

    def terlama(self) -> list[int]:
        """The workbooks of the office to be decided now; none while there is room."""
        if self.banyak <= DITAHAN:
            return []
        kantor = next(iter(self.kantor))
        nomor = self.kantor.pop(kantor)
        self.putus.add(kantor)
        self.banyak -= len(nomor)
        return sorted(nomor)
