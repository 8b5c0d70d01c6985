"""Quick tests that let a rule off at once: with and without them a workbook has the same findings."""

from __future__ import annotations

import re

import pytest

from tests.test_aturan_silang_lingkup import TARGET, capaian, periksa, pk
from xlkinerja.aturan import SEMUA, anggaran_serapan, daftar_indikator, silang_cakupan, silang_target, teks_tabel
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Aturan
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan

UJI = ((silang_target, "_serasi"), (daftar_indikator, "_seragam"), (silang_cakupan, "_sesasaran"),
       (silang_cakupan, "_serumusan"), (anggaran_serapan, "_genap_ribuan"))  # fmt: skip


PK, CAPAIAN = "PERJANJIAN KINERJA KETUA KPU KOTA KUPANG TAHUN 2024", "CAPAIAN KINERJA KETUA KPU KOTA KUPANG TAHUN 2024"


def test_target_sama_diam_target_beda_ditemukan_di_selnya() -> None:
    assert periksa({"PK": pk(PK), "Capaian": capaian(CAPAIAN, TARGET)}) == []
    assert periksa({"PK": pk(PK, (80, 65, 4)), "Capaian": capaian(CAPAIAN, TARGET)}) == [("X202", "Capaian", "D5")]


def test_tabel_yang_hanya_memuat_sebagian_diam_kecuali_targetnya_beda() -> None:
    satu = {a: n for a, n in capaian(CAPAIAN, TARGET).items() if a[1:] != "6"}
    semua = {"PK": pk(PK), "Capaian": capaian(CAPAIAN, TARGET), "Tabel 2": satu}
    assert not [x for x in periksa(semua) if x[0] in ("X202", "X203")]
    satu["D5"], satu["E5"] = 60, 60
    assert ("X202", "Tabel 2", "D5") in periksa(semua)


BERUJI = [a for a in SEMUA if a.kode in ("A211", "J207", "R205") or a.kode.startswith("X2")]


def temuan(a: Aturan) -> list[tuple[Temuan, ...]]:
    return [periksa_buku(contoh_buku(c.ubah)).temuan for c in (a.salah, a.benar) if c is not None]


@pytest.mark.parametrize("a", BERUJI, ids=lambda a: str(a.kode))
def test_contoh_sama_temuannya_tanpa_uji_cepat(a: Aturan, monkeypatch: pytest.MonkeyPatch) -> None:
    dengan = temuan(a)
    for modul, nama in UJI:
        monkeypatch.setattr(modul, nama, lambda *_: False)
    monkeypatch.setattr(teks_tabel, "_CACAHAN", re.compile(""))
    assert temuan(a) == dengan
