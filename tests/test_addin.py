"""The Excel add-in: built from its sources byte for byte, whole as a VBA project and as a package, and its part that
applies changes run in pyOpenVBA's interpreter. No Excel has run it here: see macros/UJI-MANUAL.md."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import olefile
import pytest
from oletools.olevba import VBA_Parser, decompress_stream
from openpyxl import Workbook, load_workbook
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBARuntimeError

from macros import bangun
from tests.libre import Libre
from tests.test_perubahan import _jalur
from xlkinerja import __version__
from xlkinerja.perubahan import IsiSel, Jenis, Perubahan, WarnaSel, tulis_tsv
from xlkinerja.terapkan import hitung_jalur, hitung_perubahan

pytest_plugins = ["tests.libre"]

SEMUA = (*bangun.DOKUMEN, *bangun.MODUL, *bangun.KELAS)
NS = {"c": "http://schemas.microsoft.com/office/2009/07/customui"}


# The built file


def test_hasil_bangun_sama_dengan_yang_tersimpan() -> None:
    assert bangun.bangun() == bangun.HASIL.read_bytes(), "sumber berubah; jalankan: python -m macros.bangun"


def test_sumber_yang_tidak_dapat_disimpan_vba_ditolak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "XlkTeks.bas").write_text('Const A = "✓"\n', "utf-8")
    monkeypatch.setattr(bangun, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"XlkTeks\.bas: huruf di luar code page 1252: '✓'"):
        bangun.sumber("XlkTeks")


@pytest.fixture(scope="module")
def paket() -> dict[str, bytes]:
    """The parts of the stored add-in."""
    with ZipFile(bangun.HASIL) as z:
        return {n: z.read(n) for n in z.namelist()}


@pytest.fixture(scope="module")
def ole(paket: dict[str, bytes]) -> Iterator[Any]:
    """Its VBA project."""
    with olefile.OleFileIO(BytesIO(paket["xl/vbaProject.bin"])) as buka:
        yield buka


def test_sumber_di_dalamnya_sama_dengan_folder_macros() -> None:
    urai = VBA_Parser(str(bangun.HASIL))
    isi = {nama.split(".")[0]: kode for _, _, nama, kode in urai.extract_macros()}
    urai.close()
    assert isi == {n: bangun.sumber(n) for n in SEMUA}
    for kode in isi.values():
        assert "\n" not in kode.replace("\r\n", "") and kode.encode("cp1252")


def _urai_dir(isi: bytes) -> list[tuple[int, bytes]]:
    """Records of the decompressed stream `dir`; PROJECTVERSION alone has a size that lies."""
    hasil, i = [], 0
    while i < len(isi):
        nomor, panjang = struct.unpack_from("<HI", isi, i)
        panjang = 6 if nomor == 0x0009 else panjang
        hasil.append((nomor, isi[i + 6 : i + 6 + panjang]))
        i += 6 + panjang
    assert i == len(isi)
    return hasil


def test_proyek_vba_ketat(ole: Any) -> None:
    katalog = _urai_dir(bytes(decompress_stream(bytearray(ole.openstream("VBA/dir").read()))))
    assert katalog[-1] == (0x0010, b"")  # nothing behind the terminator
    assert [isi.decode("cp1252") for nomor, isi in katalog if nomor == 0x0019] == list(SEMUA)
    assert [isi for nomor, isi in katalog if nomor == 0x0031] == [bytes(4)] * len(SEMUA)  # MODULEOFFSET
    prosedural = [nomor == 0x0021 for nomor, _ in katalog if nomor in (0x0021, 0x0022)]
    assert prosedural == [n in bangun.MODUL for n in SEMUA]
    assert [isi for nomor, isi in katalog if nomor == 0x0004] == [b"xlkinerja"]
    assert ole.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000000")


def test_nama_modul_sama_di_project_dir_dan_stream(ole: Any) -> None:
    baris = ole.openstream("PROJECT").read().decode("cp1252").split("\r\n")
    assert [b for b in baris if re.match("Document|Module|Class|Name", b)] == [
        *(f"Document={n}/&H00000000" for n in bangun.DOKUMEN),
        *(f"Module={n}" for n in bangun.MODUL),
        *(f"Class={n}" for n in bangun.KELAS),
        'Name="xlkinerja"',
    ]
    assert {x[1] for x in ole.listdir() if x[0] == "VBA"} == {*SEMUA, "dir", "_VBA_PROJECT"}
    wm = b"".join(n.encode("cp1252") + b"\0" + n.encode("utf-16-le") + b"\0\0" for n in SEMUA) + b"\0\0"
    assert ole.openstream("PROJECTwm").read() == wm


def test_urutan_pohon_direktori_cfb(ole: Any) -> None:
    """Siblings of the directory's red-black trees stand in the order that the format asks for: length, then letters."""
    for simpul in ole.direntries:
        if simpul is not None and simpul.kids:
            nama = [k.name for k in _berurut(ole, simpul.sid_child)]
            kunci = [(len(n), n.upper()) for n in nama]
            assert all(a < b for a, b in pairwise(kunci))
            assert set(nama) == {k.name for k in simpul.kids}


def _berurut(ole: Any, sid: int) -> Iterator[Any]:
    if sid != 0xFFFFFFFF:
        yield from _berurut(ole, ole.direntries[sid].sid_left)
        yield ole.direntries[sid]
        yield from _berurut(ole, ole.direntries[sid].sid_right)


