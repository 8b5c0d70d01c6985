"""Family X, performance: targets of one indicator that differ between documents of one satker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, cast, get_args

from xlkinerja.angka import Angka, Kata, Kosong, sejalan, selang
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.silang_lingkup import lingkup, tergantikan
from xlkinerja.cocok import samakan
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import Polaritas, capaian_ordinal
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, CapaianIndikator, Dokumen, Nilai, TargetIndikator
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.olah import kunci_unit, selang_capaian
from xlkinerja.temuan import Sel, Tingkat

Bertarget = TargetIndikator | CapaianIndikator | AksiIndikator
_BERTARGET = get_args(Bertarget)


class FaktaTarget(NamedTuple):
    """A target of one indicator in one document; `urutan`: 0 Renstra (the source) to 4 capaian (most derived)."""

    konteks: Konteks
    dokumen: Dokumen
    indikator: str
    nilai: Nilai
    sel: Sel
    urutan: int
    catatan: Bertarget


_URUTAN = {"renstra": 0, "rkt": 1, "rak": 2, "pk": 3, "capaian": 4}
KunciFakta = tuple[int | None, str, str]
"""Year, unit, key of the indicator."""
Fakta = dict[KunciFakta, list[FaktaTarget]]


def fakta_target(kelompok: Sequence[Konteks]) -> Iterator[tuple[KunciFakta, FaktaTarget]]:
    """Every target in these workbooks under (year, unit, indicator key)."""
    for k in kelompok:
        if "fakta_target" not in k.memo:
            k.memo["fakta_target"] = list(_fakta_sendiri(k))
        yield from cast("list[tuple[KunciFakta, FaktaTarget]]", k.memo["fakta_target"])


def _fakta_sendiri(k: Konteks) -> Iterator[tuple[KunciFakta, FaktaTarget]]:
    for d in k.berkas.dokumen:
        unit = kunci_unit(d.unit)
        for tahun, b, nilai, bidang in _target_tabel(d):
            f = FaktaTarget(k, d, b.indikator, nilai, b.asal[bidang], _URUTAN[d.jenis], b)
            yield (tahun, unit, kunci(b.indikator)), f


def _target_tabel(
    d: Dokumen, hanya: Collection[int | None] | None = None
) -> Iterator[tuple[int | None, Bertarget, Nilai, str]]:
    """The targets of a table: year, record, figure, field; of the Renstra those of all years, or `hanya` of these."""
    if "target" in d.rancu or d.jenis not in _URUTAN:
        return
    for b in d.baris:
        if not isinstance(b, _BERTARGET) or not b.indikator:
            continue
        if d.jenis == "renstra" and isinstance(b, TargetIndikator):
            for tahun, n in b.per_tahun.items():
                if hanya is None or tahun in hanya:
                    yield tahun, b, n, str(tahun)
        elif b.target is not None:
            yield d.tahun, b, b.target, "target"


_SEKOLOM = 3
"""So many targets of one table that are another year's are one finding."""
_Beda = tuple[FaktaTarget, FaktaTarget, list[FaktaTarget], tuple[int, ...]]


def _target_berbeda(kelompok: Sequence[Konteks]) -> list[_Beda]:
    """(derived fact, its source, mirror copies of the same wrong target, the Renstra years whose target it is)."""
    memo = kelompok[0].memo
    if "target" not in memo:
        memo["target"] = list(_cari_berbeda(kelompok))
    return cast("list[_Beda]", memo["target"])


def _cari_berbeda(kelompok: Sequence[Konteks]) -> Iterator[_Beda]:
    if _serasi(kelompok):
        return
    per_satker: dict[str, Fakta] = defaultdict(lambda: defaultdict(list))
    for kunci_fakta, f in fakta_target(kelompok):
        per_satker[lingkup(f.konteks, f.dokumen).satker][kunci_fakta].append(f)
    lama = tergantikan(kelompok)
    for fakta in per_satker.values():
        yield from _berbeda_sesatker({k: _versi_akhir(semua, lama) for k, semua in _satubeda_ejaan(fakta).items()})


