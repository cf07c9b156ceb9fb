import type { Words } from "./words.ts";

export const german: Words = {
  about: {
    waiting: {
      pleased: ["Sofort jemanden erreicht.", "Kaum Wartezeit, sehr angenehm."],
      cross: [
        "Ich musste {minutes} Minuten warten.",
        "Die Warteschleife ist eine Zumutung.",
        "Viel zu lange Wartezeit, dann war die Leitung tot.",
      ],
    },
    transfer: {
      pleased: ["Einmal verbunden und gleich bei der richtigen Kollegin.", "Die Übergabe hat reibungslos geklappt."],
      cross: [
        "Ich wurde dreimal weiterverbunden.",
        "Niemand ist zuständig, man wird nur durchgereicht.",
        "Nach dem Weiterverbinden musste ich alles noch einmal erklären.",
      ],
    },
    resolution: {
      pleased: ["Mein Anliegen war in fünf Minuten erledigt.", "Problem gelöst, so soll es sein."],
      cross: [
        "Das Problem besteht weiterhin, schade.",
        "Seit {days} Tagen keine Lösung.",
        "Meine Frage wurde nicht beantwortet.",
      ],
    },
    friendliness: {
      pleased: ["Sehr freundlich und geduldig.", "So ein netter Mitarbeiter!", "Ich wurde ernst genommen."],
      cross: ["Der Mitarbeiter war unfreundlich.", "Kein Wort der Entschuldigung.", "Man fiel mir ständig ins Wort."],
    },
    knowledge: {
      pleased: ["Kompetente Beratung, gerne wieder.", "Sie wusste genau, was zu tun ist."],
      cross: [
        "Unfreundlich & ahnungslos.",
        "Drei Anrufe, drei verschiedene Auskünfte.",
        "Die Auskunft war schlicht falsch.",
      ],
    },
    price: {
      pleased: ["Faires Angebot bekommen.", "Der günstigere Tarif wurde gleich gebucht."],
      cross: ["Viel zu teuer.", "Der Preis stieg um {amount} ohne Ankündigung.", "Neukunden zahlen weniger als ich."],
    },
    invoice: {
      pleased: ["Die falsche Rechnung wurde sofort korrigiert.", "Endlich hat mir jemand die Rechnung erklärt."],
      cross: [
        "Die Rechnung stimmt schon wieder nicht.",
        "Doppelt abgebucht!",
        "Mir wurden {amount} berechnet, die ich nie bestellt habe.",
      ],
    },
    website: {
      pleased: ["Die neue Website ist übersichtlich.", "Mit Ihrer Hilfe klappte die Anmeldung im Portal."],
      cross: [
        "Die Website meldet mich ständig ab.",
        "Online bezahlen geht seit {days} Tagen nicht.",
        "Die App zeigt etwas anderes an.",
      ],
    },
    callback: {
      pleased: ["Der Rückruf kam pünktlich.", "Nach {minutes} Minuten wurde ich zurückgerufen, prima."],
      cross: [
        "Der versprochene Rückruf kam nie.",
        "{days} Tage auf einen Rückruf gewartet.",
        "Rückruf natürlich zur falschen Zeit.",
      ],
    },
    delivery: {
      pleased: ["Die Ersatzlieferung war am nächsten Tag da.", "Endlich weiß ich, wo mein Paket ist."],
      cross: [
        "Die Lieferung ist {days} Tage zu spät.",
        "Niemand weiß, wo mein Paket ist.",
        "Die Hälfte der Bestellung fehlte.",
      ],
    },
  },
  plain: {
    pleased: ["Alles bestens 😊", "Danke!", "Gerne wieder"],
    neutral: ["War in Ordnung.", "Nichts hinzuzufügen", "Geht so"],
    cross: ["Sehr enttäuschend.", "Nie wieder!", "Schlecht"],
  },
  mixed: ["Im Großen und Ganzen in Ordnung.", "Teils, teils:", "Am Ende hat es geklappt."],
  tails: {
    pleased: ["", "Vielen Dank!", "Weiter so 👍", "Sehr zufrieden."],
    cross: ["", "Bitte ändern!", "Das geht so nicht.", "Sehr ärgerlich 😠"],
  },
};
