"""Family S beyond the reader's own remarks: parts of a template that are gone, identity, missing columns, rows typed
twice, footnote marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.baca import lembar_acuan, lembar_templat
from xlkinerja.buku import Buku
from xlkinerja.formulir.identitas import satker_berkode, satker_dari, tahun_dari
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.formulir.templat import SEMUA as SEMUA_TEMPLAT
from xlkinerja.konteks import Konteks
from xlkinerja.model import Asal, Dokumen
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal, rapat
from xlkinerja.temuan import Sel, Tingkat

_BERSAMA = ("rkt", "pk", "capaian", "multi_tahun")
"""Forms of a template that several units have a table of."""
_FORMULIR = {
    lt.kode: lt.formulir.nama if lt.formulir else "" for lt in sorted(SEMUA_TEMPLAT, key=lambda lt: -len(lt.kode))
}
"""Form of a template -> the official form that it is read as; the longer code first, as they are looked for."""
Tabel = tuple[str, str]
"""A table of a template: the code of its form, and its unit or ""."""


def _tabel_templat(nama: str) -> Tabel | None:
    """The table of a template that a defined name belongs to, or None."""
    badan = nama.removeprefix("xlk_")
    for kode in _FORMULIR:
        if badan.startswith(kode + "_"):
            return kode, badan[len(kode) + 1 :].split("_")[0] if kode in _BERSAMA else ""
    return None


def _tabel_putus(buku: Buku) -> dict[Tabel, str]:
    """The tables of a template of which no defined name points to a sheet any more, each with the name that its sheet
    had; "" where that is not known."""
    ada = {x.nama for x in buku.lembar}
    if all(lembar_acuan(isi) in ada for nama, isi in buku.nama.items() if nama.startswith("xlk_")):
        return {}
    utuh: set[Tabel] = set()
    putus: dict[Tabel, str] = {}
    for nama, isi in buku.nama.items():
        tabel = _tabel_templat(nama) if nama.startswith("xlk_") else None
        if tabel is None:
            continue
        if buku.rentang_bernama(nama) is not None:
            utuh.add(tabel)
        else:
            putus[tabel] = lembar_acuan(isi) or putus.get(tabel, "")
    return {t: lembar for t, lembar in putus.items() if t not in utuh}


def _ganti_nama(konteks: Konteks, buku: Buku, putus: Mapping[Tabel, str]) -> dict[str, str]:
    """Former name of a sheet -> the only sheet without names of ours on which all of its tables were read."""
    hasil = {}
    lepas = {x.nama for x in buku.lembar} - lembar_templat(buku)
    for lama in dict.fromkeys(n for n in putus.values() if n):
        milik = [t for t, n in putus.items() if n == lama]
        baru = [n for n in lepas if all(_terbaca(konteks, n, kode, unit) for kode, unit in milik)]
        if len(baru) == 1:
            hasil[lama] = baru[0]
    return hasil


def _terbaca(konteks: Konteks, lembar: str, kode: str, unit: str) -> bool:
    return any(
        d.lembar == lembar and d.formulir == _FORMULIR[kode] and unit in d.unit for d in konteks.berkas.dokumen
    )


def _bagian_hilang(konteks: Konteks) -> Iterator[Hasil]:
    buku = konteks.buku
    if buku is None or not konteks.berkas.templat:
        return
    putus = _tabel_putus(buku)
    nama = _ganti_nama(konteks, buku, putus) if putus else {}
    hilang = [t for t, lembar in putus.items() if lembar not in nama]
    if hilang:
        yield Hasil(kunci="templat", isi={"apa": ", ".join(_sebutan(kode, unit) for kode, unit in hilang)})


def _berganti_nama(konteks: Konteks) -> Iterator[Hasil]:
    buku = konteks.buku
    if buku is None or not konteks.berkas.templat:
        return
    putus = _tabel_putus(buku)
    urut = {x.nama: i for i, x in enumerate(buku.lembar)}
    for lama, baru in (_ganti_nama(konteks, buku, putus) if putus else {}).items():
        yield Hasil(
            kunci=lama,
            tertulis=baru,
            seharusnya=lama,
            lembar=baru,
            urut_lembar=urut[baru],
            saran=f"Kembalikan nama lembar ini menjadi “{lama}”. Bila nama barunya memang diinginkan, gantilah sesudah "
            "itu di Excel atau LibreOffice, yang ikut membetulkan semua rujukannya.",
            isi={"bidang": "nama lembar", "lama": lama},
        )


def _sebutan(kode: str, unit: str) -> str:
    """"pk", "ketua" -> "PK Ketua"; "anggaran", "" -> "Anggaran"."""
    kata = [*kode.split("_"), *([unit] if unit else [])]
    return " ".join(k.upper() if k in ("pk", "rkt", "rak", "iku") else k.title() for k in kata)


S006 = Aturan(
    "S006",
    "Bagian templat tidak ada lagi",
    Tingkat.PERINGATAN,
    (),
    "Lembar atau tabel templat terhapus, sehingga dokumen itu tidak ikut diperiksa dan rumus yang merujuknya rusak.",
    "Formulir resmi PK, RKT, RAK, capaian dan anggaran (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Bagian templat tidak ada lagi: {apa}",
    "Ambil kembali lembarnya dari cadangan, atau buat templat baru dan salin isiannya.",
    None,
    None,
    _bagian_hilang,
)
S009 = Aturan(
    "S009",
    "Lembar templat berganti nama di luar Excel",
    Tingkat.PERINGATAN,
    (),
    "Tabel templat ditemukan di lembar yang bernama lain, sedangkan rumus dan nama di buku kerja masih merujuk nama "
    "lamanya. Excel dan LibreOffice membetulkan rujukan bila lembar diganti namanya; program lain tidak.",
    "Formulir resmi PK, RKT, RAK, capaian dan anggaran (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Lembar ini dahulu bernama “{lama}”; rumus dan nama yang merujuknya masih memakai nama itu",
    "Kembalikan nama lembarnya.",
    None,
    None,
    _berganti_nama,
)


def _identitas(konteks: Konteks) -> Iterator[Hasil]:
    buku = konteks.buku
    if buku is None or not konteks.berkas.templat:
        return
    kode, nama, tahun = (buku.sel_bernama(f"xlk_identitas_{n}") for n in ("kode", "satker", "tahun"))
    if kode is not None and satker_berkode(kode.tampil.strip()) is None:
        bernama = nama is not None and satker_dari((nama.tampil,)) is not None
        if not (bernama and kode.tampil.strip()):
            yield _kosong(buku, kode, "Kode satker")
    if tahun is not None and tahun_dari(tahun.tampil) is None:
        yield _kosong(buku, tahun, "Tahun")


def _kosong(buku: Buku, sel: Sel, apa: str) -> Hasil:
    keadaan = f"“{sel.tampil.strip()}” tidak dikenal" if sel.tampil.strip() else "belum diisi"
    urut = next(i for i, x in enumerate(buku.lembar) if x.nama == sel.lembar)
    return Hasil(
        sel, kunci=apa, lembar=sel.lembar, urut_lembar=urut, isi={"bidang": apa, "apa": apa, "keadaan": keadaan}
    )


S007 = Aturan(
    "S007",
    "Identitas buku kerja belum lengkap",
    Tingkat.PERINGATAN,
    (),
    "Kode satker dan tahun pada lembar Identitas menentukan judul semua dokumen dan dengan apa buku kerja ini "
    "dibandingkan.",
    "Kode wilayah Kemendagri; formulir resmi memuat nama satker dan tahun",
    "{apa} pada lembar Identitas {keadaan}",
    "Isi kode Kemendagri satker (misalnya 53.03) dan tahunnya.",
    None,
    None,
    _identitas,
)

_KINERJA = {"realisasi": "Realisasi", "capaian": "Capaian"}
_ANGGARAN = {"sisa": "Sisa", "serapan": "Serapan", "persen": "persentase"}


def _kolom_hilang(konteks: Konteks) -> Iterator[Hasil]:
    """A table of targets beside which a column of capaian or realisasi stands: the other one of the two is missing; or
    one of pagu with sisa or % beside it, without realisasi."""
    for d in konteks.berkas.dokumen:
        bersisa = d.formulir == "anggaran_rencana"
        if not bersisa and (d.jenis not in ("pk", "rkt") or "target" not in d.kepala or d.rancu):
            continue
        baris = {s.baris for s in d.kepala.values()}
        lain = [
            i.sel for i in konteks.berkas.isyarat
            if i.kode == "S004" and i.sel is not None and i.lembar == d.lembar and i.sel.baris in baris
        ]  # fmt: skip
        sebutan = _ANGGARAN if bersisa else _KINERJA
        ada = [(n, s) for s in lain for n in sebutan if _bermakna(s, n)]
        if len(ada) == 1 or (ada and bersisa):
            nama, sel = ada[0]
            kurang = next(n for n in _KINERJA if n != nama)
            yield Hasil(
                sel,
                d,
                kurang,
                menutup=tuple(Rujukan(s) for _, s in ada),
                isi={"bidang": kurang, "ada": sebutan[nama], "kurang": _KINERJA[kurang], "jenis": d.jenis},
            )


def _bermakna(sel: Sel, nama: str) -> bool:
    return normal(sel.tampil).removeprefix("persentase ").removeprefix("persen ").startswith(nama)


S008 = Aturan(
    "S008",
    "Kolom wajib tidak ada",
    Tingkat.PERINGATAN,
    ("capaian", "pk", "rkt", "anggaran"),
    "Tabel memuat target dan capaian tanpa realisasi, target dan realisasi tanpa capaian, atau pagu dan sisa tanpa "
    "realisasi, sehingga angkanya tidak dapat diperiksa.",
    "Formulir resmi capaian: target, realisasi, capaian (Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018)",
    "Kolom {kurang} tidak ada, padahal kolom {ada} ada; angka tabel ini tidak dapat diperiksa",
    "Tambahkan kolomnya sesuai formulir.",
    Contoh((Ubah("capaian_sasaran", -1, "realisasi", "Sebutan"), Ubah("capaian_sasaran", -1, "kategori", "Ket"),
            Ubah("capaian_sasaran", -1, "polaritas", "Ket 2"),), ("capaian_sasaran", -1, "capaian")),
    Contoh(),
    _kolom_hilang,
)  # fmt: skip


_TAK_DIBANDING = ("nomor",)
_KUNCI = ("indikator", "sasaran")
_BERBARIS_UNIK = ("renstra", "iku", "pk", "rkt", "rak", "capaian")


def _kembar(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.dokumen:
        if d.jenis in _BERBARIS_UNIK:
            yield from _baris_kembar(d)


def _baris_kembar(d: Dokumen) -> Iterator[Hasil]:
    sudah: dict[tuple[str, ...], Asal] = {}
    bidang = [n for n in d.kepala if n not in _TAK_DIBANDING]
    kunci = next((n for n in _KUNCI if n in bidang), None)
    if kunci is None or len(bidang) < 3:
        return
    semua: list[Asal] = [b.asal for b in d.baris if kunci in b.asal]
    kali = Counter([rapat(asal[kunci].tampil) for asal in semua])
    for asal in semua if len(kali) < len(semua) else ():
        satu = asal[kunci]
        nama = rapat(satu.tampil)
        if kali[nama] < 2 or not nama or adalah_salinan(satu.rumus or ""):
            continue
        isi = tuple(rapat(asal[n].tampil) if n in asal else "" for n in bidang)
        if sum(map(bool, isi)) < 3:
            continue
        lama = sudah.setdefault(isi, asal)
        if lama[kunci].baris == satu.baris:
            continue
        nomor = asal.get("nomor")
        yield Hasil(
            satu,
            d,
            nama,
            terkait=(Rujukan(lama[kunci]),),
            menutup=(Rujukan(nomor),) if nomor is not None and nomor.baris == satu.baris else (),
            isi={"bidang": kunci, "nama": nama, "lain": str(lama[kunci].baris)},
        )


S206 = Aturan(
    "S206",
    "Baris tersalin",
    Tingkat.PERINGATAN,
    _BERBARIS_UNIK,
    "Dua baris satu tabel sama persis pada setiap kolom selain nomornya. Pada tabel anggaran baris seperti itu "
    "dilaporkan menurut kodenya.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 992-993 (nomor dipakai dua kali)",
    "Baris “{nama}” sama persis dengan baris {lain}",
    "Hapus baris yang tersalin, atau betulkan isinya.",
    Contoh((Ubah("target_sasaran", 3, "indikator", "Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan"),),
           ("target_sasaran", 3, "indikator")),
    Contoh(),
    _kembar,
)  # fmt: skip

_BERTANDA = regeks(r"[\d%)]\s*\*+\s*")
_PENJELASAN = regeks(r"\s*(?:(?:keterangan|catatan|ket)\s*[.:]?\s*)?\(?\*+\)?\s*[:=).-]?\s*\w", re.I)


def _catatan_kaki(konteks: Konteks) -> Iterator[Hasil]:
    """Figures with a star, by sheet, where no line of the workbook says what it means."""
    if konteks.buku is None or not any("*" in "".join(x.isi) for x in konteks.buku.lembar):
        return
    per_lembar: dict[str, tuple[Dokumen, dict[Sel, None]]] = {}
    for d in konteks.berkas.dokumen:
        for b in d.baris:
            for s in b.asal.values():
                teks = s.tampil if s.jenis == "s" else ""
                if "*" in teks and teks.rstrip().endswith("*") and _BERTANDA.search(teks):
                    per_lembar.setdefault(d.lembar, (d, {}))[1][s] = None
    if not per_lembar or _dijelaskan(konteks.buku):
        return
    for d, sel in per_lembar.values():
        semua = sorted(sel, key=lambda s: (s.baris, s.kolom))
        yield Hasil(
            semua[0],
            d,
            "catatan kaki",
            terkait=tuple(Rujukan(s) for s in semua[1:]),
            isi={"bidang": "catatan", "jumlah": str(len(semua))},
        )


def _dijelaskan(buku: Buku) -> bool:
    return any(
        chr(x.jenis[i]) == "s" and "*" in x.isi[i] and _PENJELASAN.match(x.isi[i])
        for x in buku.lembar
        for i in range(len(x.isi))
    ) or any(_terpisah(x.jenis, x.isi) for x in buku.lembar)


def _terpisah(jenis: bytearray, isi: Sequence[str]) -> bool:
    """True if a star stands in a cell of its own, followed by words."""
    return any(
        chr(jenis[i]) == "s" and isi[i].strip(" :") in ("*", "**", "*)") and isi[i + 1].strip(" :")
        for i in range(len(isi) - 1)
    )


S207 = Aturan(
    "S207",
    "Catatan kaki tanpa penjelasan",
    Tingkat.INFO,
    ("capaian", "pk", "rkt", "rak", "anggaran", "pendukung"),
    "Angka bertanda bintang merujuk catatan kaki, tetapi tidak ada baris yang menjelaskannya.",
    "LKj KPU Kota Kupang 2024 baris 616-626 (69,66% * dengan Keterangan di bawah tabel)",
    "Angka bertanda * ({jumlah} sel) tanpa penjelasan di bawah tabel",
    "Tulis arti tandanya di bawah tabel, misalnya “* : Realisasi menggunakan data Pilkada”.",
    Contoh((Ubah("capaian_sasaran", 2, "realisasi", "69,66% *"),), ("capaian_sasaran", 2, "realisasi")),
    Contoh(),
    _catatan_kaki,
)
