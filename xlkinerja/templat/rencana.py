"""Renstra, IKU, RKT and PK: each target is typed once (Renstra or RKT) and carried on by formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.formulir import templat as tata
from xlkinerja.formulir.indikator import resmi
from xlkinerja.formulir.rumus import salin
from xlkinerja.tataletak import UANG, LembarTemplat, Peran
from xlkinerja.templat import halaman
from xlkinerja.templat.berjenjang import disana, disini, isi_terhadap
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.isi import BarisIndikator, IsiBuku
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import (
    besar,
    rangkai,
    tulis_judul,
    tulis_keterangan_tabel,
    tulis_tanda_tangan,
)
from xlkinerja.templat.tabel import BarisTabel, Letak, periksa_kolom, tandai_kosong, tulis_tabel
from xlkinerja.temuan import huruf_kolom


@beku(frozen=True, slots=True)
class Jejak:
    """Where an indicator's words and its latest target stand, for the documents that follow. `baris`: the indicator."""

    baris: BarisIndikator
    sasaran: Acuan
    indikator: Acuan
    kegiatan: Acuan | None = None
    satuan: Acuan | None = None
    polaritas: Acuan | None = None
    target: Acuan | None = None
    nasional: Acuan | None = None
    atas: Acuan | None = None
    """The row that spans the table above it: its tujuan, or its program."""


@dataclass(slots=True)
class Rencana:
    """The indicators of every level with their places, filled in as the sheets are written."""

    ketua: list[Jejak] = field(default_factory=list)
    sekretaris: list[Jejak] = field(default_factory=list)
    unit: dict[str, list[Jejak]] = field(default_factory=dict)
    pisah: list[int] = field(default_factory=list)
    """Rows of the sheet RKT that begin a page."""


def tahun_judul(i: int, tahun: Rumus) -> Rumus:
    """The i-th year of the Renstra period as a heading."""
    assert isinstance(tahun.nilai, Decimal)
    return Rumus(f"xlk_identitas_tahun-MOD(xlk_identitas_tahun,5)+{i}", tahun.nilai)


def tulis_renstra(k: Kanvas, isi: IsiBuku, id_: Identitas) -> list[Jejak]:
    """The Renstra matrix; returns its indicators."""
    lt = tata.RENSTRA
    r = tulis_judul(k, 1, 8, (
        rangkai("MATRIKS RENCANA STRATEGIS ", besar(id_.satker)),
        rangkai("PERIODE ", id_.periode[0], " - ", id_.periode[4]),
    ))  # fmt: skip
    judul: dict[str, Isi | Rumus] = {f"tahun{i}": tahun_judul(i - 1, id_.periode[i - 1]) for i in range(1, 6)}
    judul["Target Kinerja"] = rangkai("Target Kinerja ", id_.satker)
    baris: list[BarisTabel] = []
    tujuan, nomor = "", 0
    for b in isi.ketua:
        atas: str | None = None
        if b.baku.tujuan != tujuan:
            tujuan, nomor = b.baku.tujuan, nomor + 1
            atas = f"{nomor}. {tujuan}"
        nilai = {f"tahun{i}": b.renstra.get(t) for i, t in enumerate(isi.periode, 1)}
        baris.append(_baris(b, atas, {
            "sasaran": b.baku.sasaran, "indikator": b.baku.indikator, **nilai,
            "satuan": b.baku.satuan, "polaritas": b.baku.polaritas,
            "target_provinsi": b.target_provinsi, "target_nasional": b.target_nasional,
        }))  # fmt: skip
    letak = tulis_tabel(k, lt, r, baris, judul=judul)
    _renstra_aturan(letak, isi.ketua)
    banding = [
        (_renstra_tahun_ini(letak, isi, i), disini(letak.acuan(i, "polaritas"))) for i in range(len(letak.baris))
    ]
    tahun_ini = {
        f"tahun{i}": f"{huruf_kolom(letak.kolom[f'tahun{i}'])}${letak.data - 1}=xlk_identitas_tahun"
        for i in range(1, 6)
    }
    isi_terhadap(letak, banding, tahun_ini)
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=True, area=(1, 1, letak.akhir, letak.kolom_cetak),
        ulang=(letak.kepala, letak.data - 1), beku=(letak.data, letak.kolom["indikator"] + 1),
    )  # fmt: skip
    return [
        Jejak(
            b,
            _sasaran(letak, i, isi.ketua),
            letak.acuan(i, "indikator"),
            None,
            letak.acuan(i, "satuan"),
            letak.acuan(i, "polaritas"),
            None,
            letak.acuan(i, "target_nasional"),
            letak.acuan_atas(i),
        )
        for i, b in enumerate(isi.ketua)
    ]