def test_analisis_statis_tanpa_temuan() -> None:
    from pyvbaanalysis.cli import main  # noqa: PLC0415 - slow to import

    assert main([str(bangun.HASIL), "--fail-level", "information"]) == 0


def test_analisis_statis_melihat_kesalahan(tmp_path: Path) -> None:
    from pyvbaanalysis.cli import main  # noqa: PLC0415

    teks = bangun.sumber("XlkTeks").replace("LepasKutip(Trim$", "LepasKutipp(Trim$")
    (tmp_path / "XlkTeks.bas").write_bytes(teks.encode("cp1252"))
    assert main([str(tmp_path / "XlkTeks.bas"), "--whole-project"]) != 0


def test_bagian_paket(paket: dict[str, bytes]) -> None:
    for nama, isi in paket.items():
        if not nama.endswith(".bin"):
            ElementTree.fromstring(isi)
    hubungan = {h.get("Type"): h.get("Target") for h in ElementTree.fromstring(paket["_rels/.rels"])}
    pita = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    assert hubungan[pita] == "customUI/customUI14.xml"
    assert set(hubungan.values()) <= set(paket)
    buku = {h.get("Target") for h in ElementTree.fromstring(paket["xl/_rels/workbook.xml.rels"])}
    assert {f"xl/{t}" for t in buku} <= set(paket)
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in paket["[Content_Types].xml"]
    for bagian, nama in (("xl/workbook.xml", "ThisWorkbook"), ("xl/worksheets/sheet1.xml", "Sheet1")):
        assert f'codeName="{nama}"'.encode() in paket[bagian]


def test_setiap_tombol_pita_ada_prosedurnya(paket: dict[str, bytes]) -> None:
    pita = ElementTree.fromstring(paket["customUI/customUI14.xml"])
    assert pita.tag == f"{{{NS['c']}}}customUI"
    tombol = pita.findall(".//c:button", NS)
    assert len(tombol) == 7
    kode = bangun.sumber("XlkTombol")
    for t in tombol:
        assert kode.count(f"Public Sub {t.get('onAction')}(control As IRibbonControl)\r\n") == 1
        assert t.get("screentip") and t.get("supertip") and t.get("imageMso") and t.get("label")
    panggilan = {t.get("onAction") for t in tombol}
    assert set(re.findall(r"Sub (\w+)\(control As IRibbonControl\)", kode)) == panggilan
    pengenal = [e.get("id") for e in pita.iter() if e.get("id")]
    assert len(pengenal) == len(set(pengenal))


def test_dibuka_libreoffice(libre: Libre, paket: dict[str, bytes], tmp_path: Path) -> None:
    """As a macro workbook: LibreOffice has no filter for the content type of an add-in."""
    jalur = tmp_path / "xlkinerja.xlsm"
    with ZipFile(jalur, "w") as z:
        for nama, isi in paket.items():
            z.writestr(nama, isi.replace(b"ms-excel.addin.macroEnabled", b"ms-excel.sheet.macroEnabled"))
    baca = {"kerja": "baca", "lembar": "xlkinerja", "rentang": "A1:A1"}
    assert libre.jalankan(jalur, [baca]) == [[[None]]]


def test_versi_sama_dengan_paket() -> None:
    assert f'Public Const VERSI_XLK As String = "{__version__}"' in bangun.sumber("XlkTeks")


# XlkTeks in the interpreter


@pytest.fixture(scope="module")
def teks() -> ExcelApplication:
    """An empty Excel with the module for texts."""
    app = ExcelApplication()
    app.add_workbook()
    app.add_module(bangun.sumber("XlkTeks"), name="XlkTeks")
    app.add_module(
        "Public Function Lama(ByVal daftar As String) As String\r\n"
        "    Dim k As New Collection, x As Variant\r\n"
        '    For Each x In Split(daftar, "|")\r\n        k.Add x\r\n    Next x\r\n'
        '    For Each x In CadanganLama(k)\r\n        Lama = Lama & x & "|"\r\n    Next x\r\n'
        "End Function\r\n",
        name="Uji",
    )
    return app


SETELAN = (
    '[xlkinerja]\r\n; mesin=salah\r\nMesin = "C:\\Users\\Ama Ŵ\\a=b\\pythonw.exe"\r\nsaluran=xlwings\r\n'
    "batas_detik=90\r\n"
)


@pytest.mark.parametrize(
    ("setelan", "kunci", "nilai"),
    [
        (SETELAN, "mesin", r"C:\Users\Ama Ŵ\a=b\pythonw.exe"),
        (SETELAN, "saluran", "xlwings"),
        (SETELAN, "tidakada", ""),
        ("", "mesin", ""),
        ("mesin=C:\\x.exe", "mesin", "C:\\x.exe"),
        ("mesin=\r\n", "mesin", ""),
    ],
)
def test_nilai_setelan(teks: ExcelApplication, setelan: str, kunci: str, nilai: str) -> None:
    assert teks.run("NilaiSetelan", setelan, kunci) == nilai


def test_saluran_dan_batas(teks: ExcelApplication) -> None:
    assert [teks.run("Saluran", s) for s in (SETELAN, "", "saluran=apa")] == ["xlwings", "berkas", "berkas"]
    batas = (SETELAN, "", "batas_detik=1", "batas_detik=99999", "batas_detik=lama")
    assert [teks.run("BatasDetik", s) for s in batas] == [90, 180, 180, 180, 180]


