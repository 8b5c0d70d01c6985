"""A province's collection to the tables of its rekap: pandas frames whose figures stay Decimal (dtype object).

Percentages are in percent, money in rupiah, nothing is rounded. A missing figure is None; why stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from xlkinerja.aturan.wilayah_jumlah import jumlah_pemilih
from xlkinerja.hitung import tercapai
from xlkinerja.katalog import KELUARGA
from xlkinerja.laporan.matriks import MatriksCapaian, Nilaian, matriks_capaian, rata_rata
from xlkinerja.laporan.serapan import SerapanSatker, jumlahkan, serapan_satker
from xlkinerja.laporan.wilayah import Keadaan, Wilayah, nama_pendek, temuan_satker
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan, Tingkat

LAIN = "-"
"""Code under which workbooks of no known office, and findings about all that was given, are counted."""
_SERATUS = Decimal(100)


@dataclass(frozen=True)
class Tabel:
    """Everything that the rekap shows.

    `kiriman`: an office each (kode, nama, keadaan, keterangan). `ranking`: of the offices that sent, in order of rank.
    `serapan`, `program`: budget per office, and per office and program. `temuan`: a finding each. `banding`: the sums
    of all offices per program beside the province's own figures. `pemilih`: counts of voters, likewise.
    """

    wilayah: Wilayah
    ketua: MatriksCapaian
    sekretaris: MatriksCapaian
    budget: dict[str, SerapanSatker]
    kiriman: pd.DataFrame
    ranking: pd.DataFrame
    serapan: pd.DataFrame
    program: pd.DataFrame
    banding: pd.DataFrame
    pemilih: pd.DataFrame
    temuan: pd.DataFrame


def susun(hasil: HasilPeriksa, w: Wilayah) -> Tabel:
    """The tables of a run."""
    ketua = matriks_capaian(w)
    budget = {k.satker.kode or "": serapan_satker(k, w.tahun) for k in w.semua}
    kiriman = _kiriman(w)
    program = _program(w, budget)
    return Tabel(
        w,
        ketua,
        matriks_capaian(w, "sekretaris"),
        budget,
        kiriman,
        _ranking(w, kiriman, ketua, budget),
        _serapan(w, budget),
        program,
        _banding(w, program),
        _pemilih(w),
        _temuan(hasil, w),
    )


def _bingkai(baris: Sequence[Mapping[str, object]], kolom: Sequence[str]) -> pd.DataFrame:
    """A frame of objects: no figure becomes a float on the way, no None a NaN."""
    return pd.DataFrame(list(baris), columns=list(kolom), dtype=object)


def _kiriman(w: Wilayah) -> pd.DataFrame:
    baris = [
        {"kode": k.satker.kode, "nama": nama_pendek(k.satker), "keadaan": k.keadaan, "keterangan": k.keterangan}
        for k in w.semua
    ]
    return _bingkai(baris, ("kode", "nama", "keadaan", "keterangan"))


# Capaian


def capaian_panjang(w: Wilayah, m: MatriksCapaian) -> pd.DataFrame:
    """The matrix with a row per indicator and office that sent: nilai, kategori and the cell itself."""
    baris = [
        {"kunci": i.kunci, "kode": k.satker.kode, "nilai": s.nilai, "kategori": s.kategori, "sel": s}
        for i in m.indikator
        for k in w.satker
        if k.keadaan is Keadaan.DIKIRIM
        for s in (m.sel(i.kunci, k.satker.kode or ""),)
    ]
    return _bingkai(baris, ("kunci", "kode", "nilai", "kategori", "sel"))


def indikator_inti(w: Wilayah, m: MatriksCapaian) -> int:
    """How many indicators at least half of the offices that sent have in their tables."""
    panjang = capaian_panjang(w, m)
    if panjang.empty:
        return 0
    ada = panjang["sel"].map(lambda s: s.nilaian is not Nilaian.TIDAK_ADA).astype(int)
    per = ada.groupby(panjang["kunci"]).mean()
    return int((per >= 0.5).sum())


def _ranking(
    w: Wilayah, kiriman: pd.DataFrame, ketua: MatriksCapaian, budget: dict[str, SerapanSatker]
) -> pd.DataFrame:
    """Offices that sent, best mean capaian first; equal ones share a rank, those with too few figures have none:
    fewer than half of `banyak`, the indicators of their table or, if more, those that most offices have."""
    ada = kiriman[kiriman["keadaan"].map(lambda x: x is Keadaan.DIKIRIM) & (kiriman["kode"].str.len() > 2)].copy()
    nilai = {k: ketua.dinilai(k) for k in ada["kode"]}
    ada["dinilai"] = ada["kode"].map(lambda k: len(nilai[k])).astype(object)
    ada["rata"] = _kolom(ada["kode"], lambda k: rata_rata(nilai[k]))
    ada["rata_100"] = _kolom(ada["kode"], lambda k: rata_rata([min(n, _SERATUS) for n in nilai[k]]))
    ada["tercapai"] = ada["kode"].map(lambda k: sum(map(tercapai, nilai[k]))).astype(object)
    ada["serapan"] = _kolom(ada["kode"], lambda k: u.serapan if (u := budget[k].uang) is not None else None)
    ada["ikpa"] = _kolom(ada["kode"], lambda k: i.rata if (i := budget[k].ikpa) is not None else None)
    inti = indikator_inti(w, ketua)
    milik = {k: sum((i.kunci, k) in ketua.isi for i in ketua.indikator) for k in nilai}
    ada["banyak"] = ada["kode"].map(lambda k: max(inti, milik[k])).astype(object)
    cukup = [n > 0 and n * 2 >= b for n, b in zip(ada["dinilai"], ada["banyak"], strict=True)]
    ada["peringkat"] = _peringkat(ada["rata"][cukup].reindex(ada.index))
    ada["peringkat_serapan"] = _peringkat(ada["serapan"])
    urut = ada["peringkat"].map(lambda n: (n is None, n or 0))
    return ada.assign(_urut=urut).sort_values(["_urut", "kode"]).drop(columns="_urut").reset_index(drop=True)


def _kolom(asal: pd.Series, hitung: Callable[[str], Decimal | None]) -> pd.Series:
    return pd.Series([hitung(x) for x in asal], index=asal.index, dtype=object)


def _peringkat(nilai: pd.Series) -> pd.Series:
    """1 for the highest; equal figures share the better rank (1, 2, 2, 4); None where there is no figure."""
    urut = nilai.dropna().rank(method="min", ascending=False)
    return pd.Series([int(urut[i]) if i in urut.index else None for i in nilai.index], index=nilai.index, dtype=object)


# Budget

_KOLOM_UANG = ("kode", "nama", "program", "uraian", "pagu", "realisasi", "pagu_tertulis", "realisasi_tertulis", "ikpa")


def _program(w: Wilayah, budget: dict[str, SerapanSatker]) -> pd.DataFrame:
    """A row per office (the province too) and program."""
    baris = [
        {
            "kode": k.satker.kode, "nama": nama_pendek(k.satker), "program": p.kode, "uraian": p.nama,
            "pagu": p.uang.pagu, "realisasi": p.uang.realisasi, "pagu_tertulis": p.uang.pagu_tertulis,
            "realisasi_tertulis": p.uang.realisasi_tertulis, "ikpa": p.ikpa,
        }
        for k in w.semua for p in budget[k.satker.kode or ""].program
    ]  # fmt: skip
    return _bingkai(baris, _KOLOM_UANG)


def _serapan(w: Wilayah, budget: dict[str, SerapanSatker]) -> pd.DataFrame:
    """A row per kabupaten/kota, whether its budget is known or not."""
    baris = [
        {"kode": k.satker.kode, "nama": nama_pendek(k.satker), "keadaan": k.keadaan,
         "pagu": s.uang.pagu if s.uang else None, "realisasi": s.uang.realisasi if s.uang else None,
         "sisa": s.uang.sisa if s.uang else None, "serapan": s.uang.serapan if s.uang else None, "rinci": s}
        for k in w.satker for s in (budget[k.satker.kode or ""],)
    ]  # fmt: skip
    return _bingkai(baris, ("kode", "nama", "keadaan", "pagu", "realisasi", "sisa", "serapan", "rinci"))


def _banding(w: Wilayah, program: pd.DataFrame) -> pd.DataFrame:
    """Per program: how many offices state it, their sums, and what the province's own workbook says."""
    kolom = ("program", "uraian", "satker", "pagu", "realisasi", "pagu_provinsi", "realisasi_provinsi")
    milik_provinsi = program["kode"] == w.induk.satker.kode
    kab, prov = program[~milik_provinsi], program[milik_provinsi]
    if program.empty:
        return _bingkai([], kolom)
    uraian = program.groupby("program", sort=True)["uraian"].agg(lambda x: x.value_counts().index[0])
    jumlah = kab.groupby("program").agg(
        satker=("kode", "nunique"), pagu=("pagu", _jumlah), realisasi=("realisasi", _jumlah)
    ) if not kab.empty else pd.DataFrame(columns=["satker", "pagu", "realisasi"], dtype=object)  # fmt: skip
    sendiri = prov.drop_duplicates("program").set_index("program")[["pagu", "realisasi"]].add_suffix("_provinsi")
    gabung = uraian.to_frame().join(jumlah).join(sendiri).reset_index().astype(object)
    return gabung.where(gabung.notna(), None)[list(kolom)]


