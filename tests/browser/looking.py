"""What a browser can say about a page: barriers, width, sizes of targets, where Tab leads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
NARROW, WIDE = 360, 1280
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that another light can break."""

SMALL_TARGETS = """() => {
  const rows = [];
  for (const e of document.querySelectorAll(
      '.button, .tool, .rooms a, .things a, .person, summary, select, textarea, label.check,'
      + '.choice, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')) {
    const r = e.getBoundingClientRect();
    if (r.width && (r.height < 43.5 || r.width < 43.5)) rows.push(e.outerHTML.slice(0, 120));
  }
  return rows;
}"""

MARK_STOPS = """() => {
  let n = 0;
  const radios = new Set();
  for (const e of document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (e.disabled || e.tabIndex < 0 || !e.checkVisibility()) continue;
    if (e.type === 'radio') { if (radios.has(e.name)) continue; radios.add(e.name); }
    e.dataset.stop = e.type === 'radio' ? 'radio ' + e.name : String(n++);
  }
  for (const e of document.querySelectorAll('input[type=radio]')) {
    if (radios.has(e.name)) e.dataset.stop = 'radio ' + e.name;
  }
  return [...new Set([...document.querySelectorAll('[data-stop]')].map(e => e.dataset.stop))];
}"""

FOLLOW = """() => {
  document.activeElement?.blur();
  window.stopped = {};
  document.addEventListener('focusin', ({target: e}) => {
    if (e.dataset.stop === undefined) return;
    const s = getComputedStyle(e);
    window.stopped[e.dataset.stop] = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  });
}"""
MORE_PRESSES = 12
"""How often Tab may lead out of the page and to stops that are not looked for."""


def barriers(page: Any, *, only: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice, one sentence each.

    only  names of axe's rules; without them all
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if only:
        asked["runOnly"] = {"type": "rule", "values": list(only)}
    found = page.evaluate("(asked) => axe.run(document, asked)", asked)
    return [
        f"{one['id']}: {one['help']} → {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def small_targets(page: Any) -> list[str]:
    """What a finger cannot hit: less than 44 pixels high or wide."""
    return list(page.evaluate(SMALL_TARGETS))


def unreached(page: Any) -> list[str]:
    """What the Tab key does not come to, or comes to without showing it."""
    stops = set(page.evaluate(MARK_STOPS))
    page.evaluate(FOLLOW)
    shown: dict[str, bool] = {}
    for presses in (len(stops), *[1] * MORE_PRESSES):
        for _press in range(presses):
            page.keyboard.press("Tab")
        shown = page.evaluate("() => window.stopped")
        if len(shown) == len(stops):
            break
    lost = [f"never reached: {stop}" for stop in sorted(stops - set(shown))]
    return lost + [f"no visible focus: {stop}" for stop, is_seen in shown.items() if not is_seen]
