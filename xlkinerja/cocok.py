"""The same indicator or budget line in two tables: codes first, then wording within spelling slips, then order.

Two different indicators are never paired: not two official ones, and none whose wording differs by more than slips
of the pen. What is not certain says so (`Kepastian`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache

from xlkinerja.beku import beku
from xlkinerja.formulir.baku import IndikatorBaku, indikator_baku, jenis_templat
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.formulir.indikator import kunci, resmi, tanpa_kantor
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import jarak_ketik, normal

PANJANG_POTONGAN = 25
"""Characters that a name cut short must keep to be known by its beginning."""
_KATA_SERING = 60
_SALAH_TERBANYAK = 3


def _himpunan(kata: str) -> frozenset[str]:
    return frozenset(kata.split())


_SAMBUNG = _himpunan("dan di yang dalam pada atas untuk dengan serta oleh ke dari nya atau kpu satu tiap setiap")
"""Words that wordings of one indicator put in or leave out."""
_PEMBEDA = _himpunan(
    "perempuan laki wanita pria disabilitas pemula muda tidak belum bukan tanpa non nasional provinsi kabupaten "
    "kota kecamatan ketua sekretaris internal eksternal awal akhir bulanan tahunan triwulanan semesteran pusat "
    "daerah presiden gubernur bupati walikota dpr dprd dpd i ii iii iv v vi"
)
"""Words that make another indicator of the same sentence."""
_TINGKAT = _himpunan("nasional provinsi kabupaten kota pusat daerah")
_UKURAN = _himpunan("persentase jumlah nilai indeks rasio tingkat")
_UMUM = _himpunan(
    "cepat tepat tempat waktu naik turun masuk keluar baik buruk tinggi rendah besar kecil baru lama lain surat "
    "pusat barang orang ruang bulan bulat tahun hari harian mingguan bulanan tahunan dokumen laporan kegiatan "
    "kejadian kendala kendali anggaran anggota pegawai pejabat pelapor pelopor penilaian pemilihan penelitian "
    "pelatihan peraturan perubahan penetapan penempatan pengadaan pengaduan pengajuan pengujian pencatatan "
    "pencalonan"
)
_SINGKATAN = {
    "kab": "kabupaten", "prov": "provinsi", "kec": "kecamatan", "lap": "laporan", "dok": "dokumen", "sdm": "sumber daya"
    " manusia", "lk": "laporan keuangan", "bmn": "barang milik negara", "dpt": "daftar pemilih tetap",
}  # fmt: skip
_PEMILU = regeks(r"\bpemilihan umum\b(?! kabupaten| kota| provinsi)")
_DAN_PEMILIHAN = regeks(r"\bpemilu(?: (?:dan|atau|serta))? pemilihan\b")


class Kepastian(Enum):
    """How sure a pairing is: same code or wording, the same but for slips and cuts, or the only ones left in a
    sasaran."""

    PASTI = "pasti"
    EJAAN = "ejaan"
    URUTAN = "urutan"


@beku(frozen=True, slots=True)
class Butir:
    """An indicator as it stands in a table: its wording and the sasaran (or other group) that it belongs to."""

    teks: str
    kelompok: str = ""


@beku(frozen=True, slots=True)
class Pasangan:
    """Positions of a pair in the two lists, and how sure it is."""

    kiri: int
    kanan: int
    kepastian: Kepastian


def pasangkan(kiri: Sequence[Butir], kanan: Sequence[Butir]) -> tuple[Pasangan, ...]:
    """One-to-one pairs of two tables' indicators, in the order of `kiri`. Work grows with the indicators that no key
    pairs, not with the tables."""
    sama = [kunci(b.teks) for b in kiri]
    if len(set(sama)) == len(sama) and all(sama) and sama == [kunci(b.teks) for b in kanan]:
        return _berjajar(len(sama))
    hasil = [Pasangan(a, b, Kepastian.PASTI) for a, b in _sama_kunci(kiri, kanan)]
    for cara, kepastian in ((_serupa, Kepastian.EJAAN), (_sisa_sasaran, Kepastian.URUTAN)):
        dua = ({p.kiri for p in hasil}, {p.kanan for p in hasil})
        sisa = [i for i in range(len(kiri)) if i not in dua[0]], [i for i in range(len(kanan)) if i not in dua[1]]
        if all(sisa):
            padan = {p.kiri: p.kanan for p in hasil}
            hasil += [Pasangan(a, b, kepastian) for a, b in cara(kiri, kanan, sisa, padan)]
    return tuple(sorted(hasil, key=lambda p: p.kiri))


@lru_cache(maxsize=8)
def _berjajar(banyak: int) -> tuple[Pasangan, ...]:
    """The pairs of two tables that list the same indicators in the same order, as most do."""
    return tuple([Pasangan(i, i, Kepastian.PASTI) for i in range(banyak)])


def serupa(a: str, b: str) -> bool:
    """True if two wordings are one indicator's but for slips of the pen, small words, or a cut."""
    if _beda_dikenal(a, b):
        return False
    return kunci(a) == kunci(b) or _jarak(a, b) is not None or _terpotong(bentuk(a), bentuk(b))


