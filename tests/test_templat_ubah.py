"""Staff change a template: each change is made in LibreOffice itself, saved there, and read and computed again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.libre import Libre
from xlkinerja.buat import baca_provinsi, buat_berkas, pilih_satker
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.model import BarisAnggaran, Berkas, CapaianIndikator
from xlkinerja.periksa import HasilBerkas
from xlkinerja.terapkan import hitung_jalur

pytest_plugins = ["tests.libre"]
ASAL = Path(__file__).parent.parent / "workbooks" / "contoh" / "templat-kota-kupang-2024.xlsx"
Langkah = dict[str, Any]
BELUM_DIISI = Counter({"S201": 5, "R202": 2, "K214": 4, "X208": 1, "A211": 1})
"""Findings of the workbook as it is: tables that the seed has no figures for, turnout of 100% in 2022 and 2023, its
report of 2024 that is dated February 2024, and its pagu of 6639 (l.1088)."""


def ubah(libre: Libre, tmp_path: Path, *langkah: Langkah) -> tuple[HasilBerkas, list[Any]]:
    """The workbook after these steps in LibreOffice, saved there; and what each step returned."""
    jadi = tmp_path / "templat.xlsx"
    hasil = libre.jalankan(ASAL, [*langkah, {"kerja": "hitung"}, {"kerja": "galat"}], jadi)
    assert hasil[-1] == []
    return periksa_jalur([jadi]).berkas[0], hasil


def buka(lembar: str) -> Langkah:
    return {"kerja": "buka_proteksi", "lembar": lembar}


def catatan(berkas: Berkas) -> dict[str, list[Any]]:
    """Sheet and form -> the records; computed percentages to ten digits, since LibreOffice saves fifteen."""
    hasil: dict[str, list[Any]] = {}
    for d in berkas.dokumen:
        hasil.setdefault(f"{d.lembar} {d.formulir}", []).extend(
            replace(b, persen=round(b.persen, 10)) if isinstance(b, BarisAnggaran) and b.persen is not None else b
            for b in d.baris
        )
    return hasil


def kode(hasil: HasilBerkas) -> Counter[str]:
    return Counter(t.kode for t in hasil.temuan)


@pytest.fixture(scope="module")
def semula() -> HasilBerkas:
    return periksa_jalur([ASAL]).berkas[0]


def test_semula_hanya_yang_belum_diisi(semula: HasilBerkas) -> None:
    assert kode(semula) == BELUM_DIISI


def test_disimpan_libreoffice(libre: Libre, tmp_path: Path, semula: HasilBerkas) -> None:
    hasil, _ = ubah(libre, tmp_path)
    assert catatan(hasil.berkas) == catatan(semula.berkas)
    assert kode(hasil) == BELUM_DIISI


def test_lembar_diganti_nama_dan_dipindah(libre: Libre, tmp_path: Path, semula: HasilBerkas) -> None:
    hasil, _ = ubah(
        libre,
        tmp_path,
        {"kerja": "ganti_nama", "lembar": "PK Ketua", "nama": "Perjanjian Kinerja 2024"},
        {"kerja": "ganti_nama", "lembar": "Identitas", "nama": "Data Satker"},
        {"kerja": "ganti_nama", "lembar": "Petunjuk", "nama": "Baca Dulu"},
        {"kerja": "pindah_lembar", "lembar": "Anggaran", "ke": 0},
        buka("Capaian Ketua"),
        {"kerja": "lebar_kolom", "lembar": "Capaian Ketua", "kolom": "D", "mm": 120},
    )
    assert hasil.berkas.satker is not None
    assert (hasil.berkas.satker.kode, hasil.berkas.tahun) == ("53.71", 2024)
    nama = {"Perjanjian Kinerja 2024 target_sasaran": "PK Ketua target_sasaran", "Data Satker skala": "Identitas skala"}
    assert {nama.get(k, k): v for k, v in catatan(hasil.berkas).items()} == catatan(semula.berkas)
    assert kode(hasil) == BELUM_DIISI


KOMPONEN = {"A25": "CQ.6709.QGE.001.114", "B25": "Komponen baru", "D25": 5000000, "V25": 1000000, "W25": 0}


def test_baris_disalin_lalu_disisipkan_di_anggaran(libre: Libre, tmp_path: Path) -> None:
    """Copied with its formulas: sums of every level, the total and the recapitulations follow."""
    hasil, langkah = ubah(
        libre,
        tmp_path,
        buka("Anggaran"),
        {"kerja": "sisip_baris", "lembar": "Anggaran", "baris": 25},
        {"kerja": "salin_baris", "lembar": "Anggaran", "dari": 24, "ke": 25},
        {"kerja": "isi_banyak", "lembar": "Anggaran", "isi": KOMPONEN},
        {"kerja": "hitung"},
        {"kerja": "baca", "lembar": "Anggaran", "rentang": "D22:H25"},
        {"kerja": "baca", "lembar": "Anggaran", "rentang": "D80:F80"},
        {"kerja": "baca", "lembar": "Rekap Anggaran", "rentang": "C7:D8"},
        {"kerja": "nama"},
    )
    assert langkah[5][0] == [1037779000, 0, 1019986773, 17792227, pytest.approx(0.98285547)]
    assert langkah[5][3] == [5000000, None, 1000000, 4000000, 0.2]
    assert langkah[6] == [[56663101997, 0, 56576128312]]
    assert langkah[7][1] == [56663101997, 56576128312]
    assert langkah[8]["xlk_anggaran_pagu"].endswith("!$D$6:$D$78")
    assert len(catatan(hasil.berkas)["Anggaran anggaran_bulanan"]) == 75
    assert kode(hasil) == BELUM_DIISI


def test_baris_kosong_disisipkan_diisi_oleh_hitung(libre: Libre, tmp_path: Path) -> None:
    """Inserted without formulas: the sums count it at once, and `hitung` gives it the formulas."""
    hasil, langkah = ubah(
        libre,
        tmp_path,
        buka("Anggaran"),
        {"kerja": "sisip_baris", "lembar": "Anggaran", "baris": 25},
        {"kerja": "isi_banyak", "lembar": "Anggaran", "isi": KOMPONEN},
        buka("Capaian Ketua"),
        {"kerja": "sisip_baris", "lembar": "Capaian Ketua", "baris": 10},
        {"kerja": "isi_banyak", "lembar": "Capaian Ketua", "isi": {
            "C10": 3, "D10": "Jumlah dokumen SAKIP yang tersusun", "E10": 4, "J10": "Dok", "K10": "Maksimal",
            "L10": "Jumlah", "Q10": 2, "R10": 1}},
        {"kerja": "hitung"},
        {"kerja": "baca", "lembar": "Anggaran", "rentang": "D22:F22"},
    )  # fmt: skip
    assert langkah[7] == [[1037779000, 0, 1019986773]]
    baru = [b for b in catatan(hasil.berkas)["Capaian Ketua capaian_sasaran"] if isinstance(b, CapaianIndikator)]
    assert [b.indikator for b in baru][3] == "Jumlah dokumen SAKIP yang tersusun"
    hitung_jalur([tmp_path / "templat.xlsx"], cadangan=False)
    rumus, nilai = (load_workbook(tmp_path / "templat.xlsx", data_only=x) for x in (False, True))
    anggaran, capaian = rumus["Anggaran"], rumus["Capaian Ketua"]
    assert anggaran["F25"].value == '=IF(AND(D25="",COUNT(L25:W25)=0),"",SUM(L25:W25))'
    assert anggaran["G25"].value == '=IF(D25="","",D25-N(F25))'
    assert str(capaian["G10"].value).startswith('=IF(OR(E10="",F10=""),"",IF(F10="-"')
    assert [nilai["Anggaran"][x].value for x in ("F25", "G25", "H25")] == [1000000, 4000000, 0.2]
    assert [nilai["Capaian Ketua"][x].value for x in ("F10", "G10", "H10")] == [3, 0.75, "Baik"]


def test_baris_dihapus_di_dokumen_asal(libre: Libre, tmp_path: Path) -> None:
    """A row deleted where its words are typed leaves blank rows behind it, never an error value."""
    hasil, langkah = ubah(
        libre,
        tmp_path,
        buka("Renstra"),
        {"kerja": "hapus_baris", "lembar": "Renstra", "baris": 9},
        buka("Anggaran"),
        {"kerja": "hapus_baris", "lembar": "Anggaran", "baris": 24},
        {"kerja": "hitung"},
        {"kerja": "baca", "lembar": "PK Ketua", "rentang": "C6:D8"},
        {"kerja": "baca", "lembar": "Capaian Ketua", "rentang": "D9:G9"},
        {"kerja": "baca", "lembar": "Anggaran", "rentang": "D22:F22"},
    )
    assert langkah[5][1] == ["", ""]
    assert langkah[5][2][1] == "WTP"
    assert langkah[6] == [["", "", "BB", ""]]
    assert langkah[7] == [[668024000, 0, 658988687]]
    semua = catatan(hasil.berkas)
    assert [len(semua[x]) for x in ("Renstra renstra", "PK Ketua target_sasaran", "RAK Ketua rak_triwulan")] == [11] * 3
    assert len(semua["Anggaran anggaran_bulanan"]) == 73


def test_rumus_tertimpa_angka_dikembalikan(libre: Libre, tmp_path: Path) -> None:
    hasil, _ = ubah(
        libre,
        tmp_path,
        buka("Capaian Ketua"),
        {"kerja": "isi", "lembar": "Capaian Ketua", "sel": "G14", "nilai": 0.5305},
    )
    assert [(t.kode, t.lokasi.sel, t.tertulis) for t in hasil.temuan if t.kode == "K201"] == [("K201", "G14", "53,05%")]
    hitung_jalur([tmp_path / "templat.xlsx"], cadangan=False)
    buku = load_workbook(tmp_path / "templat.xlsx")
    assert str(buku["Capaian Ketua"]["G14"].value).startswith('=IF(OR(E14="",F14=""),"",')
    nilai = load_workbook(tmp_path / "templat.xlsx", data_only=True)
    assert nilai["Capaian Ketua"]["G14"].value == pytest.approx(0.5305 / 0.85)
    catatan_temuan = [[c.value for c in b] for b in nilai["Temuan"].iter_rows(min_row=5)]
    assert [b[5] for b in catatan_temuan if b[1] == "K201"] == ["53,05%"]


def test_target_pk_diganti_dilaporkan_di_tempat_diketik(libre: Libre, tmp_path: Path) -> None:
    """One finding, on the cell that staff typed, although formulas carry the target on to RAK and Capaian."""
    hasil, _ = ubah(
        libre,
        tmp_path,
        buka("PK Ketua"),
        {"kerja": "ganti_nama", "lembar": "PK Ketua", "nama": "perjanjian"},
        {"kerja": "isi", "lembar": "perjanjian", "sel": "D7", "nilai": "A"},
    )
    temuan = [t for t in hasil.temuan if t.kode == "X202"]
    letak = [(t.lokasi.lembar, t.lokasi.sel, t.tertulis, t.seharusnya) for t in temuan]
    assert letak == [("perjanjian", "D7", "A", "BB")]
    assert {f"{x.lembar}!{x.sel}" for x in temuan[0].terkait} >= {"Renstra!H9", "RAK Ketua!D10", "Capaian Ketua!E9"}


# Every table at once


def tengah_tabel() -> list[tuple[str, int]]:
    """Sheet and a row in the middle of each of its tables, found by the defined names; from the bottom up."""
    letak = set[tuple[str, int]]()
    for nama, isi in load_workbook(ASAL).defined_names.items():
        cocok = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", isi.attr_text or "")
        if cocok and nama.startswith("xlk_") and cocok[2] == cocok[4] and int(cocok[5]) > int(cocok[3]) + 1:
            letak.add((cocok[1], (int(cocok[3]) + int(cocok[5])) // 2 + 1))
    return sorted(letak, key=lambda x: (x[0], -x[1]))


def test_baris_kosong_di_setiap_tabel(libre: Libre, tmp_path: Path, semula: HasilBerkas) -> None:
    """A blank row in the middle of all thirty-odd tables, settings and units among them, changes no figure."""
    letak = tengah_tabel()
    assert len(letak) > 30
    sisip = [{"kerja": "sisip_baris", "lembar": lembar, "baris": baris} for lembar, baris in letak]
    hasil, _ = ubah(libre, tmp_path, *(buka(x) for x in sorted({lembar for lembar, _ in letak})), *sisip)
    assert catatan(hasil.berkas) == catatan(semula.berkas)
    assert kode(hasil) == BELUM_DIISI


def test_baris_dihapus_di_setiap_tabel(libre: Libre, tmp_path: Path, semula: HasilBerkas) -> None:
    """A row deleted from all of them: no error value anywhere (`ubah` sees to that), every table still read."""
    letak = tengah_tabel()
    hapus = [{"kerja": "hapus_baris", "lembar": lembar, "baris": baris} for lembar, baris in letak]
    hasil, _ = ubah(libre, tmp_path, *(buka(x) for x in sorted({lembar for lembar, _ in letak})), *hapus)
    ada, dulu = catatan(hasil.berkas), catatan(semula.berkas)
    assert ada.keys() == dulu.keys()
    assert [len(ada[x]) for x in ("IKU iku", "PK Ketua target_sasaran", "Capaian Ketua capaian_sasaran")] == [11] * 3
    assert {t.lokasi.sel for t in hasil.temuan if t.kode == "K302"} == {"B25"}


# Cascade


def test_target_provinsi_diisikan_dan_yang_lebih_rendah_ditandai(libre: Libre, tmp_path: Path) -> None:
    """The province fills in its own template; its targets go into a kabupaten's, where a lower one is marked."""
    provinsi = next(buat_berkas(pilih_satker("53", None), 2026, tmp_path)).jalur
    terisi = tmp_path / "provinsi.xlsx"
    isi = {"D7": 0.45, "E7": 0.5, "E8": 81, "E9": "B", "E12": 0.775, "E15": 0.02}
    libre.jalankan(provinsi, [{"kerja": "isi_banyak", "lembar": "Renstra", "isi": isi}, {"kerja": "hitung"}], terisi)
    dari = baca_provinsi(terisi, 2026)
    kab = next(buat_berkas(pilih_satker("53.03", None), 2026, tmp_path / "kab", provinsi=dari)).jalur
    ws = load_workbook(kab, data_only=True)
    renstra, pk = ws["Renstra"], ws["PK Ketua"]
    assert [renstra[x].value for x in ("D7", "E7", "L7", "E13", "L13")] == [0.45, 0.5, 0.5, 0.775, 0.775]
    assert [pk[x].value for x in ("D5", "F5", "H5")] == [0.5, 0.5, None]
    _, ketua, indeks, tidak_dpt = libre.jalankan(
        kab,
        [
            {"kerja": "isi_banyak", "lembar": "Renstra", "isi": {"E7": 0.4, "E8": 82, "E16": 0.03}},
            {"kerja": "baca", "lembar": "PK Ketua", "rentang": "D5:H5"},
            {"kerja": "baca", "lembar": "PK Ketua", "rentang": "D6:H6"},
            {"kerja": "baca", "lembar": "Renstra", "rentang": "N15:N16"},
        ],
    )
    assert ketua[0][-1] == "di bawah target provinsi"
    assert indeks[0][-1] == ""
    assert tidak_dpt == [[""], ["di bawah target provinsi"]]
    aturan = [r.formula for x in load_workbook(kab)["PK Ketua"].conditional_formatting for r in x.rules]
    assert ['$H5<>""'] in aturan
