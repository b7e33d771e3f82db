"""From each error to the sentences that a person reads: which file, what is wrong with it, what to do about it."""

import math
from collections.abc import Callable, Mapping

from ingestion import errors
from ingestion.cleaning import clean
from ingestion.errors import (
    AlreadyInHand,
    BadDetails,
    DetailProblem,
    DuplicateFile,
    GoldenFails,
    IngestionError,
    NoTextFound,
    NotFoundAgain,
    OutsideFolder,
    TookTooLong,
    TooLarge,
    TooManyInHand,
    TooMuchText,
    UnchangedFile,
    UnreadableFile,
    UnsupportedFormat,
    WrongExtension,
)
from ingestion.front_matter import KEYS
from ingestion.sniffing import Kind
from knowledge.members.roles import OPERATOR

READ_HERE = "Markdown, text, HTML, PDF, DOCX, PPTX, EPUB, VTT and SRT"
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 200

# The errors that hold nothing but the file's name.
_PLAIN: Mapping[type[IngestionError], str] = {
    errors.FileNotThere: "{name} is not there, or you may not open it. Check the name and who may read it.",
    errors.UnusableName: (
        "{name} can't be added: its name, or that of a folder above it, holds broken characters. "
        "Rename it, then add it again."
    ),
    errors.EmptyFile: "{name} is empty. Check that it was saved or copied to its end, then add it again.",
    errors.ExpandsTooMuch: (
        "{name} is packed so that it would grow far beyond the size of a guide, so it was not opened. "
        "Save it anew from the program that made it, then add that."
    ),
    errors.TooDeeplyNested: (
        "{name} has parts within parts, deeper than can be read. Copy its text into a new document, then add that."
    ),
    errors.UnsafeArchive: (
        "{name} is not put together the way documents are, so it was not opened. "
        "Save it anew from the program that made it, then add that."
    ),
    errors.HasMacros: (
        "{name} carries macros, which are small programs. Save it without them, as DOCX, PPTX or PDF, then add that."
    ),
    errors.Encrypted: "{name} is protected with a password. Save it without one, then add it again.",
    errors.Damaged: "{name} is damaged or cut off. Get a new copy that opens in its own program, then add it again.",
    errors.NotText: "{name} should be text, but it is something else. Save it as plain text (UTF-8), then add that.",
    errors.TooMuchMemory: "{name} takes more memory to read than a file may use. Split it, then add the parts.",
    errors.ParserCrashed: (
        "{name} could not be read, because something inside it is out of order. "
        "Save it anew or in another format, then add that."
    ),
    errors.Overtaken: (
        "{name} was not published, because somebody else has changed its guide meanwhile. "
        "Look at what readers see now, then add it again if it is still needed."
    ),
    errors.Unforeseen: (
        "{name} could not be read, because of a mistake in Fieldwise itself. "
        "Tell whoever looks after Fieldwise: the log says what happened. Until then, try it in another format."
    ),
}

# What a file really is, and what to do about it.
_REALLY: Mapping[Kind, tuple[str, str]] = {
    Kind.MARKDOWN: ("Markdown", "Rename it to end in .md, then add it again."),
    Kind.TEXT: ("plain text", "Rename it to end in .txt, then add it again."),
    Kind.HTML: ("a web page", "Rename it to end in .html, then add it again."),
    Kind.TRANSCRIPT: ("a transcript", "Rename it to end in .vtt or .srt, then add it again."),
    Kind.PDF: ("a PDF", "Rename it to end in .pdf, then add it again."),
    Kind.DOCX: ("a Word document", "Rename it to end in .docx, then add it again."),
    Kind.PPTX: ("a PowerPoint presentation", "Rename it to end in .pptx, then add it again."),
    Kind.EPUB: ("an e-book", "Rename it to end in .epub, then add it again."),
    Kind.XLSX: ("an Excel workbook", "Copy what belongs into a guide to a document, then add that."),
    Kind.OPEN_DOCUMENT: ("an OpenDocument file", "Save it as DOCX, PPTX or PDF, then add that."),
    Kind.RTF: ("an RTF document", "Save it as DOCX or PDF, then add that."),
    Kind.OLD_WORD: ("a Word document of the old kind (DOC)", "Save it as DOCX, then add that."),
    Kind.OLD_POWERPOINT: ("a PowerPoint presentation of the old kind (PPT)", "Save it as PPTX, then add that."),
    Kind.OLD_OFFICE: ("an Office file of the old kind", "Save it as DOCX, PPTX or PDF, then add that."),
    Kind.ARCHIVE: ("a packed archive", "Unpack it, then add the files in it."),
    Kind.PICTURE: ("a picture", "Write its text into a document, then add that."),
    Kind.RECORDING: ("a recording", "Add its transcript instead, as VTT or SRT."),
    Kind.PROGRAM: ("a program", "Find the document itself, then add that."),
    Kind.UNKNOWN: ("something else", "Find the document itself, then add that."),
}

