import type { KeptFor, PrivacyFacts } from "../facts.ts";
import type { PrivacyWords } from "../sections.ts";
import { countRoles } from "./count-roles.ts";

const fillIn = "*(to be filled in)*";

const until = (kept: KeptFor | null): string =>
  kept === null
    ? "without an end: nothing is set"
    : `${kept.count} ${kept.count === 1 ? kept.unit.slice(0, -1) : kept.unit}, then removed at the next sync`;

const shown: Readonly<Record<PrivacyFacts["agents"], string>> = {
  named: "with their names",
  pseudonym: "by pseudonyms",
  off: "not at all",
};

const texts: Readonly<Record<PrivacyFacts["texts"], string>> = {
  all: "every comment",
  never: "no comment",
  low: "comments of unsatisfied customers",
};

const storedNow = ({ stored }: PrivacyFacts): string =>
  stored === null
    ? "nothing yet: there is no warehouse"
    : `${stored.responses} responses${stored.oldest === null ? "" : ` since ${stored.oldest}`}, of ${stored.agents} agents`;

const tokens = (facts: PrivacyFacts): string =>
  facts.tokens.length === 0
    ? "no token is in force"
    : `tokens in force: ${countRoles(facts.tokens)
        .map(([role, count]) => `${count} ${role}`)
        .join(", ")}`;

const masked = ({ redacted }: PrivacyFacts): string =>
  redacted.length === 0
    ? "nothing is masked in texts"
    : `masked in texts before they are stored: ${redacted.map((what) => maskedKinds[what] ?? what).join(", ")}`;

/** What settings call by a key; own patterns have a name of their own. */
const maskedKinds: Readonly<Record<string, string>> = {
  "e-mail": "e-mail addresses",
  phone: "telephone numbers",
  card: "card numbers",
  iban: "account numbers (IBAN)",
  ip: "IP addresses",
};

const readers = (facts: PrivacyFacts): string =>
  facts.onServer ? "whoever the database server lets read the schema" : "whoever the system lets read the file";

