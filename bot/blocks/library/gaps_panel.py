"""What people asked in vain, in the Home tab: gaps, standard answers, what is asked often, how it goes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.library.bar import joined
from bot.blocks.library.choices import confirm, field, form, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.gaps.frequent import OftenAsked
from knowledge.gaps.summaries import GapPage
from knowledge.gaps.trend import Week
from knowledge.gaps.values import UNDONE, GapState, GapSummary
from knowledge.guides.drafts import EVERYBODY
from knowledge.members.roles import Act, Role, may
from knowledge.standard.values import StandardAnswer

PAGE = 12
VIEW, EXPORT, DRAFT, MENU, REMOVE = "gaps_view", "gaps_export", "gaps_draft", "gap_menu", "standard_remove"
GIVE_CALLBACK, PERSON = "gap_give_form", "person"
STANDARD, OFTEN = "standard", "often"
# What a select offers in place of nothing, which can't be the value of an option.
OPEN_GAPS = "undone"
MOST_OFTEN = 20
LONGEST_QUESTION = 300
LONGEST_ANSWER = 600
SQUARES = 10


@dataclass(frozen=True)
class GapsShown:
    """What the panel shows; of gaps, standard answers and what is asked often one is not empty at most."""

    weeks: Sequence[Week]
    gaps: GapPage | None = None
    standard: Sequence[StandardAnswer] = ()
    often: Sequence[OftenAsked] = ()


def states_of(view: str) -> tuple[GapState, ...] | None:
    """In which states the gaps are that a view shows; None where it shows no gaps."""
    if view in {STANDARD, OFTEN}:
        return None
    return (GapState(view),) if view in {GapState.CLOSED, GapState.SET_ASIDE} else UNDONE


def gaps_panel(shown: GapsShown, showing: Showing, role: Role, texts: Texts) -> list[Block]:
    """The panel. Whoever may not close gaps sees it, and changes nothing."""
    views = [option(label, name or OPEN_GAPS) for name, label in texts.gaps.views.items()]
    view = {**select(VIEW, views, showing.state or OPEN_GAPS)}
    tools = [button(EXPORT, texts.gaps.export, "csv")]
    if may(role, Act.WRITE_ITEMS):
        tools.append(button(DRAFT, texts.gaps.draft, OFTEN))
    found = _found(shown, showing, role, texts)
    return [*found[:2], {"type": "actions", "elements": [view, *tools]}, *found[2:], *_trend(shown.weeks, texts)]


def give_form(noted: str, gap_id: str, texts: Texts) -> Block:
    """The form that lets somebody see to a gap; its field is named after the gap."""
    said = texts.gaps
    who: Block = {"type": "users_select", "action_id": PERSON}
    return form(
        GIVE_CALLBACK, said.give_title, said.give_send, texts.cancel, noted, [field(gap_id, said.give_label, who)]
    )


def _found(shown: GapsShown, showing: Showing, role: Role, texts: Texts) -> list[Block]:
    said = texts.gaps
    match showing.state:
        case "standard":
            pages = max(1, -(-len(shown.standard) // PAGE))
            page = min(showing.page, pages - 1)
            return [
                header(said.standard.of(len(shown.standard))),
                section(escape(said.standard_about)),
                *(_standard(one, role, texts) for one in shown.standard[page * PAGE : (page + 1) * PAGE]),
                *([] if shown.standard else [section(escape(said.no_standard))]),
                *pager("page", page, pages, texts),
            ]
        case "often":
            return [
                header(said.often.of(len(shown.often))),
                section(escape(said.often_about)),
                *(_often(one, texts) for one in shown.often[:MOST_OFTEN]),
                *([] if shown.often else [section(escape(said.no_often))]),
            ]
        case _:
            return _gaps(shown.gaps or GapPage((), 0), showing, role, texts)


def _gaps(page: GapPage, showing: Showing, role: Role, texts: Texts) -> list[Block]:
    said = texts.gaps
    pages = max(1, -(-page.total // PAGE))
    return [
        header(said.gaps.of(page.total)),
        section(escape(said.about)),
        *(_gap(one, role, texts) for one in page.rows),
        *([] if page.rows else [section(escape(said.none))]),
        *pager("page", min(showing.page, pages - 1), pages, texts),
    ]


def _gap(gap: GapSummary, role: Role, texts: Texts) -> Block:
    said = texts.gaps
    first, last = texts.day(gap.since.date()), texts.day(gap.latest.date())
    when = (said.asked_on if first == last else said.asked_between).format(first=first, last=last)
    counts = [
        said.questions.of(gap.questions),
        *([said.unanswered.format(count=texts.number(gap.unsettled))] if gap.unsettled else []),
    ]
    owner = said.owner_mrkdwn.format(person=person_mrkdwn(gap.owner, texts)) if gap.owner else said.no_owner
    line = joined([*map(escape, counts), escape(said.askers.of(gap.askers)), escape(when)])
    stands = joined([escape(said.states[gap.state]), owner])
    title = f"*{escaped_line(gap.title, LONGEST_QUESTION)}*" if gap.title else f"_{escape(said.asked_alone)}_"
    words = f"{title}\n{line}\n{stands}"
    return section(words, _menu(gap, texts) if may(role, Act.CLOSE_GAPS) else None)


def _menu(gap: GapSummary, texts: Texts) -> Block:
    """What can be done with a gap from where it stands."""
    done = gap.state not in UNDONE
    # Who can't read what was asked can't answer it.
    undone = [*(["answer"] if gap.title else []), "give", "closed", "set_aside"]
    names = ["open", "give"] if done else undone
    return {
        "type": "overflow",
        "action_id": MENU,
        "options": [option(texts.gaps.moves[name], f"{name}:{gap.id}") for name in names],
    }


def _standard(one: StandardAnswer, role: Role, texts: Texts) -> Block:
    said = texts.gaps
    by = said.said_mrkdwn.format(person=person_mrkdwn(one.by, texts), date=escape(texts.day(one.at.date())))
    whom = said.for_audience.format(audience=escaped_line(one.audience, LONGEST_QUESTION))
    told = joined([by, whom if one.audience != EVERYBODY else ""])
    words = f"*{escaped_line(one.question, LONGEST_QUESTION)}*\n{escaped_line(one.text, LONGEST_ANSWER)}\n{told}"
    if not may(role, Act.CLOSE_GAPS):
        return section(words)
    sure = confirm(said.remove_title, said.remove_text, said.remove, texts.cancel)
    return section(words, {**button(REMOVE, said.remove, one.id), "confirm": sure})


def _often(one: OftenAsked, texts: Texts) -> Block:
    said = texts.gaps
    where = escaped_line(" › ".join([one.title, *one.heading]), LONGEST_QUESTION)
    return section(f"*{where}*\n{joined([said.people.of(one.people), said.questions.of(one.questions)])}")


def _trend(weeks: Sequence[Week], texts: Texts) -> list[Block]:
    """A line a week, with a small bar for those who see it; the words say all that it does."""
    lines = [f"{_bar(week)}{escape(_week(week, texts))}" for week in reversed(weeks)]
    return [{"type": "divider"}, header(texts.gaps.trend), *([section("\n".join(lines))] if lines else [])]


def _bar(week: Week) -> str:
    """None for a week without questions, which is not one in which nothing was answered."""
    if not week.asked:
        return ""
    full = round(SQUARES * (week.answered + week.standard) / week.asked)
    return "■" * full + "□" * (SQUARES - full) + " "


def _week(week: Week, texts: Texts) -> str:
    said = texts.gaps
    head = said.week.format(date=texts.day(week.begins))
    if not week.asked:
        return f"{head}: {said.no_questions}"
    answered = said.answered_of.format(answered=texts.number(week.answered), asked=texts.number(week.asked))
    counts = (
        (said.partly, week.partly),
        (said.by_person, week.standard),
        (said.not_found, week.not_in_guides),
        (said.unhelpful, week.unhelpful),
    )
    return f"{head}: {joined([answered, *(name.format(count=texts.number(count)) for name, count in counts if count)])}"
