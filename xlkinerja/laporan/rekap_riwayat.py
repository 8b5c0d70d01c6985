"""The rekap's sheet about the runs before: open errors and warnings by day, with a native line chart."""

from __future__ import annotations

from xlkinerja.laporan.rekap_halaman import Halaman, angka, teks
from xlkinerja.laporan.rekap_lembar import Kerja, seri
from xlkinerja.laporan.tren import Tren

NAMA = "Riwayat"
URAIAN = "Galat dan peringatan yang masih terbuka dari hari ke hari"


def riwayat(x: Kerja, tren: Tren) -> None:
    """One row a day, the chart below."""
    h = Halaman(x.naskah, NAMA, "#7F7F7F", (22, 22, 22, 22))
    h.judul("Riwayat pemeriksaan", x.anak, (
        "Temuan yang masih terbuka pada pemeriksaan terakhir tiap hari, di seluruh folder. Rinciannya: xlkinerja "
        "riwayat FOLDER.",
    ))  # fmt: skip
    kepala = h.kepala(("Tanggal", "Buku kerja", "Galat", "Peringatan"))
    awal = h.r
    for d in tren.hari:
        h.baris((teks(d.tanggal, align="center"), angka(d.buku), angka(d.galat), angka(d.peringatan)))
    g = x.grafik(h, {"type": "line"}, "Temuan terbuka")
    for kolom, judul, warna, garis in ((3, "Galat", "#C00000", "solid"), (4, "Peringatan", "#BF9000", "dash")):
        g.add_series({
            **seri(h, judul, 1, kolom, awal, h.r - 1),
            "line": {"color": warna, "width": 2, "dash_type": garis},
            "marker": {"type": "circle", "size": 4, "fill": {"color": warna}, "border": {"color": warna}},
        })  # fmt: skip
    g.set_x_axis({"num_font": {"size": 8, "rotation": -45}})
    g.set_y_axis({"min": 0, "num_format": "0", "num_font": {"size": 8},
                  "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})  # fmt: skip
    h.r = x.pasang(h, g, baris=h.r + 1, tinggi=300)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 1), mendatar=False)
