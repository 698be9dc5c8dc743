"""Compressed bodies are undone in bounded pieces, whole or not at all."""

import gzip

import brotli
import pytest

from claims.ingest.content_encoding import EncodingRefusedError, decoded

BODY = bytes(at * at % 251 for at in range(50_000)) + b"news " * 200_000
COMPRESS = {"gzip": gzip.compress, "br": brotli.compress}


@pytest.mark.parametrize("encoding", COMPRESS)
@pytest.mark.parametrize("step", [1, 7_000, 10_000_000])
def test_a_body_comes_out_whole_however_it_was_cut(encoding: str, step: int) -> None:
    packed = COMPRESS[encoding](BODY)
    pieces = list(decoded((packed[at : at + step] for at in range(0, len(packed), step)), encoding))
    assert b"".join(pieces) == BODY


@pytest.mark.parametrize("encoding", COMPRESS)
def test_no_piece_is_large_though_the_body_is(encoding: str) -> None:
    packed = COMPRESS[encoding](bytes(50_000_000))
    assert max(len(piece) for piece in decoded([packed], encoding)) < 300_000


@pytest.mark.parametrize("encoding", COMPRESS)
def test_a_truncated_body_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingRefusedError, match="ends in the middle"):
        list(decoded([COMPRESS[encoding](BODY)[:-40]], encoding))


@pytest.mark.parametrize("encoding", COMPRESS)
def test_a_body_that_is_not_what_it_says_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingRefusedError, match="damaged"):
        list(decoded([b"<rss>plain</rss>"], encoding))


@pytest.mark.parametrize("encoding", ["zstd", "deflate", "gzip, br", "gzip, gzip"])
def test_encodings_that_were_not_asked_for_are_refused(encoding: str) -> None:
    with pytest.raises(EncodingRefusedError, match="only gzip, br"):
        list(decoded([b"x"], encoding))


def test_plain_bodies_pass_as_they_are() -> None:
    assert list(decoded([b"a", b"b"], "")) == [b"a", b"b"]
