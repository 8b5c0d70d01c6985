"""Formula cells that no longer say what they compute: overtyped with a constant, or with a stale stored value.

Other rules judge the values of most computed cells; for them `sebab_rumus` gives the words of the likely cause. What no
other rule judges becomes a finding of its own (`aturan/rumus.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from xlkinerja.anggaran_baris import BULAN, berangka, susunan
from xlkinerja.angka import Kata
from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR
from xlkinerja.formulir.rumus import adalah_salinan, sumber_salinan
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, BarisPendukung, CapaianIndikator, Catatan, Dokumen, baris_anggaran
from xlkinerja.olah import Hitungan
from xlkinerja.rumus_buku import PetaLembar, PetaRumus
from xlkinerja.rumus_nilai import Nilai, NilaiGalat, TakDinilai, sama_hasil
from xlkinerja.rumus_sel import pecah, pindahkan, urai_acuan
from xlkinerja.rumus_templat import rumus_asli
from xlkinerja.temuan import Sel, urai_a1

Tempat = tuple[str, int, int]
"""Sheet name, row, column."""

_ANGKA = ord("n")
_USANG_TERBANYAK = 300
_SANGAT_DEKAT = Decimal("9E-12")
"""A little less than the part by which `sama_hasil` lets figures differ, so that the last digit of a float is no
matter."""
_UANG = ("pagu_awal", "pagu", "blokir", "realisasi", "sisa")
_ANGGARAN = (*_UANG, "persen", *BULAN)
_CAPAIAN = ("realisasi", "capaian", *(f"capaian_t{i}" for i in range(1, 5)))
TERTIMPA = "angka diketik menimpa rumus di sel ini"
USANG = (
    "rumusnya benar tetapi nilai tersimpannya usang; tekan F9 (hitung ulang) di Excel, lalu simpan, dan pastikan mode "
    "hitung otomatis"
)


@beku(frozen=True, slots=True)
class Tertimpa:
    """A constant where its like have formulas: `seharusnya` what a formula would give there (percent in percent),
    `beda` whether that is another figure, `contoh` a cell that still has its formula."""

    dokumen: Dokumen
    bidang: str
    kunci: str
    sel: Sel
    seharusnya: Decimal
    beda: bool
    contoh: Sel


@beku(frozen=True, slots=True)
class Usang:
    """Cells whose formula gives something else than what is stored, for one cause: they share an operand that was
    changed. `hasil`: what the first one's formula gives; `operan`: the typed cells that they are made from; `turunan`:
    cells that only look stale because they are made from these."""

    sel: tuple[Sel, ...]
    hasil: float
    operan: frozenset[Tempat]
    turunan: tuple[Sel, ...] = ()


# ---------------------------------------------------------------- constants over formulas


def tertimpa(konteks: Konteks) -> tuple[Tertimpa, ...]:
    """Constants over formulas in the computed columns of budget, performance and supporting tables."""
    if konteks.rumus is None:
        return ()
    if "rumus_tertimpa" not in konteks.__dict__:
        konteks.__dict__["rumus_tertimpa"] = tuple(_cari_tertimpa(konteks, konteks.rumus))
    hasil: tuple[Tertimpa, ...] = konteks.__dict__["rumus_tertimpa"]
    return hasil


def _cari_tertimpa(konteks: Konteks, peta: PetaRumus) -> Iterator[Tertimpa]:
    for x in seperan(konteks):
        d, bidang, berumus = x.dokumen, x.bidang, x.berumus
        tetap = [(i, s) for i, s in zip(x.baris, x.sel, strict=True) if s.rumus is None and s.jenis == "n"]
        if not tetap or len(berumus) <= len(tetap):
            continue
        for i, s in tetap:
            seharusnya = _seharusnya(konteks.rumus_ketikan.get(s[:3]), peta, s, berumus, bidang)
            if seharusnya is not None:
                beda = berbeda(s, seharusnya, bidang)
                if not beda and _berpredikat(d.baris[i]):
                    continue
                yield Tertimpa(d, bidang, kunci_baris(d, i), s, seharusnya, beda, berumus[0])


def _berpredikat(b: Catatan) -> bool:
    """True for an indicator with a grade (WTP): its capaian may be typed, since a plain formula divides no words."""
    return isinstance(b, CapaianIndikator) and (isinstance(b.target, Kata) or isinstance(b.realisasi, Kata))


class Seperan(NamedTuple):
    """Cells of one role in a column: their rows, the cells, those of them with a formula."""

    dokumen: Dokumen
    bidang: str
    baris: Sequence[int]
    sel: Sequence[Sel]
    berumus: Sequence[Sel]


def seperan(konteks: Konteks) -> Sequence[Seperan]:
    """The roles of the workbook's tables in which a cell has a formula; found once for all rules."""
    if "rumus_seperan" not in konteks.__dict__:
        semua = ((d, n, baris) for d in konteks.berkas.dokumen for n, baris in _peran(d) if _berumus(konteks, d, n))
        sel = ((d, n, baris, [d.baris[i].asal[n] for i in baris]) for d, n, baris in semua)
        konteks.__dict__["rumus_seperan"] = [Seperan(*x, r) for x in sel if (r := [s for s in x[3] if s.rumus])]
    hasil: list[Seperan] = konteks.__dict__["rumus_seperan"]
    return hasil


