"""The sheets of the rekap about all offices at once: submissions, ranking, capaian, budget, sums, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan import SEMUA
from xlkinerja.hitung import serapan, tercapai
from xlkinerja.laporan.rekap_halaman import (
    NILAI,
    PERSEN,
    WARNA_TINGKAT,
    Halaman,
    Tujuan,
    angka,
    persen,
    teks,
    teks_sel,
    uang,
    warna_jenjang,
)
from xlkinerja.laporan.rekap_tabel import KELUARGA, Tabel, temuan_per_kode, temuan_per_satker
from xlkinerja.laporan.serapan import SerapanSatker, jumlahkan
from xlkinerja.laporan.wilayah import (
    Keadaan,
    Kiriman,
    MatriksCapaian,
    Nilaian,
    SelCapaian,
    nama_pendek,
    rata_rata,
)
from xlkinerja.templat.kanvas import Naskah
from xlkinerja.temuan import Lokasi, Tingkat

WARNA_KEADAAN = {
    Keadaan.DIKIRIM: "#D9EAD3",
    Keadaan.TAHUN_LAIN: "#FFE699",
    Keadaan.TAK_TERBACA: "#F8CBAD",
    Keadaan.PERLU_DIPASTIKAN: "#FFF2CC",
    Keadaan.BELUM: "#EDEDED",
}
_PUDAR = "#F2F2F2"
_BIRU, _JINGGA, _ABU = "#2F5597", "#C55A11", "#7F7F7F"
Baris = dict[Any, Any]
"""A row of a frame; not a Series, into which pandas turns a None as a NaN."""
_ROMAWI = ("I", "II", "III", "IV")


class Kerja:
    """What the sheets are made from: the workbook being written, its tables, the names of the offices' own sheets."""

    def __init__(self, naskah: Naskah, tabel: Tabel, tujuan: Tujuan, lembar: Mapping[str, str]) -> None:
        self.naskah, self.tabel, self.tujuan, self.lembar = naskah, tabel, tujuan, lembar
        w = tabel.wilayah
        tahun = f"Tahun {w.tahun}" if w.tahun is not None else "Tahun tidak diketahui"
        self.anak = f"{w.induk.satker.nama} · {tahun}"
        self.kaki = f"Rekapitulasi {w.induk.satker.nama}, {tahun.lower()}"

    def grafik(self, h: Halaman, jenis: dict[str, str], judul: str) -> Any:
        """A native chart with the workbook's looks."""
        g = self.naskah.buku.add_chart(jenis)
        g.set_title({"name": judul, "name_font": {"size": 11, "color": "#1F3864"}, "overlay": False})
        g.set_legend({"position": "bottom", "font": {"size": 8}})
        return g

    def pasang(self, h: Halaman, g: Any, *, baris: int, tinggi: int) -> int:
        """Put a chart below the table, as wide as it, on rows of its own; returns the last row it covers."""
        g.set_size({"width": sum(int(w * 7 + 5) for w in h.lebar) - 8, "height": tinggi})
        h.k.ws.insert_chart(baris - 1, 0, g, {"x_offset": 4, "y_offset": 4, "object_position": 2})
        return baris + tinggi // 20 + 1

    def ke_satker(self, h: Halaman, r: int, c: int, kode: str, isi: str) -> None:
        """An office's name, linked to its own sheet where it has one."""
        nama = self.lembar.get(kode)
        h.tautan(r, c, f"internal:'{nama}'!A1" if nama else None, isi)


def seri(  # noqa: PLR0917 - columns, then rows
    h: Halaman, judul: str, kategori: int, nilai: int, awal: int, akhir: int
) -> dict[str, Any]:
    """A chart's series over rows of a sheet: the column of its categories and that of its values."""
    return {
        "name": judul,
        "categories": [h.nama, awal - 1, kategori - 1, akhir - 1, kategori - 1],
        "values": [h.nama, awal - 1, nilai - 1, akhir - 1, nilai - 1],
    }


# Submissions


