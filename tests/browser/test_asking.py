"""Asking in a real browser: preview a source, read its words, ask on, choose a fact, judge, browse what is written."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CURATED = "试用期最长可以约定多久"
WITH_CHOICES = "集体合同签字后几天内报送审查"
PAGES = ("/answers", "/answers?audience=协商代表", "/answers/shiyongqi-zuichang", "/answers/baosong-jitian")


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_label("想问什么？").fill(question)
    page.get_by_role("button", name="提问").click()
    page.wait_for_url("**/answer/**")


def preview_then_read(page: Page) -> None:
    """Open the preview of the first source, follow it, and compare the highlighted words with the quote."""
    ask(page, CURATED)
    page.get_by_role("link", name="出处1").first.click()
    preview = page.get_by_role("group", name="出处预览")
    expect(preview).to_contain_text("第十九条")
    expect(preview).to_contain_text("现行有效")
    quote = preview.locator(".preview-quote").inner_text()
    preview.get_by_role("link", name="里看这几个字").click()
    page.wait_for_url("**/law/laodong-hetongfa/19?mark=**")
    marked = page.locator("mark#quote")
    expect(marked).to_be_in_viewport()
    assert marked.inner_text() in quote


def test_preview_leads_to_the_highlighted_words(desktop: Page) -> None:
    preview_then_read(desktop)


def test_preview_leads_to_the_highlighted_words_on_a_phone(phone: Page) -> None:
    preview_then_read(phone)


def test_preview_opens_on_focus_and_closes_with_escape(desktop: Page) -> None:
    desktop.goto("/answers/shiyongqi-zuichang")
    mark = desktop.get_by_role("link", name="出处1").first
    desktop.locator(".crumbs a").focus()
    desktop.keyboard.press("Tab")
    expect(mark).to_be_focused()
    preview = desktop.get_by_role("group", name="出处预览")
    expect(preview).to_be_visible()
    desktop.keyboard.press("Tab")
    expect(preview.get_by_role("link", name="里看这几个字")).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    expect(mark).to_be_focused()


def test_preview_opens_on_hover(desktop: Page) -> None:
    desktop.goto("/answers/shiyongqi-zuichang")
    desktop.get_by_role("link", name="出处1").first.hover()
    expect(desktop.get_by_role("group", name="出处预览")).to_be_visible()


def test_superscript_leads_to_its_source_without_scripts(without_scripts: Page) -> None:
    ask(without_scripts, CURATED)
    without_scripts.get_by_role("link", name="出处1").first.click()
    expect(without_scripts.locator("#c1")).to_be_in_viewport()
    expect(without_scripts.locator(".reasons p").first).to_be_visible()


def ask_on(page: Page) -> None:
    ask(page, CURATED)
    before = page.url
    page.get_by_label("接着问").fill("超过了怎么赔")
    page.get_by_role("button", name="接着问").click()
    page.wait_for_url(lambda url: url != before and "/answer/" in url)
    page.locator(".turns summary").click()
    page.get_by_role("link", name=CURATED, exact=True).first.click()
    page.wait_for_url(before)


def test_follow_up_shows_what_it_follows(phone: Page) -> None:
    ask_on(phone)


def test_follow_up_needs_no_scripts(without_scripts: Page) -> None:
    ask_on(without_scripts)


def test_choice_answers_for_its_case(phone: Page) -> None:
    ask(phone, WITH_CHOICES)
    before = phone.url
    phone.get_by_role("button", name="只谈工资的工资协议").click()
    phone.wait_for_url(lambda url: url != before and "/answer/" in url)
    expect(phone.locator("#asked")).to_contain_text("工资协议")


def test_judgement_is_thanked(phone: Page) -> None:
    ask(phone, CURATED)
    phone.locator(".feedback summary").click()
    phone.get_by_label("不完整").check()
    phone.get_by_label("想说的话").fill("没说三个月的合同")
    phone.get_by_role("button", name="发出").click()
    expect(phone.get_by_role("heading", name="收到了，谢谢")).to_be_visible()


def test_questions_of_the_day_stay_in_this_browser_until_cleared(desktop: Page) -> None:
    ask(desktop, CURATED)
    desktop.goto("/")
    expect(desktop.locator("[data-asked] a")).to_have_text([CURATED])
    desktop.get_by_role("button", name="清除").click()
    expect(desktop.locator("[data-asked]")).to_be_hidden()
    desktop.reload()
    expect(desktop.locator("[data-asked]")).to_be_hidden()


def test_curated_answers_are_found_by_topic(desktop: Page) -> None:
    desktop.goto("/answers")
    desktop.get_by_role("navigation", name="给谁看").get_by_role("link", name=re.compile("职工")).click()
    desktop.get_by_role("link", name=CURATED, exact=True).click()
    expect(desktop.locator(".gist-sentence")).to_contain_text("六个月")


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_phone(path: str, phone: Page) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_answer_fits_a_phone_and_its_buttons_fit_a_finger(phone: Page) -> None:
    ask(phone, WITH_CHOICES)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    low = (
        "[...document.querySelectorAll('main button, main summary')].filter(e => e.offsetParent && e.offsetHeight < 44)"
    )
    assert phone.evaluate(f"{low}.map(e => e.textContent)") == []
    assert phone.locator("[role=status]").count() == 1
