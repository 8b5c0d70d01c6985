"""Budget codes to a tree: which row is the parent of which.

Codes come in three shapes (DOMAIN.md 3): the full dotted code, the short code under its parent, and code + name in
one cell; planning lists use 1., 1.1., a. and "-" instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlkinerja.kode_anggaran import KodeRusak, kode_rusak
from xlkinerja.tataletak import normal

PROGRAM, KEGIATAN, KRO, RO, KOMPONEN, AKUN, RINCIAN = 1, 2, 3, 4, 5, 7, 9
_PROGRAM_KPU = frozenset({"WA", "CQ"})
_KODE_DI_NAMA = re.compile(
    r"\s*([0-9A-Z]{2,6}(?:\s?\.\s?[0-9A-Z]{2,6})*)\s*(?:[-–.:]\s*)?(?<![A-Za-z0-9])(?=\S)(.+)", re.S
)
_KATA_SUBTOTAL = re.compile(r"(?:sub )?(?:sub)?(?:total|jumlah) (.+)")
_UNSUR = re.compile(r"(?:program|kegiatan|sub bagian|bagian|belanja)\b")
_TIGA = re.compile(r"\d{3}")
_ANGKA_KODE = re.compile(r"\d{3,4}|\d{6}")
_KATA_TOTAL = re.compile(
    r"(?:grand |sub )?(?:total|jumlah)"
    r"(?: (?:anggaran|pagu|belanja|keseluruhan|seluruhnya|total|besar|realisasi))*"
)


@dataclass(frozen=True, slots=True)
class Letak:
    """Where a row stands: its full path of codes and its level (0 for a grand total)."""

    kode: tuple[str, ...]
    tingkat: int
    nama: str


def adalah_total(*teks: str) -> bool:
    """True if one of the texts is the label of a total row ("TOTAL", "Jumlah Anggaran")."""
    return any(map(_label_total, teks))


@lru_cache(maxsize=8192)
def _label_total(teks: str) -> bool:
    return _mungkin_total(teks) and _KATA_TOTAL.fullmatch(normal(teks)) is not None


SUBTOTAL = "SUBTOTAL"
"""First element of the path of a row that sums one block ("Jumlah Program A")."""


def adalah_subtotal(nama: str, sudah: Collection[str]) -> bool:
    """True for "Jumlah Program A" and the like: a total of what is named, or of a row above (`sudah`, normalised)."""
    cocok = _KATA_SUBTOTAL.fullmatch(normal(nama)) if _mungkin_total(nama) else None
    if cocok is None:
        return False
    isi = cocok[1]
    return _UNSUR.match(isi) is not None or any(s.startswith(isi) or isi.startswith(s) for s in sudah if len(s) > 3)


def _mungkin_total(teks: str) -> bool:
    """Cheap test before the words are normalised; letters that only look Latin are left to that."""
    return len(teks) < 80 and (not teks.isascii() or "total" in (kecil := teks.lower()) or "jumlah" in kecil)


def pisah_kode(kode: str, nama: str) -> tuple[tuple[str, ...], str]:
    """Code tokens and the bare name of a row, whether the code has its own cell or leads the name.

    >>> pisah_kode("", "6709.QGE.001 - Perencanaan dan Penganggaran Pemilu")
    (('6709', 'QGE', '001'), 'Perencanaan dan Penganggaran Pemilu')
    """
    rapat = re.sub(r"\s+", "", kode)
    if rapat:
        return tuple(t for t in rapat.split(".") if t), nama.strip()
    cocok = _KODE_DI_NAMA.match(nama)
    if cocok is None:
        return (), nama.strip()
    token = tuple(re.sub(r"\s+", "", cocok[1]).split("."))
    if len(token) == 1 and not (_ANGKA_KODE.fullmatch(token[0]) or token[0] in _PROGRAM_KPU):
        return (), nama.strip()
    sesudah = nama.strip()[len(cocok[1]) :]
    if not sesudah[:1].isspace() and not re.match(r"\s*[-–.:]", sesudah):
        return (), nama.strip()
    return token, cocok[2].strip()


@lru_cache(maxsize=4096)
def _tingkat_token(token: str, sebelum: int) -> int:
    """Level of one token after a token of level `sebelum` (0 if none)."""
    if re.fullmatch(r"\d{4}", token):
        return KEGIATAN
    if re.fullmatch(r"[A-Z]{3}", token):
        return KRO
    if re.fullmatch(r"\d{6}", token):
        return AKUN
    if re.fullmatch(r"\d{3}", token):
        if sebelum >= RO:
            return KOMPONEN
        return RO if sebelum == KRO else KRO
    return PROGRAM


def _tingkat_nomor(token: tuple[str, ...]) -> int | None:
    """Level of list numbering (1., 1.1., a., -), or None if the tokens are budget codes."""
    if token in (("-",), ("–",), ("•",)):
        return RINCIAN
    if all(re.fullmatch(r"\d{1,2}", t) and not t.startswith("0") for t in token):
        return len(token)
    if len(token) == 1 and re.fullmatch(r"[a-z]\)?", token[0]):
        return RINCIAN - 1
    return None


def letakkan(
    baris: Sequence[tuple[str, str, str]], pagu: Sequence[Decimal | None] = ()
) -> tuple[Letak, ...]:
    """Path and level of each row given as (kode, nama, nomor), in order.

    A bare three-digit code under an RO may be its komponen or the next RO; `pagu` (per row) decides, by the reading
    under which most sums close.
    """
    rusak = kode_rusak([(k, n) for k, n, _ in baris])
    if rusak:
        baris = [(_kode_dipakai(rusak[i]), _tanpa(rusak[i], k, n), u) if i in rusak else (k, n, u)
                 for i, (k, n, u) in enumerate(baris)]  # fmt: skip
    return selaraskan(_letakkan_menurut(baris, pagu), pagu)


def _kode_dipakai(rusak: KodeRusak) -> str:
    return rusak.benar or rusak.tertulis


def _tanpa(rusak: KodeRusak, kode: str, nama: str) -> str:
    """The name without a malformed code that leads it."""
    return nama if kode.strip() else nama.strip()[len(rusak.tertulis) :].lstrip(" -–.:")


def _letakkan_menurut(
    baris: Sequence[tuple[str, str, str]], pagu: Sequence[Decimal | None]
) -> tuple[Letak, ...]:
    """The reading of bare three-digit codes under which most sums close."""
    if not pagu or sum(1 for k, _, _ in baris if _TIGA.fullmatch(k.strip())) < 2:
        return _letakkan(baris, "urut")
    terbaik: tuple[Letak, ...] = ()
    terbanyak = -1
    for cara in ("urut", "komponen", "ro"):
        letak = _letakkan(baris, cara)
        tertutup, semua = _tertutup(letak, pagu)
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


def _letakkan(baris: Sequence[tuple[str, str, str]], cara: str) -> tuple[Letak, ...]:
    tumpuk: list[tuple[int, str]] = []
    hasil: list[Letak] = []
    ada_kode = any(pisah_kode(k, n)[0] for k, n, _ in baris)
    sudah: set[str] = set()
    for kode, nama, nomor in baris:
        if adalah_total(kode, nama, nomor):
            hasil.append(Letak((), 0, nama or kode or nomor))
            tumpuk.clear()
            continue
        token, bersih = pisah_kode(kode, nama)
        if not token and adalah_subtotal(bersih, sudah):
            hasil.append(Letak((SUBTOTAL, normal(bersih)), 0, bersih))
            tumpuk.clear()
            continue
        sudah.add(normal(bersih))
        if len(token) == 1 and _TIGA.fullmatch(token[0]) and _ro_baru(token[0], tumpuk, cara):
            while tumpuk[-1][0] >= RO:
                tumpuk.pop()
        tambahan = _uraikan(token, tumpuk) or _tanpa_kode(nomor, bersih, ada_kode)
        while tumpuk and tumpuk[-1][0] >= tambahan[0][0]:
            tumpuk.pop()
        tumpuk.extend(tambahan)
        hasil.append(Letak(tuple(t for _, t in tumpuk), tumpuk[-1][0], bersih))
    return tuple(hasil)


def _ro_baru(kode: str, tumpuk: Sequence[tuple[int, str]], cara: str) -> bool:
    """True if a bare code below an RO is the next RO: read so ("ro"), or it goes on counting where the RO or a
    komponen in between does not ("urut")."""
    ro = next((k for t, k in tumpuk if t == RO), None)
    if ro is None or cara == "komponen" or not any(t == KRO and k.isalpha() for t, k in tumpuk):
        return False
    komponen = next((k for t, k in tumpuk if t == KOMPONEN), None)
    if cara == "ro":
        return True
    return int(kode) == int(ro) + 1 if komponen is None else ro < kode <= komponen


def _uraikan(token: tuple[str, ...], tumpuk: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    if not token:
        return []
    bernomor = _tingkat_nomor(token)
    if bernomor is not None:
        return [(bernomor, ".".join(token))]
    if token[0] == "076" and len(token) > 1:
        token = token[2:] if len(token) > 2 else token[1:]
    elif token[0] == "01" and len(token) > 1:
        token = token[1:]
    sebelum = 0
    if re.fullmatch(r"\d{3}", token[0]) and tumpuk:
        sebelum = _konteks(tumpuk)
    hasil: list[tuple[int, str]] = []
    for t in token:
        tingkat = _tingkat_token(t, sebelum)
        # A token that no level knows stands below the one before it, whatever it looks like.
        sebelum = sebelum + 1 if hasil and tingkat <= sebelum else tingkat
        hasil.append((sebelum, t))
    return hasil


def _konteks(tumpuk: Sequence[tuple[int, str]]) -> int:
    """Level that a bare three-digit code hangs under: the innermost code that is not of its own kind."""
    tingkat = [t for t, kode in tumpuk]
    if RO in tingkat:
        return RO
    if any(t == KRO and kode.isalpha() for t, kode in tumpuk):
        return KRO
    return KEGIATAN


def _tanpa_kode(nomor: str, nama: str, ada_kode: bool) -> list[tuple[int, str]]:
    if ada_kode:
        return [(RINCIAN, normal(nama)[:60])]
    urut = nomor.strip()
    if not urut:
        return [(KEGIATAN, normal(nama)[:60])]
    return [(_tingkat_nomor(tuple(t for t in urut.rstrip(".)").split(".") if t)) or PROGRAM, urut)]


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
    puncak = min(le.tingkat for le in letak if le.tingkat)
    for i, asli in enumerate(letak):
        le = asli
        if le.tingkat == 0:
            jalur.clear()
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
        if le.tingkat == 0:
            jalur.clear()
            continue
        while jalur and letak[jalur[-1]].tingkat >= le.tingkat:
            jalur.pop()
        if jalur and letak[jalur[-1]].kode != le.kode[: len(letak[jalur[-1]].kode)]:
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
    if n == len(letak) or letak[n].tingkat == 0:
        return False
    return _sama_awal(letak[n].kode, induk) > _sama_awal(kode, induk)


def _sama_awal(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens two paths begin with in common."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@dataclass(frozen=True, slots=True)
class Simpul:
    """A row of the tree: its index and the indexes of its direct children (rows without figures are seen through)."""

    indeks: int
    anak: tuple[int, ...]


def induk_simpul(simpul: Sequence[Simpul]) -> dict[int, int]:
    """Row -> its parent row, for rows that have one."""
    return {a: s.indeks for s in simpul for a in s.anak}


def susun(tingkat: Sequence[int], berangka: Sequence[bool]) -> tuple[Simpul, ...]:
    """Parents with their children from levels in row order; `berangka`: the row has figures of its own.

    A total row (level 0) sums the topmost rows of the whole table; of several totals each sums its own block.
    Many rules ask for the tree of one table.
    """
    return _susun(tuple(tingkat), tuple(berangka))


@lru_cache(maxsize=256)
def _susun(tingkat: tuple[int, ...], berangka: tuple[bool, ...]) -> tuple[Simpul, ...]:
    anak: dict[int, list[int]] = {}
    jalur: list[int] = []
    blok: list[int] = []
    total: list[tuple[int, list[int]]] = []
    terhitung: set[int] = set()
    for i, t in enumerate(tingkat):
        if t == 0:
            # A total without rows of its own sums the totals of the blocks before it.
            total.append((i, blok or [j for j, b in total if b and j not in terhitung]))
            terhitung.update(() if blok else total[-1][1])
            blok, jalur = [], []
            continue
        if not berangka[i]:
            continue
        while jalur and tingkat[jalur[-1]] >= t:
            jalur.pop()
        if jalur:
            anak.setdefault(jalur[-1], []).append(i)
        else:
            blok.append(i)
        jalur.append(i)
    if len(total) == 1 and blok:
        total = [(total[0][0], sorted([*total[0][1], *blok]))]
    semua = [*anak.items(), *((i, b) for i, b in total if b)]
    return tuple(Simpul(i, tuple(a)) for i, a in sorted(semua))
