"""Capaian of Ketua, Sekretaris and units, with quarters; over several years; and the counts around 100%."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.angka import terbilang
from xlkinerja.formulir import rumus
from xlkinerja.formulir import templat as tata
from xlkinerja.hitung import Skala, hitung_banding
from xlkinerja.tataletak import LembarTemplat, Peran
from xlkinerja.templat import halaman, nilai
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.isi import IsiBuku
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import (
    rangkai,
    tulis_judul,
    tulis_keterangan_tabel,
    tulis_tanda_tangan,
)
from xlkinerja.templat.rencana import Jejak, periksa_kinerja
from xlkinerja.templat.tabel import (
    BarisTabel,
    Letak,
    gaya_kolom,
    periksa_kolom,
    tandai_kosong,
    tulis_tabel,
)
from xlkinerja.temuan import alamat_a1, huruf_kolom

_TW = range(1, 5)


def tulis_capaian(
    k: Kanvas, lt: LembarTemplat, semua: Sequence[Jejak], id_: Identitas, *, judul: tuple[Isi | Rumus, ...],
    penanda: str, kode: str | None = None,
) -> Letak:  # fmt: skip
    """A capaian sheet: realisasi per quarter is typed, everything else follows."""
    kolom = sum(x.cetak for x in lt.kolom)
    r = tulis_judul(k, 1, kolom, judul)
    dalam = [j for j in semua if "capaian" not in j.baris.tanpa]
    letak = tulis_tabel(k, lt, r, _semua_baris(lt, dalam), kode=kode)
    for i, j in enumerate(dalam):
        _rumus_baris(letak, i, j, id_.skala)
    _aturan(letak, dalam)
    akhir = _hitungan(letak)
    jabatan, nama = id_.kepala[penanda]
    akhir = tulis_tanda_tangan(
        k, akhir + 2, letak.kolom["target"], letak.kolom_cetak, tempat=id_.tempat["lkj"], jabatan=jabatan, nama=nama
    )
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=True, area=(1, 1, akhir, letak.kolom_cetak),
        ulang=(letak.kepala, letak.data - 1), beku=(letak.data, letak.kolom["indikator"] + 1),
        penutup=letak.akhir + 1,
    )  # fmt: skip
    return letak


def _semua_baris(lt: LembarTemplat, dalam: Sequence[Jejak]) -> list[BarisTabel]:
    """Words and figures of each row; formulas that look at the row's own cells come later."""
    bertujuan = any(x.nama == "tujuan" for x in lt.kolom)
    hasil: list[BarisTabel] = []
    atas_lalu: Acuan | None = None
    kelompok = ""
    nomor = urut = 0
    for j in dalam:
        b = j.baris.baku
        atas = j.atas.salinan() if j.atas is not None and j.atas != atas_lalu else None
        atas_lalu = j.atas
        kini = b.kegiatan or b.sasaran
        urut = urut + 1 if kini == kelompok else 1
        nomor, kelompok = nomor + (kini != kelompok), kini
        isi: dict[str, Isi | Rumus] = {
            "nomor": Decimal(urut if bertujuan else nomor),
            "sasaran": j.sasaran.salinan(),
            "kegiatan": j.kegiatan.salinan() if j.kegiatan else None,
            "indikator": j.indikator.salinan(),
            "target": j.target.salinan() if j.target else None,
            "satuan": j.satuan.salinan() if j.satuan else None,
            "polaritas": j.polaritas.salinan() if j.polaritas else None,
            "agregasi": b.agregasi,
            **{f"target_t{i}": j.baris.target_tw[i - 1] for i in _TW},
            **{f"realisasi_t{i}": j.baris.realisasi_tw[i - 1] for i in _TW},
        }
        grup = {"nomor": kini, "kegiatan": b.kegiatan, "sasaran": f"{b.kegiatan}/{b.sasaran}"}
        hasil.append(BarisTabel(isi, b.satuan, atas, grup))
    return hasil


