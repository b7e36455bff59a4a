"""Asking and reading in a real browser: each page's main job, on a desktop and on a phone."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/laws",
    "/law/laodong-hetongfa",
    "/law/laodong-hetongfa/19",
    "/law/jiti-hetong-guiding/36",
    "/procedures",
    "/procedure/gongzi-jiti-xieshang-qiye",
    "/cases",
    "/case/wuhan-catering-2011",
    "/practice/qinhuangdao-bairi-xingdong-2019",
    "/search?q=加班费",
    "/about",
    "/law/minfadian/9",
    "/procedure/gongzi-jiti-xieshang-qiye/yaoyue",
    "/tools",
    "/conflicts",
    "/dates",
    "/dates/gongzi-jiti-xieshang-qiye?event=yaoyue-shoudao&date=2026-09-11",
    "/forms",
    "/form/xieshang-yaoyue-shu",
    "/calculators",
    "/calculator/buchangjin",
    "/check",
)


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_label("想问什么？").fill(question)
    page.get_by_role("button", name="提问").click()
    page.wait_for_url("**/answer/**")


def follow_the_citation_and_come_back(page: Page) -> None:
    """Ask, follow a source to its highlighted words, return to the same answer."""
    ask(page, "试用期最长多久")
    answer_address = page.url
    source = page.locator(".citations li", has_text="《劳动合同法》第十九条").first
    quoted = source.locator("blockquote").inner_text()
    source.get_by_role("link").last.click()
    page.wait_for_url("**/law/laodong-hetongfa/19?mark=**")
    marked = page.locator("mark#quote")
    expect(marked).to_be_in_viewport()
    assert marked.inner_text() == quoted
    assert "试用期不得超过" in quoted
    page.go_back()
    page.wait_for_url(answer_address)
    expect(page.get_by_role("heading", name="试用期最长多久")).to_be_visible()


def test_citation_leads_to_the_highlighted_words_and_back(desktop: Page) -> None:
    follow_the_citation_and_come_back(desktop)


def test_citation_leads_to_the_highlighted_words_and_back_on_a_phone(phone: Page) -> None:
    follow_the_citation_and_come_back(phone)


def test_everything_works_without_scripts(without_scripts: Page) -> None:
    follow_the_citation_and_come_back(without_scripts)


def test_refusal_names_a_telephone_number_and_no_source(phone: Page) -> None:
    ask(phone, "离婚后孩子抚养权归谁")
    expect(phone.get_by_text("不在本库的范围")).to_be_visible()
    expect(phone.locator(".contacts").get_by_role("link", name="12348")).to_be_visible()
    expect(phone.locator(".citations")).to_have_count(0)


def test_hostile_question_is_shown_as_text(desktop: Page) -> None:
    ask(desktop, "<script>document.title='broken'</script>试用期最长多久<img src=x onerror=alert(1)>")
    expect(desktop.locator("#asked")).to_contain_text("<script>")
    assert "broken" not in desktop.title().split("·")[-1]
    expect(desktop.locator("main img, main script")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(phone.locator("h1")).to_have_count(1)


def test_contents_lead_to_the_chapter_and_neighbours_to_the_next_article(desktop: Page) -> None:
    desktop.goto("/law/laodong-hetongfa")
    desktop.get_by_role("navigation", name="目录").get_by_role("link", name="第一节 集体合同").click()
    expect(desktop.locator("h3", has_text="第一节 集体合同")).to_be_in_viewport()
    desktop.locator('[id="51"]').get_by_role("link", name="第五十一条").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("《劳动合同法》第五十一条")
    desktop.get_by_role("link", name="第五十二条 →").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("第五十二条")


def test_procedure_can_be_walked_by_clicking(phone: Page) -> None:
    phone.goto("/procedure/gongzi-jiti-xieshang-qiye#yaoyue")
    step = phone.locator("#yaoyue")
    expect(step).to_be_in_viewport()
    expect(step.get_by_role("link", name="《集体合同规定》第三十二条").first).to_have_attribute(
        "href", "/law/jiti-hetong-guiding/32"
    )
    step.locator(".way").first.click()
    assert phone.url.split("#")[1] != "yaoyue"


def test_slash_goes_to_the_search_box_and_escape_leaves_it(desktop: Page) -> None:
    desktop.goto("/about")
    desktop.keyboard.press("/")
    expect(desktop.locator("#top-q")).to_be_focused()
    desktop.keyboard.type("加班费")
    desktop.keyboard.press("Escape")
    expect(desktop.locator("#top-q")).not_to_be_focused()


def test_bargaining_is_walked_from_the_first_offer_to_the_filing_by_clicking(phone: Page) -> None:
    phone.goto("/procedure/gongzi-jiti-xieshang-qiye/yaoyue")
    ways = ("应约与答复", "准备和交换资料", "协商会议", "形成草案", "职代会审议", "首席代表签字", "报送审查")
    for title in ways:
        phone.get_by_role("navigation", name="接下来").get_by_role("link", name=title).first.click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text(title)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(phone.locator(".chart a.taken")).to_have_count(len(ways))
    expect(phone.locator(".chart a.here")).to_have_attribute("aria-label", "第14步 报送审查（现在这一步）")


def test_flowchart_is_reached_by_keyboard_and_can_be_enlarged(desktop: Page) -> None:
    desktop.goto("/procedure/gongzi-jiti-xieshang-qiye")
    drawing = desktop.locator(".chart svg")
    before = drawing.evaluate("element => element.clientWidth")
    desktop.get_by_role("button", name="放大").click()
    assert drawing.evaluate("element => element.clientWidth") > before
    desktop.locator(".chart a").first.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("摸底与准备")


def test_dates_are_reckoned_and_put_into_a_calendar(phone: Page) -> None:
    phone.goto("/dates/gongzi-jiti-xieshang-qiye")
    phone.get_by_label("已经知道哪一天").select_option("yaoyue-shoudao")
    phone.get_by_label("那天的日期").fill("2026-09-11")
    phone.get_by_role("button", name="算出全部期限").click()
    expect(phone.locator(".timeline")).to_contain_text("2026年10月1日")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="放进日历").click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_form_is_filled_in_and_downloaded_as_word(phone: Page) -> None:
    phone.goto("/form/xieshang-yaoyue-shu")
    phone.locator(".sheet input[type=text]").first.fill("2026-01号")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="下载 Word 文件").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert download.value.path().read_bytes().startswith(b"PK")


def test_form_is_shown_as_paper_with_what_was_typed(desktop: Page) -> None:
    desktop.goto("/form/xieshang-yaoyue-shu")
    desktop.locator(".sheet input[type=text]").nth(1).fill("<b>某公司</b>")
    desktop.get_by_role("button", name="看成品、打印").click()
    expect(desktop.locator(".paper")).to_contain_text("<b>某公司</b>")


def test_wrong_number_is_named_and_nothing_else_is_lost(phone: Page) -> None:
    phone.goto("/calculator/koukuan")
    phone.locator("#f-wage").fill("-5")
    phone.locator("#f-minimum").fill("2200")
    phone.get_by_label("是", exact=True).first.check()
    phone.get_by_role("button", name="算一算").click()
    expect(phone.locator(".field.wrong")).to_have_count(1)
    expect(phone.locator("#f-minimum")).to_have_value("2200")


def test_calculator_shows_formula_and_article(phone: Page) -> None:
    phone.goto("/calculator/shiyongqi")
    phone.locator("#f-months").fill("24")
    phone.get_by_role("button", name="算一算").click()
    expect(phone.locator(".summary")).to_contain_text("2个月")
    expect(phone.locator(".lines").get_by_role("link", name="《劳动合同法》第十九条").first).to_be_visible()
