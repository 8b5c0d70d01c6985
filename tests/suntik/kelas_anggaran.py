"""Faults of budgets: sums, leaves, sisa, percentages, codes."""

from __future__ import annotations

from decimal import Decimal

from tests.suntik.bahan import Bahan
from tests.suntik.kelas import Harapan, Kelas, pilih, salah_digit, tukar_digit
from xlkinerja.model import BarisAnggaran, BarisPendukung

_UANG = ("J", "A")


def _induk(b: Bahan, paling_sedikit: int = 2) -> BarisAnggaran | None:
    return pilih(b.acak, [r for r in b.anggaran[1] if len(b.anak(r)) >= paling_sedikit])


def _bidang(b: Bahan) -> str:
    return b.acak.choice(("pagu", "realisasi"))


def jumlah_salah_ketik(b: Bahan) -> Harapan | None:
    """One digit of a sum typed wrong."""
    r, bidang = _induk(b), _bidang(b)
    if r is None:
        return None
    b.tulis(r.asal[bidang], salah_digit(getattr(r, bidang), b.acak))
    return Harapan((r.asal[bidang],), _UANG, ("salah ketik",))


def jumlah_kurang_satu(b: Bahan) -> Harapan | None:
    """A sum, its sisa and percentage made without one of its rows."""
    return _tanpa_atau_dua(b, -1, "tidak memuat")


def jumlah_dua_kali(b: Bahan) -> Harapan | None:
    """A sum, its sisa and percentage made with one of its rows twice."""
    return _tanpa_atau_dua(b, 1, "dua kali")


def _tanpa_atau_dua(b: Bahan, kali: int, kata: str) -> Harapan | None:
    _, semua = b.anggaran
    r = pilih(b.acak, [r for r in semua if r.tingkat == 0 or r.kode == ("CQ",)])
    if r is None:
        return None
    anak = b.acak.choice([a for a in b.anak(r) if a.pagu])
    assert r.pagu is not None and anak.pagu is not None and r.realisasi is not None
    pagu = r.pagu + kali * anak.pagu
    b.tulis(r.asal["pagu"], pagu)
    b.tulis(r.asal["sisa"], pagu - r.realisasi)
    b.tulis(r.asal["persen"], r.realisasi / pagu)
    return Harapan((r.asal["pagu"],), ("J",), (f"{kata}|{anak.asal['pagu'].alamat}.*{kata}",))


def rincian_ribuan(b: Bahan) -> Harapan | None:
    """A detail written in thousands, or a thousand times too large."""
    r, bidang = pilih(b.acak, b.daun()), _bidang(b)
    if r is None:
        return None
    n = getattr(r, bidang)
    besar = b.acak.random() < 0.5
    if not besar and n % 1000:
        return None
    b.tulis(r.asal[bidang], n * 1000 if besar else n / 1000)
    return Harapan((r.asal[bidang],), _UANG, ("1.000 kali terlalu besar" if besar else "dalam ribuan",))


def rincian_tertukar(b: Bahan) -> Harapan | None:
    """Two digits of a detail swapped."""
    r, bidang = pilih(b.acak, b.daun()), _bidang(b)
    baru = tukar_digit(getattr(r, bidang), b.acak) if r else None
    if r is None or baru is None:
        return None
    b.tulis(r.asal[bidang], baru)
    return Harapan((r.asal[bidang],), _UANG, ("tertukar",))


def rincian_salah_ketik(b: Bahan) -> Harapan | None:
    """One digit of a detail wrong."""
    r, bidang = pilih(b.acak, b.daun()), _bidang(b)
    if r is None:
        return None
    b.tulis(r.asal[bidang], salah_digit(getattr(r, bidang), b.acak))
    return Harapan((r.asal[bidang],), _UANG, ("salah ketik",))


def rincian_minus(b: Bahan) -> Harapan | None:
    """The sign of a detail turned round."""
    r, bidang = pilih(b.acak, b.daun()), _bidang(b)
    if r is None:
        return None
    b.tulis(r.asal[bidang], -getattr(r, bidang))
    return Harapan((r.asal[bidang],), _UANG, ("plus/minus",))


