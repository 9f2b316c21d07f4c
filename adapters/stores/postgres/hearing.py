"""Of very many subscriptions who is said to hold them, told anew, and nothing else of them.

What is told alike stands once, and each subscription says which of those it is. Where most that share one are
told alike again, that one is changed in its place, and nothing of the subscriptions is written: only those
that nobody spoke of, or of whom something else is said, get another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from adapters.stores.postgres.copying import copied, escaped, in_blocks
from adapters.stores.postgres.link import Session, Statement
from adapters.stores.postgres.subscription_lines import Lines
from bot.partnership.associated import Associated

_BESIDE: Statement = (
    b"""CREATE TEMPORARY TABLE heard (id text COLLATE "C", told uuid) ON COMMIT DROP""",
    {},
)
_COPY = b"COPY pg_temp.heard FROM STDIN"
_MOVES = b"""
    CREATE TEMPORARY TABLE moves ON COMMIT DROP AS
        SELECT was.id AS was, heard.told AS said, count(*) AS rows
        FROM pg_temp.heard
        JOIN dpor.subscriptions s ON s.id = heard.id AND s.organisation = %(organisation)s
        JOIN dpor.told was ON was.id = s.told AND was.organisation = %(organisation)s
        WHERE was.says <> heard.told
        GROUP BY was.id, heard.told
"""
# What is saved or forgotten besides is not counted: it is written anyway.
_TURNED = b"""
    CREATE TEMPORARY TABLE turned ON COMMIT DROP AS
        SELECT most.was, most.said, most.rows, every.rows AS of_all, gen_random_uuid() AS stays
        FROM (SELECT DISTINCT ON (was) was, said, rows FROM pg_temp.moves ORDER BY was, rows DESC, said) most
        JOIN (
            SELECT s.told, count(*) AS rows FROM dpor.subscriptions s
            WHERE s.organisation = %(organisation)s
                AND NOT EXISTS (SELECT FROM pg_temp.came WHERE came.id = s.id)
                AND NOT EXISTS (SELECT FROM pg_temp.gone WHERE gone.id = s.id)
            GROUP BY s.told
        ) every ON every.told = most.was
        WHERE most.rows * 2 > every.rows
"""
_PUT: tuple[bytes, ...] = (
    _MOVES,
    _TURNED,
    b"""
    INSERT INTO dpor.told (organisation, id, says, document)
        SELECT %(organisation)s, turned.stays, told.says, told.document
        FROM pg_temp.turned
        JOIN dpor.told ON told.id = turned.was AND told.organisation = %(organisation)s
        WHERE turned.rows < turned.of_all
    """,
    b"""
    UPDATE dpor.subscriptions s SET told = turned.stays FROM pg_temp.turned
        WHERE s.organisation = %(organisation)s AND s.told = turned.was AND turned.rows < turned.of_all
            AND NOT EXISTS (
                SELECT FROM pg_temp.heard WHERE heard.id = s.id AND heard.told = turned.said
            )
            AND NOT EXISTS (SELECT FROM pg_temp.came WHERE came.id = s.id)
            AND NOT EXISTS (SELECT FROM pg_temp.gone WHERE gone.id = s.id)
    """,
    b"""
    UPDATE dpor.told SET says = turned.said, document = came.document
        FROM pg_temp.turned JOIN pg_temp.came_told came ON came.id = turned.said
        WHERE told.organisation = %(organisation)s AND told.id = turned.was
    """,
)
_REST = b"""
    UPDATE dpor.subscriptions s SET told = one.id
    FROM pg_temp.heard
    JOIN (
        SELECT DISTINCT ON (says) says, id FROM dpor.told
        WHERE organisation = %(organisation)s ORDER BY says, id
    ) one ON one.says = heard.told
    WHERE EXISTS (SELECT was, said FROM pg_temp.moves EXCEPT SELECT was, said FROM pg_temp.turned)
    AND s.organisation = %(organisation)s AND s.id = heard.id AND NOT EXISTS (
        SELECT FROM dpor.told was
        WHERE was.organisation = %(organisation)s AND was.id = s.told AND was.says = heard.told
    )
"""
# Of an organisation that is new to the planner it guesses that it has one row, for which a loop over all that
# was heard seems as good as anything.
_NO_LOOPS: Statement = (b"SET LOCAL enable_nestloop = off", {})
_AS_USUAL: Statement = (b"SET LOCAL enable_nestloop TO DEFAULT", {})

TURN: tuple[Statement, ...] = (_NO_LOOPS, *((statement, {}) for statement in _PUT), _AS_USUAL)
"""Before what is told elsewhere is put in."""
MOVE: tuple[Statement, ...] = (_NO_LOOPS, (_REST, {}), _AS_USUAL)
"""After it."""


async def copy_heard(session: Session, told: Sequence[Associated], lines: Lines) -> None:
    """Bring it beside the record."""
    await session.send(_BESIDE)
    await copied(session, _COPY, in_blocks(_lines(told, lines)))


def _lines(told: Iterable[Associated], lines: Lines) -> Iterator[bytes]:
    for some in told:
        for id_, said in zip(some.ids, some.associations, strict=True):
            yield f"{escaped(id_)}\t{lines.told_as(said)}\n".encode()
