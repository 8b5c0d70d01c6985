"""Family K: the kategori of a capaian, and the scale that it is judged by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_baris import kategori_bergeser
from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import periksa_skala
from xlkinerja.konteks import Konteks, skala_dokumen
from xlkinerja.model import CapaianIndikator
from xlkinerja.olah import Hitungan
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

_F = "capaian_sasaran"


def _kategori_salah(konteks: Konteks) -> Iterator[Hasil]:
    ikut = {(id(h.dokumen), h.baris) for h in konteks.capaian_salah}  # there the capaian is at fault, or its operands
    kategori = (h for h in konteks.hitungan_kinerja if h.bidang == "kategori")
    salah = [h for h in kategori if (id(h.dokumen), h.baris) not in ikut and _keliru(konteks, h)]
    sekolom: set[int] = set()
    for daftar, kata in kategori_bergeser(konteks, salah):
        sekolom.update(map(id, daftar))
        lain = tuple(Rujukan(h.sel) for h in daftar[1:])
        yield replace(_hasil(daftar[0]), sebab=kata, terkait=lain, menutup=lain)
    yield from (_hasil(h) for h in salah if id(h) not in sekolom)


def _keliru(konteks: Konteks, h: Hitungan) -> bool:
    """True for a printed kategori that is not that of the capaian beside it."""
    b = h.catatan
    if h.bidang != "kategori" or not isinstance(b, CapaianIndikator) or not isinstance(h.nilai, str):
        return False
    return bool(b.kategori.strip()) and normal(b.kategori) != normal(h.nilai) and _berlaku(konteks, b.kategori)


def _hasil(h: Hitungan) -> Hasil:
    b = h.catatan
    assert isinstance(b, CapaianIndikator) and isinstance(h.nilai, str)
    return Hasil(
        h.sel,
        h.dokumen,
        kunci(b.indikator),
        seharusnya=h.nilai,
        terkait=(Rujukan(b.asal["capaian"]),),
        isi={"bidang": "kategori", "tertulis": b.kategori, "seharusnya": h.nilai},
    )


def _berlaku(konteks: Konteks, kata: str) -> bool:
    """True if the scale can judge a word: the workbook or the settings state it, or the word is of the standard one."""
    ditetapkan = konteks.berkas.skala is not None or bool(konteks.berkas.semua("pengaturan"))
    return ditetapkan or normal(kata) in {normal(j.nama) for j in konteks.skala}


K301 = Aturan(
    "K301",
    "Kategori tidak sesuai dengan capaian",
    Tingkat.GALAT,
    ("capaian",),
    "Kategori menurut skala di buku kerja itu, atau di xlkinerja.toml; tanpa keduanya: 85% ke atas Baik Sekali, 70 "
    "sampai di bawah 85% Baik, 55 sampai di bawah 70% Cukup, di bawah 55% Kurang.",
    "LKj KPU Kota Kupang 2024 baris 577-580, diperbaiki (celah 69-70 dan tanda > pada Kurang)",
    "Kategori: tertulis {tertulis}, seharusnya {seharusnya}",
    "Ganti kategori sesuai skala (perintah hitung mengisinya), atau betulkan capaiannya.",
    Contoh((Ubah(_F, 2, "kategori", "Cukup"),), (_F, 2, "kategori")),
    Contoh((Ubah(_F, 2, "kategori", "BAIK"),)),
    _kategori_salah,
)


def _skala_cacat(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("pengaturan"):
        skala = skala_dokumen(d)
        for pesan in periksa_skala(skala) if skala else ():
            yield Hasil(d.kepala["kategori"], d, pesan, tertulis="", isi={"bidang": "skala", "pesan": pesan})


K302 = Aturan(
    "K302",
    "Skala kategori bercelah atau tumpang tindih",
    Tingkat.PERINGATAN,
    ("pengaturan",),
    "Setiap capaian harus jatuh pada tepat satu jenjang: batas atas satu jenjang adalah batas bawah jenjang "
    "berikutnya, jenjang teratas tanpa batas atas, jenjang terbawah tanpa batas bawah.",
    'LKj KPU Kota Kupang 2024 baris 577-580 (celah 69-70, dan ">55%" untuk Kurang)',
    "Skala kategori: {pesan}",
    "Betulkan batas jenjang pada tabel skala; kosongkan batas atas jenjang teratas dan batas bawah jenjang terbawah.",
    Contoh((Ubah("skala", 2, "atas", Decimal("0.69"), "0%"),), ("skala", -1, "kategori"), "celah 69% sampai 70%"),
    Contoh(),
    _skala_cacat,
)
