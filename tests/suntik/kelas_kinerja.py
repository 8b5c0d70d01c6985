"""Faults of performance: capaian, kategori, units, words, scales, and the data behind a realisasi."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from tests.suntik.bahan import Bahan
from tests.suntik.kelas import Harapan, Kelas, capaian_angka, nilai, pilih, salah_digit
from xlkinerja.formulir.indikator import kunci, polaritas_tertulis
from xlkinerja.hitung import SKALA_BAKU, Polaritas, capaian, kategori
from xlkinerja.model import CapaianIndikator, Dokumen, JenjangSkala, TargetIndikator
from xlkinerja.temuan import Sel

_K = ("K",)
_TABEL = ("capaian_sasaran", "capaian_kegiatan", "capaian_tahunan")


def _tulis_capaian(b: Bahan, r: CapaianIndikator, persen: Decimal) -> None:
    """A printed capaian and the kategori that goes with it."""
    b.tulis(r.asal["capaian"], persen / 100)
    if "kategori" in r.asal:
        b.tulis(r.asal["kategori"], kategori(persen, SKALA_BAKU))


def _beda(r: CapaianIndikator, persen: Decimal) -> bool:
    return abs(nilai(r.capaian) - persen) > Decimal("0.5")


def capaian_salah_ketik(b: Bahan) -> Harapan | None:
    """One digit of a capaian wrong."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None:
        return None
    baru = salah_digit(round(nilai(r.capaian), 2), b.acak)
    if not _beda(r, baru):
        return None  # lost in what is shown, or what a rounded realisasi gives
    b.tulis(r.asal["capaian"], baru / 100)
    return Harapan((r.asal["capaian"],), ("K201",), ("salah ketik",))


def capaian_polaritas_lain(b: Bahan) -> Harapan | None:
    """capaian by the formula of the other polarity."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None:
        return None
    ini = polaritas_tertulis(r.polaritas)
    lain = Polaritas.MINIMAL if ini is Polaritas.MAKSIMAL else Polaritas.MAKSIMAL
    baru = capaian(nilai(r.target), nilai(r.realisasi), lain)
    if not isinstance(baru, Decimal) or not _beda(r, baru):
        return None
    _tulis_capaian(b, r, baru)
    return Harapan((r.asal["capaian"],), ("K201",), (f"polaritas {lain.value}",))


def capaian_dibatasi(b: Bahan) -> Harapan | None:
    """capaian cut off at 100, 110 or 120%."""
    batas = Decimal(b.acak.choice((100, 110, 120)))
    r = pilih(b.acak, [r for r in capaian_angka(b) if nilai(r.capaian) > batas])
    if r is None:
        return None
    _tulis_capaian(b, r, batas)
    return Harapan((r.asal["capaian"],), ("K201",), ("dibatasi",))


def capaian_dipotong(b: Bahan) -> Harapan | None:
    """capaian cut off after two decimals where rounding gives another figure."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None:
        return None
    penuh = capaian(nilai(r.target), nilai(r.realisasi), polaritas_tertulis(r.polaritas) or Polaritas.MAKSIMAL)
    if not isinstance(penuh, Decimal) or penuh < 0:
        return None
    potong = penuh.quantize(Decimal("0.01"), ROUND_DOWN)
    if potong == round(penuh, 2) or penuh - potong < Decimal("0.006") or r.realisasi != _bulat(r):
        return None
    b.tulis(r.asal["capaian"], potong / 100)
    return Harapan((r.asal["capaian"],), ("K204",), ("dipotong",))


def _bulat(r: CapaianIndikator) -> object:
    """The realisasi, if it is a whole count: only then the interval of what is shown is a point."""
    return r.realisasi if getattr(r.realisasi, "desimal", 1) == 0 else None


def capaian_realisasi(b: Bahan) -> Harapan | None:
    """The realisasi copied into the column of capaian."""
    semua = [r for r in capaian_angka(b) if getattr(r.realisasi, "satuan", "") == "%"]
    r = pilih(b.acak, [r for r in semua if _beda(r, nilai(r.realisasi))])
    if r is None:
        return None
    _tulis_capaian(b, r, nilai(r.realisasi))
    return Harapan((r.asal["capaian"],), ("K201",), ("realisasi tersalin",))