def _serasi(kelompok: Sequence[Konteks]) -> bool:
    """Quick test: True if of the tables of each office, year and unit one lists all indicators and the others have the
    same targets, as they should. Of the Renstra only the years that another document has count."""
    semua = [(k, d, kunci_unit(d.unit)) for k in kelompok for d in k.berkas.dokumen if d.jenis in _URUTAN]
    turunan = {(d.tahun, unit) for _, d, unit in semua if d.jenis != "renstra"}
    acuan: dict[tuple[str, int | None, str], dict[str, Nilai]] = {}
    for k, d, unit in semua:
        tabel: dict[int | None, dict[str, Nilai]] = defaultdict(dict)
        tahun_turunan = {t for t, u in turunan if u == unit}
        for tahun, b, nilai, _ in _target_tabel(d, tahun_turunan) if tahun_turunan else ():
            if tahun not in tahun_turunan:
                continue
            lama = tabel[tahun].setdefault(kunci(b.indikator), nilai)
            if lama is not nilai and lama != nilai:
                return False
        satker = lingkup(k, d).satker
        for tahun, isi in tabel.items():
            kecil, besar = sorted((acuan.get((satker, tahun, unit), isi), isi), key=len)
            if not kecil.items() <= besar.items():
                return False
            acuan[satker, tahun, unit] = besar
    return True


def _versi_akhir(semua: list[FaktaTarget], lama: Mapping[int, Sequence[Dokumen]]) -> list[FaktaTarget]:
    """The facts of one indicator without those that a revision replaced, and without those of the documents before it
    that still hold the replaced target: the revision is the one that counts."""
    if not lama or len(semua) < 2:
        return semua
    ada = {id(f.dokumen) for f in semua}
    usang = [f for f in semua if any(id(d) in ada for d in lama.get(id(f.dokumen), ()))]
    sisa = [f for f in semua if f not in usang]
    batas = max((f.urutan for f in usang), default=0)
    return [f for f in sisa if f.urutan >= batas or not any(sama_nilai(f.nilai, u.nilai) for u in usang)]


def _berbeda_sesatker(fakta: Fakta) -> Iterator[_Beda]:
    for kunci_fakta, semua in fakta.items():
        nilai = [f.nilai for f in semua]
        serempak = nilai == nilai[:1] * len(nilai)
        for daftar in _tunggal(semua) if not serempak else ():
            yield from _beda_satu(fakta, kunci_fakta, daftar)


def _satubeda_ejaan(fakta: Fakta) -> Fakta:
    """The facts with those of a misspelt or cut indicator under the key of the right one, where no document has
    both."""
    per_unit: dict[tuple[int | None, str], dict[str, list[FaktaTarget]]] = defaultdict(dict)
    for (tahun, unit, k), daftar in fakta.items():
        per_unit[tahun, unit][k] = daftar
    hasil = dict(fakta)
    for (tahun, unit), semua in per_unit.items():
        if not any(f.urutan for daftar in semua.values() for f in daftar):
            continue
        urutan = {k: min([f.urutan for f in daftar]) for k, daftar in semua.items()}
        ada = {k: frozenset([id(f.dokumen) for f in semua[k]]) for k in sorted(semua, key=urutan.__getitem__)}
        for salah, benar in samakan(ada, {k: semua[k][0].indikator for k in ada}).items():
            hasil[tahun, unit, benar] = hasil[tahun, unit, benar] + hasil.pop((tahun, unit, salah))
    return hasil


def _tunggal(daftar: Sequence[FaktaTarget]) -> Iterator[list[FaktaTarget]]:
    """The facts of one key. Where a document has it more than once (under several kegiatan), the first with the
    first, the second with the second, if all documents have as many; else it cannot be told which is which."""
    if len({id(f.dokumen) for f in daftar}) == len(daftar):
        yield list(daftar)
        return
    per_dokumen: dict[int, list[FaktaTarget]] = defaultdict(list)
    for f in daftar:
        per_dokumen[id(f.dokumen)].append(f)
    banyak = {len(x) for x in per_dokumen.values()}
    if len(banyak) == 1:
        yield from ([x[i] for x in per_dokumen.values()] for i in range(banyak.pop()))


