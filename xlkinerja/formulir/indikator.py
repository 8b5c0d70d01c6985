"""The official indicators: which wordings mean the same one, and in which direction it is good.

Polarity is never printed in the documents; here it is data with its source. It is not inferred from words such as
"penurunan" or "pelanggaran" (DOMAIN.md 2): an indicator that is not listed has no known polarity unless the
workbook states one in a column "Polaritas".
"""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.beku import beku
from xlkinerja.formulir.identitas import nama_wilayah
from xlkinerja.hitung import Polaritas
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal


@beku(frozen=True, slots=True)
class IndikatorResmi:
    """One indicator: identifier, pattern on the normalised wording, polarity, source of the polarity."""

    kode: str
    pola: str
    polaritas: Polaritas
    dasar: str


_PKPU = "Renstra KPU 2020-2024 (PKPU 197/2020)"
RESMI = (
    IndikatorResmi(
        "partai-politik",
        r"persentase informasi mengenai partai politik yang mutakhir.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "reformasi-birokrasi",
        r"(indeks|nilai evaluasi atas pelaksanaan) reformasi birokrasi.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "akuntabilitas-kinerja",
        r"nilai (evaluasi atas )?akuntabilitas kinerja.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "opini-bpk",
        r"(opini bpk atas laporan keuangan.*|laporan keuangan kpu .*akuntabel dan sesuai dengan standar akuntansi.*)",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "keterbukaan-informasi",
        r"(nilai|persentase|indeks) keterbukaan informasi publik.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "partisipasi-perempuan",
        r"persentase partisipasi pemilih perempuan.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "partisipasi-disabilitas",
        r"persentase partisipasi pemilih (?:penyandang )?disabilitas.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "tidak-masuk-dpt",
        r"persentase (partisipasi )?pemilih yang berhak memilih te?tapi? tidak masuk.*",
        Polaritas.MINIMAL,
        "seed 003 l.570-572, l.618 (0,16% terhadap 0,00% = 200%)",
    ),
    IndikatorResmi(
        "partisipasi-pemilih",
        # What follows is listed, so that a misspelt or cut "perempuan" is not taken for all voters.
        r"persentase partisipasi pemilih(?!.*\b(?:perempuan|disabilitas|pemula|muda)\b)"
        r"(?: (?:dalam|pada|di|untuk|se|tahun|pemilu|pemilihan|serentak|kpu|provinsi|kabupaten|kota|\d+)\b.*)?",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "sesuai-jadwal",
        r"persentase .*(menyelenggarakan|menyenggarakan|penyelenggara) pemilu pemilihan sesuai dengan jadwal.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "aman-damai",
        r"persentase .*pemilu pemilihan .*aman dan damai.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "penyelenggara-melanggar",
        r"persentase penyelenggara pemilu pemilihan yang terbukti melakukan pelanggaran.*",
        Polaritas.MINIMAL,
        "seed 004 l.26; DOMAIN 2",
    ),
    IndikatorResmi(
        "sengketa-dimenangkan",
        r"persentase sengketa hukum yang dimenangkan.*",
        Polaritas.MAKSIMAL,
        _PKPU,
    ),
    IndikatorResmi(
        "jumlah-revisi",
        r"jumlah (laporan )?revisi yang dilakukan terhadap rencana kerja.*",
        Polaritas.MINIMAL,
        "seed 001 l.888 (8 kali terhadap 13 kali = 37,50%)",
    ),
    IndikatorResmi(
        "nilai-temuan",
        r"persentase penurunan nilai temuan.*",
        Polaritas.MAKSIMAL,
        "seed 001 l.1020; DOMAIN 2",
    ),
    IndikatorResmi(
        "gangguan-keamanan",
        r"persentase gangg?uan kee?amanan.*dapat ditanggulangi.*|persentase ganguan kemanan.*dapat ditanggulangi.*",
        Polaritas.MAKSIMAL,
        "seed 001 l.993; DOMAIN 2",
    ),
    IndikatorResmi(
        "pengenaan-disiplin",
        r"persentase pengenaan disiplin.*",
        Polaritas.MAKSIMAL,
        "seed 001 l.914; DOMAIN 2",
    ),
)
_POLA = tuple((regeks(r.pola), r) for r in RESMI)
_NAMA_KANTOR = "|".join(sorted(nama_wilayah(), key=len, reverse=True))
_TEMPAT = regeks(
    r"\b(?:di )?(?:lingkungan )?(?:sekretariat )?"
    r"(?:kpu |komisi pemilihan umum )?(?:provinsi|prov|kabupaten kota|kabupaten|kab|kota) "
    rf"(?:{_NAMA_KANTOR})\b"
)
_NAMA_POLARITAS = {
    "maksimal": Polaritas.MAKSIMAL,
    "maximize": Polaritas.MAKSIMAL,
    "positif": Polaritas.MAKSIMAL,
    "naik": Polaritas.MAKSIMAL,
    "minimal": Polaritas.MINIMAL,
    "minimize": Polaritas.MINIMAL,
    "negatif": Polaritas.MINIMAL,
    "turun": Polaritas.MINIMAL,
    "stabil": Polaritas.STABIL,
    "stabilize": Polaritas.STABIL,
    "rentang": Polaritas.RANGE,
    "range": Polaritas.RANGE,
    "predikat": Polaritas.ORDINAL,
    "ordinal": Polaritas.ORDINAL,
}


@lru_cache(maxsize=8192)
def resmi(teks: str) -> IndikatorResmi | None:
    """The official indicator that a wording stands for, or None."""
    kata = normal(teks)
    return next((r for pola, r in _POLA if pola.fullmatch(kata)), None)


@lru_cache(maxsize=8192)
def kunci(teks: str) -> str:
    """Key under which an indicator is the same in two documents: the official code, else its wording without the
    names of offices. Two different indicators never share a key."""
    tahu = resmi(teks)
    return tahu.kode if tahu else tanpa_kantor(normal(teks))


def tanpa_kantor(kata: str) -> str:
    """A normalised wording without the names of offices ("kpu kota kupang"); a bare level ("kpu provinsi") stays."""
    return " ".join(_TEMPAT.sub(" ", kata).split())


_KPU = r"\b(?:kpu|komisi pemilihan umum)\b"
_BERKPU, _PROVINSI, _KABUPATEN = map(regeks, (_KPU, r"\b(?:prov\w*|\w*vinsi)\b", r"\b(?:kab\w*|kot\w*)\b"))
_KPU_SAJA = regeks(_KPU + r"(?: ri\b| republik indonesia\b|(?! (?:prov\w*|\w*vinsi|kab\w*|kot\w*|kip)\b))")


@lru_cache(maxsize=4096)
def tingkat_kantor(teks: str) -> frozenset[str]:
    """The levels of office that a wording names: "nasional" (a KPU without a region, or RI), "provinsi", "kabupaten";
    empty where it names none."""
    kata = normal(teks)
    if not _BERKPU.search(kata):
        return frozenset()
    tingkat = {"nasional"} if _KPU_SAJA.search(kata) else set()
    tingkat |= {"provinsi"} if _PROVINSI.search(kata) else set()
    return frozenset(tingkat | ({"kabupaten"} if _KABUPATEN.search(kata) else set()))


def polaritas_tertulis(teks: str) -> Polaritas | None:
    """The polarity that a cell of a "Polaritas" column states ("Maksimal", "minimize"), or None."""
    return _NAMA_POLARITAS.get(normal(teks))
