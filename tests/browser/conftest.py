"""A real service over the real index, and the system's Chromium. Without Chromium these tests are skipped."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service started for these tests, with a store of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = tmp_path_factory.mktemp("browser") / "store.sqlite"
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "XIESHANG_DATABASE_URL": f"sqlite:///{store}"}
    process = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    yield from _page(browser, address, DESKTOP, scripts=True)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from _page(browser, address, PHONE, scripts=True)


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Page]:
    yield from _page(browser, address, PHONE, scripts=False)


def _page(browser: Browser, address: str, viewport: dict[str, int], *, scripts: bool) -> Iterator[Page]:
    """A page that fails its test when a script throws or anything remote is asked for."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": viewport["width"], "height": viewport["height"]},
        java_script_enabled=scripts,
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else faults.append(request.url)
    )
    yield page
    context.close()
    assert faults == []


def _wait_until_ready(base: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        if process.poll() is not None:
            pytest.fail(f"the service ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.25)
    pytest.fail("the service did not get ready in a minute; is the index built? run: xieshang build")
