"""The workbook of one satker-year: every sheet in working order, from its content to the bytes of an .xlsx.

The same content gives the same bytes: no clock, fixed dates in the archive. Written with XlsxWriter, because a formula
must carry its value (openpyxl cannot write one) and charts, comments and validation come out as Excel writes them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from xlkinerja import __version__
from xlkinerja.formulir import templat as tata
from xlkinerja.formulir.baku import PROVINSI, jenis_templat
from xlkinerja.templat import anggaran, capaian, rencana
from xlkinerja.templat.aksi import tulis_rak
from xlkinerja.templat.identitas import Identitas, tulis_identitas
from xlkinerja.templat.isi import IsiBuku
from xlkinerja.templat.kanvas import Isi, Kanvas, Naskah, Rumus
from xlkinerja.templat.pendukung import Kelompok, tulis_pendukung
from xlkinerja.templat.petunjuk import tulis_petunjuk, tulis_temuan
from xlkinerja.templat.rangkai import besar, rangkai
from xlkinerja.templat.rekap import tulis_rekap
from xlkinerja.templat.rencana import Jejak, Rencana
from xlkinerja.templat.ringkasan import tulis_ringkasan
from xlkinerja.templat.tabel import Letak

VERSI_FORMULIR = "3"
"""Version of the form, written into each workbook's properties; it changes when columns or sheets do."""

_WARNA = {"pengantar": "#7F7F7F", "rencana": "#2F5597", "pk": "#548235", "rak": "#BF8F00", "capaian": "#C55A11",
          "anggaran": "#7030A0", "hasil": "#C00000"}  # fmt: skip
_TANGGAL = datetime(2025, 1, 1, tzinfo=UTC)


def daftar_lembar(isi: IsiBuku) -> list[tuple[str, str, str]]:
    """(name, what it is, group of its tab colour) of every sheet, in working order."""
    jenis = "Bagian" if jenis_templat(isi.satker) == PROVINSI else "Sub Bagian"
    pk = [(f"PK {u.singkat}", f"Perjanjian Kinerja {u.nama}", "pk") for u in isi.unit]
    cap = [(f"Capaian {u.singkat}", f"Capaian {u.nama}", "capaian") for u in isi.unit]
    return [
        ("Petunjuk", "Cara bekerja, arti warna, dan daftar isi", "pengantar"),
        ("Identitas", "Satker, tahun, pejabat, skala dan pengaturan", "pengantar"),
        ("Renstra", "Tujuan, sasaran, indikator dan target lima tahun", "rencana"),
        ("IKU", "Definisi dan cara perhitungan indikator kinerja utama", "rencana"),
        ("RKT", "Rencana Kinerja Tahunan Ketua dan Sekretaris, program dan anggaran", "rencana"),
        (f"RKT {jenis}", f"Rencana Kinerja Tahunan tiap {jenis}", "rencana"),
        ("PK Ketua", "Perjanjian Kinerja Ketua", "pk"),
        ("PK Sekretaris", "Perjanjian Kinerja Sekretaris", "pk"),
        *pk,
        ("RAK Ketua", "Rencana Aksi Kinerja Ketua per triwulan", "rak"),
        ("RAK Sekretaris", "Rencana Aksi Kinerja Sekretaris per bulan", "rak"),
        ("Capaian Ketua", "Target, realisasi dan capaian Ketua", "capaian"),
        ("Capaian Sekretaris", "Target, realisasi dan capaian Sekretaris", "capaian"),
        *cap,
        ("Capaian multi-tahun", "Perbandingan dengan tahun-tahun sebelumnya dan Renstra", "capaian"),
        ("Anggaran", "Pagu, blokir dan realisasi per bulan menurut kode", "anggaran"),
        ("Rekap Anggaran", "Per program, unit, bulan, dan penyerapan terhadap target IKPA", "anggaran"),
        ("Data Dukung", "Pembilang dan penyebut tiap realisasi, dengan tautan bukti", "hasil"),
        ("Ringkasan", "Ringkasan capaian, penyerapan dan temuan, dengan grafik", "hasil"),
        ("Temuan", "Hasil pemeriksaan; ditulis oleh perintah hitung", "hasil"),
    ]


def buat_templat(isi: IsiBuku) -> bytes:
    """The workbook's bytes."""
    naskah = Naskah()
    lembar = daftar_lembar(isi)
    k = {nama: naskah.lembar(nama, _WARNA[grup]) for nama, _, grup in lembar}
    provinsi = jenis_templat(isi.satker) == PROVINSI
    id_ = tulis_identitas(k["Identitas"], isi)
    tulis_petunjuk(k["Petunjuk"], id_, [(n, arti) for n, arti, _ in lembar], provinsi=provinsi)
    rencana_ = _rencana(k, isi, id_)
    cap = _capaian(k, isi, id_, rencana_)
    a = anggaran.tulis_anggaran(k["Anggaran"], isi, id_)
    mulai = max(b for b, _ in k["RKT"].nilai) + 3
    rencana.tutup_rkt(k["RKT"], id_, anggaran.pagu_rkt(a, isi.anggaran), rencana_, mulai)
    rekap = tulis_rekap(k["Rekap Anggaran"], isi, id_, a)
    tulis_temuan(k["Temuan"], id_)
    tulis_pendukung(k["Data Dukung"], id_, cap)
    tulis_ringkasan(k["Ringkasan"], id_, cap, rekap, k["Temuan"])
    _properti(naskah, isi)
    return naskah.bita()


