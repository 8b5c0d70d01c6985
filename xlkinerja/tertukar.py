"""Rows of a budget table in which realisasi and sisa changed places.

pagu - realisasi = sisa holds either way, so only the sums and the percentage show it; taken figure by figure they
would point at two or three cells elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.kendala import Kesalahan, Petak, Tabel


def pisahkan_tertukar(tabel: Tabel) -> tuple[tuple[Kesalahan, ...], Tabel]:
    """The rows found, one fault each on the realisasi, and the table with the figures put in their places."""
    calon = dict.fromkeys(_calon(tabel))
    if not calon:
        return (), tabel
    kerja = tabel.salin()
    hasil = []
    for i in calon:
        tertulis, sisa = tabel.nilai[i, "realisasi"], tabel.nilai[i, "sisa"]
        if _tukar(kerja, i):
            hasil.append(Kesalahan((i, "realisasi"), tertulis, sisa, "rincian", terkait=((i, "sisa"),)))
    return tuple(hasil), kerja


def _calon(tabel: Tabel) -> Iterator[int]:
    """Rows for which a failing sum of realisasi, or a failing percentage, would hold with the sisa in its place."""
    for k in tabel.gagal():
        if k.jenis == "sisa" or k.kepala[1] not in ("realisasi", "persen"):
            continue
        for p in k.petak:
            i = p[0]
            sisa = tabel.nilai.get((i, "sisa"))
            if p[1] != "realisasi" or sisa is None or sisa == tabel.nilai[p]:
                continue
            if k.jenis == "persen" or tabel.seharusnya(k, p) == sisa:
                yield i


def _tukar(kerja: Tabel, i: int) -> bool:
    """Swap the two figures of a row if at least two identities fail, and all of both figures hold then."""
    r, s = (i, "realisasi"), (i, "sisa")
    kendala = dict.fromkeys([*kerja.mengenai(r), *kerja.mengenai(s)])
    if sum(1 for k in kendala if not kerja.terpenuhi(k)) < 2:
        return False
    _pindah(kerja, r, s)
    if all(kerja.terpenuhi(k) for k in kendala):
        return True
    _pindah(kerja, r, s)
    return False


def _pindah(kerja: Tabel, r: Petak, s: Petak) -> None:
    lama = kerja.nilai[r]
    kerja.ubah(r, kerja.nilai[s])
    kerja.ubah(s, lama)
