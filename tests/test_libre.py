"""The driver of LibreOffice itself: what goes in as a step is in the workbook, what cannot be done is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.styles import PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName

from tests import libre as modul
from tests.libre import Libre, LibreGalat

pytest_plugins = ["tests.libre"]
PK, REKAP = "Perjanjian Kinerja", "Rekap"


def _isi(wb: Any) -> None:
    ws = wb.active
    ws.title = PK
    for b in range(1, 4):
        ws[f"A{b}"], ws[f"B{b}"] = f"Sasaran {b}", b * 10
    ws["B4"], ws["C2"], ws["D1"] = "=SUM(B1:B3)", '=IF(B2>5,"ya","tidak")', '=IF(1,"",2)'
    ws["C2"].fill = PatternFill("solid", fgColor="FFFF0000")
    rekap = wb.create_sheet(REKAP)
    rekap["A1"], rekap["B1"], rekap["A3"] = f"='{PK}'!B4+1", f"=SUM(total,'{PK}'!B1:B3)", 0.1
    wb.defined_names["total"] = DefinedName("total", attr_text=f"'{PK}'!$B$4")


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    return _buku(tmp_path, _isi)


def _buku(folder: Path, isi: Callable[[Any], None]) -> Path:
    wb: Any = openpyxl.Workbook()
    isi(wb)
    wb.save(folder / "masuk buku.xlsx")
    return folder / "masuk buku.xlsx"


def _l(kerja: str, lembar: str | None = None, **isian: Any) -> dict[str, Any]:
    return {"kerja": kerja, **({"lembar": lembar} if lembar else {}), **isian}


def _baca(rentang: str, lembar: str = PK) -> dict[str, Any]:
    return _l("baca", lembar, rentang=rentang)


def test_rumus_tanpa_nilai_tersimpan_dihitung(libre: Libre, berkas: Path) -> None:
    assert openpyxl.load_workbook(berkas, data_only=True)[PK]["B4"].value is None
    assert libre.jalankan(berkas, [_baca("A2:D4"), _baca("D1:D1")]) == [
        [["Sasaran 2", 20.0, "ya", None], ["Sasaran 3", 30.0, None, None], [None, 60.0, None, None]],
        [[""]],
    ]


def test_sisipan_di_tengah_memperluas_jumlah(libre: Libre, berkas: Path) -> None:
    sisip = [_l("sisip_baris", PK, baris=3, banyak=2), _l("isi", PK, sel="B4", nilai=5)]
    hasil = libre.jalankan(berkas, [*sisip, _l("rumus", PK), _l("hapus_baris", PK, baris=1), _l("rumus", PK)])
    assert hasil[2]["B6"] == {"rumus": "=SUM(B1:B5)", "nilai": 65.0}
    assert hasil[4]["B5"] == {"rumus": "=SUM(B1:B4)", "nilai": 55.0}


def test_semua_rumus_dan_nama_mengikuti_lembar(libre: Libre, berkas: Path) -> None:
    awal, _, rumus, nama, lembar, _, urut = libre.jalankan(
        berkas,
        [
            _l("semua_rumus"),
            _l("ganti_nama", PK, nama="PK 'K' 24"),
            _l("semua_rumus"),
            _l("nama"),
            _l("lembar"),
            _l("pindah_lembar", "PK 'K' 24", ke=1),
            _l("lembar"),
        ],
    )
    assert awal == {
        PK: {
            "D1": {"rumus": '=IF(1,"",2)', "nilai": ""},
            "C2": {"rumus": '=IF(B2>5,"ya","tidak")', "nilai": "ya"},
            "B4": {"rumus": "=SUM(B1:B3)", "nilai": 60.0},
        },
        REKAP: {
            "A1": {"rumus": "='Perjanjian Kinerja'!B4+1", "nilai": 61.0},
            "B1": {"rumus": "=SUM(total,'Perjanjian Kinerja'!B1:B3)", "nilai": 120.0},
        },
    }
    assert rumus[REKAP]["A1"] == {"rumus": "='PK ''K'' 24'!B4+1", "nilai": 61.0}
    assert nama == {"total": "'PK ''K'' 24'!$B$4"}
    assert (lembar, urut) == (["PK 'K' 24", REKAP], [REKAP, "PK 'K' 24"])


def test_sel_galat_terdaftar(libre: Libre, tmp_path: Path) -> None:
    def isi(wb: Any) -> None:
        wb.active["B2"], wb.active["C2"], wb.active["A9"] = "=1/0", "=B2+1", "#DIV/0! hanya teks"
        wb.create_sheet(REKAP)["AB3"] = "=tak_ada+1"
        wb[REKAP]["A1"] = "#N/A"

    galat, nilai = libre.jalankan(_buku(tmp_path, isi), [_l("galat"), _baca("B2:C2", "Sheet")])
    daftar = [["Sheet", "B2", "#DIV/0!"], ["Sheet", "C2", "#DIV/0!"]]
    assert galat == [*daftar, [REKAP, "A1", "#N/A"], [REKAP, "AB3", "#NAME?"]]
    assert nilai == [[{"galat": "#DIV/0!"}, {"galat": "#DIV/0!"}]]


def test_simpanan_terbuka_di_openpyxl(libre: Libre, berkas: Path, tmp_path: Path) -> None:
    langkah = [
        _l("isi_banyak", PK, isi={"B1": Decimal("0.1"), "B2": 3366050000, "A5": "=bukan rumus", "A1": None}),
        _l("isi_banyak", PK, isi={"E1": f"=SUM(B1,{REKAP}!A3)", "E2": '=TEXT(B1,"0;0")'}, rumus=True),
        _l("salin_baris", PK, dari=2, ke=7),
        _l("lebar_kolom", PK, kolom="D", mm=50),
    ]
    libre.jalankan(berkas, langkah, tmp_path / "hasil.xlsx")
    rumus: Any = openpyxl.load_workbook(tmp_path / "hasil.xlsx")[PK]
    nilai: Any = openpyxl.load_workbook(tmp_path / "hasil.xlsx", data_only=True)[PK]
    dapat = [nilai[x].value for x in ("B1", "B2", "A1", "A7", "C7", "E1")]
    assert dapat == [0.1, 3366050000, None, "Sasaran 2", "ya", 0.2]
    assert (rumus["A5"].value, rumus["A5"].data_type) == ("=bukan rumus", "s")
    assert rumus["C7"].value == '=IF(B7>5,"ya","tidak")'
    assert (rumus["E1"].value, rumus["E2"].value) == ("=SUM(B1,Rekap!A3)", '=TEXT(B1,"0;0")')
    assert rumus["C7"].fill.fgColor.rgb == "FFFF0000"
    assert 15 < rumus.column_dimensions["D"].width < 30  # in characters of the machine's default font


def test_asal_tidak_tersentuh_dan_boleh_ditimpa(libre: Libre, berkas: Path) -> None:
    semula = berkas.read_bytes()
    libre.jalankan(berkas, [_l("isi", PK, sel="B1", nilai=1)])
    assert berkas.read_bytes() == semula
    libre.jalankan(berkas, [_l("isi", PK, sel="B1", nilai=1)], berkas)
    assert libre.jalankan(berkas, [_baca("B1:B4")]) == [[[1.0], [20.0], [30.0], [51.0]]]
    assert [x.name for x in berkas.parent.iterdir()] == [berkas.name]


def test_nilai_tersimpan_dipercaya_sampai_hitung(libre: Libre, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as wb:
        wb.add_worksheet("A").write_formula("A1", "=1+1", None, 7)
    hasil = libre.jalankan(tmp_path / "a.xlsx", [_baca("A1:A1", "A"), _l("hitung"), _baca("A1:A1", "A")])
    assert hasil == [[[7.0]], None, [[2.0]]]


def test_bilangan_utuh(libre: Libre, berkas: Path) -> None:
    angka = [0.1, 1 / 3, 3366050000.0, 116.9, 5e-324, 1.7976931348623157e308, 9007199254740991]
    isi = {f"A{n}": x for n, x in enumerate(angka, 1)}
    hasil = libre.jalankan(berkas, [_l("isi_banyak", REKAP, isi=isi), _baca("A1:A7", REKAP)])
    assert [x for (x,) in hasil[1]] == angka


def test_kartu_bebas_pada_sumifs(libre: Libre, tmp_path: Path) -> None:
    kode = ["WA", "WA.1", "WA.2", "WA.1.1", "WA.2.1", "WA.2.1.1", "WB.1", "WAX1"]

    def isi(wb: Any) -> None:
        for b, satu in enumerate(kode, 2):
            wb.active[f"A{b}"], wb.active[f"B{b}"] = satu, 10 ** (b - 2)
        wb.active["D1"] = '=SUMIFS(B2:B9,A2:A9,"WA.*")-SUMIFS(B2:B9,A2:A9,"WA.*.*")'

    assert libre.jalankan(_buku(tmp_path, isi), [_baca("D1:D1", "Sheet")]) == [[[110.0]]]


def test_larik_dan_daerah_lain_dalam_dialek_excel(libre: Libre, tmp_path: Path) -> None:
    rumus = {
        "C1": '=SUM({1,2;3,4})&"; $A.B1 {1;2}"',
        "C2": "=SUM(Rekap!$A$1:$B$3,'a.b 2024'!A:A,$A$1)",
        "C3": "=STDEV(1.5,2.5)+IFERROR(#REF!,1)",
        "C4": "=SUM((A1,B1))",
        "C5": "=SUM(A1:B2 B1:B3)",
        "C6": "=SUM('O''Neil'!1:2)",
    }

    def isi(wb: Any) -> None:
        for nama in (REKAP, "a.b 2024", "O'Neil"):
            wb.create_sheet(nama)
        for alamat, teks in rumus.items():
            wb.active[alamat] = teks

    hasil = libre.jalankan(_buku(tmp_path, isi), [_l("rumus", "Sheet"), _l("galat")])
    assert {k: v["rumus"] for k, v in hasil[0].items()} == rumus
    assert (hasil[0]["C1"]["nilai"], hasil[1]) == ("10; $A.B1 {1;2}", [])


def test_pdf(libre: Libre, berkas: Path, tmp_path: Path) -> None:
    libre.jalankan(berkas, [_l("pdf", ke=tmp_path / "a b.pdf")])
    assert (tmp_path / "a b.pdf").read_bytes().startswith(b"%PDF-")


def _proteksi(wb: Any) -> None:
    _isi(wb)
    wb.active["B1"].protection = Protection(locked=False)
    wb.active.protection.sheet = True
    wb[REKAP].protection.sheet, wb[REKAP].protection.insertRows = True, False
    wb.create_sheet("Sandi").protection.set_password("rahasia")


@pytest.mark.parametrize(
    "langkah",
    [
        _l("isi", PK, sel="B2", nilai=1),
        _l("isi", PK, sel="B2", nilai="=1", rumus=True),
        _l("sisip_baris", PK, baris=2),
        _l("hapus_baris", PK, baris=2),
        _l("salin_baris", PK, dari=1, ke=2),
        _l("lebar_kolom", PK, kolom="A", mm=9),
    ],
    ids=lambda x: x["kerja"],
)
def test_lembar_terproteksi_ditolak(libre: Libre, tmp_path: Path, langkah: dict[str, Any]) -> None:
    masuk = _buku(tmp_path, _proteksi)
    with pytest.raises(LibreGalat, match=rf"langkah 1 {langkah['kerja']}: .*{PK}.* diproteksi"):
        libre.jalankan(masuk, [langkah], tmp_path / "hasil.xlsx")
    assert not (tmp_path / "hasil.xlsx").exists()
    libre.jalankan(masuk, [_l("buka_proteksi", PK), langkah], tmp_path / "hasil.xlsx")
    assert (tmp_path / "hasil.xlsx").exists()


def test_yang_diizinkan_proteksi_berjalan(libre: Libre, tmp_path: Path) -> None:
    langkah = [_l("isi", PK, sel="B1", nilai=1), _l("sisip_baris", REKAP, baris=1), _baca("B1:B1"), _l("rumus", REKAP)]
    hasil = libre.jalankan(_buku(tmp_path, _proteksi), langkah)
    assert hasil[2] == [[1.0]]
    assert hasil[3]["A2"]["nilai"] == 52.0


@pytest.mark.parametrize(
    ("langkah", "pesan"),
    [
        (_baca("A1:B2", "Tak Ada"), "tidak ada lembar 'Tak Ada'; yang ada: Perjanjian Kinerja, Rekap"),
        (_baca("A0"), "alamat 'A0' tidak dikenal"),
        (_l("isi", PK, sel="A1:B2", nilai=1), "bukan satu sel"),
        (_l("isi", PK, sel="XFE1", nilai=1), "di luar lembar"),
        (_l("isi", PK, sel="A1", nilai=True), "bukan bilangan atau teks"),
        (_l("isi", PK, sel="A1"), "isian langkah keliru: missing a required argument: 'nilai'"),
        (_l("hitung", ulang=True), "isian langkah keliru"),
        (_l("tebak"), "kerja 'tebak' tidak dikenal; yang ada: baca, rumus"),
        (_l("ganti_nama", PK, nama=REKAP), "tidak dapat diberi nama"),
        (_l("pindah_lembar", PK, ke=5), "tidak dapat dipindah"),
        (_l("sisip_baris", PK, baris=0), "tidak dapat disisipkan"),
        (_l("pdf", ke="relatif.pdf"), "langkah 1 pdf"),
    ],
)
def test_langkah_keliru_disebut(libre: Libre, berkas: Path, langkah: dict[str, Any], pesan: str) -> None:
    with pytest.raises(LibreGalat, match=pesan):
        libre.jalankan(berkas, [langkah])
    assert libre.jalankan(berkas, [_baca("B1:B1")]) == [[[10.0]]]


def test_kata_sandi_dan_berkas_rusak(libre: Libre, berkas: Path, tmp_path: Path) -> None:
    with pytest.raises(LibreGalat, match="memakai kata sandi"):
        libre.jalankan(_buku(tmp_path, _proteksi), [_l("buka_proteksi", "Sandi")])
    for isi in (b"", b"bukan xlsx", berkas.read_bytes()[:900]):
        (tmp_path / "rusak.xlsx").write_bytes(isi)
        with pytest.raises(LibreGalat, match=r"membuka rusak\.xlsx"):
            libre.jalankan(tmp_path / "rusak.xlsx", [])
    with pytest.raises(FileNotFoundError):
        libre.jalankan(tmp_path / "tiada.xlsx", [])


def test_bangkit_setelah_jatuh_dan_bersih_setelah_tutup(berkas: Path) -> None:
    with Libre() as satu:
        assert satu.jalankan(berkas, [_l("lembar")]) == [[PK, REKAP]]
        assert satu.sesi
        folder = satu.sesi.folder
        modul._bunuh(satu.sesi.kantor)
        with pytest.raises(LibreGalat, match=r"membuka masuk buku\.xlsx: LibreOffice berhenti sendiri"):
            satu.jalankan(berkas, [])
        assert not folder.exists()
        assert satu.jalankan(berkas, [_l("lembar")]) == [[PK, REKAP]]
        kedua = satu.sesi
    assert not kedua.folder.exists()
    assert (kedua.kantor.returncode, kedua.jembatan.returncode) == (0, 0)


def test_batas_waktu(berkas: Path) -> None:
    satu = Libre(batas=0.05)
    with pytest.raises(LibreGalat, match=r"memulai LibreOffice: tidak selesai dalam 0\.05 detik"):
        satu.jalankan(berkas, [])
    assert satu.sesi is None


def test_tanpa_uno_disebut_yang_perlu_dipasang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modul, "_calon_python", lambda: iter(["/tiada/python3"]))
    modul.python_uno.cache_clear()
    with pytest.raises(LibreGalat, match=r"pasang dahulu: apt-get install .*python3-uno"):
        modul.python_uno()
