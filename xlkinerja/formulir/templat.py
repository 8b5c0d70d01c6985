"""The sheets of a template: which columns of which official form, in which wording, and who fills them.

Headings are printed as LAYOUT.md has them; the columns to the right of the printed area (`cetak` False) are for work:
unit, polarity, quarters, months. Every heading is one that the form's own column declares: what is made is read.
"""

from __future__ import annotations

from dataclasses import replace

from xlkinerja.formulir import keuangan, kinerja
from xlkinerja.formulir.templat_anggaran import ANGGARAN, DATA_DUKUNG
from xlkinerja.tataletak import IKUTI, PERSEN, UANG, KolomTemplat, LembarTemplat, Peran

_I, _B, _R, _N = Peran.ISIAN, Peran.BAWAAN, Peran.RUMUS, Peran.NOMOR

_BERTITIK = '0"."'
"""Group numbers are printed "1." but for the documents that follow the LKj of KPU Kota Kupang."""
_SAKIP = "Dasar: Perpres 29/2014 (SAKIP) dan PermenPANRB 53/2014."
_KPU5 = "Dasar: Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018."
_DARI_RENSTRA = "Disalin dengan rumus dari lembar Renstra; ubah di sana."
_TARGET_PK = (
    "Terisi dari RKT. Boleh diganti bila target PK memang berbeda; perbedaannya ditanyakan saat diperiksa. " + _SAKIP
)
_SATUAN = KolomTemplat(
    "satuan", "Satuan", 10, cetak=False, catatan="Satuan target dan realisasi. Pilih dari daftar atau ketik sendiri."
)
_POLARITAS = KolomTemplat(
    "polaritas",
    "Polaritas",
    12,
    cetak=False,
    catatan="Arah indikator. Maksimal: makin tinggi makin baik (realisasi/target). Minimal: makin rendah makin baik "
    "((2 x target - realisasi)/target). Stabil: makin dekat target makin baik. Predikat: WTP, BB dan sejenisnya, "
    "dibandingkan peringkatnya. Dasar: LKj KPU Kota Kupang 2024 baris 565-572; PermenPANRB 53/2014.",
)
_AGREGASI = KolomTemplat(
    "agregasi",
    "Agregasi",
    12,
    cetak=False,
    catatan="Cara angka triwulan menjadi angka setahun: Jumlah, Posisi Akhir (triwulan terakhir yang terukur), atau "
    "Rata-rata. Ini sifat indikator, bukan pilihan tiap tahun.",
)
_TERHADAP = (
    KolomTemplat(
        "target_provinsi",
        "Target Provinsi",
        12,
        _I,
        cetak=False,
        format=IKUTI,
        catatan="Target KPU Provinsi untuk tahun ini. Target kabupaten/kota tidak boleh di bawahnya.",
    ),
    KolomTemplat(
        "target_nasional",
        "Target Nasional",
        12,
        _I,
        cetak=False,
        format=IKUTI,
        catatan="Target Renstra KPU untuk tahun ini. Target daerah tidak boleh di bawahnya.",
    ),
    KolomTemplat(
        "terhadap",
        "Dibanding Target di Atasnya",
        24,
        _R,
        cetak=False,
        catatan="Menyebut bila target lebih rendah (indikator minimal: lebih tinggi) dari target provinsi/nasional.",
    ),
)