/** The sheets in English. */
export const en: PrivacyWords = {
  title: "Customer satisfaction in Genesys Cloud: processing of personal data with Afterword",
  generated: ({ day, version, settingsFile, warehouse }) =>
    `Written on ${day} by Afterword ${version} from ${settingsFile === null ? "its default settings" : `\`${settingsFile}\``}; ` +
    `the data is in \`${warehouse}\`. What is below holds until the settings change: write it again then.`,
  record: {
    title: "Record of processing activities (Article 30 GDPR)",
    rows: (facts) => [
      ["Controller, and contact", fillIn],
      ["Data protection officer", fillIn],
      [
        "Purposes",
        "To measure how satisfied customers are with the contacts that a contact centre handled, by queue, team, agent and cause; to find and mend what displeases them; to show how complete and how certain these figures are",
      ],
      ["Legal basis", fillIn],
      [
        "Whom the data is about",
        "Customers who were asked for their opinion after a contact; agents who served them; evaluators who judged contacts",
      ],
      ["Categories of data", "See the table below"],
      ["Held now", storedNow(facts)],
      [
        "Where it comes from",
        "Genesys Cloud, read with an OAuth client; Afterword only reads there and changes nothing",
      ],
      [
        "Recipients",
        `${readers(facts)}; users of the dashboard (${tokens(facts)}); whoever is given exports, HTML reports and published copies`,
      ],
      [
        "Transfers to third countries",
        "None by Afterword: it sends data to nobody. What Genesys Cloud does is the subject of the contract with Genesys",
      ],
      [
        "Time limits for erasure",
        `Comments: ${until(facts.retention.comments)}. Names and ids of agents: ${until(facts.retention.agents)}. Documents that Genesys returned: ${until(facts.retention.documents)}. Scores stay until the warehouse is deleted, or \`afterword erase\` removes them`,
      ],
      [
        "Requests of a person (Articles 15 to 17 GDPR)",
        "Access: `afterword erase --customer`, or `--agent`, with `--dry-run` lists the responses by id, and exports have them. Rectification: in Genesys Cloud; the next sync follows. Erasure: `afterword erase`",
      ],
      [
        "Technical and organizational measures",
        `Read-only access; secrets only in files of their owner; telephone numbers and addresses only as HMAC-SHA256; names of customers are not stored; ${masked(facts)}; ${facts.agents === "named" ? "" : "figures of fewer than ten answers withheld in reports; "}dashboard on this machine alone, or with TLS and a token for each user, stored as a hash; erasure by interaction, customer and agent with a receipt`,
      ],
    ],
  },
  data: {
    title: "Categories of data",
    heads: ["data", "about", "fields", "what for", "kept", "who sees it"],
    subjects: { customer: "customers", agent: "agents", evaluator: "evaluators" },
    names: {
      answers: "answers and scores",
      comments: "comments and other texts",
      interaction: "the contact: ids, times, channel",
      addresses: "telephone numbers and addresses, hashed",
      agent: "who served the customer",
      evaluation: "who judged the contact",
      work: "parts of an agent in a contact, and how many contacts each handled a day",
      organization: "queues, divisions and forms",
    },
    purposes: {
      answers: "the figures themselves",
      comments: "to understand why a customer is content or not",
      interaction: "to find the contact, and to see what waiting, holding and transfers do",
      addresses: "to find all data of one customer who asks for it, or for its erasure",
      agent: "figures by agent and team, and not to blame the last agent for all",
      evaluation: "to compare evaluators with customers",
      work: "to credit answers to those who did the work, and how many contacts were asked about",
      organization: "figures by queue, division and question",
    },
    kept: (kept, { retention }) => (kept === "rows" ? "as long as the warehouse" : until(retention[kept])),
    seen: (name, facts) => {
      if (name === "addresses") return "nobody; the warehouse alone";
      if (name === "comments" && facts.texts === "never") return "nobody: they are not read";
      const people = name === "agent" || name === "evaluation" || name === "work";
      return people && facts.agents !== "named"
        ? `readers of the warehouse; in output ${shown[facts.agents]}`
        : "readers of the warehouse, of exports and of the dashboard within their role";
    },
    stated: {
      name: (attribute) => `${attribute}, by the roster`,
      purpose: (attribute) => `figures by ${attribute}, and to choose by it`,
      kept: "nowhere: read from the roster for each report, as long as it is in that file",
      seen: ({ agents }) =>
        `readers of the file; of reports and the dashboard within their role, as a group${agents === "named" ? "" : " of five agents or more"}`,
    },
  },
  council: {
    roster: ({ attributes, agents: count }, { agents }) => [
      "What else is known of agents?",
      `A roster states ${attributes.map((name) => `\`${name}\``).join(", ") || "nothing"} of ${count} ${count === 1 ? "agent" : "agents"}: it groups and chooses figures, and nothing of it is kept in the warehouse or exported. ${
        agents === "named"
          ? "A group of a single agent is shown like any other"
          : "A group of fewer than five agents is withheld, and a choice from which so few follow is refused"
      }`,
    ],
    title: "Sheet for the works council",
    rows: (facts) => [
      [
        "Can it be seen how a single agent is judged?",
        {
          named: "Yes, with the name",
          pseudonym: "By pseudonym, which stays the same over time; the key in the warehouse's folder can resolve it",
          off: "Not in what Afterword prints, shows and exports; the warehouse holds it",
        }[facts.agents],
      ],
      ["How are agents shown?", `${shown[facts.agents]} (setting \`agents\`)`],
      [
        "Who may see it?",
        `${readers(facts)}, and users of the dashboard within their role: ${tokens(facts)}. A manager's token shows their teams, their divisions and the agents whom the roster gives them at that moment alone, an agent's their own answers alone; an admin's, and the one that \`serve\` prints at its start, everything`,
      ],
      [
        "Who can change this?",
        "Whoever may write the settings file or start Afterword with another one. There is no flag for it",
      ],
      [
        "Is behaviour watched in real time?",
        "No. A contact is read after its customer was asked, or after it was evaluated",
      ],
      [
        "Is performance ranked, or anything recommended about a person?",
        "No. Figures of few answers are called that, and none carries a recommendation about a person",
      ],
      [
        "Are working hours recorded?",
        "No. Times of the contacts that were judged show when somebody worked, and a table holds how many contacts each agent handled a day, to know what share of them was asked about",
      ],
      ["Are recordings, screens, keystrokes or transcripts read?", "No"],
      [
        "What about texts?",
        `Afterword reads ${texts[facts.texts]} (setting \`texts\`); ${masked(facts)}. A customer may still name an agent in a comment`,
      ],
      [
        "How long is it kept?",
        `Names and ids of agents: ${until(facts.retention.agents)}. Comments: ${until(facts.retention.comments)}. Documents that Genesys returned, with the course of each contact: ${until(facts.retention.documents)}`,
      ],
      [
        "Can a person be taken out?",
        "Yes: `afterword erase --agent` removes the id and the name from the warehouse for good, `--customer` and `--interaction` remove the answers; each leaves a receipt without content. Tokens that show or name the agent go too. Backups, exports, reports and logs are to be cleared by hand",
      ],
      [
        "Is use of the data logged?",
        "Use of tokens is: which one, its name and role, when, from which address, and whether for a view, an export or a report. Not what was asked or shown; nor who reads the warehouse without a token",
      ],
      [
        "Is anything decided by a machine?",
        "No. Afterword has no model of a person; questions are sorted by their words, which `afterword forms` shows and settings overrule",
      ],
    ],
  },
  open: {
    title: "To be decided before it is used",
    none: "Nothing: each setting that concerns people has been decided.",
    items: ({ agents, retention, redacted, settingsFile }) => [
      ...(settingsFile === null ? ["There is no settings file: everything has its default."] : []),
      ...(agents === "named" ? ["Agents are shown with their names. `pseudonym` and `off` are possible."] : []),
      ...(redacted.length === 0 ? ["Nothing is masked in texts."] : []),
      ...Object.entries(retention).flatMap(([what, length]) =>
        length === null
          ? [
              `${{ comments: "Comments", agents: "Names and ids of agents", documents: "Documents that Genesys returned" }[what]} stay without an end: set \`retain_${what}\`.`,
            ]
          : [],
      ),
    ],
  },
};
