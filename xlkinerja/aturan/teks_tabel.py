"""Family J, prose: the texts at a table, and the counts of rows that they state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.formulir.identitas import satker_dari
from xlkinerja.formulir.indikator import kunci
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, BarisAnggaran, CapaianIndikator, Catatan, Dokumen, TargetIndikator
from xlkinerja.prosa import Prosa, kalimat, prosa_di
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

_DEKAT = 3
"""Rows between a caption and its table, at most."""


def keterangan(konteks: Konteks) -> Sequence[tuple[Prosa, Dokumen]]:
    """Typed texts that belong to a table without doubt: a few rows above its header or below its end, with no other
    table as near."""
    if "keterangan" not in konteks.memo:
        konteks.memo["keterangan"] = tuple(_keterangan(konteks))
    return cast("tuple[tuple[Prosa, Dokumen], ...]", konteks.memo["keterangan"])


def _keterangan(konteks: Konteks) -> Iterator[tuple[Prosa, Dokumen]]:
    per_lembar: dict[str, list[Dokumen]] = {}
    for d in konteks.berkas.dokumen:
        per_lembar.setdefault(d.lembar, []).append(d)
    baris = {n: {b for d in semua for b in _sekitar(d)} for n, semua in per_lembar.items()}
    for p in prosa_di(konteks, baris):
        di = p.sel.baris
        dekat = [(j, d) for d in per_lembar[p.lembar] if (j := _jarak(di, d)) is not None]
        dekat.sort(key=lambda x: x[0])
        if dekat and (len(dekat) == 1 or dekat[0][0] < dekat[1][0]):
            yield p, dekat[0][1]


def _sekitar(d: Dokumen) -> Iterator[int]:
    """The rows just above and below a table."""
    r = d.rentang
    yield from range(r.baris1 - _DEKAT, r.baris1)
    yield from range(r.baris2 + 1, r.baris2 + _DEKAT + 1)


def _jarak(baris: int, d: Dokumen) -> int | None:
    r = d.rentang
    jarak = r.baris1 - baris if baris < r.baris1 else baris - r.baris2
    return jarak if 0 < jarak <= _DEKAT else None


# Counts of rows

_BENDA = (
    ("rincian output", r"(?:klasifikasi )?rincian output|kro|ro"),
    ("indikator", r"indikator"),
    ("sasaran", r"sasaran"),
    ("tujuan", r"tujuan"),
    ("program", r"program"),
    ("kegiatan", r"kegiatan"),
    ("komponen", r"komponen"),
)
_CACAH = regeks(
    r"(?:(?P<depan>[A-Za-z-]+)\s+)?(?<![\w.,/-])(?P<n>\d{1,3})\s*(?:\([A-Za-z ]+\)\s*)?(?P<benda>"
    + "|".join(p for _, p in _BENDA)
    + r")\b",
    re.I,
)
_JUMLAH = regeks(
    r"\s*(?:jumlah|total|banyaknya)\s+(?P<benda>" + "|".join(p for _, p in _BENDA) + r")"
    r"[a-z ]{0,40}[:=]\s*(?P<n>\d{1,3})\b",
    re.I,
)
_CACAHAN = regeks(r"(?<!\d)\d{1,3}(?!\d)")
"""What both of these look for: a sentence with no such number, as most titles are, states no count."""
_PENUNJUK = {
    "tabel", "sasaran", "strategis", "nomor", "no", "ke", "tujuan", "lampiran", "program", "kegiatan", "bab", "pasal",
    "triwulan", "tw", "semester", "bulan", "tahun", "indikator", "misi", "prioritas", "nasional", "maksimal", "minimal",
}  # fmt: skip
_SYARAT = regeks(
    r"100 ?%|\b(?:tercapai|terpenuhi|di ?atas|di ?bawah|masing|setiap|tiap|antara\w*|sebagian|lain\w*|"
    r"(?<!terdiri )dari \d+|hanya|belum|melebihi|memenuhi|berhasil|gagal|prioritas|tambahan|baru|per|kecuali|selain)\b",
    re.I,
)


_TAHUN = regeks(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
_MASA = regeks(r"(?:19|20)\d\d\s*(?:-|–|s/?d|s\.d\.|sampai(?: dengan)?)\s*(?:19|20)\d\d", re.I)
_PUSAT = regeks(r"\bkpu\s+(?:ri|republik|pusat)\b|\bkomisi pemilihan umum republik\b", re.I)


def tahun_lain(k: str, d: Dokumen, tahun: int | None) -> bool:
    """True if a sentence names a year that is none of the table's; a period ("2020-2024") is no year. `tahun`: the
    workbook's. Where neither is known, a sentence with two years is about another one too."""
    disebut = {int(t) for t in _TAHUN.findall(_MASA.sub(" ", k))}
    milik = {int(n) for n in d.kepala if n.isdigit()} | {t for t in (d.tahun or tahun,) if t is not None}
    return bool(disebut - milik) if milik else len(disebut) > 1


