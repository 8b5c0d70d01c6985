"""A mistake that runs through a column or a row of a budget table is one finding that says what its cells share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from tests.suntik.bahan import Bahan
from xlkinerja.anggaran_baris import BULAN
from xlkinerja.angka import Kata, Kosong
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.aturan.kinerja_satuan import sel_diketik
from xlkinerja.buku import LEBAR
from xlkinerja.model import BarisAnggaran, CapaianIndikator, CapaianTriwulan
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Sel, Temuan, Tingkat

_B = "anggaran_bulanan"
_UANG = ("pagu_awal", "pagu", "realisasi", "sisa", *BULAN)


def _parah(temuan: tuple[Temuan, ...]) -> list[tuple[str, str | None]]:
    return [(t.kode, t.lokasi.sel) for t in temuan if t.tingkat is not Tingkat.INFO]


def _bahan() -> Bahan:
    return Bahan(0, Random(1), ketik=True)


def _nilai(b: BarisAnggaran, bidang: str) -> Decimal:
    n = b.asal[bidang].nilai
    return n if isinstance(n, Decimal) else Decimal(0)


def test_satu_baris_rincian_terhapus() -> None:
    b = _bahan()
    daun = next(r for r in b.daun() if len(b.anak(next(x for x in b.anggaran[1] if x.kode == r.kode[:-1]))) > 1)
    induk = next(x for x in b.anggaran[1] if x.kode == daun.kode[:-1])
    for n in (*_UANG, "persen", "kode", "nama"):
        if n in daun.asal:
            b.tulis(daun.asal[n], None)
    temuan = periksa_buku(b.buku, b.nama).temuan
    galat = [t for t in temuan if t.tingkat is Tingkat.GALAT]
    assert [(t.kode, t.lokasi.sel) for t in galat] == [("J201", induk.asal["pagu"].alamat)]
    assert galat[0].sebab is not None and galat[0].sebab.startswith("satu baris rincian tampaknya tidak ada di bawah")


def test_sisa_sekolom_dari_pagu_awal() -> None:
    b = _bahan()
    for r in b.anggaran[1]:
        b.tulis(r.asal["sisa"], _nilai(r, "pagu_awal") - _nilai(r, "realisasi"))
    temuan = periksa_buku(b.buku, b.nama).temuan
    galat = [t for t in temuan if t.tingkat is Tingkat.GALAT]
    assert [t.kode for t in galat] == ["A201"]
    assert galat[0].sebab is not None
    assert galat[0].sebab.startswith("dihitung dari pagu awal, bukan pagu terakhir; begitu pula")


@pytest.mark.parametrize(
    ("bidang", "kode", "sebab"),
    [
        ("sisa", "A201", "terbalik: realisasi dikurangi pagu; begitu pula 12 sel lain di kolom ini"),
        ("persen", "A202", "dihitung dari pagu total, bukan pagu barisnya; begitu pula 11 sel lain di kolom ini"),
    ],
)
def test_kolom_dengan_rumus_keliru(bidang: str, kode: str, sebab: str) -> None:
    dokumen = contoh_anggaran()
    total = dokumen[-1].pagu
    ubah = []
    for i, r in enumerate(dokumen):
        assert r.pagu is not None and r.realisasi is not None and total is not None
        keliru = r.realisasi - r.pagu if bidang == "sisa" else r.realisasi / total
        ubah.append(Ubah(_B, i, bidang, keliru, "#,##0" if bidang == "sisa" else "0.00%"))
    temuan = periksa_buku(contoh_buku(tuple(ubah))).temuan
    milik = [t for t in temuan if t.lokasi.lembar == "Anggaran Bulanan" and t.tingkat is not Tingkat.INFO]
    assert [(t.kode, t.sebab) for t in milik] == [(kode, sebab)]


def contoh_anggaran() -> list[BarisAnggaran]:
    berkas = periksa_buku(contoh_buku(())).berkas
    (d,) = [d for d in berkas.dokumen if d.formulir == _B]
    return [r for r in d.baris if isinstance(r, BarisAnggaran)]


def test_bulan_yang_terlewat_dan_bulan_yang_memang_belum_ada() -> None:
    kosong = tuple(Ubah(_B, i, "b12", None) for i in range(13))
    assert _parah(periksa_buku(contoh_buku(kosong)).temuan)[0][0] == "A224"
    satu = tuple(Ubah(_B, i, "realisasi", Decimal(n), "#,##0") for i, n in ((3, 1230000), (2, 1230000)))
    temuan = periksa_buku(contoh_buku(satu)).temuan
    assert [k for k, _ in _parah(temuan)].count("A221") == 1  # one row, not a month


def test_galat_rujukan_satu_baris_satu_temuan() -> None:
    """A row was deleted that both columns of a sum referred to; the sums above are not blamed for leaving it out."""
    f = "anggaran_realisasi"
    ubah = [Ubah(f, 1, n, "#REF!", rumus=f"SUM({k}99,#REF!)") for n, k in (("pagu", "C"), ("realisasi", "D"))]
    ubah += [Ubah(f, 0, n, "#REF!", rumus=f"{k}5+{k}6") for n, k in (("pagu", "C"), ("realisasi", "D"))]
    ubah += [Ubah(f, 6, n, "#REF!", rumus=f"{k}4+{k}7") for n, k in (("pagu", "C"), ("realisasi", "D"))]
    temuan = [t for t in periksa_buku(contoh_buku(tuple(ubah))).temuan if t.kode in ("F111", "F141")]
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("F141", "C5")]
    assert {"D5", "C4", "D4", "C10", "D10"} <= {x.sel for x in temuan[0].terkait}


@pytest.mark.parametrize(("arah", "kata"), [(1, "bergeser satu baris ke bawah"), (-1, "bergeser satu baris ke atas")])
@pytest.mark.parametrize(("bidang", "kode"), [("capaian", "K201"), ("kategori", "K301"), ("realisasi", "K219")])
def test_kolom_bergeser_satu_baris(bidang: str, kode: str, arah: int, kata: str) -> None:
    b = _bahan()
    (d,) = [d for d in b.dokumen("capaian_sasaran") if d.unit == "ketua"]
    sel = [r.asal[bidang] for r in d.baris]
    nilai = [s.nilai if isinstance(s.nilai, Decimal) else s.tampil for s in sel]
    for i, s in enumerate(sel):
        if 0 <= i - arah < len(sel):
            b.tulis(s, nilai[i - arah])
    temuan = [t for t in periksa_buku(b.buku, b.nama).temuan if t.lokasi.lembar == d.lembar and t.kode[0] == "K"]
    galat = [t for t in temuan if t.tingkat is Tingkat.GALAT]
    assert [t.kode for t in galat] == [kode]
    assert galat[0].sebab is not None and kata in galat[0].sebab
    assert len(galat[0].terkait) >= 2


def test_rumus_capaian_menunjuk_baris_di_atasnya() -> None:
    """Computed cells cannot be typed a row off: their formulas point there."""
    b = _bahan()
    (d,) = [d for d in b.dokumen("capaian_sasaran") if d.unit == "ketua"]
    sel = [r.asal["capaian"] for r in d.baris]
    nilai = [s.nilai if isinstance(s.nilai, Decimal) else s.tampil for s in sel]
    for i, s in enumerate(sel[1:], 1):
        b.tulis(s, nilai[i - 1])
        b.lembar(s.lembar).rumus[(s.baris - 1) * LEBAR + s.kolom - 1] = f"F{s.baris - 1}/E{s.baris - 1}"
    temuan = [t for t in periksa_buku(b.buku, b.nama).temuan if t.lokasi.lembar == d.lembar and t.kode == "K201"]
    assert len(temuan) == 1 and temuan[0].sebab is not None
    assert temuan[0].sebab.startswith("rumus capaian menunjuk satu baris ke atas, bukan barisnya sendiri; begitu pula")


def test_realisasi_dari_rumus_yang_tidak_menurut_triwulannya() -> None:
    """The word complained of stands in the year's realisasi, not in the quarter that says another one."""
    kata = Sel("Capaian", 4, 6, "s", "BB", "BB", rumus="T3")
    kuartal = Sel("Capaian", 4, 20, "s", "WTP", "WTP")
    k = Kosong("")
    b = CapaianIndikator(
        "Opini BPK", k, Kata("BB"), k, triwulan={4: CapaianTriwulan(k, Kata("WTP"), k)},
        asal={"realisasi": kata, "realisasi_t4": kuartal},
    )  # fmt: skip
    assert sel_diketik(b, "realisasi") is kata
    assert sel_diketik(replace(b, realisasi=Kata("WTP")), "realisasi") is kuartal


