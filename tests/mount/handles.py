# SPDX-License-Identifier: GPL-3.0-or-later
"""File handles, as a server of NFS has them: name_to_handle_at(2) and
open_by_handle_at(2)."""

import ctypes
import os

AT_FDCWD = -100

_libc = ctypes.CDLL(None, use_errno=True)


class Handle(ctypes.Structure):
    _fields_ = [("size", ctypes.c_uint), ("type", ctypes.c_int),
                ("bytes", ctypes.c_ubyte * 128)]


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), what)
    return result


def handle_of(path: str) -> Handle:
    handle, mount = Handle(size=128), ctypes.c_int()
    _check(_libc.name_to_handle_at(AT_FDCWD, os.fsencode(path),
                                   ctypes.byref(handle), ctypes.byref(mount),
                                   0), path)
    return handle


def opened(root: str, handle: Handle) -> int:
    """A descriptor; the caller closes it."""
    mount = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return _check(_libc.open_by_handle_at(
            mount, ctypes.byref(handle), os.O_RDONLY), "open_by_handle_at")
    finally:
        os.close(mount)


def content(root: str, handle: Handle):
    """The bytes of a file, the names of a directory."""
    fd = opened(root, handle)
    try:
        if os.path.isdir(f"/proc/self/fd/{fd}"):
            return os.listdir(fd)
        with open(fd, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(fd)


def forget() -> None:
    """The kernel lets go of what nobody uses."""
    with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as file:
        file.write("2\n")


def why_not() -> str:
    """What keeps this process from it, "" when nothing does."""
    try:
        os.close(opened("/proc", handle_of("/proc")))
    except OSError as error:
        if error.errno == 1:
            return "handles are for the administrator"
    if not os.access("/proc/sys/vm/drop_caches", os.W_OK):
        return "the kernel's memory cannot be dropped"
    return ""
