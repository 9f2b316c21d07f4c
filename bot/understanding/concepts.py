"""Words of both languages that say the same thing here, so that a phrasing in one helps in the other."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.words import folded

_CONCEPTS = """
    customer: kund* customer* client* klient* bolaget företaget
    subscription: prenumeration* subscription* sub subs subben abonnemang* tenant* tenanten
    name-us: lägg* lagt lagd inlagd* ange anger angett angav angiv* sätt sätta sätter satte satt set
        assign* attach* registr* inskriv* skriva utse* utsedd* named name naming add adds added adding
        nominat* designate pick picked välj* valt valde choose* chose* appoint* recorded tag tagging
    connect: koppl* link* associat* associera* association* anslut* knyt* knut* tied
    remove: bort* remov* delete* plocka unlink* kasta sparka drop detach* avregistr* radera* bort
    change: byt byta byter bytte ändra* ändring* change* changing switch* swap* replace* ersätt* update*
        uppdater* move flytt*
    taken: taken taket upptag* tagen occupied held sitter conflict* konflikt* konkurrent* competitor*
        rival* annan another else andra claims
    free: free ledig* tom tomma empty nobody ingen saknar saknas missing without utan lacking lack lacks
        unclaimed open
    slot: slot slots plats platsen platser position seat spot field fält* dporplats* partnerplats*
    who: vem vilken which who whom whose vems
    decide: decid* avgör* bestäm* beslut* väljer ought bör borde should ska supposed rätt
    see: see ser se view* visa visas show shows shown find hitta* hittar look koll* check* dashboard*
        portal* titta lookup
    report: report* rapport* insights export* download* nedladd* excel csv
    usage: usage consum* förbruk* användning* aktiv* active konsum* adoption driver driv drive* used
        using använd*
    data: data siffr* numbers figures telemetri* statistik* statistics
    late: lag delay* dröj* lags försen* fördröj* länge slow updated uppdaterad* syns visible fresh
        färsk* gammal* stale latest när when long
    hidden: mask* hidden dold* maskerad* anonym* blank tecken garbled stjärnor obfuscat* gibberish
    permission: behörig* permission* rättighet* right rights role* roll roller owner* ägare admin*
        allowed får access åtkomst* tillgång* login logga security säkerhet* contributor
    retroactive: retro* efterhand bakåt back* tidigare earlier previous* before innan history histor*
        efterskott månader months
    money: money pengar incentiv* incentives rebate* ersättning* bonus* betalt paid pay earn* tjän*
        payout* utbetaln* kickback* provision* cash
    competency: competenc* kompetens* gold guld silver requirement* krav badge* kvala* qualif*
    points: score* poäng points designation* capability solutions
    renew: renew* förny* expir* löper upphör* förfaller utgång* ends ending expires due slutar
    new: new ny nya nytt köper buys migrer* migrat* transfer* övergång*
    guide: guide* guidance video* film* instruktion* instruction* steg* step* manual* material* docs
        dokument* tutorial* handledn* lathund* howto
    where: where var vart menu meny* click* klick* page sida portal* ställe
    difference: difference* skillnad* vs versus kontra jämför* compar* differ differs skiljer
    what: vad va what meaning means mean betyder innebär explain* förklar* define* definition* acronym
        förkortning*
    still: still fortfarande kvar längre anymore exists finns exist retired pensioner* dead död alive
        levande idag today nowadays numera nuförtiden shut closed nedlag* avskaff* discontinued
    own: own egna egen eget själva ourselves internal* intern* internt
    many: two två flera several multiple both båda både many många more fler samtidigt simultaneous*
        share dela delar
    alternative: alternativ* instead istället stället otherwise annars plan annat other option* fallback
    reject: reject* avslag* avslog* nekad* nek* denied refus* vägrar declin* avvisa* turned dispute*
        tvist* bestrid* overklag* överklag* appeal*
    claim: claim* anspråk* poe proof bevis* evidence
    sell: sell* sold sälj* sålt sålde sale sales försälj* resell* reseller* återförsälj* invoice*
        faktur* distribut* billing bill indirect*
    id: id mpn mpnid partnerid number nummer numret location global vmpn
    alert: alert* larm* notis* notif* avis* ping* varna* warn* meddel* message* messages säg
    stop: stop* sluta* stäng* off av mute* tysta* unsubscribe* avsluta* avprenumer* quit inga cancel*
    start: start* börja* on på subscribe* prenumerera slå enable* aktivera* turn
    write: write skriv* draft* utkast* mejl* mail* email* brev* letter* formul* compose* template* mall*
        förfrågan begäran request*
    list: list* lista* visa alla all every vilka which samtliga overview översikt*
    remember: remember* minne* minnas glöm* forget* mind important viktig* checklist* checklista*
        takeaway* tips
    thanks: thanks thank thx tack tackar cheers thanx tnx ty grateful
    hello: hello hi hey hej hejsan hallå tjena tja tjo god morning morgon afternoon
    price: price* pris* cost* kost* expensive dyr* cheap* billig* discount* rabatt* margin* marginal*
        offert* quote
    licence: licen* seat seats e3 e5
    person: manager chef* contact* kontakt* telefon* phone
    broken: down nere broken error* fel fails failed failing laddar* outage* avbrott* krångl* trasig*
        issue* problem*
    ticket: ticket* ärende* supportärende* case cases sev supportcase* supporten
    exam: exam* certifi* certifiering* training kurs* prov
"""


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The concepts of whole words, and of beginnings of words (those that end in a star)."""
    whole: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    concept = ""
    for word in _CONCEPTS.split():
        if word.endswith(":"):
            concept = word[:-1]
            continue
        table = stems if word.endswith("*") else whole
        key = folded(word.rstrip("*"))
        table[key] = (*table.get(key, ()), concept)
    return whole, stems


_WHOLE, _STEMS = _tables()
_LONGEST_STEM = max(map(len, _STEMS))


@lru_cache(maxsize=8192)
def concepts_of(word: str) -> tuple[str, ...]:
    """What the folded word stands for; nothing for most words."""
    found = _WHOLE.get(word, ())
    for end in range(min(len(word), _LONGEST_STEM), 2, -1):
        stem = _STEMS.get(word[:end])
        if stem:
            return (*found, *(c for c in stem if c not in found))
    return found
