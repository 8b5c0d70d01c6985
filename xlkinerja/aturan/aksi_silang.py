"""Family R beyond one row: pelaksana that nobody knows, PK without action, two schedules of one activity, signature."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from xlkinerja.aturan.aksi import adalah_tanda
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.silang_cakupan import hilang
from xlkinerja.buku import LEBAR, Lembar
from xlkinerja.formulir.baku import KABUPATEN, PROVINSI, unit_baku
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.kinerja import NAMA_BULAN, nama_bulan
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, BarisAnggaran, Berkas, DefinisiIndikator, Dokumen
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import jarak_ketik, normal
from xlkinerja.temuan import Sel, Tingkat

_T, _BLN = "rak_triwulan", "rak_bulan"
_KATA = (
    "sub subbag subbagian bagian kasubbag kasubag kabag kepala divisi ketua anggota komisioner sekretaris sekretariat "
    "kpu kip komisi pemilihan umum pokja tim panitia ppk pps ppdp pantarlih kpps badan adhoc operator admin bendahara "
    "ppspm pejabat staf pelaksana semua seluruh unit satker kerja ppid jdih spip apip satgas humas hupmas teknis sdm "
    "parmas organisasi data perencanaan program informasi hukum logistik keuangan rumah tangga arsip bmn pengadaan "
    "barang jasa kabupaten kota provinsi kab prov dan atau serta yang se di dengan para masing bersama terkait "
    "koordinator pengawasan sosialisasi pendidikan pemilih kampanye penyelenggaraan penyelenggara pemilu partisipasi "
    "masyarakat hubungan sumber daya manusia litbang lintas fungsional analis pengelola penata pranata "
    "komputer arsiparis auditor verifikator pengadministrasi penanggung jawab pj pic pendukung utama selaku sebagai"
)
_UMUM = frozenset(_KATA.split())
"""Words of which names of units and roles are made, beside those of the official list."""


_SAMA = frozenset(("idem", "ibid", "ibidem", "sda", "s d a", "sama dengan di atas", "sama", "seperti di atas"))
"""What stands for the name in the row above."""
_POTONGAN = 4
"""Letters at most that a short form takes of one word."""


def _rak(berkas: Berkas) -> Iterator[tuple[Dokumen, list[AksiIndikator]]]:
    for d in berkas.semua("rak"):
        yield d, [b for b in d.baris if isinstance(b, AksiIndikator)]


_NAMA_UNIT = ("sub", "subbag", "subbagian", "bagian", "biro", "seksi", "bidang")
"""First words of a name that can only be a unit's; other names may be of persons' offices that no list has."""


@lru_cache(maxsize=1)
def _kata_baku() -> frozenset[str]:
    nama = (u.nama for jenis in (KABUPATEN, PROVINSI) for u in unit_baku(jenis))
    return frozenset(k for n in nama for k in normal(n).split()) | _UMUM


def _kata_buku(berkas: Berkas) -> set[str]:
    """Words of the workbook's own names of units: titles of its tables, IKU, budget, and what several names of
    pelaksana have in common."""
    teks: list[str] = [d.unit for d in berkas.dokumen]
    pelaksana: set[str] = set()
    for d in berkas.dokumen:
        for b in d.baris:
            if isinstance(b, DefinisiIndikator):
                teks.append(b.penanggung_jawab)
            elif isinstance(b, BarisAnggaran):
                teks.append(b.unit)
            elif isinstance(b, AksiIndikator):
                pelaksana.add(normal(b.pelaksana))
    sering = Counter(k for t in pelaksana for k in set(t.split()))
    return {k for t in teks for k in normal(t).split()} | {k for k, n in sering.items() if n > 1}


def _tak_dikenal(konteks: Konteks) -> Iterator[Hasil]:
    buku: set[str] | None = None
    for d, semua in _rak(konteks.berkas):
        kelompok: dict[str, list[Sel]] = defaultdict(list)
        for b in semua:
            if b.pelaksana.strip(" -–_") and not adalah_tanda(b.asal["pelaksana"]):
                kelompok[normal(b.pelaksana)].append(b.asal["pelaksana"])
        for nama, sel in kelompok.items():
            kata = nama.split()
            if nama in _SAMA or not _asing(kata, _kata_baku()):
                continue
            buku = _kata_buku(konteks.berkas) if buku is None else buku
            harap = _saran(kata, buku)
            if harap is None:
                continue
            isi = {"bidang": "pelaksana", "nama": " ".join(sel[0].tampil.split())}
            isi["harap"] = f"mungkin maksudnya “{harap}”" if harap else "tidak ada bagian atau jabatan bernama demikian"
            yield Hasil(
                sel[0], d, nama, seharusnya=harap or None, terkait=tuple(Rujukan(s) for s in sel[1:]), isi=isi
            )


def _asing(kata: Sequence[str], kenal: Set[str]) -> list[str]:
    """The words of a name that are not known; numbers and very short words say nothing."""
    return [k for k in kata if k not in kenal and not k.isdigit() and len(k) > 2]


def _saran(kata: Sequence[str], buku: set[str]) -> str | None:
    """What a name should say: with its typing slips put right, "" if it names a unit that nobody knows (or no word of
    it is known), None if it is fine."""
    kenal = _kata_baku() | buku
    asing = _asing(kata, kenal)
    if not asing:
        return None
    benar = {k: b for k in asing if (b := _terdekat(k, kenal)) is not None}
    asing = [k for k in asing if k in benar or not _singkatan(k)]
    if not asing:
        return None
    if benar:
        return " ".join(benar.get(k, k) for k in kata).title()
    isi = [k for k in kata if k not in {"dan", "di", "yang", "bagian", "sub", "kepala", "serta", "atau"}]
    return "" if kata[0] in _NAMA_UNIT or all(k in asing for k in isi) else None


@lru_cache(maxsize=1024)
def _singkatan(kata: str) -> bool:
    """True for a short form of a unit's name: beginnings of its words in their order ("rendatin" is perencanaan, data,
    informasi; "kul", "tekmas")."""
    return len(kata) <= 12 and any(_tersusun(kata, nama, 0) for nama in _nama_pokok())


@lru_cache(maxsize=1)
def _nama_pokok() -> tuple[tuple[str, ...], ...]:
    """The words of each unit's name without those that all have."""
    nama = (normal(u.nama).split() for jenis in (KABUPATEN, PROVINSI) for u in unit_baku(jenis))
    return tuple(tuple(k for k in n if k not in ("sub", "bagian", "dan")) for n in nama)


