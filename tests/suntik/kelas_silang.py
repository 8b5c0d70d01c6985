"""Faults between documents: targets, coverage, wording, shifted rows, titles and dates."""

from __future__ import annotations

from decimal import Decimal

from tests.suntik.bahan import TAHUN, Bahan
from tests.suntik.kelas import Harapan, Kelas, pilih
from xlkinerja.angka import Angka
from xlkinerja.buku import LEBAR
from xlkinerja.formulir.indikator import kunci
from xlkinerja.model import BarisAnggaran, CapaianIndikator, TargetIndikator
from xlkinerja.temuan import Sel


def _pk_ketua(b: Bahan) -> list[TargetIndikator]:
    semua = [x for d, _, x in b.baris("target_sasaran") if d.jenis == "pk" and d.unit == "ketua"]
    return [x for x in semua if isinstance(x, TargetIndikator)]


def target_tahun_lain(b: Bahan) -> Harapan | None:
    """The PK carries the target of another year of the Renstra."""
    renstra = {kunci(x.indikator): x for _, _, x in b.baris("renstra") if isinstance(x, TargetIndikator)}
    r = pilih(b.acak, [x for x in _pk_ketua(b) if hasattr(x.target, "nilai")])
    if r is None:
        return None
    per_tahun = renstra[kunci(r.indikator)].per_tahun
    lain = [t for t, n in per_tahun.items() if t != TAHUN and getattr(n, "nilai", None) not in (None, r.target.nilai)]  # type: ignore[union-attr]
    if not lain:
        return None
    n = per_tahun[b.acak.choice(lain)]
    persen = getattr(n, "satuan", "") == "%"
    b.tulis(r.asal["target"], n.nilai / 100 if persen else n.nilai)  # type: ignore[union-attr]
    sama = [t for t, x in per_tahun.items() if getattr(x, "nilai", None) == n.nilai]  # type: ignore[union-attr]
    return Harapan((r.asal["target"],), ("X203",), (f"tahun ({'|'.join(map(str, sama))})",))


def kolom_target_tahun_lain(b: Bahan) -> Harapan | None:
    """All targets of the PK copied from one other year of the Renstra."""
    renstra = {kunci(x.indikator): x for _, _, x in b.baris("renstra") if isinstance(x, TargetIndikator)}
    tahun = b.acak.choice([t for t in next(iter(renstra.values())).per_tahun if t != TAHUN])
    sel = []
    for x in _pk_ketua(b):
        n = renstra[kunci(x.indikator)].per_tahun[tahun]
        if isinstance(n, Angka) and isinstance(x.target, Angka) and n.nilai != x.target.nilai:
            b.tulis(x.asal["target"], n.nilai / 100 if n.satuan == "%" else n.nilai)
            sel.append(x.asal["target"])
    return Harapan(tuple(sel), ("X203",), (f"tahun {tahun}; begitu pula",)) if len(sel) > 2 else None


def target_pk_berbeda(b: Bahan) -> Harapan | None:
    """A target of a PK that no other document has."""
    semua = [
        x
        for d, _, x in b.baris("target_sasaran", "target_kegiatan")
        if d.jenis == "pk" and isinstance(x, TargetIndikator) and getattr(x.target, "satuan", "") == "%"
    ]
    r = pilih(b.acak, semua)
    if r is None:
        return None
    b.tulis(r.asal["target"], r.target.nilai / 100 + Decimal(b.acak.randint(1, 9)) / 1000)  # type: ignore[union-attr]
    return Harapan((r.asal["target"],), ("X202",), ("berbeda dari",))


def indikator_hilang_di_capaian(b: Bahan) -> Harapan | None:
    """An indicator of the PK is not reported on."""
    d = b.acak.choice(b.dokumen("capaian_sasaran"))
    baris = [x for x in d.baris if isinstance(x, CapaianIndikator)]
    r = b.acak.choice(baris)
    sendiri = [x for x in baris if x.sasaran == r.sasaran]
    for n, s in r.asal.items():
        if s.baris == r.asal["indikator"].baris and (n not in ("sasaran", "tujuan") or len(sendiri) == 1):
            b.tulis(s, None)
    cocok = tuple(
        x.asal["indikator"]
        for k, _, x in b.baris("target_sasaran")
        if isinstance(x, TargetIndikator) and k.jenis == "pk" and k.unit == d.unit and x.indikator == r.indikator
    )
    # The sentences that count the indicators now say one too many: true as well, and said where they stand.
    kalimat = tuple(s for s in _sel_teks(b, "Indikator dengan capaian") if s.lembar == d.lembar)
    return Harapan(cocok, ("X2",), ("capaian",), juga=kalimat) if cocok else None


