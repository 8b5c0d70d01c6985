"""Family X, performance: realisasi of one indicator that differ between tables of one satker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, cast

from xlkinerja.angka import Angka, Kata
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja import pergeseran
from xlkinerja.aturan.kinerja_dukung import K210
from xlkinerja.aturan.kinerja_realisasi import realisasi_bergeser
from xlkinerja.aturan.kinerja_satuan import K207, realisasi_tak_ternilai
from xlkinerja.aturan.kinerja_skala import K217
from xlkinerja.aturan.kinerja_triwulan import K211
from xlkinerja.aturan.silang_lingkup import lingkup
from xlkinerja.aturan.silang_target import beda_ejaan
from xlkinerja.cocok import samakan
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.judul import Masa
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, DataDukung, Dokumen, Nilai
from xlkinerja.nilai_sama import sama_nilai, sebanding
from xlkinerja.olah import agregasi_tertulis
from xlkinerja.temuan import Sel, Tingkat


class FaktaRealisasi(NamedTuple):
    """A realisasi of one indicator in a capaian table, or as the evidence repeats it."""

    konteks: Konteks
    dokumen: Dokumen
    indikator: str
    nilai: Angka | Kata
    sel: Sel
    catatan: CapaianIndikator | DataDukung


_BEREALISASI = ("capaian", "data_dukung")
_Saluran = tuple[str, tuple[Masa, ...], int | None]
"""Office, part of the year, year: figures of one such are held against each other."""


def _realisasi_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    if _sekali(kelompok):
        return
    fakta: dict[_Saluran, dict[str, list[FaktaRealisasi]]] = defaultdict(lambda: defaultdict(list))
    for k in kelompok:
        for d, semua in _realisasi_sendiri(k):
            x = lingkup(k, d)
            sesaluran = fakta[x.satker, x.masa, d.tahun]
            for f in semua:
                sesaluran[kunci(f.indikator)].append(f)
    for sesaluran in fakta.values():
        for daftar in _realisasi_satu_ejaan(sesaluran).values():
            if len(daftar) > 1:
                yield from _beda_dalam(daftar)


def _sekali(kelompok: Sequence[Konteks]) -> bool:
    """Quick test: True if there is but one table with realisasi and it names each indicator once."""
    tabel = [d for k in kelompok for d in k.berkas.dokumen if d.jenis in _BEREALISASI and not d.rancu]
    nama = [kunci(getattr(b, "indikator", "")) for d in tabel for b in d.baris] if len(tabel) == 1 else []
    return len(tabel) < 2 and len(set(nama)) == len(nama)


def _realisasi_sendiri(k: Konteks) -> Iterator[tuple[Dokumen, Iterator[FaktaRealisasi]]]:
    """The realisasi of a workbook's capaian tables, shifted rows left out, and the typed ones of its evidence."""
    geser = {h.catatan.asal["realisasi"] for h in k.capaian_salah if pergeseran(k, h) is not None}
    geser.update(b.asal["realisasi"] for _, baris, _ in realisasi_bergeser(k) for b in baris)
    for d in k.berkas.dokumen:
        if d.jenis in _BEREALISASI and not d.rancu:
            yield d, _realisasi_tabel(k, d, geser)


def _realisasi_tabel(k: Konteks, d: Dokumen, geser: Set[Sel]) -> Iterator[FaktaRealisasi]:
    for c in d.baris:
        if isinstance(c, CapaianIndikator):
            if not isinstance(c.realisasi, Angka | Kata) or (geser and c.asal["realisasi"] in geser):
                continue
            # What is no figure where one belongs is said by itself.
            if isinstance(c.realisasi, Angka) or "realisasi" not in realisasi_tak_ternilai(c):
                yield FaktaRealisasi(k, d, c.indikator, c.realisasi, c.asal["realisasi"], c)
        elif isinstance(c, DataDukung) and isinstance(c.realisasi, Angka) and c.indikator.strip():
            sel = c.asal["realisasi"]
            if not adalah_salinan(sel.rumus or ""):
                yield FaktaRealisasi(k, d, c.indikator, c.realisasi, sel, c)


def _realisasi_satu_ejaan(fakta: Mapping[str, list[FaktaRealisasi]]) -> dict[str, list[FaktaRealisasi]]:
    """The rows with those of a misspelt indicator under the right one's key, where no table has both; the wording of
    the largest table counts as right."""
    if len({id(f.dokumen) for daftar in fakta.values() for f in daftar}) < 2:
        return dict(fakta)
    urut = sorted(fakta, key=lambda x: -max(len(f.dokumen.baris) for f in fakta[x]))
    hasil = dict(fakta)
    ada = {k: frozenset(id(f.dokumen) for f in fakta[k]) for k in urut}
    for salah, benar in samakan(ada, {k: fakta[k][0].indikator for k in urut}).items():
        hasil[benar] = hasil[benar] + hasil.pop(salah)
    return hasil


def _beda_dalam(daftar: Sequence[FaktaRealisasi]) -> Iterator[Hasil]:
    """Among rows with the same indicator and target, those whose realisasi is not the prevailing one; evidence names
    no target, so it counts only where it can belong to one realisasi."""
    bertarget = [(f, f.catatan.target) for f in daftar if isinstance(f.catatan, CapaianIndikator)]
    kelompok: list[list[FaktaRealisasi]] = []
    while bertarget:
        awal = bertarget[0][1]
        setara = [f for i, (f, t) in enumerate(bertarget) if not i or sama_nilai(t, awal)]
        sudah = {id(f) for f in setara}
        bertarget = [(f, t) for f, t in bertarget if id(f) not in sudah]
        kelompok.append(setara)
    dukung = [f for f in daftar if isinstance(f.catatan, DataDukung)]
    if len(kelompok) > 1 and not all(sama_nilai(x[0].nilai, kelompok[0][0].nilai) for x in kelompok):
        dukung = []
    for i, setara in enumerate(kelompok):
        semua = [*setara, *(f for f in dukung if not i and all(_sejenis(f.nilai, x.nilai) for x in setara))]
        if len(semua) > 1:
            yield from _minoritas(semua)