def rincian_ikut_terjumlah(b: Bahan) -> Harapan | None:
    """Two digits of a detail's pagu swapped, and the sums above it made with that; sisa and percentage are right."""
    r = pilih(b.acak, b.daun())
    baru = tukar_digit(r.pagu, b.acak) if r is not None and r.pagu else None
    if r is None or baru is None or r.pagu is None:
        return None
    for x in b.anggaran[1]:
        if (x is r or r in _di_bawah(b, x)) and x.pagu is not None:
            b.tulis(x.asal["pagu"], x.pagu + baru - r.pagu)
    return Harapan((r.asal["pagu"],), _UANG, ("tertukar",))


def _di_bawah(b: Bahan, induk: BarisAnggaran) -> list[BarisAnggaran]:
    """The rows that a sum adds up, through the sums below it."""
    return [x for a in b.anak(induk) for x in (a, *_di_bawah(b, a))]


def realisasi_sisa_bertukar(b: Bahan) -> Harapan | None:
    """realisasi and sisa of a row in each other's place."""
    r = pilih(b.acak, b.daun())
    if r is None or r.sisa == r.realisasi:
        return None
    b.tulis(r.asal["realisasi"], r.sisa)
    b.tulis(r.asal["sisa"], r.realisasi)
    return Harapan((r.asal["realisasi"], r.asal["sisa"]), _UANG, ("tertukar",))


def sisa_salah(b: Bahan) -> Harapan | None:
    """The sisa of a detail is another row's."""
    daun = b.daun()
    r, lain = b.acak.sample(daun, 2)
    if r.sisa == lain.sisa or lain.sisa is None:
        return None
    b.tulis(r.asal["sisa"], lain.sisa)
    sama = "|".join(x.asal["sisa"].alamat for x in b.anggaran[1] if x.sisa == lain.sisa)
    return Harapan((r.asal["sisa"],), _UANG, (rf"sama dengan .*\b({sama})\b",))


