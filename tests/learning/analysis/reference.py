"""Figures that others published, for tests to compare with.

``MOODLE``: the marks of Moodle's own statistics test (``mod/quiz/report/statistics/tests``: ``results00.csv``,
``qstats00.csv`` and the values in ``stats_from_steps_walkthrough_test.php``), which its author, J. Pratt, worked out in
a spreadsheet: 25 attempts, 7 slots, partial credit.

``LSAT6`` and ``LSAT7``: how many of 1,000 people gave each pattern of right and wrong answers to two sections of the
Law School Admission Test (R. D. Bock and M. Lieberman, 1970, "Fitting a response model for n dichotomously scored
items", Psychometrika 35), by the pattern read as a binary number; as ``bock`` of the R package psych has them.
"""

import numpy as np

from learning.analysis.marks import Marks

_MOODLE = """
1 1 1 1 1 0 1
1 1 1 1 .5 1 0
1 1 1 1 .5 0 1
0 0 1 1 1 0 0
1 0 1 0 0 1 .5
1 1 1 1 .5 0 .5
0 1 1 1 .5 1 .5
1 1 1 0 .5 1 .5
1 0 1 1 1 1 1
0 1 1 0 .5 1 .5
.8 0 1 1 .5 1 .5
1 1 1 0 .5 1 1
1 0 1 1 .5 1 .5
1 0 1 1 1 0 .5
0 0 1 1 0 1 1
1 0 1 0 .5 1 1
.8 0 1 1 .5 0 1
1 0 1 1 0 1 .5
1 0 1 1 .5 0 .5
0 1 1 0 .5 1 0
1 1 .3333333 1 .5 0 .5
1 1 1 0 .5 0 .5
1 1 1 1 0 1 .5
0 0 1 0 .5 1 1
0 0 1 1 1 1 1
"""
MOODLE = Marks(
    tuple("1234567"), np.array([[float(mark) for mark in line.split()] for line in _MOODLE.strip().splitlines()])
)
# Facility, standard deviation, effective weight, discrimination index, discriminative efficiency.
MOODLE_ITEMS = (
    (0.704, 0.4513682901, 21.2922742344, -7.0650767526, -9.4550536967),
    (0.48, 0.5099019514, 18.8979800309, -28.8982125772, -36.7834118938),
    (0.973333332, 0.13333334, 4.443012573, -9.1230674268, -21.6545012165),
    (0.68, 0.4760952286, 18.9347251357, -22.6306444113, -31.4411395613),
    (0.52, 0.3055050463, 11.1450138688, -17.6997047674, -21.1794802584),
    (0.64, 0.4898979486, 9.8081339177, -45.3785178421, -56.9365974439),
    (0.62, 0.331662479, 15.4788602394, -5.6543166602, -6.5043742058),
)
# By their names in ``FormStatistics``.
MOODLE_FORM = {
    "median": 4.5,
    "mean": 4.617333332,
    "sd": 0.8117265554,
    "skewness": -0.092502502,
    "kurtosis": -0.7073968557,
    "internal_consistency": -87.2230935542,
    "error_ratio": 136.8294900795,
    "sem": 1.1106813066,
}
# The tolerance of Moodle's test is 1e-5; these agree with all the digits that were printed.
MOODLE_TOLERANCE = 1e-8


def _people(counts: tuple[int, ...]) -> Marks:
    rows = [[int(bit) for bit in f"{pattern:05b}"] for pattern, count in enumerate(counts) for _ in range(count)]
    return Marks(tuple("12345"), np.array(rows, dtype=np.float64))


LSAT6 = _people(
    (3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15)
    + (10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298)
)  # fmt: skip
LSAT7 = _people(
    (12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28)
    + (7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308)
)  # fmt: skip
