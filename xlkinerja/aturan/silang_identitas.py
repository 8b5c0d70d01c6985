"""Family X, identity: a signature's date, a title's office and a title's year against what the workbook is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.formulir.identitas import satker_dari
from xlkinerja.formulir.judul import TanggalMustahil, judul_tahun_lain, tanggal_tanda_tangan
from xlkinerja.formulir.kinerja import NAMA_BULAN
from xlkinerja.konteks import Konteks
from xlkinerja.model import Dokumen, Satker
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import jarak_ketik, normal
from xlkinerja.temuan import Sel, Tingkat

_LAPORAN = ("capaian", "anggaran")
_SEBAGIAN = regeks(
    r"\b(?:triwulan|tw|semester|bulan|s d|sampai dengan|posisi|sementara|per \d+|"
    + "|".join(normal(n) for nama in NAMA_BULAN for n in nama if len(n) > 3 or n == "Mei")
    + r")\b"
)
"""Words of a title that say that less than the year is reported."""
_NAMA = {"pk": "Perjanjian Kinerja", "rkt": "Rencana Kinerja Tahunan", "rak": "Rencana Aksi", "capaian": "capaian",
         "anggaran": "realisasi anggaran"}  # fmt: skip
_IDENTITAS = (("tanggal_pk", "pk"), ("tanggal_rak", "rak"), ("tanggal_lkj", "capaian"))

Tertanggal = tuple[Sel, Dokumen | None, str, int]
"""A cell with a date, the table above it (None on Identitas), what is signed there, and for which year."""


def _tanggal_keliru(konteks: Konteks) -> Iterator[Hasil]:
    """One finding per wrong date: where a template keeps it, else on the first signature that carries it."""
    kelompok: dict[tuple[str, str], list[Tertanggal]] = defaultdict(list)
    semua_tanggal = (*_tanggal_identitas(konteks), *_tanggal_lembar(konteks))
    laporan = {s.tampil for s, _, jenis, _ in semua_tanggal if jenis in _LAPORAN}
    berlaporan = any("realisasi" in d.kepala for d in konteks.berkas.semua("capaian"))
    for sel, d, jenis, tahun in semua_tanggal:
        keliru = _keliru(sel, jenis, tahun)
        if jenis not in _LAPORAN and berlaporan and (not laporan or sel.tampil in laporan):
            continue  # a PK printed in a report may stand above the report's own date
        if keliru:
            kelompok[keliru, sel.tampil.rsplit(",", 1)[-1].strip()].append((sel, d, jenis, tahun))
    for (keliru, tanggal), semua in kelompok.items():
        sel, d, jenis, tahun = semua[0]
        yield Hasil(
            sel,
            d,
            f"tanggal {jenis}",
            terkait=tuple(Rujukan(s) for s, *_ in semua[1:]),
            lembar=sel.lembar,
            urut_lembar=_urut(konteks, sel),
            isi={"bidang": "tanggal", "jenis": _NAMA[jenis], "tahun": str(tahun), "tanggal": tanggal,
                 "keliru": keliru},
        )  # fmt: skip


def _urut(konteks: Konteks, sel: Sel) -> int:
    buku = konteks.buku
    return next((i for i, x in enumerate(buku.lembar if buku else ()) if x.nama == sel.lembar), -1)


def _tanggal_identitas(konteks: Konteks) -> Iterator[Tertanggal]:
    """The dates that a template keeps on its sheet Identitas."""
    berkas, buku = konteks.berkas, konteks.buku
    if buku is None or not berkas.templat or berkas.tahun is None:
        return
    for nama, jenis in _IDENTITAS:
        sel = buku.sel_bernama(f"xlk_identitas_{nama}")
        if sel is not None and sel.tampil.strip() and not (jenis == "capaian" and _belum_setahun(konteks)):
            yield sel, None, jenis, berkas.tahun


def _belum_setahun(konteks: Konteks) -> bool:
    """True if a template says that it reports a part of the year only."""
    sel = konteks.buku.sel_bernama("xlk_identitas_periode") if konteks.buku else None
    return sel is not None and sel.tampil.strip() in ("", "1", "2", "3")


def _tanggal_lembar(konteks: Konteks) -> Iterator[Tertanggal]:
    """Signature cells below tables; a sheet's kind is that of its first table, since its signature stands at the end.
    What a template's formula carries there is looked at where it comes from."""
    pertama: dict[str, Dokumen] = {}
    for d in konteks.berkas.dokumen:
        pertama.setdefault(d.lembar, d)
        awal = pertama[d.lembar]
        jenis = awal.jenis
        if jenis not in _NAMA or awal.tahun is None or awal.formulir == "capaian_tahunan":
            continue
        judul = normal(f"{awal.judul} {awal.lembar}")
        if jenis in _LAPORAN:
            if "realisasi" not in awal.kepala or _SEBAGIAN.search(judul):
                continue
            if konteks.berkas.templat and _belum_setahun(konteks):
                continue
        for s in d.penutup:
            if not (s.rumus and konteks.berkas.templat):
                yield s, awal, jenis, awal.tahun


