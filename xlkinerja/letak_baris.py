"""Where each row of a budget table stands: its path of codes and its level.

Of the ways to read the codes (bacaan_nomor.py) the one under which most sums close; then rows whose code does not
belong under their heading go up to where it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xlkinerja.bacaan_nomor import Tumpuk, Uraian, bacaan_baris
from xlkinerja.kode_anggaran import KodeRusak, kode_rusak
from xlkinerja.kode_baris import (
    SUBTOTAL,
    Letak,
    adalah_subtotal,
    adalah_total,
    isi_subtotal,
    mungkin_total,
    pisah_kode,
    tanpa_jenjang,
)
from xlkinerja.pohon import susun
from xlkinerja.tataletak import normal


def letakkan(
    baris: Sequence[tuple[str, str, str]], pagu: Sequence[Decimal | None] = (), lekuk: Sequence[int] = ()
) -> tuple[Letak, ...]:
    """Path and level of each row given as (kode, nama, nomor), in order. `lekuk`: blanks before each name.

    A bare three-digit code under an RO may be its komponen or the next RO, and the kinds of numbers in a list may
    stand for other levels than usual; `pagu` (per row) decides, by the reading under which most sums close.
    """
    rusak = kode_rusak([(k, n) for k, n, _ in baris])
    if rusak:
        baris = [(_kode_dipakai(rusak[i]), _tanpa(rusak[i], k, n), u) if i in rusak else (k, n, u)
                 for i, (k, n, u) in enumerate(baris)]  # fmt: skip
    return selaraskan(_letakkan_menurut(baris, pagu, lekuk), pagu)


def _kode_dipakai(rusak: KodeRusak) -> str:
    return rusak.benar or rusak.tertulis


def _tanpa(rusak: KodeRusak, kode: str, nama: str) -> str:
    """The name without a malformed code that leads it."""
    return nama if kode.strip() else nama.strip()[len(rusak.tertulis) :].lstrip(" -–.:")


def _letakkan_menurut(
    baris: Sequence[tuple[str, str, str]], pagu: Sequence[Decimal | None], lekuk: Sequence[int]
) -> tuple[Letak, ...]:
    """The reading under which most sums close, the first of several: of bare three-digit codes, or of list numbers."""
    terbaik: tuple[Letak, ...] = ()
    terbanyak = -1
    for uraikan in bacaan_baris(baris, lekuk):
        letak = _letakkan(baris, uraikan, pagu)
        tertutup, semua = _tertutup(letak, pagu) if pagu else (0, 0)
        if tertutup > terbanyak:
            terbaik, terbanyak = letak, tertutup
        if tertutup == semua:
            break
    return terbaik


def _tertutup(letak: Sequence[Letak], pagu: Sequence[Decimal | None]) -> tuple[int, int]:
    """How many sums of the tree close, and how many there are."""
    simpul = susun([le.tingkat for le in letak], [p is not None for p in pagu])
    nol = Decimal(0)
    return sum(1 for s in simpul if pagu[s.indeks] == sum((pagu[a] or nol for a in s.anak), nol)), len(simpul)


def _letakkan(
    baris: Sequence[tuple[str, str, str]], uraikan: Uraian, pagu: Sequence[Decimal | None]
) -> tuple[Letak, ...]:
    tumpuk: Tumpuk = []
    hasil: list[Letak] = []
    terbuka: list[int] = []
    nama_sudah, kode_sudah = _Sudah(), _Sudah()
    for i, (kode, nama, nomor) in enumerate(baris):
        if adalah_total(kode, nama, nomor):
            if tingkat := _sub_umum(nama or kode or nomor, i, [(hasil[j].tingkat, j) for j in terbuka[:-1]], pagu):
                hasil.append(Letak((SUBTOTAL, normal(nama or kode or nomor)), -tingkat, nama or kode or nomor))
                continue
            hasil.append(Letak((), 0, nama or kode or nomor))
            tumpuk.clear()
            terbuka.clear()
            continue
        token, bersih = pisah_kode(kode, nama)
        label = bersih if not token else kode if mungkin_total(kode) else ""
        if label and isi_subtotal(label) and adalah_subtotal(label, nama_sudah.normal(), kode_sudah.normal()):
            di_atas = [(hasil[j], bool(pagu) and pagu[j] is not None) for j in terbuka]
            kepala = _berangka_terbuka(isi_subtotal(label), di_atas)
            hasil.append(Letak((SUBTOTAL, normal(label)), -kepala, label))
            if not kepala:
                tumpuk.clear()
                terbuka.clear()
            continue
        nama_sudah.baru.append(bersih)
        tambahan = uraikan(i, token, bersih, tumpuk)
        puncak = tambahan[0][0]
        if tumpuk and tumpuk[0][0] >= puncak:
            tumpuk.clear()  # a full code tells of all levels
        while tumpuk and tumpuk[-1][0] >= puncak:
            tumpuk.pop()
        tumpuk.extend(tambahan)
        while terbuka and hasil[terbuka[-1]].tingkat >= tumpuk[-1][0]:
            terbuka.pop()
        terbuka.append(i)
        hasil.append(Letak(tuple([t for _, t in tumpuk]), tumpuk[-1][0], bersih))
        kode_sudah.baru += (tumpuk[-1][1], ".".join(token), nomor)
    return tuple(hasil)


class _Sudah:
    """Texts of the rows so far; normalised only when a subtotal asks for them."""

    def __init__(self) -> None:
        self.baru: list[str] = []
        self._lama: set[str] = set()

    def normal(self) -> set[str]:
        """All of them as they are compared."""
        self._lama.update(map(normal, self.baru))
        self.baru.clear()
        return self._lama


def _sub_umum(label: str, i: int, terbuka: Sequence[tuple[int, int]], pagu: Sequence[Decimal | None]) -> int:
    """Level of the open row (level, index) with figures of its own whose sum a bare "Sub Jumlah" repeats: the one of
    that amount, or the innermost; 0 if there is none."""
    ada = [(t, j) for t, j in terbuka if pagu and pagu[j] is not None]
    if not ada or not normal(label).startswith("sub"):
        return 0
    return next((t for t, j in reversed(ada) if pagu[j] == pagu[i]), ada[-1][0])


def _berangka_terbuka(isi: str, terbuka: Sequence[tuple[Letak, bool]]) -> int:
    """Level of the open row that a subtotal sums, if that row or one above it has a figure of its own (the flag);
    0 if none."""
    for n in range(len(terbuka), 0, -1):
        if any(berangka for _, berangka in terbuka[:n]) and _bernama(isi, terbuka[n - 1][0]):
            return terbuka[n - 1][0].tingkat
    return 0


def _bernama(isi: str, le: Letak) -> bool:
    """True if what a subtotal says it sums is this row: its code, its name, or both."""
    nama, kode = normal(le.nama), {normal(le.kode[-1]), normal(".".join(le.kode))}
    kode |= {f"{k} {nama}" for k in kode}
    return any(x in kode or (len(x) > 3 and (nama.startswith(x) or (len(nama) > 3 and x.startswith(nama))))
               for x in (isi, tanpa_jenjang(isi)))  # fmt: skip


def selaraskan(letak: tuple[Letak, ...], pagu: Sequence[Decimal | None]) -> tuple[Letak, ...]:
    """Levels that respect the codes: a row whose code does not lie below the heading that it would fall under by
    position goes up to where its code lies, unless the sums say that it belongs there and its code is mistyped."""
    asing = _asing(letak)
    if not asing or len(pagu) != len(letak):
        return letak
    naik = _naik(letak, asing, pagu)
    if not naik:
        return letak
    hasil, jalur = list(letak), list[Letak]()
    puncak = min(le.tingkat for le in letak if le.tingkat > 0)
    for i, asli in enumerate(letak):
        le = asli
        if le.tingkat <= 0:
            jalur = [] if le.tingkat == 0 else jalur
            continue
        while jalur and jalur[-1].tingkat >= le.tingkat:
            jalur.pop()
        if i in asing and asing[i][1] in naik:
            while jalur and jalur[-1].kode != le.kode[: len(jalur[-1].kode)]:
                jalur.pop()
            tingkat = jalur[-1].tingkat + 1 if jalur else puncak
            le = hasil[i] = Letak(le.kode, min(tingkat, le.tingkat), le.nama)
        jalur.append(le)
    return tuple(hasil)


def _asing(letak: Sequence[Letak]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Rows whose code does not lie below the heading above them by position: row -> (heading, code of its own)."""
    jalur: list[int] = []
    hasil: dict[int, tuple[int, tuple[str, ...]]] = {}
    for i, le in enumerate(letak):
        if le.tingkat <= 0:
            jalur = [] if le.tingkat == 0 else jalur
            continue
        while jalur and letak[jalur[-1]].tingkat >= le.tingkat:
            jalur.pop()
        if jalur and (atas := letak[jalur[-1]].kode) != le.kode[: len(atas)]:
            hasil[i] = jalur[-1], le.kode[:-1]
        jalur.append(i)
    return hasil