def kantor_lain(k: str, d: Dokumen, konteks: Konteks) -> bool:
    """True if a sentence names an office that is not the table's."""
    if _PUSAT.search(k):
        return True
    disebut, milik = satker_dari([k]), d.satker or konteks.berkas.satker
    return disebut is not None and milik is not None and disebut.nama != milik.nama


def _cacah(teks: str, d: Dokumen, konteks: Konteks) -> Iterator[tuple[int, str]]:
    """(count, what is counted) as a caption states it of its table; parts, subsets, other years and offices left
    out."""
    for k in kalimat(teks):
        if not _CACAHAN.search(k):
            continue
        if _SYARAT.search(k) or tahun_lain(k, d, konteks.berkas.tahun) or kantor_lain(k, d, konteks):
            continue
        awal = _JUMLAH.match(k)
        if awal is not None:
            yield int(awal["n"]), awal["benda"]
        for c in _CACAH.finditer(k):
            if (c["depan"] or "").casefold() not in _PENUNJUK:
                yield int(c["n"]), c["benda"]


def _banyak(d: Dokumen, sejenis: Sequence[Dokumen], benda: str) -> list[int]:
    """How many of a thing a table holds, in every way of counting that makes sense; [] if the table cannot say."""
    nama = next(n for n, p in _BENDA if re.fullmatch(p, benda, re.I))
    if d.jenis == "anggaran":
        return _banyak_anggaran(d, benda.casefold())
    if nama == "indikator" and nama in d.kepala:
        tabel = [[kunci(t) for b in x.baris if (t := _teks(b, nama))] for x in (d, *sejenis)]
        semua = [t for x in tabel for t in x]
        semua_sejenis = semua[len(tabel[0]) :]
        return [len(tabel[0]), len(set(tabel[0])), len(semua_sejenis), len(set(semua_sejenis))]
    if nama in ("sasaran", "kegiatan") and nama in d.kepala and d.formulir != "capaian_tahunan":
        tabel = [[normal(t) for b in x.baris if (t := _teks(b, nama))] for x in (d, *sejenis)]
        kelompok = len(set(d.kelompok)) if nama == "sasaran" else len(tabel[0])
        return [len(set(tabel[0])), kelompok, len({t for x in tabel[1:] for t in x})]
    if nama == "tujuan" and nama in d.kepala:
        return [len({normal(s.tampil) for b in d.baris if (s := b.asal.get(nama)) and s.tampil.strip()})]
    return []


def _teks(b: Catatan, nama: str) -> str:
    if not isinstance(b, TargetIndikator | CapaianIndikator | AksiIndikator):
        s = b.asal.get(nama)
        return s.tampil if s is not None else ""
    return {"indikator": b.indikator, "sasaran": b.sasaran, "kegiatan": b.kegiatan}[nama]


_POLA_KODE = {
    "program": r"(?:.*\.)?[A-Z]{2}",
    "kegiatan": r"(?:.*\.)?\d{4}",
    "kro": r"(?:.*\.)?[A-Z]{3}",
    "ro": r".*[A-Z]{3}\.\d{3}",
    "komponen": r".*\d{3}\.\d{3}",
}