def _rumus_baris(letak: Letak, i: int, j: Jejak, skala: Skala) -> None:
    """Year's realisasi, capaian of year and quarters, kategori, remark."""
    r, c = letak.baris[i], letak.kolom
    tw = [f"realisasi_t{n}" for n in _TW]
    rentang = f"{alamat_a1(r, c[tw[0]])}:{alamat_a1(r, c[tw[3]])}"
    cara = letak.acuan(i, "agregasi")
    setahun = nilai.agregasi([letak.acuan(i, n).nilai for n in tw], cara.nilai)
    alamat = {n: alamat_a1(r, c[n]) for n in c}
    _tulis(letak, i, j, "realisasi", Rumus(
        rumus.agregasi([alamat[n] for n in tw], rentang, alamat["agregasi"]), setahun
    ))  # fmt: skip
    for ekor in ("", *(f"_t{n}" for n in _TW)):
        t, n = letak.acuan(i, f"target{ekor}"), letak.acuan(i, f"realisasi{ekor}")
        hasil = nilai.capaian(t.nilai, n.nilai, letak.acuan(i, "polaritas").nilai)
        teks = rumus.capaian(alamat[f"target{ekor}"], alamat[f"realisasi{ekor}"], alamat["polaritas"])
        _tulis(letak, i, j, f"capaian{ekor}", Rumus(teks, hasil))
    c_nilai = letak.acuan(i, "capaian").nilai
    _tulis(letak, i, j, "kategori", Rumus(rumus.kategori(alamat["capaian"]), nilai.kategori(c_nilai, skala)))
    _tulis(letak, i, j, "keterangan", _keterangan(alamat, letak, i))


def _tulis(letak: Letak, i: int, j: Jejak, nama: str, isi: Rumus) -> None:
    k = next(x for x in letak.lembar.kolom if x.nama == nama)
    letak.kanvas.tulis(letak.baris[i], letak.kolom[nama], isi, gaya_kolom(letak.kanvas, k, j.baris.baku.satuan))


_KATA = (
    "target belum diisi",
    "realisasi belum diisi",
    "belum dinilai",
    "tidak dapat dihitung",
    "tercapai",
    "belum tercapai",
)


def _keterangan(alamat: dict[str, str], letak: Letak, i: int) -> Rumus:
    t, n, c = (alamat[x] for x in ("target", "realisasi", "capaian"))
    teks = (
        f'IF({t}="","{_KATA[0]}",IF({n}="","{_KATA[1]}",IF({n}="-","{_KATA[2]}",'
        f'IF(NOT(ISNUMBER({c})),"{_KATA[3]}",IF({c}>=1,"{_KATA[4]}","{_KATA[5]}")))))'
    )
    vt, vn, vc = (letak.acuan(i, x).nilai for x in ("target", "realisasi", "capaian"))
    if vt is None:
        kata = _KATA[0]
    elif vn is None:
        kata = _KATA[1]
    elif vn == "-":
        kata = _KATA[2]
    else:
        kata = _KATA[3] if not isinstance(vc, Decimal) else _KATA[4] if vc >= 1 else _KATA[5]
    return Rumus(teks, kata)


def _aturan(letak: Letak, dalam: Sequence[Jejak]) -> None:
    isian = [f"{n}_t{i}" for n in ("target", "realisasi") for i in _TW]
    periksa_kinerja(letak, isian, [j.baris for j in dalam])
    periksa_kolom(letak, ["agregasi"], halaman.AGREGASI)
    tandai_kosong(letak, ["realisasi_t4", "agregasi"])
    c = letak.kolom["kategori"]
    k = letak.kanvas
    for kriteria, sifat in (
        ("<INDEX(xlk_skala_bawah,ROWS(xlk_skala_bawah)-1)", {"bold": True, "italic": True, "bg_color": "#F4CCCC"}),
        ("<1", {"italic": True, "bg_color": "#FFF2CC"}),
    ):
        capaian = f"${huruf_kolom(letak.kolom['capaian'])}{letak.data}"
        k.ws.conditional_format(
            letak.data - 1, letak.kolom["capaian"] - 1, letak.akhir - 1, c - 1,
            {"type": "formula", "criteria": f"=AND(ISNUMBER({capaian}),{capaian}{kriteria})",
             "format": k.naskah.buku.add_format(sifat), "stop_if_true": True},
        )  # fmt: skip


def _hitungan(letak: Letak) -> int:
    """The block below the table that counts indicators above, at and below 100% (seed 003 l.628-632)."""
    k, kolom = letak.kanvas, letak.kolom_cetak
    capaian = f"{alamat_a1(letak.data, letak.kolom['capaian'])}:{alamat_a1(letak.akhir, letak.kolom['capaian'])}"
    angka = [n for n in letak.nilai("capaian") if isinstance(n, Decimal)]
    banyak = hitung_banding(n * 100 for n in angka)
    r = letak.akhir + 2
    k.gabung(r, 1, r, kolom, "Keterangan :", k.gaya.teks(bold=True))
    k.gabung(r + 1, 1, r + 1, kolom, "Berdasarkan hasil pengukuran kinerja pada tabel di atas:", k.gaya.teks())
    kata = ("di atas 100%", "tepat 100%", "di bawah 100%")
    for i, (syarat, teks, n) in enumerate(zip((">1", "=1", "<1"), kata, banyak, strict=True)):
        hitung = f'COUNTIF({capaian},"{syarat}")'
        baris = rangkai(
            f"{i + 1}. Indikator dengan capaian {teks} sebanyak ",
            Rumus(hitung, Decimal(n)),
            " (",
            Rumus(_terbilang(hitung), terbilang(n)),
            ") indikator.",
        )
        k.gabung(r + 2 + i, 1, r + 2 + i, kolom, baris, k.gaya.teks())
    return r + 4


