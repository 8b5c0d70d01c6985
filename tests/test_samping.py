"""Tables beside each other, headings that find no place, headings with words after them."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.baca import baca_buku
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.model import AksiIndikator, BarisAnggaran, Berkas, CapaianIndikator
from xlkinerja.periksa import periksa_buku

Sel = dict[str, object]
CAPAIAN = ("No", "Indikator", "Target", "Realisasi", "Capaian")
ANGGARAN = ("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa")


def baris(kolom: str, nomor: int, isi: tuple[object, ...]) -> Sel:
    """One row of cells, the first one in a column given by its letter."""
    return {f"{chr(ord(kolom) + i)}{nomor}": x for i, x in enumerate(isi) if x is not None}


def baca(sel: Sel, gabungan: tuple[str, ...] = ()) -> Berkas:
    return baca_buku(buku_ingatan({"Lembar": sel}, gabungan={"Lembar": list(gabungan)}), "buku.xlsx")


def berdampingan() -> Sel:
    sel: Sel = {"A1": "Capaian KPU Kota Kupang Tahun 2024", "G1": "Anggaran KPU Kota Kupang Tahun 2024"}
    sel |= baris("A", 3, CAPAIAN) | baris("G", 3, ANGGARAN)
    for i in range(3):
        sel |= baris("A", 4 + i, (i + 1, f"Persentase hal ke-{i}", "100%", "90%", "90%"))
    for i in range(8):
        sel |= baris("G", 4 + i, (f"33{55 + i}", "Kegiatan", 1000, 900, 100))
    return sel


def test_dua_tabel_berdampingan_terbaca_keduanya() -> None:
    kiri, kanan = baca(berdampingan()).dokumen
    assert (kiri.jenis, kiri.judul, len(kiri.baris)) == ("capaian", "Capaian KPU Kota Kupang Tahun 2024", 3)
    assert (kanan.jenis, kanan.judul, len(kanan.baris)) == ("anggaran", "Anggaran KPU Kota Kupang Tahun 2024", 8)
    terakhir = kanan.baris[-1]
    assert isinstance(terakhir, BarisAnggaran)
    assert (terakhir.kode, terakhir.asal["sisa"].alamat) == (("3362",), "K11")


def test_kesalahan_di_tabel_kanan_ditemukan() -> None:
    temuan = periksa_buku(buku_ingatan({"Lembar": {**berdampingan(), "K9": 101}})).temuan
    assert [(t.kode, t.lokasi.sel, t.seharusnya) for t in temuan if t.kode[0] == "A"] == [("A201", "K9", Decimal(100))]


def test_kolom_berjudul_sama_dilaporkan_tidak_dibaca() -> None:
    sel = baris("A", 3, (*CAPAIAN, "Realisasi")) | baris("A", 4, (1, "Persentase hal", "100%", "90%", "90%", "80%"))
    isyarat = [(i.kode, i.sel.alamat) for i in baca(sel).isyarat if i.kode == "S004" and i.sel]
    assert isyarat == [("S004", "F3")]


def test_tabel_tanpa_isi_dilaporkan() -> None:
    sel: Sel = baris("A", 3, CAPAIAN) | {"A5": "Belum ada data"}
    temuan = periksa_buku(buku_ingatan({"Lembar": sel})).temuan
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("S003", "A3")]


def test_realisasi_sampai_dengan_bulan() -> None:
    judul = ("Kode", "Program/Kegiatan", "Pagu", "Realisasi s.d. Desember 2024", "Realisasi (%)")
    sel = baris("A", 3, judul) | baris("A", 4, ("3355", "Keuangan", 1000, 900, "90,00%"))
    b = baca(sel).dokumen[0].baris[0]
    assert isinstance(b, BarisAnggaran)
    assert (b.pagu, b.realisasi, b.persen) == (Decimal(1000), Decimal(900), Decimal("90.00"))


def test_persentase_realisasi_bukan_realisasi_rupiah() -> None:
    """With pagu and a percentage only, nothing is computed from the percentage as if it were money."""
    sel = baris("A", 3, ("Kode", "Program/Kegiatan", "Pagu", "Realisasi (%)"))
    sel |= baris("A", 4, ("3355", "Keuangan", 1000, "90,00%"))
    d = baca(sel).dokumen[0]
    assert d.formulir == "anggaran_rencana"
    assert [t.kode for t in periksa_buku(buku_ingatan({"Lembar": sel})).temuan if t.kode[0] in "JA"] == []


def test_triwulan_berangka_romawi() -> None:
    sel: Sel = baris("A", 3, ("No", "Sasaran", "Indikator Kinerja", "Target", "Kegiatan", "TRIWULAN"))
    sel |= {"J3": "Pelaksana"} | baris("F", 4, ("I", "II", "III", "IV"))
    rencana = (1, "Terwujudnya hal", "Persentase hal", "90%", "Rapat", None, "✓", None, "✓", "Sub Bagian Hukum")
    sel |= baris("A", 5, rencana)
    tetap = tuple(f"{k}3:{k}4" for k in "ABCDEJ")
    b = baca(sel, ("F3:I3", *tetap)).dokumen[0].baris[0]
    assert isinstance(b, AksiIndikator)
    assert (b.tanda, b.pelaksana) == (("t2", "t4"), "Sub Bagian Hukum")


def test_capaian_terbaca_bila_kolom_kosong_di_tengah_tabel() -> None:
    """A blank column inside one table does not make two of it."""
    sel = baris("A", 3, ("No", "Indikator", "Target")) | baris("E", 3, ("Realisasi", "Capaian"))
    sel |= baris("A", 4, (1, "Persentase hal", "100%")) | baris("E", 4, ("90%", "90%"))
    b = baca(sel).dokumen[0].baris[0]
    assert isinstance(b, CapaianIndikator)
    assert b.asal["capaian"].alamat == "F4"
