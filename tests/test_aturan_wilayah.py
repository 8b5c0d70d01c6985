"""Family W, workbooks: missing ones, another year's, another office's, double ones; and silence where that is right."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.wilayah_ntt import KABUPATEN, SATKER, bersama, bita, buku, nama, semua_w, sendiri, temuan_w
from xlkinerja.buku import Buku
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.cli import utama
from xlkinerja.himpunan import disebut
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.laporan import ada_temuan
from xlkinerja.laporan import csv as laporan_csv
from xlkinerja.laporan import json as laporan_json
from xlkinerja.laporan import teks as laporan_teks
from xlkinerja.model import Berkas
from xlkinerja.periksa import Sendiri, periksa_buku, periksa_sendiri
from xlkinerja.temuan import Tingkat

LIMA = KABUPATEN[:5]
DUA_BELAS = KABUPATEN[:12]
BELU, ALOR = "53.04", "53.05"


@pytest.fixture(scope="module")
def ntt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The 22 and their province as files."""
    folder = tmp_path_factory.mktemp("ntt")
    for kode in SATKER:
        (folder / nama(kode)).write_bytes(bita(kode))
    yield folder


def rusak(jalur: str) -> Sendiri:
    return Sendiri(Berkas(jalur, None, None, (), pesan="rusak"), (), ())


def selain_belum_ada(masing: list[Sendiri]) -> list[tuple[str, str, str | None, str | None]]:
    return [x for x in temuan_w(bersama(masing)) if x[0] not in ("W201", "W211")]


def kurang(masing: list[Sendiri]) -> set[str]:
    """Codes of the offices that are reported missing."""
    belum = [t.pesan for t in semua_w(bersama(masing)) if t.kode in ("W201", "W211")]
    return {kode for pesan in belum for kode in re.findall(r"\((\d\d\.\d\d)\)", pesan)}


# The whole province


def test_semua_satker_dan_provinsi_tanpa_temuan(ntt: Path) -> None:
    hasil = periksa_jalur([ntt], pekerja=2)
    assert [(t.lokasi.berkas, t.kode, t.pesan) for b in hasil.semua for t in b.temuan] == []
    assert hasil.bersama is None and len(hasil.berkas) == 23


def test_satu_satker_belum_ada(ntt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ntt, tmp_path / "masuk")
    (tmp_path / "masuk" / nama(ALOR)).unlink()
    assert utama(["periksa", str(tmp_path / "masuk")]) == 1
    assert capsys.readouterr().out.endswith(
        "Folder yang diperiksa\n"
        "\n"
        "  folder  peringatan W201  Belum ada buku kerja KPU Kabupaten Alor (53.05) tahun\n"
        "          2026\n"
        "          Saran      Minta satker mengirimkan buku kerjanya; bila sudah dikirim,\n"
        "                     pastikan berkasnya ada di folder ini serta nama dan tahun\n"
        "                     di lembar Identitas benar.\n"
        "\n"
        "22 buku kerja diperiksa: 0 galat, 1 peringatan, 0 info\n"
        "Penjelasan sebuah kode: xlkinerja jelaskan W201\n"
    )


def test_laporan_tentang_satker_yang_belum_ada() -> None:
    hasil = bersama([sendiri(k) for k in DUA_BELAS])
    isi = json.loads("".join(laporan_json.tulis(hasil, tingkat=Tingkat.INFO)))
    assert (isi["ringkasan"], len(isi["berkas"])) == ({"berkas": 12, "galat": 0, "peringatan": 10, "info": 0}, 13)
    akhir = isi["berkas"][-1]
    assert {n: akhir[n] for n in ("jalur", "satker", "tahun", "terbaca", "dokumen", "hasil")} == {
        "jalur": ".", "satker": None, "tahun": None, "terbaca": True, "dokumen": [], "hasil": [],
    }  # fmt: skip
    satu = akhir["temuan"][0]
    assert (satu["kode"], satu["lembar"], satu["sel"], satu["terkait"]) == ("W201", None, None, [])
    teks = "".join(laporan_csv.tulis(hasil, tingkat=Tingkat.INFO)).removeprefix("\ufeff")
    baris = list(csv.DictReader(io.StringIO(teks)))
    tempat = {(b["berkas"], b["kode"], b["lembar"], b["sel"]) for b in baris}
    assert tempat == {("Folder yang diperiksa", "W201", "", "")}
    assert len(baris) == 10
    lengkap = " ".join("".join(laporan_teks.tulis(hasil, tingkat=Tingkat.INFO)).split())
    assert "(berlaku untuk 10 temuan W201 di folder ini)" in lengkap
    keluaran = "".join(laporan_teks.tulis(hasil, tingkat=Tingkat.GALAT))
    assert "Folder yang diperiksa" not in keluaran and "\n\n\n" not in keluaran and "10 peringatan" in keluaran
    assert not ada_temuan(hasil, Tingkat.GALAT) and ada_temuan(hasil, Tingkat.PERINGATAN)