def _banyak_anggaran(d: Dokumen, benda: str) -> list[int]:
    """Rows of one level of the budget by the shape of their codes."""
    nama = {"rincian output": "ro", "klasifikasi rincian output": "kro"}.get(benda, benda)
    pola = re.compile(_POLA_KODE.get(nama, r"(?!)"))
    kode = {".".join(b.kode) for b in d.baris if isinstance(b, BarisAnggaran) and b.kode}
    banyak = sum(pola.fullmatch(k) is not None for k in kode)
    return [banyak] if banyak else _banyak_bernomor(d, nama)


def _banyak_bernomor(d: Dokumen, nama: str) -> list[int]:
    """Rows of a budget that is numbered 1., 1.1., a., -: every way of counting its details, the lowest level first."""
    baris = [b for b in d.baris if isinstance(b, BarisAnggaran) and b.tingkat > 0]
    tingkat = Counter(b.tingkat for b in baris)
    if nama not in ("ro", "komponen", "kegiatan") or len(tingkat) < 2 or any(map(_berkode, baris)):
        return []
    bernilai = [b for b in baris if b.pagu is not None]
    terdalam = sum(1 for i, b in enumerate(baris) if i + 1 == len(baris) or baris[i + 1].tingkat <= b.tingkat)
    return [terdalam, len(bernilai), len(baris), *tingkat.values(), *(Counter(b.tingkat for b in bernilai).values())]


def _berkode(b: BarisAnggaran) -> bool:
    return any(re.fullmatch(r"[A-Z]{2,3}|\d{3,6}", k) is not None for k in b.kode)


def _cacah_beda(konteks: Konteks) -> Iterator[Hasil]:
    for p, d in keterangan(konteks):
        sejenis = [x for x in konteks.berkas.dokumen if x.lembar == d.lembar and x.formulir == d.formulir]
        for n, benda in _cacah(p.teks, d, konteks):
            ada = [x for x in _banyak(d, sejenis, benda) if x]
            if not ada or n in ada:
                continue
            kolom = d.kepala.get("nama") or d.kepala.get(benda.casefold())
            yield Hasil(
                p.sel,
                d,
                f"{n} {benda.casefold()}",
                tertulis=str(n),
                seharusnya=Decimal(ada[0]),
                selisih=Decimal(n - ada[0]),
                terkait=(Rujukan(kolom),) if kolom is not None else (),
                isi={"bidang": "teks", "tertulis": str(n), "benda": benda, "seharusnya": str(ada[0])},
            )


J207 = Aturan(
    "J207",
    "Banyaknya baris berbeda dari yang disebut keterangan tabel",
    Tingkat.PERINGATAN,
    (),
    "Judul atau keterangan yang menyebut banyaknya indikator, sasaran, program, kegiatan atau rincian output harus "
    "cocok dengan isi tabelnya. Yang dinilai hanya kalimat dalam tiga baris di atas atau di bawah tabel, tanpa syarat, "
    "tahun atau kantor lain.",
    "LKj KPU Kota Kupang 2024 baris 129 (5 sasaran, 12 indikator); RKT KPU Kabupaten TTU 2023 baris 316 (2 program)",
    "Keterangan menyebut {tertulis} {benda}, sedangkan tabelnya memuat {seharusnya}",
    "Periksa apakah ada baris yang terlewat atau tertulis dua kali, lalu samakan keterangan dengan tabelnya.",
    Contoh(
        (Ubah("target_sasaran", 0, "judul", "Perjanjian Kinerja Ketua KPU Kota Kupang Tahun 2024: 5 (lima) sasaran "
              "strategis dengan 12 (duabelas) indikator kinerja"),),
        ("target_sasaran", 0, "judul"),
    ),
    Contoh(
        (Ubah("target_sasaran", 0, "judul", "Perjanjian Kinerja Ketua KPU Kota Kupang Tahun 2024: 5 (lima) sasaran "
              "strategis dengan 7 (tujuh) indikator kinerja"),),
    ),
    _cacah_beda,
)  # fmt: skip
