"""Corpus files become documents, or errors that name file and line."""

import datetime as dt
from pathlib import Path

import pytest
from corpus_files import Keys, case_keys, practice_keys, procedure_keys, regulation_keys, write_document

from indexer.case_facts import CaseFacts
from indexer.documents import Document, Kind, ProcedureFacts, Source, Status, Trust
from indexer.errors import CorpusError, Problem
from indexer.frontmatter import FOLDERS, line_of_key, read_document


def read(root: Path, folder: str, keys: Keys | str, body: str = "## 一\n\n甲。\n", name: str = "wenjian") -> Document:
    """Write one file into `root/folder` and read it."""
    return read_document(write_document(root / folder, name, keys, body), root)


def problem(root: Path, keys: Keys | str, folder: str = "regulations", name: str = "wenjian") -> Problem:
    """The single breach found in a file."""
    with pytest.raises(CorpusError) as caught:
        read(root, folder, keys, name=name)
    (found,) = caught.value.problems
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def test_regulation_file_becomes_a_whole_document(root: Path) -> None:
    keys = regulation_keys(
        title="集体合同规定",
        short_title="规定",
        aliases=["集体合同办法"],
        number="第22号",
        published=dt.date(2004, 1, 20),
        effective=dt.date(2004, 5, 1),
        core=True,
        not_held="第五条以后未收录",
        sources=[{"name": "官网", "url": "https://example.org/a", "reliability": "高"}],
    )
    assert read(root, "regulations", keys, "#### 第一条\n\n甲。\n", name="jiti-guiding") == Document(
        slug="jiti-guiding",
        kind=Kind.REGULATION,
        title="集体合同规定",
        short_title="规定",
        aliases=("集体合同办法",),
        text="#### 第一条\n\n甲。\n",
        region="全国",
        trust=Trust.DIGEST,
        sources=(Source("官网", "https://example.org/a", "高"),),
        path="corpus/regulations/jiti-guiding.md",
        level="部门规章",
        issuer="测试部",
        number="第22号",
        status=Status.IN_FORCE,
        published=dt.date(2004, 1, 20),
        effective=dt.date(2004, 5, 1),
        reviewed=dt.date(2026, 11, 22),
        not_held="第五条以后未收录",
        core=True,
    )


def test_procedure_file_keeps_its_introduction_card(root: Path) -> None:
    keys = procedure_keys(purpose="签成合同", audience="工会", papers=["要约书", "名册"], duration="两个月")
    document = read(root, "procedures", keys)
    assert document.kind is Kind.PROCEDURE
    assert document.procedure == ProcedureFacts("签成合同", "工会", ("要约书", "名册"), "两个月")


def test_case_file_keeps_its_structured_part(root: Path) -> None:
    keys = case_keys(coverage="100家", basis_stated=["工会法#6"], basis_mapped=["劳动合同法#53"], unverified=["人数"])
    document = read(root, "cases", keys)
    assert (document.kind, document.level, document.years) == (Kind.CASE, "行业", "2011")
    assert document.case == CaseFacts(
        industry="餐饮",
        years="2011",
        parties=("工会联合会", "餐饮协会"),
        topics=("底线工资",),
        outcome="已知",
        reliability="高",
        coverage="100家",
        basis_stated=("工会法#6",),
        basis_mapped=("劳动合同法#53",),
        unverified=("人数",),
    )


def test_practice_file_names_whose_practice_it_is(root: Path) -> None:
    document = read(root, "practices", practice_keys())
    assert (document.kind, document.issuer, document.years) == (Kind.PRACTICE, "某市总工会", "2020")


def test_every_folder_of_the_contract_has_its_own_kind() -> None:
    assert len(set(FOLDERS.values())) == len(FOLDERS)


def test_short_title_defaults_to_the_title(root: Path) -> None:
    assert read(root, "regulations", regulation_keys(title="集体合同规定")).short_title == "集体合同规定"


def test_body_is_kept_as_it_stands(root: Path) -> None:
    body = "开头 \n\n---\n\n## 一\n\n  缩进\n\n\n"
    assert read(root, "regulations", regulation_keys(), body).text == body


