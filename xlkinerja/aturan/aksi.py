"""Family R: Rencana Aksi Kinerja: marks, who carries it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.struktur import SEMUA_KOSONG
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


def _belum(konteks: Konteks, kosong: Callable[[AksiIndikator], bool], bidang: Callable[[AksiIndikator], str],
           kata: str) -> Iterator[Hasil]:  # fmt: skip
    """A finding per row that lacks something; one for the whole table if nobody has begun it."""
    for d in konteks.berkas.semua("rak"):
        semua = [b for b in d.baris if isinstance(b, AksiIndikator)]
        belum = [b for b in semua if kosong(b)]
        if len(belum) > SEMUA_KOSONG and len(belum) == len(semua):
            terkait = tuple(Rujukan(b.asal[bidang(b)]) for b in belum[1:])
            isi = {"bidang": kata, "apa": f"semua {len(belum)} kegiatan tabel ini"}
            yield Hasil(belum[0].asal[bidang(belum[0])], d, "tabel", tertulis="", isi=isi, terkait=terkait)
            continue
        for b in belum:
            isi = {"bidang": kata, "apa": f"kegiatan “{b.kegiatan}”"}
            yield Hasil(b.asal[bidang(b)], d, b.indikator, tertulis="", isi=isi)


def _tanpa_tanda(konteks: Konteks) -> Iterator[Hasil]:
    def jadwal(b: AksiIndikator) -> str:
        return next(n for n in b.asal if n in ("t1", "b1"))

    yield from _belum(konteks, lambda b: not b.tanda, jadwal, "jadwal")


R202 = Aturan(
    "R202",
    "Kegiatan tanpa jadwal",
    Tingkat.PERINGATAN,
    ("rak",),
    "Setiap kegiatan rencana aksi harus ditandai sedikitnya pada satu triwulan atau bulan.",
    "Formulir RAK; RAK KPU Provinsi NTT 2021 baris 9-56",
    "Jadwal {apa} belum bertanda pada satu pun triwulan atau bulan",
    "Beri tanda pada triwulan atau bulan pelaksanaannya.",
    Contoh((Ubah("rak_triwulan", 1, "t1", None),), ("rak_triwulan", 1, "t1")),
    Contoh((Ubah("rak_triwulan", 1, "t2", "✓"),)),
    _tanpa_tanda,
)


def _tanpa_pelaksana(konteks: Konteks) -> Iterator[Hasil]:
    yield from _belum(konteks, lambda b: not b.pelaksana.strip(" -–_"), lambda _b: "pelaksana", "pelaksana")


R203 = Aturan(
    "R203",
    "Pelaksana belum diisi",
    Tingkat.PERINGATAN,
    ("rak",),
    "Setiap kegiatan rencana aksi harus menyebut bagian atau sub bagian yang melaksanakannya.",
    "Formulir RAK; RAK KPU Provinsi NTT 2021 baris 9-56",
    "Pelaksana {apa} belum diisi",
    "Isi nama bagian atau sub bagian pelaksana.",
    Contoh((Ubah("rak_triwulan", 1, "pelaksana", None),), ("rak_triwulan", 1, "pelaksana")),
    Contoh(),
    _tanpa_pelaksana,
)
