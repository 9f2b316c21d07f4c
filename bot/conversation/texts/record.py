"""The frozen record of every sentence. A field that one language lacks is a type error there.

Braces name what is filled in, by str.format. Named tuples, for they are made in half the time at every start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.conversation.events import Hindrance
from bot.conversation.notices import Trouble
from bot.errors import Problem
from bot.partnership.cases import CaseKind, CaseState, Decision, Step
from bot.partnership.checklist import Point
from bot.partnership.credit import Ground, Reward, Says, Why
from bot.partnership.exporting import Format
from bot.partnership.lookback import Basis
from bot.partnership.records import AssociationKind, HolderKind, Product
from bot.partnership.refusals import Reason
from bot.partnership.standing import NextStep, State


class Counted(NamedTuple):
    """A sentence that depends on a number: `one` for exactly one, `many` with {n} otherwise."""

    one: str
    many: str

    def of(self, n: int) -> str:
        """The sentence for n."""
        return self.one if n == 1 else self.many.format(n=n)


class Tones(NamedTuple):
    """A tone in one word, for those who do not see a colour."""

    attention: str
    changed: str


class Dates(NamedTuple):
    """How a date and an age are said. `months` has twelve names, January first."""

    months: tuple[str, ...]
    today: str
    yesterday: str
    days_ago: str
    months_ago: Counted
    in_future: str
    moment: str
    clock: str


class ImportTexts(NamedTuple):
    """Files that are brought in. Of each reason to refuse one: what is wrong, and what to do about it."""

    not_here: str
    not_yours: str
    not_kept: str
    not_your_file: str
    preview_title: str
    done_title: str
    already_title: str
    already: str
    refused_title: str
    refused: str
    left_title: str
    left: str
    bring_in: str
    leave: str
    take_back: str
    ask_back_title: str
    ask_back: str
    back_title: str
    back: str
    not_back_title: str
    hindrances: Mapping[str, str]
    list_title: str
    none: str
    headers: tuple[str, str, str, str, str, str]
    kinds: Mapping[str, str]
    counts: str
    count_names: tuple[str, str, str, str]
    holders: str
    holder: str
    moved: str
    moves: str
    twins: str
    us: str
    nobody: str
    not_seen: str
    unknown_columns: str
    unknown_states: str
    stayed: str
    stays: str
    left_out: str
    no_customer: str
    no_product: str
    nobody_known: str
    read_without: str
    large: str
    the_file: str
    line: str
    column: str
    refusals: Mapping[Reason, tuple[str, str]]


class Errors(NamedTuple):
    """What is said when something stands in the way."""

    title: str
    unexpected: str
    too_long_title: str
    too_long: str
    problems: Mapping[Problem, str]
    strangers_title: str
    strangers: str
    shortened: str
    perhaps_lost: str


class KnowledgeTexts(NamedTuple):
    """Around an article."""

    rule_as_it_was: str
    speaks_for: str
    no_date: str
    since_then: str
    sources: str
    source: str
    section: str
    login: str
    not_covered_nearest: str


class StatusTexts(NamedTuple):
    """Our standing on subscriptions."""

    yes: str
    no_other: str
    no_nobody: str
    not_seen: str
    old_yes: str
    old_other: str
    old_nobody: str
    old: str
    old_mark: str
    others_say: str
    says_otherwise: str
    person_says_otherwise: str
    their_note: str
    by_hand: str
    record_as_of: str
    seen_of_theirs: str
    several: str
    state: Mapping[State, str]
    sources: str
    rule_title: str
    guide_title: str
    next_step_heading: str
    next_steps: Mapping[NextStep, tuple[str, ...]]
    era: str
    customer: str
    product: str
    subscription: str
    partner_of_record: str
    first_seen: str
    according_to: str
    origin: str
    speaks_for: str
    age: str
    renews: str
    ended_on: str
    usage: str
    we_also_are: str
    driven_by_us: str
    not_driven_by_us: str
    we: str
    nobody: str
    unknown: str
    choose_title: str
    choose_prompt: str
    choice: str
    which_customer_title: str
    which_customer: str
    two_customers_title: str
    two_customers_prompt: str
    unknown_customer_title: str
    unknown_customer: str
    unknown_customer_steps: tuple[str, ...]
    no_such_title: str
    no_such_none: str
    ended_title: str
    ended_left_out: Counted
    draft_button: str
    alternatives_button: str
    guides_button: str
    where_button: str
    checklist_button: str


class ListTexts(NamedTuple):
    """Lists over the record. Titles are counted; `scope` is added where a question narrows."""

    ours: Counted
    missing: Counted
    conflicts: Counted
    driven: Counted
    besides: Counted
    renewals: Counted
    by_partner: Counted
    none: str
    caption: str
    scope: str
    for_product: str
    for_customer: str
    within_days: str
    shown: str
    next_page: str
    next_missing: str
    next_conflicts: str
    next_renewals: str
    which_partner_title: str
    which_partner: str
    no_partners: str
    empty_store: str
    as_of: str
    short: Mapping[str, str]


class ChangeTexts(NamedTuple):
    """What has changed. `us` and `nobody` stand where a holder's name would."""

    title: Counted
    none: str
    caption: str
    what: str
    learned: str
    source: str
    subscription: str
    according_to: str
    since_import: str
    cut: str
    us: str
    nobody: str
    new: str
    holder: str
    holder_first: str
    holder_gone: str
    renewal: str
    renewal_first: str
    renewal_gone: str
    usage_ours: str
    usage_not_ours: str
    ended: str
    resumed: str
    moved_here: str
    moved_away: str


