"""Every sentence in English."""

from __future__ import annotations

from bot.conversation.events import Hindrance
from bot.conversation.notices import Trouble
from bot.conversation.texts.record import (
    CaseTexts,
    ChangeTexts,
    ChecklistTexts,
    ClaimTexts,
    Counted,
    CoverageTexts,
    CreditTexts,
    Dates,
    DeliveryTexts,
    DraftTexts,
    Errors,
    ExportTexts,
    FeedbackTexts,
    FileTexts,
    HelpTexts,
    HomeTexts,
    ImportTexts,
    InstallTexts,
    KnowledgeTexts,
    ListTexts,
    LookBackTexts,
    PageTexts,
    PlanBTexts,
    RoomTexts,
    SearchTexts,
    SharingTexts,
    StatusTexts,
    TeamsTexts,
    Texts,
    Tones,
    UnclearTexts,
)
from bot.errors import Problem
from bot.partnership.cases import CaseKind, CaseState, Decision, Step
from bot.partnership.checklist import Point
from bot.partnership.credit import Ground, Reward, Says, Why
from bot.partnership.exporting import Format
from bot.partnership.lookback import Basis
from bot.partnership.records import AssociationKind, HolderKind, Product
from bot.partnership.refusals import Reason
from bot.partnership.standing import NextStep, State

_PAL = (
    "Partner Admin Link (PAL): we link the account that we work with in the customer's tenant. There is no slot that"
    " could be taken. It counts towards the three Azure designations and, with the role Owner or Contributor,"
    " for Microsoft Commerce Incentives."
)
_CPOR_WORKLOAD = (
    "Claiming Partner of Record (CPOR): we claim the workload in Partner Center, with proof of what we did, and"
    " Microsoft decides. It counts towards Modern Work and Security, and usage incentives go by it since"
    " 1 October 2019. If another partner has claimed the same workload, Microsoft compares the proof."
)
_CPOR_SUBSCRIPTION = (
    "Claiming Partner of Record (CPOR): we claim the subscription in Partner Center, with proof of what we did, and"
    " Microsoft decides. It counts towards Business Applications, and incentives go by it since 1 October"
    " 2019. Not for what was bought through CSP."
)
_CSP_AZURE = (
    "CSP: where the customer buys through us, the sale links us, as Tier 1 or Tier 2. It counts towards the three"
    " Azure designations."
)
_CSP_SMB = (
    "CSP: where the customer buys through us, the sale links us, as Tier 1 or Tier 2. It counts towards Modern Work"
    " for small and medium-sized customers."
)
_CSP_DYNAMICS = (
    "CSP: where the customer buys through us, the sale links us, as Tier 1 or Tier 2. It counts towards the new"
    " customers of Business Applications."
)

