"""A finding's cell with the cells around it, as the reader of the sheet sees them: a small picture of its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Buku, Lembar, Rentang
from xlkinerja.konsol import aman
from xlkinerja.laporan import letak
from xlkinerja.model import Berkas, Dokumen
from xlkinerja.temuan import Lokasi, Temuan, huruf_kolom, urai_a1

SEKITAR = 2
"""Rows shown above and below."""
_KOLOM_TERBANYAK = 7
_TERKAIT_TERBANYAK = 3
"""Rows of related cells further off."""
_TEKS_TERPANJANG = 56
_LABEL = ("indikator", "nama", "label", "sasaran", "kegiatan")
_Letak = tuple[int, int]


@beku(frozen=True, slots=True)
class SelPotret:
    """One cell: its text, "temuan" or "terkait" if it is marked, whether it is a figure (set to the right), over how
    many of the shown columns it runs."""

    teks: str
    tanda: str = ""
    angka: bool = False
    lebar: int = 1


@beku(frozen=True, slots=True)
class BarisPotret:
    """One row with its number; `sela`: rows were left out above it."""

    nomor: int
    sel: tuple[SelPotret, ...]
    sela: bool = False


@beku(frozen=True, slots=True)
class Potret:
    """The picture: column letters, the heading of each column (all "" if unknown), rows, and the text that tells what
    it is."""

    keterangan: str
    kolom: tuple[str, ...]
    kepala: tuple[str, ...]
    baris: tuple[BarisPotret, ...]


def potret(buku: Buku, berkas: Berkas, temuan: Temuan) -> Potret | None:
    """The picture of a finding; None if it points to no cell of the workbook."""
    tempat = temuan.lokasi
    lembar = next((x for x in buku.lembar if x.nama == tempat.lembar), None)
    if lembar is None or tempat.sel is None:
        return None
    pusat = urai_a1(tempat.sel)
    di = letak(berkas, tempat)
    dokumen = di[0] if di is not None else None
    terkait = {urai_a1(x.sel) for x in temuan.terkait if x.sel is not None and _di_sini(x, tempat)}
    baris = _baris(lembar, pusat, terkait, dokumen)
    kolom = _kolom(lembar, pusat, [t for t in terkait if t[0] in baris], dokumen, baris)
    isi = _Isi(lembar, baris, kolom, {**dict.fromkeys(terkait, "terkait"), pusat: "temuan"})
    return Potret(
        f"Lembar {aman(lembar.nama)}, {_baris_mana(baris)}",
        tuple(huruf_kolom(k) for k in kolom),
        tuple(_kepala(dokumen, k, baris) for k in kolom),
        tuple(
            BarisPotret(b, tuple(isi.baris(b)), bool(i) and baris[i - 1] != b - 1)
            for i, b in enumerate(baris)
        ),
    )


def _baris_mana(baris: Sequence[int]) -> str:
    if len(baris) == 1:
        return f"baris {baris[0]}"
    sebagian = "sebagian " if baris[-1] - baris[0] >= len(baris) else ""
    return f"{sebagian}baris {baris[0]} sampai {baris[-1]}"


def _di_sini(x: Lokasi, tempat: Lokasi) -> bool:
    return x.lembar == tempat.lembar and x.berkas in ("", tempat.berkas)


def _baris(lembar: Lembar, pusat: _Letak, terkait: Iterable[_Letak], d: Dokumen | None) -> list[int]:
    """The rows to show: two above and below within the table, and the nearest ones with related cells."""
    awal, akhir = (_awal(d), d.rentang.baris2) if d is not None else (1, pusat[0] + SEKITAR)
    dekat = range(max(min(awal, pusat[0]), pusat[0] - SEKITAR), min(akhir, pusat[0] + SEKITAR) + 1)
    isi = {b for b in dekat if b == pusat[0] or (b not in lembar.baris_tersembunyi and _terisi(lembar, b))}
    jauh = sorted({b for b, _ in terkait} - isi, key=lambda b: (abs(b - pusat[0]), b))
    return sorted({*isi, *[b for b in jauh if b >= awal][:_TERKAIT_TERBANYAK]})


def _awal(d: Dokumen) -> int:
    """The first row below a table's headings."""
    return max((s.baris for s in d.kepala.values()), default=d.rentang.baris1 - 1) + 1


