"""Settings in use: which file holds, what it accepts and for how long, and that cache, workers and history see the
right thing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests import kiriman_ntt
from tests.test_kumpulan import Penghitung
from xlkinerja import setelan_muat
from xlkinerja.cli import utama
from xlkinerja.hitung import Jenjang, Skala
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.laporan.matriks import matriks_capaian
from xlkinerja.laporan.riwayat import susun
from xlkinerja.laporan.teks import Gaya, tulis
from xlkinerja.laporan.wilayah import wilayah
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.riwayat import Sebab, Status
from xlkinerja.riwayat_db import Riwayat
from xlkinerja.riwayat_jalan import tempat_baku
from xlkinerja.setelan import Abaikan, Setelan
from xlkinerja.setelan_terap import tempat_bersama, tempat_setelan, terima_semua
from xlkinerja.simpanan import Simpanan
from xlkinerja.temuan import Tingkat

AWAL = date(2026, 11, 27)
INDIKATOR = "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan"
TERIMA = '[[abaikan]]\nkode = "K201"\nalasan = "menunggu surat"\nsampai = 2026-12-31\n'
SKALA = (
    '[[skala]]\nkategori = "Tinggi"\nbawah = 90\n[[skala]]\nkategori = "Sedang"\nbawah = 60\natas = 90\n'
    '[[skala]]\nkategori = "Rendah"\natas = 60\n'
)
JENJANG: Skala = (Jenjang(90, None, "Tinggi"), Jenjang(60, 90, "Sedang"), Jenjang(None, 60, "Rendah"))  # type: ignore[arg-type]


def buku(jalur: Path, *, capaian: float = 0.6966, kategori: str = "", satker: str = "Kota Kupang") -> Path:
    """A capaian table of one row: K201 on E4 unless capaian is 0.8195."""
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "Capaian"
    ws.append((f"Capaian Kinerja KPU {satker} Tahun 2024",))
    ws.append(())
    ws.append(("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Kategori"))
    ws.append((1, INDIKATOR, 0.85, 0.6966, capaian, kategori or None))
    for sel in ws[4][2:5]:
        sel.number_format = "0.00%"
    wb.save(jalur)
    return jalur


@pytest.fixture
def hari(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Its only element is today; it may be changed."""
    hasil = [AWAL]
    monkeypatch.setattr(setelan_muat, "hari_ini", lambda: hasil[0])
    monkeypatch.setattr("xlkinerja.perintah_periksa.hari_ini", lambda: hasil[0])
    return hasil


@pytest.fixture
def folder(tmp_path: Path, hari: list[date]) -> Path:
    hasil = tmp_path / "induk" / "ntt"
    hasil.mkdir(parents=True)
    buku(hasil / "kupang.xlsx")
    buku(hasil / "ende.xlsx", satker="Kabupaten Ende")
    return hasil


def atur(folder: Path, teks: str) -> Path:
    berkas = folder / "xlkinerja.toml"
    berkas.write_text(teks, encoding="utf-8")
    return berkas


def json_dari(capsys: pytest.CaptureFixture[str], *argumen: str | Path) -> dict[str, list[tuple[str, str, str | None]]]:
    """Workbook -> code, status, reason of its galat."""
    capsys.readouterr()
    assert utama([*map(str, argumen), "--format", "json"]) in (0, 1)
    isi = json.loads(capsys.readouterr().out)
    return {
        b["jalur"]: [(t["kode"], t["status"], t["alasan"]) for t in b["temuan"] if t["tingkat"] == "galat"]
        for b in isi["berkas"]
    }


BUKA = [("K201", "terbuka", None)]
DITERIMA = [("K201", "diterima", "menunggu surat (xlkinerja.toml, sampai 31 Desember 2026)")]


# Which file


