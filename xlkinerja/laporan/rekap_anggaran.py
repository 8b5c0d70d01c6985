"""The sheets of the rekap about money: absorption per office and per program, sums beside the province's figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from xlkinerja.hitung import serapan
from xlkinerja.laporan.rekap_halaman import (
    NILAI,
    Halaman,
    angka,
    persen,
    teks,
    teks_sel,
    uang,
)
from xlkinerja.laporan.rekap_lembar import ABU, BIRU, JINGGA, WARNA_KEADAAN, Baris, Kerja, seri, sumbu_persen
from xlkinerja.laporan.serapan import ROMAWI, SerapanSatker, catatan_serapan, jumlahkan
from xlkinerja.laporan.wilayah import Keadaan, nama_pendek

# Budget


def serapan_per_satker(x: Kerja) -> None:
    """Pagu, realisasi, serapan and IKPA absorption of each office, the sum of all, the chart."""
    h = Halaman(x.naskah, "Serapan", "#7030A0",
                (5, 8, 24, 18, 18, 17, 10, 9, 12, 10, 10, 9, 9, 9, 9, 10, 36))  # fmt: skip
    h.judul("Serapan anggaran per satker terhadap target IKPA", x.anak, (
        "Pagu dan realisasi dijumlahkan dari baris terbawah tabel anggaran satker. Target IKPA menurut lembar "
        "Identitas buku kerja (bawaan PER-5/PB/2024), ditimbang menurut pagu jenis belanja 51, 52, 53, 57 pada "
        "triwulan yang dilaporkan buku kerja itu; pagu yang diblokir tidak ikut. Tanpa periode tidak ada target. "
        "Nilai IKPA tiap triwulan: min(100, realisasi kumulatif : (pagu × target) × 100).",
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
        g.add_series({**seri(h, "Serapan", 3, 7, awal, akhir), "fill": {"color": BIRU}, "gap": 60})
        if any(isinstance(s, SerapanSatker) and s.ikpa is not None for s in t["rinci"]):
            garis = x.naskah.buku.add_chart({"type": "line"})
            garis.add_series({**seri(h, "Target IKPA", 3, 10, awal, akhir), "line": {"none": True},
                              "marker": {"type": "diamond", "size": 7, "fill": {"color": JINGGA},
                                         "border": {"color": JINGGA}}})  # fmt: skip
            g.combine(garis)
        sumbu_persen(g)
        h.r = x.pasang(h, g, baris=h.r + 1, tinggi=380)
    h.cetak(x.kaki, ulang=(kepala, kepala), beku=(kepala + 1, 4), satu=True)


def _baris_serapan(x: Kerja, h: Halaman, n: int, b: Baris) -> None:
    s: SerapanSatker = b["rinci"]
    i = s.ikpa
    kurang = i is not None and not i.tercapai
    sifat = {"bg_color": "#F8CBAD"} if kurang else {}
    r = h.baris((
        angka(n), teks(b["kode"], align="center"), teks(b["nama"]), uang(b["pagu"]), uang(b["realisasi"]),
        uang(b["sisa"]), persen(b["serapan"], bold=True), teks(ROMAWI[i.triwulan - 1] if i else "-", align="center"),
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
    belum = s.kurang or (f"target IKPA tidak dapat dinilai: {s.alasan_ikpa}" if s.alasan_ikpa else "")
    return "; ".join(filter(None, (*catatan_serapan(s), belum)))


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
        warna = (BIRU, JINGGA, "#548235", ABU, "#BF8F00", "#7030A0")[n % 6]
        g.add_series({**seri(h, p, 3, 6 + 4 * n, awal, akhir), "fill": {"color": warna}, "gap": 60})
    sumbu_persen(g)
    h.r = x.pasang(h, g, baris=h.r + 1, tinggi=300)
    h.cetak(x.kaki, ulang=(kepala - 1, kepala), beku=(kepala + 1, 4), satu=True)


def _sel_program(b: Baris | None) -> list[tuple[Any, dict[str, Any]]]:
    if b is None:
        return [teks(None)] * 4
    bintang = [{"num_format": '#,##0"*"'} if b[f"{n}_tertulis"] is not None else {} for n in ("pagu", "realisasi")]
    nilai = serapan(b["pagu"], b["realisasi"]) if b["pagu"] is not None and b["realisasi"] is not None else None
    i = b["ikpa"]
    sifat = {"bg_color": "#F8CBAD"} if i is not None and not i.tercapai else {}
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
