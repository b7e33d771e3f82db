"""Those who look after a cohort: listed and taken out, with what the cohort is called."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeeperTexts:
    """The sentences of one language."""

    change: str
    title: str
    send: str
    out_confirm: str
    out_yes: str
    more: str
    nobody: str


ENGLISH = KeeperTexts(
    change="Name and who looks after it…",
    title="The cohort",
    send="Keep the name",
    out_confirm="This person no longer looks after the cohort. The learners of a mentor have no mentor then.",
    out_yes="Take out",
    more="and {count} more, who stand here once others are taken out",
    nobody="No mentor",
)
SPANISH = KeeperTexts(
    change="Nombre y quién lo cuida…",
    title="El grupo",
    send="Guardar el nombre",
    out_confirm="Esta persona ya no cuida del grupo. A quienes acompañaba ya no los acompaña nadie.",
    out_yes="Sacar",
    more="y {count} más, que aparecen aquí al sacar a otras",
    nobody="Nadie acompaña",
)
