"""Reminders of reviews, what came of them, and dead links."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FreshnessTexts:
    """The sentences of one language.

    Attributes:
        problems: What is wrong with a dead link, by the code that a check of links gives it.
    """

    # a reminder
    due: str
    overdue: str
    as_owner: str
    as_keeper: str

    # what came of it
    reviewed_mrkdwn: str
    holds_until: str
    holds: str
    withdrawn: str
    you_reviewed: str
    you_are_reviewing: str
    somebody_is_reviewing: str

    # dead links
    dead_links: str
    dead_link: str
    more_dead_links: str
    problems: Mapping[str, str]
    what_to_do_about_links: str


ENGLISH = FreshnessTexts(
    due="Does this guide still hold? Its review is due by {date}.",
    overdue="Does this guide still hold? Its review has been due since {date}, and answers from it say so.",
    as_owner="I ask you because you are its owner.",
    as_keeper="I ask you because no owner of the guide is here, and you look after the library.",
    reviewed_mrkdwn="{person} looked at it on {date}, and nothing had to change. Next review: {next}.",
    holds_until="That review is done with. The next one is due by {next}.",
    holds="That review is done with. No date is set for the next one.",
    withdrawn="The guide was withdrawn, so there is nothing to review any more.",
    you_reviewed="Noted: {guide} is still right. Its next review is due by {next}.",
    you_are_reviewing="Noted: you have been reviewing {guide} since {date}.",
    somebody_is_reviewing="Somebody else has been reviewing {guide} since {date}, so nothing was changed.",
    dead_links="Links in your guides lead nowhere any more. I looked twice, on different days.",
    dead_link="{url} ({problem})",
    more_dead_links="Links that did not fit in here: {count}.",
    problems={
        "status_404": "there is no such page",
        "status_410": "the page was taken away",
        "name_unknown": "there is no such site",
    },
    what_to_do_about_links="Hand in a new edition of the guide with links that work.",
)
SPANISH = FreshnessTexts(
    due="¿Sigue siendo válida esta guía? Hay que revisarla antes del {date} o ese mismo día.",
    overdue="¿Sigue siendo válida esta guía? Había que revisarla para el {date}, y las respuestas ya lo advierten.",
    as_owner="Te lo pregunto porque respondes de ella.",
    as_keeper="Te lo pregunto porque nadie que responda de la guía está aquí, y tú cuidas de la biblioteca.",
    reviewed_mrkdwn="{person} la revisó el {date} y no hubo que cambiar nada. Próxima revisión: {next}.",
    holds_until="Esa revisión ya está resuelta. La próxima es para el {next}.",
    holds="Esa revisión ya está resuelta. La próxima no tiene fecha.",
    withdrawn="La guía fue retirada, así que ya no hay nada que revisar.",
    you_reviewed="Anotado: {guide} sigue siendo válida. La próxima revisión es para el {next}.",
    you_are_reviewing="Anotado: estás revisando {guide} desde el {date}.",
    somebody_is_reviewing="Otra persona está revisando {guide} desde el {date}, así que no se cambió nada.",
    dead_links="Hay enlaces en tus guías que ya no llevan a ninguna parte. Los miré dos veces, en días distintos.",
    dead_link="{url}: {problem}",
    more_dead_links="Enlaces que no cupieron aquí: {count}.",
    problems={
        "status_404": "esa página no existe",
        "status_410": "la página fue retirada",
        "name_unknown": "ese sitio no existe",
    },
    what_to_do_about_links="Entrega una nueva edición de la guía con enlaces que funcionen.",
)
