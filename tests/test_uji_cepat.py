"""Quick tests that let a rule off at once: with and without them a workbook has the same findings."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.test_aturan_silang_lingkup import TARGET, capaian, periksa, pk
from xlkinerja import rumus_jumlah, rumus_sebab
from xlkinerja.aturan import (
    SEMUA,
    anggaran_serapan,
    daftar_indikator,
    kumulatif,
    rumus_acuan,
    silang_cakupan,
    silang_realisasi,
    silang_target,
    teks_tabel,
)
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Aturan
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas
from xlkinerja.periksa import periksa_buku
from xlkinerja.prosa import Diingat, prosa_memuat
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_nilai import sama_hasil
from xlkinerja.temuan import Temuan

UJI = ((silang_target, "_serasi"), (daftar_indikator, "_seragam"), (silang_cakupan, "_sesasaran"),
       (silang_cakupan, "_serumusan"), (anggaran_serapan, "_genap_ribuan"),
       (silang_realisasi, "_sekali"), (rumus_sebab, "_dekat"))  # fmt: skip


PK, CAPAIAN = "PERJANJIAN KINERJA KETUA KPU KOTA KUPANG TAHUN 2024", "CAPAIAN KINERJA KETUA KPU KOTA KUPANG TAHUN 2024"


def test_target_sama_diam_target_beda_ditemukan_di_selnya() -> None:
    assert periksa({"PK": pk(PK), "Capaian": capaian(CAPAIAN, TARGET)}) == []
    assert periksa({"PK": pk(PK, (80, 65, 4)), "Capaian": capaian(CAPAIAN, TARGET)}) == [("X202", "Capaian", "D5")]
    assert periksa({"PK": pk(PK, (80, -65, 4)), "Capaian": capaian(CAPAIAN, TARGET)}) == [("X202", "Capaian", "D5")]


def test_tabel_yang_hanya_memuat_sebagian_diam_kecuali_targetnya_beda() -> None:
    satu = {a: n for a, n in capaian(CAPAIAN, TARGET).items() if a[1:] != "6"}
    semua = {"PK": pk(PK), "Capaian": capaian(CAPAIAN, TARGET), "Tabel 2": satu}
    assert not [x for x in periksa(semua) if x[0] in ("X202", "X203")]
    satu["D5"], satu["E5"] = 60, 60
    assert ("X202", "Tabel 2", "D5") in periksa(semua)


BERUJI = [a for a in SEMUA if a.kode in ("A211", "A223", "J207", "R205") or a.kode.startswith(("F1", "X2"))]


def temuan(a: Aturan) -> list[tuple[Temuan, ...]]:
    return [periksa_buku(contoh_buku(c.ubah)).temuan for c in (a.salah, a.benar) if c is not None]


@pytest.mark.parametrize("a", BERUJI, ids=lambda a: str(a.kode))
def test_contoh_sama_temuannya_tanpa_uji_cepat(a: Aturan, monkeypatch: pytest.MonkeyPatch) -> None:
    dengan = temuan(a)
    for modul, nama in UJI:
        monkeypatch.setattr(modul, nama, lambda *_: False)
    monkeypatch.setattr(teks_tabel, "_CACAHAN", re.compile(""))
    monkeypatch.setattr(rumus_jumlah, "_SEBARIS", re.compile("(?!)"))
    monkeypatch.setattr(rumus_sebab, "_berumus", lambda *_: True)
    monkeypatch.setattr(rumus_acuan._Dapat, "__missing__", lambda *_: True)
    monkeypatch.setattr(kumulatif, "_mungkin_kumulatif", Diingat(lambda _: True))
    monkeypatch.setattr(PetaRumus, "berteks", property(lambda self: frozenset(x.nama for x in self.buku.lembar)))
    assert temuan(a) == dengan


@pytest.mark.parametrize("n", ["0.1", "98.9723367883094", "0.333333333333333", "117.647058823529", "1E15", "1E-300"])
def test_angka_yang_dekat_sama_juga_sebagai_pecahan_biner(n: str) -> None:
    a = Decimal(n)
    for beda in ("0", "1E-16", "8.9E-12", "-8.9E-12", "9.1E-12", "1.1E-11", "1E-9"):
        b = a * (1 + Decimal(beda))
        if rumus_sebab._dekat(a, b):
            assert sama_hasil(float(a), float(b))
    assert rumus_sebab._dekat(a, a)
    assert not rumus_sebab._dekat(a, a * 2)


@pytest.mark.parametrize("kata", ["100", "%", " dari ", "ribu", "straße"])
def test_kata_ditemukan_di_teks_yang_memuatnya_bagaimanapun_hurufnya(kata: str) -> None:
    isi = ["Seribu (1.000) Rupiah", "100% DARI 12 indikator", "Tiga 3 dari empat 4 suku", "12 STRASSE dan Straße 13"]
    buku = buku_ingatan({"Teks": {f"A{i}": t for i, t in enumerate(isi, 1)}, "Lain": {"A1": "Tabel 12 dan lainnya"}})
    kena = [p.teks for p in prosa_memuat(Konteks(Berkas("a.xlsx", None, None, ()), buku), kata.casefold())]
    assert kena == [t for t in isi if kata.casefold() in t.casefold()]