def test_windows_line_ends_are_read_like_others(root: Path) -> None:
    path = write_document(root / "regulations", "wenjian", regulation_keys(), "## 一\n\n甲。\n")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_document(path, root).text == "## 一\n\n甲。\n"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("## 一\n", "front matter is missing: the first line must be ---"),
        ("", "front matter is missing: the first line must be ---"),
        ("---\ntitle: 甲\n", "front matter is not closed: add a line --- after the last key"),
    ],
)
def test_file_without_closed_front_matter_is_refused(root: Path, raw: str, message: str) -> None:
    path = root / "regulations" / "wenjian.md"
    path.parent.mkdir(parents=True)
    path.write_text(raw, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        read_document(path, root)
    assert caught.value.problems == (Problem(Path("corpus/regulations/wenjian.md"), 1, message),)


def test_file_in_another_encoding_is_refused(root: Path) -> None:
    path = write_document(root / "regulations", "wenjian", regulation_keys(), "甲")
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    with pytest.raises(CorpusError, match=r"wenjian\.md:1: is not UTF-8 .*save it as UTF-8"):
        read_document(path, root)


def test_broken_yaml_names_the_line_in_the_file(root: Path) -> None:
    found = problem(root, "title: 甲\nregion: [全国\nlevel: 法律\n")
    # Line 1 is the fence and 2 the title; the list opened in line 3 meets `level:` in line 4.
    assert (found.path, found.line) == (Path("corpus/regulations/wenjian.md"), 4)
    assert found.message.startswith("front matter is not valid YAML: ")


def test_date_that_does_not_exist_is_a_breach_in_its_line(root: Path) -> None:
    found = problem(root, "title: 甲\neffective: 2026-02-30\n")
    assert (found.path, found.line) == (Path("corpus/regulations/wenjian.md"), 3)


def test_unknown_key_is_named_with_its_line(root: Path) -> None:
    found = problem(root, "titel: 甲\n")
    assert (found.line, "titel" in found.message) == (2, True)


def test_missing_key_is_named(root: Path) -> None:
    keys = {key: value for key, value in regulation_keys().items() if key != "issuer"}
    assert "issuer" in problem(root, keys).message


@pytest.mark.parametrize("head", ["", "- 甲\n", "甲\n"])
def test_front_matter_that_is_no_list_of_keys_is_refused(root: Path, head: str) -> None:
    assert problem(root, head).line == 1


@pytest.mark.parametrize(
    ("folder", "keys"),
    [
        ("regulations", regulation_keys(level="企业")),
        ("cases", case_keys(level="部门规章")),
        ("regulations", regulation_keys(status="有效")),
        ("regulations", regulation_keys(trust="官方")),
        ("regulations", regulation_keys(effective="去年")),
        ("regulations", regulation_keys(core="对")),
        ("cases", case_keys(parties="工会")),
        ("cases", case_keys(outcome="成功")),
        ("cases", case_keys(reliability="很高")),
        ("practices", practice_keys(years=2020)),
        ("procedures", procedure_keys(industry="餐饮")),
    ],
)
def test_value_outside_the_contract_is_refused(root: Path, folder: str, keys: Keys) -> None:
    assert problem(root, keys, folder).path == Path(f"corpus/{folder}/wenjian.md")


def test_wrong_value_inside_a_list_points_at_the_key_of_the_list(root: Path) -> None:
    found = problem(root, "title: 甲\nsources:\n- name: 网\n  reliability: 极高\n")
    assert found.line == 3


def test_document_without_a_source_is_refused(root: Path) -> None:
    head = "title: 甲\nregion: 全国\ntrust: 要点\nsources: []\nreviewed: 2026-11-22\n"
    head += "level: 法律\nissuer: 部\nstatus: 现行有效\n"
    assert problem(root, head) == Problem(
        Path("corpus/regulations/wenjian.md"), 5, "sources is empty: name at least one source"
    )


@pytest.mark.parametrize("name", ["Jiti", "jiti_guiding", "集体", "jiti--guiding", "-jiti", "jiti.guiding"])
def test_file_name_that_cannot_be_an_address_is_refused(root: Path, name: str) -> None:
    found = problem(root, regulation_keys(), name=name)
    assert found.message == f"file name {name!r} must be lowercase latin letters, digits and single hyphens"


def test_line_of_a_key_counts_the_fence() -> None:
    assert line_of_key("title: 甲\nregion: 全国\n", "region") == 3
    assert line_of_key("title: 甲\n", "region") == 1
