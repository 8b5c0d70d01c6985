"""A declared table onto a worksheet: heading, (1)(2)(3) row, rows with merged groups, names, comments, validation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import Any

from xlsxwriter.format import Format

from xlkinerja.beku import beku
from xlkinerja.tataletak import IKUTI, PERSEN, UANG, KolomTemplat, LembarTemplat, Peran
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus, baris_teks
from xlkinerja.temuan import huruf_kolom

_ANGKA = frozenset(("target", "realisasi", "capaian", "target_renstra", "target_provinsi", "target_nasional", "persen"))
_SEBARIS = 13.2
_BEBAS = frozenset(("%", "indeks", "nilai", "level", "predikat", "skor", ""))


@beku(frozen=True, slots=True)
class BarisTabel:
    """One row: column -> content, the unit that its figures carry, the row printed above it that spans the table
    (a tujuan or program; None for none), and column -> key of the group it is printed once for."""

    isi: Mapping[str, Isi | Rumus]
    satuan: str = ""
    atas: Isi | Rumus = None
    kelompok: Mapping[str, str] = field(default_factory=dict)
    peran: Mapping[str, Peran] = field(default_factory=dict)
    """Columns that are filled by somebody else in this row than in others; "atas": the spanning row."""


@beku(frozen=True, slots=True)
class Letak:
    """Where a table stands: first heading row, first and last row of the body, row of each record, column of each
    field; `atas`: record -> the spanning row that it stands under."""

    kanvas: Kanvas
    lembar: LembarTemplat
    kepala: int
    data: int
    akhir: int
    baris: tuple[int, ...]
    kolom: Mapping[str, int]
    atas: Mapping[int, int]

    def acuan_atas(self, i: int) -> Acuan | None:
        """The spanning row's cell that a record stands under."""
        return self.kanvas.acuan(self.atas[i], min(self.kolom.values())) if i in self.atas else None

    def acuan(self, i: int, nama: str) -> Acuan:
        """The cell of a record's field."""
        return self.kanvas.acuan(self.baris[i], self.kolom[nama])

    def rentang(self, nama: str, sampai: str | None = None) -> str:
        """A column's body (or several columns'), as other sheets write it."""
        return self.kanvas.rentang(self.data, self.kolom[nama], self.akhir, self.kolom[sampai or nama])

    def nilai(self, nama: str) -> list[Isi]:
        """What a column's records hold."""
        return [self.acuan(i, nama).nilai for i in range(len(self.baris))]

    @property
    def kolom_cetak(self) -> int:
        """Last column of the printed area."""
        return max(self.kolom[k.nama] for k in self.lembar.kolom if k.cetak)


def format_satuan(satuan: str) -> str:
    """Number format of a figure with that unit: 0.00% for %, the unit written behind a count ("2 Lap")."""
    if satuan == "%":
        return PERSEN
    return "General" if satuan.casefold() in _BEBAS else f'#,##0" {satuan}"'


def tata_kolom(kanvas: Kanvas, lembar: LembarTemplat, kiri: int = 1) -> dict[str, int]:
    """Column of each field from `kiri` on, and their widths; one narrow column parts what is printed from the rest."""
    kolom: dict[str, int] = {}
    k = kiri
    for i, x in enumerate(lembar.kolom):
        if i and not x.cetak and lembar.kolom[i - 1].cetak:
            kanvas.lebarkan([2], k)
            k += 1
        kolom[x.nama] = k
        kanvas.lebarkan([max(x.lebar, kanvas.lebar.get(k, 0))], k)
        k += 1
    return kolom


