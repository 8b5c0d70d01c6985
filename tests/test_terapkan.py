"""`hitung` on real workbooks: what is filled, replaced, marked, kept, and that nothing else changes."""

from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from copy import copy
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from xlkinerja.buku import LEBAR, Suntingan
from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.sisip import terapkan
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.penanda import WARNA
from xlkinerja.temuan import Tingkat, alamat_a1
from xlkinerja.terapkan import hitung_jalur

AKAR = Path(__file__).resolve().parent.parent
CONTOH = AKAR / "workbooks" / "contoh"
GALAT, PERINGATAN = WARNA[Tingkat.GALAT], WARNA[Tingkat.PERINGATAN]

JUDUL = ("No", "Sasaran Strategis", "Indikator", "Target", "Realisasi", "% Capaian", "Kategori")
INDIKATOR = (
    ("Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan", 0.85, 0.6966),
    ("Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan", 0.85, 0.5305),
    ("Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap", 0.0016, 0.002),
    ("Indeks Reformasi Birokrasi", 80, 93.52),
)


def buku_capaian(path: Path, capaian: dict[int, object] | None = None, *, format_capaian: str = "0.00%") -> Path:
    """A capaian sheet as staff type it: rows 5..8, capaian in F, kategori in G; `capaian`: row -> content."""
    buku = xlsxwriter.Workbook(str(path))
    x = buku.add_worksheet("Capaian Ketua")
    persen, angka = buku.add_format({"num_format": "0.00%"}), buku.add_format({"num_format": "0.00"})
    isian = buku.add_format({"num_format": format_capaian, "border": 1})
    x.write("A1", "CAPAIAN KINERJA KPU KOTA KUPANG TAHUN 2024")
    x.write_row("A4", JUDUL)
    for i, (nama, target, realisasi) in enumerate(INDIKATOR):
        b = 4 + i
        x.write(b, 0, i + 1)
        x.write(b, 1, "Terwujudnya Kesadaran Pemilih" if i < 3 else "Terwujudnya Lembaga KPU yang berkualitas")
        x.write(b, 2, nama)
        x.write(b, 3, target, angka if target > 1 else persen)
        x.write(b, 4, realisasi, angka if target > 1 else persen)
        nilai = (capaian or {}).get(b + 1)
        if isinstance(nilai, tuple):
            x.write_formula(b, 5, nilai[0], isian, nilai[1])
        elif nilai is None:
            x.write_blank(b, 5, None, isian)
        else:
            x.write(b, 5, nilai, isian)
    buku.close()
    return path


def sel(path: Path, lembar: str, alamat: str) -> openpyxl.cell.Cell:
    return openpyxl.load_workbook(path)[lembar][alamat]


def test_mengisi_capaian_dan_kategori_kosong(tmp_path: Path) -> None:
    p = buku_capaian(tmp_path / "kota.xlsx")
    hasil = hitung_jalur([p])
    assert hasil.tulisan[0].diisi == 8
    assert hasil.tulisan[0].diganti == 0
    x = openpyxl.load_workbook(p)["Capaian Ketua"]
    assert x["F5"].value == pytest.approx(0.6966 / 0.85, rel=1e-15)
    assert x["F7"].value == pytest.approx(0.75, rel=1e-15)  # minimal: (2 x 0,16 - 0,20) / 0,16
    assert x["F8"].value == pytest.approx(1.169, rel=1e-15)
    assert [x[f"G{b}"].value for b in range(5, 9)] == ["Baik", "Cukup", "Baik", "Baik Sekali"]
    assert x["F5"].number_format == "0.00%"
    assert [x[f"E{b}"].value for b in range(5, 9)] == [0.6966, 0.5305, 0.002, 93.52]


def test_format_persen_dipasang_bila_sel_polos(tmp_path: Path) -> None:
    p = buku_capaian(tmp_path / "kota.xlsx", format_capaian="General")
    hitung_jalur([p])
    assert sel(p, "Capaian Ketua", "F5").number_format == "0.00%"
    assert sel(p, "Capaian Ketua", "F5").border.left.style == "thin"