def _beda_satu(fakta: Fakta, kunci_fakta: KunciFakta, daftar: Sequence[FaktaTarget]) -> Iterator[_Beda]:
    """Among the facts of one indicator those that differ from their source."""
    sumber = min(daftar, key=lambda f: f.urutan)
    salah = [f for f in daftar if f.urutan > sumber.urutan and sama_nilai(f.nilai, sumber.nilai) is False]
    while salah:
        # Where it was typed, not where a template's formula carried it to.
        utama = min(salah, key=lambda f: (adalah_salinan(f.sel.rumus or ""), f.urutan))
        cermin = [f for f in salah if f is not utama and sama_nilai(f.nilai, utama.nilai)]
        cermin += [f for f in _sejawat(fakta, kunci_fakta) if sama_nilai(f.nilai, utama.nilai)]
        yield utama, sumber, cermin, _tahun_lain(fakta, kunci_fakta, utama)
        salah = [f for f in salah if f is not utama and f not in cermin]


def _sejawat(fakta: Fakta, kunci_fakta: KunciFakta) -> Iterator[FaktaTarget]:
    """The facts of the indicator in that year in the documents of other units below the Ketua."""
    tahun, unit, k = kunci_fakta
    for (t, u, x), daftar in fakta.items():
        if t == tahun and x == k and u not in (unit, "ketua", ""):
            yield from daftar


def _tahun_lain(fakta: Fakta, kunci_fakta: KunciFakta, f: FaktaTarget) -> tuple[int, ...]:
    """The Renstra years, nearest first, whose target is the one written here."""
    tahun, unit, k = kunci_fakta
    lain = [
        (t, bool(sama_nilai(s.nilai, f.nilai)))
        for (t, u, x), daftar in fakta.items()
        if u == unit and x == k and t is not None and t != tahun
        for s in daftar
        if s.urutan == 0 and not isinstance(s.nilai, Kosong)
    ]
    calon = [t for t, sama in lain if sama]
    if len(calon) > 1 and len(calon) == len(lain):
        # The same target in every other year says nothing about a copy; rather this year's is the odd one.
        return ()
    return tuple(sorted(calon, key=lambda t: (abs(t - (tahun or t)), t)))


def _hasil_target(f: FaktaTarget, s: FaktaTarget, cermin: Sequence[FaktaTarget], tahun: int | None) -> Hasil:
    selisih = None
    seharusnya: Decimal | str = s.sel.tampil.strip()
    if isinstance(f.nilai, Angka) and isinstance(s.nilai, Angka):
        selisih, seharusnya = f.nilai.nilai - s.nilai.nilai, s.nilai.nilai
    elif isinstance(s.nilai, Kata):
        seharusnya = s.nilai.teks
    terkait = tuple(Rujukan(x.sel, x.konteks.berkas) for x in (s, *cermin))
    return Hasil(
        f.sel,
        f.dokumen,
        kunci(f.indikator),
        seharusnya=seharusnya,
        selisih=selisih,
        sebab=f"sama dengan target Renstra tahun {tahun}" if tahun else None,
        terkait=terkait,
        menutup=(*(Rujukan(x.sel, x.konteks.berkas) for x in cermin), *_capaian_ikut(f, s)),
        berkas=f.konteks.berkas,
        isi={
            "bidang": "target",
            "indikator": f.indikator,
            "jenis": f.dokumen.jenis.upper() if f.dokumen.jenis != "capaian" else "capaian",
            "tertulis": f.sel.tampil.strip(),
            "sumber": "Renstra" if s.dokumen.jenis == "renstra" else s.dokumen.jenis.upper(),
            "tempat": f"{s.sel.lembar}!{s.sel.alamat}{beda_ejaan(f.indikator, s.indikator)}",
            "seharusnya": s.sel.tampil.strip(),
            "tahun": str(tahun or ""),
            "tahun_ini": str(f.dokumen.tahun or ""),
        },
    )


def beda_ejaan(a: str, b: str) -> str:
    """Words that say that an indicator was matched in spite of its spelling, "" if it was not misspelt."""
    return "" if kunci(a) == kunci(b) else f"; dicocokkan dengan “{b}” (ejaan berbeda)"


