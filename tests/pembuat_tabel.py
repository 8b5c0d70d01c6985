"""Official tables drawn as LAYOUT.md draws them, the ways in which staff re-arrange them, and records as short text.

A drawing has one line per row, cells between "|", `<<` merged to the left, `^^` merged upward. A `Petak` keeps the
drawing as cells; every variation turns a `Petak` into another one that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, tulis_angka
from xlkinerja.baca import baca_buku
from xlkinerja.buku import Buku
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.model import (
    AksiIndikator,
    BarisAnggaran,
    BarisPendukung,
    Berkas,
    CapaianIndikator,
    Catatan,
    DefinisiIndikator,
    Nilai,
    TargetIndikator,
)
from xlkinerja.temuan import alamat_a1

KIRI, ATAS = "<<", "^^"
Catat = tuple[str, ...]


@dataclass(frozen=True)
class Petak:
    """A table: title lines, all rows as cells, how many of them are header rows, whether (1)(2)(3) follows."""

    judul: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    kepala: int = 1
    bernomor: bool = False
    teks: bool = False
    geser: tuple[int, int] = (0, 0)
    sesudah: tuple[tuple[str, ...], ...] = ()
    tersembunyi: bool = False

    @property
    def data(self) -> int:
        """Index of the first data row."""
        return self.kepala + self.bernomor

    @property
    def lebar(self) -> int:
        return max(len(b) for b in self.baris)


@dataclass(frozen=True)
class Bentuk:
    """An official form: its drawing, and the records that reading it must give."""

    nama: str
    petak: Petak
    formulir: str
    harapan: tuple[Catat, ...]


def gambar(judul: str, teks: str, *, kepala: int = 1, bernomor: bool = False) -> Petak:
    """The `Petak` of a drawing; rows shorter than the longest are filled with blanks."""
    baris = [tuple(s.strip() for s in b.split("|")) for b in teks.strip("\n").splitlines()]
    lebar = max(len(b) for b in baris)
    penuh = tuple(b + ("",) * (lebar - len(b)) for b in baris)
    return Petak(tuple(judul.split(" / ")), penuh, kepala, bernomor)


# Drawing to cells ---------------------------------------------------------------------------------------------


@dataclass
class Isian:
    """Cells of one sheet by address, number formats, merged ranges, hidden rows."""

    sel: dict[str, Isi]
    format: dict[str, str]
    gabungan: list[str]
    tersembunyi: list[int]


def isian(*petak: Petak) -> Isian:
    """One sheet with these tables one under the other, a blank row between."""
    hasil = Isian({}, {}, [], [])
    mulai = 1
    for p in petak:
        mulai = _tuang(p, hasil, mulai) + 1
    return hasil


def _tuang(p: Petak, ke: Isian, mulai: int) -> int:
    turun, kanan = p.geser
    mulai += turun
    for i, teks in enumerate(p.judul):
        ke.sel[alamat_a1(mulai + i, 1 + kanan)] = teks
    atas = mulai + len(p.judul)
    for r, baris in enumerate(p.baris):
        for k, teks in enumerate(baris):
            if teks and teks not in (KIRI, ATAS):
                _taruh(ke, alamat_a1(atas + r, k + 1 + kanan), teks, p.teks)
                if rentang := _rentang(p, r, k):
                    (r1, k1), (r2, k2) = rentang
                    ke.gabungan.append(f"{alamat_a1(atas + r1, k1 + kanan)}:{alamat_a1(atas + r2, k2 + kanan)}")
    akhir = atas + len(p.baris)
    if p.tersembunyi:
        ke.tersembunyi += range(atas + p.data, akhir)
    for r, baris in enumerate(p.sesudah):
        for k, teks in enumerate(baris):
            if teks:
                ke.sel[alamat_a1(akhir + r, k + 1 + kanan)] = teks
    return akhir + len(p.sesudah)


def _rentang(p: Petak, r: int, k: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The merged range that begins in a cell: rows from 0, columns from 1."""
    kol, bar = k, r
    while kol + 1 < len(p.baris[r]) and p.baris[r][kol + 1] == KIRI:
        kol += 1
    while bar + 1 < len(p.baris) and p.baris[bar + 1][k] == ATAS:
        bar += 1
    return ((r, k + 1), (bar, kol + 1)) if (bar, kol) != (r, k) else None


