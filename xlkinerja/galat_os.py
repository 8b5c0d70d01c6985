"""Why the operating system refused, in the words of the user."""

from __future__ import annotations

import errno

_SEBAB = {
    errno.EACCES: "akses ditolak",
    errno.EPERM: "akses ditolak",
    errno.EROFS: "disk hanya dapat dibaca",
    errno.ENOENT: "tidak ditemukan",
    errno.ENOTDIR: "bagian dari jalurnya bukan folder",
    errno.EISDIR: "ini folder, bukan berkas",
    errno.EEXIST: "sudah ada berkas bernama sama",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.ENAMETOOLONG: "nama atau jalurnya terlalu panjang",
    errno.EBUSY: "sedang dipakai program lain",
    errno.EIO: "disk atau jaringan gagal dibaca",
    errno.ELOOP: "pintasannya saling menunjuk",
}


def sebab_os(galat: OSError) -> str:
    """The reason of an error of the operating system; what it says itself where that is not a usual one."""
    return _SEBAB.get(galat.errno or 0) or galat.strerror or "kesalahan sistem"
