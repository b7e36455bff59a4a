"""The case library in a browser, without scripts: narrow, compare, prepare a round, on a phone and on paper."""

import pytest
from playwright.sync_api import Page, expect

NO_OVERFLOW = "document.documentElement.scrollWidth <= innerWidth"
PAGES = (
    "/cases",
    "/cases?industry=餐饮&level=平台",
    "/cases/compare?case=wuhan-catering-2011&case=beijing-catering-2014&case=kfc-shenyang-2010",
    "/cases/compare?case=wuhan-catering-2011",
    "/cases/figures",
    "/cases/submit",
    "/case/kfc-shenyang-2010",
    "/brief",
)


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_phone(path: str, phone: Page) -> None:
    phone.goto(path)
    assert phone.evaluate(NO_OVERFLOW)


def test_list_is_narrowed_and_widened_again_on_a_phone(without_scripts: Page) -> None:
    without_scripts.goto("/cases")
    every = without_scripts.locator(".case-row").count()
    without_scripts.get_by_text("筛选", exact=True).click()
    without_scripts.locator(".rail-narrow").get_by_role("link", name="裁判").click()
    assert 0 < without_scripts.locator(".case-row").count() < every
    assert "level=" in without_scripts.url
    without_scripts.get_by_role("list", name="已选条件").get_by_role("link").first.click()
    expect(without_scripts.locator(".case-row")).to_have_count(every)


def test_ticked_cases_stand_side_by_side(without_scripts: Page) -> None:
    without_scripts.goto("/cases?industry=餐饮")
    for box in without_scripts.get_by_role("checkbox").all()[:2]:
        box.check()
    without_scripts.get_by_role("button", name="对比勾选的案例").click()
    expect(without_scripts.get_by_role("columnheader")).to_have_count(3)
    without_scripts.get_by_role("row", name="结果数字").get_by_role("link", name="出处").first.click()
    expect(without_scripts.locator("#record-figures")).to_be_visible()


def test_restaurant_round_in_qinhuangdao_is_prepared(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/brief")
    page.get_by_label("职工方").check()
    page.get_by_role("radio", name="行业").check()
    page.get_by_label("行业", exact=True).last.select_option("餐饮")
    page.get_by_label("地区").fill("秦皇岛")
    for topic in ("底线工资", "涨幅"):
        page.get_by_role("checkbox", name=topic).check()
    page.get_by_label("现在的工资").fill("2600")
    page.get_by_label("当地最低工资").fill("2200")
    page.get_by_label("要约送达那天").fill("2026-12-01")
    page.get_by_role("button", name="准备材料").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("秦皇岛·餐饮·底线工资、涨幅 协商准备（职工方）")
    assert page.url.endswith("/brief"), "what was typed stands in no address"
    for words in ("武汉餐饮", "118.2%", "2026年12月21日", "《工资集体协商试行办法》第八条", "不算平均"):
        expect(page.locator("main")).to_contain_text(words)
    assert page.locator("#cases ~ .brief-case").count() >= 4
    assert page.evaluate(NO_OVERFLOW)


def test_brief_prints_on_few_sheets_without_the_form(desktop: Page) -> None:
    desktop.goto("/brief?side=职工方&scope=行业&industry=餐饮&region=秦皇岛&topic=底线工资")
    desktop.get_by_role("button", name="准备材料").click()
    desktop.emulate_media(media="print")
    expect(desktop.locator(".sheet")).to_be_hidden()
    assert desktop.pdf(format="A4").count(b"/Type /Page\n") <= 8
