"""Errors of certification as sentences for the person who met them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.blocks.mrkdwn import one_line
from bot.texts import Texts
from learning import errors
from learning.requirements.values import RequirementState

LONGEST_NAME = 150
_QUOTED = 300
_FIELDS = {"quotes": "proof"}


def _name(text: str) -> str:
    return one_line(text, LONGEST_NAME)


def _with_flaws(said: str, flaws: Sequence[errors.Found], texts: Texts) -> str:
    """What can't be taken, with all that is wrong with it and where."""
    return f"{said} {flaws_said(flaws, texts)}".strip()


def flaws_said(flaws: Sequence[errors.Found], texts: Texts) -> str:
    """All that is wrong with something that somebody wrote, and where: plain text."""
    told = [(_field(one.where), texts.flaws.said[one.flaw].format(fact=_name(one.fact))) for one in flaws]
    clauses = [
        texts.flaws.at.format(where=where, flaw=flaw) if where else flaw[:1].upper() + flaw[1:] for where, flaw in told
    ]
    return " ".join(clauses)


def _field(where: str) -> str:
    """A field as authors call it."""
    name, dot, rest = where.partition(".")
    return f"{_FIELDS.get(name, name)}{dot}{rest}"


_SENTENCES: Mapping[type[errors.LearningError], Callable[[Any, Texts], str]] = {
    errors.BadItem: lambda error, texts: _with_flaws(texts.learning.bad_item, error.flaws, texts),
    errors.BadDefinition: lambda error, texts: _with_flaws(texts.learning.bad_definition, error.flaws, texts),
    errors.GuideUnknown: lambda error, texts: texts.learning.guide_unknown.format(guide=_name(error.guide)),
    errors.QuoteNotFound: lambda error, texts: (
        texts.learning.quote_goes_on if error.goes_on else texts.learning.quote_not_found
    ).format(guide=_name(error.guide), quote=one_line(error.quote, _QUOTED)),
    errors.ProofGone: lambda error, texts: texts.learning.proof_gone.format(
        guide=_name(error.guide), item=_name(error.key)
    ),
    errors.ItemNotFound: lambda _, texts: texts.learning.item_gone,
    errors.WrongItemState: lambda error, texts: texts.learning.wrong_item_state.format(item=_name(error.key)),
    errors.AuthorPublishes: lambda _, texts: texts.learning.author_publishes,
    errors.CertificationNotFound: lambda _, texts: texts.learning.certification_gone,
    errors.NotEnoughItems: lambda error, texts: texts.learning.not_enough_items.format(
        there=texts.number(error.there), wanted=texts.number(error.wanted), competency=_name(error.competency)
    ),
    errors.AlreadyOpen: lambda _, texts: texts.learning.already_open,
    errors.OtherOpen: lambda error, texts: texts.learning.other_open.format(title=_name(error.title)),
    errors.TooManyAttempts: lambda error, texts: texts.learning.too_many_attempts.of(error.allowed),
    errors.TooSoon: lambda error, texts: texts.learning.too_soon.format(
        date=texts.day(error.until.date()), time=f"{error.until:%H:%M}"
    ),
    errors.RenewalTooSoon: lambda error, texts: texts.learning.renewal_too_soon.format(
        date=texts.day(error.until.date())
    ),
    errors.ExamPassed: lambda _, texts: texts.learning.exam_passed,
    errors.NothingToRenew: lambda _, texts: texts.learning.nothing_to_renew,
    errors.AttemptNotFound: lambda _, texts: texts.learning.attempt_gone,
    errors.AttemptOpen: lambda _, texts: texts.learning.attempt_open,
    errors.TakesPasses: lambda error, texts: texts.learning.takes_passes.of(len(error.people)),
    errors.NotMet: lambda _, texts: texts.learning.not_met,
    errors.PassOvertaken: lambda _, texts: texts.learning.pass_overtaken,
    errors.NameMissing: lambda _, texts: texts.certificates.name_missing,
    errors.NoSigningKey: lambda _, texts: texts.learning.no_key,
    errors.NoPublicAddress: lambda _, texts: texts.learning.no_address,
    errors.KeyUnusable: lambda _, texts: texts.learning.key_unusable,
    errors.CertificateNotFound: lambda _, texts: texts.learning.certificate_gone,
    errors.NotTheHolder: lambda _, texts: texts.learning.not_the_holder,
    errors.ReasonMissing: lambda _, texts: texts.learning.reason_missing,
    errors.ChangedSince: lambda _, texts: texts.learning.changed_since,
    errors.BadRating: lambda _, texts: texts.learning.bad_rating,
    errors.BadFactor: lambda error, texts: texts.learning.bad_factor.format(factor=f"{error.factor:g}"),
    errors.RequirementNotFound: lambda _, texts: texts.learning.requirement_gone,
    errors.WrongRequirementState: lambda _, texts: texts.learning.wrong_requirement_state,
    errors.DecidedMeanwhile: lambda error, texts: texts.learning.decided_meanwhile.format(
        state=texts.exam.states[RequirementState(error.state)]
    ),
    errors.CertificateRests: lambda _, texts: texts.learning.certificate_rests,
    errors.MarksOwn: lambda _, texts: texts.learning.marks_own,
    errors.MarksIncomplete: lambda _, texts: texts.learning.marks_incomplete,
    errors.LinkUnusable: lambda _, texts: texts.learning.link_unusable,
    errors.NoSuchAnswer: lambda _, texts: texts.learning.no_such_answer,
    errors.ZoneUnknown: lambda error, texts: texts.preferences.zone_unknown.format(zone=_name(error.name)),
    errors.BadHours: lambda error, texts: (
        texts.preferences.in_quiet_hours.at(error.number)
        if error.what == "quiet"
        else texts.preferences.out_of_range.format(number=error.number)
    ),
    errors.PersonErased: lambda _, texts: texts.my_data.erased_before,
    errors.BadPath: lambda error, texts: _with_flaws(texts.paths.bad_path, error.flaws, texts),
    errors.PathNotFound: lambda _, texts: texts.paths.path_gone,
    errors.PathThere: lambda error, texts: texts.paths.path_there.format(key=_name(error.key)),
    errors.PathKeyFixed: lambda error, texts: texts.paths.path_key_fixed.format(key=_name(error.key)),
    errors.NothingToRead: lambda _, texts: texts.paths.nothing_to_read,
    errors.NotOnPath: lambda _, texts: texts.paths.not_on_path,
    errors.StepNotFound: lambda _, texts: texts.paths.step_gone,
    errors.StepLocked: lambda _, texts: texts.paths.step_locked,
    errors.NoteMissing: lambda _, texts: texts.paths.note_missing,
    errors.CohortNotFound: lambda _, texts: texts.cohorts.gone,
    errors.CohortNameMissing: lambda _, texts: texts.cohorts.name_missing,
    errors.CohortEmpty: lambda _, texts: texts.cohorts.empty,
    errors.CohortFull: lambda error, texts: texts.cohorts.full.format(
        most=texts.number(error.most), wanted=texts.number(error.wanted)
    ),
    errors.NotInCohort: lambda _, texts: texts.cohorts.not_in_it,
    errors.OwnMentor: lambda _, texts: texts.cohorts.own_mentor,
    errors.DueOver: lambda _, texts: texts.cohorts.due_over,
    errors.TooManyGoals: lambda error, texts: texts.cohorts.too_many_goals.format(most=texts.number(error.most)),
    errors.GoalGone: lambda _, texts: texts.cohorts.goal_gone,
    errors.NoteGone: lambda _, texts: texts.cohorts.note_gone,
    errors.WordsMissing: lambda error, texts: texts.cohorts.words_missing.format(most=texts.number(error.most)),
    errors.NobodyToNudge: lambda _, texts: texts.nudges.nobody,
}
REFUSALS = tuple(_SENTENCES)


def learning_refusal(error: errors.LearningError, texts: Texts) -> str:
    """Why it was not done, and what the person can do; plain text. ``error`` is one of ``REFUSALS``."""
    return _SENTENCES[type(error)](error, texts)
