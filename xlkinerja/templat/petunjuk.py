"""The first sheet, Petunjuk: how to work, what the colours mean, where everything is; and the empty sheet Temuan."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja import __version__
from xlkinerja.baca import PENANDA_TEMUAN
from xlkinerja.lembar_temuan import CATATAN, KEPALA, LEBAR_KOLOM, TERSEMBUNYI
from xlkinerja.tataletak import Peran
from xlkinerja.templat import halaman
from xlkinerja.templat.gaya import WARNA_TOMBOL
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.kanvas import Kanvas, baris_teks
from xlkinerja.templat.rangkai import besar, rangkai, tulis_judul, tulis_keterangan_tabel

_CARA = (
    "Isi lembar dari kiri ke kanan: Identitas, Renstra, RKT, PK, RAK, Anggaran, lalu Capaian tiap triwulan.",
    "Setiap target diketik sekali saja: target Ketua di Renstra, target Sekretaris dan unit di RKT. PK, RAK, Capaian "
    "dan Data Dukung menyalinnya dengan rumus.",
    "Realisasi diketik per triwulan di kolom kanan lembar Capaian. Angka setahun, capaian dan kategori terhitung.",
    "Persen diketik dengan tanda % (mis. 85%), rupiah tanpa titik, belum dinilai dengan tanda hubung (-).",
    "Anggaran: isi pagu dan realisasi per bulan hanya di baris terdalam. Baris induk terjumlah menurut kodenya.",
    "Menambah baris: buka Tinjau > Buka Proteksi Lembar (tanpa sandi), salin baris terdekat, lalu Sisipkan Sel "
    "Tersalin. Rumus, jumlah dan nama ikut menyesuaikan. Proteksi kembali setelah selesai.",
    "Baris yang tidak dipakai dihapus seluruh barisnya, bukan dikosongkan.",
    "Nama lembar, urutan lembar dan lebar kolom boleh diubah; judul kolom jangan.",
    "Klik Hitung Ulang (tombol di bawah ini atau pita xlkinerja), atau jalankan: xlkinerja hitung NAMA-BERKAS. Hasil "
    "pemeriksaan muncul di lembar Temuan; sel isian tidak pernah diubah.",
)


def tulis_petunjuk(k: Kanvas, id_: Identitas, lembar: Sequence[tuple[str, str]], *, provinsi: bool) -> None:
    """Steps, legend, the in-sheet button, and an index of the sheets with links."""
    k.lebarkan((5, 28, 84))
    r = tulis_judul(k, 1, 3, (rangkai("BUKU KERJA KINERJA TAHUN ", id_.tahun), besar(id_.satker)))
    r = tulis_keterangan_tabel(k, r, 3, "Cara bekerja")
    tanya = "pengelola buku kerja ini di Sekretariat" if provinsi else "bagian perencanaan KPU Provinsi"
    for n, teks in enumerate((*_CARA, f"Pertanyaan: hubungi {tanya}, dengan menyebut kode temuan (mis. K201)."), 1):
        k.tulis(r, 1, f"{n}.", k.gaya.teks(align="center", valign="top"))
        k.gabung(r, 2, r, 3, teks, k.gaya.teks(valign="top"))
        k.tinggi(r, baris_teks(teks, 112) * 13.2 + 4)
        r += 1
    r = _tombol(k, r + 1)
    r = _warna(k, r + 1)
    r = _isi(k, r + 1, lembar)
    k.gabung(r + 1, 1, r + 1, 3, f"Templat xlkinerja {__version__}", k.gaya.teks(italic=True, font_size=8))
    halaman.atur_halaman(k, kaki=id_.kaki, mendatar=False, area=(1, 1, r + 1, 3))


def _tombol(k: Kanvas, r: int) -> int:
    """A cell that acts as a button where the add-in is installed; elsewhere it only leads to itself."""
    gaya = k.gaya.buat(
        bold=True, align="center", font_color="#1F3864", bg_color=WARNA_TOMBOL, border=2, font_size=12, underline=0
    )
    k.ws.write_url(r - 1, 1, "internal:xlk_hitung", gaya, "Hitung Ulang", "Hitung ulang dan periksa buku kerja ini")
    k.nilai[r, 2] = "Hitung Ulang"
    k.tulis(r, 3, "Tombol ini bekerja bila add-in xlkinerja terpasang.", k.gaya.teks(italic=True, font_size=9))
    k.tinggi(r, 26)
    k.naskah.namai("xlk_hitung", k, r, 2, r, 2)
    return r + 1


_LEGENDA = (
    (Peran.ISIAN, "Isian", "Diketik oleh satker."),
    (Peran.BAWAAN, "Terisi, boleh diganti", "Terisi dengan rumus; ganti hanya bila memang berbeda dan ada dasarnya."),
    (Peran.RUMUS, "Rumus", "Dihitung atau disalin; terkunci."),
    (Peran.NOMOR, "Nomor", "Nomor urut; betulkan setelah baris disisipkan atau dihapus."),
)


def _warna(k: Kanvas, r: int) -> int:
    r = tulis_keterangan_tabel(k, r, 3, "Arti warna")
    for peran, nama, arti in _LEGENDA:
        k.tulis(r, 2, nama, k.gaya.sel(peran, rata="center"))
        k.tulis(r, 3, arti, k.gaya.teks())
        r += 1
    for warna, nama, arti in (
        ("#FCE4D6", "Belum diisi", "Sel isian yang masih kosong padahal indikatornya ada."),
        ("#F8D7C0", "Di bawah target", "Target lebih rendah dari target provinsi atau nasional (huruf tebal miring)."),
        ("#F4CCCC", "Capaian rendah", "Capaian pada jenjang terendah (tebal miring); kuning muda: di bawah 100%."),
    ):
        k.tulis(r, 2, nama, k.gaya.buat(border=1, align="center", bg_color=warna, text_wrap=True))
        k.tulis(r, 3, arti, k.gaya.teks())
        r += 1
    return r


def _isi(k: Kanvas, r: int, lembar: Sequence[tuple[str, str]]) -> int:
    r = tulis_keterangan_tabel(k, r, 3, "Isi buku kerja")
    tautan = k.gaya.buat(font_color="#0563C1", underline=1, border=1)
    for nama, arti in lembar:
        k.ws.write_url(r - 1, 1, f"internal:'{nama}'!A1", tautan, nama)
        k.nilai[r, 2] = nama
        k.tulis(r, 3, arti, k.gaya.sel(Peran.TETAP))
        r += 1
    return r


def tulis_temuan(k: Kanvas, id_: Identitas) -> None:
    """The sheet that `hitung` writes anew; here it says that nothing was checked yet."""
    k.lebarkan(LEBAR_KOLOM)
    k.tulis(1, 1, PENANDA_TEMUAN, k.gaya.buat(bold=True, font_size=14))
    k.tulis(2, 1, "Belum diperiksa. Klik Hitung Ulang, atau jalankan xlkinerja hitung.", k.gaya.buat())
    k.tulis(3, 1, CATATAN, k.gaya.buat())
    for c, teks in enumerate(KEPALA, 1):
        k.tulis(4, c, teks, k.gaya.kepala())
    for c in TERSEMBUNYI:
        k.ws.set_column(c - 1, c - 1, None, None, {"hidden": True})
    k.ws.set_landscape()
    k.ws.set_paper(halaman.A4)
    k.ws.fit_to_pages(1, 0)
    k.ws.repeat_rows(3)
    k.ws.freeze_panes(4, 0)
    k.ws.set_footer(f"&L&8{id_.kaki}&R&8Halaman &P dari &N")