def _keliru(sel: Sel, jenis: str, tahun: int) -> str:
    """What is wrong with a signature's date, "" if nothing is or if it is no such date."""
    try:
        tanggal = tanggal_tanda_tangan(sel.tampil)
    except TanggalMustahil:
        return "tidak ada dalam kalender"
    if tanggal is None:
        return ""
    if jenis in _LAPORAN:
        if tanggal < date(tahun, 12, 31):
            return f"sebelum tahun {tahun} berakhir"
        return f"lebih dari setahun setelah tahun {tahun} berakhir" if tanggal.year > tahun + 1 else ""
    if tanggal.year > tahun:
        return f"setelah tahun {tahun} berakhir"
    return f"lebih dari setahun sebelum tahun {tahun} dimulai" if tanggal.year < tahun - 1 else ""


X208 = Aturan(
    "X208",
    "Tanggal tanda tangan tidak sesuai dengan tahun dokumen",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "capaian", "anggaran"),
    "Laporan setahun ditandatangani setelah tahunnya berakhir, paling lambat pada tahun berikutnya; Perjanjian "
    "Kinerja, RKT dan Rencana Aksi ditandatangani sebelum tahunnya berakhir. Laporan triwulan tidak dinilai.",
    "PermenPANRB 53/2014 (laporan kinerja disampaikan setelah tahun anggaran berakhir); DOMAIN 6 (laporan 2024 "
    "bertanggal Februari 2024)",
    "Tanggal {tanggal} pada {jenis} tahun {tahun}: {keliru}",
    "Betulkan tanggal atau tahunnya; biasanya salah satunya tertinggal dari dokumen tahun lain.",
    Contoh((Ubah("capaian_sasaran", 0, "catatan", "Kupang, 12 Februari 2024"),), ("capaian_sasaran", 0, "catatan")),
    Contoh((Ubah("capaian_sasaran", 0, "catatan", "Kupang, 31 Desember 2024"),), uraian="hari terakhir tahun laporan"),
    _tanggal_keliru,
)


def _satker_lain(konteks: Konteks) -> Iterator[Hasil]:
    """Title cells and indicators that name another office than the one nearly all titles name."""
    milik = _satker_tegas(konteks)
    if milik is None:
        return
    kelompok: dict[str, list[tuple[Sel, Dokumen, str]]] = defaultdict(list)
    bernama: dict[str, Satker | None] = {}  # an indicator stands in several tables
    for d in konteks.berkas.dokumen:
        for sel, tempat in _teks_bernama(d):
            if sel.tampil not in bernama:
                bernama[sel.tampil] = satker_dari((sel.tampil,))
            lain = bernama[sel.tampil]
            if lain is not None and _asing(lain, milik, sel.tampil, judul=tempat == "Judul"):
                kelompok[lain.nama].append((sel, d, tempat))
    for nama, semua in kelompok.items():
        unik = list({(s.lembar, s.alamat): (s, d, t) for s, d, t in semua}.values())
        sel, d, tempat = unik[0]
        lebih = f" (begitu juga {len(unik) - 1} sel lain)" if len(unik) > 1 else ""
        isi = {"bidang": "satker", "tempat": tempat, "lain": nama, "satker": milik.nama, "lebih": lebih}
        yield Hasil(sel, d, nama, terkait=tuple(Rujukan(s) for s, *_ in unik[1:]), isi=isi)


