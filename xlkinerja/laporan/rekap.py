"""A run to the province's rekap workbook: pandas makes the tables, XlsxWriter the sheets, links and native charts.

Same input, same bytes: fixed dates, no clock, no path of this machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlkinerja import __version__
from xlkinerja.hasil_kita import PENANDA
from xlkinerja.hitung import serapan, tercapai
from xlkinerja.laporan import rekap_anggaran, rekap_capaian, rekap_riwayat
from xlkinerja.laporan import rekap_lembar as lembar
from xlkinerja.laporan.matriks import rata_rata
from xlkinerja.laporan.rekap_halaman import TEBAL, Halaman, Tujuan, angka, persen, teks, teks_sel, warna_jenjang
from xlkinerja.laporan.rekap_satker import lembar_lain, lembar_satker
from xlkinerja.laporan.rekap_tabel import Tabel, susun
from xlkinerja.laporan.serapan import jumlahkan
from xlkinerja.laporan.tren import tren
from xlkinerja.laporan.wilayah import Keadaan, Wilayah, nama_pendek, wilayah
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.riwayat_db import Titik
from xlkinerja.templat.kanvas import Isi, Naskah, baris_teks
from xlkinerja.temuan import Tingkat

_TANGGAL = datetime(2025, 1, 1, tzinfo=UTC)
_LAIN, _KATEGORI = "Di luar satker", "Kategori"
_ISI = (
    ("Pengiriman", "Satker mana yang sudah mengirim, belum, salah tahun, atau berkasnya tidak dapat dibaca"),
    ("Peringkat", "Urutan satker menurut rata-rata capaian Ketua, dengan serapan"),
    ("Capaian Ketua", "Capaian dan kategori tiap indikator Ketua, per satker"),
    ("Capaian Sekretaris", "Capaian dan kategori tiap indikator Sekretaris, per satker"),
    ("Serapan", "Pagu, realisasi, sisa dan serapan per satker terhadap target IKPA"),
    ("Program", "Pagu, realisasi dan serapan per program"),
    ("Jumlah wilayah", "Jumlah kabupaten/kota di sebelah angka provinsi"),
    ("Temuan per satker", "Banyaknya temuan per satker, tingkat dan jenis"),
    ("Temuan per aturan", "Banyaknya temuan menurut aturan"),
)


def buat_rekap(
    hasil: HasilPeriksa,
    daftar: Sequence[tuple[Path, str]],
    folder: Path,
    *,
    tingkat: Tingkat,
    tahun: int | None = None,
    deret: Sequence[Titik] = (),
) -> bytes:
    """The workbook's bytes. `daftar`: the files of the results, in their order; `folder`: where the rekap will lie;
    findings below `tingkat` are counted, not listed; `deret`: the runs before."""
    w = wilayah(hasil, tahun=tahun)
    tabel = susun(hasil, w)
    cocok = [j for _, j in daftar] == [b.berkas.jalur for b in hasil.berkas]
    jalur = {id(b): p for b, (p, _) in zip(hasil.berkas, daftar, strict=False)} if cocok else {}
    naskah = Naskah()
    ada = [k.satker for k in w.semua if k.berkas]
    satker = {s.kode or "": _nama_lembar(f"{s.kode} {nama_pendek(s)}") for s in ada}
    x = lembar.Kerja(naskah, tabel, Tujuan(folder, jalur), satker)
    umum = [*w.lain, *([hasil.bersama] if hasil.bersama is not None else [])]
    riwayat = tren(deret)
    lain = [(rekap_riwayat.NAMA, rekap_riwayat.URAIAN)] if riwayat is not None else []
    if umum:
        lain.append((_LAIN, "Buku kerja yang satkernya tidak dikenal, dan temuan tentang seluruh folder"))
    _isi(x, hasil, lain)
    lembar.pengiriman(x)
    rekap_capaian.peringkat(x)
    rekap_capaian.capaian(x, tabel.ketua, "Capaian Ketua", "Ketua")
    rekap_capaian.capaian(x, tabel.sekretaris, "Capaian Sekretaris", "Sekretaris")
    rekap_anggaran.serapan_per_satker(x)
    rekap_anggaran.serapan_per_program(x)
    rekap_anggaran.jumlah_wilayah(x)
    lembar.temuan(x)
    lembar.temuan_menurut_aturan(x)
    if riwayat is not None:
        rekap_riwayat.riwayat(x, riwayat)
    for k in w.semua:
        if k.berkas:
            lembar_satker(x, k, satker[k.satker.kode or ""], tingkat)
    if umum:
        lembar_lain(x, umum, _LAIN, tingkat)
    _properti(naskah, w)
    return naskah.bita()


def _nama_lembar(teks: str) -> str:
    """A sheet's name: at most 31 characters, none that Excel refuses."""
    return re.sub(r"[\[\]:*?/\\']", " ", teks)[:31].strip()