def _baris(b: BarisIndikator, atas: Isi | Rumus, isi: Mapping[str, Isi | Rumus]) -> BarisTabel:
    kegiatan = b.baku.kegiatan
    kelompok = {
        "nomor": kegiatan or b.baku.sasaran,
        "kegiatan": kegiatan,
        "sasaran": f"{kegiatan}/{b.baku.sasaran}",
    }
    return BarisTabel(isi, b.baku.satuan, atas, kelompok)


def _sasaran(letak: Letak, i: int, semua: Sequence[BarisIndikator], nama: str = "sasaran") -> Acuan:
    """The cell in which a grouped column's text of a row stands: the first of its run."""
    while i and letak.baris[i] == letak.baris[i - 1] + 1 and _kunci(semua[i], nama) == _kunci(semua[i - 1], nama):
        i -= 1
    return letak.acuan(i, nama)


def _kunci(b: BarisIndikator, nama: str) -> str:
    return b.baku.kegiatan if nama == "kegiatan" else f"{b.baku.kegiatan}/{b.baku.sasaran}"


def _renstra_aturan(letak: Letak, ketua: Sequence[BarisIndikator]) -> None:
    tahun = [f"tahun{i}" for i in range(1, 6)]
    periksa_kinerja(letak, [*tahun, "target_provinsi", "target_nasional"], ketua)
    periksa_kolom(letak, ["satuan"], halaman.SATUAN)
    periksa_kolom(letak, ["polaritas"], halaman.POLARITAS)
    tandai_kosong(letak, [*tahun, "satuan", "polaritas"])


def _renstra_tahun_ini(letak: Letak, isi: IsiBuku, i: int) -> Rumus:
    """The target of the workbook's year."""
    r, kiri, kanan = letak.baris[i], letak.kolom["tahun1"], letak.kolom["tahun5"]
    rentang = f"{huruf_kolom(kiri)}{r}:{huruf_kolom(kanan)}{r}"
    sel = f"INDEX({rentang},1,MOD(xlk_identitas_tahun,5)+1)"
    return Rumus(sel, letak.acuan(i, f"tahun{isi.tahun % 5 + 1}").nilai)


def periksa_kinerja(letak: Letak, kolom: Sequence[str], semua: Sequence[BarisIndikator]) -> None:
    """What targets and realisasi accept: figures and "-"; opinions and grades from their own lists."""
    menurut: dict[str, list[int]] = {}
    for i, b in enumerate(semua):
        menurut.setdefault(_skala(b), []).append(letak.baris[i])
    for skala, baris in menurut.items():
        periksa_kolom(letak, kolom, halaman.PREDIKAT.get(skala, halaman.KINERJA), baris)


def _skala(b: BarisIndikator) -> str:
    """ "opini", "sakip", or "" for an indicator that is a figure."""
    if b.baku.satuan != "predikat":
        return ""
    tahu = resmi(b.baku.indikator)
    return "opini" if (tahu and tahu.kode == "opini-bpk") or "opini" in b.baku.indikator.casefold() else "sakip"


# IKU


