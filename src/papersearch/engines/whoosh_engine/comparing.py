"""Compares what is read of a mapped file with its checksums, block by block."""

import mmap
import os
from pathlib import Path
from weakref import finalize
from zlib import crc32

import numpy as np

BLOCK = 1 << 16
"""Bytes that have a checksum of their own."""


class Blocks:
    """The checksums of a mapped file, block by block; each block is compared before it is read for the first time.

    What is mapped is read from the file to be compared, no more of it than is asked for: where a map is touched first, the
    system fetches megabytes around it from the disk. Threads share it: two that come at once compare a block twice, and no more.

    Raises:
        OSError: the file cannot be opened.
    """

    def __init__(self, path: Path, content: mmap.mmap | bytes, sums: bytes) -> None:
        self._content = content
        self._file = None
        if isinstance(content, mmap.mmap):
            self._file = os.open(path, os.O_RDONLY)
            finalize(self, os.close, self._file)
            os.posix_fadvise(self._file, 0, 0, os.POSIX_FADV_RANDOM)
        self._sums = np.frombuffer(sums, ">u4")
        self.is_broken = False
        """Whether a block was found that is not as it was sealed."""
        self._is_sound = bytearray(len(self._sums))

    def is_sound(self, start: int, stop: int) -> bool:
        """Whether these bytes are as they were sealed."""
        span = range(start // BLOCK, min(-(-stop // BLOCK), len(self._sums)))
        if 0 not in self._is_sound[span.start : span.stop]:
            return True
        if self._file is not None and len(span) > 1:
            os.posix_fadvise(self._file, span.start * BLOCK, len(span) * BLOCK, os.POSIX_FADV_WILLNEED)
        for at in span:
            if not self._is_sound[at]:
                if crc32(self._block(at)) != self._sums[at]:
                    self.is_broken = True
                    return False
                self._is_sound[at] = 1
        return True

    def _block(self, at: int) -> bytes | memoryview:
        if self._file is None:
            return memoryview(self._content)[at * BLOCK : (at + 1) * BLOCK]
        try:
            return os.pread(self._file, BLOCK, at * BLOCK)
        except OSError:  # the disk cannot give it
            return b""
