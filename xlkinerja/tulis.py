"""Results and findings to edits, for the cells we own: computed columns, marks, the sheet of findings.

An empty or wrong computed cell gets its value; a flagged cell gets a fill; a cell whose fault is gone gets its former
style back. Input cells are never touched, and a figure that cannot be judged is not written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from decimal import Decimal

from xlkinerja.angka import Angka, Kosong, sejalan, selang
from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Buku, Suntingan
from xlkinerja.buku.gaya import Gaya
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.formulir.rumus import sumber_salinan
from xlkinerja.hitung import Polaritas
from xlkinerja.kolom_hitungan import KolomHitungan, SemuaKolom, berformat
from xlkinerja.lembar_temuan import DITERIMA, KOLOM_STATUS, KOLOM_TINGKAT, baca_temuan, nama_lembar_temuan
from xlkinerja.model import BarisAnggaran, Nilai
from xlkinerja.olah import Hitungan
from xlkinerja.pelengkap import hanya_melengkapi
from xlkinerja.penanda import WARNA, GayaBerlaku, Penanda, Tempat, warna_tanda
from xlkinerja.periksa import HasilBerkas
from xlkinerja.rumus_templat import menunggu_polaritas, menunggu_target, rumus_asli, rumus_baris
from xlkinerja.susun_temuan import susun_temuan
from xlkinerja.tampilan import figur, urai_format
from xlkinerja.temuan import Sel, Temuan, Tingkat, alamat_a1, urai_a1

NAMA_RINGKASAN = "xlk_ringkasan_temuan"
_TINGKAT = tuple(t.value for t in Tingkat)
DIHITUNG = ("capaian", "kategori", "sisa", "persen")
_FORMAT_BAKU = {"capaian": "0.00%", "persen": "0.00%", "sisa": "#,##0"}
_SERATUS = Decimal(100)


@beku(frozen=True, slots=True)
class Rencana:
    """What shall be written: edits, the sheet of findings, and how many computed cells are filled and replaced and
    how many cells carry a mark."""

    suntingan: tuple[Suntingan, ...]
    lembar: LembarBaru
    diisi: int
    diganti: int
    ditandai: int
    lihat_lagi: bool
    """Whether what is written can settle or reveal something, be it a sentence that names another figure."""


def rencanakan(
    buku: Buku, hasil: HasilBerkas, gaya: Gaya | None, gaya_berlaku: GayaBerlaku, *, hanya_temuan: bool = False
) -> Rencana:
    """The edits for a workbook as read and checked. `gaya`: its style sheet, None if it has none.

    `hanya_temuan`: no computed cell and no new mark, but marks whose fault is gone are lifted all the same: their
    former style is known only as long as the sheet of findings names them.
    """
    pasangan = [] if hanya_temuan else list(_isian(buku, hasil))
    isian = [s for s, _, _ in pasangan]
    diganti = {tempat(s): s for s in isian}
    lama = baca_temuan(buku)
    terbuka = [t for t in hasil.temuan if _tempat_temuan(t) not in diganti and t.diterima is None]
    bertanda = warna_tanda((_tempat_temuan(t), t) for t in terbuka)
    tanda = Penanda(buku, gaya, lama, gaya_berlaku).suntingan(bertanda)
    gabung = _gabung(diganti, (s for s in tanda.suntingan if not hanya_temuan or s.isian not in WARNA.values()))
    kosong = sum(kosong for _, _, kosong in pasangan)
    lembar = susun_temuan(
        nama_lembar_temuan(buku),
        hasil.temuan,
        lama=lama,
        diperbaiki=frozenset(_alamat(di) for t in hasil.temuan if (di := _tempat_temuan(t)) in diganti),
        semula=tanda.semula,
        benar=_masih_benar(hasil) if any(c.diperbaiki for c in lama) else frozenset(),
    )
    gabung += _banyaknya_temuan(buku, lembar)
    lihat_lagi = bool(isian) and not (
        kosong == len(isian) and hanya_melengkapi(buku, hasil, [h for _, h, _ in pasangan])
    )
    ditandai = 0 if hanya_temuan else len(bertanda)
    return Rencana(gabung, lembar, kosong, len(isian) - kosong, ditandai, lihat_lagi)


def _banyaknya_temuan(buku: Buku, lembar: LembarBaru) -> tuple[Suntingan, ...]:
    """The counts of findings on a template's summary brought up to date; their formulas stay."""
    letak = buku.rentang_bernama(NAMA_RINGKASAN)
    if letak is None:
        return ()
    asal, rentang = letak
    tingkat = Counter(_isi(b, KOLOM_TINGKAT) for b in lembar.baris if _isi(b, KOLOM_STATUS) != DITERIMA)
    hasil, kolom = [], rentang.kolom1
    for r in range(rentang.baris1, rentang.baris2 + 1):
        kata, sel = asal.sel(r, kolom - 1).tampil, asal.sel(r, kolom)
        if sel.rumus is not None and kata in _TINGKAT and sel.nilai != tingkat[kata]:
            hasil.append(Suntingan(asal.nama, r, kolom, Decimal(tingkat[kata]), hanya_nilai_tersimpan=True))
    return tuple(hasil)


