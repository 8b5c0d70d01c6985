"""Why a printed capaian differs from its target and realisasi: what it fits instead, named only where it is the
cheapest explanation (diagnosa.pilih)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from xlkinerja.angka import Angka, Kosong, Selang, bulatkan, sejalan, selang, tulis_angka
from xlkinerja.beku import beku
from xlkinerja.diagnosa import Sebab, pilih, sebab_salin
from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import Polaritas, capaian
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, CapaianIndikator, Nilai, TargetIndikator
from xlkinerja.nilai_sama import sama_nilai, selang_pecahan
from xlkinerja.olah import Hitungan
from xlkinerja.temuan import Sel

_BATAS_LAZIM = tuple(map(Decimal, (100, 110, 120, 150, 200)))
_DIBANDINGKAN = (Polaritas.MAKSIMAL, Polaritas.MINIMAL, Polaritas.STABIL)


@beku(frozen=True, slots=True)
class _Calon:
    """One explanation: its cost (lower is likelier), its sentence, and the cells that it speaks of."""

    biaya: int
    kalimat: str
    sel: tuple[Sel, ...] = ()


@beku(frozen=True, slots=True)
class _Operan:
    """A figure that might have been taken for target or realisasi, what it is called, its cell."""

    sebutan: str
    nilai: Nilai
    sel: Sel
    jarak: int = 0


def sebab_capaian(konteks: Konteks, h: Hitungan, b: CapaianIndikator) -> tuple[str | None, tuple[Sel, ...]]:
    """The likely cause of a wrong capaian and the cells that it names. `b`: the record with the figures concerned (of
    the year or of a quarter); its capaian is printed and `h.nilai` is what it should be."""
    assert isinstance(b.capaian, Angka) and isinstance(h.nilai, Decimal)
    if isinstance(b.realisasi, Kosong):
        return f"realisasi “{b.realisasi.teks.strip()}” berarti belum dinilai, capaiannya dicetak 0%", ()
    calon = [*_umum(konteks, h, b, b.capaian, h.nilai)]
    if isinstance(b.target, Angka) and isinstance(b.realisasi, Angka):
        calon += _berangka(konteks, h, b, (b.target, b.realisasi, b.capaian))
    unik = list({c.kalimat: c for c in calon}.values())
    termurah = min((c.biaya for c in unik), default=0)
    sel = tuple(s for c in unik if c.biaya == termurah for s in c.sel)
    kalimat = pilih([Sebab(c.biaya, c.kalimat) for c in unik])
    return kalimat, sel if kalimat else ()


def cocok_polaritas_lain(h: Hitungan, b: CapaianIndikator) -> Polaritas | None:
    """The other polarity whose formula gives the printed capaian, or None."""
    if not isinstance(b.target, Angka) or not isinstance(b.realisasi, Angka) or not isinstance(b.capaian, Angka):
        return None
    for p in _DIBANDINGKAN:
        lain = p is not (h.polaritas or Polaritas.MAKSIMAL)
        if lain and _cocok(b.capaian, b.target.nilai, b.realisasi.nilai, p):
            return p
    return None


def _cocok(tertulis: Angka, target: Decimal, realisasi: Decimal, polaritas: Polaritas) -> bool:
    nilai = capaian(target, realisasi, polaritas)
    return isinstance(nilai, Decimal) and _sama(tertulis, nilai)


def _sama(tertulis: Angka, nilai: Decimal) -> bool:
    """Whether a printed capaian says that value; a bare number may be a fraction (0,82 for 82%)."""
    tepat = Selang(nilai, nilai)
    if sejalan(selang(tertulis.nilai, tertulis.desimal), tepat):
        return True
    return tertulis.satuan != "%" and sejalan(selang_pecahan(tertulis), tepat)


def _umum(
    konteks: Konteks, h: Hitungan, b: CapaianIndikator, tertulis: Angka, benar: Decimal
) -> Iterator[_Calon]:
    """Explanations that need no operands: copies, caps, fractions, a neighbour's figure, typing."""
    biasa = 0 if tertulis.nilai != 100 else 1  # 100% is everywhere
    if sama_nilai(tertulis, b.realisasi):
        yield _Calon(biasa, "nilai realisasi tersalin ke kolom capaian")
    if sama_nilai(tertulis, b.target):
        yield _Calon(biasa, "nilai target tersalin ke kolom capaian")
    sebanyak = _dibatasi(konteks, h, tertulis)
    if benar > tertulis.nilai and (tertulis.nilai in _BATAS_LAZIM or sebanyak > 1):
        bersama = f" (begitu juga pada {sebanyak - 1} baris lain)" if sebanyak > 1 else ""
        yield _Calon(
            int(sebanyak < 2),
            f"capaian dibatasi {tulis_angka(tertulis.nilai)}%{bersama}; dokumen KPU memuat capaian tanpa batas",
        )
    for pangkat, kata in (
        (2, "tertulis sebagai pecahan, bukan persen (kurang dikali 100)"),
        (1, "koma bergeser satu angka ke kiri"),
        (-1, "koma bergeser satu angka ke kanan"),
    ):
        geser = selang(tertulis.nilai.scaleb(pangkat), tertulis.desimal - pangkat)
        if tertulis.nilai and sejalan(geser, Selang(benar, benar)):
            yield _Calon(2, kata)
    yield from _tetangga(h, tertulis)
    salin = sebab_salin(tertulis.nilai, bulatkan(benar, tertulis.desimal))
    if salin:
        yield _Calon(3, salin)