@pytest.mark.parametrize(
    ("mesin", "perintah"),
    [
        (r"C:\Program Files\py\pythonw.exe", r'"C:\Program Files\py\pythonw.exe" -P -m xlkinerja hitung "a b.xlsx"'),
        (r"C:\py\PYTHON.EXE", r'"C:\py\PYTHON.EXE" -P -m xlkinerja hitung "a b.xlsx"'),
        (r"C:\python\xlkinerja.exe", r'"C:\python\xlkinerja.exe" hitung "a b.xlsx"'),
    ],
)
def test_baris_perintah(teks: ExcelApplication, mesin: str, perintah: str) -> None:
    assert teks.run("BarisPerintah", mesin, 'hitung "a b.xlsx"') == perintah


JALUR = (
    r"C:\kinerja\a b.xlsx",
    r"D:\Kab. Timor Tengah Utara\Ŵ é 'akhir' 100% & (2)^.xlsm",
    r"\\server\bagi pakai\x.xlsx",
    r"C:\ujung\\x.xlsx",
)


@pytest.mark.parametrize("jalur", JALUR)
def test_jalur_asal_sampai_utuh_di_mesin(teks: ExcelApplication, jalur: str) -> None:
    assert teks.run("JalurLokal", jalur) == jalur
    perintah = teks.run("BarisPerintah", r"C:\py\pythonw.exe", "hitung x" + teks.run("ArgumenAsal", jalur))
    assert _kata_windows(perintah)[-2:] == ["--asal", jalur]


@pytest.mark.parametrize(
    "nama", ["", "Buku1", "kinerja.xlsx", "https://d.docs.live.net/a/x.xlsx", "http://a/x.xlsx", 'C:\\a" --setelan "x']
)
def test_yang_bukan_jalur_di_komputer_ini(teks: ExcelApplication, nama: str) -> None:
    assert [teks.run("JalurLokal", nama), teks.run("ArgumenAsal", nama)] == ["", ""]