def _rencana(k: dict[str, Kanvas], isi: IsiBuku, id_: Identitas) -> Rencana:
    """Renstra to PK and RAK; returns the indicators with the cells of their PK targets."""
    ketua = rencana.tulis_renstra(k["Renstra"], isi, id_)
    rencana.tulis_iku(k["IKU"], ketua, id_)
    hasil = rencana.tulis_rkt(k["RKT"], isi, id_, ketua)
    jenis = "Bagian" if jenis_templat(isi.satker) == PROVINSI else "Sub Bagian"
    hasil.unit = rencana.tulis_rkt_unit(k[f"RKT {jenis}"], isi, id_)
    pk = rangkai("PERJANJIAN KINERJA TAHUN ", id_.tahun)
    hasil.ketua = rencana.tulis_pk(
        k["PK Ketua"], tata.PK_KETUA, hasil.ketua, id_, judul=(pk, besar(id_.satker)), penanda="ketua"
    )
    sekretariat = rangkai("SEKRETARIAT ", besar(id_.satker))
    hasil.sekretaris = rencana.tulis_pk(
        k["PK Sekretaris"], tata.PK_SEKRETARIS, hasil.sekretaris, id_, judul=(pk, sekretariat), penanda="sekretaris"
    )
    for u in isi.unit:
        hasil.unit[u.kode] = rencana.tulis_pk(
            k[f"PK {u.singkat}"], tata.PK_UNIT, hasil.unit[u.kode], id_,
            judul=(pk, sekretariat, besar(id_.unit[u.kode])), penanda=u.kode, kode=f"pk_{u.kode}",
        )  # fmt: skip
    tulis_rak(k["RAK Ketua"], tata.RAK_KETUA, hasil.ketua, id_, penanda="ketua")
    tulis_rak(k["RAK Sekretaris"], tata.RAK_SEKRETARIS, hasil.sekretaris, id_, penanda="sekretaris")
    return hasil


def _capaian(k: dict[str, Kanvas], isi: IsiBuku, id_: Identitas, r: Rencana) -> list[Kelompok]:
    judul = rangkai("CAPAIAN KINERJA TAHUN ", id_.tahun)
    sekretariat = rangkai("SEKRETARIAT ", besar(id_.satker))
    ketua = capaian.tulis_capaian(
        k["Capaian Ketua"], tata.CAPAIAN_KETUA, r.ketua, id_, judul=(judul, besar(id_.satker)), penanda="ketua"
    )
    sekretaris = capaian.tulis_capaian(
        k["Capaian Sekretaris"], tata.CAPAIAN_SEKRETARIS, r.sekretaris, id_,
        judul=(judul, sekretariat), penanda="sekretaris",
    )  # fmt: skip
    hasil = [_kelompok("Ketua", ketua, r.ketua), _kelompok("Sekretaris", sekretaris, r.sekretaris)]
    for u in isi.unit:
        letak = capaian.tulis_capaian(
            k[f"Capaian {u.singkat}"], tata.CAPAIAN_UNIT, r.unit[u.kode], id_,
            judul=(judul, sekretariat, besar(id_.unit[u.kode])), penanda=u.kode, kode=f"capaian_{u.kode}",
        )  # fmt: skip
        hasil.append(_kelompok(id_.unit[u.kode], letak, r.unit[u.kode]))
    capaian.tulis_multi_tahun(k["Capaian multi-tahun"], isi, id_, r.ketua, ketua)
    return hasil


def _kelompok(nama: Isi | Rumus, letak: Letak, semua: list[Jejak]) -> Kelompok:
    return Kelompok(nama, letak, [j.baris for j in semua if "capaian" not in j.baris.tanpa])


def _properti(naskah: Naskah, isi: IsiBuku) -> None:
    """Document properties: title and fixed dates; form code and version, satker and year as custom ones."""
    naskah.buku.set_properties({
        "title": f"Buku Kerja Kinerja {isi.satker.nama} Tahun {isi.tahun}",
        "author": "xlkinerja",
        "company": isi.satker.nama,
        "created": _TANGGAL,
    })  # fmt: skip
    for nama, nilai in (
        ("xlk_formulir", f"kinerja-{jenis_templat(isi.satker)}"),
        ("xlk_versi_formulir", VERSI_FORMULIR),
        ("xlk_versi", __version__),
        ("xlk_satker", isi.satker.kode or ""),
        ("xlk_tahun", str(isi.tahun)),
    ):
        naskah.buku.set_custom_property(nama, nilai, "text")
    naskah.buku.set_calc_mode("auto")
