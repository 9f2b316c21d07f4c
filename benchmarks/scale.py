"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """`warm_up` and `questions` are a server's in one round; `names` is how many customers are stored;
    `in_file` and `in_database` how many subscriptions; `turns` how many questions a round a store is asked;
    `rows` and `workbook_rows` are what a file to import has; `open_cases` how many conflicts are
    open, and how many alerts wait.
    """

    rounds: int
    questions: int
    warm_up: int
    starts: int
    unmeasured_starts: int
    names: int
    in_file: int
    in_database: int
    turns: int
    rows: int
    workbook_rows: int
    open_cases: int


FULL = Scale(
    rounds=5,
    questions=1_000,
    warm_up=300,
    starts=5,
    unmeasured_starts=1,
    names=3_000,
    in_file=20_000,
    in_database=200_000,
    turns=200,
    rows=100_000,
    workbook_rows=5_000,
    open_cases=10_000,
)
QUICK = Scale(
    rounds=1,
    questions=100,
    warm_up=20,
    starts=1,
    unmeasured_starts=0,
    names=300,
    in_file=200,
    in_database=400,
    turns=10,
    rows=500,
    workbook_rows=50,
    open_cases=200,
)
"""Whether it runs at all: its figures mean nothing."""
