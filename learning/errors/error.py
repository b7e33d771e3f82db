"""What all errors of learning have in common."""


class LearningError(Exception):
    """Something a person asked for can't be done; the subclass says what, and carries the facts."""