def _jarak(a: str, b: str) -> int | None:
    """Slips between two wordings, without the office's name or, where the slip is in it, with it."""
    semua = [salah_ketik(bentuk(a), bentuk(b)), salah_ketik(bentuk(a, utuh=True), bentuk(b, utuh=True))]
    return min((n for n in semua if n is not None), default=None)


Sisa = tuple[list[int], list[int]]


def _sama_kunci(kiri: Sequence[Butir], kanan: Sequence[Butir]) -> Iterator[tuple[int, int]]:
    """Pairs with one key. Where it stands more than once: same wording and sasaran first, then the same wording, then
    in order if both tables have as many left."""
    dua: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for tabel, daftar in zip(dua, (kiri, kanan), strict=True):
        for i, b in enumerate(daftar):
            tabel[kunci(b.teks)].append(i)
    for k, semua in dua[0].items():
        lain = dua[1].get(k, [])
        if not k or not lain:
            continue
        if len(semua) == len(lain) == 1:
            yield semua[0], lain[0]
            continue
        yield from _rangkap(kiri, kanan, semua, lain)


def _rangkap(
    kiri: Sequence[Butir], kanan: Sequence[Butir], semua: Sequence[int], lain: Sequence[int]
) -> Iterator[tuple[int, int]]:
    a, b = list(semua), list(lain)
    for sama in (_teks_dan_kelompok, _teks_saja):
        ada: dict[object, list[int]] = defaultdict(list)
        for j in b:
            ada[sama(kanan[j])].append(j)
        for i in list(a):
            if ada[sama(kiri[i])]:
                j = ada[sama(kiri[i])].pop(0)
                a.remove(i)
                b.remove(j)
                yield i, j
    if len(a) == len(b):
        yield from zip(a, b, strict=True)


def _teks_dan_kelompok(b: Butir) -> object:
    return bentuk(b.teks), bentuk(b.kelompok)


def _teks_saja(b: Butir) -> object:
    return bentuk(b.teks)


