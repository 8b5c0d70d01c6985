"""Each official table layout, declared once. `SEMUA` is the list that the finder tries, most specific first."""

from xlkinerja.formulir import keuangan, kinerja, pendukung, pengaturan

SEMUA = (
    kinerja.RAK_BULAN,
    kinerja.RAK_TRIWULAN,
    kinerja.CAPAIAN_TAHUNAN,
    kinerja.CAPAIAN_KEGIATAN,
    kinerja.CAPAIAN_SASARAN,
    kinerja.IKU,
    pendukung.DATA_DUKUNG,
    kinerja.RENSTRA,
    kinerja.TARGET_KEGIATAN,
    kinerja.TARGET_SASARAN,
    keuangan.ANGGARAN_BULANAN,
    keuangan.ANGGARAN_REALISASI,
    keuangan.ANGGARAN_RENCANA,
    keuangan.ANGGARAN_AWAL,
    pengaturan.SKALA,
    keuangan.PENDUKUNG_BELANJA,
    keuangan.PENDUKUNG,
    kinerja.DAFTAR_INDIKATOR,
    kinerja.DAFTAR_SASARAN,
)
