"""K217: the figure that is a power of ten off what its indicator's other figures agree on; literal cells, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.periksa import periksa_buku

F = "capaian_sasaran"
R = "renstra"
T = "capaian_tahunan"
D = Decimal
_P = "0.00%"
_KALI = '0" kali"'


def letak(*ubah: Ubah) -> list[tuple[str, str | None, str | None, str | None]]:
    semua = periksa_buku(contoh_buku(ubah)).temuan
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel, t.sebab) for t in semua if t.kode[0] in "JKX"]


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        # the Renstra: a fraction that became a percentage, a zero too many, a lost comma, a fraction
        ((Ubah(R, 6, "2022", D("0.18"), _P),), [("K217", "Renstra", "G10", "100 kali terlalu besar")]),
        ((Ubah(R, 4, "2023", D(90), _KALI),), [("K217", "Renstra", "H8", "10 kali terlalu besar")]),
        ((Ubah(R, 1, "2021", D("7.7"), "0.0"),), [("K217", "Renstra", "F5", "10 kali terlalu kecil")]),
        ((Ubah(R, 0, "2022", D("0.003"), "0.0%"),), [("K217", "Renstra", "G4", "kurang dikali 100")]),
        ((Ubah(R, 0, "2022", D("0.3"), "0.0"),), [("K217", "Renstra", "G4", "kurang dikali 100")]),
        # growth, a real drop, targets that stay the same and are tenfold once, two that differ
        ((Ubah(R, 0, "2021", D("0.05"), "0%"),), []),
        ((Ubah(R, 6, "2022", D("0.0006"), _P),), []),
        (tuple(Ubah(R, 4, str(t), D(n), _KALI) for t, n in ((2020, 8), (2021, 8), (2022, 80), (2023, 8))), []),
        ((Ubah(R, 6, "2022", D("0.18"), _P), Ubah(R, 6, "2021", D("0.19"), _P)), []),
        # other years of a multi-year table
        ((Ubah(T, 0, "2020", D("0.0741"), _P),), [("K217", "Capaian Multi-tahun", "A6", "10 kali terlalu kecil")]),
        ((Ubah(T, 0, "2020", D("7.41"), _P),), [("K217", "Capaian Multi-tahun", "A6", "10 kali terlalu besar")]),
        ((Ubah(T, 0, "2020", D("0.00741"), "0.000%"),), [("K217", "Capaian Multi-tahun", "A6", "kurang dikali 100")]),
        ((Ubah(T, 0, "2020", D("0.2")),), []),
        # the realisasi of the year against the indicator's targets
        ((Ubah(F, 1, "realisasi", D(9352), "0"), Ubah(F, 1, "capaian", D("116.9"), "0.00%")),
         [("K217", "Capaian", "F5", "100 kali terlalu besar")]),
        ((Ubah(F, 1, "realisasi", D("0.9352"), "0.0000"),), [("K217", "Capaian", "F5", "kurang dikali 100")]),
        ((Ubah(F, 1, "realisasi", D("9.352"), "0.000"), Ubah(F, 1, "capaian", D("0.1169"), _P),
          Ubah(F, 1, "kategori", "Kurang")), []),
        # a minimal indicator may be far below its targets
        ((Ubah(F, 6, "realisasi", D("0.000016"), "0.0000%"), Ubah(F, 6, "capaian", D("1.99"), _P)), []),
    ],
)  # fmt: skip
def test_angka_berbeda_skala(ubah: tuple[Ubah, ...], harap: list[tuple[str, str, str, str]]) -> None:
    assert letak(*ubah) == harap


def _polos(realisasi: str) -> list[tuple[str, str | None]]:
    """Percentages without their sign, in one column."""
    isi: dict[str, Isi] = {"A1": "Capaian Kinerja KPU Kabupaten Belu Tahun 2024", "A3": "No", "B3": "Indikator Kinerja",
                           "C3": "Target", "D3": "Realisasi", "E3": "Capaian (%)"}  # fmt: skip
    baris = (("Persentase A", "80", "75"), ("Persentase B", "60", realisasi), ("Persentase C", "90", "95"),
             ("Jumlah D", "4", "0.5"))  # fmt: skip
    for i, (nama, t, r) in enumerate(baris, 4):
        isi |= {f"A{i}": D(i - 3), f"B{i}": nama, f"C{i}": D(t), f"D{i}": D(r), f"E{i}": D(r) / D(t) * 100}
    format = {f"{k}{i}": "0.00" for k in "CDE" for i in range(4, 8)}
    semua = periksa_buku(buku_ingatan({"Capaian": isi}, format={"Capaian": format})).temuan
    return [(t.kode, t.lokasi.sel) for t in semua if t.kode[0] == "K"]


def test_pecahan_dalam_kolom_persen_tanpa_tanda() -> None:
    assert _polos("55.44") == []
    assert _polos("0.5544") == [("K217", "D5")]
    assert _polos("1.5") == []
