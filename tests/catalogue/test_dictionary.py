"""The dictionary of words: there for who cuts, and only as long as somebody does."""

import subprocess
import sys

PROOF = """
from yichuang.catalogue.services.indexing import cut, dictionary

assert dictionary._cutter is None
with dictionary.held():
    assert dictionary._cutter is None  # nothing was cut yet
    assert "经营" in cut("食品经营许可")
    first = dictionary._cutter
    cut("道路运输")
    assert dictionary._cutter is first is not None
assert dictionary._cutter is None
cut("养老机构")
assert dictionary._cutter is None
"""


def test_it_is_loaded_once_for_all_who_hold_it_and_given_back_after_the_last() -> None:
    """In a process of its own: in this one the tests themselves hold it."""
    subprocess.run([sys.executable, "-c", PROOF], check=True, timeout=60)
