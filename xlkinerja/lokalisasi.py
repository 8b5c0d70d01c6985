"""Which single cell explains the identities of a table (kendala.py) that fail.

A cell whose correction makes all of its failing identities hold and breaks none is the one at fault; among several
the computed one, then the sum. So one cause gives one fault, on the exact cell (KONTRAK.md, "One cause, one finding").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from xlkinerja.anggaran_baris import BULAN
from xlkinerja.kendala import KOLOM_UANG, Kendala, Kesalahan, Petak, Tabel


def lokalisasi(tabel: Tabel) -> tuple[Kesalahan, ...]:
    """The cells at fault, in row order. Work grows with the number of failing identities and their cells."""
    hasil = _Pencari(tabel).cari() if tabel.gagal() else []
    return tuple(sorted(_lipat_leluhur(tabel, hasil), key=lambda k: k.petak[0]))


class _Pencari:
    """Finds the corrections one after the other, best first, and applies each before it looks for the next.

    `antre` holds candidate corrections by quality: failing identities explained, computed cell before sum before
    part, upper row first. A candidate is judged again when its turn comes.
    """

    def __init__(self, tabel: Tabel) -> None:
        self.asal, self.kerja = tabel, tabel.salin()
        self.gagal = dict.fromkeys(tabel.gagal())
        self.selesai: set[Petak] = set()
        self.antre: list[tuple[tuple[int, int, int], int, Petak, Kendala]] = []
        self._nomor = count()
        sering = Counter(p for k in self.gagal for p in k.petak)
        for k in self.gagal:
            for p in k.petak:
                if p == k.kepala or sering[p] > 1:
                    self._antrekan(k, p)

    def cari(self) -> list[Kesalahan]:
        hasil: list[Kesalahan] = []
        while self.gagal:
            petak, nilai, terurai = self._berikut() or self._paksa()
            if petak not in self.selesai:
                hasil.append(kesalahan_dari(self.asal, petak, nilai, terurai))
            self.selesai.add(petak)
            for k in terurai:
                self.gagal.pop(k, None)
            for k in self.kerja.mengenai(petak):
                if k in self.gagal and self.kerja.terpenuhi(k):
                    del self.gagal[k]
        return hasil

    def _berikut(self) -> tuple[Petak, Decimal, list[Kendala]] | None:
        """The best correction that breaks nothing, applied; None if there is none."""
        while self.antre:
            mutu, _, p, k = heappop(self.antre)
            if k not in self.gagal or p in self.selesai:
                continue
            nilai, terurai = self._coba(k, p)
            if not terurai or nilai is None:
                continue
            if _mutu(terurai, p, k) > mutu:
                self._antrekan(k, p)
                continue
            if len(terurai) > 1 or p != k.kepala:
                # Not a sum that only its own parts contradict: there the parts may be wrong as well.
                self.kerja.ubah(p, nilai)
            return p, nilai, terurai
        return None

    def _paksa(self) -> tuple[Petak, Decimal, list[Kendala]]:
        """No single cell explains it: the head of the first failing identity is named, with its kin."""
        k = next(iter(self.gagal))
        nilai = self.kerja.seharusnya(k, k.kepala)
        assert nilai is not None
        return k.kepala, nilai, [k, *self._seakar(k)]

    def _antrekan(self, k: Kendala, p: Petak) -> None:
        _, terurai = self._coba(k, p)
        if terurai:
            heappush(self.antre, (_mutu(terurai, p, k), next(self._nomor), p, k))

    def _coba(self, k: Kendala, p: Petak) -> tuple[Decimal | None, list[Kendala]]:
        """The value that makes `k` hold, and which failing identities hold with it; none if it breaks one."""
        nilai = self.kerja.seharusnya(k, p)
        if nilai is None:
            return None, []
        terurai = []
        for lain in self.kerja.mengenai(p):
            if self.kerja.terpenuhi(lain, (p, nilai)):
                if lain in self.gagal:
                    terurai.append(lain)
            elif lain not in self.gagal:
                return nilai, []
        return nilai, terurai

    def _seakar(self, k: Kendala) -> list[Kendala]:
        """Other columns of the same sum that fail by the same amount: one cause (sisa moves against realisasi)."""
        if k.jenis != "jumlah":
            return []
        baris = [(k.kepala[0], b) for b in (*KOLOM_UANG, *BULAN) if (k.kepala[0], b) != k.kepala]
        lain = [g for p in baris for g in self.kerja.mengenai(p) if g.menjumlah and g.kepala == p]
        return [g for g in lain if g in self.gagal and abs(self._selisih(g)) == abs(self._selisih(k))]

    def _selisih(self, k: Kendala) -> Decimal:
        seharusnya = self.kerja.seharusnya(k, k.kepala)
        assert seharusnya is not None
        return self.kerja.nilai[k.kepala] - seharusnya


def _mutu(terurai: Sequence[Kendala], p: Petak, k: Kendala) -> tuple[int, int, int]:
    """Order of a correction in the queue, the smallest first: most identities explained; a computed cell before a
    sum before a part; the upper row."""
    utama = 2 if _dihitung(p, k) else int(p == k.kepala)
    return -len(terurai), -utama, p[0]


def _dihitung(p: Petak, k: Kendala) -> bool:
    """True for the sisa, percentage or other figure that a row computes from its others."""
    return p[1] in ("sisa", "persen") or (p == k.kepala and not k.menjumlah)


def kesalahan_dari(
    tabel: Tabel,
    p: Petak,
    nilai: Decimal,
    terurai: Sequence[Kendala],
    ikut: tuple[tuple[Petak, Decimal], ...] = (),
) -> Kesalahan:
    """The fault of a cell from the identities that hold once `nilai` stands there (and in the cells of `ikut`)."""
    induk = next((k for k in terurai if k.jenis == "jumlah" and k.kepala == p), None)
    hitung = next((k for k in terurai if k.kepala == p and not k.menjumlah), None)
    if induk is None and (p[1] in ("sisa", "persen") or hitung is not None):
        dasar = hitung.jenis if hitung is not None else p[1]
    elif induk is not None:
        dasar = "total" if tabel.tingkat[p[0]] == 0 else "jumlah"
    elif any(k.jenis == "setahun" and k.kepala == p for k in terurai):
        dasar = "setahun"
    else:
        dasar = "rincian"
    anak = tuple(x[0] for x in induk.lain) if induk else ()
    terkait = tuple(dict.fromkeys(k.kepala for k in terurai if k.kepala != p))
    if dasar in ("sisa", "persen", "kumulatif"):
        terkait = (*terkait, *(x for k in terurai if k.kepala == p for x in k.lain))
    return Kesalahan(p, tabel.nilai[p], nilai, dasar, anak, terkait, ikut=ikut)


def _lipat_leluhur(tabel: Tabel, hasil: Sequence[Kesalahan]) -> list[Kesalahan]:
    """Drop a sum's fault if correcting faults below it removes nearly all of its difference; keep it as ancestor.

    The corrections tried are the parts' own sums and, where a part of a thousandth of its size is at work
    (`skala_ribuan`), that too.
    """
    tersisa: dict[Petak, Kesalahan] = {}
    leluhur: dict[Petak, list[Petak]] = defaultdict(list)
    hasil = _lipat_setahun(tabel, hasil, leluhur)
    for k in sorted(hasil, key=lambda k: tabel.tingkat[k.petak[0]] or -1, reverse=True):
        bawah = [tersisa[a, k.petak[1]] for a in k.anak if (a, k.petak[1]) in tersisa]
        if k.dasar in ("jumlah", "total") and bawah and _terjelaskan(tabel, k, bawah):
            for h in bawah:
                leluhur[h.petak].append(k.petak)
        else:
            tersisa[k.petak] = k
    return [replace(k, leluhur=tuple(leluhur[k.petak])) for k in tersisa.values()]


def _lipat_setahun(
    tabel: Tabel, hasil: Sequence[Kesalahan], leluhur: Mapping[Petak, list[Petak]]
) -> list[Kesalahan]:
    """Without the rows whose realisasi differs from its months by just what the rows below do: there the sums of the
    months and of the year carry on what is wrong below. They become ancestors of the lowest rows."""
    beda = {k.petak[0]: k.tertulis - k.seharusnya for k in hasil if k.dasar == "setahun"}
    if len(beda) < 2:
        return list(hasil)
    jumlah = [k for i in sorted(beda) if (k := tabel.jumlah((i, "realisasi"))) is not None]
    anak = {k.kepala[0]: [i for i, _ in k.lain if i in beda] for k in jumlah}
    dilipat = {i: bawah for i, bawah in anak.items() if bawah and sum(beda[a] for a in bawah) == beda[i]}
    for i in dilipat:
        tumpuk = [i]
        while tumpuk:
            for a in dilipat[tumpuk.pop()]:
                if a in dilipat:
                    tumpuk.append(a)
                else:
                    leluhur[a, "realisasi"].append((i, "realisasi"))
    return [k for k in hasil if k.dasar != "setahun" or k.petak[0] not in dilipat]


def _terjelaskan(tabel: Tabel, k: Kesalahan, bawah: Sequence[Kesalahan]) -> bool:
    """True if correcting the faults below removes at least 95 of 100 of a sum's difference as written."""
    tertulis = sum((tabel.nilai[a, k.petak[1]] for a in k.anak), Decimal(0))
    sisa = k.tertulis - tertulis - sum((koreksi(tabel, h, k) - h.tertulis for h in bawah), Decimal(0))
    return abs(sisa) * 20 <= abs(k.tertulis - tertulis)


def koreksi(tabel: Tabel, bawah: Kesalahan, atas: Kesalahan) -> Decimal:
    """What a faulty sum should be, seen from the sum above it: its parts' sum, with a thousandth repaired if that
    brings the sum above near."""
    ribuan = skala_ribuan(tabel, bawah, atas.tertulis - atas.seharusnya)
    return bawah.seharusnya + sum((tabel.nilai[a, bawah.petak[1]] * 999 for a in ribuan), Decimal(0))


def skala_ribuan(tabel: Tabel, k: Kesalahan, kurang: Decimal) -> tuple[int, ...]:
    """Parts of a sum that look written in thousands: no round thousands although nearly all others are, and a
    thousand times as much fills nearly all that the sum above lacks (`kurang`)."""
    if k.petak[1] != "pagu" or kurang <= 0:
        return ()
    calon = [a for a in k.anak if tabel.nilai[a, "pagu"] % 1000]
    if not calon or len(calon) * 3 > len(tabel.tingkat):
        return ()
    tambah = sum((tabel.nilai[a, "pagu"] * 999 for a in calon), Decimal(0))
    return tuple(calon) if abs(kurang - tambah) * 20 <= kurang else ()
