"""Changing the cells in memory between two rounds of `hitung` comes to the same as splicing the file and reading it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import xlkinerja.terapkan as modul_terapkan
from xlkinerja.buku import LEBAR, Buku, Lembar, Suntingan
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.buku.paket import Paket, buka_paket
from xlkinerja.buku.sisip import terapkan
from xlkinerja.buku.sisip_ingatan import TakBiasa, terapkan_ingatan
from xlkinerja.perubahan import tulis_tsv
from xlkinerja.terapkan import hitung_perubahan

CONTOH = sorted((Path(__file__).parents[1] / "workbooks" / "contoh").glob("*.xlsx"))
POLOS = next(p for p in CONTOH if p.stem == "kota-kupang-2024")
TEMUAN = LembarBaru("Temuan", ((SelBaru("Temuan", "judul"),), (SelBaru(Decimal(7), "angka"), None, SelBaru("x"))))


def _sunting_acak(buku: Buku, benih: int, banyak: int) -> list[Suntingan]:
    """Edits of stored cells: other figures and words, fills, formats."""
    acak = random.Random(benih)
    pengguna = [x for x in buku.lembar if x.nama != TEMUAN.nama]
    semua = [(x, i) for x in pengguna for i, k in enumerate(x.kunci) if k not in x.rumus and not _tergabung(x, k)]
    hasil = []
    for x, i in acak.sample(semua, min(banyak, len(semua))):
        di = (x.nama, x.kunci[i] // LEBAR + 1, x.kunci[i] % LEBAR + 1)
        nilai: Decimal | str | None = acak.choice([Decimal(acak.randrange(10**9)) / 1000, "kata baru", None])
        isian = acak.choice([None, "FFF9CAB0", "FFFFE49A"])
        hasil.append(Suntingan(*di, nilai, isian=isian, format=acak.choice([None, "0.000%"])))
    return hasil


def _tergabung(x: Lembar, kunci: int) -> bool:
    b, k = kunci // LEBAR + 1, kunci % LEBAR + 1
    return any(g.baris1 <= b <= g.baris2 and g.kolom1 <= k <= g.kolom2 for g in x.gabungan)


def _sel_angka(buku: Buku) -> tuple[Suntingan, str]:
    """A figure that is no formula's, as an edit without anything to do, and its stored text."""
    for x in buku.lembar:
        for kunci, jenis, isi in zip(x.kunci, x.jenis, x.isi, strict=True):
            if jenis == ord("n") and kunci not in x.rumus:
                return Suntingan(x.nama, kunci // LEBAR + 1, kunci % LEBAR + 1), isi
    raise AssertionError


def _sama(a: Buku, b: Buku) -> bool:
    return a.nama == b.nama and a.properti == b.properti and a.lembar == b.lembar


@pytest.mark.parametrize("jalur", CONTOH, ids=lambda p: p.stem)
def test_buku_di_ingatan_seperti_yang_dibaca_lagi(jalur: Path) -> None:
    isi = jalur.read_bytes()
    cocok = 0
    for benih in range(3):
        ingatan, kini = buka(isi), isi
        ringan = buka_paket(isi)
        for putaran in range(2):
            suntingan = _sunting_acak(ingatan, 10 * benih + putaran, 5)
            try:
                ringan, ingatan = terapkan_ingatan(ringan, ingatan, suntingan, TEMUAN)
            except TakBiasa:
                break
            kini = terapkan(kini, suntingan, TEMUAN)
            assert _sama(ingatan, buka(kini))
            cocok += 1
    assert cocok == 6


def test_tanpa_perubahan_tetap_benda_yang_sama() -> None:
    isi = POLOS.read_bytes()
    buku = buka(isi)
    ringan, kini = terapkan_ingatan(buka_paket(isi), buku, (), TEMUAN)
    assert terapkan_ingatan(ringan, kini, (), TEMUAN) == (ringan, kini)
    sel, angka = _sel_angka(kini)
    tetap = replace(sel, nilai=Decimal(angka))
    assert all(a is b for a, b in zip(terapkan_ingatan(ringan, kini, [tetap], TEMUAN), (ringan, kini), strict=True))


@pytest.mark.parametrize(
    "ubah",
    [
        {"nilai": Decimal(1), "rumus": "1"},
        {"nilai": Decimal(1), "hanya_nilai_tersimpan": True},
        {"hapus": True},
        {"nilai": " tepi"},
        {"nilai": Decimal(1), "kolom": 900},
    ],
    ids="-".join,
)
def test_suntingan_lain_ditolak(ubah: dict[str, Any]) -> None:
    isi = POLOS.read_bytes()
    buku = buka(isi)
    with pytest.raises(TakBiasa):
        terapkan_ingatan(buka_paket(isi), buku, [replace(_sel_angka(buku)[0], **ubah)], TEMUAN)


def _rusak(jalur: Path, benih: int, tujuan: Path) -> Path:
    """A copy with other figures in some cells and none in others."""
    isi = jalur.read_bytes()
    buku, acak = buka(isi), random.Random(benih)
    semua = [(x, i) for x in buku.lembar for i in range(len(x.kunci)) if x.jenis[i] == ord("n")]
    for x, i in acak.sample(semua, min(12, len(semua))):
        di = (x.nama, x.kunci[i] // LEBAR + 1, x.kunci[i] % LEBAR + 1)
        hapus = acak.random() < 0.5
        isi = terapkan(isi, [Suntingan(*di, None if hapus else x.sel_ke(i).nilai * 10, hapus=hapus)])  # type: ignore[arg-type,operator]
    tujuan.write_bytes(isi)
    return tujuan


@pytest.mark.parametrize("jalur", CONTOH, ids=lambda p: p.stem)
def test_daftar_perubahan_sama_lewat_kedua_jalan(jalur: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rusak = _rusak(jalur, 3, tmp_path / jalur.name)
    cepat = hitung_perubahan(rusak)

    def tolak(*_: Sequence[object]) -> None:
        raise TakBiasa

    monkeypatch.setattr(modul_terapkan, "terapkan_ingatan", tolak)
    lambat = hitung_perubahan(rusak)
    assert tulis_tsv(cepat[1]) == tulis_tsv(lambat[1])
    assert cepat[0] == lambat[0]


def test_putaran_kedua_yang_ditolak_disisipkan_sejak_awal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rusak = _rusak(POLOS, 5, tmp_path / "a.xlsx")
    benar, n = hitung_perubahan(rusak), [0]

    def sekali(*argumen: object) -> tuple[Paket, Buku]:
        n[0] += 1
        if n[0] > 1:
            raise TakBiasa
        return terapkan_ingatan(*argumen)  # type: ignore[arg-type]

    monkeypatch.setattr(modul_terapkan, "terapkan_ingatan", sekali)
    assert tulis_tsv(hitung_perubahan(rusak)[1]) == tulis_tsv(benar[1])
    assert n[0] > 1
