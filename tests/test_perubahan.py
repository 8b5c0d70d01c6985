"""The list of changes gives the cells that the file backend writes, and survives as a text file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from tests.wilayah_ntt import bita
from xlkinerja.cli import utama
from xlkinerja.perubahan import IsiSel, Jenis, Perubahan, WarnaSel, tulis_tsv
from xlkinerja.temuan import alamat_a1
from xlkinerja.terapkan import hitung_jalur, hitung_perubahan

CONTOH = Path(__file__).parents[1] / "workbooks" / "contoh"


def _rusak(folder: Path) -> Path:
    """A filled template with figures typed over formulas and an empty computed cell."""
    jalur = folder / "kinerja.xlsx"
    jalur.write_bytes(bita("53.04"))
    buku = load_workbook(jalur)
    buku["Capaian Ketua"]["G9"] = 0.77
    buku["Anggaran"]["G14"] = 12345
    buku["PK Ketua"]["D9"] = 0.5
    buku.save(jalur)
    return jalur


def _jalur(nama: str, folder: Path) -> Path:
    if nama == "rusak":
        return _rusak(folder)
    jalur = folder / f"{nama}.xlsx"
    jalur.write_bytes((CONTOH / f"{nama}.xlsx").read_bytes())
    return jalur


def _terapkan(buku: Workbook, p: Perubahan) -> None:
    """The list applied with another program's means."""
    for x in p.isi:
        sel = buku[x.lembar].cell(x.baris, x.kolom)
        sel.value = {"F": f"={x.isi}", "K": None, "N": float(x.isi) if isinstance(x.isi, Decimal) else None}.get(
            x.jenis.value, str(x.isi)
        )
        if x.format is not None:
            sel.number_format = x.format
    for w in p.warna:
        sel = buku[w.lembar].cell(w.baris, w.kolom)
        sel.fill = PatternFill("solid", fgColor=f"FF{w.warna}") if w.warna else PatternFill()


