"""Family S: what could not be read, or only with doubt; numbers as text, notations, numbering, headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.angka import Kosong, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Pemeriksa, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import realisasi_bukan_angka
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, BarisAnggaran, CapaianIndikator, Dokumen, Isyarat, TargetIndikator
from xlkinerja.nyaris import nyaris_tabel
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

SEMUA_KOSONG = 3
"""A table in which more rows than this, and all of them, are not filled in is one finding: nobody has begun it."""
SEMUA_JENIS = ("renstra", "iku", "pk", "rkt", "rak", "capaian", "anggaran", "pendukung")


def _dari_isyarat(kode: str, buat: Callable[[Isyarat], Hasil]) -> Pemeriksa:
    """A rule that reports what the reader noticed under its code."""

    def periksa(konteks: Konteks) -> Iterator[Hasil]:
        for i in konteks.berkas.isyarat:
            if i.kode == kode:
                yield buat(i)

    return periksa


def _hasil(i: Isyarat, **isi: str) -> Hasil:
    return Hasil(
        i.sel,
        kunci=(i.sel.tampil if i.sel else i.lembar),
        lembar=i.lembar,
        urut_lembar=i.urut_lembar,
        terkait=tuple(Rujukan(s) for s in i.terkait),
        isi={**i.rincian, **isi},
        tertulis=i.sel.tampil if i.sel else None,
    )


def _tak_terbaca(konteks: Konteks) -> Iterator[Hasil]:
    if konteks.berkas.pesan is not None:
        yield Hasil(isi={"pesan": konteks.berkas.pesan})


S001 = Aturan(
    "S001",
    "Buku kerja tidak dapat dibaca",
    Tingkat.GALAT,
    (),
    "Berkas rusak, bersandi, berformat lain, atau berisi bagian yang berbahaya, sehingga tidak satu pun angkanya "
    "dapat diperiksa. Buku kerja lain di folder yang sama tetap diperiksa.",
    "Kebutuhan pembacaan; tidak bersumber peraturan",
    "Berkas tidak dapat dibaca: {pesan}",
    "Buka berkas di Excel, simpan ulang sebagai .xlsx tanpa sandi, lalu periksa kembali.",
    None,
    None,
    _tak_terbaca,
)
def _tak_dikenali(konteks: Konteks) -> Iterator[Hasil]:
    for i in konteks.berkas.isyarat:
        if i.kode == "S002":
            sebab = nyaris_tabel(konteks.buku, i.lembar) if konteks.buku is not None else None
            yield replace(_hasil(i), sebab=sebab)


S002 = Aturan(
    "S002",
    "Lembar tidak dikenali",
    Tingkat.INFO,
    (),
    "Pada lembar ini tidak ada tabel dengan judul kolom resmi, sehingga isinya dibiarkan dan tidak diperiksa.",
    "Formulir resmi PK, RKT, RAK, capaian dan anggaran (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Lembar ini tidak memuat tabel yang dikenali; isinya tidak diperiksa",
    "Bila lembar ini seharusnya memuat PK, RKT, RAK, capaian atau anggaran, samakan judul kolomnya dengan formulir "
    "resmi.",
    None,
    None,
    _tak_dikenali,
)
S003 = Aturan(
    "S003",
    "Tabel tanpa isi",
    Tingkat.INFO,
    SEMUA_JENIS,
    "Judul kolomnya dikenali, tetapi tidak ada baris yang dapat dibaca di bawahnya.",
    "Formulir resmi PK, RKT, RAK, capaian dan anggaran (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Tabel ini tidak berisi baris yang dapat dibaca",
    "Isi tabelnya, atau hapus judul kolom yang tidak dipakai.",
    None,
    None,
    _dari_isyarat("S003", _hasil),
)
S004 = Aturan(
    "S004",
    "Kolom tidak dibaca",
    Tingkat.INFO,
    SEMUA_JENIS,
    "Judul kolom ini dikenal, tetapi formulir tabelnya sudah mempunyai kolom berjudul sama atau tidak memuatnya; "
    "isinya tidak diperiksa.",
    "Formulir resmi PK, RKT, RAK, capaian dan anggaran (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Kolom ini tidak dibaca; isinya tidak diperiksa",
    "Bila kolom ini milik tabel lain di sebelahnya, beri satu kolom kosong di antaranya.",
    Contoh((Ubah("capaian_sasaran", -1, "kategori", "Realisasi"),), ("capaian_sasaran", -1, "kategori")),
    Contoh(),
    _dari_isyarat("S004", _hasil),
)
S005 = Aturan(
    "S005",
    "Beberapa kolom untuk satu hal",
    Tingkat.PERINGATAN,
    ("capaian", "pk", "rkt"),
    "Ada beberapa kolom target atau realisasi (misalnya per triwulan) dan tidak jelas mana yang dipakai. "
    "Cara menggabungkan triwulan (jumlah, posisi akhir, rata-rata) adalah sifat indikator, maka capaian tidak "
    "dihitung.",
    "Formulir resmi capaian (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Ada beberapa kolom {medan}; tidak jelas mana yang dipakai, sehingga capaian tabel ini tidak diperiksa",
    "Beri judul yang sama akhirannya pada pasangannya, misalnya Target 2024, Realisasi 2024, Capaian 2024.",
    Contoh((Ubah("capaian_sasaran", -1, "realisasi", "Realisasi TW I"),
            Ubah("capaian_sasaran", -1, "kategori", "Realisasi TW II")), ("capaian_sasaran", -1, "realisasi")),
    Contoh((Ubah("capaian_sasaran", -1, "realisasi", "Realisasi TW I"),)),
    _dari_isyarat("S005", _hasil),
)  # fmt: skip
S101 = Aturan(
    "S101",
    "Angka tersimpan sebagai teks",
    Tingkat.INFO,
    SEMUA_JENIS,
    "Angka yang disimpan sebagai teks tampak benar, tetapi dilewati oleh rumus SUM dan pengurutan Excel.",
    "Penulisan angka Indonesia; satu buku kerja publik memuat 44.960 sel seperti ini",
    "Angka tersimpan sebagai teks ({jumlah} sel)",
    "Ubah sel menjadi angka (Data > Text to Columns > Finish, atau ketik ulang angkanya).",
    Contoh((Ubah("anggaran_realisasi", 2, "pagu", "94.524.000"),), ("anggaran_realisasi", 2, "pagu")),
    Contoh((Ubah("capaian_sasaran", 2, "realisasi", "69,66% *"),), uraian="angka bercatatan kaki boleh berupa teks"),
    _dari_isyarat("S101", _hasil),
)
S102 = Aturan(
    "S102",
    "Tanda pemisah angka tidak seragam",
    Tingkat.PERINGATAN,
    SEMUA_JENIS,
    "Dalam satu kolom, angka lain memakai titik untuk ribuan dan koma untuk desimal (atau sebaliknya); angka ini "
    "berbeda, sehingga pembaca dapat salah membaca nilainya.",
    "Penulisan angka Indonesia; LKj KPU Kota Kupang 2024 baris 146 (0.16%), RKT KPU Kabupaten TTU 2023 baris 322-366",
    "Tanda pemisah tidak seragam: sel ini bergaya {gaya}, kolomnya bergaya {umum}",
    "Tulis ulang dengan titik untuk ribuan dan koma untuk desimal, sebaiknya sebagai angka, bukan teks.",
    Contoh((Ubah("anggaran_realisasi", 2, "pagu", "94,524,000"),), ("anggaran_realisasi", 2, "pagu")),
    Contoh((Ubah("anggaran_realisasi", 2, "pagu", "94.524.000"),)),
    _dari_isyarat("S102", _hasil),
)
S103 = Aturan(
    "S103",
    "Angka dapat dibaca dua cara",
    Tingkat.PERINGATAN,
    SEMUA_JENIS,
    "Satu tanda pemisah yang diikuti tepat tiga angka dapat berarti ribuan atau desimal. Gaya kolom dan jumlah tabel "
    "tidak dapat memutuskannya, maka angka ini tidak dipakai dalam perhitungan.",
    'Penulisan angka Indonesia: "2.000" dapat berarti 2000 atau 2',
    "Angka dapat berarti {id} atau {en}; tidak dapat diputuskan",
    "Tulis angka ini sebagai angka (bukan teks), atau dengan penulisan yang tidak meragukan.",
    Contoh((Ubah("capaian_tahunan", 0, "realisasi", "69.660"),), ("capaian_tahunan", 0, "realisasi")),
    Contoh((Ubah("capaian_tahunan", 0, "realisasi", "69,66%"),)),
    _dari_isyarat(
        "S103",
        lambda i: _hasil(i, id=tulis_angka(Decimal(i.rincian["id"])), en=tulis_angka(Decimal(i.rincian["en"]))),
    ),
)
S104 = Aturan(
    "S104",
    "Nomor urut dipakai dua kali",
    Tingkat.PERINGATAN,
    SEMUA_JENIS,
    "Dua baris berurutan dalam kelompok yang sama bernomor sama. Bisa jadi nomor salah ketik, atau satu baris "
    "tersalin.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 992-993 (nomor 9 dua kali)",
    "Nomor urut {nomor} dipakai dua kali",
    "Periksa apakah ada baris yang tersalin; bila tidak, betulkan nomor urutnya.",
    Contoh((Ubah("capaian_sasaran", 3, "nomor", "1"),), ("capaian_sasaran", 3, "nomor")),
    Contoh(uraian="nomor mulai lagi dari 1 pada sasaran berikutnya"),
    _dari_isyarat("S104", _hasil),
)
S105 = Aturan(
    "S105",
    "Nomor urut terlewat",
    Tingkat.INFO,
    SEMUA_JENIS,
    "Nomor urut melompat. Bisa jadi nomor salah ketik, atau satu baris terhapus.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 1397-1403 (1., lalu 4.)",
    "Nomor urut tertulis {nomor}, seharusnya {harusnya}",
    "Periksa apakah ada baris yang hilang; bila tidak, betulkan nomor urutnya.",
    Contoh((Ubah("capaian_sasaran", 3, "nomor", "3"),), ("capaian_sasaran", 3, "nomor")),
    Contoh(),
    _dari_isyarat("S105", _hasil),
)
S106 = Aturan(
    "S106",
    "Judul kolom salah eja",
    Tingkat.INFO,
    SEMUA_JENIS,
    "Judul kolom hampir sama dengan judul resmi; kolomnya tetap dibaca sebagai kolom itu.",
    'LKj Sekretariat KPU Provinsi NTT 2020 baris 1439 ("Realiasi")',
    'Judul kolom salah eja, seharusnya "{benar}"',
    "Betulkan ejaan judul kolom.",
    Contoh((Ubah("capaian_sasaran", -1, "realisasi", "Realiasi"),), ("capaian_sasaran", -1, "realisasi")),
    Contoh((Ubah("capaian_sasaran", -1, "capaian", "% Capaian"),)),
    _dari_isyarat("S106", _hasil),
)
S107 = Aturan(
    "S107",
    "Dua gaya pemisah dalam satu angka",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Titik dan koma sama-sama dipakai sebagai pemisah ribuan dalam satu angka. Karena kolom ini rupiah, angka dibaca "
    "sebagai ribuan.",
    'RKT KPU Kabupaten TTU 2023 baris 329 ("Rp. 617,730.000")',
    "Satu angka memakai dua gaya pemisah; dibaca sebagai {nilai}",
    "Tulis ulang dengan titik saja sebagai pemisah ribuan.",
    Contoh((Ubah("anggaran_realisasi", 2, "pagu", "94,524.000"),), ("anggaran_realisasi", 2, "pagu")),
    Contoh((Ubah("anggaran_realisasi", 2, "pagu", "94.524.000"),)),
    _dari_isyarat("S107", lambda i: _hasil(i, nilai=tulis_angka(Decimal(i.rincian["nilai"])))),
)


_BERTARGET = (TargetIndikator, CapaianIndikator, AksiIndikator)
_TURUNAN = ("pk", "rak", "capaian")
"""Documents whose targets are carried from another: a formula that shows nothing has its cause there."""


def _tanpa_target(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.dokumen:
        bertarget = [b for b in d.baris if isinstance(b, _BERTARGET)] if d.jenis != "anggaran" else []
        kosong = [b for b in bertarget if isinstance(b.target, Kosong) and b.indikator and _target_kosong(d, b)]
        if len(kosong) > SEMUA_KOSONG and len(kosong) == sum(bool(b.indikator) for b in bertarget):
            terkait = tuple(Rujukan(b.asal["target"]) for b in kosong[1:])
            isi = {"bidang": "target", "apa": f"semua {len(kosong)} indikator tabel ini"}
            yield Hasil(kosong[0].asal["target"], d, "tabel", isi=isi, tertulis="", terkait=terkait)
            continue
        for b in kosong:
            isi = {"bidang": "target", "apa": f"indikator “{b.indikator}”"}
            yield Hasil(b.asal["target"], d, b.indikator, isi=isi, tertulis="")


def _target_kosong(d: Dokumen, b: TargetIndikator | CapaianIndikator | AksiIndikator) -> bool:
    """True if nothing is written where a target belongs, and no formula carries it there."""
    sel = b.asal.get("target")
    if sel is None or sel.tampil.strip():
        return False
    return sel.rumus is None or d.jenis not in _TURUNAN


S201 = Aturan(
    "S201",
    "Target belum diisi",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "capaian"),
    "Indikator tercantum tanpa target, sehingga capaiannya tidak dapat dihitung.",
    "PermenPANRB 53/2014: perjanjian kinerja memuat target tiap indikator",
    "Target belum diisi untuk {apa}",
    "Isi target indikator ini; bila memang tidak ditargetkan, tulis tanda hubung (-).",
    Contoh((Ubah("target_sasaran", 1, "target", None),), ("target_sasaran", 1, "target")),
    Contoh((Ubah("rak_triwulan", 1, "target", "-"), Ubah("target_sasaran", 1, "target", "-"))),
    _tanpa_target,
)


def _angka_kosong(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.dokumen:
        for b in d.baris if d.jenis in ("anggaran", "capaian") else ():
            asal = b.asal
            terisi = "realisasi" in asal and bool(asal["realisasi"].tampil.strip())
            if terisi and ("pagu" not in asal or asal["pagu"].tampil.strip()):
                continue
            if isinstance(b, BarisAnggaran) and "realisasi" in asal:
                lain: tuple[str, ...] = ("pagu", "realisasi", "sisa")
                nama = b.nama or "total"
                # Where months have columns the year's realisasi is their sum and is filled by `hitung`. Typed
                # by hand it must be there once a month is.
                terisi = not b.bulan or (any(b.bulan.values()) and asal["realisasi"].rumus is None)
                kosong: tuple[str, ...] = ("pagu", "realisasi") if terisi else ("pagu",)
            elif isinstance(b, CapaianIndikator):
                lain, nama, kosong = ("capaian",), b.indikator, ("realisasi",)
            else:
                continue
            for bidang in kosong:
                if not asal[bidang].tampil.strip() and _terisi(b, lain):
                    isi = {"bidang": bidang, "nama": nama, "medan": bidang.capitalize()}
                    yield Hasil(asal[bidang], d, nama, isi=isi, tertulis="")


def _terisi(b: BarisAnggaran | CapaianIndikator, bidang: Sequence[str]) -> bool:
    return any(n in b.asal and b.asal[n].tampil.strip() for n in bidang)


S203 = Aturan(
    "S203",
    "Angka belum diisi",
    Tingkat.PERINGATAN,
    ("anggaran", "capaian"),
    "Baris ini sudah memuat angka lain, tetapi pagu atau realisasinya kosong, sehingga baris dan jumlah di atasnya "
    "tidak dapat diperiksa. Nol ditulis 0 atau tanda hubung.",
    "Formulir resmi anggaran dan capaian (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "{medan} “{nama}” belum diisi, padahal angka lain pada baris ini sudah ada",
    "Isi angkanya; bila memang nol, tulis 0 atau tanda hubung (-).",
    Contoh((Ubah("anggaran_realisasi", 1, "realisasi", None),), ("anggaran_realisasi", 1, "realisasi")),
    Contoh((Ubah("capaian_sasaran", 2, "realisasi", None), Ubah("capaian_sasaran", 2, "capaian", None))),
    _angka_kosong,
)
def _bukan_angka(konteks: Konteks) -> Iterator[Hasil]:
    yield from _dari_isyarat("S204", _hasil)(konteks)
    yield from realisasi_bukan_angka(konteks)


S204 = Aturan(
    "S204",
    "Bukan angka",
    Tingkat.PERINGATAN,
    SEMUA_JENIS,
    "Sel ini seharusnya memuat angka, tetapi berisi kata atau nilai galat Excel (#DIV/0!, #REF!), sehingga tidak dapat "
    "diperiksa. Begitu pula realisasi berupa kata di samping target berupa angka, bila capaiannya tetap dicantumkan "
    "atau katanya mirip angka (±0,67).",
    "Penulisan angka Indonesia",
    "Sel ini bukan angka dan tidak diperiksa",
    "Tulis angkanya; bila belum ada, kosongkan atau tulis tanda hubung (-).",
    Contoh((Ubah("anggaran_realisasi", 1, "sisa", "lihat lampiran"),), ("anggaran_realisasi", 1, "sisa")),
    Contoh((Ubah("anggaran_realisasi", 1, "nama", "3355 Keuangan, lihat lampiran"),)),
    _bukan_angka,
)


def _tanpa_kolom_target(konteks: Konteks) -> Iterator[Hasil]:
    daftar = [d for d in konteks.berkas.dokumen if d.formulir in ("daftar_indikator", "daftar_sasaran")]
    utama = next((d for d in daftar if d.formulir == "daftar_indikator"), None)
    if utama is None or _bertarget_lain(konteks, utama):
        return
    lain = tuple(Rujukan(d.kepala["sasaran"]) for d in daftar if d is not utama and "sasaran" in d.kepala)
    yield Hasil(
        utama.kepala["indikator"],
        utama,
        "kolom target",
        sebab="sasaran dan indikator berupa dua daftar terpisah, tanpa keterkaitan" if lain else None,
        terkait=lain,
        isi={"jumlah": str(len(utama.baris)), "jenis": utama.jenis.upper()},
    )


def _bertarget_lain(konteks: Konteks, d: Dokumen) -> bool:
    """True if columns that are not read have figures of targets ("Target TW I", "Target TW II")."""
    lain = (i.sel.tampil for i in konteks.berkas.isyarat if i.kode == "S004" and i.lembar == d.lembar and i.sel)
    return any(normal(t).startswith(("target", "realisasi", "capaian")) for t in lain)


S202 = Aturan(
    "S202",
    "Indikator tanpa kolom target",
    Tingkat.PERINGATAN,
    ("rkt", "pk"),
    "Dokumen perencanaan memuat daftar indikator tanpa kolom target, sehingga tidak ada yang dapat dibandingkan dengan "
    "PK dan capaian.",
    "PermenPANRB 53/2014; RKT Sekretariat KPU Kabupaten Gianyar 2024 baris 103-156",
    "{jenis} memuat {jumlah} indikator tanpa kolom target",
    "Susun indikator dalam tabel Sasaran | Indikator | Target sesuai formulir RKT.",
    None,
    None,
    _tanpa_kolom_target,
)
