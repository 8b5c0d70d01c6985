"""Tables of a template found by their defined names: a heading that was reworded or emptied does not hide a table.

Headings come first, since names may be lost and tables copied; a name only adds what the headings do not tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xlkinerja.beku import beku
from xlkinerja.buku import Buku, Lembar
from xlkinerja.cari import Kepala
from xlkinerja.formulir.templat import SEMUA
from xlkinerja.kisi import Kisi
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import Formulir, Kolom, KolomTemplat, LembarTemplat, normal
from xlkinerja.temuan import Sel

_BERSAMA = ("rkt", "pk", "capaian", "multi_tahun")
"""Codes of layouts that several tables share, each under its unit's key or its number."""
_TAHUN = regeks(r"tahun\d")


@beku(frozen=True, slots=True)
class TabelBernama:
    """A table that names point to: layout, sheet, first and last row of its body, field -> column."""

    lembar: LembarTemplat
    nama_lembar: str
    data: int
    akhir: int
    kolom: Mapping[str, int]


def tabel_bernama(buku: Buku) -> tuple[TabelBernama, ...]:
    """The tables of a template by their names `xlk_<kode>_<kolom>`; those whose names are all lost are left out."""
    kolom: dict[str, dict[str, tuple[Lembar, int, int, int]]] = {}
    for nama in buku.nama:
        if not nama.startswith("xlk_"):
            continue
        letak = buku.rentang_bernama(nama)
        for kode in _pangkal(nama) if letak is not None else ():
            assert letak is not None
            r = letak[1]
            kolom.setdefault(kode, {})[nama[len(kode) + 5 :]] = (letak[0], r.baris1, r.baris2, r.kolom1)
    hasil = []
    for kode, semua in kolom.items():
        lt = _tata(kode)
        punya = {k.nama: semua[k.nama] for k in lt.kolom if k.nama in semua} if lt is not None else {}
        if lt is not None and punya:
            awal = next(iter(punya.values()))
            sebaris = {n: x[3] for n, x in punya.items() if x[0] is awal[0] and x[1] == awal[1]}
            hasil.append(TabelBernama(lt, awal[0].nama, awal[1], awal[2], sebaris))
    return tuple(hasil)


def _pangkal(nama: str) -> Sequence[str]:
    """The codes that a name may begin with: xlk_pk_ketua_target -> "pk", "pk_ketua"."""
    bagian = nama.split("_")[1:]
    return ["_".join(bagian[:i]) for i in range(1, len(bagian))]


def _tata(kode: str) -> LembarTemplat | None:
    """The layout of a table's code: its own, or the one that it shares with other units ("pk_hukum")."""
    sendiri = next((lt for lt in SEMUA if lt.kode == kode), None)
    if sendiri is not None:
        return None if sendiri.kode in _BERSAMA else sendiri
    return next((lt for lt in SEMUA if lt.kode in _BERSAMA and re.fullmatch(rf"{lt.kode}_[a-z0-9]+", kode)), None)


def lengkapi(kepala: Sequence[Kepala], bernama: Sequence[TabelBernama], kisi: Kisi) -> tuple[Kepala, ...]:
    """The headers of a sheet with those that only names tell of, top to bottom."""
    hasil = list(kepala)
    for t in bernama:
        bidang = _bidang(t, kisi)
        if bidang is None:
            continue
        sama = [k for k in hasil if k.data <= t.akhir and t.data - 4 <= k.atas]
        if any(k.formulir is t.lembar.formulir and set(bidang) <= set(k.kolom) for k in sama):
            continue
        baru = _kepala(t, bidang, kisi)
        hasil = [k for k in hasil if k not in sama] + [baru]
    return tuple(sorted(hasil, key=lambda k: k.atas))


def _bidang(t: TabelBernama, kisi: Kisi) -> dict[str, tuple[int, Kolom, KolomTemplat]] | None:
    """Field -> column, its declaration and how it is printed; None where a column that must be there is lost."""
    formulir = t.lembar.formulir
    assert formulir is not None
    hasil: dict[str, tuple[int, Kolom, KolomTemplat]] = {}
    for k in t.lembar.kolom:
        if k.nama not in t.kolom:
            continue
        nama = _nama_bidang(k, kisi.teks(_baris_judul(t, kisi), t.kolom[k.nama]))
        deklarasi = next((x for x in formulir.kolom if x.nama == _asal(k)), None)
        if nama is not None and deklarasi is not None:
            hasil[nama] = t.kolom[k.nama], deklarasi, k
    wajib = {x.nama for x in formulir.kolom if x.wajib and x.pola is None}
    return hasil if wajib <= hasil.keys() and _cukup(formulir, hasil) else None


def _asal(k: KolomTemplat) -> str:
    return "tahun" if _TAHUN.fullmatch(k.nama) else k.nama


def _nama_bidang(k: KolomTemplat, judul: str) -> str | None:
    """The record's field of a column; a year's column is named by the year in its heading."""
    if not _TAHUN.fullmatch(k.nama):
        return k.nama
    return judul if re.fullmatch(r"(19|20)\d\d", judul) else None


def _cukup(formulir: Formulir, hasil: Mapping[str, object]) -> bool:
    berpola = any(k.pola is not None for k in formulir.kolom)
    return not berpola or sum(n.isdigit() for n in hasil) >= formulir.minimal_banyak


def _baris_judul(t: TabelBernama, kisi: Kisi) -> int:
    """The leaf headings' row: right above the body, or above its row (1) (2) (3)."""
    nomor = kisi.teks(t.data - 1, min(t.kolom.values()))
    return t.data - 2 if re.fullmatch(r"\(\d+\)", nomor) else t.data - 1


def _kepala(t: TabelBernama, bidang: Mapping[str, tuple[int, Kolom, KolomTemplat]], kisi: Kisi) -> Kepala:
    formulir, daun = t.lembar.formulir, _baris_judul(t, kisi)
    assert formulir is not None
    bertingkat = any(k.induk for k in t.lembar.kolom) or formulir.nama == "capaian_tahunan"
    sel = {n: kisi.sel_induk(daun, kolom) for n, (kolom, _, _) in bidang.items()}
    eja = tuple(
        (sel[n], k.judul) for n, (_, _, k) in bidang.items() if k.judul and normal(sel[n].tampil) != normal(k.judul)
    )
    return Kepala(
        formulir,
        daun - int(bertingkat),
        daun,
        t.data,
        {n: kolom for n, (kolom, _, _) in bidang.items()},
        {n: k for n, (_, k, _) in bidang.items()},
        sel,
        {n: _induk(kisi, daun, kolom) if bertingkat else "" for n, (kolom, _, _) in bidang.items()},
        tuple((s if s.tampil.strip() else Sel(s.lembar, s.baris, s.kolom), benar) for s, benar in eja),
    )


def _induk(kisi: Kisi, daun: int, kolom: int) -> str:
    return normal(kisi.sel_induk(daun - 1, kolom).tampil)