class ExportTexts(NamedTuple):
    """A list as a file. `rows` is counted; {file} in it is the file's name."""

    button: str
    title: str
    everything: str
    rows: Counted
    comes_back: str
    other_format: str
    formats: Mapping[Format, str]
    nothing_title: str
    nothing: str
    too_many_title: str
    too_many: str
    none_here_title: str
    none_here: str
    not_in_a_terminal: str
    which_title: str
    which: str


class PlanBTexts(NamedTuple):
    """What remains where another partner keeps the slot: now by product, and then."""

    button: str
    title: str
    intro: str
    ours_left_out: str
    now_heading: str
    now: Mapping[Product, tuple[str, ...]]
    then_heading: str
    then: tuple[str, ...]
    check: str


class CreditTexts(NamedTuple):
    """What an association counts for. `whys` follow an association's and a column's name."""

    title: str
    title_for: str
    caption: str
    caption_ours: str
    caption_others: str
    caption_own: str
    association: str
    own: str
    names: Mapping[AssociationKind, str]
    rewards: Mapping[Reward, str]
    says: Mapping[Says, str]
    cell: str
    why_heading: str
    why: str
    whys: Mapping[Why, str]
    plan_b: str
    era: str
    sources: str
    grounds: Mapping[Ground, str]
    button: str


class LookBackTexts(NamedTuple):
    """The look-back of 2016. `bases` say from when on something is known."""

    title: str
    title_for: str
    era: str
    found: Counted
    none: str
    caption: str
    months: str
    known: str
    span: Counted
    no_months: str
    bases: Mapping[Basis, str]
    use_unknown: str
    lost_caption: str
    month: str
    lost_on: str
    reading: str
    source: str
    rule_button: str


class CoverageTexts(NamedTuple):
    """How many subscriptions are ours."""

    title: str
    title_none: str
    none: str
    by_product: str
    of_product: str
    over_time: str
    from_to: str
    day: str
    states: Mapping[State, str]
    every: str
    not_seen: str
    from_history: str
    begins: str
    cut: str


class ChecklistTexts(NamedTuple):
    """The Remember checklist."""

    title: str
    title_for: str
    label: str
    points: Mapping[Point, str]
    save: str
    ticked_by: str
    somebody: str
    proven: str
    refuted: str
    record_heading: str
    why: str
    proofs: Mapping[Point, Counted]
    refutations: Mapping[Point, Counted]
    fact: str
    progress: str
    not_kept: str
    era: str


class RoomTexts(NamedTuple):
    """What a conversation is told unasked, when it is left in peace, and where something would be told."""

    subscribed_title: str
    shown_title: str
    unsubscribed_title: str
    unsubscribed: str
    never_title: str
    never: str
    not_here_title: str
    told_of: str
    told_of_there: str
    topics: Mapping[str, str]
    only_products: str
    only_customers: str
    only_countries: str
    digest: str
    any_hour: str
    quiet_from: str
    quiet_weekends: str
    paused: str
    not_delivered: str
    quiet_title: str
    loud_title: str
    quiet_unclear_title: str
    quiet_unclear: str
    own_quiet_title: str
    own_loud_title: str
    own_quiet: str
    where_title: str
    where_asked: str
    where_not: Mapping[str, str]
    where_nowhere: str
    where_others: str
    here: str
    alone: str
    elsewhere: str
    at_once: str
    held_until: str
    and_then: str
    lost_title: str
    lost: str
    lost_reason: str
    lost_advice: str
    conflicts_button: str
    stop_button: str
    where_button: str
    quiet_button: str
    loud_button: str


