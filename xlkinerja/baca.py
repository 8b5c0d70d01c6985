"""A workbook to its documents: every declared table found on any sheet, as records with the cells they came from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from xlkinerja.buku import Buku, Lembar, Rentang
from xlkinerja.cari import kepala_tabel
from xlkinerja.formulir.identitas import (
    jenis_dari,
    satker_berkode,
    satker_dari,
    satker_dari_nama_berkas,
    tahun_dari,
    unit_dari,
)
from xlkinerja.formulir.judul import tahun_tertinggal
from xlkinerja.hitung import TARGET_IKPA
from xlkinerja.kepala_bernama import lengkapi, tabel_bernama
from xlkinerja.kisi import Kisi
from xlkinerja.model import BarisPendukung, Berkas, Dokumen, Identitas, Isyarat, Satker
from xlkinerja.regeks import regeks
from xlkinerja.rekam import rekam
from xlkinerja.tabel import BarisMentah, TabelMentah, tabel_di
from xlkinerja.tataletak import Formulir, Jenis, normal

LEMBAR_TEMUAN = "Temuan"
PENANDA_TEMUAN = "Temuan xlkinerja"
"""First cell of the findings sheet; a sheet named so is ours and is not read."""

_T = TypeVar("_T")
_NOMOR = regeks(r"\(?(\d{1,3})\)?\s*\.?")


_IDENTITAS = ("kode", "satker", "kode_kpu", "tahun", "periode")
_TINGKAT_SATKER = ("target_sasaran", "capaian_sasaran", "capaian_tahunan")


def lembar_milik_kita(lembar: Lembar) -> bool:
    """True for a findings sheet that this program wrote."""
    return lembar.nama.startswith(LEMBAR_TEMUAN) and lembar.sel(1, 1).tampil.startswith(PENANDA_TEMUAN)


def lembar_templat(buku: Buku) -> frozenset[str]:
    """Sheets of a template, whatever they are called now: those that a defined name of ours points into."""
    acuan = (lembar_acuan(isi) for nama, isi in buku.nama.items() if nama.startswith("xlk_"))
    return frozenset(n for n in acuan if n is not None)


def lembar_acuan(isi: str) -> str | None:
    """The sheet that a defined name's content points into, whether it is there or not; None if it names none."""
    awal, ada, _ = isi.lstrip("=").rpartition("!")
    return awal.strip("'").replace("''", "'") if ada and awal != "#REF" else None


def baca_buku(buku: Buku, jalur: str) -> Berkas:
    """All documents of a workbook. `jalur` is the path as reported, used for the file's name only."""
    dokumen: list[Dokumen] = []
    isyarat: list[Isyarat] = []
    bernama = lembar_templat(buku)
    tabel_templat = tabel_bernama(buku) if bernama else ()
    identitas = _identitas(buku)
    satker, tahun = _menurut_identitas(identitas)
    for urut, lembar in enumerate(buku.lembar):
        if lembar_milik_kita(lembar):
            continue
        kisi = Kisi(lembar)
        milik = [t for t in tabel_templat if t.nama_lembar == lembar.nama]
        badan = [Rentang(t.data, min(t.kolom.values()), t.akhir, max(t.kolom.values())) for t in milik]
        tabel = tabel_di(kisi, lengkapi(kepala_tabel(kisi, badan), milik, kisi))
        if not tabel and kisi.baris and (milik or lembar.nama not in bernama):
            isyarat.append(Isyarat("S002", lembar.nama, urut))
        for t in tabel:
            d, i = _dokumen(t, lembar, urut, templat=lembar.nama in bernama)
            if d.jenis == "pendukung" and not _berangka(d):
                continue
            if lembar.nama in bernama and tahun is not None and d.jenis != "renstra" and d.tahun is not None:
                # A template's tables are about its year, whatever a title says that was typed over.
                d = replace(d, tahun=tahun if d.formulir != "capaian_tahunan" else d.tahun)
            dokumen.append(d)
            isyarat.extend(i)
    if tahun is None:
        tertinggal = tahun_tertinggal(dokumen)
        dokumen = [replace(d, tahun=None) if i in tertinggal else d for i, d in enumerate(dokumen)]
    if bernama:
        # Its titles come from the sheet Identitas; one that names no known office is not guessed at.
        dokumen = [d if d.satker and d.satker.kode else replace(d, satker=None) for d in dokumen]
    berkas = _berkas(jalur, dokumen, isyarat, (satker, tahun))
    return replace(berkas, templat=bool(bernama), identitas=identitas)


