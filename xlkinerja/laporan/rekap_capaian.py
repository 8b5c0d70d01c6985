"""The sheets of the rekap about performance: the ranking of the offices, the matrix of capaian."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Any

from xlkinerja.angka import tulis_angka
from xlkinerja.hitung import SKALA_BAKU, tercapai
from xlkinerja.konsol import aman
from xlkinerja.laporan.matriks import MatriksCapaian, SelCapaian, rata_rata
from xlkinerja.laporan.rekap_halaman import (
    NILAI,
    PERSEN,
    Halaman,
    angka,
    persen,
    teks,
    teks_sel,
    warna_jenjang,
)
from xlkinerja.laporan.rekap_lembar import BIRU, WARNA_KEADAAN, Kerja, seri, sumbu_persen
from xlkinerja.laporan.wilayah import Keadaan, Kiriman, nama_pendek

_PUDAR = "#F2F2F2"


# Ranking


def peringkat(x: Kerja) -> None:
    """Offices by mean capaian; ties share a rank; those with too few figures stand below, without one."""
    t = x.tabel.ranking
    h = Halaman(x.naskah, "Peringkat", "#548235", (10, 8, 30, 12, 12, 12, 16, 12, 12, 12, 40))
    h.judul("Peringkat satker menurut rata-rata capaian Ketua", x.anak, (
        "Rata-rata capaian semua indikator Ketua yang dapat dihitung, tanpa batas atas seperti pada LKj; di sebelahnya "
        "rata-rata bila tiap indikator dihitung paling tinggi 100%. Tercapai: capaian 100% atau lebih. Nilai yang sama "
        "berperingkat sama. Satker yang kurang dari separuh indikatornya dapat dihitung tidak diperingkat.",
        "Nilai Kinerja Anggaran (NKA) tidak dihitung: nilai perencanaan dan capaian RO tidak ada di buku kerja. "
        "Penyerapan IKPA: rata-rata nilai triwulan sampai triwulan terakhir yang terisi.",
    ))  # fmt: skip
    kepala = h.kepala(("Peringkat", "Kode", "Satker", "Rata-rata capaian", "Rata-rata, paling tinggi 100%", "Tercapai",
                       "Indikator dihitung", "Serapan", "Peringkat serapan", "Penyerapan IKPA",
                       "Keterangan"))  # fmt: skip
    awal = h.r
    for b in t.to_dict("records"):
        kurang = "" if b["peringkat"] is not None else (
            f"tidak diperingkat: baru {b['dinilai']} dari {b['banyak']} indikator dapat dihitung")  # fmt: skip
        r = h.baris((
            angka(b["peringkat"], bold=True) if b["peringkat"] is not None else teks("-", align="center"),
            teks(b["kode"], align="center"), teks(b["nama"]), persen(b["rata"], bold=True), persen(b["rata_100"]),
            angka(b["tercapai"]), teks(f"{b['dinilai']} dari {b['banyak']}", align="center"), persen(b["serapan"]),
            angka(b["peringkat_serapan"]), angka(b["ikpa"], NILAI), teks(kurang),
        ))  # fmt: skip
        x.ke_satker(h, r, 3, b["kode"], b["nama"])
    _tanpa_kiriman(h, x, 11)
    akhir = awal + int(t["peringkat"].notna().sum()) - 1
    h.saring(kepala, 11)
    if akhir >= awal:
        g = x.grafik(h, {"type": "column"}, "Rata-rata capaian Ketua")
        g.add_series({**seri(h, "Rata-rata capaian", 3, 4, awal, akhir), "fill": {"color": BIRU}, "gap": 50,
                      "data_labels": {"value": True, "num_format": "0.0%", "font": {"size": 8}}})  # fmt: skip
        g.set_legend({"none": True})
        sumbu_persen(g)
        h.r = x.pasang(h, g, baris=h.r + 1, tinggi=320)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 4), satu=True)


def _tanpa_kiriman(h: Halaman, x: Kerja, kolom: int) -> None:
    """A closing line that names the offices without figures."""
    tanpa = [k for k in x.tabel.wilayah.satker if k.keadaan is not Keadaan.DIKIRIM]
    if not tanpa:
        return
    isi = "; ".join(
        f"{keadaan.value}: {', '.join(nama_pendek(k.satker) for k in tanpa if k.keadaan is keadaan)}"
        for keadaan in Keadaan
        if any(k.keadaan is keadaan for k in tanpa)
    )
    h.catatan(f"Tanpa angka: {isi}.")


# Capaian


def _tanpa_skala(m: MatriksCapaian) -> str:
    """By which scale the workbooks are judged that carry none, from the best category down."""
    if m.skala == SKALA_BAKU:
        return "tanpa skala dipakai yang baku: 85% ke atas Baik Sekali, 70% Baik, 55% Cukup, di bawahnya Kurang"
    urut = sorted((j for j in m.skala if j.bawah is not None), key=lambda j: j.bawah or 0, reverse=True)
    jenjang = [f"{tulis_angka(j.bawah)}% ke atas {j.nama}" for j in urut if j.bawah is not None]
    jenjang += [f"di bawahnya {j.nama}" for j in m.skala if j.bawah is None]
    return f"tanpa skala dipakai yang ditetapkan di setelan: {aman(', '.join(jenjang))}"


def capaian(x: Kerja, m: MatriksCapaian, nama: str, level: str) -> None:
    """The matrix: an indicator's capaian over its category, an office each column; means; what stands otherwise."""
    satker = x.tabel.wilayah.satker
    n = len(satker)
    h = Halaman(x.naskah, nama, "#C55A11", (4, 32, *([7] * n), 8.5))
    h.judul(f"Capaian {level} per indikator dan satker", x.anak, (
        f"Diambil dari tabel capaian {level} yang paling lengkap di buku kerja satker: capaian dihitung dari target "
        f"dan realisasinya, kategori menurut skala di buku kerja itu; {_tanpa_skala(m)}. * = yang tertulis "
        "lain, lihat di bawah. ° = realisasi “-” "
        "(tidak dinilai), dihitung 0% seperti pada LKj.",
    ))  # fmt: skip
    if not m.indikator:
        h.catatan(f"Belum ada satker yang buku kerjanya memuat tabel capaian {level}.")
        h.cetak(x.kaki)
        return
    kepala = _kepala_matriks(x, h)
    awal = h.r
    for i, ind in enumerate(m.indikator, 1):
        _baris_indikator(h, i, ind.teks, [(k, m.sel(ind.kunci, k.satker.kode or "")) for k in satker], m.tanpa)
    _rata_matriks(h, m, satker)
    _tutup_kolom(x, h, awal, m)
    h.r += 1
    _beda_tertulis(x, h, m)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 3))


