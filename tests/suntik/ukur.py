"""Runs classes of faults and counts: found on the right cell, cause right, findings too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.suntik.bahan import KABUPATEN, Bahan, sendiri_bersih
from tests.suntik.kelas import Harapan, Kelas
from xlkinerja.baca import baca_buku
from xlkinerja.periksa import gabungkan, periksa_sendiri, tanpa_daur_ulang
from xlkinerja.rumus_isi import berisi
from xlkinerja.temuan import Temuan, Tingkat


@dataclass
class Hasil:
    """Counts of a class; `gagal` describes the runs that were not perfect."""

    kelas: Kelas
    suntikan: int = 0
    ditemukan: int = 0
    sebab_benar: int = 0
    lebih: int = 0
    gagal: list[str] = field(default_factory=list)


def ukur_kelas(kelas: Kelas, banyak: int) -> Hasil:
    """Inject `banyak` faults of a class, in turn into the workbooks of all satker, always the same ones."""
    hasil = Hasil(kelas)
    ke = 0
    while hasil.suntikan < banyak and ke < banyak * 20:
        bahan = Bahan(ke % len(KABUPATEN), Random(f"{kelas.nama}/{ke}"), ketik=kelas.ketik)
        ke += 1
        harapan = kelas.suntik(bahan)
        if harapan is not None:
            _nilai(hasil, bahan, harapan)
    return hasil


def periksa(bahan: Bahan, harapan: Harapan) -> list[Temuan]:
    """The findings of the edited workbook, or of the workbooks that a fault concerns."""
    buku = harapan.buku or (() if harapan.bersama else ((bahan.buku, bahan.nama),))
    with tanpa_daur_ulang():
        masing = [periksa_sendiri(baca_buku(b, nama), b) for b, nama in ((berisi(b), n) for b, n in buku)]
        masing += [sendiri_bersih(ke) for ke in harapan.bersama]
        semua = gabungkan(sorted(masing, key=lambda m: m.berkas.jalur))
    return [t for b in semua.semua for t in b.temuan]


def _nilai(hasil: Hasil, bahan: Bahan, harapan: Harapan) -> None:
    temuan = periksa(bahan, harapan)
    hasil.suntikan += 1
    tepat = [t for t in temuan if _tepat(t, harapan)]
    parah = [t for t in temuan if t.tingkat is not Tingkat.INFO]
    juga = {(s.lembar, s.alamat) for s in harapan.juga}
    lebih = [t for t in parah if t not in tepat[:1] and (t.lokasi.lembar, t.lokasi.sel) not in juga]
    benar = any(re.search(s, f"{t.pesan} {t.sebab or ''}", re.I) for t in tepat for s in harapan.sebab)
    hasil.ditemukan += bool(tepat)
    hasil.sebab_benar += benar
    hasil.lebih += len(lebih)
    if not (tepat and benar and not lebih):
        dicari = ", ".join(f"{s.lembar}!{s.alamat} ({s.tampil})" if s else "berkas" for s in harapan.sel)
        ada = "; ".join(f"{t.kode} {t.lokasi.lembar}!{t.lokasi.sel} {t.pesan} [{t.sebab}]" for t in tepat or parah[:3])
        hasil.gagal.append(
            f"{bahan.nama}: dicari {dicari} sebab {harapan.sebab}; ada {ada or '-'}; lebih {len(lebih)} "
            + "; ".join(f"{t.kode} {t.lokasi.lembar}!{t.lokasi.sel}" for t in lebih[:4])
        )


def _tepat(t: Temuan, harapan: Harapan) -> bool:
    di = (t.lokasi.lembar, t.lokasi.sel)
    letak = {(s.lembar, s.alamat) if s else (None, None) for s in harapan.sel}
    return (
        di in letak
        and t.kode.startswith(harapan.kode)
        and (harapan.berkas is None or t.lokasi.berkas == harapan.berkas)
    )


def tabel(semua: Sequence[Hasil], bersih: tuple[int, int]) -> Iterable[str]:
    """The lines of the table; `bersih`: clean workbooks checked and findings on them."""
    lebar = max(len(h.kelas.nama) for h in semua)
    yield f"{'jenis kesalahan':<{lebar}}  suntikan  sel tepat  sebab tepat  lebih"
    for h in (*semua, _jumlah(semua)):
        n = h.suntikan or 1
        yield (
            f"{h.kelas.nama:<{lebar}}  {h.suntikan:>8}  {100 * h.ditemukan / n:>8.1f}%"
            f"  {100 * h.sebab_benar / n:>10.1f}%  {h.lebih:>5}"
        )
    yield f"buku kerja tanpa kesalahan: {bersih[0]}, temuan galat atau peringatan padanya: {bersih[1]}"


def _jumlah(semua: Sequence[Hasil]) -> Hasil:
    jumlah = Hasil(Kelas("semua", lambda _b: None))
    for h in semua:
        jumlah.suntikan += h.suntikan
        jumlah.ditemukan += h.ditemukan
        jumlah.sebab_benar += h.sebab_benar
        jumlah.lebih += h.lebih
    return jumlah
