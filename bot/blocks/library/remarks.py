"""What Fieldwise itself remarks of an edition, which is kept as a code, in the reader's language. Pure."""

from collections.abc import Sequence

from bot.blocks.sources import DOT
from bot.texts import Texts
from bot.texts.remarks import RemarkTexts
from ingestion.remarks import COUNTS, OF_PAGES, Fact, Remark, place_of, remarked
from knowledge.guides.labels import LABEL_TAKEN
from knowledge.guides.states import APPROVED, OVERTAKEN, EditionState
from knowledge.guides.steps import Step


def remark_text(remark: str, texts: Texts) -> str:
    """A remark of an edition; some that were stored long ago are sentences already."""
    if remark == LABEL_TAKEN:
        return texts.publishing.label_taken
    found = remarked(remark)
    if found is None:
        return remark
    kind, facts = found
    return _spoken(facts, texts) if kind is Remark.TELLS_ASSISTANTS else _worded(kind, facts, texts.remarks)


def reason_text(step: Step, texts: Texts) -> str:
    """Why an edition came into a state, in a person's words or ours; empty where nobody said so."""
    if step.state is EditionState.DISCARDED and step.reason == OVERTAKEN:
        return texts.publishing.overtaken
    if step.state is EditionState.IN_REVIEW and step.reason == APPROVED:
        return texts.publishing.approved
    return step.reason or ""


def _worded(kind: Remark, facts: Sequence[Fact], said: RemarkTexts) -> str:
    if kind in COUNTS:
        counted = {
            Remark.NOTES_READ: said.notes_read,
            Remark.SLIDES_HIDDEN: said.slides_hidden,
            Remark.CHAPTERS_MISSING: said.chapters_missing,
        }
        return counted[kind].of(int(facts[0]))
    if kind in OF_PAGES:
        return _of_pages(kind, [str(fact) for fact in facts], said)
    forms = {
        Remark.END_MISSING: (said.end_missing, ()),
        Remark.DETAIL_UNUSED: (said.detail_unused, ("key", "meant")),
        Remark.NOT_ON_COMMAND_LINE: (said.not_on_command_line, ("audience",)),
        Remark.STAYS_FOR: (said.stays_for, ("audience",)),
    }
    form, names = forms[kind]
    return form.format(**dict(zip(names, facts, strict=True)))


def _spoken(facts: Sequence[Fact], texts: Texts) -> str:
    """That a sentence tells an assistant what to do, with where it stands."""
    sentence, heading, code = map(str, facts)
    place = place_of(code)
    where = DOT.join([heading, *([texts.place(place)] if place is not None else [])])
    return texts.remarks.tells_assistants.format(sentence=sentence, where=where)


def _of_pages(kind: Remark, pages: Sequence[str], said: RemarkTexts) -> str:
    """The remark of pages that are named as ``3``, ``7`` and ``10-12``."""
    one, many = {
        Remark.PAGES_PICTURED: (said.page_pictured, said.pages_pictured),
        Remark.PAGES_UNREADABLE: (said.page_unreadable, said.pages_unreadable),
        Remark.PAGES_DAMAGED: (said.page_damaged, said.pages_damaged),
    }[kind]
    if len(pages) == 1:
        return (one if pages[0].isdecimal() else many).format(pages=pages[0])
    return many.format(pages=said.and_last.format(pages=", ".join(pages[:-1]), last=pages[-1]))