def test_skala_persen_tanpa_tanda(tmp_path: Path) -> None:
    """A column of percent figures without sign (81,95) is filled in the same scale."""
    p = buku_capaian(tmp_path / "kota.xlsx", {5: 81.95, 7: 75.0}, format_capaian="0.00")
    hitung_jalur([p])
    assert sel(p, "Capaian Ketua", "F6").value == pytest.approx(62.411764705882355, rel=1e-15)
    assert sel(p, "Capaian Ketua", "F5").value == 81.95


def test_capaian_salah_diganti_dan_isi_lama_tercatat(tmp_path: Path) -> None:
    p = buku_capaian(tmp_path / "kota.xlsx", {5: 0.8195, 6: 0.7, 7: 0.75, 8: 1.169})
    hasil = hitung_jalur([p])
    assert [(t.kode, t.lokasi.sel) for t in hasil.periksa.berkas[0].temuan] == [("K201", "F6")]
    assert hasil.tulisan[0].diganti == 1
    assert sel(p, "Capaian Ketua", "F6").value == pytest.approx(0.5305 / 0.85, rel=1e-15)
    assert sel(p, "Capaian Ketua", "F5").value == 0.8195  # agrees as shown: left as typed
    temuan = openpyxl.load_workbook(p)["Temuan"]
    assert [c.value for c in temuan[5]][1:8] == [
        "K201", "galat", "Capaian Ketua", "F6", "70,00%", "62,41%", "7,59 poin",
    ]  # fmt: skip
    assert temuan["L5"].value == "sudah diganti"
    assert temuan["E5"].hyperlink.location == "'Capaian Ketua'!F6"
    # The fault is no longer in the sheet: no mark, no finding, and the record of it stays.
    assert sel(p, "Capaian Ketua", "F6").fill.fgColor.rgb != GALAT
    assert periksa_jalur([p]).berkas[0].temuan == ()
    awal = p.read_bytes()
    hitung_jalur([p])
    assert p.read_bytes() == awal


def test_polaritas_tak_dikenal_tidak_ditulis(tmp_path: Path) -> None:
    """What cannot be judged is not written."""
    p = tmp_path / "kota.xlsx"
    buku = xlsxwriter.Workbook(str(p))
    x = buku.add_worksheet("Capaian")
    x.write("A1", "Capaian KPU Kota Kupang Tahun 2024")
    x.write_row("A3", ("No", "Indikator", "Target", "Realisasi", "Capaian"))
    x.write_row("A4", (1, "Lama antrean pemilih", "10 menit", "12 menit"))
    x.write_row("A5", (2, "Lama rapat", "10 menit", "10 menit"))
    buku.close()
    hitung_jalur([p])
    assert sel(p, "Capaian", "E4").value is None
    assert sel(p, "Capaian", "E5").value == 1


def test_rumus_utuh_dipertahankan_nilainya_disegarkan(tmp_path: Path) -> None:
    p = buku_capaian(tmp_path / "kota.xlsx", {5: ("=E5/D5", 0.5), 6: ("=IFERROR(E6/D6,0)", 0.6241176470588235)})
    hitung_jalur([p])
    assert sel(p, "Capaian Ketua", "F5").value == "=E5/D5"
    assert openpyxl.load_workbook(p, data_only=True)["Capaian Ketua"]["F5"].value == pytest.approx(0.6966 / 0.85)
    assert sel(p, "Capaian Ketua", "F6").value == "=IFERROR(E6/D6,0)"


def test_rumus_keliru_diganti_nilai(tmp_path: Path) -> None:
    """A formula of the wrong polarity: the value replaces it, what stood there is in Temuan."""
    p = buku_capaian(tmp_path / "kota.xlsx", {7: ("=E7/D7", 1.25)})
    hitung_jalur([p])
    assert sel(p, "Capaian Ketua", "F7").value == pytest.approx(0.75)
    temuan = openpyxl.load_workbook(p)["Temuan"]
    assert (temuan["F5"].value, temuan["G5"].value) == ("125,00%", "75,00%")
    assert "maksimal" in temuan["J5"].value


def test_baris_bergeser_tidak_ditulis(tmp_path: Path) -> None:
    """Tabel 21 of the Kota Kupang report: the inputs are in doubt, so nothing is written, only marked."""
    p = tmp_path / "kota-kupang-2024.xlsx"
    shutil.copy(CONTOH / p.name, p)
    hitung_jalur([p])
    g53 = sel(p, "Capaian multi-tahun", "G53")
    assert g53.value == "53,05%*"
    assert g53.fill.fgColor.rgb == GALAT


