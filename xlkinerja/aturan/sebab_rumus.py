"""After the rules of one workbook: what its formulas say about findings that other rules made.

The value of most computed cells is judged by J, K and A. Where such a cell was overtyped or is stale, that finding
stays and only gets the words; F101 and F103 about the same cells are left out. One cause, one finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlkinerja.aturan.deklarasi import TemuanBerkas
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas
from xlkinerja.rumus_rambat import rambatan
from xlkinerja.rumus_sebab import sebab_rumus, usang
from xlkinerja.temuan import Lokasi, Temuan, Tingkat, alamat_a1

_NILAI = ("J", "K", "A")
_SUMBER = (*_NILAI, "S203", "S204")
_SEL = ("F101", "F103")
_RINCIAN = ("J203", "J206")
_URUTAN = ("F153", "F132", "F131", "F113", "F111", "F123", "F121", "F141")
Letak = tuple[str | None, str | None]


def _letak(x: Lokasi) -> Letak:
    return x.lembar, x.sel


def lengkapi_sebab(konteks: Konteks, temuan: Sequence[TemuanBerkas]) -> tuple[TemuanBerkas, ...]:
    """The findings with the causes that lie in formulas, without those that repeat another one."""
    if konteks.rumus is None:
        return tuple(temuan)
    rumus = {_letak(t.temuan.lokasi) for t in temuan if _rumus_salah(t.temuan)}
    kedaluwarsa = _operan_usang(konteks)
    nilai = {
        _letak(t.temuan.lokasi)
        for t in temuan
        if t.temuan.kode.startswith(_NILAI)
        and not (t.temuan.kode in _RINCIAN and _letak(t.temuan.lokasi) in kedaluwarsa)
    }
    tertinggi = _tertinggi(temuan)
    teks = {s for t in temuan if t.temuan.kode == "F142" for s in _semua(t.temuan)}
    dari_teks = {m[1:] for t in temuan if t.temuan.kode == "F133" for m in t.menutup}
    hasil = []
    warisan: dict[Letak, tuple[tuple[Berkas, str, str], ...]] = {}
    for t in temuan:
        kode = t.temuan.kode
        if kode in _RINCIAN and _letak(t.temuan.lokasi) in kedaluwarsa:
            continue
        if kode in _SEL and any(s in rumus or s in nilai for s in _sendiri(t.temuan)):
            letak = next(s for s in _sendiri(t.temuan) if s in rumus or s in nilai)
            warisan[letak] = tuple(m for m in t.menutup if m[1:] not in rumus and m[1:] not in nilai)
            continue
        if kode in _URUTAN and tertinggi[_letak(t.temuan.lokasi)] != kode:
            warisan[_letak(t.temuan.lokasi)] = t.menutup
            continue
        if kode in ("F141", "F142") and dari_teks.issuperset(_semua(t.temuan)):
            continue  # the formula only carries on a figure that was typed as text
        if kode in ("S101", "S102") and teks and all(s in teks for s in _semua(t.temuan)):
            continue
        hasil.append(_bersebab(konteks, t) if kode.startswith(_NILAI) else t)
    return _beserta_rambatan(konteks, [_mewarisi(t, warisan) for t in hasil])


def _beserta_rambatan(konteks: Konteks, temuan: list[TemuanBerkas]) -> tuple[TemuanBerkas, ...]:
    """What is computed from a typed cell that has a finding of its own follows from it: the first of these findings
    explains what would be found there. Formulas that are wrong themselves have findings of family F, which stand."""
    peta = konteks.rumus
    assert peta is not None
    asal: dict[tuple[str, int, int], int] = {}
    for i, t in enumerate(temuan):
        lembar, sel = _letak(t.temuan.lokasi)
        if not t.temuan.kode.startswith(_SUMBER) or t.temuan.tingkat is Tingkat.INFO or not (lembar and sel):
            continue  # a hint explains nothing
        if peta.rumus(lembar, *t.temuan.urut[1:]) is None:
            asal[lembar, *t.temuan.urut[1:]] = i
    ikut = rambatan(peta, asal) if asal else ()
    if ikut:
        lain = ((t, m[1:]) for t in temuan for m in t.menutup)
        tertutup = {sel for t, sel in lain if sel != _letak(t.temuan.lokasi)}
        bebas = [n for n in asal.values() if _letak(temuan[n].temuan.lokasi) not in tertutup]
        i = min(bebas or asal.values())
        tambah = tuple((temuan[i].berkas, lembar, alamat_a1(b, k)) for lembar, b, k in sorted(ikut))
        temuan[i] = replace(temuan[i], menutup=(*temuan[i].menutup, *tambah))
    return tuple(temuan)


def _mewarisi(t: TemuanBerkas, warisan: Mapping[Letak, tuple[tuple[Berkas, str, str], ...]]) -> TemuanBerkas:
    """A finding that stands for another one of its cells explains what that one explained."""
    if not warisan or not (t.temuan.kode in _URUTAN or t.temuan.kode.startswith(_NILAI)):
        return t
    letak = _semua(t.temuan) if t.temuan.kode in _URUTAN else [_letak(t.temuan.lokasi)]
    return replace(t, menutup=(*t.menutup, *(m for s in letak for m in warisan.get(s, ()))))


def _operan_usang(konteks: Konteks) -> set[Letak]:
    """Typed cells that changed after their sums were stored: a part that seems wrong there is new, the sums are old."""
    return {(lembar, alamat_a1(b, k)) for u in usang(konteks) for lembar, b, k in u.operan}


def _tertinggi(temuan: Sequence[TemuanBerkas]) -> dict[Letak, str]:
    """Of several findings that one formula is wrong, the one that says most; a circle speaks for all its cells."""
    hasil: dict[Letak, str] = {}
    for t in temuan:
        kode = t.temuan.kode
        if kode in _URUTAN:
            for s in _semua(t.temuan) if kode == "F153" else [_letak(t.temuan.lokasi)]:
                hasil[s] = min(hasil.get(s, kode), kode, key=_URUTAN.index)
    return hasil


def _rumus_salah(t: Temuan) -> bool:
    """True for a finding that says that a formula itself is wrong."""
    return t.kode[0] == "F" and t.tingkat.bobot == 3 and t.kode not in _SEL


def _semua(t: Temuan) -> list[Letak]:
    return [_letak(t.lokasi), *map(_letak, t.terkait)]


def _sendiri(t: Temuan) -> list[Letak]:
    """The cells that a finding is about: of F101 the rest are examples."""
    return _semua(t) if t.kode == "F103" else [_letak(t.lokasi)]


def _bersebab(konteks: Konteks, t: TemuanBerkas) -> TemuanBerkas:
    lembar, sel = _letak(t.temuan.lokasi)
    kata = sebab_rumus(konteks, lembar, sel) if lembar and sel else None
    if kata is None:
        return t
    return replace(t, temuan=replace(t.temuan, sebab=f"{kata}; {t.temuan.sebab}" if t.temuan.sebab else kata))
