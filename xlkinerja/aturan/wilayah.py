"""Family W, the workbooks of a province's offices: which are missing, of another year, or double."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from xlkinerja.aturan.deklarasi import Aturan, Hasil
from xlkinerja.beku import beku
from xlkinerja.himpunan import (
    PALING_SEDIKIT,
    Himpunan,
    folder_berkas,
    himpunan,
    meragukan,
    mungkin,
    nama_berkas,
)
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas, Satker
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

Kehadiran = dict[str, set[int | None]]
_SAKIP = "Perpres 29/2014 (SAKIP): laporan kinerja disampaikan berjenjang setiap tahun"


def _belum_ada(h: Himpunan, hadir: Kehadiran) -> Iterator[tuple[Satker, list[int]]]:
    """The offices of which no workbook may be that of the collection's year, with the years that are there."""
    for s in h.daftar:
        assert s.kode is not None
        tahun = hadir.get(s.kode, set())
        if h.tahun not in tahun and None not in tahun and not _salah_tahun(h, s.kode):
            yield s, sorted(t for t in tahun if t is not None)


def _belum_disampaikan(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    daftar = himpunan(semua)
    hadir, tak_dikenal = _hadir(semua) if daftar else ({}, ())
    for h in daftar:
        for s, lain in _belum_ada(h, hadir) if h.lengkap else ():
            yield Hasil(
                kunci=f"{s.kode}/{h.tahun}",
                sebab=_sebab_belum(lain, tak_dikenal),
                berkas_terkait=tak_dikenal,
                isi={"satker": s.nama, "kode": s.kode or "", "tahun": str(h.tahun)},
            )


def _baru_sebagian(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    daftar = himpunan(semua)
    hadir, tak_dikenal = _hadir(semua) if daftar else ({}, ())
    for h in daftar:
        belum = [] if h.lengkap else [s for s, _ in _belum_ada(h, hadir)]
        if belum:
            yield Hasil(
                kunci=f"{h.provinsi}/{h.tahun}",
                sebab=_sebab_belum((), tak_dikenal),
                berkas_terkait=tak_dikenal,
                isi={
                    "ada": str(len(h.daftar) - len(belum)),
                    "semua": str(len(h.daftar)),
                    "tahun": str(h.tahun),
                    "belum": ", ".join(f"{s.nama} ({s.kode})" for s in belum),
                },
            )


def _sebab_belum(lain: Sequence[int], tak_dikenal: Sequence[Berkas]) -> str | None:
    bagian = [f"yang ada hanya tahun {', '.join(map(str, lain))}"] if lain else []
    if tak_dikenal:
        bagian.append(f"satker {len(tak_dikenal)} buku kerja lain tidak dikenal; periksa apakah ada di antaranya")
    return "; ".join(bagian) or None


def _hadir(semua: Sequence[Konteks]) -> tuple[Kehadiran, tuple[Berkas, ...]]:
    """Code -> years of the workbooks that may be its office's, None a year that is not known; and the workbooks whose
    office nobody knows."""
    hadir: Kehadiran = {}
    tak_dikenal = []
    for k in semua:
        daftar = mungkin(k.berkas)
        for s in daftar:
            hadir.setdefault(s.kode or "", set()).add(k.berkas.tahun)
        if not daftar:
            tak_dikenal.append(k.berkas)
    return hadir, tuple(tak_dikenal)


def _salah_tahun(h: Himpunan, kode: str) -> tuple[Konteks, ...]:
    """The workbooks of an office that are all of one year, another than nearly all the others; () if that is not so,
    or if that year has a collection of its own."""
    daftar = h.semua.get(kode, ())
    tahun = {k.berkas.tahun for k in daftar}
    if not h.utama or not h.mayoritas or len(tahun) != 1 or h.tahun in tahun:
        return ()
    sejawat = sum(any(k.berkas.tahun in tahun for k in x) for x in h.semua.values())
    return daftar if sejawat < PALING_SEDIKIT else ()


W201 = Aturan(
    "W201",
    "Buku kerja satker belum disampaikan",
    Tingkat.PERINGATAN,
    (),
    "Folder ini berisi buku kerja sedikitnya separuh kabupaten/kota sebuah provinsi pada tahun yang sama, tetapi "
    "satker ini tidak ada di antaranya. Berkas yang rusak tetap dihitung ada bila nama berkasnya menyebut satkernya.",
    _SAKIP,
    "Belum ada buku kerja {satker} ({kode}) tahun {tahun}",
    "Minta satker mengirimkan buku kerjanya; bila sudah dikirim, pastikan berkasnya ada di folder ini serta nama dan "
    "tahun di lembar Identitas benar.",
    None,
    None,
    wilayah=_belum_disampaikan,
)


W211 = Aturan(
    "W211",
    "Buku kerja yang ada baru sebagian kecil provinsi",
    Tingkat.INFO,
    (),
    f"Folder ini berisi buku kerja sedikitnya {PALING_SEDIKIT} kabupaten/kota sebuah provinsi pada tahun yang sama, "
    "tetapi kurang dari separuhnya. Mungkin memang hanya itu yang ingin diperiksa, jadi satker lainnya hanya disebut.",
    _SAKIP,
    "Baru {ada} dari {semua} kabupaten/kota ada buku kerjanya tahun {tahun}; belum ada: {belum}",
    "Bila folder ini dimaksudkan untuk seluruh provinsi, minta satker yang belum ada mengirimkan buku kerjanya.",
    None,
    None,
    wilayah=_baru_sebagian,
)


def _tahun_lain(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    for h in himpunan(semua):
        induk = [k for k in semua if k.berkas.satker is not None and k.berkas.satker.kode == h.provinsi]
        bertahun = [k for k in induk if k.berkas.tahun is not None and not meragukan(k.berkas)]
        sejumlah = len({k.berkas.tahun for k in bertahun}) == 1 and not h.induk and h.utama and h.mayoritas
        for daftar in (*(_salah_tahun(h, kode) for kode in h.semua), tuple(bertahun) if sejumlah else ()):
            if daftar:
                yield _hasil_tahun(h, daftar[0], tuple(k.berkas for k in daftar[1:]))


def _hasil_tahun(h: Himpunan, k: Konteks, lain: tuple[Berkas, ...]) -> Hasil:
    b = k.berkas
    nama = re.findall(r"(?<!\d)20\d\d(?!\d)", nama_berkas(b))
    return Hasil(
        b.identitas.sel.get("tahun") if b.identitas is not None else None,
        kunci="tahun",
        tertulis=str(b.tahun),
        seharusnya=str(h.tahun),
        sebab=f"nama berkasnya menyebut tahun {h.tahun}" if nama == [str(h.tahun)] else None,
        berkas_terkait=lain,
        berkas=b,
        urut_lembar=b.identitas.urut_lembar if b.identitas is not None else -1,
        isi={
            "bidang": "tahun",
            "tertulis": str(b.tahun),
            "banyak": str(len(h.anggota)),
            "semua": str(len(h.semua)),
            "tahun": str(h.tahun),
        },
    )


W202 = Aturan(
    "W202",
    "Tahun buku kerja berbeda dari satker lain",
    Tingkat.PERINGATAN,
    (),
    "Sedikitnya tiga dari empat satker di folder ini bertahun sama, sedangkan buku kerja satker ini bertahun lain dan "
    "tidak ada bukunya untuk tahun itu: buku kerja tahun lalu yang terkirim, atau tahun yang salah diisi.",
    _SAKIP,
    "Buku kerja bertahun {tertulis}, padahal {banyak} dari {semua} satker di folder ini bertahun {tahun}",
    "Betulkan tahun di lembar Identitas, atau ganti dengan buku kerja tahun yang diminta.",
    None,
    None,
    wilayah=_tahun_lain,
)


_UTAMA = ("renstra", "iku", "rkt", "pk", "rak", "capaian", "anggaran")
_MASA = regeks(
    r"\b(?:(?:triwulan|tw|semester|smt|tahap|revisi|perubahan|bulan)\s*(?:ke\s*)?(?:i{1,3}|iv|[1-9]\d?)?"
    r"|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|awal|akhir)\b"
)
_TIRUAN = regeks(r"\(\d+\)\s*$|\b(?:copy|copia|salinan|duplikat)\b", re.I)
"""What systems and people add to the name of a second copy: the one without it was there first."""
_BAGIAN_SAMA = 4, 3
"""Of four kinds of document that two typed workbooks hold together, at least three are in both."""


def _ganda(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    sudah: set[int] = set()
    for h in himpunan(semua):
        sejajar = _folder_sejajar(h)
        for anggota in h.anggota.values():
            sudah.update(id(k) for k in anggota)
            yield from _ganda_di(anggota, sejajar)
    lepas: dict[tuple[str, int | None, str], list[Konteks]] = {}
    for k in semua:
        b = k.berkas
        if b.templat and b.satker is not None and b.satker.kode and not meragukan(b) and id(k) not in sudah:
            lepas.setdefault((b.satker.kode, b.tahun, folder_berkas(b)), []).append(k)
    for daftar in lepas.values():
        yield from _ganda_di(daftar, frozenset())


def _ganda_di(anggota: Sequence[Konteks], sejajar: frozenset[frozenset[str]]) -> Iterator[Hasil]:
    """Of the workbooks of one office and year those that double one before them."""
    tunggal: list[_Isi] = []
    for k in sorted(anggota, key=lambda k: bool(_TIRUAN.search(nama_berkas(k.berkas)))):
        isi = _Isi(k.berkas, _masa(k.berkas), _macam(k.berkas))
        lain = next((x for x in tunggal if _kembar(x, isi, sejajar)), None)
        if lain is None:
            tunggal.append(isi)
        else:
            yield _hasil_ganda(k.berkas, lain.berkas)


@beku(frozen=True, slots=True)
class _Isi:
    """A workbook, the part of the year or version that it is about, and the kinds of document in it."""

    berkas: Berkas
    masa: frozenset[str]
    macam: frozenset[tuple[str, str]]


def _hasil_ganda(b: Berkas, lain: Berkas) -> Hasil:
    beda = _dokumen_beda(b, lain)
    return Hasil(
        kunci="ganda",
        sebab=f"isinya berbeda pada: {', '.join(beda)}" if beda else "isi kedua buku kerja sama",
        berkas=b,
        berkas_terkait=(lain,),
        isi={"satker": b.satker.nama if b.satker else "", "tahun": str(b.tahun), "jalur": lain.jalur},
    )


def _folder_sejajar(h: Himpunan) -> frozenset[frozenset[str]]:
    """Pairs of folders that each hold the workbooks of several offices: the same collection at two times."""
    pasangan: Counter[frozenset[str]] = Counter()
    for daftar in h.anggota.values():
        folder = sorted({folder_berkas(k.berkas) for k in daftar})
        pasangan.update(frozenset(p) for p in combinations(folder[:20], 2))
    return frozenset(p for p, n in pasangan.items() if n >= PALING_SEDIKIT)


def _kembar(a: _Isi, b: _Isi, sejajar: frozenset[frozenset[str]]) -> bool:
    """True if two workbooks of one office and year cannot both count: not companions, nor reports of two periods."""
    if a.masa != b.masa or frozenset((folder_berkas(a.berkas), folder_berkas(b.berkas))) in sejajar:
        return False
    if a.berkas.templat and b.berkas.templat:
        return True
    sama = a.macam & b.macam
    if a.berkas.templat or b.berkas.templat:
        return any(jenis in ("capaian", "anggaran") for jenis, _ in sama)
    semua, cukup = _BAGIAN_SAMA
    return bool(sama) and len(sama) * semua >= len(a.macam | b.macam) * cukup


def _macam(b: Berkas) -> frozenset[tuple[str, str]]:
    return frozenset((d.jenis, d.unit) for d in b.dokumen if d.jenis in _UTAMA)


def _masa(b: Berkas) -> frozenset[str]:
    """What a workbook says about the part of the year, or the version, that it is about."""
    nama = " ".join(_MASA.findall(normal(nama_berkas(b))))
    if b.templat:
        return frozenset((b.identitas.teks("periode") if b.identitas is not None else "", nama))
    judul = {" ".join(x.split()) for d in b.dokumen if d.jenis in _UTAMA for x in _MASA.findall(normal(d.judul))}
    return frozenset((*judul, nama))


def _dokumen_beda(a: Berkas, b: Berkas) -> list[str]:
    """Sheets of which one workbook holds other records than the other, in sheet order."""
    isi = {(d.jenis, d.unit, d.lembar): [x.baris for x in b.dokumen if x.lembar == d.lembar] for d in b.dokumen}
    beda = [d.lembar for d in a.dokumen if d.baris not in isi.get((d.jenis, d.unit, d.lembar), [])]
    return list(dict.fromkeys(beda))


W205 = Aturan(
    "W205",
    "Dua buku kerja untuk satu satker dan tahun",
    Tingkat.PERINGATAN,
    (),
    "Satu satker mengirim dua buku kerja lengkap, atau dua buku kerja dengan dokumen yang sama, untuk tahun yang sama. "
    "Tidak jelas mana yang berlaku, dan rekapitulasi akan menghitungnya dua kali. Buku kerja pendamping (misalnya PK "
    "terpisah dari RAK) dan laporan triwulan yang berbeda tidak dipersoalkan. Di luar kumpulan satu provinsi hanya "
    "buku dari templat, di folder yang sama, yang dinilai.",
    _SAKIP,
    "Sudah ada buku kerja lain untuk {satker} tahun {tahun}: {jalur}",
    "Tanyakan kepada satker buku kerja mana yang berlaku, lalu pindahkan yang lain dari folder ini.",
    None,
    None,
    wilayah=_ganda,
)