# After "the detail so-and-so" or "the details".
_DETAILS: Mapping[DetailProblem, str] = {
    DetailProblem.GIVEN_TWICE: "is given twice. Keep one of the two.",
    DetailProblem.NOT_A_DATE: "is not a date. Write year, month and day, as in 2026-03-01.",
    DetailProblem.NOT_ONE_VALUE: "has more than one value. Keep one, on the same line.",
    DetailProblem.TOO_LONG: "can't be used, because there is too much text. Shorten it, then add the file again.",
    DetailProblem.NOT_A_LANGUAGE: "is not a language. Write its code, as in en or pt-BR.",
    DetailProblem.NOT_A_LINK: "is not a link. Write the whole address, as in https://example.org.",
    DetailProblem.NOT_A_PERSON: "is not a member of the workspace. Write the member ID, as in U012AB3CD.",
    DetailProblem.NOT_A_COUNT: "is not a number of studies. Write a whole number, as in 12.",
    DetailProblem.UNKNOWN_SCHEME: "is not a scheme of evidence that is known here.",
    DetailProblem.UNKNOWN_TIER: "is not a tier of its scheme.",
    DetailProblem.NO_SCHEME: "is about a rating, but there is none. Give evidence_scheme and evidence_tier too.",
    DetailProblem.NO_TIER: "is a scheme without a tier of it. Give evidence_tier too.",
    DetailProblem.NOT_YAML: 'can\'t be read. Write each on a line of its own, as in "title: First calls".',
}


def called(person: str) -> str:
    """A person as they are stored; the command line by its name."""
    return "the command line" if person == OPERATOR else person


def reason(error: IngestionError, call: Callable[[str], str] = called) -> str:
    """What is wrong with a file and what to do about it, in plain words on one line.

    ``call`` gives the name by which the reader knows a person.
    """
    plain = _PLAIN.get(type(error))
    if plain is not None and isinstance(error, UnreadableFile):
        return plain.format(name=_shown(error.path_name))
    match error:
        case BadDetails():
            return _details(error)
        case NoTextFound(path_name=name, pictures=True):
            return (
                f"{_shown(name)} holds pictures of pages but no text. "
                "Run text recognition (OCR) on it, then add it again."
            )
        case NoTextFound(path_name=name, no_pages=True):
            return f"{_shown(name)} has no pages. Check that it was saved to its end, then add it again."
        case NoTextFound(path_name=name):
            return f"{_shown(name)} holds no text to read. Add a file that has sentences in it."
        case UnsupportedFormat():
            return _unsupported(error)
        case WrongExtension(path_name=name, extension=extension, really=really):
            what, advice = _REALLY[Kind(really)]
            return f"{_shown(name)} ends in {extension}, but it is really {what}. {advice}"
        case AlreadyInHand() | UnchangedFile() | TooManyInHand():
            return _known(error, call)
        case _:
            return _beyond(error)


def _known(error: AlreadyInHand | UnchangedFile | TooManyInHand, call: Callable[[str], str]) -> str:
    """What is in the library or on its way there already."""
    name = _shown(error.path_name)
    match error:
        case UnchangedFile(guide=guide, edition=edition):
            return (
                f'{name} is already what readers see: edition "{_shown(edition)}" of {_shown(guide)}, '
                "with the same details. Change the file or a detail, then add it again."
            )
        case AlreadyInHand(by=by, called=title, waits=True):
            return (
                f"{name} was handed in already, by {call(by)}, and waits to be published as {_shown(title)}. "
                "Publish or discard that edition first."
            )
        case AlreadyInHand(by=by, called=title):
            return (
                f"{name} is on its way in already: {call(by)} handed it in as {_shown(title)}. "
                "Wait until that is ready."
            )
        case TooManyInHand(limit=limit, own=own):
            whose = "you have" if own else "your team has"
            return (
                f"{name} was not taken in, because {whose} {limit} files on their way already. "
                "Wait until some are ready, then add it again."
            )


