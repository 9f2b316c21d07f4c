"""Ordinary words of both languages: how a sentence shows its language, and what is not a name."""

from __future__ import annotations

from bot.understanding.words import folded


def _folded(words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words.split())


SWEDISH = _folded(
    """
    och att det som en ett på är av för med till den har de inte om vi ni man men så var vad hur vem
    vilken vilket vilka när där här nu då ska skall kan kunde vill skulle måste bör får fick hade blir bli
    blev varit vara från eller efter under över mellan utan hos vid åt sig oss er dem dom deras vår vårt
    våra era ert min mitt mina din ditt dina jag du han hon hen någon något några nån nåt nåra inga ingen
    inget alla allt andra annan annat samma mer mest också oxå bara redan fortfarande kvar även ju väl nog
    ens längre igen sen sedan innan först sist varför därför eftersom medan tills ännu aldrig alltid ofta
    ibland kanske tack hej hejsan hallå tjena tja tjo snälla gärna behöver behövs finns fins går gick gör
    göra gjort gjorde ger ge gav tar ta tog ser se såg säger sa säga vet veta står stå stod ligger ligga
    låg sitter sitta satt kommer komma kom visa visar kolla kollar koll lista räknas räknar gäller funkar
    fungerar betyder innebär heter hetat kallas hittar hitta lägger lägga lagt läga skriv skriva skriver
    skickar skicka hjälp hjälpa hjälper ändra ändras byta byter byt tvist plats platsen datum kund kunden
    kunder kunders kunderna kundens kundernas prenumeration prenumerationen prenumerationer
    prenumerationerna återförsäljare molnet konto kontot användning användningen förbrukning förbrukningen
    krav kraven kompetens kompetenser behörighet behörigheter uppdatera förnyas förnyelse förnyelser
    upphör löper ut snart dag dagar vecka veckor månad månader kvartal år året idag imorgon igår nästa
    förra senaste kommande inom fram skillnad skillnaden mellan bäst bättre ny nya nytt nuvarande gammal
    gamla upptagen ledig ledigt egen egna eget själv själva va oss ni er ej icke saknar saknas utan emot
    trots via per antal hela helt lite mycket många få färre flera fler varje vardera båda bägge olika sån
    sånt sådan sådant sådana grej grejen grejer sak saker frågan fråga undrar undrade tror tycker menar e
    ä o å dig mig dej mej sin sitt sina länge långt lång kort varandra vars ingenting nånting någonting
    stäng sluta börja sätt sätta sätter satt ange anger angett angiven kopplad koppla kopplas koppling
    avtal avtalet affär affären hjälpte berätta förklara översätt boka beställa köpa köpte kosta kostar
    priset pris ungefär lunch tåget vädret mamma pappa barn hund katt månen stund sekund timme timmar
    minut minuter januari februari maj juni juli augusti oktober måndag måndagen tisdag tisdagen onsdag
    onsdagen torsdag torsdagen fredagen lördag söndag söndagen klockan
    vart vars ifrån härifrån därifrån åter nere uppe borde torde lär ty alltså dock
    fast fastän ehuru strax ringa ringer ringde träffa träffar hinner sitter visst
    """
)

ENGLISH = _folded(
    """
    the a an and or but of to in on at for with from by about as into is are was were be been being am do
    does did done doing have has had having will would shall should can could may might must not no nor i
    you he she it we they me him her us them my your his its our their mine yours ours theirs this that
    these those what which who whom whose when where why how all any both each few more most other some
    such only own same so than too very just now then here there again once if because while until after
    before under over between through during without within against out off up down please thanks thank hi
    hello hey there morning yes need needs want wants know knows get gets got give gives make makes take
    takes see sees show shows list tell tells say says said find finds check checks look looks count
    counts work works mean means happens happened happen change changes changed still already anymore
    longer ever never always often maybe customer customers customers client clients subscription
    subscriptions sub subs company somebody someone something anybody anyone anything nobody nothing
    everybody everyone everything another one two three first last next new old current today tomorrow
    yesterday week weeks month months quarter year years day days soon long much many difference different
    way ways thing things stuff add added remove removed set setting name named slot taken free held holds
    hold right left able let lets put puts going go goes went come comes write send sends ask asks asking
    asked help helps helped mail email draft status claim claims renew renews renewal renewals expire
    expires expiring cost costs price prices buy sell sold usage data report reports rule rules points
    point competency competencies incentive incentives dont doesnt isnt arent wasnt cant couldnt wont im
    ive youre theyre were whats whos wheres hows thats lets didnt havent hasnt shouldnt wouldnt u r plz
    pls thx gonna wanna gotta cuz coz like really actually basically also else even though although since
    per via vs versus whether ought supposed anyway okay ok sure great good better best quick question
    wondering explain weather translate recipe scores story joke
    """
)

