"""How long an item's parts may be, in characters, and how many there may be. Pure.

What is longer can't be read, or answered, in one message of a chat.
"""

LONGEST_KEY = 200
LONGEST_COMPETENCY = 100
LONGEST_STEM = 2_000
LONGEST_OPTION = 150
LONGEST_FEEDBACK = 500
LONGEST_RATIONALE = 2_000
LONGEST_SCENARIO = 2_500
LONGEST_QUOTE = 1_000
# What is shorter stands in a guide whatever it is to prove; either is enough.
FEWEST_QUOTED_WORDS = 3
FEWEST_QUOTED_LETTERS = 15
LONGEST_UNIT = 30
FEWEST_OPTIONS = 2
MOST_OPTIONS = 10
MOST_PAIRS = 25
MOST_ACCEPTED = 30
MOST_QUOTES = 10
# The story, the question and all that can be answered, together.
MOST_ASKED = 7_000