def _capaian_ikut(f: FaktaTarget, s: FaktaTarget) -> tuple[Rujukan, ...]:
    """The capaian beside a wrong target, if it is right for the target's source: it needs no finding of its own."""
    b = f.catatan
    if not isinstance(b, CapaianIndikator) or not isinstance(b.capaian, Angka):
        return ()
    dua = (s.nilai, b.realisasi)
    if isinstance(dua[0], Angka) and isinstance(dua[1], Angka) and dua[0].nilai > 0:
        tertulis = selang(b.capaian.nilai, b.capaian.desimal)
        if any(sejalan(tertulis, selang_capaian(dua[0], dua[1], p)) for p in (Polaritas.MAKSIMAL, Polaritas.MINIMAL)):
            return (Rujukan(b.asal["capaian"], f.konteks.berkas),)
    if isinstance(dua[0], Kata) and isinstance(dua[1], Kata):
        nilai = capaian_ordinal(dua[0].teks, dua[1].teks)
        if isinstance(nilai, Decimal) and sejalan(selang(b.capaian.nilai, b.capaian.desimal), selang(nilai, None)):
            return (Rujukan(b.asal["capaian"], f.konteks.berkas),)
    return ()


def _target_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for f, s, cermin, tahun in _target_berbeda(kelompok):
        if not tahun:
            yield _hasil_target(f, s, cermin, None)


def _target_tahun_lain(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    salah = [x for x in _target_berbeda(kelompok) if x[3]]
    sering = Counter((id(f.dokumen), t) for f, _, _, tahun in salah for t in tahun)
    per_kolom: dict[tuple[int, int], list[Hasil]] = defaultdict(list)
    for f, s, cermin, tahun in salah:
        # Several years may have that target: the one that most of the table has, else the nearest.
        banyak = [sering[id(f.dokumen), t] for t in tahun]
        t = tahun[banyak.index(max(banyak))] if max(banyak) >= _SEKOLOM else tahun[0]
        per_kolom[id(f.dokumen), t].append(_hasil_target(f, s, cermin, t))
    for semua in per_kolom.values():
        yield from semua if len(semua) < _SEKOLOM else (_sekolom(semua),)


def _sekolom(semua: Sequence[Hasil]) -> Hasil:
    """One finding for the targets of one table that were all copied from the same other year, on the first."""
    awal, lain = semua[0], semua[1:]
    ikut = tuple(Rujukan(h.sel, h.berkas) for h in lain if h.sel is not None)
    return replace(
        awal,
        sebab=f"{awal.sebab}; begitu pula {len(lain)} target lain di tabel ini",
        terkait=(*ikut, *awal.terkait),
        menutup=(*ikut, *(r for h in semua for r in h.menutup)),
    )


X202 = Aturan(
    "X202",
    "Target berbeda dari dokumen induknya",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "capaian"),
    "Target indikator yang sama harus sama di Renstra, RKT, RAK, PK dan capaian. Perubahan yang sah (revisi) perlu "
    "dijelaskan; bila PK awal dan PK perubahannya ada, PK perubahan yang menjadi acuan.",
    "Perpres 29/2014 (SAKIP): dokumen satu satker harus saling sesuai; Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018",
    "Target “{indikator}” berbeda dari {sumber} ({tempat}): tertulis {tertulis}, di sana {seharusnya}",
    "Samakan target dengan dokumen induknya, atau jelaskan dasar perubahannya.",
    Contoh((Ubah("target_sasaran", 2, "target", Decimal("0.9"), "0%"),), ("target_sasaran", 2, "target")),
    Contoh((Ubah("renstra", 2, "2024", "-"),), uraian="tidak ditargetkan di Renstra: tidak ada yang dibandingkan"),
    silang=_target_beda,
)
X203 = Aturan(
    "X203",
    "Target adalah target tahun lain",
    Tingkat.GALAT,
    ("pk", "rkt", "rak", "capaian"),
    "Target tidak sama dengan target Renstra tahun ini, tetapi persis sama dengan target Renstra tahun lain: tersalin "
    "dari dokumen tahun sebelumnya.",
    "RKT KPU Kabupaten TTU 2023 baris 239-240 (25% dan 78 adalah target 2021 dan 2022)",
    "Target “{indikator}” tertulis {tertulis}, yaitu target Renstra tahun {tahun}; tahun {tahun_ini} seharusnya "
    "{seharusnya}",
    "Ganti dengan target Renstra tahun ini, atau jelaskan dasar perubahannya.",
    Contoh((Ubah("target_sasaran", 0, "target", Decimal("0.35"), "0%"),), ("target_sasaran", 0, "target")),
    Contoh(),
    silang=_target_tahun_lain,
)