def _kata_windows(baris: str) -> list[str]:
    """A command line as a Windows program takes it apart: backslashes count only before a quotation mark."""
    kata, kini, dalam, i = [], "", False, 0
    while i < len(baris):
        garis = len(baris) - i - len(baris[i:].lstrip("\\"))
        if garis and baris[i + garis : i + garis + 1] == '"':
            kini += "\\" * (garis // 2)
            i += garis + garis % 2
            if garis % 2:
                kini += '"'
                continue
        elif garis:
            kini, i = kini + "\\" * garis, i + garis
            continue
        if baris[i] == '"':
            dalam = not dalam
        elif baris[i] == " " and not dalam:
            kata, kini = [*kata, kini], ""
        else:
            kini += baris[i]
        i += 1
    return [k for k in (*kata, kini) if k]


def test_baris_akhir(teks: ExcelApplication) -> None:
    assert teks.run("BarisAkhir", "Traceback\r\ngalat: berkas rusak\r\n  \r\n") == "galat: berkas rusak"
    assert teks.run("BarisAkhir", "") == ""


def test_nama_salinan_dan_cadangan(teks: ExcelApplication) -> None:
    assert [teks.run("NamaSalinan", n) for n in ("a.b.xlsm", "Buku1")] == ["a.b.xlsm", "Buku1.xlsx"]
    nama = teks.evaluate('NamaCadangan("kinerja.xlsx", DateSerial(2026, 3, 9) + TimeSerial(7, 5, 2))')
    assert nama == "kinerja-20260309-070502.xlsx"
    for berkas, milik in [
        ("Kinerja-20260309-070502.xlsx", True),
        ("kinerja-lama-20260309-070502.xlsx", False),
        ("kinerja-20260309-070502.xlsm", False),
        ("kinerja.xlsx", False),
    ]:
        assert teks.run("CadanganDari", berkas, "kinerja.xlsx") is milik


def test_cadangan_terlama_dibuang(teks: ExcelApplication) -> None:
    nama = [f"a-202601{i:02}-000000.xlsx" for i in range(1, 24)]
    assert teks.run("Lama", "|".join(nama[:20])) == ""
    acak = nama[5:] + nama[:5]
    assert teks.run("Lama", "|".join(acak)) == "".join(f"{n}|" for n in nama[:3])


def test_format_yang_dapat_dihitung(teks: ExcelApplication) -> None:
    assert [teks.run("HalanganFormat", n) for n in (51, 52, 61)] == ["", "", ""]
    assert "bukan .xlsx" in teks.run("HalanganFormat", 56)


# XlkPerubahan in the interpreter

_PEMANGGIL = (
    "Public Sub RapikanTinggi(ByVal ws As Worksheet, ByVal banyak As Long)\r\nEnd Sub\r\n"
    "Public Function Terapkan(ByVal teks As String, ByVal hanyaTemuan As Boolean) As String\r\n"
    "    Application.Calculation = xlCalculationManual\r\n"
    "    Terapkan = TerapkanTeks(ActiveWorkbook, teks, hanyaTemuan)\r\nEnd Function\r\n"
)
"""Row heights need measured texts, which the interpreter has not."""


def _buka(jalur: Path) -> ExcelApplication:
    app = ExcelApplication.open(jalur)
    app.add_module(bangun.sumber("XlkPerubahan"), name="XlkPerubahan")
    app.add_module(_PEMANGGIL, name="XlkMesin")
    return app


def _sel(app: ExcelApplication, lembar: str, alamat: str) -> Any:
    return app.workbook.sheet_named(lembar).vba_get("Range", [alamat])


def _warna(sel: Any) -> str | None:
    isian = sel.vba_get("Interior")
    if isian.vba_get("Pattern") != 1:
        return None
    w = int(isian.vba_get("Color"))
    return f"{w & 255:02X}{w >> 8 & 255:02X}{w >> 16:02X}"


def _keadaan(app: ExcelApplication, lembar: str, alamat: str) -> tuple[object, ...]:
    """Content (formula or value), fill and number format of a cell."""
    sel = _sel(app, lembar, alamat)
    isi = sel.vba_get("Formula") if sel.vba_get("HasFormula") else app.sheet(lembar).value(alamat)
    return _rapi(isi), _warna(sel), sel.vba_get("NumberFormat")


def _rapi(isi: object) -> object:
    if isinstance(isi, int | float) and not isinstance(isi, bool):
        return float(f"{isi:.12g}")
    return isi if isi != "" else None


def _bandingkan(app: ExcelApplication, hasil: Workbook, lembar: set[str]) -> int:
    """Cell by cell against what the file backend wrote; the number of cells compared."""
    banyak = 0
    for ws in hasil.worksheets:
        for sel in (s for baris in ws.iter_rows() for s in baris) if ws.title in lembar else ():
            warna = sel.fill.fgColor.rgb if sel.fill.patternType == "solid" else None
            if sel.value is None and warna is None:
                continue
            if warna is not None and not isinstance(warna, str):  # a theme's colour
                continue
            harap = (_rapi(sel.value), warna[-6:] if warna else None, sel.number_format)
            assert _keadaan(app, ws.title, sel.coordinate) == harap, (ws.title, sel.coordinate)
            banyak += 1
    return banyak


@pytest.mark.parametrize(("nama", "sekurangnya"), [("rusak", 500), ("gianyar-2024", 100)])
def test_sama_dengan_yang_ditulis_ke_berkas(nama: str, sekurangnya: int, tmp_path: Path) -> None:
    jalur = _jalur(nama, tmp_path)
    hitung_jalur([jalur], keluaran=tmp_path / "hasil")
    hasil = load_workbook(tmp_path / "hasil" / jalur.name)
    _, perubahan = hitung_perubahan(jalur)
    assert perubahan.temuan is not None
    app = _buka(jalur)
    aktif = app.workbook.active_sheet
    assert app.run("Terapkan", tulis_tsv(perubahan, "Tiga sel – diganti."), False) == "Tiga sel – diganti."
    disentuh = {x.lembar for x in perubahan.isi} | {x.lembar for x in perubahan.warna} | {perubahan.temuan.nama}
    assert _bandingkan(app, hasil, disentuh) > sekurangnya
    assert app.workbook.active_sheet is aktif and app.workbook.sheets_[-1].name == perubahan.temuan.nama
    _periksa_temuan(app, hasil, perubahan)
    for ws in hasil.worksheets:
        assert app.workbook.sheet_named(ws.title).vba_get("ProtectContents") is ws.protection.sheet, ws.title


def _periksa_temuan(app: ExcelApplication, hasil: Workbook, perubahan: Perubahan) -> None:
    """Looks, links, widths, filter and choices of the findings sheet."""
    assert perubahan.temuan is not None
    ws, nama = hasil[perubahan.temuan.nama], perubahan.temuan.nama
    for sel in (s for baris in ws.iter_rows() for s in baris if s.has_style):
        di, huruf = _sel(app, nama, sel.coordinate), _sel(app, nama, sel.coordinate).vba_get("Font")
        assert huruf.vba_get("Bold") is bool(sel.font.b)
        assert huruf.vba_get("Size") == sel.font.sz
        assert (huruf.vba_get("Underline") == 2) is (sel.font.u == "single")
        assert di.vba_get("WrapText") is bool(sel.alignment.wrap_text)
        rata = {"center": -4108, "right": -4152, None: 1}[sel.alignment.horizontal]
        assert di.vba_get("HorizontalAlignment") == rata
        if sel.hyperlink is not None:
            tautan = di.vba_get("Hyperlinks", [1])
            assert tautan.vba_get("SubAddress") == sel.hyperlink.location
    assert _sel(app, nama, "N1").vba_get("EntireColumn").vba_get("Hidden") is True
    assert _sel(app, nama, "A1").vba_get("EntireColumn").vba_get("Hidden") is False
    assert _sel(app, nama, "I1").vba_get("ColumnWidth") == pytest.approx(46, abs=0.5)
    saring = app.workbook.sheet_named(nama).vba_get("AutoFilter").vba_get("Range").vba_get("Address")
    assert saring.replace("$", "") == perubahan.temuan.saring
    if perubahan.temuan.pilihan:
        pilihan = _sel(app, nama, "L5").vba_get("Validation")
        assert pilihan.vba_get("Formula1") == "terbuka,diterima"
        assert pilihan.vba_get("ShowError") is False


def test_lembar_temuan_lama_ditulis_ulang_di_tempat(tmp_path: Path) -> None:
    """The second run finds its own sheet, with a filter, hidden columns and marks, and a cell repaired meanwhile."""
    jalur = _jalur("kota-kupang-2024", tmp_path)
    hitung_jalur([jalur])
    buku = load_workbook(jalur)
    assert buku["Realisasi"]["C28"].value == "9,861,000"
    buku["Realisasi"]["C28"] = "9.861.000"
    letak = len(buku.worksheets) - 2
    buku.move_sheet("Temuan", -1)
    buku.save(jalur)
    hitung_jalur([jalur], keluaran=tmp_path / "hasil")
    hasil = load_workbook(tmp_path / "hasil" / jalur.name)
    _, perubahan = hitung_perubahan(jalur)
    assert WarnaSel("Realisasi", 28, 3, None) in perubahan.warna and perubahan.temuan is not None
    app = _buka(jalur)
    app.run("Terapkan", tulis_tsv(perubahan), False)
    assert _bandingkan(app, hasil, {"Realisasi", "Temuan"}) > 300
    _periksa_temuan(app, hasil, perubahan)
    assert [x.name for x in app.workbook.sheets_].index("Temuan") == letak


# Texts that must not become anything else, and cells that take them


def _buku_kecil(jalur: Path) -> Path:
    buku = Workbook()
    ws = buku.active
    assert ws is not None
    ws.title = "Lembar – 1"
    ws["A1"], ws["B1"] = "kepala", 5
    for baris in range(2, 60):
        ws.cell(baris, 2).number_format = "@"
        ws.cell(baris, 3).number_format = "#,##0"
    buku.create_sheet("Lain's")
    buku.save(jalur)
    return jalur


@pytest.fixture
def kecil(tmp_path: Path) -> ExcelApplication:
    """A workbook with columns of the formats General, Text and #,##0."""
    return _buka(_buku_kecil(tmp_path / "kecil.xlsx"))


TEKS_SULIT = (
    *("=1+1", "=cmd|' /C calc'!A0", "+62 380 123", "-", "-5", "@SUM(A1)", "'kutip", "''dua", "'", "12,5", "53,05%"),
    *("3.400.009.655", "1234", "00123", "1/2", "2024-01-05", "5 Jan 2024", "Jan 2024", "TRUE", "#N/A", "#REF!", "(5)"),
    *("1e5", "$5", "10:30", " spasi ", "garis\nbaru", "≥ 80% – “kutip”", "𝛑 \\u0041 \\"),
    *("\tmaju", "x" * 2000, "\ufeff"),
)


def _utuh(teks: str) -> str:
    """VBA's letters are UTF-16 units."""
    return teks.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def test_teks_tetap_teks(kecil: ExcelApplication) -> None:
    tempat = [(r, k, t) for r, t in enumerate(TEKS_SULIT, 2) for k in (1, 2, 3)]
    p = Perubahan(tuple(IsiSel("Lembar – 1", r, k, Jenis.TEKS, t) for r, k, t in tempat))
    kecil.run("Terapkan", tulis_tsv(p), False)
    for r, k, t in tempat:
        sel = _sel(kecil, "Lembar – 1", f"{'ABC'[k - 1]}{r}")
        assert (_utuh(sel.vba_get("Value2")), sel.vba_get("HasFormula")) == (t, False)
        assert sel.vba_get("NumberFormat") == ("General", "@", "#,##0")[k - 1]
    tanda = {t: _sel(kecil, "Lembar – 1", f"A{r}").vba_get("PrefixCharacter") for r, t in enumerate(TEKS_SULIT, 2)}
    assert {t for t, x in tanda.items() if x != "'"} >= {" spasi ", "garis\nbaru", "≥ 80% – “kutip”", "x" * 2000}
    assert {t for t, x in tanda.items() if x == "'"} >= {"=1+1", "+62 380 123", "-", "@SUM(A1)", "'kutip", "1234"}


def test_angka_rumus_dan_kosong(kecil: ExcelApplication) -> None:
    isi = (
        *(IsiSel("Lembar – 1", 2, k, Jenis.ANGKA, Decimal("1234567890.5")) for k in (1, 2, 3)),
        IsiSel("Lembar – 1", 3, 1, Jenis.ANGKA, Decimal("0.62411764705882355"), "0.00%"),
        IsiSel("Lembar – 1", 3, 2, Jenis.ANGKA, Decimal(-7), "@"),
        *(IsiSel("Lembar – 1", 4, k, Jenis.RUMUS, "SUM('Lain''s'!A1,B1)") for k in (1, 2, 3)),
        IsiSel("Lembar – 1", 1, 1, Jenis.KOSONG),
        IsiSel("Lain's", 1, 1, Jenis.ANGKA, Decimal(2)),
    )
    kecil.run("Terapkan", tulis_tsv(Perubahan(isi)), False)
    for k, kode in (("A", "General"), ("B", "@"), ("C", "#,##0")):
        assert _keadaan(kecil, "Lembar – 1", f"{k}2") == (1234567890.5, None, kode)
        assert _keadaan(kecil, "Lembar – 1", f"{k}4") == ("=SUM('Lain''s'!A1,B1)", None, kode)
    assert _keadaan(kecil, "Lembar – 1", "A3") == (0.624117647059, None, "0.00%")
    assert _keadaan(kecil, "Lembar – 1", "B3") == (-7.0, None, "@")
    assert _keadaan(kecil, "Lembar – 1", "A1") == (None, None, "General")
    assert _keadaan(kecil, "Lain's", "A1") == (2.0, None, "General")


def test_warna_dan_tanpa_warna(kecil: ExcelApplication) -> None:
    kecil.run("Terapkan", tulis_tsv(Perubahan(warna=(WarnaSel("Lain's", 3, 2, "F9CAB0"),))), False)
    assert _keadaan(kecil, "Lain's", "B3") == (None, "F9CAB0", "General")
    kecil.run("Terapkan", tulis_tsv(Perubahan(warna=(WarnaSel("Lain's", 3, 2, None),))), False)
    assert _keadaan(kecil, "Lain's", "B3") == (None, None, "General")


def test_periksa_tidak_mengubah_isi_dan_tidak_menandai(tmp_path: Path) -> None:
    jalur = _jalur("kota-kupang-2024", tmp_path)
    _, perubahan = hitung_perubahan(jalur, hanya_temuan=True)
    app = _buka(jalur)
    asal = load_workbook(jalur)
    app.run("Terapkan", tulis_tsv(perubahan), True)
    assert _bandingkan(app, asal, {"Realisasi", "Capaian multi-tahun"}) > 300
    assert app.sheet("Temuan").value("A1") == "Temuan xlkinerja"
    _, semua = hitung_perubahan(jalur)
    app.run("Terapkan", tulis_tsv(Perubahan(semua.isi)), True)  # contents are left alone whatever the list says
    assert _bandingkan(app, asal, {"Capaian multi-tahun"}) > 100


# XlkTombol: which finding comes next


def test_temuan_berikut_dan_sebelum(kecil: ExcelApplication) -> None:
    kecil.add_module("Public Sub Dengarkan()\r\nEnd Sub\r\n", name="XlkAplikasi", kind="class")  # has WithEvents
    kecil.add_module(bangun.sumber("XlkTombol"), name="XlkTombol")
    kecil.add_module(
        "Public Function Baris(ByVal mulai As Long, ByVal langkah As Long) As Long\r\n"
        "    Baris = BarisTemuan(ActiveSheet, mulai, langkah)\r\nEnd Function\r\n",
        name="Uji",
    )
    isi = {5: ("PK", "terbuka"), 6: ("PK", "diterima"), 7: ("", "terbuka"), 8: ("RKT", "terbuka lagi")}
    isi[9] = ("RKT", "sudah diganti")
    lembar = kecil.sheet(1)
    for baris, (nama, status) in isi.items():
        for kolom, nilai in (("B", "K201"), ("D", nama), ("L", status)):
            lembar.set_value(f"{kolom}{baris}", nilai)
    assert [kecil.run("Baris", m, 1) for m in (0, 4, 5, 8, 20)] == [5, 5, 8, 0, 0]
    assert [kecil.run("Baris", m, -1) for m in (9, 8, 5, 0)] == [8, 5, 0, 0]


# What is refused, before the first cell is written


def _gagal(app: ExcelApplication, teks: str) -> str:
    with pytest.raises(VBARuntimeError) as salah:
        app.run("Terapkan", teks, False)
    return str(salah.value)


UBAH = tulis_tsv(
    Perubahan(
        (
            IsiSel("Lembar – 1", 1, 2, Jenis.ANGKA, Decimal(9)),
            IsiSel("Lain's", 1, 1, Jenis.ANGKA, Decimal(9)),
        )
    )
)


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("", "terpotong"),
        (UBAH[:-1], "terpotong"),
        (UBAH[:-30], "terpotong"),
        ("xlkinerja-perubahan\t1\r\n", "terpotong"),
        (UBAH.replace("xlkinerja-perubahan", "lain"), "kepalanya tidak dikenal"),
        (UBAH.replace("perubahan\t1", "perubahan\t2"), "versinya 2, add-in ini membaca versi 1"),
        (UBAH.replace("Lain's", "Hilang"), 'Lembar "Hilang" tidak ada di buku kerja ini'),
    ],
    ids=["kosong", "tanpa LF", "separuh", "kepala saja", "kepala lain", "versi lain", "lembar hilang"],
)
def test_daftar_yang_tidak_utuh_tidak_diterapkan(kecil: ExcelApplication, teks: str, pesan: str) -> None:
    assert pesan in _gagal(kecil, teks)
    assert _keadaan(kecil, "Lembar – 1", "B1") == (5.0, None, "General")


