"""Family J: shares of a total in supporting tables, row by row and together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.angka import Angka, Kosong, Selang, pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.beku import beku
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisPendukung, Dokumen, Nilai
from xlkinerja.prosa import sebutan
from xlkinerja.tampilan import figur
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

_SERATUS = Decimal(100)
_PALING_SEDIKIT = 3


@beku(frozen=True, slots=True)
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


def _calon_asal(
    baris: Sequence[BarisPendukung], p: _Porsi
) -> Iterator[tuple[str, Decimal, dict[int, bool | None]]]:
    """The count columns that percentages may be shares of, nearest to the left first: field, total, which rows fit."""
    kolom = baris[0].asal[p.bidang].kolom
    for n in sorted(baris[0].nilai, key=lambda n: ((k := baris[0].asal[n].kolom) > kolom, abs(kolom - k))):
        jumlah = sum((x for i in p.rincian if (x := baris[i].nilai[n]) is not None), Decimal(0))
        total = baris[p.total].nilai[n] if p.total is not None else jumlah
        if total is not None and total > 0:
            yield n, total, {i: _cocok(baris[i].nilai[n], total, p.nilai[i]) for i in p.rincian}


def _berbeda(p: _Porsi) -> bool:
    """True if the percentages are not all the same, which would fit anything."""
    return len({n.nilai for i in p.rincian if isinstance(n := p.nilai[i], Angka)}) > 1


def _asal_porsi(baris: Sequence[BarisPendukung], p: _Porsi) -> tuple[str, Decimal] | None:
    """The count column whose shares of its total the percentages clearly are, and that total: at least three rows
    agree, and at most one in four does not."""
    for n, total, semua in _calon_asal(baris, p):
        cocok = list(semua.values())
        if cocok.count(True) >= _PALING_SEDIKIT and cocok.count(False) * 3 <= cocok.count(True):
            return (n, total) if _berbeda(p) else None
    return None


def _tertukar(baris: Sequence[BarisPendukung], p: _Porsi) -> tuple[str, Decimal, int, int] | None:
    """(count column, its total, two rows): the only two rows that do not fit do so once they are exchanged, and at
    least two others fit anyway."""
    for n, total, cocok in _calon_asal(baris, p):
        salah = [i for i, baik in cocok.items() if baik is False]
        if len(salah) != 2 or list(cocok.values()).count(True) < 2:
            continue
        i, j = salah
        if _cocok(baris[i].nilai[n], total, p.nilai[j]) and _cocok(baris[j].nilai[n], total, p.nilai[i]):
            return n, total, i, j
    return None


def _cacah_yang_salah(b: BarisPendukung, bidang: str, p: _Porsi, i: int) -> bool:
    """True if another text of the row ("27,9% (57.296 Suara)") repeats its percentage but not its count."""
    porsi, cacah = p.nilai[i], b.nilai[bidang]
    if not isinstance(porsi, Angka) or cacah is None:
        return False
    teks = [s for n, sel in b.asal.items() if n not in (bidang, p.bidang, "label") for s in sebutan(sel.tampil)]
    persen = any(s.persen and s.cocok(selang(porsi.nilai, porsi.desimal)) for s in teks)
    return persen and not any(not s.persen and s.cocok(Selang(cacah, cacah)) for s in teks)


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
            yield d, baris, p, _asal_porsi(baris, p)


def _porsi_salah(konteks: Konteks) -> Iterator[Hasil]:
    for d, baris, p, asal in _porsi(konteks):
        tukar = _tertukar(baris, p) if _berbeda(p) else None
        if tukar is not None:
            yield _hasil_tertukar(d, baris, p, tukar)
            continue
        if asal is None or any(k.petak[1] == asal[0] for x, _, s in konteks.kesalahan_pendukung if x is d for k in s):
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
                "medan": "Persentase",
                "label": b.label,
                "menurut": f"dari total kolom {d.kepala[kolom].tampil.strip()}",
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


def _hasil_tertukar(
    d: Dokumen, baris: Sequence[BarisPendukung], p: _Porsi, tukar: tuple[str, Decimal, int, int]
) -> Hasil:
    """One finding for two exchanged cells: on the first, percentage or count, the other one named."""
    n, total, i, j = tukar
    a, b, porsi = baris[i], baris[j], p.nilai[i]
    cacah, lain = a.nilai[n], b.nilai[n]
    assert isinstance(porsi, Angka) and cacah is not None and lain is not None
    kolom = d.kepala[n].tampil.strip()
    pada_cacah = _cacah_yang_salah(a, n, p, i) and _cacah_yang_salah(b, n, p, j)
    bidang = n if pada_cacah else p.bidang
    benar = lain if pada_cacah else cacah / total * _SERATUS
    isi = {
        "bidang": bidang,
        "medan": kolom if pada_cacah else "Persentase",
        "label": a.label,
        "menurut": "menurut persentasenya" if pada_cacah else f"dari total kolom {kolom}",
        "tertulis": a.asal[bidang].tampil.strip(),
        "seharusnya": tulis_angka(benar, None if pada_cacah else max(porsi.desimal, 0), "" if pada_cacah else "%"),
    }
    return Hasil(
        a.asal[bidang], d, f"{a.label} {bidang}", seharusnya=benar,
        selisih=(cacah if pada_cacah else porsi.nilai) - benar,
        sebab=f"tertukar dengan {b.label} ({b.asal[bidang].alamat})",
        terkait=(Rujukan(b.asal[bidang]), Rujukan(a.asal[p.bidang if pada_cacah else n])), isi=isi,
    )  # fmt: skip


J212 = Aturan(
    "J212",
    "Persentase bagian tidak sesuai dengan angkanya",
    Tingkat.GALAT,
    ("pendukung",),
    "Bila sedikitnya tiga baris menunjukkan bahwa kolom persen adalah bagian dari total satu kolom angka, baris "
    "lainnya harus dihitung dengan cara yang sama: angka baris / total x 100%. Dua baris yang baru cocok bila "
    "ditukar dilaporkan sekali.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 975 (perolehan suara); hubungan antarangka dalam tabel",
    "{medan} {label}: tertulis {tertulis}, seharusnya {seharusnya} {menurut}",
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
