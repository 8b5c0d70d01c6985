"""The open workbook, through xlwings' real object model: the same cells as the file backend, or a clear refusal."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from test_perubahan import _isi, _jalur

from tests.excel_tiruan import ComGalat, excel_terbuka, isi_buku
from xlkinerja.buku import cadangan as modul_cadangan
from xlkinerja.buku import excel, excel_dasar
from xlkinerja.buku.cadangan import folder_cadangan, simpan_cadangan
from xlkinerja.buku.excel_dasar import ExcelTakSiap, sibuk, teks_biasa
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.buku.petak import Petak, petak
from xlkinerja.cli import utama
from xlkinerja.excel_kerja import buka_temuan, hitung_terbuka, lompat, periksa_terbuka
from xlkinerja.perubahan import IsiSel, Jenis, Perubahan, WarnaSel
from xlkinerja.terapkan import hitung_jalur


@pytest.fixture(autouse=True)
def _rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setattr(excel_dasar, "SABAR", 0.3)
    monkeypatch.setattr(excel_dasar, "_JEDA", 0.01)


def _cepat(folder: Path) -> Path:
    """A small workbook with an empty and a wrong computed cell."""
    jalur = _jalur("kota-kupang-2024", folder)
    buku = load_workbook(jalur)
    buku["Ringkasan"]["G9"] = None
    buku["Realisasi"]["E6"] = 12345
    for x in buku.worksheets:
        x.protection.sheet = True
        x.protection.formatRows = x.protection.objects = False
    buku.save(jalur)
    return jalur


def _rupa(s: Any) -> tuple[Any, ...]:
    """How a cell looks."""
    f, r = s.font, s.alignment
    isian = s.fill.fgColor.rgb if s.fill.patternType == "solid" else None
    tepi = s.border.left.style, s.border.bottom.style, s.border.bottom.color and s.border.bottom.color.rgb
    return f.b, f.u, f.sz, f.color and f.color.rgb, f.name, isian, r.horizontal, r.vertical, bool(r.wrap_text), tepi


def _pilihan(ws: Any) -> list[tuple[Any, ...]]:
    semua = ws.data_validations.dataValidation
    return [(str(d.sqref), d.formula1, d.prompt, bool(d.showErrorMessage)) for d in semua]


@pytest.mark.parametrize(
    ("nama", "com"),
    [
        ("kota-kupang-2024", True),
        ("kota-kupang-2024", False),
        ("gianyar-2024", True),
        ("ttu-2023", True),
        ("ttu-2023", False),
        ("rusak", True),
    ],
)
def test_sama_dengan_yang_ditulis_ke_berkas(nama: str, com: bool, tmp_path: Path) -> None:
    jalur = _jalur(nama, tmp_path)
    hitung_jalur([jalur], keluaran=tmp_path / "hasil")
    hasil = load_workbook(tmp_path / "hasil" / jalur.name)
    asal = jalur.read_bytes()
    with excel_terbuka(jalur, com=com) as (buku,):
        depan = isi_buku(buku).active.title  # type: ignore[union-attr]
        h = hitung_terbuka(buku)
        terbuka = isi_buku(buku)
        assert terbuka.active is not None and terbuka.active.title == depan
    assert jalur.read_bytes() == asal and not h.gagal
    temuan = next(x.title for x in hasil.worksheets if x.title.startswith("Temuan"))
    assert terbuka.sheetnames == hasil.sheetnames
    assert _isi(terbuka, temuan) == _isi(hasil, temuan)
    a, b = terbuka[temuan], hasil[temuan]
    for baris in b.iter_rows():
        for s in baris:
            lain = a[s.coordinate]
            assert (lain.value, lain.data_type) == (s.value, s.data_type) or s.value in (None, ""), s.coordinate
            if com:
                assert _rupa(lain) == _rupa(s), s.coordinate
                assert (lain.hyperlink and lain.hyperlink.location) == (s.hyperlink and s.hyperlink.location)
    for huruf in "ABIMNO":
        assert a.column_dimensions[huruf].width == b.column_dimensions[huruf].width
        assert a.column_dimensions[huruf].hidden == b.column_dimensions[huruf].hidden
    if com:
        assert (a.freeze_panes, a.auto_filter.ref) == (b.freeze_panes, b.auto_filter.ref)
        assert _pilihan(a) == _pilihan(b)


def test_kedua_kali_tidak_ada_lagi_yang_berubah(tmp_path: Path) -> None:
    with excel_terbuka(_cepat(tmp_path)) as (buku,):
        pertama = hitung_terbuka(buku)
        assert pertama.cadangan is not None
        kedua = hitung_terbuka(buku)
    assert kedua.cadangan is None and kedua.hasil.tulisan[0].diganti == 0


def test_periksa_hanya_menulis_lembar_temuan(tmp_path: Path) -> None:
    jalur = _cepat(tmp_path)
    with excel_terbuka(jalur) as (buku,):
        periksa_terbuka(buku)
        kini, asal = isi_buku(buku), load_workbook(jalur)
        assert _isi(kini, "Temuan") == _isi(asal, "Temuan")
        baris = {(b[3].value, b[4].value): b[11].value for b in kini["Temuan"].iter_rows(min_row=5)}
        assert baris["Realisasi", "E6"] == "terbuka"
        assert periksa_terbuka(buku).cadangan is None  # already said
        assert buka_temuan(buku).startswith("Hasil pemeriksaan: ")
        assert kini.active.title == "Temuan"  # type: ignore[union-attr]
        lompat(buku, "Realisasi", "D9")
        assert buku.impl.dipilih == ("Realisasi", 9, 4)
        with pytest.raises(ExcelTakSiap, match='Lembar "Tak Ada" tidak ada'):
            lompat(buku, "Tak Ada", "A1")


def test_beberapa_sel_bersebelahan_satu_panggilan() -> None:
    kolom = {(r, 3): "N" for r in range(5, 60)}
    assert petak(kolom) == [Petak(5, 3, 59, 3, "N")]
    assert petak({(1, 1): "a", (1, 2): "a", (2, 1): "a", (2, 2): "a", (3, 1): "b"}) == [
        Petak(1, 1, 2, 2, "a"),
        Petak(3, 1, 3, 1, "b"),
    ]
    assert petak({(1, 1): "a", (1, 3): "a", (3, 1): "a"}) == [
        Petak(1, 1, 1, 1, "a"),
        Petak(1, 3, 1, 3, "a"),
        Petak(3, 1, 3, 1, "a"),
    ]
    assert petak({(1, 1): "a", (1, 2): "a"}, satuan=True) == [Petak(1, 1, 1, 1, "a"), Petak(1, 2, 1, 2, "a")]


def _buku_kecil(folder: Path) -> Path:
    from openpyxl import Workbook  # noqa: PLC0415

    wb = Workbook()
    ws: Any = wb.active
    ws.title = "L"
    ws["A3"].number_format = ws["B2"].number_format = "@"
    wb.save(folder / "kecil.xlsx")
    return folder / "kecil.xlsx"


def test_isi_masuk_seperti_apa_adanya(tmp_path: Path) -> None:
    teks = ["007", "1/2", "=1+1", "'x", "TRUE", "Baik Sekali", "-", "75,5%"]
    isi = [IsiSel("L", 1, i, Jenis.TEKS, t) for i, t in enumerate(teks, 1)]
    isi += [IsiSel("L", r, 1, Jenis.ANGKA, Decimal(r) / 4) for r in (2, 3, 4)]
    isi += [IsiSel("L", r, 2, Jenis.RUMUS, f"A{r}/2") for r in (2, 3)]
    isi += [IsiSel("L", 4, 2, Jenis.RUMUS, "A4/2", "0.00"), IsiSel("L", 9, 1, Jenis.KOSONG)]
    with excel_terbuka(_buku_kecil(tmp_path)) as (buku,):
        isi_buku(buku)["L"]["A9"] = 5
        excel.terapkan(buku, Perubahan(tuple(isi)))
        ws = isi_buku(buku)["L"]
        assert [ws.cell(1, i).value for i in range(1, 9)] == teks
        assert {ws.cell(1, i).data_type for i in range(1, 9)} == {"s"}
        assert not ws["F1"].quotePrefix  # plain words need no apostrophe
        assert [ws.cell(r, 1).value for r in (2, 3, 4)] == [0.5, 0.75, 1.0]
        assert [(ws.cell(r, 2).value, ws.cell(r, 2).data_type) for r in (2, 3, 4)] == [
            ("=A2/2", "f"),
            ("=A3/2", "f"),
            ("=A4/2", "f"),
        ]
        format_sel = [ws[x].number_format for x in ("A2", "A3", "A4", "B2", "B3", "B4")]
        assert format_sel == ["General", "@", "General", "@", "General", "0.00"]
        assert ws["A9"].value is None


def test_daftar_tersaring_ditulis_sel_demi_sel(tmp_path: Path) -> None:
    isi = tuple(IsiSel("L", r, 5, Jenis.ANGKA, Decimal(r)) for r in range(2, 6))
    with excel_terbuka(_buku_kecil(tmp_path)) as (buku,):
        buku.impl.tersaring = ("L",)
        excel.terapkan(buku, Perubahan(isi, (WarnaSel("L", 2, 5, "F9CAB0"), WarnaSel("L", 3, 5, "F9CAB0"))))
        assert [isi_buku(buku)["L"].cell(r, 5).value for r in range(2, 6)] == [2, 3, 4, 5]


def test_lembar_berkata_sandi_ditolak_sebelum_apa_pun_ditulis(tmp_path: Path) -> None:
    jalur = _cepat(tmp_path)
    with excel_terbuka(jalur) as (buku,):
        isi_buku(buku)["Ringkasan"].protection.password = "rahasia"
        with pytest.raises(ExcelTakSiap, match=r'Lembar "Ringkasan" diproteksi dengan .*Tidak ada yang diubah'):
            hitung_terbuka(buku)
        assert not hasattr(buku.impl, "panggilan")
        assert isi_buku(buku)["Realisasi"].protection.sheet


def test_proteksi_tanpa_kata_sandi_kembali_seperti_semula(tmp_path: Path) -> None:
    """The computed columns of our templates are locked."""
    jalur = _cepat(tmp_path)
    semula = {x.title: vars(x.protection) for x in load_workbook(jalur).worksheets}
    assert semula["Ringkasan"]["sheet"] and not semula["Ringkasan"]["formatRows"]
    with excel_terbuka(jalur) as (buku,):
        hitung_terbuka(buku)
        kini = {x.title: vars(x.protection) for x in isi_buku(buku).worksheets}
    assert {n: p for n, p in kini.items() if n != "Temuan"} == {n: p for n, p in semula.items() if n != "Temuan"}


@pytest.mark.parametrize(
    ("sifat", "pesan"), [("ReadOnly", "hanya-baca"), ("ProtectStructure", 'lembar "Temuan" tidak dapat dibuat')]
)
def test_buku_yang_tidak_dapat_ditulis(sifat: str, pesan: str, tmp_path: Path) -> None:
    with excel_terbuka(_jalur("kota-kupang-2024", tmp_path)) as (buku,):
        buku.impl.terbuka[sifat] = True
        with pytest.raises(ExcelTakSiap, match=pesan):
            hitung_terbuka(buku)
        assert not hasattr(buku.impl, "panggilan")


def test_berubah_selagi_dihitung(tmp_path: Path) -> None:
    """Somebody types between the copy and the writing."""
    salin_ke = []

    def ketik(buku: Any) -> None:
        salin_ke.append(1)
        if len(salin_ke) == 2:
            buku.asal = None
            buku.wb["Ringkasan"]["C28"] = 123

    with excel_terbuka(_cepat(tmp_path)) as (buku,):
        buku.impl.sebelum_salin = ketik
        with pytest.raises(ExcelTakSiap, match="berubah selagi dihitung"):
            hitung_terbuka(buku)
        assert not hasattr(buku.impl, "panggilan")


def test_keadaan_excel_dipulihkan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jalur = _cepat(tmp_path)
    with excel_terbuka(jalur) as (buku,):
        app = buku.app.impl
        app.isi |= {"calculation": "semiautomatic", "enable_events": False}
        semula = dict(app.isi)
        hitung_terbuka(buku)
        assert app.isi["status_bar"].startswith("xlkinerja: ") and "Temuan:" in app.isi["status_bar"]
        assert {**app.isi, "status_bar": False} == semula
        assert ("calculation", "manual") in app.catatan and ("screen_updating", False) in app.catatan
    with excel_terbuka(jalur) as (buku,):
        monkeypatch.setattr(excel, "tulis_temuan", lambda *_: 1 / 0)
        with pytest.raises(ExcelTakSiap, match=r"Penulisan terhenti \(ZeroDivisionError.*cadangan"):
            hitung_terbuka(buku)
        assert {**buku.app.impl.isi} == {**semula, "calculation": "automatic", "enable_events": True}


def test_excel_sibuk_ditunggu_lalu_dikatakan(tmp_path: Path) -> None:
    with excel_terbuka(_cepat(tmp_path)) as (buku,):
        buku.app.impl.sibuk = 3
        assert not hitung_terbuka(excel.buku_aktif()).gagal
        buku.app.impl.sibuk = 10**6
        with pytest.raises(ExcelTakSiap, match="Excel sedang sibuk"):
            hitung_terbuka(buku)


def test_galat_com_yang_berarti_sibuk() -> None:
    assert sibuk(ComGalat(-2147418111, "Call was rejected by callee."))
    dalam_sel = ComGalat(-2147352567, "Exception occurred.")
    assert not sibuk(dalam_sel)
    dalam_sel.excepinfo = (0, None, None, None, 0, -2146777998)  # type: ignore[assignment]
    assert sibuk(dalam_sel)
    assert not sibuk(ValueError("lain"))


@pytest.mark.parametrize("fullname", ["https://kpu.sharepoint.com/Dok/kinerja.xlsx", "Book1"])
def test_di_awan_dan_belum_disimpan(fullname: str, tmp_path: Path) -> None:
    with excel_terbuka(_cepat(tmp_path), fullname=fullname) as (buku,):
        assert buku.fullname == fullname
        assert hitung_terbuka(buku).cadangan is not None


def test_tanpa_salinan_dari_excel_berkasnya_harus_tersimpan(tmp_path: Path) -> None:
    with (
        excel_terbuka(_cepat(tmp_path), com=False, fullname="Book1") as (buku,),
        pytest.raises(ExcelTakSiap, match="Simpan dahulu"),
    ):
        hitung_terbuka(buku)


def test_lembar_temuan_ditulis_ulang_tanpa_sisa(tmp_path: Path) -> None:
    panjang = LembarBaru("Temuan", tuple((SelBaru(f"baris {i}"),) for i in range(9)))
    with excel_terbuka(_buku_kecil(tmp_path)) as (buku,):
        excel.terapkan(buku, Perubahan(temuan=panjang))
        excel.terapkan(buku, Perubahan(temuan=LembarBaru("Temuan", ((SelBaru("satu"), None, SelBaru(Decimal(0))),))))
        ws = isi_buku(buku)["Temuan"]
        assert [[s.value for s in b] for b in ws.iter_rows()] == [["satu", None, 0.0]]
        assert isi_buku(buku).sheetnames == ["L", "Temuan"]


def test_dua_puluh_cadangan(tmp_path: Path) -> None:
    asal = tmp_path / "a.xlsx"
    semua = []
    for i in range(modul_cadangan.TERBANYAK + 3):
        asal.write_bytes(bytes([i]))
        semua.append(simpan_cadangan(asal))
    assert sorted(folder_cadangan().iterdir()) == semua[3:]
    assert semua[-1].read_bytes() == bytes([22]) and semua[-1].name.endswith("_a.xlsx")


def test_cadangan_sama_dengan_isi_semula(tmp_path: Path) -> None:
    jalur = _cepat(tmp_path)
    with excel_terbuka(jalur) as (buku,):
        h = hitung_terbuka(buku)
    assert h.cadangan is not None and h.cadangan.read_bytes() == jalur.read_bytes()


def test_perintah(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jalur = _cepat(tmp_path)
    with excel_terbuka(_jalur("ttu-2023", tmp_path)):
        assert utama(["excel", "temuan"]) == 2
        assert "belum mempunyai lembar Temuan" in capsys.readouterr().err
    with excel_terbuka(jalur) as (buku,):
        assert utama(["excel", "uji"]) == 0
        uji = capsys.readouterr().out
        assert "Buku kerja: kota-kupang-2024.xlsx" in uji and "Hanya-baca: tidak" in uji
        assert not hasattr(buku.impl, "panggilan")
        assert utama(["excel", "hitung"]) == 1
        keluaran = capsys.readouterr().out
        assert "sel diganti" in keluaran.splitlines()[-1] and "Cadangan: " in keluaran
        assert utama(["excel", "periksa"]) in (0, 1)
        assert utama(["excel", "temuan"]) == 0
    assert utama(["excel", "uji"]) == 2
    assert "galat: Excel tidak tersedia di komputer ini" in capsys.readouterr().err


def test_tanpa_buku_terbuka(capsys: pytest.CaptureFixture[str]) -> None:
    with excel_terbuka():
        assert utama(["excel", "hitung"]) == 2
    assert "Tidak ada buku kerja yang terbuka" in capsys.readouterr().err


def test_tanpa_xlwings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert utama(["excel", "hitung"]) == 2
    assert capsys.readouterr().err == 'galat: xlwings belum terpasang; pasang dengan: pip install "xlkinerja[excel]"\n'


def test_bukan_xlsx(tmp_path: Path) -> None:
    with excel_terbuka(_buku_kecil(tmp_path)) as (buku,):
        buku.impl.name = "lama.xls"
        with pytest.raises(ExcelTakSiap, match=r"bukan \.xlsx"):
            hitung_terbuka(buku)


@pytest.mark.parametrize("teks", ["", "Baik", "Tidak ada temuan", "Capaian: tertulis"])
def test_teks_tanpa_tanda_petik(teks: str) -> None:
    assert teks_biasa(teks) == teks


def test_perintah_lain_tidak_memuat_xlwings_atau_tkinter() -> None:
    modul = "xlkinerja.perintah_hitung, xlkinerja.buku.excel"
    perintah = f"import sys, {modul}; print({{'xlwings', 'tkinter'}} & set(sys.modules))"
    akar = Path(__file__).parents[1]
    hasil = subprocess.run([sys.executable, "-c", perintah], cwd=akar, capture_output=True, check=True, text=True)
    assert hasil.stdout == "set()\n"
