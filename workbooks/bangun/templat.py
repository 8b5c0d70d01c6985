"""The figures of seeds 000, 001, 003 and 004 entered into templates: only what staff would type, the rest is formula.

The documents print figures of a year only, so realisasi stands in the fourth quarter and in December.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from workbooks.bangun import kota_kupang, rak_ntt, sekretariat_bagian, sekretariat_ntt, ttu
from xlkinerja.buat import UMUM, nama_berkas
from xlkinerja.formulir.baku import IndikatorBaku
from xlkinerja.formulir.identitas import satker_berkode
from xlkinerja.formulir.indikator import kunci
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import BarisIndikator, BarisPagu, IsiBuku, isi_baku, isi_dari_teks
from xlkinerja.templat.kanvas import Isi

_SEMUA_DOKUMEN: Final = frozenset(("rkt", "pk", "rak", "capaian"))
_TAHUN_RENSTRA: Final = (2020, 2021, 2022, 2023, 2024)


def _baris(teks: str) -> list[list[str]]:
    """The rows of a text table as printed, without page breaks and rows that span the table."""
    isi = [b.removeprefix("!") for b in teks.strip("\n").splitlines() if b.strip() and b != "==="]
    return [[s.strip().lstrip("'#") for s in b.split("|")] for b in isi if "<<" not in b]


def _isi(cetak: str) -> Isi:
    return isi_dari_teks(cetak)


def _rupiah(cetak: str) -> Decimal | None:
    """An amount in whatever style it is printed; "-" is nothing."""
    angka = re.sub(r"\D", "", cetak)
    return Decimal(angka) if angka else None


def _tw(realisasi: Isi) -> tuple[Isi, Isi, Isi, Isi]:
    return None, None, None, realisasi


def _isi_baku(kode: str, tahun: int) -> IsiBuku:
    satker = satker_berkode(kode)
    assert satker is not None
    return isi_baku(satker, tahun)


def kota_kupang_2024() -> IsiBuku:
    """Seed 003: Renstra, PK, capaian and several years of the Ketua; budget by komponen."""
    isi = _isi_baku("53.71", 2024)
    renstra, capaian = _baris(kota_kupang.RENSTRA), _baris(kota_kupang.CAPAIAN)
    pk = _baris(kota_kupang.PK_KETUA)
    tahunan = [b.splitlines()[4].split("|") for b in kota_kupang.TAHUNAN.strip("\n").split("\n\n")]
    ketua = [
        replace(
            b,
            renstra={t: _isi(r[3 + i]) for i, t in enumerate(_TAHUN_RENSTRA)},
            target_pk=None if _isi(p[3]) == _isi(r[7]) else _isi(p[3]),
            realisasi_tw=_tw(_isi(c[5])),
            lalu={2020 + i: _isi(x.strip().strip("'")) for i, x in enumerate(h[:4])},
        )
        for b, r, p, c, h in zip(isi.ketua, renstra, pk, capaian, tahunan, strict=True)
    ]
    komponen = [b for b in _baris(kota_kupang.KOMPONEN) if b[0]]
    anggaran = _isi_daun(isi.anggaran, [(_rupiah(b[2]), _rupiah(b[3])) for b in komponen])
    tanggal = {"lkj": "14 Februari 2024"}
    return replace(isi, ketua=tuple(ketua), anggaran=anggaran, tempat="Kupang", tanggal=tanggal, triwulan=4)


def _isi_daun(
    semua: Sequence[BarisPagu], angka: Sequence[tuple[Decimal | None, Decimal | None]]
) -> tuple[BarisPagu, ...]:
    """Pagu and realisasi into the rows that have no rows below, in order."""
    sisa = iter(angka)
    hasil = []
    for b in semua:
        if any(x.kode.startswith(b.kode + ".") for x in semua):
            hasil.append(b)
            continue
        pagu, realisasi = next(sisa)
        hasil.append(replace(b, pagu=pagu, bulan={12: realisasi} if realisasi else {}))
    assert next(sisa, None) is None
    return tuple(hasil)


def ttu_2023() -> IsiBuku:
    """Seed 000: Renstra, RKT of Ketua, Sekretaris and four Sub Bagian, planned budget by program and unit."""
    isi = _isi_baku("53.03", 2023)
    renstra = {kunci(b[2]): b for b in _baris(ttu.RENSTRA)}
    rkt = {kunci(b[2]): _isi(b[3]) for b in _baris(ttu.KETUA)}
    ketua = []
    for b in isi.ketua:
        k = kunci(b.baku.indikator)
        if k in renstra or k in rkt:
            tahun = {t: _isi(renstra[k][3 + i]) for i, t in enumerate(_TAHUN_RENSTRA)} if k in renstra else {}
            tanpa = frozenset() if k in rkt else _SEMUA_DOKUMEN
            ketua.append(replace(b, renstra=tahun, target=rkt.get(k), tanpa=tanpa))
    unit = {"perencanaan": ttu.PERENCANAAN, "keuangan": ttu.KEUANGAN, "teknis": ttu.TEKNIS, "hukum": ttu.HUKUM}
    return replace(
        isi,
        ketua=tuple(ketua),
        sekretaris=_bertarget(isi.sekretaris, ttu.SEKRETARIS, 3),
        unit_baris={k: _bertarget(isi.unit_baris[k], t, 4) for k, t in unit.items()},
        anggaran=_anggaran_ttu(isi),
        tempat="Kefamenanu",
        tanggal={"pk": "27 Desember 2023"},
    )


def _bertarget(semua: Sequence[BarisIndikator], teks: str, kolom: int) -> tuple[BarisIndikator, ...]:
    return tuple(replace(b, target=_isi(r[kolom])) for b, r in zip(semua, _baris(teks), strict=True))


def _anggaran_ttu(isi: IsiBuku) -> tuple[BarisPagu, ...]:
    """The numbered list without official codes: its numbers are the codes (1, 1.1, 1.1.1)."""
    hasil: list[BarisPagu] = []
    induk, urut, unit = "", 0, ""
    for nomor, uraian, jumlah in _baris(ttu.ANGGARAN):
        if nomor == "a.":
            continue
        if nomor != "-":
            induk, urut = nomor.rstrip("."), 0
            unit = _unit_mirip(isi, uraian)
            hasil.append(BarisPagu(induk, uraian))
            continue
        urut += 1
        pagu = _rupiah(jumlah)
        hasil.append(BarisPagu(f"{induk}.{urut}", uraian, "52", unit, pagu_awal=pagu, pagu=pagu))
    return tuple(hasil)


def _unit_mirip(isi: IsiBuku, uraian: str) -> str:
    """The unit whose short name a heading carries."""
    return next((u.nama for u in isi.unit if u.singkat.casefold() in uraian.casefold()), "")


def sekretariat_ntt_2020() -> IsiBuku:
    """Seed 001: PK and capaian of the Sekretaris and three Bagian, budget in four levels."""
    isi = _isi_baku("53", 2020)
    capaian = [b[3] for b in _baris(sekretariat_ntt.CAPAIAN)]
    unit = {
        "keuangan": (sekretariat_bagian.PK_KEUANGAN, sekretariat_bagian.CAPAIAN_KEUANGAN),
        "program": (sekretariat_bagian.PK_PROGRAM, sekretariat_bagian.CAPAIAN_PROGRAM),
        "hukum": (sekretariat_bagian.PK_HUKUM, sekretariat_bagian.CAPAIAN_HUKUM),
    }
    return replace(
        isi,
        sekretaris=_terealisasi(_bertarget(isi.sekretaris, sekretariat_ntt.PK, 3), capaian),
        unit_baris={
            k: _terealisasi(_bertarget(isi.unit_baris[k], pk, 4), [b[5] for b in _baris(c)])
            for k, (pk, c) in unit.items()
        },
        anggaran=_anggaran_ntt(),
        tempat="Kupang",
        tanggal={"lkj": "01 Maret 2021"},
        triwulan=4,
    )


def _terealisasi(semua: Sequence[BarisIndikator], realisasi: Sequence[str]) -> tuple[BarisIndikator, ...]:
    return tuple(replace(b, realisasi_tw=_tw(_isi(r))) for b, r in zip(semua, realisasi, strict=True))


def _anggaran_ntt() -> tuple[BarisPagu, ...]:
    hasil: list[BarisPagu] = []
    program = kegiatan = ""
    for kode, uraian, pagu, realisasi, _, _ in _baris(sekretariat_ntt.ANGGARAN):
        rapat = kode.replace(" ", "")
        if not rapat:
            continue
        if rapat.startswith("076"):
            program = penuh = rapat
        elif len(rapat) == 4:
            kegiatan = penuh = f"{program}.{rapat}"
        else:
            hasil.append(
                BarisPagu(f"{kegiatan}.{rapat}", uraian, "52", "", None, _rupiah(pagu), None, {12: _rupiah(realisasi)})
            )
            continue
        hasil.append(BarisPagu(penuh, uraian))
    return tuple(hasil)


def rak_ntt_2021() -> IsiBuku:
    """Seed 004: the RAK of the Ketua by quarter and of the Sekretaris by month; the mark in PELAKSANA as printed."""
    isi = _isi_baku("53", 2021)
    ketua = tuple(
        replace(b, renstra={2021: _isi(r[3])}, tanda=_bertanda(r[5:9]), baku=replace(b.baku, aksi=r[4], pelaksana=r[9]))
        for b, r in zip(isi.ketua, _baris(rak_ntt.KETUA), strict=True)
    )
    kosong = dict.fromkeys(IndikatorBaku.__slots__, "")
    sekretaris: list[BarisIndikator] = []
    nomor, sasaran = "", ""
    for r in _baris(rak_ntt.SEKRETARIS):
        nomor, sasaran = r[0].rstrip(".") or nomor, r[1] or sasaran
        satuan = "%" if r[3].endswith("%") else "nilai"
        baku = IndikatorBaku(**{
            **kosong, "tingkat": "sekretaris", "nomor": nomor, "sasaran": sasaran, "indikator": r[2], "satuan": satuan,
            "polaritas": "Predikat" if r[3] == "B" else "Maksimal", "agregasi": "Posisi Akhir", "aksi": r[4],
            "pelaksana": r[17], "dasar": "seed 004 l.42-56",
        })  # fmt: skip
        sekretaris.append(BarisIndikator(baku, target=_isi(r[3]), tanda=_bertanda(r[5:17])))
    tanggal = {"rak": "01 Maret 2021"}
    return replace(isi, ketua=ketua, sekretaris=tuple(sekretaris), tempat="Kupang", tanggal=tanggal)


def _bertanda(sel: Sequence[str]) -> frozenset[int]:
    return frozenset(i for i, s in enumerate(sel, 1) if s)


BERKAS: Final[dict[str, Callable[[], IsiBuku]]] = {
    "templat-kota-kupang-2024.xlsx": kota_kupang_2024,
    "templat-sekretariat-ntt-2020.xlsx": sekretariat_ntt_2020,
    "templat-ttu-2023.xlsx": ttu_2023,
    "templat-rak-ntt-2021.xlsx": rak_ntt_2021,
}


def bangun(folder: Path) -> tuple[Path, ...]:
    """Write the four filled templates into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    hasil = []
    for nama, isi in BERKAS.items():
        (folder / nama).write_bytes(buat_templat(isi()))
        hasil.append(folder / nama)
    return tuple(hasil)


TAHUN_UMUM: Final = 2026


def bangun_umum(folder: Path) -> tuple[Path, ...]:
    """Write the general templates, kabupaten/kota and provinsi, into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    hasil = []
    for satker in UMUM.values():
        tujuan = folder / nama_berkas(satker, TAHUN_UMUM)
        tujuan.write_bytes(buat_templat(isi_baku(satker, TAHUN_UMUM)))
        hasil.append(tujuan)
    return tuple(hasil)
