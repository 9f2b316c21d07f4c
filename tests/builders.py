"""Values with sensible defaults, so that a test shows only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.conversation.events import Address, Audience, Joined, Origin, Person, Question
from bot.conversation.language import Language
from bot.conversation.replies import Paragraph, Source
from bot.conversation.richtext import plain
from bot.conversation.watches import Watch
from bot.partnership.checklist import Point, Tick
from bot.partnership.history import Change, What
from bot.partnership.records import (
    US,
    Association,
    AssociationKind,
    Customer,
    Holder,
    Holding,
    Product,
    Subscription,
)
from bot.understanding.knowledge import Article, ArticleKind
from tests.fakes import NOON

TODAY = NOON.date()
ROOM = Address(tenant="T1", platform="slack", conversation="C1")


def a_customer(
    name: str = "Contoso",
    *,
    id_: str = "",
    domain: str = "",
    other_names: tuple[str, ...] = (),
    own_tenant: bool = False,
) -> Customer:
    """A customer whose id follows from its name."""
    return Customer(
        id=id_ or f"name:{name.casefold()}",
        name=name,
        domain=domain,
        other_names=other_names,
        own_tenant=own_tenant,
    )


def an_association(
    *,
    holder: Holder = US,
    kind: AssociationKind = AssociationKind.DPOR,
    since: date = TODAY,
    seen_for: date = TODAY,
    imported_at: datetime = NOON,
    source: str = "subscriptions.csv",
) -> Association:
    """We have been partner of record since today."""
    return Association(
        kind=kind,
        holder=holder,
        since=since,
        seen_for=seen_for,
        imported_at=imported_at,
        source=source,
    )


def a_holding(
    id_: str = "s1",
    *,
    customer: Customer | None = None,
    product: Product = Product.MICROSOFT_AZURE,
    label: str = "",
    dpor: Holder | None = US,
    associations: tuple[Association, ...] | None = None,
    renewal_date: date | None = None,
    usage_driven_by_us: bool = True,
    ended: bool = False,
    started_on: date | None = None,
) -> Holding:
    """A subscription of Contoso's to Azure that is ours; `dpor=None` is "not seen"."""
    customer = customer or a_customer()
    seen = (an_association(holder=dpor),) if dpor else ()
    return Holding(
        customer=customer,
        subscription=Subscription(
            id=id_,
            customer_id=customer.id,
            product=product,
            label=label,
            renewal_date=renewal_date,
            usage_driven_by_us=usage_driven_by_us,
            ended=ended,
            started_on=started_on,
        ),
        associations=seen if associations is None else associations,
    )


def a_change(
    what: What,
    seen_for: date,
    *,
    subscription: str = "s1",
    origin: str = "i1",
    before: Holder | None = None,
    after: Holder | None = None,
    association: AssociationKind = AssociationKind.DPOR,
    ours: bool | None = None,
) -> Change:
    """A change of Contoso's Azure that an import told on the day it speaks for."""
    return Change(
        id=f"{seen_for}-{subscription}-{what}",
        at=datetime(seen_for.year, seen_for.month, seen_for.day, 12, tzinfo=UTC),
        origin=origin,
        source="subscriptions.csv",
        customer_id="name:contoso",
        subscription_id=subscription,
        product=Product.MICROSOFT_AZURE,
        what=what,
        seen_for=seen_for,
        association=association if what is What.HOLDER else None,
        before=before,
        after=after,
        ours=ours,
    )


def a_tick(point: Point = Point.EVERY_SUBSCRIPTION, *, person: str = "Kim", at: datetime = NOON) -> Tick:
    """A ticked point."""
    return Tick(point=point, person=person, at=at)


def an_origin(
    event_id: str = "e1",
    *,
    person: Person | None = None,
    address: Address = ROOM,
    audience: Audience = Audience.OURS,
    at: datetime = NOON,
) -> Origin:
    """A Slack room where only colleagues read."""
    return Origin(
        event_id=event_id,
        person=person or Person(id="U1", name="Kim"),
        address=address,
        audience=audience,
        at=at,
    )


def a_question(text: str, *, origin: Origin | None = None) -> Question:
    """Somebody wrote that."""
    return Question(origin=origin or an_origin(), text=text)


def joined(*, origin: Origin | None = None) -> Joined:
    """The bot was added."""
    return Joined(origin=origin or an_origin())


def an_article(
    id_: str = "what-is-dpor",
    *,
    language: Language = Language.ENGLISH,
    title: str = "What DPOR is",
    kind: ArticleKind = ArticleKind.ANSWER,
    examples: tuple[str, ...] = ("what is dpor",),
    answer: str = "The customer's way of naming one partner.",
    since_then: str = "",
    valid_from: date | None = date(2016, 5, 24),
    valid_until: date | None = None,
    sources: tuple[Source, ...] | None = None,
    related: tuple[str, ...] = (),
) -> Article:
    """A short article with one source, reviewed today."""
    source = Source(title="Partner text of 2016", address="source text, introduction", speaks_for="2016-05")
    return Article(
        id=id_,
        language=language,
        title=title,
        kind=kind,
        examples=examples,
        answer=(Paragraph(text=plain(answer)),),
        since_then=(Paragraph(text=plain(since_then)),) if since_then else (),
        valid_from=valid_from,
        valid_until=valid_until,
        reviewed_on=TODAY,
        owner="partner-operations",
        sources=(source,) if sources is None else sources,
        related=related,
    )


def a_watch(address: Address = ROOM) -> Watch:
    """A conversation that wants to be told of conflicts."""
    return Watch(address=address, since=NOON)
