"""What there is to say. A language that lacks one of these sentences is a type error."""

from dataclasses import dataclass
from datetime import date

from bot.texts.analysis import AnalysisTexts
from bot.texts.angoff import AngoffTexts
from bot.texts.asking import AskingTexts
from bot.texts.budget import BudgetTexts
from bot.texts.certificates import CertificateTexts
from bot.texts.certifications import CertificationTexts
from bot.texts.cohorts import CohortTexts
from bot.texts.continuing import ContinuingTexts
from bot.texts.conversation import ConversationTexts
from bot.texts.counted import Counted as Counted
from bot.texts.daily import DailyTexts
from bot.texts.exam import ExamTexts
from bot.texts.exchange import ExchangeTexts
from bot.texts.flaws import FlawTexts
from bot.texts.freshness import FreshnessTexts
from bot.texts.gaps import GapTexts
from bot.texts.golden import GoldenTexts
from bot.texts.impact import ImpactTexts
from bot.texts.item_files import ItemFileTexts
from bot.texts.item_form import ItemFormTexts
from bot.texts.items import ItemTexts
from bot.texts.keepers import KeeperTexts
from bot.texts.languages import LanguageTexts
from bot.texts.learning import LearningTexts
from bot.texts.library import LibraryTexts
from bot.texts.my_data import MyDataTexts
from bot.texts.news import NewsTexts
from bot.texts.nudges import NudgeTexts
from bot.texts.outage import OutageTexts
from bot.texts.paths import PathTexts
from bot.texts.people import PeopleTexts
from bot.texts.preferences import PreferencesTexts
from bot.texts.progress import ProgressTexts
from bot.texts.publishing import PublishingTexts
from bot.texts.refusals import RefusalTexts
from bot.texts.regrade import RegradeTexts
from bot.texts.remarks import RemarkTexts
from bot.texts.requirements import RequirementTexts
from bot.texts.short_exam import ShortExamTexts
from bot.texts.uploads import UploadTexts
from bot.texts.worded import WordedTexts
from knowledge.evidence.values import Evidence
from knowledge.guides.states import EditionState
from knowledge.places import Place, PlaceKind

_NO_LONGER_COUNT = {EditionState.SUPERSEDED, EditionState.WITHDRAWN}