def pengiriman(x: Kerja) -> None:
    """Who has sent: state, workbooks with links, findings."""
    h = Halaman(x.naskah, "Pengiriman", "#2F5597", (5, 8, 30, 18, 46, 9, 9, 9, 46))
    h.judul("Pengiriman buku kerja", x.anak, (
        "Dikirim: ada buku kerja tahun ini yang dapat dibaca. Tahun lain: yang ada hanya tahun lain. Tidak terbaca: "
        "berkasnya rusak, bersandi, atau bukan buku kerja Excel. Belum dikirim: tidak ada di folder ini.",
    ))  # fmt: skip
    kepala = h.kepala(("No", "Kode", "Satker", "Keadaan", "Buku kerja", "Galat", "Peringatan", "Info", "Keterangan"))
    banyak = temuan_per_satker(x.tabel)
    for n, k in enumerate(x.tabel.wilayah.semua, 1):
        _baris_kiriman(x, h, n, k, banyak)
    h.saring(kepala, 9)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 4))


def _baris_kiriman(x: Kerja, h: Halaman, n: int, k: Kiriman, banyak: pd.DataFrame) -> None:
    kode = k.satker.kode or ""
    jumlah = [int(banyak.loc[kode, t.value]) if kode in banyak.index else None for t in Tingkat]
    nama = "\n".join(b.berkas.jalur for b in k.berkas)
    r = h.baris((
        angka(n), teks(kode, align="center"), teks(nama_pendek(k.satker)),
        teks(k.keadaan.value, bg_color=WARNA_KEADAAN[k.keadaan], align="center"),
        teks(", ".join(b.berkas.jalur for b in k.berkas) or "-"), *(angka(j) for j in jumlah), teks(k.keterangan),
    ))  # fmt: skip
    x.ke_satker(h, r, 3, kode, nama_pendek(k.satker))
    if len(k.berkas) == 1:
        b = k.berkas[0]
        h.tautan(r, 5, x.tujuan.tautan(id(b), Lokasi(b.berkas.jalur)), nama)


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
        g.add_series({**seri(h, "Rata-rata capaian", 3, 4, awal, akhir), "fill": {"color": _BIRU}, "gap": 50,
                      "data_labels": {"value": True, "num_format": "0.0%", "font": {"size": 8}}})  # fmt: skip
        g.set_legend({"none": True})
        _sumbu_persen(g)
        h.r = x.pasang(h, g, baris=h.r + 1, tinggi=320)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 4), satu=True)


