"""Rows of a monthly budget table whose realisasi of the year was typed over.

Sisa and % follow it by formula, so that correcting the realisasi alone seems to break them; taken figure by figure the
fault would be looked for in the sums above.
"""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.hitung import serapan
from xlkinerja.kendala import Kendala, Kesalahan, Petak, Tabel


def pisahkan_setahun(tabel: Tabel) -> tuple[tuple[Kesalahan, ...], Tabel]:
    """The rows found, one fault each on the realisasi, and the table with the figures that the months give."""
    calon = [k for k in tabel.gagal() if k.jenis == "setahun" and not _terjelaskan(tabel, k)]
    if not calon:
        return (), tabel
    kerja = tabel.salin()
    hasil = []
    for k in calon:
        tertulis, jumlah = tabel.nilai[k.kepala], tabel.seharusnya(k, k.kepala)
        assert jumlah is not None
        if _ganti(kerja, k.kepala[0], jumlah):
            bulan = tuple(p for p in k.lain if tabel.nilai[p])
            hasil.append(Kesalahan(k.kepala, tertulis, jumlah, "setahun", terkait=bulan))
    return tuple(hasil), kerja


def _terjelaskan(tabel: Tabel, k: Kendala) -> bool:
    """True if another value in one cell makes the identity hold, helps another one, and breaks none: then the general
    search finds it."""
    for p in k.petak:
        nilai = tabel.seharusnya(k, p)
        lain = [x for x in tabel.mengenai(p) if x is not k]
        if nilai is None or not all(tabel.terpenuhi(x, (p, nilai)) for x in lain):
            continue
        if p == k.kepala or any(not tabel.terpenuhi(x) for x in lain):
            return True
    return False


def _ganti(kerja: Tabel, i: int, realisasi: Decimal) -> bool:
    """Put the realisasi in, with the sisa and % that follow from it; False (nothing changed) if an identity that
    held, or that the row's own figures take part in, would then fail."""
    pagu = kerja.nilai.get((i, "pagu"))
    baru: dict[Petak, Decimal] = {(i, "realisasi"): realisasi}
    if pagu is not None:
        baru[i, "sisa"] = pagu - realisasi
        persen = serapan(pagu, realisasi)
        if isinstance(persen, Decimal):
            baru[i, "persen"] = persen
    lama = {p: kerja.nilai[p] for p in baru if p in kerja.nilai}
    kendala = dict.fromkeys(k for p in lama for k in kerja.mengenai(p))
    baik = [k for k in kendala if kerja.terpenuhi(k)]
    for p in lama:
        kerja.ubah(p, baru[p])
    if all(kerja.terpenuhi(k) for k in baik):
        return True
    for p, n in lama.items():
        kerja.ubah(p, n)
    return False