def _berumus(konteks: Konteks, d: Dokumen, bidang: str) -> bool:
    """Quick test: False if no formula stands in the column of a field, which is one for all rows."""
    s = d.baris[0].asal.get(bidang) if d.baris else None
    return s is None or konteks.rumus is None or (s.lembar.casefold(), s.kolom) in konteks.rumus.bentuk


def _peran(d: Dokumen) -> Iterator[tuple[str, Sequence[int]]]:
    """Fields with the rows in which their cells have one role: sums apart from what they sum."""
    if d.jenis == "anggaran":
        baris = baris_anggaran(d)
        induk = [s.indeks for s in susunan(baris)]
        atas = set(induk)
        daun = [i for i, b in enumerate(baris) if i not in atas and berangka(b)]
        for bidang in _ANGGARAN:
            if bidang in d.kepala:
                yield from ((bidang, rows) for rows in ((induk, daun) if bidang != "persen" else ([*induk, *daun],)))
    elif d.jenis == "capaian" and not d.rancu:
        yield from ((n, range(len(d.baris))) for n in _CAPAIAN if n in d.kepala)
    elif d.jenis == "data_dukung":
        yield from (("realisasi", range(len(d.baris))),) if "realisasi" in d.kepala else ()
    elif d.jenis == "pendukung":
        isi = [i for i, b in enumerate(d.baris) if isinstance(b, BarisPendukung) and not b.total]
        angka = {k for b in d.baris if isinstance(b, BarisPendukung) for k in b.nilai}
        yield from ((n, isi) for n in sorted(angka, key=lambda n: d.kepala[n].kolom))


def kunci_baris(d: Dokumen, i: int) -> str:
    """What a row is about."""
    b = d.baris[i]
    if isinstance(b, BarisAnggaran):
        return " ".join(b.kode) or b.nama
    return b.label if isinstance(b, BarisPendukung) else getattr(b, "indikator", "")


def _seharusnya(
    h: Hitungan | None, peta: PetaRumus, sel: Sel, berumus: Sequence[Sel], bidang: str
) -> Decimal | None:
    """What belongs in the cell: the engine's figure, else what the nearest formula of its like gives there."""
    if h is not None:
        return h.nilai if isinstance(h.nilai, Decimal) else None
    acuan = min(berumus, key=lambda s: (abs(s.baris - sel.baris), s.baris))
    if adalah_salinan(acuan.rumus or ""):
        return _tersalin_ke(peta, sel, berumus)
    try:
        hasil = peta.hitung(sel.lembar, pindahkan(acuan.rumus or "", sel.baris - acuan.baris, sel.kolom - acuan.kolom))
    except (TakDinilai, NilaiGalat):
        return None
    if not isinstance(hasil, float) or isinstance(hasil, bool) or hasil == 0:
        return None  # nothing filled in that it could be made from
    return Decimal(f"{hasil:.15g}") * (100 if "%" in sel.format else 1)


def _tersalin_ke(peta: PetaRumus, sel: Sel, berumus: Sequence[Sel]) -> Decimal | None:
    """What a template's copy would show, if the two nearest copies are taken from as far up or down in one column."""
    dua = sorted(berumus, key=lambda s: (abs(s.baris - sel.baris), s.baris))[:2]
    sumber = [(x[0], *urai_a1(x[1])) if (x := sumber_salinan(s.rumus or "")) else None for s in dua]
    jarak = {(x[0], x[1] - s.baris, x[2]) for x, s in zip(sumber, dua, strict=True) if x is not None}
    if len(dua) < 2 or None in sumber or len(jarak) != 1:
        return None
    lembar, geser, kolom = jarak.pop()
    try:
        nilai = peta.nilai(lembar, sel.baris + geser, kolom)
    except (TakDinilai, NilaiGalat):
        return None
    if not isinstance(nilai, float) or isinstance(nilai, bool):
        return None
    return Decimal(f"{nilai:.15g}") * (100 if "%" in sel.format else 1)


