"""The Rencana Aksi Kinerja: the PK's indicators with activity, marks in quarters or months, and who carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.tataletak import LembarTemplat
from xlkinerja.templat import halaman
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.kanvas import Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import besar, rangkai, tulis_judul, tulis_tanda_tangan
from xlkinerja.templat.rencana import Jejak
from xlkinerja.templat.tabel import BarisTabel, periksa_kolom, tandai_kosong, tulis_tabel


def tulis_rak(k: Kanvas, lt: LembarTemplat, semua: Sequence[Jejak], id_: Identitas, *, penanda: str) -> None:
    """The sheet of the Ketua (quarters) or the Sekretaris (months)."""
    kolom = len(lt.kolom)
    r = tulis_judul(k, 1, kolom, (
        "RENCANA AKSI KINERJA (RAK)", besar(id_.satker), rangkai("TAHUN ", id_.tahun),
    ))  # fmt: skip
    dalam = [j for j in semua if "rak" not in j.baris.tanpa]
    waktu = [x.nama for x in lt.kolom if x.induk]
    kunci = [j.baris.baku.tujuan or j.baris.baku.sasaran for j in dalam]
    nomor: list[int] = []
    for i, x in enumerate(kunci):
        nomor.append(1 if not i else nomor[-1] + (x != kunci[i - 1]))
    letak = tulis_tabel(k, lt, r, [
        _baris(j, n, kunci[i], waktu) for i, (j, n) in enumerate(zip(dalam, nomor, strict=True))
    ])  # fmt: skip
    periksa_kolom(letak, waktu, halaman.TANDA)
    periksa_kolom(letak, ["pelaksana"], halaman.PELAKSANA)
    tandai_kosong(letak, ["kegiatan", "pelaksana"])
    jabatan, nama = id_.kepala[penanda]
    akhir = tulis_tanda_tangan(
        k, letak.akhir + 2, letak.kolom[waktu[0]], kolom, tempat=id_.tempat["rak"], jabatan=jabatan, nama=nama
    )
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=True, kertas=halaman.F4, area=(1, 1, akhir, kolom),
        ulang=(1, letak.data - 1), beku=(letak.data, 4), penutup=letak.akhir + 1,
    )  # fmt: skip


def _baris(j: Jejak, nomor: int, kelompok: str, waktu: Sequence[str]) -> BarisTabel:
    b = j.baris
    isi: dict[str, Isi | Rumus] = {
        "nomor": Decimal(nomor), "sasaran": j.sasaran.salinan(), "indikator": j.indikator.salinan(),
        "target": j.target.salinan() if j.target is not None else None,
        "kegiatan": b.baku.aksi, "pelaksana": b.baku.pelaksana,
        **{n: "✓" if i in b.tanda else None for i, n in enumerate(waktu, 1)},
    }  # fmt: skip
    return BarisTabel(isi, b.baku.satuan, None, {"nomor": kelompok, "sasaran": b.baku.sasaran})