def tulis_iku(k: Kanvas, ketua: Sequence[Jejak], id_: Identitas) -> None:
    """Definitions of the key indicators; wording carried from the Renstra."""
    r = tulis_judul(k, 1, len(tata.IKU.kolom), (
        rangkai("INDIKATOR KINERJA UTAMA ", besar(id_.satker)), rangkai("TAHUN ", id_.tahun),
    ))  # fmt: skip
    baris = []
    for n, j in enumerate(ketua, 1):
        b = j.baris.baku
        assert j.polaritas is not None
        baris.append(_baris(j.baris, None, {
            "nomor": Decimal(n), "indikator": j.indikator.salinan(), "sasaran": j.sasaran.salinan(),
            "definisi": b.definisi, "cara": b.cara, "satuan": b.ukuran, "polaritas": j.polaritas.salinan(),
            "penanggung_jawab": b.penanggung_jawab, "sumber": b.sumber,
        }))  # fmt: skip
    letak = tulis_tabel(k, tata.IKU, r, baris)
    periksa_kolom(letak, ["penanggung_jawab"], halaman.PELAKSANA)
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=True, kertas=halaman.F4, area=(1, 1, letak.akhir, letak.kolom_cetak),
        ulang=(letak.kepala, letak.data - 1), beku=(letak.data, 3),
    )  # fmt: skip


# RKT


def _ketua_dalam(ketua: Sequence[Jejak], dokumen: str) -> list[Jejak]:
    return [j for j in ketua if dokumen not in j.baris.tanpa]


def _nomor(baris: Sequence[BarisIndikator]) -> list[Decimal]:
    """Group numbers 1, 2, ... by sasaran (or kegiatan)."""
    hasil: list[Decimal] = []
    for i, b in enumerate(baris):
        kini, lalu = (x.baku.kegiatan or x.baku.sasaran for x in (b, baris[i - 1]))
        hasil.append(Decimal(1) if not i else hasil[-1] + (kini != lalu))
    return hasil


def tulis_rkt(k: Kanvas, isi: IsiBuku, id_: Identitas, ketua: Sequence[Jejak]) -> Rencana:
    """RKT of the Ketua (from the Renstra) and of the Sekretaris (typed here)."""
    r = tulis_judul(k, 1, 4, (rangkai("RENCANA KINERJA TAHUNAN TAHUN ", id_.tahun), besar(id_.satker)))
    r = tulis_keterangan_tabel(k, r, 4, rangkai("Tabel 1. Rencana Kinerja ", id_.satker, " Tahun ", id_.tahun))
    hasil = Rencana()
    dalam = _ketua_dalam(ketua, "rkt")
    satu = tulis_tabel(k, tata.RKT_KETUA, r, [
        _baris(j.baris, None, {
            "nomor": n, "sasaran": j.sasaran.salinan(), "indikator": j.indikator.salinan(),
            "target": j.baris.target if j.baris.target is not None else _dari_renstra(j, isi),
        })
        for j, n in zip(dalam, _nomor([j.baris for j in dalam]), strict=True)
    ])  # fmt: skip
    periksa_kinerja(satu, ["target"], [j.baris for j in dalam])
    menurut = {id(j): i for i, j in enumerate(dalam)}
    hasil.ketua = [replace(j, target=satu.acuan(menurut[id(j)], "target")) if id(j) in menurut else j for j in ketua]
    r = satu.akhir + 3
    hasil.pisah.append(r)
    teks = rangkai("Tabel 2. Rencana Kinerja Sekretariat ", id_.satker, " Tahun ", id_.tahun)
    r = tulis_keterangan_tabel(k, r, 4, teks)
    dua = tulis_tabel(k, tata.RKT_SEKRETARIS, r, _baris_isian(isi.sekretaris))
    _rkt_aturan(dua, isi.sekretaris)
    hasil.sekretaris = _jejak(dua, isi.sekretaris)
    return hasil


def _dari_renstra(j: Jejak, isi: IsiBuku) -> Rumus:
    """The Renstra's target of the workbook's year."""
    a = j.indikator
    kiri, kanan = a.kolom + 1, a.kolom + 5
    rentang = f"'{a.kanvas.nama}'!${huruf_kolom(kiri)}${a.baris}:${huruf_kolom(kanan)}${a.baris}"
    sel = f"INDEX({rentang},1,MOD(xlk_identitas_tahun,5)+1)"
    return Rumus(salin(sel), a.kanvas.nilai.get((a.baris, kiri + isi.tahun % 5)))


