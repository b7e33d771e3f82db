"""A conversation that goes on: files beside a question, and answers wanted in another way."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class ConversationTexts:
    """The sentences of one language.

    Attributes:
        without_file: Follows on why a file that came with a question could not be read.
        without_file_again: Why a question that came with a file is not asked again.
        own_words: Why an answer can't be said in another language.
        not_yet: What is to be said in another way is still being worked on.
        no_shorter: The answer that is wanted shorter has one sentence at most.
        no_such_source: There is no citation with the number that was asked for.
    """

    without_file: str
    files_left: Counted
    without_file_again: str
    own_words: str
    not_yet: str
    no_shorter: str
    no_such_source: str


ENGLISH = ConversationTexts(
    without_file="I answer your question without it.",
    files_left=Counted(
        "I read three files at most with a question, so {count} file was left out.",
        "I read three files at most with a question, so {count} files were left out.",
    ),
    without_file_again=(
        "I keep no file that comes with a question, so I can't ask this one again. Send it once more, with the file."
    ),
    not_yet="I am still working on the answer above. Once it is there, tell me again how you want it.",
    own_words=(
        "I give answers in the guides' own words, and only in the language they are written in: no language model is "
        "set up that could say them in another one."
    ),
    no_shorter="The answer above can't be made any shorter.",
    no_such_source="The answer has no source with that number. Its sources are listed under it.",
)

SPANISH = ConversationTexts(
    without_file="Respondo a tu pregunta sin él.",
    files_left=Counted(
        "Leo como mucho tres archivos con una pregunta; {count} archivo quedó fuera.",
        "Leo como mucho tres archivos con una pregunta; {count} archivos quedaron fuera.",
    ),
    without_file_again=(
        "No guardo los archivos que vienen con una pregunta, así que no puedo volver a hacer esta. Envíala otra vez, "
        "con el archivo."
    ),
    not_yet="Todavía trabajo en la respuesta de arriba. Cuando esté, dime otra vez cómo la quieres.",
    own_words=(
        "Respondo con las palabras de las guías, y solo en el idioma en que están escritas: no hay configurado ningún "
        "modelo de lenguaje que pueda decirlas en otro."
    ),
    no_shorter="La respuesta de arriba no se puede acortar más.",
    no_such_source="La respuesta no tiene ninguna fuente con ese número. Sus fuentes están debajo de ella.",
)
