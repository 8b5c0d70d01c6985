"""Each official table layout, declared once. `SEMUA` is the list that the finder tries, most specific first."""

from xlkinerja.formulir import keuangan, kinerja, pengaturan

SEMUA = (
    kinerja.RAK_BULAN,
    kinerja.RAK_TRIWULAN,
    kinerja.CAPAIAN_TAHUNAN,
    kinerja.CAPAIAN_KEGIATAN,
    kinerja.CAPAIAN_SASARAN,
    kinerja.IKU,
    kinerja.RENSTRA,
    kinerja.TARGET_KEGIATAN,
    kinerja.TARGET_SASARAN,
    keuangan.ANGGARAN_REALISASI,
    keuangan.ANGGARAN_RENCANA,
    pengaturan.SKALA,
    keuangan.PENDUKUNG,
    kinerja.DAFTAR_INDIKATOR,
    kinerja.DAFTAR_SASARAN,
)