def test_tanda_hilang_bersama_kesalahannya(tmp_path: Path) -> None:
    p = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / p.name, p)
    semula = buka_jalur(p)[0]
    gaya_semula = {x.nama: dict(zip(x.kunci, x.gaya, strict=True)) for x in semula.lembar}
    hitung_jalur([p])
    assert sel(p, "RKT Ketua", "D8").fill.fgColor.rgb == GALAT
    assert sel(p, "Anggaran", "D14").fill.fgColor.rgb == PERINGATAN
    # The user corrects one target with openpyxl's help, then the other faults, by hand of the splice writer.
    betul = terapkan(
        p.read_bytes(),
        [Suntingan("RKT Ketua", 8, 4, Decimal("0.35")), Suntingan("RKT Ketua", 9, 4, Decimal(79)),
         Suntingan("RKT Sekretaris", 8, 4, Decimal(79))],
    )  # fmt: skip
    p.write_bytes(betul)
    hitung_jalur([p], cadangan=False)
    kini = buka_jalur(p)[0]
    masih = {("Renstra", "A2"), ("Renstra", "C11"), ("RKT Ketua", "C10")}  # a period, indicators that are not there
    for x in kini.lembar:
        if x.nama in ("RKT Ketua", "RKT Sekretaris", "Renstra"):
            beda = [k for k, g in zip(x.kunci, x.gaya, strict=True) if gaya_semula[x.nama].get(k) != g]
            assert {(x.nama, alamat_a1(k // LEBAR + 1, k % LEBAR + 1)) for k in beda} == {
                m for m in masih if m[0] == x.nama
            }
    assert sel(p, "Anggaran", "D14").fill.fgColor.rgb == PERINGATAN


def test_tanda_diangkat_setelah_disimpan_ulang(tmp_path: Path) -> None:
    """A workbook saved by another program in between has its styles renumbered: marks are still found and lifted."""
    p = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / p.name, p)
    hitung_jalur([p], cadangan=False)
    buku = openpyxl.load_workbook(p)
    buku["RKT Ketua"]["D8"].value = 0.35
    buku["RKT Ketua"].insert_rows(1)
    buku.save(p)
    hitung_jalur([p], cadangan=False)
    assert sel(p, "RKT Ketua", "D9").fill.fill_type is None
    assert sel(p, "RKT Ketua", "D10").fill.fgColor.rgb == GALAT


@pytest.mark.parametrize("sisip", [False, True])
def test_tanda_diangkat_ke_warna_masing_masing(sisip: bool, tmp_path: Path) -> None:
    """Two cells that differ in their fill only look the same once marked; each gets its own fill back, also where rows
    were put in above them meanwhile."""
    p = tmp_path / "ttu-2023.xlsx"
    buku = openpyxl.load_workbook(CONTOH / p.name)
    x = buku["RKT Ketua"]
    warna = {"D11": "FFEAF4E4", "D12": "FFFBE6FB"}
    for alamat, w in warna.items():
        x[alamat].value = 0.9
        x[alamat]._style = copy(x["D11"]._style)
        x[alamat].fill = openpyxl.styles.PatternFill("solid", fgColor=w)
    buku.save(p)
    hitung_jalur([p], cadangan=False)
    assert {sel(p, "RKT Ketua", a).fill.fgColor.rgb for a in warna} == {PERINGATAN}
    buku = openpyxl.load_workbook(p)
    buku["RKT Ketua"]["D11"].value = buku["RKT Ketua"]["D12"].value = 1
    if sisip:
        buku["RKT Ketua"].insert_rows(1)
    buku.save(p)
    hitung_jalur([p], cadangan=False)
    kini = ["D12", "D13"] if sisip else ["D11", "D12"]
    assert [sel(p, "RKT Ketua", a).fill.fgColor.rgb for a in kini] == list(warna.values())


def test_keluaran_tidak_menyentuh_asal(tmp_path: Path) -> None:
    (tmp_path / "masuk" / "a").mkdir(parents=True)
    p = tmp_path / "masuk" / "a" / "ttu-2023.xlsx"
    shutil.copy(CONTOH / p.name, p)
    awal = p.read_bytes()
    hasil = hitung_jalur([tmp_path / "masuk"], keluaran=tmp_path / "keluar")
    assert p.read_bytes() == awal
    assert hasil.tulisan[0].tujuan == tmp_path / "keluar" / "a" / "ttu-2023.xlsx"
    assert sorted(x.name for x in (tmp_path / "masuk" / "a").iterdir()) == ["ttu-2023.xlsx"]
    pertama = (tmp_path / "keluar" / "a" / "ttu-2023.xlsx").read_bytes()
    hitung_jalur([tmp_path / "keluar"])
    assert (tmp_path / "keluar" / "a" / "ttu-2023.xlsx").read_bytes() == pertama


def test_cadangan_sama_persis_dan_tidak_ikut_diperiksa(tmp_path: Path) -> None:
    p = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / p.name, p)
    awal = p.read_bytes()
    hasil = hitung_jalur([tmp_path])
    nama = hasil.tulisan[0].cadangan
    assert nama is not None and not nama.endswith((".xlsx", ".xlsm"))
    assert (tmp_path / nama).read_bytes() == awal
    assert [b.berkas.jalur for b in periksa_jalur([tmp_path]).berkas] == ["ttu-2023.xlsx"]