def _dibatasi(konteks: Konteks, h: Hitungan, tertulis: Angka) -> int:
    """Rows of the same table whose computed capaian is higher than this same printed one."""
    if h.bidang != "capaian":
        return 0
    return sum(
        isinstance(b := x.catatan, CapaianIndikator)
        and isinstance(b.capaian, Angka)
        and isinstance(x.nilai, Decimal)
        and b.capaian.nilai == tertulis.nilai < x.nilai
        for x in konteks.capaian_salah
        if x.dokumen is h.dokumen
    )


def _tetangga(h: Hitungan, tertulis: Angka) -> Iterator[_Calon]:
    """The capaian of the row above or below, if it is no round figure that many rows have."""
    if h.bidang != "capaian" or tertulis.nilai % 25 == 0:
        return
    for i, arah in ((h.baris - 1, "di atasnya"), (h.baris + 1, "di bawahnya")):
        b = h.dokumen.baris[i] if 0 <= i < len(h.dokumen.baris) else None
        if isinstance(b, CapaianIndikator) and isinstance(b.capaian, Angka) and b.capaian.nilai == tertulis.nilai:
            yield _Calon(2, f"sama dengan capaian baris {arah} ({b.asal['capaian'].alamat})", (b.asal["capaian"],))


def _berangka(
    konteks: Konteks, h: Hitungan, b: CapaianIndikator, angka: tuple[Angka, Angka, Angka]
) -> Iterator[_Calon]:
    """Explanations by the operands: polarity, another year's or level's target, the two swapped, rounded, mistyped."""
    t, r, tertulis = angka
    p = h.polaritas or Polaritas.MAKSIMAL
    lain = cocok_polaritas_lain(h, b)
    if lain is not None:
        kalimat = f"angka tertulis cocok dengan rumus polaritas {lain.value}, padahal indikator ini {p.value}"
        yield _Calon(1, kalimat)
    yield from _operan_lain(konteks, h, b, angka)
    if r.nilai > 0 and t.nilai != r.nilai and _cocok(tertulis, r.nilai, t.nilai, p):
        yield _Calon(2, "target dan realisasi tertukar dalam pembagian")
    for selisih, kata in ((r.nilai - t.nilai, "realisasi dikurangi target"), (t.nilai - r.nilai, "target dikurangi "
                          "realisasi")):  # fmt: skip
        if selisih and t.nilai and (_sama(tertulis, selisih) or _sama(tertulis, selisih / t.nilai * 100)):
            yield _Calon(2, f"yang tertulis adalah selisih ({kata}), bukan capaian")
    yield from _dibulatkan(t, r, tertulis, p)
    for nilai in _tertukar(r):
        if _cocok(tertulis, t.nilai, nilai, p):
            kira = tulis_angka(nilai, max(r.desimal, 0), r.satuan)
            yield _Calon(3, f"cocok bila realisasinya {kira}: dua angka realisasi mungkin tertukar")


def _dibulatkan(t: Angka, r: Angka, tertulis: Angka, p: Polaritas) -> Iterator[_Calon]:
    for d in (0, 1):
        rt, rr = bulatkan(t.nilai, d), bulatkan(r.nilai, d)
        for nama, target, realisasi in (
            ("realisasi", t.nilai, rr), ("target", rt, r.nilai), ("target dan realisasi", rt, rr),
        ):  # fmt: skip
            berubah = (target != t.nilai, realisasi != r.nilai)
            if berubah == ("target" in nama, "realisasi" in nama) and _cocok(tertulis, target, realisasi, p):
                angka = tulis_angka(realisasi if berubah[1] else target, d)
                yield _Calon(2, f"dihitung dari {nama} yang dibulatkan ({angka})")
                return


