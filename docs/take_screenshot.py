"""Takes docs/screenshot.png again: indexes the sample corpus, serves it and searches it in Chromium.

.venv/bin/python docs/take_screenshot.py
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import sync_playwright

from corpus.sources.scan import SAMPLE
from indexer.reindex import reindex
from search_web import create_app
from search_web.site.server import create_server

PICTURE = Path(__file__).with_name("screenshot.png")
QUERY = "immunoglobulin+therapy"


def main() -> None:
    """Index, serve and take the screenshot; the index is temporary."""
    with TemporaryDirectory() as data:
        reindex([SAMPLE], Path(data))
        server = create_server(create_app({"DATA": data}), "127.0.0.1", 0)
        Thread(target=server.run, daemon=True).start()
        take_screenshot(f"http://127.0.0.1:{server.effective_port}/search?q={QUERY}")


def take_screenshot(address: str) -> None:
    """Save a screenshot of the top of a page on a desktop, in the light scheme."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1120, "height": 700}, device_scale_factor=1.4)
        page.goto(address)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