def saling_meniadakan(b: Bahan) -> Harapan | None:
    """Two details of one sum wrong by the same amount, up and down: the sum still agrees."""
    _, semua = b.anggaran
    induk = pilih(b.acak, [r for r in semua if sum(1 for a in b.anak(r) if a in b.daun()) > 1])
    if induk is None:
        return None
    satu, dua = b.acak.sample([a for a in b.anak(induk) if a in b.daun()], 2)
    assert satu.pagu is not None and dua.pagu is not None
    beda = Decimal(b.acak.randint(1000, int(min(satu.pagu, dua.pagu)) // 2000)) * 1000
    b.tulis(satu.asal["pagu"], satu.pagu + beda)
    b.tulis(dua.asal["pagu"], dua.pagu - beda)
    return Harapan((satu.asal["pagu"],), _UANG, ("berlawanan",), juga=(dua.asal["pagu"],))


def persen_salah(b: Bahan) -> Harapan | None:
    """One digit of a printed percentage wrong."""
    r = pilih(b.acak, b.daun())
    if r is None or r.persen is None:
        return None
    tertulis = round(r.persen, 2)
    b.tulis(r.asal["persen"], salah_digit(tertulis, b.acak) / 100)
    return Harapan((r.asal["persen"],), ("A2",), ("salah ketik",))


def persen_rata_rata(b: Bahan) -> Harapan | None:
    """A parent's percentage is the mean of its rows' percentages."""
    r = _induk(b)
    if r is None:
        return None
    anak = [a.persen for a in b.anak(r) if a.persen is not None]
    rata = sum(anak, Decimal(0)) / len(anak)
    if r.persen is None or abs(rata - r.persen) < Decimal("0.02"):
        return None
    b.tulis(r.asal["persen"], rata / 100)
    return Harapan((r.asal["persen"],), ("A2",), ("rata-rata",))


def persen_sisa(b: Bahan) -> Harapan | None:
    """The percentage of the sisa in place of the realisasi's."""
    r = pilih(b.acak, b.daun())
    if r is None or r.persen is None or abs(r.persen - 50) < Decimal("0.02"):
        return None
    b.tulis(r.asal["persen"], 1 - r.persen / 100)
    return Harapan((r.asal["persen"],), ("A2",), ("persentase sisa",))


def realisasi_melebihi(b: Bahan) -> Harapan | None:
    """A detail realised above its pagu, all sums right."""
    return _konsisten(b, lambda r: r.pagu + 1 + b.acak.randrange(10**6), ("melebihi",), "A203")  # type: ignore[operator]


def realisasi_negatif(b: Bahan) -> Harapan | None:
    """A negative realisasi, all sums right."""
    return _konsisten(b, lambda _r: Decimal(-b.acak.randrange(1, 10**6)), ("negatif",), "A204")


def _konsisten(b: Bahan, baru, sebab: tuple[str, ...], kode: str) -> Harapan | None:  # type: ignore[no-untyped-def]
    """Replace a leaf's realisasi and everything that is computed from it in the table and its summaries."""
    r = pilih(b.acak, b.daun())
    if r is None or r.realisasi is None:
        return None
    selisih = baru(r) - r.realisasi
    ubah_realisasi(b, r, selisih)
    return Harapan((r.asal["realisasi"],), (kode,), sebab)


def ubah_realisasi(b: Bahan, r: BarisAnggaran, selisih: Decimal) -> None:
    """Add an amount to December of a leaf and to everything that follows from it, in every budget table."""
    for d in b.dokumen("anggaran_bulanan", "anggaran_realisasi"):
        for x in d.baris:
            if not isinstance(x, BarisAnggaran) or r.kode[: len(x.kode)] != x.kode:
                continue
            assert x.realisasi is not None and x.pagu is not None
            kini = x.realisasi + selisih
            b.tulis(x.asal["realisasi"], kini)
            b.tulis(x.asal["sisa"], x.pagu - kini)
            b.tulis(x.asal["persen"], kini / x.pagu)
            if "b12" in x.asal:
                b.tulis(x.asal["b12"], (x.bulan[12] or Decimal(0)) + selisih)
    for d in b.dokumen("pendukung"):
        _ubah_pendukung(b, d, r, selisih)


def _ubah_pendukung(b: Bahan, d, r: BarisAnggaran, selisih: Decimal) -> None:  # type: ignore[no-untyped-def]
    for x in d.baris:
        if x.total or x.label in (r.unit, "Desember"):
            for kolom, n in x.nilai.items():
                if kolom.startswith("realisasi") and "kumulatif" not in kolom:
                    b.tulis(x.asal[kolom], n + selisih)
                elif kolom.startswith("sisa"):
                    b.tulis(x.asal[kolom], n - selisih)
                elif "kumulatif" in kolom and not x.total:
                    b.tulis(x.asal[kolom], n + selisih)
            if "persen" in x.asal and x.nilai.get("pagu"):
                b.tulis(x.asal["persen"], (x.nilai["realisasi"] + selisih) / x.nilai["pagu"])


def ringkasan_berbeda(b: Bahan) -> Harapan | None:
    """A program's realisasi in the summary from an older state: rupiah, sisa, % and total of it agree."""
    d = b.dokumen("anggaran_realisasi")[0]
    baris = [x for x in d.baris if isinstance(x, BarisAnggaran)]
    r, total = b.acak.choice(baris[:-1]), baris[-1]
    selisih = -Decimal(b.acak.randrange(1, 10**6))
    for x in (r, total):
        assert x.realisasi is not None and x.pagu is not None
        b.tulis(x.asal["realisasi"], x.realisasi + selisih)
        b.tulis(x.asal["sisa"], x.pagu - x.realisasi - selisih)
        b.tulis(x.asal["persen"], (x.realisasi + selisih) / x.pagu)
    return Harapan((r.asal["realisasi"],), ("X201",), ("belum dimutakhirkan|cocok dengan jumlah rinciannya",))


def total_unit_salah(b: Bahan) -> Harapan | None:
    """The total row of a supporting table wrong by one digit."""
    x = pilih(b.acak, [x for _, _, x in b.baris("pendukung") if isinstance(x, BarisPendukung) and x.total])
    if x is None:
        return None
    kolom = b.acak.choice([k for k, n in x.nilai.items() if n])
    b.tulis(x.asal[kolom], salah_digit(x.nilai[kolom] or Decimal(0), b.acak))
    return Harapan((x.asal[kolom],), ("J",), ("salah ketik",))


def bulan_salah(b: Bahan) -> Harapan | None:
    """One month of a detail typed wrong."""
    r = pilih(b.acak, b.daun())
    bulan = b.acak.randint(1, 12)
    if r is None or not r.bulan.get(bulan):
        return None
    b.tulis(r.asal[f"b{bulan}"], salah_digit(r.bulan[bulan] or Decimal(0), b.acak))
    return Harapan((r.asal[f"b{bulan}"],), _UANG, ("salah ketik",))


def bulan_bergeser(b: Bahan) -> Harapan | None:
    """The months of a detail typed one column to the side, or two of them swapped."""
    r = pilih(b.acak, b.daun())
    if r is None or sum(1 for n in r.bulan.values() if n) < 3:
        return None
    asli = [r.bulan[m] or Decimal(0) for m in range(1, 13)]
    arah = b.acak.choice(("kanan", "kiri", "tukar"))
    i, j = sorted(b.acak.sample(range(12), 2))
    if arah == "tukar":
        isi, sebab = list(asli), "tertukar|tertulis di kolom"
        isi[i], isi[j] = isi[j], isi[i]
    else:
        isi = [Decimal(0), *asli[:-1]] if arah == "kanan" else [*asli[1:], Decimal(0)]
        sebab = f"bergeser satu kolom ke {arah}"
    beda = [m for m in range(12) if isi[m] != asli[m]]
    if not beda:
        return None
    for m in beda:
        b.tulis(r.asal[f"b{m + 1}"], isi[m])
    return Harapan((r.asal[f"b{beda[0] + 1}"],), ("A225",), (sebab,))


def rekap_salah(b: Bahan) -> Harapan | None:
    """The sisa, percentage or month of a summary table wrong by one digit."""
    semua = [x for _, _, x in b.baris("pendukung") if isinstance(x, BarisPendukung) and not x.total]
    bidang, kode, serta = b.acak.choice(
        (("sisa pagu", "A201", "pagu"), ("persen", "A202", "pagu"), ("realisasi", "J216", "kumulatif"))
    )
    x = pilih(b.acak, [x for x in semua if bidang in x.asal and serta in x.asal and x.asal[bidang].nilai])
    if x is None:
        return None
    sel = x.asal[bidang]
    lama = sel.nilai
    assert isinstance(lama, Decimal)
    if bidang == "persen":
        baru = salah_digit(round(lama * 100, 2), b.acak) / 100
        if abs(baru - lama) < Decimal("0.0002"):
            return None
    else:
        baru = salah_digit(lama, b.acak)
    b.tulis(sel, baru)
    return Harapan((sel,), (kode, "F101", "F103"), ("salah ketik|ditimpa|menimpa",))


SEMUA = (
    Kelas("J jumlah anggaran salah satu angka", jumlah_salah_ketik),
    Kelas("J jumlah tanpa satu rincian", jumlah_kurang_satu),
    Kelas("J jumlah memuat satu rincian dua kali", jumlah_dua_kali),
    Kelas("J rincian kali atau bagi seribu", rincian_ribuan),
    Kelas("J rincian: dua angka tertukar", rincian_tertukar),
    Kelas("J rincian: satu angka salah", rincian_salah_ketik),
    Kelas("J rincian: tanda terbalik", rincian_minus),
    Kelas("J rincian salah yang ikut terjumlah", rincian_ikut_terjumlah),
    Kelas("J dua rincian salah berlawanan", saling_meniadakan),
    Kelas("J total tabel pendukung", total_unit_salah),
    Kelas("J satu bulan salah", bulan_salah),
    Kelas("A bulan bergeser atau tertukar", bulan_bergeser),
    Kelas("A realisasi dan sisa bertukar tempat", realisasi_sisa_bertukar),
    Kelas("A tabel rekap salah satu angka", rekap_salah),
    Kelas("A sisa milik baris lain", sisa_salah),
    Kelas("A persentase salah satu angka", persen_salah),
    Kelas("A persentase induk rata-rata", persen_rata_rata),
    Kelas("A persentase sisa", persen_sisa),
    Kelas("A realisasi melebihi pagu", realisasi_melebihi, tingkat="peringatan"),
    Kelas("A realisasi negatif", realisasi_negatif, tingkat="peringatan"),
    Kelas("X ringkasan anggaran keadaan lama", ringkasan_berbeda),
)
