"""The heat map: the matrix of the Ketua's capaian as the report shows it, with shades, signs and words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.beku import beku
from xlkinerja.hitung import Skala
from xlkinerja.konsol import aman
from xlkinerja.laporan.html.peta import nama_pendek
from xlkinerja.laporan.matriks import MatriksCapaian, Nilaian, SelCapaian, matriks_capaian
from xlkinerja.laporan.wilayah import Wilayah

_TINGKATAN = 4
"""Shades of the heat map, best to worst."""
BEDA, LEWAT = "≠", "°"
"""Another figure stands in the workbook; a realisasi "-" that counts as 0."""


@beku(frozen=True, slots=True)
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


@beku(frozen=True, slots=True)
class Kolom:
    """One office: its short name, and, where it has no table, why ("belum dikirim")."""

    nama: str
    panjang: str
    tanpa: str = ""


@beku(frozen=True, slots=True)
class Baris:
    """One indicator and its cell in each column that has a table (None in the others)."""

    indikator: str
    petak: tuple[Petak | None, ...]


@beku(frozen=True, slots=True)
class PetaPanas:
    """The whole table. `skala`: the categories with their bounds in words, best first; `skala_beda`: the offices that
    have a scale of their own."""

    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    skala: tuple[tuple[str, str, str, int], ...]
    skala_beda: tuple[str, ...]

    @property
    def ada_lewat(self) -> bool:
        """True if a realisasi "-" counts as 0 somewhere."""
        return any(p is not None and LEWAT in p.tanda for b in self.baris for p in b.petak)


def peta_panas(w: Wilayah) -> PetaPanas | None:
    """The heat map of a collection; None if no office has a table of the Ketua's capaian."""
    m = matriks_capaian(w)
    if not m.isi:
        return None
    kode = [k.satker.kode or "" for k in w.satker]
    kolom = tuple(Kolom(nama_pendek(k.satker), k.satker.nama, m.tanpa.get(k.satker.kode or "", "")) for k in w.satker)
    baris = tuple(Baris(aman(i.teks), tuple(_petak(m, i.kunci, k) for k in kode)) for i in m.indikator)
    beda = tuple(x.nama for k, x in zip(kode, kolom, strict=True) if k in m.skala_sendiri)
    return PetaPanas(kolom, baris, tuple(_legenda(m.skala)), beda)


def _petak(m: MatriksCapaian, indikator: str, kode: str) -> Petak | None:
    return None if kode in m.tanpa else petak(m.sel(indikator, kode))


def petak(s: SelCapaian) -> Petak:
    """A cell of the matrix as shown."""
    if s.nilai is None:
        tak_ada = "indikator ini tidak ada di tabel capaian Ketua satker ini" if s.nilaian is Nilaian.TIDAK_ADA else ""
        return Petak(tanpa=s.nilaian.value, catatan=aman(s.alasan) or tak_ada)
    tanda, catatan = [], []
    if s.cocok is False:
        tanda.append(BEDA)
        catatan.append(f"di buku kerja tertulis {aman(s.tertulis)}")
    if s.tanpa_penilaian:
        tanda.append(LEWAT)
        catatan.append("realisasi “-”: tidak dinilai, dihitung 0")
    nama = s.kategori
    warna = round(s.jenjang * (_TINGKATAN - 1)) if nama is not None else None
    return Petak(tulis_angka(s.nilai, 2), aman(nama or "di luar skala"), _singkat(nama), warna, "", "; ".join(catatan),
                 "".join(tanda))  # fmt: skip


def _singkat(nama: str | None) -> str:
    """Initials of a category: "Baik Sekali" -> "BS"."""
    return aman("".join(k[0] for k in nama.split()).upper()) if nama else "?"


def _legenda(skala: Skala) -> Iterator[tuple[str, str, str, int]]:
    """Initials, name, bounds in words and shade of each category of a scale that begins with the best."""
    for i, j in enumerate(sorted(skala, key=lambda j: (j.bawah is not None, j.bawah or Decimal(0)), reverse=True)):
        bawah = f"mulai {tulis_angka(j.bawah)}" if j.bawah is not None else ""
        atas = f"di bawah {tulis_angka(j.atas)}" if j.atas is not None else ""
        warna = round(i * (_TINGKATAN - 1) / max(1, len(skala) - 1))
        yield _singkat(j.nama), j.nama, " sampai ".join(x for x in (bawah, atas) if x), warna
