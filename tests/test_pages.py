"""The pages: each opens, escapes what is hostile, marks the words a citation stands on, and links to what exists."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from corpus_files import case_keys, practice_keys, procedure_keys, regulation_keys, write_document
from fastapi.testclient import TestClient
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.http.runtime import Runtime

WEB = Path(__file__).resolve().parent.parent / "web"
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
PAGES = (
    "/",
    "/?q=试用期",
    "/search",
    "/search?q=试用期",
    "/search?q=试用期&kind=case",
    "/search?q=试用期&kind=nonsense",
    "/search?q=？",
    "/laws",
    "/law/laodong-hetongfa",
    "/law/laodong-hetongfa/19",
    "/law/guiding/32",
    "/law/tongzhi",
    "/law/jiu/7",
    "/procedures",
    "/procedure/liucheng",
    "/cases",
    "/cases?level=行业",
    "/cases?level=nonsense",
    "/cases?industry=餐饮&topic=底线工资&q=报酬",
    "/cases?level=平台&industry=餐饮",
    "/cases/figures",
    "/cases/submit",
    "/brief",
    "/case/canyin",
    "/practice/pingjia",
    "/about",
)


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Runtime:
    folder = tmp_path_factory.mktemp("library")
    return make_runtime(make_searcher(folder, segmenter), folder)


@pytest.fixture(scope="module")
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


class Page(HTMLParser):
    """Tags with their attributes, ids and visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def every(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]

    @property
    def text(self) -> str:
        return "".join(self.words)