def baris_anggaran_bergeser(b: Bahan) -> Harapan | None:
    """The figures of a budget row one column to the right, in the summary or in the detailed table."""
    d = b.dokumen("anggaran_realisasi")[0]
    r = b.acak.choice([x for x in d.baris if isinstance(x, BarisAnggaran) and x.tingkat])
    bidang = ("pagu", "realisasi", "sisa", "persen")
    nilai = [None, r.pagu, r.realisasi, r.sisa]
    for n, isi in zip(bidang, nilai, strict=True):
        b.tulis(r.asal[n], isi, "#,##0")
    return Harapan(tuple(r.asal[n] for n in bidang), ("A2", "J2", "S2", "X2"), ("bergeser satu kolom",))


def _sel_teks(b: Bahan, cari: str, *, kecuali: tuple[str, ...] = ()) -> list[Sel]:
    hasil = []
    for x in b.buku.lembar:
        if x.nama in kecuali:
            continue
        for i, teks in enumerate(x.isi):
            if chr(x.jenis[i]) == "s" and cari in teks:
                hasil.append(x.sel(x.kunci[i] // LEBAR + 1, x.kunci[i] % LEBAR + 1))
    return hasil


_BUKAN_DOKUMEN = ("Identitas", "Petunjuk", "Ringkasan")


def judul_tahun_lain(b: Bahan) -> Harapan | None:
    """Last year's year left in the title of a table."""
    sel = pilih(b.acak, [s for s in _sel_teks(b, f"TAHUN {TAHUN}", kecuali=_BUKAN_DOKUMEN) if s.baris < 4])
    if sel is None:
        return None
    b.tulis(sel, sel.tampil.replace(str(TAHUN), str(TAHUN - 1)))
    return Harapan((sel,), ("X2",), (f"{TAHUN - 1}",))


def judul_satker_lain(b: Bahan) -> Harapan | None:
    """Another office's name left in the title of a table."""
    nama = b.berkas.satker.nama.upper() if b.berkas.satker else ""
    sel = pilih(b.acak, [s for s in _sel_teks(b, nama, kecuali=_BUKAN_DOKUMEN) if s.baris < 4])
    if sel is None:
        return None
    lain = b.acak.choice([n for n in ("KPU KABUPATEN SIKKA", "KPU KABUPATEN ALOR", "KPU KABUPATEN ENDE") if n != nama])
    b.tulis(sel, sel.tampil.replace(nama, lain))
    return Harapan((sel,), ("X2",), (lain,))


def tanggal_capaian_terlalu_dini(b: Bahan) -> Harapan | None:
    """The report on a year signed before the year was over."""
    sel = [s for s in _sel_teks(b, f"30 Januari {TAHUN + 1}") if s.lembar.startswith("Capaian")]
    s = pilih(b.acak, sel)
    if s is None:
        return None
    b.tulis(s, s.tampil.replace(f"30 Januari {TAHUN + 1}", f"14 Februari {TAHUN}"))
    return Harapan((s,), ("X2",), ("Februari",))


SEMUA = (
    Kelas("X target tahun lain", target_tahun_lain),
    Kelas("X semua target PK dari tahun lain", kolom_target_tahun_lain),
    Kelas("X target PK berbeda", target_pk_berbeda, tingkat="peringatan"),
    Kelas("X indikator PK tidak dilaporkan", indikator_hilang_di_capaian, tingkat="peringatan"),
    Kelas("X baris anggaran bergeser satu kolom", baris_anggaran_bergeser),
    Kelas("X tahun lain pada judul", judul_tahun_lain, tingkat="peringatan"),
    Kelas("X satker lain pada judul", judul_satker_lain, tingkat="peringatan"),
    Kelas("X laporan bertanggal sebelum tahunnya berakhir", tanggal_capaian_terlalu_dini, tingkat="peringatan"),
)
