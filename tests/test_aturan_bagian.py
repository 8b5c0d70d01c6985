"""Shares of a total in supporting tables, and shares that stand in one cell with their counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.periksa import periksa_buku

D = Decimal
SUARA = (81475, 57296, 45110, 21334)
PERSEN = ("39,7%", "27,9%", "22%", "10,4%")

Baris = tuple[Isi, ...]


def temuan(baris: list[Baris], kepala: tuple[str, ...] = ("Kabupaten", "Suara Sah", "Persentase")) -> list[Baris]:
    sel: dict[str, Isi] = {"A1": "Perolehan Suara KPU Kota Kupang Tahun 2024"}
    sel |= {f"{h}3": j for h, j in zip("ABCDEFG", kepala, strict=False)}
    for i, b in enumerate(baris, 4):
        sel |= {f"{h}{i}": x for h, x in zip("ABCDEFG", b, strict=False)}
    semua = periksa_buku(buku_ingatan({"Data": sel})).temuan
    return [(t.kode, t.lokasi.sel, t.seharusnya) for t in semua if t.kode[0] == "J"]  # type: ignore[misc]


def tabel(persen: tuple[str, ...] = PERSEN, suara: tuple[int, ...] = SUARA, total: str | None = "100%") -> list[Baris]:
    isi: list[Baris] = [(f"Calon {i}", D(n), p) for i, (n, p) in enumerate(zip(suara, persen, strict=True), 1)]
    return [*isi, ("TOTAL", D(sum(SUARA)), total)] if total is not None else isi


def test_bagian_yang_benar() -> None:
    assert temuan(tabel()) == []
    assert temuan(tabel(total=None)) == []
    assert temuan(tabel(("39,70%", "27,92%", "21,98%", "10,40%"))) == []
    assert temuan(tabel(("39,7%", "27,9%", "21,9%", "10,3%"))) == []  # cut off, not rounded


def test_satu_bagian_salah() -> None:
    salah = ("39,7%", "27,9%", "23%", "10,4%")
    tepat = D(45110) / D(205215) * 100
    assert temuan(tabel(salah)) == [("J212", "C6", tepat)]
    assert temuan(tabel(salah, total=None)) == [("J212", "C6", tepat)]


def test_cacah_salah_hanya_total_yang_dilaporkan() -> None:
    assert [x[:2] for x in temuan(tabel(suara=(81475, 57296, 45101, 21334)))] == [("J204", "B8")]


def test_bagian_tanpa_cacah_berjumlah_bukan_seratus() -> None:
    kepala = ("Kabupaten", "Persentase", "Saksi")
    saksi = (D(51), D(48), D(50), D(32), D(181))

    def isi(*persen: str) -> list[Baris]:
        nama = ("A", "B", "C", "D", "TOTAL")
        return list(zip(nama, persen, saksi, strict=True))

    assert temuan(isi("39,7%", "27,9%", "22%", "10,4%", "100%"), kepala) == []
    assert temuan(isi("39,7%", "29,9%", "22%", "10,4%", "100%"), kepala) == [("J213", "B8", D("102.0"))]
    assert temuan(isi("33,3%", "33,3%", "16,7%", "16,6%", "100%"), kepala) == []


@pytest.mark.parametrize("persen", [("90%", "80%", "70%", "61%"), ("100%", "100%", "100%", "100%")])
def test_persentase_yang_bukan_bagian(persen: tuple[str, ...]) -> None:
    """Attendance per row, whose total is a mean or another ratio."""
    isi: list[Baris] = [(f"Kab {i}", D(10 * i + 50), D(100), p) for i, p in enumerate(persen)]
    assert temuan([*isi, ("TOTAL", D(260), D(400), "100%")], ("Kabupaten", "Hadir", "Undangan", "Persentase")) == []


# "49,8% (50.381 Suara)"


def perolehan(*sel: tuple[str | None, str]) -> list[tuple[str | None, str | None]]:
    isi: dict[str, Isi] = {"A3": "No", "B3": "Kabupaten", "C3": "Pasangan Calon", "D3": "Perolehan suara"}
    for i, (kabupaten, teks) in enumerate(sel, 4):
        isi |= {f"A{i}": f"{i}." if kabupaten else None, f"B{i}": kabupaten, f"C{i}": f"Calon {i}", f"D{i}": teks}
    return [(t.lokasi.sel, t.sebab) for t in periksa_buku(buku_ingatan({"Suara": isi})).temuan if t.kode == "J214"]


def test_perolehan_per_kabupaten() -> None:
    benar = (("Belu", "49,8%\n(50.381 Suara)"), (None, "50,2%\n(50.712 Suara)"), ("Malaka", "50,5% (50.583 Suara)"),
             (None, "49,5 % 49.572 suara)"))  # fmt: skip
    assert perolehan(*benar) == []
    assert perolehan(*benar[:3], (None, "48,5% (49.572 Suara)")) == [("D7", None)]
    assert perolehan(benar[0], (None, "50,2%\n(60.712 Suara)")) == [
        ("D5", "satu angka salah ketik: 60.712 seharusnya 50.712; dengan itu semua persentase kelompoknya cocok")
    ]


def test_perolehan_sendirian_atau_bukan_perolehan() -> None:
    assert perolehan(("Belu", "49,8% (50.381 Suara)")) == []
    assert perolehan(("Belu", "49,8% (50 kecamatan)"), (None, "30% (1 kecamatan)")) == []
    assert perolehan(("Belu", "0% (0 Suara)"), (None, "0% (0 Suara)")) == []


def test_dua_baris_tertukar_dilaporkan_sekali() -> None:
    dua, tiga = D(57296) / D(205215) * 100, D(45110) / D(205215) * 100
    persen = ("39,7%", "22%", "27,9%", "10,4%")
    assert temuan(tabel(persen)) == [("J212", "C5", dua)]
    assert temuan(tabel(persen, total=None)) == [("J212", "C5", dua)]
    # the counts are exchanged: nothing but a further text of the row could tell, so the percentage is named
    suara = (81475, 45110, 57296, 21334)
    assert temuan(tabel(suara=suara)) == [("J212", "C5", tiga)]
    kepala = ("Kabupaten", "Suara Sah", "Persentase", "Perolehan")
    teks = (*(f"{p} ({n} Suara)" for p, n in zip(PERSEN, ("81.475", "57.296", "45.110", "21.334"), strict=True)), None)
    isi = [(*b, t) for b, t in zip(tabel(suara=suara), teks, strict=True)]
    assert temuan(isi, kepala) == [("J212", "B5", D(57296))]
    # two wrong ones that an exchange does not repair are not judged
    assert temuan(tabel(("39,7%", "20%", "27,9%", "10,4%"), total=None)) == []
