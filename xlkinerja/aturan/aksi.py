"""Family R: Rencana Aksi Kinerja: marks, who carries it out."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, Dokumen
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat

TANDA = frozenset("✓✔√☑xX×vV●•■")
_BUKAN_JADWAL = ("pelaksana", "target", "kegiatan", "indikator")


def adalah_tanda(sel: Sel) -> bool:
    """True if a cell holds nothing but a schedule mark."""
    return sel.jenis == "s" and sel.tampil.strip() in TANDA


def _aksi(konteks: Konteks) -> Iterator[tuple[Dokumen, AksiIndikator]]:
    for d in konteks.berkas.semua("rak"):
        for b in d.baris:
            if isinstance(b, AksiIndikator):
                yield d, b


def _di_luar_jadwal(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in _aksi(konteks):
        for bidang in _BUKAN_JADWAL:
            sel = b.asal[bidang]
            if not adalah_tanda(sel):
                continue
            sebab = None
            if bidang == "pelaksana":
                sebab = "baris tampaknya bergeser satu kolom ke kanan, atau nama pelaksana tertimpa tanda"
            yield Hasil(
                sel,
                d,
                b.indikator,
                sebab=sebab,
                terkait=tuple(Rujukan(b.asal[t]) for t in b.tanda),
                menutup=(Rujukan(sel),),
                isi={"bidang": bidang, "kolom": normal(d.kepala[bidang].tampil).upper()},
            )


R201 = Aturan(
    "R201",
    "Tanda pelaksanaan di luar kolom jadwal",
    Tingkat.GALAT,
    ("rak",),
    "Tanda waktu pelaksanaan hanya boleh berada di kolom triwulan atau bulan. Di kolom lain, isi kolom itu hilang.",
    "RAK KPU Provinsi NTT 2021 baris 49 (tanda di kolom PELAKSANA)",
    "Tanda pelaksanaan berada di kolom {kolom}, bukan di kolom jadwal",
    "Pindahkan tanda ke kolom triwulan/bulan yang benar, lalu isi kembali kolom ini.",
    Contoh((Ubah("rak_triwulan", 1, "pelaksana", "✓"),), ("rak_triwulan", 1, "pelaksana")),
    Contoh(),
    _di_luar_jadwal,
)


def _tanpa_tanda(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in _aksi(konteks):
        if not b.tanda:
            jadwal = next(n for n in b.asal if n in ("t1", "b1"))
            yield Hasil(b.asal[jadwal], d, b.indikator, tertulis="", isi={"bidang": "jadwal", "kegiatan": b.kegiatan})


R202 = Aturan(
    "R202",
    "Kegiatan tanpa jadwal",
    Tingkat.PERINGATAN,
    ("rak",),
    "Setiap kegiatan rencana aksi harus ditandai sedikitnya pada satu triwulan atau bulan.",
    "Formulir RAK; RAK KPU Provinsi NTT 2021 baris 9-56",
    "Kegiatan “{kegiatan}” tidak bertanda pada satu pun kolom jadwal",
    "Beri tanda pada triwulan atau bulan pelaksanaannya.",
    Contoh((Ubah("rak_triwulan", 1, "t1", None),), ("rak_triwulan", 1, "t1")),
    Contoh((Ubah("rak_triwulan", 1, "t2", "✓"),)),
    _tanpa_tanda,
)


def _tanpa_pelaksana(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in _aksi(konteks):
        if not b.pelaksana.strip(" -–_"):
            isi = {"bidang": "pelaksana", "kegiatan": b.kegiatan}
            yield Hasil(b.asal["pelaksana"], d, b.indikator, tertulis="", isi=isi)


R203 = Aturan(
    "R203",
    "Pelaksana belum diisi",
    Tingkat.PERINGATAN,
    ("rak",),
    "Setiap kegiatan rencana aksi harus menyebut bagian atau sub bagian yang melaksanakannya.",
    "Formulir RAK; RAK KPU Provinsi NTT 2021 baris 9-56",
    "Pelaksana kegiatan “{kegiatan}” belum diisi",
    "Isi nama bagian atau sub bagian pelaksana.",
    Contoh((Ubah("rak_triwulan", 1, "pelaksana", None),), ("rak_triwulan", 1, "pelaksana")),
    Contoh(),
    _tanpa_pelaksana,
)
