"""K216: the polarity cell that differs from the other tables or the official list; literal cells, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.periksa import periksa_buku

F = "capaian_sasaran"
D = Decimal
_P = "0.00%"

Letak = tuple[str, str | None, str | None]


def letak(*ubah: Ubah, keluarga: str = "K") -> list[Letak]:
    semua = periksa_buku(contoh_buku(ubah)).temuan
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in semua if t.kode[0] in keluarga]


K216_DPT = ("K216", "Capaian", "I10")


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        # only the cell is flipped: the capaian is right, and so is its kategori
        ((Ubah(F, 2, "polaritas", "Minimal"),), [("K216", "Capaian", "I6")]),
        ((Ubah(F, 6, "polaritas", "Maksimal"),), [K216_DPT]),
        # the capaian was reckoned by the wrong polarity
        ((Ubah(F, 6, "polaritas", "Maksimal"), Ubah(F, 6, "capaian", D(0), _P), Ubah(F, 6, "kategori", "Kurang")),
         [K216_DPT]),
        # it fits neither: both cells are at fault
        ((Ubah(F, 6, "polaritas", "Maksimal"), Ubah(F, 6, "capaian", D("0.5"), _P)),
         [("K201", "Capaian", "G10"), K216_DPT]),
        # the capaian alone is wrong: not the polarity's finding
        ((Ubah(F, 6, "capaian", D(0), _P),), [("K201", "Capaian", "G10")]),
        # other words for the same direction, none, and other ways to reckon
        ((Ubah(F, 2, "polaritas", "Positif"), Ubah(F, 6, "polaritas", "turun")), []),
        ((Ubah(F, 2, "polaritas", None), Ubah(F, 6, "polaritas", "-")), []),
        ((Ubah(F, 5, "polaritas", "Predikat"),), []),
    ],
)  # fmt: skip
def test_polaritas_resmi(ubah: tuple[Ubah, ...], harap: list[Letak]) -> None:
    assert sorted(letak(*ubah)) == harap


def _buku(iku: str, ketua: str, sekretaris: str, capaian: Decimal) -> list[tuple[str, str, str | None, str]]:
    """A made-up indicator (target 8, realisasi 6) in an IKU and two capaian tables."""
    nama = "Jumlah hari penyelesaian aduan"
    kepala: dict[str, Isi] = {"A3": "No", "B3": "Indikator Kinerja", "C3": "Target", "D3": "Realisasi", "E3": "Capaian",
                              "F3": "Polaritas"}  # fmt: skip
    baris: dict[str, Isi] = {"A4": D(1), "B4": nama, "C4": "8 hari", "D4": "6 hari", "E4": capaian}
    isi: dict[str, dict[str, Isi]] = {
        "IKU": {"A1": "Indikator Kinerja Utama KPU Kabupaten Belu Tahun 2024", "A3": "No",
                "B3": "Indikator Kinerja Utama", "C3": "Definisi", "D3": "Formula", "E3": "Polaritas",
                "F3": "Penanggung Jawab", "A4": D(1), "B4": nama, "C4": "Lama aduan", "D4": "Rata-rata hari", "E4": iku,
                "F4": "Sekretaris"},
        "Ketua": {"A1": "Capaian Kinerja Ketua KPU Kabupaten Belu Tahun 2024", **kepala, **baris, "F4": ketua},
        "Sekretaris": {"A1": "Capaian Kinerja Sekretaris KPU Kabupaten Belu Tahun 2024", **kepala, **baris,
                       "F4": sekretaris},
    }  # fmt: skip
    hasil = periksa_buku(buku_ingatan(isi, format={n: {"E4": "0.00%"} for n in ("Ketua", "Sekretaris")}))
    assert {d.jenis for d in hasil.berkas.dokumen} == {"iku", "capaian"}
    return [(t.kode, t.lokasi.lembar or "", t.lokasi.sel, t.pesan) for t in hasil.temuan if t.kode[0] == "K"]


def test_polaritas_yang_berbeda_sendiri_yang_ditunjuk() -> None:
    pesan = "Polaritas: tertulis Maksimal, sedangkan menurut {} Minimal"
    assert _buku("Minimal", "Minimal", "Minimal", D("1.25")) == []
    assert _buku("Minimal", "Maksimal", "Minimal", D("1.25")) == [
        ("K216", "Ketua", "F4", pesan.format("IKU!E4 dan Sekretaris!F4"))
    ]
    assert _buku("Maksimal", "Minimal", "Minimal", D("1.25")) == [
        ("K216", "IKU", "E4", pesan.format("Ketua!F4 dan Sekretaris!F4"))
    ]


def test_dua_lawan_satu_tanpa_kolom_polaritas_ditentukan_capaiannya() -> None:
    assert [x[:3] for x in _buku("Minimal", "Maksimal", "", D("1.25"))] == [("K216", "Ketua", "F4")]
    assert [x[:3] for x in _buku("Maksimal", "Minimal", "", D("1.25"))] == [("K216", "IKU", "E4")]