def _terbilang(n: str) -> str:
    """Formula: a whole number below 100 in words (LibreOffice's CHOOSE takes at most 30 words)."""
    puluh, satuan = f"INT({n}/10)", f"MOD({n},10)"
    ekor = f'IF({satuan}=0,""," "&{_kata(satuan)})'
    belas = f'IF({n}<20,{_kata(f"{n}-10")}&" belas",IF({n}<100,{_kata(puluh)}&" puluh"&{ekor},{n}))'
    return f"IF({n}<12,{_kata(n)},{belas})"


def _kata(n: str) -> str:
    return f"CHOOSE(1+{n},{','.join(f'{chr(34)}{terbilang(i)}{chr(34)}' for i in range(12))})"


# Several years


def tulis_multi_tahun(k: Kanvas, isi: IsiBuku, id_: Identitas, ketua: Sequence[Jejak], capaian: Letak) -> None:
    """One block per indicator of the Ketua (seed 003 Tabel 13-28): four earlier years, this year, Renstra target."""
    r = tulis_judul(k, 1, 8, (
        rangkai("PERBANDINGAN CAPAIAN KINERJA ", id_.satker),
        rangkai("TAHUN ", _tahun(id_, -4), " - ", id_.tahun),
    ))  # fmt: skip
    dalam = [j for j in ketua if "capaian" not in j.baris.tanpa]
    pisah = []
    for i, j in enumerate(dalam):
        if i and i % 3 == 0:
            pisah.append(r)
        r = _satu_blok(k, isi, id_, j, capaian=capaian, i=i, r=r)
    halaman.atur_halaman(k, kaki=id_.kaki, mendatar=True, area=(1, 1, r - 2, 8), beku=(4, 1), pisah=pisah)


def _tahun(id_: Identitas, geser: int) -> Rumus:
    assert isinstance(id_.tahun.nilai, Decimal)
    return Rumus(f"{id_.tahun.teks}{geser:+d}" if geser else id_.tahun.teks, id_.tahun.nilai + geser)


def _satu_blok(k: Kanvas, isi: IsiBuku, id_: Identitas, j: Jejak, *, capaian: Letak, i: int, r: int) -> int:
    lt = tata.CAPAIAN_TAHUNAN
    teks = rangkai(f"{i + 1}. ", j.indikator.salinan())
    r = tulis_keterangan_tabel(k, r, 8, teks)
    for label, acuan in (("Sasaran Kegiatan : ", j.sasaran), ("Indikator Kegiatan : ", j.indikator)):
        k.gabung(r, 1, r, 8, rangkai(label, acuan.salinan()), k.gaya.sel(Peran.RUMUS))
        k.tinggi(r, 30)
        r += 1
    judul: dict[str, Isi | Rumus] = {f"tahun{n}": _tahun(id_, n - 5) for n in range(1, 5)}
    letak = tulis_tabel(k, lt, r + 1, [_isi_blok(isi, j, capaian, i)], judul=judul, kode=f"multi_tahun_{i + 1}")
    kepala = k.gaya.kepala()
    rentang = rangkai("Realisasi ", _tahun(id_, -4), "-", _tahun(id_, -1))
    k.ws.set_row(r - 1, 18)
    for awal, akhir, teks_kepala in (
        (1, 4, rentang), (5, 7, id_.tahun), (8, 8, rangkai("Renstra KPU ", id_.periode[0], "-", id_.periode[4])),
    ):  # fmt: skip
        k.gabung(r, awal, r, akhir, teks_kepala, kepala)
    periksa_kinerja(letak, ["tahun1", "tahun2", "tahun3", "tahun4", "target_renstra"], [j.baris])
    return letak.akhir + 2


def _isi_blok(isi: IsiBuku, j: Jejak, capaian: Letak, i: int) -> BarisTabel:
    salinan = {n: capaian.acuan(i, n).salinan() for n in ("target", "realisasi", "capaian")}
    nasional = j.nasional.salinan() if isinstance(j.nasional, Acuan) else None
    lalu = {f"tahun{n}": j.baris.lalu.get(isi.tahun - 5 + n) for n in range(1, 5)}
    return BarisTabel({**lalu, **salinan, "target_renstra": nasional}, j.baris.baku.satuan)
