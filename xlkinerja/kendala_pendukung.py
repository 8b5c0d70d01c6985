"""The identities of a supporting table: totals of its columns, and "Jumlah" against what breaks it down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.kendala import Kendala, Petak, Tabel
from xlkinerja.model import BarisPendukung, Dokumen


def tabel_pendukung(dokumen: Dokumen) -> Tabel:
    """A supporting table: totals of its columns, and "Jumlah" against the columns that break it down."""
    baris = [b for b in dokumen.baris if isinstance(b, BarisPendukung)]
    nilai = {
        (i, k): n
        for i, b in enumerate(baris)
        for k, n in b.nilai.items()
        if n is not None and b.asal[k].tampil.strip() and b.asal[k].baris == _baris_sendiri(b)
    }
    kendala = [*_total_kolom(baris, nilai), *_jumlah_baris(dokumen, baris, nilai)]
    return Tabel(nilai, kendala, tingkat=[0 if b.total else 1 for b in baris])


def _baris_sendiri(b: BarisPendukung) -> int:
    return max(s.baris for s in b.asal.values())


def _total_kolom(baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal]) -> Iterator[Kendala]:
    mulai = 0
    for i, b in enumerate(baris):
        if not b.total:
            continue
        bagian = [j for j in range(mulai, i) if not baris[j].total]
        if bagian:
            for k in b.nilai:
                # A cell with something in it that is no figure leaves the total without a judgement.
                if all((j, k) in nilai or not baris[j].asal[k].tampil.strip() for j in bagian):
                    yield Kendala("jumlah", (i, k), tuple((j, k) for j in bagian if (j, k) in nilai))
            mulai = i + 1
        elif i:
            yield from _total_dari_total(baris, nilai, i)


def _total_dari_total(
    baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal], i: int
) -> Iterator[Kendala]:
    """A single figure under a total row is the sum of that row (seed 001 l.814-815: 59)."""
    ada = [(i, k) for k in baris[i].nilai if (i, k) in nilai]
    if len(ada) == 1:
        yield Kendala("jumlah", ada[0], tuple((i - 1, k) for k in baris[i - 1].nilai if (i - 1, k) in nilai))


def _jumlah_baris(
    d: Dokumen, baris: Sequence[BarisPendukung], nilai: Mapping[Petak, Decimal]
) -> Iterator[Kendala]:
    rincian = kolom_rincian(d, baris)
    for i, b in enumerate(baris):
        if rincian and all((i, k) in nilai or not b.asal[k].tampil.strip() for k in rincian):
            yield Kendala("jumlah", (i, "jumlah"), tuple((i, k) for k in rincian if (i, k) in nilai))


def kolom_rincian(d: Dokumen, baris: Sequence[BarisPendukung]) -> list[str]:
    """Columns that break "Jumlah" down: all figure columns under the one heading next to it."""
    angka = {k for b in baris for k in b.nilai}
    anak = [k for k in angka if d.induk.get(k)]
    if "jumlah" not in angka or len(anak) < 2 or len({d.induk[k] for k in anak}) != 1:
        return []
    return sorted(anak, key=lambda k: d.kepala[k].kolom)
