"""Family K: figures that can hardly have been measured. Hints only: each may be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xlkinerja.angka import Angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import baris_capaian
from xlkinerja.formulir.indikator import resmi
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, Nilai
from xlkinerja.temuan import Sel, Tingkat

_F = "capaian_sasaran"
_TANPA_PEMUNGUTAN = frozenset((2011, 2012, 2016, 2021, 2022, 2023, 2026, 2027, 2028))
"""Years without a Pemilu or Pemilihan anywhere (in 2025 some regions voted again)."""
_SAAT_PEMUNGUTAN = frozenset(
    ("partisipasi-pemilih", "partisipasi-perempuan", "partisipasi-disabilitas", "tidak-masuk-dpt")
)


def _penuh(nilai: Nilai) -> bool:
    return isinstance(nilai, Angka) and nilai.satuan == "%" and nilai.nilai == 100


def _tahun_tanpa_pemungutan(b: CapaianIndikator, tahun: int | None) -> list[tuple[int, Nilai, Sel]]:
    """The years without a vote for which a row states a realisasi: earlier ones, and its own."""
    hasil = [(t, n, b.asal[str(t)]) for t, n in b.per_tahun.items()]
    if tahun is not None and not b.per_tahun:  # where earlier years stand, this year is a copy
        hasil.append((tahun, b.realisasi, b.asal["realisasi"]))
    return [x for x in hasil if x[0] in _TANPA_PEMUNGUTAN and isinstance(x[1], Angka)]


def _seratus_tanpa_pemilu(konteks: Konteks) -> Iterator[Hasil]:
    """One finding per indicator and years; the same figures in further tables are related cells."""
    hasil: dict[tuple[str, str], Hasil] = {}
    for h in _seratus(konteks):
        kunci = h.kunci, h.isi["tahun"]
        lama = hasil.get(kunci)
        sel = (Rujukan(h.sel),) if h.sel is not None else ()
        hasil[kunci] = h if lama is None else replace(lama, terkait=(*lama.terkait, *sel, *h.terkait))
    yield from hasil.values()


def _seratus(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in baris_capaian(konteks):
        tahu = resmi(b.indikator)
        if tahu is None or tahu.kode not in _SAAT_PEMUNGUTAN:
            continue
        ada = _tahun_tanpa_pemungutan(b, d.tahun)
        # A year that was measured otherwise shows that figures of such years mean something here. One filled-in year
        # alone says little in a template, where the year's realisasi may be a plan that is tried out.
        if not ada or not all(_penuh(n) for _, n, _ in ada) or (konteks.berkas.templat and len(ada) < 2):
            continue
        isi = {
            "bidang": str(ada[0][0]),
            "tertulis": ada[0][2].tampil.strip(),
            "tahun": " dan ".join(str(t) for t, _, _ in ada),
        }
        yield Hasil(ada[0][2], d, tahu.kode, isi=isi, terkait=tuple(Rujukan(s) for _, _, s in ada[1:]))


K214 = Aturan(
    "K214",
    "Realisasi 100% pada tahun tanpa pemungutan suara",
    Tingkat.INFO,
    ("capaian",),
    "Partisipasi pemilih dan pemilih yang tidak masuk DPT baru dapat diukur saat pemungutan suara. Angka tepat 100% "
    "pada tahun tanpa Pemilu dan Pemilihan biasanya capaian yang tersalin ke kolom realisasi.",
    "LKj KPU Kota Kupang 2024 baris 874-877, baris 925, baris 967, baris 1000 (2022 dan 2023 tertulis 100%)",
    "Realisasi {tahun} tertulis {tertulis}, padahal tahun itu tanpa pemungutan suara",
    "Periksa laporan tahun itu; bila indikatornya tidak diukur, tulis tanda hubung (-).",
    Contoh((Ubah("capaian_tahunan", 0, "2022", "100%"), Ubah("capaian_tahunan", 0, "2023", "100%")),
           ("capaian_tahunan", 0, "2022")),
    Contoh((Ubah("capaian_tahunan", 0, "2020", "100%"),), uraian="pada 2020 ada Pemilihan serentak"),
    _seratus_tanpa_pemilu,
)  # fmt: skip

_PALING_SEDIKIT = 6


def _semua_sama(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("capaian"):
        baris = [b for b in d.baris if isinstance(b, CapaianIndikator) and isinstance(b.target, Angka)]
        angka = [(b.target, b.realisasi) for b in baris if isinstance(b.realisasi, Angka)]
        pecah = {t.nilai for t, _ in angka if isinstance(t, Angka) and t.nilai not in (0, 100)}
        sama = all(isinstance(t, Angka) and isinstance(r, Angka) and t.nilai == r.nilai for t, r in angka)
        if d.rancu or len(angka) < _PALING_SEDIKIT or len(angka) < len(baris) or len(pecah) < 4 or not sama:
            continue
        isi = {"bidang": "realisasi", "banyak": str(len(angka))}
        yield Hasil(baris[0].asal["realisasi"], d, "semua", isi=isi, terkait=(Rujukan(baris[0].asal["target"]),))


K215 = Aturan(
    "K215",
    "Realisasi semua indikator persis sama dengan targetnya",
    Tingkat.INFO,
    ("capaian",),
    "Sedikitnya enam indikator dengan target yang berbeda-beda semuanya terealisasi persis sebesar target: kolom "
    "realisasi mungkin salinan kolom target.",
    "Kewajaran angka; RKT dan LKj dalam contoh tidak ada yang demikian",
    "Realisasi {banyak} indikator semuanya persis sama dengan target",
    "Periksa apakah kolom realisasi sudah diisi hasil pengukuran, bukan salinan target.",
    Contoh(
        (Ubah(_F, 1, "realisasi", Decimal(80), "0"), Ubah(_F, 2, "realisasi", "85%"), Ubah(_F, 3, "realisasi", "85%"),
         Ubah(_F, 6, "realisasi", "0,16%"), *(Ubah(_F, i, "capaian", "100%") for i in (1, 2, 3, 6)),
         *(Ubah(_F, i, "kategori", "Baik Sekali") for i in (2, 3)), Ubah("capaian_tahunan", 0, "realisasi", "85%"),
         Ubah("capaian_tahunan", 0, "capaian", "100%")),
        (_F, 0, "realisasi"),
    ),
    Contoh(),
    _semua_sama,
)  # fmt: skip
