"""What there is to remark of a file that was read."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class RemarkTexts:
    """The sentences of one language."""

    notes_read: Counted
    slides_hidden: Counted
    chapters_missing: Counted
    page_pictured: str
    pages_pictured: str
    page_unreadable: str
    pages_unreadable: str
    page_damaged: str
    pages_damaged: str
    and_last: str
    end_missing: str
    detail_unused: str
    not_on_command_line: str
    stays_for: str
    tells_assistants: str


ENGLISH = RemarkTexts(
    notes_read=Counted("Speaker notes of {count} slide were read.", "Speaker notes of {count} slides were read."),
    slides_hidden=Counted("{count} hidden slide was left out.", "{count} hidden slides were left out."),
    chapters_missing=Counted(
        "{count} chapter that the book lists is not in the file.",
        "{count} chapters that the book lists are not in the file.",
    ),
    page_pictured="Page {pages} holds pictures only: its text was not read.",
    pages_pictured="Pages {pages} hold pictures only: their text was not read.",
    page_unreadable="Page {pages} has a font that does not say which letters it holds: its text was not read.",
    pages_unreadable="Pages {pages} have fonts that do not say which letters they hold: their text was not read.",
    page_damaged="Page {pages} is damaged and was not read.",
    pages_damaged="Pages {pages} are damaged and were not read.",
    and_last="{pages} and {last}",
    end_missing="The end of the file is missing, so pages may be missing too.",
    detail_unused='The detail "{key}" was not used: did you mean "{meant}"?',
    not_on_command_line='It is for "{audience}" only, so the command line does not answer from it.',
    stays_for='It stays for "{audience}" only, as the guide was before, so the command line does not answer from it. '
    "To open it to everybody, say `audience: everybody` in the file or beside it.",
    tells_assistants='Speaks to an assistant rather than to people: "{sentence}" ({where}). Answers leave it out.',
)
SPANISH = RemarkTexts(
    notes_read=Counted(
        "Se leyeron las notas del orador de {count} diapositiva.",
        "Se leyeron las notas del orador de {count} diapositivas.",
    ),
    slides_hidden=Counted("Se omitió {count} diapositiva oculta.", "Se omitieron {count} diapositivas ocultas."),
    chapters_missing=Counted(
        "Falta en el archivo {count} capítulo que el libro anuncia.",
        "Faltan en el archivo {count} capítulos que el libro anuncia.",
    ),
    page_pictured="La página {pages} solo contiene imágenes: su texto no se leyó.",
    pages_pictured="Las páginas {pages} solo contienen imágenes: su texto no se leyó.",
    page_unreadable="La fuente de la página {pages} no dice qué letras contiene: su texto no se leyó.",
    pages_unreadable="Las fuentes de las páginas {pages} no dicen qué letras contienen: su texto no se leyó.",
    page_damaged="La página {pages} está dañada y no se leyó.",
    pages_damaged="Las páginas {pages} están dañadas y no se leyeron.",
    and_last="{pages} y {last}",
    end_missing="Falta el final del archivo, así que puede que falten páginas.",
    detail_unused="El dato «{key}» no se usó: ¿querías decir «{meant}»?",
    not_on_command_line="Es solo para «{audience}», así que la línea de comandos no responde a partir de ella.",
    stays_for="Sigue siendo solo para «{audience}», como antes la guía, así que la línea de comandos no responde a "
    "partir de ella. Para abrirla a todos, escribe `audience: everybody` en el archivo o junto a él.",
    tells_assistants="Le habla a un asistente y no a las personas: «{sentence}» ({where}). Las respuestas lo omiten.",
)