def _terisi(lembar: Lembar, baris: int) -> bool:
    awal, akhir = (bisect_left(lembar.kunci, b * LEBAR) for b in (baris - 1, baris))
    return any(lembar.isi[awal:akhir])


def _kolom(
    lembar: Lembar, pusat: _Letak, terkait: Sequence[_Letak], d: Dokumen | None, baris: Sequence[int]
) -> list[int]:
    """The columns to show, left to right: the finding's, what names the row, related cells, then the nearest ones."""
    wajib = [pusat[1], *_label(lembar, pusat, d), *sorted({k for _, k in terkait}, key=lambda k: abs(k - pusat[1]))]
    awal, akhir = (d.rentang.kolom1, d.rentang.kolom2) if d is not None else (pusat[1] - 3, pusat[1] + 3)
    dekat = sorted(range(max(1, awal), akhir + 1), key=lambda k: (abs(k - pusat[1]), k))
    terisi = (
        k for k in dekat
        if k not in lembar.kolom_tersembunyi and any(lembar.sel(b, k).tampil for b in baris)
    )  # fmt: skip
    return sorted(list(dict.fromkeys([*wajib, *terisi]))[:_KOLOM_TERBANYAK])


def _label(lembar: Lembar, pusat: _Letak, d: Dokumen | None) -> list[int]:
    """The column that says what a row is about."""
    if d is not None:
        return next(([d.kepala[n].kolom] for n in _LABEL if n in d.kepala), [])
    return next(([k] for k in range(1, pusat[1]) if lembar.sel(pusat[0], k).jenis == "s"), [])


def _kepala(d: Dokumen | None, kolom: int, baris: Sequence[int]) -> str:
    """The heading of a column, unless its row is among those shown."""
    sel = next((s for s in d.kepala.values() if s.kolom == kolom), None) if d is not None else None
    return _pendek(sel.tampil) if sel is not None and sel.baris not in baris else ""


class _Isi:
    """The shown cells; a merged cell's text stands in the first of its cells that is shown."""

    def __init__(self, lembar: Lembar, baris: Sequence[int], kolom: Sequence[int], tanda: Mapping[_Letak, str]) -> None:
        self.lembar = lembar
        self.kolom = kolom
        self.tanda = tanda
        self.pindah: dict[_Letak, Rentang] = {}
        for r in lembar.gabungan:
            if r.baris2 < baris[0] or r.baris1 > baris[-1]:
                continue
            ujung = _pertama(baris, r.baris1, r.baris2), _pertama(kolom, r.kolom1, r.kolom2)
            if ujung[0] and ujung[1]:
                self.pindah[ujung] = r

    def baris(self, nomor: int) -> Iterator[SelPotret]:
        """The cells of a row; one merged across columns once."""
        sampai = 0
        for k in self.kolom:
            if k <= sampai:
                continue
            r = self.pindah.get((nomor, k))
            s = self.lembar.sel(nomor, k) if r is None else self.lembar.sel(r.baris1, r.kolom1)
            lebar = 1
            if r is not None and not any((nomor, x) in self.tanda for x in range(k + 1, r.kolom2 + 1)):
                sampai = r.kolom2
                lebar = sum(k <= x <= r.kolom2 for x in self.kolom)
            yield SelPotret(_pendek(s.tampil), self.tanda.get((nomor, k), ""), s.jenis == "n", lebar)


def _pertama(daftar: Sequence[int], awal: int, akhir: int) -> int:
    return next((n for n in daftar if awal <= n <= akhir), 0)


def _pendek(teks: str) -> str:
    teks = aman(teks)
    return teks if len(teks) <= _TEKS_TERPANJANG else teks[: _TEKS_TERPANJANG - 1].rstrip() + "…"
