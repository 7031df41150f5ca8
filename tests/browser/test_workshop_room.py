"""A workshop in two browsers: the presenter's remote control moves on, a team on a phone follows."""

MILLISECONDS = 30_000


def headline(page, text):
    page.locator("h1", has_text=text).wait_for(timeout=MILLISECONDS)


def test_a_remote_control_leads_a_team_on_a_phone(cold_server, browser):
    with cold_server() as address:
        wall = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US").new_page()
        wall.goto(f"{address}/workshop?room=spring&view=room")
        headline(wall, "In which year is the customer base largest?")
        assert not wall.locator("[data-testid=stSidebar], .st-key-filter_bar").filter(visible=True).count()
        phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN").new_page()
        phone.goto(f"{address}/workshop?room=spring&view=team&team=North&lang=zh_CN")
        headline(phone, "哪一年客户基数最大？")
        phone.get_by_text("第 9 年").click()
        phone.get_by_role("button", name="保存回答").click()
        wall.get_by_text("Answers so far: 1").wait_for(timeout=MILLISECONDS)
        wall.keyboard.press("PageDown")
        headline(wall, "A mountain")
        headline(phone, "山峰")
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        wall.keyboard.press("Escape")
        wall.locator("[data-testid=stSidebar]").filter(visible=True).wait_for(timeout=MILLISECONDS)
        for page in (wall, phone):
            assert not page.locator("[data-testid=stException]").count()
            page.context.close()
