"""Why a sum differs: named only where one explanation stands alone, the alternatives where a few do."""

from decimal import Decimal

import pytest

from tests.waktu import tercepat
from xlkinerja.diagnosa import Bagian, sebab_jumlah, sebab_salin, sebab_tempat

RINCIAN = [Bagian(Decimal(n), f"D{i} baris {i}") for i, n in enumerate((41250000, 7836000, 129504000, 66120000), 5)]
JUMLAH = sum((b.nilai for b in RINCIAN), Decimal(0))


@pytest.mark.parametrize(
    ("tertulis", "sebab"),
    [
        (JUMLAH - 7836000, "jumlah tidak memuat D6 baris 6 (7.836.000)"),
        (JUMLAH + 66120000, "D8 baris 8 (66.120.000) terhitung dua kali"),
        (JUMLAH - 7836000 - 66120000, "jumlah tidak memuat D6 baris 6 dan D8 baris 8 (7.836.000 + 66.120.000)"),
        (
            JUMLAH + 41250000 + 7836000 + 66120000,
            "D5 baris 5, D6 baris 6 dan D8 baris 8 (41.250.000 + 7.836.000 + 66.120.000) terhitung dua kali",
        ),
        (JUMLAH + 41250000 * 999, "D5 baris 5 tertulis dalam ribuan (41.250.000 seharusnya 41.250.000.000)"),
        (JUMLAH + 5551000, "jumlah ikut memuat D20 lain (5.551.000), yang bukan rinciannya"),
        (-JUMLAH, "tanda plus/minus terbalik"),
        (JUMLAH + 1234, None),
        (JUMLAH + 9000000, None),
    ],
)
def test_sebab_jumlah(tertulis: Decimal, sebab: str | None) -> None:
    lain = [Bagian(Decimal(5551000), "D20 lain"), Bagian(Decimal(9000000), "D21")]
    assert sebab_jumlah(tertulis, RINCIAN, lain) == sebab


def test_dua_penjelasan_setara_disebut_keduanya() -> None:
    kembar = [*RINCIAN, Bagian(Decimal(7836000), "D9 baris 9")]
    jumlah = JUMLAH + 7836000
    assert sebab_jumlah(jumlah - 7836000, kembar) == (
        "kemungkinan: jumlah tidak memuat D6 baris 6 (7.836.000); atau jumlah tidak memuat D9 baris 9 (7.836.000)"
    )


def test_persentase_dibandingkan_pada_desimal_yang_tertulis() -> None:
    assert sebab_salin(Decimal("34.49"), Decimal("34.4233")) == "satu angka salah ketik (9 seharusnya 2)"
    assert sebab_salin(Decimal("97"), Decimal("87.00")) == "satu angka salah ketik (9 seharusnya 8)"


def test_tempat_lain() -> None:
    assert sebab_tempat(Decimal(7836000), ["G10"]) == "angka ini sama dengan G10; mungkin tersalin dari sana"
    banyak = sebab_tempat(Decimal(7836000), ["G7", "G8", "G9", "G10", "PK!D8"])
    assert banyak == "angka ini sama dengan G7, G8, G9, dan 2 sel lain; mungkin tersalin dari sana"
    assert sebab_tempat(Decimal(7000000), ["G10"]) is None  # a round figure is easily the same by chance


def test_kerja_terbatas_pada_5000_rincian() -> None:
    rincian = [Bagian(Decimal(1000 * i + 137), f"D{i}") for i in range(1, 5001)]
    jumlah = sum((b.nilai for b in rincian), Decimal(0))
    assert sebab_jumlah(jumlah - rincian[17].nilai - 1, rincian) is None
    assert tercepat(lambda: sebab_jumlah(jumlah - rincian[17].nilai - 1, rincian), cukup=3) < 3