def _isi(baris: tuple[SelBaru | None, ...], kolom: int) -> str:
    sel = baris[kolom - 1] if len(baris) >= kolom else None
    return str(sel.nilai) if sel is not None else ""


def tempat(s: Suntingan) -> Tempat:
    """Sheet, row and column of an edit."""
    return s.lembar, s.baris, s.kolom


def _alamat(t: Tempat) -> tuple[str, str]:
    return t[0], alamat_a1(t[1], t[2])


def _tempat_temuan(t: Temuan) -> Tempat | None:
    if t.lokasi.sel is None or t.lokasi.lembar is None:
        return None
    return t.lokasi.lembar, t.urut[1], t.urut[2]


# Computed cells


def _isian(buku: Buku, hasil: HasilBerkas) -> Iterable[tuple[Suntingan, Hitungan, bool]]:
    """Edits of the computed cells that are empty, wrong beyond doubt, or hold a stale cached value, with their figures
    and whether the cell is empty. Nothing is computed from a pagu or realisasi that has been found wrong."""
    pasti = {
        tempat_salah: t.seharusnya
        for t in hasil.temuan
        if t.tingkat is Tingkat.GALAT and t.diterima is None and (tempat_salah := _tempat_temuan(t)) is not None
    }
    kolom = SemuaKolom()
    milik = [h for h in hasil.hitungan if h.bidang in DIHITUNG or kolom(h).berumus]
    berbagi = Counter(h.sel[:3] for h in milik)
    ragu = _diragukan(hasil)
    bertarget = (h for h in milik if h.bidang.startswith(("capaian", "kategori")))
    belum_dihitung = {x.nama: frozenset(x.rumus_kosong()) for x in buku.lembar}
    menunggu = {(h.sel.lembar, h.sel.alamat) for h in bertarget if menunggu_polaritas(h) or menunggu_target(h)}
    for h in milik:
        s = h.sel
        letak = s[:3]
        if h.nilai is None or not h.yakin or berbagi[letak] > 1 or (ragu and _dari_yang_ragu(h, ragu)):
            continue
        if menunggu and ((s.lembar, s.alamat) in menunggu or sumber_salinan(s.rumus or "") in menunggu):
            continue
        kosong = not s.tampil.strip() or (s.rumus is not None and _kunci(s) in belum_dihitung[s.lembar])
        if h.bidang not in DIHITUNG and not kosong:
            continue
        salah = letak in pasti and pasti[letak] == h.nilai
        if kosong or salah:
            yield _tulis_hitungan(h, kolom(h), hanya_kosong=kosong and not salah), h, kosong


def _kunci(s: Sel) -> int:
    return (s.baris - 1) * LEBAR + s.kolom - 1


def _diragukan(hasil: HasilBerkas) -> set[Tempat | None]:
    """Cells that a finding shows to be wrong, and for sums those that it concerns: nothing is computed from them."""
    ragu = {_tempat_temuan(t) for t in hasil.temuan if t.tingkat is Tingkat.GALAT}
    terkait = (x for t in hasil.temuan if t.kode in ("J201", "J202", "J203") for x in t.terkait)
    return ragu | {(x.lembar, *urai_a1(x.sel)) for x in terkait if x.lembar is not None and x.sel is not None}


def _dari_yang_ragu(h: Hitungan, ragu: Set[Tempat | None]) -> bool:
    asal = h.catatan.asal
    return not ragu.isdisjoint([asal[n][:3] for n in ("pagu", "realisasi", "target") if n in asal])


def _tulis_hitungan(h: Hitungan, kolom: KolomHitungan, *, hanya_kosong: bool) -> Suntingan:
    """The edit of a computed cell. `hanya_kosong`: nothing there is wrong, so that a formula keeps its place."""
    s = h.sel
    asli = rumus_baris(h) if kolom.berumus else None
    if isinstance(h.nilai, str):
        rumus = asli if s.rumus is None else None
        return Suntingan(s.lembar, s.baris, s.kolom, h.nilai, rumus=rumus, hanya_nilai_tersimpan=s.rumus is not None)
    assert h.nilai is not None
    utuh = s.rumus is not None and (hanya_kosong or not s.tampil.strip() or rumus_utuh(h))
    if utuh and (asli is None or rumus_asli(h)):
        nilai = h.nilai / (_pembagi_angka(h) or _pembagi_rumus(h))
        return Suntingan(s.lembar, s.baris, s.kolom, nilai, hanya_nilai_tersimpan=True)
    format_sel, skala = _format_isian(h, kolom)
    return Suntingan(s.lembar, s.baris, s.kolom, h.nilai / skala, rumus=asli, format=format_sel)


def _pembagi_angka(h: Hitungan) -> Decimal | None:
    """What an amount or a realisasi is divided by to stand in its cell; None for a percentage that we computed."""
    b = h.catatan
    if isinstance(b, BarisAnggaran):
        return None if h.bidang == "persen" else Decimal(1)
    if h.bidang != "realisasi":
        return None
    return _SERATUS if any(_persen(tw.realisasi) for tw in b.triwulan.values()) else Decimal(1)


