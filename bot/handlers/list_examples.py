"""How people ask for lists."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.language import Language

Examples = Mapping[Language, tuple[str, ...]]

OURS: Examples = {
    Language.ENGLISH: (
        "which subscriptions are we DPOR for?", "list our DPOR customers", "which customers are we partner of record for?",
        "what do we hold?", "show everything that is ours", "where are we DPOR?", "our dpor list", "list ours",
        "which {product} customers do we have dpor on", "all subscriptions where we're the registered partner",
        "give me an overview of our associations", "how many {product} subscriptions are we dpor on", "what is ours at {customer}",
        "for which customers are we the digital partner of record", "where are we registered as partner of record?", "our customers with DPOR",
        "I need every {product} subscription that has us as partner of record", "pull a list of all the {product} we are DPOR on",
        "hi, can you give me a list of the subscriptions where the customer has named us", "everything we're registered on, please",
        "which of {customer}'s subscriptions are we partner of record on?", "which {customer} subs do we have", "what do we hold at {customer}",
        "which ones are ours?", "dpor list", "our subs", "our {product} dpors", "all our partner of record subscriptions", "list of customers we're dpor at",
        "who has chosen us as their partner?", "which customers have set us as DPOR", "which accounts name us", "how many customers are we dpor for",
        "wich custmers are we dpor for", "show me where we're partner of record", "in which {product} subscriptions are we the partner",
        "which customers do we currently hold the record on", "count our DPOR subscriptions",
        "how many {product} customers have us registered", "how many customers have named us as their partner", "dump every subscription we hold",
        "list our own subscriptions", "show our own tenant's subscriptions", "which of our own subscriptions are we DPOR for?",
    ),
    Language.SWEDISH: (
        "vilka prenumerationer är vi DPOR för?", "lista våra DPOR-kunder", "vilka kunder är vi partner of record för?",
        "vad har vi?", "visa allt som är vårt", "var är vi DPOR?", "vår dpor-lista", "lista våra",
        "vilka {product}-kunder har vi dpor på", "alla prenumerationer där vi står som partner",
        "ge mig en översikt över våra associationer", "hur många {product} är vi dpor på", "vad är vårt hos {customer}",
        "på vilka prenumerationer är vi digital partner of record", "var står vi som partner of record?", "våra kunder med DPOR",
        "jag behöver alla {product}-prenumerationer som har oss som partner of record", "ta fram en lista på allt {product} vi är DPOR på",
        "hej, kan du ge mig en lista på prenumerationerna där kunden har angett oss", "allt vi är registrerade på, tack",
        "vilka av {customer}s prenumerationer är vi partner of record på?", "vilka subs hos {customer} har vi", "vad har vi hos {customer}",
        "vilka är våra?", "dpor-listan", "våra subs", "våra {product}", "alla våra partner of record-prenumerationer", "lista på kunder vi är dpor hos",
        "vilka har valt oss som partner?", "vilka kunder har satt oss som DPOR", "hos vilka kunder ligger vi inne", "hur många kunder är vi dpor för",
        "vilka kunnder är vi dpor på", "visa var vi är partner of record", "vilka {product} har vi dpor på", "i vilka prenumerationer är det vi som är partnern",
        "vilka kunder har vi just nu", "räkna våra dpor",
        "alla {product}-prenumerationer vi har dpor på", "hur många {product}-kunder har oss registrerade", "dumpa allt vi är DPOR på",
        "lista våra egna prenumerationer", "visa prenumerationerna i vår egen tenant", "vilka av våra egna prenumerationer är vi DPOR för?",
    ),
}  # fmt: skip
MISSING: Examples = {
    Language.ENGLISH: (
        "where is nobody DPOR?", "which subscriptions have no partner of record?", "list missing", "what slots are free?",
        "subscriptions without a dpor", "which customers lack a partner of record", "where is the slot empty?",
        "show open {product} slots", "unassigned subscriptions", "nobody registered - which ones?",
        "where could we step in because no partner is set", "missing dpor at {customer}", "gaps in partner of record",
        "which customers don't have any partner of record yet?", "which of our customers have no DPOR", "{product} without a partner of record",
        "{product} without dpor", "no dpor", "where is the slot still free", "who has not named a partner?", "customers who haven't chosen anyone",
        "which {product} subscriptions are unclaimed", "where has nobody been registered", "where does the customer still need to name somebody",
        "hi, which accounts are still up for grabs?", "anything with no partner attached?", "any {product} lacking dpor?", "show me the empty partner fields",
        "which ones are missing a partner", "subs with nobody on them", "list subscriptions where no one is partner of record", "wich subs are missing dpor",
        "who should we ask to name us because nobody is there", "does {customer} have subscriptions without a partner of record", "free slots",
        "which of our own subscriptions lack DPOR", "our own subscriptions without a partner of record", "where is dpor missing on our own subscriptions?",
    ),
    Language.SWEDISH: (
        "var är ingen DPOR?", "vilka prenumerationer saknar partner of record?", "lista saknade", "vilka platser är lediga?",
        "prenumerationer utan dpor", "vilka kunder saknar partner", "var är platsen tom?", "visa lediga {product}-platser",
        "otilldelade prenumerationer", "ingen registrerad - vilka då?", "var kan vi kliva in för att ingen partner är angiven",
        "saknad dpor hos {customer}", "luckor i partner of record",
        "vilka kunder har ingen partner of record än?", "vilka av våra kunder saknar DPOR", "{product} utan partner of record", "{product} utan dpor",
        "ingen dpor", "var är platsen fortfarande ledig", "vilka har inte angett någon partner?", "kunder som inte valt någon",
        "vilka {product} saknar dpor", "vilka {product}-prenumerationer har ingen partner", "var är ingen registrerad", "var behöver kunden ange någon",
        "hej, vilka kunder är fortfarande lediga?", "finns det nåt utan partner?", "visa de tomma partnerfälten", "vilka saknar partner",
        "subs utan någon på sig", "lista prenumerationer där ingen är partner of record", "vilka sakner dpor", "hos vilka är ingen partner",
        "vilka borde vi be ange oss för att ingen sitter där", "har {customer} prenumerationer utan partner of record", "lediga platser",
        "vilka av våra egna prenumerationer saknar DPOR", "våra egna prenumerationer utan dpor", "var saknas dpor hos våra egna prenumerationer?",
    ),
}  # fmt: skip
CONFLICTS: Examples = {
    Language.ENGLISH: (
        "where is another partner DPOR although we drive the usage?", "list conflicts", "show our conflicts",
        "which of our customers have another partner registered?", "who has taken our slots?",
        "where do we do the work but somebody else is dpor", "conflicts in {product}", "any conflicts at {customer}?",
        "which subscriptions are contested", "where are we losing out to other partners", "rival partners on our customers",
        "subscriptions we drive that someone else holds", "stolen slots",
        "where do others get the credit for our work?", "where are we active but not the partner of record", "dpor conflicts", "show {product} conflicts",
        "which conflicts do we have right now?", "conflicts please", "show dpor conflicts for {product}", "where is a competitor sitting on a customer we work with",
        "subscriptions where we drive usage and another partner is registered", "list the customers where somebody else is dpor although it's our customer",
        "hi, can you list the places where we do all the work and another partner has the slot", "who's on our turf?", "competitors in our slots",
        "which slots should be ours but aren't", "where should we ask for the slot back", "where are we driving consumption without being dpor",
        "which {product} subscriptions do we run while a competitor gets the credit", "any disputes over subscriptions at the moment?", "list dpor conficts", "does anybody else hold what we work on at {customer}", "open conflicts",
    ),
    Language.SWEDISH: (
        "var är en annan partner DPOR fast vi driver användningen?", "lista konflikter", "visa våra konflikter",
        "vilka av våra kunder har en annan partner?", "vem har tagit våra platser?",
        "var gör vi jobbet men någon annan är dpor", "konflikter i {product}", "några konflikter hos {customer}?",
        "vilka prenumerationer är omstridda", "var förlorar vi till andra partner", "konkurrenter på våra kunder",
        "prenumerationer vi driver som nån annan har", "snodda platser",
        "var får andra betalt för vårt jobb?", "var är vi aktiva men inte partner of record", "dpor-konflikter", "visa {product}-konflikter",
        "vilka konflikter har vi just nu?", "konflikterna tack", "visa dpor-konflikter för {product}", "var sitter en konkurrent på en kund vi jobbar med",
        "prenumerationer där vi driver användningen och en annan partner är registrerad", "lista kunder där nån annan är dpor fast det är vår kund",
        "hej, kan du lista ställena där vi gör allt jobb och en annan partner har platsen", "vilka är på vår mark?", "konkurrenter på våra platser",
        "vilka platser borde vara våra men är det inte", "var borde vi be om att få tillbaka platsen", "var driver vi förbrukning utan att vara dpor",
        "vilka {product} driver vi medan en konkurrent får äran", "finns det några tvister om prenumerationer just nu?", "lista dpor konflikter", "har nån annan det vi jobbar med hos {customer}", "öppna konflikter", "konfliktlistan",
    ),
}  # fmt: skip
RENEWALS: Examples = {
    Language.ENGLISH: (
        "what renews in the next 60 days?", "which subscriptions renew this month?", "list renewals", "upcoming renewals",
        "what's expiring soon?", "renewals for {customer}", "{product} renewals next quarter", "what comes up for renewal before new year",
        "which contracts run out in the next two weeks", "renewal dates coming up", "when does {customer} renew?",
        "anything about to be renewed", "show me what ends within 90 days",
        "which {product} subscriptions expire within 90 days?", "what is up for renewal?", "renewals in the next three months", "renewals", "next renewals",
        "what do we need to renew this quarter", "which subscriptions end soon", "which customers are up for renewal in january", "renewals this year",
        "hi, I'm planning customer visits, which subscriptions are due for renewal in the coming weeks?", "what expires next month", "renewal list",
        "which of {customer}'s subscriptions are about to expire", "{product} expiring in 30 days", "anything running out before christmas?",
        "which ones come to an end within six months", "what's due the next 45 days", "whats renewing soon", "upcomming renewals", "what is ending in the next 10 days",
    ),
    Language.SWEDISH: (
        "vad förnyas de närmaste 60 dagarna?", "vilka prenumerationer förnyas den här månaden?", "lista förnyelser",
        "kommande förnyelser", "vad går ut snart?", "förnyelser för {customer}", "{product}-förnyelser nästa kvartal",
        "vad ska förnyas före nyår", "vilka avtal löper ut inom två veckor", "förnyelsedatum framöver",
        "när förnyas {customer}?", "nåt på väg att förnyas", "visa det som slutar inom 90 dagar",
        "vilka {product}-prenumerationer går ut inom 90 dagar?", "vad ska förnyas?", "förnyelser de kommande tre månaderna", "förnyelser", "nästa förnyelser",
        "vad behöver vi förnya det här kvartalet", "vilka prenumerationer slutar snart", "vilka kunder ska förnya i januari", "förnyelser i år",
        "hej, jag planerar kundbesök, vilka prenumerationer ska förnyas de närmaste veckorna?", "vad löper ut nästa månad", "förnyelselistan",
        "vilka av {customer}s prenumerationer håller på att gå ut", "{product} som går ut inom 30 dagar", "nåt som löper ut före jul?", "vad är på gång att förnyas",
        "vilka tar slut inom ett halvår", "vad förfaller de närmaste 45 dagarna", "vad fornyas snart", "kommande förnyelse", "vad slutar inom 10 dagar",
    ),
}  # fmt: skip
BY_PARTNER: Examples = {
    Language.ENGLISH: (
        "what is {partner} DPOR for?", "which customers does {partner} hold?", "list everything {partner} has",
        "where is {partner} partner of record?", "show subscriptions held by {partner}", "{partner} list",
        "which of the {product} ones does {partner} have", "what has {partner} taken", "how much does {partner} hold",
        "all subscriptions where {partner} is registered", "by partner {partner}", "what do other partners hold, {partner} for example",
        "which subscriptions is {partner} dpor on", "{partner} {product} dpor list", "{partner}?", "{partner} dpor", "{partner}'s customers", "what does {partner} have?",
        "at which customers does {partner} sit on the slot", "where does {partner} sit", "everything {partner} is registered on", "on which of our customers is {partner} the partner",
        "show me the {product} subscriptions where {partner} is partner of record", "hi, what is {partner} holding these days", "how many has {partner} got",
        "which customers have chosen {partner}", "wich customers has {partner} dpor on", "list {partner}", "which slots did {partner} take from us",
        "list by partner", "show subscriptions by partner", "which other partners hold our customers' subscriptions?", "which partners are there",
    ),
    Language.SWEDISH: (
        "vad är {partner} DPOR för?", "vilka kunder har {partner}?", "lista allt som {partner} har",
        "var är {partner} partner of record?", "visa prenumerationer som {partner} har", "{partner} lista",
        "vilka {product} har {partner}", "vad har {partner} tagit", "hur mycket sitter {partner} på",
        "alla prenumerationer där {partner} står", "per partner {partner}", "var sitter {partner} som dpor",
        "vilka prenumerationer är {partner} dpor på", "{partner} {product} dpor-lista", "{partner}?", "{partner} dpor", "{partner}s kunder", "vad har {partner}?",
        "hos vilka kunder sitter {partner} på platsen", "var sitter {partner}", "allt {partner} är registrerad på", "på vilka av våra kunder är {partner} partner",
        "visa {product}-prenumerationerna där {partner} är partner of record", "hej, vad sitter {partner} på nuförtiden", "hur många har {partner}",
        "vilka kunder har valt {partner}", "vilka kunder har {partner} dpor på", "hos vilka är {partner} inlagd", "vilka platser har {partner} tagit från oss",
        "lista per partner", "visa prenumerationer per partner", "vilka andra partner har våra kunders prenumerationer?", "vilka partner finns det",
    ),
}  # fmt: skip
