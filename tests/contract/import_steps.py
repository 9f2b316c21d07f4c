"""What imports leave behind, as several tests of stores write it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.partnership.history import Before, Change, What
from bot.partnership.records import US, AssociationKind, Holder, Holding, Import, Product, other
from bot.partnership.sightings import AccountLevel, OurAccount, PartnerClue, ReportKind
from bot.partnership.uploads import Upload
from bot.ports import Transaction
from tests.builders import a_holding
from tests.fakes import NOON


def a_change(
    id_: str = "i1-0001",
    *,
    minutes: int = 0,
    customer_id: str = "name:contoso",
    after: Holder | None = US,
) -> Change:
    """Relecloud's association became ours, minutes after noon."""
    return Change(
        id=id_,
        at=NOON + timedelta(minutes=minutes),
        origin="i1",
        source="å.csv",
        customer_id=customer_id,
        subscription_id="s1",
        product=Product.MICROSOFT_AZURE,
        what=What.HOLDER,
        seen_for=NOON.date(),
        association=AssociationKind.DPOR,
        before=other("Relecloud"),
        after=after,
    )


FULL_CHANGE = Change(
    id="i1-0009",
    at=NOON,
    origin="i1",
    source="a.csv",
    customer_id="x",
    subscription_id="s1",
    product=Product.OFFICE_365,
    what=What.RENEWAL,
    seen_for=NOON.date(),
    day_before=date(2026, 3, 1),
    day_after=date(2027, 3, 1),
    ours=False,
)


def a_before(id_: str = "s1", *, origin: str = "i1", holding: Holding | None = None) -> Before:
    """A subscription that was not known, or as it stood."""
    return Before(origin=origin, subscription_id=id_, holding=holding)


def an_account(id_: str = "1234567", *, name: str = "First Up") -> OurAccount:
    """One of our locations."""
    return OurAccount(
        report=ReportKind.PARTNER_PROFILE,
        line=2,
        partner=PartnerClue(location_id=id_, global_id="7654321", location="Umeå", name=name),
        level=AccountLevel.LOCATION,
        global_name="First Up Consultants",
        country="SE",
    )


def an_upload(id_: str = "u1", *, minutes: int = 0, content: bytes = b"a;b\n\xff\x00") -> Upload:
    """A file that Kim gave the bot, minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    return Upload(id=id_, name="å.csv", content=content, person="T1/slack/U1", at=at)


def an_entry(id_: str = "i1", *, minutes: int = 0, undone: bool = False) -> Import:
    """A file that came in, minutes after noon, and was taken back an hour later or not."""
    at = NOON + timedelta(minutes=minutes)
    return Import(
        id=id_,
        file="å.csv",
        at=at,
        new=1,
        changed=2,
        unchanged=3,
        ended=4,
        by="Kim",
        report=ReportKind.AZURE_USAGE.value,
        checksum="ab" * 32,
        undone_at=at + timedelta(hours=1) if undone else None,
        undone_by="Robin" if undone else "",
    )


async def leave_one_of_each(transaction: Transaction) -> None:
    """An import, a change, what stood before, an account and a file that waits."""
    await transaction.imports.add(an_entry("import"))
    accounts = Before(origin="i1", accounts=(an_account("111111"),))
    await transaction.imports.keep([a_before(holding=a_holding("s1")), a_before("s2"), accounts])
    await transaction.history.add([a_change()])
    await transaction.accounts.save([an_account()])
    await transaction.uploads.keep(an_upload())