ENGLISH = Texts(
    products={
        Product.OFFICE_365: "Office 365",
        Product.DYNAMICS_CRM_ONLINE: "Dynamics CRM Online",
        Product.WINDOWS_INTUNE: "Windows Intune",
        Product.ENTERPRISE_MOBILITY_SUITE: "Enterprise Mobility Suite",
        Product.MICROSOFT_AZURE: "Microsoft Azure",
    },
    associations={
        AssociationKind.DPOR: "Digital Partner of Record",
        AssociationKind.DELEGATED_ADMINISTRATOR: "Delegated Administrator",
        AssociationKind.TRANSACTING_PARTNER: "Transacting Partner",
        AssociationKind.PARTNER_ADMIN_LINK: "Partner Admin Link",
        AssociationKind.CLAIMING_PARTNER: "Claiming Partner of Record",
    },
    tones=Tones(attention="Attention", changed="The rule has changed"),
    and_more=Counted(one="… and one more", many="… and {n} more"),
    dates=Dates(
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        today="today",
        yesterday="yesterday",
        days_ago="{n} days ago",
        months_ago=Counted(one="1 month ago", many="{n} months ago"),
        in_future="dated in the future",
        moment="{date} at {time} (Swedish time)",
        clock="{at:%H:%M}",
    ),
    imports=ImportTexts(
        not_here="I take no files here. Whoever runs me can bring them in.",
        not_yours="Only members of our organisation may bring files in or take them back, and not where others read.",
        not_kept="I do not have that file any more: it is kept for a day. Give it to me again.",
        not_your_file="Somebody else gave me that file, and decides on it. Nothing was changed. You can give it to me yourself.",
        preview_title="What {file} would change",
        done_title="{file} is in",
        already_title="{file} is in already",
        already="The same file came in on {day}. There is nothing to do.",
        refused_title="{file} cannot be brought in",
        refused="Nothing was written. This is wrong:",
        left_title="The file was left",
        left="Nothing was changed.",
        bring_in="Bring it in",
        leave="Leave it",
        take_back="Take it back",
        ask_back_title="Take the newest import back?",
        ask_back="The newest import is {file}, brought in on {day} by {by}. Taken back, everything stands as it did before it.",
        back_title="{file} is taken back",
        back="Everything stands as it did before it, but for what people have reported since.",
        not_back_title="Nothing was taken back",
        hindrances={
            "none-stands": "No import stands that could be taken back.",
            "not-kept": "The newest import that stands can not be taken back any more: only the newest three can, files that came in together being one.",
            "another": "Another import has come in since, or it is taken back already. Only the newest one can be taken back: ask me to undo the last import.",
        },
        list_title="What has come in",
        none="No file has come in yet.",
        headers=("When", "File", "Kind", "By", "Result", "Taken back"),
        counts="{new} new, {changed} changed, {ended} ended, {unchanged} unchanged",
        count_names=("New", "Changed", "Ended", "Unchanged"),
        holders="Who changes holder",
        holder="{customer}, {product}: {association} goes from {before} to {after}",
        moved="Who becomes another customer's",
        moves="{product}, {label}: moves from {before} to {after}",
        twins="{name} ({id})",
        us="us",
        nobody="nobody",
        not_seen="not seen",
        unknown_columns="Columns that I do not know, and passed over: {names}.",
        unknown_states="States of subscriptions that I do not know: {names}. Whether those have ended stays as it was.",
        stayed="Rows that name a customer less surely than I know whose the subscription is; it stays where it is: {names}.",
        stays="{told}, stays with {kept} ({n})",
        left_out="Rows left out, as they are about nothing that I keep: {names}.",
        no_customer="no customer",
        no_product="no product",
        nobody_known="I do not know our partner IDs yet, so the partner of every row counts as us. The partner profile tells them: bring that in first if this may be wrong.",
        read_without="Downloads that came in earlier counted the partner of every row as us. Import those files again, so that these IDs decide.",
        large="{n} subscriptions are more than the {most} that one file is made for. It works, but slowly; with PostgreSQL it is quick.",
        the_file="the file",
        kinds={
            "own-csv": "our own CSV",
            "subscription-details": "Subscription details",
            "azure-usage": "Azure usage",
            "customers-and-tenants": "Customers and tenants",
            "cpor-m365-usage": "CPOR - M365 usage",
            "business-applications-revenue": "Business applications revenue",
            "business-applications-usage": "Business applications usage",
            "office-usage": "Microsoft 365 usage",
            "ems-usage": "EMS usage",
            "dynamics-usage": "Dynamics usage",
            "power-bi-usage": "Power BI usage",
            "partner-profile": "Partner profile",
            "csp-customers": "CSP customers",
            "csp-subscriptions": "CSP subscriptions",
        },
        line="line {n}",
        column="column {name}",
        refusals={
            Reason.CANNOT_BE_READ: (
                "cannot be read ({why}).",
                "Check that it is there, and that it may be read.",
            ),
            Reason.EMPTY: ("is empty.", "The first line names the columns."),
            Reason.NO_ROWS: (
                "names its columns and has no rows below them.",
                "Export it again: a filter or a period may have left nothing in it.",
            ),
            Reason.UNKNOWN_EXTENSION: ('has the extension "{extension}".', "Known are {known}."),
            Reason.NOT_TEXT: (
                "is not a text file in UTF-8 or UTF-16.",
                'Save it as "CSV UTF-8" and import that.',
            ),
            Reason.WORKBOOK_NAMED_TEXT: (
                "is not a text file but a workbook or archive.",
                "Give it its right extension.",
            ),
            Reason.TEXT_NAMED_WORKBOOK: ("is not a workbook.", "Give it its right extension."),
            Reason.OLD_WORKBOOK: (
                "is a workbook of the format before 2007.",
                'Save it as "Excel Workbook (.xlsx)" and import that.',
            ),
            Reason.ENCRYPTED: ("is protected by a password.", "Save it without, and import that."),
            Reason.MACROS: ("holds macros.", 'Save it as "Excel Workbook (.xlsx)" and import that.'),
            Reason.DAMAGED_WORKBOOK: (
                "is a damaged workbook.",
                "Download it again, or check where it comes from.",
            ),
            Reason.BOMB: (
                "unpacks to more than {most} in {part}.",
                "Download it again, or check where it comes from.",
            ),
            Reason.DOCUMENT_TYPE: (
                "declares a document type in {part}, which no spreadsheet does.",
                "Download it again, or check where it comes from.",
            ),
            Reason.SEVERAL_SHEETS: ("has several sheets with rows: {sheets}.", "Keep the one to import."),
            Reason.NOT_UTF_8: (
                "is not UTF-8.",
                'Byte {byte} of the line is wrong. Save it as "CSV UTF-8" and import that.',
            ),
            Reason.NOT_UTF_16: ("is not UTF-16 all through.", 'Save it as "CSV UTF-8" and import that.'),
            Reason.OPEN_QUOTE: (
                "opens a quotation mark that is not closed.",
                "Close it, or download the file again.",
            ),
            Reason.STRAY_QUOTE: (
                "has text behind a closing quotation mark.",
                "Write each quotation mark inside a cell twice, or download the file again.",
            ),
            Reason.LONE_RETURN: (
                "ends as lines did on old Macs, in a carriage return alone.",
                'Save it as "CSV UTF-8" and import that.',
            ),
            Reason.LINE_TOO_LONG: (
                "has a line of more than {most} characters.",
                'Save it as "CSV UTF-8" and import that.',
            ),
            Reason.ROW_TOO_LONG: (
                "has a row of more than {most}.",
                "Download it again, or check where it comes from.",
            ),
            Reason.TOO_MANY_ROWS: ("has more than {most} rows.", "Split it."),
            Reason.READ_NO_FURTHER: ("is as far as I have read.", "More may be wrong below."),
            Reason.TOO_MANY_COLUMNS: ("has more than {most} columns.", "Remove what is not needed."),
            Reason.UNKNOWN_REPORT: (
                "is no report we know: its columns are {found}.",
                "The first line has to name the columns. Known are {known}.",
            ),
            Reason.AMBIGUOUS_REPORT: ("could be {reports}.", "Download it again with all its columns."),
            Reason.COLUMNS_MISSING: ("looks like {report}, but lacks {columns}.", "Every row needs that."),
            Reason.COLUMN_TWICE: ('says the same as the column "{first}".', "Remove one of them."),
            Reason.CELL_COUNT: (
                "has {cells} cells where the header has {columns}.",
                "Put text that holds a separator in quotation marks.",
            ),
            Reason.NO_CUSTOMER: ("tells no customer.", "Tenant ID, TPID, domain or name is needed."),
            Reason.TWO_TENANTS: (
                'the subscription {id} is of the tenant "{text}" here, and in line {first} of "{other}", in the same month.',
                "It is one tenant's: keep the rows that are right.",
            ),
            Reason.FORMULA: ("a formula.", "Replace it with its value."),
            Reason.MISSING: ("empty.", "Every row needs it."),
            Reason.CELL_TOO_LONG: ("{length} characters.", "At most {most} are stored."),
            Reason.NOT_AN_ID: (
                '"{text}" is no ID.',
                "Download the file again: a spreadsheet may have changed it.",
            ),
            Reason.NOT_A_PARTNER_ID: ('"{text}" is no partner ID.', "It has 4 to 10 digits."),
            Reason.NOT_A_DAY: ('"{text}" is not a date.', "Write it as 2026-12-31."),
            Reason.NOT_A_MONTH: (
                '"{text}" is not a month.',
                "Write it as 2026-12-01, the first of the month.",
            ),
            Reason.NOT_A_NUMBER: ('"{text}" is not a number.', "Write it as 1234.50."),
            Reason.AMBIGUOUS_NUMBER: (
                '"{text}" could be two different numbers.',
                "Write it without thousands marks.",
            ),
            Reason.NOT_YES_OR_NO: ('"{text}" is neither yes nor no.', "Write yes or no, or 1 or 0."),
            Reason.UNKNOWN_ATTRIBUTION: ('"{text}" is not known.', "Known are {known}."),
            Reason.UNKNOWN_VALUE: ('"{text}" is not known.', "Known are {known}."),
            Reason.NO_HEADER: ("has no header.", "The first line names the columns: {known}."),
            Reason.UNKNOWN_COLUMN: ('has an unknown column "{name}".', "Known are {known}."),
            Reason.COLUMN_GIVEN_TWICE: ('has the column "{name}" twice.', "Remove one of them."),
            Reason.COLUMN_LACKING: ('lacks the column "{name}".', "Every row needs it."),
            Reason.ANOTHER_CUSTOMER: (
                '"{text}" is also "{name}", in an earlier line.',
                "One tenant is one customer: correct one of them.",
            ),
            Reason.SUBSCRIPTION_TWICE: ('"{text}" is also in line {first}.', "Remove one of the two rows."),
            Reason.DAY_TO_COME: ('"{text}" is yet to come.', "Write a day that has been, or nothing."),
            Reason.MONTH_TO_COME: (
                '"{text}" is a month to come.',
                "No report can speak for it: check the date, or download the file again.",
            ),
            Reason.SINCE_TOO_LATE: (
                '"{text}" is after the day it speaks for.',
                "Write an earlier day, or nothing.",
            ),
            Reason.NAMES_NO_PARTNER: (
                '"{text}" names no partner.',
                "Write us, nobody, the partner's name, or leave it empty.",
            ),
        },
    ),
    errors=Errors(
        title="That did not work",
        unexpected=(
            "Something went wrong on my side, and nothing was changed. Try again in a moment. If it happens "
            "again, give whoever runs me this reference: {reference}."
        ),
        too_long_title="That message is too long for me",
        too_long="I read up to {limit} characters, and this one has {length}. Ask the question alone, please.",
        problems={
            Problem.UNKNOWN_BUTTON: (
                "This button is not one of mine, or it is from an older version. Ask me again, please."
            ),
            Problem.GONE: "What this button is about is no longer in my record. Ask me again, please.",
            Problem.NOT_YOURS: "Only the person who reported it can take it back. You can report what you know instead.",
            Problem.STRANGERS: "I change nothing on behalf of people I cannot place. Ask me where only your own colleagues read.",
        },
        strangers_title="I can't show that here",
        strangers=(
            "The answer names customers or partners, and I can't be sure that only your own colleagues can read "
            "this place. Ask me where only they read, in a direct message for instance."
        ),
        shortened="This is shortened to fit here. Ask for one part of it to see the rest.",
        perhaps_lost="I could not make sure that my answer reached you. If you do not see it, please ask again.",
    ),
    knowledge=KnowledgeTexts(
        rule_as_it_was="The rule as it was, {valid_from} to {valid_until}:",
        speaks_for="Speaks for the time from {valid_from}. Last reviewed {reviewed_on}.",
        no_date="The article does not say which time it speaks for. Check before you act.",
        since_then="Since then",
        sources="Sources",
        source="{title}, {address} (speaks for {speaks_for})",
        section="section “{section}” of the Swedish source text",
        login=" Needs a login.",
        not_covered_nearest="What I do know, nearest to your question:",
    ),
    status=StatusTexts(
        yes="Yes, we are DPOR for {what}",
        no_other="No, {partner} is DPOR for {what}",
        no_nobody="No, nobody is DPOR for {what}",
        not_seen="I have not seen who is DPOR for {what}",
        old_yes="When last seen, {age}, we were DPOR for {what}",
        old_other="When last seen, {age}, {partner} was DPOR for {what}",
        old_nobody="When last seen, {age}, nobody was DPOR for {what}",
        old=(
            "That is too old to count as settled: whoever imports every month has nothing older than {n} days. It may "
            "have changed since, so import a newer report or ask the customer before you act on it."
        ),
        old_mark="{day}, old",
        others_say="Others say otherwise; the newest counts",
        says_otherwise="{holder}, according to {origin}; speaks for {speaks_for}.",
        person_says_otherwise="{holder}, according to {origin}.",
        their_note="Note: {note}",
        by_hand="{file}, who said so on {date}",
        record_as_of="The newest file in my record is {file}, imported {date}.",
        seen_of_theirs="{customer}: what I have seen of theirs",
        several="{customer}: {n} subscriptions",
        state={
            State.OURS: "ours",
            State.OTHERS: "another partner's: {partner}",
            State.NOBODYS: "nobody's",
            State.NOT_SEEN: "not seen",
        },
        sources="Rule and guide",
        rule_title="The 2016 rules on who should be partner of record, and on a slot that is taken",
        guide_title="Link a partner ID: PAL or DPOR, Partner Center documentation",
        next_step_heading="What to do next",
        next_steps={
            NextStep.KEEP: (
                "Nothing to do now. Look again after a renewal, or if the subscription moves to another "
                "agreement: the association must then be set anew.",
            ),
            NextStep.OWN_TENANT: (
                "This is our own subscription. By the rules of 2016 it counted toward competencies, but earned "
                "no incentives.",
            ),
            NextStep.ASK_TO_SWITCH: (
                "We drive the usage here, so we have a case. Only one partner can be DPOR for a subscription, "
                "and the customer decides who: ask them to name us instead, and send the guide along.",
                "If the customer keeps the other partner, we could by the rules of 2016 still be associated as "
                "Delegated Administrator or Transacting Partner. That counted toward competencies, never "
                "toward incentives.",
            ),
            NextStep.LEAVE: (
                "The partner that drives the customer's usage should be DPOR, and we do not drive it here. "
                "Leave it, unless that changes; the customer decides.",
            ),
            NextStep.ASK_TO_SET: (
                "The slot is free and we drive the usage: ask the customer to name us, and send the guide along.",
            ),
            NextStep.OFFER: (
                "The slot is free, but we do not drive the usage here. Ask to be named only if we begin to: the "
                "partner most active in the customer's usage should be DPOR, and the customer decides.",
            ),
            NextStep.ENDED: (
                "Nothing: the newest report says that the subscription runs no more. What the customer buys in"
                " its place has an ID of its own, and no association before it is set there.",
            ),
            NextStep.FIND_OUT: (
                "No report that I have says who it is, which is not the same as nobody. Look in Partner Center, "
                "or ask the customer, and import the answer.",
            ),
        },
        era=(
            "These steps follow the rules of 2016. DPOR earns no incentives today (Azure since 1 October 2021) "
            "and was reported retired by October 2025: check in Partner Center before you act."
        ),
        customer="Customer",
        product="Product",
        subscription="Subscription",
        partner_of_record="Digital Partner of Record",
        first_seen="Since (first seen by us)",
        according_to="According to",
        origin="{file}, imported {date}",
        speaks_for="Speaks for",
        age="{date} ({age})",
        renews="Renews",
        ended_on="Last day",
        usage="Usage",
        we_also_are="We are also",
        driven_by_us="driven by us",
        not_driven_by_us="not driven by us",
        we="we",
        nobody="nobody",
        unknown="not seen",
        choose_title="{what}: it differs between the subscriptions",
        choose_prompt="Which one do you mean?",
        choice="{label}: {state}",
        which_customer_title="Which customer do you mean?",
        which_customer=(
            "Name the customer, for example “are we DPOR for Contoso Azure?”. I can also list all that are ours."
        ),
        two_customers_title="More than one customer fits",
        two_customers_prompt="Which one do you mean?",
        unknown_customer_title="I do not know the customer “{name}”",
        unknown_customer="No customer of that name is in my record, so I can't say who is DPOR there.",
        unknown_customer_steps=(
            "Check the spelling, or ask with the company's full name.",
            "If it is a new customer, import a file that holds it.",
        ),
        no_such_title="{customer} has no {product} in my record",
        no_such_none="I have seen no subscription of theirs at all.",
        ended_title="Ended: {title}",
        ended_left_out=Counted(
            one="1 subscription that has ended is not counted in.",
            many="{n} subscriptions that have ended are not counted in.",
        ),
        draft_button="Draft a request to the customer",
        alternatives_button="Which other association is possible?",
        guides_button="The guides",
        where_button="Where is it seen?",
        checklist_button="The Remember checklist",
    ),
    lists=ListTexts(
        ours=Counted(one="We are DPOR for 1 subscription", many="We are DPOR for {n} subscriptions"),
        missing=Counted(one="Nobody is DPOR for 1 subscription", many="Nobody is DPOR for {n} subscriptions"),
        conflicts=Counted(
            one="1 subscription where we drive usage but another partner is DPOR",
            many="{n} subscriptions where we drive usage but another partner is DPOR",
        ),
        driven=Counted(
            one="1 subscription where we drive usage without being DPOR",
            many="{n} subscriptions where we drive usage without being DPOR",
        ),
        besides=Counted(
            one="1 more where we drive usage and no other partner is known to be DPOR",
            many="{n} more where we drive usage and no other partner is known to be DPOR",
        ),
        renewals=Counted(one="1 subscription renews", many="{n} subscriptions renew"),
        by_partner=Counted(
            one="{partner} is DPOR for 1 subscription", many="{{partner}} is DPOR for {n} subscriptions"
        ),
        none="None that I have seen.",
        caption="Subscriptions",
        scope=" ({scope})",
        for_product="{product} only",
        for_customer="{customer} only",
        within_days="from {from_date} to {until_date}",
        shown="Shown: {first} to {last} of {n}.",
        next_page="Show the next {n}",
        next_missing="What to do: where we drive the usage, ask the customer to name us.",
        next_conflicts="What to do: the customer decides. Ask them to name us, and send the guide along.",
        next_renewals="What to do: check before the day that the association is in place, and set it anew after.",
        which_partner_title="Which partner do you mean?",
        which_partner="I have seen these partners:",
        no_partners="I have not seen any other partner hold a subscription.",
        empty_store="My record is empty: nothing has been imported yet.",
        as_of="According to {origins}.",
        short={
            "list-ours": "Where we are DPOR",
            "list-missing": "Where nobody is DPOR",
            "list-conflicts": "Where another partner is DPOR although we drive usage",
            "list-driven": "All where we drive usage without being DPOR",
            "list-renewals": "What renews soon",
            "list-by-partner": "What another partner holds",
            "list-changes": "What has changed lately",
            "credit": "What counts for what",
            "look-back": "What being named DPOR today would still bring",
            "coverage": "Our share of the subscriptions",
            "checklist": "The Remember checklist",
            "draft-request": "A draft request to a customer",
            "help": "What I can do",
            "subscribe-alerts": "Alerts in this conversation",
            "unsubscribe-alerts": "No more alerts in this conversation",
            "status": "Who is DPOR for a customer's subscription",
        },
    ),
    changes=ChangeTexts(
        title=Counted(one="1 change", many="{n} changes"),
        none="Nothing has changed that I have been told of.",
        caption="Changes, the newest first",
        what="What changed",
        learned="Learned on",
        source="According to",
        subscription="{product}, {label}",
        according_to="{source}, speaks for {date}",
        since_import="since {file} came in on {date}",
        cut="These are the newest {n}. There are older ones: ask for a shorter time, or for one customer.",
        us="us",
        nobody="nobody",
        new="New subscription",
        holder="{association} went from {before} to {after}",
        holder_first="{association} seen for the first time: {after}",
        holder_gone="{association} is no longer seen; it was {before}",
        renewal="Renews on {after} instead of {before}",
        renewal_first="Renewal date known: {after}",
        renewal_gone="Renewal date no longer known; it was {before}",
        usage_ours="We drive the usage now",
        usage_not_ours="We no longer drive the usage",
        ended="Has ended",
        resumed="Runs again",
        moved_here="Came from the customer {elsewhere}",
        moved_away="Moved to the customer {elsewhere}",
    ),
    exports=ExportTexts(
        button="Export",
        title="Exported: {what}",
        everything="The whole record",
        rows=Counted(one="{file} has 1 row.", many="{{file}} has {n} rows."),
        comes_back="I can import it again.",
        other_format="As {format}",
        formats={Format.CSV: "CSV", Format.XLSX: "an Excel workbook", Format.JSON: "JSON"},
        nothing_title="There is nothing to export",
        nothing="The list is empty, so I made no file.",
        too_many_title="That is too much to write while you wait",
        too_many=(
            "It would be {n} rows, and I write at most {most} here. Ask for one customer or one product,"
            " or have whoever runs me write it with “dpor-bot export”."
        ),
        none_here_title="I write no files here",
        none_here="Whoever runs me can write them with “dpor-bot export”.",
        not_in_a_terminal="A terminal is given no file: “dpor-bot export FILE” writes one.",
        which_title="What is to be exported?",
        which="I can make a file of these:",
    ),
    plan_b=PlanBTexts(
        button="Plan B",
        title="Plan B for {what}",
        intro="If the customer keeps the other partner of record, this is what remains.",
        ours_left_out="Left out, for we are partner of record there already: {names}.",
        now_heading="Now (October 2023, the newest that Microsoft's pages say)",
        now={
            Product.MICROSOFT_AZURE: (_PAL, _CSP_AZURE),
            Product.OFFICE_365: (_CPOR_WORKLOAD, _CSP_SMB),
            Product.WINDOWS_INTUNE: (_CPOR_WORKLOAD, _CSP_SMB),
            Product.ENTERPRISE_MOBILITY_SUITE: (_CPOR_WORKLOAD, _CSP_SMB),
            Product.DYNAMICS_CRM_ONLINE: (_CPOR_SUBSCRIPTION, _CSP_DYNAMICS),
        },
        then_heading="Then (2016)",
        then=(
            "Delegated Administrator: the customer lets us administer the service. It counted towards"
            " competencies from 24 May 2016, not for incentives.",
            "Transacting Partner: the sale goes through us. It counted towards competencies from 24 May 2016,"
            " not for the incentives of DPOR.",
            "Neither is a way any more: competencies ended on 3 October 2022, and in 2023 GDAP took the place of"
            " delegated administration.",
        ),
        check="What counts may have changed since: look in Partner Center before you act.",
    ),
    credit=CreditTexts(
        title="What counts for what, then and now",
        title_for="What counts for what, then and now: {product}",
        caption="What each association counts for",
        caption_ours="What we hold here",
        caption_others="The other associations",
        caption_own="Subscriptions of our own",
        association="Association",
        own="DPOR for our own subscription",
        names={
            AssociationKind.DPOR: "DPOR",
            AssociationKind.DELEGATED_ADMINISTRATOR: "Delegated Administrator",
            AssociationKind.TRANSACTING_PARTNER: "Transacting Partner (now CSP or TPOR)",
            AssociationKind.PARTNER_ADMIN_LINK: "PAL (Partner Admin Link)",
            AssociationKind.CLAIMING_PARTNER: "CPOR (Claiming Partner of Record)",
        },
        rewards={
            Reward.COMPETENCY_THEN: "Competency, 2016",
            Reward.DESIGNATION_NOW: "Designation, now",
            Reward.INCENTIVE_THEN: "Incentive, 2016",
            Reward.INCENTIVE_NOW: "Incentive, now",
        },
        says={
            Says.YES: "yes",
            Says.NO: "no",
            Says.PARTLY: "partly",
            Says.UNCONFIRMED: "unconfirmed",
        },
        cell="{says} ({speaks_for})",
        why_heading="What is behind it",
        why="{association}; {reward}: {why}",
        whys={
            Why.BEFORE_24_MAY: "from 24 May 2016; before that through DPOR alone.",
            Why.OWN_CHANNEL: "not the incentives of the DPOR; the sales channel's own were another matter.",
            Why.CAME_LATER: "it did not exist in 2016.",
            Why.ACCESS_ONLY: "GDAP took its place in 2023. That is access to the customer's tenant, and no association that counts.",
            Why.NOT_THIS_PRODUCT: "it is not among what counts for this product.",
            Why.NO_AREA: "no source that I have says in which solution area this product counts.",
            Why.NO_SOURCE: "no source that I have says so for this product, nor the opposite.",
            Why.DPOR_AREAS: "it counted for the three Azure areas, Business Applications and Modern Work Enterprise, not for Modern Work SMB or Security. Unconfirmed since: DPOR was reported retired by October 2025.",
            Why.DPOR_ONCE: "unconfirmed since October 2023: DPOR was reported retired by October 2025.",
            Why.DPOR_ENTERPRISE: "for Modern Work Enterprise, not for SMB. Unconfirmed since: DPOR was reported retired by October 2025.",
            Why.DPOR_ENDED: "ended for Dynamics sales in March 2019, for Microsoft 365 and Dynamics usage on 1 October 2019, and for Azure on 1 October 2021.",
            Why.CSP_AREAS: "CSP tier 1 and 2 count for the Azure areas, net customer adds in Business Applications and Modern Work SMB. TPOR is not in the list.",
            Why.CSP_TIERS: "CSP tier 1 and 2 count. TPOR is not in the list.",
            Why.CSP_SMB: "CSP counts for Modern Work SMB. For Enterprise Microsoft's pages contradict each other.",
            Why.CSP_NET_ADDS: "CSP tier 1 and 2 count for net customer adds.",
            Why.TPOR_ENTERPRISE: "for Azure, TPOR earns in the enterprise programme and not in Microsoft Commerce Incentives. Other products are unconfirmed.",
            Why.PAL_AREAS: "it counts for the Azure areas, Power Platform, Customer Insights and the Azure part of Security.",
            Why.PAL_POWER: "for Power Platform and Customer Insights alone.",
            Why.PAL_ROLES: "for Azure, Owner and Contributor earn in Microsoft Commerce Incentives; Reader does not, and in the enterprise programme PAL earns nothing.",
            Why.CPOR_AREAS: "it counts for Business Applications, Modern Work and the Microsoft 365 part of Security, not for Azure.",
            Why.CPOR_CLAIM: "through an approved claim, which is not yet a payment.",
            Why.CPOR_PRESALES: "through an approved claim, which is not yet a payment. In Business Applications two of the three roles bring recognition only.",
            Why.OWN_UNKNOWN: "own consumption has a type of its own now; whether it helps with a designation is unconfirmed.",
        },
        plan_b="Plan B where the slot is taken: the rows below DPOR are what would still count.",
        era="“Now” is the newest that a source speaks for, mostly October 2023. What is unconfirmed is neither yes nor no: check in Partner Center before you act.",
        sources="Sources",
        grounds={
            Ground.INTRODUCTION: "Digital Partner of Record, the Swedish partner text of 2016: introduction",
            Ground.WHO_SHOULD: "Digital Partner of Record, the Swedish partner text of 2016: who should be Partner of Record?",
            Ground.REMEMBER: "Digital Partner of Record, the Swedish partner text of 2016: remember",
            Ground.PAL_BEGAN: "Get recognized with Partner Admin Link, Microsoft partner community",
            Ground.CPOR_BEGAN: "Customer associations with the CPOR model, Partner Center documentation (German edition)",
            Ground.GDAP: "Microsoft-led transition from DAP to GDAP, Partner Center documentation",
            Ground.ELIGIBILITY: "Customer eligibility for the partner capability score, Partner Center documentation",
            Ground.RECONCILIATION: "Azure incentives reconciliation FAQ, Partner Center documentation",
            Ground.EARNINGS: "Earnings and revenue, Partner Center documentation",
            Ground.CLAIMS: "Customer associations with the CPOR model, Partner Center documentation",
        },
        button="What this counts for",
    ),
    look_back=LookBackTexts(
        title="What we would still get if we became DPOR today, by the rule of 2016",
        title_for="What we would still get for {customer} if we became DPOR today, by the rule of 2016",
        era=(
            "By the source text of 2016, earlier sales counted for the last twelve months once a partner was named "
            "DPOR. Nobody has confirmed that since, there is no competency to earn today (they ended on 3 October "
            "2022), and DPOR earns no incentive. Promise it to nobody."
        ),
        found=Counted(
            one="We drive the usage of 1 subscription without being its DPOR.",
            many="We drive the usage of {n} subscriptions without being their DPOR.",
        ),
        none="I know of no subscription whose usage we drive without being its DPOR.",
        caption="What each would bring",
        months="Past months",
        known="What I go by",
        span=Counted(one="{first} (1 month)", many="{{first}} to {{last}} ({n} months)"),
        no_months="none that I know of",
        bases={
            Basis.BEGAN: "it began on {date}",
            Basis.FIRST_SEEN: "first seen on {date}; I know nothing of earlier months",
            Basis.SEEN_THROUGHOUT: "seen since {date}",
            Basis.DRIVEN_SINCE: "we drive the usage since {date}",
            Basis.OURS_UNTIL: "we were DPOR ourselves until {date}",
            Basis.NOTHING: "no date is known",
        },
        use_unknown="{known}; whether we drove its use before {seen} I do not know",
        lost_caption="When each month is lost, if nobody names us before",
        month="Month",
        lost_on="Lost on",
        reading="The text names no day of the month. I read it as the twelve whole months before the one in which we are named.",
        source="Digital Partner of Record, the Swedish partner text of 2016: introduction",
        rule_button="The rule, then and now",
    ),
    coverage=CoverageTexts(
        title="We are DPOR for {ours} of {total} subscriptions ({share} %)",
        title_none="There is no subscription to count",
        none="I have seen no subscription that this would be about.",
        by_product="Subscriptions by product, and whose they are",
        of_product="{product}: {ours} of {total} are ours ({share} %)",
        over_time="Subscriptions over time: at the end of each month, and today",
        from_to="From {ours_then} of {total_then} on {then} to {ours} of {total} on {now}.",
        day="Day",
        states={
            State.OURS: "ours",
            State.OTHERS: "another partner's",
            State.NOBODYS: "nobody's",
            State.NOT_SEEN: "not seen",
        },
        every="all",
        not_seen="“Not seen” means that no report tells a holder, which is not the same as nobody.",
        from_history="The earlier months are from the history of what came in, each change from the day it speaks for. Imports that were taken back are left out.",
        begins="My record speaks for no month before this one, so there is no picture over time yet.",
        cut="Only the newest {n} changes are looked at: the time before {date} is left out.",
    ),
    checklist=ChecklistTexts(
        title="Remember",
        title_for="Remember: {customer}",
        label="Four points to remember",
        points={
            Point.EVERY_SUBSCRIPTION: (
                "Become partner of record, where possible, for every subscription whose usage you drive"
            ),
            Point.PARTNER_ASSOCIATION: (
                "Use partner association to qualify for competencies where you can't become DPOR"
            ),
            Point.OWN_SUBSCRIPTIONS: (
                "Become partner of record for your own subscriptions: they count toward competencies, "
                "not toward incentives"
            ),
            Point.HELP_THE_CUSTOMER: "Help the customer with the guides at https://aka.ms/POR",
        },
        save="Save the ticks",
        ticked_by="ticked by {person}, {date}",
        somebody="somebody",
        proven="shown by the record",
        refuted="the record says otherwise",
        record_heading="What the record shows",
        why="Point {number}: {sentence} {facts}.",
        proofs={
            Point.EVERY_SUBSCRIPTION: Counted(
                one="we are DPOR for the one subscription whose usage we drive.",
                many="we are DPOR for all {n} subscriptions whose usage we drive, the oldest report first.",
            ),
            Point.PARTNER_ASSOCIATION: Counted(
                one="where another partner is DPOR, we are associated otherwise.",
                many="in all {n} places where another partner is DPOR, we are associated otherwise.",
            ),
            Point.OWN_SUBSCRIPTIONS: Counted(
                one="we are DPOR for our one own subscription.",
                many="we are DPOR for all {n} of our own subscriptions, the oldest report first.",
            ),
        },
        refutations={
            Point.EVERY_SUBSCRIPTION: Counted(
                one="we are not DPOR for a subscription whose usage we drive.",
                many="we are not DPOR for {n} subscriptions whose usage we drive.",
            ),
            Point.OWN_SUBSCRIPTIONS: Counted(
                one="we are not DPOR for a subscription of our own.",
                many="we are not DPOR for {n} subscriptions of our own.",
            ),
        },
        fact="{subscription}: {holder} ({origin}; speaks for {speaks_for})",
        progress="{done} of {n} done.",
        not_kept="They can be ticked by members of our own organisation, where nobody else reads along.",
        era="The points are those of 2016. Competencies ended in 2022, and whether aka.ms/POR still works is unconfirmed.",
    ),
    rooms=RoomTexts(
        subscribed_title="Noted: alerts come here",
        shown_title="What is told here",
        unsubscribed_title="No alerts come here any more",
        unsubscribed="Ask for them again at any time.",
        never_title="No alerts come here",
        never="Say “alert this channel about conflicts”, and they will.",
        not_here_title="No alerts can come here",
        told_of="You will be told of:",
        told_of_there="There the same words would have you told of:",
        topics={
            "conflicts": "conflicts: another partner holds or claims what we hold or drive, or a change of contract ends it",
            "renewals": "renewals within 60 days where nobody is partner of record",
            "changes": "new subscriptions of our customers where nobody is partner of record",
        },
        only_products="Only for {names}.",
        only_customers="Only at {names}.",
        only_countries="Only for customers in {names}. Customers whose country no report tells are left out.",
        digest="A summary of each week comes on the Monday after it.",
        any_hour="I write at any hour. Say “quiet hours 18–08 and weekends” to be left in peace.",
        quiet_from="Quiet from {begins} to {ends} ({zone}). What falls into that time is held and told afterwards.",
        quiet_weekends="Quiet on weekends and public holidays ({country}). What falls into those days is held and told afterwards.",
        paused="Nothing is told here for now, because it could not be delivered ({reason}). Ask for alerts again to go on.",
        not_delivered="I cannot write to you here unasked: ask for alerts in Slack or Teams.",
        quiet_title="Noted: quiet hours here",
        loud_title="No quiet hours here any more",
        quiet_unclear_title="When should I be quiet?",
        quiet_unclear="Say it like “quiet hours 18–08 and weekends”, or “quiet hours off”.",
        own_quiet_title="Noted: your own quiet hours",
        own_loud_title="You have no quiet hours of your own any more",
        own_quiet="They hold for what I write to you alone.",
        where_title="Where it would be told",
        where_asked="You asked for: {what}.",
        where_not={
            "topic": "not told: it does not ask for that",
            "product": "not told: it asks for other products",
            "customer": "not told: it asks for other customers",
            "country": "not told: it asks for other countries",
            "paused": "not told: nothing can be delivered there ({reason})",
        },
        where_nowhere="Nowhere that I can show you. Say “alert this channel about conflicts” where you want it told.",
        where_others="I show this conversation and those where you yourself asked for alerts. There may be others.",
        here="This conversation",
        alone="Your own conversation with me",
        elsewhere="Conversation {id} in {platform}",
        at_once="at once",
        held_until="held until {when}, for it is quiet until then",
        and_then="and",
        lost_title="Alerts no longer reach a room",
        lost="You asked for alerts in the room {room}. Since {moment} nothing can be delivered there.",
        lost_reason="Why: {reason}.",
        lost_advice="Its alerts rest. Add me to the room, and ask there for alerts again.",
        conflicts_button="Show the conflicts",
        stop_button="Stop the alerts here",
        where_button="Where would a conflict go?",
        quiet_button="Quiet 18–08 and weekends",
        loud_button="No quiet hours",
    ),
    delivery=DeliveryTexts(
        may_repeat="This may be a repeat: nobody confirmed that the first one arrived.",
        troubles={
            Trouble.QUIET: "the room has quiet hours",
            Trouble.BUSY: "the platform wants it sent more slowly",
            Trouble.UNANSWERED: "the platform did not answer clearly",
            Trouble.UNREACHED: "the platform could not be reached",
            Trouble.READERS_UNKNOWN: "it could not be seen who reads there",
            Trouble.STRANGERS: "guests or people from outside read there, or more people than I can look through",
            Trouble.ROOM_GONE: "the room is not there any more, or I am not in it",
            Trouble.ARCHIVED: "the room is archived",
            Trouble.SHUT_OUT: "I am not in the room any more",
            Trouble.UNINSTALLED: "the app was removed",
            Trouble.FORBIDDEN: "I may not write there",
            Trouble.MESSAGE_GONE: "the card is not there any more",
            Trouble.UNDRAWABLE: "the platform could not show it",
            Trouble.REFUSED: "it was refused ({said})",
        },
        no_reason="no reason is known",
        title="Delivery of the alerts about {what}",
        of_case="Where they were sent, and what became of each.",
        nothing="Nothing about it was to be told in a room that I can show you.",
        others="I show this conversation and those where you yourself asked for alerts. There may be others.",
        card="The card",
        edit="The card, changed",
        line="A line under the card",
        reminder="A reminder",
        sent="sent on {when}",
        sent_twice="sent on {when}, perhaps twice: nobody confirmed the first try",
        soon="waits, and is sent in a moment",
        held="held until {when}, for it is quiet until then",
        now="is being sent",
        again=Counted(
            one="tried once, and again on {when}: {why}",
            many="tried {n} times, and again on {{when}}: {{why}}",
        ),
        unsure=Counted(
            one="tried once; it may have arrived, and I look on {when}: {why}",
            many="tried {n} times; it may have arrived, and I look on {{when}}: {{why}}",
        ),
        given_up=Counted(one="given up after 1 try: {why}", many="given up after {n} tries: {{why}}"),
        over_title="Delivery of alerts",
        over_none="No alert waits, and none was given up.",
        over_waiting=Counted(one="1 alert waits to be sent.", many="{n} alerts wait to be sent."),
        over_dead=Counted(one="1 alert was given up.", many="{n} alerts were given up."),
        over_which="Ask about one case to see each room, as in “delivery of the Contoso case”.",
    ),
    draft=DraftTexts(
        title="A request to {customer}",
        copy_this="Ready to copy",
        subject="Subject: Please register us as your Digital Partner of Record",
        greeting="Hello,",
        ask=(
            "We help you with {subscriptions}. Would you register us as your Digital Partner of Record (DPOR) there? "
            "Only one partner can be registered for each subscription, and the choice is yours."
        ),
        why=(
            "It gives us the usage data that we need to do our work well for you. It gives us no access to your "
            "environment and none of your content."
        ),
        cost="It costs you nothing, and you can change it at any time.",
        steps_azure=(
            "In the Azure portal (steps as documented in 2023, for Enterprise Agreement): choose Subscriptions, "
            "pick the subscription, choose Partner information, enter our partner ID, check that our name "
            "appears, and save."
        ),
        steps_other=(
            "In the Microsoft 365 admin center (steps as documented in 2020 and 2021): choose Billing, then Your "
            "products, pick the subscription, open Partner information, enter our partner ID and add it."
        ),
        subject_today="Subject: May we link our partner ID to the work we do for you?",
        ask_today=(
            "We help you with {subscriptions}. Microsoft can register that we are the partner who does this work, and we "
            "would like to ask for your help with it."
        ),
        link_today=(
            "Azure: please see to it that the account we work with has a role on what we look after for you (account: "
            "[fill in], role and scope: [fill in]). We then link our partner ID to that account ourselves, by Partner "
            "Admin Link. There is nothing more for you to set."
        ),
        claim_today=(
            "Microsoft 365, Dynamics 365 and the like: we register ourselves in Partner Center as Claiming Partner of "
            "Record. For that we attach a description of the work, with dates, which we ask you to sign: [attach]. "
            "Microsoft then tells you about our claim."
        ),
        link_choice="The choice is yours: you can take the account's role away when you want.",
        claim_choice="The choice is yours: you can decline when Microsoft writes to you.",
        guide="Guide: {address}",
        partner_id="Our partner ID: [fill in]",
        thanks="Thank you!",
        any_customer="the customer",
        all_subscriptions="your Microsoft subscriptions",
        ours_already=(
            "By my record we are partner of record here already. This draft asks for everything all the same, for "
            "DPOR alone counts for nothing today."
        ),
        linked_already=(
            "By my record we are associated here already, by DPOR or by what took its place. This draft asks for it all "
            "the same."
        ),
        check_first=(
            "Before you send it: this is the request of 2016 to 2023. DPOR was reported retired by October 2025, and "
            "menus move. Check in Partner Center whether it still applies."
        ),
        check_first_today=(
            "Before you send it: fill in what stands in brackets, and check the steps in Partner Center. The partner "
            "ID is the location's, not the global one."
        ),
        check_link=(
            "For Azure, an account with the role Owner or Contributor counted for incentives, one with Reader did not "
            "(October 2023)."
        ),
        changed_heading="What has changed since 2016",
        no_incentives_azure="DPOR has earned no incentives on Azure since 1 October 2021.",
        no_incentives_others=(
            "DPOR has earned no usage incentives on Microsoft 365 and Dynamics 365 since 1 October 2019, when CPOR began."
        ),
        retired="DPOR was reported retired by 16 October 2025. The exact day is unconfirmed.",
        now_link=(
            "Azure: ask for Partner Admin Link (PAL). We set it ourselves, with an account that the customer has given "
            "a role; several partners may be linked at once, so nobody has to give way."
        ),
        now_claim=(
            "Microsoft 365, Dynamics 365, Intune and Enterprise Mobility + Security: we claim in Partner Center as "
            "Claiming Partner of Record (CPOR), with a proof of execution. Microsoft decides, and the customer may decline."
        ),
        source_incentives_azure="Earnings and revenue, Partner Center documentation",
        source_incentives_others="Customer associations with the CPOR model, Partner Center documentation (in German)",
        source_retired="PAL tagging, Azure Citadel (partner-enablement site)",
        source_link="Link a partner ID: PAL or DPOR, Partner Center documentation",
        source_claim="Customer associations with the CPOR model, Partner Center documentation",
        other_language="På svenska",
        as_in_2016="The DPOR request of 2016",
        as_today="The request for today",
    ),
    help=HelpTexts(
        title="What I can do",
        welcome="Hello! I know who is partner of record",
        intro="Ask me in your own words, in Swedish or English. For example:",
        label="You can ask for",
        knowledge="The rules, then and now: “who should be partner of record?”",
        status="Who is DPOR: “are we DPOR for Contoso Azure?”",
        list_ours="What is ours: “which subscriptions are we DPOR for?”",
        list_missing="What is free: “where is nobody DPOR?”",
        list_conflicts="Conflicts: “where is another partner DPOR although we drive the usage?”",
        list_renewals="Renewals: “what renews in the next 60 days?”",
        list_by_partner="Another partner's: “what is First Up Consultants DPOR for?”",
        list_changes="What has changed: “what changed for Contoso since June?”",
        export="Any list as a file: “export ours as excel”",
        credit="What counts for what, then and now: “what does DPOR count for?”",
        look_back="The look-back: “what would we still get if we became DPOR today?”",
        coverage="Our share, as a picture: “show me coverage”",
        checklist="The Remember checklist: “show me the checklist”",
        subscribe_alerts="Alerts: “alert this channel about conflicts”",
        alerts="What comes here and when: “what is this channel alerted about?”, “quiet hours 18–08 and weekends”",
        unsubscribe_alerts="No more alerts: “stop the alerts here”",
        delivery="Whether an alert arrived: “delivery of the Contoso case”",
        draft_request="A request to the customer: “draft a request to Contoso”",
        claim="What you know and no report says: “First Up says they are DPOR for Contoso's Office”",
        case="One conflict, and what is done about it: “take the Contoso case”, “what happened in the Contoso conflict?”",
        cases="The conflicts that are followed up: “open cases”, “my cases”",
        imports="Reports: give me the file where only we two write, and I show what it would change. What has come in: “show the imports”",
        undo="The newest file taken back: “undo the last import”",
        home="Your language and where alerts go: “settings”",
        help="This list: “help”",
        smalltalk_title="Hello, glad to help",
        smalltalk="Ask me who is partner of record for a customer, or how the rules work.",
    ),
    unclear=UnclearTexts(
        title="I do not know that",
        text="I answer questions about partner of record, and I found nothing that fits this one well enough.",
        nearest="The nearest things I do know:",
        nothing_near="Ask in other words, or write “help” to see what I can do.",
        choose_title="I am not sure which you mean",
        choose_prompt="Pick one, or ask in other words:",
        ask_a_person="If it matters now, ask the colleague who looks after your Microsoft partnership.",
    ),
    sharing=SharingTexts(
        share="Share with everyone",
        send_privately="Send me the details in private",
        not_shared="That was not shared: Slack does not let me post here. Invite me to the conversation, then ask again.",
    ),
    feedback=FeedbackTexts(
        question="Did this help?",
        good="Yes, this helped",
        bad="No, this did not help",
        thanks_title="Thank you",
        thanks="It is noted, and helps to make the answers better.",
        why_title="What would have helped?",
        note="In your own words (you need not write anything)",
        send="Send",
        cancel="Cancel",
    ),
    home=HomeTexts(
        title="Your settings",
        intro="Ask me who is partner of record, or how the rules work, in any conversation that I am in.",
        language_heading="Language",
        language_prompt="Answer me in:",
        languages={"en": "English", "sv": "Svenska", "question": "The language of each question"},
        spoken={
            "en": "You get answers in English.",
            "sv": "You get answers in Swedish.",
            "question": "You get answers in the language of each question.",
        },
        alerts_heading="Alerts",
        alerts=Counted(
            one="1 conversation is on the list for alerts about conflicts.",
            many="{n} conversations are on the list for alerts about conflicts.",
        ),
        no_alerts="No conversation is on the list for alerts. To put one there, write in it: “alert us about conflicts”.",
    ),
    claims=ClaimTexts(
        button="Report a conflict",
        other_word="I know otherwise",
        title="Report a conflict",
        intro=(
            "Write what you know: who holds or claims the customer's subscription. It is kept as your word, with "
            "your name and the date, beside what Microsoft's reports say."
        ),
        heard_title="Did I get that right?",
        heard=(
            "Nothing is written yet. Look it over and save it: it is then kept as your word, with your name and "
            "the date, beside what Microsoft's reports say."
        ),
        customer="Customer",
        product="Product",
        holder="Who is partner of record?",
        holders={
            HolderKind.OTHER: "another partner",
            HolderKind.US: "we are",
            HolderKind.NOBODY: "nobody is",
        },
        partner="The other partner",
        partner_hint="Only where it is another partner",
        note="How do you know?",
        note_told="Note",
        send="Save",
        cancel="Cancel",
        missing="Please fill this in.",
        too_long="At most {n} characters, please.",
        several_fit="Several customers fit: {names}. Write which one you mean.",
        no_partner="Leave this empty, or choose “another partner” above.",
        noted_title="Noted, with your name and today's date",
        noted=(
            "It now counts as the newest word on who is partner of record, until a report speaks for a later day. "
            "What the reports said stays beside it. Only the customer can settle who it is."
        ),
        noted_only=(
            "It is kept as a report, and changes no standing: my record has no such subscription of a customer of "
            "that name."
        ),
        which_product=(
            "It is kept as a report, and changes no standing yet: the customer has several products. Choose the one "
            "it is about, and it counts there."
        ),
        about="It is about {product}",
        noted_for="Counts for",
        take_back="Take it back",
        show_standing="Show the standing",
        taken_back_title="Taken back",
        taken_back="What you said no longer counts. The standing is again what everybody else says.",
        already_taken_back="It was taken back before. Nothing was changed.",
    ),
    cases=CaseTexts(
        title="{what}: {wrong}",
        closed_title="{what}: {wrong} (closed)",
        gone="a subscription that is no longer in the record",
        kinds={
            CaseKind.OURS_GONE: "we are no longer partner of record",
            CaseKind.SLOT_TAKEN: "another partner has our place",
            CaseKind.RIVAL_CLAIM: "another partner claims what is ours",
            CaseKind.SOURCES_DISAGREE: "the sources disagree",
            CaseKind.CLAIM_ENDED: "our claim has ended",
            CaseKind.MOVE_ENDS_DPOR: "a move ends the partner of record",
            CaseKind.RENEWAL_NEAR: "renews soon without a partner of record",
            CaseKind.NEW_WITHOUT: "new, and without a partner of record",
        },
        wrong={
            CaseKind.OURS_GONE: "We were digital partner of record here, and the newest source says that we no longer are.",
            CaseKind.SLOT_TAKEN: "We drive the usage here, and another partner is digital partner of record.",
            CaseKind.RIVAL_CLAIM: "We are digital partner of record here, and another source names another partner.",
            CaseKind.SOURCES_DISAGREE: "Two sources name different partners of record. Both cannot be right.",
            CaseKind.CLAIM_ENDED: "We were claiming partner of record (CPOR) here, and the newest source says that we no longer are.",
            CaseKind.MOVE_ENDS_DPOR: (
                "The subscription now has a seller in the CSP programme. A partner of record does not follow from an "
                "enterprise agreement to an Azure plan."
            ),
            CaseKind.RENEWAL_NEAR: "It renews soon, and nobody is known to be partner of record.",
            CaseKind.NEW_WITHOUT: "A customer of ours has a new subscription, and nobody is known to be partner of record.",
        },
        advice={
            CaseKind.OURS_GONE: "The customer decides: ask them to name us again, if we drive the usage here.",
            CaseKind.SLOT_TAKEN: "The customer decides: ask them to name us instead, since we drive the usage here.",
            CaseKind.RIVAL_CLAIM: "The customer decides: ask them whom they have named, and keep their answer.",
            CaseKind.SOURCES_DISAGREE: "Ask the customer whom they have named, and keep their answer.",
            CaseKind.CLAIM_ENDED: "Look at the claim in Partner Center. It can be disputed once, within 30 days; after that, make a new claim.",
            CaseKind.MOVE_ENDS_DPOR: (
                "Link our partner ID (Partner Admin Link) to the account that we work with in the customer's tenant: "
                "that is what counts on an Azure plan."
            ),
            CaseKind.RENEWAL_NEAR: "Ask the customer to name us before it renews.",
            CaseKind.NEW_WITHOUT: "Ask the customer to name us: it has to be set for each new subscription.",
        },
        next_heading="What to do next",
        next_steps={
            CaseState.OPEN: "Nobody has taken it yet. {advice}",
            CaseState.ACKNOWLEDGED: "{advice}",
            CaseState.CUSTOMER_ASKED: "Wait for the customer's answer, and note what they decide.",
            CaseState.DECIDED: "Check with the next import that the record says the same, and close the case.",
            CaseState.CLOSED: "Nothing is left to do. Only new facts open it again.",
        },
        next_late="The customer's answer is late: ask them again, or note what they have decided.",
        states={
            CaseState.OPEN: "open",
            CaseState.ACKNOWLEDGED: "seen",
            CaseState.CUSTOMER_ASKED: "the customer is asked",
            CaseState.DECIDED: "the customer has decided",
            CaseState.CLOSED: "closed",
        },
        decisions={
            Decision.KEPT: "we stay partner of record",
            Decision.SWITCHED: "we become partner of record",
            Decision.LOST: "it goes to somebody else",
        },
        state="State",
        owner="Taken by",
        nobody="nobody",
        reminders="Reminders",
        paused="none before {moment}",
        asked_on="Customer asked",
        answer_by="Answer due",
        deadline="Last day",
        decision="Decision",
        evidence="According to",
        last="Last",
        days_left=Counted(one="{date}, 1 working day left", many="{{date}}, {n} working days left"),
        due_today="{date}, today",
        overdue=Counted(one="{date}, 1 working day late", many="{{date}}, {n} working days late"),
        rule="The rule: {title}",
        line="{what}, {moment}{place}",
        buttons={
            "case.acknowledge": "I have seen it",
            "case.take": "I take it",
            "case.hand-back": "Hand it back",
            "case.ask": "Ask the customer",
            "case.decide": "The customer has decided",
            "case.snooze": "Remind later",
            "case.close": "Close it",
            "case.history": "Show the history",
        },
        take_over="I take it over",
        on_day=" on {date}",
        steps={
            Step.OPENED: "found",
            Step.NEW_FACTS: "new facts came in",
            Step.REOPENED: "opened again by new facts",
            Step.ACKNOWLEDGED: "{person} has seen it",
            Step.TAKEN: "{person} took it",
            Step.HANDED_BACK: "{person} handed it back",
            Step.CUSTOMER_ASKED: "{person} asked the customer{note}",
            Step.DECIDED: "{person} noted the decision: {note}",
            Step.SETTLED: "the record shows how it ended",
            Step.WITHDRAWN: "what told of it was taken back",
            Step.CLOSED: "{person} closed it{note}",
            Step.SNOOZED: "{person} put reminders off until {note}",
            Step.REMINDED: "a reminder went out",
            Step.ESCALATED: "a second reminder went out",
        },
        places={
            "slack": " in Slack",
            "teams": " in Teams",
            "web": " on the web page",
            "terminal": " at the terminal",
        },
        from_the_record=", from what came in",
        summary_title="{n} new conflicts in one import",
        summary="They were too many for a card each: here is how many there are of each kind, and the list has them all.",
        by_kind="By kind",
        first_of_them="The first of them",
        listed="{customer}, {product}: {wrong}",
        all_closed="All of them are closed by now.",
        reminder_title="Reminder: {title}",
        escalated_title="Still waiting: {title}",
        again="A reminder went out before, and nothing has come of it.",
        idle="Nothing has happened since {moment}.",
        late="The customer's answer was due on {due}: ask again, or note what was decided.",
        owned="{owner} has the case.",
        free="Nobody has the case. Who takes it?",
        digest_title="Conflicts in week {week}, {year}",
        digest_none="No conflict is open.",
        digest_open=Counted(one="1 conflict is open.", many="{n} conflicts are open."),
        by_age="Open by age",
        by_state="Open by state",
        ages=(
            Counted(one="1 is younger than a week", many="{n} are younger than a week"),
            Counted(one="1 is between one and four weeks old", many="{n} are between one and four weeks old"),
            Counted(one="1 is older than four weeks", many="{n} are older than four weeks"),
        ),
        due="Due next",
        due_line="{title}: {due}",
        decided="Decided or closed since the week began",
        decided_line="{title}: {decision}",
        show="Show the case",
        show_list="Show all open cases",
        nothing_changed="Nothing was changed, for somebody was quicker: {line}.",
        not_left="Nothing was changed: the case stands as “{state}”, and that is not left to do.",
        already="It is noted already: {line}.",
        ask_title="Ask the customer: {what}",
        ask_intro="Copy the request and send it to the customer. Then note the day here: the case waits for the answer.",
        ask_day="Sent on",
        ask_day_hint="For example 2026-11-22",
        ask_send="I have asked",
        no_day="Write the day as year, month and day: 2026-11-22.",
        not_yet_day="That day has not come yet. Write the day on which it was sent.",
        decide_title="What the customer decided: {what}",
        decide_intro="The customer is the judge. Write what shows it, so that anybody can look it up.",
        decide_what="Decision",
        choices={
            Decision.KEPT: "They keep us as partner of record",
            Decision.SWITCHED: "They switch to us",
            Decision.LOST: "They choose somebody else, or nobody",
        },
        decide_evidence="Who said it, when and where?",
        decide_send="Note the decision",
        close_title="Close the case: {what}",
        close_intro="Only new facts open it again.",
        close_why="Why?",
        close_send="Close it",
        snooze_title="Remind later: {what}",
        snooze_intro="Until then nobody is reminded of the case. Everything else goes on.",
        snooze_days="No reminder for",
        snooze_for={1: "one day", 3: "three days", 7: "a week"},
        snooze_send="Remind later",
        cancel="Cancel",
        missing="Please fill this in.",
        too_long="At most {n} characters, please.",
        history_title="What has happened: {what}",
        history_shown="The newest {n} of {all} lines.",
        list_title=Counted(one="1 open case", many="{n} open cases"),
        list_mine=Counted(one="You have 1 open case", many="You have {n} open cases"),
        list_none="No case is open.",
        list_prompt="Choose one to see it and to act. What is due soonest comes first.",
        list_line="{title} ({state})",
        list_taken="{title} ({state}; taken by {owner})",
        list_due="{line}, due on {due}",
        next_page="Show {n} more",
        none_title="No case about {what}",
        none="No conflict about it is known. What the record says of it is another question: ask me who is partner of record.",
        which_title="Which case?",
        which_prompt="Several fit:",
        mark="This conflict is followed up: {wrong}. State: {state}. Taken by: {owner}.",
        followed="Followed up as cases:",
        home_heading="Open conflicts",
        oldest="The oldest is from {date}: {title}.",
        due_first="Due first: {title}, {due}.",
    ),
    files=FileTexts(
        not_taken="I did not take {name}",
        not_taken_unnamed="I did not take the file",
        hindrances={
            Hindrance.TOO_LARGE: (
                "It is larger than 64 MB, the most that I take. Export a shorter period, or divide it into several "
                "files."
            ),
            Hindrance.TOO_MANY: "I take at most 10 files at a time. Send this one once the others are done.",
            Hindrance.NOT_A_REPORT: (
                "I read reports: Partner Center's downloads or our own list, as CSV, TSV, TXT or XLSX. This is none."
            ),
            Hindrance.NOT_IN_PRIVATE: (
                "I take files only in a conversation of the two of us, since a report names customers. Send it to me "
                "there."
            ),
            Hindrance.STRANGER: (
                "I take files only from members of our own organisation, and only where I can be sure of that."
            ),
            Hindrance.KEPT_ELSEWHERE: (
                "It is kept in another service or by another organisation, and I fetch nothing from there. Download "
                "it and upload it to me here."
            ),
            Hindrance.NOT_PERMITTED: (
                "I am not permitted to read files here. Whoever runs me can change that: the app needs its current "
                "permissions and to be installed again. `dpor-bot doctor` says what is missing."
            ),
            Hindrance.NOT_FETCHED: "It could not be fetched, and nothing was changed. Send it again in a while.",
        },
        download="Download {name} ({size})",
        gone="This file is no longer kept. Please ask for it again.",
        in_direct_message="The file is in our direct message conversation.",
        not_sent="I could not make sure that the file reached you. If you do not see it, please ask again.",
        not_permitted_to_send=(
            "I am not permitted to send files here. Whoever runs me can change that: the app needs its current "
            "permissions and to be installed again."
        ),
    ),
    search=SearchTexts(
        title="Found",
        nothing="Nothing found",
        prompt="Pick one:",
        subscriptions=Counted(one="1 subscription", many="{n} subscriptions"),
    ),
    teams=TeamsTexts(
        for_asker_title="This answer is shown to the person who asked",
        for_asker="Teams shows it to that person alone. Ask me too, and you get an answer of your own.",
        show_answer="Show my answer",
        sent_privately="Sent to you in private.",
        on_its_way="It is on its way to you in private.",
        not_sent_privately="I could not write to you in private. Add me in Teams as an app of your own, and try again.",
        fill_in="Please fill this in.",
        replaces_older="This takes the place of an older message, which can no longer be changed.",
        older_message="The older message",
        perhaps_again="Teams did not confirm my first try, so you may see this answer twice.",
        file_consent="The file that you asked for. It is put into your OneDrive.",
        file_in_personal_chat="I can send the file only in our personal chat: ask me for it there.",
        no_text="This message has no text to ask about.",
    ),
    installing=InstallTexts(
        title="Install DPOR in Slack",
        intro="Slack shows you what DPOR may do, and asks which workspace to install it in.",
        button="Continue to Slack",
        done_title="DPOR is installed",
        done="{workspace} can ask it now: find DPOR under Apps in Slack, or invite it to a channel.",
        refused_title="DPOR was not installed",
        refusals={
            "access_denied": "You cancelled on Slack's page. Nothing was changed.",
            "not_invited": (
                "This workspace is not on the list of those that may install the bot. "
                "Ask whoever runs it to add the workspace's id to SLACK_TEAMS."
            ),
            "whole_organisation": (
                "The bot is installed in one workspace at a time, not in a whole Enterprise organisation. "
                "Begin again and choose a workspace on Slack's page."
            ),
            "state": (
                "This link is no longer good: it holds for ten minutes, once, and in the browser where you began."
            ),
            "other": "Slack or the bot had trouble. Nothing was changed; try again in a while.",
        },
        again="Begin again",
    ),
    page=PageTexts(
        name="DPOR bot",
        heading="Who is partner of record?",
        hint=(
            "Ask about Microsoft's Digital Partner of Record: the rules then and now, who holds your customers' "
            "subscriptions, and what to do next. Every answer says where it comes from and which time it speaks for."
        ),
        examples_label="Questions to start with",
        examples=(
            "Are we DPOR for Contoso Azure?",
            "Who should be partner of record?",
            "Show me the Remember checklist",
            "What renews in the next 60 days?",
        ),
        languages_label="Language",
        conversation_label="Conversation",
        question_label="Your question",
        placeholder="Ask in your own words",
        send="Ask",
        you_asked="You asked:",
        files_label="Reports",
        files_hint=(
            "Partner Center's downloads or your own list: CSV, TSV or XLSX. You see what each would change before "
            "anything does. You can drop them anywhere on this page, too."
        ),
        give="See what they would change",
        you_gave="You gave:",
        reading="Reading {name}, {n} of {all} …",
        working="Looking it up …",
        failed="I could not be reached, so nothing was answered or changed. Try again in a moment.",
        new_window="(opens in a new window)",
    ),
)