SHARED = _folded(
    """
    partner partners partnern record records digital of por dpor microsoft pal cpor tpor csp gdap dap mpn
    id azure office intune crm ems dynamics admin portal dashboard center centre status sub subs team excel
    teams online cloud 365 o365 m365 d365 data list help video guide man men in for is at by under over en
    per via ai i so be var an import csv xlsx json
    """
)

SWEDISH_MATTERS = _folded(
    """
    adminatkomst admincenter admincentret administrera adminkonto adminlanken adminrattigheter affarer
    affarsmojligheter ager aktiva allmanna alternativ andrades andrar andringar andringen anges angra
    anmal anmaler annars ansoker ansprak anvanda anvandare anvandaren anvander anvandningsdata
    anvandningssiffror anvands arende arendet ars arvs associationer associeras atanke aterforsaljaren
    atkomst automatiskt avdelning avgift avgor aviseringarna avskaffat avslag avslagen avsluta avslutar
    azureportalen bade bakat basta befintlig begaran behalls ber besked beslut bestaller bestammer
    bestrida bestrider betala betalar betalning betalt bevis billigare blankett blivit blockerar bocka
    bolag bolaget borjar bort borta boten bra brevlada brevlador brukar bygger caset centers certifiering
    certifikat checklista checklistan chef chefen claima claimar claimas claimat dagarna dashboarden dela
    delad delar delegerad delegerade detaljerade digitala distributoren dokument dolda doman domanen
    driver efterhand egentligen enda enligt ersatt ersatte ersatter ersattning ersatts exakt exklusivt
    exporten faktura fakturan fakturering faltet fanns farsk fatt fattar fel filer finnas flytt flytta
    flyttas folja foljer fordelar fordrojning fore foretag forfaller forfragan forkortning forlangas
    forlorar formulera fornya fornyade forr forsaljning forsaljningar forsaljningen forsta forsvann
    fortjanar fragar fragor fylla fyller fyra gang ganger gastanvandare genom giltigt globalt glomma glomt
    goda godkand godkanna godkannande godkant gratis guiden guider guld guldkompetens guldpartner hande
    hander hanger historik hjalpen hort igenom ihag ihop inblandade incitament indirekt infordes ingar
    inlagd inlagda inlagg inloggningen inne innehall insyn intern interna jamfor jamfort januari jobb
    jobbar jobbet kanalen klaga klick klickar knappen kollega kommandon kompetensen kompetenserna
    kompetenskrav kompetenspoang konflikter konkurrent konkurrenter konkurrerande konsult konsultpartner
    konsumtion konsumtionen konsumtionssiffror kontakt kontaktuppgifter konton kontor kontoret kontra
    kontraktet kontrollerar koper kopet kopplade kopplar kopplingar kopplingen kor korthet kravde kravs
    kredit krediter kring kunddata kundnamn kurs kvartalet ladda laddar lade lades laget lagg laggas laggs
    lagts lamnar lander lank lanka lankade lankar lanken larm larma larmen lasa lediga lever leverantorer
    licens licenser licenserna listan logga lokala lokalt losenord loser mall manaden manaderna maskerade
    mattes meddela medlemskap mejl mejlet meningen meny menyn microsoftpartner migrera migrering miljo
    mojligheter mojligt moln molnkompetenser morgon mot mote namn narmaste natfiske nedladdningen nej
    nekas ner notifiera notiser notiserna nufortiden numera nummer numret nyborjare nyheten nytta offert
    okej omfattas omfattning onlinetjanster oppna oppnar overgangen overklaga paminnelser partneransvarig
    partneravtalet partnerfaltet partnerplatsen partnerportalen partnerprogram partnerprogrammet
    partnerrabatt pengar personuppgifter personuppgiftsbitradesavtal pinga platser poang poangen portalen
    pratar praxis precis prislista procent produkt produkter programavgiften punkter punkterna rabatt
    racker radera rakna raknades rakning rapport rapporten rapporter rapporterna ratt rattigheter regel
    registrera registrerad registrerade registrerar registreras registrering registreringen retroaktivt
    roll rollen rummet sakert salde saljaren saljer samtidigt sattet satts schusters senare sent servrar
    sida sidan siffror siffrorna sju skapa skapar skiljer skilnad skoter skrev skrivit slar slutade slutar
    snabb sparrar spela stalla stallet stammer stangd stangdes stanger steg stegen stor supportarende
    supportarenden supportcase supporten svarar syftet syns tacker tagen tagit tanka tankt tappar tas
    teamet tekniker telefonnummer tenanten tenanter tid tiden tidigare tillbaka tilldela tillgang
    tillgodorakna tio tittar tjanar tjanstadministrator tjanster tolv toppen tre trycker tumregler tva
    undertecknat upp uppdaterad uppdateras uppgifter upphandling upphorde utbildning utkast utse vag vagen
    valet valja valjer valt vanliga vann varan veckan vems vidare vidarebefordra viktigaste viktigt
    villkor vinner visas motet motena moten
    """
)