def _beyond(error: IngestionError) -> str:
    """What is beyond a limit or belongs elsewhere."""
    match error:
        case OutsideFolder(path_name=name, folder=folder, belongs_to=str(guide)):
            return (
                f"{_shown(name)}, which holds the details of {_shown(guide)}, is a link that leads out of the folder "
                f"{_shown(folder)}. Put a copy of what it leads to in its place, then add {_shown(guide)} again."
            )
        case OutsideFolder(path_name=name, folder=folder):
            return (
                f"{_shown(name)} is a link that leads out of the folder {_shown(folder)}. "
                "Put a copy into the folder, or add the file that it leads to by name."
            )
        case DuplicateFile(path_name=name, same_as=same_as):
            return (
                f"{_shown(name)} has the same content as the guide {_shown(same_as)}, so it was not added again. "
                "Keep only one of the two files."
            )
        case TooLarge(path_name=name, size=size, limit=limit):
            return (
                f"{_shown(name)} has {_megabytes(size)}; a file may have {_megabytes(limit)}. "
                "Make its pictures smaller or split it, then add it again."
            )
        case TooMuchText(path_name=name, limit=limit):
            return (
                f"{_shown(name)} holds more text than a guide may, which is {_megabytes(limit)}. "
                "Split it, then add the parts."
            )
        case TookTooLong(path_name=name, seconds=seconds):
            return (
                f"{_shown(name)} could not be read within {seconds:g} seconds. "
                "Split it or save it in a simpler form, then add that."
            )
        case NotFoundAgain(path_name=name, found=found, of=of):
            return (
                f"{_shown(name)} was not published: of {of} of its passages only {found} could be found again. "
                "Run `fieldwise guides rebuild`, then add it again."
            )
        case GoldenFails():
            return _golden(error)
        case _:
            raise LookupError(f"no sentence for {type(error).__name__}")


def _golden(error: GoldenFails) -> str:
    name, question = _shown(error.path_name), _shown(error.question)
    if error.failures == 1:
        what = f'the golden question "{question}" would not be answered as it must be.'
    else:
        what = f'{error.failures} golden questions would not be answered as they must be, among them "{question}".'
    if error.scheduled:
        return f"{name} was not published on its day: with it, {what} Mend the questions, or send it back in Slack."
    return f"{name} was not published: with it, {what} Mend it or the questions, or give a reason with --override."


def _details(error: BadDetails) -> str:
    name, source, key = _shown(error.path_name), _shown(error.source), _shown(error.key)
    where = f"In {source}" if error.source == error.path_name else f"In {source}, which belongs to {name}"
    where = where if error.source else f"For {name}"
    if error.problem == DetailProblem.UNKNOWN_KEY:
        hint = f'Did you mean "{error.meant}"?' if error.meant else f"You can use: {', '.join(KEYS)}."
        return f'{where}, there is no detail called "{key}". {hint}'
    what = f'the detail "{key}"' if error.key else "the details"
    sentence = f"{where}, {what} {_DETAILS[error.problem]}"
    if error.problem in {DetailProblem.UNKNOWN_SCHEME, DetailProblem.UNKNOWN_TIER}:
        return f"{sentence} Write {'one of these: ' + error.meant if error.meant else 'one that there is'}."
    return sentence


def _unsupported(error: UnsupportedFormat) -> str:
    name, extension = _shown(error.path_name), _shown(error.extension) if error.extension else ""
    if extension:
        return f"{name} is of a format that is not read here ({extension}). Save it as one of these: {READ_HERE}."
    return f"{name} has no ending that tells its format. Rename it to end in .md or .txt if it is text."


def _megabytes(size: int) -> str:
    """A size to read, rounded up: what is over a limit never looks as if it were within."""
    if size <= _MEGABYTE / 10:
        return f"{math.ceil(size / 1024)} KB"
    return f"{math.ceil(10 * size / _MEGABYTE) / 10:g} MB"


def _shown(name: str) -> str:
    """A name as it is, on one line, without what can't be seen."""
    shown = clean(name).replace("\n", " ").replace("\t", " ").strip()
    if len(shown) > _LONGEST_NAME:
        shown = shown[: _LONGEST_NAME - 1] + "…"
    return shown or "The file"