def _satker_tegas(konteks: Konteks) -> Satker | None:
    """The workbook's office if a template states it, or if three sheets or more and three in four that name one name
    this one."""
    milik = konteks.berkas.satker
    identitas = konteks.berkas.identitas
    if milik is not None and identitas is not None:
        bernama = satker_dari((identitas.teks("satker"),))
        # A code and a name that do not belong together are W203's; then nobody can tell whose the titles should be.
        return milik if bernama is None or bernama.nama == milik.nama else None
    if milik is None or konteks.berkas.templat:
        return milik
    menurut: dict[str, str] = {}
    for d in konteks.berkas.dokumen:
        s = satker_dari([s.tampil for s in d.judul_sel])
        if s is not None and menurut.get(d.lembar) != milik.nama:
            menurut[d.lembar] = s.nama
    sama = sum(n == milik.nama for n in menurut.values())
    return milik if sama >= 3 and sama * 4 >= len(menurut) * 3 else None


def _teks_bernama(d: Dokumen) -> Iterator[tuple[Sel, str]]:
    """Cells that name the office of their document: its title, and the wording of its indicators."""
    if d.jenis != "pengaturan":
        yield from ((s, "Judul") for s in d.judul_sel)
    for b in d.baris:
        sel = b.asal.get("indikator")
        if sel is not None and d.jenis != "data_dukung":
            yield sel, "Indikator"


def _asing(lain: Satker, milik: Satker, teks: str, *, judul: bool) -> bool:
    """True if naming this other office is out of place: not one above or below, not the same one misspelt or
    compared with."""
    if lain.nama == milik.nama or normal(milik.nama) in normal(teks):
        return False
    if lain.jenis == "provinsi" or milik.jenis == "provinsi" or "banding" in normal(teks):
        return False
    if lain.kode is None:
        return judul and jarak_ketik(normal(lain.nama), normal(milik.nama), 4) > 4
    return True


X209 = Aturan(
    "X209",
    "Judul atau indikator menyebut satker lain",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "renstra", "iku", "capaian", "anggaran", "pendukung"),
    "Hampir semua judul menyebut satu satker, tetapi judul atau rumusan indikator ini menyebut satker lain: biasanya "
    "tersalin dari dokumen satker itu. KPU Provinsi dan tabel perbandingan tidak dipersoalkan.",
    "Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018: setiap satker menyusun dokumennya sendiri",
    "{tempat} menyebut {lain}, padahal buku kerja ini milik {satker}{lebih}",
    "Ganti nama satkernya; periksa pula apakah angka tabelnya memang milik satker sendiri.",
    Contoh((Ubah("target_sasaran", 0, "judul", "Perjanjian Kinerja Ketua KPU Kabupaten Belu Tahun 2024"),),
           ("target_sasaran", 0, "judul")),
    Contoh((Ubah("target_sasaran", 0, "judul", "Perjanjian Kinerja Ketua KPU Kota Kupang Tahun 2024 (salinan untuk "
                                                "KPU Provinsi Nusa Tenggara Timur)"),), uraian="menyebut KPU Provinsi"),
    _satker_lain,
)  # fmt: skip


def _tahun_lain(konteks: Konteks) -> Iterator[Hasil]:
    sudah: set[tuple[str, str]] = set()
    for d in konteks.berkas.dokumen:
        lain = judul_tahun_lain(d)
        if lain is None or (d.lembar, lain[0].alamat) in sudah:
            continue
        sudah.add((d.lembar, lain[0].alamat))
        isi = {"bidang": "tahun", "lain": str(lain[1]), "tahun": str(d.tahun)}
        yield Hasil(lain[0], d, f"judul {lain[1]}", seharusnya=str(d.tahun), terkait=_saksi(konteks, d), isi=isi)