class DeliveryTexts(NamedTuple):
    """Where alerts have arrived, and why not."""

    may_repeat: str
    troubles: Mapping[Trouble, str]
    no_reason: str
    title: str
    of_case: str
    nothing: str
    others: str
    card: str
    edit: str
    line: str
    reminder: str
    sent: str
    sent_twice: str
    soon: str
    held: str
    now: str
    again: Counted
    unsure: Counted
    given_up: Counted
    over_title: str
    over_none: str
    over_waiting: Counted
    over_dead: Counted
    over_which: str


class DraftTexts(NamedTuple):
    """A request to the customer, ready to copy, and what has changed since DPOR was the way."""

    title: str
    copy_this: str
    subject: str
    greeting: str
    ask: str
    why: str
    cost: str
    steps_azure: str
    steps_other: str
    subject_today: str
    ask_today: str
    link_today: str
    claim_today: str
    link_choice: str
    claim_choice: str
    guide: str
    partner_id: str
    thanks: str
    any_customer: str
    all_subscriptions: str
    ours_already: str
    linked_already: str
    check_first: str
    check_first_today: str
    check_link: str
    changed_heading: str
    no_incentives_azure: str
    no_incentives_others: str
    retired: str
    now_link: str
    now_claim: str
    source_incentives_azure: str
    source_incentives_others: str
    source_retired: str
    source_link: str
    source_claim: str
    other_language: str
    as_in_2016: str
    as_today: str


class HelpTexts(NamedTuple):
    """What the bot can do, a line each, and how it greets."""

    title: str
    welcome: str
    intro: str
    label: str
    knowledge: str
    status: str
    list_ours: str
    list_missing: str
    list_conflicts: str
    list_renewals: str
    list_by_partner: str
    list_changes: str
    export: str
    credit: str
    look_back: str
    coverage: str
    checklist: str
    subscribe_alerts: str
    alerts: str
    unsubscribe_alerts: str
    delivery: str
    draft_request: str
    claim: str
    case: str
    cases: str
    imports: str
    undo: str
    home: str
    help: str
    smalltalk_title: str
    smalltalk: str


class SharingTexts(NamedTuple):
    """From one person to a room, and from a room to one person."""

    share: str
    send_privately: str
    not_shared: str


class FeedbackTexts(NamedTuple):
    """Whether an answer helped."""

    question: str
    good: str
    bad: str
    thanks_title: str
    thanks: str
    why_title: str
    note: str
    send: str
    cancel: str


class HomeTexts(NamedTuple):
    """A person's own page. `languages` and `spoken` are by a language's code, or "question"."""

    title: str
    intro: str
    language_heading: str
    language_prompt: str
    languages: Mapping[str, str]
    spoken: Mapping[str, str]
    alerts_heading: str
    alerts: Counted
    no_alerts: str


class ClaimTexts(NamedTuple):
    """The form for what somebody knows and no report says."""

    button: str
    other_word: str
    title: str
    intro: str
    heard_title: str
    heard: str
    customer: str
    product: str
    holder: str
    holders: Mapping[HolderKind, str]
    partner: str
    partner_hint: str
    note: str
    note_told: str
    send: str
    cancel: str
    missing: str
    too_long: str
    several_fit: str
    no_partner: str
    noted_title: str
    noted: str
    noted_only: str
    which_product: str
    about: str
    noted_for: str
    take_back: str
    show_standing: str
    taken_back_title: str
    taken_back: str
    already_taken_back: str


