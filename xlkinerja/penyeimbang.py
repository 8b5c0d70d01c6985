"""Two rows of one sum that are wrong by the same amount, one up and one down, so that the sum still agrees.

Taken figure by figure, correcting either breaks the sum, and the fault would be looked for in the sisa beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.kendala import Kendala, Kesalahan, Petak, Tabel


def pisahkan_penyeimbang(tabel: Tabel) -> tuple[tuple[Kesalahan, ...], Tabel]:
    """The figures found, two faults for each pair, and the table with them corrected."""
    pasangan = list(_pasangan(tabel))
    if not pasangan:
        return (), tabel
    kerja = tabel.salin()
    hasil: list[Kesalahan] = []
    for a, b in pasangan:
        baru = {p: kerja.seharusnya(_sisa(kerja, p), p) for p in (a, b)}
        if any(n in (None, kerja.nilai[p]) or kerja.nilai[p] != tabel.nilai[p] for p, n in baru.items()):
            continue
        for p, n in baru.items():
            assert n is not None
            kerja.ubah(p, n)
        if all(kerja.terpenuhi(k) for p in (a, b) for k in kerja.mengenai(p)):
            dua = ((a, b), (b, a))
            hasil += [Kesalahan(p, tabel.nilai[p], kerja.nilai[p], "rincian", terkait=(q,)) for p, q in dua]
            continue
        for p in (a, b):
            kerja.ubah(p, tabel.nilai[p])
    return tuple(hasil), kerja


def _pasangan(tabel: Tabel) -> Iterator[tuple[Petak, Petak]]:
    """Cells of two rows whose sisa and percentage both fail, the sisa by opposite amounts, in a sum that holds."""
    beda: dict[Decimal, list[int]] = defaultdict(list)
    gagal = set(tabel.gagal())
    for k in tabel.gagal():
        i = k.kepala[0]
        if k.jenis == "sisa" and any(g.jenis == "persen" and g.kepala[0] == i for g in tabel.mengenai(k.lain[0])):
            seharusnya = tabel.seharusnya(k, k.kepala)
            assert seharusnya is not None
            beda[tabel.nilai[k.kepala] - seharusnya].append(i)
    for selisih, baris in beda.items():
        lawan = beda.get(-selisih, ())
        if selisih > 0 and len(baris) == len(lawan) == 1:
            for bidang in ("pagu", "realisasi"):
                a, b = sorted(((baris[0], bidang), (lawan[0], bidang)))
                bersama = [k for k in tabel.mengenai(a) if k.jenis == "jumlah" and a != k.kepala and b in k.lain]
                if bersama and not gagal.intersection(bersama):
                    yield a, b


def _sisa(tabel: Tabel, p: Petak) -> Kendala:
    return next(k for k in tabel.mengenai(p) if k.jenis == "sisa")
