"""The generated templates as files: sheets, names, protection, validation, bytes; what the reader finds in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import rows_from_range
from openpyxl.worksheet.worksheet import Worksheet

from tests.ooxml_sah import periksa_paket
from workbooks.bangun.templat import BERKAS, bangun_umum
from xlkinerja.buku.berkas import buka
from xlkinerja.formulir.identitas import daftar_satker, satker_berkode
from xlkinerja.periksa import HasilBerkas, periksa_buku
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import isi_baku

TEMPLAT = Path(__file__).parent.parent / "workbooks" / "templat"
CONTOH = Path(__file__).parent.parent / "workbooks" / "contoh"
LEMBAR = {
    "53.03": "Petunjuk, Identitas, Renstra, IKU, RKT, RKT Sub Bagian, PK Ketua, PK Sekretaris, PK Perencanaan, "
    "PK Keuangan, PK Teknis, PK Hukum, RAK Ketua, RAK Sekretaris, Capaian Ketua, Capaian Sekretaris, "
    "Capaian Perencanaan, Capaian Keuangan, Capaian Teknis, Capaian Hukum, Capaian multi-tahun, Anggaran, "
    "Rekap Anggaran, Data Dukung, Ringkasan, Temuan",
    "53": "Petunjuk, Identitas, Renstra, IKU, RKT, RKT Bagian, PK Ketua, PK Sekretaris, PK Keuangan, PK Program, "
    "PK Hukum, RAK Ketua, RAK Sekretaris, Capaian Ketua, Capaian Sekretaris, Capaian Keuangan, Capaian Program, "
    "Capaian Hukum, Capaian multi-tahun, Anggaran, Rekap Anggaran, Data Dukung, Ringkasan, Temuan",
}


@cache
def isi(kode: str, tahun: int = 2026) -> bytes:
    satker = satker_berkode(kode)
    assert satker is not None
    return buat_templat(isi_baku(satker, tahun))


@cache
def buku(kode: str) -> Workbook:
    return load_workbook(io.BytesIO(isi(kode)))


@cache
def terbaca(kode: str) -> HasilBerkas:
    return periksa_buku(buka(isi(kode)), "templat.xlsx")


def bagian(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        return {n: z.read(n) for n in z.namelist()}


@pytest.mark.parametrize("kode", LEMBAR)
def test_lembar_dalam_urutan_kerja(kode: str) -> None:
    assert ", ".join(buku(kode).sheetnames) == LEMBAR[kode]


@pytest.mark.parametrize("kode", LEMBAR)
def test_tidak_memancing_perbaikan_excel(kode: str) -> None:
    assert periksa_paket(isi(kode)) == []


@pytest.mark.parametrize("nama", BERKAS)
def test_contoh_terisi_tidak_memancing_perbaikan_excel(nama: str) -> None:
    assert periksa_paket((CONTOH / nama).read_bytes()) == []


def test_isi_sama_bita_sama() -> None:
    satker = satker_berkode("53.03")
    assert satker is not None
    assert buat_templat(isi_baku(satker, 2026)) == isi("53.03")


def test_templat_yang_disimpan_dibangun_ulang_sama(tmp_path: Path) -> None:
    baru = bangun_umum(tmp_path)
    assert [b.name for b in baru] == ["kinerja-2026-kabupaten.xlsx", "kinerja-2026-provinsi.xlsx"]
    for b in baru:
        sama = bagian(b.read_bytes()) == bagian((TEMPLAT / b.name).read_bytes())
        assert sama, f"{b.name} berubah; jalankan: python -m workbooks.bangun"


def test_semua_satker_mempunyai_templatnya_sendiri() -> None:
    satker = {s.kode: s.nama for s in daftar_satker()}
    assert len(satker) == 23
    for kode in ("53.01", "53.21", "53.71", "53"):
        hasil = periksa_buku(buka(isi(str(kode))), "templat.xlsx").berkas
        assert hasil.satker is not None
        assert (hasil.satker.kode, hasil.satker.nama, hasil.tahun) == (kode, satker[kode], 2026)


# What the reader finds

TABEL = {
    "53.03": {
        "Identitas": "skala 4",
        "Renstra": "renstra 12",
        "IKU": "iku 12",
        "RKT": "target_sasaran 12, target_sasaran 9, anggaran_awal 12",
        "RKT Sub Bagian": "target_kegiatan 8, target_kegiatan 17, target_kegiatan 5, target_kegiatan 4",
        "PK Ketua": "target_sasaran 12",
        "PK Sekretaris": "target_sasaran 9",
        "PK Perencanaan": "target_kegiatan 8",
        "PK Keuangan": "target_kegiatan 17",
        "PK Teknis": "target_kegiatan 5",
        "PK Hukum": "target_kegiatan 4",
        "RAK Ketua": "rak_triwulan 12",
        "RAK Sekretaris": "rak_bulan 9",
        "Capaian Ketua": "capaian_sasaran 12",
        "Capaian Sekretaris": "capaian_sasaran 9",
        "Capaian Perencanaan": "capaian_kegiatan 8",
        "Capaian Keuangan": "capaian_kegiatan 17",
        "Capaian Teknis": "capaian_kegiatan 5",
        "Capaian Hukum": "capaian_kegiatan 4",
        "Capaian multi-tahun": ", ".join(["capaian_tahunan 0"] * 12),
        "Anggaran": "anggaran_bulanan 74",
        "Rekap Anggaran": "anggaran_realisasi 3, pendukung 6, pendukung 12, pendukung_belanja 5",
        "Data Dukung": "data_dukung 55",
    },
    "53": {
        "RKT Bagian": "target_kegiatan 24, target_kegiatan 14, target_kegiatan 12",
        "PK Keuangan": "target_kegiatan 24",
        "PK Program": "target_kegiatan 14",
        "PK Hukum": "target_kegiatan 12",
        "RAK Sekretaris": "rak_bulan 8",
        "Capaian Keuangan": "capaian_kegiatan 24",
        "Data Dukung": "data_dukung 70",
    },
}


@pytest.mark.parametrize("kode", TABEL)
def test_semua_tabelnya_terbaca(kode: str) -> None:
    ada: dict[str, list[str]] = {}
    for d in terbaca(kode).berkas.dokumen:
        ada.setdefault(d.lembar, []).append(f"{d.formulir} {len(d.baris)}")
    baca = {lembar: ", ".join(t) for lembar, t in ada.items()}
    assert {lembar: baca.get(lembar) for lembar in TABEL[kode]} == TABEL[kode]
    if kode == "53.03":
        assert baca == TABEL[kode]


def test_unit_tiap_tabel_terbaca_dari_judulnya() -> None:
    unit = {d.lembar: d.unit for d in terbaca("53.03").berkas.dokumen if d.jenis in ("pk", "rak")}
    assert unit["PK Ketua"] == "ketua"
    assert unit["PK Sekretaris"] == "sekretaris"
    assert unit["PK Hukum"] == "sub bagian hukum & sumber daya manusia"
    assert unit["RAK Sekretaris"] == "sekretaris"


def test_templat_baru_hanya_ditanya_yang_belum_diisi() -> None:
    ada = [(t.kode, t.lokasi.lembar, t.lokasi.sel, t.pesan) for t in terbaca("53.03").temuan]
    target, jadwal = "Target belum diisi untuk semua {} indikator tabel ini", "belum bertanda pada satu pun"
    assert [x[:3] for x in ada] == [
        ("S201", "RKT", "D7"),
        ("S201", "RKT", "D24"),
        ("S201", "RKT Sub Bagian", "E7"),
        ("S201", "RKT Sub Bagian", "E20"),
        ("S201", "RKT Sub Bagian", "E42"),
        ("S201", "RKT Sub Bagian", "E52"),
        ("R202", "RAK Ketua", "F8"),
        ("R202", "RAK Sekretaris", "F8"),
    ]
    assert ada[1][3] == target.format(9)
    assert jadwal in ada[6][3]


# Names, properties, protection, validation, comments

NAMA = {
    "xlk_renstra_indikator": "'Renstra'!$C$6:$C$20",
    "xlk_pk_ketua_target": "'PK Ketua'!$D$5:$D$16",
    "xlk_pk_hukum_indikator": "'PK Hukum'!$D$6:$D$9",
    "xlk_rak_sekretaris_pelaksana": "'RAK Sekretaris'!$R$8:$R$16",
    "xlk_capaian_ketua_realisasi": "'Capaian Ketua'!$F$6:$F$20",
    "xlk_capaian_keuangan_realisasi_t4": "'Capaian Keuangan'!$T$7:$T$23",
    "xlk_anggaran_pagu": "'Anggaran'!$D$6:$D$77",
    "xlk_data_dukung_jumlah_pembilang": "'Data Dukung'!$D$5:$D$65",
    "xlk_hitung": "'Petunjuk'!$B$16",
}


def test_nama_terdefinisi() -> None:
    semua = {n: d.attr_text for n, d in buku("53.03").defined_names.items()}
    kutip = {n: t if t.startswith("'") else f"'{t.replace('!', chr(39) + '!', 1)}" for n, t in semua.items()}
    assert {n: kutip.get(n) for n in NAMA} == NAMA
    assert len(semua) > 300
    assert all(n.startswith("xlk_") for n in semua)


def test_tombol_menuju_namanya_sendiri() -> None:
    sel = buku("53.03")["Petunjuk"]["B16"]
    assert sel.value == "Hitung Ulang"
    assert sel.hyperlink is not None
    assert sel.hyperlink.location == "xlk_hitung"


def test_kode_dan_versi_formulir_di_properti() -> None:
    assert buka(isi("53.03")).properti == {
        "xlk_formulir": "kinerja-kabupaten",
        "xlk_versi_formulir": "3",
        "xlk_versi": "0.1.0",
        "xlk_satker": "53.03",
        "xlk_tahun": "2026",
    }
    assert buka(isi("53")).properti["xlk_formulir"] == "kinerja-provinsi"


def sel_berisi(ws: Worksheet) -> Iterator[Cell]:
    for baris in ws.iter_rows():
        yield from (c for c in baris if isinstance(c, Cell) and c.value is not None)


BAWAAN = {"RKT", "PK Ketua", "PK Sekretaris", "PK Perencanaan", "PK Keuangan", "PK Teknis", "PK Hukum",
          "Capaian multi-tahun"}  # fmt: skip


def test_rumus_terkunci_isian_terbuka() -> None:
    """Formulas are locked but for the targets that may be replaced; every validated cell is open."""
    for ws in buku("53.03").worksheets:
        if ws.title == "Temuan":
            continue
        assert ws.protection.sheet, ws.title
        assert ws.protection.password is None
        terbuka = [c.coordinate for c in sel_berisi(ws) if c.data_type == "f" and not c.protection.locked]
        assert ws.title in BAWAAN or not terbuka, (ws.title, terbuka)
        for aturan in ws.data_validations.dataValidation:
            for daerah in aturan.sqref.ranges:
                for baris in ws[daerah.coord] if ":" in daerah.coord else ((ws[daerah.coord],),):
                    assert all(not c.protection.locked for c in baris), (ws.title, daerah.coord)
    pk = buku("53.03")["PK Ketua"]
    assert [pk["D5"].protection.locked, pk["C5"].protection.locked] == [False, True]


@pytest.mark.parametrize(
    ("lembar", "sel", "rumus"),
    [
        ("Renstra", "K7", '"Maksimal,Minimal,Stabil,Predikat"'),
        ("Renstra", "J7", "xlk_daftar_satuan"),
        ("RAK Ketua", "F8", '"✓"'),
        ("RAK Ketua", "J8", "xlk_identitas_unit"),
        ("Capaian Ketua", "L7", '"Jumlah,Posisi Akhir,Rata-rata"'),
        ("Capaian Ketua", "Q7", 'OR(ISNUMBER(Q7),Q7="-",COUNTIF(xlk_ordinal_predikat,Q7)>0)'),
        ("Capaian Ketua", "Q10", '"WTP,WDP,TW,TMP,-"'),
        ("Renstra", "D9", '"AA,A,BB,B,CC,C,D,-"'),
        ("Anggaran", "J10", '"51,52,53,57"'),
    ],
)
def test_validasi_berbahasa_indonesia(lembar: str, sel: str, rumus: str) -> None:
    ws = buku("53.03")[lembar]
    aturan = [a for a in ws.data_validations.dataValidation if any(sel in d for d in _alamat(a))]
    assert [a.formula1 for a in aturan] == [rumus]
    assert aturan[0].error
    assert aturan[0].errorTitle


def _alamat(aturan: object) -> list[set[str]]:
    daerah = aturan.sqref.ranges  # type: ignore[attr-defined]
    return [{s for baris in rows_from_range(d.coord) for s in baris} for d in daerah]


def test_komentar_menyebut_sumbernya() -> None:
    catatan = buku("53.03")["Capaian Ketua"]["G4"].comment
    assert catatan is not None
    assert "LKj KPU Kota Kupang 2024 baris 565-572" in catatan.text
    assert "PER-5/PB/2024" in str(buku("53.03")["Anggaran"]["J4"].comment.text)


@pytest.mark.parametrize("lembar", LEMBAR["53.03"].split(", "))
def test_siap_dicetak(lembar: str) -> None:
    ws = buku("53.03")[lembar]
    assert ws.page_setup.paperSize in (9, 14)
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert ws.page_setup.fitToWidth in (None, 1)
    assert "Halaman &P dari &N" in ws.oddFooter.right.text


@pytest.mark.parametrize(
    ("lembar", "baris"),
    [("PK Ketua", "$4:$4"), ("PK Hukum", "$5:$5"), ("RAK Sekretaris", "$1:$7"), ("Capaian Ketua", "$4:$5"),
     ("Anggaran", "$4:$5"), ("Renstra", "$4:$5"), ("Data Dukung", "$4:$4")],
)  # fmt: skip
def test_baris_judul_berulang_di_tiap_halaman(lembar: str, baris: str) -> None:
    assert buku("53.03")[lembar].print_title_rows == baris


def test_grafik_asli_di_ringkasan() -> None:
    grafik = sorted(n for n in bagian(isi("53.03")) if n.startswith("xl/charts/chart"))
    assert len(grafik) == 4


def test_rumus_hanya_dengan_fungsi_excel_2016() -> None:
    """No function of a later Excel, none that a workbook must not have (volatile, outside, text as formula)."""
    kenal = {
        "ABS", "AND", "AVERAGE", "CHOOSE", "COUNT", "COUNTIF", "COUNTIFS", "IF", "INDEX", "INT", "ISNUMBER", "ISREF",
        "LEFT", "LEN", "MATCH", "MAX", "MIN", "MOD", "N", "NOT", "OR", "ROUND", "ROW", "ROWS", "SUM", "SUMIFS",
        "SUMPRODUCT", "UPPER",
    }  # fmt: skip
    dipakai: set[str] = set()
    for kode in LEMBAR:
        for ws in buku(kode).worksheets:
            for c in sel_berisi(ws):
                if c.data_type == "f":
                    dipakai |= set(re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", str(c.value))))
    assert dipakai == kenal
