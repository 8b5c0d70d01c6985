"""Whether computed cells that are filled only complete a budget: then a second look at the workbook finds the same.

What is filled follows from figures that stand there already, so that it agrees with them. It can say something new only
where something else takes it up: a formula, a sum of the column, the way the column is read, or a fault of which the
row's own sisa or percentage would be a witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal

from xlkinerja.anggaran_baris import susunan
from xlkinerja.buku import LEBAR, Buku
from xlkinerja.model import Dokumen, baris_anggaran
from xlkinerja.olah import Hitungan
from xlkinerja.periksa import HasilBerkas
from xlkinerja.pohon import tertutup
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_rambat import perujuk
from xlkinerja.temuan import Tingkat

_PELENGKAP = ("sisa", "persen")


def hanya_melengkapi(buku: Buku, hasil: HasilBerkas, diisi: Sequence[Hitungan]) -> bool:
    """True if filling these empty cells can neither settle nor reveal anything."""
    kolom = {(h.sel.lembar, h.sel.kolom) for h in diisi}
    return (
        all(h.bidang in _PELENGKAP for h in diisi)
        and not any(t.kode.startswith("S1") and (t.lokasi.lembar, t.urut[2]) in kolom for t in hasil.temuan)
        and not _dirujuk(buku, diisi, kolom)
        and (all(t.tingkat is Tingkat.INFO for t in hasil.temuan) or _utuh(hasil, diisi))
    )


def _dirujuk(buku: Buku, diisi: Sequence[Hitungan], kolom: Set[tuple[str, int]]) -> bool:
    """Whether a formula stands in one of these columns, or takes one of these cells up."""
    if not any(x.rumus for x in buku.lembar):
        return False
    if any((x.nama, kunci % LEBAR + 1) in kolom for x in buku.lembar for kunci in x.rumus):
        return True
    return bool(perujuk(PetaRumus(buku), [(h.sel.lembar, h.sel.baris, h.sel.kolom) for h in diisi]))


def _utuh(hasil: HasilBerkas, diisi: Sequence[Hitungan]) -> bool:
    """Where something is wrong: whether the columns were empty throughout, so that no sisa or percentage was typed that
    the filled ones could speak for or against, and the sisa that are filled add up."""
    isian: dict[int, dict[str, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for h in diisi:
        assert isinstance(h.nilai, Decimal)
        isian[id(h.dokumen)][h.bidang][h.baris] = h.nilai
    semua = [d for d in hasil.berkas.dokumen if id(d) in isian]
    return all(_kosong(d) and _tertutup(d, isian[id(d)]["sisa"]) for d in semua)


def _kosong(d: Dokumen) -> bool:
    return not any(n in b.asal and b.asal[n].tampil.strip() for b in baris_anggaran(d) for n in _PELENGKAP)


def _tertutup(d: Dokumen, sisa: Mapping[int, Decimal]) -> bool:
    baris = baris_anggaran(d)
    simpul = susunan(baris)
    return not any(x is False for x in tertutup(simpul, [sisa.get(i) for i in range(len(baris))]))
