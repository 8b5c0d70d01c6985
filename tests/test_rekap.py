"""The rekap workbook, read back: literal cells, states, ranks, sums, links; and the command."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.kiriman_ntt import DPT, HADIR, OPINI, PARPOL, SAH, daftar, hasil, ketik
from tests.ooxml_sah import periksa_paket
from xlkinerja import cli, perintah_rekap
from xlkinerja.hasil_kita import laporan_kita
from xlkinerja.hitung import TARGET_IKPA
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.laporan.ikpa import ikpa
from xlkinerja.laporan.matriks import Nilaian, matriks_capaian
from xlkinerja.laporan.rekap import buat_rekap
from xlkinerja.laporan.rekap_halaman import Tujuan
from xlkinerja.laporan.serapan import serapan_satker
from xlkinerja.laporan.wilayah import Keadaan, wilayah
from xlkinerja.model import BarisAnggaran
from xlkinerja.periksa import HasilPeriksa, gabungkan, kumpulkan
from xlkinerja.temuan import Lokasi, Tingkat

CONTOH = Path(__file__).parent.parent / "workbooks" / "contoh"
KUPANG = CONTOH / "kota-kupang-2024.xlsx"


@pytest.fixture(scope="module")
def bita() -> bytes:
    return buat_rekap(hasil(), daftar(Path("/kiriman")), Path("/kiriman/hasil"), tingkat=Tingkat.INFO)


@pytest.fixture(scope="module")
def buku(bita: bytes) -> Workbook:
    return load_workbook(BytesIO(bita))


def cari(ws: Worksheet, teks: str, kolom: int = 1) -> int:
    """The row whose cell in a column begins with a text."""
    return next(r for r in range(1, ws.max_row + 1) if str(ws.cell(r, kolom).value or "").startswith(teks))


def baris(ws: Worksheet, teks: str, kolom: int = 2) -> list[Any]:
    return [sel.value for sel in ws[cari(ws, teks, kolom)]]


def test_keadaan_tiap_satker() -> None:
    w = wilayah(hasil())
    keadaan = {k.satker.kode: k.keadaan for k in w.satker}
    assert (w.tahun, w.lengkap, len(w.satker)) == (2026, True, 22)
    assert keadaan["53.01"] is keadaan["53.06"] is keadaan["53.71"] is Keadaan.DIKIRIM
    assert keadaan["53.07"] is Keadaan.TAHUN_LAIN
    assert keadaan["53.08"] is Keadaan.TAK_TERBACA
    belum = [k for k, x in keadaan.items() if x is Keadaan.BELUM]
    assert belum == ["53.09", "53.10", "53.18", "53.19", "53.20", "53.21"]
    assert w.induk.keadaan is Keadaan.DIKIRIM


def test_tahun_lain_yang_diminta() -> None:
    w = wilayah(hasil(), tahun=2025)
    assert [k.satker.kode for k in w.satker if k.keadaan is Keadaan.DIKIRIM] == ["53.07"]
    assert w.satker[0].keterangan == "yang ada tahun 2026"


def test_nama_berkas_menyebut_satker_lain() -> None:
    """Alor's figures under Belu's name: whose they are must be asked, and they count for neither."""
    w = wilayah(gabungkan([*(ketik(f"53.{n:02}") for n in range(6, 12)), ketik("53.05", jalur="kabupaten-belu.xlsx")]))
    keadaan = {k.satker.kode: (k.keadaan, k.keterangan, len(k.pakai)) for k in w.satker}
    sebab = "kabupaten-belu.xlsx: nama berkas dan isinya menyebut satker yang berbeda"
    assert keadaan["53.04"] == keadaan["53.05"] == (Keadaan.PERLU_DIPASTIKAN, sebab, 0)


def test_dua_buku_kerja_yang_kedua_tidak_dihitung() -> None:
    kembar = [ketik("53.04", jalur=n) for n in ("belu (1).xlsx", "belu.xlsx")]
    w = wilayah(gabungkan([*kembar, *(ketik(f"53.{n:02}") for n in range(5, 9))]))
    belu = next(k for k in w.satker if k.satker.kode == "53.04")
    assert [b.berkas.jalur for b in belu.pakai] == ["belu.xlsx"]
    assert belu.keterangan == "2 buku kerja; yang dipakai: belu.xlsx"


def test_yang_tak_pasti_dari_tahun_lain_tetap_tahun_lain() -> None:
    """As rule W201 has it: whosever it is, nothing of the year is there; that it is doubtful is said."""
    lain = ketik("53.05", tahun=2025, jalur="kabupaten-belu.xlsx")
    w = wilayah(gabungkan([lain, *(ketik(f"53.{n:02}") for n in range(6, 18))]))
    belu, alor = (next(k for k in w.satker if k.satker.kode == kode) for kode in ("53.04", "53.05"))
    sebab = "yang ada tahun 2025; kabupaten-belu.xlsx: nama berkas dan isinya menyebut satker yang berbeda"
    assert (belu.keadaan, belu.keterangan, belu.tahun_ada) == (Keadaan.TAHUN_LAIN, sebab, (2025,))
    assert (alor.keadaan, alor.keterangan, len(belu.berkas), len(alor.berkas)) == (Keadaan.TAHUN_LAIN, sebab, 0, 1)


def test_kurang_dari_separuh_bukan_belum_dikirim() -> None:
    w = wilayah(gabungkan([ketik(f"53.{n:02}") for n in range(6, 12)]))
    assert {k.keadaan for k in w.satker} == {Keadaan.DIKIRIM, Keadaan.TIDAK_DISERTAKAN}
    assert w.induk.keadaan is Keadaan.TIDAK_DISERTAKAN  # a province does not send to itself


def test_matriks_urut_resmi_dan_menyebut_sebabnya() -> None:
    """The official order, though the offices' tables have another; a target "-" is none."""
    terbalik = [*SAH[::-1], ("Jumlah Kegiatan Lain", "2 kali", "2 kali", "100,00%")]
    m = matriks_capaian(wilayah(gabungkan([ketik("53.04", terbalik), ketik("53.05", [(OPINI, "-", "WDP", None)])])))
    assert [i.teks for i in m.indikator] == [PARPOL, OPINI, HADIR, DPT, "Jumlah Kegiatan Lain"]
    assert m.sel(m.indikator[1].kunci, "53.05").alasan == "target “-”: tidak ada target"
    assert m.tanpa["53.06"] == "tidak disertakan" and "53.04" not in m.tanpa