def _tersusun(sisa: str, nama: Sequence[str], banyak: int) -> bool:
    """True if the letters left are beginnings of words of a name in their order, two at least in all; the word may
    have lost its prefix ("ren" of perencanaan)."""
    if not sisa:
        return banyak > 1
    for i, kata in enumerate(nama):
        for bentuk in {kata, kata.removeprefix("pe")}:
            panjang = min(_POTONGAN, len(bentuk) - 1, len(sisa))
            for n in range(panjang, 0, -1):
                if sisa[:n] == bentuk[:n] and _tersusun(sisa[n:], nama[i + 1 :], banyak + 1):
                    return True
    return False


def _terdekat(kata: str, kenal: Iterable[str]) -> str | None:
    """The known word of which a long word is a typing slip, if there is exactly one."""
    if len(kata) < 4:
        return None
    batas = 1 if len(kata) < 8 else 2
    calon = [k for k in kenal if len(k) >= len(kata) - 1 > 2 and jarak_ketik(kata, k, batas) <= batas]
    turunan = any({kata, k} == {kata.removesuffix("an"), kata.removesuffix("an") + "an"} for k in calon)
    return calon[0] if len(calon) == 1 and not turunan else None


R204 = Aturan(
    "R204",
    "Pelaksana tidak dikenal",
    Tingkat.PERINGATAN,
    ("rak",),
    "Pelaksana adalah bagian, sub bagian atau jabatan di satker. Nama yang tidak ada dalam daftar bagian, IKU dan "
    "dokumen lain buku kerja ini mungkin salah ketik.",
    "Formulir RAK; RAK KPU Provinsi NTT 2021 baris 9-56; daftar bagian dan sub bagian (Peraturan KPU 14/2020)",
    "Pelaksana “{nama}” tidak dikenal: {harap}",
    "Tulis nama bagian atau sub bagian sesuai struktur organisasi.",
    Contoh((Ubah(_T, 1, "pelaksana", "Sub Bagian Perencanan, Data dan Informasi"),), (_T, 1, "pelaksana")),
    Contoh((Ubah(_T, 1, "pelaksana", "Divisi Hukum"),)),
    _tak_dikenal,
)