_LINDUNGI = (
    "Public Sub Lindungi(ByVal nama As String, ByVal sandi As String)\r\n"
    "    Worksheets(nama).Protect Password:=sandi, AllowFormattingColumns:=True, AllowFiltering:=True\r\nEnd Sub\r\n"
)


def test_lembar_bersandi_disebut_dan_tidak_ada_yang_diubah(kecil: ExcelApplication) -> None:
    kecil.add_module(_LINDUNGI, name="Uji")
    kecil.run("Lindungi", "Lembar – 1", "")
    kecil.run("Lindungi", "Lain's", "rahasia")
    assert "Lembar dilindungi dengan sandi: Lain's." in _gagal(kecil, UBAH)
    assert _keadaan(kecil, "Lembar – 1", "B1") == (5.0, None, "General")
    for nama in ("Lembar – 1", "Lain's"):  # the one that could be opened is closed again
        assert kecil.workbook.sheet_named(nama).vba_get("ProtectContents") is True


def test_lindungan_tanpa_sandi_dipasang_kembali(kecil: ExcelApplication) -> None:
    kecil.add_module(_LINDUNGI, name="Uji")
    kecil.run("Lindungi", "Lain's", "")
    kecil.run("Terapkan", UBAH, False)
    assert _keadaan(kecil, "Lain's", "A1") == (9.0, None, "General")
    lembar = kecil.workbook.sheet_named("Lain's")
    izin = lembar.vba_get("Protection")
    assert lembar.vba_get("ProtectContents") is True
    boleh = ("AllowFormattingColumns", "AllowFiltering", "AllowFormattingCells", "AllowSorting")
    assert [izin.vba_get(n) for n in boleh] == [True, True, False, False]
    assert kecil.workbook.sheet_named("Lembar – 1").vba_get("ProtectContents") is False


