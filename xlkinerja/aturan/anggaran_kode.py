"""Family A, the codes of a budget table: malformed ones. Codes that are used twice: anggaran_ganda.py; codes below a
heading that is not there: anggaran_induk.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlkinerja.anggaran_baris import induk_baris
from xlkinerja.aturan.anggaran_induk import sebabnya, tanpa_baris_induk
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import sel_petak
from xlkinerja.aturan.kode_gugus import kode_rusak_di, sel_kode, tertutup_tanpa
from xlkinerja.kendala import Petak, Tabel
from xlkinerja.kode_anggaran import KodeRusak
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.temuan import Tingkat

_B = "anggaran_bulanan"
_R = "anggaran_realisasi"


def _rusak(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris = baris_anggaran(d)
        rusak = kode_rusak_di(konteks, d)
        induk = induk_baris(baris) if rusak else []
        yatim = tanpa_baris_induk(konteks, d) if rusak else []
        for i, k in rusak.items():
            if sel_kode(baris[i]).rumus is None:
                ikut = [p for g in yatim if sebabnya(g, rusak, baris) == i for p in g.jumlah]
                petak = (*_terlewat(konteks.tabel(d), baris, induk, i), *ikut)
                yield _hasil_rusak(d, baris[i], k, tuple(Rujukan(sel_petak(baris, p)) for p in petak))


def _terlewat(
    tabel: Tabel, baris: Sequence[BarisAnggaran], induk: Sequence[int | None], i: int
) -> tuple[Petak, ...]:
    """Sums that do not count a row or what is below it, as a template's formulas do not when its code is wrong: they
    go by the code."""
    kode, milik = baris[i].kode, []
    for j in range(i, len(baris)):
        if baris[j].kode[: len(kode)] != kode:
            break
        milik.append(j)
    atas = next((induk[j] for j in milik if induk[j] is not None and induk[j] not in milik), None)
    langsung = [j for j in milik if induk[j] == atas]
    return (*tertutup_tanpa(tabel, atas, langsung), *tertutup_tanpa(tabel, i, [j for j in milik if induk[j] == i]))


def _hasil_rusak(d: Dokumen, b: BarisAnggaran, k: KodeRusak, terlewat: tuple[Rujukan, ...]) -> Hasil:
    sel = sel_kode(b)
    harap = f", seharusnya {k.benar}" if k.benar else ""
    return Hasil(
        sel,
        d,
        f"{k.tertulis} {b.nama}",
        seharusnya=k.benar,
        sebab="tersimpan sebagai angka, sehingga nol di depan atau di belakangnya hilang" if sel.jenis == "n" else None,
        terkait=terlewat,
        menutup=terlewat,
        isi={
            "bidang": "kode",
            "kode": k.tertulis,
            "apa": k.sebab + harap + (", dan karena itu tidak ikut terjumlah" if terlewat else ""),
        },
    )


A206 = Aturan(
    "A206",
    "Kode anggaran salah tulis",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Kode anggaran bertingkat: program dua huruf (sebelum 2021 dua angka), kegiatan empat angka, KRO tiga huruf, RO "
    "tiga angka, komponen tiga angka, akun enam angka, dipisahkan titik dan disimpan sebagai teks. Kode yang disebut "
    "adalah satu-satunya yang cocok dengan baris di sekitarnya.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; Bagan Akun Standar",
    "Kode {kode} {apa}",
    "Tulis kode sesuai POK/DIPA sebagai teks, misalnya WA.3355.EBA.994.001.",
    Contoh((Ubah(_B, 4, "kode", "WA.335.EBD.953"),), (_B, 4, "kode"), "kegiatan tiga angka"),
    Contoh((Ubah(_R, 1, "nama", "3355 Pengelolaan Keuangan dan Barang Milik Negara"),), uraian="kode pendek"),
    _rusak,
)