def berbeda(sel: Sel, seharusnya: Decimal, bidang: str) -> bool:
    """Whether a figure is another one than what belongs there, beyond the last digit that it shows. A percentage may
    stand in its cell as a fraction."""
    assert isinstance(sel.nilai, Decimal)
    pecahan = sel.tampil.strip().rstrip("% ").rpartition(",")
    banyak = len(pecahan[2]) if pecahan[1] and pecahan[2].isdigit() else 0
    setengah = Decimal("0.5").scaleb(-banyak) + Decimal("1e-9")
    if "%" in sel.format:
        return abs(sel.nilai * 100 - seharusnya) > setengah
    if bidang.startswith(("capaian", "persen")) and abs(sel.nilai * 100 - seharusnya) <= setengah * 100:
        return False
    return abs(sel.nilai - seharusnya) > setengah


# ---------------------------------------------------------------- stale stored values


def usang(konteks: Konteks) -> tuple[Usang, ...]:
    """Formula cells whose stored figure is not what they give, with those of one cause together."""
    if konteks.rumus is None:
        return ()
    if "rumus_usang" not in konteks.__dict__:
        semua = _cari_usang(konteks, konteks.rumus)
        pertama = _yang_pertama(konteks.rumus, semua)
        gugur = [t for t in semua if t not in pertama]
        konteks.__dict__["rumus_usang"] = _kelompokkan(konteks.rumus, pertama, gugur)
    hasil: tuple[Usang, ...] = konteks.__dict__["rumus_usang"]
    return hasil


def _cari_usang(konteks: Konteks, peta: PetaRumus) -> dict[Tempat, Nilai]:
    """Cells with a stale figure, with what their formulas give. Those that the engine confirms need no evaluation."""
    sah: dict[str, set[int]] = defaultdict(set)
    beda: dict[Tempat, Hitungan] = {}
    for h in konteks.hitungan:
        s = h.sel
        if s.rumus is None:
            continue
        if _cocok(h):
            sah[s.lembar].add((s.baris - 1) * LEBAR + s.kolom - 1)
        else:
            beda[s.lembar, s.baris, s.kolom] = h
    hasil: dict[Tempat, Nilai] = {}
    for p in peta.lembar.values():
        nama, jenis, selesai = p.lembar.nama, p.lembar.jenis, sah[p.lembar.nama]
        for kunci, rumus in [x for x in p.lembar.rumus.items() if x[0] not in selesai]:
            if jenis[p.indeks.get(kunci, 0)] != _ANGKA or _tersalin(peta, p, kunci, rumus):
                continue
            baris, kolom = kunci // LEBAR + 1, kunci % LEBAR + 1
            nilai = peta.usang(nama, baris, kolom)
            if nilai is None and (nama, baris, kolom) in beda:
                nilai = _menurut_mesin(peta, beda[nama, baris, kolom])
            if isinstance(nilai, float):
                hasil[nama, baris, kolom] = nilai
    return hasil


def _cocok(h: Hitungan) -> bool:
    n = h.sel.nilai
    if h.sel.rumus is None or not isinstance(n, Decimal):
        return False
    if not isinstance(h.nilai, Decimal):
        return h.nilai is None and h.alasan is None and n == 0  # nothing filled in yet
    if n == h.nilai:
        return True
    persen = "%" in h.sel.format
    if not persen and not h.bidang.startswith(("capaian", "persen")):
        return False
    if n.adjusted() < 300 and _dekat(n * 100 if persen else n, h.nilai):
        return True
    a, b = float(n), float(h.nilai)
    return sama_hasil(a * 100, b) or sama_hasil(a, b)


def _dekat(a: Decimal, b: Decimal) -> bool:
    """Quick test: True only if `sama_hasil` is of the two as floats, which cost more to make than to compare."""
    beda = abs(a - b)
    return beda.is_finite() and beda <= b * _SANGAT_DEKAT


def _menurut_mesin(peta: PetaRumus, h: Hitungan) -> float | None:
    """What a template's own formula gives that is too long to be evaluated: the engine's figure is its twin."""
    if h.sel.jenis != "n" or not isinstance(h.nilai, Decimal) or not rumus_asli(h):
        return None
    try:
        peta.hitung(h.sel.lembar, h.sel.rumus or "")
    except TakDinilai:
        return float(h.nilai) / (100 if "%" in h.sel.format else 1)
    except NilaiGalat:
        pass
    return None


def _tersalin(peta: PetaRumus, p: PetaLembar, kunci: int, rumus: str) -> bool:
    """True for a template's copy of another cell that shows just what stands there."""
    if not rumus.startswith("IF(ISREF("):
        return False
    sumber = sumber_salinan(rumus)
    asal = peta.lembar.get(sumber[0].casefold()) if sumber else None
    if sumber is None or asal is None:
        return False
    baris, kolom = urai_a1(sumber[1])
    i = peta.peta(asal.lembar.nama).indeks.get((baris - 1) * LEBAR + kolom - 1)
    j = peta.peta(p.lembar.nama).indeks.get(kunci)
    dua = [(asal, i), (p, j)]
    a, b = (None if n is None or not x.lembar.isi[n] else (x.lembar.jenis[n], x.lembar.isi[n]) for x, n in dua)
    return a == b


