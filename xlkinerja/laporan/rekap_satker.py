"""The sheet of one office in the rekap: its state, its key figures, its findings with links to file and cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlkinerja.angka import tulis_angka
from xlkinerja.laporan import nama_jalur, satuan, tampak
from xlkinerja.laporan.matriks import rata_rata
from xlkinerja.laporan.rekap_anggaran import keterangan_uang
from xlkinerja.laporan.rekap_halaman import WARNA_TINGKAT, Halaman, angka, persen, teks, uang
from xlkinerja.laporan.rekap_lembar import Kerja
from xlkinerja.laporan.wilayah import Keadaan, Kiriman
from xlkinerja.periksa import HasilBerkas
from xlkinerja.temuan import Lokasi, Temuan, Tingkat

_LEBAR = (4, 10, 7, 16, 7, 44, 14, 15, 40, 10)
_KEPALA = ("No", "Tingkat", "Kode", "Lembar", "Sel", "Temuan", "Tertulis", "Seharusnya", "Sebab dan saran", "Status")


def lembar_satker(x: Kerja, k: Kiriman, nama: str, tingkat: Tingkat) -> None:
    """An office's own sheet."""
    h = Halaman(x.naskah, nama, "#7F7F7F" if k.keadaan is Keadaan.DIKIRIM else "#FFC000", _LEBAR)
    catatan = [f"Keadaan: {k.keadaan.value}" + (f" ({k.keterangan})." if k.keterangan else ".")]
    h.judul(k.satker.nama, x.anak, [*catatan, *_ringkas(x, k)])
    _temuan(x, h, k.berkas, tingkat)


def lembar_lain(x: Kerja, berkas: Sequence[HasilBerkas], nama: str, tingkat: Tingkat) -> None:
    """Workbooks of no office of the list, and findings about all that was given."""
    h = Halaman(x.naskah, nama, "#7F7F7F", _LEBAR)
    h.judul("Di luar satker", x.anak, (
        "Buku kerja yang satkernya tidak ada dalam daftar atau tidak dikenal, dan temuan tentang seluruh folder.",
    ))  # fmt: skip
    _temuan(x, h, berkas, tingkat)


def _ringkas(x: Kerja, k: Kiriman) -> list[str]:
    """The office's key figures in a line each."""
    kode = k.satker.kode or ""
    hasil = []
    nilai = x.tabel.ketua.dinilai(kode)
    rata = rata_rata(nilai)
    if rata is not None:
        baris = x.tabel.ranking[x.tabel.ranking["kode"] == kode]
        urut = baris["peringkat"].iloc[0] if len(baris) else None
        peringkat = f", peringkat {urut} dari {x.tabel.ranking['peringkat'].notna().sum()}" if urut else ""
        hasil.append(
            f"Rata-rata capaian Ketua {tulis_angka(rata, 2, '%')} dari {len(nilai)} indikator{peringkat}; tercapai "
            f"{sum(n >= 100 for n in nilai)}."
        )
    s = x.tabel.budget[kode]
    if s.uang is not None and s.uang.serapan is not None:
        catatan = keterangan_uang(s)
        pagu, dipakai = (tulis_angka(n or Decimal(0), satuan="Rp") for n in (s.uang.pagu, s.uang.realisasi))
        hasil.append(
            f"Pagu {pagu}, realisasi {dipakai}, "
            f"serapan {tulis_angka(s.uang.serapan, 2, '%')} (lembar {s.lokasi.lembar}, {s.lokasi.berkas})"
            + (f"; {catatan}." if catatan else ".")
        )
    return hasil


def _temuan(x: Kerja, h: Halaman, berkas: Sequence[HasilBerkas], tingkat: Tingkat) -> None:
    """A table of findings per workbook, under its linked name."""
    kepala = 0
    satu = len(berkas) == 1
    for b in berkas:
        tahun = f", tahun {b.berkas.tahun}" if b.berkas.tahun else ""
        h.tautan(h.r, 1, x.tujuan.tautan(id(b), Lokasi(b.berkas.jalur)), f"{nama_jalur(b.berkas)}{tahun}",
                 h.k.gaya.buat(bold=True, font_size=10, font_color="#0563C1", underline=1))  # fmt: skip
        h.r += 1
        ada = tampak(b.temuan, tingkat)
        lewat = len(b.temuan) - len(ada)
        if lewat:
            h.catatan(f"{lewat} temuan di bawah tingkat {tingkat.value} tidak didaftar.")
        if not ada:
            h.catatan("Tidak ada temuan." if not lewat else "Tidak ada temuan lain.")
            h.r += 1
            continue
        kepala = h.kepala(_KEPALA)
        for n, t in enumerate(ada, 1):
            _satu(x, h, n, b, t)
        if satu:
            h.saring(kepala, len(_KEPALA))
        h.r += 1
    if satu and kepala:
        h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 1))
    else:
        h.cetak(x.kaki)


def _satu(x: Kerja, h: Halaman, n: int, b: HasilBerkas, t: Temuan) -> None:
    saran = " ".join(s for s in (f"Sebab: {t.sebab}." if t.sebab else "", t.saran) if s)
    status = "terbuka" if t.diterima is None else f"diterima: {t.diterima}"
    r = h.baris((
        angka(n), teks(t.tingkat.value, align="center", bg_color=WARNA_TINGKAT[t.tingkat.value]),
        teks(t.kode, align="center"), teks(t.lokasi.lembar or "-"), teks(t.lokasi.sel or "-", align="center"),
        teks(t.pesan), teks(t.tertulis, align="right"), _seharusnya(b, t), teks(saran, font_size=8), teks(status),
    ))  # fmt: skip
    if t.lokasi.lembar is not None:
        tautan = x.tujuan.tautan(id(b), t.lokasi)
        h.tautan(r, 5, tautan, t.lokasi.sel or "lembar")


def _seharusnya(b: HasilBerkas, t: Temuan) -> tuple[Any, dict[str, Any]]:
    if not isinstance(t.seharusnya, Decimal):
        return teks(t.seharusnya, align="right")
    jenis = satuan(b.berkas, t)
    if jenis == "%":
        return persen(t.seharusnya)
    return uang(t.seharusnya)
