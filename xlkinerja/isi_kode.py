"""Which row of an export is which leaf row of a budget sheet: by the whole path of codes, never by a guess.

Codes match exactly after `sakti_kode.jalur_baku`: from the kegiatan down, the program too where both have one, the sub
komponen where both have one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xlkinerja.beku import beku
from xlkinerja.kode_anggaran import kode_tertulis, sah, teks_kode
from xlkinerja.kode_baris import SUBTOTAL
from xlkinerja.model import BarisAnggaran, Dokumen
from xlkinerja.sakti import Ekspor
from xlkinerja.sakti_kode import TAK_TENTU, Jalur, di_bawah, jalur_baku, tak_pasti


def daun(d: Dokumen) -> Iterator[tuple[Jalur, BarisAnggaran]]:
    """The rows below which no row lies, with their paths; a path holds those of all rows that it stands below.
    One whose path would have to be guessed has `TAK_TENTU`."""
    semua = [(jalur_baku(b.kode), b) for b in d.baris if isinstance(b, BarisAnggaran)]
    induk = {j[:n] for j, _ in semua for n in range(1, len(j))}
    tulis = [(teks_kode(b.asal.get("kode")), b.asal["nama"].tampil if "nama" in b.asal else "") for _, b in semua]
    goyah = di_bawah(tak_pasti(tulis), [b.tingkat for _, b in semua], [kode_baris(b) for _, b in semua])
    for i, (j, b) in enumerate(semua):
        if b.tingkat > 0 and b.kode[:1] != (SUBTOTAL,) and j not in induk and not _kosong(b):
            yield TAK_TENTU if i in goyah else j, b


def _kosong(b: BarisAnggaran) -> bool:
    """True for a line between the rows: no code in it and no figure ("Sisipkan baris baru di atas garis ini.")."""
    angka = (b.pagu_awal, b.pagu, b.blokir, b.realisasi, *b.bulan.values())
    kode = kode_baris(b)
    return not sah(kode) and not any(h.isdigit() for h in kode) and all(n is None for n in angka)


def kode_baris(b: BarisAnggaran) -> str:
    """The code of a row of the sheet as written, in its cell or before the name; "" if it has none."""
    nama = b.asal.get("nama")
    return kode_tertulis(teks_kode(b.asal.get("kode")), nama.tampil if nama is not None else "")


@beku(frozen=True, slots=True)
class Kunci:
    """A path as it is matched: what lies above the kegiatan, from the kegiatan down without the sub komponen, and
    that."""

    program: Jalur
    inti: Jalur
    sub: str

    def cocok(self, lain: Kunci) -> bool:
        """True if both are the same row as far as both say."""
        program = not self.program or not lain.program or self.program == lain.program
        return program and (not self.sub or not lain.sub or self.sub == lain.sub)


def kunci(jalur: Jalur) -> Kunci:
    """The parts of a path; one without a kegiatan is a program, or stands for itself as a whole."""
    i = next((n for n, t in enumerate(jalur) if len(t) == 4 and t.isdigit()), None)
    if i is None:
        return Kunci((), ("", *jalur), "")
    inti = list(jalur[i:])
    sub = next((n for n in range(1, len(inti)) if len(inti[n]) == 1 and inti[n].isalpha()), None)
    huruf = inti.pop(sub) if sub is not None else ""
    # The letter itself is the row: it must be there on the other side too.
    if sub is not None and sub == len(inti):
        return Kunci(jalur[:i], (*inti, huruf), "")
    return Kunci(jalur[:i], tuple(inti), huruf)


class Pasangan:
    """Which row of the export is which row of the sheet."""

    def __init__(self, ekspor: Ekspor, lembar: Sequence[tuple[Jalur, BarisAnggaran]]) -> None:
        self.ekspor: dict[Jalur, list[tuple[Kunci, int]]] = defaultdict(list)
        for i, b in enumerate(ekspor.baris):
            if b.kode and b.jalur != TAK_TENTU:
                k = kunci(b.jalur)
                self.ekspor[k.inti].append((k, i))
        self.dipakai: dict[int, int] = defaultdict(int)
        for j, _ in lembar:
            for i in self.semua(j):
                self.dipakai[i] += 1

    def semua(self, jalur: Jalur) -> list[int]:
        """Rows of the export that a path of the sheet fits."""
        k = kunci(jalur)
        if jalur == TAK_TENTU:
            return []
        return [i for lain, i in self.ekspor.get(k.inti, ()) if k.cocok(lain)]
