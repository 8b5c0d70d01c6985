"""Family K: the polarity that an indicator is given in one table against the other tables and the official list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.angka import Angka, Selang, sejalan, selang
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import baris_capaian
from xlkinerja.beku import beku
from xlkinerja.formulir.indikator import kunci, polaritas_tertulis, resmi
from xlkinerja.hitung import Polaritas, capaian
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, DefinisiIndikator, Dokumen, TargetIndikator
from xlkinerja.nilai_sama import selang_pecahan
from xlkinerja.olah import polaritas_baris
from xlkinerja.temuan import Sel, Tingkat

_F = "capaian_sasaran"
_ARAH = (Polaritas.MAKSIMAL, Polaritas.MINIMAL)
"""Directions. "Predikat", "Rentang" and "Stabil" say how to reckon and contradict neither."""


@beku(frozen=True, slots=True)
class _Tertulis:
    """A typed polarity: its document, its cell, the direction, the wording of the indicator."""

    dokumen: Dokumen
    sel: Sel
    arah: Polaritas
    indikator: str


def _tertulis(konteks: Konteks) -> dict[str, list[_Tertulis]]:
    """The directions typed in a workbook by indicator; what a formula carries is wrong where it was typed."""
    hasil: dict[str, list[_Tertulis]] = {}
    for d in konteks.berkas.dokumen:
        for b in d.baris if "polaritas" in d.kepala and not d.rancu else ():
            if not isinstance(b, TargetIndikator | DefinisiIndikator | CapaianIndikator):
                continue
            sel = b.asal.get("polaritas")
            arah = polaritas_tertulis(sel.tampil) if sel is not None and sel.rumus is None else None
            if sel is not None and arah in _ARAH:
                hasil.setdefault(kunci(b.indikator), []).append(_Tertulis(d, sel, arah, b.indikator))
    return hasil


def _beda(konteks: Konteks) -> Iterator[Hasil]:
    baris: dict[str, list[CapaianIndikator]] | None = None
    for k, semua in _tertulis(konteks).items():
        tahu = resmi(semua[0].indikator)
        baku = tahu.polaritas if tahu is not None and tahu.polaritas in _ARAH else None
        if len({t.arah for t in semua} | ({baku} if baku else set())) < 2:
            continue
        if baris is None:
            baris = {}
            for _, b in baris_capaian(konteks):
                baris.setdefault(kunci(b.indikator), []).append(b)
        yield _hasil(konteks, k, semua, baku, baris.get(k, ()))


def _hasil(
    konteks: Konteks, k: str, semua: Sequence[_Tertulis], baku: Polaritas | None, baris: Sequence[CapaianIndikator]
) -> Hasil:
    benar = _benar(semua, baku, baris)
    ganjil = [t for t in semua if t.arah is not benar]
    lain = [t for t in semua if t.arah is benar]
    ini = ganjil[0]
    sumber = [f"{t.sel.lembar}!{t.sel.alamat}" for t in lain[:3]]
    sumber += [f"{len(lain) - 3} sel lain"] if len(lain) > 3 else []
    sumber += ["daftar indikator resmi"] if baku is benar else []
    isi = {
        "bidang": "polaritas",
        "tertulis": ini.sel.tampil.strip(),
        "lain": f"{', '.join(sumber[:-1])} dan {sumber[-1]}" if len(sumber) > 1 else sumber[0],
        "seharusnya": benar.value.capitalize(),
    }
    return Hasil(
        ini.sel, ini.dokumen, k, seharusnya=benar.value.capitalize(), isi=isi,
        terkait=tuple(Rujukan(t.sel) for t in (*ganjil[1:], *lain)),
        menutup=tuple(Rujukan(s) for b in baris for s in _ikut(konteks, b, benar)),
    )  # fmt: skip


def _benar(semua: Sequence[_Tertulis], baku: Polaritas | None, baris: Sequence[CapaianIndikator]) -> Polaritas:
    """The direction that most say: the cells, the official list; if they stand even, the printed capaian, and then
    what is not said by a capaian table, which takes it from the others. Cells that agree can only be judged by the
    list."""
    suara = Counter(t.arah for t in semua)
    if len(suara) == 1 and baku is not None:
        return baku
    suara.update((baku,) if baku is not None else ())
    a, b = _ARAH
    if suara[a] != suara[b]:
        return a if suara[a] > suara[b] else b
    cocok = [p for p in _ARAH if any(_cetakan(x.capaian, x, p) for x in baris)]
    if len(cocok) == 1:
        return cocok[0]
    rencana = [t.arah for t in semua if t.dokumen.jenis != "capaian"]
    return baku or (rencana or [semua[0].arah])[0]


def _cetakan(tertulis: object, b: CapaianIndikator, p: Polaritas) -> bool:
    """Whether a printed capaian is the one of that direction and not of the other."""
    return _sama(tertulis, b.target, b.realisasi, p) and not any(
        _sama(tertulis, b.target, b.realisasi, x) for x in _ARAH if x is not p
    )


def _sama(tertulis: object, target: object, realisasi: object, p: Polaritas) -> bool:
    if not isinstance(tertulis, Angka) or not isinstance(target, Angka) or not isinstance(realisasi, Angka):
        return False
    nilai = capaian(target.nilai, realisasi.nilai, p)
    if not isinstance(nilai, Decimal):
        return False
    cetak = [selang(tertulis.nilai, tertulis.desimal)]
    if tertulis.satuan != "%":
        cetak.append(selang_pecahan(tertulis))
    return any(sejalan(c, Selang(nilai, nilai)) for c in cetak)


def _ikut(konteks: Konteks, b: CapaianIndikator, benar: Polaritas) -> Iterator[Sel]:
    """The capaian and kategori of a row that only seem wrong because its polarity is."""
    if polaritas_baris(b, konteks.polaritas) is benar:
        return
    if _sama(b.capaian, b.target, b.realisasi, benar):
        yield from (b.asal[n] for n in ("capaian", "kategori") if n in b.asal)
    for n, tw in b.triwulan.items():
        if f"capaian_t{n}" in b.asal and _sama(tw.capaian, tw.target, tw.realisasi, benar):
            yield b.asal[f"capaian_t{n}"]


K216 = Aturan(
    "K216",
    "Polaritas indikator berbeda dari tabel lain",
    Tingkat.PERINGATAN,
    ("capaian", "iku", "renstra", "rkt"),
    "Arah satu indikator (makin tinggi atau makin rendah makin baik) harus sama dalam tabel capaian, IKU, Renstra, RKT "
    "dan daftar indikator resmi KPU. Yang ditunjuk adalah sel yang berbeda dari kebanyakan; capaian yang benar menurut "
    "arah yang lain itu tidak dipersoalkan lagi.",
    "LKj KPU Kota Kupang 2024 baris 565-572; PKPU 197/2020 (indikator kinerja utama)",
    "Polaritas: tertulis {tertulis}, sedangkan menurut {lain} {seharusnya}",
    "Samakan polaritasnya menurut IKU, lalu hitung ulang capaian indikator ini.",
    Contoh((Ubah(_F, 2, "polaritas", "Minimal"),), (_F, 2, "polaritas"), "capaian 81,95% dihitung sebagai maksimal"),
    Contoh((Ubah(_F, 2, "polaritas", "Positif"),), uraian="sebutan lain untuk Maksimal"),
    _beda,
)