def test_kolom_rancu_disebut() -> None:
    """Two columns of one meaning: the table is there, but nothing of it is certain."""
    satu = ketik("53.04")
    dokumen = tuple(replace(d, rancu=frozenset({"realisasi"})) for d in satu.berkas.dokumen)
    b = replace(gabungkan([satu]).berkas[0], berkas=replace(satu.berkas, dokumen=dokumen))
    w = wilayah(HasilPeriksa((b,)))
    k = next(k for k in w.satker if k.satker.kode == "53.04")
    sel = matriks_capaian(w).sel("partisipasi-pemilih", "53.04")
    assert (sel.nilaian, sel.alasan) == (Nilaian.TAK_TERHITUNG, "kolomnya rancu sehingga tidak dihitung")
    assert serapan_satker(k, w.tahun).alasan == "kolom pagu atau realisasinya rancu sehingga tidak dihitung"


def bulanan(belanja: str, pagu: str, maret: str) -> BarisAnggaran:
    bulan = {m: Decimal(maret) if m == 3 else None for m in range(1, 13)}
    return BarisAnggaran(("WA", belanja), "", 2, pagu=Decimal(pagu), bulan=bulan, belanja=belanja)


def test_ikpa_contoh_peraturan() -> None:
    """PER-5/PB/2024, quarter I: pagu 250/200/50, realisasi 60/24,5/7 -> 92,67."""
    baris = [bulanan("51", "250", "60"), bulanan("52", "200", "24.5"), bulanan("53", "50", "7")]
    nilai, alasan = ikpa(baris, 1, TARGET_IKPA)
    assert alasan == "" and nilai is not None
    assert (nilai.triwulan, round(nilai.rata, 2), nilai.target, nilai.serapan) == (
        1, Decimal("92.67"), Decimal(17), Decimal("18.3"))  # fmt: skip
    assert ikpa(baris, None, TARGET_IKPA) == (None, "periode laporan tidak diketahui")
    sendiri = {**TARGET_IKPA, "53": (Decimal(50),) * 4}
    nilai, _ = ikpa(baris, 1, sendiri)
    assert nilai is not None and (nilai.target, round(nilai.rata, 2)) == (Decimal(21), Decimal("85.47"))
    belum = [*baris, BarisAnggaran(("WA", "52"), "", 2, pagu=Decimal(9), realisasi=Decimal(1), belanja="52")]
    assert ikpa(belum, 1, TARGET_IKPA) == (None, "realisasi sebagian baris tidak dirinci per bulan")
    tanpa_jenis = [*baris, bulanan("", "10", "1")]
    assert ikpa(tanpa_jenis, 1, TARGET_IKPA) == (None, "jenis belanja tidak tercatat pada semua baris")