def _isi(buku: Workbook, kecuali: str | None) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Content, fill and number format of every cell."""
    hasil = {}
    for x in buku.worksheets:
        for baris in x.iter_rows() if x.title != kecuali else ():
            for s in baris:
                warna = s.fill.fgColor.rgb if s.fill.patternType == "solid" else None
                nilai = float(f"{s.value:.12g}") if isinstance(s.value, int | float) else s.value
                if nilai is not None or warna is not None:
                    hasil[x.title, s.coordinate] = (nilai, warna, s.number_format)
    return hasil


@pytest.mark.parametrize("nama", ["kota-kupang-2024", "gianyar-2024", "ttu-2023", "rusak"])
def test_sama_dengan_yang_ditulis_ke_berkas(nama: str, tmp_path: Path) -> None:
    jalur = _jalur(nama, tmp_path)
    hitung_jalur([jalur], keluaran=tmp_path / "hasil")
    _, perubahan = hitung_perubahan(jalur)
    assert perubahan.ada and perubahan.temuan is not None
    buku, hasil = load_workbook(jalur), load_workbook(tmp_path / "hasil" / jalur.name)
    _terapkan(buku, perubahan)
    temuan = perubahan.temuan.nama
    assert _isi(buku, temuan) == _isi(hasil, temuan)
    tertulis = {s.coordinate: s.value for b in hasil[temuan].iter_rows() for s in b if s.value}
    semua = ((i, k, s) for i, b in enumerate(perubahan.temuan.baris, 1) for k, s in enumerate(b, 1))
    assert tertulis == {alamat_a1(i, k): s.nilai for i, k, s in semua if s is not None and s.nilai}


def test_sesudah_diterapkan_tidak_ada_lagi(tmp_path: Path) -> None:
    hitung_jalur([_rusak(tmp_path)])
    _, perubahan = hitung_perubahan(tmp_path / "kinerja.xlsx")
    assert not perubahan.ada


def _urai(teks: str) -> list[list[str]]:
    """The text file read back, as the macro does it."""
    assert teks.isascii()
    baris = [b.split("\t") for b in teks.removesuffix("\r\n").split("\r\n")]
    return [[_bebas(k) for k in b] for b in baris]


def _bebas(kolom: str) -> str:
    bagian = kolom.split("\\u")
    kode = [bagian[0].encode("utf-16-be"), *(bytes.fromhex(x[:4]) + x[4:].encode("utf-16-be") for x in bagian[1:])]
    return b"".join(kode).decode("utf-16-be", "surrogatepass")


@pytest.mark.parametrize("teks", ["a\tb", "garis\nbaru", "≥ 80% – “kutip”", "\\u0041", "𝛑", "=1+1", "\ud800", ""])
def test_teks_apa_pun_kembali_utuh(teks: str) -> None:
    p = Perubahan((IsiSel("Lembar – 1", 3, 2, Jenis.TEKS, teks, "0.00"),), (WarnaSel("L", 1, 1, None),))
    assert _urai(tulis_tsv(p, "3 sel")) == [
        ["xlkinerja-perubahan", "1"],
        ["R", "3 sel"],
        ["T", "Lembar – 1", "3", "2", teks, "0.00"],
        ["W", "L", "1", "1", "-"],
    ]


def test_angka_dan_rumus_dalam_berkas() -> None:
    isi = (
        IsiSel("PK", 4, 5, Jenis.ANGKA, Decimal("1234567890.5"), "#,##0"),
        IsiSel("PK", 5, 5, Jenis.RUMUS, "SUM(A1:A3)"),
        IsiSel("PK", 6, 5, Jenis.KOSONG),
    )
    assert _urai(tulis_tsv(Perubahan(isi)))[2:] == [
        ["N", "PK", "4", "5", "1234567890.5", "#,##0"],
        ["F", "PK", "5", "5", "=SUM(A1:A3)", ""],
        ["K", "PK", "6", "5", "", ""],
    ]


def test_perintah_tidak_menulis_buku_kerjanya(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jalur, tsv = _rusak(tmp_path), tmp_path / "baru" / "ubah.tsv"
    asal = jalur.read_bytes()
    assert utama(["hitung", str(jalur), "--perubahan", str(tsv)]) == 1
    assert jalur.read_bytes() == asal
    assert sorted(p.name for p in tmp_path.iterdir()) == ["baru", "kinerja.xlsx"]
    keluaran = "".join(capsys.readouterr().out.split())  # long paths are wrapped
    assert "seldiganti" in keluaran and "ubah.tsv" in keluaran
    isi = _urai(tsv.read_bytes().decode("ascii"))
    assert isi[0] == ["xlkinerja-perubahan", "1"] and "Temuan:" in isi[1][1]
    assert {"N", "F", "W", "L", "G", "B", "D"} >= {b[0] for b in isi[2:]} >= {"W", "L", "B"}


@pytest.mark.parametrize(
    ("tambah", "pesan"),
    [
        (["--keluaran", "x"], "--perubahan berlaku untuk satu buku kerja, tanpa --keluaran."),
        (["lain.xlsx"], "--perubahan berlaku untuk satu buku kerja, tanpa --keluaran."),
    ],
)
def test_perintah_yang_keliru(
    tambah: list[str], pesan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jalur = _rusak(tmp_path)
    assert utama(["hitung", str(jalur), *tambah, "--perubahan", str(tmp_path / "u.tsv")]) == 2
    assert pesan in capsys.readouterr().err
    assert utama(["hitung", str(jalur), "--perubahan", str(jalur)]) == 2
    assert "menunjuk buku kerja itu sendiri" in capsys.readouterr().err
    assert not (tmp_path / "u.tsv").exists()


def test_hanya_temuan(tmp_path: Path) -> None:
    """No cell changes and nothing is called replaced; the next run of hitung gives what it gives without."""
    _, semua = hitung_perubahan(_rusak(tmp_path))
    _, periksa = hitung_perubahan(tmp_path / "kinerja.xlsx", hanya_temuan=True)
    assert semua.isi and semua.warna and semua.temuan is not None
    assert not periksa.isi and not periksa.warna and periksa.temuan is not None
    status = {b[11].nilai for b in periksa.temuan.baris[4:] if b[11] is not None}
    assert status == {"terbuka"}
    assert "diganti" not in str(periksa.temuan.baris[1])
    letak = {(str(b[3]), str(b[4])) for b in semua.temuan.baris[4:]}
    assert {(str(b[3]), str(b[4])) for b in periksa.temuan.baris[4:]} == letak


def test_hanya_temuan_mengangkat_tanda_yang_selesai(tmp_path: Path) -> None:
    jalur = _jalur("kota-kupang-2024", tmp_path)
    hitung_jalur([jalur])
    assert not hitung_perubahan(jalur, hanya_temuan=True)[1].ada
    buku = load_workbook(jalur)
    buku["Realisasi"]["C28"] = "9.861.000"
    buku.save(jalur)
    _, p = hitung_perubahan(jalur, hanya_temuan=True)
    assert (p.isi, p.warna) == ((), (WarnaSel("Realisasi", 28, 3, None),)) and p.temuan is not None


def test_perintah_hanya_temuan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jalur, tsv = _rusak(tmp_path), tmp_path / "ubah.tsv"
    assert utama(["hitung", str(jalur), "--hanya-temuan"]) == 2
    assert "berlaku bersama --perubahan" in capsys.readouterr().err
    assert utama(["hitung", str(jalur), "--perubahan", str(tsv), "--hanya-temuan"]) == 1
    assert {b[0] for b in _urai(tsv.read_bytes().decode("ascii"))[1:]} == {"R", "L", "G", "B", "D"}
