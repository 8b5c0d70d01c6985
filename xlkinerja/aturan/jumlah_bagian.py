"""Family J: shares of a total in supporting tables, row by row and together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja.angka import Angka, Kosong, Selang, pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.kendala import lokalisasi
from xlkinerja.kendala_pendukung import tabel_pendukung
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisPendukung, Dokumen, Nilai
from xlkinerja.tampilan import figur
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

_SERATUS = Decimal(100)
_PALING_SEDIKIT = 3


@dataclass(frozen=True, slots=True)
class _Porsi:
    """A column of percentages of a supporting table: its field, its figures by row, rows and total row."""

    bidang: str
    nilai: tuple[Nilai, ...]
    rincian: tuple[int, ...]
    total: int | None


def _kolom_porsi(d: Dokumen, baris: Sequence[BarisPendukung]) -> Iterator[_Porsi]:
    """The columns of a table that hold percentages and were left out of its counts for that."""
    rincian = tuple(i for i, b in enumerate(baris) if not b.total)
    total = [i for i, b in enumerate(baris) if b.total]
    for n in baris[0].asal if baris else ():
        if n in ("nomor", "label") or n in baris[0].nilai or len(total) > 1:
            continue
        nilai = tuple(_persen(figur(b.asal[n]), n) for b in baris)
        if sum(isinstance(nilai[i], Angka) for i in rincian) >= _PALING_SEDIKIT:
            yield _Porsi(n, nilai, rincian, total[0] if total else None)


def _persen(nilai: Nilai, judul: str) -> Nilai:
    """A percentage as such: with its sign, or bare under a heading that says so; everything else is none."""
    if isinstance(nilai, Angka) and (nilai.satuan == "%" or (not nilai.satuan and "persen" in normal(judul))):
        return nilai
    return nilai if isinstance(nilai, Kosong) else Kosong("")


def _asal_porsi(d: Dokumen, baris: Sequence[BarisPendukung], p: _Porsi) -> tuple[str, Decimal] | None:
    """The count column, nearest to the left first, whose shares of its total the percentages clearly are, and that
    total: at least three rows agree, and at most one in four does not."""
    kolom = baris[0].asal[p.bidang].kolom
    calon = sorted(baris[0].nilai, key=lambda n: ((k := baris[0].asal[n].kolom) > kolom, abs(kolom - k)))
    for n in calon:
        rincian = [baris[i].nilai[n] for i in p.rincian]
        jumlah = sum((x for x in rincian if x is not None), Decimal(0))
        total = baris[p.total].nilai[n] if p.total is not None else jumlah
        if total is None or total <= 0:
            continue
        cocok = [_cocok(baris[i].nilai[n], total, p.nilai[i]) for i in p.rincian]
        if cocok.count(True) >= _PALING_SEDIKIT and cocok.count(False) * 3 <= cocok.count(True):
            berarti = {p.nilai[i].nilai for i in p.rincian if isinstance(p.nilai[i], Angka)}  # type: ignore[union-attr]
            return (n, total) if len(berarti) > 1 else None
    return None


def _cocok(bagian: Decimal | None, total: Decimal, porsi: Nilai) -> bool | None:
    if bagian is None or not isinstance(porsi, Angka):
        return None
    tepat = bagian / total * _SERATUS
    return sejalan(selang(porsi.nilai, porsi.desimal), Selang(tepat, tepat)) or pangkas_cocok(
        tepat, porsi.nilai, porsi.desimal
    )


def _porsi(konteks: Konteks) -> Iterator[tuple[Dokumen, list[BarisPendukung], _Porsi, tuple[str, Decimal] | None]]:
    for d in konteks.berkas.semua("pendukung"):
        baris = [b for b in d.baris if isinstance(b, BarisPendukung)]
        for p in _kolom_porsi(d, baris):
            yield d, baris, p, _asal_porsi(d, baris, p)


def _porsi_salah(konteks: Konteks) -> Iterator[Hasil]:
    for d, baris, p, asal in _porsi(konteks):
        if asal is None or any(k.petak[1] == asal[0] for k in lokalisasi(tabel_pendukung(d))):
            continue
        kolom, total = asal
        for i in (*p.rincian, *((p.total,) if p.total is not None else ())):
            b, porsi = baris[i], p.nilai[i]
            bagian = b.nilai[kolom]
            if bagian is None or not isinstance(porsi, Angka) or _cocok(bagian, total, porsi):
                continue
            benar = bagian / total * _SERATUS
            isi = {
                "bidang": p.bidang,
                "label": b.label,
                "kolom": d.kepala[kolom].tampil.strip(),
                "tertulis": b.asal[p.bidang].tampil.strip(),
                "seharusnya": tulis_angka(benar, max(porsi.desimal, 0), "%"),
            }
            yield Hasil(
                b.asal[p.bidang],
                d,
                f"{b.label} {p.bidang}",
                seharusnya=benar,
                selisih=porsi.nilai - benar,
                sebab=sebab_salin(porsi.nilai, round(benar, max(porsi.desimal, 0))),
                terkait=(Rujukan(b.asal[kolom]),),
                isi=isi,
            )


J212 = Aturan(
    "J212",
    "Persentase bagian tidak sesuai dengan angkanya",
    Tingkat.GALAT,
    ("pendukung",),
    "Bila sedikitnya tiga baris menunjukkan bahwa kolom persen adalah bagian dari total satu kolom angka, baris "
    "lainnya harus dihitung dengan cara yang sama: angka baris / total x 100%.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 975 (perolehan suara); hubungan antarangka dalam tabel",
    "Persentase {label}: tertulis {tertulis}, seharusnya {seharusnya} dari total kolom {kolom}",
    "Hitung ulang persentase baris ini terhadap totalnya.",
    Contoh((Ubah("suara", 1, "persen suara", Decimal("0.2972"), "0.00%"),), ("suara", 1, "persen suara")),
    Contoh((Ubah("suara", 1, "persen suara", Decimal("0.28"), "0%"),), uraian="28% adalah pembulatan 27,92%"),
    _porsi_salah,
)


def _tak_seratus(konteks: Konteks) -> Iterator[Hasil]:
    for d, baris, p, asal in _porsi(konteks):
        total = p.nilai[p.total] if p.total is not None else None
        if asal is not None or p.total is None or not isinstance(total, Angka) or total.nilai != _SERATUS:
            continue
        bagian = [n for i in p.rincian if isinstance(n := p.nilai[i], Angka)]
        jumlah = sum((n.nilai for n in bagian), Decimal(0))
        longgar = sum((selang(n.nilai, n.desimal).atas - n.nilai for n in bagian), Decimal(0)) * 2
        # A mean of percentages that happens to be 100 is no sum; parts that miss it by far are no parts.
        if abs(jumlah - _SERATUS) <= longgar or not 80 <= jumlah <= 120 or max(n.nilai for n in bagian) >= 80:
            continue
        sel = baris[p.total].asal[p.bidang]
        isi = {"bidang": p.bidang, "jumlah": tulis_angka(jumlah, None, "%"), "kolom": p.bidang}
        yield Hasil(
            sel, d, p.bidang, seharusnya=jumlah, selisih=_SERATUS - jumlah, isi=isi,
            terkait=tuple(Rujukan(baris[i].asal[p.bidang]) for i in p.rincian[:8]),
        )  # fmt: skip


J213 = Aturan(
    "J213",
    "Persentase bagian tidak berjumlah 100%",
    Tingkat.PERINGATAN,
    ("pendukung",),
    "Totalnya tertulis 100%, tetapi bagian-bagiannya tidak berjumlah 100%, juga bila pembulatan tiap baris "
    "diperhitungkan. Hanya dinilai bila kolom angkanya tidak ada.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 975; hubungan antarangka dalam tabel",
    "Persentase berjumlah {jumlah}, padahal totalnya tertulis 100%",
    "Periksa persentase setiap baris.",
    Contoh(
        (*(Ubah("suara", i, "suara", "-") for i in range(5)),
         Ubah("suara", 1, "persen suara", Decimal("0.2972"), "0.00%")),
        ("suara", 4, "persen suara"),
    ),
    Contoh((Ubah("suara", 1, "persen suara", Decimal("0.28"), "0%"),)),
    _tak_seratus,
)  # fmt: skip