def test_susunan_buku_yang_dilindungi(tmp_path: Path) -> None:
    jalur = _jalur("gianyar-2024", tmp_path)
    _, perubahan = hitung_perubahan(jalur)
    app = _buka(jalur)
    app.add_module("Public Sub Kunci()\r\n    ActiveWorkbook.Protect Structure:=True\r\nEnd Sub\r\n", name="Uji")
    app.run("Kunci")
    assert "Susunan lembar buku kerja ini dilindungi" in _gagal(app, tulis_tsv(perubahan))
    assert "Temuan" not in [x.name for x in app.workbook.sheets_]


# XlkTombol with a stand-in for files and the engine: what the reader is told, and that Excel is as it was


_PENGGANTI = """Public gTeks As String, gSetelan As String, gGalat As String, gCatatan As String, gJejak As String
Public gTempat As String
Public Function BacaSetelan() As String
    BacaSetelan = gSetelan
End Function
Public Function JalurSetelan() As String
    JalurSetelan = "C:\\XLSTART\\xlkinerja.ini"
End Function
Public Function FolderCadangan() As String
    FolderCadangan = "C:\\cadangan"
End Function
Public Function FolderBaru() As String
    FolderBaru = "C:\\temp"
End Function
Public Sub HapusFolder(ByVal jalur As String)
    gJejak = gJejak & "hapus " & jalur & "|"
End Sub
Public Sub SalinKe(ByVal wb As Workbook, ByVal jalur As String)
    gJejak = gJejak & "salin " & jalur & "|"
End Sub
Public Function SedangDiedit() As Boolean
    SedangDiedit = (gSetelan = "diedit")
End Function
Public Function FormatBuku(ByVal wb As Workbook) As Long
    FormatBuku = IIf(gSetelan = "xls", 56, 51)
End Function
Public Function TempatBuku(ByVal wb As Workbook) As String
    TempatBuku = gTempat
End Function
Public Function HanyaBaca(ByVal wb As Workbook) As Boolean
    HanyaBaca = (gCatatan = "hanya-baca")
End Function
Public Sub KunciMasukan(ByVal kunci As Boolean)
    gJejak = gJejak & IIf(kunci, "kunci|", "lepas|")
End Sub
Public Function BacaTeksBerkas(ByVal jalur As String) As String
    BacaTeksBerkas = IIf(Right$(jalur, 4) = ".tsv", gTeks, gCatatan)
End Function
Public Function SimpanCadangan(ByVal wb As Workbook) As String
    SimpanCadangan = "C:\\cadangan\\salinan.xlsx"
    gJejak = gJejak & "cadangan|"
End Function
Public Function JalankanMesin(ByVal mesin As String, ByVal argumen As String, ByVal catatan As String, _
        ByVal batas As Long, ByVal denganWait As Boolean) As Long
    gJejak = gJejak & mesin & " " & argumen & "|"
    If gGalat <> "" Then Err.Raise GALAT_XLK, "xlkinerja", gGalat
    JalankanMesin = 2
End Function
Public Sub RapikanTinggi(ByVal ws As Worksheet, ByVal banyak As Long)
End Sub
Public Sub Siapkan(ByVal teks As String, ByVal setelan As String, ByVal galat As String, ByVal catatan As String)
    gTeks = teks: gSetelan = setelan: gGalat = galat: gCatatan = catatan: gJejak = ""
    Application.Calculation = xlCalculationAutomatic
    Application.StatusBar = "milik orang lain"
End Sub
Public Sub Letakkan(ByVal tempat As String)
    gTempat = tempat
End Sub
Public Function Jejak() As String
    Jejak = gJejak
End Function
Public Function Keadaan() As String
    Keadaan = Application.ScreenUpdating & " " & Application.EnableEvents & " " & _
        Application.DisplayAlerts & " " & (Application.Calculation = xlCalculationAutomatic) & " " & _
        Application.StatusBar
End Function
"""


