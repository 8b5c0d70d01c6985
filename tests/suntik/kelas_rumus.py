"""Faults of formulas: overtyped, stale, short or too long, of the wrong kind."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.suntik.bahan import Bahan
from tests.suntik.kelas import Harapan, Kelas, capaian_angka, nilai, pilih
from xlkinerja.buku import LEBAR, Lembar
from xlkinerja.formulir.rumus import sumber_salinan
from xlkinerja.model import BarisAnggaran
from xlkinerja.temuan import Sel, alamat_a1


def _terhitung(b: Bahan) -> tuple[Sel, Decimal] | None:
    """A computed cell on which nothing else depends that a rule looks at, and another figure for it."""
    if b.acak.random() < 0.5:
        r = pilih(b.acak, capaian_angka(b))
        return (r.asal["capaian"], (nilai(r.capaian) + b.acak.randint(3, 40)) / 100) if r else None
    a: BarisAnggaran = b.acak.choice(b.daun())
    if a.sisa is None or a.persen is None:
        return None
    bidang = b.acak.choice(("sisa", "persen"))
    return a.asal[bidang], a.sisa + 12_345 if bidang == "sisa" else (a.persen + 3) / 100


def angka_menimpa_rumus(b: Bahan) -> Harapan | None:
    """A figure typed over the formula of a computed cell."""
    pasangan = _terhitung(b)
    if pasangan is None:
        return None
    b.tulis(*pasangan)
    return Harapan((pasangan[0],), ("K201", "A2", "F"), ("menimpa rumus",))


def nilai_usang(b: Bahan) -> Harapan | None:
    """The formula is right, the value stored with it is an old one."""
    pasangan = _terhitung(b)
    if pasangan is None:
        return None
    b.simpan(*pasangan)
    return Harapan((pasangan[0],), ("K201", "A2", "F"), ("usang",))


def _jumlah(b: Bahan) -> list[tuple[Lembar, Sel, int, int, str]]:
    """The totals made with SUM over the rows above: sheet, cell, first and last row, column letters."""
    hasil = []
    x = b.lembar("Rekap Anggaran")
    for kunci, rumus in x.rumus.items():
        cocok = re.fullmatch(r"SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)", rumus)
        if cocok and cocok[1] == cocok[3]:
            sel = x.sel(kunci // LEBAR + 1, kunci % LEBAR + 1)
            hasil.append((x, sel, int(cocok[2]), int(cocok[4]), cocok[1]))
    # The tables of programs and units: there nothing but sisa and % follows from a total.
    return [h for h in hasil if h[1].tampil and h[1].kolom < 5 and h[1].baris < 20]


def _bernilai(x: Lembar, sel: Sel, baris: int) -> Decimal:
    isi = x.sel(baris, sel.kolom).nilai
    return isi if isinstance(isi, Decimal) else Decimal(0)


def rentang_kurang(b: Bahan) -> Harapan | None:
    """SUM leaves out its first row; everything below is computed from what it gives."""
    h = pilih(b.acak, [h for h in _jumlah(b) if _bernilai(h[0], h[1], h[2])])
    if h is None:
        return None
    x, sel, awal, akhir, kolom = h
    b.rumus(sel, f"SUM({kolom}{awal + 1}:{kolom}{akhir})")
    _ganti_total(b, x, sel, -_bernilai(x, sel, awal))
    return Harapan((sel,), ("F", "J2"), (rf"{alamat_a1(awal, sel.kolom)}\b|baris {awal}\b",))


def _ganti_total(b: Bahan, x: Lembar, sel: Sel, selisih: Decimal) -> None:
    """What Excel shows after the formula changed: the total, and the sisa and % beside it."""
    assert isinstance(sel.nilai, Decimal)
    b.simpan(sel, sel.nilai + selisih)
    pagu, realisasi, sisa, persen = (x.sel(sel.baris, k) for k in range(3, 7))
    p, r = pagu.nilai, realisasi.nilai
    if sel.kolom in (3, 4) and isinstance(sisa.nilai, Decimal) and isinstance(p, Decimal) and isinstance(r, Decimal):
        b.simpan(sisa, p - r)
        if p:
            b.simpan(persen, r / p)


def rentang_lebih(b: Bahan) -> Harapan | None:
    """SUM takes in a subtotal or itself's neighbour twice: two ranges that overlap in a row."""
    h = pilih(b.acak, [h for h in _jumlah(b) if _bernilai(h[0], h[1], h[2])])
    if h is None:
        return None
    x, sel, awal, akhir, kolom = h
    b.rumus(sel, f"SUM({kolom}{awal}:{kolom}{akhir},{kolom}{awal})")
    _ganti_total(b, x, sel, _bernilai(x, sel, awal))
    return Harapan((sel,), ("F", "J2"), (rf"{alamat_a1(awal, sel.kolom)}\b|baris {awal}\b|dua kali",))