class CaseTexts(NamedTuple):
    """Conflicts as cases: their card, what may be done to them, and what has been done.

    `kinds` are short, for titles and lists; `wrong` is the same in sentences. `steps` say who did what,
    `places` from where, by a platform's name; `buttons` are by their action's name.
    """

    title: str
    closed_title: str
    gone: str
    kinds: Mapping[CaseKind, str]
    wrong: Mapping[CaseKind, str]
    advice: Mapping[CaseKind, str]
    next_heading: str
    next_steps: Mapping[CaseState, str]
    next_late: str
    states: Mapping[CaseState, str]
    decisions: Mapping[Decision, str]
    state: str
    owner: str
    nobody: str
    reminders: str
    paused: str
    asked_on: str
    answer_by: str
    deadline: str
    decision: str
    evidence: str
    last: str
    days_left: Counted
    due_today: str
    overdue: Counted
    rule: str
    line: str
    buttons: Mapping[str, str]
    take_over: str
    on_day: str
    steps: Mapping[Step, str]
    places: Mapping[str, str]
    from_the_record: str
    summary_title: str
    summary: str
    by_kind: str
    first_of_them: str
    listed: str
    all_closed: str
    reminder_title: str
    escalated_title: str
    again: str
    idle: str
    late: str
    owned: str
    free: str
    digest_title: str
    digest_none: str
    digest_open: Counted
    by_age: str
    by_state: str
    ages: tuple[Counted, Counted, Counted]
    due: str
    due_line: str
    decided: str
    decided_line: str
    show: str
    show_list: str
    nothing_changed: str
    not_left: str
    already: str
    ask_title: str
    ask_intro: str
    ask_day: str
    ask_day_hint: str
    ask_send: str
    no_day: str
    not_yet_day: str
    decide_title: str
    decide_intro: str
    decide_what: str
    choices: Mapping[Decision, str]
    decide_evidence: str
    decide_send: str
    close_title: str
    close_intro: str
    close_why: str
    close_send: str
    snooze_title: str
    snooze_intro: str
    snooze_days: str
    snooze_for: Mapping[int, str]
    snooze_send: str
    cancel: str
    missing: str
    too_long: str
    history_title: str
    history_shown: str
    list_title: Counted
    list_mine: Counted
    list_none: str
    list_prompt: str
    list_line: str
    list_taken: str
    list_due: str
    next_page: str
    none_title: str
    none: str
    which_title: str
    which_prompt: str
    mark: str
    followed: str
    home_heading: str
    oldest: str
    due_first: str


class FileTexts(NamedTuple):
    """Files that people give the bot, and files that it gives them."""

    not_taken: str
    not_taken_unnamed: str
    hindrances: Mapping[Hindrance, str]
    download: str
    gone: str
    in_direct_message: str
    not_sent: str
    not_permitted_to_send: str


class SearchTexts(NamedTuple):
    """What is found while somebody writes."""

    title: str
    nothing: str
    prompt: str
    subscriptions: Counted


class UnclearTexts(NamedTuple):
    """When the bot does not know."""

    title: str
    text: str
    nearest: str
    nothing_near: str
    choose_title: str
    choose_prompt: str
    ask_a_person: str


class PageTexts(NamedTuple):
    """Around the conversation on the web page. `examples` are questions, ready to be asked."""

    name: str
    heading: str
    hint: str
    examples_label: str
    examples: tuple[str, ...]
    languages_label: str
    conversation_label: str
    question_label: str
    placeholder: str
    send: str
    you_asked: str
    files_label: str
    files_hint: str
    give: str
    you_gave: str
    reading: str
    working: str
    failed: str
    new_window: str


class TeamsTexts(NamedTuple):
    """What only Teams needs said: nobody but everybody can be shown a message there."""

    for_asker_title: str
    for_asker: str
    show_answer: str
    sent_privately: str
    on_its_way: str
    not_sent_privately: str
    fill_in: str
    replaces_older: str
    older_message: str
    perhaps_again: str
    no_text: str
    file_consent: str
    file_in_personal_chat: str


class InstallTexts(NamedTuple):
    """The pages that a browser is shown while the bot is installed in a workspace."""

    title: str
    intro: str
    button: str
    done_title: str
    done: str
    refused_title: str
    refusals: Mapping[str, str]
    again: str


class Texts(NamedTuple):
    """Every sentence of one language."""

    products: Mapping[Product, str]
    associations: Mapping[AssociationKind, str]
    tones: Tones
    and_more: Counted
    dates: Dates
    errors: Errors
    imports: ImportTexts
    knowledge: KnowledgeTexts
    status: StatusTexts
    lists: ListTexts
    changes: ChangeTexts
    exports: ExportTexts
    plan_b: PlanBTexts
    credit: CreditTexts
    look_back: LookBackTexts
    coverage: CoverageTexts
    checklist: ChecklistTexts
    rooms: RoomTexts
    delivery: DeliveryTexts
    draft: DraftTexts
    help: HelpTexts
    unclear: UnclearTexts
    sharing: SharingTexts
    feedback: FeedbackTexts
    home: HomeTexts
    claims: ClaimTexts
    cases: CaseTexts
    files: FileTexts
    search: SearchTexts
    teams: TeamsTexts
    installing: InstallTexts
    page: PageTexts