def _saksi(konteks: Konteks, d: Dokumen) -> tuple[Rujukan, ...]:
    """Where the year of the workbook stands: the sheet Identitas, else the title of another table."""
    sel = konteks.buku.sel_bernama("xlk_identitas_tahun") if konteks.buku and konteks.berkas.templat else None
    if sel is not None:
        return (Rujukan(sel),)
    lain = (s for x in konteks.berkas.dokumen if x.lembar != d.lembar and x.tahun == d.tahun for s in x.judul_sel)
    return tuple(Rujukan(s) for s in [s for s in lain if str(d.tahun) in s.tampil][:1])


X210 = Aturan(
    "X210",
    "Judul menyebut tahun lain",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "iku", "capaian", "anggaran", "data_dukung"),
    "Judul tabel menyebut tahun lain daripada lembar Identitas atau judul tabel lainnya: biasanya tertinggal dari "
    "dokumen tahun sebelumnya. Angka tabelnya tetap dibandingkan sebagai angka tahun buku kerja. Renstra, tabel "
    "multi-tahun dan perbandingan tidak dipersoalkan.",
    "Perpres 29/2014 (SAKIP): dokumen satu tahun harus saling sesuai",
    "Judul menyebut tahun {lain}, padahal buku kerja ini untuk tahun {tahun}",
    "Betulkan tahun pada judul; bila tabel ini memang milik tahun itu, pindahkan ke buku kerja tahunnya.",
    Contoh((Ubah("target_sasaran", 0, "judul", "Perjanjian Kinerja Ketua KPU Kota Kupang Tahun 2023"),),
           ("target_sasaran", 0, "judul")),
    Contoh((Ubah("renstra", 0, "judul", "Matriks Renstra KPU Kota Kupang 2020-2024 (PKPU Nomor 5 Tahun 2020)"),),
           uraian="tahun peraturan dan rentang Renstra"),
    _tahun_lain,
)  # fmt: skip


_PERIODE = regeks(r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|s/?d\.?|sampai)\s*((?:19|20)\d\d)(?!\d)", re.I)


def _periode_lain(konteks: Konteks) -> Iterator[Hasil]:
    """A Renstra whose title names one period, and another than its columns of years span."""
    for d in konteks.berkas.semua("renstra"):
        tahun = sorted(int(n) for n in d.kepala if n.isdigit())
        disebut = [(s, int(a), int(b)) for s in d.judul_sel for a, b in _PERIODE.findall(s.tampil)]
        if len(tahun) < 3 or len({x[1:] for x in disebut}) != 1:
            continue
        sel, awal, akhir = disebut[0]
        if (awal, akhir) != (tahun[0], tahun[-1]):
            isi = {"bidang": "periode", "lain": f"{awal}-{akhir}", "tahun": f"{tahun[0]}-{tahun[-1]}"}
            kolom = tuple(Rujukan(d.kepala[str(t)]) for t in (tahun[0], tahun[-1]))
            yield Hasil(sel, d, "periode", seharusnya=isi["tahun"], terkait=kolom, isi=isi)


X213 = Aturan(
    "X213",
    "Periode pada judul Renstra berbeda dari kolom tahunnya",
    Tingkat.PERINGATAN,
    ("renstra",),
    "Judul Renstra menyebut satu periode, sedangkan kolom targetnya meliputi tahun-tahun lain.",
    "RKT KPU Kabupaten TTU 2023 baris 139-160 (judul 2022-2024, kolom 2020 sampai 2024)",
    "Judul menyebut periode {lain}, sedangkan kolom targetnya {tahun}",
    "Betulkan periode pada judul, atau kolom tahunnya.",
    Contoh((Ubah("renstra", 0, "judul", "Matriks Renstra KPU Kota Kupang 2022-2024"),), ("renstra", 0, "judul")),
    Contoh((Ubah("renstra", 0, "judul", "Matriks Renstra KPU Kota Kupang 2020 - 2024"),)),
    _periode_lain,
)
