"""Family X, money: a caption or heading that states another multiple of rupiah than the figures are written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.fakta_uang import TabelUang, setahun_sesatker
from xlkinerja.aturan.kesalahan_uang import MEDAN
from xlkinerja.formulir.judul import kelipatan
from xlkinerja.konteks import Konteks
from xlkinerja.temuan import Tingkat

_KATA = {Decimal(1000): "ribuan", Decimal(10**6): "jutaan", Decimal(10**9): "miliaran"}


def _satuan_keliru(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for tabel in setahun_sesatker(kelompok):
        for t in tabel:
            if t.salah_satuan:
                yield _hasil(t)


def _hasil(t: TabelUang) -> Hasil:
    """One finding per table, on the first cell that states the multiple."""
    d, bidang = t.dokumen, t.salah_satuan[0]
    kali, sel = kelipatan(d, bidang)
    lain = dict.fromkeys(s for n in t.salah_satuan if (s := kelipatan(d, n)[1]) is not None and s != sel)
    contoh = next(iter(t.fakta[bidang].values()))
    angka = contoh.dari[0]
    isi = {
        "bidang": "satuan",
        "satuan": _KATA[kali],
        "medan": MEDAN[bidang],
        "tampil": angka.tampil.strip(),
        "tempat": angka.alamat,
    }
    terkait = (*(Rujukan(s) for s in lain), Rujukan(angka))
    return Hasil(sel, d, "satuan", terkait=terkait, berkas=t.konteks.berkas, isi=isi)


X214 = Aturan(
    "X214",
    "Satuan pada keterangan tabel tidak sesuai dengan angkanya",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Keterangan di atas tabel atau judul kolom menyatakan ribuan, jutaan atau miliaran rupiah, tetapi angkanya sama "
    "dengan angka tabel lain bila dibaca sebagai rupiah penuh.",
    "Hubungan antarangka dalam tabel; DOMAIN 5 (satuan angka yang dinyatakan pada judul kolom)",
    "Keterangan menyatakan {satuan} rupiah, padahal {medan} di {tempat} ({tampil}) sudah rupiah penuh menurut tabel "
    "lain",
    "Hapus atau betulkan keterangan satuannya.",
    Contoh((Ubah("anggaran_ringkas", 0, "judul", "Realisasi Anggaran Tahun 2024 (dalam ribuan rupiah)"),),
           ("anggaran_ringkas", 0, "judul")),
    Contoh((Ubah("anggaran_ringkas", 0, "judul", "Realisasi Anggaran Tahun 2024 (dalam rupiah)"),)),
    silang=_satuan_keliru,
)  # fmt: skip