def rujuk_diri(b: Bahan) -> Harapan | None:
    """A total that takes itself in: circular, Excel shows 0."""
    h = pilih(b.acak, _jumlah(b))
    if h is None:
        return None
    _, sel, awal, akhir, kolom = h
    b.rumus(sel, f"SUM({kolom}{awal}:{kolom}{akhir + 1})")
    return Harapan((sel,), ("F",), ("melingkar|sendiri",)) if sel.baris == akhir + 1 else None


def berkas_luar(b: Bahan) -> Harapan | None:
    """A target taken from another file."""
    a: BarisAnggaran = b.acak.choice(b.daun())
    b.rumus(a.asal["pagu"], f"'[1]Anggaran'!$D${a.asal['pagu'].baris}")
    return Harapan((a.asal["pagu"],), ("F",), ("berkas lain|buku kerja lain|luar",))


def hasil_teks(b: Bahan) -> Harapan | None:
    """A formula that gives a text in the place of a percentage."""
    a: BarisAnggaran = b.acak.choice(b.daun())
    sel = a.asal["persen"]
    b.rumus(sel, f'TEXT({a.asal["realisasi"].alamat}/{a.asal["pagu"].alamat},"0%")')
    b.simpan(sel, f"{round(a.persen or 0)}%")
    return Harapan((sel,), ("F", "S1"), ("teks",))


def galat_merambat(b: Bahan) -> Harapan | None:
    """An error where it arises, and in what is computed from it."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None or "realisasi_t4" not in r.asal:
        return None
    salinan = [s for x in b.buku.lembar for s in _menyalin(x, r.asal["realisasi"])]
    for sel in (r.asal["realisasi"], r.asal["capaian"], *salinan):
        b.simpan(sel, "#REF!")
        x = b.lembar(sel.lembar)
        x.jenis[x._cari(sel.baris, sel.kolom)] = ord("e")
    b.rumus(r.asal["realisasi"], "#REF!+1")
    return Harapan((r.asal["realisasi"],), ("F", "S204"), ("galat|#REF|bukan angka",))


def _menyalin(x: Lembar, asal: Sel) -> list[Sel]:
    """The cells of a sheet that carry another cell's content."""
    milik = (asal.lembar, asal.alamat)
    semua = [k for k, rumus in x.rumus.items() if sumber_salinan(rumus) == milik]
    return [x.sel(k // LEBAR + 1, k % LEBAR + 1) for k in semua]


SEMUA = (
    Kelas("F angka menimpa rumus", angka_menimpa_rumus, ketik=False),
    Kelas("F nilai tersimpan usang", nilai_usang, ketik=False),
    Kelas("F rentang jumlah kurang sebaris", rentang_kurang, ketik=False),
    Kelas("F baris dijumlahkan dua kali", rentang_lebih, ketik=False),
    Kelas("F rumus merujuk dirinya sendiri", rujuk_diri, ketik=False),
    Kelas("F rumus ke berkas lain", berkas_luar, ketik=False, tingkat="peringatan"),
    Kelas("F hasil rumus berupa teks", hasil_teks, ketik=False, tingkat="peringatan"),
    Kelas("F nilai galat merambat", galat_merambat, ketik=False, tingkat="peringatan"),
)