def get(client: TestClient, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


def ask(client: TestClient, question: str, region: str = "") -> str:
    """The address of the answer."""
    response = client.post("/ask", data={"question": question, "region": region})
    assert response.status_code == 303
    return str(response.headers["location"])


@pytest.mark.parametrize("path", PAGES)
def test_page_opens_with_one_heading_and_a_title(path: str, client: TestClient) -> None:
    page = get(client, path)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "协商知库" in page.text
    ids = page.every("id")
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_page_needs_no_inline_code_and_nothing_remote(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert "script-src 'self'" in response.headers["content-security-policy"]
    for tag, attributes in Page(response.text).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag not in ("style", "iframe", "object", "embed", "base")
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/")
        for name in ("src", "href", "action"):
            assert (attributes.get(name) or "/").startswith(("/", "#", "tel:"))
            assert not (attributes.get(name) or "/").startswith("//")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_holds_no_remote_address_no_inline_code_and_no_unescaped_value(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"https?://|(?:src|href)=[\"']//", text)
    assert not re.search(r"\s(?:style|on\w+)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)


def test_no_static_file_fetches_anything_remote() -> None:
    for path in (WEB / "static").iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\(\s*[\"']?//", text), path.name


def test_every_link_leads_to_a_page_and_a_place_that_exist(client: TestClient) -> None:
    addresses = ("劳动合同法第三十八条", "先谈妥，再签字吗", "单位报酬的案例", "《矿山条例》第三条", "")
    waiting = ["/", *(ask(client, question) for question in addresses)]
    seen: dict[str, Page] = {}
    places: list[tuple[str, str, str]] = []
    while waiting:
        here = waiting.pop()
        if here in seen or here.startswith(("/static/", "/openapi.json")) or here.endswith(".docx"):
            continue
        seen[here] = get(client, here)
        for link in [value for tag, attributes in seen[here].tags if tag == "a" and (value := attributes.get("href"))]:
            if link.startswith("tel:"):
                continue
            parts = urlsplit(link)
            there = f"{parts.path}{'?' + parts.query if parts.query else ''}" or here
            places.append((here, there, parts.fragment))
            waiting.append(there)
    assert {"/law/laodong-hetongfa/38", "/procedure/liucheng", "/case/canyin", "/practice/pingjia"} <= set(seen)
    missing = [place for place in places if place[2] and place[2] not in seen[place[1]].every("id")]
    assert missing == []


def test_question_goes_to_an_address_of_its_own(client: TestClient) -> None:
    address = ask(client, "劳动合同法第三十八条")
    assert re.fullmatch(r"/answer/[0-9a-f]{16}", address)
    assert ask(client, "劳动合同法第三十八条") == address
    page = get(client, address)
    assert "（一）没有支付报酬的；" in page.text
    text = client.get("/api/passages/laodong-hetongfa/38").json()["text"]
    assert f"/law/laodong-hetongfa/38?mark=0-{len(text)}#quote" in page.every("href")


@pytest.mark.parametrize(
    ("question", "passage_id"),
    [
        ("劳动合同法第三十八条", "laodong-hetongfa/38"),
        ("试用期不得超过多久", "laodong-hetongfa/19"),
        ("先谈妥，再签字吗", "liucheng/qianding"),
        ("上班的奖金按季发放", "tongzhi/s1"),
        ("单位厨师报酬的案例", "canyin/s1"),
    ],
)
def test_link_of_a_citation_leads_to_its_marked_words(question: str, passage_id: str, client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": question}).json()
    citation = answer["citations"][0]
    assert citation["passage_id"] == passage_id
    assert citation["url"] in get(client, answer["url"]).every("href")
    text = client.get(citation["url"]).text
    assert text.count('<mark id="quote">') == 1
    marked = "".join(unescape(part) for part in re.findall(r"<mark[^>]*>(.*?)</mark>", text))
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", citation["quote"])


@pytest.mark.parametrize("mark", ["5-3", "3-3", "0-9999", "-1-3", "x", "20:0-3", "0-3;", "9999999-9999999", "%00"])
def test_mark_that_fits_nothing_marks_nothing(mark: str, client: TestClient) -> None:
    for path in ("/law/laodong-hetongfa/19", "/law/laodong-hetongfa", "/procedure/liucheng", "/case/canyin"):
        page = get(client, f"{path}?mark={mark}")
        assert "mark" not in [tag for tag, _ in page.tags], path


def test_place_on_a_long_page_can_be_marked(client: TestClient) -> None:
    text = client.get("/law/laodong-hetongfa?mark=19:0-3#quote").text
    assert re.findall(r"<mark[^>]*>.*?</mark>", text) == ['<mark id="quote">试用期</mark>']


def test_empty_form_leads_to_a_page_that_asks_for_a_question(client: TestClient) -> None:
    assert "没有看到问题" in get(client, ask(client, "")).text


def test_refusal_shows_the_lines_to_call(client: TestClient) -> None:
    page = get(client, ask(client, "《矿山条例》第三条"))
    assert "本库没有收录" in page.text
    assert {"tel:12351", "tel:12333", "tel:12348"} <= set(page.every("href"))
    assert 'class="citations"' not in client.get(ask(client, "《矿山条例》第三条")).text


def test_region_is_shown_beside_the_answer(client: TestClient) -> None:
    assert "地区：河北" in get(client, ask(client, "试用期多久", "秦皇岛")).text


def test_article_page_shows_neighbours_and_who_refers_to_it(client: TestClient) -> None:
    page = get(client, "/law/laodong-hetongfa/38")
    links = page.every("href")
    assert {"/law/laodong-hetongfa/19", "/law/laodong-hetongfa/82"} <= set(links)
    assert "提到本条的法规" in page.text
    assert "/law/laodong-hetongfa/38" in get(client, "/law/laodong-hetongfa/82").every("href")


@pytest.mark.parametrize(("number", "neighbours"), [(1, ["next"]), (19, ["prev", "next"]), (82, ["prev"])])
def test_first_and_last_article_have_one_neighbour(number: int, neighbours: list[str], client: TestClient) -> None:
    page = get(client, f"/law/laodong-hetongfa/{number}")
    assert [rel for rel in page.every("rel") if rel in ("prev", "next")] == neighbours


def test_page_of_a_digest_says_that_it_is_none_of_the_law(client: TestClient) -> None:
    for path in ("/law/guiding", "/law/guiding/32"):
        assert "不是条文原文" in get(client, path).text
    assert "不是条文原文" not in get(client, "/law/laodong-hetongfa/19").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/law/jiu/7", "已废止"),
        ("/law/xin/2", "尚未施行"),
        ("/law/tongzhi", "效力未核实"),
        ("/law/guiding", "现行有效"),
    ],
)
def test_page_of_a_rule_says_whether_it_is_in_force(path: str, status: str, client: TestClient) -> None:
    assert status in get(client, path).text


def test_procedure_shows_its_ways_as_links_between_steps(client: TestClient) -> None:
    page = get(client, "/procedure/liucheng")
    assert {"#qianding", "/law/guiding/32", "/law/gonghuifa/2"} <= set(page.every("href"))
    assert "qianding" not in page.text


def test_case_links_the_articles_that_are_held_only(client: TestClient) -> None:
    page = get(client, "/case/canyin")
    assert "/law/gonghuifa/2" in page.every("href")
    assert "森林法#1" in page.text


def test_search_keeps_filter_and_words_in_its_own_links(client: TestClient) -> None:
    page = get(client, "/search?q=报酬%26x&kind=case")
    assert "/search?q=报酬%26x&kind=regulation" in [
        re.sub("%E6%8A%A5%E9%85%AC", "报酬", href) for href in page.every("href")
    ]
    assert "报酬&x" in page.every("value")


def test_answer_whose_text_has_changed_says_so(
    tmp_path: Path, segmenter: Segmenter, client: TestClient, runtime: Runtime
) -> None:
    def write(root: Path) -> None:
        write_document(
            root / "regulations", "guiding", regulation_keys(title="集体合同规定"), "#### 第三十二条\n\n改了。\n"
        )

    address = ask(client, "集体合同规定第三十二条")
    assert "有过改动" not in client.get(address).text
    newer = make_runtime(make_searcher(tmp_path, segmenter, write), tmp_path)
    with make_client(Runtime(newer.live, runtime.store, newer.settings)) as later:
        text = later.get(address).text
    assert "有过改动" in text
    assert "二十日内回应" in text


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Iterator[TestClient]:
    """A service over a corpus in which every text a person wrote is hostile."""

    def write(root: Path) -> None:
        source = [{"name": HOSTILE, "url": "javascript:alert(1)//" + HOSTILE, "reliability": "高"}]
        common = {"title": f"条例{HOSTILE}", "sources": source, "not_held": HOSTILE}
        rule = regulation_keys(**common, number=HOSTILE, issuer=HOSTILE, status="效力未核实", status_note=HOSTILE)
        body = f"## 第一章 {HOSTILE}\n\n#### 第一条 {HOSTILE}\n\n{HOSTILE}\n工资[甲](javascript:alert(1))\n"
        write_document(root / "regulations", "rule", rule, body)
        common["title"] = f"流程{HOSTILE}"
        lines = f"- 谁办：{HOSTILE}\n- 依据：工会法#2\n- 下一步：{HOSTILE} → one\n"
        steps = f"## 步骤{HOSTILE} {{#one}}\n\n{lines}\n{HOSTILE}\n"
        write_document(root / "procedures", "steps", procedure_keys(**common, purpose=HOSTILE, papers=[HOSTILE]), steps)
        common["title"] = f"案例{HOSTILE}"
        case = case_keys(**common, parties=[HOSTILE], topics=[HOSTILE], industry=HOSTILE, unverified=[HOSTILE])
        text = f"## 问题\n\n{HOSTILE}\n\n[甲](javascript:alert(1)) ![乙](//example.org/x.png) <b>丙</b>\n"
        write_document(root / "cases", "case", case, text)
        common["title"] = f"做法{HOSTILE}"
        write_document(root / "practices", "practice", practice_keys(**common, issuer=HOSTILE), text)

    folder = tmp_path_factory.mktemp("hostile")
    with make_client(make_runtime(make_searcher(folder, segmenter, write), folder)) as client:
        yield client


def assert_harmless(text: str) -> None:
    page = Page(text)
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [
        {"type": "module", "src": "/static/app.js"}
    ]
    assert not {"img", "iframe", "image", "foreignobject", "object"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    for name in ("href", "src", "action"):
        assert all(value.startswith(("/", "#", "tel:")) for value in page.every(name))
    assert not re.search(r"(?<![0-9a-f])49(?![0-9a-f])", page.text)  # {{ 7*7 }}, were it reckoned


@pytest.mark.parametrize(
    "path",
    [
        *("/laws", "/law/rule", "/law/rule/1", "/law/rule/1?mark=0-8", "/law/rule/999", "/procedures"),
        *("/procedure/steps", "/procedure/steps?mark=one:0-20", "/cases", "/case/case", "/practice/practice"),
        "/search?q=工资",
    ],
)
def test_hostile_corpus_stays_text(path: str, hostile: TestClient) -> None:
    response = hostile.get(path)
    assert response.status_code in (200, 404)
    assert_harmless(response.text)


@pytest.mark.parametrize(
    "question", [f"{HOSTILE}工资", "单位工资的案例", "工会法第二条", f"《{HOSTILE}》第三条", f"{HOSTILE}条例第9条"]
)
def test_hostile_question_stays_text(question: str, hostile: TestClient) -> None:
    assert_harmless(hostile.get(ask(hostile, question)).text)
    for path in ("/", "/search"):
        assert_harmless(hostile.get(path, params={"q": question}).text)
