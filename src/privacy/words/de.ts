import type { KeptFor, PrivacyFacts } from "../facts.ts";
import type { PrivacyWords } from "../sections.ts";
import { countRoles } from "./count-roles.ts";

const fillIn = "*(auszufüllen)*";

const units = {
  days: ["Tag", "Tage"],
  weeks: ["Woche", "Wochen"],
  months: ["Monat", "Monate"],
  years: ["Jahr", "Jahre"],
} as const;

const until = (kept: KeptFor | null): string =>
  kept === null
    ? "unbefristet: nichts eingestellt"
    : `${kept.count} ${units[kept.unit][kept.count === 1 ? 0 : 1]}, danach entfernt sie der nächste Sync`;

const shown: Readonly<Record<PrivacyFacts["agents"], string>> = {
  named: "mit Namen",
  pseudonym: "unter Pseudonymen",
  off: "gar nicht",
};

const texts: Readonly<Record<PrivacyFacts["texts"], string>> = {
  all: "jeden Kommentar",
  never: "keinen Kommentar",
  low: "Kommentare unzufriedener Kunden",
};

const storedNow = ({ stored }: PrivacyFacts): string =>
  stored === null
    ? "noch nichts: es gibt keine Datenbank"
    : `${stored.responses} Antworten${stored.oldest === null ? "" : ` seit ${stored.oldest}`}, zu ${stored.agents} Agenten`;

const roleNames = { admin: "Verwalter", manager: "Führungskraft", agent: "Agent" } as const;

const tokens = (facts: PrivacyFacts): string =>
  facts.tokens.length === 0
    ? "kein Zugangs-Token gültig"
    : `gültige Zugangs-Token: ${countRoles(facts.tokens)
        .map(([role, count]) => `${count} × ${roleNames[role]}`)
        .join(", ")}`;

const masked = ({ redacted }: PrivacyFacts): string =>
  redacted.length === 0
    ? "in Texten wird nichts geschwärzt"
    : `in Texten vor dem Speichern geschwärzt: ${redacted.map((what) => maskedKinds[what] ?? what).join(", ")}`;

/** What settings call by a key; own patterns have a name of their own. */
const maskedKinds: Readonly<Record<string, string>> = {
  "e-mail": "E-Mail-Adressen",
  phone: "Rufnummern",
  card: "Kartennummern",
  iban: "Kontonummern (IBAN)",
  ip: "IP-Adressen",
};

const readers = (facts: PrivacyFacts): string =>
  facts.onServer ? "wen der Datenbankserver das Schema lesen lässt" : "wen das Betriebssystem die Datei lesen lässt";

