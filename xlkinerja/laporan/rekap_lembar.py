"""The sheets of the rekap about all offices at once, as they are made: what they share, submissions, findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from xlkinerja.aturan import SEMUA
from xlkinerja.katalog import KELUARGA
from xlkinerja.laporan.rekap_halaman import (
    WARNA_TINGKAT,
    Halaman,
    Tujuan,
    angka,
    teks,
)
from xlkinerja.laporan.rekap_tabel import Tabel, temuan_per_kode, temuan_per_satker
from xlkinerja.laporan.wilayah import Keadaan, Kiriman, nama_pendek
from xlkinerja.templat.kanvas import Naskah
from xlkinerja.temuan import Lokasi, Tingkat

WARNA_KEADAAN = {
    Keadaan.DIKIRIM: "#D9EAD3",
    Keadaan.TAHUN_LAIN: "#FFE699",
    Keadaan.TAK_TERBACA: "#F8CBAD",
    Keadaan.PERLU_DIPASTIKAN: "#FFF2CC",
    Keadaan.BELUM: "#EDEDED",
    Keadaan.TIDAK_DISERTAKAN: "#EDEDED",
}
BIRU, JINGGA, ABU = "#2F5597", "#C55A11", "#7F7F7F"
Baris = dict[Any, Any]
"""A row of a frame; not a Series, into which pandas turns a None as a NaN."""


class Kerja:
    """What the sheets are made from: the workbook being written, its tables, the names of the offices' own sheets."""

    def __init__(self, naskah: Naskah, tabel: Tabel, tujuan: Tujuan, lembar: Mapping[str, str]) -> None:
        self.naskah, self.tabel, self.tujuan, self.lembar = naskah, tabel, tujuan, lembar
        self.temuan = temuan_per_satker(tabel)
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


def sumbu_persen(g: Any) -> None:
    """Axes of a chart of percentages over offices."""
    g.set_x_axis({"num_font": {"size": 8, "rotation": -45}})
    g.set_y_axis({"num_format": "0%", "min": 0, "num_font": {"size": 8},
                  "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})  # fmt: skip


# Submissions


def pengiriman(x: Kerja) -> None:
    """Who has sent: state, workbooks with links, findings."""
    h = Halaman(x.naskah, "Pengiriman", "#2F5597", (5, 8, 30, 18, 46, 9, 9, 9, 46))
    h.judul("Pengiriman buku kerja", x.anak, (
        "Dikirim: ada buku kerja tahun ini yang dapat dibaca. Tahun lain: yang ada hanya tahun lain. Tidak dapat "
        "dibaca: berkasnya rusak, bersandi, atau bukan buku kerja Excel. Perlu dipastikan: satker atau tahun buku "
        "kerjanya tidak jelas. Belum dikirim: tidak ada di folder ini. Tidak disertakan: tidak ada pula, tetapi yang "
        "diperiksa kurang dari separuh provinsi.",
    ))  # fmt: skip
    kepala = h.kepala(("No", "Kode", "Satker", "Keadaan", "Buku kerja", "Galat", "Peringatan", "Info", "Keterangan"))
    banyak = x.temuan
    for n, k in enumerate(x.tabel.wilayah.semua, 1):
        _baris_kiriman(x, h, n, k, banyak)
    h.saring(kepala, 9)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 4))


def _baris_kiriman(x: Kerja, h: Halaman, n: int, k: Kiriman, banyak: pd.DataFrame) -> None:
    kode = k.satker.kode or ""
    jumlah = [int(banyak.loc[kode, t.value]) if kode in banyak.index else None for t in Tingkat]
    r = h.baris((
        angka(n), teks(kode, align="center"), teks(nama_pendek(k.satker)),
        teks(k.keadaan.value, bg_color=WARNA_KEADAAN[k.keadaan], align="center"),
        teks(", ".join(b.berkas.jalur for b in k.tinjau) or "-"), *(angka(j) for j in jumlah), teks(k.keterangan),
    ))  # fmt: skip
    x.ke_satker(h, r, 3, kode, nama_pendek(k.satker))
    if len(k.tinjau) == 1:
        b = k.tinjau[0]
        h.tautan(r, 5, x.tujuan.tautan(id(b), Lokasi(b.berkas.jalur)), b.berkas.jalur)


# Findings


def temuan(x: Kerja) -> None:
    """Open findings by office, severity and family; the chart; then by rule."""
    t = x.temuan
    h = Halaman(x.naskah, "Temuan per satker", "#C00000", (9, 34, 9, 12, 9, *([11] * len(KELUARGA)), 11, 11))
    h.judul("Temuan per satker dan jenis", x.anak, (
        "Temuan yang masih terbuka di buku kerja tahun ini; yang diterima dengan alasan dihitung sendiri. Galat: angka "
        "salah. Peringatan: perlu dijawab pemeriksa. Info: bentuk dan penulisan. Jenis menurut huruf pertama kode "
        "aturannya.",
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


_LAIN = "Di luar satker atau tahun ini"


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


