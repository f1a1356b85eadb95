#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mount that a server of NFS exports: handles lead somewhere when the kernel
has forgotten what they are of, and in the next mount."""

import errno
import os
import shutil
import tempfile
import unittest

import handles
from harness import Mount, MountTest, main

PATHS = (
    "README.txt",
    "patent",
    "patent/EP2814089B1",
    "patent/EP2814089B1/title.txt",
    "patent/EP2814089B1/register",
    "patent/EP2814089B1/register/status.txt",
    "patent/EP2814089B1/claims/001.txt",
    "search/ti=conveyor",
    "published-data/publication/epodoc/EP2814089/biblio.xml",
)


@unittest.skipIf(handles.why_not(), handles.why_not())
class Handles(MountTest):
    @classmethod
    def start(cls) -> Mount:
        cls.store = tempfile.mkdtemp(prefix="opsfs-store-")
        cls.addClassCleanup(shutil.rmtree, cls.store)
        return Mount(cls.sim, *cls.OPTIONS, f"store={cls.store}",
                     "store_wait=240")

    @classmethod
    def mount_again(cls) -> None:
        cls.mount.close()
        cls.mount = Mount(cls.sim, *cls.OPTIONS, f"store={cls.store}",
                          "store_wait=240")

    def content(self, handle: handles.Handle):
        return handles.content(str(self.mount.path), handle)

    def read_all(self) -> dict:
        """What is in each path, by its handle."""
        of = {path: handles.handle_of(self.mount / path) for path in PATHS}
        return {path: (of[path], self.content(of[path])) for path in PATHS}

    def check(self, known: dict) -> None:
        for path, (handle, content) in known.items():
            with self.subTest(path):
                got = self.content(handle)
                if isinstance(content, list):
                    self.assertGreaterEqual(set(got), set(content))
                else:
                    self.assertEqual(got, content)

    def test_after_the_kernel_forgot_and_in_the_next_mount(self) -> None:
        known = self.read_all()
        with self.costs(0):
            handles.forget()
            self.check(known)
        self.mount_again()
        with self.costs(0):
            self.check(known)
            handles.forget()
            self.check(known)

    def test_a_folder_of_which_nothing_was_read(self) -> None:
        """The kernel searches the folder above for its name, which lists no
        number that was not used."""
        folder = f"patent/{self.fresh()}A1"
        handle = handles.handle_of(self.mount / folder)
        names = os.listdir(self.mount / folder)
        for again in (handles.forget, self.mount_again):
            again()
            with self.costs(0):
                self.assertEqual(self.content(handle), names)
        self.assertNotIn(os.path.basename(folder),
                         os.listdir(self.mount / "patent"))

    def test_what_leads_nowhere_is_stale(self) -> None:
        folder = f"patent/{self.fresh()}A1"
        handle = handles.handle_of(self.mount / folder)
        for byte in (0, 4, 6, 10):
            handle.bytes[byte] ^= 0x55
            with self.subTest(byte), self.assertRaises(OSError) as caught:
                self.content(handle)
            self.assertEqual(caught.exception.errno, errno.ESTALE)
            handle.bytes[byte] ^= 0x55
        self.content(handle)


if __name__ == "__main__":
    main()
