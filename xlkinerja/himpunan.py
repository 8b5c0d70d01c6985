"""Workbooks of a run to the collections they form: offices of one province and one year, as a province gathers them.

A run is taken for a province's collection only if several of its kabupaten/kota are there; a few workbooks picked out
of one say nothing about the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import cast

from xlkinerja.beku import beku
from xlkinerja.formulir.identitas import (
    daftar_satker,
    satker_berkode,
    satker_dari,
    satker_dari_nama_berkas,
    tempat_dalam,
)
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas, Satker
from xlkinerja.regeks import regeks

PALING_SEDIKIT = 4
"""Kabupaten/kota of one province and year that make a collection."""
_KODE = regeks(r"(?<![\d.])(\d\d\.\d\d)(?![\d.]*\d)")
Kelompok = Mapping[str, tuple[Konteks, ...]]


@beku(frozen=True, slots=True)
class Himpunan:
    """The workbooks of a province's kabupaten/kota in one year.

    `anggota`: code of a kabupaten/kota -> its workbooks of that year, in path order; none whose office is in doubt.
    `semua`: code -> its workbooks of any year. `induk`: the province's own workbooks of that year. `utama`: the year
    is the one that most of them have.
    """

    provinsi: str
    tahun: int
    anggota: Kelompok
    semua: Kelompok
    induk: tuple[Konteks, ...]
    utama: bool

    @property
    def daftar(self) -> tuple[Satker, ...]:
        """The kabupaten/kota that the province has."""
        return tuple(s for s in daftar_satker() if (s.kode or "").startswith(self.provinsi + "."))

    @property
    def lengkap(self) -> bool:
        """True if half of the province's offices or more are there: then one that is not has not sent its workbook;
        fewer may be picked out, or the first to come."""
        return len(self.anggota) * 2 >= len(self.daftar)

    @property
    def mayoritas(self) -> bool:
        """True if at least three in four of the offices have a workbook of this year."""
        return len(self.anggota) * 4 >= len(self.semua) * 3


def nama_berkas(berkas: Berkas) -> str:
    """The file's name without folder and ending."""
    return re.split(r"[/\\]", berkas.jalur)[-1].rsplit(".", 1)[0]


def folder_berkas(berkas: Berkas) -> str:
    """The folder that a workbook lies in, as reported; "" for the one that was given."""
    induk = str(PurePosixPath(berkas.jalur.replace("\\", "/")).parent)
    return "" if induk == "." else induk


@lru_cache(maxsize=1024)
def disebut(nama: str) -> tuple[Satker, ...]:
    """The kabupaten/kota that a file or folder name states, by code or by name."""
    calon = [satker_berkode(k) for k in _KODE.findall(nama)]
    calon += [satker_dari((nama,)), satker_dari_nama_berkas(nama)]
    return tuple(dict.fromkeys(s for s in calon if s is not None and s.kode is not None and s.jenis != "provinsi"))


def nama_lain(berkas: Berkas) -> Satker | None:
    """The kabupaten/kota that the file's name states if the content is about another one; None if they go together or
    one of them does not say."""
    isi = berkas.satker
    if isi is None or isi.kode is None or isi.jenis == "provinsi":
        return None
    nama = nama_berkas(berkas)
    semua = disebut(nama)
    if not semua or isi in semua or tempat_dalam(isi, nama, kecuali=semua):
        return None
    return semua[0]


def satker_bernama(berkas: Berkas) -> Satker | None:
    """The listed office that the name in Identitas stands for."""
    nama = berkas.identitas.teks("satker") if berkas.identitas is not None else ""
    satker = satker_dari((nama,)) if nama else None
    return satker if satker is not None and satker.kode is not None else None


def mungkin(berkas: Berkas) -> tuple[Satker, ...]:
    """Every listed office that a workbook may be about: by its content, by the name in Identitas, by its file's name;
    where the content does not say, by its folder's name."""
    isi = [s for s in (berkas.satker, satker_bernama(berkas)) if s is not None and s.kode is not None]
    nama = disebut(nama_berkas(berkas))
    folder = (s for f in folder_berkas(berkas).split("/") for s in disebut(f)) if not isi else ()
    return tuple(dict.fromkeys((*isi, *nama, *folder)))


def meragukan(berkas: Berkas) -> bool:
    """True if a workbook says in two places that it is another office's: rules that compare offices leave it out."""
    bernama = satker_bernama(berkas)
    return nama_lain(berkas) is not None or (bernama is not None and bernama != berkas.satker)


def himpunan(semua: Sequence[Konteks]) -> tuple[Himpunan, ...]:
    """The collections in a run, by province and year; found once for all rules."""
    memo = semua[0].memo
    if "himpunan" not in memo:
        memo["himpunan"] = tuple(_cari(semua))
    return cast("tuple[Himpunan, ...]", memo["himpunan"])


def _cari(semua: Sequence[Konteks]) -> list[Himpunan]:
    milik: dict[str, dict[str, list[Konteks]]] = defaultdict(lambda: defaultdict(list))
    for k in semua if len(semua) >= PALING_SEDIKIT else ():
        s = k.berkas.satker
        if s is not None and s.kode is not None and k.berkas.tahun is not None and not meragukan(k.berkas):
            milik[s.kode.split(".")[0]][s.kode].append(k)
    hasil = []
    for provinsi, isi in sorted(milik.items()):
        induk = tuple(isi.pop(provinsi, ()))
        hasil += _tahunan(provinsi, {kode: tuple(isi[kode]) for kode in sorted(isi)}, induk)
    return hasil


def _tahunan(provinsi: str, semua: Kelompok, induk: tuple[Konteks, ...]) -> list[Himpunan]:
    """A province's years: the one that most of its offices have (the later of two), and each that half of all have."""
    tahun: dict[int, dict[str, tuple[Konteks, ...]]] = defaultdict(dict)
    for kode, daftar in semua.items():
        for t in sorted({k.berkas.tahun for k in daftar if k.berkas.tahun is not None}):
            tahun[t][kode] = tuple(k for k in daftar if k.berkas.tahun == t)
    utama = max(tahun, key=lambda t: (len(tahun[t]), t), default=None)
    hasil = []
    for t, anggota in sorted(tahun.items()):
        sendiri = tuple(k for k in induk if k.berkas.tahun == t)
        h = Himpunan(provinsi, t, anggota, semua, sendiri, t == utama)
        if len(anggota) >= PALING_SEDIKIT and (h.utama or h.lengkap):
            hasil.append(h)
    return hasil
