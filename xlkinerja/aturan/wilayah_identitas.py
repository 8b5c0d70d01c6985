"""Family W, whose workbook it is: a code that is another office's, a file's name that goes with another content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlkinerja.aturan.deklarasi import Aturan, Hasil, Rujukan
from xlkinerja.formulir.baku import kode_satker_kpu
from xlkinerja.formulir.identitas import satker_berkode
from xlkinerja.himpunan import disebut, nama_berkas, nama_lain, satker_bernama
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas, Satker
from xlkinerja.temuan import Tingkat


def _kode_bukan_miliknya(konteks: Konteks) -> Iterator[Hasil]:
    identitas = konteks.berkas.identitas
    bernama = satker_bernama(konteks.berkas)
    if identitas is None or bernama is None:
        return
    kode = identitas.teks("kode")
    milik = satker_berkode(_kode_baku(kode))
    if kode and milik != bernama:
        yield _hasil_kode(konteks.berkas, bernama, milik)
        return
    kpu = {v: k for k, v in kode_satker_kpu().items() if v}
    lain = satker_berkode(kpu.get(identitas.teks("kode_kpu"), ""))
    if lain is not None and lain != bernama:
        isi = {"apa": "Kode satker KPU", "kode": identitas.teks("kode_kpu"), "milik": f"kode {lain.nama}"}
        seharusnya = kode_satker_kpu().get(bernama.kode or "", "")
        yield _hasil_identitas(konteks.berkas, "kode_kpu", seharusnya, {**isi, "nama": bernama.nama})


def _kode_baku(teks: str) -> str:
    """A code that was typed as a number or without its point, as the list writes it: "5303" and "53,03" are 53.03."""
    angka = re.sub(r"[.,\s]", "", teks)
    return f"{angka[:2]}.{angka[2:]}" if len(angka) == 4 and angka.isdigit() else teks


def _hasil_kode(b: Berkas, bernama: Satker, milik: Satker | None) -> Hasil:
    """The code is at fault, unless the file's name goes with it: then it is the name."""
    assert b.identitas is not None
    isi = {
        "apa": "Kode wilayah",
        "kode": b.identitas.teks("kode"),
        "milik": f"kode {milik.nama}" if milik else "kode yang tidak ada dalam daftar satker",
        "nama": bernama.nama,
    }
    if milik is not None and milik in disebut(nama_berkas(b)) and bernama not in disebut(nama_berkas(b)):
        return _hasil_identitas(b, "satker", milik.nama, isi)
    return _hasil_identitas(b, "kode", bernama.kode or "", isi)


def _hasil_identitas(b: Berkas, bidang: str, seharusnya: str, isi: dict[str, str]) -> Hasil:
    assert b.identitas is not None
    lain = tuple(Rujukan(s) for n, s in b.identitas.sel.items() if n in ("satker", "kode") and n != bidang)
    return Hasil(
        b.identitas.sel[bidang],
        kunci=bidang,
        seharusnya=seharusnya,
        terkait=lain,
        urut_lembar=b.identitas.urut_lembar,
        isi={**isi, "bidang": bidang},
    )


W203 = Aturan(
    "W203",
    "Kode satker bukan milik satker yang namanya tertulis",
    Tingkat.GALAT,
    (),
    "Kode wilayah (atau kode satker KPU) di lembar Identitas adalah kode satker lain. Kode menentukan milik siapa "
    "angka buku kerja ini, sehingga salah kode menaruhnya pada satker lain.",
    "Kode wilayah menurut Kementerian Dalam Negeri; daftar satker xlkinerja",
    "{apa} {kode} adalah {milik}, sedangkan nama yang tertulis {nama}",
    "Betulkan kode atau nama satker di lembar Identitas.",
    None,
    None,
    _kode_bukan_miliknya,
)


def _nama_berkas_lain(konteks: Konteks) -> Iterator[Hasil]:
    b = konteks.berkas
    lain, bernama = nama_lain(b), satker_bernama(b)
    if lain is None or b.satker is None or (bernama is not None and bernama != b.satker):
        return
    yield Hasil(
        b.identitas.sel.get("kode") if b.identitas is not None else None,
        kunci="nama berkas",
        urut_lembar=b.identitas.urut_lembar if b.identitas is not None else -1,
        isi={"bidang": "nama berkas", "nama": lain.nama, "isi": f"{b.satker.nama} ({b.satker.kode})"},
    )


W204 = Aturan(
    "W204",
    "Nama berkas menyebut satker lain",
    Tingkat.PERINGATAN,
    (),
    "Nama berkas menyebut satu satker, isinya (lembar Identitas atau judul dokumennya) satker lain: berkas salah "
    "diberi nama, atau buku kerja satker lain disalin tanpa mengganti identitasnya.",
    "Kebutuhan pengumpulan buku kerja; tidak bersumber peraturan",
    "Nama berkas menyebut {nama}, tetapi isinya {isi}",
    "Betulkan nama berkasnya, atau identitas di dalamnya bila isinya memang milik satker yang disebut namanya.",
    None,
    None,
    _nama_berkas_lain,
)