def _tertukar(r: Angka) -> Iterator[Decimal]:
    """A realisasi with two neighbouring digits swapped."""
    digit = format(bulatkan(abs(r.nilai), max(r.desimal, 0)), "f")
    for i in range(len(digit) - 1):
        if digit[i] != digit[i + 1] and "." not in digit[i : i + 2]:
            yield Decimal(digit[:i] + digit[i + 1] + digit[i] + digit[i + 2 :])


# Figures of the same indicator that stand elsewhere


def _operan_lain(
    konteks: Konteks, h: Hitungan, b: CapaianIndikator, angka: tuple[Angka, Angka, Angka]
) -> Iterator[_Calon]:
    t, r, tertulis = angka
    p = h.polaritas or Polaritas.MAKSIMAL
    target, realisasi = _operan(konteks, kunci(b.indikator))
    tahun = h.dokumen.tahun
    for daftar, jadi_target in ((target, True), (realisasi, False)):
        cocok: dict[Decimal, _Operan] = {}
        for o in daftar:
            n = o.nilai
            if not isinstance(n, Angka) or o.sel is b.asal.get("target") or sama_nilai(n, t if jadi_target else r):
                continue
            if o.jarak and o.jarak == tahun:
                continue  # this year's own figure, which X202 and X204 compare
            dua = (n.nilai, r.nilai) if jadi_target else (t.nilai, n.nilai)
            if _cocok(tertulis, *dua, p):
                lama = cocok.get(n.nilai)
                if lama is None or _jauh(o, tahun) < _jauh(lama, tahun):
                    cocok[n.nilai] = o
        for o in cocok.values():
            tempat = f"{o.sel.tampil.strip()}, {o.sel.lembar}!{o.sel.alamat}"
            yield _Calon(1, f"dihitung dari {o.sebutan} ({tempat})", (o.sel,))


def _jauh(o: _Operan, tahun: int | None) -> int:
    """How far a figure is from this year; figures of this year in other documents come after other years."""
    return abs(o.jarak - (tahun or o.jarak)) if o.jarak else 100


_BERINDIKATOR = (TargetIndikator, AksiIndikator, CapaianIndikator)
_Catatan = list[tuple[TargetIndikator | AksiIndikator | CapaianIndikator, str]]
"""Records of an indicator, each with the kind of its document."""


def _catatan(konteks: Konteks) -> Mapping[str, _Catatan]:
    """The records of each indicator in the workbook, by its key."""
    if "sebab_capaian" not in konteks.memo:
        hasil: dict[str, _Catatan] = defaultdict(list)
        for d in konteks.berkas.dokumen:
            for b in d.baris if d.jenis != "anggaran" else ():
                if isinstance(b, _BERINDIKATOR):
                    hasil[kunci(b.indikator)].append((b, d.jenis))
        konteks.memo["sebab_capaian"] = hasil
    return cast("Mapping[str, _Catatan]", konteks.memo["sebab_capaian"])


def _operan(konteks: Konteks, indikator: str) -> tuple[list[_Operan], list[_Operan]]:
    """Targets and realisasi of an indicator in the workbook that a capaian may wrongly have been computed from."""
    target: list[_Operan] = []
    realisasi: list[_Operan] = []
    for b, jenis in _catatan(konteks).get(indikator, ()):
        if isinstance(b, TargetIndikator):
            target += _dari_target(b, jenis)
        elif isinstance(b, AksiIndikator):
            target.append(_Operan("target RAK", b.target, b.asal["target"]))
        else:
            if b.target_renstra is not None:
                target.append(_Operan("target Renstra KPU", b.target_renstra, b.asal["target_renstra"]))
            realisasi += [_Operan(f"realisasi tahun {x}", n, b.asal[str(x)], x) for x, n in b.per_tahun.items()]
    return target, realisasi


def _dari_target(b: TargetIndikator, jenis: str) -> Iterator[_Operan]:
    for tahun, n in b.per_tahun.items():
        yield _Operan(f"target Renstra tahun {tahun}", n, b.asal[str(tahun)], tahun)
    if b.target is not None:
        yield _Operan(f"target {jenis.upper()}", b.target, b.asal["target"])
    for nama, di_atas in (("provinsi", b.target_provinsi), ("nasional", b.target_nasional)):
        if di_atas is not None:
            yield _Operan(f"target {nama}", di_atas, b.asal[f"target_{nama}"])
