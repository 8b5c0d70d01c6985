"""Family X, budget codes: one code with two names, or one name with two codes, in a satker's budget tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.fakta_uang import kunci_anggaran, nama_anggaran
from xlkinerja.beku import beku
from xlkinerja.cocok import serupa
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.temuan import Sel, Tingkat

_NAMA_TERPENDEK = 10


@beku(frozen=True, slots=True)
class Bernama:
    """A coded row of a budget table with its name; `rinci`: how detailed the table is."""

    konteks: Konteks
    dokumen: Dokumen
    baris: BarisAnggaran
    kunci: str
    nama: str
    rinci: int

    @property
    def sel(self) -> Sel:
        """Where the code stands, or the name that it leads."""
        kode = self.baris.asal.get("kode")
        return kode if kode is not None and kode.tampil.strip() else self.baris.asal["nama"]


def _bernama(kelompok: Sequence[Konteks]) -> list[list[list[Bernama]]]:
    """For each year with several budget tables these as coded and named rows, the most detailed table first."""
    memo = kelompok[0].memo
    if "kode_bernama" not in memo:
        per_tahun: dict[int | None, list[tuple[Konteks, Dokumen]]] = defaultdict(list)
        for konteks in kelompok:
            for d in konteks.berkas.semua("anggaran"):
                per_tahun[d.tahun].append((konteks, d))
        hasil = []
        for daftar in per_tahun.values():
            semua = [isi for k, d in daftar if (isi := _baris_bernama(k, d))] if len(daftar) > 1 else []
            if len(semua) > 1:
                hasil.append(sorted(semua, key=lambda isi: -isi[0].rinci))
        memo["kode_bernama"] = hasil
    return cast("list[list[list[Bernama]]]", memo["kode_bernama"])


def _baris_bernama(konteks: Konteks, d: Dokumen) -> list[Bernama]:
    baris = baris_anggaran(d)
    berkode = ((b, kunci_anggaran(b.kode, b.tingkat)) for b in baris if b.kode and "nama" in b.asal)
    return [Bernama(konteks, d, b, k, nama_anggaran(b), len(baris)) for b, k in berkode if k is not None]


def _nama_lain(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    """Rows whose code has another name in the most detailed table that has the code."""
    for tabel in _bernama(kelompok):
        acuan: dict[str, Bernama] = {}
        for isi in tabel:
            for x in isi:
                a = acuan.setdefault(x.kunci, x)
                if a.dokumen is not x.dokumen and _nama_asing(a.nama, x.nama):
                    yield _hasil(x, a, x.baris.asal["nama"])


def _nama_asing(a: str, b: str) -> bool:
    """True if two names have less than a third of their words in common; a name may be cut or put in other words."""
    satu, dua = set(a.split()), set(b.split())
    if min(len(a), len(b)) < _NAMA_TERPENDEK or a.startswith(b) or b.startswith(a):
        return False
    return 3 * len(satu & dua) < min(len(satu), len(dua)) and not serupa(a, b)


def _kode_lain(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    """Rows whose name stands under another code of the same level in the other tables, while those lack this code and
    this table lacks theirs."""
    for tabel in _bernama(kelompok):
        kode = [{x.kunci for x in isi} for isi in tabel]
        nama = [_unik(isi) for isi in tabel]
        sudah: set[int] = set()
        for i, isi in enumerate(tabel):
            for j in range(i):
                for x in isi:
                    a = nama[j].get((_tingkat(x.kunci), x.nama))
                    tunggal = nama[i].get((_tingkat(x.kunci), x.nama)) is x
                    beda = a is not None and a.kunci != x.kunci and x.kunci not in kode[j] and a.kunci not in kode[i]
                    if a is not None and beda and tunggal and id(x) not in sudah and _seinduk(a.kunci, x.kunci):
                        sudah.add(id(x))
                        yield _hasil(x, a, x.sel)


def _tingkat(kunci: str) -> tuple[int, int]:
    """Depth of a key and length of its first code: a program is not a kegiatan."""
    return kunci.count("."), len(kunci.split(".", maxsplit=1)[0])


def _seinduk(a: str, b: str) -> bool:
    """True if two keys differ in their last code only: the same name under another parent is another row."""
    return a.rpartition(".")[0] == b.rpartition(".")[0]


def _unik(isi: Sequence[Bernama]) -> dict[tuple[tuple[int, int], str], Bernama]:
    """The rows whose name stands once at their level."""
    hasil: dict[tuple[tuple[int, int], str], list[Bernama]] = defaultdict(list)
    for x in isi:
        if len(x.nama) >= _NAMA_TERPENDEK:
            hasil[_tingkat(x.kunci), x.nama].append(x)
    return {k: semua[0] for k, semua in hasil.items() if len(semua) == 1}


def _hasil(x: Bernama, a: Bernama, sel: Sel) -> Hasil:
    return Hasil(
        sel,
        x.dokumen,
        x.kunci,
        terkait=(Rujukan(a.sel, a.konteks.berkas),),
        berkas=x.konteks.berkas,
        isi={
            "bidang": "kode",
            "kode": x.kunci,
            "nama": x.nama,
            "kode_lain": a.kunci,
            "nama_lain": a.nama,
            "tempat": f"{a.sel.lembar}!{a.sel.alamat}",
        },
    )


_F = "anggaran_ringkas"
_KEGIATAN = ("3366050000", "3305485655", "98.20")
_JUMLAH = ("4744504000", "4664489408", "98.31")


def _uang(baris: int, nilai: Sequence[str]) -> Iterator[Ubah]:
    """The edits that give a row of the example these figures; its sisa is right as it is."""
    for bidang, n in zip(("pagu", "realisasi", "persen"), nilai, strict=True):
        yield Ubah(_F, baris, bidang, Decimal(n), "0.00" if bidang == "persen" else "#,##0")


X211 = Aturan(
    "X211",
    "Kode anggaran yang sama bernama lain",
    Tingkat.INFO,
    ("anggaran",),
    "Satu kode program, kegiatan, KRO, RO atau komponen hanya mempunyai satu nama. Nama yang dipotong, disingkat atau "
    "salah ketik tidak dipersoalkan; angkanya tetap dibandingkan menurut kode.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen (kode adalah kuncinya)",
    "Kode {kode} di sini bernama “{nama}”, di {tempat} bernama “{nama_lain}”",
    "Pastikan kodenya benar; bila benar, samakan namanya dengan DIPA/POK.",
    Contoh((Ubah(_F, 0, "nama", "WA Belanja Pegawai Nonoperasional"),), (_F, 0, "nama")),
    Contoh((Ubah(_F, 0, "nama", "WA Dukungan Manajemen"),), uraian="nama disingkat"),
    silang=_nama_lain,
)
X212 = Aturan(
    "X212",
    "Nama anggaran yang sama berkode lain",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Baris dengan nama yang sama persis berkode lain di tabel lain, dan tiap tabel hanya mengenal salah satu kode itu: "
    "salah satunya salah ketik, sehingga angkanya tidak terbandingkan.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen (kode adalah kuncinya)",
    "Baris “{nama}” berkode {kode} di sini, tetapi {kode_lain} di {tempat}",
    "Cocokkan kodenya dengan DIPA/POK, lalu samakan.",
    Contoh((Ubah(_F, 0, "nama", "3356 Pengelolaan Keuangan dan Barang Milik Negara"), *_uang(0, _KEGIATAN),
            *_uang(2, _JUMLAH)), (_F, 0, "nama"), "tabel ringkas menulis 3356, tabel rinci 3355"),
    Contoh((Ubah(_F, 0, "nama", "Program Dukungan Manajemen"),), uraian="tanpa kode: dicocokkan menurut nama"),
    silang=_kode_lain,
)  # fmt: skip