def _sejenis(a: Nilai, b: Nilai) -> bool:
    return isinstance(a, Angka) and isinstance(b, Angka) and sebanding(a, b)


def _minoritas(setara: Sequence[FaktaRealisasi]) -> Iterator[Hasil]:
    """A finding for each realisasi that differs from the one with most support; copies of one wrong figure are one.

    Support: that no other rule shows it to be wrong, how many tables agree, whether the row's own capaian and quarters
    agree with it, how large the table is.
    """
    if not any(sama_nilai(a.nilai, b.nilai) is False for a, b in combinations(setara, 2)):
        return
    semua = {id(f.konteks): f.konteks for f in setara}.values()
    salah_capaian = {h.sel for k in semua for h in k.capaian_salah}
    terbantah = {s for k in semua for s in _terbantah(k)}
    sama: dict[Nilai, int] = {}

    def dukungan(f: FaktaRealisasi) -> tuple[bool, int, int, bool, int]:
        r, c = f.nilai, f.catatan
        if r not in sama:
            # What a formula carries from another table is no second witness.
            saksi = [y for y in setara if not adalah_salinan(y.sel.rumus or "")] or setara
            sama[r] = sum(bool(sama_nilai(y.nilai, r)) for y in saksi)
        tabel = isinstance(c, CapaianIndikator)
        sendiri = 1
        if isinstance(c, CapaianIndikator):
            sendiri = (c.asal["capaian"] not in salah_capaian) + bool(c.triwulan and agregasi_tertulis(c.agregasi))
        return f.sel not in terbantah, sama[r], sendiri, tabel, len(f.dokumen.baris)

    acuan = max(setara, key=dukungan)
    salah = [x for x in setara if sama_nilai(x.nilai, acuan.nilai) is False]
    while salah:
        utama = salah[0]
        kembar = [x for x in salah[1:] if sama_nilai(x.nilai, utama.nilai)]
        yield _hasil_realisasi(utama, acuan, kembar)
        salah = [x for x in salah[1:] if not sama_nilai(x.nilai, utama.nilai)]


def _terbantah(k: Konteks) -> frozenset[Sel]:
    """The realisasi that their own quarters, the counts behind them or their scale contradict."""
    if "terbantah" not in k.memo:
        semua = [h for a in (K210, K211) if a.periksa is not None for h in a.periksa(k)]
        skala = [h for a in (K207, K217) if a.periksa is not None for h in a.periksa(k)]
        sel = [h.sel for h in (*semua, *skala) if h.sel is not None]
        k.memo["terbantah"] = frozenset((*sel, *(r.sel for h in skala for r in h.menutup)))
    return cast("frozenset[Sel]", k.memo["terbantah"])


def _hasil_realisasi(utama: FaktaRealisasi, acuan: FaktaRealisasi, kembar: Sequence[FaktaRealisasi]) -> Hasil:
    benar, sel, c = acuan.nilai, acuan.sel, utama.catatan
    dua = (utama.nilai, benar)
    selisih = dua[0].nilai - dua[1].nilai if isinstance(dua[0], Angka) and isinstance(dua[1], Angka) else None
    rujukan = tuple(Rujukan(x.sel, x.konteks.berkas) for x in kembar)
    hilir = tuple(Rujukan(c.asal[n], utama.konteks.berkas) for n in ("capaian",) if n in c.asal)
    return Hasil(
        utama.sel,
        utama.dokumen,
        kunci(utama.indikator),
        seharusnya=benar.nilai if isinstance(benar, Angka) else sel.tampil.strip(),
        selisih=selisih,
        terkait=(Rujukan(sel, acuan.konteks.berkas), *rujukan),
        menutup=(*hilir, *rujukan),
        berkas=utama.konteks.berkas,
        isi={
            "bidang": "realisasi",
            "indikator": utama.indikator,
            "tertulis": utama.sel.tampil.strip(),
            "seharusnya": sel.tampil.strip(),
            "tempat": f"{sel.lembar}!{sel.alamat}{beda_ejaan(utama.indikator, acuan.indikator)}",
        },
    )


X204 = Aturan(
    "X204",
    "Realisasi indikator yang sama berbeda antartabel",
    Tingkat.GALAT,
    ("capaian", "data_dukung"),
    "Realisasi indikator yang sama pada tahun dan masa yang sama tertulis berbeda di dua tabel capaian, atau di Data "
    "Dukung (kolom Realisasi Dilaporkan). Temuan berada pada angka yang paling sedikit didukung tabel lain; laporan "
    "triwulan yang berbeda tidak dibandingkan.",
    "Hubungan antarangka dalam tabel; LKj KPU Kota Kupang 2024 Tabel 1, 10 dan 13-28 memuat indikator yang sama",
    "Realisasi “{indikator}” berbeda dari {tempat}: tertulis {tertulis}, di sana {seharusnya}",
    "Cocokkan dengan data dukungnya, lalu samakan semua tabel.",
    Contoh((Ubah("capaian_tahunan", 0, "realisasi", Decimal("0.6696"), "0.00%"),
            Ubah("capaian_tahunan", 0, "capaian", Decimal("0.7878"), "0.00%")), ("capaian_tahunan", 0, "realisasi")),
    Contoh(),
    silang=_realisasi_beda,
)  # fmt: skip