def tulis_tabel(
    kanvas: Kanvas,
    lembar: LembarTemplat,
    mulai: int,
    baris: Sequence[BarisTabel],
    *,
    judul: Mapping[str, Isi | Rumus] | None = None,
    kode: str | None = None,
) -> Letak:
    """The table with its heading at row `mulai`. `judul`: headings made at writing (years); `kode`: for its names,
    where several tables share a layout."""
    kolom = tata_kolom(kanvas, lembar)
    data = _kepala(kanvas, lembar, mulai, kolom, judul or {})
    r, letak, atas = data, list[int](), dict[int, int]()
    for i, b in enumerate(baris):
        if b.atas is not None:
            _baris_atas(kanvas, lembar, r, kolom, b)
            atas[i], r = r, r + 1
        elif i - 1 in atas:
            atas[i] = atas[i - 1]
        letak.append(r)
        r += 1
    hasil = Letak(kanvas, lembar, mulai, data, max(r - 1, data), tuple(letak), kolom, atas)
    for k in lembar.kolom:
        _kolom(hasil, k, baris)
    _tinggi(hasil, baris)
    _namai(hasil, kode or lembar.kode)
    return hasil


def _kepala(
    kanvas: Kanvas, lembar: LembarTemplat, mulai: int, kolom: Mapping[str, int], judul: Mapping[str, Isi | Rumus]
) -> int:
    """Heading rows and the numbered row; returns the first row of the body."""
    gaya = kanvas.gaya.kepala()
    bertingkat = any(k.induk for k in lembar.kolom)
    bawah = mulai + int(bertingkat)
    for k in lembar.kolom:
        isi = judul.get(k.nama, k.judul)
        if not k.induk and bertingkat:
            kanvas.gabung(mulai, kolom[k.nama], bawah, kolom[k.nama], isi, gaya)
        else:
            kanvas.tulis(bawah, kolom[k.nama], isi, gaya)
        if k.catatan:
            r = bawah if k.induk else mulai
            _komentar(kanvas, r, kolom[k.nama], k.catatan)
    for induk, anggota in groupby((k for k in lembar.kolom), key=lambda k: k.induk):
        semua = [kolom[k.nama] for k in anggota]
        if induk:
            kanvas.gabung(mulai, min(semua), mulai, max(semua), judul.get(induk, induk), gaya)
    kanvas.tinggi(bawah, 30 if not bertingkat else 20)
    if not lembar.bernomor:
        return bawah + 1
    for n, k in enumerate((k for k in lembar.kolom if k.cetak), 1):
        kanvas.tulis(bawah + 1, kolom[k.nama], f"({n})", kanvas.gaya.nomor_kolom())
    return bawah + 2


def _komentar(kanvas: Kanvas, baris: int, kolom: int, teks: str) -> None:
    ukuran = {"width": 260, "height": 24 + 15 * baris_teks(teks, 38, 9), "font_size": 9, "author": "xlkinerja"}
    kanvas.ws.write_comment(baris - 1, kolom - 1, teks, ukuran)


def _baris_atas(kanvas: Kanvas, lembar: LembarTemplat, baris: int, kolom: Mapping[str, int], b: BarisTabel) -> None:
    """The row that spans the printed table above a record: carried by formula, or typed."""
    peran = b.peran.get("atas", Peran.RUMUS if isinstance(b.atas, Rumus) else Peran.ISIAN)
    cetak = [kolom[k.nama] for k in lembar.kolom if k.cetak]
    kanvas.gabung(baris, min(cetak), baris, max(cetak), b.atas, kanvas.gaya.sel(peran, tebal=True))
    kanvas.tinggi(baris, 18)


def gaya_kolom(kanvas: Kanvas, k: KolomTemplat, satuan: str, peran: Peran | None = None) -> Format:
    """The look of a column's cell in a row with that unit."""
    f = format_satuan(satuan) if k.format == IKUTI else k.format
    rata = "right" if k.format == UANG else "center" if _ditengah(k) else "left"
    peran = peran or k.peran
    if peran is Peran.RUMUS and not k.cetak:
        return kanvas.gaya.bantu(f, rata=rata)
    return kanvas.gaya.sel(peran, "@" if k.nama in ("kode", "belanja") else f, rata=rata)


def _ditengah(k: KolomTemplat) -> bool:
    pendek = k.lebar <= 14 and k.nama not in ("sasaran", "indikator")
    return pendek or k.format in (IKUTI, PERSEN) or k.nama.partition("_")[0] in _ANGKA