def _baris_isian(semua: Sequence[BarisIndikator]) -> list[BarisTabel]:
    return [
        _baris(b, None, {
            "nomor": n, "kegiatan": b.baku.kegiatan, "sasaran": b.baku.sasaran, "indikator": b.baku.indikator,
            "target": b.target, "satuan": b.baku.satuan, "polaritas": b.baku.polaritas,
        })
        for b, n in zip(semua, _nomor(semua), strict=True)
    ]  # fmt: skip


def _rkt_aturan(letak: Letak, semua: Sequence[BarisIndikator]) -> None:
    periksa_kinerja(letak, ["target"], semua)
    periksa_kolom(letak, ["satuan"], halaman.SATUAN)
    periksa_kolom(letak, ["polaritas"], halaman.POLARITAS)
    tandai_kosong(letak, ["target", "satuan", "polaritas"])


def _jejak(letak: Letak, semua: Sequence[BarisIndikator]) -> list[Jejak]:
    return [
        Jejak(
            b,
            _sasaran(letak, i, semua),
            letak.acuan(i, "indikator"),
            _sasaran(letak, i, semua, "kegiatan") if "kegiatan" in letak.kolom else None,
            letak.acuan(i, "satuan"),
            letak.acuan(i, "polaritas"),
            letak.acuan(i, "target"),
        )
        for i, b in enumerate(semua)
    ]


def tulis_rkt_unit(k: Kanvas, isi: IsiBuku, id_: Identitas) -> dict[str, list[Jejak]]:
    """RKT of each unit, one table a page; their targets are typed here."""
    r = tulis_judul(k, 1, 5, (rangkai("RENCANA KINERJA TAHUNAN TAHUN ", id_.tahun), besar(id_.satker)))
    hasil: dict[str, list[Jejak]] = {}
    pisah, akhir = [], r
    for n, u in enumerate(isi.unit, 3):
        if n > 3:
            pisah.append(r)
        r = tulis_keterangan_tabel(k, r, 5, rangkai(f"Tabel {n}. Rencana Kinerja ", id_.unit[u.kode]))
        semua = isi.unit_baris.get(u.kode, ())
        letak = tulis_tabel(k, tata.RKT_UNIT, r, _baris_isian(semua), kode=f"rkt_{u.kode}")
        _rkt_aturan(letak, semua)
        hasil[u.kode] = _jejak(letak, semua)
        akhir, r = letak.akhir, letak.akhir + 3
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=False, kertas=halaman.F4, area=(1, 1, akhir, 5), beku=(3, 1), pisah=pisah
    )
    return hasil


def tutup_rkt(
    k: Kanvas, id_: Identitas, pagu: Sequence[tuple[Acuan, Acuan, Acuan]], rencana: Rencana, mulai: int
) -> None:
    """The RKT's budget: programs and kegiatan with their pagu awal, carried from the sheet Anggaran."""
    teks = rangkai("Program, Kegiatan dan Anggaran Tahun ", id_.tahun)
    r = tulis_keterangan_tabel(k, mulai, 4, teks)
    for awal, akhir, judul in ((1, 1, "Kode"), (2, 3, "Program/Kegiatan"), (4, 4, "Pagu Awal (Rp.)")):
        k.gabung(r, awal, r, akhir, judul, k.gaya.kepala())
    for i, (kode, nama, awal_pagu) in enumerate(pagu, 1):
        program = "." not in str(kode.nilai)
        k.tulis(r + i, 1, kode.salinan(), k.gaya.sel(Peran.RUMUS, "@", tebal=program))
        k.gabung(r + i, 2, r + i, 3, nama.salinan(), k.gaya.sel(Peran.RUMUS, tebal=program))
        k.tulis(r + i, 4, awal_pagu.salinan(), k.gaya.sel(Peran.RUMUS, UANG, rata="right", tebal=program))
        k.tinggi(r + i, 16)
    akhir = r + len(pagu)
    for medan, kolom in (("kode", 1), ("nama", 2), ("pagu_awal", 4)):
        k.naskah.namai(f"xlk_rkt_anggaran_{medan}", k, r + 1, kolom, akhir, kolom)
    akhir = tulis_tanda_tangan(
        k, akhir + 2, 3, 4, tempat=id_.tempat["pk"], jabatan=id_.kepala["ketua"][0], nama=id_.kepala["ketua"][1]
    )
    pisah = [*rencana.pisah, mulai]
    halaman.atur_halaman(k, kaki=id_.kaki, mendatar=False, area=(1, 1, akhir, 4), beku=(3, 1), pisah=pisah)