def _naik(
    letak: Sequence[Letak], asing: Mapping[int, tuple[int, tuple[str, ...]]], pagu: Sequence[Decimal | None]
) -> set[tuple[str, ...]]:
    """Of the missing headings' codes those whose rows do not belong where they stand: the heading above them closes
    without them, or nothing tells and they are several."""
    anak = {s.indeks: s.anak for s in susun([le.tingkat for le in letak], [p is not None for p in pagu])}
    kelompok: dict[tuple[str, ...], list[int]] = {}
    for i, (_, induk) in asing.items():
        kelompok.setdefault(induk, []).append(i)
    awalan = Counter(le.kode[:n] for le in letak for n in range(1, len(le.kode)))
    hasil = set()
    for induk, isi in kelompok.items():
        atas = asing[isi[0]][0]
        nilai, semua = pagu[atas], anak.get(atas, ())
        jumlah = sum((pagu[a] or Decimal(0) for a in semua), Decimal(0))
        milik = jumlah - sum((pagu[a] or Decimal(0) for a in semua if a in asing), Decimal(0))
        if nilai != jumlah and (nilai == milik or awalan[induk] > 1) and not _menyela(letak, isi[-1], atas):
            hasil.add(induk)
    return hasil


def _menyela(letak: Sequence[Letak], i: int, atas: int) -> bool:
    """True if the row after this one and what is below it goes on with the codes of the heading that it would leave:
    going up, it would take those rows with it."""
    kode, induk = letak[i].kode, letak[atas].kode
    n = i + 1
    while n < len(letak) and letak[n].kode[: len(kode)] == kode:
        n += 1
    if n == len(letak) or letak[n].tingkat <= 0:
        return False
    return _sama_awal(letak[n].kode, induk) > _sama_awal(kode, induk)


def _sama_awal(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens two paths begin with in common."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