@pytest.fixture
def tombol(tmp_path: Path) -> ExcelApplication:
    """The commands over a small workbook. The interpreter's workbook is at once the one with the code."""
    app = ExcelApplication.open(_buku_kecil(tmp_path / "kecil.xlsx"))
    app.add_module("Public Sub Dengarkan()\r\nEnd Sub\r\n", name="XlkAplikasi", kind="class")
    for nama in ("XlkPerubahan", "XlkTeks", "XlkTombol"):
        app.add_module(bangun.sumber(nama).replace("ActiveWorkbook Is ThisWorkbook", "False"), name=nama)
    app.add_module(_PENGGANTI.replace("\n", "\r\n"), name="XlkMesin")
    app.add_module(_LINDUNGI, name="Uji")
    return app


SEMULA = "True True True True milik orang lain"
RINGKAS = UBAH.replace("R\t", "R\t2 sel diganti.")
PYTHONW = "mesin=C:\\py\\pythonw.exe"
XLWINGS = f"{PYTHONW}\r\nsaluran=xlwings"
CADANGAN = "Salinan sebelum diubah:\r\nC:\\cadangan\\salinan.xlsx"


def _klik(app: ExcelApplication, teks: str, *, setelan: str = PYTHONW, galat: str = "", catatan: str = "") -> str:
    """Presses Hitung Ulang; what the message box said. Excel must be as it was."""
    app.run("Siapkan", teks, setelan, galat, catatan)
    app.run("XlkHitungUlang")
    assert app.run("Keadaan") == SEMULA
    ((_, pesan, judul, _),) = app.dialogs
    assert judul == "xlkinerja"
    return str(pesan)


