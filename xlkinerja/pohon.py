"""Budget codes to a tree: which row is the parent of which.

Codes come in three shapes (DOMAIN.md 3): the full dotted code, the short code under its parent, and code + name in
one cell; planning lists are numbered 1., 1.1., A., a., I and so on instead (penomoran.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from xlkinerja.kode_anggaran import KodeRusak, kode_rusak
from xlkinerja.penomoran import Bentuk, bentuk_nomor, penanda, penanda_nama, tingkat_nomor
from xlkinerja.tataletak import normal

PROGRAM, KEGIATAN, KRO, RO, KOMPONEN, SUB_KOMPONEN, AKUN, RINCIAN = 1, 2, 3, 4, 5, 6, 7, 9
_PROGRAM_KPU = frozenset({"WA", "CQ"})
_KODE_DI_NAMA = re.compile(
    r"\s*([0-9A-Z]{2,6}(?:\s?\.\s?[0-9A-Z]{2,6})*)\s*(?:[-–.:]\s*)?(?<![A-Za-z0-9])(?=\S)(.+)", re.S
)
_KATA_SUBTOTAL = re.compile(r"(?:sub )?(?:sub)?(?:total|jumlah) (.+)")
_UNSUR = re.compile(r"(?:program|kegiatan|sub bagian|bagian|belanja)\b")
_JENJANG = re.compile(r"(?:program|kegiatan|kro|ro|output|sub komponen|komponen|sub bagian|bagian|belanja|akun)\s+")
_TIGA = re.compile(r"\d{3}")
_ANGKA_KODE = re.compile(r"\d{3,4}|\d{6}")
_KATA_TOTAL = re.compile(
    r"(?:grand |sub )?(?:total|jumlah)"
    r"(?: (?:anggaran|pagu|belanja|keseluruhan|seluruhnya|total|besar|realisasi"
    r"|(?:seluruh|semua)(?: (?:program|kegiatan))?))*"
)
_JUMLAH_BAGIAN = re.compile(
    r"\s*(?:grand\s+)?(?:total|jumlah)\s*:?\s*\(?\s*[A-Z0-9]{1,5}(?:\s*(?:\+|&|,|dan)\s*[A-Z0-9]{1,5})+\s*\)?\s*",
    re.I,
)
_PINDAHAN = re.compile(
    r"(?:sub )?(?:jumlah |total )?(?:yang )?(?:di)?pindah(?:an|kan)(?: (?:dari|ke) (?:halaman|hal|lembar)\b.*)?"
)


@dataclass(frozen=True, slots=True)
class Letak:
    """Where a row stands: its full path of codes and its level (0 for a grand total, -n for a row that repeats the
    sum of the open row of level n)."""

    kode: tuple[str, ...]
    tingkat: int
    nama: str


def adalah_total(*teks: str) -> bool:
    """True if one of the texts is the label of a total row ("TOTAL", "Jumlah Anggaran")."""
    return any(map(_label_total, teks))


@lru_cache(maxsize=8192)
def _label_total(teks: str) -> bool:
    if not _mungkin_total(teks):
        return False
    return _KATA_TOTAL.fullmatch(normal(teks)) is not None or _JUMLAH_BAGIAN.fullmatch(teks) is not None


def adalah_pindahan(teks: str) -> bool:
    """True for what carries a running sum over a page break ("Jumlah dipindahkan", "Pindahan"): no row of its own."""
    return len(teks) < 80 and "pindah" in teks.lower() and _PINDAHAN.fullmatch(normal(teks)) is not None


SUBTOTAL = "SUBTOTAL"
"""First element of the path of a row that sums one block ("Jumlah Program A")."""


def adalah_subtotal(nama: str, sudah: Collection[str], kode: Collection[str] = ()) -> bool:
    """True for "Jumlah Program A" and the like: a total of what is named, or of a row above (`sudah` its name, `kode`
    its code or number, normalised)."""
    isi = isi_subtotal(nama)
    if not isi:
        return False
    if _UNSUR.match(isi) is not None or isi in kode or _JENJANG.sub("", isi, count=1) in kode:
        return True
    return any(s.startswith(isi) or isi.startswith(s) for s in sudah if len(s) > 3)


def isi_subtotal(nama: str) -> str:
    """What a row sums by its name, normalised; "" if it does not say "Jumlah ..."."""
    cocok = _KATA_SUBTOTAL.fullmatch(normal(nama)) if _mungkin_total(nama) else None
    return cocok[1] if cocok is not None else ""


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
    for uraikan in _bacaan(baris, lekuk):
        letak = _letakkan(baris, uraikan, pagu)
        tertutup, semua = _tertutup(letak, pagu) if pagu else (0, 0)
        if tertutup > terbanyak:
            terbaik, terbanyak = letak, tertutup
        if tertutup == semua:
            break
    return terbaik


def _bacaan(baris: Sequence[tuple[str, str, str]], lekuk: Sequence[int]) -> Iterator[Uraian]:
    """The ways to read a table, the likeliest first."""
    if all(penanda(k) for k, n, u in baris if pisah_kode(k, n)[0] and not adalah_total(k, n, u)):
        yield from _bacaan_daftar(baris, lekuk)
    else:
        banyak = sum(1 for k, _, _ in baris if _TIGA.fullmatch(k.strip()))
        yield from (_Kode(baris, cara) for cara in (("urut", "komponen", "ro") if banyak > 1 else ("urut",)))
        if any(penanda(k) for k, _, _ in baris):
            yield _Kode(baris, "urut", di_bawah=True)


def _bacaan_daftar(baris: Sequence[tuple[str, str, str]], lekuk: Sequence[int]) -> Iterator[Uraian]:
    """The readings of a table without codes: by the numbers in their own column, or those that lead the names, or
    the blanks before these; a row without a number may be a part of the topmost row or of the row above it."""
    kolom = [penanda(k) or penanda(u) for k, _, u in baris]
    di_nama = [penanda_nama(n) for _, n, _ in baris]
    sendiri = [n or d for n, d in zip(kolom, di_nama, strict=True)]
    bentuk = [b for b in bentuk_nomor(kolom) if b is not None and b[0] != "butir"]
    biasa = sendiri == kolom and _biasa(bentuk)
    if biasa:
        yield _Kode(baris, "urut")
    for nomor in (sendiri, di_nama):
        tingkat = tingkat_nomor(bentuk_nomor(nomor))
        if (nomor is di_nama and di_nama == sendiri) or not any(nomor):
            continue
        yield _Daftar(baris, nomor, tingkat, KEGIATAN)
        if None in tingkat:
            yield _Daftar(baris, nomor, tingkat, RINCIAN - 1)
    if not biasa:
        yield _Kode(baris, "urut")
    if len(set(lekuk)) > 1 and not any(sendiri):
        urutan = sorted(set(lekuk))
        yield _Daftar(baris, sendiri, [urutan.index(n) + 1 for n in lekuk], KEGIATAN)


def _biasa(bentuk: Sequence[Bentuk]) -> bool:
    """True for the numbering of the planning forms: 1., 1.1. and a. below them."""
    return all(b[0] in ("angka", "huruf") and not b[2] for b in bentuk) and all(b[0] == "angka" for b in bentuk[:1])


def _tertutup(letak: Sequence[Letak], pagu: Sequence[Decimal | None]) -> tuple[int, int]:
    """How many sums of the tree close, and how many there are."""
    simpul = susun([le.tingkat for le in letak], [p is not None for p in pagu])
    nol = Decimal(0)
    return sum(1 for s in simpul if pagu[s.indeks] == sum((pagu[a] or nol for a in s.anak), nol)), len(simpul)


Tumpuk = list[tuple[int, str]]
"""The open rows' levels and codes, the topmost first."""