def test_tempat(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tempat_setelan(folder) is None and tempat_setelan(folder / "kupang.xlsx") is None
    luar = atur(folder.parent, "")
    assert tempat_setelan(folder) == tempat_setelan(folder / "kupang.xlsx") == luar
    jauh = folder / "kupang" / "tw1"
    jauh.mkdir(parents=True)
    assert tempat_setelan(jauh) == tempat_setelan(jauh / "kupang.xlsx") == luar
    dalam = atur(folder, "")
    assert tempat_setelan(jauh) == dalam
    assert tempat_setelan(folder) == tempat_setelan(folder / "kupang.xlsx") == dalam
    monkeypatch.chdir(folder)
    assert tempat_setelan(".") == Path("xlkinerja.toml")
    assert tempat_setelan("kupang.xlsx") == dalam
    dalam.unlink()
    assert tempat_setelan(".") == tempat_setelan("kupang.xlsx") == luar
    dalam.mkdir()  # a folder of that name is no settings
    assert tempat_setelan(folder) == luar


def test_beberapa_jalur_hanya_bila_setelannya_sama(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lain = buku(tmp_path / "lain.xlsx")
    atur(folder, TERIMA)
    assert tempat_bersama([folder, folder / "kupang.xlsx"]) == (folder / "xlkinerja.toml", False)
    assert tempat_bersama([lain]) == (None, False)
    assert tempat_bersama([lain, folder]) == (None, True)
    assert json_dari(capsys, "periksa", folder, lain) == {"ende.xlsx": BUKA, "kupang.xlsx": BUKA, "lain.xlsx": BUKA}
    utama(["periksa", str(folder), str(lain)])
    assert capsys.readouterr().err == (
        "peringatan: xlkinerja.toml tidak dipakai, karena jalur yang diperiksa tidak memakai berkas setelan yang sama; "
        "pilih dengan --setelan\n"
    )
    setelan = folder / "xlkinerja.toml"
    assert json_dari(capsys, "periksa", lain, folder, "--setelan", setelan)["lain.xlsx"] == DITERIMA


def test_setelan_dipilih_atau_tidak_dipakai(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    atur(folder, TERIMA)
    lain = folder.parent / "lain.toml"
    lain.write_text(TERIMA.replace("menunggu surat", "sebab lain"))
    assert json_dari(capsys, "periksa", folder) == {"ende.xlsx": DITERIMA, "kupang.xlsx": DITERIMA}
    assert json_dari(capsys, "periksa", folder / "ende.xlsx") == {"ende.xlsx": DITERIMA}
    assert json_dari(capsys, "periksa", folder, "--tanpa-setelan")["ende.xlsx"] == BUKA
    assert json_dari(capsys, "periksa", folder, "--setelan", lain)["ende.xlsx"] == [
        ("K201", "diterima", "sebab lain (lain.toml, sampai 31 Desember 2026)")
    ]
    with pytest.raises(SystemExit):
        utama(["periksa", str(folder), "--setelan", str(lain), "--tanpa-setelan"])
    assert utama(["periksa", str(folder), "--setelan", str(folder / "tidak.toml")]) == 2


@pytest.mark.parametrize("perintah", ["periksa", "hitung", "rekap", "data"])
def test_setelan_rusak_menghentikan(folder: Path, capsys: pytest.CaptureFixture[str], perintah: str) -> None:
    berkas = atur(folder, 'tingkat = "x"\n[[abaikan]]\nkode = "K201"\nalasan = "a"\n')
    keluaran = ["--keluaran", str(folder / "r.xlsx")] if perintah in ("rekap", "data") else []
    sebelum = {p: p.read_bytes() for p in folder.iterdir()}
    assert utama([perintah, str(folder), *keluaran]) == 2
    keluar = capsys.readouterr()
    assert keluar.out == ""
    assert keluar.err.splitlines() == [
        f'galat: {berkas}, baris 1, tingkat: "x" tidak dikenal; pilih "galat", "peringatan", "info"',
        f"galat: {berkas}, baris 2, [[abaikan]] ke-1: sampai belum ada; tulis tanggal tanpa tanda kutip dan tanpa jam, "
        "mis. 2026-12-31",
    ]
    assert {p: p.read_bytes() for p in folder.iterdir()} == sebelum
    assert not tempat_baku(folder).exists()


# What it does


def test_tingkat_bawaan_dan_pilihan_menang(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    buku(folder / "kupang.xlsx", capaian=0.8195)
    (folder / "ende.xlsx").unlink()
    wb = load_workbook(folder / "kupang.xlsx")
    wb["Capaian"]["E4"] = "81,95%"  # a number as text: info
    wb.save(folder / "kupang.xlsx")
    assert utama(["periksa", str(folder)]) == 0
    atur(folder, 'tingkat = "info"\n')
    assert utama(["periksa", str(folder)]) == 1
    assert "info " in capsys.readouterr().out
    assert utama(["periksa", str(folder), "--tingkat", "peringatan"]) == 0
    assert utama(["periksa", str(folder), "--tanpa-setelan"]) == 0


def test_diterima_tetap_tercantum(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    atur(folder, TERIMA + 'satker = ["53.71"]\n')
    assert utama(["periksa", str(folder)]) == 1
    teks = capsys.readouterr().out
    assert "E4  galat      K201  Capaian: tertulis 69,66%" in teks  # Ende, to which it does not apply
    assert (
        "kupang.xlsx (KPU Kota Kupang, 2024): tidak ada temuan\n"
        "  Diterima  Capaian!E4  K201: menunggu surat (xlkinerja.toml, sampai 31 Desember\n"
        "            2026)\n"
    ) in teks
    assert "2 buku kerja diperiksa: 1 galat, 0 peringatan, 0 info, 1 diterima\n" in teks
    assert teks.endswith("\n1 temuan diterima menurut xlkinerja.toml\n")
    atur(folder, TERIMA)
    assert utama(["periksa", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("\n2 temuan diterima menurut xlkinerja.toml\n")
    atur(folder, "")
    assert utama(["periksa", str(folder)]) == 1
    assert "menurut" not in capsys.readouterr().out


def test_yang_diterima_di_bawah_tingkat_tidak_ditampilkan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wb = load_workbook(folder / "kupang.xlsx")
    wb["Capaian"]["E4"] = "81,95%"
    wb.save(folder / "kupang.xlsx")
    kode = next(t for b in periksa_jalur([folder / "kupang.xlsx"]).berkas for t in b.temuan).kode
    atur(folder, TERIMA.replace("K201", kode))
    assert utama(["periksa", str(folder / "kupang.xlsx")]) == 0
    assert "Diterima" not in capsys.readouterr().out
    utama(["periksa", str(folder / "kupang.xlsx"), "--tingkat", "info"])
    assert "Diterima" in capsys.readouterr().out


def test_sarif_dan_alasan_buku_kerja_menang(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    atur(folder, TERIMA)
    utama(["periksa", str(folder / "ende.xlsx"), "--format", "sarif"])
    (hasil,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert hasil["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": DITERIMA[0][2]},
    ]
    hasil = periksa_jalur([folder])
    setelan = Setelan(folder / "xlkinerja.toml", abaikan=(Abaikan("K201", "x", AWAL),))
    sekali = terima_semua(hasil, setelan, AWAL)
    lagi = terima_semua(sekali, Setelan(Path("b.toml"), abaikan=(Abaikan("K201", "y", AWAL),)), AWAL)
    assert lagi == sekali and sekali != hasil
    assert sekali.diterima == sekali.diterima_setelan == 2


def test_hari_terakhir_masih_berlaku_dan_yang_terlama_dipakai() -> None:
    hasil = kiriman_ntt.hasil()

    def banyak(hari: date, *abaikan: Abaikan) -> int:
        return terima_semua(hasil, Setelan(Path("x.toml"), abaikan=abaikan), hari).diterima_setelan

    a = Abaikan("K201", "x", date(2026, 12, 31))
    assert banyak(date(2026, 12, 31), a) > 0 and banyak(date(2027, 1, 1), a) == 0
    assert banyak(AWAL, Abaikan("K201", "x", AWAL, ("53.12",))) == 0
    assert banyak(AWAL, Abaikan("K201", "x", AWAL, ("53.03",))) == 1
    assert banyak(AWAL, Abaikan("S001", "x", AWAL)) == 0
    dua = Setelan(Path("x.toml"), abaikan=(Abaikan("K201", "dulu", AWAL), a))
    alasan = {t.diterima for b in terima_semua(hasil, dua, AWAL).berkas for t in b.temuan if t.kode == "K201"}
    assert alasan == {"x (x.toml, sampai 31 Desember 2026)"}


def test_temuan_seluruh_folder_hanya_bila_untuk_semua_satker() -> None:
    hasil = kiriman_ntt.hasil()
    assert hasil.bersama is not None
    kode = hasil.bersama.temuan[0].kode
    n = sum(t.kode == kode for t in hasil.bersama.temuan)

    def diterima(*satker: str) -> HasilPeriksa:
        return terima_semua(hasil, Setelan(Path("x.toml"), abaikan=(Abaikan(kode, "x", AWAL, satker),)), AWAL)

    semua = diterima()
    assert semua.bersama is not None and semua.diterima == semua.diterima_setelan >= n > 0
    assert [t.diterima is not None for t in semua.bersama.temuan] == [t.kode == kode for t in hasil.bersama.temuan]
    assert diterima("53.71").bersama == hasil.bersama


def test_yang_diterima_dari_perbandingan_tercantum_dalam_teks() -> None:
    """W201 of the folder, and W findings of a workbook from a template, which is told before it is compared."""
    hasil = kiriman_ntt.hasil()
    templat = tuple(replace(b, berkas=replace(b.berkas, templat=True)) for b in hasil.berkas)
    setelan = Setelan(Path("x.toml"), abaikan=(Abaikan("W201", "libur", AWAL), Abaikan("W202", "arsip", AWAL)))
    diterima = terima_semua(replace(hasil, berkas=templat), setelan, AWAL)
    teks = "".join(tulis(diterima, tingkat=Tingkat.PERINGATAN, gaya=Gaya(200)))
    bersama = teks.partition("\nFolder yang diperiksa\n\n")[2].splitlines()
    assert [b for b in bersama if "KPU Kabupaten Ngada" in b] == [
        "  Diterima  W201 Belum ada buku kerja KPU Kabupaten Ngada (53.09) tahun 2026: libur (x.toml, sampai 27 "
        "November 2026)"
    ]
    assert teks.count("  Diterima  53.07.xlsx  W202: arsip (x.toml, sampai 27 November 2026)\n") == 1


def test_habis_berlaku_disebut(folder: Path, hari: list[date], capsys: pytest.CaptureFixture[str]) -> None:
    atur(folder, TERIMA + '[[abaikan]]\nkode = ["J201", "J211"]\nalasan = "x"\nsampai = 2026-11-26\n')
    assert utama(["periksa", str(folder)]) == 0
    assert capsys.readouterr().err == (
        "peringatan: xlkinerja.toml: masa berlaku sudah habis, jadi tidak diabaikan lagi: J201 (26 November 2026), "
        "J211 (26 November 2026)\n"
    )
    hari[0] = date(2027, 1, 1)
    assert utama(["periksa", str(folder)]) == 1
    assert "K201 (31 Desember 2026)" in capsys.readouterr().err


# Cache, workers, cluster, history


def _kategori(hasil: HasilPeriksa) -> list[tuple[object, list[str]]]:
    return [
        (next(h.nilai for h in b.hitungan if h.bidang == "kategori"), [t.kode for t in b.temuan if t.kode[0] == "K"])
        for b in hasil.berkas
    ]


@pytest.fixture
def berkategori(folder: Path) -> Path:
    buku(folder / "ende.xlsx", capaian=0.8195, kategori="Sedang", satker="Kabupaten Ende")
    buku(folder / "kupang.xlsx", capaian=0.8195, kategori="Baik")
    return folder


BAKU = [("Baik", []), ("Baik", [])]
MENURUT_SETELAN = [("Sedang", []), ("Sedang", ["K301"])]


def test_skala_dan_cache(berkategori: Path, tmp_path: Path) -> None:
    simpanan = Simpanan(tmp_path / "cache", "uji")
    siapa = Penghitung()

    def jalan(skala: Skala | None) -> list[tuple[object, list[str]]]:
        siapa.diperiksa.clear()
        return _kategori(periksa_jalur([berkategori], simpanan=simpanan, pelaksana=siapa, skala=skala))

    assert jalan(None) == BAKU and len(siapa.diperiksa) == 2
    assert jalan(JENJANG) == MENURUT_SETELAN and len(siapa.diperiksa) == 2
    assert jalan(None) == BAKU and siapa.diperiksa == []
    assert jalan(JENJANG) == MENURUT_SETELAN and siapa.diperiksa == []
    assert jalan(JENJANG[:2])[0][0] == "Sedang" and len(siapa.diperiksa) == 2


def test_skala_dan_pekerja(berkategori: Path) -> None:
    satu = periksa_jalur([berkategori], skala=JENJANG)
    assert _kategori(satu) == MENURUT_SETELAN
    assert periksa_jalur([berkategori], skala=JENJANG, pekerja=2) == satu
    assert satu.berkas[1].berkas.skala == JENJANG


def test_skala_buku_kerja_menang(berkategori: Path) -> None:
    wb = load_workbook(berkategori / "kupang.xlsx")
    ws = wb.create_sheet("Skala")
    isi = (("Skala Kategori",), (), ("No", "Batas Bawah", "Batas Atas", "Kategori"), (1, None, 70, "Kurang"),
           (2, 70, None, "Baik"))  # fmt: skip
    for baris in isi:
        ws.append(baris)
    wb.save(berkategori / "kupang.xlsx")
    assert _kategori(periksa_jalur([berkategori], skala=JENJANG)) == [("Sedang", []), ("Baik", [])]


def test_skala_dari_setelan_pada_setiap_perintah(berkategori: Path, capsys: pytest.CaptureFixture[str]) -> None:
    atur(berkategori, SKALA)
    harus = {"ende.xlsx": [], "kupang.xlsx": [("K301", "terbuka", None)]}
    assert json_dari(capsys, "periksa", berkategori) == harus
    assert json_dari(capsys, "periksa", berkategori, "--tanpa-setelan") == {"ende.xlsx": [], "kupang.xlsx": []}
    data = berkategori.parent / "data.csv"
    assert utama(["data", str(berkategori), "--keluaran", str(data)]) == 0
    kategori = [b.split(",") for b in data.read_text("utf-8-sig").splitlines() if ",kategori," in b]
    assert [b[15] for b in kategori if b[18] == "dihitung"] == ["Sedang", "Sedang"]
    hasil = berkategori.parent / "hasil"
    assert json_dari(capsys, "hitung", berkategori, "--keluaran", hasil) == harus
    assert load_workbook(hasil / "kupang.xlsx")["Capaian"]["F4"].value == "Sedang"
    assert json_dari(capsys, "periksa", hasil, "--setelan", berkategori / "xlkinerja.toml")["kupang.xlsx"] == []


def test_penerimaan_tidak_masuk_buku_kerja(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`hitung` reports it as accepted, but the sheet Temuan stays when the settings expire, so that it says open."""
    atur(folder, TERIMA)
    hasil = folder.parent / "hasil"
    assert utama(["hitung", str(folder), "--keluaran", str(hasil)]) == 0
    assert "\n2 temuan diterima menurut xlkinerja.toml\n" in capsys.readouterr().out
    sel = [s.value for b in load_workbook(hasil / "kupang.xlsx")["Temuan"].iter_rows() for s in b]
    assert "K201" in sel and not any("menunggu surat" in str(s) for s in sel)
    assert json_dari(capsys, "periksa", hasil, "--tanpa-setelan")["kupang.xlsx"] in ([], BUKA)


def test_daftar_perubahan_tanpa_mencari_setelan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The workbook is a copy of one that is open, in a folder that is none of ours."""
    atur(folder, "salah salah\n")
    keluaran = folder.parent / "p.tsv"
    assert utama(["hitung", str(folder / "kupang.xlsx"), "--perubahan", str(keluaran)]) == 1
    capsys.readouterr()
    assert utama(["hitung", str(folder / "kupang.xlsx"), "--perubahan", str(keluaran), "--setelan",
                  str(folder / "xlkinerja.toml")]) == 2  # fmt: skip


def _riwayat(folder: Path) -> dict[str, tuple[str, str, str | None]]:
    """Workbook -> status and reason of K201 in the last run, and why it is accepted."""
    p = susun(Riwayat(tempat_baku(folder)), sejak=1, kode=("K201", "K301"))
    assert p is not None
    return {t.jalur: (s.value, t.sebab.name if t.sebab is not None else "", t.catatan.diterima) for s, t in p.temuan}


def test_riwayat_melewati_masa_berlaku(folder: Path, hari: list[date]) -> None:
    alasan = DITERIMA[0][2]
    periksa = ["periksa", str(folder)]
    assert utama(periksa) == 1
    assert _riwayat(folder)["kupang.xlsx"] == (Status.BARU.value, "BUKU_BARU", None)
    atur(folder, TERIMA)
    assert utama(periksa) == 0  # all of it from the cache
    assert _riwayat(folder)["kupang.xlsx"] == (Status.DITERIMA.value, "", alasan)
    hari[0] = date(2026, 12, 31)
    assert utama(periksa) == 0
    assert _riwayat(folder)["kupang.xlsx"] == (Status.DITERIMA.value, "", alasan)
    hari[0] = date(2027, 1, 1)
    assert utama(periksa) == 1
    assert _riwayat(folder)["kupang.xlsx"] == (Status.KAMBUH.value, "PENERIMAAN_GUGUR", None)
    assert "masanya habis" in Sebab.PENERIMAAN_GUGUR.value


def test_riwayat_tahu_skala_berubah(berkategori: Path) -> None:
    assert utama(["periksa", str(berkategori)]) == 0
    atur(berkategori, SKALA)
    assert utama(["periksa", str(berkategori)]) == 1
    assert _riwayat(berkategori) == {"kupang.xlsx": (Status.BARU.value, "ATURAN_BERUBAH", None)}
    (berkategori / "xlkinerja.toml").unlink()
    assert utama(["periksa", str(berkategori)]) == 0
    assert _riwayat(berkategori) == {"kupang.xlsx": (Status.SELESAI.value, "ATURAN_BERUBAH", None)}


def test_skala_di_laporan_provinsi(tmp_path: Path) -> None:
    for s in ("Kabupaten Ende", "Kabupaten Belu", "Kabupaten Alor", "Kota Kupang"):
        buku(tmp_path / f"{s}.xlsx", capaian=0.8195, satker=s)
    m = matriks_capaian(wilayah(periksa_jalur([tmp_path], skala=JENJANG)))
    assert m.skala == JENJANG and m.skala_sendiri == ()
    assert {s.kategori for s in m.isi.values()} == {"Sedang"}
    laporan = tmp_path.parent / "l.html"
    atur(tmp_path, SKALA)
    utama(["periksa", str(tmp_path), "--laporan", str(laporan)])
    isi = laporan.read_text("utf-8")
    assert "Tinggi" in isi and "Baik Sekali" not in isi and "skala di buku kerjanya sendiri" not in isi
    shutil.rmtree(tmp_path)
