import shutil
from pathlib import Path

import pytest

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def chromium():
    """Where this machine keeps its Chromium, or None."""
    found = shutil.which("chromium") or "/usr/bin/chromium"
    return found if Path(found).exists() else None


@pytest.fixture(scope="session")
def browser():
    if chromium() is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, site_url):
    """Opens an address of the site in a window of its own; what the page complains about fails the test."""
    contexts, complaints = [], []

    def complain(page, message):
        if message.location["url"] != page.url:  # the page's own status, 404 for one that is not there
            complaints.append(f"{message.location['url']}: {message.text}")

    def open_page(address, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complain(page, message))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site_url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
