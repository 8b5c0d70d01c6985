"""Workbooks whose formulas have no stored values: computed for the check as Excel would, never written back unasked."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.isi_acak import isi_wajar
from xlkinerja.buku import LEBAR
from xlkinerja.buku.berkas import buka, buka_jalur, dari_paket
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.cli import utama
from xlkinerja.formulir.identitas import satker_berkode
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.periksa import periksa_buku
from xlkinerja.rumus_isi import berisi, tak_dihitung
from xlkinerja.templat.buku import buat_templat

BELU = satker_berkode("53.04")
assert BELU is not None
ASLI = buat_templat(isi_wajar(BELU, 2026, 0))


def disimpan_openpyxl(**ubah: object) -> bytes:
    """The template edited and saved by openpyxl, which drops every computed value. `ubah`: "Lembar!A1" -> content."""
    wb = openpyxl.load_workbook(BytesIO(ASLI))
    for tempat, isi in ubah.items():
        lembar, _, sel = tempat.partition("!")
        wb[lembar][sel] = isi
    hasil = BytesIO()
    wb.save(hasil)
    return hasil.getvalue()


def test_nilai_yang_dihitung_sama_dengan_yang_tersimpan() -> None:
    asli, isi = buka(ASLI), berisi(buka(disimpan_openpyxl()))
    beda, banyak = [], 0
    for a in asli.lembar:
        b = next(x for x in isi.lembar if x.nama == a.nama)
        for k in a.rumus:
            baris, kolom = k // LEBAR + 1, k % LEBAR + 1
            x, y = a.sel(baris, kolom), b.sel(baris, kolom)
            banyak += bool(y.tampil)
            angka = isinstance(x.nilai, Decimal) and isinstance(y.nilai, Decimal)
            sama = abs(x.nilai - y.nilai) <= abs(x.nilai) * Decimal("1e-12") if angka else x.nilai == y.nilai
            if y.tampil and not (sama and x.tampil == y.tampil):
                beda.append((a.nama, x.alamat, x.tampil, y.tampil))
    assert beda == []
    assert banyak > 2200  # all that give something but what needs functions over arrays (kategori)


def test_templat_tanpa_nilai_diperiksa_seperti_biasa() -> None:
    temuan = periksa_buku(buka(disimpan_openpyxl())).temuan
    assert [(t.kode, t.tingkat.value) for t in temuan] == [("F104", "info")]
    assert "rumus di 2" in temuan[0].pesan and "tidak dapat dihitung" in (temuan[0].sebab or "")


@pytest.mark.parametrize(
    ("tempat", "isi", "kode"),
    [
        ("Capaian Ketua!G8", 0.5, "K201"),
        ("PK Ketua!D6", 12, "X202"),
        ("Anggaran!D6", 1000, "J201"),
        ("RAK Ketua!J9", None, "R203"),
    ],
)
def test_kesalahan_di_dalamnya_ditemukan(tempat: str, isi: object, kode: str) -> None:
    temuan = periksa_buku(buka(disimpan_openpyxl(**{tempat: isi}))).temuan
    ada = [f"{t.lokasi.lembar}!{t.lokasi.sel}" for t in temuan if t.kode == kode]
    assert ada == [tempat], [(t.kode, t.lokasi, t.pesan) for t in temuan]


def test_buku_kerja_asal_tidak_berubah() -> None:
    buku = buka(disimpan_openpyxl())
    jenis = [bytes(x.jenis) for x in buku.lembar]
    assert berisi(buku) is not buku
    assert [bytes(x.jenis) for x in buku.lembar] == jenis
    assert berisi(buka(ASLI)).belum_dihitung == {}
    contoh = buka((Path(__file__).parent.parent / "workbooks/contoh/ttu-2023.xlsx").read_bytes())
    assert berisi(contoh) is contoh


def test_hitung_mengisi_nilai_tersimpannya(tmp_path: Path) -> None:
    jalur = tmp_path / "buku.xlsx"
    jalur.write_bytes(disimpan_openpyxl())
    utama(["hitung", str(jalur), "--tanpa-cadangan"])
    ws = openpyxl.load_workbook(jalur, data_only=True)["Capaian Ketua"]
    asli = openpyxl.load_workbook(BytesIO(ASLI), data_only=True)["Capaian Ketua"]
    assert [ws.cell(r, 7).value for r in (7, 8, 9)] == pytest.approx([asli.cell(r, 7).value for r in (7, 8, 9)])
    rumus = openpyxl.load_workbook(jalur)["Capaian Ketua"]["G8"].value
    assert rumus == openpyxl.load_workbook(BytesIO(ASLI))["Capaian Ketua"]["G8"].value
    sebelum = jalur.read_bytes()
    utama(["hitung", str(jalur), "--tanpa-cadangan"])
    assert jalur.read_bytes() == sebelum
    assert periksa_jalur([jalur]).berkas[0].temuan[0].kode == "F104"


def test_rantai_panjang_melingkar_dan_asing() -> None:
    n = 3000
    rumus = {f"B{i}": f"B{i - 1}+A{i}" for i in range(2, n)}
    rumus |= {"C1": "C2+1", "C2": "C1+1", "D1": "SIN(A1)", "D2": "D1+1", "D3": "1/0", "D4": "D3+1"}
    rumus["E1"] = 'IF(A1>0,"ya","")'
    sel: dict[str, object] = {f"A{i}": Decimal(1) for i in range(1, n)} | {"B1": Decimal(1)}
    isi = berisi(buku_ingatan({"S": sel}, rumus={"S": rumus}))  # type: ignore[dict-item]
    nilai = [isi.lembar[0].sel(*tempat).nilai for tempat in ((n - 1, 2), (1, 3), (1, 4), (2, 4))]
    assert nilai == [Decimal(n - 1), None, None, None]
    assert [isi.lembar[0].sel(r, 4).tampil for r in (3, 4)] == ["#DIV/0!", "#DIV/0!"]
    assert isi.lembar[0].sel(1, 5).tampil == "ya"


def test_hanya_lembar_yang_diminta() -> None:
    """Values of one sheet are the same as of the whole workbook, from the other sheets too; others stay blank."""
    rumus = {"B": {"A1": "A!A1*3"}, "C": {"A1": "B!A1+1"}, "D": {"A1": "A!A1"}}
    semua = buku_ingatan({"A": {"A1": Decimal(2)}, **{n: {} for n in rumus}}, rumus=rumus)
    satu = berisi(semua, lembar={"C"})
    assert [x.sel(1, 1).tampil for x in satu.lembar] == ["2", "6", "7", ""]
    assert tak_dihitung(semua.lembar) and not tak_dihitung(berisi(semua).lembar)
    assert not tak_dihitung(semua.lembar[:1])


def test_hanya_lembar_yang_diminta_dibaca(tmp_path: Path) -> None:
    wb = openpyxl.Workbook()
    wb.create_sheet("Dua")["B2"] = "isi"
    wb.save(tmp_path / "a.xlsx")
    buku, paket = buka_jalur(tmp_path / "a.xlsx", lembar={"Dua"})
    assert [(x.nama, x.sel(2, 2).tampil) for x in buku.lembar] == [("Dua", "isi")]
    assert len(dari_paket(paket).lembar) == 2
