"""Sample replies: every kind of block, in both languages, and awkward ones. Every renderer draws them all."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome, Verdict
from bot.conversation.replies import (
    Attachment,
    Bullets,
    Button,
    Chart,
    ChartKind,
    Checklist,
    ChecklistItem,
    Choice,
    Choices,
    Fact,
    Facts,
    Form,
    Heading,
    Option,
    OptionField,
    Paragraph,
    Reply,
    Series,
    Source,
    Sources,
    Table,
    TextField,
    Tone,
)
from bot.conversation.richtext import Span, plain
from tests.case_samples import case_samples

EN: Final = Language.ENGLISH
SV: Final = Language.SWEDISH

HOSTILE: Final = (
    "<!channel> <@U0123ABCD> <https://evil.example|Contoso> *bold* _i_ ~s~ `code` "
    "[link](https://evil.example) <script>alert(1)</script> & \"quotes\" 'single' "
    "<at>everyone</at> @here &lt;!here&gt; **x** # h\n> quote"
)
"""A name with the mark-up of every platform in it."""


def _act(name: str, language: Language, **arguments: str) -> Action:
    return Action(name=name, language=language, arguments=arguments)


def _status_english() -> Reply:
    return Reply(
        language=EN,
        title="No. Fabrikam is partner of record for Contoso, Microsoft Azure",
        outcome=Outcome(
            kind=Kind.STATUS,
            topic="status",
            customer="Contoso",
            product="microsoft-azure",
            verdict=Verdict.NO_OTHER,
            partner="Fabrikam",
            subscriptions=("sub-contoso-azure-1",),
            confidence=0.97,
        ),
        blocks=(
            Facts(
                facts=(
                    Fact(name="Customer", value="Contoso"),
                    Fact(name="Subscription", value="Production (sub-contoso-azure-1)"),
                    Fact(name="Partner of record", value="Fabrikam"),
                    Fact(name="First seen", value="2016-03-01"),
                    Fact(
                        name="Report",
                        value="subscriptions.csv, imported 2016-06-01 08:00 UTC, 3 days old",
                    ),
                )
            ),
            Heading(text="What to do next"),
            Bullets(
                items=(
                    plain("The customer decides: ask who should be partner of record."),
                    (
                        Span(text="Send them "),
                        Span(text="the guide", strong=True),
                        Span(text=" for Microsoft Azure."),
                    ),
                )
            ),
        ),
        buttons=(
            Button(
                label="Draft the request",
                action=_act("draft-request", EN, subscription="sub-contoso-azure-1"),
            ),
        ),
        tone=Tone.ATTENTION,
        tone_word="Attention",
    )


def _status_swedish() -> Reply:
    return Reply(
        language=SV,
        title="Ja. Vi är partner of record för Åkerlunds & Söner, Office 365",
        outcome=Outcome(
            kind=Kind.STATUS,
            topic="status",
            customer="Åkerlunds & Söner",
            product="office-365",
            verdict=Verdict.YES,
            subscriptions=("sub-åkerlund-1",),
            confidence=0.99,
        ),
        blocks=(
            Facts(
                facts=(
                    Fact(name="Kund", value="Åkerlunds & Söner"),
                    Fact(name="Partner of record", value="vi"),
                    Fact(name="Sedd första gången", value="2016-02-11"),
                )
            ),
            Paragraph(text=plain("Rapporten är 3 dagar gammal.")),
        ),
        tone=Tone.GOOD,
        tone_word="Bra",
    )


def _knowledge_english() -> Reply:
    return Reply(
        language=EN,
        title="Who should be partner of record?",
        outcome=Outcome(kind=Kind.KNOWLEDGE, topic="who-should-be-dpor", confidence=0.91),
        blocks=(
            Paragraph(
                text=(
                    Span(text="The partner that drives the customer's "),
                    Span(text="usage", strong=True),
                    Span(text=", not the one that "),
                    Span(text="sold", emphasis=True),
                    Span(text=" it. Write "),
                    Span(text="Partner ID", code=True),
                    Span(text=" in the form; see "),
                    Span(
                        text="the partner pages",
                        link="https://learn.microsoft.com/partner-center",
                    ),
                    Span(text="."),
                )
            ),
            Heading(text="Since then"),
            Paragraph(text=plain("Partner Admin Link has taken its place for Azure.\nAsk me about it.")),
            Sources(
                label="Sources",
                sources=(
                    Source(
                        title="Link a partner ID",
                        address="https://learn.microsoft.com/azure/link-partner-id",
                        speaks_for="2024-11",
                    ),
                    Source(
                        title="Source text",
                        address="source text, section 4",
                        speaks_for="2016-05-24",
                        login=True,
                    ),
                ),
                notes=(
                    "Link a partner ID, speaks for 2024-11: https://learn.microsoft.com/azure/link-partner-id",
                    "Source text, section 4, speaks for 2016-05-24 (login needed)",
                ),
            ),
        ),
        names_customers=False,
    )


def _knowledge_swedish() -> Reply:
    return Reply(
        language=SV,
        title="Vem ska vara partner of record?",
        outcome=Outcome(kind=Kind.KNOWLEDGE, topic="who-should-be-dpor", confidence=0.93),
        blocks=(
            Paragraph(text=plain("Den partner som driver kundens användning, inte den som sålde.")),
            Bullets(items=(plain("Fråga kunden."), plain("Följ guiden för produkten."))),
            Sources(
                label="Källor",
                sources=(
                    Source(
                        title="Källtexten",
                        address="källtexten, avsnitt 4",
                        speaks_for="2016-05-24",
                    ),
                ),
                notes=("Källtexten, avsnitt 4, gäller 2016-05-24",),
            ),
        ),
        names_customers=False,
    )


def _list_english() -> Reply:
    return Reply(
        language=EN,
        title="Nobody is partner of record for 2 subscriptions",
        outcome=Outcome(kind=Kind.LIST, topic="list-missing", subscriptions=("sub-1", "sub-2")),
        blocks=(
            Table(
                caption="Subscriptions without a partner of record",
                headers=("Customer", "Product", "Renews"),
                rows=(
                    ("Adventure Works", "Office 365", "2016-07-01"),
                    ("Wide World Importers", "Microsoft Azure", ""),
                ),
            ),
        ),
    )


def _list_swedish() -> Reply:
    return Reply(
        language=SV,
        title="2 prenumerationer förnyas inom 30 dagar",
        outcome=Outcome(kind=Kind.LIST, topic="list-renewals", subscriptions=("sub-1", "sub-2")),
        blocks=(
            Table(
                caption="Förnyas snart",
                headers=("Kund", "Produkt", "Förnyas"),
                rows=(
                    ("Blå Ängen", "Dynamics CRM Online", "2016-07-01"),
                    ("Contoso Retail AB", "Microsoft Azure", "2016-07-03"),
                ),
            ),
        ),
    )


def _coverage_english() -> Reply:
    """Bars, one of them empty."""
    return Reply(
        language=EN,
        title="We are DPOR for 5 of 9 subscriptions (56 %)",
        outcome=Outcome(kind=Kind.LIST, topic="coverage"),
        blocks=(
            Chart(
                kind=ChartKind.BARS,
                caption="Subscriptions by product",
                summary="Microsoft Azure: 4 of 7 are ours. Office 365: 1 of 2 is ours.",
                heading="Product",
                labels=("Microsoft Azure", "Office 365", "Windows Intune"),
                series=(
                    Series(name="Ours", values=(4, 1, 0)),
                    Series(name="Another partner's", values=(2, 0, 0)),
                    Series(name="Nobody's", values=(1, 0, 0)),
                    Series(name="Not seen", values=(0, 1, 0)),
                ),
            ),
        ),
    )


def _coverage_swedish() -> Reply:
    """Lines over time."""
    return Reply(
        language=SV,
        title="Vi är DPOR för 5 av 9 prenumerationer (56 %)",
        outcome=Outcome(kind=Kind.LIST, topic="coverage"),
        blocks=(
            Chart(
                kind=ChartKind.LINES,
                caption="Prenumerationer över tid",
                summary="Från 2 av 6 den 30 april till 5 av 9 den 15 juni.",
                heading="Dag",
                labels=("30 april 2016", "31 maj 2016", "15 juni 2016"),
                series=(
                    Series(name="Våra", values=(2, 3, 5)),
                    Series(name="Alla", values=(6, 8, 9)),
                ),
                days=(date(2016, 4, 30), date(2016, 5, 31), date(2016, 6, 15)),
            ),
        ),
    )


def _checklist(language: Language, title: str, label: str, save: str, note: str, *labels: str) -> Reply:
    items = tuple(
        ChecklistItem(
            id=str(number),
            label=text,
            ticked=number == 1,
            note=note if number == 1 else "",
        )
        for number, text in enumerate(labels, 1)
    )
    return Reply(
        language=language,
        title=title,
        outcome=Outcome(kind=Kind.COMMAND, topic="checklist"),
        blocks=(
            Checklist(
                label=label,
                items=items,
                action=_act("checklist.tick", language, list="remember"),
                save_label=save,
            ),
        ),
        replaces=True,
        names_customers=False,
    )


def _choose(language: Language, title: str, prompt: str, *titles: str) -> Reply:
    choices = tuple(
        Choice(
            title=text,
            action=_act("status.of", language, subscription=f"sub-{number}"),
            topic=f"sub-{number}",
        )
        for number, text in enumerate(titles, 1)
    )
    return Reply(
        language=language,
        title=title,
        outcome=Outcome(kind=Kind.CHOOSE, topic="status", verdict=Verdict.NEEDS_CHOICE),
        blocks=(Choices(prompt=prompt, choices=choices),),
    )


def _abstain() -> Reply:
    return Reply(
        language=EN,
        title="I do not know what E5 costs",
        outcome=Outcome(kind=Kind.ABSTAIN, topic="not-covered-price"),
        blocks=(
            Paragraph(text=plain("Prices are not something I know.")),
            Choices(
                prompt="The nearest things I do know:",
                choices=(
                    Choice(
                        title="What a partner of record earns",
                        action=_act("topic.show", EN, id="guides"),
                        topic="guides",
                    ),
                ),
            ),
        ),
        tone=Tone.ATTENTION,
        tone_word="Attention",
        names_customers=False,
    )


def _private() -> Reply:
    return Reply(
        language=EN,
        title="Only for you",
        outcome=Outcome(kind=Kind.COMMAND, topic="help"),
        blocks=(Paragraph(text=plain("Nobody else in the room sees this.")),),
        only_for_asker=True,
        names_customers=False,
    )


def _hostile() -> Reply:
    rich = (
        Span(text=HOSTILE),
        Span(text=HOSTILE, strong=True),
        Span(text=HOSTILE, code=True),
        Span(text=HOSTILE, link="https://learn.microsoft.com/a?b=c&d=<e>|f"),
    )
    return Reply(
        language=EN,
        title=HOSTILE,
        outcome=Outcome(kind=Kind.STATUS, customer=HOSTILE),
        blocks=(
            Heading(text=HOSTILE),
            Paragraph(text=rich),
            Bullets(items=(rich, plain(HOSTILE))),
            Facts(facts=(Fact(name=HOSTILE, value=HOSTILE),)),
            Table(caption=HOSTILE, headers=(HOSTILE, "b"), rows=((HOSTILE, HOSTILE),)),
            *(
                Chart(
                    kind=kind,
                    caption=f"{HOSTILE} {kind.value}",
                    summary=HOSTILE,
                    heading=HOSTILE,
                    labels=(HOSTILE,),
                    series=(Series(name=HOSTILE, values=(3,)),),
                )
                for kind in ChartKind
            ),
            Checklist(
                label=HOSTILE,
                items=(ChecklistItem(id="1", label=HOSTILE, ticked=True, note=HOSTILE),),
                action=_act("checklist.tick", EN, list="remember"),
                save_label=HOSTILE,
            ),
            Choices(
                prompt=HOSTILE,
                choices=(
                    Choice(
                        title=HOSTILE,
                        action=_act("status.of", EN, subscription=HOSTILE),
                    ),
                ),
            ),
            Sources(
                label=HOSTILE,
                sources=(Source(title=HOSTILE, address="javascript:alert(1)", speaks_for="2016"),),
                notes=(HOSTILE,),
            ),
        ),
        buttons=(Button(label=HOSTILE, action=_act("draft-request", EN, subscription=HOSTILE)),),
        tone=Tone.ATTENTION,
        tone_word=HOSTILE,
    )


def _huge() -> Reply:
    """Everything far over every platform's limits."""
    long = "Contoso & Söner <AB> " * 300
    return Reply(
        language=SV,
        title=long,
        outcome=Outcome(kind=Kind.LIST, topic="list-ours"),
        blocks=(
            Paragraph(text=plain(long)),
            Bullets(items=tuple(plain(f"{number} {long[:400]}") for number in range(100))),
            Facts(facts=tuple(Fact(name=f"Namn {number}", value=long) for number in range(40))),
            Table(
                caption="Allt",
                headers=("Kund", "Produkt"),
                rows=tuple((f"Contoso {number}", long[:200]) for number in range(500)),
            ),
            *(
                Chart(
                    kind=kind,
                    caption=long,
                    summary=long,
                    heading=long,
                    labels=tuple(f"{number} {long}" for number in range(80)),
                    series=tuple(
                        Series(name=f"{number} {long}", values=tuple(range(number, number + 80)))
                        for number in range(9)
                    ),
                )
                for kind in ChartKind
            ),
            Checklist(
                label=long,
                items=tuple(
                    ChecklistItem(id=str(number), label=long, ticked=number % 2 == 0, note=long)
                    for number in range(25)
                ),
                action=_act("checklist.tick", SV, list="remember"),
                save_label=long,
            ),
            Choices(
                prompt=long,
                choices=tuple(
                    Choice(
                        title=f"{number} {long}",
                        action=_act("status.of", SV, subscription=str(number)),
                    )
                    for number in range(60)
                ),
            ),
            Sources(
                label="Källor",
                sources=tuple(
                    Source(
                        title=long,
                        address=f"https://learn.microsoft.com/{number}",
                        speaks_for="2016",
                    )
                    for number in range(30)
                ),
                notes=tuple(f"{number} {long}" for number in range(30)),
            ),
            *(Paragraph(text=plain(f"Stycke {number}.")) for number in range(60)),
        ),
        buttons=tuple(
            Button(
                label=f"{number} {long}",
                action=_act("draft-request", SV, subscription=str(number)),
            )
            for number in range(30)
        ),
        tone=Tone.GOOD,
        tone_word="Bra",
    )


