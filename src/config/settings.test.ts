import { describe, expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { defaultSettings, readSettings, type Settings } from "./settings.ts";

const read = (text: string): Settings => readSettings({ path: "afterword.toml", text, secret: false }, "Asia/Tokyo");

function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("accepted");
}

const noAims = { csat: null, nps: null, meanSatisfaction: null, responseRate: null, resolution: null, ces: null };

test("an empty file sets nothing: all defaults, the time zone the machine's", () => {
  expect(read("# nothing\n")).toEqual(defaultSettings("Asia/Tokyo"));
  expect(read("")).toEqual({
    csatLabels: ["csat"],
    csatQuestions: [],
    timeZone: "Asia/Tokyo",
    firstDayOfWeek: "monday",
    language: "en",
    agents: "named",
    texts: "all",
    redact: ["e-mail", "phone", "card", "iban", "ip"],
    redactPatterns: {},
    retainComments: null,
    retainAgents: null,
    retainDocuments: null,
    shortestLeg: 10,
    minEffect: 0.02,
    roles: {},
    leads: {},
    scales: {},
    measures: {},
    targets: { ...noAims, queues: {} },
    roster: null,
  });
});

test("every key", () => {
  const settings = read(`
    csat_labels = ["Customer view", "Zufriedenheit"]
    csat_questions = ["q-7"]
    roster = "people/roster.csv"
    time_zone = "Europe/Berlin"
    first_day_of_week = "sunday"
    language = "de"
    agents = "pseudonym"
    texts = "low"
    redact = ["phone", "iban"]
    retain_comments = "24 Months"
    retain_agents = "1 year"
    retain_documents = "6 months"
    shortest_leg = 0
    min_effect = 0.05
    [roles]
    "3f" = "csat"
    q-8 = "resolution"
    [leads]
    c0 = "3f"
    [scales."q 1"]
    best = "low"
    satisfied_from = 2
    not_on_scale = ["Can't say", 9]
    [scales.q2]
    satisfied_from = 7.5
    [measures]
    overall = ["3f", "q-10"]
    "the agent" = ["q-11"]
    [redact_patterns]
    "customer number" = '\\bKD-\\d{6}\\b'
    [targets]
    csat = 1
    nps = -0.1
    mean_satisfaction = 0.8
    response_rate = 0
    resolution = 0.75
    ces = 0.7
    [targets.queues."Billing & more"]
    csat = 0.9
  `);
  expect(settings).toEqual({
    csatLabels: ["Customer view", "Zufriedenheit"],
    csatQuestions: ["q-7"],
    timeZone: "Europe/Berlin",
    firstDayOfWeek: "sunday",
    language: "de",
    agents: "pseudonym",
    texts: "low",
    redact: ["phone", "iban"],
    redactPatterns: { "customer number": "\\bKD-\\d{6}\\b" },
    retainComments: { count: 24, unit: "months" },
    retainAgents: { count: 1, unit: "years" },
    retainDocuments: { count: 6, unit: "months" },
    shortestLeg: 0,
    minEffect: 0.05,
    roles: { "3f": "csat", "q-8": "resolution" },
    leads: { c0: "3f" },
    roster: { file: "people/roster.csv" },
    scales: {
      "q 1": { best: "low", satisfiedFrom: 2, notOnScale: ["Can't say", 9] },
      q2: { best: null, satisfiedFrom: 7.5, notOnScale: [] },
    },
    measures: { overall: ["3f", "q-10"], "the agent": ["q-11"] },
    targets: {
      ...{ csat: 1, nps: -0.1, meanSatisfaction: 0.8, responseRate: 0, resolution: 0.75, ces: 0.7 },
      queues: { "Billing & more": { ...noAims, csat: 0.9 } },
    },
  });
});

test("labels may be switched off, so that only named questions count", () => {
  expect(read('csat_labels = []\ncsat_questions = ["q"]').csatLabels).toEqual([]);
});

test.each(["constructor", "toString", "__proto__"])("an id that nobody wrote, %s, is not found", (id) => {
  for (const settings of [read('roles.q = "csat"'), defaultSettings("UTC")]) {
    expect(settings.roles[id]).toBeUndefined();
    expect(settings.scales[id]).toBeUndefined();
    expect(settings.measures[id]).toBeUndefined();
    expect(settings.targets.queues[id]).toBeUndefined();
  }
});