def test_berkas_terkunci_ditolak_yang_lain_tetap_ditulis(tmp_path: Path) -> None:
    for nama in ("ttu-2023.xlsx", "rak-ntt-2021.xlsx"):
        shutil.copy(CONTOH / nama, tmp_path / nama)
    (tmp_path / "~$ttu-2023.xlsx").write_bytes(b"x")
    awal = (tmp_path / "ttu-2023.xlsx").read_bytes()
    rak, ttu = hitung_jalur([tmp_path]).tulisan
    assert ttu.tujuan is None and ttu.pesan is not None and "sedang dibuka di Excel" in ttu.pesan
    assert (tmp_path / "ttu-2023.xlsx").read_bytes() == awal
    assert rak.tujuan == tmp_path / "rak-ntt-2021.xlsx"


def test_lembar_temuan_milik_pemakai_dibiarkan(tmp_path: Path) -> None:
    p = buku_capaian(tmp_path / "kota.xlsx", {5: 0.5})
    buku = openpyxl.load_workbook(p)
    buku.create_sheet("Temuan")["A1"].value = "catatan pemakai"
    buku.save(p)
    hitung_jalur([p])
    nama = openpyxl.load_workbook(p).sheetnames
    assert nama == ["Capaian Ketua", "Temuan", "Temuan xlkinerja"]
    assert sel(p, "Temuan", "A1").value == "catatan pemakai"


def test_anggaran_sisa_dan_persen(tmp_path: Path) -> None:
    """NTT's budget table with sisa and % taken out: both are computed again, to the rupiah and the printed percent."""
    p = tmp_path / "sekretariat-ntt-2020.xlsx"
    shutil.copy(CONTOH / p.name, p)
    asli = openpyxl.load_workbook(p)["Realisasi Anggaran"]
    harapan = {b: (asli[f"E{b}"].value, asli[f"F{b}"].value) for b in range(6, 43)}
    buku = openpyxl.load_workbook(p)
    for b in range(6, 43):
        if isinstance(buku["Realisasi Anggaran"][f"C{b}"].value, int):
            buku["Realisasi Anggaran"][f"E{b}"].value = None
            buku["Realisasi Anggaran"][f"F{b}"].value = None
    buku.save(p)
    hasil = hitung_jalur([p], cadangan=False)
    assert hasil.tulisan[0].diisi == 72
    x = openpyxl.load_workbook(p)["Realisasi Anggaran"]
    assert x["E6"].value == 101735993
    assert x["E42"].value == 129738395
    for b, (sisa, persen) in harapan.items():
        if isinstance(sisa, int) and isinstance(persen, float):
            assert x[f"E{b}"].value == sisa
            assert round(x[f"F{b}"].value, 4) == persen


def test_bagian_lain_tidak_berubah(tmp_path: Path) -> None:
    """Every part but the touched sheets, styles and the workbook's list of sheets is byte-identical."""
    p = tmp_path / "sekretariat-ntt-2020.xlsx"
    shutil.copy(CONTOH / p.name, p)
    with zipfile.ZipFile(p) as z:
        awal = {n: z.read(n) for n in z.namelist()}
    hitung_jalur([p], cadangan=False)
    with zipfile.ZipFile(p) as z:
        assert z.testzip() is None
        berubah = {n for n in awal if z.read(n) != awal[n]}
        baru = set(z.namelist()) - set(awal)
    assert berubah == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet7.xml",
        "xl/worksheets/sheet11.xml",  # the wrong count of votes is marked
    }
    assert len(baru) == 1


