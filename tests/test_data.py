"""All figures as one table, read back from its three forms; and the command."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.kiriman_ntt import HADIR, JAHAT, hasil
from xlkinerja import cli, perintah_rekap
from xlkinerja.kolom_data import KOLOM
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.laporan import data
from xlkinerja.laporan.data import NAMA, BarisData, baris_data, sebagai_csv, sebagai_parquet, sebagai_xlsx

_TEMPLAT = Path(__file__).parents[1] / "workbooks" / "contoh" / "templat-ttu-2023.xlsx"

AKAR = Path(__file__).parent.parent
KUPANG = AKAR / "workbooks" / "contoh" / "kota-kupang-2024.xlsx"


@pytest.fixture(scope="module")
def semua() -> list[BarisData]:
    return list(baris_data(hasil()))


@pytest.fixture(scope="module")
def kupang() -> dict[tuple[str, str, str], BarisData]:
    """(sheet, cell, measure) -> row, of a real report."""
    return {(b.lembar, b.sel, b.ukuran): b for b in baris_data(periksa_jalur([KUPANG]))}


def satu(semua: list[BarisData], berkas: str, sel: str, ukuran: str) -> BarisData:
    (b,) = [b for b in semua if (b.berkas, b.sel, b.ukuran) == (berkas, sel, ukuran)]
    return b


def test_angka_yang_dihitung_di_samping_yang_tertulis(semua: list[BarisData]) -> None:
    b = satu(semua, "53.03.xlsx", "D5", "capaian")
    assert b == BarisData(
        "53.03", "KPU Kabupaten Timor Tengah Utara", 2026, "53.03.xlsx", "Capaian", "D5", "capaian", "capaian_sasaran",
        "ketua", HADIR, "", "", "capaian", "", Decimal(75), "75", "%", "57,00%", "dihitung", "temuan K201",
    )  # fmt: skip


def test_kata_tanda_hubung_dan_yang_tidak_terhitung(semua: list[BarisData]) -> None:
    opini = satu(semua, "53.01.xlsx", "C7", "realisasi")
    assert (opini.nilai, opini.nilai_teks, opini.tertulis, opini.asal) == (None, "WDP", "WDP", "tertulis")
    (belum,) = [b for b in semua if (b.berkas, b.lembar, b.sel) == ("53.04.xlsx", "Capaian", "C5")]
    assert (belum.nilai, belum.nilai_teks, belum.tertulis, belum.keterangan) == (
        None, "", "-", "tanda hubung: tidak ada angka")  # fmt: skip
    arah = [b for b in semua if b.ukuran == "capaian" and "polaritas" in b.keterangan]
    assert [(b.sel, b.nilai, b.asal) for b in arah] == [("D8", Decimal(57), "tertulis")]
    assert not [b for b in semua if b.berkas == "53.05.xlsx" and b.lembar == "Capaian" and b.sel == "C5"]  # blank
    assert "53.08-ende.xlsx" not in {b.berkas for b in semua}


def test_anggaran(semua: list[BarisData]) -> None:
    b = satu(semua, "53.01.xlsx", "D4", "realisasi")
    assert (b.kode, b.uraian, b.nilai, b.satuan, b.dokumen, b.indikator) == (
        "CQ", "Program Pemilu", Decimal(6_000_000), "Rp", "anggaran", "")  # fmt: skip
    total = satu(semua, "53.71.xlsx", "D6", "realisasi")
    assert (total.nilai, total.tertulis, total.asal) == (Decimal(7_900_000), "7800000", "dihitung")


def test_laporan_sungguhan(kupang: dict[tuple[str, str, str], BarisData]) -> None:
    b = kupang["Capaian multi-tahun", "G53", "capaian"]
    assert b.nilai_teks == "62.41176470588235294117647059" and b.tertulis == "53,05%*"
    renstra = [b for (lembar, _, _), b in kupang.items() if lembar == "Renstra"]
    assert {b.tahun for b in renstra} == {2020, 2021, 2022, 2023, 2024} and {b.ukuran for b in renstra} == {"target"}
    lalu = kupang["Capaian multi-tahun", "C53", "realisasi"]
    assert (lalu.tahun, lalu.nilai) == (2022, Decimal(100))
    pagu = kupang["Anggaran", "C7", "pagu"]
    assert (pagu.kode, pagu.nilai_teks, pagu.satuan) == ("WA.3355", "3366050000", "Rp")


def test_bulan_dan_triwulan() -> None:
    contoh = periksa_jalur([AKAR / "workbooks" / "contoh" / "templat-kota-kupang-2024.xlsx"])
    semua = list(baris_data(contoh))
    desember = [b for b in semua if b.ukuran == "realisasi_b12" and b.kode == "WA.3355.EBA.994.001"]
    assert [(b.periode, b.nilai, b.asal) for b in desember] == [("B12", Decimal(3_305_485_655), "tertulis")]
    assert {b.periode for b in semua if b.ukuran == "realisasi_t4"} == {"T4"}


def test_csv(semua: list[BarisData]) -> None:
    isi = sebagai_csv(semua)
    assert isi.startswith(b"\xef\xbb\xbfsatker,nama_satker,") and isi.count(b"\r\n") == len(semua) + 1
    baris = list(csv.DictReader(io.StringIO(isi.decode("utf-8-sig"), newline="")))
    assert len(baris) == len(semua) and tuple(baris[0]) == NAMA
    d5 = next(b for b in baris if (b["berkas"], b["sel"], b["ukuran"]) == ("53.03.xlsx", "D5", "capaian"))
    assert (d5["nilai"], d5["nilai_teks"], d5["tertulis"]) == ("75", "75", "57,00%")
    c5 = [b for b in baris if (b["berkas"], b["lembar"], b["sel"]) == ("53.04.xlsx", "Capaian", "C5")]
    assert [b["tertulis"] for b in c5] == ["'-"]
    jahat = {b["indikator"] for b in baris if "=CMD" in b["indikator"]}
    assert len(jahat) == 1 and next(iter(jahat)).startswith("'=CMD|") and "\x01" not in next(iter(jahat))


def test_csv_angka_negatif_tetap_angka() -> None:
    b = next(iter(baris_data(hasil())))._replace(nilai=Decimal("-1E+2"), nilai_teks="-100", tertulis="-100")
    baris = next(csv.DictReader(io.StringIO(sebagai_csv([b]).decode("utf-8-sig"), newline="")))
    assert (baris["nilai"], baris["nilai_teks"], baris["tertulis"]) == ("-100", "-100", "'-100")


def test_xlsx(semua: list[BarisData]) -> None:
    isi = sebagai_xlsx(semua)
    assert isi == sebagai_xlsx(semua)
    ws = load_workbook(io.BytesIO(isi))["Data"]
    assert ws.tables["Data"].ref == f"A1:T{len(semua) + 1}"
    assert tuple(c.value for c in ws[1]) == NAMA
    tabel = pd.read_excel(io.BytesIO(isi), engine="openpyxl", dtype={"satker": str})
    assert tabel["nilai"].dtype.kind == "f" and tabel["satker"].iloc[0] == "53.01"
    d5 = tabel[(tabel.berkas == "53.03.xlsx") & (tabel.sel == "D5") & (tabel.ukuran == "capaian")]
    assert (d5["nilai"].iloc[0], d5["tertulis"].iloc[0]) == (75.0, "57,00%")
    assert {s.data_type for r in ws.iter_rows() for s in r} <= {"s", "n"}
    assert any(str(s.value).startswith("=CMD|") for s in ws["J"]) and JAHAT not in {s.value for s in ws["J"]}


def test_xlsx_terlalu_panjang(semua: list[BarisData], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "BARIS_EXCEL", 3)
    with pytest.raises(data.DataGagal, match=r"tidak muat di satu lembar Excel; pilih keluaran \.csv atau \.parquet"):
        sebagai_xlsx(semua)


def test_parquet(semua: list[BarisData]) -> None:
    tabel = pd.read_parquet(io.BytesIO(sebagai_parquet(semua)))
    assert tuple(tabel.columns) == NAMA and len(tabel) == len(semua)
    assert (str(tabel["nilai"].dtype), str(tabel["tahun"].dtype)) == ("float64", "int32")
    serapan = tabel[(tabel.dokumen == "anggaran") & (tabel.kode == "CQ")].pivot_table(
        index="satker", columns="ukuran", values="nilai", aggfunc="sum")  # fmt: skip
    assert serapan.loc["53.01", "realisasi"] / serapan.loc["53.01", "pagu"] == 0.75
    assert tabel.loc[tabel.ukuran == "capaian", "nilai_teks"].iloc[0] == "100"
    assert len(pd.read_parquet(io.BytesIO(sebagai_parquet([])))) == 0


def jalankan(capsys: pytest.CaptureFixture[str], *argumen: str | Path) -> tuple[int, str, str]:
    status = cli.utama(["data", *map(str, argumen)])
    keluaran = capsys.readouterr()
    return status, keluaran.out, keluaran.err


def test_perintah(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(KUPANG.read_bytes()[:5000])
    (tmp_path / "a.xlsx").write_bytes(KUPANG.read_bytes())
    for akhiran in ("csv", "xlsx", "parquet"):
        tujuan = tmp_path / f"data.{akhiran}"
        tujuan.write_bytes(b"lama")
        if akhiran == "xlsx":
            tujuan.unlink()  # a workbook of that name in the folder would be one to read
        status, keluar, galat = jalankan(capsys, tmp_path, "--keluaran", tujuan)
        assert (status, keluar) == (0, f"{tujuan}: 390 angka dari 2 buku kerja\n")
        assert galat == "peringatan: rusak.xlsx tidak dapat dibaca, jadi tidak ada di tabel\n"
        assert tujuan.read_bytes() != b"lama"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "data.csv", "data.parquet", "data.xlsx",
                                                         "rusak.xlsx"]  # fmt: skip
    assert jalankan(capsys, tmp_path, "--keluaran", tmp_path / "data.xlsx")[1].endswith("dari 2 buku kerja\n")


def test_perintah_yang_tidak_boleh(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asal = tmp_path / "a.xlsx"
    asal.write_bytes(KUPANG.read_bytes())
    status, _, galat = jalankan(capsys, tmp_path, "--keluaran", "data.txt")
    assert (status, galat) == (2, "galat: --keluaran 'data.txt': akhirannya harus .csv, .xlsx atau .parquet.\n")
    assert jalankan(capsys, tmp_path, "--keluaran", asal)[0] == 2
    assert asal.read_bytes() == KUPANG.read_bytes()
    monkeypatch.setattr(perintah_rekap, "find_spec", lambda _: None)
    status, _, galat = jalankan(capsys, tmp_path, "--keluaran", tmp_path / "d.parquet")
    assert status == 2 and galat.endswith('pip install "xlkinerja[data]"\n')


def test_kolom_di_readme() -> None:
    """The table of columns in README.md is that of the program."""
    isi = (AKAR / "README.md").read_text(encoding="utf-8")
    tertulis = re.findall(r"^\| `(\w+)` \| (.+) \|$", isi, re.M)
    assert [(n, arti) for n, arti in tertulis if n in NAMA] == list(KOLOM)


def test_skala_bukan_milik_sebuah_unit() -> None:
    """What stands above it on the sheet Identitas are the names of units."""
    baris = [b for b in baris_data(periksa_jalur([_TEMPLAT])) if b.formulir == "skala"]
    assert baris and {b.unit for b in baris} == {""}