def _form(language: Language, title: str, *labels: str, faults: dict[str, str]) -> Reply:
    customer, product, note, send, cancel = labels
    return Reply(
        language=language,
        title=title,
        outcome=Outcome(kind=Kind.COMMAND, topic="claim"),
        form=Form(
            fields=(
                TextField(id="customer", label=customer, value="Contoso & Söner <AB>", hint="Contoso"),
                OptionField(
                    id="product",
                    label=product,
                    options=(
                        Option(value="microsoft-azure", label="Microsoft Azure"),
                        Option(value="office-365", label="Office 365"),
                    ),
                    value="office-365",
                    required=False,
                ),
                TextField(id="note", label=note, required=False, long=True, limit=1000),
            ),
            action=_act("claim.save", language),
            send_label=send,
            cancel_label=cancel,
            faults=faults,
        ),
    )


def _export() -> Reply:
    return Reply(
        language=EN,
        title="1 subscription as a file",
        outcome=Outcome(kind=Kind.LIST, topic="export"),
        blocks=(Paragraph(text=plain("One row a subscription.")),),
        attachment=Attachment(name="Contoso & Söner.csv", media_type="text/csv", content=b"customer\r\n"),
    )


def _rated() -> Reply:
    return Reply(
        language=EN,
        title="What is a partner of record?",
        outcome=Outcome(kind=Kind.KNOWLEDGE, topic="what-is-dpor"),
        blocks=(Paragraph(text=plain("The partner that the customer has named.")),),
        feedback=_act("feedback.give", EN, topic="what-is-dpor"),
        names_customers=False,
    )