def _properti(naskah: Naskah, w: Wilayah) -> None:
    naskah.buku.set_properties({
        "title": f"Rekapitulasi {w.induk.satker.nama} {w.tahun or ''}".strip(),
        "author": "xlkinerja",
        "created": _TANGGAL,
    })  # fmt: skip
    naskah.buku.set_custom_property(PENANDA, "rekap", "text")
    naskah.buku.set_custom_property("xlk_versi", __version__, "text")


# The first sheet

_Pokok = tuple[str, tuple[Isi | int, dict[str, Any]], str]


def _isi(x: lembar.Kerja, hasil: HasilPeriksa, lain: Sequence[tuple[str, str]]) -> None:
    """Key figures, then links to all sheets; `lain`: name and content of those that not every rekap has."""
    w = x.tabel.wilayah
    h = Halaman(x.naskah, "Isi", "#1F3864", (31, 16, 26, 26))
    h.judul("Rekapitulasi kinerja dan anggaran", x.anak, kembali=False)
    h.subjudul("Angka pokok")
    _bergabung(h, (teks("Pokok"), teks("Angka"), "Keterangan"), kepala=True)
    kiriman, kinerja = _pokok_kiriman(w), _pokok_kinerja(x.tabel)
    awal = h.r
    for nama, isi, catatan in (*kiriman, *kinerja, *_pokok_temuan(hasil)):
        _bergabung(h, (teks(nama), isi, catatan))
    _grafik_isi(x, h, awal, kiriman, kinerja)
    h.r += 1
    h.subjudul("Lembar")
    for nama, uraian in (*_ISI, *lain):
        h.k.gabung(h.r, 2, h.r, 4, uraian, h.gaya())
        h.tautan(h.r, 1, f"internal:'{nama}'!A1", nama)
        h.k.tinggi(h.r, 15)
        h.r += 1
    h.r += 1
    h.subjudul("Lembar satker")
    _kisi_satker(x, h)
    h.r += 1
    h.subjudul("Cara membaca")
    h.catatan("Semua angka dihitung dari isi buku kerja; yang tertulis lain disebut di sebelahnya. Angka tidak "
              "dibulatkan di dalam sel, hanya ditampilkan dengan dua desimal. Yang tidak dapat dinilai disebut apa "
              "adanya: belum dikirim, tidak dapat dibaca, belum diisi, tidak dapat dihitung.")  # fmt: skip
    h.catatan("Tautan ke sel membuka buku kerja satker; tautannya berlaku selama rekap ini dan buku kerjanya tetap di "
              "tempatnya masing-masing.")  # fmt: skip
    h.cetak(x.kaki, mendatar=False, beku=(3, 1), satu=True)


def _bergabung(h: Halaman, isi: Sequence[Any], *, kepala: bool = False) -> None:
    """A row of label, figure, and a note over the last two columns."""
    sifat: dict[str, Any] = {"bold": True, "align": "center", "bg_color": TEBAL} if kepala else {}
    for c, (nilai, punya) in enumerate(isi[:2], 1):
        h.sel(h.r, c, nilai, **{**punya, **sifat})
    h.k.gabung(h.r, 3, h.r, 4, teks_sel(isi[2]), h.gaya(font_size=8, **sifat))
    h.k.tinggi(h.r, 11.5 * max(1, baris_teks(isi[2], h.lebar[2] + h.lebar[3], 8)) + 4)
    h.r += 1


