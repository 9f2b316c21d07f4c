"""Every sentence in Swedish."""

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
    "Partner Admin Link (PAL): vi länkar det konto som vi arbetar med i kundens tenant. Där finns ingen"
    " plats som kan vara upptagen. Det räknas mot de tre Azure-designationerna och, med rollen Owner eller"
    " Contributor, för Microsoft Commerce Incentives."
)
_CPOR_WORKLOAD = (
    "Claiming Partner of Record (CPOR): vi gör anspråk på en workload i Partner Center, med bevis på vad vi"
    " har gjort, och Microsoft avgör. Det räknas mot Modern Work och Security, och incentives för användning"
    " går efter det sedan den 1 oktober 2019. Har en annan partner gjort anspråk på samma sak jämför Microsoft"
    " bevisen."
)
_CPOR_SUBSCRIPTION = (
    "Claiming Partner of Record (CPOR): vi gör anspråk på prenumerationen i Partner Center, med bevis på vad vi har"
    " gjort, och Microsoft avgör. Det räknas mot Business Applications, och incentives går efter det sedan den"
    " 1 oktober 2019. Inte för det som köpts genom CSP."
)
_CSP_AZURE = (
    "CSP: där kunden köper genom oss kopplar försäljningen oss, som Tier 1 eller Tier 2. Det räknas mot de tre"
    " Azure-designationerna."
)
_CSP_SMB = (
    "CSP: där kunden köper genom oss kopplar försäljningen oss, som Tier 1 eller Tier 2. Det räknas mot Modern Work"
    " för små och medelstora kunder."
)
_CSP_DYNAMICS = (
    "CSP: där kunden köper genom oss kopplar försäljningen oss, som Tier 1 eller Tier 2. Det räknas mot nya kunder"
    " inom Business Applications."
)

