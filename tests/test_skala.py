"""The workbook's own scale of categories and its own polarity decide; the scale is checked for gaps and overlaps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlkinerja.buku import Buku
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.hitung import Polaritas
from xlkinerja.periksa import HasilBerkas, periksa_buku

CAPAIAN = {
    "A1": "Capaian Kinerja KPU Kota Kupang Tahun 2024",
    "A3": "No",
    "B3": "Indikator",
    "C3": "Target",
    "D3": "Realisasi",
    "E3": "Capaian",
    "F3": "Kategori",
    "A4": 1,
    "B4": "Persentase Partisipasi Pemilih",
    "C4": "85%",
    "D4": "69,66%",
    "E4": "81,95%",
}
JENJANG_BAIK = ((None, 60, "Rendah"), (60, 90, "Sedang"), (90, None, "Tinggi"))


def buku_berskala(jenjang: tuple[tuple[int | None, int | None, str], ...], **lain: object) -> Buku:
    skala: dict[str, object] = {
        "A1": "Skala Kategori",
        "A3": "No",
        "B3": "Batas Bawah",
        "C3": "Batas Atas",
        "D3": "Kategori",
    }
    for i, (bawah, atas, nama) in enumerate(jenjang, 1):
        skala |= {f"A{3 + i}": i, f"B{3 + i}": bawah, f"C{3 + i}": atas, f"D{3 + i}": nama}
    return buku_ingatan({"Capaian": {**CAPAIAN, **lain}, "Skala": skala})


def kategori(hasil: HasilBerkas) -> list[object]:
    return [h.nilai for h in hasil.hitungan if h.bidang == "kategori"]


def kode(hasil: HasilBerkas) -> list[tuple[str, str | None]]:
    return [(t.kode, t.lokasi.sel) for t in hasil.temuan if t.kode[0] == "K"]


def test_skala_baku_tanpa_tabel_skala() -> None:
    assert kategori(periksa_buku(buku_ingatan({"Capaian": CAPAIAN}))) == ["Baik"]


def test_skala_buku_kerja_dipakai() -> None:
    hasil = periksa_buku(buku_berskala(JENJANG_BAIK, F4="Sedang"))
    assert kategori(hasil) == ["Sedang"]
    assert kode(hasil) == []


def test_kategori_dibandingkan_dengan_skala_buku_kerja() -> None:
    assert kode(periksa_buku(buku_berskala(JENJANG_BAIK, F4="Baik"))) == [("K301", "F4")]


@pytest.mark.parametrize(
    ("jenjang", "kata"),
    [
        (
            ((None, 55, "Kurang"), (55, 69, "Cukup"), (70, 85, "Baik"), (85, None, "Baik Sekali")),
            "mulai 69 sampai di bawah 70",
        ),
        (((None, 60, "Rendah"), (50, 90, "Sedang"), (90, None, "Tinggi")), "tumpang"),
    ],
)
def test_skala_bercelah_atau_tumpang_tindih(jenjang: tuple[tuple[int | None, int | None, str], ...], kata: str) -> None:
    temuan = [t for t in periksa_buku(buku_berskala(jenjang)).temuan if t.kode == "K302"]
    assert [(t.lokasi.lembar, t.lokasi.sel) for t in temuan] == [("Skala", "D3")]
    assert kata in temuan[0].pesan


def test_capaian_dalam_celah_tidak_diberi_kategori() -> None:
    jenjang = ((None, 55, "Kurang"), (55, 80, "Cukup"), (85, None, "Baik Sekali"))
    assert kategori(periksa_buku(buku_berskala(jenjang))) == [None]


def test_polaritas_dari_tabel_iku() -> None:
    """Polarity is data that the workbook may state: here an unlisted indicator, minimal by its IKU table."""
    capaian = {**CAPAIAN, "B4": "Lama antrean pemilih", "C4": "8 menit", "D4": "13 menit", "E4": "37,50%"}
    iku = {
        "A1": "Indikator Kinerja Utama KPU Kota Kupang Tahun 2024",
        "A3": "No", "B3": "Indikator", "C3": "Definisi", "D3": "Cara Perhitungan", "E3": "Polaritas",
        "A4": 1, "B4": "Lama antrean pemilih", "C4": "Waktu tunggu", "D4": "Rata-rata", "E4": "Minimal",
    }  # fmt: skip
    tanpa = periksa_buku(buku_ingatan({"Capaian": capaian}))
    assert kode(tanpa) == [("K202", "E4")]
    dengan = periksa_buku(buku_ingatan({"Capaian": capaian, "IKU": iku}))
    assert kode(dengan) == []
    hitungan = next(h for h in dengan.hitungan if h.bidang == "capaian")
    assert (hitungan.nilai, hitungan.polaritas, hitungan.yakin) == (Decimal("37.5"), Polaritas.MINIMAL, True)
