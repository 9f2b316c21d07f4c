"""The whole bot on the demo data and the real articles, with a clock that stands still."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from uuid import uuid4

from adapters.clock import DayClock
from adapters.imports.own_csv import read_holdings
from adapters.imports.table_files import TableFiles
from adapters.knowledge.files import read_knowledge
from adapters.settings import ROOT
from adapters.stores import open_store
from bot.conversation.events import Audience, Origin, Question
from bot.core import EXAMPLES, Bot, build_bot
from bot.partnership.records import Holding
from bot.ports import Clock, Services
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.recognise import Recogniser
from bot.understanding.training import phrasings
from tests.bringing import report
from tests.builders import a_question, an_origin

TODAY = date(2026, 11, 22)
DEMO = ROOT / "demo" / "subscriptions.csv"


@cache
def knowledge() -> KnowledgeBase:
    """The real articles, read once."""
    return read_knowledge(ROOT / "knowledge")


@cache
def recogniser() -> Recogniser:
    """Trained once on the real articles and intents."""
    return Recogniser.train(phrasings(knowledge(), EXAMPLES))


@cache
def demo_holdings(at: datetime) -> tuple[Holding, ...]:
    """The demo data as it comes in at that moment, read once."""
    return tuple(read_holdings(DEMO, at=at))


async def demo_services(clock: Clock | None = None) -> Services:
    """A memory store with the demo data in it."""
    clock = clock or DayClock(TODAY)
    return await services_holding(*demo_holdings(clock.now()), clock=clock)


async def services_holding(*holdings: Holding, clock: Clock | None = None) -> Services:
    """The same with these."""
    clock = clock or DayClock(TODAY)
    store = open_store("memory:")
    async with store.transaction() as transaction:
        await report(transaction, holdings, file=DEMO.name, at=clock.now())
    return Services(store=store, clock=clock, knowledge=knowledge(), tables=TableFiles())


async def demo_bot_and_services() -> tuple[Bot, Services]:
    """A bot of its own, and what it stands on."""
    services = await demo_services()
    return build_bot(services, recogniser()), services


async def demo_bot() -> tuple[Bot, Clock]:
    """A bot of its own, on a store of its own."""
    bot, services = await demo_bot_and_services()
    return bot, services.clock


def somewhere(*, audience: Audience = Audience.OURS) -> Origin:
    """An origin of its own, so that nothing counts as a repeat."""
    return an_origin(uuid4().hex, audience=audience)


def asked(text: str, *, audience: Audience = Audience.OURS) -> Question:
    """A question that nobody asked before."""
    return a_question(text, origin=somewhere(audience=audience))
