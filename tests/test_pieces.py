"""What of a passage is encoded: neighbouring 款 packed, items with their sentence, other kinds by their beginning."""

from dataclasses import replace

from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.documents import Document, Kind
from indexer.passages import Passage, find_parts
from indexer.pieces import LONGEST, LONGEST_LEFT_OUT, LONGEST_OUTSIDE, PACKED, _packs, pieces

LINES = st.lists(
    st.one_of(
        st.text("甲乙丙。", min_size=1, max_size=90),
        st.text("甲乙丙", min_size=1, max_size=40).map(lambda text: f"{text}："),
        st.text("甲乙丙；", min_size=1, max_size=60).map(lambda text: f"（一）{text}"),
    ),
    min_size=1,
    max_size=9,
)


def rule(text: str, *, core: bool = True) -> tuple[Passage, Document]:
    law = replace(make_document(text), title="中华人民共和国试用法", short_title="试用法", core=core)
    return make_passage(law, text, parts=find_parts(text), preface=f"{law.title} 试用期"), law


def texts(text: str, *, core: bool = True, left_out: bool = False) -> list[str]:
    """The pieces without the line of title and heading."""
    passage, law = rule(text, core=core)
    found = pieces(passage, law, left_out=left_out)
    assert all(piece.startswith("试用法 试用期\n") for piece in found)
    return [piece.split("\n", 1)[1] for piece in found]


def test_short_neighbours_share_a_piece() -> None:
    assert texts("甲不得乙。\n丙应当丁。") == ["甲不得乙。丙应当丁。"]


def test_long_neighbours_do_not() -> None:
    first, second = "甲" * PACKED, "乙。"
    assert texts(f"{first}\n{second}") == [first, second]


def test_items_bring_the_sentence_they_hang_on_once() -> None:
    assert texts("可以：\n（一）甲；\n（二）乙。\n丙。") == ["可以：（一）甲；（二）乙。", "丙。"]


def test_long_items_each_bring_it() -> None:
    items = [f"（一）{'甲' * 80}", f"（二）{'乙' * 80}"]
    assert texts("可以：\n" + "\n".join(items)) == [f"可以：{item}" for item in items]


def test_what_nobody_asks_for_has_the_beginning_of_its_first_piece() -> None:
    assert texts(f"{'甲' * PACKED}\n乙。", left_out=True) == ["甲" * (LONGEST_LEFT_OUT - len("试用法 试用期\n"))]


def test_rules_outside_the_core_are_cut_sooner() -> None:
    head = len("试用法 试用期\n")
    assert texts("甲" * 300) == ["甲" * (LONGEST[Kind.REGULATION] - head)]
    assert texts("甲" * 300, core=False) == ["甲" * (LONGEST_OUTSIDE - head)]


def test_other_kinds_answer_by_their_beginning() -> None:
    step = replace(make_document("- 谁办：工会\n\n甲。"), kind=Kind.PRACTICE, title="做法")
    passage = make_passage(step, "甲" * 500, kind=Kind.PRACTICE, preface="做法 第一步")
    assert pieces(passage, step, left_out=False) == (("做法 第一步\n" + "甲" * 500)[: LONGEST[Kind.PRACTICE]],)


@given(LINES)
def test_every_part_is_in_exactly_one_pack_in_order(lines: list[str]) -> None:
    passage, _ = rule("\n".join(lines))
    found = _packs(passage)
    assert [place for pack in found for place in pack] == list(range(len(passage.parts)))
    assert all(found)


@given(LINES)
def test_a_pack_is_of_one_sentence_and_not_longer_than_allowed(lines: list[str]) -> None:
    passage, _ = rule("\n".join(lines))
    for pack in _packs(passage):
        parts = [passage.parts[place] for place in pack]
        lead_in = parts[-1].lead_in
        own = [part for part in parts if part.span != lead_in]
        assert {part.lead_in for part in own} == {lead_in}
        assert len(own) == 1 or sum(part.span.end - part.span.start for part in own) <= PACKED
