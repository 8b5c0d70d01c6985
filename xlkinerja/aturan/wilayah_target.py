"""Family W, targets: one that falls short of the target of the province or the nation above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.angka import Angka, Kata
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.silang_target import FaktaTarget, fakta_target
from xlkinerja.beku import beku
from xlkinerja.formulir.indikator import kunci, polaritas_tertulis, resmi
from xlkinerja.himpunan import meragukan
from xlkinerja.hitung import Polaritas, capaian_ordinal
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas, CapaianIndikator, Nilai, TargetIndikator
from xlkinerja.nilai_sama import sama_nilai, sebanding
from xlkinerja.temuan import Sel, Tingkat


@beku(frozen=True, slots=True)
class Acuan:
    """A target above the satker's own: whose ("provinsi", "nasional"), the figure, its cell and workbook."""

    milik: str
    nilai: Nilai
    sel: Sel
    berkas: Berkas


_Kunci = tuple[int | None, str]
"""Year and indicator key."""


def _di_bawah(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    kelompok: dict[str, list[Konteks]] = {}
    for k in semua:
        s = k.berkas.satker
        if s is not None and not meragukan(k.berkas):
            # A template is complete and stands alone, as it does for the rules between documents.
            satker = s.kode or s.nama
            kelompok.setdefault(f"{satker}\n{k.berkas.jalur if k.berkas.templat else ''}", []).append(k)
    provinsi: dict[str, Mapping[_Kunci, Acuan]] = {}
    for daftar in kelompok.values():
        s = daftar[0].berkas.satker
        if s is not None and s.kode is not None and s.jenis == "provinsi":
            provinsi[s.kode] = {**provinsi.get(s.kode, {}), **_target_provinsi(daftar)}
    for daftar in kelompok.values():
        s = daftar[0].berkas.satker
        kode = (s.kode or "").partition(".") if s is not None else ("", "", "")
        yield from _satu_satker(daftar, provinsi.get(kode[0], {}) if kode[2] else {})


def _target_provinsi(daftar: Sequence[Konteks]) -> dict[_Kunci, Acuan]:
    """The province's own targets: of the PK of its Ketua, else of RKT or Renstra."""
    hasil: dict[_Kunci, tuple[int, Acuan]] = {}
    for (tahun, unit, k), f in fakta_target(daftar):
        if unit == "ketua" and f.urutan in (0, 1, 3) and isinstance(f.nilai, Angka | Kata):
            lama = hasil.get((tahun, k))
            if lama is None or f.urutan > lama[0]:
                hasil[tahun, k] = f.urutan, Acuan("provinsi", f.nilai, f.sel, f.konteks.berkas)
    return {k: a for k, (_, a) in hasil.items()}


def _satu_satker(daftar: Sequence[Konteks], provinsi: Mapping[_Kunci, Acuan]) -> Iterator[Hasil]:
    tercantum = _tercantum(daftar)
    if not provinsi and not tercantum:
        return
    sendiri: dict[str, dict[int | None, FaktaTarget]] = {}
    for (tahun, unit, k), f in fakta_target(daftar):
        if unit == "ketua" and isinstance(f.nilai, Angka | Kata):
            milik = sendiri.setdefault(k, {})
            # The document that the others follow; that they differ from it is another rule's finding.
            if tahun not in milik or f.urutan < milik[tahun].urutan:
                milik[tahun] = f
    tahun_buku = daftar[0].berkas.tahun
    polaritas = _polaritas(daftar)
    for k, per_tahun in sendiri.items():
        arah = polaritas.get(k, _arah_resmi(next(iter(per_tahun.values())).indikator))
        rendah = []
        # Targets of years gone by can no longer be changed.
        berlaku = [(t, f) for t, f in per_tahun.items() if t is None or tahun_buku is None or t >= tahun_buku]
        for tahun, f in sorted(berlaku, key=lambda x: (x[0] != tahun_buku, x[0] or 0)):
            di_buku_provinsi = provinsi.get((tahun, k))
            acuan = tercantum.get((tahun, k), [])
            if di_buku_provinsi is not None:
                acuan = [di_buku_provinsi, *(a for a in acuan if a.milik != "provinsi")]
            kurang = [a for a in acuan if lebih_lemah(f.nilai, a.nilai, arah)]
            if kurang:
                rendah.append((tahun, f, kurang))
        if rendah:
            yield _hasil(rendah, arah)


def _arah_resmi(indikator: str) -> Polaritas | None:
    tahu = resmi(indikator)
    return tahu.polaritas if tahu is not None else None


def _polaritas(daftar: Sequence[Konteks]) -> dict[str, Polaritas]:
    """Polarity by indicator key as the satker's own tables state it, IKU before capaian."""
    hasil = {}
    for k in daftar:
        for d in k.berkas.semua("capaian"):
            for b in d.baris:
                arah = polaritas_tertulis(b.polaritas) if isinstance(b, CapaianIndikator) else None
                if isinstance(b, CapaianIndikator) and arah is not None:
                    hasil[kunci(b.indikator)] = arah
    for k in daftar:
        hasil.update(k.polaritas)
    return hasil


def _tercantum(daftar: Sequence[Konteks]) -> dict[_Kunci, list[Acuan]]:
    """The targets above it that a workbook itself has in columns beside its own, of the workbook's year."""
    hasil: dict[_Kunci, list[Acuan]] = {}
    for k in daftar:
        for d in k.berkas.dokumen:
            for b in d.baris if d.unit == "ketua" else ():
                if not isinstance(b, TargetIndikator):
                    continue
                for milik, n in (("provinsi", b.target_provinsi), ("nasional", b.target_nasional)):
                    if not isinstance(n, Angka | Kata):
                        continue
                    kini = hasil.setdefault((d.tahun or k.berkas.tahun, kunci(b.indikator)), [])
                    if all(a.milik != milik for a in kini):
                        kini.append(Acuan(milik, n, b.asal[f"target_{milik}"], k.berkas))
    return hasil


def lebih_lemah(target: Nilai, acuan: Nilai, polaritas: Polaritas | None) -> bool:
    """True if a target falls short of the one above it: lower, of a minimal indicator higher; of words by their rank.
    False where units differ or the direction is not known."""
    if isinstance(target, Kata) and isinstance(acuan, Kata):
        peringkat = capaian_ordinal(acuan.teks, target.teks)
        return isinstance(peringkat, Decimal) and peringkat < 100
    if not isinstance(target, Angka) or not isinstance(acuan, Angka) or not sebanding(target, acuan):
        return False
    if sama_nilai(target, acuan):
        return False
    if polaritas is Polaritas.MINIMAL:
        return target.nilai > acuan.nilai
    return polaritas in (Polaritas.MAKSIMAL, Polaritas.ORDINAL) and target.nilai < acuan.nilai


def _hasil(rendah: Sequence[tuple[int | None, FaktaTarget, list[Acuan]]], polaritas: Polaritas | None) -> Hasil:
    tahun, f, kurang = rendah[0]
    a = kurang[0]
    angka = isinstance(f.nilai, Angka) and isinstance(a.nilai, Angka)
    minimal = polaritas is Polaritas.MINIMAL and angka
    lain = [str(t) for t, _, _ in rendah[1:]]
    sebab = ["indikator minimal: makin rendah makin baik"] if minimal else []
    if len(kurang) > 1:
        sebab.append(f"juga di {'atas' if minimal else 'bawah'} target {kurang[1].milik} {_tulis(kurang[1])}")
    if lain:
        sebab.append(f"begitu pula tahun {', '.join(lain)}")
    rujukan = [Rujukan(x.sel, x.berkas) for x in kurang]
    rujukan += [Rujukan(x.sel, x.konteks.berkas) for _, x, _ in rendah[1:]]
    return Hasil(
        f.sel,
        f.dokumen,
        kunci(f.indikator),
        seharusnya=a.nilai.nilai if isinstance(a.nilai, Angka) else _tulis(a),
        selisih=f.nilai.nilai - a.nilai.nilai if isinstance(f.nilai, Angka) and isinstance(a.nilai, Angka) else None,
        sebab="; ".join(sebab) or None,
        terkait=tuple(rujukan),
        berkas=f.konteks.berkas,
        isi={
            "bidang": "target",
            "indikator": f.indikator,
            "tahun": str(tahun or ""),
            "arah": "di atas" if minimal else "di bawah",
            "milik": a.milik,
            "tertulis": f.sel.tampil.strip(),
            "acuan": _tulis(a),
        },
    )


def _tulis(a: Acuan) -> str:
    return " ".join(a.sel.tampil.split())


W206 = Aturan(
    "W206",
    "Target lebih lemah dari target provinsi atau nasional",
    Tingkat.PERINGATAN,
    ("renstra", "rkt", "pk"),
    "Target kabupaten/kota tidak boleh lebih lemah dari target provinsi, dan target daerah tidak boleh lebih lemah "
    "dari target nasional, untuk indikator dan tahun yang sama (tahun buku kerja dan sesudahnya). Pada indikator "
    "minimal yang lebih tinggi adalah yang lebih lemah; predikat dibandingkan peringkatnya. Target provinsi diambil "
    "dari buku kerja provinsi bila ikut diperiksa, selain itu dari kolom Target Provinsi dan Target Nasional di buku "
    "kerjanya sendiri.",
    "Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018: target daerah tidak boleh di bawah target nasional",
    "Target {tahun} “{indikator}” {arah} target {milik}: tertulis {tertulis}, target {milik} {acuan}",
    "Sesuaikan target dengan target di atasnya, atau lampirkan dasar tertulis mengapa targetnya berbeda.",
    Contoh((Ubah("renstra", 2, "target_nasional", Decimal("0.9"), "0%"),), ("renstra", 2, "2024")),
    Contoh((Ubah("renstra", 4, "target_nasional", Decimal(9), '0" kali"'),), uraian="indikator minimal: 8 kali lebih "
           "baik dari 9 kali"),
    wilayah=_di_bawah,
)  # fmt: skip