def _kisi_satker(x: lembar.Kerja, h: Halaman) -> None:
    """Links to the offices' own sheets, four beside each other, coloured by what they have sent."""
    per_baris = len(h.lebar)
    for i, k in enumerate(x.tabel.wilayah.semua):
        r, c = h.r + i // per_baris, 1 + i % per_baris
        nama = x.lembar.get(k.satker.kode or "")
        gaya = h.gaya(bg_color=lembar.WARNA_KEADAAN[k.keadaan], font_size=8, **(_BIRU if nama else {}))
        isi = f"{k.satker.kode} {nama_pendek(k.satker)}" + ("" if nama else f" ({k.keadaan.value})")
        h.tautan(r, c, f"internal:'{nama}'!A1" if nama else None, isi, gaya)
        h.k.tinggi(r, 24)
    h.r += -(-len(x.tabel.wilayah.semua) // per_baris)


_BIRU = {"font_color": "#0563C1", "underline": 1}


def _grafik_isi(
    x: lembar.Kerja, h: Halaman, awal: int, kiriman: Sequence[_Pokok], kinerja: Sequence[_Pokok]
) -> None:
    """Two charts beside each other: submissions, and categories where any capaian is known."""
    kategori = [i for i, p in enumerate(kinerja) if p[0].startswith(_KATEGORI)]
    bagian = [("Pengiriman buku kerja", "doughnut", awal, awal + len(kiriman) - 2)]
    if kategori:
        mulai = awal + len(kiriman) + kategori[0]
        bagian.append(("Kategori capaian Ketua", "bar", mulai, mulai + len(kategori) - 1))
    h.r += 1
    for i, (judul, jenis, pertama, akhir) in enumerate(bagian):
        g = x.grafik(h, {"type": jenis}, judul)
        titik = [{"fill": {"color": isi[1].get("bg_color", "#2F5597")}} for _, isi, _ in
                 (kiriman[:-1] if i == 0 else [kinerja[j] for j in kategori])]  # fmt: skip
        g.add_series({**lembar.seri(h, judul, 1, 2, pertama, akhir), "points": titik, "gap": 50,
                      "data_labels": {"value": True, "font": {"size": 9}}})  # fmt: skip
        if jenis == "bar":
            g.set_legend({"none": True})
            g.set_y_axis({"reverse": True, "num_font": {"size": 8}})
            g.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        else:
            g.set_legend({"position": "right", "font": {"size": 8}})
        g.set_size({"width": 340, "height": 210})
        h.k.ws.insert_chart(h.r - 1, 0 if i == 0 else 2, g, {"x_offset": 4, "y_offset": 2, "object_position": 2})
    for r in range(h.r, h.r + 11):
        h.k.tinggi(r, 15)
    h.r += 11




def _pokok_kiriman(w: Wilayah) -> list[_Pokok]:
    hasil: list[_Pokok] = []
    for keadaan in Keadaan:
        ada = [k for k in w.satker if k.keadaan is keadaan]
        if ada or keadaan in (Keadaan.DIKIRIM, Keadaan.BELUM if w.lengkap else Keadaan.TIDAK_DISERTAKAN):
            dari = f"dari {len(w.satker)} satker" + (": " if 0 < len(ada) < len(w.satker) else "")
            nama = "" if len(ada) == len(w.satker) else ", ".join(nama_pendek(k.satker) for k in ada)
            judul = f"Buku kerja {keadaan.value}"
            hasil.append((judul, angka(len(ada), bg_color=lembar.WARNA_KEADAAN[keadaan], bold=True), f"{dari}{nama}"))
    hasil.append(("Buku kerja provinsi", teks(w.induk.keadaan.value, align="center"), w.induk.keterangan))
    return hasil


def _pokok_kinerja(t: Tabel) -> list[_Pokok]:
    m, w = t.ketua, t.wilayah
    nilai = [n for k in w.satker for n in m.dinilai(k.satker.kode or "")]
    ada_nilai = [s for s in m.isi.values() if s.nilai is not None]
    kategori = Counter(s.kategori or "di luar skala" for s in ada_nilai)
    jenjang = {s.kategori or "di luar skala": s.jenjang for s in ada_nilai}
    ada = t.serapan[t.serapan["pagu"].notna() & t.serapan["realisasi"].notna()]
    pagu, dipakai = jumlahkan(ada["pagu"]), jumlahkan(ada["realisasi"])
    nilai_serapan = serapan(pagu, dipakai) if pagu is not None and dipakai is not None else None
    terserap = nilai_serapan if isinstance(nilai_serapan, Decimal) else None
    kurang = sum(1 for s in t.serapan["rinci"] if s.ikpa is not None and not s.ikpa.tercapai)
    dinilai = sum(1 for s in t.serapan["rinci"] if s.ikpa is not None)
    return [
        ("Rata-rata capaian Ketua", _atau(persen(rata_rata(nilai), bold=True, align="center")),
         f"dari {len(nilai)} capaian yang dapat dihitung" if nilai else "belum ada capaian yang terisi"),
        *((f"{_KATEGORI} {nama}", angka(kategori[nama], bg_color=warna_jenjang(jenjang[nama])), "")
          for nama in sorted(kategori, key=lambda n: (jenjang[n], n))[:8]),
        ("Indikator Ketua tercapai", angka(sum(map(tercapai, nilai))), f"100% atau lebih, dari {len(nilai)}"),
        ("Serapan gabungan", _atau(persen(terserap, bold=True, align="center")),
         f"jumlah realisasi dibagi jumlah pagu {len(ada)} satker"),
        ("Serapan di bawah target IKPA", angka(kurang), f"dari {dinilai} satker yang dapat dinilai"),
    ]  # fmt: skip


def _atau(isi: tuple[Isi, dict[str, Any]]) -> tuple[Isi | int, dict[str, Any]]:
    return teks("-", align="center") if isi[0] is None else isi


def _pokok_temuan(hasil: HasilPeriksa) -> list[_Pokok]:
    arti = {"galat": "angka salah", "peringatan": "perlu dijawab pemeriksa", "info": "bentuk dan penulisan"}
    isi: list[_Pokok] = [
        (f"Temuan terbuka: {t.value}", angka(hasil.jumlah(t)), arti[t.value]) for t in Tingkat
    ]
    return [*isi, ("Temuan diterima", angka(hasil.diterima), "dengan alasan")]