def capaian_baris_lain(b: Bahan) -> Harapan | None:
    """The capaian of the row above."""
    _, _, r = b.acak.choice(list(b.baris("capaian_sasaran", "capaian_kegiatan")))
    d = next(d for d in b.dokumen("capaian_sasaran", "capaian_kegiatan") if r in d.baris)
    i = d.baris.index(r)
    atas = d.baris[i - 1] if i else None
    if not isinstance(r, CapaianIndikator) or not isinstance(atas, CapaianIndikator):
        return None
    if not all(hasattr(x.capaian, "nilai") for x in (r, atas)) or not hasattr(r.target, "nilai"):
        return None
    lain = nilai(atas.capaian)
    serupa = [nilai(x) for x in (r.realisasi, r.target) if hasattr(x, "nilai")]
    if not _beda(r, lain) or lain % 25 == 0 or any(abs(lain - n) < 1 for n in serupa):
        return None  # a round figure, or the row's own, says nothing about the row above
    _tulis_capaian(b, r, lain)
    return Harapan((r.asal["capaian"],), ("K201",), (rf"{atas.asal['capaian'].alamat}\b",))


def capaian_target_tahun_lain(b: Bahan) -> Harapan | None:
    """capaian reckoned with the Renstra's target of the year before."""
    renstra = {kunci(x.indikator): x for _, _, x in b.baris("renstra") if isinstance(x, TargetIndikator)}
    calon = []
    for r in capaian_angka(b, "capaian_sasaran"):
        lalu = renstra[kunci(r.indikator)].per_tahun.get(2025) if kunci(r.indikator) in renstra else None
        if hasattr(lalu, "nilai") and nilai(lalu) != nilai(r.target) and r.polaritas == "Maksimal":
            calon.append((r, nilai(r.realisasi) / nilai(lalu) * 100))
    r, baru = b.acak.choice(calon) if calon else (None, Decimal(0))
    if r is None or not _beda(r, baru) or baru in (100, 110, 120):
        return None
    _tulis_capaian(b, r, baru)
    return Harapan((r.asal["capaian"],), ("K201",), ("tahun 2025",))


