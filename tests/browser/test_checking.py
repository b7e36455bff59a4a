"""Checking citations in a real browser, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TEXT = (
    "根据《合同法》第52条无效。\n劳动合同法第三十七条规定：“劳动者提前十日以书面形式通知用人单位，可以解除劳动合同”。"
)


def check_and_follow(page: Page) -> None:
    page.goto("/tools")
    page.get_by_role("link", name="核对引用").click()
    page.get_by_label("要核对的文字").fill(TEXT)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("heading", name="找到2处引用")).to_be_visible()
    page.locator("#cited-2").click()
    finding = page.locator("#finding-2")
    expect(finding).to_be_in_viewport()
    expect(finding.locator("del")).to_have_text("十日")
    expect(finding.locator("ins")).to_have_text("三十日")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    finding.get_by_role("link", name="读这一条").click()
    page.wait_for_url("**/law/laodong-hetongfa/37")


def test_citations_are_checked_and_lead_to_the_article(desktop: Page) -> None:
    check_and_follow(desktop)


def test_citations_are_checked_on_a_phone_without_scripts(without_scripts: Page) -> None:
    check_and_follow(without_scripts)
