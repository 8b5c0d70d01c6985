"""Faults of the action plan (RAK)."""

from __future__ import annotations

from decimal import Decimal

from tests.suntik.bahan import Bahan
from tests.suntik.kelas import Harapan, Kelas, pilih
from xlkinerja.model import AksiIndikator, TargetIndikator
from xlkinerja.temuan import Sel

_RAK = ("rak_triwulan", "rak_bulan")


def _baris(b: Bahan) -> list[AksiIndikator]:
    return [r for _, _, r in b.baris(*_RAK) if isinstance(r, AksiIndikator)]


def _jadwal(r: AksiIndikator) -> list[Sel]:
    return [s for n, s in r.asal.items() if n[0] in "tb" and n[1:].isdigit()]


def tanpa_tanda(b: Bahan) -> Harapan:
    """A row whose marks are gone."""
    r = b.acak.choice(_baris(b))
    for n in r.tanda:
        b.tulis(r.asal[n], None)
    return Harapan((*_jadwal(r), r.asal["kegiatan"]), ("R202",), ("belum bertanda",))


def tanda_di_pelaksana(b: Bahan) -> Harapan:
    """The last mark one column too far to the right, in the place of the name."""
    r = b.acak.choice(_baris(b))
    b.tulis(r.asal["pelaksana"], "✓")
    return Harapan((r.asal["pelaksana"],), ("R201",), ("bergeser satu kolom",))


def pelaksana_kosong(b: Bahan) -> Harapan:
    """Nobody is named."""
    r = b.acak.choice(_baris(b))
    b.tulis(r.asal["pelaksana"], None)
    return Harapan((r.asal["pelaksana"],), ("R203",), ("belum diisi",))


def pelaksana_asing(b: Bahan) -> Harapan:
    """A unit that this office does not have."""
    r = b.acak.choice(_baris(b))
    b.tulis(r.asal["pelaksana"], b.acak.choice(("Bagian Umum dan Protokol", "Sub Bagian Kehumasan", "Biro Hukum")))
    return Harapan((r.asal["pelaksana"],), ("R2",), ("tidak dikenal|tidak ada dalam daftar|bukan",))


def target_rak_berbeda(b: Bahan) -> Harapan | None:
    """The RAK has another target than the PK and the RKT."""
    r = pilih(b.acak, [r for r in _baris(b) if getattr(r.target, "satuan", "") == "%"])
    if r is None:
        return None
    b.tulis(r.asal["target"], r.target.nilai / 100 + Decimal(b.acak.randint(1, 9)) / 1000)  # type: ignore[union-attr]
    return Harapan((r.asal["target"],), ("X202", "R2"), ("berbeda dari",))


def indikator_tanpa_aksi(b: Bahan) -> Harapan | None:
    """An indicator of the PK has lost its row in the RAK."""
    jenis, pk = b.acak.choice((("rak_triwulan", "ketua"), ("rak_bulan", "sekretaris")))
    baris = [r for _, _, r in b.baris(jenis) if isinstance(r, AksiIndikator)]
    r = b.acak.choice(baris)
    sendiri = [x for x in baris if x.sasaran == r.sasaran]
    for n, s in r.asal.items():
        # The sasaran is printed once per group; of a group with other rows it stays.
        if s.baris == r.asal["indikator"].baris and (n not in ("sasaran", "nomor") or len(sendiri) == 1):
            b.tulis(s, None)
    cocok = [
        x.asal["indikator"]
        for d, _, x in b.baris("target_sasaran")
        if isinstance(x, TargetIndikator) and d.unit == pk and d.jenis == "pk" and x.indikator == r.indikator
    ]
    return Harapan(tuple(cocok), ("R2", "X2"), ("RAK|Rencana Aksi",)) if cocok else None


def jadwal_bertentangan(b: Bahan) -> Harapan | None:
    """The same activity is marked in other months than its quarters allow."""
    triwulan = {r.kegiatan: r for _, _, r in b.baris("rak_triwulan") if isinstance(r, AksiIndikator)}
    sama = [r for _, _, r in b.baris("rak_bulan") if isinstance(r, AksiIndikator) and r.kegiatan in triwulan]
    r = pilih(b.acak, sama)
    if r is None:
        return None
    boleh = {int(n[1:]) for n in triwulan[r.kegiatan].tanda}
    di_luar = [m for m in range(1, 13) if (m + 2) // 3 not in boleh and f"b{m}" not in r.tanda]
    if not di_luar:
        return None
    b.tulis(r.asal[f"b{b.acak.choice(di_luar)}"], "✓")
    return Harapan(tuple(_jadwal(r)), ("R2",), ("triwulan",))


SEMUA = (
    Kelas("R kegiatan tanpa tanda", tanpa_tanda, tingkat="peringatan"),
    Kelas("R tanda di kolom pelaksana", tanda_di_pelaksana),
    Kelas("R pelaksana kosong", pelaksana_kosong, tingkat="peringatan"),
    Kelas("R pelaksana tidak dikenal", pelaksana_asing, tingkat="peringatan"),
    Kelas("R target berbeda dari PK", target_rak_berbeda, tingkat="peringatan"),
    Kelas("R indikator PK tanpa aksi", indikator_tanpa_aksi, tingkat="peringatan"),
    Kelas("R jadwal bulan di luar triwulannya", jadwal_bertentangan, tingkat="peringatan"),
)
