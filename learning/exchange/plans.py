"""What taking a list of people and past certificates over does, or did. Values only."""

from dataclasses import dataclass

from learning.exchange.taking_over import JoiningLine, PastLine, Problem


@dataclass(frozen=True)
class Counts:
    """How many certificates were new, corrected, taken back, and how many people came into cohorts."""

    past_certificates: int = 0
    corrected: int = 0
    taken_back: int = 0
    into_cohorts: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return self.past_certificates + self.corrected + self.taken_back + self.into_cohorts


@dataclass(frozen=True)
class Plan:
    """What taking a list over does.

    Attributes:
        certificates: What is new.
        corrected: What is here already with another end or from another source, as it is to be.
        taken_back: What is here already and is to be forgotten.
        same: How many certificates are here already as they are to be.
        joining: Who comes into a cohort; ``within`` is how many are in it already.
        problems: What is wrong, by line; these lines are left out.
        digest: Another one for whatever else is understood of the list, whatever of it is here already.
        before: What of it was done already by the very same act, which ended before it could say so.
    """

    certificates: tuple[PastLine, ...] = ()
    corrected: tuple[PastLine, ...] = ()
    taken_back: tuple[PastLine, ...] = ()
    same: int = 0
    joining: tuple[JoiningLine, ...] = ()
    within: int = 0
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    before: Counts = Counts()

    @property
    def does_anything(self) -> bool:
        """Whether anything would be different afterwards."""
        return self._own.total > 0

    @property
    def counts(self) -> Counts:
        """How much it does, or did."""
        return self._own if self.does_anything else self.before

    @property
    def known(self) -> int:
        """How many lines say what was so before."""
        return self.same + self.within - self.before.total

    @property
    def people(self) -> tuple[PastLine | JoiningLine, ...]:
        """The lines of which anything comes, in their order, each once: they say who is meant."""
        past = (*self.certificates, *self.corrected, *self.taken_back)
        by_line: dict[int, PastLine | JoiningLine] = {one.line: one for one in past}
        by_line |= {one.line: one for one in self.joining}
        return tuple(by_line[line] for line in sorted(by_line))

    @property
    def _own(self) -> Counts:
        return Counts(len(self.certificates), len(self.corrected), len(self.taken_back), len(self.joining))