@dataclass(frozen=True)
class Texts:
    """The sentences of one language.

    Those with names in braces are templates for ``str.format``. What ends in ``_mrkdwn`` may hold Slack's markup, and
    what is put into it has to be escaped; all others are plain.

    Attributes:
        language: Its code, as evidence is named by it.
        thousands: What stands between groups of three digits, in numbers from ``grouped_from`` on.
        months: From January on.
    """

    language: str

    # numbers, dates, places
    thousands: str
    grouped_from: int
    months: tuple[str, ...]
    day_form: str
    month_form: str
    page: str
    page_about: str
    slide: str
    slide_about: str
    moment: str
    moment_about: str

    # an answer
    quoted: str
    sources: str
    source_title: str
    under_a_month_old: str
    months_old: Counted
    years_old: Counted
    valid_from: str
    review_due: str
    review_overdue: str
    evidence: str
    evidence_resting_on: str
    studies: Counted
    last_searched: str
    rated_by: str
    withdrawn_because: str
    show_passage: str
    show_passage_spoken: str
    sentences_left_out: Counted
    asked_by_mrkdwn: str
    summary: str

    # what to know before acting on an answer
    contrary: str
    contrary_evidence: str
    rated_guide: str
    guide_overdue: str
    guides_overdue: str

    # an answer in part
    partly: str
    partly_missing: str
    partly_unsure: str
    partly_summary: str

    # no answer
    not_found: str
    not_found_kindly: str
    not_found_next: tuple[str, ...]
    not_found_related: str
    not_found_summary: str

    # under an answer
    shorter: str
    ask_again: str
    share: str
    shared: str
    not_a_member: str
    thread_gone: str
    not_shared_outside: str
    not_shared_narrowed: str
    follow: str
    mention: str
    mute: str
    current_choice: str
    helpful: str
    helpful_spoken: str
    unhelpful: str
    unhelpful_spoken: str

    # a passage
    passage_title: str
    passage_marked: str
    passage_source: str
    passage_withheld: str
    close: str

    # waiting
    searching: str
    searching_status: str
    in_line: Counted
    in_line_summary: Counted

    # what was wrong with an answer
    reason_title: str
    reason_question: str
    reason_wrong: str
    reason_incomplete: str
    reason_outdated: str
    reason_off_topic: str
    reason_unclear: str
    reason_other: str
    reason_comment: str
    reason_comment_hint: str
    send: str
    cancel: str

    # taking something out
    remove: str
    remove_confirm: str
    keep: str

    # home
    home_title: str
    home_about: str
    home_how: str
    how_to_ask_mrkdwn: tuple[str, ...]
    home_prompts: str
    prompt_about: str
    prompts: tuple[str, ...]
    ask: str
    ask_spoken: str
    home_recent: str
    home_no_questions: str
    recent_answered: str
    recent_partly: str
    recent_not_found: str
    home_no_guides: str
    home_more_guides: Counted

    # notices
    help_title: str
    outsider: str
    sent_to_you_alone: str
    sent_to_you: str
    incident: str
    no_guides: str
    now_following: str
    now_on_mention: str
    now_muted: str
    question_empty: str
    question_too_long: str
    question_without_words: str
    thanks: str
    thanks_for_reason: str

    # the library
    refusals: RefusalTexts
    remarks: RemarkTexts
    freshness: FreshnessTexts
    library: LibraryTexts
    people: PeopleTexts
    golden: GoldenTexts
    gaps: GapTexts
    uploads: UploadTexts
    publishing: PublishingTexts
    impact: ImpactTexts
    learning: LearningTexts
    certificates: CertificateTexts
    continuing: ContinuingTexts
    requirements: RequirementTexts
    exam: ExamTexts
    flaws: FlawTexts
    items: ItemTexts
    item_form: ItemFormTexts
    item_files: ItemFileTexts
    certifications: CertificationTexts
    analysis: AnalysisTexts
    angoff: AngoffTexts
    my_data: MyDataTexts
    short_exam: ShortExamTexts
    regrade: RegradeTexts
    cohorts: CohortTexts
    keepers: KeeperTexts
    nudges: NudgeTexts
    daily: DailyTexts
    preferences: PreferencesTexts
    news: NewsTexts
    paths: PathTexts
    progress: ProgressTexts
    exchange: ExchangeTexts
    budget: BudgetTexts
    outage: OutageTexts
    worded: WordedTexts
    conversation: ConversationTexts
    asking: AskingTexts
    languages: LanguageTexts

    def number(self, value: int) -> str:
        """A whole number as it is written."""
        return f"{value:,}".replace(",", self.thousands) if value >= self.grouped_from else str(value)

    def day(self, day: date) -> str:
        """A day as it is written."""
        return self.day_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def month(self, day: date) -> str:
        """The month of a day, with its year."""
        return self.month_form.format(month=self.months[day.month - 1], year=day.year)

    def age(self, since: date, today: date) -> str:
        """How old something is, in whole months or years; or from when on it holds, if that is yet to come."""
        if since > today:
            return self.valid_from.format(date=self.day(since))
        months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
        if months < 1:
            return self.under_a_month_old
        return self.months_old.of(months) if months < 12 else self.years_old.of(months // 12)

    def review(self, due: date, today: date) -> str:
        """By when a guide is to be reviewed, or since when that is overdue."""
        return (self.review_overdue if due < today else self.review_due).format(date=self.day(due))

    def standing(self, state: EditionState, reason: str = "") -> str:
        """What became of an edition that no longer counts, and why it was withdrawn; nothing to say of others."""
        if state is EditionState.WITHDRAWN and reason:
            return self.withdrawn_because.format(reason=reason)
        return self.refusals.states[state] if state in _NO_LONGER_COUNT else ""

    def rating(self, tier: str, evidence: Evidence) -> str:
        """How the evidence is rated, as the tier's name says, and what that rests on, as far as it is known."""
        searched = evidence.searched_on
        facts = (
            self.studies.of(evidence.studies) if evidence.studies is not None else "",
            evidence.population or "",
            self.last_searched.format(month=self.month(searched)) if searched is not None else "",
            self.rated_by.format(rater=evidence.rater) if evidence.rater else "",
        )
        known = ", ".join(fact for fact in facts if fact)
        return self.evidence_resting_on.format(tier=tier, facts=known) if known else self.evidence.format(tier=tier)

    def place(self, place: Place) -> str:
        """A page, a slide or a moment; said to be near where it is not exact."""
        exact, about = {
            PlaceKind.PAGE: (self.page, self.page_about),
            PlaceKind.SLIDE: (self.slide, self.slide_about),
            PlaceKind.TIME: (self.moment, self.moment_about),
        }[place.kind]
        minutes, seconds = divmod(place.number, 60)
        clock = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        number = clock if place.kind is PlaceKind.TIME else str(place.number)
        return (exact if place.exact else about).format(number=number)
