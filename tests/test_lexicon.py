"""The lexicon: three files to rules, and rules to weighted legal terms."""

from pathlib import Path

import pytest
from corpus_files import write_companion
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import CorpusError
from indexer.lexicon import MAX_RULES, Lexicon, LexiconRule, lexicon_files, read_lexicon


def read(folder: Path, terms: str = "", abbreviations: str = "", typos: str = "") -> Lexicon:
    root = folder / "corpus"
    for name, text in (("terms", terms), ("abbreviations", abbreviations), ("typos", typos)):
        if text:
            write_companion(root, f"lexicon/{name}.tsv", text)
    return read_lexicon(root)


def test_files_are_read_longest_expression_first(tmp_path: Path) -> None:
    terms = "# 注\n996\t延长工作时间  加班\t0.6\n\n炒鱿鱼\t解除劳动合同\t1\nKPI\t考核\t0.5\n"
    assert read(
        tmp_path, terms, "人社局\t人力资源社会保障局\n社保\t社会保险\n", "解徐\t解除\n劳动和同\t劳动合同\n"
    ) == Lexicon(
        rules=(
            LexiconRule("996", ("延长工作时间", "加班"), 0.6),
            LexiconRule("kpi", ("考核",), 0.5),
            LexiconRule("炒鱿鱼", ("解除劳动合同",), 1.0),
        ),
        abbreviations=(("人社局", "人力资源社会保障局"), ("社保", "社会保险")),
        typos=(("劳动和同", "劳动合同"), ("解徐", "解除")),
    )


def test_missing_files_make_an_empty_lexicon(tmp_path: Path) -> None:
    assert read(tmp_path) == Lexicon()
    assert [path.name for path in lexicon_files(tmp_path)] == ["terms.tsv", "abbreviations.tsv", "typos.tsv"]


@pytest.mark.parametrize("weight", ["0", "-0.5", "1.1", "nan", "很大"])
def test_weight_that_is_none_is_named_by_its_line(weight: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, f"炒鱿鱼\t解除\t1\n开了\t解除\t{weight}\n")
    assert [(str(problem.path), problem.line) for problem in caught.value.problems] == [("corpus/lexicon/terms.tsv", 2)]


def test_broken_lines_of_all_files_are_named_together(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, "炒鱿鱼\t解除\n", "社保\t\n", "解徐\t解除\t多\n")
    assert [str(problem) for problem in caught.value.problems] == [
        "corpus/lexicon/terms.tsv:1: expected 3 columns, none empty, not 2",
        "corpus/lexicon/abbreviations.tsv:1: expected 2 columns, none empty, not 2",
        "corpus/lexicon/typos.tsv:1: expected 2 columns, none empty, not 3",
    ]


def test_typing_errors_are_mended_longest_first() -> None:
    lexicon = Lexicon(typos=(("解徐合同", "解除合同"), ("解徐", "拆")))
    assert lexicon.correct("公司解徐合同，又解徐") == "公司解除合同，又拆"


def test_rule_inside_a_longer_one_that_fires_stays_silent() -> None:
    long, short = LexiconRule("不给工资", ("拖欠",), 1.0), LexiconRule("工资", ("报酬",), 0.5)
    lexicon = Lexicon((long, short))
    assert lexicon.fired("老板不给工资") == (long,)
    assert lexicon.fired("工资多少") == (short,)


def test_only_the_longest_rules_fire() -> None:
    rules = tuple(LexiconRule(word, (f"词{word}",), 1.0) for word in ("甲甲甲", "乙乙", "丙", "丁", "戊"))
    assert MAX_RULES == 4
    assert Lexicon(rules).fired("戊丁丙乙乙甲甲甲") == rules[:4]


def test_term_keeps_its_highest_weight_and_one_already_said_is_not_added() -> None:
    rules = (LexiconRule("炒鱿鱼", ("解除", "补偿"), 0.6), LexiconRule("开掉", ("解除",), 0.9))
    assert Lexicon(rules).legal_terms("炒鱿鱼开掉") == {"解除": 0.9, "补偿": 0.6}
    assert Lexicon(rules).legal_terms("炒鱿鱼有没有补偿") == {"解除": 0.6}


def test_abbreviation_adds_its_full_form_once() -> None:
    lexicon = Lexicon(abbreviations=(("社保", "社会保险"),))
    assert lexicon.legal_terms("社保怎么交") == {"社会保险": 1.0}
    assert lexicon.legal_terms("社保就是社会保险吗") == {}


CELL = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4)


@given(st.lists(st.tuples(CELL, CELL, st.integers(1, 100)), max_size=8), st.text("甲乙丙丁戊己", max_size=12))
def test_every_rule_that_is_written_is_read_and_adds_only_its_own_terms(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, int]], text: str
) -> None:
    lexicon = read(tmp_path_factory.mktemp("lexicon"), "".join(f"{lay}\t{term}\t{w / 100}\n" for lay, term, w in lines))
    assert sorted((rule.lay, *rule.terms, rule.weight) for rule in lexicon.rules) == sorted(
        (lay, term, w / 100) for lay, term, w in lines
    )
    fired = lexicon.fired(text)
    assert len(fired) <= MAX_RULES
    assert all(rule.lay in text for rule in fired)
    found = lexicon.legal_terms(text)
    assert found.keys() <= {term for rule in fired for term in rule.terms}
    assert all(0 < weight <= 1 and term not in text for term, weight in found.items())