ENGLISH_MATTERS = _folded(
    """
    abbreviation accept active adding address administer adoption advantages advice affect afterwards ago
    alerting alerts allowed alternative alternatives announcement annual appeal applies apply appoint
    approval approved assign associated attached automatically available back badge based became become
    becomes becoming beginners benefit besides blocking boss bought breach bring button buttons called
    cancel cannot card case cases certificate certificates certification charge charged cheaper checklist
    cheers choose chosen claimed clause click clicks close closed code colleague column coming commands
    companys compare compared competing competitor competitors complain conflict conflicts consultant
    consumption contact content contest contract contracts convert counted country course cover covered
    credited credits dates deadline deal deals decide decides decision delay delete deleted department
    deserves designations details differ digits direct discontinued discount document documentation domain
    download drive drives driving due earlier earns eligible employees empty end engineer enough enrolment
    enter entered environment equivalent every evidence exactly exam exams exclusive exist existing
    expensive expired explained export extended failed fails fee figures file filled firm fix follow
    forget forgot former forward four fresh getting gold gone greyed guest guides hacked high history
    implementation important included inherited insight instead instructions introduced invoice invoices
    involved itself january join keep keeps kept known lack late later latest leave leaving licence
    licences licenses licensing linked linking listed lose lost lot low mailbox mailboxes margin masked
    match meaning meant measured meeting menu message messages migrated migration mind missing monday
    money monthly move moved moves moving names naming needed news nice note notice notifications notified
    notify notifying nowadays number numbers occupied offer official ones opportunities opportunity
    options organisation ourselves outage overview overwrite owns paid part password path pay paying
    payment payout people percent perfect permission permissions phishing phone pinging place polite
    possible practice previous pricing profile programme protection purpose qualify questions raise reach
    read receive recommend refreshed refund register registered registration relationship remember
    remembering reminders rename renewed replace replaced replacement reply request requirements resell
    reseller resellers reserved reset resource restore retroactively role roles room run running runs
    scope seat seats self seller sells sending setup several severity shared shares sharing short showing
    shut sign signed sits sitting slow sow split start step steps stolen stop strange study submit
    suppliers swap switch switching template tenants think tick time together took towards training
    transition true turn turned twelve twice types update updated used user users using valid vanished
    vendors view visible vms well whole win wins won working worth
    sheet sheets spreadsheet spreadsheets workbook workbooks wrong yet call calling calls meet meeting visit
    """
)
"""What people talk about here, in words that only one of the languages has."""

ORDINARY = SWEDISH | ENGLISH | SHARED | SWEDISH_MATTERS | ENGLISH_MATTERS
"""Words that are never taken for a company's name on their own."""

CONNECTORS = frozenset({"and", "och", "und", "o", "the", "n"})
"""Words between the words of a name that are as good as none."""

LINKS = frozenset({"i", "in", "av", "of", "de", "von", "van"})
"""Words that may stand between the words of a name, and need not."""

DATES = _folded(
    """
    january february march april may june july august september october november december januari februari
    mars maj juni juli augusti oktober monday tuesday wednesday thursday friday saturday sunday måndag
    tisdag onsdag torsdag fredag lördag söndag spring summer autumn winter vår sommar höst vinter jul
    """
)

EVERYDAY = ORDINARY | DATES | _folded("alert alarm larm top total sista first azure molnet kontoret")
"""Words that people use here without naming anybody, whatever a company calls itself."""

SUFFIXES = _folded(
    """
    ab publ as asa aps ltd limited gmbh ag kg oy oyj inc incorporated corp corporation llc llp plc bv nv srl
    hb kb aktiebolag handelsbolag
    """
)
"""What follows a company's name and is no part of it."""

LEGAL = _folded(
    """
    ab publ as asa a s aps ltd limited gmbh ag kg oy oyj inc incorporated corp corporation co company llc
    llp plc bv nv sa srl spa hb kb ek handelsbolag aktiebolag group koncernen com se no dk fi net org eu
    """
)
"""What may follow a company's name without making it another's."""

BUSINESS = _folded(
    """
    traders toys retail bank banken insurance försäkring försäkringar coffee cafe kaffe travel resor works
    publishing förlag winery vineyard house media research consultants consulting pharma pharmaceuticals
    energy energi foods food mat livs fashion mode design institute logistics logistik importers imports
    exports airlines airways motors motor bil bilar health hälsa hospital sjukhus school skola university
    universitet university college bygg construction fastigheter properties estate invest investments
    capital finance finans solutions systems software technologies technology tech labs studios sports
    sport outdoor shipping transport åkeri industries industri manufacturing nordic sweden sverige norge
    danmark suites hotels hotel hotell museum engineering brewery bryggeri farm farms electronics telecom
    mobile services service återförsäljning stores store butik butiker market markets partners holding
    holdings global international vineyards fiber paper papper skog steel stål stad län
    group koncernen co company cars residences electric kommun region
    """
)
"""Words that many companies have in their name."""