def _kolom(letak: Letak, k: KolomTemplat, baris: Sequence[BarisTabel]) -> None:
    """One column's cells; a grouped one is merged over the rows of its group."""
    kanvas, c = letak.kanvas, letak.kolom[k.nama]
    for awal, akhir in _kelompok(letak, k, baris) if k.kelompok else ((i, i) for i in range(len(baris))):
        b = baris[awal]
        gaya = gaya_kolom(kanvas, k, b.satuan, b.peran.get(k.nama))
        kanvas.gabung(letak.baris[awal], c, letak.baris[akhir], c, b.isi.get(k.nama), gaya)


def _kelompok(letak: Letak, k: KolomTemplat, baris: Sequence[BarisTabel]) -> Iterator[tuple[int, int]]:
    """(first, last) record of each run with the same group, not across a spanning row."""
    awal = 0
    for i in range(1, len(baris) + 1):
        putus = i == len(baris) or letak.baris[i] != letak.baris[i - 1] + 1
        if putus or baris[i].kelompok.get(k.nama) != baris[awal].kelompok.get(k.nama):
            yield awal, i - 1
            awal = i


def _tinggi(letak: Letak, baris: Sequence[BarisTabel]) -> None:
    """Row heights that show all wrapped texts; a merged cell shares what it needs among its rows."""
    kanvas, tinggi = letak.kanvas, [_SEBARIS + 5.0] * len(baris)
    for k in sorted(letak.lembar.kolom, key=lambda k: k.kelompok):
        rentang = _kelompok(letak, k, baris) if k.kelompok else ((i, i) for i in range(len(baris)))
        for awal, akhir in rentang:
            nilai = letak.acuan(awal, k.nama).nilai
            if not isinstance(nilai, str):
                continue
            perlu = baris_teks(nilai, k.lebar) * _SEBARIS + 5
            kurang = perlu - sum(tinggi[awal : akhir + 1])
            for i in range(awal, akhir + 1):
                tinggi[i] += max(kurang, 0) / (akhir - awal + 1)
    for i, r in enumerate(letak.baris):
        kanvas.tinggi(r, tinggi[i])


def _namai(letak: Letak, kode: str) -> None:
    for k in letak.lembar.kolom:
        c = letak.kolom[k.nama]
        letak.kanvas.naskah.namai(f"xlk_{kode}_{k.nama}", letak.kanvas, letak.data, c, letak.akhir, c)


def tandai_kosong(letak: Letak, kolom: Sequence[str], kunci: str = "indikator") -> None:
    """Input cells that are still blank beside an indicator stand out until they are filled."""
    gaya = letak.kanvas.naskah.buku.add_format({"bg_color": "#FCE4D6", "pattern": 1})
    for nama in kolom:
        c = letak.kolom[nama]
        h, kk = huruf_kolom(c), huruf_kolom(letak.kolom[kunci])
        kriteria = f'=AND(${kk}{letak.data}<>"",{h}{letak.data}="")'
        letak.kanvas.ws.conditional_format(
            letak.data - 1,
            c - 1,
            letak.akhir - 1,
            c - 1,
            {"type": "formula", "criteria": kriteria, "format": gaya},
        )


def periksa_kolom(
    letak: Letak, kolom: Sequence[str], aturan: Mapping[str, Any], baris: Sequence[int] | None = None
) -> None:
    """Data validation on the cells of columns, of all records or of some rows; {sel} in a criterion is the first
    cell. Spanning rows in between are left out."""
    daerah = runtun(letak.baris if baris is None else baris)
    if not daerah:
        return
    for nama in kolom:
        c = letak.kolom[nama]
        isi: dict[str, Any] = {**aturan, "other_cells": [[a - 1, c - 1, b - 1, c - 1] for a, b in daerah[1:]]}
        if isinstance(isi.get("value"), str):
            isi["value"] = isi["value"].replace("{sel}", f"{huruf_kolom(c)}{daerah[0][0]}")
        letak.kanvas.periksa(daerah[0][0], c, daerah[0][1], isi)


def runtun(baris: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring rows, each as (first, last)."""
    hasil: list[tuple[int, int]] = []
    for r in baris:
        if hasil and hasil[-1][1] == r - 1:
            hasil[-1] = (hasil[-1][0], r)
        else:
            hasil.append((r, r))
    return hasil