class Uraian(Protocol):
    """A reading of a table: the levels and codes that a row opens below `tumpuk`, from which it may take rows off."""

    def __call__(self, i: int, token: tuple[str, ...], nama: str, tumpuk: Tumpuk) -> Tumpuk: ...


class _Daftar:
    """A table without codes: levels by the kinds of its numbers."""

    def __init__(
        self, baris: Sequence[tuple[str, str, str]], nomor: Sequence[str], tingkat: Sequence[int | None], kosong: int
    ) -> None:
        self.baris, self.nomor, self.tingkat, self.kosong = baris, nomor, tingkat, kosong

    def __call__(self, i: int, token: tuple[str, ...], nama: str, tumpuk: Tumpuk) -> Tumpuk:
        tingkat, urut = self.tingkat[i], self.baris[i][2].strip()
        if tingkat is None:
            return [(self.kosong, normal(nama)[:60])]
        return [(tingkat, ".".join(token) or urut or self.nomor[i] or normal(nama)[:60])]


class _Kode:
    """A table with codes, or one read by the first number of each row. `cara`: what a bare three-digit code is;
    `di_bawah`: numbers of a list among the codes stand below these."""

    def __init__(self, baris: Sequence[tuple[str, str, str]], cara: str, *, di_bawah: bool = False) -> None:
        self.baris, self.cara, self.di_bawah = baris, cara, di_bawah
        self.token = [pisah_kode(k, n)[0] for k, n, _ in baris]
        self.berkode = any(self.token)

    def __call__(self, i: int, token: tuple[str, ...], nama: str, tumpuk: Tumpuk) -> Tumpuk:
        if len(token) == 1 and _TIGA.fullmatch(token[0]) and _ro_baru(token[0], tumpuk, self.cara):
            while tumpuk[-1][0] >= RO:
                tumpuk.pop()
        if self._sub_komponen(i, token, tumpuk):
            return [(SUB_KOMPONEN, token[0])]
        if self.di_bawah and tumpuk and token and (nomor := _tingkat_nomor(token)) is not None:
            return [(RINCIAN + nomor, ".".join(token))]
        return _uraikan(token, tumpuk) or self._sub_bernama(nama, tumpuk) or self._tanpa_kode(i, nama)

    def _sub_komponen(self, i: int, token: tuple[str, ...], tumpuk: Tumpuk) -> bool:
        """True for a letter below an RO or a komponen; two letters are a program if a kegiatan follows."""
        if len(token) != 1 or token[0] in _PROGRAM_KPU or not re.fullmatch(r"[A-Z]{1,2}", token[0]):
            return False
        berikut = next((t for t in self.token[i + 1 :] if t), ())
        program = len(token[0]) == 2 and len(berikut) > 0 and re.fullmatch(r"\d{4}", berikut[0]) is not None
        return not program and _di_bawah_tiga(tumpuk)

    def _sub_bernama(self, nama: str, tumpuk: Tumpuk) -> Tumpuk:
        """A sub komponen whose letter leads its name ("A. Tanpa Sub Komponen")."""
        nomor = penanda_nama(nama)
        if not re.fullmatch(r"[A-Z]\.", nomor) or not self.berkode or not _di_bawah_tiga(tumpuk):
            return []
        return [(SUB_KOMPONEN, nomor[0])]

    def _tanpa_kode(self, i: int, nama: str) -> Tumpuk:
        if self.berkode:
            return [(RINCIAN, normal(nama)[:60])]
        urut = self.baris[i][2].strip()
        if not urut:
            return [(KEGIATAN, normal(nama)[:60])]
        return [(_tingkat_nomor(tuple(t for t in urut.rstrip(".)").split(".") if t)) or PROGRAM, urut)]


