"""Digests, retention and the package itself, without a database."""

import hashlib
import random
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from yichuang.archive.rules.package import Piece, hurt_in, manifest_of, pack
from yichuang.archive.rules.retention import Keep, retention
from yichuang.archive.rules.sm3 import sm3, sm3_here
from yichuang.people.public import Level

ENDED = datetime(2026, 11, 3, 15, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "digest"),
    [  # GB/T 32905-2016, annex A
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_standard_s_own_vectors(said: bytes, digest: str) -> None:
    assert sm3(said) == sm3_here(said) == digest


def test_our_sm3_is_openssl_s_for_every_length_about_a_block() -> None:
    """What OpenSSL 3.0 gave for the same contents is kept as one digest: this runs where a build leaves SM3 out."""
    pick, ours = random.Random(32905), hashlib.sha256()
    for length in [*range(130), 1_000, 4_095]:
        content = pick.randbytes(length)
        ours.update(bytes.fromhex(sm3_here(content)))
        assert sm3(content) == sm3_here(content), length
    assert ours.hexdigest() == "4f822cd495be259a41c055730109347b960fc4ead0bd0e2dd2dd563be82ae95c"


@pytest.mark.rule("R272")
@pytest.mark.parametrize(
    ("keep", "level", "until", "transfer"),
    [
        (Keep.TEN, Level.CITY, date(2036, 12, 31), date(2046, 12, 31)),
        (Keep.THIRTY, Level.COUNTY, date(2056, 12, 31), date(2036, 12, 31)),
        (Keep.FOREVER, Level.TOWNSHIP, None, date(2036, 12, 31)),
    ],
)
def test_a_package_is_kept_by_its_term_and_transferred_by_its_level(
    keep: Keep, level: Level, until: date | None, transfer: date
) -> None:
    kept = retention(keep, level, date(2026, 2, 28))
    assert (kept.until_on, kept.transfer_on) == (until, transfer)


def a_package() -> bytes:
    out = BytesIO()
    pieces = [
        Piece("papers/01-受理通知书.pdf", "受理通知书", b"%PDF"),
        Piece("journal.json", "办理记录", b"[]"),
    ]
    pack(out, pieces, case_no="202611030001", dated=ENDED)
    return out.getvalue()


def test_the_same_pieces_give_the_same_bytes() -> None:
    assert a_package() == a_package()
    with ZipFile(BytesIO(a_package())) as box:
        assert [entry.date_time for entry in box.infolist()] == [(2026, 11, 3, 15, 20, 8)] * 3


def test_the_manifest_has_both_digests_of_each_file() -> None:
    paper = manifest_of(BytesIO(a_package()))[0]
    assert (paper.path, paper.size) == ("papers/01-受理通知书.pdf", 4)
    assert paper.sha256 == hashlib.sha256(b"%PDF").hexdigest()
    assert paper.sm3 == sm3(b"%PDF")


def test_a_changed_file_inside_is_named() -> None:
    assert list(hurt_in(BytesIO(a_package()))) == []
    assert list(hurt_in(BytesIO(a_package().replace(b"%PDF", b"%PDG")))) == ["papers/01-受理通知书.pdf"]
    assert list(hurt_in(BytesIO(a_package()[:-40]))) == ["manifest.json"]
    assert list(hurt_in(BytesIO(b""))) == ["manifest.json"]


def test_a_file_that_was_added_or_taken_out_is_named() -> None:
    more = BytesIO(a_package())
    with ZipFile(more, "a") as box:
        box.writestr("papers/99-extra.pdf", b"x")
    assert list(hurt_in(more)) == ["papers/99-extra.pdf"]
