"""Three ways to the same figures: the engine's values in the file, LibreOffice's recalculation, and a formula library.

For the figures of seeds 000, 001, 003 and 004 entered into templates, and for a blank template, every formula cell.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.libre import Libre
from tests.saksi_formulas import hitung_ulang
from workbooks.bangun.templat import BERKAS
from xlkinerja.buat import buat_berkas, pilih_satker
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.olah import Hitungan
from xlkinerja.tampilan import figur
from xlkinerja.terapkan import hitung_jalur

pytest_plugins = ["tests.libre"]
CONTOH = Path(__file__).parent.parent / "workbooks" / "contoh"
TEMPLAT = Path(__file__).parent.parent / "workbooks" / "templat"
BUKU = [*(CONTOH / n for n in BERKAS), TEMPLAT / "kinerja-2026-kabupaten.xlsx"]
BANYAK = {
    "templat-kota-kupang-2024.xlsx": 2771,
    "templat-sekretariat-ntt-2020.xlsx": 2354,
    "templat-ttu-2023.xlsx": 1769,
    "templat-rak-ntt-2021.xlsx": 3029,
    "kinerja-2026-kabupaten.xlsx": 2771,
}
"""Formula cells of each workbook."""


def tersimpan(jalur: Path) -> dict[str, dict[str, Any]]:
    """Sheet -> address -> value in the file, of every cell."""
    buku = load_workbook(jalur, data_only=True)
    return {ws.title: {c.coordinate: c.value for b in ws.iter_rows() for c in b} for ws in buku.worksheets}


def sama(a: Any, b: Any) -> bool:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-12 * max(1.0, abs(a))
    return (a or "") == (b or "")


@pytest.mark.parametrize("jalur", BUKU, ids=lambda p: p.name)
def test_libreoffice_menghitung_sama(jalur: Path, libre: Libre) -> None:
    _, rumus, galat = libre.jalankan(jalur, [{"kerja": "hitung"}, {"kerja": "semua_rumus"}, {"kerja": "galat"}])
    ada = tersimpan(jalur)
    beda = [
        (lembar, sel, ada[lembar][sel], x["nilai"])
        for lembar, semua in rumus.items()
        for sel, x in semua.items()
        if not sama(ada[lembar][sel], x["nilai"])
    ]
    assert beda == []
    assert galat == []
    assert sum(map(len, rumus.values())) == BANYAK[jalur.name]


@pytest.mark.parametrize("nama", ["templat-kota-kupang-2024.xlsx", "templat-ttu-2023.xlsx"])
def test_pustaka_formulas_menghitung_sama(nama: str) -> None:
    """Two of those that LibreOffice computes above: it takes six seconds for each."""
    hasil = hitung_ulang(CONTOH / nama)
    assert hasil.berbeda == []
    assert hasil.tak_dapat == {}
    assert hasil.cocok == BANYAK[nama]


# What the engine reports when it reads the workbook again

MEDAN = {
    "templat-kota-kupang-2024.xlsx": {"capaian": 24, "sisa": 76, "persen": 76, "realisasi": 84, "b12": 48},
    "templat-sekretariat-ntt-2020.xlsx": {"capaian": 58, "kategori": 58, "sisa": 39, "persen": 39, "realisasi": 92},
}


def cocok(h: Hitungan) -> bool:
    """Whether the cell holds what the engine computes, to the last digit that a cell can hold."""
    if isinstance(h.nilai, str):
        return h.sel.tampil == h.nilai
    f = figur(h.sel)
    nilai = getattr(f, "nilai", None)
    return isinstance(nilai, Decimal) and isinstance(h.nilai, Decimal) and sama(float(nilai), float(h.nilai))


@pytest.mark.parametrize("nama", BERKAS)
def test_mesin_membaca_dan_menghitung_sama(nama: str) -> None:
    hasil = periksa_jalur([CONTOH / nama]).berkas[0]
    terhitung = [h for h in hasil.hitungan if h.nilai is not None]
    assert [(h.sel.lembar, h.sel.alamat, h.nilai) for h in terhitung if not cocok(h)] == []
    belum = [h for h in hasil.hitungan if h.nilai is None and h.sel.tampil.strip()]
    assert [(h.sel.lembar, h.sel.alamat, h.sel.tampil, h.alasan) for h in belum] == []
    for medan, n in MEDAN.get(nama, {}).items():
        assert sum(h.bidang == medan for h in terhitung) == n, medan


KUPANG, NTT = "templat-kota-kupang-2024.xlsx", "templat-sekretariat-ntt-2020.xlsx"
SEL = [
    (KUPANG, "Capaian Ketua", "G8", 1.169),
    (KUPANG, "Capaian Ketua", "G14", 0.5305 / 0.85),
    (KUPANG, "Capaian Ketua", "G16", 2),
    (KUPANG, "Capaian Ketua", "H14", "Cukup"),
    (KUPANG, "Capaian Ketua", "A24", "1. Indikator dengan capaian di atas 100% sebanyak 2 (dua) indikator."),
    (KUPANG, "Capaian Ketua", "A25", "2. Indikator dengan capaian tepat 100% sebanyak 7 (tujuh) indikator."),
    (KUPANG, "Anggaran", "F6", 3400009655),
    (KUPANG, "Anggaran", "F79", 56575128312),
    (KUPANG, "PK Ketua", "D12", 0.85),
    (NTT, "Capaian Sekretaris", "F7", 0.7303),
    (NTT, "Capaian Sekretaris", "F9", 0),
    (NTT, "Capaian Sekretaris", "F11", 79 / 77),
    (NTT, "Capaian Program", "G8", 0.375),
    (NTT, "Capaian Keuangan", "G20", 1 / 0.88),
    (NTT, "Capaian Keuangan", "G30", 0.75),
    (NTT, "Anggaran", "F42", 7977397605),
    (NTT, "Anggaran", "H42", 7977397605 / 8107136000),
    ("templat-ttu-2023.xlsx", "RKT", "D7", 0.25),
    ("templat-ttu-2023.xlsx", "PK Ketua", "D5", 0.25),
    ("templat-rak-ntt-2021.xlsx", "RAK Ketua", "D12", 0.775),
]  # fmt: skip


@pytest.mark.parametrize(("nama", "lembar", "sel", "nilai"), SEL)
def test_angka_dokumen_aslinya(nama: str, lembar: str, sel: str, nilai: object) -> None:
    """Figures that the documents print (116,90%, 62,41%, 37,50%, 75%) come out of the formulas."""
    assert sama(tersimpan(CONTOH / nama)[lembar][sel], nilai)


# Writing back


@pytest.mark.parametrize("nama", BERKAS)
def test_hitung_tidak_mengubah_rumus_maupun_isian(nama: str, tmp_path: Path) -> None:
    hitung_jalur([CONTOH / nama], keluaran=tmp_path)
    asal, hasil = load_workbook(CONTOH / nama), load_workbook(tmp_path / nama)
    for ws in asal.worksheets:
        if ws.title != "Temuan":
            lain = hasil[ws.title]
            assert {c.coordinate: c.value for b in ws.iter_rows() for c in b} == {
                c.coordinate: c.value for b in lain.iter_rows() for c in b
            }
    lagi = tmp_path / "lagi"
    hitung_jalur([tmp_path / nama], keluaran=lagi)
    assert (lagi / nama).read_bytes() == (tmp_path / nama).read_bytes()


def test_banyaknya_temuan_di_ringkasan_dimutakhirkan(tmp_path: Path) -> None:
    nama = "templat-ttu-2023.xlsx"
    hitung_jalur([CONTOH / nama], keluaran=tmp_path)
    ringkasan = load_workbook(tmp_path / nama, data_only=True)["Ringkasan"]
    assert [[c.value for c in b] for b in ringkasan["B64:C66"]] == [["galat", 2], ["peringatan", 3], ["info", 2]]


def test_semua_templat_dalam_satu_perintah(tmp_path: Path) -> None:
    dibuat = list(buat_berkas(pilih_satker("semua", None), 2026, tmp_path, pekerja=2))
    assert len(dibuat) == 23
    assert {x.keadaan for x in dibuat} == {"baru"}
    assert dibuat[3].jalur.name == "kinerja-2026-53.03-timor-tengah-utara.xlsx"
