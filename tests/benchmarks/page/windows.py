"""Windows of a real Chromium at a service, and what is measured inside of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PATIENCE = 120_000  # milliseconds
WIDE = {"width": 1440, "height": 900}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
DRAWN = """() => document.querySelector('h1') && document.querySelector('.decisions tbody tr, .decisions li')
  && document.querySelector('figure canvas') && performance.now()"""
ROUND = """async ([pressed, watched, there]) => {
  const button = (words) => [...document.querySelectorAll('button')]
    .find((each) => each.textContent.trim() === words);
  const begin = performance.now();
  const answered = new Promise((done) => {
    const look = new MutationObserver(() => {
      if (Boolean(button(watched)) !== there) return;
      look.disconnect();
      done(performance.now() - begin);
    });
    look.observe(document.body, {childList: true, subtree: true, characterData: true});
  });
  button(pressed).click();
  return await answered;
}"""
SCROLLED = """async () => {
  const frames = [];
  let before = performance.now();
  for (let step = 0; step < 60; step += 1) {
    window.scrollBy(0, 150);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return [window.scrollY, Math.max(...frames)];
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Raises FileNotFoundError without it."""
    place = shutil.which("chromium") or shutil.which("chromium-browser")
    if place is None:
        raise FileNotFoundError("there is no chromium: apt-get install --no-install-recommends chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=place, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()


@contextmanager
def signed_in(browser: Browser, url: str, key: str) -> Iterator[BrowserContext]:
    """A browser of its own, with nothing kept but the key's cookie."""
    context = browser.new_context(base_url=url, viewport=WIDE)
    context.set_default_timeout(PATIENCE)
    answer = context.request.post(
        f"{url}/sign-in", form={"key": key}, headers={"Origin": url}, max_redirects=0
    )
    assert answer.status == 303, answer.text()
    yield context
    context.close()


def first_paint(context: BrowserContext, path: str) -> float:
    """Milliseconds until the first text is painted, and it can be used."""
    page = context.new_page()
    page.goto(path)
    page.wait_for_selector("h1")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    return float(page.evaluate(PAINTED))


def opened(context: BrowserContext, path: str) -> tuple[Page, float]:
    """A plan's page, and the milliseconds until decisions and charts are drawn."""
    page = context.new_page()
    page.goto(path, wait_until="commit")
    return page, float(page.wait_for_function(DRAWN).json_value())


def scrolled(page: Page) -> tuple[float, float]:
    """(pixels from the top after sixty steps, milliseconds of the longest frame)."""
    far, longest = page.evaluate(SCROLLED)
    return float(far), float(longest)


def round_trips(page: Page) -> tuple[float, float]:
    """Milliseconds from a click to what the server makes of it: asking to adopt, and not doing so."""
    page.wait_for_function("window.did_handshake === true")
    asked = float(page.evaluate(ROUND, ["Adopt this plan", "Not yet", True]))
    return asked, float(page.evaluate(ROUND, ["Not yet", "Not yet", False]))