def _di_bawah_tiga(tumpuk: Tumpuk) -> bool:
    return any(_TIGA.fullmatch(k) for _, k in tumpuk)


def _letakkan(
    baris: Sequence[tuple[str, str, str]], uraikan: Uraian, pagu: Sequence[Decimal | None]
) -> tuple[Letak, ...]:
    tumpuk: Tumpuk = []
    hasil: list[Letak] = []
    terbuka: list[int] = []
    sudah: set[str] = set()
    kode_sudah: set[str] = set()
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
        label = bersih if not token else kode if _mungkin_total(kode) else ""
        if label and adalah_subtotal(label, sudah, kode_sudah):
            di_atas = [(hasil[j], bool(pagu) and pagu[j] is not None) for j in terbuka]
            kepala = _berangka_terbuka(isi_subtotal(label), di_atas)
            hasil.append(Letak((SUBTOTAL, normal(label)), -kepala, label))
            if not kepala:
                tumpuk.clear()
                terbuka.clear()
            continue
        sudah.add(normal(bersih))
        tambahan = uraikan(i, token, bersih, tumpuk)
        while tumpuk and tumpuk[-1][0] >= tambahan[0][0]:
            tumpuk.pop()
        tumpuk.extend(tambahan)
        while terbuka and hasil[terbuka[-1]].tingkat >= tumpuk[-1][0]:
            terbuka.pop()
        terbuka.append(i)
        hasil.append(Letak(tuple(t for _, t in tumpuk), tumpuk[-1][0], bersih))
        kode_sudah.update(map(normal, (tumpuk[-1][1], ".".join(token), nomor)))
    return tuple(hasil)


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
               for x in (isi, _JENJANG.sub("", isi, count=1)))  # fmt: skip


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
    if n == len(letak) or letak[n].tingkat <= 0:
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
    # From below, so that a subtotal that repeats a head's sum does not take its rows.
    return {a: s.indeks for s in reversed(simpul) for a in s.anak}


def susun(tingkat: Sequence[int], berangka: Sequence[bool]) -> tuple[Simpul, ...]:
    """Parents with their children from levels in row order; `berangka`: the row has figures of its own.

    A total row (level 0) sums the topmost rows of the whole table; of several totals each sums its own block. A row
    of level -n repeats the sum of the last row of level n and closes nothing.
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
    ulang: dict[int, list[int]] = {}
    for i, t in enumerate(tingkat):
        if t == 0:
            # A total without rows of its own sums the totals of the blocks before it.
            total.append((i, blok or [j for j, b in total if b and j not in terhitung]))
            terhitung.update(() if blok else total[-1][1])
            blok, jalur = [], []
            continue
        if not berangka[i]:
            continue
        if t < 0:
            kepala = max((j for j in range(i) if tingkat[j] == -t), default=0)
            atas = next((j for j in reversed(jalur) if tingkat[j] < -t), None)
            isi = blok if atas is None else anak.get(atas, [])
            ulang[i] = anak.get(kepala, [kepala]) if berangka[kepala] else [j for j in isi if j > kepala]
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
    semua = [*anak.items(), *((i, b) for i, b in (*total, *ulang.items()) if b)]
    return tuple(Simpul(i, tuple(a)) for i, a in sorted(semua))
