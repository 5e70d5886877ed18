"""Clicks through the desk in a real browser, and looks at every page as a picture.

Start `plenipo serve --demo --listen 127.0.0.1:8099`, then

    python3 -m venv venv && venv/bin/pip install playwright && npm pack axe-core && tar xzf axe-core-*.tgz
    venv/bin/python crates/desk/browser/check.py http://127.0.0.1:8099 package/axe.min.js pictures

From Today on every link is followed, with script allowed and forbidden, on a desktop and on a telephone, light and dark.
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
                    visit = look(folder, f"{size}-{scheme}") if script else lambda page, address: []
                    counts, found = walk(context, site, visit)
                    troubles += found
                    print(f"{size}, {scheme}, script {script}: {sum(counts.values())} pages of {len(counts)} kinds")
                    context.close()
                # Its own script needs a browser that does not ask the page's permission.
                context = browser.new_context(bypass_csp=True, **options)
                counts, found = walk(context, site, judge(axe))
                troubles += found
                print(f"{size}, {scheme}, axe-core: {sum(counts.values())} pages")
                context.close()
        browser.close()
    print("\n".join(troubles) or "all is well")
    sys.exit(1 if troubles else 0)


main()
