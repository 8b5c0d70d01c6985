"""Faults among the workbooks of a province: missing, of another year or office, double, copied, below the targets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.isi_acak import isi_wajar
from tests.suntik.bahan import KABUPATEN, TAHUN, Bahan, nama_berkas
from tests.suntik.kelas import Harapan, Kelas, capaian_angka, nilai, pilih
from xlkinerja.buku.berkas import buka
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.formulir.indikator import resmi
from xlkinerja.hitung import Polaritas
from xlkinerja.model import Satker
from xlkinerja.periksa import periksa_buku
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import BarisIndikator, IsiBuku, angka_isi
from xlkinerja.temuan import Sel


def _lain(b: Bahan) -> tuple[int, ...]:
    return tuple(i for i in range(len(KABUPATEN)) if i != b.ke)


def belum_mengirim(b: Bahan) -> Harapan:
    """One of the 22 workbooks is not there."""
    return Harapan((None,), ("W2",), (KABUPATEN[b.ke].nama,), bersama=_lain(b))


def tahun_salah(b: Bahan) -> Harapan:
    """Last year's workbook among this year's."""
    buku = buka(buat_templat(isi_wajar(KABUPATEN[b.ke], TAHUN - 1, 0)))
    return Harapan(
        (buku.sel_bernama("xlk_identitas_tahun"), None),
        ("W2",),
        (str(TAHUN),),
        buku=((buku, b.nama),),
        berkas=b.nama,
        bersama=_lain(b),
    )


def dua_buku(b: Bahan) -> Harapan:
    """Two workbooks of one office, differing in a figure."""
    dua = "z-" + b.nama
    r = b.acak.choice([x for _, _, x in b.baris("rak_triwulan")])
    b.simpan(r.asal["kegiatan"], "Rapat koordinasi dan penyusunan laporan kegiatan")
    buku = ((b.buku, dua),)
    return Harapan((None,), ("W2",), (b.nama,), buku=buku, berkas=dua, bersama=tuple(range(len(KABUPATEN))))


def salinan_tetangga(b: Bahan) -> Harapan:
    """The figures of another office under one's own name."""
    asal = b.acak.choice(_lain(b))
    buku = buka(buat_templat(_berangka_lain(KABUPATEN[b.ke], KABUPATEN[asal])))
    nama = (b.nama, nama_berkas(asal))
    sel = tuple(_sel_angka(b))
    return Harapan(
        (None, *sel),
        ("W2",),
        (nama[1], nama[0]),
        buku=((buku, b.nama),),
        berkas=max(nama),
        bersama=_lain(b),
    )


def _berangka_lain(satker: Satker, asal: Satker) -> IsiBuku:
    """An office's own workbook in its own words, with the figures of another."""
    isi, milik = isi_wajar(asal, TAHUN, 0), isi_wajar(satker, TAHUN, 0)

    def kata(angka: tuple[BarisIndikator, ...], sendiri: tuple[BarisIndikator, ...]) -> tuple[BarisIndikator, ...]:
        return tuple(replace(a, baku=s.baku) for a, s in zip(angka, sendiri, strict=True))

    return replace(
        isi,
        satker=milik.satker,
        kode_kpu=milik.kode_kpu,
        ketua=kata(isi.ketua, milik.ketua),
        sekretaris=kata(isi.sekretaris, milik.sekretaris),
        unit_baris={k: kata(s, milik.unit_baris[k]) for k, s in isi.unit_baris.items()},
    )


def _sel_angka(b: Bahan) -> list[Sel]:
    """Where the first figure that both have in common may be: anywhere among the typed ones."""
    hasil = [s for r in b.daun() for s in r.asal.values()]
    return hasil + [s for r in capaian_angka(b) for s in r.asal.values()]


def target_di_bawah_provinsi(b: Bahan) -> Harapan | None:
    """A target weaker than the province's, which the workbook carries beside it."""
    isi = isi_wajar(KABUPATEN[b.ke], TAHUN, 0)
    ke = b.acak.randrange(len(isi.ketua))
    r = isi.ketua[ke]
    n = angka_isi(r.renstra[TAHUN])
    tahu = resmi(r.baku.indikator)
    if n is None or tahu is None:
        return None
    atas = n + (-1 if tahu.polaritas is Polaritas.MINIMAL else 1) * Decimal("0.03")
    baru: BarisIndikator = replace(r, target_provinsi=atas)
    buku = buka(buat_templat(replace(isi, ketua=(*isi.ketua[:ke], baru, *isi.ketua[ke + 1 :]))))
    berkas = periksa_buku(buku, b.nama).berkas
    sel: list[Sel] = []
    for d in berkas.dokumen:
        for x in d.baris:
            if d.jenis in ("renstra", "pk") and getattr(x, "indikator", "") == r.baku.indikator:
                sel += [x.asal[k] for k in (str(TAHUN), "target") if k in x.asal]
    return Harapan(tuple(sel), ("W2",), ("provinsi",), buku=((buku, b.nama),))


def nilai_pencilan(b: Bahan) -> Harapan | None:
    """A realisasi a hundredth of everybody else's."""
    isi = isi_wajar(KABUPATEN[b.ke], TAHUN, 0)
    persen = [i for i, r in enumerate(isi.ketua) if r.baku.satuan == "%"]
    ke = pilih(b.acak, [i for i in persen if (angka_isi(isi.ketua[i].realisasi_tw[3]) or 0) > Decimal("0.3")])
    if ke is None:
        return None
    r = isi.ketua[ke]
    tw = (*r.realisasi_tw[:3], (angka_isi(r.realisasi_tw[3]) or Decimal(0)) / 100)
    buku = buka(buat_templat(replace(isi, ketua=(*isi.ketua[:ke], replace(r, realisasi_tw=tw), *isi.ketua[ke + 1 :]))))
    sel = [s for x in capaian_angka(b, "capaian_sasaran") if x.indikator == r.baku.indikator for s in x.asal.values()]
    assert nilai is not None
    return Harapan(tuple(sel), ("W2", "K"), ("",), buku=((buku, b.nama),), berkas=b.nama, bersama=_lain(b))


def kode_satker_salah(b: Bahan) -> Harapan | None:
    """The code of another office beside one's own name."""
    kode = b.buku.sel_bernama("xlk_identitas_kode")
    assert kode is not None
    lain = b.acak.choice([s for s in daftar_satker() if s.kode != KABUPATEN[b.ke].kode])
    b.simpan(kode, lain.kode)
    nama = "buku-kinerja.xlsx"
    return Harapan((kode,), ("W2",), ("kode",), buku=((b.buku, nama),))


SEMUA = (
    Kelas("W buku kerja belum disampaikan", belum_mengirim, ketik=False, tingkat="peringatan"),
    Kelas("W buku kerja tahun lain", tahun_salah, ketik=False, tingkat="peringatan"),
    Kelas("W dua buku kerja satu satker", dua_buku, ketik=False, tingkat="peringatan"),
    Kelas("W angka disalin dari satker lain", salinan_tetangga, ketik=False, tingkat="peringatan"),
    Kelas("W target di bawah provinsi", target_di_bawah_provinsi, ketik=False, tingkat="peringatan"),
    Kelas("W nilai jauh dari satker lain", nilai_pencilan, ketik=False, tingkat="info"),
    Kelas("W kode satker milik satker lain", kode_satker_salah, ketik=False, tingkat="peringatan"),
)