/** The sheets in German. */
export const de: PrivacyWords = {
  title: "Kundenzufriedenheit in Genesys Cloud: Verarbeitung personenbezogener Daten mit Afterword",
  generated: ({ day, version, settingsFile, warehouse }) =>
    `Erstellt am ${day} von Afterword ${version} nach ${settingsFile === null ? "den Voreinstellungen" : `\`${settingsFile}\``}; ` +
    `die Daten liegen in \`${warehouse}\`. Was folgt, gilt, bis sich die Einstellungen ändern: dann neu erstellen.`,
  record: {
    title: "Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)",
    rows: (facts) => [
      ["Verantwortlicher, Kontakt", fillIn],
      ["Datenschutzbeauftragte Person", fillIn],
      [
        "Zwecke",
        "Messen, wie zufrieden Kunden mit den Kontakten eines Contact-Centers sind, nach Warteschlange, Team, Agent und Ursache; finden und beheben, was ihnen missfällt; zeigen, wie vollständig und wie sicher diese Zahlen sind",
      ],
      ["Rechtsgrundlage", fillIn],
      [
        "Betroffene",
        "Kunden, die nach einem Kontakt um ihre Meinung gebeten wurden; Agenten, die sie betreut haben; Personen, die Kontakte bewertet haben",
      ],
      ["Kategorien von Daten", "Siehe die Tabelle unten"],
      ["Derzeit gespeichert", storedNow(facts)],
      ["Herkunft", "Genesys Cloud, gelesen mit einem OAuth-Client; Afterword liest dort nur und ändert nichts"],
      [
        "Empfänger",
        `${readers(facts)}; Nutzer des Dashboards (${tokens(facts)}); wem Exporte, HTML-Berichte und veröffentlichte Kopien gegeben werden`,
      ],
      [
        "Übermittlung in Drittländer",
        "Keine durch Afterword: es sendet niemandem Daten. Was Genesys Cloud tut, regelt der Vertrag mit Genesys",
      ],
      [
        "Löschfristen",
        `Kommentare: ${until(facts.retention.comments)}. Namen und Ids von Agenten: ${until(facts.retention.agents)}. Von Genesys gelieferte Dokumente: ${until(facts.retention.documents)}. Bewertungen bleiben, bis die Datenbank gelöscht wird oder \`afterword erase\` sie entfernt`,
      ],
      [
        "Anfragen Betroffener (Art. 15 bis 17 DSGVO)",
        "Auskunft: `afterword erase --customer`, oder `--agent`, mit `--dry-run` nennt die Antworten nach Id, und Exporte enthalten sie. Berichtigung: in Genesys Cloud; der nächste Sync folgt. Löschung: `afterword erase`",
      ],
      [
        "Technische und organisatorische Maßnahmen",
        `Nur lesender Zugriff; Geheimnisse nur in Dateien ihres Eigentümers; Rufnummern und Adressen nur als HMAC-SHA256; Namen von Kunden werden nicht gespeichert; ${masked(facts)}; ${facts.agents === "named" ? "" : "Zahlen aus weniger als zehn Antworten werden in Berichten zurückgehalten; "}Dashboard nur auf diesem Rechner oder mit TLS und je Nutzer einem Token, das nur als Hash gespeichert ist; Löschung nach Interaktion, Kunde und Agent mit Beleg`,
      ],
    ],
  },
  data: {
    title: "Kategorien von Daten",
    heads: ["Daten", "über", "Felder", "wozu", "Dauer", "wer sie sieht"],
    subjects: { customer: "Kunden", agent: "Agenten", evaluator: "Bewertende" },
    names: {
      answers: "Antworten und Bewertungen",
      comments: "Kommentare und andere Texte",
      interaction: "der Kontakt: Ids, Zeiten, Kanal",
      addresses: "Rufnummern und Adressen, gehasht",
      agent: "wer den Kunden betreut hat",
      evaluation: "wer den Kontakt bewertet hat",
      work: "Anteile eines Agenten am Kontakt, und wie viele Kontakte jeder am Tag hatte",
      organization: "Warteschlangen, Divisionen und Formulare",
    },
    purposes: {
      answers: "die Zahlen selbst",
      comments: "verstehen, warum ein Kunde zufrieden ist oder nicht",
      interaction: "den Kontakt finden; sehen, was Warten, Halten und Weiterleiten bewirken",
      addresses: "alle Daten eines Kunden finden, der danach oder nach ihrer Löschung fragt",
      agent: "Zahlen nach Agent und Team, und nicht dem letzten Agenten alles zuschreiben",
      evaluation: "Bewertende mit Kunden vergleichen",
      work: "Antworten denen zuschreiben, die die Arbeit getan haben; Anteil der befragten Kontakte",
      organization: "Zahlen nach Warteschlange, Division und Frage",
    },
    kept: (kept, { retention }) => (kept === "rows" ? "so lange wie die Datenbank" : until(retention[kept])),
    seen: (name, facts) => {
      if (name === "addresses") return "niemand; nur die Datenbank";
      if (name === "comments" && facts.texts === "never") return "niemand: sie werden nicht gelesen";
      const people = name === "agent" || name === "evaluation" || name === "work";
      return people && facts.agents !== "named"
        ? `wer die Datenbank liest; in Ausgaben ${shown[facts.agents]}`
        : "wer die Datenbank, Exporte oder im Rahmen seiner Rolle das Dashboard liest";
    },
    stated: {
      name: (attribute) => `${attribute}, nach der Liste der Agenten`,
      purpose: (attribute) => `Zahlen nach ${attribute}, und um danach auszuwählen`,
      kept: "nirgends: für jeden Bericht aus der Liste gelesen, so lange es dort steht",
      seen: ({ agents }) =>
        `wer die Datei liest; in Berichten und im Rahmen seiner Rolle im Dashboard als Gruppe${agents === "named" ? "" : " aus mindestens fünf Agenten"}`,
    },
  },
  council: {
    roster: ({ attributes, agents: count }, { agents }) => [
      "Was ist sonst über Agenten bekannt?",
      `Eine Liste nennt ${attributes.map((name) => `\`${name}\``).join(", ") || "nichts"} zu ${count} Agenten: danach werden Zahlen gruppiert und ausgewählt; nichts davon steht in der Datenbank oder in Exporten. ${
        agents === "named"
          ? "Eine Gruppe aus einem einzigen Agenten wird gezeigt wie jede andere"
          : "Eine Gruppe aus weniger als fünf Agenten wird zurückgehalten, und eine Auswahl, aus der so wenige folgen, wird abgelehnt"
      }`,
    ],
    title: "Blatt für den Betriebsrat",
    rows: (facts) => [
      [
        "Ist zu sehen, wie ein einzelner Agent bewertet wird?",
        {
          named: "Ja, mit Namen",
          pseudonym:
            "Unter einem Pseudonym, das über die Zeit gleich bleibt; der Schlüssel im Ordner der Datenbank kann es auflösen",
          off: "Nicht in dem, was Afterword ausgibt, zeigt und exportiert; die Datenbank enthält es",
        }[facts.agents],
      ],
      ["Wie werden Agenten gezeigt?", `${shown[facts.agents]} (Einstellung \`agents\`)`],
      [
        "Wer darf es sehen?",
        `${readers(facts)}, und Nutzer des Dashboards im Rahmen ihrer Rolle: ${tokens(facts)}. Das Token einer Führungskraft zeigt nur ihre Teams und Divisionen und die Agenten, die ihr die Agentenliste (\`roster\`) gerade zuordnet, das eines Agenten nur die eigenen Antworten; das eines Verwalters, und jenes, das \`serve\` beim Start ausgibt, alles`,
      ],
      [
        "Wer kann das ändern?",
        "Wer die Einstellungsdatei schreiben oder Afterword mit einer anderen starten darf. Einen Schalter dafür gibt es nicht",
      ],
      [
        "Wird Verhalten in Echtzeit beobachtet?",
        "Nein. Ein Kontakt wird gelesen, nachdem sein Kunde befragt oder er bewertet wurde",
      ],
      [
        "Werden Personen gereiht, oder wird etwas über sie empfohlen?",
        "Nein. Zahlen aus wenigen Antworten heißen auch so, und keine trägt eine Empfehlung zu einer Person",
      ],
      [
        "Werden Arbeitszeiten erfasst?",
        "Nein. Zeiten der bewerteten Kontakte zeigen, wann jemand gearbeitet hat, und eine Tabelle enthält, wie viele Kontakte jeder Agent am Tag hatte, damit ihr befragter Anteil bekannt ist",
      ],
      ["Werden Aufnahmen, Bildschirme, Tasten oder Mitschriften gelesen?", "Nein"],
      [
        "Und Texte?",
        `Afterword liest ${texts[facts.texts]} (Einstellung \`texts\`); ${masked(facts)}. Ein Kunde kann in einem Kommentar dennoch einen Agenten nennen`,
      ],
      [
        "Wie lange bleibt es?",
        `Namen und Ids von Agenten: ${until(facts.retention.agents)}. Kommentare: ${until(facts.retention.comments)}. Von Genesys gelieferte Dokumente mit dem Verlauf jedes Kontakts: ${until(facts.retention.documents)}`,
      ],
      [
        "Kann eine Person herausgenommen werden?",
        "Ja: `afterword erase --agent` entfernt Id und Namen auf Dauer aus der Datenbank, `--customer` und `--interaction` entfernen die Antworten; jedes hinterlässt einen Beleg ohne Inhalt. Token, die den Agenten zeigen oder nennen, gehen mit. Sicherungen, Exporte, Berichte und Protokolle sind von Hand zu bereinigen",
      ],
      [
        "Wird die Nutzung protokolliert?",
        "Die der Token: welches, sein Name und seine Rolle, wann, von welcher Adresse, und ob für eine Ansicht, einen Export oder einen Bericht. Nicht, was gefragt oder gezeigt wurde; auch nicht, wer die Datenbank ohne Token liest",
      ],
      [
        "Entscheidet eine Maschine etwas?",
        "Nein. Afterword hat kein Modell einer Person; Fragen werden nach ihren Wörtern eingeordnet, was `afterword forms` zeigt und Einstellungen ändern",
      ],
    ],
  },
  open: {
    title: "Vor der Nutzung zu entscheiden",
    none: "Nichts: jede Einstellung, die Personen betrifft, ist getroffen.",
    items: ({ agents, retention, redacted, settingsFile }) => [
      ...(settingsFile === null ? ["Es gibt keine Einstellungsdatei: alles hat seine Voreinstellung."] : []),
      ...(agents === "named" ? ["Agenten werden mit Namen gezeigt. Möglich sind `pseudonym` und `off`."] : []),
      ...(redacted.length === 0 ? ["In Texten wird nichts geschwärzt."] : []),
      ...Object.entries(retention).flatMap(([what, length]) =>
        length === null
          ? [
              `${{ comments: "Kommentare", agents: "Namen und Ids von Agenten", documents: "Von Genesys gelieferte Dokumente" }[what]} bleiben unbefristet: \`retain_${what}\` einstellen.`,
            ]
          : [],
      ),
    ],
  },
};