def _identitas(buku: Buku) -> Identitas | None:
    """The labelled cells of a template's sheet Identitas, None without any."""
    semua = {n: buku.sel_bernama(f"xlk_identitas_{n}") for n in _IDENTITAS}
    sel = {n: s for n, s in semua.items() if s is not None}
    lembar = [x.nama for x in buku.lembar]
    return Identitas(sel, min(lembar.index(s.lembar) for s in sel.values()), target_ikpa(buku)) if sel else None


def target_ikpa(buku: Buku) -> dict[str, tuple[Decimal, ...]]:
    """The IKPA targets on a template's sheet Identitas, in percent; a belanja type of which a cell is not a percentage
    is left out."""
    hasil = {}
    for belanja, baku in TARGET_IKPA.items():
        letak = buku.rentang_bernama(f"xlk_ikpa_target_{belanja}")
        if letak is not None:
            lembar, r = letak
            nilai = [lembar.sel(r.baris1, r.kolom1 + n).nilai for n in range(len(baku))]
            angka = tuple(n * 100 for n in nilai if isinstance(n, Decimal) and 0 < n <= 1)
            if len(angka) == len(baku):
                hasil[belanja] = angka
    return hasil


def _menurut_identitas(identitas: Identitas | None) -> tuple[Satker | None, int | None]:
    """Satker and year as the sheet Identitas states them; its code goes before its name."""
    if identitas is None:
        return None, None
    satker = satker_berkode(identitas.teks("kode")) or satker_dari((identitas.teks("satker"),))
    return satker, tahun_dari(identitas.teks("tahun"))


def _berkas(
    jalur: str, dokumen: Sequence[Dokumen], isyarat: Sequence[Isyarat], tertulis: tuple[Satker | None, int | None]
) -> Berkas:
    """The workbook: what it states about itself, else what most of its tables say, else its file's name."""
    nama = re.split(r"[/\\]", jalur)[-1].rsplit(".", 1)[0]
    satker = tertulis[0] or _terbanyak([d.satker for d in dokumen])
    satker = satker or satker_dari((nama,)) or satker_dari_nama_berkas(nama)
    tahun = tertulis[1] or _terbanyak([d.tahun for d in dokumen if d.jenis != "renstra"]) or tahun_dari(nama)
    unit = _terbanyak([d.unit for d in dokumen if d.unit in ("ketua", "sekretaris")]) or "ketua"
    lengkap = tuple(_isi_identitas(d, satker, tahun, unit) for d in dokumen)
    return Berkas(jalur, satker, tahun, lengkap, tuple(isyarat))


def _berangka(dokumen: Dokumen) -> bool:
    """A supporting table is one only if a column of it holds counts."""
    return any(isinstance(b, BarisPendukung) and b.nilai for b in dokumen.baris)


def _terbanyak(nilai: Sequence[_T | None]) -> _T | None:
    hitung = Counter(n for n in nilai if n is not None).most_common(1)
    return hitung[0][0] if hitung else None


def _isi_identitas(d: Dokumen, satker: Satker | None, tahun: int | None, unit: str) -> Dokumen:
    """A table whose title names no satker, year or unit is about the workbook's."""
    if d.unit or d.formulir not in _TINGKAT_SATKER:
        unit = d.unit
    tahun = d.tahun or (tahun if d.jenis != "renstra" else None)
    return replace(d, satker=d.satker or satker, tahun=tahun, unit=unit)


def _dokumen(
    tabel: TabelMentah, lembar: Lembar, urut: int, *, templat: bool
) -> tuple[Dokumen, list[Isyarat]]:
    """A table's records and what was noticed; `templat`: a table of a template may still be empty."""
    kepala, formulir = tabel.kepala, tabel.kepala.formulir
    baris, catatan, bukan_angka = rekam(tabel)
    judul = " ".join(tabel.judul)
    konteks = f"{judul} {lembar.nama}"
    bidang = {n: k for n, k in kepala.kolom.items() if n not in bukan_angka}
    dokumen = Dokumen(
        _jenis(formulir.jenis, judul, lembar.nama),
        formulir.nama,
        lembar.nama,
        urut,
        Rentang(kepala.atas, min(bidang.values()), max(tabel.akhir, kepala.bawah), max(bidang.values())),
        judul,
        _unit(formulir, judul, lembar.nama),
        _tahun(tabel, judul, konteks),
        satker_dari((*tabel.judul, lembar.nama)),
        baris,
        {n: kepala.sel[n] for n in bidang},
        tuple(b.kelompok for b in tabel.baris),
        dict(kepala.induk),
        kepala.rancu,
        tabel.judul_sel,
        tabel.penutup,
    )
    isyarat = [Isyarat(c.kode, lembar.nama, urut, c.sel[0], c.rincian, c.sel[1:], dokumen.jenis) for c in catatan]
    isyarat += [Isyarat("S005", lembar.nama, urut, kepala.sel[n], {"medan": n}) for n in sorted(kepala.rancu)]
    isyarat += [Isyarat("S004", lembar.nama, urut, s, {}, (), dokumen.jenis) for s in kepala.tak_dibaca()]
    if not baris and not templat:
        isyarat.append(Isyarat("S003", lembar.nama, urut, kepala.sel[min(kepala.kolom, key=lambda n: kepala.kolom[n])]))
    isyarat += [Isyarat("S106", lembar.nama, urut, s, {"benar": b}, (), dokumen.jenis) for s, b in kepala.eja]
    return dokumen, [*isyarat, *_penomoran(tabel, lembar.nama, urut, dokumen.jenis)]