def _taruh(ke: Isian, alamat: str, teks: str, sebagai_teks: bool) -> None:
    ke.sel[alamat] = teks
    if sebagai_teks:
        return
    if cocok := re.fullmatch(r"(\d+)(?:,(\d+))?%", teks):
        pecahan = cocok[2] or ""
        ke.sel[alamat] = Decimal(f"{cocok[1]}.{pecahan or 0}") / 100
        ke.format[alamat] = "0%" if not pecahan else f"0.{'0' * len(pecahan)}%"
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", teks):
        ke.sel[alamat] = int(teks.replace(".", ""))
        ke.format[alamat] = "#,##0"
    elif re.fullmatch(r"0|[1-9]\d{0,3}", teks):
        ke.sel[alamat] = int(teks)


def ingatan(isi: Mapping[str, Isian]) -> Buku:
    """The sheets as a workbook in memory."""
    return buku_ingatan(
        {n: i.sel for n, i in isi.items()},
        format={n: i.format for n, i in isi.items()},
        gabungan={n: i.gabungan for n, i in isi.items()},
    )


def tulis_xlsx(jalur: Path, isi: Mapping[str, Isian], *, sembunyi: str = "") -> Path:
    """The sheets as a real file; `sembunyi` names a sheet to hide."""
    with xlsxwriter.Workbook(jalur) as buku:
        format = {f: buku.add_format({"num_format": f}) for i in isi.values() for f in i.format.values()}
        for nama, satu in isi.items():
            lembar = buku.add_worksheet(nama)
            for rentang in satu.gabungan:
                lembar.merge_range(rentang, None)
            for alamat, nilai in satu.sel.items():
                gaya = format.get(satu.format.get(alamat, ""))
                if isinstance(nilai, str):
                    lembar.write_string(alamat, nilai, gaya)
                else:
                    lembar.write_number(alamat, float(nilai or 0), gaya)
            for baris in satu.tersembunyi:
                lembar.set_row(baris - 1, None, None, {"hidden": True})
            if nama == sembunyi:
                lembar.hide()
    return jalur


# Variations: the same table, arranged otherwise ----------------------------------------------------------------

Ubah = Callable[[Petak], Petak]


def petakan(p: Petak, f: Callable[[int, int, str], str]) -> Petak:
    """Every cell through `f(row, column, text)`."""
    baris = tuple(tuple(f(r, k, s) for k, s in enumerate(b)) for r, b in enumerate(p.baris))
    return replace(p, baris=baris)


def _judul_kolom(ubah: Callable[[str], str]) -> Ubah:
    return lambda p: petakan(p, lambda r, k, s: ubah(s) if r < p.kepala and s not in (KIRI, ATAS) else s)


def salah_ketik(ke: int, cara: str) -> Ubah:
    """One slip ("hilang", "tukar", "ganda") in the ke-th long heading."""

    def ubah(p: Petak) -> Petak:
        calon = [(r, k) for r in range(p.kepala) for k, s in enumerate(p.baris[r]) if _dapat_salah(p, s, r, k)]
        if not calon:
            return p
        pilih = calon[ke % len(calon)]
        return petakan(p, lambda r, k, s: _slip(s, cara) if (r, k) == pilih else s)

    return ubah


def _dapat_salah(p: Petak, s: str, r: int, k: int) -> bool:
    daun = r + 1 == p.kepala or p.baris[r + 1][k] == ATAS
    return daun and len(s.strip()) >= 6 and s.replace(" ", "").isalpha()


def _slip(s: str, cara: str) -> str:
    i = len(s) // 2
    if " " in s[i - 1 : i + 1]:
        i += 2
    return {
        "hilang": s[:i] + s[i + 1 :],
        "tukar": s[: i - 1] + s[i] + s[i - 1] + s[i + 1 :],
        "ganda": s[:i] + s[i] + s[i:],
    }[cara]