# PK


def tulis_pk(
    k: Kanvas, lt: LembarTemplat, semua: Sequence[Jejak], id_: Identitas, *, judul: tuple[Isi | Rumus, ...],
    penanda: str, kode: str | None = None, jabatan: Isi | Rumus | None = None,
) -> list[Jejak]:  # fmt: skip
    """A PK: words and targets carried from the RKT, targets may be replaced. Returns the indicators with their PK
    target where they have one."""
    kolom = sum(x.cetak for x in lt.kolom)
    r = tulis_judul(k, 1, kolom, judul)
    dalam = _ketua_dalam(semua, "pk")
    program, baris = "", []
    for j, n in zip(dalam, _nomor([j.baris for j in dalam]), strict=True):
        b = j.baris
        atas: str | None = None
        if b.baku.program != program:
            program = atas = b.baku.program
        target: Isi | Rumus = b.target_pk
        if target is None:
            target = j.target.salinan() if j.target is not None else None
        isi: dict[str, Isi | Rumus] = {
            "nomor": n, "sasaran": j.sasaran.salinan(), "indikator": j.indikator.salinan(), "target": target,
            "kegiatan": j.kegiatan.salinan() if j.kegiatan else None,
        }  # fmt: skip
        if any(x.nama == "target_provinsi" for x in lt.kolom):
            isi |= _cermin_atas(j)
        baris.append(_baris(b, atas, isi))
    letak = tulis_tabel(k, lt, r, baris, kode=kode)
    periksa_kinerja(letak, ["target"], [j.baris for j in dalam])
    if "terhadap" in letak.kolom:
        pasangan = [(disini(letak.acuan(i, "target")), disana(j.polaritas)) for i, j in enumerate(dalam)]
        isi_terhadap(letak, pasangan, {"target": ""})
    nama = id_.kepala[penanda]
    awal = letak.kolom["indikator"]
    akhir = tulis_tanda_tangan(
        k, letak.akhir + 2, awal, letak.kolom_cetak, tempat=id_.tempat["pk"], jabatan=jabatan or nama[0], nama=nama[1]
    )
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=False, area=(1, 1, akhir, letak.kolom_cetak),
        ulang=(letak.kepala, letak.data - 1), beku=(letak.data, 1), penutup=letak.akhir + 1,
    )  # fmt: skip
    menurut = {id(j): i for i, j in enumerate(dalam)}
    return [_berpk(j, letak, menurut[id(j)]) if id(j) in menurut else j for j in semua]


def _berpk(j: Jejak, letak: Letak, i: int) -> Jejak:
    """The indicator with its PK target, and its program if the PK prints one."""
    return replace(j, target=letak.acuan(i, "target"), atas=letak.acuan_atas(i) or j.atas)


def _cermin_atas(j: Jejak) -> dict[str, Isi | Rumus]:
    """The higher targets, carried from the Renstra sheet."""
    assert j.nasional is not None
    a = j.nasional
    provinsi = Acuan(a.kanvas, a.baris, a.kolom - 1)
    return {"target_provinsi": provinsi.salinan(), "target_nasional": a.salinan()}
