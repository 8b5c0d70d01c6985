"""A wrong figure that the sums above it carry on, beside a sisa or percentage that does not.

Taken cell by cell no correction helps: it breaks the sum above, which adds the wrong figure up correctly. So the
figure and the sums above it are corrected together, and that is one fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.kendala import Kendala, Kesalahan, Petak, Tabel
from xlkinerja.lokalisasi import kesalahan_dari

_TANDA = {"sisa": -1, "pagu": 1, "realisasi": -1}
"""Which way a column must move so that the sisa agrees, by columns in the order in which they are suspected."""


@beku(frozen=True, slots=True)
class _Rantai:
    """Rows whose sisa fail and add up: `beda` per row (sisa as written less pagu - realisasi), `induk` the row that
    carries it on, `asal` the rows where it begins."""

    beda: Mapping[int, Decimal]
    induk: Mapping[int, int]
    asal: tuple[int, ...]


@beku(frozen=True, slots=True)
class _Dugaan:
    """That one column of these rows is wrong: the figures that would be right, and the identities that hold then."""

    bidang: str
    benar: Mapping[Petak, Decimal]
    terurai: tuple[Kendala, ...]


def pisahkan_terbawa(
    tabel: Tabel, dikenal: Callable[[], Container[Decimal]] = frozenset
) -> tuple[tuple[Kesalahan, ...], Tabel]:
    """The figures found, one fault each with the sums that carry it on, and the table with all of them corrected.

    `dikenal` gives the amounts that stand in the workbook's tables; of several columns that may be wrong the one is
    taken whose corrections are among them.
    """
    kerja: Tabel | None = None
    hasil: list[Kesalahan] = []
    for rantai in _rantai(tabel):
        kerja = kerja or tabel.salin()
        semua = [d for bidang in _TANDA if (d := _duga(kerja, rantai, bidang)) is not None]
        if not semua:
            continue
        ada = dikenal()
        pilih = max(semua, key=lambda d: _mutu(tabel, rantai, d, ada))
        for p, nilai in pilih.benar.items():
            kerja.ubah(p, nilai)
        hasil += [_kesalahan(tabel, rantai, pilih, i) for i in rantai.asal]
    return tuple(hasil), kerja or tabel


def _rantai(tabel: Tabel) -> Iterator[_Rantai]:
    """The groups of at least two rows, each with those above it that fail by the sum of what fails below them."""
    beda = {k.kepala[0]: _beda(tabel, k) for k in tabel.gagal() if k.jenis == "sisa"}
    if len(beda) < 2:
        return
    induk: dict[int, int] = {}
    for atas, selisih in beda.items():
        k = tabel.jumlah((atas, "sisa"))
        bawah = [i for i, _ in k.lain if i in beda] if k is not None else []
        if bawah and sum(beda[i] for i in bawah) == selisih:
            induk.update(dict.fromkeys(bawah, atas))
    pembawa = set(induk.values())
    kelompok: dict[int, list[int]] = defaultdict(list)
    for i in beda:
        if i not in pembawa and i in induk:
            kelompok[_jalur(induk, i)[-1]].append(i)
    for asal in kelompok.values():
        yield _Rantai(beda, induk, tuple(asal))


def _beda(tabel: Tabel, k: Kendala) -> Decimal:
    seharusnya = tabel.seharusnya(k, k.kepala)
    assert seharusnya is not None
    return tabel.nilai[k.kepala] - seharusnya


def _jalur(induk: Mapping[int, int], i: int) -> list[int]:
    """The rows that carry on what begins in a row, from below."""
    jalur = []
    while i in induk:
        i = induk[i]
        jalur.append(i)
    return jalur


def _duga(kerja: Tabel, rantai: _Rantai, bidang: str) -> _Dugaan | None:
    """What follows if that column is wrong in these rows; None if an identity that holds would then fail."""
    baris = dict.fromkeys(j for i in rantai.asal for j in (i, *_jalur(rantai.induk, i)))
    benar = {(i, bidang): kerja.nilai[i, bidang] + _TANDA[bidang] * rantai.beda[i] for i in baris}
    lama = {p: kerja.nilai[p] for p in benar}
    kendala = dict.fromkeys(k for p in benar for k in kerja.mengenai(p))
    gagal = [k for k in kendala if not kerja.terpenuhi(k)]
    for p, nilai in benar.items():
        kerja.ubah(p, nilai)
    pecah = any(not kerja.terpenuhi(k) for k in kendala if k not in gagal)
    terurai = tuple(k for k in gagal if kerja.terpenuhi(k))
    for p, nilai in lama.items():
        kerja.ubah(p, nilai)
    return None if pecah else _Dugaan(bidang, benar, terurai)


def _mutu(tabel: Tabel, rantai: _Rantai, d: _Dugaan, dikenal: Container[Decimal]) -> tuple[int, int, int]:
    """How much speaks for a guess: identities that hold then, amounts that another table has, slips of the keys."""
    tahu = sum(1 for n in d.benar.values() if n and n in dikenal)
    asal = [(i, d.bidang) for i in rantai.asal]
    return len(d.terurai), tahu, sum(1 for p in asal if sebab_salin(tabel.nilai[p], d.benar[p]))


def _kesalahan(tabel: Tabel, rantai: _Rantai, d: _Dugaan, i: int) -> Kesalahan:
    p = (i, d.bidang)
    milik = [k for k in d.terurai if p in k.petak]
    ikut = tuple(((j, d.bidang), d.benar[j, d.bidang]) for j in _jalur(rantai.induk, i))
    return kesalahan_dari(tabel, p, d.benar[p], milik, ikut)
