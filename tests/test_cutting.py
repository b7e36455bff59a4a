"""A stream of pieces is cut into the same sentences, however it is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.cutting import SentenceCutter


def cut(*pieces: str) -> list[str]:
    cutter = SentenceCutter()
    return [sentence for piece in pieces for sentence in cutter.add(piece)] + cutter.finish()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。[S1]乙。[S2]", ["甲。[S1]", "乙。[S2]"]),
        ("甲[S1]。乙[S2]。", ["甲[S1]。", "乙[S2]。"]),
        ("甲。 [S1] [S2]\n乙", ["甲。 [S1] [S2]", "乙"]),
        ("“甲。乙。”[S1]丙", ["“甲。乙。”[S1]丙"]),
        ("- 甲[S1]\n- 乙[S2]", ["- 甲[S1]", "- 乙[S2]"]),
        ("“没有完\n乙。", ["“没有完", "乙。"]),
        ("\n\n", []),
    ],
)
def test_sentence_takes_the_markers_behind_it(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text("甲乙。！\n “”[S1]】2", max_size=40), st.integers(1, 5))
def test_pieces_make_no_difference(text: str, size: int) -> None:
    assert cut(*(text[i : i + size] for i in range(0, len(text), size))) == cut(text)


def test_sentence_waits_for_a_marker_that_may_follow() -> None:
    cutter = SentenceCutter()
    assert cutter.add("甲。") == []
    assert cutter.add("[S") == []
    assert cutter.add("1]乙") == ["甲。[S1]"]
    assert cutter.waiting == 1