def kategori_salah(b: Bahan) -> Harapan | None:
    """Another step of the scale."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None:
        return None
    b.tulis(r.asal["kategori"], b.acak.choice([j.nama for j in SKALA_BAKU if j.nama != r.kategori]))
    return Harapan((r.asal["kategori"],), ("K301",), ("seharusnya " + r.kategori,))


def satuan_beda(b: Bahan) -> Harapan | None:
    """Target in one unit, realisasi in another."""
    r = pilih(b.acak, [r for r in capaian_angka(b) if not getattr(r.target, "satuan", "") and _bulat(r)])
    if r is None or nilai(r.realisasi) != round(nilai(r.realisasi)):
        return None
    b.tulis(r.asal["target"], f"{nilai(r.target):f} kali")
    b.tulis(r.asal["realisasi"], f"{nilai(r.realisasi):f} orang")
    return Harapan((r.asal["realisasi"],), ("K205",), ("kali.*orang|orang.*kali",))


def predikat_asing(b: Bahan) -> Harapan | None:
    """A word that is on no scale, or one of another scale."""
    semua = [r for _, _, r in b.baris("capaian_sasaran", "capaian_kegiatan") if isinstance(r, CapaianIndikator)]
    semua = [r for r in semua if hasattr(r.capaian, "nilai")]
    r = pilih(b.acak, [r for r in semua if getattr(r.realisasi, "teks", "").strip(" -")])
    if r is None:
        return None
    opini = getattr(r.target, "teks", "") in ("WTP", "WDP", "TW", "TMP")
    b.tulis(r.asal["realisasi"], b.acak.choice(("A+", "BBB", "BB" if opini else "WTP")))
    return Harapan((r.asal["realisasi"], r.asal["capaian"]), _K, ("skala|di luar|dinilai dengan",))


def realisasi_kata(b: Bahan) -> Harapan | None:
    """A realisasi that cannot be read, with the capaian that was computed before."""
    r = pilih(b.acak, capaian_angka(b))
    if r is None:
        return None
    tampil = r.asal["realisasi"].tampil
    b.tulis(r.asal["realisasi"], b.acak.choice(("abc", f"±{tampil}", f"{tampil} ?", f"{tampil} (tercapai)", "#angka")))
    return Harapan((r.asal["realisasi"],), ("S204",), ("bukan angka",))


def target_nol(b: Bahan) -> Harapan | None:
    """A target of zero in every document: no percentage can be made."""
    r = pilih(b.acak, capaian_angka(b, "capaian_sasaran"))
    if r is None or kunci(r.indikator) in _DI_TABEL_TAHUNAN(b):
        return None
    ubah_target(b, r.indikator, Decimal(0))
    return Harapan((r.asal["capaian"], r.asal["target"]), ("K203",), ("target 0|tidak dapat dihitung",))


def _DI_TABEL_TAHUNAN(b: Bahan) -> set[str]:
    ganda = [kunci(x.indikator) for _, _, x in b.baris(*_TABEL) if isinstance(x, CapaianIndikator)]
    return {k for k in ganda if ganda.count(k) > 1}


def ubah_target(b: Bahan, indikator: str, baru: Decimal) -> None:
    """Put a target into every document of the year, and into its cell of the Renstra."""
    for d in b.berkas.dokumen:
        for x in d.baris:
            if kunci(getattr(x, "indikator", "")) != kunci(indikator):
                continue
            for bidang in ("target", "2026"):
                if bidang in x.asal and d.jenis in ("renstra", "rkt", "pk", "rak", "capaian"):
                    b.tulis(x.asal[bidang], baru)


def tanda_hubung_bernilai(b: Bahan) -> Harapan | None:
    """realisasi "-" (not measured) and still a capaian."""
    r = pilih(b.acak, [r for r in capaian_angka(b) if nilai(r.capaian) > 0 and "realisasi_t4" in r.asal])
    if r is None or kunci(r.indikator) in _DI_TABEL_TAHUNAN(b):
        return None
    for bidang in ("realisasi", *(f"realisasi_t{i}" for i in range(1, 5))):
        if r.asal[bidang].tampil:
            b.tulis(r.asal[bidang], "-")
    return Harapan((r.asal["capaian"], r.asal["realisasi"]), _K, ("belum dinilai|tidak dinilai|tanda hubung",))


def skala_bercelah(b: Bahan) -> Harapan | None:
    """A step of the scale of categories ends below where the next one begins."""
    d = b.dokumen("skala")[0]
    baris = [x for x in d.baris if isinstance(x, JenjangSkala) and x.atas is not None]
    r = b.acak.choice(baris)
    assert r.atas is not None
    b.tulis(r.asal["atas"], (r.atas + b.acak.choice((-1, 1))) / 100)
    return Harapan((d.kepala["kategori"], r.asal["atas"]), ("K302",), ("tidak ada jenjang|tumpang tindih|dua jenjang",))


def data_dukung_bertentangan(b: Bahan) -> Harapan | None:
    """Counts that give another percentage than the realisasi that was reported."""
    calon = []
    for _, _, x in b.baris("data_dukung"):
        r = getattr(x, "realisasi", None)
        if getattr(r, "satuan", "") == "%" and getattr(x, "penyebut", ""):
            calon.append((x, nilai(r)))
    x, persen = b.acak.choice(calon)
    penyebut = Decimal(b.acak.randint(200, 900))
    pembilang = round(penyebut * persen / 100) + b.acak.choice((-1, 1)) * b.acak.randint(5, 20)
    if pembilang < 0:
        return None
    b.tulis(x.asal["jumlah_pembilang"], Decimal(pembilang))
    b.tulis(x.asal["jumlah_penyebut"], penyebut)
    milik = [y for y in capaian_angka(b) if kunci(y.indikator) == kunci(x.indikator)]
    sel: tuple[Sel, ...] = (x.asal["realisasi"], x.asal["jumlah_pembilang"], x.asal["hasil"])
    sel += tuple(y.asal["realisasi"] for y in milik)
    return Harapan(sel, _K, ("data dukung|pembilang",))


def persen_keliru_skala(b: Bahan) -> Harapan | None:
    """A percentage typed as its fraction: 0,38% for 37,76%, with the capaian as it should be."""
    semua = [r for r in capaian_angka(b) if getattr(r.realisasi, "satuan", "") == "%" and nilai(r.realisasi) > 20]
    r = pilih(b.acak, [r for r in semua if kunci(r.indikator) not in _DI_TABEL_TAHUNAN(b) and "realisasi_t4" in r.asal])
    if r is None:
        return None
    kecil = nilai(r.realisasi) / 10000
    for bidang in ("realisasi", "realisasi_t4"):
        if r.asal[bidang].tampil:
            b.tulis(r.asal[bidang], kecil)
    return Harapan((r.asal["realisasi"], r.asal["realisasi_t4"]), ("K",), ("pecahan|kali 100|dikali 100|skala",))


def realisasi_satu_tabel(b: Bahan) -> Harapan | None:
    """The multi-year table has another realisasi, its capaian agreeing with it."""
    r = pilih(b.acak, capaian_angka(b, "capaian_tahunan"))
    if r is None:
        return None
    baru = nilai(r.realisasi) * Decimal(b.acak.randint(70, 95)) / 100
    baru = round(baru, 2)
    hasil = capaian(nilai(r.target), baru, _polaritas(b, r))
    if not isinstance(hasil, Decimal) or baru == nilai(r.realisasi):
        return None
    persen = getattr(r.realisasi, "satuan", "") == "%"
    b.tulis(r.asal["realisasi"], baru / 100 if persen else baru, None if persen else "0.00")
    b.tulis(r.asal["capaian"], hasil / 100)
    return Harapan((r.asal["realisasi"],), ("X204",), ("berbeda dari",))


def _polaritas(b: Bahan, r: CapaianIndikator) -> Polaritas:
    milik = next((x for x in capaian_angka(b, "capaian_sasaran") if kunci(x.indikator) == kunci(r.indikator)), r)
    return polaritas_tertulis(milik.polaritas) or Polaritas.MAKSIMAL


def kinerja_bergeser(b: Bahan) -> Harapan | None:
    """The figures of a row of the multi-year table one column to the right."""
    r = pilih(b.acak, [r for r in capaian_angka(b, "capaian_tahunan") if getattr(r.realisasi, "satuan", "") == "%"])
    if r is None or abs(nilai(r.realisasi) - nilai(r.capaian)) < 1:
        return None
    b.tulis(r.asal["capaian"], nilai(r.realisasi) / 100)
    b.tulis(r.asal["realisasi"], nilai(r.target) / 100)
    return Harapan((r.asal["capaian"], r.asal["realisasi"]), ("K201", "X204"), ("bergeser",))


def kolom_bergeser(b: Bahan) -> Harapan | None:
    """The capaian, kategori or realisasi of a whole table one row too low or too high."""
    (d,) = [d for d in b.dokumen("capaian_sasaran") if d.unit == "ketua"]
    bidang, kode = b.acak.choice((("capaian", "K201"), ("kategori", "K301"), ("realisasi", "K219")))
    arah = b.acak.choice((1, -1))
    sel = [r.asal[bidang] for r in d.baris]
    isi = [(s.nilai if s.jenis == "n" else s.tampil) or None for s in sel]
    beda = [i for i in range(len(sel)) if 0 <= i - arah < len(sel) and isi[i] != isi[i - arah]]
    if len(beda) < 4 or any(not x for x in isi):
        return None
    for i in beda:
        b.tulis(sel[i], isi[i - arah])  # type: ignore[arg-type]
    kata = "bergeser satu baris ke " + ("bawah" if arah > 0 else "atas")
    return Harapan(tuple(sel[i] for i in beda), (kode,), (kata,))


def dokumen_dari(b: Bahan, r: CapaianIndikator) -> Dokumen:
    """The table that a row stands in."""
    return next(d for d in b.berkas.dokumen if r in d.baris)


SEMUA = (
    Kelas("K capaian salah satu angka", capaian_salah_ketik),
    Kelas("K capaian menurut polaritas lain", capaian_polaritas_lain),
    Kelas("K capaian dibatasi", capaian_dibatasi),
    Kelas("K capaian dipotong", capaian_dipotong, tingkat="info"),
    Kelas("K realisasi di kolom capaian", capaian_realisasi),
    Kelas("K capaian baris di atasnya", capaian_baris_lain),
    Kelas("K capaian dengan target tahun lain", capaian_target_tahun_lain),
    Kelas("K kategori salah", kategori_salah),
    Kelas("K satuan berbeda", satuan_beda, tingkat="peringatan"),
    Kelas("K predikat di luar skala", predikat_asing, tingkat="peringatan"),
    Kelas("K realisasi berupa kata", realisasi_kata, tingkat="peringatan"),
    Kelas("K target nol", target_nol, tingkat="peringatan"),
    Kelas("K tanda hubung diberi capaian", tanda_hubung_bernilai),
    Kelas("K skala bercelah atau tumpang tindih", skala_bercelah, tingkat="peringatan"),
    Kelas("K bertentangan dengan data dukung", data_dukung_bertentangan),
    Kelas("K persen ditulis sebagai pecahannya", persen_keliru_skala),
    Kelas("K angka baris bergeser satu kolom", kinerja_bergeser),
    Kelas("K kolom bergeser satu baris", kolom_bergeser),
    Kelas("X realisasi satu tabel berbeda", realisasi_satu_tabel),
)