SAMPLES: Final = MappingProxyType(
    {
        "status-other.en": _status_english(),
        "status-ours.sv": _status_swedish(),
        "knowledge.en": _knowledge_english(),
        "knowledge.sv": _knowledge_swedish(),
        "list-missing.en": _list_english(),
        "list-renewals.sv": _list_swedish(),
        "coverage.en": _coverage_english(),
        "coverage.sv": _coverage_swedish(),
        "checklist.en": _checklist(
            EN,
            "The Remember checklist",
            "Tick what is done",
            "Save",
            "ticked 2016-06-01",
            "Ask to be partner of record at every new sale",
            "Check the associations every month",
            "Tell the customer what it means for them",
            "Read the usage reports",
        ),
        "checklist.sv": _checklist(
            SV,
            "Checklistan Kom ihåg",
            "Bocka av det som är gjort",
            "Spara",
            "avbockad 2016-06-01",
            "Be att få bli partner of record vid varje ny affär",
            "Gå igenom kopplingarna varje månad",
            "Berätta för kunden vad det innebär",
            "Läs användningsrapporterna",
        ),
        "choose.en": _choose(
            EN,
            "Which one do you mean?",
            "Two subscriptions fit:",
            "Contoso, Azure, Production",
            "Contoso, Azure, Test",
        ),
        "choose.sv": _choose(
            SV,
            "Vilken menar du?",
            "Två kunder passar:",
            "Contoso",
            "Contoso Retail AB (Microsoft Azure, förnyas snart)",
        ),
        "abstain.en": _abstain(),
        "private.en": _private(),
        "hostile.en": _hostile(),
        "huge.sv": _huge(),
        "form.en": _form(
            EN, "Report a conflict", "Customer", "Product", "How do you know?", "Save", "Cancel", faults={}
        ),
        "form-faults.sv": _form(
            SV,
            "Rapportera en konflikt",
            "Kund",
            "Produkt",
            "Hur vet du det?",
            "Spara",
            "Avbryt",
            faults={"customer": "Fyll i det här.", "note": "Högst 1000 tecken."},
        ),
        "rated.en": _rated(),
        "export.en": _export(),
        **case_samples(HOSTILE),
        "title-only.en": Reply(
            language=EN,
            title="Hello",
            outcome=Outcome(kind=Kind.SMALLTALK),
            names_customers=False,
        ),
    }
)
"""By name: what it shows, then its language."""