def test_dibuka_libreoffice(tmp_path: Path) -> None:
    p = buku_capaian(tmp_path / "kota.xlsx", {6: 0.7})
    hitung_jalur([p])
    profil = f"-env:UserInstallation=file://{tmp_path}/profil"
    saring = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    perintah = ["soffice", profil, "--headless", "--convert-to", saring]
    subprocess.run([*perintah, "--outdir", str(tmp_path), str(p)], check=True, capture_output=True, timeout=120)
    capaian = (tmp_path / "kota-Capaian Ketua.csv").read_text(encoding="utf-8")
    assert "62.41" in capaian and "Baik Sekali" in capaian
    temuan = (tmp_path / "kota-Temuan.csv").read_text(encoding="utf-8")
    assert "K201" in temuan and "sudah diganti" in temuan


def simpan_ulang(folder: Path, berkas: list[Path]) -> Path:
    """The workbooks as LibreOffice saves them, in a new folder."""
    tujuan = folder / "libreoffice"
    profil = f"-env:UserInstallation=file://{folder}/profil"
    perintah = ["soffice", profil, "--headless", "--convert-to", "xlsx", "--outdir", str(tujuan)]
    subprocess.run([*perintah, *map(str, berkas)], check=True, capture_output=True, timeout=180)
    return tujuan


def test_disimpan_ulang_libreoffice_temuan_sama(tmp_path: Path) -> None:
    """The five example workbooks saved by LibreOffice give the same findings, on the same cells."""
    tujuan = simpan_ulang(tmp_path, sorted(CONTOH.glob("*.xlsx")))
    asli, ulang = periksa_jalur([CONTOH]), periksa_jalur([tujuan])
    ringkas = [[[(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in b.temuan] for b in h.berkas] for h in (asli, ulang)]
    assert ringkas[0] == ringkas[1]
    assert sum(map(len, ringkas[0])) > 40


def test_tanda_diangkat_setelah_disimpan_libreoffice(tmp_path: Path) -> None:
    p = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / p.name, p)
    hitung_jalur([p], cadangan=False)
    q = simpan_ulang(tmp_path, [p]) / p.name
    betul = [
        Suntingan("RKT Ketua", 8, 4, Decimal("0.35")),
        Suntingan("RKT Ketua", 9, 4, Decimal(79)),
        Suntingan("RKT Sekretaris", 8, 4, Decimal(79)),
    ]
    q.write_bytes(terapkan(q.read_bytes(), betul))
    assert sel(q, "RKT Ketua", "D8").fill.fgColor.rgb == GALAT
    hitung_jalur([q], cadangan=False)
    assert sel(q, "RKT Ketua", "D8").fill.fill_type is None
    assert sel(q, "RKT Ketua", "D8").border.left.style == sel(CONTOH / p.name, "RKT Ketua", "D8").border.left.style
    assert sel(q, "Anggaran", "D7").fill.fgColor.rgb == GALAT
    assert openpyxl.load_workbook(q).sheetnames[-1] == "Temuan"
    assert len(openpyxl.load_workbook(q).sheetnames) == 6


def test_ribuan_baris_linear(tmp_path: Path) -> None:
    """Filling the computed cells of a long table costs a few times a check of it, not its square."""
    jalur = tmp_path / "panjang.xlsx"
    with xlsxwriter.Workbook(jalur) as buku:
        x = buku.add_worksheet("Anggaran")
        x.write_row(0, 0, ["Kode", "Uraian", "Pagu (Rp.)", "Realisasi (Rp.)", "Sisa (Rp.)", "%"])
        for i in range(1, 4000):
            x.write_row(i, 0, [f"{1000 + i}", f"Kegiatan {i}", 1000 * i, 900 * i])
    mulai = time.perf_counter()
    periksa_jalur([jalur])
    satu = time.perf_counter() - mulai
    tulisan = hitung_jalur([jalur]).tulisan[0]
    assert tulisan.diisi == 2 * 3999
    assert time.perf_counter() - mulai < 12 * satu  # 4; the square took 60
