"""The button that opens a draft, for whoever shows it."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.partnership.records import Customer, Product, Subscription

SHOW_DRAFT = "draft.show"


def drafting(
    customer: Customer | None,
    product: Product | None,
    language: Language,
    *,
    subscription: Subscription | None = None,
    era: str = "",
) -> Action:
    """A draft to the customer about one subscription, else about all of the product that are not ours.

    Empty arguments are left out, so that whatever knows a subscription's id alone can ask for its draft.
    """
    arguments = {
        "customer": customer.id if customer else "",
        "product": product.value if product else "",
        "subscription": subscription.id if subscription else "",
        "era": era,
    }
    kept = {key: value for key, value in arguments.items() if value}
    return Action(name=SHOW_DRAFT, language=language, arguments=kept)
