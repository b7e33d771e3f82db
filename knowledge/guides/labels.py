"""How an edition is called, and when that misleads. Pure."""


def label_of(given: str | None, published: int) -> str:
    """What an edition is called: as its details say, else by its number among the guide's published ones."""
    return given or str(published + 1)


def warnings_of(label: str, *, taken: bool) -> tuple[str, ...]:
    """What a person should know of a label; ``taken`` where an earlier edition of it has another text."""
    if not taken:
        return ()
    return (
        f'The text is not that of the edition "{label}" that was here before, so two editions have one name. '
        "Give this one its own.",
    )
