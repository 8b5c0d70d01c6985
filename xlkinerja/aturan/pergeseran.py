"""Family A: budget rows whose figures stand one column off, as one finding each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import MEDAN
from xlkinerja.geser import Geseran
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.temuan import Tingkat

_F = "anggaran_realisasi"
_MEDAN = {**MEDAN, "blokir": "Blokir"}


def _geser(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        for g in konteks.geseran.get(id(d), ()):
            yield _hasil(d, baris[g.baris], g)


def _hasil(d: Dokumen, b: BarisAnggaran, g: Geseran) -> Hasil:
    arah = "kanan" if g.arah > 0 else "kiri"
    n = g.bidang.index(g.awal)
    milik = g.bidang[n - g.arah]
    semua = tuple(Rujukan(b.asal[x]) for x in g.bidang)
    benar = "; ".join(f"{_MEDAN[x]} {tulis_angka(v)}" for x, v in g.benar.items())
    return Hasil(
        b.asal[g.awal],
        d,
        " ".join(b.kode) or b.nama,
        seharusnya=g.benar.get(g.awal),
        sebab=f"angka baris ini bergeser satu kolom ke {arah}; bila dikembalikan: {benar}",
        terkait=tuple(r for r in semua if r.sel != b.asal[g.awal]),
        menutup=semua,
        isi={
            "bidang": "geser",
            "nama": b.nama or "total",
            "arah": arah,
            "medan": _MEDAN[g.awal],
            "milik": _MEDAN[milik].lower(),
            "tertulis": b.asal[g.awal].tampil.strip(),
        },
    )


_RP = "#,##0"
A295 = Aturan(
    "A295",
    "Angka baris bergeser satu kolom",
    Tingkat.GALAT,
    ("anggaran",),
    "Pagu, realisasi, sisa dan persentase baris ini masing-masing berdiri satu kolom di samping tempatnya: bila "
    "dikembalikan, pagu dikurangi realisasi sama dengan sisa, persentasenya cocok, atau jumlahnya tertutup.",
    "Hubungan antarangka dalam tabel; KONTRAK rincian 12",
    "Angka {nama} bergeser satu kolom ke {arah}: {tertulis} di kolom {medan} adalah {milik}nya",
    "Kembalikan angka baris ini ke kolomnya masing-masing.",
    Contoh((Ubah(_F, 4, "pagu", None), Ubah(_F, 4, "realisasi", Decimal(1360620000), _RP),
            Ubah(_F, 4, "sisa", Decimal(1341173843), _RP), Ubah(_F, 4, "persen", Decimal(19446157), _RP)),
           (_F, 4, "realisasi")),
    Contoh((Ubah(_F, 4, "sisa", None), Ubah(_F, 4, "persen", None)), uraian="sisa dan persentase belum diisi"),
    _geser,
)  # fmt: skip
