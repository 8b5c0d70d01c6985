"""Whether a folder lies on a network drive or a shared folder, where the system does not tell of all changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable

_JAUH = frozenset([
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs3", "nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav",
])  # fmt: skip
"""Types of file systems that others write to without this machine's knowledge; 9p is also how WSL sees Windows."""
_DRIVE_REMOTE = 4


def jauh(folder: str) -> bool:
    """True if changes to a folder may come from elsewhere; False where that cannot be found out."""
    if sys.platform == "win32":
        return _jauh_windows(folder)
    nyata = os.path.realpath(folder)
    try:
        return jenis(_mount(), nyata) in _JAUH
    except (OSError, subprocess.SubprocessError):
        return False


def jenis(mount: Iterable[tuple[str, str]], folder: str) -> str | None:
    """The type of the file system that a folder lies on, from mount points and their types; the last one counts."""
    terpanjang, hasil = -1, None
    for tempat, tipe in mount:
        batas = tempat.rstrip("/") + "/"
        if (folder + "/").startswith(batas) and len(batas) >= terpanjang:
            terpanjang, hasil = len(batas), tipe
    return hasil


def mount_linux(teks: str) -> list[tuple[str, str]]:
    """Mount points and types from /proc/mounts, where spaces are written as \\040."""
    kolom = [b.split(" ") for b in teks.splitlines()]
    return [(re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), k[1]), k[2]) for k in kolom if len(k) > 2]


def mount_mac(teks: str) -> list[tuple[str, str]]:
    """The same from what `mount` says: `//ani@server/data on /Volumes/data (smbfs, nodev, nosuid)`."""
    return [(m[1], m[2]) for m in re.finditer(r"^.* on (/.*) \(([^,)]+)[^()]*\)$", teks, re.MULTILINE)]


def _mount() -> list[tuple[str, str]]:
    if sys.platform == "darwin":
        return mount_mac(subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=10).stdout)
    with open("/proc/mounts", encoding="utf-8", errors="surrogateescape") as berkas:
        return mount_linux(berkas.read())


def _jauh_windows(folder: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415

    mutlak = os.path.abspath(folder)
    akar = os.path.splitdrive(mutlak)[0] + "\\"
    return mutlak.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(akar) == _DRIVE_REMOTE
