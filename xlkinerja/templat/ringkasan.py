"""Ringkasan: indicators around 100%, absorption per quarter, findings; with the charts that an LKj shows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlkinerja.hitung import hitung_banding
from xlkinerja.lembar_temuan import DITERIMA, KOLOM_STATUS, KOLOM_TINGKAT
from xlkinerja.tataletak import Peran
from xlkinerja.templat import halaman, nilai
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.kanvas import Isi, Kanvas, Rumus
from xlkinerja.templat.pendukung import Kelompok
from xlkinerja.templat.rangkai import besar, rangkai, tulis_judul, tulis_keterangan_tabel
from xlkinerja.templat.rekap import LetakRekap
from xlkinerja.temuan import alamat_a1

_LEBAR = (5, 44, 13, 13, 13, 13, 15, 15)
_KEPALA_CAPAIAN = (
    "No",
    "Tingkat",
    "Jumlah Indikator",
    "Di atas 100%",
    "Tepat 100%",
    "Di bawah 100%",
    "Belum Terhitung",
    "Rata-rata Capaian",
)
_GARIS = {
    "line": {"color": "#000000", "width": 1.75, "dash_type": "dash"},
    "marker": {"type": "diamond", "size": 7},
}
_TINGKAT = ("galat", "peringatan", "info")
_BARIS_TEMUAN = (5, 5000)


def tulis_ringkasan(k: Kanvas, id_: Identitas, semua: Sequence[Kelompok], rekap: LetakRekap, temuan: Kanvas) -> None:
    """Four small tables, each with its chart below or beside it."""
    k.lebarkan(_LEBAR)
    r = tulis_judul(k, 1, 8, (rangkai("RINGKASAN KINERJA TAHUN ", id_.tahun), besar(id_.satker)))
    r = _capaian(k, semua, r)
    r = _indikator(k, semua[0], r)
    r = _anggaran(k, rekap, r)
    r = _serapan(k, rekap, r)
    r = _temuan(k, temuan, r)
    halaman.atur_halaman(k, kaki=id_.kaki, mendatar=False, area=(1, 1, r, 8), beku=(3, 1), pisah=[_halaman_dua(k)])


def _halaman_dua(k: Kanvas) -> int:
    return next(b for (b, c), isi in sorted(k.nilai.items()) if c == 1 and isi == "Pagu dan Realisasi per Program")


def _kepala(k: Kanvas, r: int, judul: Sequence[str]) -> None:
    for i, teks in enumerate(judul, 1):
        k.tulis(r, i, teks, k.gaya.kepala())
    k.tinggi(r, 30)


def _capaian(k: Kanvas, semua: Sequence[Kelompok], r: int) -> int:
    """Per level: indicators, above / at / below 100%, not computed, mean capaian (capped if the setting says so)."""
    r = tulis_keterangan_tabel(k, r, 8, "Capaian Indikator")
    _kepala(k, r, _KEPALA_CAPAIAN)
    awal = r + 1
    for n, kelompok in enumerate(semua):
        _baris_capaian(k, kelompok, awal + n, n + 1)
    total = awal + len(semua)
    k.gabung(total, 1, total, 2, "JUMLAH", k.gaya.sel(Peran.TETAP, tebal=True, rata="center"))
    for c in range(3, 8):
        h = alamat_a1(awal, c), alamat_a1(total - 1, c)
        isi = nilai.jumlah([k.nilai[b, c] for b in range(awal, total)])
        k.tulis(total, c, Rumus(f"SUM({h[0]}:{h[1]})", isi), k.gaya.sel(Peran.RUMUS, "0", rata="center", tebal=True))
    k.tulis(total, 8, None, k.gaya.sel(Peran.TETAP))
    k.naskah.namai("xlk_ringkasan_capaian", k, awal, 8, total - 1, 8)
    return total + 2


def _baris_capaian(k: Kanvas, kelompok: Kelompok, r: int, nomor: int) -> None:
    capaian, indikator = kelompok.letak.rentang("capaian"), kelompok.letak.rentang("indikator")
    semua = kelompok.letak.nilai("capaian")
    angka = [n for n in semua if isinstance(n, Decimal)]
    banyak = hitung_banding(n * 100 for n in angka)
    tengah = k.gaya.sel(Peran.RUMUS, "0", rata="center")
    k.tulis(r, 1, Decimal(nomor), k.gaya.sel(Peran.TETAP, rata="center"))
    k.tulis(r, 2, kelompok.nama, k.gaya.sel(Peran.TETAP))
    k.tinggi(r, 30 if len(str(k.nilai[r, 2])) > 44 else 18)
    ada = sum(1 for n in kelompok.letak.nilai("indikator") if n)
    k.tulis(r, 3, Rumus(f'COUNTIF({indikator},"?*")', Decimal(ada)), tengah)
    for c, (syarat, n) in enumerate(zip((">1", "=1", "<1"), banyak, strict=True), 4):
        k.tulis(r, c, Rumus(f'COUNTIF({capaian},"{syarat}")', Decimal(n)), tengah)
    k.tulis(r, 7, Rumus(f"C{r}-SUM(D{r}:F{r})", Decimal(ada - len(angka))), tengah)
    batas = "xlk_pengaturan_batas"
    berbatas = f'SUMIFS({capaian},{capaian},"<="&{batas})+{batas}*COUNTIF({capaian},">"&{batas})'
    teks = f'IF(COUNT({capaian})=0,"",IF({batas}="",AVERAGE({capaian}),({berbatas})/COUNT({capaian})))'
    rata = sum(angka, Decimal(0)) / len(angka) if angka else None
    k.tulis(r, 8, Rumus(teks, rata), k.gaya.sel(Peran.RUMUS, "0.00%", rata="center"))


def _indikator(k: Kanvas, ketua: Kelompok, r: int) -> int:
    """Capaian of each of the Ketua's indicators against 100%, and its chart."""
    r = tulis_keterangan_tabel(k, r, 8, "Capaian Indikator Kinerja Utama terhadap 100%")
    _kepala(k, r, ("No", "Sebutan Indikator", "Capaian", "Acuan"))
    awal = r + 1
    persen = k.gaya.sel(Peran.RUMUS, "0.00%", rata="center")
    for i in range(len(ketua.letak.baris)):
        b = awal + i
        k.tulis(b, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        acuan = ketua.letak.acuan(i, "indikator")
        teks = str(acuan.nilai or "")
        pendek = f'IF(ISREF({acuan.teks}),IF(LEN({acuan.teks})>60,LEFT({acuan.teks},57)&"...",{acuan.teks}),"")'
        k.tulis(b, 2, Rumus(pendek, teks[:57] + "..." if len(teks) > 60 else teks), k.gaya.sel(Peran.RUMUS))
        k.tulis(b, 3, ketua.letak.acuan(i, "capaian").salinan(), persen)
        k.tulis(b, 4, Decimal(1), k.gaya.sel(Peran.TETAP, "0%", rata="center"))
        k.tinggi(b, 28)
    akhir = awal + len(ketua.letak.baris) - 1
    grafik = k.naskah.buku.add_chart({"type": "column"})
    grafik.add_series(_seri(k, 3, awal, akhir, "Capaian", nama=1, pola="wide_upward_diagonal"))
    garis = k.naskah.buku.add_chart({"type": "line"})
    garis.add_series({**_seri(k, 4, awal, akhir, "100%", nama=1, garis=True), "marker": {"type": "none"}})
    grafik.combine(garis)
    grafik.set_title({"name": "Capaian IKU terhadap 100%", "name_font": {"size": 11}})
    grafik.set_x_axis({"name": "Nomor indikator", "name_font": {"size": 8}})
    grafik.set_y_axis({"num_format": "0%", "min": 0})
    grafik.set_legend({"position": "bottom"})
    _pasang(k, grafik, r, 5, lebar=400, tinggi=37 * (akhir - awal + 1))
    return akhir + 2


def _seri(
    k: Kanvas, kolom: int, awal: int, akhir: int, judul: str, *, nama: int, pola: str | None = None, garis: bool = False
) -> dict[str, Any]:
    """A series of a column over rows; patterns and dashes tell the series apart without colour."""
    seri: dict[str, Any] = {
        "name": judul,
        "categories": [k.nama, awal - 1, nama - 1, akhir - 1, nama - 1],
        "values": [k.nama, awal - 1, kolom - 1, akhir - 1, kolom - 1],
        "border": {"color": "#000000", "width": 0.75},
    }
    if garis:
        seri |= _GARIS
        seri.pop("border")
    elif pola:
        seri["pattern"] = {"pattern": pola, "fg_color": "#1F3864", "bg_color": "#FFFFFF"}
    else:
        seri["fill"] = {"color": "#8EA9DB"}
    return seri


def _pasang(k: Kanvas, grafik: Any, baris: int, kolom: int, *, lebar: int, tinggi: int) -> None:
    grafik.set_size({"width": lebar, "height": tinggi})
    grafik.set_chartarea({"border": {"color": "#808080"}})
    k.ws.insert_chart(baris - 1, kolom - 1, grafik, {"x_offset": 4, "y_offset": 4, "object_position": 1})


def _anggaran(k: Kanvas, rekap: LetakRekap, r: int) -> int:
    r = tulis_keterangan_tabel(k, r, 8, "Pagu dan Realisasi per Program")
    _kepala(k, r, ("No", "Nama Program", "Pagu (juta Rp)", "Realisasi (juta Rp)"))
    awal = r + 1
    for i, (nama, pagu, dipakai) in enumerate(rekap.program):
        b = awal + i
        k.tulis(b, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, nama.salinan(), k.gaya.sel(Peran.RUMUS))
        for c, acuan in ((3, pagu), (4, dipakai)):
            isi: Isi = acuan.nilai / 1000000 if isinstance(acuan.nilai, Decimal) else Decimal(0)
            k.tulis(b, c, Rumus(f"N({acuan.teks})/1000000", isi), k.gaya.sel(Peran.RUMUS, "#,##0.0", rata="right"))
        k.tinggi(b, 28)
    akhir = awal + len(rekap.program) - 1
    grafik = k.naskah.buku.add_chart({"type": "column"})
    grafik.add_series(_seri(k, 3, awal, akhir, "Pagu", nama=2))
    grafik.add_series(_seri(k, 4, awal, akhir, "Realisasi", nama=2, pola="wide_upward_diagonal"))
    grafik.set_title({"name": "Pagu dan Realisasi (juta rupiah)", "name_font": {"size": 11}})
    grafik.set_y_axis({"num_format": "#,##0", "min": 0})
    grafik.set_legend({"position": "bottom"})
    _pasang(k, grafik, akhir + 2, 1, lebar=860, tinggi=250)
    return _sesudah(akhir + 2, 250)


def _sesudah(r: int, tinggi: int) -> int:
    """The row after a chart of that height in pixels whose top is at `r` (rows of 20 pixels)."""
    return r + tinggi // 20 + 2


def _serapan(k: Kanvas, rekap: LetakRekap, r: int) -> int:
    r = tulis_keterangan_tabel(k, r, 8, "Penyerapan Kumulatif terhadap Target per Triwulan")
    _kepala(k, r, ("No", "Triwulan", "Penyerapan", "Target", "Nilai IKPA"))
    awal = r + 1
    persen = k.gaya.sel(Peran.RUMUS, "0.00%", rata="center")
    for t, nama in enumerate(("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")):
        b = awal + t
        k.tulis(b, 1, Decimal(t + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, nama, k.gaya.sel(Peran.TETAP))
        for c, sumber in ((3, rekap.serapan), (4, rekap.target), (5, rekap.ikpa)):
            k.tulis(b, c, sumber[t].salinan(), persen)
    akhir = awal + 3
    grafik = k.naskah.buku.add_chart({"type": "column"})
    grafik.add_series(_seri(k, 3, awal, akhir, "Penyerapan", nama=2, pola="wide_upward_diagonal"))
    garis = k.naskah.buku.add_chart({"type": "line"})
    garis.add_series(_seri(k, 4, awal, akhir, "Target", nama=2, garis=True))
    grafik.combine(garis)
    grafik.set_title({"name": "Penyerapan terhadap Target", "name_font": {"size": 11}})
    grafik.set_y_axis({"num_format": "0%", "min": 0})
    grafik.set_legend({"position": "bottom"})
    _pasang(k, grafik, akhir + 2, 1, lebar=860, tinggi=250)
    return _sesudah(akhir + 2, 250)


def _temuan(k: Kanvas, temuan: Kanvas, r: int) -> int:
    """How many findings the last run of `hitung` wrote, by level."""
    r = tulis_keterangan_tabel(k, r, 8, "Temuan Pemeriksaan Terakhir")
    _kepala(k, r, ("No", "Tingkat Temuan", "Banyaknya"))
    awal = r + 1
    rentang, status = (
        temuan.rentang(_BARIS_TEMUAN[0], kolom, _BARIS_TEMUAN[1], kolom) for kolom in (KOLOM_TINGKAT, KOLOM_STATUS)
    )
    for i, tingkat in enumerate(_TINGKAT):
        k.tulis(awal + i, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(awal + i, 2, tingkat, k.gaya.sel(Peran.TETAP))
        terbuka = f'COUNTIF({rentang},B{awal + i})-COUNTIFS({rentang},B{awal + i},{status},"{DITERIMA}")'
        isi = Rumus(terbuka, Decimal(0))
        k.tulis(awal + i, 3, isi, k.gaya.sel(Peran.RUMUS, "0", rata="center"))
    k.naskah.namai("xlk_ringkasan_temuan", k, awal, 3, awal + 2, 3)
    grafik = k.naskah.buku.add_chart({"type": "column"})
    grafik.add_series(_seri(k, 3, awal, awal + 2, "Temuan", nama=2, pola="wide_upward_diagonal"))
    grafik.set_title({"name": "Banyaknya Temuan", "name_font": {"size": 11}})
    grafik.set_y_axis({"num_format": "0", "min": 0})
    grafik.set_legend({"none": True})
    _pasang(k, grafik, r, 5, lebar=400, tinggi=200)
    return awal + 10
