"""That the page can be read by everybody: contrast, names, and room for long words, in the light and in the dark."""

from typing import Any, Literal

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.people import MENTORS
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect
from tests.bot.playground.test_page import CARMEN, DEV, Open, browser, message, open_page, text
from tests.bot.playground.test_page_forms import FORM
from tests.bot.playground.test_page_inputs import GUIDE_FORM

__all__ = ["browser", "open_page"]

FAINT = """() => {
  const channels = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => top.slice(0, 3).map((one, at) => one * top[3] + under[at] * (1 - top[3]));
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = channels(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, behind(node.parentElement));
  };
  const light = (color) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = color.map((one) => linear(one / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  let seen = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    const style = getComputedStyle(node);
    const shown = node.checkVisibility({ visibilityProperty: true }) && !node.closest(".visually-hidden, .skip");
    if (!words || !shown) continue;
    seen += 1;
    const size = parseFloat(style.fontSize);
    const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const background = behind(node);
    const found = ratio(over(channels(style.color), background), background);
    if (found < wanted) faint.push(`${words.slice(0, 40)}: ${found.toFixed(2)}`);
  }
  return [seen, faint];
}"""
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [role=log], dialog")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .filter((node) => !node.innerText?.trim() && !node.ariaLabel && !node.labels?.length)
  .filter((node) => !node.hasAttribute("aria-labelledby"))
  .map((node) => node.outerHTML.slice(0, 120))"""


def mrkdwn(words: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": words}


def button(label: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": label, "text": text(label), "value": label, **more}


TASK = {"type": "task_card", "task_id": "1", "title": "Searched the guides", "status": "complete"}
ROWS = [[{"type": "raw_text", "text": "Guide"}], [{"type": "raw_text", "text": "Closing"}]]
MENU = {"type": "overflow", "action_id": "menu", "options": [{"text": text("Mute"), "value": "m"}]}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": {"text": text("Helpful"), "value": "yes"},
    "negative_button": {"text": text("Not helpful"), "value": "no"},
}
BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": text("Header")},
    {
        "type": "section",
        "text": mrkdwn("A `code`, a <https://a.example|link>\n&gt; a quote"),
        "accessory": button("Show"),
    },
    {"type": "context", "elements": [mrkdwn("Small *words*")]},
    {"type": "divider"},
    {"type": "markdown", "text": "1. one\n2. **two**\n\n| a | b |\n|---|---|\n| c | d |"},
    {"type": "plan", "title": "Plan", "tasks": [TASK, {**TASK, "task_id": "2", "status": "error"}]},
    {"type": "table", "rows": ROWS},
    {"type": "card", "title": mrkdwn("Card"), "subtitle": mrkdwn("Subtitle"), "body": mrkdwn("Body")},
    {"type": "container", "title": text("More"), "child_blocks": [{"type": "context", "elements": [mrkdwn("Inside")]}]},
    {"type": "actions", "elements": [button("Yes", style="primary"), button("No", style="danger"), MENU]},
    {"type": "context_actions", "elements": [FEEDBACK]},
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground_and_all_controls_have_names(
    app: App,
    client: WebClient,
    connect: Connect,
    slack: Playground,
    open_page: Open,
    scheme: Literal["light", "dark"],
) -> None:
    @app.action("Show")
    def show(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        levels = ("default", "info", "warning", "error", "success")
        alerts = [{"type": "alert", "level": level, "text": mrkdwn(f"*{level}*")} for level in levels]
        client.views_open(
            trigger_id=body["trigger_id"],
            view={**FORM, "blocks": [*alerts, *FORM["blocks"], *GUIDE_FORM["blocks"]]},
        )

    connect(app)
    root = slack.acts.post(DEV, MENTORS, "@Carmen Ruiz and @Fieldwise, see #mentors")
    slack.acts.post(CARMEN, MENTORS, "A reply", thread_ts=root)
    client.assistant_threads_setStatus(channel_id=MENTORS, thread_ts=root, status="is searching")
    client.chat_postMessage(channel=MENTORS, text="x", blocks=BLOCKS)
    client.chat_postEphemeral(channel=MENTORS, user=CARMEN, text="x", blocks=BLOCKS[:3])
    page = open_page(color_scheme=scheme)
    page.get_by_role("link", name="1 reply").click()
    expect(page.get_by_text("Only visible to you")).to_be_visible()
    seen, faint = page.evaluate(FAINT)
    assert (seen > 50, faint, page.evaluate(NAMELESS)) == (True, [], [])
    page.get_by_role("button", name="Show").last.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Files").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("Please fill this in.").first).to_be_visible()
    form.get_by_role("combobox", name="Reviewers").click()
    expect(form.get_by_role("option", name="Dev Patel")).to_be_visible()
    _, faint = page.evaluate(FAINT)
    assert (faint, page.evaluate(NAMELESS)) == ([], [])


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_long_words_and_wide_blocks_stay_inside_the_screen(
    client: WebClient, slack: Playground, open_page: Open, width: int
) -> None:
    wide = "Donaudampfschifffahrtsgesellschaft" * 12
    cells = [[{"type": "raw_text", "text": f"column {n} of many"} for n in range(12)]] * 2
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": text(wide[:150])},
        {"type": "section", "text": mrkdwn(wide), "accessory": button("A button with a long label, to be read")},
        {"type": "context", "elements": [mrkdwn(wide)]},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": wide}]}],
        },
        {"type": "table", "rows": cells},
        {"type": "actions", "elements": [button(f"Button number {n}") for n in range(8)]},
    ]
    slack.acts.post(DEV, MENTORS, wide)
    client.chat_postMessage(channel=MENTORS, text="x", blocks=blocks)
    page = open_page(viewport={"width": width, "height": 800})
    expect(message(page, "Button number 7")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    spread = page.evaluate("[...document.querySelectorAll('.log')].map((one) => one.scrollWidth - one.clientWidth)")
    assert spread == [0]
