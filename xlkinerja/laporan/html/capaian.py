"""The heat map: capaian and kategori of each indicator of the Ketua's table in each office of a collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlkinerja.angka import Ambigu, Kata, Kosong, tulis_angka
from xlkinerja.cocok import samakan
from xlkinerja.formulir.baku import indikator_baku
from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import SKALA_BAKU, Skala, kategori
from xlkinerja.konsol import aman
from xlkinerja.konteks import Konteks
from xlkinerja.laporan.html.keadaan import KeadaanSatker, Kumpulan
from xlkinerja.model import CapaianIndikator, Dokumen, Satker
from xlkinerja.olah import Hitungan, capaian_cocok
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.tataletak import normal

_TINGKATAN = 4
"""Shades of the heat map, best to worst."""


@dataclass(frozen=True, slots=True)
class Petak:
    """One cell: the figure as printed ("107,58") or, without one, why there is none.

    `warna`: shade from 0 (best) to 3, None without a category. `catatan`: what a reader must know beside the figure.
    """

    angka: str = ""
    kategori: str = ""
    singkat: str = ""
    warna: int | None = None
    tanpa: str = ""
    catatan: str = ""
    tanda: str = ""


TIDAK_ADA = Petak(tanpa="tidak ada", catatan="indikator ini tidak ada di tabel capaian Ketua satker ini")
BELUM_DIISI = Petak(tanpa="belum diisi", catatan="target atau realisasinya belum diisi")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One office: its short name, and, where it has no table, why ("belum dikirim")."""

    nama: str
    panjang: str
    tanpa: str = ""


@dataclass(frozen=True, slots=True)
class Baris:
    """One indicator and its cell in each column that has a table (None in the others)."""

    indikator: str
    petak: tuple[Petak | None, ...]


@dataclass(frozen=True, slots=True)
class PetaPanas:
    """The whole table. `skala`: the categories with their bounds in words, best first; `skala_beda`: the offices that
    have a scale of their own."""

    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    skala: tuple[tuple[str, str, str, int], ...]
    skala_beda: tuple[str, ...]


@dataclass(slots=True)
class _Isi:
    """The table of one office: indicator key -> cell, and the wordings; the scale of its categories."""

    skala: Skala
    petak: dict[str, Petak] = field(default_factory=dict)
    teks: dict[str, str] = field(default_factory=dict)


def peta_panas(k: Kumpulan, hasil: HasilPeriksa, konteks: Sequence[Konteks]) -> PetaPanas | None:
    """The heat map of a collection; None if no office has a table of the Ketua's capaian."""
    isi = [_isi(s.satker, s.ringkas.berkas, k.tahun, hasil, konteks) for s in k.satker]
    if not any(isi):
        return None
    padan = _samakan(isi)
    urutan = _urutan(isi, padan, k.tahun)
    kolom = tuple(Kolom(s.pendek, s.satker.nama, _tanpa(s, x)) for s, x in zip(k.satker, isi, strict=True))
    baris = [
        Baris(nama, tuple(_petak(x, kode, padan) if x else None for x in isi)) for kode, nama in urutan.items()
    ]
    beda = tuple(s.pendek for s, x in zip(k.satker, isi, strict=True) if x and x.skala != SKALA_BAKU)
    return PetaPanas(kolom, tuple(baris), tuple(_legenda(SKALA_BAKU)), beda)


def _tanpa(s: KeadaanSatker, isi: _Isi | None) -> str:
    if isi is not None:
        return ""
    return "tidak ada tabel capaian Ketua" if s.ringkas.banyak else s.ringkas.keadaan.nama.lower()


def _petak(isi: _Isi, kode: str, padan: dict[str, str]) -> Petak:
    return next((p for k, p in isi.petak.items() if padan.get(k, k) == kode), TIDAK_ADA)


def _samakan(isi: Sequence[_Isi | None]) -> dict[str, str]:
    """Misspelt forms of an indicator -> the right one, official ones first."""
    ada: dict[str, set[int]] = {}
    teks: dict[str, str] = {}
    for i, x in enumerate(isi):
        for k, t in x.teks.items() if x else ():
            ada.setdefault(k, set()).add(i)
            teks.setdefault(k, t)
    urut = sorted(ada, key=lambda k: -len(ada[k]))
    return samakan({k: frozenset(ada[k]) for k in urut}, teks)


def _urutan(isi: Sequence[_Isi | None], padan: dict[str, str], tahun: int) -> dict[str, str]:
    """Indicator key -> its name in the rows: the official ones in printed order, then the others as they come."""
    umum = Satker(None, "KPU Kabupaten/Kota", "kabupaten")
    resmi = {kunci(b.indikator): b.indikator for b in indikator_baku(umum, tahun) if b.tingkat == "ketua"}
    ada: dict[str, str] = {}
    for x in isi:
        for k, t in x.teks.items() if x else ():
            ada.setdefault(padan.get(k, k), t)
    return {**{k: t for k, t in resmi.items() if k in ada}, **{k: aman(t) for k, t in ada.items() if k not in resmi}}


