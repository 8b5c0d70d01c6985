"""Family J, prose: the total that a caption states, against the budget table it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import Selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.teks_angka import label_uang
from xlkinerja.aturan.teks_tabel import keterangan, tahun_lain
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.prosa import Prosa, Sebutan, kalimat, sebutan
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat
from xlkinerja.terbilang import kata_bilangan


def _kata(teks: str) -> frozenset[str]:
    return frozenset(teks.split())


_TOTAL = _kata("total totalnya jumlah jumlahnya seluruh seluruhnya keseluruhan")
_UANG = _kata(
    "pagu pagunya anggaran anggarannya dipa alokasi dana realisasi realisasinya terealisasi direalisasikan penyerapan "
    "serapan terserap sisa sisanya penggunaan digunakan belanja"
)
_SAMBUNG = _kata(
    "sebesar sejumlah senilai adalah yaitu yakni mencapai setara atau dan dengan dari pada di untuk dalam yang telah "
    "sudah dapat sehingga terdapat tersebut maka ini itu ada adapun secara kpu komisi pemilihan umum satker satuan "
    "kerja sekretariat tahun ta rp rupiah persen tingkat persentase diterima dikelola dialokasikan ditetapkan tabel "
    "atas bawah berikut sebagai menunjukkan"
)
"""Words between the figures of a sentence about the total. Every other word may make it one about something else (a
kind of belanja, a quarter, a change, a cause): no list of those words could be complete."""
_KURUNG = regeks(r"\(([A-Za-z][A-Za-z ,.\n-]{2,400}?)[\s.,-]*\)")
_SETAHUN = regeks(r"(?:s\.?\s?d\.?|s/d|sampai(?: dengan)?|per)\s+(?:tanggal\s+)?31 desember(?=\s+20\d\d)", re.I)
_SEBAGIAN = regeks(
    r"\b(?:program|kegiatan|bagian|komponen|output|kro|ro|awal|semula|tahun (?:lalu|sebelumnya)|triwulan|semester|"
    r"hibah|blokir|diblokir|belanja (?:pegawai|barang|modal|bantuan))\b",
    re.I,
)
"""What a text is about from there on, also in its sentences that do not repeat it."""
_BERJALAN = regeks(
    r"\b(?:triwulan|tw|semester|s\.?d|sampai dengan|keadaan|januari|februari|maret|april|mei|juni|juli|agustus|"
    r"september|oktober|november|per bulan)\b",
    re.I,
)
"""A table headed so holds the realisasi of a part of the year."""


def _tentang_total(k: str, semua: list[Sebutan], d: Dokumen, konteks: Konteks) -> bool:
    """True if a sentence speaks of the whole of the table and of nothing else."""
    sisa = list(k)
    for s in semua:
        if s.uang or s.persen:
            sisa[s.awal : s.akhir] = " " * (s.akhir - s.awal)
    teks = _KURUNG.sub(lambda c: " " if kata_bilangan(c[1]) else c[0], "".join(sisa))
    tahun = d.tahun or konteks.berkas.tahun
    satker = d.satker or konteks.berkas.satker
    kata = normal(_SETAHUN.sub(" ", teks)).split()
    boleh = _TOTAL | _UANG | _SAMBUNG | frozenset((str(tahun), *(normal(satker.nama).split() if satker else ())))
    return all(n in boleh for n in kata) and not (_TOTAL.isdisjoint(kata) and str(tahun) not in kata)


def _kalimat(konteks: Konteks, p: Prosa, d: Dokumen) -> Iterator[tuple[str, list[Sebutan]]]:
    """The sentences of a text that state totals of its table, with their figures."""
    tahun = konteks.berkas.tahun
    if _SEBAGIAN.search(p.teks):
        return
    lain = tahun_lain(p.teks, d, tahun)
    for k in kalimat(p.teks):
        semua = sebutan(k)
        bernama = not lain or str(d.tahun or tahun) in k
        if bernama and any(s.uang for s in semua) and _tentang_total(k, semua, d, konteks):
            yield k, semua


def _total_tabel(konteks: Konteks, d: Dokumen) -> tuple[BarisAnggaran, set[Decimal]] | None:
    """The total row of a budget table, and every amount that this table (or the total of another one) shows."""
    baris = baris_anggaran(d)
    total = [b for b in baris if b.tingkat == 0]
    if len(total) != 1:
        return None
    semua = (b for x in konteks.berkas.semua("anggaran") for b in x.baris if isinstance(b, BarisAnggaran))
    uang = ((b.pagu, b.pagu_awal, b.realisasi, b.sisa) for b in (*baris, *(b for b in semua if not b.tingkat)))
    ada = {n for satu in uang for n in satu if n is not None}
    return total[0], ada | set(konteks.koreksi.get(id(d), {}).values())


def _total_beda(konteks: Konteks) -> Iterator[Hasil]:
    for p, d in keterangan(konteks):
        tabel = _total_tabel(konteks, d) if d.jenis == "anggaran" and "rp" in p.teks.casefold() else None
        if tabel is None:
            continue
        total, ada = tabel
        berjalan = _BERJALAN.search(d.judul) is not None
        for k, semua in _kalimat(konteks, p, d):
            awal = 0
            for s in (x for x in semua if x.uang):
                nama, awal = label_uang(k, awal, s.awal), s.akhir
                nilai = getattr(total, nama) if nama and not (berjalan and nama != "pagu") else None
                if nilai is None or len(s.bacaan) > 1 or any(s.cocok(Selang(n, n)) for n in ada):
                    continue
                isi = {
                    "bidang": nama,
                    "angka": s.teks,
                    "medan": nama,
                    "tempat": total.asal[nama].alamat,
                    "seharusnya": tulis_angka(nilai),
                }
                yield Hasil(
                    p.sel, d, f"total {nama}", tertulis=s.teks, seharusnya=nilai, selisih=s.bacaan[0].nilai - nilai,
                    terkait=(Rujukan(total.asal[nama]),), isi=isi,
                )  # fmt: skip


J211 = Aturan(
    "J211",
    "Total dalam keterangan berbeda dari tabelnya",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Total pagu, realisasi atau sisa yang disebut keterangan dalam tiga baris di atas atau di bawah tabel anggaran "
    "harus ada dalam tabel itu. Yang dinilai hanya kalimat tentang total, jumlah atau keseluruhan (atau pagu, "
    "realisasi, sisa tahun tabelnya) yang tidak menyebut hal lain, misalnya tahun atau periode lain, jenis belanja, "
    "program, sebab atau perubahan.",
    "RKT KPU Kabupaten TTU 2023 baris 316; LKj KPU Kota Kupang 2024 baris 153",
    "Keterangan menyebut {medan} {angka}, sedangkan total pada tabelnya ({tempat}) {seharusnya}",
    "Cocokkan keterangan dengan tabel yang terakhir direvisi, lalu samakan.",
    Contoh(
        (Ubah("anggaran_realisasi", 0, "catatan", "Total pagu tahun 2024 sebesar Rp. 4.893.028.000,-"),),
        ("anggaran_realisasi", 0, "catatan"),
    ),
    Contoh((Ubah("anggaran_realisasi", 0, "catatan", "Total pagu tahun 2024 sebesar Rp. 4,84 miliar"),)),
    _total_beda,
)
