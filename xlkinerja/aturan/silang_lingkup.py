"""What a table is about beside its year: which office, which part of the year, which version of the document.

Only tables of one office, and figures of one part of the year and one version, are held against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from xlkinerja.beku import beku
from xlkinerja.formulir.identitas import satker_dari, satker_dari_nama_berkas, tahun_dari
from xlkinerja.formulir.judul import SETAHUN, Masa, baris_judul, isi_serupa, masa_teks, versi_teks
from xlkinerja.konteks import Konteks
from xlkinerja.model import Dokumen, Satker
from xlkinerja.olah import kunci_unit
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import jarak_ketik, normal

_PENYEBUT = regeks(r"(?=\b(?:kpu|kip|komisi pemilihan umum)\b)")


@beku(frozen=True, slots=True)
class Lingkup:
    """`satker`: code or name of another office than the workbook's, "" for the workbook's own. `masa`: the months
    reported, () for the year. `versi`: as the title states it (-1 the first, 1, 2, ... revisions), None if unsaid."""

    satker: str = ""
    masa: tuple[Masa, ...] = ()
    versi: int | None = None


def lingkup(k: Konteks, d: Dokumen) -> Lingkup:
    """The scope of one of the workbook's tables."""
    semua: dict[int, Lingkup] | None = k.tetap.get("lingkup")  # type: ignore[assignment]
    if semua is None:
        semua = k.tetap["lingkup"] = _semua(k)
    return semua[id(d)]


def _semua(k: Konteks) -> dict[int, Lingkup]:
    hasil: dict[int, Lingkup] = {}
    pertama: dict[str, Lingkup] = {}
    atas: dict[str, Lingkup] = {}
    if k.berkas.templat:
        return {id(d): Lingkup() for d in k.berkas.dokumen}
    nama = {id(d): _bernama(d) for d in k.berkas.dokumen}
    # Where the workbook's office is not known, the only one that a table names is.
    disebut = {s.kode or s.nama: s for x in nama.values() for s in x}
    milik = k.berkas.satker or (next(iter(disebut.values())) if len(disebut) == 1 else None)
    for d in k.berkas.dokumen:
        # A table without a title of its own stands under that of the table above it; what a title does not say, the
        # sheet's first one may.
        induk = (pertama if d.judul else atas).get(d.lembar, Lingkup())
        satker = _satker(nama[id(d)], milik) if nama[id(d)] else induk.satker
        masa = _masa(d) or (induk.masa if tahun_dari(d.judul) is None else ())
        versi = _versi(d)
        if versi is None and not d.judul:
            versi = induk.versi
        satu = Lingkup(satker, tuple(m for m in masa if m != SETAHUN), versi)
        hasil[id(d)] = atas[d.lembar] = satu
        pertama.setdefault(d.lembar, satu)
    return _tanpa_sisa(k.berkas.dokumen, hasil)


def _bernama(d: Dokumen) -> list[Satker]:
    """The offices that a table's title and its sheet's name name."""
    judul = [*(s.tampil for s in d.judul_sel if baris_judul(s.tampil)), d.lembar]
    potong = _PENYEBUT.split(normal(" ".join(judul)))
    tegas = [s for x in potong if (s := satker_dari((x,))) is not None and s.kode]
    lain = satker_dari(judul) if not tegas else None
    lain = lain or (satker_dari_nama_berkas(d.lembar) if not tegas else None)
    return tegas or ([lain] if lain is not None else [])


def _satker(bernama: Sequence[Satker], milik: Satker | None) -> str:
    """Of the offices that a title names the one that its table is about: a kabupaten before its province."""
    calon = [s for s in bernama if s.jenis != "provinsi"] or bernama
    if not calon or (milik is not None and any(_sama_satker(s, milik) for s in calon)):
        return ""
    return calon[0].kode or normal(calon[0].nama)


def _sama_satker(a: Satker, b: Satker) -> bool:
    """True if two offices are one, or one of them is not known and may be the other misspelt or cut."""
    if a.kode and b.kode:
        return a.kode == b.kode
    dua = normal(a.nama), normal(b.nama)
    return dua[0].startswith(dua[1]) or dua[1].startswith(dua[0]) or jarak_ketik(*dua, 2) <= 2


def _masa(d: Dokumen) -> tuple[Masa, ...]:
    """What the title says, and the sheet's name where it says something else; nothing if neither does."""
    judul = next((m for s in d.judul_sel if (m := masa_teks(s.tampil)) is not None), None)
    lembar = masa_teks(d.lembar, singkat=True)
    if judul is not None and lembar is not None and judul[1] != lembar[1]:
        return judul, lembar
    return (judul or lembar,) if judul or lembar else ()  # type: ignore[return-value]


def _versi(d: Dokumen) -> int | None:
    semua = (v for s in d.judul_sel if (v := versi_teks(s.tampil)) is not None)
    judul = next(semua, None)
    return judul if judul is not None else versi_teks(d.lembar, lembar=True)


def _tanpa_sisa(dokumen: Sequence[Dokumen], semua: dict[int, Lingkup]) -> dict[int, Lingkup]:
    """An office that one sheet only names, among three or more of the workbook's own, is a title left over from a copy
    if the workbook has no other table of the kind, or one with the very same figures: the figures are its own."""
    lembar: dict[str, set[str]] = defaultdict(set)
    for d in dokumen:
        lembar[semua[id(d)].satker].add(d.lembar)
    sendiri = [s for s, x in lembar.items() if s and len(x) == 1]
    if len(sendiri) != 1 or len(lembar) != 2 or len(lembar[""]) < 3:
        return semua
    hasil = dict(semua)
    for d in dokumen:
        x = semua[id(d)]
        serupa = [y for y in dokumen if y.jenis == d.jenis and y.unit == d.unit and not semua[id(y)].satker]
        if x.satker and isi_serupa(d, serupa):
            hasil[id(d)] = Lingkup("", x.masa, x.versi)
    return hasil


BERVERSI = ("renstra", "iku", "rkt", "rak", "pk")


def tergantikan(kelompok: Sequence[Konteks]) -> dict[int, tuple[Dokumen, ...]]:
    """By `id` the documents of which there is a later version, with the documents of that version."""
    sejenis: dict[tuple[str, int | None, str, str], list[tuple[int, Dokumen]]] = defaultdict(list)
    for k in kelompok:
        for d in k.berkas.dokumen:
            if d.jenis in BERVERSI:
                x = lingkup(k, d)
                sejenis[x.satker, d.tahun, d.jenis, kunci_unit(d.unit)].append((x.versi or 0, d))
    hasil: dict[int, tuple[Dokumen, ...]] = {}
    for daftar in sejenis.values():
        akhir = max(v for v, _ in daftar)
        baru = tuple(d for v, d in daftar if v == akhir)
        hasil.update({id(d): baru for v, d in daftar if v < akhir})
    return hasil


def per_satker(kelompok: Sequence[Konteks], jenis: Iterable[str]) -> dict[str, list[tuple[Konteks, Dokumen]]]:
    """The tables of some kinds, of each office together."""
    macam = frozenset(jenis)
    hasil: dict[str, list[tuple[Konteks, Dokumen]]] = defaultdict(list)
    for k in kelompok:
        for d in k.berkas.dokumen:
            if d.jenis in macam:
                hasil[lingkup(k, d).satker].append((k, d))
    return hasil