def _serupa(
    kiri: Sequence[Butir], kanan: Sequence[Butir], sisa: Sisa, _padan: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs within slips or cuts that are each other's only best candidate."""
    biaya: dict[tuple[int, int], int] = {}
    for a, b in _calon([bentuk(kiri[i].teks) for i in sisa[0]], [bentuk(kanan[j].teks) for j in sisa[1]]):
        i, j = sisa[0][a], sisa[1][b]
        if _beda_dikenal(kiri[i].teks, kanan[j].teks):
            continue
        n = _jarak(kiri[i].teks, kanan[j].teks)
        if n is None and _terpotong(bentuk(kiri[i].teks), bentuk(kanan[j].teks)):
            n = 1000
        if n is not None:
            biaya[i, j] = n * 2 + (bentuk(kiri[i].kelompok) != bentuk(kanan[j].kelompok))
    per_i, per_j = _terbaik(biaya, 0), _terbaik(biaya, 1)
    yield from ((i, j) for i, j in biaya if per_i[i] == [(i, j)] and per_j[j] == [(i, j)])


def _terbaik(biaya: Mapping[tuple[int, int], int], sisi: int) -> dict[int, list[tuple[int, int]]]:
    """For each position on one side its cheapest pairs; several mean that it cannot be told."""
    hasil: dict[int, list[tuple[int, int]]] = {}
    for p in sorted(biaya, key=lambda p: biaya[p]):
        semua = hasil.setdefault(p[sisi], [])
        if not semua or biaya[semua[0]] == biaya[p]:
            semua.append(p)
    return hasil


def _calon(kiri: Sequence[str], kanan: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: at least half of the words in common, or one the beginning of the other."""
    menurut_kata: dict[str, list[int]] = defaultdict(list)
    for j, teks in enumerate(kanan):
        for kata in dict.fromkeys(teks.split()):
            menurut_kata[kata].append(j)
    urut = sorted((teks, j) for j, teks in enumerate(kanan))
    sudah: set[tuple[int, int]] = set()
    for i, teks in enumerate(kiri):
        jarang = [k for k in dict.fromkeys(teks.split()) if len(menurut_kata.get(k, ())) <= _KATA_SERING]
        bersama = Counter(j for k in jarang for j in menurut_kata.get(k, ()))
        sudah.update((i, j) for j, n in bersama.items() if 2 * n >= len(jarang) - 1)
        sudah.update((i, j) for j in _berawalan(urut, teks))
    balik = sorted((teks, i) for i, teks in enumerate(kiri))
    for j, teks in enumerate(kanan):
        sudah.update((i, j) for i in _berawalan(balik, teks))
    yield from sorted(sudah)


def _berawalan(urut: Sequence[tuple[str, int]], awalan: str) -> Iterator[int]:
    """Positions of up to three texts that begin with this one."""
    awal = bisect_left(urut, (awalan, -1))
    for teks, j in urut[awal : awal + 3]:
        if len(awalan) >= PANJANG_POTONGAN and teks.startswith(awalan):
            yield j


def _sisa_sasaran(
    kiri: Sequence[Butir], kanan: Sequence[Butir], sisa: Sisa, padan: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The single indicator left over in a sasaran of both tables, if its neighbours are paired or its wording is
    near; a sasaran is the same by its wording or by an indicator that is paired."""
    dua = _per_kelompok(kiri, sisa[0]), _per_kelompok(kanan, sisa[1])
    setara = {bentuk(kiri[i].kelompok): bentuk(kanan[j].kelompok) for i, j in padan.items()}
    for k, semua in dua[0].items():
        lain = dua[1].get(k) or dua[1].get(setara.get(k, ""), [])
        if k and len(semua) == len(lain) == 1:
            i, j = semua[0], lain[0]
            a, b = kiri[i].teks, kanan[j].teks
            if not _beda_dikenal(a, b) and _seinti(bentuk(a), bentuk(b)):
                yield i, j


def _per_kelompok(daftar: Sequence[Butir], indeks: Sequence[int]) -> dict[str, list[int]]:
    hasil: dict[str, list[int]] = defaultdict(list)
    for i in indeks:
        hasil[bentuk(daftar[i].kelompok)].append(i)
    return hasil


def _seinti(a: str, b: str) -> bool:
    """True if two wordings share two words of content or more and half of the shorter one's, and differ in no telling
    word; a level may be missing on one side (the national wording for the local one)."""
    satu, dua = (frozenset(t.split()) - _SAMBUNG - _UKURAN for t in (a, b))
    beda, tingkat = (satu ^ dua) - _TINGKAT, (satu & _TINGKAT, dua & _TINGKAT)
    if any(not k.isalpha() or _pembeda(k) for k in beda) or not (tingkat[0] <= tingkat[1] or tingkat[1] <= tingkat[0]):
        return False
    sama = len(satu & dua)
    return sama >= 2 and 2 * sama >= min(len(satu), len(dua))


def _pembeda(kata: str) -> bool:
    """True for a telling word, also a misspelt one."""
    return kata in _PEMBEDA or (len(kata) >= 7 and any(len(p) >= 7 and jarak_ketik(kata, p, 2) <= 2 for p in _PEMBEDA))


@lru_cache(maxsize=65536)
def bentuk(teks: str, *, utuh: bool = False) -> str:
    """A wording as it is compared: normalised, without the names of offices (unless `utuh`), short forms written out,
    "Pemilu dan Pemilihan" as "Pemilu"."""
    kata = normal(teks) if utuh else tanpa_kantor(normal(teks))
    kata = " ".join(_SINGKATAN.get(k, k) for k in kata.split())
    return _DAN_PEMILIHAN.sub("pemilu", _PEMILU.sub("pemilu", kata))


@cache
def _semua_baku() -> tuple[IndikatorBaku, ...]:
    """The standard indicators of both kinds of office."""
    satu = {jenis_templat(s): s for s in daftar_satker()}
    return tuple(b for s in satu.values() for b in indikator_baku(s, 2024))


@cache
def _baku() -> Mapping[str, str]:
    """The words of each standard indicator -> its identity."""
    semua = {_inti(b.indikator): resmi(b.indikator) for b in _semua_baku()}
    return {inti: tahu.kode if tahu else inti for inti, tahu in semua.items()}


def _inti(teks: str) -> str:
    """A wording without the small words."""
    return " ".join(k for k in bentuk(teks).split() if k not in _SAMBUNG)


@cache
def _kosakata() -> frozenset[str]:
    """Words that are right as they stand: of the standard rows, and some that differ by one letter."""
    baku = (t for b in _semua_baku() for t in (b.indikator, b.sasaran, b.definisi))
    return _PEMBEDA | _UMUM | frozenset(k for t in baku for k in normal(t).split())


@lru_cache(maxsize=16384)
def _dikenal(teks: str) -> str | None:
    """The identity of a known indicator: its official code, or its words if it is a standard one."""
    tahu = resmi(teks)
    return tahu.kode if tahu else _baku().get(_inti(teks))


def _beda_dikenal(a: str, b: str) -> bool:
    """True for two known indicators that are not the same one."""
    satu, dua = _dikenal(a), _dikenal(b)
    return satu is not None and dua is not None and satu != dua


def salah_ketik(a: str, b: str) -> int | None:
    """How many slips lie between two wordings (as of `bentuk`); None if they say different things.

    A slip is a letter or two in a word, a word written as two, or a small word put in or left out; at most three.
    """
    if _jauh(_isi(a), _isi(b)):
        return None
    from difflib import SequenceMatcher  # noqa: PLC0415 - only wordings that differ need it

    satu, dua = a.split(), b.split()
    jumlah = 0
    for jenis, i1, i2, j1, j2 in SequenceMatcher(None, satu, dua, autojunk=False).get_opcodes():
        if jenis == "equal":
            continue
        n = _slip(satu[i1:i2], dua[j1:j2])
        if n is None:
            return None
        jumlah += n
    return jumlah if jumlah <= min(_SALAH_TERBANYAK, len(_isi(a)) // 2, len(_isi(b)) // 2) else None


@lru_cache(maxsize=65536)
def _isi(teks: str) -> frozenset[str]:
    """The words of content."""
    return frozenset(teks.split()) - _SAMBUNG


def _jauh(a: frozenset[str], b: frozenset[str]) -> bool:
    """A quick test on words: True if more differ than slips can explain, or one with a digit does."""
    beda = a ^ b
    return not a or not b or len(beda) > 3 * _SALAH_TERBANYAK or any(not k.isalpha() for k in beda)


def _slip(a: Sequence[str], b: Sequence[str]) -> int | None:
    """Slips between two runs of words, None if they differ in meaning."""
    satu, dua = [k for k in a if k not in _SAMBUNG], [k for k in b if k not in _SAMBUNG]
    if satu == dua:
        return 0
    if len(satu) == len(dua):
        semua = [_kata_slip(x, y) for x, y in zip(satu, dua, strict=True)]
        return None if None in semua else sum(n for n in semua if n is not None)
    if satu and dua and max(len(satu), len(dua)) <= 3 and "".join(a) == "".join(b):
        return 1
    return None


@lru_cache(maxsize=16384)
def _kata_slip(a: str, b: str) -> int | None:
    """0 for the same word, 1 for a slip of it, None for another word."""
    if a == b:
        return 0
    pendek = min(len(a), len(b))
    if pendek < 5 or not a.isalpha() or not b.isalpha() or (a in _PEMBEDA and b in _PEMBEDA):
        return None
    dikenal = (a in _kosakata()) + (b in _kosakata())
    if dikenal == 2:
        return 1 if a.removesuffix("nya") == b.removesuffix("nya") else None
    batas = 2 if pendek >= 8 and dikenal else 1
    if dikenal == 0 and (pendek < 7 or a[0] != b[0]):
        return None
    return 1 if jarak_ketik(a, b, batas) <= batas else None


def _terpotong(a: str, b: str) -> bool:
    """True if the shorter wording is the beginning of the longer one and nothing telling was cut off."""
    pendek, panjang = sorted((a, b), key=len)
    if len(pendek) < PANJANG_POTONGAN or not panjang.startswith(pendek):
        return False
    sisa = panjang[len(pendek) :]
    utuh = sisa.startswith(" ")
    return not utuh or not (set(sisa.split()) & _PEMBEDA or any(k.isdigit() for k in sisa.split()))


def samakan(ada: Mapping[str, frozenset[int]], teks: Mapping[str, str]) -> dict[str, str]:
    """For the keys of a table of facts, the right ones first: key -> the earlier key of which it is a misspelt or cut
    form, where only one can be meant and no document has both.

    `ada`: key -> the documents that have it. `teks`: a wording of each key. Keys that every document has are left
    alone, so that work grows with those that some document lacks.
    """
    if not ada or frozenset.intersection(*ada.values()):
        return {}  # one document has them all, so no two can be one
    semua = frozenset[int]().union(*ada.values())
    sisa = [k for k in ada if ada[k] != semua]
    bentuk_sisa = [bentuk(teks[k]) for k in sisa]
    calon: dict[int, list[int]] = defaultdict(list)
    for i, j in _calon(bentuk_sisa, bentuk_sisa):
        if i > j and ada[sisa[i]].isdisjoint(ada[sisa[j]]) and serupa(teks[sisa[i]], teks[sisa[j]]):
            calon[i].append(j)
    return {sisa[i]: sisa[j[0]] for i, j in calon.items() if len(j) == 1 and j[0] not in calon}
