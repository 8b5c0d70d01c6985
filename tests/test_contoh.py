"""The example workbooks: rebuilt byte for byte, figures as printed (faults included), nobody named."""

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bangun.__main__ import bangun

CONTOH: Final = Path(__file__).parent.parent / "workbooks" / "contoh"
KUPANG: Final = "kota-kupang-2024.xlsx"
NTT: Final = "sekretariat-ntt-2020.xlsx"
TTU: Final = "ttu-2023.xlsx"
RAK: Final = "rak-ntt-2021.xlsx"
GIANYAR: Final = "gianyar-2024.xlsx"
LEMBAR: Final = {
    KUPANG: "Ringkasan, Renstra, PK Ketua, Anggaran, IKU, Capaian, Target sasaran, Capaian multi-tahun,"
    " Realisasi",
    NTT: "PK Sekretaris, PK Bagian, Capaian Sekretaris, Capaian per sasaran, Pengukuran Sekretaris,"
    " Capaian Bagian, Capaian Kegiatan, Realisasi Anggaran, SDM, Data Pemilih, Data Dukung",
    TTU: "Renstra, RKT Ketua, RKT Sekretaris, RKT Sub Bagian, Anggaran",
    RAK: "RAK Ketua, RAK Sekretaris",
    GIANYAR: "RKT",
}
SEL: Final = (
    # Tabel 21: the capaian cell holds a realisasi, and the realisasi that of Tabel 20 (seed 003 l.926).
    (KUPANG, "Capaian multi-tahun", "E53", 0.85, "0%"),
    (KUPANG, "Capaian multi-tahun", "F53", "69,66% *", "General"),
    (KUPANG, "Capaian multi-tahun", "G53", "53,05%*", "General"),
    (KUPANG, "Capaian multi-tahun", "H53", 0.77, "0%"),
    # WA is realised 3.399.408.465 in Tabel 2 and 29, 3.400.009.655 in Tabel 8 (l.159, 1072, 509).
    (KUPANG, "Ringkasan", "D29", 3399408465, "#,##0"),
    (KUPANG, "Realisasi", "D7", 3399408465, "#,##0"),
    (KUPANG, "Anggaran", "D6", 3400009655, "#,##0"),
    # Pagu of 6639 in Tabel 8 and of its component in Tabel 30 (l.513, 1088).
    (KUPANG, "Anggaran", "C10", 26247745000, "#,##0"),
    (KUPANG, "Realisasi", "C19", 26247747997, "#,##0"),
    (KUPANG, "Realisasi", "C56", "2.000", "@"),
    (KUPANG, "Realisasi", "D58", "-", "General"),
    (KUPANG, "Realisasi", "F8", 99.85, "0.00"),
    (KUPANG, "Renstra", "G17", "0.17 %", "General"),
    (KUPANG, "Ringkasan", "E18", "0.16%", "@"),
    (KUPANG, "Capaian", "E17", 0.0016, "0.00%"),
    (KUPANG, "Capaian", "G9", 1.169, "0.00%"),
    (KUPANG, "IKU", "E9", "Jumlah pemilih yang berpartisipasi / Jumlah Total Pemilih x 100 %", "General"),
    (NTT, "Capaian Kegiatan", "A51", "9.", "General"),
    (NTT, "Capaian Kegiatan", "A52", "9.", "General"),
    (NTT, "Capaian Kegiatan", "C22", 8, '0" kali"'),
    (NTT, "Capaian Bagian", "E37", "8 kali", "General"),
    (NTT, "Pengukuran Sekretaris", "E4", "Realiasi", "General"),
    (NTT, "PK Sekretaris", "D8", "B", "General"),
    (NTT, "Realisasi Anggaran", "A6", "076.01 .01", "@"),
    (NTT, "Realisasi Anggaran", "D42", 7977397605, "#,##0"),
    (NTT, "Data Dukung", "D59", "49,8%\n(50.381 Suara)", "General"),
    # 1.1 and 1.2 differ from the sums of their rincian (seed 000 l.320-332).
    (TTU, "Anggaran", "D7", 1532465000, "#,##0"),
    (TTU, "Anggaran", "D11", 1646546043, "#,##0"),
    (TTU, "Anggaran", "D13", "Rp. 617,730.000", "@"),
    # The mark of month 12 stands in PELAKSANA as well (seed 004 l.49).
    (RAK, "RAK Sekretaris", "Q12", "✓", "General"),
    (RAK, "RAK Sekretaris", "R12", "✓", "General"),
    (RAK, "RAK Ketua", "D12", 0.775, "0.0%"),
    (GIANYAR, "RKT", "C53", "Sekeratrais Komisi Pemilihan", "General"),
)
GELAR: Final = re.compile(
    r"\b(Drs?|dr|Drh|Ir|Hj?)\.\s*[A-Z]|\bS\.\s?(H|Sos|Hut|E|STP|Fil|Pd)\b|\bM\.?Si\b|, MM\b"
)


@cache
def buku(nama: str) -> Workbook:
    return load_workbook(CONTOH / nama)


def teks(nama: str) -> Iterator[tuple[str, str, str]]:
    for lembar in buku(nama):
        for baris in lembar.iter_rows():
            for sel in baris:
                if isinstance(sel.value, str):
                    yield lembar.title, sel.coordinate, sel.value