def test_serapan_templat() -> None:
    w = wilayah(periksa_jalur([CONTOH / "templat-kota-kupang-2024.xlsx"]))
    s = serapan_satker(next(k for k in w.satker if k.satker.kode == "53.71"), w.tahun)
    assert s.uang is not None and s.ikpa is not None
    assert (s.uang.pagu, s.uang.realisasi) == (Decimal(56_658_101_997), Decimal(56_575_128_312))
    assert (s.ikpa.triwulan, s.ikpa.nilai) == (4, (0, 0, 0, 100))  # all of it stands in December
    assert [(p.kode, p.uang.realisasi) for p in s.program] == [
        ("WA", Decimal(3_400_009_655)), ("CQ", Decimal(53_175_118_657))]  # fmt: skip


def test_pengiriman(buku: Workbook) -> None:
    ws = buku["Pengiriman"]
    assert baris(ws, "53.07")[3:] == ["tahun lain", "53.07.xlsx", 0, 1, 3, "yang ada tahun 2025"]
    assert baris(ws, "53.08")[3:5] == ["tidak dapat dibaca", "53.08-ende.xlsx"]
    assert baris(ws, "53.08")[8] == "53.08-ende.xlsx: berkas terpotong"
    assert baris(ws, "53.09")[3:5] == ["belum dikirim", "-"]
    assert ws.freeze_panes is not None and ws.auto_filter.ref is not None and ws.print_title_rows is not None
    assert (ws.page_setup.orientation, ws.page_setup.fitToHeight, ws.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape", 0, True)  # fmt: skip
    assert "&P" in ws.oddFooter.right.text


def test_isi(buku: Workbook) -> None:
    ws = buku["Isi"]
    assert buku.sheetnames[0] == "Isi"
    assert ws["A1"].value == "Rekapitulasi kinerja dan anggaran"
    assert ws["A2"].value == "KPU Provinsi Nusa Tenggara Timur · Tahun 2026"
    angka = {str(ws.cell(r, 1).value): ws.cell(r, 2).value for r in range(5, 30)}
    assert [angka[f"Buku kerja {x}"] for x in ("dikirim", "belum dikirim", "tahun lain")] == [14, 6, 1]
    assert angka["Serapan gabungan"] == 0.79
    sasaran = {s.hyperlink.location for r in ws.iter_rows() for s in r if s.hyperlink}
    assert {f"'{n}'!A1" for n in buku.sheetnames} - {"'Isi'!A1"} == sasaran


def kolom_satker(ws: Worksheet, nama: str) -> tuple[int, int]:
    """(heading row, column) of an office in the matrix."""
    r = cari(ws, "No")
    return r, next(c for c in range(1, ws.max_column + 1) if ws.cell(r, c).value == nama)


@pytest.mark.parametrize(
    ("satker", "indikator", "nilai", "kategori", "format_"),
    [
        ("Kupang", HADIR, 0.75, "Baik", "0.00%"),
        ("Kupang", "Persentase Pemilih yang Berhak", 1.5, "Baik Sekali", "0.00%"),
        ("Kupang", "Opini BPK", 0.75, "Baik", "0.00%"),
        ("Timor Tengah Utara", HADIR, 0.75, "Baik", '0.00%"*"'),  # 57% stands there
        ("Belu", HADIR, 0, "Kurang", '0.00%"°"'),  # "-"
        ("Alor", PARPOL, 1, "Baik Sekali", "0.00%"),
    ],
)
def test_matriks(  # noqa: PLR0917
    buku: Workbook, satker: str, indikator: str, nilai: float, kategori: str, format_: str
) -> None:
    ws = buku["Capaian Ketua"]
    r, (_, c) = cari(ws, indikator, 2), kolom_satker(ws, satker)
    sel = ws.cell(r, c)
    assert (sel.value, sel.number_format, ws.cell(r + 1, c).value) == (nilai, format_, kategori)
    assert sel.fill.fgColor.rgb == ws.cell(r + 1, c).fill.fgColor.rgb != "00000000"


def test_matriks_menyebut_yang_tidak_dinilai(buku: Workbook) -> None:
    ws = buku["Capaian Ketua"]
    r, c = cari(ws, HADIR, 2), kolom_satker(ws, "Alor")[1]
    assert ws.cell(r, c).value == "belum diisi"
    assert ws.cell(cari(ws, "Persentase Pemilih yang", 2), kolom_satker(ws, "Kota Kupang")[1]).value == (
        "tidak dapat dihitung")  # fmt: skip
    pertama = cari(ws, "No") + 1
    assert ws.cell(pertama, kolom_satker(ws, "Ngada")[1]).value == "belum dikirim"
    assert ws.cell(pertama, kolom_satker(ws, "Ende")[1]).value == "tidak dapat dibaca"
    m = matriks_capaian(wilayah(hasil()))
    assert m.sel("tidak-masuk-dpt", "53.71").nilaian is Nilaian.TAK_TERHITUNG
    assert m.sel("tidak-masuk-dpt", "53.71").alasan == "target 0 dan realisasi 0"


def test_capaian_yang_tertulis_lain_disebut_dengan_tautannya(buku: Workbook) -> None:
    ws = buku["Capaian Ketua"]
    sel = ws.cell(cari(ws, "Timor Tengah Utara: "), 1)
    assert sel.value == f"Timor Tengah Utara: {HADIR}: tertulis 57,00%, dihitung 75,00% (Capaian!D5)"
    assert sel.hyperlink is not None
    assert (sel.hyperlink.target, sel.hyperlink.location) == ("..\\53.03.xlsx", "'Capaian'!D5")


def test_peringkat(buku: Workbook) -> None:
    """Equal means share a rank, and the next one counts them all; fewer than half of the figures are too few."""
    ws = buku["Peringkat"]
    satu = baris(ws, "53.01")
    assert (satu[0], satu[3], satu[4], satu[5], satu[6], satu[7]) == (1, 1, 0.875, 2, "4 dari 4", 0.79)
    assert [baris(ws, k)[0] for k in ("53.02", "53.03", "53.11")] == [1, 1, 1]
    assert baris(ws, "53.06")[6] == "4 dari 5"  # the direction of its fifth is not known
    assert baris(ws, "53.71")[:4] == [12, "53.71", "Kota Kupang", pytest.approx(250 / 300)]
    assert baris(ws, "53.04")[:4] == [13, "53.04", "Belu", 0.8125]
    alor = baris(ws, "53.05")
    assert (alor[0], alor[10]) == ("-", "tidak diperingkat: baru 1 dari 4 indikator dapat dihitung")
    assert "belum dikirim: Ngada, Manggarai" in str(ws.cell(cari(ws, "Tanpa angka"), 1).value)
    assert len(ws._charts) == 1  # type: ignore[attr-defined]


def test_serapan(buku: Workbook) -> None:
    ws = buku["Serapan"]
    kupang = baris(ws, "53.01")
    assert kupang[3:7] == [10_000_000, 7_900_000, 2_100_000, 0.79]
    assert kupang[16] == "target IKPA tidak dapat dinilai: periode laporan tidak diketahui"
    assert baris(ws, "53.71")[4] == 7_900_000
    assert str(baris(ws, "53.71")[16]).startswith("jumlah realisasi tertulis 7.800.000; ")
    assert baris(ws, "53.09")[3:7] == [None, None, None, None]
    assert baris(ws, "53.09")[16] == "belum dikirim"
    assert baris(ws, "Jumlah 14 satker", 3)[3:7] == [140_000_000, 110_600_000, 29_400_000, 0.79]
    assert ws.cell(cari(ws, "53.01", 2), 7).number_format == "0.00%"


def test_program_dan_jumlah_wilayah(buku: Workbook) -> None:
    assert baris(buku["Program"], "53.01")[3:10] == [8_000_000, 6_000_000, 0.75, None, 2_000_000, 1_900_000, 0.95]
    ws = buku["Jumlah wilayah"]
    cq = baris(ws, "CQ", 1)
    assert cq[:6] == ["CQ", "Program Pemilu", 14, 112_000_000, 8_000_000, 104_000_000]
    assert cq[6:] == [84_000_000, 6_000_000, 78_000_000]


def test_provinsi_tanpa_angka_disebut() -> None:
    tanpa = HasilPeriksa(tuple(b for b in hasil().berkas if b.berkas.jalur != "53.xlsx"))
    ws = load_workbook(BytesIO(buat_rekap(tanpa, [], Path(), tingkat=Tingkat.INFO)))["Jumlah wilayah"]
    assert ws["A3"].value == "Buku kerja provinsi: tidak disertakan."
    assert baris(ws, "CQ", 1)[4:6] == ["tidak ada", None]


def test_banyaknya_temuan_sama_dengan_periksa(buku: Workbook) -> None:
    ws = buku["Temuan per satker"]
    jumlah = baris(ws, "Jumlah", 2)
    assert jumlah[2:5] == [hasil().jumlah(t) for t in Tingkat]
    assert sum(jumlah[5:13]) == sum(jumlah[2:5]) == jumlah[13]
    didaftar = sum(
        ws.cell(r, 2).value in [t.value for t in Tingkat]
        for ws in buku.worksheets if ws.title.startswith("53") or ws.title == "Di luar satker"
        for r in range(1, ws.max_row + 1)
    )  # fmt: skip
    assert didaftar == sum(len(b.temuan) for b in hasil().semua)


def test_lembar_satker_dan_tautannya(buku: Workbook) -> None:
    nama = [n for n in buku.sheetnames if n.startswith("53")]
    assert "53.71 Kota Kupang" in nama and "53 Provinsi Nusa Tenggara Timur" in nama
    assert len(set(nama)) == len(nama) == 17 and max(map(len, nama)) <= 31
    ws = buku["53.03 Timor Tengah Utara"]
    r = cari(ws, "K201", 3)
    assert [s.value for s in ws[r]][1:9][:7] == [
        "galat", "K201", "Capaian", "D5", ws.cell(r, 6).value, "57,00%", 0.75]  # fmt: skip
    assert ws.cell(r, 8).number_format == "0.00%"
    sel = ws.cell(r, 5)
    assert sel.hyperlink is not None
    assert (sel.hyperlink.target, sel.hyperlink.location) == ("..\\53.03.xlsx", "'Capaian'!D5")


def test_nama_berkas_dengan_tanda_khusus_tertaut(buku: Workbook) -> None:
    ws = buku["Pengiriman"]
    sel = ws.cell(cari(ws, "53.06", 2), 5)
    assert sel.value == "susulan #2 50%/53.06 =1+1.xlsx"
    assert sel.hyperlink is not None and sel.hyperlink.target == "..\\susulan%20%232%2050%25\\53.06%20=1+1.xlsx"


def test_isi_buku_tidak_menjadi_rumus_atau_tautan(bita: bytes, buku: Workbook) -> None:
    semua = [s for ws in buku.worksheets for r in ws.iter_rows() for s in r]
    assert {s.data_type for s in semua} <= {"n", "s"}
    jahat = [s.value for s in semua if isinstance(s.value, str) and "=CMD|" in s.value]
    assert jahat and all("\x01" not in s and "\u202e" not in s for s in jahat)
    with zipfile.ZipFile(BytesIO(bita)) as arsip:
        for nama in arsip.namelist():
            isi = arsip.read(nama)
            assert b"<f>" not in isi.replace(b"<c:f>", b"")
            assert b"/kiriman" not in isi and (b"contoh.test" not in isi or nama == "xl/sharedStrings.xml")


def test_buku_kerja_sah(bita: bytes) -> None:
    assert periksa_paket(bita) == []


def test_isi_sama_bita_sama(bita: bytes) -> None:
    assert buat_rekap(hasil(), daftar(Path("/kiriman")), Path("/kiriman/hasil"), tingkat=Tingkat.INFO) == bita


def test_drive_lain_tanpa_tautan(monkeypatch: pytest.MonkeyPatch) -> None:
    def lain(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    tujuan = Tujuan(Path("hasil"), {1: Path("a.xlsx")})
    assert tujuan.tautan(1, Lokasi("a.xlsx", "Data 'A'", "B2")) == "external:../a.xlsx#'Data ''A'''!B2"
    monkeypatch.setattr(os.path, "relpath", lain)
    assert tujuan.tautan(1, Lokasi("a.xlsx", "PK", "B2")) is None
    assert tujuan.tautan(2, Lokasi("b.xlsx")) is None


# The command


def jalankan(capsys: pytest.CaptureFixture[str], *argumen: str | Path) -> tuple[int, str, str]:
    try:
        status = cli.utama([*map(str, argumen)])
    except SystemExit as keluar:
        status = int(str(keluar.code))
    keluaran = capsys.readouterr()
    return status, keluaran.out, keluaran.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kiriman").mkdir()
    (tmp_path / "kiriman" / KUPANG.name).write_bytes(KUPANG.read_bytes())
    return tmp_path / "kiriman"


def test_kota_kupang(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Real figures (LKj 2024); the rekap in the folder itself is not read again, and the same again."""
    tujuan = folder / "rekap.xlsx"
    status, keluar, galat = jalankan(capsys, "rekap", folder, "--keluaran", tujuan)
    assert (status, galat) == (1, "")
    assert keluar.startswith(f"{tujuan}: 1 dari 22 satker mengirim buku kerja tahun 2024; temuan: ")
    ws = load_workbook(tujuan)["Serapan"]
    r = cari(ws, "53.71", 2)
    assert [ws.cell(r, c).value for c in (4, 5, 6)] == [56_658_099_000, 56_575_128_312, 82_970_688]
    assert ws.cell(r, 7).value == pytest.approx(0.998535589978, abs=1e-12)
    assert laporan_kita(tujuan) and not laporan_kita(KUPANG)
    assert [p.name for p, _ in kumpulkan([folder])] == [KUPANG.name]
    isi = tujuan.read_bytes()
    assert jalankan(capsys, "rekap", folder, "--keluaran", tujuan)[0] == 1
    assert tujuan.read_bytes() == isi


def test_periksa_dengan_rekap(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tujuan = tmp_path / "rekap.xlsx"
    tujuan.write_bytes(b"lama")
    status, keluar, galat = jalankan(capsys, "periksa", folder, "--format", "json", "--rekap", tujuan)
    ringkasan = json.loads(keluar)["ringkasan"]
    ws = load_workbook(tujuan)["Temuan per satker"]
    assert status == 1 and "rekap.xlsx: 1 dari 22" in galat
    assert baris(ws, "Jumlah", 2)[2:5] == [ringkasan[t.value] for t in Tingkat]
    tautan = {s.hyperlink.target for s in load_workbook(tujuan)["53.71 Kota Kupang"]["E"] if s.hyperlink}
    assert tautan == {"kiriman\\kota-kupang-2024.xlsx"}


def test_keluaran_yang_tidak_boleh(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asal = folder / KUPANG.name
    isi = asal.read_bytes()
    for keluaran, sebab in ((asal, "salah satu buku kerja yang diperiksa"), (folder / "rekap.csv", "harus .xlsx"),
                            (folder, "harus .xlsx")):  # fmt: skip
        status, keluar, galat = jalankan(capsys, "rekap", folder, "--keluaran", keluaran)
        assert (status, keluar) == (2, "") and sebab in galat
        assert jalankan(capsys, "periksa", folder, "--rekap", keluaran)[0] == 2
    assert asal.read_bytes() == isi


def test_rekap_yang_sedang_dibuka_tidak_ditulis(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tujuan = folder.parent / "rekap.xlsx"
    tujuan.write_bytes(b"lama")
    (folder.parent / "~$rekap.xlsx").write_bytes(b"")
    status, _, galat = jalankan(capsys, "rekap", folder, "--keluaran", tujuan)
    assert status == 2 and "sedang dibuka di Excel" in galat
    assert tujuan.read_bytes() == b"lama" and len(list(folder.parent.iterdir())) == 3


def test_tanpa_pandas(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perintah_rekap, "find_spec", lambda _: None)
    tujuan = folder.parent / "rekap.xlsx"
    pesan = 'galat: rekap memerlukan pandas, yang belum terpasang; jalankan: pip install "xlkinerja[rekap]"\n'
    assert jalankan(capsys, "rekap", folder, "--keluaran", tujuan) == (2, "", pesan)
    assert jalankan(capsys, "periksa", folder, "--rekap", tujuan) == (2, "", pesan)
    assert not tujuan.exists()


def test_folder_tanpa_satker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Workbooks of an unknown office, and one that is none: a rekap all the same."""
    (tmp_path / "a.xlsx").write_bytes((CONTOH / "gianyar-2024.xlsx").read_bytes())
    (tmp_path / "b.xlsx").write_text("bukan buku kerja")
    assert jalankan(capsys, "rekap", tmp_path, "--keluaran", tmp_path / "r.xlsx")[0] == 1
    buku = load_workbook(tmp_path / "r.xlsx")
    assert [n for n in buku.sheetnames if n.startswith("53") or n == "Di luar satker"] == ["Di luar satker"]
    assert baris(buku["Temuan per satker"], "Di luar satker")[0] == "-"