def urutan(acak: Callable[[list[int]], list[int]]) -> Ubah:
    """Columns in another order; columns under one merged heading stay together."""

    def ubah(p: Petak) -> Petak:
        p = lepas_mendatar(p)
        awal = [k for k in range(p.lebar) if not any(p.baris[r][k] == KIRI for r in range(p.kepala))]
        blok = {k: [k] for k in awal}
        for k in range(p.lebar):
            blok[max(a for a in awal if a <= k)] += [] if k in awal else [k]
        susun = [k for a in acak(awal) for k in blok[a]]
        baris = [tuple(b[k] for k in susun) for b in p.baris]
        if p.bernomor:
            ada = sum(bool(s) for s in baris[p.kepala])
            baris[p.kepala] = tuple(f"({i + 1})" if i < ada else "" for i in range(p.lebar))
        return replace(p, baris=tuple(baris))

    return ubah


def lepas_mendatar(p: Petak) -> Petak:
    """Data rows without cells merged to the right."""
    return petakan(p, lambda r, k, s: "" if r >= p.data and s == KIRI else s)


def kolom_asing(di: int, judul: str, isi: str) -> Ubah:
    """A column nobody declared, before the di-th one (never inside a merged heading)."""

    def ubah(p: Petak) -> Petak:
        p = lepas_mendatar(p)
        boleh = [k for k in range(1, p.lebar) if all(p.baris[r][k] != KIRI for r in range(p.kepala))]
        k = boleh[di % len(boleh)]
        sisip = [judul] + [ATAS] * (p.kepala - 1) + [""] * p.bernomor + [isi] * (len(p.baris) - p.data)
        return replace(p, baris=tuple((*b[:k], s, *b[k:]) for b, s in zip(p.baris, sisip, strict=True)))

    return ubah


def sisip_baris(di: int, isi: str = "", kolom: int = 0) -> Ubah:
    """A row in the middle of the data: blank, or with a page number; merged cells go on through a blank one."""

    def ubah(p: Petak) -> Petak:
        banyak = len(p.baris) - p.data - 1
        if not banyak:
            return p
        r = p.data + 1 + di % banyak
        baru = tuple(s if s == ATAS and not isi else "" for s in p.baris[r])
        if isi:
            baru = tuple(isi if k == kolom % p.lebar else "" for k in range(p.lebar))
        return _selipkan(p, r, (baru,))

    return ubah


def _selipkan(p: Petak, r: int, baru: tuple[tuple[str, ...], ...]) -> Petak:
    ekor = list(p.baris[r:])
    if ATAS not in baru[0]:
        ekor[0] = tuple("" if s == ATAS else s for s in ekor[0])
        for i in range(1, len(ekor)):
            ekor[i] = tuple(_putus(ekor, i, k) for k in range(p.lebar))
    return replace(p, baris=p.baris[:r] + baru + tuple(ekor))


def _putus(ekor: list[tuple[str, ...]], i: int, k: int) -> str:
    """A cell merged upward that has lost its top is merely blank."""
    return "" if ekor[i][k] == ATAS and not ekor[i - 1][k] else ekor[i][k]


def kepala_ulang(di: int) -> Ubah:
    """The header (with its numbered row) again in the middle, as on a new page."""

    def ubah(p: Petak) -> Petak:
        boleh = [r for r in range(p.data + 1, len(p.baris)) if not {"1", "1."} & set(p.baris[r])]
        return _selipkan(p, boleh[di % len(boleh)], p.baris[: p.data]) if boleh else p

    return ubah


def _nbsp(s: str) -> str:
    return s.replace(" ", "\u00a0")


