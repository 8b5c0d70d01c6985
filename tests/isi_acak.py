"""Templates filled with made-up figures: plausible ones that agree with each other, or wild ones with every oddity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import OPINI, SAKIP
from xlkinerja.model import Satker
from xlkinerja.templat.isi import BarisIndikator, BarisPagu, IsiBuku, isi_baku
from xlkinerja.templat.kanvas import Isi

_SERATUS = Decimal(100)
_PREDIKAT = {"opini": tuple(OPINI), "sakip": tuple(SAKIP)}


def isi_wajar(satker: Satker, tahun: int, benih: int) -> IsiBuku:
    """A complete workbook of an office: every target, mark, quarter and month filled, nothing that contradicts."""
    acak = Random(f"{satker.kode}/{tahun}/{benih}")
    isi = isi_baku(satker, tahun)
    sudah: dict[str, BarisIndikator] = {}

    def isikan(b: BarisIndikator, banyak: int) -> BarisIndikator:
        """The same indicator on two levels has the same figures."""
        baru = _indikator(b, isi, acak, banyak=banyak)
        lama = sudah.setdefault(kunci(b.baku.indikator), baru)
        target = lama.target if lama.target is not None else lama.renstra[tahun]
        ketua = b.baku.tingkat == "ketua"
        dukung = {"pembilang": lama.pembilang, "penyebut": lama.penyebut}
        # An activity that both plans name falls into the same quarters.
        bersama = not ketua and lama.baku.tingkat == "ketua" and lama.baku.aksi == baru.baku.aksi
        tanda = frozenset(3 * n for n in lama.tanda) if bersama else baru.tanda
        target = None if ketua else target
        return replace(baru, target=target, realisasi_tw=lama.realisasi_tw, tanda=tanda, **dukung)

    return replace(
        isi,
        ketua=tuple(isikan(b, 4) for b in isi.ketua),
        sekretaris=tuple(isikan(b, 12) for b in isi.sekretaris),
        unit_baris={k: tuple(isikan(b, 12) for b in s) for k, s in isi.unit_baris.items()},
        anggaran=tuple(_pagu(b, isi.anggaran, acak) for b in isi.anggaran),
        tempat="Kefamenanu",
        tanggal={"pk": f"15 Januari {tahun}", "rak": f"20 Januari {tahun}", "lkj": f"30 Januari {tahun + 1}"},
        triwulan=4,
    )


def _indikator(b: BarisIndikator, isi: IsiBuku, acak: Random, *, banyak: int) -> BarisIndikator:
    naik = sorted(_target(b, acak) for _ in isi.periode) if b.baku.satuan != "predikat" else []
    renstra: dict[int, Isi] = dict(zip(isi.periode, naik, strict=False)) or dict.fromkeys(isi.periode, _kata(b, acak))
    target = renstra[isi.tahun]
    ketua = b.baku.tingkat == "ketua"
    triwulan = _triwulan(b, target, acak)
    pembilang, penyebut = _dukung(b, triwulan[3], acak)
    if pembilang is not None and penyebut is not None:
        triwulan = (*triwulan[:3], (pembilang / penyebut).quantize(Decimal("0.0001")))
    return replace(
        b,
        renstra=renstra if ketua else {},
        target=None if ketua else target,
        tanda=frozenset(acak.sample(range(1, banyak + 1), 3)),
        realisasi_tw=triwulan,
        pembilang=pembilang,
        penyebut=penyebut,
        lalu={isi.tahun - n: _realisasi(b, target, acak) for n in range(1, 5)} if ketua else {},
    )


def _target(b: BarisIndikator, acak: Random) -> Decimal:
    if b.baku.satuan == "%":
        return Decimal(acak.randint(50, 100)) / _SERATUS
    return Decimal(acak.randint(60, 90) if b.baku.satuan in ("indeks", "nilai") else acak.randint(2, 20))


def _kata(b: BarisIndikator, acak: Random) -> str:
    opini = "opini" in b.baku.indikator.casefold() or "Laporan Keuangan" in b.baku.indikator
    return acak.choice(_PREDIKAT["opini" if opini else "sakip"][2:])


def _realisasi(b: BarisIndikator, target: Isi, acak: Random) -> Isi:
    if not isinstance(target, Decimal):
        return acak.choice((target, _kata(b, acak)))
    nilai = target * Decimal(acak.randint(6000, 11500)) / 10000
    if b.baku.satuan == "%":
        return min(Decimal(1), nilai).quantize(Decimal("0.0001"))
    return nilai.quantize(Decimal("0.01") if b.baku.satuan in ("indeks", "nilai") else Decimal(1))


def _triwulan(b: BarisIndikator, target: Isi, acak: Random) -> tuple[Isi, Isi, Isi, Isi]:
    if b.baku.agregasi == "Jumlah":
        a, c, d, e = (Decimal(acak.randint(0, 6)) for _ in range(4))
        return a, c, d, e
    return None, None, None, _realisasi(b, target, acak)


def _dukung(b: BarisIndikator, realisasi: Isi, acak: Random) -> tuple[Decimal | None, Decimal | None]:
    """The counts behind a percentage, of two indicators in three: the others have none written down."""
    if b.baku.satuan != "%" or not b.baku.penyebut or not isinstance(realisasi, Decimal) or acak.random() < 0.33:
        return None, None
    penyebut = Decimal(acak.randint(40, 9000))
    return (realisasi * penyebut).to_integral_value(), penyebut


def _pagu(b: BarisPagu, semua: Sequence[BarisPagu], acak: Random) -> BarisPagu:
    if any(x.kode.startswith(b.kode + ".") for x in semua):
        return b
    pagu = Decimal(acak.randint(2_000, 900_000)) * 1000
    awal = pagu + Decimal(acak.choice((-1, 0, 1)) * acak.randint(0, 900)) * 1000
    # Spent as fast as the quarterly targets ask for (PER-5/PB/2024), and never more than there is.
    bagian = [(8400, 8480)] * 6 + [(8250, 8300)] * 3 + [(6600, 7800)] * 3
    sebulan = [Decimal(int(pagu) * acak.randint(*b) // 100000 + acak.randint(1, 99)) for b in bagian]
    return replace(b, pagu_awal=awal, pagu=pagu, bulan=dict(enumerate(sebulan, 1)))


def isi_liar(satker: Satker, tahun: int, benih: int) -> IsiBuku:
    """The same with every oddity: blanks, dashes, zero and negative targets, unknown words and polarities, pagu 0."""
    acak = Random(f"liar/{satker.kode}/{tahun}/{benih}")
    isi = isi_wajar(satker, tahun, benih)

    def liar(b: BarisIndikator) -> BarisIndikator:
        baku = replace(
            b.baku,
            polaritas=acak.choice(("Maksimal", "Minimal", "Stabil", "Predikat", "", "Naik Turun")),
            agregasi=acak.choice(("Jumlah", "Posisi Akhir", "Rata-rata", "")),
        )
        return replace(
            b,
            baku=baku,
            renstra={t: _aneh(n, acak) for t, n in b.renstra.items()},
            target=_aneh(b.target, acak),
            target_pk=acak.choice((None, None, Decimal(0), Decimal("0.9"), "WTP", "-")),
            target_tw=tuple(_aneh(Decimal(acak.randint(1, 9)) / 10, acak) for _ in range(4)),  # type: ignore[arg-type]
            realisasi_tw=tuple(_aneh(Decimal(acak.randint(0, 99)) / 50, acak) for _ in range(4)),  # type: ignore[arg-type]
            pembilang=_aneh(Decimal(acak.randint(0, 900)), acak),
            penyebut=acak.choice((None, Decimal(0), Decimal(acak.randint(1, 900)))),
        )

    def pagu(b: BarisPagu) -> BarisPagu:
        if b.pagu is None:
            return b
        kosong = acak.random() < 0.3
        return replace(
            b,
            pagu=acak.choice((None, Decimal(0), b.pagu)) if kosong else b.pagu,
            blokir=acak.choice((None, Decimal(1000))),
            bulan={m: n for m, n in b.bulan.items() if acak.random() < 0.6},
            belanja=acak.choice(("51", "52", "53", "57", "")),
            unit=acak.choice((b.unit, "")),
        )

    return replace(
        isi,
        ketua=tuple(map(liar, isi.ketua)),
        sekretaris=tuple(map(liar, isi.sekretaris)),
        unit_baris={k: tuple(map(liar, s)) for k, s in isi.unit_baris.items()},
        anggaran=tuple(map(pagu, isi.anggaran)),
        triwulan=acak.choice((None, 1, 2, 3, 4)),
    )


def _aneh(nilai: Isi, acak: Random) -> Isi:
    """Mostly the figure itself; else nothing, a dash, zero, a negative or huge figure, or a word."""
    if acak.random() < 0.6:
        return nilai
    return acak.choice((None, "-", Decimal(0), Decimal("-0.5"), Decimal(2), Decimal("1.5"), "WTP", "WDP", "BB", "baik"))