def bagian(path: Path) -> dict[str, bytes]:
    """The parts of a workbook; how they are compressed is the business of the zlib at hand."""
    with zipfile.ZipFile(path) as z:
        return {nama: z.read(nama) for nama in z.namelist()}


def test_dibangun_ulang_sama_persis(tmp_path: Path) -> None:
    (tmp_path / "lagi").mkdir()
    baru, lagi = bangun(tmp_path), bangun(tmp_path / "lagi")
    assert sorted(b.name for b in baru) == sorted(b.name for b in CONTOH.glob("*.xlsx"))
    for berkas, kedua in zip(baru, lagi, strict=True):
        assert berkas.read_bytes() == kedua.read_bytes()
        assert bagian(berkas) == bagian(CONTOH / berkas.name), (
            f"{berkas.name} berubah; jalankan: python -m workbooks.bangun"
        )


@pytest.mark.parametrize("nama", LEMBAR)
def test_urutan_lembar(nama: str) -> None:
    assert ", ".join(buku(nama).sheetnames) == LEMBAR[nama]


@pytest.mark.parametrize(("nama", "lembar", "alamat", "nilai", "format_"), SEL)
def test_sel_seperti_tercetak(nama: str, lembar: str, alamat: str, nilai: Any, format_: str) -> None:
    sel = buku(nama)[lembar][alamat]
    assert (sel.value, sel.number_format) == (nilai, format_)
    assert type(sel.value) is type(nilai)


def hitung_capaian(lembar: Worksheet, kolom: str) -> int:
    isi = [sel.value for sel in lembar[kolom]]
    return sum(isinstance(n, int | float) or (isinstance(n, str) and n.endswith("%")) for n in isi)


def test_124_baris_capaian() -> None:
    lembar = {"Capaian Sekretaris": "E", "Capaian per sasaran": "E", "Pengukuran Sekretaris": "F"}
    lembar |= {"Capaian Kegiatan": "E", "Capaian Bagian": "G"}
    banyak = [hitung_capaian(buku(NTT)[nama], kolom) for nama, kolom in lembar.items()]
    assert banyak == [8, 8, 8, 50, 50]
    assert sum(banyak) == 124


def test_indikator_per_bagian() -> None:
    lembar = buku(NTT)["PK Bagian"]
    blok = (range(7, 32), range(36, 51), range(55, 68))
    banyak = [sum(lembar[f"E{r}"].value is not None for r in baris) for baris in blok]
    assert banyak == [24, 14, 12]


def test_kepala_bertingkat_dan_sel_gabungan() -> None:
    def gabung(nama: str, lembar: str) -> set[str]:
        return {str(r) for r in buku(nama)[lembar].merged_cells.ranges}

    assert {"A5:A6", "D5:H5", "A7:H7", "B9:B12"} <= gabung(KUPANG, "Renstra")
    assert {"A49:H49", "A51:D51", "E51:G51"} <= gabung(KUPANG, "Capaian multi-tahun")
    assert {"C12:E12", "A12:A13", "B12:B13"} == {
        r for r in gabung(KUPANG, "Realisasi") if re.search(r"\D12:", r)
    }
    assert {"F5:Q5", "R5:R6", "A11:A12", "B11:B12"} <= gabung(RAK, "RAK Sekretaris")


def test_kepala_berulang() -> None:
    def baris(nama: str, lembar: str, kolom: str, cetak: str) -> list[int]:
        return [sel.row for sel in buku(nama)[lembar][kolom] if sel.value == cetak]

    assert baris(RAK, "RAK Ketua", "A", "NO") == [5, 21]
    assert baris(RAK, "RAK Sekretaris", "A", "NO") == [5, 18]
    assert baris(NTT, "Realisasi Anggaran", "A", "Kode") == [5, 21]
    assert baris(NTT, "Capaian Sekretaris", "A", "No.") == [4, 13]


@pytest.mark.parametrize("nama", LEMBAR)
def test_tanpa_rumus_dan_tanpa_nama_orang(nama: str) -> None:
    for lembar, alamat, isi in teks(nama):
        assert not isi.startswith("="), (lembar, alamat)
        assert not GELAR.search(isi), (lembar, alamat, isi)
    pejabat = [isi for _, _, isi in teks(nama) if isi.startswith("(nama")]
    assert pejabat
    assert set(pejabat) == {"(nama pejabat)"}


def test_calon_dan_narasumber_tidak_disebut() -> None:
    lembar = buku(NTT)["Data Dukung"]
    calon = {lembar[f"C{r}"].value for r in range(59, 87)} - {"Pasangan Calon"}
    assert calon == {f"Pasangan Calon {n}" for n in range(1, 6)}
    narasumber = {lembar[f"D{r}"].value for r in range(91, 102)} - {"Narasumber"}
    assert narasumber == {"(narasumber)"}


@pytest.mark.parametrize("nama", LEMBAR)
def test_hanya_huruf_latin(nama: str) -> None:
    asing = [(s, a, i) for s, a, i in teks(nama) if re.search("[\u0370-\u04ff]", i)]
    assert asing == []