BERKAKI = (
    ("Keterangan :",),
    ("* : Realisasi menggunakan realisasi Pemilihan Tahun 2024;",),
    ("",),
    ("", "", "Kupang, 14 Februari 2024"),
    ("", "", "KETUA,"),
    ("", "", "(nama pejabat)"),
    ("12",),
)
NOMOR_LAIN: Mapping[str, str] = {"no": "NO.", "no.": "Nomor"}
TETAP: Mapping[str, Ubah] = {
    "huruf besar": _judul_kolom(str.upper),
    "huruf kecil": _judul_kolom(str.lower),
    "nomor": _judul_kolom(lambda s: NOMOR_LAIN.get(s.lower(), s)),
    "dua baris dalam sel": _judul_kolom(lambda s: s.replace(" ", "\n ", 1)),
    "nbsp": lambda p: petakan(p, lambda _r, _k, s: _nbsp(s)),
    "spasi berlebih": lambda p: petakan(p, lambda _r, _k, s: f" {s} " if s not in ("", KIRI, ATAS) else s),
    "angka teks": lambda p: replace(p, teks=True),
    "bergeser": lambda p: replace(p, geser=(7, 5)),
    "tidak digabung": lambda p: petakan(p, lambda r, _k, s: "" if r >= p.data and s in (KIRI, ATAS) else s),
    "induk tidak digabung": lambda p: petakan(p, lambda r, _k, s: "" if r < p.kepala and s == KIRI else s),
    "kepala tidak digabung": lambda p: petakan(p, lambda r, _k, s: "" if r < p.kepala and s == ATAS else s),
    "berkaki": lambda p: replace(p, sesudah=BERKAKI),
    "baris tersembunyi": lambda p: replace(p, tersembunyi=True),
    "tanpa baris bernomor": lambda p: (
        replace(p, baris=p.baris[: p.kepala] + p.baris[p.data :], bernomor=False) if p.bernomor else p
    ),
}
"""Variations without a parameter."""


# Records as short text -----------------------------------------------------------------------------------------


def baca(*petak: Petak, lembar: str = "Lembar1") -> Berkas:
    """What the reader sees on one sheet with these tables."""
    return baca_buku(ingatan({lembar: isian(*petak)}), "buku.xlsx")


def catatan(berkas: Berkas) -> tuple[Catat, ...]:
    """All records of a workbook in order."""
    return tuple(ringkas(b) for d in berkas.dokumen for b in d.baris)


def ringkas(b: Catatan) -> Catat:
    """A record as texts: figures as printed, "" blank, "-" a dash, "?" undecided."""
    match b:
        case TargetIndikator():
            tahun = tuple(f"{t}={_nilai(n)}" for t, n in sorted(b.per_tahun.items()))
            return (b.nomor, b.kegiatan, b.sasaran, b.indikator, _nilai(b.target), *tahun)
        case CapaianIndikator():
            tahun = tuple(f"{t}={_nilai(n)}" for t, n in sorted(b.per_tahun.items()))
            capai = (_nilai(b.target), _nilai(b.realisasi), _nilai(b.capaian), _nilai(b.target_renstra))
            return (b.nomor, b.kegiatan, b.sasaran, b.indikator, *capai, *tahun)
        case AksiIndikator():
            tanda = " ".join(b.tanda)
            return (b.nomor, b.sasaran, b.indikator, _nilai(b.target), b.kegiatan, tanda, b.pelaksana)
        case DefinisiIndikator():
            return (b.nomor, b.indikator, b.satuan, b.penanggung_jawab, b.polaritas)
        case BarisAnggaran():
            uang = (b.pagu, b.realisasi, b.sisa, b.persen)
            return (".".join(b.kode), b.nama, str(b.tingkat), *map(_desimal, uang))
        case BarisPendukung():
            return (b.label, *(f"{k}={_desimal(n)}" for k, n in b.nilai.items()))


def _desimal(n: Decimal | None) -> str:
    return "" if n is None else tulis_angka(n)


def _nilai(n: Nilai | None) -> str:
    match n:
        case Angka():
            return tulis_angka(n.nilai, max(n.desimal, 0), n.satuan) + n.catatan
        case Kosong():
            return n.teks.strip()
        case Kata():
            return n.teks
        case Ambigu():
            return "?"
    return ""