RENSTRA = LembarTemplat(
    "renstra",
    kinerja.RENSTRA,
    (
        KolomTemplat("tujuan", "Tujuan", 9, _N),
        KolomTemplat("sasaran", "Sasaran Strategis", 38, _I, kelompok=True),
        KolomTemplat("indikator", "Indikator", 44, _I),
        *(
            KolomTemplat(
                f"tahun{i}",
                "",
                9.5,
                _I,
                induk="Target Kinerja",
                format=IKUTI,
                catatan="Target Renstra per tahun. Tanda hubung (-) berarti tidak ditargetkan. " + _KPU5
                if i == 1
                else "",
            )
            for i in range(1, 6)
        ),
        _SATUAN,
        _POLARITAS,
        *_TERHADAP,
    ),
)
IKU = LembarTemplat(
    "iku",
    kinerja.IKU,
    (
        KolomTemplat("nomor", "NO", 5, _N),
        KolomTemplat("indikator", "INDIKATOR", 27, _R, catatan=_DARI_RENSTRA),
        KolomTemplat("sasaran", "Sasaran Strategis", 27, _R, catatan=_DARI_RENSTRA),
        KolomTemplat("definisi", "Definisi", 34, _I, catatan="Apa yang diukur. Sumber baku: LKj KPU Kota Kupang 2024."),
        KolomTemplat("cara", "Cara Perhitungan", 31, _I, catatan="Rumus realisasi: pembilang/penyebut x 100%."),
        KolomTemplat("satuan", "Satuan dan Ukuran Keberhasilan", 31, _I),
        KolomTemplat("polaritas", "Polaritas", 11, _R, catatan=_POLARITAS.catatan),
        KolomTemplat("penanggung_jawab", "Penanggung Jawab", 24, _I),
        KolomTemplat("sumber", "Sumber Data", 24, _I),
    ),
)


def _target(peran: Peran, catatan: str) -> KolomTemplat:
    return KolomTemplat("target", "Target", 12, peran, catatan=catatan, format=IKUTI)


_SASARAN = (
    KolomTemplat("nomor", "No", 6, _N, kelompok=True, format=_BERTITIK),
    KolomTemplat("sasaran", "Sasaran Strategis", 42, _R, kelompok=True),
    KolomTemplat("indikator", "Indikator Kinerja", 48, _R),
)
_RKT_KETUA = (
    "Diambil dari Renstra tahun ini. Boleh diganti bila rencana tahunan berbeda, dengan dasar tertulis. " + _SAKIP
)
RKT_KETUA = LembarTemplat("rkt_ketua", kinerja.TARGET_SASARAN, (*_SASARAN, _target(_B, _RKT_KETUA)), bernomor=True)
RKT_SEKRETARIS = LembarTemplat(
    "rkt_sekretaris",
    kinerja.TARGET_SASARAN,
    (
        _SASARAN[0],
        replace(_SASARAN[1], peran=_I),
        replace(_SASARAN[2], peran=_I),
        _target(_I, "Target tahun ini, sekali saja di sini; PK, RAK dan Capaian menyalinnya. " + _SAKIP),
        _SATUAN,
        _POLARITAS,
    ),
    bernomor=True,
)
RKT_ANGGARAN = LembarTemplat(
    "rkt_anggaran",
    keuangan.ANGGARAN_AWAL,
    (
        KolomTemplat("kode", "Kode", 6, _R),
        KolomTemplat("nama", "Program/Kegiatan", 90, _R),
        KolomTemplat("pagu_awal", "Pagu Awal (Rp.)", 22, _R, format=UANG, catatan="Disalin dari lembar Anggaran."),
    ),
)
_KEGIATAN = (
    KolomTemplat("nomor", "No.", 6, _N, kelompok=True, format=_BERTITIK),
    KolomTemplat("kegiatan", "Program/Kegiatan", 30, _R, kelompok=True),
    KolomTemplat("sasaran", "Sasaran Kegiatan", 34, _R, kelompok=True),
    KolomTemplat("indikator", "Indikator Kinerja Kegiatan", 46, _R),
)
RKT_UNIT = LembarTemplat(
    "rkt",
    kinerja.TARGET_KEGIATAN,
    (
        *(k if k.nama == "nomor" else replace(k, peran=_I) for k in _KEGIATAN),
        _target(_I, "Target tahun ini, sekali saja di sini; PK dan Capaian menyalinnya. " + _SAKIP),
        _SATUAN,
        _POLARITAS,
    ),
    bernomor=True,
)

