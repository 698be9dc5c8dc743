"""Undo gzip and brotli in bounded pieces, so that a small body cannot inflate without limit.

An HTTP client's own decoder is not used: it neither notices a truncated gzip body nor refuses the encodings whose
decoders cannot be bounded.
"""

import zlib
from collections.abc import Iterable, Iterator

import brotli

PIECE = 2**16
ACCEPTED = "gzip, br"


class EncodingRefusedError(ValueError):
    """The body is in an encoding that was not asked for, or is damaged."""


def decoded(chunks: Iterable[bytes], content_encoding: str) -> Iterator[bytes]:
    """The decoded body, in pieces of bounded size; whoever reads it may stop at any piece."""
    encoding = content_encoding.strip().lower()
    if encoding in ("", "identity"):
        return iter(chunks)
    if encoding in ("gzip", "x-gzip"):
        return _gunzipped(chunks)
    if encoding == "br":
        return _unbrotlied(chunks)
    raise EncodingRefusedError(f"the body is encoded as {content_encoding!r}, though only {ACCEPTED} was accepted")


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            pending = chunk
            while pending and not inflater.eof:
                yield inflater.decompress(pending, PIECE)
                pending = inflater.unconsumed_tail
        while not inflater.eof and (piece := inflater.decompress(b"", PIECE)):
            yield piece
    except zlib.error as error:
        raise EncodingRefusedError(f"the gzip body is damaged ({error})") from error
    if not inflater.eof:
        raise EncodingRefusedError("the gzip body ends in the middle")


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = brotli.Decompressor()
    try:
        for chunk in chunks:
            pending = chunk
            while not inflater.is_finished():
                piece = inflater.process(pending, output_buffer_limit=PIECE)
                if not piece and inflater.can_accept_more_data():
                    break
                pending = b""
                yield piece
    except brotli.error as error:
        raise EncodingRefusedError(f"the brotli body is damaged ({error})") from error
    if not inflater.is_finished():
        raise EncodingRefusedError("the brotli body ends in the middle")