def _sumbu_persen(g: Any) -> None:
    """Axes of a chart of percentages over offices."""
    g.set_x_axis({"num_font": {"size": 8, "rotation": -45}})
    g.set_y_axis({"num_format": "0%", "min": 0, "num_font": {"size": 8},
                  "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})  # fmt: skip


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


def capaian(x: Kerja, m: MatriksCapaian, nama: str, level: str) -> None:
    """The matrix: an indicator's capaian over its category, an office each column; means; what stands otherwise."""
    satker = x.tabel.wilayah.satker
    n = len(satker)
    h = Halaman(x.naskah, nama, "#C55A11", (4, 32, *([7] * n), 8.5))
    h.judul(f"Capaian {level} per indikator dan satker", x.anak, (
        f"Diambil dari tabel capaian {level} yang paling lengkap di buku kerja satker: capaian dihitung dari target "
        "dan realisasinya, kategori menurut skala di buku kerja itu; tanpa skala dipakai yang baku: 85% ke atas Baik "
        "Sekali, 70% Baik, 55% Cukup, di bawahnya Kurang. * = yang tertulis lain, lihat di bawah. ° = realisasi “-” "
        "(tidak dinilai), dihitung 0% seperti pada LKj.",
    ))  # fmt: skip
    kepala = _kepala_matriks(x, h)
    awal = h.r
    for i, ind in enumerate(m.indikator, 1):
        _baris_indikator(h, i, ind.teks, [(k, m.sel(ind.kunci, k.satker.kode or "")) for k in satker])
    _rata_matriks(h, m, satker)
    _tutup_kolom(x, h, awal)
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


def _baris_indikator(h: Halaman, nomor: int, kata: str, sel: list[tuple[Kiriman, SelCapaian]]) -> None:
    r, n = h.r, len(sel)
    h.k.gabung(r, 1, r + 1, 1, Decimal(nomor), h.gaya(align="center"))
    h.k.gabung(r, 2, r + 1, 2, teks_sel(kata), h.gaya(font_size=8))
    for c, (k, s) in enumerate(sel, 3):
        if k.keadaan is Keadaan.DIKIRIM:
            _sel_matriks(h, r, c, s)
    nilai = [s.nilai for _, s in sel if s.nilai is not None]
    isi, sifat = persen(rata_rata(nilai), font_size=8, bold=True, align="center")
    h.k.gabung(r, 3 + n, r + 1, 3 + n, isi, h.gaya(**sifat))
    h.k.tinggi(r, max(15, 11 * -(-len(kata) // 78)))
    h.k.tinggi(r + 1, 24)
    h.r += 2


_TANDA = {(True, False): PERSEN + '"*"', (False, True): PERSEN + '"°"', (True, True): PERSEN + '"*°"'}
_SINGKAT = {
    Nilaian.BELUM_DIISI: "belum diisi",
    Nilaian.TAK_TERHITUNG: "tak dapat dihitung",
    Nilaian.TANPA_ARAH: "arah tak diketahui",
    Nilaian.TIDAK_ADA: "tidak ada",
}


def _sel_matriks(h: Halaman, r: int, c: int, s: SelCapaian) -> None:
    if s.nilai is None:
        h.k.gabung(r, c, r + 1, c, _SINGKAT[s.nilaian],
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
            if c - 3 == len(semua) or satker[c - 3].keadaan is Keadaan.DIKIRIM:
                h.sel(h.r, c, nilai, **format_)
        h.k.tinggi(h.r, 15)
        h.r += 1


def _tutup_kolom(x: Kerja, h: Halaman, awal: int) -> None:
    """The columns of offices without a workbook: one cell that says so."""
    for c, k in enumerate(x.tabel.wilayah.satker, 3):
        if k.keadaan is not Keadaan.DIKIRIM:
            gaya = h.gaya(rotation=90, align="center", bg_color=WARNA_KEADAAN[k.keadaan], font_color="#7F7F7F")
            h.k.gabung(awal, c, h.r - 1, c, k.keadaan.value, gaya)


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


# Budget


def serapan_per_satker(x: Kerja) -> None:
    """Pagu, realisasi, serapan and IKPA absorption of each office, the sum of all, the chart."""
    h = Halaman(x.naskah, "Serapan", "#7030A0",
                (5, 8, 24, 18, 18, 17, 10, 9, 12, 10, 10, 9, 9, 9, 9, 10, 36))  # fmt: skip
    h.judul("Serapan anggaran per satker terhadap target IKPA", x.anak, (
        "Pagu dan realisasi dijumlahkan dari baris terbawah tabel anggaran satker. Target IKPA (PER-5/PB/2024) "
        "ditimbang menurut pagu jenis belanja 51, 52, 53, 57 pada triwulan terakhir yang bulannya terisi; pagu yang "
        "diblokir tidak ikut. Nilai IKPA tiap triwulan: min(100, realisasi kumulatif : (pagu × target) × 100).",
    ))  # fmt: skip
    kepala = h.kepala(("No", "Kode", "Satker", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "Serapan", "Sampai triwulan",
                       "Serapan di luar blokir", "Target IKPA", "Selisih (poin)", "IKPA TW I", "IKPA TW II",
                       "IKPA TW III", "IKPA TW IV", "Rata-rata IKPA", "Keterangan"))  # fmt: skip
    awal, t = h.r, x.tabel.serapan
    for n, b in enumerate(t.to_dict("records"), 1):
        _baris_serapan(x, h, n, b)
    akhir = h.r - 1
    _jumlah_serapan(h, t)
    if t["serapan"].notna().any():
        g = x.grafik(h, {"type": "column"}, "Serapan per satker dan target IKPA")
        g.add_series({**seri(h, "Serapan", 3, 7, awal, akhir), "fill": {"color": _BIRU}, "gap": 60})
        if any(isinstance(s, SerapanSatker) and s.ikpa is not None for s in t["rinci"]):
            garis = x.naskah.buku.add_chart({"type": "line"})
            garis.add_series({**seri(h, "Target IKPA", 3, 10, awal, akhir), "line": {"none": True},
                              "marker": {"type": "diamond", "size": 7, "fill": {"color": _JINGGA},
                                         "border": {"color": _JINGGA}}})  # fmt: skip
            g.combine(garis)
        _sumbu_persen(g)
        h.r = x.pasang(h, g, baris=h.r + 1, tinggi=380)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 4), satu=True)


def _baris_serapan(x: Kerja, h: Halaman, n: int, b: Baris) -> None:
    s: SerapanSatker = b["rinci"]
    i = s.ikpa
    kurang = i is not None and i.serapan < i.target
    sifat = {"bg_color": "#F8CBAD"} if kurang else {}
    r = h.baris((
        angka(n), teks(b["kode"], align="center"), teks(b["nama"]), uang(b["pagu"]), uang(b["realisasi"]),
        uang(b["sisa"]), persen(b["serapan"], bold=True), teks(_ROMAWI[i.triwulan - 1] if i else "-", align="center"),
        persen(i.serapan if i else None, **sifat), persen(i.target if i else None),
        angka(i.serapan - i.target if i else None, NILAI, **sifat),
        *(angka(i.nilai[t] if i and t < len(i.nilai) else None, NILAI) for t in range(4)),
        angka(i.rata if i else None, NILAI, bold=True), teks(keterangan_uang(s), font_size=8),
    ))  # fmt: skip
    x.ke_satker(h, r, 3, b["kode"], b["nama"])


def keterangan_uang(s: SerapanSatker) -> str:
    """What there is to say about an office's budget figures: why there are none, what stands otherwise."""
    if s.uang is None:
        return s.alasan
    bagian = []
    if s.uang.pagu_tertulis is not None:
        bagian.append(f"jumlah pagu tertulis {tulis_angka(s.uang.pagu_tertulis)}")
    if s.uang.realisasi_tertulis is not None:
        bagian.append(f"jumlah realisasi tertulis {tulis_angka(s.uang.realisasi_tertulis)}")
    belum = [n for n, isi in (("pagu", s.uang.pagu), ("realisasi", s.uang.realisasi)) if isi is None]
    if belum:
        bagian.append(f"{' dan '.join(belum)} belum diisi")
    elif s.alasan_ikpa:
        bagian.append(f"target IKPA tidak dapat dinilai: {s.alasan_ikpa}")
    return "; ".join(bagian)


def _jumlah_serapan(h: Halaman, t: pd.DataFrame) -> None:
    """The sum of the offices of which both pagu and realisasi are known."""
    ada = t[t["pagu"].notna() & t["realisasi"].notna()]
    pagu, dipakai = jumlahkan(ada["pagu"]), jumlahkan(ada["realisasi"])
    persen_ = serapan(pagu, dipakai) if pagu is not None and dipakai is not None else None
    tebal: dict[str, Any] = {"bold": True, "bg_color": "#EDEDED"}
    sisa = None if pagu is None or dipakai is None else pagu - dipakai
    h.baris((
        teks("", **tebal), teks("", **tebal), teks(f"Jumlah {len(ada)} satker", **tebal), uang(pagu, **tebal),
        uang(dipakai, **tebal), uang(sisa, **tebal),
        persen(persen_ if isinstance(persen_, Decimal) else None, **tebal),
    ))  # fmt: skip


def serapan_per_program(x: Kerja) -> None:
    """Programs beside each other: pagu, realisasi, serapan and target of each, an office a row."""
    t = x.tabel.program
    kab = t[t["kode"] != x.tabel.wilayah.induk.satker.kode]
    program = sorted(set(kab["program"]))
    h = Halaman(x.naskah, "Program", "#7030A0", (5, 8, 24, *((18, 18, 10, 10) * len(program))))
    ada = (
        "Menurut kode program; pagu dan realisasi dijumlahkan dari baris terbawah. Target IKPA: lihat lembar Serapan. "
        "* = jumlah yang tertulis lain. Sel kosong: program itu tidak ada di tabel satker, atau belum diisi."
    )
    kosong = "Belum ada satker yang tabel anggarannya memuat kode program, pagu dan realisasi."
    h.judul("Serapan anggaran per program", x.anak, (ada if program else kosong,))
    if not program:
        h.cetak(x.kaki)
        return
    uraian = kab.groupby("program")["uraian"].agg(lambda s: s.value_counts().index[0])
    atas = h.gaya(bold=True, align="center", bg_color="#D9E2F3")
    for n, p in enumerate(program):
        h.k.gabung(h.r, 4 + 4 * n, h.r, 7 + 4 * n, teks_sel(f"{p} {uraian[p]}"), atas)
    h.k.gabung(h.r, 1, h.r, 3, "", atas)
    h.k.tinggi(h.r, 30)
    h.r += 1
    kepala = h.kepala(("No", "Kode", "Satker", *(("Pagu (Rp)", "Realisasi (Rp)", "Serapan", "Target IKPA")
                                                 * len(program))))  # fmt: skip
    awal = h.r
    per = {(b["kode"], b["program"]): b for b in kab.to_dict("records")}
    for n, k in enumerate(x.tabel.wilayah.satker, 1):
        kode = k.satker.kode or ""
        isi = [s for p in program for s in _sel_program(per.get((kode, p)))]
        r = h.baris((angka(n), teks(kode, align="center"), teks(nama_pendek(k.satker)), *isi))
        x.ke_satker(h, r, 3, kode, nama_pendek(k.satker))
        if k.keadaan is not Keadaan.DIKIRIM:
            for c in range(4, 4 + len(isi)):
                h.sel(r, c, k.keadaan.value if c == 4 else None, bg_color=WARNA_KEADAAN[k.keadaan])
    akhir = h.r - 1
    _jumlah_program(h, kab, program)
    g = x.grafik(h, {"type": "column"}, "Serapan per program")
    for n, p in enumerate(program):
        warna = (_BIRU, _JINGGA, "#548235", _ABU, "#BF8F00", "#7030A0")[n % 6]
        g.add_series({**seri(h, p, 3, 6 + 4 * n, awal, akhir), "fill": {"color": warna}, "gap": 60})
    _sumbu_persen(g)
    h.r = x.pasang(h, g, baris=h.r + 1, tinggi=300)
    h.cetak(x.kaki, ulang=(kepala - 1, kepala), beku=(kepala + 1, 4), satu=True)


def _sel_program(b: Baris | None) -> list[tuple[Any, dict[str, Any]]]:
    if b is None:
        return [teks(None)] * 4
    bintang = [{"num_format": '#,##0"*"'} if b[f"{n}_tertulis"] is not None else {} for n in ("pagu", "realisasi")]
    nilai = serapan(b["pagu"], b["realisasi"]) if b["pagu"] is not None and b["realisasi"] is not None else None
    i = b["ikpa"]
    sifat = {"bg_color": "#F8CBAD"} if i is not None and i.serapan < i.target else {}
    return [
        uang(b["pagu"], **bintang[0]),
        uang(b["realisasi"], **bintang[1]),
        persen(nilai if isinstance(nilai, Decimal) else None, bold=True, **sifat),
        persen(i.target if i is not None else None),
    ]


def _jumlah_program(h: Halaman, kab: pd.DataFrame, program: list[str]) -> None:
    tebal: dict[str, Any] = {"bold": True, "bg_color": "#EDEDED"}
    isi = []
    ada = kab[kab["pagu"].notna() & kab["realisasi"].notna()]
    for p in program:
        satu = ada[ada["program"] == p]
        pagu, dipakai = jumlahkan(satu["pagu"]), jumlahkan(satu["realisasi"])
        nilai = serapan(pagu, dipakai) if pagu is not None and dipakai is not None else None
        isi += [uang(pagu, **tebal), uang(dipakai, **tebal),
                persen(nilai if isinstance(nilai, Decimal) else None, **tebal), teks(None, **tebal)]  # fmt: skip
    h.baris((teks(None, **tebal), teks(None, **tebal), teks("Jumlah", **tebal), *isi))


# Sums against the province


def jumlah_wilayah(x: Kerja) -> None:
    """The sums of all offices beside the province's own figures: budget per program, counts of voters."""
    w = x.tabel.wilayah
    h = Halaman(x.naskah, "Jumlah wilayah", "#7030A0", (10, 52, 14, 20, 20, 20, 20, 20, 20))
    ada = "; ".join(b.berkas.jalur for b in w.induk.pakai)
    keadaan = f"Buku kerja provinsi: {ada}." if ada else f"Buku kerja provinsi: {w.induk.keadaan.value}" + (
        f" ({w.induk.keterangan})." if w.induk.keterangan else ".")  # fmt: skip
    h.judul("Jumlah kabupaten/kota dan angka provinsi", x.anak, (keadaan,))
    h.subjudul("Anggaran per program")
    h.catatan("Pagu dan realisasi provinsi adalah milik kantor provinsi sendiri, bukan jumlah kabupaten/kota; keduanya "
              "tidak harus sama. Selisih = jumlah kabupaten/kota dikurangi angka provinsi.")  # fmt: skip
    h.kepala(("Program", "Uraian", "Banyak satker", "Pagu kabupaten/kota", "Pagu provinsi", "Selisih pagu",
              "Realisasi kabupaten/kota", "Realisasi provinsi", "Selisih realisasi"))  # fmt: skip
    for b in x.tabel.banding.to_dict("records"):
        h.baris((teks(b["program"], align="center"), teks(b["uraian"]), angka(b["satker"] or 0),
                 *(s for n in ("pagu", "realisasi") for s in _beda(b[n], b[f"{n}_provinsi"]))))  # fmt: skip
    if x.tabel.banding.empty:
        h.catatan("Belum ada tabel anggaran dengan kode program, pagu dan realisasi.")
    h.r += 1
    h.subjudul("Cacahan pemilih pada Data Dukung")
    h.catatan("Cacahan pemilih provinsi seharusnya sama dengan jumlah seluruh kabupaten/kotanya (aturan W208). Selisih "
              f"hanya dinilai bila {len(w.satker)} satker menyebutnya dengan uraian yang sama.")  # fmt: skip
    h.kepala(("No", "Uraian", "Banyak satker", "Jumlah kabupaten/kota", "Angka provinsi", "Selisih", "Penilaian"))
    for i, b in enumerate(x.tabel.pemilih.to_dict("records"), 1):
        penuh = b["satker"] == len(w.satker) and b["provinsi"] is not None
        beda = b["jumlah"] - b["provinsi"] if penuh else None
        nilai = _nilai_pemilih(b, beda, len(w.satker))
        h.baris((angka(i), teks(f"{b['uraian']} ({b['indikator']})"), angka(b["satker"]), uang(b["jumlah"]),
                 uang(b["provinsi"]), uang(beda), teks(nilai, bg_color="#F8CBAD" if beda else "#FFFFFF")))  # fmt: skip
    if x.tabel.pemilih.empty:
        h.catatan("Data Dukung provinsi tidak memuat cacahan pemilih yang dapat dijumlahkan dari kabupaten/kota."
                  if w.induk.pakai else "Tidak ada angka provinsi untuk dibandingkan.")  # fmt: skip
    h.cetak(x.kaki)


def _beda(kab: Decimal | None, prov: Decimal | None) -> list[tuple[Any, dict[str, Any]]]:
    beda = None if kab is None or prov is None else kab - prov
    return [uang(kab), teks("tidak ada", align="center", font_color="#7F7F7F") if prov is None else uang(prov),
            uang(beda)]  # fmt: skip


def _nilai_pemilih(b: Baris, beda: Decimal | None, semua: int) -> str:
    if b["provinsi"] is None:
        return "provinsi belum mengisi angkanya"
    if beda is None:
        return f"belum dapat dinilai: baru {b['satker']} dari {semua} satker"
    return "sama" if beda == 0 else "berbeda"


# Findings


def temuan(x: Kerja) -> None:
    """Open findings by office, severity and family; the chart; then by rule."""
    t = temuan_per_satker(x.tabel)
    h = Halaman(x.naskah, "Temuan per satker", "#C00000", (9, 34, 9, 12, 9, *([11] * len(KELUARGA)), 11, 11))
    h.judul("Temuan per satker dan jenis", x.anak, (
        "Temuan yang masih terbuka; yang diterima dengan alasan dihitung sendiri. Galat: angka salah. Peringatan: "
        "perlu dijawab pemeriksa. Info: bentuk dan penulisan. Jenis menurut huruf pertama kode aturannya.",
    ))  # fmt: skip
    kepala = h.kepala(("Kode", "Satker", "Galat", "Peringatan", "Info",
                       *(f"{k} {n}" for k, n in KELUARGA.items()), "Jumlah", "Diterima"))  # fmt: skip
    awal = h.r
    nama = {k.satker.kode: nama_pendek(k.satker) for k in x.tabel.wilayah.semua}
    kolom = [*(y.value for y in Tingkat), *KELUARGA]
    for kode, b in t.iterrows():
        jumlah = sum(int(b[y.value]) for y in Tingkat)
        r = h.baris((
            teks(str(kode), align="center"), teks(nama.get(str(kode), _LAIN)),
            *(angka(int(b[n]), bg_color=_warna(n, int(b[n]))) for n in kolom), angka(jumlah, bold=True),
            angka(int(b["diterima"])),
        ))  # fmt: skip
        x.ke_satker(h, r, 2, str(kode), nama.get(str(kode), _LAIN))
    akhir = h.r - 1
    tebal: dict[str, Any] = {"bold": True, "bg_color": "#EDEDED"}
    semua = [int(t[n].sum()) for n in kolom]
    terbuka = sum(semua[:3])
    h.baris((teks(None, **tebal), teks("Jumlah", **tebal), *(angka(n, **tebal) for n in semua),
             angka(terbuka, **tebal), angka(int(t["diterima"].sum()), **tebal)))  # fmt: skip
    if akhir >= awal and terbuka:
        g = x.grafik(h, {"type": "column", "subtype": "stacked"}, "Temuan terbuka per satker")
        for c, (judul, warna) in enumerate((("Galat", "#C00000"), ("Peringatan", "#FFC000"), ("Info", "#9DC3E6")), 3):
            g.add_series({**seri(h, judul, 2, c, awal, akhir), "fill": {"color": warna}, "gap": 60})
        g.set_x_axis({"num_font": {"size": 8, "rotation": -45}})
        g.set_y_axis({"min": 0, "num_font": {"size": 8},
                      "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})  # fmt: skip
        h.r = x.pasang(h, g, baris=h.r + 1, tinggi=320)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 3), satu=True)


_LAIN = "Di luar satker"


def _warna(nama: str, n: int) -> str:
    return WARNA_TINGKAT.get(nama, "#FFFFFF") if n else "#FFFFFF"


def temuan_menurut_aturan(x: Kerja) -> None:
    """How often each rule was broken, in how many offices."""
    h = Halaman(x.naskah, "Temuan per aturan", "#C00000", (9, 70, 14, 18, 14, 16))
    h.judul("Temuan menurut aturan", x.anak, ("Penjelasan sebuah kode: xlkinerja jelaskan KODE.",))
    kepala = h.kepala(("Kode", "Aturan", "Tingkat", "Jenis", "Banyak temuan", "Banyak satker"))
    aturan = {a.kode: a for a in SEMUA}
    for b in temuan_per_kode(x.tabel).to_dict("records"):
        a = aturan.get(b["kode"])
        tingkat = a.tingkat.value if a else ""
        h.baris((teks(b["kode"], align="center"), teks(a.judul if a else ""),
                 teks(tingkat, align="center", bg_color=WARNA_TINGKAT.get(tingkat, "#FFFFFF")),
                 teks(KELUARGA.get(b["kode"][0], "")), angka(int(b["banyak"])), angka(int(b["satker"]))))  # fmt: skip
    if h.r == kepala + 1:
        h.catatan("Tidak ada temuan yang terbuka.")
    h.saring(kepala, 6)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 1), mendatar=False)


