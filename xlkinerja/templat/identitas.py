"""The sheet Identitas: office, year, signatories, units, and the settings that formulas use, each with its source."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.hitung import OPINI, SAKIP, SKALA_BAKU, TARGET_IKPA, Skala
from xlkinerja.tataletak import Peran
from xlkinerja.templat.halaman import atur_halaman
from xlkinerja.templat.isi import IsiBuku
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import atau, besar, rangkai, tulis_judul, tulis_keterangan_tabel

_LEBAR = (6, 34, 22, 22, 22, 22, 40)
_SATUAN = (
    "%",
    "indeks",
    "nilai",
    "predikat",
    "level",
    "Lap",
    "Dok",
    "Keg",
    "kali",
    "orang",
    "satker",
    "Kab/Kota",
    "Kab",
)
_PERSEN = Decimal("0.01")


@beku(frozen=True, slots=True)
class Identitas:
    """What other sheets take from here: each value with the defined name that stands for it in formulas."""

    satker: Rumus
    tahun: Rumus
    periode: tuple[Rumus, ...]
    kepala: dict[str, tuple[Rumus, Rumus]]
    """"ketua", "sekretaris" or a unit's key -> (position in capitals, name or "(nama pejabat)")."""
    tempat: dict[str, Rumus]
    """"pk", "rak", "lkj" -> place and date of signature."""
    triwulan: Rumus
    """Last quarter that is reported, blank before the first."""
    unit: dict[str, Rumus]
    """A unit's key -> its name."""
    skala: Skala
    ikpa: dict[str, tuple[Acuan, ...]]
    """Belanja type -> the cells of its four cumulative targets."""
    kaki: str


def tulis_identitas(k: Kanvas, isi: IsiBuku) -> Identitas:
    """Write the sheet and return what the others refer to."""
    k.lebarkan(_LEBAR)
    tulis_judul(k, 1, 7, ("IDENTITAS DAN PENGATURAN",))
    nilai = _pokok(k, isi)
    kepala, unit = _pejabat(k, isi, 17)
    r = _skala(k, 17 + 5 + len(isi.unit))
    r = _ordinal(k, r)
    ikpa, r = _ikpa(k, r)
    akhir = _daftar(k, r)
    kaki = f"{isi.satker.nama} - Tahun {isi.tahun}"
    atur_halaman(k, kaki=kaki, mendatar=False, area=(1, 1, akhir, 7), beku=(3, 1))
    return Identitas(
        nilai["satker"],
        nilai["tahun"],
        tuple(_tahun_periode(nilai["tahun"], isi, i) for i in range(5)),
        kepala,
        {d: rangkai(atau(nilai["tempat"], "(tempat)"), ", ", atau(nilai[f"tanggal_{d}"], "(tanggal)"))
         for d in ("pk", "rak", "lkj")},
        nilai["periode"],
        unit,
        SKALA_BAKU,
        ikpa,
        kaki,
    )  # fmt: skip


def _tahun_periode(tahun: Rumus, isi: IsiBuku, i: int) -> Rumus:
    """The i-th year of the Renstra period."""
    return Rumus(f"{tahun.teks}-MOD({tahun.teks},5)+{i}", Decimal(isi.periode[i]))


def _pokok(k: Kanvas, isi: IsiBuku) -> dict[str, Rumus]:
    """Office, year, place and dates: one labelled input a row."""
    tanggal = isi.tanggal
    baris: tuple[tuple[str, str, Isi, str], ...] = (
        ("satker", "Nama satuan kerja", isi.satker.nama, "Seperti pada kop surat, mis. KPU Kabupaten Belu."),
        ("kode", "Kode wilayah (Kemendagri)", isi.satker.kode, "Kode provinsi/kabupaten/kota, selalu teks."),
        ("kode_kpu", "Kode satker KPU", isi.kode_kpu, "Dari satu sumber sekunder; betulkan bila berbeda dari DIPA."),
        ("tahun", "Tahun", Decimal(isi.tahun), "Tahun perjanjian kinerja dan anggaran."),
        ("periode", "Laporan s.d. triwulan", _angka(isi.triwulan), "1 sampai 4; menentukan triwulan yang dinilai."),
        ("tempat", "Tempat penandatanganan", isi.tempat or None, "Mis. Kefamenanu."),
        ("tanggal_pk", "Tanggal PK", tanggal.get("pk"), "Tertulis lengkap, mis. 15 Januari 2026."),
        ("tanggal_rak", "Tanggal RAK", tanggal.get("rak"), "Tertulis lengkap."),
        ("tanggal_lkj", "Tanggal laporan", tanggal.get("lkj"), "Setelah tahun berakhir."),
    )
    hasil = {}
    for r, (nama, label, nilai, catatan) in enumerate(baris, 4):
        k.gabung(r, 1, r, 2, label, k.gaya.sel(Peran.TETAP))
        k.gabung(r, 3, r, 4, nilai, k.gaya.sel(Peran.ISIAN, "0" if nama in ("tahun", "periode") else "@"))
        k.gabung(r, 5, r, 7, catatan, k.gaya.teks(italic=True, font_size=9))
        k.tinggi(r, 18)
        k.naskah.namai(f"xlk_identitas_{nama}", k, r, 3, r, 3)
        hasil[nama] = Rumus(f"xlk_identitas_{nama}", nilai)
    k.periksa(7, 3, 7, {
        "validate": "integer", "criteria": "between", "minimum": 2019, "maximum": 2099,
        "error_title": "Tahun", "error_message": "Isi tahun empat angka, mis. 2026.",
    })  # fmt: skip
    k.periksa(8, 3, 8, {
        "validate": "list", "source": ["1", "2", "3", "4"],
        "error_title": "Triwulan", "error_message": "Pilih triwulan terakhir yang dilaporkan: 1, 2, 3 atau 4.",
    })  # fmt: skip
    return hasil


