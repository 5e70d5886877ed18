"""Clicks through the desk in a real browser, and looks at every page as a picture.

Start `plenipo serve --demo --note-length 20 --listen 127.0.0.1:8099`, then

    python3 -m venv venv && venv/bin/pip install playwright && npm pack axe-core && tar xzf axe-core-*.tgz
    venv/bin/python crates/desk/browser/check.py http://127.0.0.1:8099 package/axe.min.js pictures

From Today on every link is followed, with script allowed and forbidden, on a desktop and on a telephone, light and dark.
A record is corrected and that undone, a note is written, an article handed in and let go. Where the desk has users,
DESK_USER and DESK_PASSWORD sign in first.
It fails on a page that does not answer 200, on a message in the console, on a request to another host, on a page that is
wider than the screen, and on anything that axe-core calls serious. Chromium is taken from the system (CHROMIUM names it).
"""

import os
import sys
from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import sync_playwright

SIZES = {"desktop": (1280, 900), "telephone": (390, 844)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Days, months and searches lead to ever more of their kind; so many of each kind of page are enough.
MOST_OF_A_KIND = 12


def kind(address):
    return urlsplit(address).path.split("/")[1]


def links(page, site):
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    for link in found:
        address = urljoin(page.url, link).split("#")[0]
        path = urlsplit(address).path
        if address.startswith(site) and not path.endswith((".json", ".csv", ".atom", ".ics")):
            yield address


def walk(context, site, visit):
    """Visits pages from Today on, the nearest first, and returns how many there were of each kind."""
    page = context.new_page()
    troubles = []
    page.on("console", lambda message: troubles.append(f"{page.url}: console: {message.text}"))
    page.on("request", lambda sent: sent.url.startswith(site) or troubles.append(f"{page.url} asks {sent.url}"))
    seen, counts, waiting = {site + "/"}, {}, deque([site + "/"])
    while waiting:
        address = waiting.popleft()
        if counts.get(kind(address), 0) == MOST_OF_A_KIND:
            continue
        counts[kind(address)] = counts.get(kind(address), 0) + 1
        reply = page.goto(address)
        if reply.status != 200:
            troubles.append(f"{address}: {reply.status}")
        troubles += visit(page, address)
        for link in links(page, site):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    page.close()
    return counts, troubles


def sign_in(context, site):
    """Signs in where the desk has users."""
    if "DESK_USER" not in os.environ:
        return
    page = context.new_page()
    page.goto(site + "/help")
    page.fill("input[name=name]", os.environ["DESK_USER"])
    page.fill("input[name=password]", os.environ["DESK_PASSWORD"])
    page.click("main button")
    assert page.url == site + "/help", f"signing in leads to {page.url}"
    page.close()


def work(context, site, script, see):
    """Corrects a record and undoes it, writes a note, hands an article in; returns what went wrong."""
    page = context.new_page()
    troubles = []
    page.on("console", lambda message: troubles.append(f"{page.url}: console: {message.text}"))

    def expect(is_so, what):
        if not is_so:
            troubles.append(f"{page.url}: {what}")

    page.goto(site + "/search?q=kind:meet")
    page.click(".events .what a")
    event = page.url
    page.click("text=Correct this record")
    see(page, "correct-form")
    before = page.input_value("input[name=place]")
    page.fill("input[name=place]", "Elsewhere")
    page.fill("form:has(input[name=place]) input[name=why]", "tried in a browser")
    page.click("text=Save")
    expect("/log/" in page.url, "saving leads to no entry of the log")
    see(page, "log-entry")
    page.click("main form button")
    expect("Undone by" in page.inner_text("main"), "the entry is not undone")
    page.goto(event)
    expect("Elsewhere" not in page.inner_text("dl.facts >> nth=0"), "the place is not what it was")
    page.click("text=Correct this record")
    expect(page.input_value("input[name=place]") == before, "the form does not show what was before")
    page.fill("textarea[name=note]", "Too short")
    told = page.inner_text("#count")
    expect(told == ("9 of at least 20 characters" if script else "At least 20 characters."), f"the count says: {told}")
    page.fill("textarea[name=note]", "A note that is long enough for this desk.")
    page.click("text=Add the note >> nth=-1")
    page.goto(event)
    expect("long enough for this desk" in page.inner_text("main"), "the note is not shown")
    page.goto(site + "/review")
    see(page, "review-list")
    page.goto(site + "/submit")
    page.fill("textarea[name=text]", "TARTU, May 18 - Foreign Minister Aino Lepik met Swedish envoy Sven Dahl in Tartu on Monday.")
    page.fill("input[name=title]", "Two met in Tartu")
    page.fill("input[name=published]", "2026-05-19")
    page.click("text=Read it >> nth=0")
    expect("not kept yet" in page.inner_text("main"), "the reading is not shown")
    see(page, "draft")
    page.click("text=Let it go")
    expect(page.url == site + "/submit", "letting go leads elsewhere")
    page.goto(site + "/log/999999")
    see(page, "error")
    # That a page is missing is what was asked for.
    troubles = [trouble for trouble in troubles if "404" not in trouble]
    page.close()
    return troubles


def look(folder, name):
    """Returns what looks at one page: its width, its accessibility, and a picture of the first of each kind."""

    def visit(page, address):
        troubles = []
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            troubles.append(f"{address}: wider than a {name}")
        picture = folder / f"{name}-{kind(address) or 'today'}.png"
        if not picture.exists():
            page.screenshot(path=picture, full_page=True)
        return troubles

    return visit


def judge(axe):
    def visit(page, address):
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        bad = [found for found in result["violations"] if found["impact"] in ("serious", "critical")]
        return [f"{address}: {found['id']}: {found['nodes'][0]['html']}" for found in bad]

    return visit


def main():
    site, axe, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2]).read_text(), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    troubles = []
    with sync_playwright() as driver:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                for script in (True, False):
                    options = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
                    context = browser.new_context(java_script_enabled=script, **options)
                    sign_in(context, site)
                    pictures = folder if script else folder / "without-script"

                    def see(page, what, name=f"{size}-{scheme}", pictures=pictures):
                        page.screenshot(path=pictures / f"{name}-{what}.png", full_page=True)

                    troubles += work(context, site, script, see)
                    visit = look(folder, f"{size}-{scheme}") if script else lambda page, address: []
                    counts, found = walk(context, site, visit)
                    troubles += found
                    print(f"{size}, {scheme}, script {script}: {sum(counts.values())} pages of {len(counts)} kinds")
                    context.close()
                # Its own script needs a browser that does not ask the page's permission.
                context = browser.new_context(bypass_csp=True, **options)
                sign_in(context, site)
                counts, found = walk(context, site, judge(axe))
                troubles += found
                print(f"{size}, {scheme}, axe-core: {sum(counts.values())} pages")
                context.close()
        browser.close()
    print("\n".join(troubles) or "all is well")
    sys.exit(1 if troubles else 0)


main()