def _jenis(jenis: str, judul: str, nama_lembar: str) -> str:
    if jenis not in ("pk", "rkt"):
        return jenis
    return jenis_dari(judul) or jenis_dari(nama_lembar) or jenis


def _unit(formulir: Formulir, judul: str, nama_lembar: str) -> str:
    if formulir.jenis == "pengaturan":  # what stands above a scale are other settings, units among them
        return ""
    unit = unit_dari(judul) or unit_dari(nama_lembar)
    baku = {"rak_triwulan": "ketua", "rak_bulan": "sekretaris", "renstra": "ketua", "iku": "ketua"}
    return unit or baku.get(formulir.nama, "")


def _tahun(tabel: TabelMentah, judul: str, konteks: str) -> int | None:
    if tabel.kepala.formulir.nama == "capaian_tahunan":
        return tahun_dari(tabel.kepala.induk.get("target", ""))
    return tahun_dari(judul) or tahun_dari(tabel.kepala.sel["target"].tampil if "target" in tabel.kepala.sel else "") \
        or tahun_dari(konteks)


def _penomoran(tabel: TabelMentah, lembar: str, urut: int, jenis: str) -> list[Isyarat]:
    """Row numbers used twice or skipped. A new group or a 1 begins a new count; group numbers are looked at once, and
    one that is filled down with its group's text instead of merged is the same number."""
    kolom = tabel.kepala.bidang.get("nomor")
    if kolom is None:
        return []
    hasil: list[Isyarat] = []
    lalu, kelompok, baris_lalu = 0, -1, None
    bernomor = [(b, n) for b in tabel.baris if (n := _nomor_baris(b)) is not None]
    per_kelompok = kolom.dibawa or _nomor_kelompok(bernomor)
    for b, n in bernomor:
        sel = b.sel["nomor"]
        baru = n == 1 and not (lalu == 1 and b.kelompok == kelompok)
        if n == lalu and not baru:
            if not (per_kelompok and baris_lalu is not None and _diisi_ke_bawah(baris_lalu, b)):
                terkait = (baris_lalu.sel["nomor"],) if baris_lalu is not None else ()
                hasil.append(Isyarat("S104", lembar, urut, sel, {"nomor": str(n)}, terkait, jenis))
        elif lalu and n > lalu + 1 and kolom.jenis is Jenis.NOMOR:
            hasil.append(Isyarat("S105", lembar, urut, sel, {"nomor": str(n), "harusnya": str(lalu + 1)}, (), jenis))
        lalu, kelompok, baris_lalu = n, b.kelompok, b
    return hasil


def _nomor_baris(b: BarisMentah) -> int | None:
    """The number typed in a row's own cell."""
    sel = b.sel.get("nomor")
    if sel is None or sel.baris != b.nomor:
        return None
    teks = sel.tampil.strip()
    if teks.isdecimal() and len(teks) <= 3:
        return int(teks)
    cocok = _NOMOR.fullmatch(teks)
    return int(cocok[1]) if cocok else None


def _diisi_ke_bawah(a: BarisMentah, b: BarisMentah) -> bool:
    """True if both rows have the group's text typed in cells of their own, and it is the same."""
    return any(
        a.sel[n].baris == a.nomor and b.sel[n].baris == b.nomor and normal(a.teks(n)) == normal(b.teks(n)) != ""
        for n in ("kegiatan", "sasaran")
        if n in a.sel and n in b.sel
    )


def _nomor_kelompok(bernomor: Sequence[tuple[BarisMentah, int]]) -> bool:
    """True if the number of every row is that of its sasaran: as many numbers as wordings, always paired."""
    pasangan = {(n, normal(b.teks("sasaran"))) for b, n in bernomor}
    return len(pasangan) == len({n for n, _ in pasangan}) == len({s for _, s in pasangan})
