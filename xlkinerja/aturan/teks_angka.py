"""Family J, prose: a figure against its own words, and figures of one sentence against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from xlkinerja.angka import Selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Ubah
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.konteks import Konteks
from xlkinerja.prosa import Prosa, Sebutan, kalimat, prosa_memuat, sebutan
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Tingkat
from xlkinerja.terbilang import ekor_bilangan, kata_bilangan

_KATA_SESUDAH = regeks(r"[\s.,=-]{0,4}\(\s*([A-Za-z][A-Za-z ,.\n-]{2,400}?)[\s.,-]*\)")
_KURUNG_SEBELUM = regeks(r"[\s.,:-]*\(\s*$")
_TUTUP = regeks(r"[\s.,=-]*\)")


def hasil_teks(
    p: Prosa, kunci: str, isi: dict[str, str], seharusnya: Decimal | None, sebab: str | None = None
) -> Hasil:
    """A finding on a text cell; `kunci`: the figures it is about, `isi`: the words of the message."""
    return Hasil(
        p.sel,
        None,
        kunci,
        tertulis=" ".join(p.teks.split())[:200],
        seharusnya=seharusnya,
        sebab=sebab,
        isi={"bidang": "teks", **isi},
        lembar=p.lembar,
        urut_lembar=p.urut,
    )


# A figure and its words


def _pasangan(teks: str) -> Iterator[tuple[Sebutan, str, Decimal, str]]:
    """(figure, its words, what the words mean, what they count), whether the words follow or precede."""
    for s in sebutan(teks):
        sesudah = _KATA_SESUDAH.match(teks, s.akhir)
        arti = kata_bilangan(sesudah[1]) if sesudah else None
        if sesudah and arti:
            yield s, " ".join(sesudah[1].split()), *arti
            continue
        buka = _KURUNG_SEBELUM.search(teks, max(0, s.awal - 6), s.awal)
        if buka is None or not _TUTUP.match(teks, s.akhir):
            continue
        depan = teks[max(0, buka.start() - 400) : buka.start()]
        ekor = ekor_bilangan(depan)
        # One number word before a bracket may be a name ("putaran dua (2024)"); only a small count is its figure.
        if ekor and (ekor[2] > 1 or all(b.nilai < 100 for b in s.bacaan)):
            yield s, " ".join(depan.split()[-ekor[2] :]), ekor[0], ekor[1]


def _terbilang_beda(konteks: Konteks) -> Iterator[Hasil]:
    for p in prosa_memuat(konteks, "("):
        for s, kata, nilai, satuan in _pasangan(p.teks):
            if (satuan == "%" and not s.persen and s.uang) or s.cocok(Selang(nilai, nilai)):
                continue
            angka = s.bacaan[0].nilai
            arti = tulis_angka(nilai, None, satuan)
            isi = {"angka": s.teks, "kata": kata[:160], "arti": arti}
            yield hasil_teks(p, f"{s.teks} {kata}", isi, nilai, sebab_salin(angka, nilai))


J208 = Aturan(
    "J208",
    "Angka berbeda dari terbilangnya",
    Tingkat.GALAT,
    (),
    "Angka yang diikuti (atau didahului) tulisannya dalam kata harus sama artinya: Rp 4.839.028.000,- (empat miliar "
    "delapan ratus tiga puluh sembilan juta dua puluh delapan ribu rupiah), 12 (dua belas). Ejaan yang berbeda "
    "(milyar, duabelas, satu huruf salah) tidak dipersoalkan.",
    "LKj KPU Kota Kupang 2024 baris 129, baris 153, baris 1147",
    "Angka {angka} berbeda dari terbilangnya: “{kata}” berarti {arti}",
    "Tentukan mana yang benar menurut sumbernya, lalu samakan angka dan terbilangnya.",
    Contoh(
        (Ubah("anggaran_realisasi", 0, "catatan", "Pagu program WA sebesar Rp. 3.460.574.000,- (tiga miliar empat "
              "ratus enam puluh juta lima ratus empat puluh tujuh ribu rupiah)"),),
        ("anggaran_realisasi", 0, "catatan"),
    ),
    Contoh(
        (Ubah("anggaran_realisasi", 0, "catatan", "Pagu program WA sebesar Rp. 3.460.574.000,- (Tiga Milyar Empat "
              "Ratus Enam Puluh Juta Lima Ratus Tujuhpuluh Empat Ribu Rupiah)"),),
        uraian="ejaan lain, angka sama",
    ),
    _terbilang_beda,
)  # fmt: skip


# Pagu, realisasi and percentage in one sentence

_LABEL = regeks(
    r"\b(?:(?P<realisasi>realisasi|terealisasi\w*|direalisasikan|penyerapan|serapan|terserap|penggunaan|digunakan|"
    r"pengeluaran|belanja)|(?P<sisa>sisa|efisiensi|penghematan|silpa)|(?P<pagu>pagu|anggaran|alokasi|dipa))\b",
    re.I,
)
_GABUNG = regeks(r"\s+(?:total\s+|seluruh\s+)?(?:pagu\s+|dana\s+)?(?:anggaran|belanja|dipa)\b", re.I)
_BUKAN_RASIO = regeks(
    r"\b(?:naik|turun|kenaikan|penurunan|meningkat\w*|menurun\w*|peningkatan|tumbuh|dibanding\w*|"
    r"tahun (?:lalu|sebelumnya)|target (?:sebesar )?\d|inflasi|pajak|ppn|pph)\b",
    re.I,
)
_TERJAUH = 90


def label_uang(teks: str, awal: int, akhir: int) -> str:
    """What the words before an amount call it: "pagu", "realisasi", "sisa", or "" if they do not say."""
    hasil, ujung = "", -1
    for c in _LABEL.finditer(teks, max(awal, akhir - _TERJAUH), akhir):
        if c.start() < ujung:
            continue  # "realisasi anggaran" is realisasi
        hasil = next(n for n, isi in c.groupdict().items() if isi)
        gabung = _GABUNG.match(teks, c.end(), akhir)
        ujung = gabung.end() if gabung else -1
    return hasil


def _berlabel(teks: str, uang: Sequence[Sebutan]) -> dict[str, Sebutan] | None:
    """Amounts by what they are; None if two are called the same or one has no name. One nameless amount beside a
    pagu is its realisasi ("dari pagu Rp 10 terealisasi sebesar" needs none: the word stands there)."""
    hasil: dict[str, Sebutan] = {}
    awal = 0
    for s in uang:
        nama = label_uang(teks, awal, s.awal)
        awal = s.akhir
        if not nama or nama in hasil:
            return None
        hasil[nama] = s
    return hasil


def _kalimat_salah(teks: str) -> Iterator[tuple[Sebutan, Decimal, str]]:
    """(figure at fault, what it should be, how) in one sentence that names pagu, realisasi, sisa or percentage once."""
    semua = [s for s in sebutan(teks) if s.uang or s.persen]
    uang, persen = [s for s in semua if s.uang], [s for s in semua if s.persen]
    if not 2 <= len(uang) <= 3 or len(persen) > 1 or _BUKAN_RASIO.search(teks):
        return
    peran = _berlabel(teks, uang)
    if peran is None or any(len(s.bacaan) > 1 for s in uang):
        return
    nilai = {n: s.bacaan[0].nilai for n, s in peran.items()}
    if len(nilai) == 3 and nilai["pagu"] - nilai["realisasi"] != nilai["sisa"] and _bulat(uang):
        yield peran["sisa"], nilai["pagu"] - nilai["realisasi"], "pagu dikurangi realisasi"
        return
    induk = "pagu" if "pagu" in nilai else "realisasi"
    bagian = [n for n in ("realisasi", "sisa") if n in nilai and n != induk]
    if not persen or not bagian or nilai[induk] <= 0:
        return
    calon = [_persen(peran[b], peran[induk]) for b in bagian]
    calon += [Selang(100 - c.atas, 100 - c.bawah) for c in calon]
    if not any(persen[0].cocok(c) or persen[0].dipotong(c) for c in calon):
        yield persen[0], nilai[bagian[0]] / nilai[induk] * 100, f"{peran[bagian[0]].teks} dari {peran[induk].teks}"


def _bulat(uang: Sequence[Sebutan]) -> bool:
    return all(b.desimal == 0 for s in uang for b in s.bacaan)


def _persen(bagian: Sebutan, induk: Sebutan) -> Selang:
    b, i = bagian.selang()[0], induk.selang()[0]
    return Selang(b.bawah / i.atas * 100, b.atas / i.bawah * 100) if i.bawah > 0 else Selang(Decimal(0), Decimal(0))


def _kalimat_keliru(konteks: Konteks) -> Iterator[Hasil]:
    for p in prosa_memuat(konteks, "rp"):
        for k in kalimat(p.teks):
            for s, benar, cara in _kalimat_salah(k):
                satuan = "%" if s.persen else "Rp"
                seharusnya = tulis_angka(benar, 2 if s.persen else None, satuan)
                isi = {"angka": s.teks, "seharusnya": seharusnya, "cara": cara}
                sebab = sebab_salin(s.bacaan[0].nilai, round(benar, max(s.bacaan[0].desimal, 0)))
                yield hasil_teks(p, s.teks, isi, benar, sebab)


J209 = Aturan(
    "J209",
    "Angka dalam satu kalimat tidak saling cocok",
    Tingkat.GALAT,
    (),
    "Bila satu kalimat menyebut pagu, realisasi (atau sisa) dan persentasenya masing-masing sekali, persentasenya "
    "harus hasil bagi keduanya, dan sisanya pagu dikurangi realisasi. Kalimat yang menyebut lebih banyak angka tidak "
    "dinilai.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 1252 (benar); LKj KPU Kota Kupang 2024 baris 1147 (5,46% padahal "
    "0,15%)",
    "{angka} tidak cocok dengan angka lain dalam kalimatnya: seharusnya {seharusnya} ({cara})",
    "Cocokkan ketiga angka dengan tabel realisasi anggaran, lalu betulkan yang keliru.",
    Contoh(
        (Ubah("anggaran_realisasi", 0, "catatan", "Realisasi anggaran sebesar Rp. 4.759.013.408 atau mencapai 89,35% "
              "dari pagu sebesar Rp. 4.839.028.000"),),
        ("anggaran_realisasi", 0, "catatan"),
    ),
    Contoh(
        (Ubah("anggaran_realisasi", 0, "catatan", "Realisasi anggaran sebesar Rp. 4.759.013.408 atau mencapai 98,3% "
              "dari pagu sebesar Rp. 4.839.028.000"),),
        uraian="98,3% adalah pembulatan 98,35%",
    ),
    _kalimat_keliru,
)  # fmt: skip


# A total and its parts in one sentence

_URAIAN = regeks(
    r"\b(?:terdiri (?:dari|atas)|yaitu|dengan rincian|yang terbagi|terbagi (?:atas|menjadi)|rinciannya)\b", re.I
)
_SEBAGIAN = regeks(r"\b(?:antara lain|di ?antaranya|termasuk|masing|sebagian|rata|setiap|per|seperti)\b|@", re.I)
_SATUAN = regeks(r"[^\S\n]*(?:\([a-z ]+\)[^\S\n]*)?([A-Za-z]{3,})")
_ORANG = ("jiwa", "pemilih", "org", "pegawai", "personil")
_TERBANYAK = 12


def _satuan(teks: str, s: Sebutan) -> str:
    """What a figure counts: the word behind it; people are people."""
    if s.uang:
        return "rp"
    cocok = _SATUAN.match(teks, s.akhir)
    kata = cocok[1].casefold() if cocok and not s.persen else ""
    return "orang" if kata in _ORANG else kata


def _rincian(teks: str) -> tuple[Sebutan, list[Sebutan]] | None:
    """A total and the parts that a text says it consists of; None if it says so twice, of nothing, or only in part."""
    pemisah = list(_URAIAN.finditer(teks))
    if len(pemisah) != 1 or _SEBAGIAN.search(teks):
        return None
    di = pemisah[0].start()
    semua = sebutan(teks)
    depan = [s for s in semua if s.akhir <= di]
    if not depan or di - depan[-1].akhir > 40:
        return None
    total = depan[-1]
    satuan = _satuan(teks, total)
    bagian = [s for s in semua if s.awal >= pemisah[0].end() and satuan and _satuan(teks, s) == satuan]
    lain = [s for s in semua if s.awal >= pemisah[0].end() and s not in bagian and not s.persen]
    if not 2 <= len(bagian) <= _TERBANYAK or (lain and satuan != "rp") or teks.count("(") > 2 * len(bagian):
        return None
    return total, bagian


def _rincian_beda(konteks: Konteks) -> Iterator[Hasil]:
    for p in prosa_memuat(konteks, "terdiri", "yaitu", "rincian", "terbagi"):
        hasil = _rincian(p.teks)
        if hasil is None:
            continue
        total, bagian = hasil
        berturut = list(accumulate(b.bacaan[0].nilai for b in bagian))
        if total.bacaan[0].nilai in berturut[1:]:
            continue  # what follows the parts that close counts the same things in another way
        jumlah = berturut[-1]
        tepat = all(b.bacaan[0].desimal == 0 for b in (total, *bagian))
        # "2.000 orang" is two thousand: what people and money are counted in has no decimals.
        if tepat and total.bacaan[0].nilai != jumlah:
            satuan = "Rp" if total.uang else ""
            isi = {"angka": total.teks, "banyak": str(len(bagian)), "seharusnya": tulis_angka(jumlah, None, satuan)}
            yield hasil_teks(p, total.teks, isi, jumlah, sebab_salin(total.bacaan[0].nilai, jumlah))


J210 = Aturan(
    "J210",
    "Jumlah dalam kalimat tidak sama dengan rinciannya",
    Tingkat.PERINGATAN,
    (),
    "Kalimat yang menyebut satu jumlah lalu “terdiri dari” beberapa bagian bersatuan sama harus cocok jumlahnya. "
    "Kalimat dengan kata antara lain, termasuk, masing-masing dan sejenisnya tidak dinilai.",
    "LKj KPU Kota Kupang 2024 baris 910, baris 989 (benar); LKj Sekretariat KPU Provinsi NTT 2020 baris 942 (benar)",
    "{angka} tidak sama dengan jumlah {banyak} rinciannya dalam kalimat itu: {seharusnya}",
    "Periksa apakah semua bagian tersebut dan angkanya benar, lalu samakan jumlahnya.",
    Contoh(
        (Ubah("pendukung", 0, "catatan", "Pemilih sebanyak 294.596 orang, terdiri dari laki-laki sebanyak 145.700 "
              "orang dan perempuan sebanyak 148.869 orang"),),
        ("pendukung", 0, "catatan"),
    ),
    Contoh(
        (Ubah("pendukung", 0, "catatan", "Pemilih sebanyak 294.596 orang, terdiri dari laki-laki sebanyak 145.700 "
              "orang dan perempuan sebanyak 148.896 orang"),),
    ),
    _rincian_beda,
)  # fmt: skip
