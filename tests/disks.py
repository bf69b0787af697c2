"""Disks that fail, stop or take notes at a chosen step of sealing."""

import errno
import os

from papersearch.engines.whoosh_engine.sealing import Disk

STEPS = ("make_folder", "link", "write", "sync", "rename", "remove")


class CountingDisk(Disk):
    """Counts its steps and tells each before it is done."""

    def __init__(self):
        self.steps = []

    def reached(self, step, *paths):
        self.steps.append((step, *(path.name for path in paths)))

    def make_folder(self, folder):
        self.reached("make_folder", folder)
        super().make_folder(folder)

    def link(self, source, target):
        self.reached("link", target)
        super().link(source, target)

    def write(self, path, text):
        self.reached("write", path)
        super().write(path, text)

    def sync(self, path):
        self.reached("sync", path)
        super().sync(path)

    def rename(self, source, target):
        self.reached("rename", source, target)
        super().rename(source, target)

    def remove(self, folder):
        self.reached("remove", folder)
        super().remove(folder)


class FullDisk(CountingDisk):
    """Refuses every step from a certain one on."""

    def __init__(self, last_step, number=errno.ENOSPC):
        super().__init__()
        self.last_step = last_step
        self.number = number

    def reached(self, step, *paths):
        super().reached(step, *paths)
        if len(self.steps) > self.last_step:
            raise OSError(self.number, os.strerror(self.number))


class DeadlyDisk(CountingDisk):
    """Kills the process at a certain step, as SIGKILL would: no `finally`, no flush."""

    def __init__(self, last_step):
        super().__init__()
        self.last_step = last_step

    def reached(self, step, *paths):
        super().reached(step, *paths)
        if len(self.steps) > self.last_step:
            os._exit(9)


class QuickDisk(Disk):
    """Waits for no platter: for tests that are not about power."""

    def sync(self, path):
        """Nothing."""