describe("refused", () => {
  test.each([
    ["csat_label = ['a']", "csat_label is not a known key; did you mean csat_labels?"],
    ["timezone = 'UTC'", "timezone is not a known key; did you mean time_zone?"],
    ["CSAT_LABELS = ['a']", "CSAT_LABELS is not a known key; did you mean csat_labels?"],
    ["retention = 3", "retention is not a known key; known here: csat_labels, csat_questions, time_zone, first_day"],
    ["csat_labels = 'csat'", "csat_labels must be a list"],
    ["csat_labels = [1]", "csat_labels must be text in quotes"],
    ["csat_labels = ['a', ' ']", "csat_labels must not be blank"],
    ["csat_questions = ['']", "csat_questions must not be blank"],
    ["time_zone = 'Europe/Berln'", 'did you mean "Europe/Berlin"?'],
    ["time_zone = '+02:00'", "time_zone must be a time zone of the IANA database"],
    ["time_zone = 2", "time_zone must be text in quotes"],
    ["roles = 'csat'", "roles must be a table"],
    ["roles.q = 'cast'", 'roles.q must be one of csat, nps, ces, resolution, comment, other; did you mean "csat"?'],
    ["roles.q = 'unconfirmed'", "roles.q must be one of csat"],
    ["roles.q = 2026-01-01", "roles.q must be one of csat"],
    ["leads.f = 3", "leads.f must be text in quotes"],
    ["scales = []", "scales must be a table"],
    ["scales.q = 5", "scales.q must be a table"],
    ["scales.q.best = 'hihg'", 'scales.q.best must be one of high, low; did you mean "high"?'],
    ["scales.q.satisfied_from = '4'", "scales.q.satisfied_from must be a number"],
    ["scales.q.satisfied_from = inf", "scales.q.satisfied_from must be a number"],
    ["scales.q.not_on_scale = 'n/a'", "scales.q.not_on_scale must be a list"],
    ["scales.q.not_on_scale = [true]", "scales.q.not_on_scale must hold option texts and values only"],
    ["scales.q.top = 1", "scales.q.top is not a known key; known here: best, satisfied_from, not_on_scale"],
    ["scales.q.satisfied = 4", "scales.q.satisfied is not a known key"],
    ["first_day_of_week = 'mon'", "first_day_of_week must be one of monday, tuesday"],
    ["first_day = 'monday'", "first_day is not a known key"],
    ["language = 'fr'", "language must be one of en, de"],
    ["agents = 'pseudonyms'", 'agents must be one of named, pseudonym, off; did you mean "pseudonym"?'],
    ["agents = false", "agents must be one of named, pseudonym, off"],
    ["texts = 'none'", "texts must be one of all, never, low"],
    ["texts = 'al'", 'texts must be one of all, never, low; did you mean "all"?'],
    ["redact = 'all'", "redact must be a list"],
    ["redact = ['email']", 'redact must be one of e-mail, phone, card, iban, ip; did you mean "e-mail"?'],
    ["retain_comments = 24", 'retain_comments must be a length of time, such as "24 months"'],
    ["retain_comments = 'for ever'", "retain_comments must be a length of time"],
    ["retain_comments = '0 days'", "retain_comments must be a length of time"],
    ["retain_comments = '-1 days'", "retain_comments must be a length of time"],
    ["redact_patterns = ['a']", "redact_patterns must be a table"],
    ["redact_patterns.k = 5", "redact_patterns.k must be text in quotes"],
    ["redact_patterns.k = '['", "redact_patterns.k is no regular expression of RE2: missing closing ]"],
    ["redact_patterns.k = '(a)\\1'", "is no regular expression of RE2: invalid escape sequence"],
    ["redact_patterns.k = 'a(?!b)'", "is no regular expression of RE2: invalid or unsupported Perl syntax"],
    ["redact_patterns.k = 'a*'", "redact_patterns.k matches the empty text"],
    ["redact_patterns.k = '(?:a{99}){99}'", "is no regular expression of RE2: invalid repeat count"],
    ["redact_patterns.'a]' = 'x'", "redact_patterns.a] is no name"],
    ["shortest_leg = '10s'", "shortest_leg must be a number of seconds from 0 to 3600"],
    ["shortest_leg = -1", "shortest_leg must be a number of seconds from 0 to 3600"],
    ["min_effect = 2", "min_effect must be a share from 0 to 1, such as 0.02 for 2 points"],
    ["min_effect = nan", "min_effect must be a share from 0 to 1"],
    ["measures = ['a']", "measures must be a table"],
    ["measures.overall = 'a'", "measures.overall must be a list"],
    ["measures.overall = []", "measures.overall must name a question"],
    ["measures.overall = ['a', '']", "measures.overall must not be blank"],
    ["targets = 0.8", "targets must be a table"],
    ["targets.csat = 85", "targets.csat must be a share from 0 to 1, such as 0.85 for 85 %"],
    ["targets.nps = 40", "targets.nps must be a number from -1 to 1, such as 0.4 for an NPS of 40"],
    ["targets.mean = 0.8", "targets.mean is not a known key; known here: csat, nps, mean_satisfaction"],
    ["targets.queue.x.csat = 1", "targets.queue is not a known key; did you mean queues?"],
    ["targets.queues = 'x'", "targets.queues must be a table"],
    ["targets.queues.x = 0.8", "targets.queues.x must be a table"],
    ["targets.queues.x.cast = 0.8", "targets.queues.x.cast is not a known key; did you mean csat?"],
    ["targets.queues.x.queues.y.csat = 1", "targets.queues.x.queues is not a known key; known here: csat, nps"],
    [
      "measures.m = ['x', 'a', 'b']\nroles = { a = 'csat', b = 'nps' }",
      "measures.m must join questions of one role, but roles says that a is csat and b is nps",
    ],
    ["leads.f = 'q'\nroles.q = 'nps'", "leads.f must name a csat question, but roles says that q is nps"],
  ])("%s", (text, problem) => {
    const words = complaint(text);
    expect(words).toMatch(/^afterword\.toml:1:\d+: /);
    expect(words).toContain(problem);
    expect(words).toMatch(/\n {4}\| .*\^$/);
  });
});

test("all errors are reported at once, in the order of the file", () => {
  const words = complaint(
    ['csat_label = ["x"]', 'time_zone = "Mars"', "[scales.q]", 'best = "up"', "[roles]", 'a = "b"', "c = 1"].join("\n"),
  );
  expect(words).toMatch(/^afterword\.toml has 5 problems:\n/);
  expect(words.match(/^afterword\.toml:\d+/gm)?.map((place) => place.split(":")[1])).toEqual(["1", "2", "4", "6", "7"]);
});
