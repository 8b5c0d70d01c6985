"""The identities within the rows of a summary of money: pagu - realisasi = sisa, realisasi / pagu = %, running sums.

A summary per unit, belanja type or month is a supporting table whose columns say by their headings what they hold. An
identity counts only where at least as many rows hold it as break it, since headings promise more than they keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from decimal import Decimal
from itertools import pairwise

from xlkinerja.angka import Angka, pangkas_cocok, sejalan, selang
from xlkinerja.formulir.keuangan import PAGU, PERSEN, REALISASI, SISA
from xlkinerja.hitung import serapan
from xlkinerja.kendala import Kendala, Petak
from xlkinerja.model import BarisPendukung
from xlkinerja.tampilan import figur
from xlkinerja.tataletak import Kolom, normal

_KUMULATIF = "kumulatif"
_TERSEDIKIT = 3
"""Rows that a running sum needs to be one."""


def kendala_rekap(
    baris: Sequence[BarisPendukung], nilai: MutableMapping[Petak, Decimal], desimal: MutableMapping[Petak, int]
) -> Iterator[Kendala]:
    """The identities of a table's rows; percentages, which are no counts, are put into `nilai` and `desimal`."""
    if not baris:
        return
    kolom = [n for n in baris[0].asal if n not in ("nomor", "label")]
    pagu = _kolom(PAGU, kolom)
    realisasi = _kolom(REALISASI, kolom)
    if pagu is not None and realisasi is not None:
        yield from _sisa(len(baris), nilai, (_kolom(SISA, kolom), pagu, realisasi))
        if (persen := _kolom(PERSEN, kolom)) is not None:
            yield from _persen(baris, nilai, desimal, (persen, pagu, realisasi))
    if pagu is not None:
        for n in kolom:
            if n.startswith("persen ") and (dasar := n.removeprefix("persen ")) in kolom:
                yield from _persen(baris, nilai, desimal, (n, pagu, dasar))
    yield from _kumulatif(baris, nilai, kolom)


def _kolom(peran: Kolom, kolom: Sequence[str]) -> str | None:
    """The one column whose heading is that of a budget table's column."""
    judul = {normal(j) for j in peran.judul}
    ada = [n for n in kolom if n in judul]
    return ada[0] if len(ada) == 1 else None


def _umum(kendala: Sequence[Kendala], benar: Callable[[Kendala], bool]) -> Sequence[Kendala]:
    """The identities, if not more of them fail than hold."""
    return kendala if sum(map(benar, kendala)) * 2 >= len(kendala) else ()


def _sisa(banyak: int, nilai: Mapping[Petak, Decimal], tiga: tuple[str | None, str, str]) -> Sequence[Kendala]:
    sisa, pagu, realisasi = tiga
    if sisa is None:
        return ()
    semua = [Kendala("sisa", (i, sisa), ((i, pagu), (i, realisasi))) for i in range(banyak)]
    return _umum([k for k in semua if all(p in nilai for p in k.petak)], lambda k: _selisih(nilai, k))


def _selisih(nilai: Mapping[Petak, Decimal], k: Kendala) -> bool:
    return nilai[k.kepala] == nilai[k.lain[0]] - (nilai[k.lain[1]] if len(k.lain) > 1 else 0)


def _persen(
    baris: Sequence[BarisPendukung],
    nilai: MutableMapping[Petak, Decimal],
    desimal: MutableMapping[Petak, int],
    tiga: tuple[str, str, str],
) -> Sequence[Kendala]:
    persen, pagu, realisasi = tiga
    angka: dict[Petak, Angka] = {}
    semua = []
    for i, b in enumerate(baris):
        a, dua = figur(b.asal[persen]), ((i, pagu), (i, realisasi))
        if isinstance(a, Angka) and all(p in nilai for p in dua) and nilai[dua[0]]:
            angka[i, persen] = a
            semua.append(Kendala("persen", (i, persen), dua))
    semua = [k for k in semua if not _terpotong(nilai, k, angka[k.kepala])]
    dipakai = _umum(semua, lambda k: _sesuai(nilai, k, angka[k.kepala]))
    for k in dipakai:
        nilai[k.kepala], desimal[k.kepala] = angka[k.kepala].nilai, angka[k.kepala].desimal
    return dipakai


def _hasil(nilai: Mapping[Petak, Decimal], k: Kendala) -> Decimal:
    hasil = serapan(nilai[k.lain[0]], nilai[k.lain[1]])
    assert isinstance(hasil, Decimal)
    return hasil


def _sesuai(nilai: Mapping[Petak, Decimal], k: Kendala, a: Angka) -> bool:
    return sejalan(selang(a.nilai, a.desimal), selang(_hasil(nilai, k), None))


def _terpotong(nilai: Mapping[Petak, Decimal], k: Kendala, a: Angka) -> bool:
    """True for a percentage that was cut off instead of rounded: it says the same, and is left alone."""
    return not _sesuai(nilai, k, a) and pangkas_cocok(_hasil(nilai, k), a.nilai, a.desimal)


def _kumulatif(
    baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal], kolom: Sequence[str]
) -> Iterator[Kendala]:
    """Each figure of the column left of a running sum is what the running sum grew by."""
    for sebelum, n in pairwise(kolom):
        if _KUMULATIF not in n or _KUMULATIF in sebelum:
            continue
        isi = [i for i, b in enumerate(baris) if not b.total and (i, n) in nilai and (i, sebelum) in nilai]
        semua = [
            Kendala(_KUMULATIF, (i, sebelum), ((i, n), (i - 1, n)) if i else ((i, n),))
            for i in isi
            if not i or i - 1 in isi
        ]
        if len(semua) >= _TERSEDIKIT and any(nilai[k.kepala] for k in semua):
            yield from _umum(semua, lambda k: _selisih(nilai, k))
