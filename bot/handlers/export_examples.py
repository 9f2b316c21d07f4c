"""How people ask for a list as a file."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.language import Language

Examples = Mapping[Language, tuple[str, ...]]

EXPORT: Examples = {
    Language.ENGLISH: (
        "export ours as excel", "export the list as csv", "export everything", "export conflicts", "give me the conflicts as a spreadsheet",
        "export the renewals as csv", "export what is missing", "export the changes since June", "download our subscriptions as excel",
        "can I get the list of free slots as a file", "export {customer}", "export {customer}'s subscriptions as json", "export {product} as xlsx",
        "export what {partner} holds", "export all", "save the list as a workbook", "dump the whole record to csv", "as an excel file please",
        "send me our dpor list as csv", "export to excel", "download the list", "exprot ours", "I need our {product} subscriptions in a spreadsheet",
        "hi, could you put the conflicts in an excel file for me?", "give me a csv of everything", "export the record", "csv of our subscriptions",
        "make an excel of what renews in the next 60 days", "list of ours as a file", "xlsx of the changes",
        "export everything about {customer}", "download everything we have on {customer}",
    ),
    Language.SWEDISH: (
        "exportera våra som excel", "exportera listan som csv", "exportera allt", "exportera konflikter", "ge mig konflikterna som kalkylark",
        "exportera förnyelserna som csv", "exportera det som saknas", "exportera ändringarna sedan juni", "ladda ner våra prenumerationer som excel",
        "kan jag få listan på lediga platser som en fil", "exportera {customer}", "exportera {customer}s prenumerationer som json",
        "exportera {product} som xlsx", "exportera det {partner} har", "exportera alla", "spara listan som arbetsbok", "dumpa hela registret till csv",
        "som excelfil tack", "skicka vår dpor-lista som csv", "exportera till excel", "ladda ner listan", "exprotera våra",
        "jag behöver våra {product}-prenumerationer i ett kalkylark", "hej, kan du lägga konflikterna i en excelfil åt mig?", "ge mig en csv på allt",
        "exportera registret", "csv på våra prenumerationer", "gör en excel på det som förnyas de närmaste 60 dagarna", "listan på våra som fil",
        "xlsx med ändringarna", "exportera allt om {customer}", "ladda ner allt vi har om {customer}",
    ),
}  # fmt: skip