def _jumlah(nilai: pd.Series) -> Decimal | None:
    return jumlahkan(n for n in nilai if isinstance(n, Decimal))


def _pemilih(w: Wilayah) -> pd.DataFrame:
    """Counts of voters in the province's evidence beside the sums of what the offices state in theirs."""
    baris = [
        {"uraian": x.uraian, "indikator": x.indikator, "satker": x.banyak, "jumlah": x.jumlah, "provinsi": x.provinsi}
        for x in jumlah_pemilih(
            [b.berkas for b in w.induk.pakai],
            {k.satker.kode or "": [b.berkas for b in k.pakai] for k in w.satker if k.pakai},
        )
    ]
    return _bingkai(baris, ("uraian", "indikator", "satker", "jumlah", "provinsi"))


# Findings


def _temuan(hasil: HasilPeriksa, w: Wilayah) -> pd.DataFrame:
    """Every finding, accepted ones too, under the office that it concerns and of whose state of the year it is part;
    under LAIN what stands in workbooks of other years or in others' tables."""
    milik = {id(b): k for k in w.semua for b in k.tinjau if any(b is x for x in k.berkas)}
    baris = []
    for b in hasil.semua:
        k = milik.get(id(b))
        sendiri = {id(t) for t in temuan_satker(b, k.satker)} if k is not None else set()
        kode = k.satker.kode if k is not None else None
        baris += [_satu(t, b, kode if kode and id(t) in sendiri else LAIN) for t in b.temuan]
    return _bingkai(baris, ("satker", "kode", "tingkat", "keluarga", "diterima", "temuan", "berkas"))