SWEDISH = Texts(
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
    tones=Tones(attention="Obs", changed="Regeln har ändrats"),
    and_more=Counted(one="… och en till", many="… och {n} till"),
    dates=Dates(
        months=(
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ),
        today="i dag",
        yesterday="i går",
        days_ago="för {n} dagar sedan",
        months_ago=Counted(one="för 1 månad sedan", many="för {n} månader sedan"),
        in_future="daterat i framtiden",
        moment="{date} kl. {time}",
        clock="{at:%H.%M}",
    ),
    imports=ImportTexts(
        not_here="Jag tar inte emot filer här. Den som driver mig kan läsa in dem.",
        not_yours="Bara medlemmar i vår organisation får läsa in filer eller ta tillbaka dem, och inte där andra läser.",
        not_kept="Jag har inte kvar den filen: den sparas ett dygn. Ge mig den igen.",
        not_your_file="Någon annan gav mig den filen och bestämmer om den. Ingenting ändrades. Du kan ge mig den själv.",
        preview_title="Det här skulle {file} ändra",
        done_title="{file} är inläst",
        already_title="{file} är redan inläst",
        already="Samma fil lästes in den {day}. Det finns inget att göra.",
        refused_title="{file} kan inte läsas in",
        refused="Ingenting skrevs. Det här är fel:",
        left_title="Filen lästes inte in",
        left="Ingenting ändrades.",
        bring_in="Läs in den",
        leave="Låt bli",
        take_back="Ta tillbaka den",
        ask_back_title="Ta tillbaka den senaste importen?",
        ask_back="Den senaste importen är {file}, inläst den {day} av {by}. Tas den tillbaka blir allt som det var före den.",
        back_title="{file} är tillbakatagen",
        back="Allt är som det var före den, utom det som människor har rapporterat sedan dess.",
        not_back_title="Ingenting togs tillbaka",
        hindrances={
            "none-stands": "Det finns ingen import att ta tillbaka.",
            "not-kept": "Den senaste importen som gäller går inte längre att ta tillbaka: bara de tre senaste gör det, och filer som kom in tillsammans är en.",
            "another": "En annan import har kommit sedan dess, eller så är den redan tillbakatagen. Bara den senaste går att ta tillbaka: be mig ångra senaste importen.",
        },
        list_title="Det här har lästs in",
        none="Ingen fil har lästs in än.",
        headers=("När", "Fil", "Typ", "Av", "Utfall", "Tillbakatagen"),
        counts="{new} nya, {changed} ändrade, {ended} avslutade, {unchanged} oförändrade",
        count_names=("Nya", "Ändrade", "Avslutade", "Oförändrade"),
        holders="Var partnern byts",
        holder="{customer}, {product}: {association} går från {before} till {after}",
        moved="Vad som blir en annan kunds",
        moves="{product}, {label}: flyttas från {before} till {after}",
        twins="{name} ({id})",
        us="oss",
        nobody="ingen",
        not_seen="inte sedd",
        unknown_columns="Kolumner som jag inte känner till och gick förbi: {names}.",
        unknown_states="Tillstånd hos prenumerationer som jag inte känner till: {names}. Om de har upphört förblir som det var.",
        stayed="Rader som anger en kund mindre säkert än jag vet vems prenumerationen är; den blir kvar där den är: {names}.",
        stays="{told}, blir kvar hos {kept} ({n})",
        left_out="Rader som utelämnades eftersom de gäller sådant som jag inte håller reda på: {names}.",
        no_customer="ingen kund",
        no_product="ingen produkt",
        nobody_known="Jag vet inte vilka partner-ID:n som är våra än, så partnern på varje rad räknas som oss. Partnerprofilen anger dem: läs in den först om det här kan vara fel.",
        read_without="Nedladdade filer som kommit in tidigare räknade partnern på varje rad som oss. Läs in filerna igen, så att de här ID:na avgör.",
        large="{n} prenumerationer är fler än de {most} som en fil är gjord för. Det fungerar, men långsamt; med PostgreSQL går det fort.",
        the_file="filen",
        kinds={
            "own-csv": "vår egen CSV",
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
            "csp-customers": "CSP-kunder",
            "csp-subscriptions": "CSP-prenumerationer",
        },
        line="rad {n}",
        column="kolumn {name}",
        refusals={
            Reason.CANNOT_BE_READ: ("kan inte läsas ({why}).", "Kontrollera att den finns och får läsas."),
            Reason.EMPTY: ("är tom.", "Första raden anger kolumnernas namn."),
            Reason.NO_ROWS: (
                "anger sina kolumner men har inga rader under dem.",
                "Exportera den igen: ett filter eller en period kan ha lämnat den tom.",
            ),
            Reason.UNKNOWN_EXTENSION: ('har filändelsen "{extension}".', "De som går att läsa är {known}."),
            Reason.NOT_TEXT: (
                "är inte en textfil i UTF-8 eller UTF-16.",
                'Spara den som "CSV UTF-8" och läs in den.',
            ),
            Reason.WORKBOOK_NAMED_TEXT: (
                "är inte en textfil utan en arbetsbok eller ett arkiv.",
                "Ge den rätt filändelse.",
            ),
            Reason.TEXT_NAMED_WORKBOOK: ("är ingen arbetsbok.", "Ge den rätt filändelse."),
            Reason.OLD_WORKBOOK: (
                "är en arbetsbok i formatet från före 2007.",
                'Spara den som "Excel-arbetsbok (.xlsx)" och läs in den.',
            ),
            Reason.ENCRYPTED: ("är skyddad med lösenord.", "Spara den utan lösenord och läs in den."),
            Reason.MACROS: ("innehåller makron.", 'Spara den som "Excel-arbetsbok (.xlsx)" och läs in den.'),
            Reason.DAMAGED_WORKBOOK: (
                "är en skadad arbetsbok.",
                "Ladda ner den igen, eller kontrollera var den kommer ifrån.",
            ),
            Reason.BOMB: (
                "packas upp till mer än {most} i {part}.",
                "Ladda ner den igen, eller kontrollera var den kommer ifrån.",
            ),
            Reason.DOCUMENT_TYPE: (
                "anger en dokumenttyp i {part}, vilket inget kalkylark gör.",
                "Ladda ner den igen, eller kontrollera var den kommer ifrån.",
            ),
            Reason.SEVERAL_SHEETS: ("har flera blad med rader: {sheets}.", "Behåll det som ska läsas in."),
            Reason.NOT_UTF_8: (
                "är inte UTF-8.",
                'Byte {byte} på raden är fel. Spara filen som "CSV UTF-8" och läs in den.',
            ),
            Reason.NOT_UTF_16: ("är inte UTF-16 rakt igenom.", 'Spara den som "CSV UTF-8" och läs in den.'),
            Reason.OPEN_QUOTE: (
                "öppnar ett citattecken som aldrig avslutas.",
                "Avsluta det, eller ladda ner filen igen.",
            ),
            Reason.STRAY_QUOTE: (
                "har text efter ett avslutande citattecken.",
                "Skriv varje citattecken inuti en cell två gånger, eller ladda ner filen igen.",
            ),
            Reason.LONE_RETURN: (
                "slutar som rader gjorde på gamla Mac-datorer, med bara en vagnretur.",
                'Spara den som "CSV UTF-8" och läs in den.',
            ),
            Reason.LINE_TOO_LONG: (
                "har en rad med mer än {most} tecken.",
                'Spara den som "CSV UTF-8" och läs in den.',
            ),
            Reason.ROW_TOO_LONG: (
                "har en rad med mer än {most}.",
                "Ladda ner den igen, eller kontrollera var den kommer ifrån.",
            ),
            Reason.TOO_MANY_ROWS: ("har mer än {most} rader.", "Dela upp den."),
            Reason.READ_NO_FURTHER: ("är så långt jag har läst.", "Mer kan vara fel längre ner."),
            Reason.TOO_MANY_COLUMNS: ("har mer än {most} kolumner.", "Ta bort det som inte behövs."),
            Reason.UNKNOWN_REPORT: (
                "är ingen rapport som går att känna igen: kolumnerna är {found}.",
                "Första raden ska namnge kolumnerna. De som går att läsa är {known}.",
            ),
            Reason.AMBIGUOUS_REPORT: ("kan vara {reports}.", "Ladda ner den igen med alla kolumner."),
            Reason.COLUMNS_MISSING: ("liknar {report}, men saknar {columns}.", "Det behövs på varje rad."),
            Reason.COLUMN_TWICE: ('säger samma sak som kolumnen "{first}".', "Ta bort en av dem."),
            Reason.CELL_COUNT: (
                "har {cells} celler där rubrikraden har {columns}.",
                "Sätt citattecken runt text som innehåller ett skiljetecken.",
            ),
            Reason.NO_CUSTOMER: ("anger ingen kund.", "Klient-ID, TPID, domän eller namn behövs."),
            Reason.TWO_TENANTS: (
                "prenumerationen {id} hör till klientorganisationen ”{text}” här, och på rad {first} till ”{other}”, i samma månad.",
                "Den är bara en klientorganisations: behåll de rader som stämmer.",
            ),
            Reason.FORMULA: ("en formel.", "Byt ut den mot sitt värde."),
            Reason.MISSING: ("tom.", "Den behövs på varje rad."),
            Reason.CELL_TOO_LONG: ("{length} tecken.", "Högst {most} kan sparas."),
            Reason.NOT_AN_ID: (
                '"{text}" är inget ID.',
                "Ladda ner filen igen: ett kalkylprogram kan ha ändrat det.",
            ),
            Reason.NOT_A_PARTNER_ID: ('"{text}" är inget partner-ID.', "Det har 4 till 10 siffror."),
            Reason.NOT_A_DAY: ('"{text}" är inget datum.', "Skriv det som 2026-12-31."),
            Reason.NOT_A_MONTH: (
                '"{text}" är ingen månad.',
                "Skriv den som 2026-12-01, den första i månaden.",
            ),
            Reason.NOT_A_NUMBER: ('"{text}" är inget tal.', "Skriv det som 1234.50."),
            Reason.AMBIGUOUS_NUMBER: (
                '"{text}" kan vara två olika tal.',
                "Skriv det utan tusentalsavgränsare.",
            ),
            Reason.NOT_YES_OR_NO: (
                '"{text}" är varken ja eller nej.',
                "Skriv ja eller nej, eller 1 eller 0.",
            ),
            Reason.UNKNOWN_ATTRIBUTION: ('"{text}" är inte känt.', "Kända är {known}."),
            Reason.UNKNOWN_VALUE: ('"{text}" är inte känt.', "Kända är {known}."),
            Reason.NO_HEADER: ("saknar rubrikrad.", "Första raden anger kolumnernas namn: {known}."),
            Reason.UNKNOWN_COLUMN: ('har en okänd kolumn "{name}".', "Kända är {known}."),
            Reason.COLUMN_GIVEN_TWICE: ('har kolumnen "{name}" två gånger.', "Ta bort en av dem."),
            Reason.COLUMN_LACKING: ('saknar kolumnen "{name}".', "Den behövs på varje rad."),
            Reason.ANOTHER_CUSTOMER: (
                '"{text}" är också "{name}", på en tidigare rad.',
                "En klientorganisation är en kund: rätta en av dem.",
            ),
            Reason.SUBSCRIPTION_TWICE: (
                '"{text}" finns också på rad {first}.',
                "Ta bort en av de två raderna.",
            ),
            Reason.DAY_TO_COME: ("”{text}” har inte varit än.", "Skriv en dag som har varit, eller inget."),
            Reason.MONTH_TO_COME: (
                "”{text}” är en månad som inte har börjat.",
                "Ingen rapport kan gälla den: kontrollera datumet, eller ladda ner filen igen.",
            ),
            Reason.SINCE_TOO_LATE: (
                "”{text}” är efter dagen som det gäller.",
                "Skriv en tidigare dag, eller inget.",
            ),
            Reason.NAMES_NO_PARTNER: (
                '"{text}" är inget partnernamn.',
                "Skriv us, nobody eller partnerns namn, eller lämna cellen tom.",
            ),
        },
    ),
    errors=Errors(
        title="Det gick inte",
        unexpected=(
            "Något gick fel hos mig, och inget har ändrats. Försök igen om en stund. Händer det igen, ge den som "
            "sköter mig den här referensen: {reference}."
        ),
        too_long_title="Meddelandet är för långt för mig",
        too_long="Jag läser upp till {limit} tecken, och det här har {length}. Ställ bara själva frågan, tack.",
        problems={
            Problem.UNKNOWN_BUTTON: (
                "Knappen är inte min, eller så kommer den från en äldre version. Fråga mig igen, tack."
            ),
            Problem.GONE: "Det som knappen gäller finns inte längre i mitt register. Fråga mig igen, tack.",
            Problem.NOT_YOURS: "Bara den som rapporterade det kan ta tillbaka det. Du kan rapportera vad du själv vet.",
            Problem.STRANGERS: "Jag ändrar ingenting åt någon jag inte känner. Fråga mig där bara era egna kollegor läser.",
        },
        strangers_title="Det kan jag inte visa här",
        strangers=(
            "Svaret nämner kunder eller partner, och jag kan inte vara säker på att bara era egna kollegor läser "
            "här. Fråga mig där bara de läser, till exempel i ett direktmeddelande."
        ),
        shortened="Det här är förkortat för att få plats. Fråga om en del av det, så visar jag resten.",
        perhaps_lost="Jag kunde inte försäkra mig om att svaret nådde dig. Fråga igen om du inte ser det.",
    ),
    knowledge=KnowledgeTexts(
        rule_as_it_was="Så löd regeln från {valid_from} till {valid_until}:",
        speaks_for="Gäller tiden från {valid_from}. Senast granskat {reviewed_on}.",
        no_date="Artikeln säger inte vilken tid den gäller. Kontrollera innan ni agerar.",
        since_then="Sedan dess",
        sources="Källor",
        source="{title}, {address} (gäller {speaks_for})",
        section="avsnittet ”{section}” i källtexten",
        login=" Kräver inloggning.",
        not_covered_nearest="Det jag kan som ligger närmast din fråga:",
    ),
    status=StatusTexts(
        yes="Ja, vi är DPOR för {what}",
        no_other="Nej, {partner} är DPOR för {what}",
        no_nobody="Nej, ingen är DPOR för {what}",
        not_seen="Jag har inte sett vem som är DPOR för {what}",
        old_yes="När det senast sågs, {age}, var vi DPOR för {what}",
        old_other="När det senast sågs, {age}, var {partner} DPOR för {what}",
        old_nobody="När det senast sågs, {age}, var ingen DPOR för {what}",
        old=(
            "Det är för gammalt för att räknas som avgjort: den som importerar varje månad har inget äldre än {n} "
            "dagar. Det kan ha ändrats sedan dess, så importera en nyare rapport eller fråga kunden innan ni agerar."
        ),
        old_mark="{day}, gammalt",
        others_say="Andra säger något annat; det nyaste gäller",
        says_otherwise="{holder}, enligt {origin}; gäller {speaks_for}.",
        person_says_otherwise="{holder}, enligt {origin}.",
        their_note="Anteckning: {note}",
        by_hand="{file}, som sade det {date}",
        record_as_of="Den nyaste filen i mitt register är {file}, importerad {date}.",
        seen_of_theirs="{customer}: det jag har sett hos dem",
        several="{customer}: {n} prenumerationer",
        state={
            State.OURS: "vår",
            State.OTHERS: "en annan partners: {partner}",
            State.NOBODYS: "ingens",
            State.NOT_SEEN: "inte sedd",
        },
        sources="Regel och guide",
        rule_title="2016 års regler om vem som ska vara partner of record och om en upptagen plats",
        guide_title="Länka ett partner-ID: PAL eller DPOR, Partner Centers dokumentation (på engelska)",
        next_step_heading="Nästa steg",
        next_steps={
            NextStep.KEEP: (
                "Inget att göra nu. Titta igen efter en förnyelse, eller om prenumerationen flyttar till ett "
                "annat avtal: då måste associationen anges på nytt.",
            ),
            NextStep.OWN_TENANT: (
                "Det här är vår egen prenumeration. Enligt 2016 års regler räknades den till kompetenskrav, men "
                "gav inga incentives.",
            ),
            NextStep.ASK_TO_SWITCH: (
                "Det är vi som driver användningen här, så vi har goda skäl. Bara en partner kan vara DPOR för en "
                "prenumeration, och kunden avgör vem: be dem ange oss i stället, och skicka med guiden.",
                "Behåller kunden den andra partnern kunde vi enligt 2016 års regler ändå associeras som Delegated "
                "Administrator eller Transacting Partner. Det räknades till kompetenser, aldrig till incentives.",
            ),
            NextStep.LEAVE: (
                "Den partner som driver kundens användning bör vara DPOR, och det gör inte vi här. Låt det vara "
                "om inte det ändras; kunden avgör.",
            ),
            NextStep.ASK_TO_SET: (
                "Platsen är ledig och vi driver användningen: be kunden ange oss, och skicka med guiden.",
            ),
            NextStep.OFFER: (
                "Platsen är ledig, men vi driver inte användningen här. Be om den bara om vi börjar göra det: den "
                "partner som är mest aktiv i kundens användning bör vara DPOR, och kunden avgör.",
            ),
            NextStep.ENDED: (
                "Inget: den nyaste rapporten säger att prenumerationen inte löper längre. Det som kunden köper i"
                " stället har ett eget ID, och ingen association innan den anges där.",
            ),
            NextStep.FIND_OUT: (
                "Ingen rapport jag har säger vem det är, och det är inte samma sak som ingen. Titta i Partner "
                "Center, eller fråga kunden, och importera svaret.",
            ),
        },
        era=(
            "Stegen följer 2016 års regler. DPOR ger inga incentives i dag (Azure sedan 1 oktober 2021) och "
            "uppgavs vara avvecklat i oktober 2025: kontrollera i Partner Center innan ni agerar."
        ),
        customer="Kund",
        product="Produkt",
        subscription="Prenumeration",
        partner_of_record="Digital Partner of Record",
        first_seen="Sedan (först sett av oss)",
        according_to="Enligt",
        origin="{file}, importerad {date}",
        speaks_for="Gäller",
        age="{date} ({age})",
        renews="Förnyas",
        ended_on="Sista dag",
        usage="Användningen",
        we_also_are="Vi är också",
        driven_by_us="drivs av oss",
        not_driven_by_us="drivs inte av oss",
        we="vi",
        nobody="ingen",
        unknown="inte sett",
        choose_title="{what}: det skiljer mellan prenumerationerna",
        choose_prompt="Vilken menar du?",
        choice="{label}: {state}",
        which_customer_title="Vilken kund menar du?",
        which_customer=(
            "Skriv kundens namn, till exempel ”är vi DPOR för Contosos Azure?”. Jag kan också lista allt som är "
            "vårt."
        ),
        two_customers_title="Mer än en kund passar",
        two_customers_prompt="Vilken menar du?",
        unknown_customer_title="Jag känner inte till kunden ”{name}”",
        unknown_customer="Ingen kund med det namnet finns i mitt register, så jag kan inte säga vem som är DPOR där.",
        unknown_customer_steps=(
            "Kontrollera stavningen, eller fråga med företagets hela namn.",
            "Är det en ny kund, importera en fil där den finns med.",
        ),
        no_such_title="{customer} har ingen {product} i mitt register",
        no_such_none="Jag har inte sett någon prenumeration alls hos dem.",
        ended_title="Upphörd: {title}",
        ended_left_out=Counted(
            one="1 prenumeration som har upphört är inte medräknad.",
            many="{n} prenumerationer som har upphört är inte medräknade.",
        ),
        draft_button="Skriv ett utkast till kunden",
        alternatives_button="Vilken annan association går?",
        guides_button="Guiderna",
        where_button="Var ser man det?",
        checklist_button="Kom ihåg-listan",
    ),
    lists=ListTexts(
        ours=Counted(one="Vi är DPOR för 1 prenumeration", many="Vi är DPOR för {n} prenumerationer"),
        missing=Counted(
            one="Ingen är DPOR för 1 prenumeration", many="Ingen är DPOR för {n} prenumerationer"
        ),
        conflicts=Counted(
            one="1 prenumeration där vi driver användningen men en annan partner är DPOR",
            many="{n} prenumerationer där vi driver användningen men en annan partner är DPOR",
        ),
        driven=Counted(
            one="1 prenumeration där vi driver användningen utan att vara DPOR",
            many="{n} prenumerationer där vi driver användningen utan att vara DPOR",
        ),
        besides=Counted(
            one="1 till där vi driver användningen och ingen annan partner är känd som DPOR",
            many="{n} till där vi driver användningen och ingen annan partner är känd som DPOR",
        ),
        renewals=Counted(one="1 prenumeration förnyas", many="{n} prenumerationer förnyas"),
        by_partner=Counted(
            one="{partner} är DPOR för 1 prenumeration", many="{{partner}} är DPOR för {n} prenumerationer"
        ),
        none="Ingen som jag har sett.",
        caption="Prenumerationer",
        scope=" ({scope})",
        for_product="bara {product}",
        for_customer="bara {customer}",
        within_days="från {from_date} till {until_date}",
        shown="Visas: {first} till {last} av {n}.",
        next_page="Visa {n} till",
        next_missing="Att göra: där vi driver användningen, be kunden ange oss.",
        next_conflicts="Att göra: kunden avgör. Be dem ange oss, och skicka med guiden.",
        next_renewals="Att göra: kontrollera före dagen att associationen finns, och ange den på nytt efteråt.",
        which_partner_title="Vilken partner menar du?",
        which_partner="De här partnerna har jag sett:",
        no_partners="Jag har inte sett någon annan partner på en prenumeration.",
        empty_store="Mitt register är tomt: inget har importerats än.",
        as_of="Enligt {origins}.",
        short={
            "list-ours": "Där vi är DPOR",
            "list-missing": "Där ingen är DPOR",
            "list-conflicts": "Där en annan partner är DPOR fast vi driver användningen",
            "list-driven": "Alla där vi driver användningen utan att vara DPOR",
            "list-renewals": "Det som snart förnyas",
            "list-by-partner": "Det en annan partner har",
            "list-changes": "Det som har ändrats på sistone",
            "credit": "Vad som räknas till vad",
            "look-back": "Vad vi ändå skulle få om vi blev DPOR i dag",
            "coverage": "Vår andel av prenumerationerna",
            "checklist": "Kom ihåg-listan",
            "draft-request": "Ett utkast till en kund",
            "help": "Vad jag kan",
            "subscribe-alerts": "Larm i den här konversationen",
            "unsubscribe-alerts": "Inga fler larm i den här konversationen",
            "status": "Vem som är DPOR för en kunds prenumeration",
        },
    ),
    changes=ChangeTexts(
        title=Counted(one="1 ändring", many="{n} ändringar"),
        none="Inget har ändrats som jag har fått veta.",
        caption="Ändringar, de nyaste först",
        what="Vad som ändrats",
        learned="Fick veta",
        source="Enligt",
        subscription="{product}, {label}",
        according_to="{source}, gäller {date}",
        since_import="sedan {file} kom in {date}",
        cut="Det här är de {n} nyaste. Det finns äldre: fråga om en kortare tid, eller om en kund.",
        us="oss",
        nobody="ingen",
        new="Ny prenumeration",
        holder="{association} gick från {before} till {after}",
        holder_first="{association} sedd för första gången: {after}",
        holder_gone="{association} syns inte längre; det var {before}",
        renewal="Förnyas {after} i stället för {before}",
        renewal_first="Förnyelsedatum känt: {after}",
        renewal_gone="Förnyelsedatum inte längre känt; det var {before}",
        usage_ours="Vi driver användningen nu",
        usage_not_ours="Vi driver inte användningen längre",
        ended="Har upphört",
        resumed="Löper igen",
        moved_here="Kom från kunden {elsewhere}",
        moved_away="Flyttades till kunden {elsewhere}",
    ),
    exports=ExportTexts(
        button="Exportera",
        title="Exporterat: {what}",
        everything="Hela registret",
        rows=Counted(one="{file} har 1 rad.", many="{{file}} har {n} rader."),
        comes_back="Jag kan importera den igen.",
        other_format="Som {format}",
        formats={Format.CSV: "CSV", Format.XLSX: "Excel-arbetsbok", Format.JSON: "JSON"},
        nothing_title="Det finns inget att exportera",
        nothing="Listan är tom, så jag gjorde ingen fil.",
        too_many_title="Det är för mycket att skriva medan du väntar",
        too_many=(
            "Det skulle bli {n} rader, och här skriver jag högst {most}. Fråga om en kund eller en produkt,"
            " eller be den som driver mig skriva den med ”dpor-bot export”."
        ),
        none_here_title="Jag skriver inga filer här",
        none_here="Den som driver mig kan skriva dem med ”dpor-bot export”.",
        not_in_a_terminal="En terminal får ingen fil: ”dpor-bot export FIL” skriver en.",
        which_title="Vad ska exporteras?",
        which="Jag kan göra en fil av de här:",
    ),
    plan_b=PlanBTexts(
        button="Plan B",
        title="Plan B för {what}",
        intro="Om kunden behåller den andra partnern som partner of record återstår det här.",
        ours_left_out="Utelämnat, för där är vi redan partner of record: {names}.",
        now_heading="Nu (oktober 2023, det senaste som Microsofts sidor säger)",
        now={
            Product.MICROSOFT_AZURE: (_PAL, _CSP_AZURE),
            Product.OFFICE_365: (_CPOR_WORKLOAD, _CSP_SMB),
            Product.WINDOWS_INTUNE: (_CPOR_WORKLOAD, _CSP_SMB),
            Product.ENTERPRISE_MOBILITY_SUITE: (_CPOR_WORKLOAD, _CSP_SMB),
            Product.DYNAMICS_CRM_ONLINE: (_CPOR_SUBSCRIPTION, _CSP_DYNAMICS),
        },
        then_heading="Då (2016)",
        then=(
            "Delegated Administrator: kunden låter oss administrera tjänsten. Det räknades mot kompetenser från den"
            " 24 maj 2016, inte för incentives.",
            "Transacting Partner: försäljningen går genom oss. Det räknades mot kompetenser från den 24 maj 2016,"
            " inte för de incentives som hörde till DPOR.",
            "Ingen av dem är en väg längre: kompetenserna upphörde den 3 oktober 2022, och 2023 tog GDAP den"
            " delegerade administrationens plats.",
        ),
        check="Det som räknas kan ha ändrats sedan dess: titta i Partner Center innan ni gör något.",
    ),
    credit=CreditTexts(
        title="Vad som räknas till vad, då och nu",
        title_for="Vad som räknas till vad, då och nu: {product}",
        caption="Vad varje association räknas till",
        caption_ours="Det vi har här",
        caption_others="De andra associationerna",
        caption_own="Våra egna prenumerationer",
        association="Association",
        own="DPOR för vår egen prenumeration",
        names={
            AssociationKind.DPOR: "DPOR",
            AssociationKind.DELEGATED_ADMINISTRATOR: "Delegated Administrator",
            AssociationKind.TRANSACTING_PARTNER: "Transacting Partner (nu CSP eller TPOR)",
            AssociationKind.PARTNER_ADMIN_LINK: "PAL (Partner Admin Link)",
            AssociationKind.CLAIMING_PARTNER: "CPOR (Claiming Partner of Record)",
        },
        rewards={
            Reward.COMPETENCY_THEN: "Kompetens, 2016",
            Reward.DESIGNATION_NOW: "Designation, nu",
            Reward.INCENTIVE_THEN: "Incentives, 2016",
            Reward.INCENTIVE_NOW: "Incentives, nu",
        },
        says={
            Says.YES: "ja",
            Says.NO: "nej",
            Says.PARTLY: "delvis",
            Says.UNCONFIRMED: "obekräftat",
        },
        cell="{says} ({speaks_for})",
        why_heading="Det som ligger bakom",
        why="{association}; {reward}: {why}",
        whys={
            Why.BEFORE_24_MAY: "från den 24 maj 2016; dessförinnan bara genom DPOR.",
            Why.OWN_CHANNEL: "inte de incentives som DPOR fick; säljkanalens egna var en annan sak.",
            Why.CAME_LATER: "den fanns inte 2016.",
            Why.ACCESS_ONLY: "GDAP tog dess plats 2023. Det är åtkomst till kundens miljö, och ingen association som räknas.",
            Why.NOT_THIS_PRODUCT: "den hör inte till det som räknas för den här produkten.",
            Why.NO_AREA: "ingen källa jag har säger i vilket lösningsområde produkten räknas.",
            Why.NO_SOURCE: "ingen källa jag har säger det för den här produkten, inte heller motsatsen.",
            Why.DPOR_AREAS: "den räknades för de tre Azure-områdena, Business Applications och Modern Work Enterprise, inte för Modern Work SMB eller Security. Obekräftat sedan dess: DPOR uppgavs vara avvecklat senast i oktober 2025.",
            Why.DPOR_ONCE: "obekräftat sedan oktober 2023: DPOR uppgavs vara avvecklat senast i oktober 2025.",
            Why.DPOR_ENTERPRISE: "för Modern Work Enterprise, inte för SMB. Obekräftat sedan dess: DPOR uppgavs vara avvecklat senast i oktober 2025.",
            Why.DPOR_ENDED: "upphörde för försäljning av Dynamics i mars 2019, för användning av Microsoft 365 och Dynamics den 1 oktober 2019 och för Azure den 1 oktober 2021.",
            Why.CSP_AREAS: "CSP nivå 1 och 2 räknas för Azure-områdena, nya kunder i Business Applications och Modern Work SMB. TPOR finns inte med i listan.",
            Why.CSP_TIERS: "CSP nivå 1 och 2 räknas. TPOR finns inte med i listan.",
            Why.CSP_SMB: "CSP räknas för Modern Work SMB. Om Enterprise säger Microsofts sidor emot varandra.",
            Why.CSP_NET_ADDS: "CSP nivå 1 och 2 räknas för nya kunder.",
            Why.TPOR_ENTERPRISE: "för Azure ger TPOR ersättning i enterprise-programmet, inte i Microsoft Commerce Incentives. Andra produkter är obekräftade.",
            Why.PAL_AREAS: "den räknas för Azure-områdena, Power Platform, Customer Insights och Azure-delen av Security.",
            Why.PAL_POWER: "bara för Power Platform och Customer Insights.",
            Why.PAL_ROLES: "för Azure ger Owner och Contributor ersättning i Microsoft Commerce Incentives; Reader gör det inte, och i enterprise-programmet ger PAL inget.",
            Why.CPOR_AREAS: "den räknas för Business Applications, Modern Work och Microsoft 365-delen av Security, inte för Azure.",
            Why.CPOR_CLAIM: "genom ett godkänt anspråk, som ännu inte är en utbetalning.",
            Why.CPOR_PRESALES: "genom ett godkänt anspråk, som ännu inte är en utbetalning. I Business Applications ger två av de tre rollerna bara erkännande.",
            Why.OWN_UNKNOWN: "egen förbrukning har numera en egen typ; om den hjälper till en designation är obekräftat.",
        },
        plan_b="Plan B där platsen är upptagen: raderna under DPOR är det som ändå skulle räknas.",
        era="”Nu” är det nyaste som en källa talar för, mest oktober 2023. Det obekräftade är varken ja eller nej: kontrollera i Partner Center innan ni agerar.",
        sources="Källor",
        grounds={
            Ground.INTRODUCTION: "Digital Partner of Record, den svenska partnertexten från 2016: inledningen",
            Ground.WHO_SHOULD: "Digital Partner of Record, den svenska partnertexten från 2016: vem ska vara Partner of Record?",
            Ground.REMEMBER: "Digital Partner of Record, den svenska partnertexten från 2016: kom ihåg",
            Ground.PAL_BEGAN: "Get recognized with Partner Admin Link, Microsofts partnerforum (på engelska)",
            Ground.CPOR_BEGAN: "Kundassociationer enligt CPOR-modellen, Partner Centers dokumentation (på tyska)",
            Ground.GDAP: "Microsofts övergång från DAP till GDAP, Partner Centers dokumentation (på engelska)",
            Ground.ELIGIBILITY: "Vilka kunder som räknas i partner capability score, Partner Centers dokumentation (på engelska)",
            Ground.RECONCILIATION: "Frågor och svar om avstämning av incentives för Azure, Partner Centers dokumentation (på engelska)",
            Ground.EARNINGS: "Earnings and revenue, Partner Centers dokumentation (på engelska)",
            Ground.CLAIMS: "Kundassociationer enligt CPOR-modellen, Partner Centers dokumentation (på engelska)",
        },
        button="Vad det räknas till",
    ),
    look_back=LookBackTexts(
        title="Vad vi ändå skulle få om vi blev DPOR i dag, enligt 2016 års regel",
        title_for="Vad vi ändå skulle få för {customer} om vi blev DPOR i dag, enligt 2016 års regel",
        era=(
            "Enligt källtexten från 2016 räknades tidigare försäljning in för de senaste tolv månaderna när en "
            "partner angavs som DPOR. Ingen har bekräftat det sedan dess, det finns ingen kompetens att nå i dag "
            "(de upphörde den 3 oktober 2022) och DPOR ger inga incentives. Lova det inte till någon."
        ),
        found=Counted(
            one="Vi driver användningen av 1 prenumeration utan att vara dess DPOR.",
            many="Vi driver användningen av {n} prenumerationer utan att vara deras DPOR.",
        ),
        none="Jag känner inte till någon prenumeration där vi driver användningen utan att vara DPOR.",
        caption="Vad var och en skulle ge",
        months="Månader bakåt",
        known="Vad jag går efter",
        span=Counted(one="{first} (1 månad)", many="{{first}} till {{last}} ({n} månader)"),
        no_months="inga som jag känner till",
        bases={
            Basis.BEGAN: "den började {date}",
            Basis.FIRST_SEEN: "sedd första gången {date}; om tidigare månader vet jag inget",
            Basis.SEEN_THROUGHOUT: "sedd sedan {date}",
            Basis.DRIVEN_SINCE: "vi driver användningen sedan {date}",
            Basis.OURS_UNTIL: "vi var själva DPOR till {date}",
            Basis.NOTHING: "inget datum är känt",
        },
        use_unknown="{known}; om vi drev användningen före {seen} vet jag inte",
        lost_caption="När varje månad går förlorad, om ingen anger oss dessförinnan",
        month="Månad",
        lost_on="Förlorad",
        reading="Texten nämner ingen dag i månaden. Jag läser den som de tolv hela månaderna före den då vi anges.",
        source="Digital Partner of Record, den svenska partnertexten från 2016: inledningen",
        rule_button="Regeln, då och nu",
    ),
    coverage=CoverageTexts(
        title="Vi är DPOR för {ours} av {total} prenumerationer ({share} %)",
        title_none="Det finns ingen prenumeration att räkna",
        none="Jag har inte sett någon prenumeration som det skulle gälla.",
        by_product="Prenumerationer per produkt, och vems de är",
        of_product="{product}: {ours} av {total} är våra ({share} %)",
        over_time="Prenumerationer över tid: i slutet av varje månad, och i dag",
        from_to="Från {ours_then} av {total_then} den {then} till {ours} av {total} den {now}.",
        day="Dag",
        states={
            State.OURS: "våra",
            State.OTHERS: "en annan partners",
            State.NOBODYS: "ingens",
            State.NOT_SEEN: "inte sedda",
        },
        every="alla",
        not_seen="”Inte sedd” betyder att ingen rapport nämner någon innehavare, vilket inte är detsamma som ingen.",
        from_history="De tidigare månaderna kommer ur historiken över det som kommit in, varje ändring från den dag den gäller. Importer som tagits tillbaka är borträknade.",
        begins="Mitt register talar inte för någon månad före den här, så det finns ingen bild över tid än.",
        cut="Bara de {n} nyaste ändringarna räknas med: tiden före {date} är utelämnad.",
    ),
    checklist=ChecklistTexts(
        title="Kom ihåg",
        title_for="Kom ihåg: {customer}",
        label="Fyra punkter att komma ihåg",
        points={
            Point.EVERY_SUBSCRIPTION: (
                "Bli om möjligt partner of record för varje prenumeration där ni driver användningen"
            ),
            Point.PARTNER_ASSOCIATION: (
                "Använd partner association för att kvala till kompetenser där ni inte kan bli DPOR"
            ),
            Point.OWN_SUBSCRIPTIONS: (
                "Bli partner of record för era egna prenumerationer: de räknas till kompetenskrav, inte till "
                "incentives"
            ),
            Point.HELP_THE_CUSTOMER: "Hjälp kunden med guiderna på https://aka.ms/POR",
        },
        save="Spara bockarna",
        ticked_by="avbockad av {person}, {date}",
        somebody="någon",
        proven="framgår av registret",
        refuted="registret säger något annat",
        record_heading="Det som registret visar",
        why="Punkt {number}: {sentence} {facts}.",
        proofs={
            Point.EVERY_SUBSCRIPTION: Counted(
                one="vi är DPOR för den enda prenumeration där vi driver användningen.",
                many="vi är DPOR för alla {n} prenumerationer där vi driver användningen, den äldsta rapporten först.",
            ),
            Point.PARTNER_ASSOCIATION: Counted(
                one="där en annan partner är DPOR är vi associerade på annat sätt.",
                many="på alla {n} ställen där en annan partner är DPOR är vi associerade på annat sätt.",
            ),
            Point.OWN_SUBSCRIPTIONS: Counted(
                one="vi är DPOR för vår enda egna prenumeration.",
                many="vi är DPOR för alla våra {n} egna prenumerationer, den äldsta rapporten först.",
            ),
        },
        refutations={
            Point.EVERY_SUBSCRIPTION: Counted(
                one="vi är inte DPOR för en prenumeration där vi driver användningen.",
                many="vi är inte DPOR för {n} prenumerationer där vi driver användningen.",
            ),
            Point.OWN_SUBSCRIPTIONS: Counted(
                one="vi är inte DPOR för en av våra egna prenumerationer.",
                many="vi är inte DPOR för {n} av våra egna prenumerationer.",
            ),
        },
        fact="{subscription}: {holder} ({origin}; gäller {speaks_for})",
        progress="{done} av {n} klara.",
        not_kept="De kan bockas av av medlemmar i vår egen organisation, där ingen annan läser med.",
        era="Punkterna är från 2016. Kompetenserna upphörde 2022, och om aka.ms/POR fortfarande fungerar är obekräftat.",
    ),
    rooms=RoomTexts(
        subscribed_title="Noterat: larm kommer hit",
        shown_title="Vad som berättas här",
        unsubscribed_title="Inga larm kommer hit längre",
        unsubscribed="Be om dem igen när du vill.",
        never_title="Inga larm kommer hit",
        never="Säg ”larma den här kanalen om konflikter” så kommer de.",
        not_here_title="Hit kan inga larm komma",
        told_of="Ni får veta om:",
        told_of_there="Där skulle samma ord ge er besked om:",
        topics={
            "conflicts": "konflikter: en annan partner har eller gör anspråk på det vi har eller driver, eller så tar ett avtalsbyte slut på det",
            "renewals": "förnyelser inom 60 dagar där ingen är partner of record",
            "changes": "nya prenumerationer hos våra kunder där ingen är partner of record",
        },
        only_products="Bara för {names}.",
        only_customers="Bara hos {names}.",
        only_countries="Bara för kunder i {names}. Kunder vars land ingen rapport berättar är inte med.",
        digest="En sammanfattning av varje vecka kommer måndagen efter.",
        any_hour="Jag skriver dygnet runt. Säg ”tysta timmar 18–08 och helger” för att få vara i fred.",
        quiet_from="Tyst från {begins} till {ends} ({zone}). Det som faller inom den tiden hålls kvar och berättas efteråt.",
        quiet_weekends="Tyst på helger och helgdagar ({country}). Det som faller på de dagarna hålls kvar och berättas efteråt.",
        paused="Just nu berättas inget här, för det gick inte att leverera ({reason}). Be om larm igen för att fortsätta.",
        not_delivered="Här kan jag inte skriva till dig av mig själv: be om larm i Slack eller Teams.",
        quiet_title="Noterat: tysta timmar här",
        loud_title="Inga tysta timmar här längre",
        quiet_unclear_title="När ska jag vara tyst?",
        quiet_unclear="Säg till exempel ”tysta timmar 18–08 och helger”, eller ”inga tysta timmar”.",
        own_quiet_title="Noterat: dina egna tysta timmar",
        own_loud_title="Du har inga egna tysta timmar längre",
        own_quiet="De gäller det jag skriver till dig ensam.",
        where_title="Var det skulle berättas",
        where_asked="Du frågade om: {what}.",
        where_not={
            "topic": "berättas inte: den ber inte om det",
            "product": "berättas inte: den ber om andra produkter",
            "customer": "berättas inte: den ber om andra kunder",
            "country": "berättas inte: den ber om andra länder",
            "paused": "berättas inte: inget kan levereras dit ({reason})",
        },
        where_nowhere="Ingenstans som jag kan visa dig. Säg ”larma den här kanalen om konflikter” där du vill ha det.",
        where_others="Jag visar den här konversationen och dem där du själv har bett om larm. Det kan finnas fler.",
        here="Den här konversationen",
        alone="Din egen konversation med mig",
        elsewhere="Konversation {id} i {platform}",
        at_once="genast",
        held_until="hålls kvar till {when}, för det är tyst tills dess",
        and_then="och",
        lost_title="Larmen når inte längre ett rum",
        lost="Du bad om larm i rummet {room}. Sedan {moment} går det inte att skicka något dit.",
        lost_reason="Orsak: {reason}.",
        lost_advice="Larmen dit vilar. Lägg till mig i rummet och be om larm där igen.",
        conflicts_button="Visa konflikterna",
        stop_button="Sluta larma här",
        where_button="Vart skulle en konflikt gå?",
        quiet_button="Tyst 18–08 och helger",
        loud_button="Inga tysta timmar",
    ),
    delivery=DeliveryTexts(
        may_repeat="Det här kan vara en upprepning: ingen bekräftade att det första kom fram.",
        troubles={
            Trouble.QUIET: "rummet har tysta timmar",
            Trouble.BUSY: "plattformen vill att det skickas långsammare",
            Trouble.UNANSWERED: "plattformen svarade inte tydligt",
            Trouble.UNREACHED: "plattformen gick inte att nå",
            Trouble.READERS_UNKNOWN: "det gick inte att se vilka som läser där",
            Trouble.STRANGERS: "gäster eller utomstående läser där, eller fler än jag kan gå igenom",
            Trouble.ROOM_GONE: "rummet finns inte längre, eller så är jag inte med i det",
            Trouble.ARCHIVED: "rummet är arkiverat",
            Trouble.SHUT_OUT: "jag är inte med i rummet längre",
            Trouble.UNINSTALLED: "appen har tagits bort",
            Trouble.FORBIDDEN: "jag får inte skriva där",
            Trouble.MESSAGE_GONE: "kortet finns inte längre",
            Trouble.UNDRAWABLE: "plattformen kunde inte visa det",
            Trouble.REFUSED: "det nekades ({said})",
        },
        no_reason="ingen orsak är känd",
        title="Så gick det med larmen om {what}",
        of_case="Vart de skickades, och hur det gick med vart och ett.",
        nothing="Inget om det skulle sägas i något rum som jag kan visa dig.",
        others="Jag visar den här konversationen och dem där du själv har bett om larm. Det kan finnas fler.",
        card="Kortet",
        edit="Kortet, ändrat",
        line="En rad under kortet",
        reminder="En påminnelse",
        sent="skickat {when}",
        sent_twice="skickat {when}, kanske två gånger: ingen bekräftade första försöket",
        soon="väntar, och skickas strax",
        held="hålls kvar till {when}, för det är tyst tills dess",
        now="skickas just nu",
        again=Counted(
            one="försökt en gång, och igen {when}: {why}",
            many="försökt {n} gånger, och igen {{when}}: {{why}}",
        ),
        unsure=Counted(
            one="försökt en gång; det kan ha kommit fram, och jag tittar efter {when}: {why}",
            many="försökt {n} gånger; det kan ha kommit fram, och jag tittar efter {{when}}: {{why}}",
        ),
        given_up=Counted(one="uppgivet efter 1 försök: {why}", many="uppgivet efter {n} försök: {{why}}"),
        over_title="Leverans av larm",
        over_none="Inget larm väntar, och inget har getts upp.",
        over_waiting=Counted(one="1 larm väntar på att skickas.", many="{n} larm väntar på att skickas."),
        over_dead=Counted(one="1 larm har getts upp.", many="{n} larm har getts upp."),
        over_which="Fråga om ett ärende för att se varje rum, till exempel ”gick larmet om Contoso fram?”.",
    ),
    draft=DraftTexts(
        title="En förfrågan till {customer}",
        copy_this="Klar att kopiera",
        subject="Ämne: Vill ni ange oss som er Digital Partner of Record?",
        greeting="Hej!",
        ask=(
            "Vi hjälper er med {subscriptions}. Vill ni ange oss som er Digital Partner of Record (DPOR) där? Bara "
            "en partner kan anges för varje prenumeration, och valet är ert."
        ),
        why=(
            "Det ger oss de användningsdata vi behöver för att göra ett bra jobb åt er. Det ger oss ingen åtkomst "
            "till er miljö och inget av ert innehåll."
        ),
        cost="Det kostar er inget, och ni kan ändra det när ni vill.",
        steps_azure=(
            "I Azure-portalen (steg som de dokumenterades 2023, för Enterprise Agreement): välj Subscriptions, välj "
            "prenumerationen, välj Partner information, ange vårt partner-ID, kontrollera att vårt namn visas och "
            "spara."
        ),
        steps_other=(
            "I Microsoft 365 admin center (steg som de dokumenterades 2020 och 2021): välj Billing, sedan Your "
            "products, välj prenumerationen, öppna Partner information, ange vårt partner-ID och lägg till det."
        ),
        subject_today="Ämne: Får vi länka vårt partner-ID till arbetet vi gör åt er?",
        ask_today=(
            "Vi hjälper er med {subscriptions}. Microsoft kan registrera att det är vi som är partnern bakom det "
            "arbetet, och vi vill be om er hjälp med det."
        ),
        link_today=(
            "Azure: se till att kontot vi arbetar med har en roll på det vi sköter åt er (konto: [fyll i], roll och "
            "omfattning: [fyll i]). Vi länkar sedan själva vårt partner-ID till kontot, med Partner Admin Link. Ni "
            "behöver inte ställa in något mer."
        ),
        claim_today=(
            "Microsoft 365, Dynamics 365 och liknande: vi registrerar oss själva i Partner Center som Claiming Partner of "
            "Record. Till det bifogar vi en beskrivning av arbetet, med datum, som vi ber er skriva under: [bifoga]. "
            "Microsoft meddelar er sedan om vår claim."
        ),
        link_choice="Valet är ert: ni kan ta bort kontots roll när ni vill.",
        claim_choice="Valet är ert: ni kan tacka nej när Microsoft skriver till er.",
        guide="Guide: {address}",
        partner_id="Vårt partner-ID: [fyll i]",
        thanks="Tack!",
        any_customer="kunden",
        all_subscriptions="era Microsoft-prenumerationer",
        ours_already=(
            "Enligt mitt register är vi redan partner of record här. Utkastet ber ändå om allt, för DPOR ensamt räknas "
            "inte till något i dag."
        ),
        linked_already=(
            "Enligt mitt register är vi redan associerade här, genom DPOR eller det som tog dess plats. Utkastet ber om det "
            "ändå."
        ),
        check_first=(
            "Innan du skickar: det här är förfrågan från 2016 till 2023. DPOR uppgavs vara avvecklat i oktober 2025, och "
            "menyer flyttar. Kontrollera i Partner Center om det fortfarande gäller."
        ),
        check_first_today=(
            "Innan du skickar: fyll i det som står inom hakparentes och kontrollera stegen i Partner Center. "
            "Partner-ID:t är platsens (location), inte det globala."
        ),
        check_link=(
            "För Azure gav ett konto med rollen Owner eller Contributor incentives, ett med Reader gjorde det inte "
            "(oktober 2023)."
        ),
        changed_heading="Det som har ändrats sedan 2016",
        no_incentives_azure="DPOR ger inga incentives för Azure sedan den 1 oktober 2021.",
        no_incentives_others=(
            "DPOR ger inga incentives för användning av Microsoft 365 och Dynamics 365 sedan den 1 oktober 2019, då CPOR "
            "började."
        ),
        retired="DPOR uppgavs vara avvecklat senast den 16 oktober 2025. Exakt dag är obekräftad.",
        now_link=(
            "Azure: be om Partner Admin Link (PAL). Vi anger den själva, med ett konto som kunden har gett en roll; "
            "flera partner kan vara länkade samtidigt, så ingen behöver lämna plats."
        ),
        now_claim=(
            "Microsoft 365, Dynamics 365, Intune och Enterprise Mobility + Security: vi gör en claim i Partner Center som "
            "Claiming Partner of Record (CPOR), med proof of execution. Microsoft avgör, och kunden kan tacka nej."
        ),
        source_incentives_azure="Earnings and revenue, Partner Centers dokumentation (på engelska)",
        source_incentives_others="Kundassociationer med CPOR, Partner Centers dokumentation (på tyska)",
        source_retired="PAL-taggning, Azure Citadel (webbplats för partner, på engelska)",
        source_link="Länka ett partner-ID: PAL eller DPOR, Partner Centers dokumentation (på engelska)",
        source_claim="Kundassociationer med CPOR, Partner Centers dokumentation (på engelska)",
        other_language="In English",
        as_in_2016="DPOR-förfrågan från 2016",
        as_today="Förfrågan för i dag",
    ),
    help=HelpTexts(
        title="Vad jag kan",
        welcome="Hej! Jag vet vem som är partner of record",
        intro="Fråga mig med egna ord, på svenska eller engelska. Till exempel:",
        label="Du kan be om",
        knowledge="Reglerna, då och nu: ”vem ska vara partner of record?”",
        status="Vem som är DPOR: ”är vi DPOR för Contosos Azure?”",
        list_ours="Det som är vårt: ”vilka prenumerationer är vi DPOR för?”",
        list_missing="Det som är ledigt: ”var är ingen DPOR?”",
        list_conflicts="Konflikter: ”var är en annan partner DPOR fast vi driver användningen?”",
        list_renewals="Förnyelser: ”vad förnyas de närmaste 60 dagarna?”",
        list_by_partner="En annan partners: ”vad är First Up Consultants DPOR för?”",
        list_changes="Det som har ändrats: ”vad har hänt hos Contoso sedan juni?”",
        export="En lista som fil: ”exportera våra som excel”",
        credit="Vad som räknas till vad, då och nu: ”vad räknas vad för?”",
        look_back="Månaderna bakåt: ”vad skulle vi ändå få om vi blev DPOR i dag?”",
        coverage="Vår andel, som bild: ”visa täckningen”",
        checklist="Kom ihåg-listan: ”visa checklistan”",
        subscribe_alerts="Larm: ”larma den här kanalen om konflikter”",
        alerts="Vad som kommer hit och när: ”vad larmas den här kanalen om?”, ”tysta timmar 18–08 och helger”",
        unsubscribe_alerts="Inga fler larm: ”sluta larma här”",
        delivery="Om ett larm kom fram: ”gick larmet om Contoso fram?”",
        draft_request="En förfrågan till kunden: ”skriv en förfrågan till Contoso”",
        claim="Det du vet och ingen rapport säger: ”First Up säger att de är DPOR för Contosos Office”",
        case="En konflikt, och vad som görs åt den: ”jag tar ärendet om Contoso”, ”vad har hänt i konflikten hos Contoso?”",
        cases="Konflikterna som följs upp: ”öppna ärenden”, ”mina ärenden”",
        imports="Rapporter: ge mig filen där bara vi två skriver, så visar jag vad den skulle ändra. Det som har lästs in: ”visa importerna”",
        undo="Den senaste filen tillbakatagen: ”ångra senaste importen”",
        home="Ditt språk och vart larm går: ”inställningar”",
        help="Den här listan: ”hjälp”",
        smalltalk_title="Hej, jag hjälper gärna till",
        smalltalk="Fråga mig vem som är partner of record hos en kund, eller hur reglerna fungerar.",
    ),
    unclear=UnclearTexts(
        title="Det vet jag inte",
        text="Jag svarar på frågor om partner of record, och hittade inget som passar den här frågan tillräckligt väl.",
        nearest="Det närmaste jag kan:",
        nothing_near="Fråga med andra ord, eller skriv ”hjälp” för att se vad jag kan.",
        choose_title="Jag är inte säker på vilket du menar",
        choose_prompt="Välj en, eller fråga med andra ord:",
        ask_a_person="Är det bråttom, fråga kollegan som sköter ert Microsoft-partnerskap.",
    ),
    sharing=SharingTexts(
        share="Dela med alla",
        send_privately="Skicka detaljerna till mig privat",
        not_shared="Det delades inte: Slack låter mig inte skriva här. Bjud in mig till konversationen och fråga sedan igen.",
    ),
    feedback=FeedbackTexts(
        question="Hjälpte svaret?",
        good="Ja, det hjälpte",
        bad="Nej, det hjälpte inte",
        thanks_title="Tack",
        thanks="Det är noterat och gör svaren bättre.",
        why_title="Vad hade hjälpt?",
        note="Med egna ord (du behöver inte skriva något)",
        send="Skicka",
        cancel="Avbryt",
    ),
    home=HomeTexts(
        title="Dina inställningar",
        intro="Fråga mig vem som är partner of record, eller hur reglerna fungerar, i alla konversationer där jag är med.",
        language_heading="Språk",
        language_prompt="Svara mig på:",
        languages={"en": "English", "sv": "Svenska", "question": "Samma språk som frågan"},
        spoken={
            "en": "Du får svar på engelska.",
            "sv": "Du får svar på svenska.",
            "question": "Du får svar på samma språk som frågan.",
        },
        alerts_heading="Larm",
        alerts=Counted(
            one="1 konversation står på listan för larm om konflikter.",
            many="{n} konversationer står på listan för larm om konflikter.",
        ),
        no_alerts="Ingen konversation står på listan för larm. Skriv ”larma oss om konflikter” där larmen ska komma.",
    ),
    claims=ClaimTexts(
        button="Rapportera en konflikt",
        other_word="Jag vet något annat",
        title="Rapportera en konflikt",
        intro=(
            "Skriv vad du vet: vem som har eller gör anspråk på kundens prenumeration. Det sparas som din uppgift, "
            "med ditt namn och datum, bredvid det som Microsofts rapporter säger."
        ),
        heard_title="Förstod jag rätt?",
        heard=(
            "Inget är skrivet än. Se över det och spara: då sparas det som din uppgift, med ditt namn och datum, "
            "bredvid det som Microsofts rapporter säger."
        ),
        customer="Kund",
        product="Produkt",
        holder="Vem är partner of record?",
        holders={
            HolderKind.OTHER: "en annan partner",
            HolderKind.US: "vi",
            HolderKind.NOBODY: "ingen",
        },
        partner="Den andra partnern",
        partner_hint="Bara om det är en annan partner",
        note="Hur vet du det?",
        note_told="Anteckning",
        send="Spara",
        cancel="Avbryt",
        missing="Fyll i det här.",
        too_long="Högst {n} tecken.",
        several_fit="Flera kunder passar: {names}. Skriv vilken du menar.",
        no_partner="Lämna det här tomt, eller välj ”en annan partner” ovan.",
        noted_title="Noterat, med ditt namn och dagens datum",
        noted=(
            "Det gäller nu som den nyaste uppgiften om vem som är partner of record, tills en rapport talar för en "
            "senare dag. Det som rapporterna sade står kvar bredvid. Bara kunden kan avgöra vem det är."
        ),
        noted_only=(
            "Det är sparat som en rapport och ändrar ingen ställning: i mitt register finns ingen sådan prenumeration "
            "hos en kund med det namnet."
        ),
        which_product=(
            "Det är sparat som en rapport och ändrar ingen ställning än: kunden har flera produkter. Välj den som det "
            "gäller, så räknas det där."
        ),
        about="Det gäller {product}",
        noted_for="Gäller för",
        take_back="Ta tillbaka det",
        show_standing="Visa ställningen",
        taken_back_title="Tillbakataget",
        taken_back="Det du sade gäller inte längre. Ställningen är åter den som alla andra uppger.",
        already_taken_back="Det var redan tillbakataget. Inget har ändrats.",
    ),
    cases=CaseTexts(
        title="{what}: {wrong}",
        closed_title="{what}: {wrong} (avslutat)",
        gone="en prenumeration som inte längre finns i registret",
        kinds={
            CaseKind.OURS_GONE: "vi är inte längre partner of record",
            CaseKind.SLOT_TAKEN: "en annan partner har vår plats",
            CaseKind.RIVAL_CLAIM: "en annan partner gör anspråk på vår plats",
            CaseKind.SOURCES_DISAGREE: "källorna säger olika",
            CaseKind.CLAIM_ENDED: "vårt anspråk har upphört",
            CaseKind.MOVE_ENDS_DPOR: "en flytt gör slut på partner of record",
            CaseKind.RENEWAL_NEAR: "förnyas snart utan partner of record",
            CaseKind.NEW_WITHOUT: "ny, och utan partner of record",
        },
        wrong={
            CaseKind.OURS_GONE: "Vi var digital partner of record här, och den nyaste källan säger att vi inte längre är det.",
            CaseKind.SLOT_TAKEN: "Vi driver användningen här, och en annan partner är digital partner of record.",
            CaseKind.RIVAL_CLAIM: "Vi är digital partner of record här, och en annan källa anger en annan partner.",
            CaseKind.SOURCES_DISAGREE: "Två källor anger olika partner of record. Båda kan inte ha rätt.",
            CaseKind.CLAIM_ENDED: "Vi var claiming partner of record (CPOR) här, och den nyaste källan säger att vi inte längre är det.",
            CaseKind.MOVE_ENDS_DPOR: (
                "Prenumerationen har nu en säljare i CSP-programmet. Partner of record följer inte med från ett "
                "enterprise-avtal till en Azure-plan."
            ),
            CaseKind.RENEWAL_NEAR: "Den förnyas snart, och vi vet inte av någon partner of record.",
            CaseKind.NEW_WITHOUT: "En kund till oss har en ny prenumeration, och vi vet inte av någon partner of record.",
        },
        advice={
            CaseKind.OURS_GONE: "Kunden bestämmer: be dem ange oss igen, om det är vi som driver användningen här.",
            CaseKind.SLOT_TAKEN: "Kunden bestämmer: be dem ange oss i stället, eftersom vi driver användningen här.",
            CaseKind.RIVAL_CLAIM: "Kunden bestämmer: fråga vem de har angett, och spara svaret.",
            CaseKind.SOURCES_DISAGREE: "Fråga kunden vem de har angett, och spara svaret.",
            CaseKind.CLAIM_ENDED: "Se på anspråket i Partner Center. Det kan bestridas en gång, inom 30 dagar; efter det behövs ett nytt anspråk.",
            CaseKind.MOVE_ENDS_DPOR: (
                "Koppla vårt partner-id (Partner Admin Link) till kontot som vi arbetar med hos kunden: det är vad "
                "som räknas på en Azure-plan."
            ),
            CaseKind.RENEWAL_NEAR: "Be kunden ange oss innan den förnyas.",
            CaseKind.NEW_WITHOUT: "Be kunden ange oss: det måste göras för varje ny prenumeration.",
        },
        next_heading="Vad som ska göras nu",
        next_steps={
            CaseState.OPEN: "Ingen har tagit det än. {advice}",
            CaseState.ACKNOWLEDGED: "{advice}",
            CaseState.CUSTOMER_ASKED: "Vänta på kundens svar, och notera vad de bestämmer.",
            CaseState.DECIDED: "Se efter vid nästa inläsning att registret säger detsamma, och avsluta ärendet.",
            CaseState.CLOSED: "Inget är kvar att göra. Bara nya uppgifter öppnar det igen.",
        },
        next_late="Kundens svar dröjer: fråga igen, eller notera vad de har bestämt.",
        states={
            CaseState.OPEN: "öppet",
            CaseState.ACKNOWLEDGED: "sett",
            CaseState.CUSTOMER_ASKED: "kunden är tillfrågad",
            CaseState.DECIDED: "kunden har bestämt sig",
            CaseState.CLOSED: "avslutat",
        },
        decisions={
            Decision.KEPT: "vi förblir partner of record",
            Decision.SWITCHED: "vi blir partner of record",
            Decision.LOST: "det går till någon annan",
        },
        state="Läge",
        owner="Ansvarig",
        nobody="ingen",
        reminders="Påminnelser",
        paused="inga före {moment}",
        asked_on="Kunden tillfrågad",
        answer_by="Svar senast",
        deadline="Sista dag",
        decision="Beslut",
        evidence="Enligt",
        last="Senast",
        days_left=Counted(one="{date}, 1 arbetsdag kvar", many="{{date}}, {n} arbetsdagar kvar"),
        due_today="{date}, i dag",
        overdue=Counted(one="{date}, 1 arbetsdag för sent", many="{{date}}, {n} arbetsdagar för sent"),
        rule="Regeln: {title}",
        line="{what}, {moment}{place}",
        buttons={
            "case.acknowledge": "Jag har sett det",
            "case.take": "Jag tar det",
            "case.hand-back": "Lämna tillbaka det",
            "case.ask": "Fråga kunden",
            "case.decide": "Kunden har bestämt sig",
            "case.snooze": "Påminn senare",
            "case.close": "Avsluta det",
            "case.history": "Visa historiken",
        },
        take_over="Jag tar över det",
        on_day=" den {date}",
        steps={
            Step.OPENED: "upptäckt",
            Step.NEW_FACTS: "nya uppgifter kom in",
            Step.REOPENED: "öppnat igen av nya uppgifter",
            Step.ACKNOWLEDGED: "{person} har sett det",
            Step.TAKEN: "{person} tog det",
            Step.HANDED_BACK: "{person} lämnade tillbaka det",
            Step.CUSTOMER_ASKED: "{person} frågade kunden{note}",
            Step.DECIDED: "{person} noterade beslutet: {note}",
            Step.SETTLED: "registret visar hur det slutade",
            Step.WITHDRAWN: "det som berättade om det togs tillbaka",
            Step.CLOSED: "{person} avslutade det{note}",
            Step.SNOOZED: "{person} sköt upp påminnelserna till {note}",
            Step.REMINDED: "en påminnelse gick ut",
            Step.ESCALATED: "en andra påminnelse gick ut",
        },
        places={
            "slack": " i Slack",
            "teams": " i Teams",
            "web": " på webbsidan",
            "terminal": " i terminalen",
        },
        from_the_record=", ur det som kom in",
        summary_title="{n} nya konflikter i en inläsning",
        summary="De var för många för var sitt kort: här står hur många det är av varje slag, och listan har alla.",
        by_kind="Efter slag",
        first_of_them="De första av dem",
        listed="{customer}, {product}: {wrong}",
        all_closed="Alla är avslutade vid det här laget.",
        reminder_title="Påminnelse: {title}",
        escalated_title="Väntar fortfarande: {title}",
        again="En påminnelse har gått ut förut, och inget har hänt av den.",
        idle="Inget har hänt sedan {moment}.",
        late="Kundens svar skulle ha kommit senast {due}: fråga igen, eller notera vad som bestämdes.",
        owned="{owner} har ärendet.",
        free="Ingen har ärendet. Vem tar det?",
        digest_title="Konflikter vecka {week}, {year}",
        digest_none="Ingen konflikt är öppen.",
        digest_open=Counted(one="1 konflikt är öppen.", many="{n} konflikter är öppna."),
        by_age="Öppna efter ålder",
        by_state="Öppna efter läge",
        ages=(
            Counted(one="1 är yngre än en vecka", many="{n} är yngre än en vecka"),
            Counted(
                one="1 är mellan en och fyra veckor gammal", many="{n} är mellan en och fyra veckor gamla"
            ),
            Counted(one="1 är äldre än fyra veckor", many="{n} är äldre än fyra veckor"),
        ),
        due="Närmast i tiden",
        due_line="{title}: {due}",
        decided="Bestämt eller avslutat sedan veckan började",
        decided_line="{title}: {decision}",
        show="Visa ärendet",
        show_list="Visa alla öppna ärenden",
        nothing_changed="Inget ändrades, för någon hann före: {line}.",
        not_left="Inget ändrades: ärendet står som ”{state}”, och då går det inte att göra.",
        already="Det är redan noterat: {line}.",
        ask_title="Fråga kunden: {what}",
        ask_intro="Kopiera texten och skicka den till kunden. Notera sedan dagen här: ärendet väntar på svaret.",
        ask_day="Skickat den",
        ask_day_hint="Till exempel 2026-11-22",
        ask_send="Jag har frågat",
        no_day="Skriv dagen som år, månad och dag: 2026-11-22.",
        not_yet_day="Den dagen har inte kommit än. Skriv dagen då frågan skickades.",
        decide_title="Vad kunden bestämde: {what}",
        decide_intro="Det är kunden som avgör. Skriv vad som visar det, så att alla kan se efter.",
        decide_what="Beslut",
        choices={
            Decision.KEPT: "De behåller oss som partner of record",
            Decision.SWITCHED: "De byter till oss",
            Decision.LOST: "De väljer någon annan, eller ingen",
        },
        decide_evidence="Vem sa det, när och var?",
        decide_send="Notera beslutet",
        close_title="Avsluta ärendet: {what}",
        close_intro="Bara nya uppgifter öppnar det igen.",
        close_why="Varför?",
        close_send="Avsluta det",
        snooze_title="Påminn senare: {what}",
        snooze_intro="Till dess påminns ingen om ärendet. Allt annat fortsätter.",
        snooze_days="Ingen påminnelse på",
        snooze_for={1: "en dag", 3: "tre dagar", 7: "en vecka"},
        snooze_send="Påminn senare",
        cancel="Avbryt",
        missing="Fyll i det här.",
        too_long="Högst {n} tecken.",
        history_title="Vad som har hänt: {what}",
        history_shown="De {n} senaste av {all} rader.",
        list_title=Counted(one="1 öppet ärende", many="{n} öppna ärenden"),
        list_mine=Counted(one="Du har 1 öppet ärende", many="Du har {n} öppna ärenden"),
        list_none="Inget ärende är öppet.",
        list_prompt="Välj ett för att se det och göra något. Det som brådskar mest kommer först.",
        list_line="{title} ({state})",
        list_taken="{title} ({state}; ansvarig: {owner})",
        list_due="{line}, senast {due}",
        next_page="Visa {n} till",
        none_title="Inget ärende om {what}",
        none="Ingen konflikt om det är känd. Vad registret säger är en annan fråga: fråga mig vem som är partner of record.",
        which_title="Vilket ärende?",
        which_prompt="Flera passar:",
        mark="Konflikten följs upp: {wrong}. Läge: {state}. Ansvarig: {owner}.",
        followed="Följs upp som ärenden:",
        home_heading="Öppna konflikter",
        oldest="Den äldsta är från {date}: {title}.",
        due_first="Först i tur: {title}, {due}.",
    ),
    files=FileTexts(
        not_taken="Jag tog inte emot {name}",
        not_taken_unnamed="Jag tog inte emot filen",
        hindrances={
            Hindrance.TOO_LARGE: (
                "Den är större än 64 MB, som är det mesta jag tar emot. Exportera en kortare period eller dela upp den "
                "i flera filer."
            ),
            Hindrance.TOO_MANY: (
                "Jag tar emot högst 10 filer åt gången. Skicka den här när de andra är klara."
            ),
            Hindrance.NOT_A_REPORT: (
                "Jag läser rapporter: nedladdningar från Partner Center eller vår egen lista, som CSV, TSV, TXT eller "
                "XLSX. Det här är ingen sådan."
            ),
            Hindrance.NOT_IN_PRIVATE: (
                "Jag tar bara emot filer i en konversation mellan oss två, eftersom en rapport nämner kunder. Skicka "
                "den till mig där."
            ),
            Hindrance.STRANGER: (
                "Jag tar bara emot filer från medlemmar i vår egen organisation, och bara där jag kan vara säker på "
                "det."
            ),
            Hindrance.KEPT_ELSEWHERE: (
                "Den ligger i en annan tjänst eller hos en annan organisation, och därifrån hämtar jag ingenting. "
                "Ladda ner den och ladda upp den till mig här."
            ),
            Hindrance.NOT_PERMITTED: (
                "Jag får inte läsa filer här. Den som sköter mig kan ändra det: appen behöver sina nuvarande "
                "behörigheter och att installeras om. `dpor-bot doctor` säger vad som saknas."
            ),
            Hindrance.NOT_FETCHED: (
                "Den gick inte att hämta, och inget har ändrats. Skicka den igen om en stund."
            ),
        },
        download="Ladda ner {name} ({size})",
        gone="Filen finns inte kvar hos mig. Be om den igen, tack.",
        in_direct_message="Filen finns i vår direktmeddelandekonversation.",
        not_sent="Jag kunde inte försäkra mig om att filen nådde dig. Fråga igen om du inte ser den.",
        not_permitted_to_send=(
            "Jag får inte skicka filer här. Den som sköter mig kan ändra det: appen behöver sina nuvarande "
            "behörigheter och att installeras om."
        ),
    ),
    search=SearchTexts(
        title="Hittade",
        nothing="Hittade inget",
        prompt="Välj en:",
        subscriptions=Counted(one="1 prenumeration", many="{n} prenumerationer"),
    ),
    teams=TeamsTexts(
        for_asker_title="Svaret visas för den som frågade",
        for_asker="Teams visar det bara för den personen. Fråga du också, så får du ett eget svar.",
        show_answer="Visa mitt svar",
        sent_privately="Skickat till dig privat.",
        on_its_way="Det är på väg till dig privat.",
        not_sent_privately="Jag kunde inte skriva till dig privat. Lägg till mig som egen app i Teams och försök igen.",
        fill_in="Fyll i det här.",
        replaces_older="Det här ersätter ett äldre meddelande, som inte längre går att ändra.",
        older_message="Det äldre meddelandet",
        perhaps_again="Teams bekräftade inte mitt första försök, så du kan få se svaret två gånger.",
        file_consent="Filen som du bad om. Den läggs i din OneDrive.",
        file_in_personal_chat="Filen kan jag bara skicka i vår personliga chatt: be mig om den där.",
        no_text="Det här meddelandet har ingen text att fråga om.",
    ),
    installing=InstallTexts(
        title="Installera DPOR i Slack",
        intro="Slack visar vad DPOR får göra, och frågar i vilken arbetsyta den ska installeras.",
        button="Fortsätt till Slack",
        done_title="DPOR är installerad",
        done="Nu kan {workspace} fråga den: leta upp DPOR under Appar i Slack, eller bjud in den till en kanal.",
        refused_title="DPOR installerades inte",
        refusals={
            "access_denied": "Du avbröt på Slacks sida. Ingenting ändrades.",
            "not_invited": (
                "Den här arbetsytan står inte på listan över dem som får installera boten. "
                "Be den som driver boten att lägga till arbetsytans id i SLACK_TEAMS."
            ),
            "whole_organisation": (
                "Boten installeras i en arbetsyta i taget, inte i en hel Enterprise-organisation. "
                "Börja om och välj en arbetsyta på Slacks sida."
            ),
            "state": (
                "Länken gäller inte längre: den håller i tio minuter, en gång, och i den webbläsare där du började."
            ),
            "other": "Slack eller boten hade problem. Ingenting ändrades; försök igen om en stund.",
        },
        again="Börja om",
    ),
    page=PageTexts(
        name="DPOR-boten",
        heading="Vem är partner of record?",
        hint=(
            "Fråga om Microsofts Digital Partner of Record: reglerna då och nu, vem som har kundernas "
            "prenumerationer och vad nästa steg är. Varje svar säger varifrån det kommer och vilken tid det gäller."
        ),
        examples_label="Frågor att börja med",
        examples=(
            "Är vi DPOR för Contosos Azure?",
            "Vem ska vara partner of record?",
            "Visa checklistan Kom ihåg",
            "Vad förnyas de närmaste 60 dagarna?",
        ),
        languages_label="Språk",
        conversation_label="Samtal",
        question_label="Din fråga",
        placeholder="Fråga med egna ord",
        send="Fråga",
        you_asked="Du frågade:",
        files_label="Rapporter",
        files_hint=(
            "Nedladdningar från Partner Center eller er egen lista: CSV, TSV eller XLSX. Du ser vad varje fil skulle "
            "ändra innan något ändras. Du kan också släppa dem var som helst på sidan."
        ),
        give="Visa vad de skulle ändra",
        you_gave="Du gav:",
        reading="Läser {name}, {n} av {all} …",
        working="Slår upp …",
        failed="Jag gick inte att nå, så inget besvarades eller ändrades. Försök igen om en stund.",
        new_window="(öppnas i ett nytt fönster)",
    ),
)