def _tanpa_aksi(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    """Indicators that a PK has and only the action plan beside it lacks; what other documents lack too is X205's."""
    for h in hilang(kelompok):
        milik = [(d, i) for d, i in h.ada if d.jenis == "pk"]
        if not milik or not h.hanya_rak:
            continue
        pk, i = milik[0]
        d, b = pk.baris[i]
        rak = h.tanpa[0]
        yield Hasil(
            pk.sel(i),
            d,
            kunci(b.indikator),
            terkait=(Rujukan(rak.tabel[0].kepala["indikator"], rak.konteks.berkas),),
            isi={"bidang": "aksi", "indikator": b.indikator, "rak": rak.tabel[0].lembar},
            berkas=pk.konteks.berkas,
        )


R205 = Aturan(
    "R205",
    "Indikator PK tanpa rencana aksi",
    Tingkat.PERINGATAN,
    ("pk", "rak"),
    "Setiap indikator Perjanjian Kinerja harus mempunyai sedikitnya satu kegiatan dalam Rencana Aksi Kinerja unit dan "
    "tahun yang sama. Tidak dinilai bila RAK belum memuat sebagian besar indikatornya.",
    "PermenPANRB 53/2014; Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018; RAK KPU Provinsi NTT 2021",
    "Indikator “{indikator}” tidak mempunyai kegiatan di {rak}",
    "Tambahkan kegiatan, jadwal dan pelaksananya pada RAK.",
    Contoh((Ubah(_T, 4, "indikator", None), Ubah(_T, 4, "target", None), Ubah(_T, 4, "kegiatan", None),
            Ubah(_T, 4, "sasaran", None), Ubah(_T, 4, "nomor", None), Ubah(_T, 4, "t2", None),
            Ubah(_T, 4, "t4", None), Ubah(_T, 4, "pelaksana", None)), ("target_sasaran", 4, "indikator"),
           "baris RAK dikosongkan"),
    Contoh(),
    silang=_tanpa_aksi,
)  # fmt: skip


def _jadwal_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    if not {_T, _BLN} <= {d.formulir for k in kelompok for d in k.berkas.dokumen}:
        return
    triwulan: dict[tuple[int | None, str], list[tuple[Konteks, AksiIndikator]]] = defaultdict(list)
    bulan: dict[tuple[int | None, str], list[tuple[Konteks, Dokumen, AksiIndikator]]] = defaultdict(list)
    for k in kelompok:
        for d, semua in _rak(k.berkas):
            for b in semua:
                nama = (d.tahun, normal(b.kegiatan))
                if d.formulir == _T:
                    triwulan[nama].append((k, b))
                elif d.formulir == _BLN:
                    bulan[nama].append((k, d, b))
    for nama, daftar in bulan.items():
        for k, d, b in daftar if len(nama[1]) >= 8 else ():
            calon = [t for t in triwulan.get(nama, ()) if kunci(t[1].indikator) == kunci(b.indikator)]
            if len(calon) == 1 and calon[0][1].tanda and b.tanda:
                yield from _di_luar_triwulan(k, d, b, calon[0])


def _di_luar_triwulan(
    k: Konteks, d: Dokumen, b: AksiIndikator, acuan: tuple[Konteks, AksiIndikator]
) -> Iterator[Hasil]:
    boleh = {int(t[1:]) for t in acuan[1].tanda}
    luar = [t for t in b.tanda if (int(t[1:]) - 1) // 3 + 1 not in boleh]
    if not luar:
        return
    bulan = ", ".join(nama_bulan(int(t[1:])) for t in luar)
    yield Hasil(
        b.asal[luar[0]],
        d,
        f"{b.indikator} {b.kegiatan}",
        terkait=(
            *(Rujukan(b.asal[t], k.berkas) for t in luar[1:]),
            *(Rujukan(acuan[1].asal[t], acuan[0].berkas) for t in acuan[1].tanda),
        ),
        berkas=k.berkas,
        isi={
            "bidang": "jadwal",
            "kegiatan": b.kegiatan,
            "bulan": bulan,
            "triwulan": ", ".join(("I", "II", "III", "IV")[n - 1] for n in sorted(boleh)),
        },
    )


R206 = Aturan(
    "R206",
    "Jadwal bulan bertentangan dengan jadwal triwulan",
    Tingkat.PERINGATAN,
    ("rak",),
    "Kegiatan yang sama untuk indikator yang sama dijadwalkan per triwulan pada RAK Ketua dan per bulan pada RAK "
    "Sekretaris; bulannya harus jatuh pada triwulan yang ditandai.",
    "RAK KPU Provinsi NTT 2021 baris 9-56 (RAK Ketua per triwulan, RAK Sekretaris per bulan)",
    "Kegiatan “{kegiatan}” dijadwalkan bulan {bulan}, sedangkan RAK triwulan menandai triwulan {triwulan}",
    "Samakan jadwal kedua RAK.",
    Contoh((Ubah(_BLN, 0, "b5", "✓"),), (_BLN, 0, "b5")),
    Contoh((Ubah(_BLN, 0, "b2", "✓"),)),
    silang=_jadwal_beda,
)

_BULAN = {normal(n): i for i, nama in enumerate(NAMA_BULAN, 1) for n in nama}
_TANGGAL = regeks(r"[A-Za-z][A-Za-z .]{2,40},?\s+(?:\d{1,2}|\.+|…)?\s*([A-Za-z]{3,9})\s+((?:19|20)\d\d)\s*")
_JARAK = 25


def tanggal_tanda_tangan(lembar: Lembar, baris: int) -> tuple[int, int, Sel] | None:
    """(year, month, cell) of the first "Kupang, 15 April 2024" in the rows below a table, or None."""
    for b, awal, akhir in lembar.baris_terisi():
        if b <= baris:
            continue
        if b > baris + _JARAK:
            return None
        for i in range(awal, akhir):
            cocok = _TANGGAL.fullmatch(lembar.isi[i]) if chr(lembar.jenis[i]) == "s" else None
            if cocok is not None and normal(cocok[1]) in _BULAN:
                return int(cocok[2]), _BULAN[normal(cocok[1])], lembar.sel(b, lembar.kunci[i] % LEBAR + 1)
    return None


def _sebelum_tanda_tangan(konteks: Konteks) -> Iterator[Hasil]:
    lembar = {x.nama: x for x in konteks.buku.lembar} if konteks.buku is not None else {}
    for d, semua in _rak(konteks.berkas):
        tanggal = tanggal_tanda_tangan(lembar[d.lembar], d.rentang.baris2) if d.lembar in lembar else None
        if tanggal is None or tanggal[0] != d.tahun or tanggal[1] < 4:
            continue
        lewat = [
            b.asal[t] for b in semua for t in b.tanda
            if (int(t[1:]) * 3 if t.startswith("t") else int(t[1:])) < tanggal[1]
        ]  # fmt: skip
        if lewat:
            yield Hasil(
                lewat[0],
                d,
                "tanda tangan",
                terkait=(Rujukan(tanggal[2]), *(Rujukan(s) for s in lewat[1:])),
                isi={"bidang": "jadwal", "jumlah": str(len(lewat)), "tanggal": " ".join(tanggal[2].tampil.split())},
            )


R207 = Aturan(
    "R207",
    "Jadwal mendahului tanda tangan",
    Tingkat.INFO,
    ("rak",),
    "Rencana aksi yang ditandatangani setelah triwulan pertama memuat jadwal pada bulan yang sudah lewat. "
    "Penandatanganan Januari sampai Maret lazim dan tidak dipersoalkan.",
    "PermenPANRB 53/2014: perjanjian kinerja paling lambat satu bulan setelah DIPA disahkan",
    "{jumlah} jadwal mendahului tanggal tanda tangan ({tanggal})",
    "Periksa tanggal tanda tangannya; bila benar, pindahkan jadwal ke bulan yang masih berjalan.",
    None,
    None,
    _sebelum_tanda_tangan,
)