def _satu(t: Temuan, b: HasilBerkas, satker: str) -> dict[str, object]:
    return {"satker": satker, "kode": t.kode, "tingkat": t.tingkat.value, "keluarga": t.kode[0],
            "diterima": t.diterima is not None, "temuan": t, "berkas": b}  # fmt: skip


def temuan_per_satker(t: Tabel) -> pd.DataFrame:
    """Open findings counted per office, by severity and by family, with the accepted ones; a row for every office
    with a workbook and for what belongs to none."""
    terbuka = t.temuan[~t.temuan["diterima"].astype(bool)]
    tingkat, keluarga = [x.value for x in Tingkat], list(KELUARGA)
    kode = [k.satker.kode or "" for k in t.wilayah.semua if k.berkas]
    kode += [LAIN] if t.wilayah.lain or (t.temuan["satker"] == LAIN).any() else []
    menurut = [
        pd.crosstab(terbuka["satker"], terbuka[kolom]).reindex(index=kode, columns=isi, fill_value=0)
        for kolom, isi in (("tingkat", tingkat), ("keluarga", keluarga))
    ]
    diterima = t.temuan[t.temuan["diterima"].astype(bool)].groupby("satker").size().reindex(kode, fill_value=0)
    return pd.concat(menurut, axis=1).assign(diterima=diterima)


def temuan_per_kode(t: Tabel) -> pd.DataFrame:
    """Open findings counted per rule, the most frequent first, with the offices that have them."""
    terbuka = t.temuan[~t.temuan["diterima"].astype(bool)]
    hasil = terbuka.groupby("kode").agg(banyak=("kode", "size"), satker=("satker", "nunique")).reset_index()
    return hasil.sort_values(["banyak", "kode"], ascending=[False, True]).reset_index(drop=True)

