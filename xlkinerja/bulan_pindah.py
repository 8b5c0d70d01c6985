"""Rows of a monthly budget table whose months stand in other columns: all of them one to the side, or two swapped.

Month by month such a row is up to twelve faults; and since the year is the same, correcting a single month seems to
break it, so that the fault would be looked for in the sums above. Work grows with the failing sums and their parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN
from xlkinerja.kendala import Kendala, Kesalahan, Petak, Tabel

DASAR = "bulan"
"""The ground of these faults."""


def pisahkan_bulan(tabel: Tabel) -> tuple[tuple[Kesalahan, ...], Tabel]:
    """The rows found, one fault each on the first month at fault (the others in `ikut`), and the table with every
    month in its column."""
    kerja: Tabel | None = None
    hasil: list[Kesalahan] = []
    for gagal in _per_jumlah(tabel).values():
        kerja = kerja or tabel.salin()
        sah = [(terurai, benar) for benar in _calon(kerja, gagal) if (terurai := _tutup(kerja, benar))]
        if not sah:
            continue
        terurai, benar = max(sah, key=lambda x: len(x[0]))
        for p, nilai in benar.items():
            kerja.ubah(p, nilai)
        hasil.append(_kesalahan(tabel, benar, terurai))
    return tuple(hasil), kerja or tabel


def arti(tertulis: Sequence[Decimal], benar: Sequence[Decimal]) -> int | tuple[int, int] | None:
    """How twelve months as written differ from the right ones: +1 all one column to the right, -1 to the left, the
    two months (1 to 12) that changed places; None if otherwise. The month at the end that fell off may be anything."""
    if sum(1 for n in benar if n) > 1:
        if not tertulis[0] and list(tertulis[1:]) == list(benar[:-1]):
            return 1
        if not tertulis[-1] and list(tertulis[:-1]) == list(benar[1:]):
            return -1
    beda = [i for i, (a, b) in enumerate(zip(tertulis, benar, strict=True)) if a != b]
    if len(beda) == 2 and all(tertulis[i] == benar[j] for i, j in (beda, beda[::-1])):
        return beda[0] + 1, beda[1] + 1
    return None


def _per_jumlah(tabel: Tabel) -> dict[int, dict[str, Kendala]]:
    """The rows whose sums fail in at least two months, with those sums by month."""
    hasil: dict[int, dict[str, Kendala]] = defaultdict(dict)
    for k in tabel.gagal():
        if k.jenis == "jumlah" and k.kepala[1] in BULAN:
            hasil[k.kepala[0]][k.kepala[1]] = k
    return {i: gagal for i, gagal in hasil.items() if len(gagal) > 1}


def _calon(tabel: Tabel, gagal: Mapping[str, Kendala]) -> Iterator[dict[Petak, Decimal]]:
    """What each row of these sums would have to hold for them to close, if that is its own months rearranged."""
    satu = next(iter(gagal.values()))
    for i, _ in satu.petak:
        tertulis = {n: tabel.nilai.get((i, n)) for n in BULAN}
        benar = {n: tabel.seharusnya(gagal[n], (i, n)) if n in gagal else v for n, v in tertulis.items()}
        lama, baru = ([v for v in x.values() if v is not None] for x in (tertulis, benar))
        if len(lama) == len(baru) == len(BULAN) and arti(lama, baru) is not None:
            yield {(i, n): v for n, v in benar.items() if v is not None and v != tertulis[n]}


def _tutup(kerja: Tabel, benar: Mapping[Petak, Decimal]) -> list[Kendala]:
    """The failing identities that hold with these figures; none if one of the others would then fail."""
    lama = {p: kerja.nilai[p] for p in benar}
    kendala = dict.fromkeys(k for p in benar for k in kerja.mengenai(p))
    gagal = [k for k in kendala if not kerja.terpenuhi(k)]
    for p, nilai in benar.items():
        kerja.ubah(p, nilai)
    pecah = any(not kerja.terpenuhi(k) for k in kendala)
    for p, nilai in lama.items():
        kerja.ubah(p, nilai)
    return [] if pecah else gagal


def _kesalahan(tabel: Tabel, benar: Mapping[Petak, Decimal], terurai: Sequence[Kendala]) -> Kesalahan:
    (p, nilai), *lain = benar.items()
    kepala = tuple(dict.fromkeys(k.kepala for k in terurai if k.kepala not in benar))
    return Kesalahan(p, tabel.nilai[p], nilai, DASAR, terkait=kepala, ikut=tuple(lain))