def _kepala_matriks(x: Kerja, h: Halaman) -> int:
    r = h.kepala(("No", "Indikator"))
    tegak = {"rotation": 90, "bold": True, "align": "center", "valign": "bottom", "bg_color": "#D9E2F3",
             "text_wrap": False}  # fmt: skip
    for c, k in enumerate(x.tabel.wilayah.satker, 3):
        kode = k.satker.kode or ""
        lembar = x.lembar.get(kode)
        h.tautan(r, c, f"internal:'{lembar}'!A1" if lembar else None, nama_pendek(k.satker), h.gaya(**tegak))
    h.sel(r, 3 + len(x.tabel.wilayah.satker), "Rata-rata", **tegak)
    h.k.tinggi(r, 104)
    return r


def _baris_indikator(
    h: Halaman, nomor: int, kata: str, sel: list[tuple[Kiriman, SelCapaian]], tanpa: Collection[str]
) -> None:
    r, n = h.r, len(sel)
    h.k.gabung(r, 1, r + 1, 1, Decimal(nomor), h.gaya(align="center"))
    h.k.gabung(r, 2, r + 1, 2, teks_sel(kata), h.gaya(font_size=8))
    for c, (k, s) in enumerate(sel, 3):
        if k.satker.kode not in tanpa:
            _sel_matriks(h, r, c, s)
    nilai = [s.nilai for _, s in sel if s.nilai is not None]
    isi, sifat = persen(rata_rata(nilai), font_size=8, bold=True, align="center")
    h.k.gabung(r, 3 + n, r + 1, 3 + n, isi, h.gaya(**sifat))
    h.k.tinggi(r, max(15, 11 * -(-len(kata) // 78)))
    h.k.tinggi(r + 1, 24)
    h.r += 2


_TANDA = {(True, False): PERSEN + '"*"', (False, True): PERSEN + '"°"', (True, True): PERSEN + '"*°"'}


def _sel_matriks(h: Halaman, r: int, c: int, s: SelCapaian) -> None:
    if s.nilai is None:
        h.k.gabung(r, c, r + 1, c, s.nilaian.value,
                   h.gaya(font_size=7, align="center", bg_color=_PUDAR, font_color="#7F7F7F"))  # fmt: skip
        return
    warna = warna_jenjang(s.jenjang) if s.kategori is not None else _PUDAR
    tanda = _TANDA.get((s.cocok is False, s.tanpa_penilaian), PERSEN)
    isi, sifat = persen(s.nilai, font_size=8, num_format=tanda, bg_color=warna, align="center", text_wrap=False)
    h.sel(r, c, isi, **sifat)
    h.sel(r + 1, c, s.kategori or "di luar skala", font_size=8, bg_color=warna, align="center")


def _rata_matriks(h: Halaman, m: MatriksCapaian, satker: tuple[Kiriman, ...]) -> None:
    """Closing rows: each office's mean, how many of its indicators it is made from, how many are achieved."""
    semua = [m.dinilai(k.satker.kode or "") for k in satker]
    sifat: dict[str, Any] = {"font_size": 8, "bold": True, "bg_color": "#EDEDED"}
    gabungan = [n for isi in semua for n in isi]
    tengah: dict[str, Any] = {**sifat, "align": "center", "text_wrap": False}
    baris: tuple[tuple[str, Callable[[Sequence[Decimal]], tuple[Any, dict[str, Any]]]], ...] = (
        ("Rata-rata capaian", lambda isi: persen(rata_rata(isi), **tengah)),
        ("Indikator dihitung", lambda isi: angka(len(isi), **tengah)),
        ("Tercapai (100% atau lebih)", lambda isi: angka(sum(map(tercapai, isi)), **tengah)),
    )
    for judul, bentuk in baris:
        h.k.gabung(h.r, 1, h.r, 2, judul, h.gaya(**sifat))
        for c, isi in enumerate((*semua, gabungan), 3):
            nilai, format_ = bentuk(isi)
            if c - 3 == len(semua) or satker[c - 3].satker.kode not in m.tanpa:
                h.sel(h.r, c, nilai, **format_)
        h.k.tinggi(h.r, 15)
        h.r += 1


def _tutup_kolom(x: Kerja, h: Halaman, awal: int, m: MatriksCapaian) -> None:
    """The columns of offices without a table: one cell that says why."""
    for c, k in enumerate(x.tabel.wilayah.satker, 3):
        kode = k.satker.kode or ""
        if kode in m.tanpa:
            warna = WARNA_KEADAAN[k.keadaan] if k.keadaan is not Keadaan.DIKIRIM else _PUDAR
            gaya = h.gaya(rotation=90, align="center", bg_color=warna, font_color="#7F7F7F")
            h.k.gabung(awal, c, h.r - 1, c, m.tanpa[kode], gaya)


def _beda_tertulis(x: Kerja, h: Halaman, m: MatriksCapaian) -> None:
    """Where another capaian stands than the computed one."""
    beda = [
        (k, i, s) for i in m.indikator for k in x.tabel.wilayah.satker
        if (s := m.sel(i.kunci, k.satker.kode or "")).cocok is False and s.nilai is not None
    ]  # fmt: skip
    h.subjudul("Capaian yang tertulis lain dari hitungannya" if beda else "Semua capaian yang tertulis sesuai hitungan")
    for k, i, s in beda:
        pemilik = next((id(b) for b in k.pakai if b.berkas.jalur == s.lokasi.berkas), 0)
        assert s.nilai is not None
        isi = (f"{nama_pendek(k.satker)}: {i.teks}: tertulis {s.tertulis}, dihitung {tulis_angka(s.nilai, 2, '%')} "
               f"({s.lokasi.lembar}!{s.lokasi.sel})")  # fmt: skip
        h.tautan(h.r, 1, x.tujuan.tautan(pemilik, s.lokasi), isi,
                 h.k.gaya.buat(font_size=9, font_color="#0563C1", underline=1))  # fmt: skip
        h.k.tinggi(h.r, 15)
        h.r += 1