def _isi(
    satker: Satker, indeks: Sequence[int], tahun: int, hasil: HasilPeriksa, konteks: Sequence[Konteks]
) -> _Isi | None:
    """The office's table in its workbooks of the year; None if there is none."""
    calon = [
        (hasil.berkas[i], konteks[i], d)
        for i in indeks
        for d in hasil.berkas[i].berkas.semua("capaian")
        if d.unit == "ketua" and d.formulir != "capaian_tahunan"
        and (d.tahun or hasil.berkas[i].berkas.tahun) == tahun
        and (d.satker is None or d.satker.kode in (None, satker.kode))
    ]  # fmt: skip
    if not calon:
        return None
    b, k, d = max(calon, key=lambda c: (len(c[2].baris), "ringkasan" not in normal(c[2].lembar)))
    hitungan = {h.baris: h for h in _hitungan(b, d)}
    x = _Isi(k.skala)
    for i, r in enumerate(d.baris):
        assert isinstance(r, CapaianIndikator)
        kode = kunci(r.indikator)
        if kode and kode not in x.petak:
            x.petak[kode] = _nilai(r, hitungan.get(i), k.skala)
            x.teks[kode] = r.indikator
    return x


def _hitungan(b: HasilBerkas, d: Dokumen) -> Iterator[Hitungan]:
    """The computed capaian of a table; known by its place, since it may come from another process."""
    letak = d.lembar, d.rentang
    return (h for h in b.hitungan if h.bidang == "capaian" and (h.dokumen.lembar, h.dokumen.rentang) == letak)


def _nilai(r: CapaianIndikator, h: Hitungan | None, skala: Skala) -> Petak:
    if h is None:
        return Petak(tanpa="tidak dapat dinilai", catatan="kolomnya rancu sehingga tidak dihitung")
    if not isinstance(h.nilai, Decimal):
        return _tanpa_nilai(r, h)
    if not h.yakin and capaian_cocok(h) is not True:
        arah = "arah indikator (makin tinggi atau makin rendah makin baik) tidak tercatat"
        return Petak(tanpa="tidak dapat dinilai", catatan=arah)
    nama = kategori(h.nilai, skala)
    catatan, tanda = "", ""
    if isinstance(r.realisasi, Kosong):
        catatan, tanda = "realisasi “-”: tidak dinilai, dihitung 0", "–"
    elif capaian_cocok(h) is False:
        catatan, tanda = f"di buku kerja tertulis {aman(r.asal['capaian'].tampil)}", "≠"
    warna = _warna(nama, skala)
    return Petak(tulis_angka(h.nilai, 2), nama or "tanpa kategori", _singkat(nama), warna, "", catatan, tanda)


def _tanpa_nilai(r: CapaianIndikator, h: Hitungan) -> Petak:
    if h.alasan is not None:
        return Petak(tanpa="tidak dapat dihitung", catatan=aman(h.alasan))
    if isinstance(r.target, Kosong) or isinstance(r.realisasi, Kosong):
        return BELUM_DIISI
    if isinstance(r.target, Ambigu) or isinstance(r.realisasi, Ambigu):
        return Petak(tanpa="tidak dapat dinilai", catatan="angkanya dapat dibaca dengan dua cara")
    kata = next((n.teks for n in (r.realisasi, r.target) if isinstance(n, Kata)), "")
    return Petak(tanpa="tidak dapat dinilai", catatan=f"tertulis “{aman(kata)[:60]}”")


def _singkat(nama: str | None) -> str:
    """Initials of a category: "Baik Sekali" -> "BS"."""
    return "".join(k[0] for k in nama.split()).upper() if nama else "?"


def _warna(nama: str | None, skala: Skala) -> int | None:
    """The shade of a category by its rank in its scale."""
    urut = [j.nama for j in sorted(skala, key=lambda j: (j.bawah is not None, j.bawah or Decimal(0)), reverse=True)]
    if nama is None or len(urut) < 2:
        return None
    return round(urut.index(nama) * (_TINGKATAN - 1) / (len(urut) - 1))


def _legenda(skala: Skala) -> Iterator[tuple[str, str, str, int]]:
    """Initials, name, bounds in words and shade of each category."""
    for j in skala:
        bawah = f"mulai {tulis_angka(j.bawah)}" if j.bawah is not None else ""
        atas = f"di bawah {tulis_angka(j.atas)}" if j.atas is not None else ""
        yield _singkat(j.nama), j.nama, " sampai ".join(x for x in (bawah, atas) if x), _warna(j.nama, skala) or 0