PK_KETUA = LembarTemplat(
    "pk_ketua",
    kinerja.TARGET_SASARAN,
    (
        replace(_SASARAN[0], judul="NO", format="General"),
        _SASARAN[1],
        replace(_SASARAN[2], judul="Indikator"),
        _target(_B, _TARGET_PK),
        *_TERHADAP,
    ),
)
PK_SEKRETARIS = LembarTemplat(
    "pk_sekretaris", kinerja.TARGET_SASARAN, (*_SASARAN, _target(_B, _TARGET_PK)), bernomor=True
)
PK_UNIT = LembarTemplat("pk", kinerja.TARGET_KEGIATAN, (*_KEGIATAN, _target(_B, _TARGET_PK)))

_TANDA = "Pilih tanda ✓ pada waktu pelaksanaannya. Setiap kegiatan bertanda sedikitnya sekali. Formulir RAK."
_DARI_PK = "Disalin dengan rumus dari PK; ubah di sana."


def _rak(
    kode: str, kegiatan: str, waktu: tuple[tuple[str, str], ...], lebar: float, *, triwulan: bool
) -> LembarTemplat:
    return LembarTemplat(
        kode,
        kinerja.RAK_TRIWULAN if triwulan else kinerja.RAK_BULAN,
        (
            KolomTemplat("nomor", "NO", 5, _N, kelompok=True, format=_BERTITIK),
            KolomTemplat("sasaran", "SASARAN", 34, _R, kelompok=True),
            KolomTemplat("indikator", "INDIKATOR KINERJA", 36, _R),
            replace(_target(_R, _DARI_PK), judul="TARGET", lebar=10),
            KolomTemplat("kegiatan", kegiatan, 36, _I, catatan="Kegiatan yang membuat indikator tercapai."),
            *(
                KolomTemplat(n, j, lebar, _I, induk="RENCANA PELAKSANAAN", catatan=_TANDA if i == 0 else "")
                for i, (n, j) in enumerate(waktu)
            ),
            KolomTemplat(
                "pelaksana", "PELAKSANA", 24, _I, catatan="Bagian atau sub bagian pelaksana; pilih dari daftar."
            ),
        ),
        bernomor=True,
    )


RAK_KETUA = _rak(
    "rak_ketua",
    "KEGIATAN YANG AKAN DILAKSANAKAN",
    tuple((f"t{i}", f"T{i}") for i in range(1, 5)),
    5,
    triwulan=True,
)
RAK_SEKRETARIS = _rak(
    "rak_sekretaris",
    "KEGIATAN YANG DILAKSANAKAN",
    tuple((f"b{i}", str(i)) for i in range(1, 13)),
    4.5,
    triwulan=False,
)

_ROMAWI = ("I", "II", "III", "IV")
_CAPAIAN_TW = (
    ("target", "Target Triwulan", _I, "Target tiap triwulan; kosongkan bila hanya diukur setahun sekali.", IKUTI),
    (
        "realisasi",
        "Realisasi Triwulan",
        _I,
        "Isi realisasi di sini. Tanda hubung (-) berarti belum dinilai. Angka setahun dihitung menurut kolom Agregasi.",
        IKUTI,
    ),
    ("capaian", "Capaian Triwulan", _R, "Realisasi triwulan terhadap target triwulan, menurut polaritas.", PERSEN),
)
_PENGUKURAN = (
    replace(_target(_R, _DARI_PK), lebar=11),
    KolomTemplat(
        "realisasi",
        "Realisasi",
        12,
        _R,
        format=IKUTI,
        catatan="Dihitung dari realisasi triwulan di sebelah kanan menurut kolom Agregasi.",
    ),
)
_CAPAIAN_CATATAN = (
    "Menurut polaritas, tanpa batas atas. Realisasi '-' (belum dinilai) bernilai 0%. Kosong bila tidak dapat dihitung "
    "(target 0). Dasar: LKj KPU Kota Kupang 2024 baris 565-572; LKj Sekretariat KPU NTT 2020 baris 903, 1023."
)
_HASIL = (
    KolomTemplat("capaian", "% Capaian", 11, _R, format=PERSEN, catatan=_CAPAIAN_CATATAN),
    KolomTemplat(
        "kategori",
        "Kategori",
        13,
        _R,
        catatan="Menurut skala kategori di lembar Identitas. Sumber baku: LKj KPU Kota Kupang 2024 baris 577-580.",
    ),
)
_PANTAU = (
    _SATUAN,
    _POLARITAS,
    _AGREGASI,
    *(
        KolomTemplat(
            f"{nama}_t{i}", f"TW {r}", 9.5, peran, induk=induk, catatan=catatan if i == 1 else "", cetak=False, format=f
        )
        for nama, induk, peran, catatan, f in _CAPAIAN_TW
        for i, r in enumerate(_ROMAWI, 1)
    ),
    KolomTemplat("keterangan", "Keterangan", 30, _R, cetak=False, catatan="Keadaan baris ini dalam kata."),
)
_SUDAH_DI_RKT = tuple(replace(k, peran=_R) if k.nama in ("satuan", "polaritas") else k for k in _PANTAU)