def _yang_pertama(peta: PetaRumus, semua: Mapping[Tempat, Nilai]) -> dict[Tempat, Nilai]:
    """Without the cells that are right once the stale ones before them are."""
    hasil = dict(semua)
    if not 2 <= len(hasil) <= _USANG_TERBANYAK:
        return hasil
    peta.ganti = {(lembar.casefold(), b, k): n for (lembar, b, k), n in hasil.items()}
    try:
        for tempat in list(hasil):
            lembar, b, k = tempat
            kini = peta.ganti.pop((lembar.casefold(), b, k))
            if peta.dinilai(lembar, b, k) and peta.usang(lembar, b, k) is None:
                del hasil[tempat]
            else:
                peta.ganti[lembar.casefold(), b, k] = kini
    finally:
        peta.ganti = {}
    return hasil


def _kelompokkan(peta: PetaRumus, semua: Mapping[Tempat, Nilai], gugur: Sequence[Tempat]) -> tuple[Usang, ...]:
    """Stale cells that share a typed operand together, in sheet order, with those that follow from them; very many
    have one cause, that nothing was computed again."""
    if len(semua) + len(gugur) > _USANG_TERBANYAK:
        urut = sorted(semua, key=lambda t: (peta.peta(t[0]).urut, t[1], t[2]))
        nilai = semua[urut[0]]
        assert isinstance(nilai, float)
        dua = ([peta.sel(*t) for t in x] for x in (urut, gugur))
        return (Usang(tuple(next(dua)), nilai, frozenset(), tuple(next(dua))),)
    kelompok: list[tuple[list[Tempat], set[Tempat]]] = []
    for tempat in sorted(semua, key=lambda t: (peta.peta(t[0]).urut, t[1], t[2])):
        operan = _operan(peta, tempat) or {tempat}
        sama = [k for k in kelompok if k[1] & operan]
        gabung = ([*(t for k in sama for t in k[0]), tempat], operan.union(*(k[1] for k in sama)))
        kelompok = [*(k for k in kelompok if not k[1] & operan), gabung]
    dirujuk = {t: _operan(peta, t, rumus=True) for t in gugur}
    hasil = []
    for anggota, operan in kelompok:
        nilai = semua[anggota[0]]
        assert isinstance(nilai, float)
        ikut = _ikut(set(anggota), dirujuk)
        hasil.append(
            Usang(
                tuple(peta.sel(*t) for t in anggota), nilai, frozenset(operan), tuple(peta.sel(*t) for t in ikut)
            )
        )
    return tuple(hasil)


def _ikut(awal: set[Tempat], dirujuk: Mapping[Tempat, set[Tempat]]) -> list[Tempat]:
    """The cells that refer to these, directly or through each other."""
    hasil: list[Tempat] = []
    bertambah = True
    while bertambah:
        baru = [t for t, o in dirujuk.items() if t not in hasil and (o & awal)]
        hasil += baru
        awal = awal.union(baru)
        bertambah = bool(baru)
    return hasil


def _operan(peta: PetaRumus, tempat: Tempat, *, rumus: bool = False) -> set[Tempat]:
    """The cells with a figure that a cell's formula refers to: typed ones, or (`rumus`) those with a formula."""
    hasil: set[Tempat] = set()
    for a in map(urai_acuan, pecah(peta.rumus(*tempat) or "")[1]):
        lembar = a.lembar or tempat[0]
        for b, k in () if a.luar else peta.isi(lembar, a):
            if (peta.rumus(lembar, b, k) is not None) is rumus and peta.sel(lembar, b, k).jenis == "n":
                hasil.add((peta.peta(lembar).lembar.nama, b, k))
    return hasil


def sebab_rumus(konteks: Konteks, lembar: str, sel: str) -> str | None:
    """Why a computed cell (sheet, A1 address) has another figure than its formula gives: overtyped or stale; None if
    it is neither."""
    if "rumus_sebab" not in konteks.__dict__:
        kata = {(s.lembar, s.alamat): USANG for u in usang(konteks) for s in u.sel}
        konteks.__dict__["rumus_sebab"] = kata | {
            (t.sel.lembar, t.sel.alamat): TERTIMPA for t in tertimpa(konteks) if t.beda
        }
    semua: dict[tuple[str, str], str] = konteks.__dict__["rumus_sebab"]
    return semua.get((lembar, sel))
