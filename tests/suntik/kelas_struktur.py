"""Faults of form: figures as text, separators, numbering, duplicated rows, headings."""

from __future__ import annotations

from itertools import pairwise

from tests.suntik.bahan import Bahan
from tests.suntik.kelas import Harapan, Kelas, capaian_angka, nilai, pilih
from xlkinerja.angka import tulis_angka
from xlkinerja.model import BarisAnggaran
from xlkinerja.temuan import Sel


def angka_teks(b: Bahan) -> Harapan | None:
    """A whole column of amounts stored as text: one finding with its count."""
    baris = [r for r in b.anggaran[1] if r.pagu is not None]
    bidang = b.acak.choice(("pagu", "realisasi", "sisa"))
    for r in baris:
        b.tulis(r.asal[bidang], tulis_angka(getattr(r, bidang)))
    return Harapan((baris[0].asal[bidang],), ("S101",), (f"{len(baris)} sel",))


def pemisah_lain(b: Bahan) -> Harapan | None:
    """One amount as text with commas in a column of dots."""
    _, baris = b.anggaran
    bidang = b.acak.choice(("pagu", "realisasi"))
    for r in baris:
        if r.pagu is not None:
            b.tulis(r.asal[bidang], tulis_angka(getattr(r, bidang)))
    r = b.acak.choice(b.daun())
    b.tulis(r.asal[bidang], tulis_angka(getattr(r, bidang)).replace(".", ","))
    return Harapan((r.asal[bidang],), ("S102",), ("seragam",))


def dua_gaya(b: Bahan) -> Harapan | None:
    """Both separators as thousands in one amount."""
    r = pilih(b.acak, [r for r in b.daun() if r.pagu and r.pagu >= 1_000_000])
    if r is None or r.pagu is None:
        return None
    b.tulis(r.asal["pagu"], tulis_angka(r.pagu).replace(".", ",", 1))
    return Harapan((r.asal["pagu"],), ("S107",), ("dua gaya",))


def nomor_ganda(b: Bahan) -> Harapan | None:
    """A row number used twice."""
    semua = capaian_angka(b, "capaian_sasaran")
    r = pilih(b.acak, [r for r in semua if r.nomor == "2"])
    if r is None:
        return None
    b.tulis(r.asal["nomor"], "1")
    return Harapan((r.asal["nomor"],), ("S104",), ("dua kali",))


def _dua_daun(b: Bahan) -> tuple[BarisAnggaran, BarisAnggaran] | None:
    """Two details of the budget, one below the other."""
    _, baris = b.anggaran
    daun = b.daun()
    return pilih(b.acak, [(a, c) for a, c in pairwise(baris) if a in daun and c in daun])


def baris_ganda(b: Bahan) -> Harapan | None:
    """A detail of the budget stands there twice: the row below was overwritten with it."""
    dua = _dua_daun(b)
    if dua is None:
        return None
    a, c = dua
    for n, s in c.asal.items():
        asal = a.asal[n]
        b.tulis(s, asal.nilai if not isinstance(asal.nilai, bool) else None)
    return Harapan((c.asal["kode"], c.asal["nama"]), ("A2", "S1", "J2"), ("dua kali|ganda|sama persis",))


def kode_ganda(b: Bahan) -> Harapan | None:
    """Two rows under one code."""
    dua = _dua_daun(b)
    if dua is None:
        return None
    a, c = dua
    b.tulis(c.asal["kode"], str(a.asal["kode"].nilai))
    return Harapan((c.asal["kode"],), ("A2",), ("dua kali|ganda|dipakai",))


def kode_rusak(b: Bahan) -> Harapan | None:
    """A code mistyped: a letter for a digit, or a digit missing."""
    r = b.acak.choice(b.daun())
    kode = str(r.asal["kode"].nilai)
    salah = b.acak.choice((kode[:-1], kode[:-3] + "O" + kode[-2:], kode.replace(".", ",", 1)))
    b.tulis(r.asal["kode"], salah)
    return Harapan((r.asal["kode"],), ("A2",), ("kode",))


def judul_salah_eja(b: Bahan) -> Harapan | None:
    """A heading misspelt."""
    d = b.acak.choice(b.dokumen("capaian_sasaran", "capaian_kegiatan"))
    sel = d.kepala["realisasi"]
    b.tulis(sel, "Realiasi")
    return Harapan((sel,), ("S106",), ("Realisasi",))


def bukan_angka(b: Bahan) -> Harapan | None:
    """Words in the place of an amount."""
    r = b.acak.choice(b.daun())
    b.tulis(r.asal["realisasi"], "lihat SAKTI")
    return Harapan((r.asal["realisasi"],), ("S204",), ("bukan angka",))


def galat_excel(b: Bahan) -> Harapan | None:
    """An error value typed or left over."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None:
        return None
    _galat(b, r.asal["capaian"], "#DIV/0!")
    assert nilai(r.capaian) is not None
    return Harapan((r.asal["capaian"],), ("S204", "F"), ("bukan angka|galat|#DIV",))


def _galat(b: Bahan, sel: Sel, teks: str) -> None:
    b.tulis(sel, teks)
    x = b.lembar(sel.lembar)
    x.jenis[x._cari(sel.baris, sel.kolom)] = ord("e")


def pagu_kosong(b: Bahan) -> Harapan | None:
    """A pagu not filled in."""
    r: BarisAnggaran = b.acak.choice(b.daun())
    b.tulis(r.asal["pagu"], None)
    return Harapan((r.asal["pagu"],), ("S203",), ("belum diisi",))


SEMUA = (
    Kelas("S sekolom angka sebagai teks", angka_teks, tingkat="info"),
    Kelas("S pemisah lain dalam satu kolom", pemisah_lain, tingkat="peringatan"),
    Kelas("S dua gaya dalam satu angka", dua_gaya, tingkat="peringatan"),
    Kelas("S nomor dua kali", nomor_ganda, tingkat="peringatan"),
    Kelas("S baris tertulis dua kali", baris_ganda, tingkat="peringatan"),
    Kelas("S judul kolom salah eja", judul_salah_eja, tingkat="info"),
    Kelas("S kata di tempat angka", bukan_angka, tingkat="peringatan"),
    Kelas("S nilai galat Excel", galat_excel, tingkat="peringatan"),
    Kelas("S pagu kosong", pagu_kosong, tingkat="peringatan"),
    Kelas("A kode dipakai dua kali", kode_ganda, tingkat="peringatan"),
    Kelas("A kode salah bentuk", kode_rusak, tingkat="peringatan"),
)