CAPAIAN_KETUA = LembarTemplat(
    "capaian_ketua",
    kinerja.CAPAIAN_SASARAN,
    (
        KolomTemplat("tujuan", "Tujuan", 9, _N),
        KolomTemplat("sasaran", "Sasaran Strategis", 36, _R, kelompok=True),
        KolomTemplat("nomor", "No", 5, _N),
        KolomTemplat("indikator", "Indikator", 44, _R),
        *_PENGUKURAN,
        replace(_HASIL[0], judul="Persentase Capaian"),
        _HASIL[1],
        *_SUDAH_DI_RKT,
    ),
)
CAPAIAN_SEKRETARIS = LembarTemplat(
    "capaian_sekretaris",
    kinerja.CAPAIAN_SASARAN,
    (*(replace(k, judul="No.") if k.nama == "nomor" else k for k in _SASARAN), *_PENGUKURAN, *_HASIL, *_SUDAH_DI_RKT),
    bernomor=True,
)
CAPAIAN_UNIT = LembarTemplat("capaian", kinerja.CAPAIAN_KEGIATAN, (*_KEGIATAN, *_PENGUKURAN, *_HASIL, *_SUDAH_DI_RKT))
CAPAIAN_TAHUNAN = LembarTemplat(
    "multi_tahun",
    kinerja.CAPAIAN_TAHUNAN,
    (
        *(
            KolomTemplat(
                f"tahun{i}",
                "",
                12,
                _I,
                format=IKUTI,
                catatan="Realisasi tahun-tahun sebelumnya, dari LKj tahun itu. Tanda hubung (-): tidak diukur."
                if i == 1
                else "",
            )
            for i in range(1, 5)
        ),
        KolomTemplat("target", "Target", 13, _R, format=IKUTI),
        KolomTemplat("realisasi", "Realisasi", 13, _R, format=IKUTI),
        KolomTemplat("capaian", "Capaian", 13, _R, format=PERSEN),
        KolomTemplat("target_renstra", "Target", 24, _B, format=IKUTI, catatan="Target Renstra KPU (nasional)."),
    ),
)

SEMUA = (
    RENSTRA,
    IKU,
    RKT_KETUA,
    RKT_SEKRETARIS,
    RKT_ANGGARAN,
    RKT_UNIT,
    PK_KETUA,
    PK_SEKRETARIS,
    PK_UNIT,
    RAK_KETUA,
    RAK_SEKRETARIS,
    CAPAIAN_KETUA,
    CAPAIAN_SEKRETARIS,
    CAPAIAN_UNIT,
    CAPAIAN_TAHUNAN,
    ANGGARAN,
    DATA_DUKUNG,
)
"""Every table of a template that mirrors a form, those with a code of their own before those shared by units."""