def test_hitung_ulang_berhasil(tombol: ExcelApplication) -> None:
    pesan = _klik(tombol, RINGKAS)
    assert pesan.startswith("2 sel diganti.\r\n") and CADANGAN in pesan and "Sebagian" not in pesan
    assert [_keadaan(tombol, n, s)[0] for n, s in (("Lembar – 1", "B1"), ("Lain's", "A1"))] == [9.0, 9.0]
    berkas = r"C:\temp\kecil.xlsx", r"C:\temp\perubahan.tsv"
    assert tombol.run("Jejak").split("|") == [
        "kunci",
        f"salin {berkas[0]}",
        rf'C:\py\pythonw.exe hitung "{berkas[0]}" --perubahan "{berkas[1]}" --tanpa-cadangan',
        "cadangan",
        "lepas",
        r"hapus C:\temp",
        "",
    ]


TEMPAT = r"D:\Kab. Belu é 'Ŵ' 𝛑\hasil (2).xlsx"


@pytest.mark.parametrize(
    ("tempat", "pilihan"),
    [
        (TEMPAT, f' --asal "{TEMPAT}"'),
        ("kecil.xlsx", ""),
        ("https://kpu.sharepoint.com/Dok/kecil.xlsx", ""),
    ],
    ids=["di komputer", "belum disimpan", "di awan"],
)
def test_mesin_diberi_tahu_tempat_buku_kerjanya(tombol: ExcelApplication, tempat: str, pilihan: str) -> None:
    tombol.run("Letakkan", tempat)
    _klik(tombol, RINGKAS)
    (perintah,) = [_utuh(x) for x in tombol.run("Jejak").split("|") if " hitung " in x]
    berkas = r'"C:\temp\kecil.xlsx" --perubahan "C:\temp\perubahan.tsv"'
    assert perintah == rf"C:\py\pythonw.exe hitung {berkas} --tanpa-cadangan" + pilihan


def test_hitung_ulang_tanpa_perubahan(tombol: ExcelApplication) -> None:
    assert _klik(tombol, "xlkinerja-perubahan\t1\r\nR\tTidak ada.\r\n") == "Tidak ada."
    assert "|cadangan|" not in tombol.run("Jejak")


@pytest.mark.parametrize(
    ("galat", "catatan", "pesan"),
    [
        ("belum selesai setelah 180 detik", "", "Belum selesai setelah 180 detik"),
        ("", "Traceback\r\ngalat: disk penuh\r\n", "Mesin xlkinerja tidak berhasil: galat: disk penuh"),
        ("", "", "Mesin xlkinerja tidak berhasil: mesin berhenti tanpa keterangan; pakai tombol Uji Pemasangan"),
    ],
)
def test_hitung_ulang_gagal(tombol: ExcelApplication, galat: str, catatan: str, pesan: str) -> None:
    assert _klik(tombol, "", galat=galat, catatan=catatan) == pesan
    assert tombol.run("Jejak").endswith(r"lepas|hapus C:\temp|")


def test_hitung_ulang_pada_lembar_bersandi(tombol: ExcelApplication) -> None:
    tombol.run("Lindungi", "Lain's", "rahasia")
    pesan = _klik(tombol, RINGKAS)
    assert pesan.startswith("Lembar dilindungi dengan sandi: Lain's.") and pesan.endswith("Tidak ada yang diubah.")


def test_hitung_ulang_terputus_di_tengah(tombol: ExcelApplication) -> None:
    pesan = _klik(tombol, RINGKAS + "N\tLain's\t0\t1\t9\t\r\n")
    assert "Sebagian perubahan mungkin sudah masuk" in pesan and CADANGAN in pesan


def test_hitung_ulang_lewat_xlwings(tombol: ExcelApplication) -> None:
    """The stand-in's exit status is 2."""
    pesan = _klik(tombol, "", setelan=XLWINGS, catatan="galat: Excel tidak menjawab\r\n")
    assert pesan.startswith("Mesin xlkinerja tidak berhasil: galat: Excel tidak menjawab") and CADANGAN in pesan
    jejak = tombol.run("Jejak").split("|")
    assert jejak == ["cadangan", r"C:\py\pythonw.exe excel hitung", "lepas", r"hapus C:\temp", ""]
    assert "Sebagian perubahan mungkin sudah masuk" in pesan


def test_xlwings_yang_tidak_mengubah_apa_pun(tombol: ExcelApplication) -> None:
    galat = "galat: Tidak ada yang diubah: C:\\x\\xlkinerja.toml, baris 1: tidak ada tanda ="
    assert _klik(tombol, "", setelan=XLWINGS, catatan=f"{galat}\r\n") == f"Mesin xlkinerja tidak berhasil: {galat}"


def test_yang_menghalangi_dikatakan_sebelum_apa_pun(tombol: ExcelApplication) -> None:
    assert _klik(tombol, RINGKAS, setelan="diedit").startswith("Sebuah sel sedang diedit.")
    tombol.dialogs.clear()
    assert _klik(tombol, RINGKAS, setelan="xls").startswith("Buku kerja ini bukan .xlsx atau .xlsm.")
    assert tombol.run("Jejak") == ""


def test_hanya_baca_diingatkan(tombol: ExcelApplication) -> None:
    assert "simpan dengan nama lain" in _klik(tombol, RINGKAS, catatan="hanya-baca")