def _persen(nilai: Nilai) -> bool:
    return isinstance(nilai, Angka) and nilai.satuan == "%"


def _pembagi_rumus(h: Hitungan) -> Decimal:
    """100 for a formula that gives a fraction, 1 for one that multiplies by 100 itself."""
    pecahan = urai_format(h.sel.format).persen or not re.search(r"\*\s*100\b", h.sel.rumus or "")
    return _SERATUS if pecahan else Decimal(1)


def _format_isian(h: Hitungan, kolom: KolomHitungan) -> tuple[str | None, Decimal]:
    """The number format to lay over the cell (None: keep its own) and the divisor of a percentage."""
    if not isinstance(h.catatan, BarisAnggaran):
        return _cari_format(h, kolom)
    sel = h.sel.format, h.sel.jenis
    if sel not in kolom.bentuk:
        kolom.bentuk[sel] = _cari_format(h, kolom)
    return kolom.bentuk[sel]


def _cari_format(h: Hitungan, kolom: KolomHitungan) -> tuple[str | None, Decimal]:
    pembagi = _pembagi_angka(h)
    if pembagi is not None:
        return _format_angka(h, pembagi, kolom), pembagi
    if berformat(h.sel):
        return None, _SERATUS if urai_format(h.sel.format).persen else Decimal(1)
    if kolom.format is not None:
        return kolom.format, _SERATUS if urai_format(kolom.format).persen else Decimal(1)
    if kolom.terbesar is None:
        return _FORMAT_BAKU.get(h.bidang, "0.00%"), _SERATUS
    # A column of plain numbers keeps its own scale: 75 beside 60, 0.75 beside 0.6.
    return (None, _SERATUS) if kolom.terbesar <= 2 else ("0.00", Decimal(1))


def _format_angka(h: Hitungan, pembagi: Decimal, kolom: KolomHitungan) -> str | None:
    """Number format for an amount or a realisasi: the cell's own (None), the column's, or the usual one."""
    if berformat(h.sel) or h.sel.jenis == "n":
        return None
    if isinstance(h.catatan, BarisAnggaran):
        return kolom.format or _FORMAT_BAKU["sisa"]
    return _FORMAT_BAKU["capaian"] if pembagi == _SERATUS else None


def rumus_utuh(h: Hitungan) -> bool:
    """True if a computed cell's formula is the official one over its own row, so that a wrong value is a stale one."""
    if rumus_asli(h):
        return True
    asal = h.catatan.asal
    rumus = re.sub(r"[\s$]", "", h.sel.rumus or "").upper()
    luar = re.fullmatch(r"(?:IFERROR|ROUND)\((.*),[^,]*\)", rumus)
    while luar:
        rumus = luar[1]
        luar = re.fullmatch(r"(?:IFERROR|ROUND)\((.*),[^,]*\)", rumus)
    rumus = re.sub(r"\*100%?$", "", rumus)
    if h.bidang == "capaian":
        t, r = asal["target"].alamat, asal["realisasi"].alamat
        if h.polaritas is Polaritas.MINIMAL:
            return rumus in (f"({t}-({r}-{t}))/{t}", f"(2*{t}-{r})/{t}")
        return rumus in (f"{r}/{t}", f"({r}/{t})")
    p, r = asal["pagu"].alamat, asal["realisasi"].alamat
    return rumus in ((f"{p}-{r}",) if h.bidang == "sisa" else (f"{r}/{p}", f"({r}/{p})"))


def _masih_benar(hasil: HasilBerkas) -> frozenset[tuple[str, str]]:
    """Addresses of computed cells that hold what they should: a correction made earlier still stands."""
    salah = {(t.lokasi.lembar, t.lokasi.sel) for t in hasil.temuan}
    return frozenset(
        (h.sel.lembar, h.sel.alamat)
        for h in hasil.hitungan
        if h.bidang in DIHITUNG and (h.sel.lembar, h.sel.alamat) not in salah and _sesuai(h)
    )


def _sesuai(h: Hitungan) -> bool:
    if not isinstance(h.nilai, Decimal):
        return h.nilai is not None and h.sel.tampil.strip().casefold() == h.nilai.casefold()
    f = figur(h.sel)
    if isinstance(f, Kosong):
        return False
    return isinstance(f, Angka) and any(
        sejalan(selang(f.nilai * k, f.desimal), selang(h.nilai, None)) for k in (1, 100)
    )


def _gabung(isian: Mapping[Tempat, Suntingan], tanda: Iterable[Suntingan]) -> tuple[Suntingan, ...]:
    """One edit per cell: a value and a restored style together."""
    semua = dict(isian)
    for s in tanda:
        lama = semua.get(tempat(s))
        semua[tempat(s)] = s if lama is None else replace(lama, gaya=s.gaya, isian=s.isian)
    return tuple(semua.values())