def test_hitung_melaporkan_yang_belum_ada_tanpa_menulisnya(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    masuk, keluar = tmp_path / "masuk", tmp_path / "hasil"
    masuk.mkdir()
    berkas = sorted([*(nama(k) for k in LIMA[:4]), "belu (2).xlsx"])
    for n, kode in (*((nama(k), k) for k in LIMA[:4]), ("belu (2).xlsx", BELU)):
        (masuk / n).write_bytes(bita(kode))
    assert utama(["hitung", str(masuk), "--keluaran", str(keluar), "--format", "json", "--tingkat", "info"]) == 1
    isi = json.loads(capsys.readouterr().out)
    assert [("tulisan" in b, b["jalur"]) for b in isi["berkas"]] == [*((True, n) for n in berkas), (False, ".")]
    assert [t["kode"] for t in isi["berkas"][-1]["temuan"]] == ["W211"]
    assert sorted(p.name for p in keluar.iterdir()) == berkas
    baris = load_workbook(keluar / "belu (2).xlsx", read_only=True)["Temuan"].iter_rows(min_row=5, values_only=True)
    assert [(b[1], b[2], b[3] or "", b[4] or "") for b in baris if b[1]] == [("W205", "peringatan", "", "")]
    dua_kali = {p.name: p.read_bytes() for p in keluar.iterdir()}
    assert utama(["hitung", str(keluar), "--tanpa-cadangan"]) == 1
    assert {p.name: p.read_bytes() for p in keluar.iterdir()} == dua_kali


# W201


def test_tiga_satker_belum_suatu_kumpulan() -> None:
    assert temuan_w(bersama([sendiri(k) for k in LIMA[:3]])) == []


def test_sebagian_kecil_hanya_disebut_dalam_satu_baris() -> None:
    """Four picked workbooks are no province in which eighteen failed to report."""
    hasil = bersama([sendiri(k) for k in LIMA[:4]])
    belum = ", ".join(f"{SATKER[k].nama} ({k})" for k in KABUPATEN[4:])
    assert [(t.kode, t.tingkat, t.pesan) for t in semua_w(hasil)] == [
        ("W211", Tingkat.INFO, f"Baru 4 dari 22 kabupaten/kota ada buku kerjanya tahun 2026; belum ada: {belum}")
    ]
    assert {t.kode for t in semua_w(bersama([sendiri(k) for k in KABUPATEN[:10]]))} == {"W211"}
    assert {t.kode for t in semua_w(bersama([sendiri(k) for k in KABUPATEN[:11]]))} == {"W201"}


def test_separuh_provinsi_yang_lain_dilaporkan_urut_kode() -> None:
    hasil = bersama([sendiri(k) for k in DUA_BELAS])
    pesan = [t.pesan for t in semua_w(hasil)]
    assert pesan == [f"Belum ada buku kerja {SATKER[k].nama} ({k}) tahun 2026" for k in KABUPATEN[12:]]
    assert {t.lokasi.berkas for t in semua_w(hasil)} == {"."}
    assert {t.tingkat for t in semua_w(hasil)} == {Tingkat.PERINGATAN}
    assert len({t.sidik for t in semua_w(hasil)}) == 10
    assert hasil.jumlah(Tingkat.PERINGATAN) == 10


@pytest.mark.parametrize(
    "jalur", ["kinerja-2026-53.21-malaka.xlsx", "53.21.xlsx", "malaka.xlsx", "malaka/data.xlsx", "KPU Kab. Malaka.xlsm"]
)
def test_berkas_rusak_tetap_sudah_disampaikan(jalur: str) -> None:
    assert kurang([*(sendiri(k) for k in LIMA), rusak(jalur)]) == set(KABUPATEN[5:]) - {"53.21"}


def test_buku_tanpa_satker_disebut_sebagai_kemungkinan() -> None:
    asing = pk("", "data.xlsx")
    assert asing.berkas.satker is None
    for daftar, kode in ((LIMA, "W211"), (DUA_BELAS, "W201")):
        t = next(t for t in semua_w(bersama([*(sendiri(k) for k in daftar), asing])) if t.kode == kode)
        assert t.sebab == "satker 1 buku kerja lain tidak dikenal; periksa apakah ada di antaranya"
        assert [x.berkas for x in t.terkait] == ["data.xlsx"]


def test_satker_di_luar_daftar_tidak_dihitung() -> None:
    asing = [
        pk(f"KPU Kabupaten {n}", f"{n}.xlsx")
        for n in ("Gianyar", "Badung", "Bangli", "Tabanan", "Jembrana")
    ]
    assert temuan_w(bersama(asing)) == []


def _pk(satker: str, tahun: int = 2026, target: str = "85%") -> Buku:
    kepala = {"A3": "No.", "B3": "Sasaran", "C3": "Indikator", "D3": "Target"}
    baris = {"A4": 1, "B4": "Tertib", "C4": "Persentase Partisipasi Pemilih", "D4": target}
    return buku_ingatan({"PK": {"A1": f"Perjanjian Kinerja Ketua {satker} Tahun {tahun}", **kepala, **baris}})


def pk(satker: str, jalur: str, tahun: int = 2026, target: str = "85%") -> Sendiri:
    return periksa_sendiri(periksa_buku(_pk(satker, tahun, target), jalur).berkas)


# W202


def test_tahun_lain_pada_sel_tahunnya_dan_bukan_belum_ada() -> None:
    masing = [*(sendiri(k) for k in LIMA[:4]), sendiri(LIMA[4], {("tahun", ""): Decimal(2025)})]
    assert selain_belum_ada(masing) == [("W202", nama(LIMA[4]), "Identitas", "C7")]
    assert kurang(masing) == set(KABUPATEN[5:])
    t = next(t for t in semua_w(bersama(masing)) if t.kode == "W202")
    assert t.pesan == "Buku kerja bertahun 2025, padahal 4 dari 5 satker di folder ini bertahun 2026"
    assert (t.tertulis, t.seharusnya, t.sebab) == ("2025", "2026", "nama berkasnya menyebut tahun 2026")


def test_tahun_lain_di_buku_ketikan_tanpa_sel() -> None:
    masing = [*(sendiri(k) for k in LIMA[:4]), pk("KPU Kabupaten Malaka", "malaka.xlsx", 2025)]
    assert selain_belum_ada(masing) == [("W202", "malaka.xlsx", None, None)]


def test_tahun_provinsi_berbeda() -> None:
    masing = [*(sendiri(k) for k in LIMA[:4]), sendiri("53", {("tahun", ""): Decimal(2025)})]
    assert selain_belum_ada(masing) == [("W202", nama("53"), "Identitas", "C7")]


def test_satker_dengan_beberapa_tahun_tidak_salah_tahun() -> None:
    lama = sendiri(LIMA[0], {("tahun", ""): Decimal(2025)}, "lama.xlsx")
    assert selain_belum_ada([*(sendiri(k) for k in LIMA), lama]) == []


def test_arsip_dua_tahun_melaporkan_yang_hilang_saja() -> None:
    masing = [sendiri(k) for k in LIMA[:4]]
    masing += [sendiri(k, {("tahun", ""): Decimal(2025)}, f"2025/{nama(k, 2025)}") for k in LIMA]
    assert selain_belum_ada(masing) == []
    t = [t for t in semua_w(bersama(masing)) if t.kode == "W211"]
    assert [x.pesan[:66] for x in t] == ["Baru 5 dari 22 kabupaten/kota ada buku kerjanya tahun 2025; belum "]  # most


def test_tahun_terbagi_tidak_diputuskan() -> None:
    masing = [*(sendiri(k) for k in DUA_BELAS[:11])]
    masing += [sendiri(k, {("tahun", ""): Decimal(2025)}, f"b/{nama(k, 2025)}") for k in KABUPATEN[12:16]]
    assert selain_belum_ada(masing) == []
    sebab = {t.sebab for t in semua_w(bersama(masing)) if SATKER[KABUPATEN[12]].nama in t.pesan}
    assert sebab == {"yang ada hanya tahun 2025"}


# W203, W204


@pytest.mark.parametrize(
    ("ubah", "jalur", "sel", "tertulis", "seharusnya"),
    [
        ({("kode", ""): ALOR}, "", "C5", ALOR, BELU),
        ({("kode", ""): ALOR}, "buku.xlsx", "C5", ALOR, BELU),
        ({("satker", ""): "KPU Kabupaten Alor"}, "", "C4", "KPU Kabupaten Alor", "KPU Kabupaten Belu"),
        ({("satker", ""): "KPU Kabupaten Alor"}, "buku.xlsx", "C5", BELU, ALOR),
        ({("kode", ""): "53.99"}, "", "C5", "53.99", BELU),
        ({("kode_kpu", ""): "658312"}, "", "C6", "658312", "658283"),
    ],
)
def test_kode_bukan_miliknya(
    ubah: dict[tuple[str, str], str], jalur: str, sel: str, tertulis: str, seharusnya: str
) -> None:
    hasil = bersama([sendiri(BELU, ubah, jalur)])
    assert temuan_w(hasil) == [("W203", jalur or nama(BELU), "Identitas", sel)]
    t = semua_w(hasil)[0]
    assert (t.tertulis, t.seharusnya, t.tingkat) == (tertulis, seharusnya, Tingkat.GALAT)


def test_pesan_kode() -> None:
    t = semua_w(bersama([sendiri(BELU, {("kode", ""): ALOR})]))[0]
    assert t.pesan == (
        "Kode wilayah 53.05 adalah kode KPU Kabupaten Alor, sedangkan nama yang tertulis KPU Kabupaten Belu"
    )
    t = semua_w(bersama([sendiri(BELU, {("kode", ""): "53.99"})]))[0]
    assert "Kode wilayah 53.99 adalah kode yang tidak ada dalam daftar satker" in t.pesan


@pytest.mark.parametrize(
    "ubah",
    [
        {("kode", ""): "5304"},
        {("kode", ""): "53,04"},
        {("kode", ""): ""},
        {("kode_kpu", ""): "999999"},
        {("kode_kpu", ""): ""},
        {("satker", ""): "KPU KAB. BELU"},
        {("satker", ""): "KPU Kabupaten Beluu"},
    ],
)
def test_kode_atau_nama_yang_tidak_dipersoalkan(ubah: dict[tuple[str, str], str]) -> None:
    assert temuan_w(bersama([sendiri(BELU, ubah)])) == []


def test_satu_sebab_satu_temuan_bila_kode_salah_di_kumpulan() -> None:
    """The one whose code was typed is neither double, nor is the other missing, nor the file misnamed."""
    masing = [*(sendiri(k) for k in LIMA if k != BELU), sendiri(BELU, {("kode", ""): ALOR})]
    assert selain_belum_ada(masing) == [("W203", nama(BELU), "Identitas", "C5")]
    assert kurang(masing) == set(KABUPATEN[5:])


@pytest.mark.parametrize("jalur", ["alor.xlsx", "kinerja-2026-53.05-alor.xlsx", "KPU Kab Alor 2026.xlsx", "53.05.xlsx"])
def test_nama_berkas_satker_lain(jalur: str) -> None:
    assert temuan_w(bersama([sendiri(BELU, jalur=jalur)])) == [("W204", jalur, "Identitas", "C5")]


def test_pesan_nama_berkas_dan_buku_ketikan() -> None:
    hasil = bersama([pk("KPU Kabupaten Belu", "kota-kupang.xlsx")])
    assert temuan_w(hasil) == [("W204", "kota-kupang.xlsx", None, None)]
    assert semua_w(hasil)[0].pesan == "Nama berkas menyebut KPU Kota Kupang, tetapi isinya KPU Kabupaten Belu (53.04)"


@pytest.mark.parametrize(
    "jalur",
    ("buku.xlsx", "ntt-belu.xlsx", "NTT 2026.xlsx", "belu-untuk-alor.xlsx", "2026.01.05.xlsx", "alor/belu.xlsx",
     "kupang.xlsx"),
)
def test_nama_berkas_yang_tidak_dipersoalkan(jalur: str) -> None:
    assert temuan_w(bersama([pk("KPU Kabupaten Belu", jalur)])) == []


def test_nama_yang_mirip() -> None:
    assert temuan_w(bersama([pk("KPU Kabupaten Manggarai", "manggarai-timur.xlsx")]))[0][0] == "W204"
    assert temuan_w(bersama([pk("KPU Kabupaten Kupang", "kota-kupang.xlsx")]))[0][0] == "W204"
    assert temuan_w(bersama([pk("KPU Kota Kupang", "kupang.xlsx")])) == []
    assert [s.kode for s in disebut("LKj TTS 2026")] == ["53.02"]
    assert disebut("anggaran 2026.01") == ()


def test_berkas_bernama_lain_hadir_untuk_keduanya() -> None:
    masing = [*(sendiri(k) for k in LIMA if k != ALOR), sendiri(BELU, jalur="alor.xlsx")]
    assert selain_belum_ada(masing) == [("W204", "alor.xlsx", "Identitas", "C5")]
    assert kurang(masing) == set(KABUPATEN[5:])


# W205


def test_dua_buku_templat_satu_satker() -> None:
    masing = [*(sendiri(k) for k in LIMA), sendiri(BELU, jalur="belu (2).xlsx")]
    assert selain_belum_ada(masing) == [("W205", "belu (2).xlsx", None, None)]
    t = next(t for t in semua_w(bersama(masing)) if t.kode == "W205")
    assert t.pesan == f"Sudah ada buku kerja lain untuk KPU Kabupaten Belu tahun 2026: {nama(BELU)}"
    assert (t.sebab, [x.berkas for x in t.terkait]) == ("isi kedua buku kerja sama", [nama(BELU)])


def test_dua_buku_templat_berbeda_isi() -> None:
    beda = sendiri(BELU, {("Anggaran", "D11"): Decimal(7_000_000)}, "belu (2).xlsx")
    t = next(t for t in semua_w(bersama([*(sendiri(k) for k in LIMA), beda])) if t.kode == "W205")
    assert t.sebab is not None and t.sebab.startswith("isinya berbeda pada: ") and "Anggaran" in t.sebab


def test_tiga_buku_dua_temuan() -> None:
    masing = [*(sendiri(k) for k in LIMA), *(sendiri(BELU, jalur=f"belu-{i}.xlsx") for i in (1, 2))]
    assert [x[1] for x in selain_belum_ada(masing)] == ["belu-2.xlsx", nama(BELU)]


@pytest.mark.parametrize(
    ("ubah", "jalur"),
    [
        ({("periode", ""): Decimal(2)}, "belu-2.xlsx"),
        ({}, "belu-revisi.xlsx"),
        ({("tahun", ""): Decimal(2025)}, "2025/belu.xlsx"),
    ],
)
def test_versi_lain_yang_sah(ubah: dict[tuple[str, str], Decimal], jalur: str) -> None:
    assert selain_belum_ada([*(sendiri(k) for k in LIMA), sendiri(BELU, ubah, jalur)]) == []


def test_folder_sejajar_bukan_ganda() -> None:
    masing = [sendiri(k, jalur=f"{f}/{nama(k)}") for k in LIMA[:4] for f in ("tw1", "tw2")]
    assert selain_belum_ada(masing) == []


def test_buku_ketikan_pendamping_dan_ganda() -> None:
    lima = [sendiri(k) for k in LIMA]
    malaka = [pk("KPU Kabupaten Malaka", f"malaka{x}.xlsx", target=t) for x, t in (("", "85%"), (" (2)", "86%"))]
    assert selain_belum_ada([*lima, *malaka]) == [("W205", "malaka (2).xlsx", None, None)]
    assert selain_belum_ada([*lima, pk("KPU Kabupaten Belu", "pk-belu.xlsx")]) == []  # a PK beside all the rest
    revisi = pk("KPU Kabupaten Malaka", "malaka revisi.xlsx")
    assert selain_belum_ada([*lima, malaka[0], revisi]) == []


def test_di_luar_kumpulan_hanya_templat_di_folder_yang_sama() -> None:
    dua = [sendiri(BELU), sendiri(BELU, jalur="belu (2).xlsx")]
    assert temuan_w(bersama(dua)) == [("W205", "belu (2).xlsx", None, None)]
    assert temuan_w(bersama([sendiri(BELU), sendiri(BELU, jalur="hasil/belu.xlsx")])) == []
    assert temuan_w(bersama([sendiri(BELU), pk("KPU Kabupaten Belu", "pk.xlsx")])) == []
    assert temuan_w(bersama([pk("KPU Kabupaten Belu", f"pk{x}.xlsx") for x in ("", " (2)")])) == []


def test_buku_tanpa_ubahan_sama() -> None:
    assert periksa_buku(buku(BELU), nama(BELU)).temuan == ()