def _angka(n: int | None) -> Decimal | None:
    return None if n is None else Decimal(n)


def _pejabat(k: Kanvas, isi: IsiBuku, r: int) -> tuple[dict[str, tuple[Rumus, Rumus]], dict[str, Rumus]]:
    """Signatories: position and name (blank in a new template) of Ketua, Sekretaris and each unit; units by name.

    Referred to cell by cell: a row inserted among them moves the references along, one deleted leaves blanks."""
    tulis_keterangan_tabel(k, r - 2, 7, "Pejabat penanda tangan dan unit kerja")
    for awal, akhir, judul in ((1, 1, "No"), (2, 3, "Unit"), (4, 5, "Jabatan"), (6, 7, "Nama Pejabat")):
        k.gabung(r - 1, awal, r - 1, akhir, judul, k.gaya.kepala())
    daftar = [("ketua", "Ketua", "KETUA"), ("sekretaris", "Sekretaris", "SEKRETARIS")]
    daftar += [(u.kode, u.nama, f"KEPALA {u.nama.upper()}") for u in isi.unit]
    kepala, nama_unit = {}, {}
    for i, (kode, unit, jabatan) in enumerate(daftar):
        b = r + i
        k.tulis(b, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.gabung(b, 2, b, 3, unit, k.gaya.sel(Peran.ISIAN))
        k.gabung(b, 4, b, 5, jabatan, k.gaya.sel(Peran.ISIAN))
        k.gabung(b, 6, b, 7, None, k.gaya.sel(Peran.ISIAN))
        k.tinggi(b, 30 if len(unit) > 50 else 18)
        nama_unit[kode] = k.acuan(b, 2).salinan()
        jab, nama = k.acuan(b, 4).salinan(), k.acuan(b, 6).salinan()
        kepala[kode] = (rangkai(besar(jab), ","), atau(nama, "(nama pejabat)"))
    k.naskah.namai("xlk_identitas_unit", k, r + 2, 2, r + len(daftar) - 1, 2)
    k.naskah.namai("xlk_identitas_pejabat", k, r, 6, r + len(daftar) - 1, 6)
    return kepala, nama_unit


def _kepala(k: Kanvas, r: int, judul: tuple[str, ...], kolom: int = 1) -> None:
    for i, teks in enumerate(judul):
        k.tulis(r, kolom + i, teks, k.gaya.kepala())
    k.tinggi(r, 18)


def _skala(k: Kanvas, r: int) -> int:
    """Category scale: the lower bounds are inputs, each upper bound is the next lower bound above."""
    tulis_keterangan_tabel(k, r, 7, "Skala kategori capaian")
    _kepala(k, r + 1, ("No", "Kategori", "Batas Bawah", "Batas Atas"))
    awal = r + 2
    for i, j in enumerate(SKALA_BAKU):
        b = awal + i
        k.tulis(b, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, j.nama, k.gaya.sel(Peran.ISIAN))
        bawah = None if j.bawah is None else j.bawah * _PERSEN
        k.tulis(b, 3, bawah, k.gaya.sel(Peran.ISIAN, "0.00%", rata="center"))
        atas = k.acuan(b - 1, 3).salinan() if i else None
        k.tulis(b, 4, atas, k.gaya.sel(Peran.RUMUS, "0.00%", rata="center"))
    akhir = awal + len(SKALA_BAKU) - 1
    for nama, c in (("kategori", 2), ("bawah", 3), ("atas", 4)):
        k.naskah.namai(f"xlk_skala_{nama}", k, awal, c, akhir, c)
    sumber = (
        "Sumber: LKj KPU Kota Kupang 2024 baris 577-580, dengan celah 69-70 dan tanda > pada Kurang diperbaiki. Dari "
        "tertinggi ke terendah; capaian masuk bila sama dengan atau di atas batas bawahnya. Batas bawah "
        "jenjang terendah dikosongkan. Capaian tidak dibatasi dan tidak dibulatkan sebelum dinilai; pembulatan "
        "dua desimal hanya pada tampilan."
    )
    k.gabung(awal, 5, akhir, 7, sumber, k.gaya.teks(italic=True, font_size=9, valign="top"))
    for b in range(awal, akhir + 1):
        k.tinggi(b, 24)
    k.gabung(akhir + 1, 1, akhir + 1, 2, "Batas capaian untuk rata-rata", k.gaya.sel(Peran.TETAP))
    k.tulis(akhir + 1, 3, None, k.gaya.sel(Peran.ISIAN, "0.00%", rata="center"))
    k.naskah.namai("xlk_pengaturan_batas", k, akhir + 1, 3, akhir + 1, 3)
    catatan = (
        "Kosong: tanpa batas, seperti LKj KPU. Bila diisi (mis. 120%), hanya rata-rata di Ringkasan yang dibatasi."
    )
    k.gabung(akhir + 1, 4, akhir + 1, 7, catatan, k.gaya.teks(italic=True, font_size=9))
    return akhir + 3


def _ordinal(k: Kanvas, r: int) -> int:
    """Scores of opinions and grades; locked, since the engine knows only these."""
    tulis_keterangan_tabel(k, r, 7, "Skor predikat")
    _kepala(k, r + 1, ("No", "Skala", "Predikat", "Skor"))
    baris = [("Opini BPK", p, n) for p, n in OPINI.items()] + [("SAKIP", p, n) for p, n in SAKIP.items()]
    awal = r + 2
    for i, (skala, predikat, skor) in enumerate(baris):
        k.tulis(awal + i, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(awal + i, 2, skala, k.gaya.sel(Peran.TETAP))
        k.tulis(awal + i, 3, predikat, k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(awal + i, 4, Decimal(skor), k.gaya.sel(Peran.TETAP, "0", rata="center"))
    akhir = awal + len(baris) - 1
    for nama, c in (("skala", 2), ("predikat", 3), ("skor", 4)):
        k.naskah.namai(f"xlk_ordinal_{nama}", k, awal, c, akhir, c)
    sumber = (
        "Capaian predikat = skor realisasi / skor target. Opini: LKj Sekretariat KPU NTT 2020 baris 1023 (WDP "
        "terhadap WTP = 75%). SAKIP: urutan predikat PermenPANRB 88/2021; perbandingan antarpredikat yang tidak sama "
        "adalah kebiasaan. Terkunci: pemeriksaan memakai skor yang sama untuk semua satker."
    )
    k.gabung(awal, 5, akhir, 7, sumber, k.gaya.teks(italic=True, font_size=9, valign="top"))
    return akhir + 2


def _ikpa(k: Kanvas, r: int) -> tuple[dict[str, tuple[Acuan, ...]], int]:
    """Cumulative absorption targets per belanja type and quarter."""
    tulis_keterangan_tabel(k, r, 7, "Target penyerapan kumulatif menurut IKPA (% pagu)")
    _kepala(k, r + 1, ("No", "Jenis Belanja", "TW I", "TW II", "TW III", "TW IV"))
    nama = {"51": "Belanja Pegawai", "52": "Belanja Barang", "53": "Belanja Modal", "57": "Belanja Bantuan Sosial"}
    hasil = {}
    for i, (belanja, target) in enumerate(TARGET_IKPA.items()):
        b = r + 2 + i
        k.tulis(b, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, f"{belanja} {nama[belanja]}", k.gaya.sel(Peran.TETAP))
        for c, t in enumerate(target, 3):
            k.tulis(b, c, t * _PERSEN, k.gaya.sel(Peran.ISIAN, "0%", rata="center"))
        hasil[belanja] = tuple(k.acuan(b, c) for c in range(3, 7))
        k.naskah.namai(f"xlk_ikpa_target_{belanja}", k, b, 3, b, 6)
    akhir = r + 1 + len(TARGET_IKPA)
    k.gabung(r + 2, 7, akhir, 7, "Sumber: PER-5/PB/2024.", k.gaya.teks(italic=True, font_size=9, valign="top"))
    return hasil, akhir + 2


def _daftar(k: Kanvas, r: int) -> int:
    """The list behind the drop-down of units of measurement."""
    tulis_keterangan_tabel(k, r, 7, "Daftar satuan (boleh ditambah dengan menyisipkan baris di tengahnya)")
    _kepala(k, r + 1, ("No", "Daftar Satuan"))
    for i, s in enumerate(_SATUAN):
        k.tulis(r + 2 + i, 1, Decimal(i + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(r + 2 + i, 2, s, k.gaya.sel(Peran.ISIAN))
    akhir = r + 1 + len(_SATUAN)
    k.naskah.namai("xlk_daftar_satuan", k, r + 2, 2, akhir, 2)
    return akhir