def test_dua_baris_yang_bertukar_bukan_pergeseran() -> None:
    """Two neighbouring realisasi swapped fit their neighbours both ways; each is told for itself."""
    b = _bahan()
    (d,) = [d for d in b.dokumen("capaian_sasaran") if d.unit == "ketua"]
    satu, dua = (r.asal["realisasi"] for r in d.baris[5:7])
    nilai = [s.nilai for s in (satu, dua)]
    assert all(isinstance(n, Decimal) for n in nilai) and nilai[0] != nilai[1]
    for s, n in zip((satu, dua), reversed(nilai), strict=True):
        assert isinstance(n, Decimal)
        b.tulis(s, n)
    temuan = [t for t in periksa_buku(b.buku, b.nama).temuan if t.tingkat is Tingkat.GALAT]
    assert {t.lokasi.sel for t in temuan} == {satu.alamat, dua.alamat}
    assert "K219" not in {t.kode for t in temuan}


def test_semua_target_pk_dari_satu_tahun() -> None:
    """One finding on the first, however many targets; a year that some of them share with another does not split it."""
    b = _bahan()
    (renstra,) = b.dokumen("renstra")
    (pk,) = [d for d in b.dokumen("target_sasaran") if d.unit == "ketua" and d.jenis == "pk"]
    tahun = max(renstra.baris[0].per_tahun)  # type: ignore[union-attr]
    for asal, milik in zip(renstra.baris, pk.baris, strict=True):
        b.tulis(milik.asal["target"], asal.asal[str(tahun)].nilai)  # type: ignore[arg-type]
    temuan = [t for t in periksa_buku(b.buku, b.nama).temuan if t.tingkat is Tingkat.GALAT]
    assert [t.kode for t in temuan] == ["X203"]
    assert temuan[0].sebab is not None
    assert temuan[0].sebab.startswith(f"sama dengan target Renstra tahun {tahun}; begitu pula ")


@pytest.mark.parametrize("bidang", ["capaian", "realisasi"])
def test_angka_yang_sama_pada_semua_baris_bukan_pergeseran(bidang: str) -> None:
    """One figure typed down the column fits many neighbours; it did not slip."""
    b = _bahan()
    (d,) = [d for d in b.dokumen("capaian_sasaran") if d.unit == "ketua"]
    angka = [r.asal[bidang] for r in d.baris if isinstance(r.asal[bidang].nilai, Decimal)]
    isi = angka[0].nilai
    assert isinstance(isi, Decimal)
    for s in angka[1:]:
        b.tulis(s, isi)
    for t in periksa_buku(b.buku, b.nama).temuan:
        assert t.kode != "K219" and "bergeser" not in (t.sebab or "")
