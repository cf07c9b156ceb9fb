import type { Settings } from "./settings.ts";

/**
 * `afterword.toml` as `afterword init` writes it. Prose begins with "# ", a setting with "#": without that one letter it
 * counts. Each value is the default, or an example where there is none; a test reads it with the letters gone.
 */
export const settingsTemplate = `# Settings of Afterword: how answers are read. Every key is optional. A line that begins with # and
# a key shows the default, or an example; remove the # to make it count. "afterword forms" shows the
# ids to write and writes what is open with --write; docs/configuration.md explains every key.

# Evaluations: a question counts when its text, or its group's name, contains one of these.
#csat_labels = ["csat"]

# Evaluations: ids of questions that count regardless of their text.
#csat_questions = []

# Times without an offset are times of this zone; the default is the machine's.
#time_zone = "UTC"

# The day that a week of a report begins with.
#first_day_of_week = "monday"

# The language of reports: en or de.
#language = "en"

# Agents and evaluators by name ("named"), by a pseudonym that stays ("pseudonym") or not at all ("off"), in all that is
# printed and exported. Ask your works council or data-protection officer first; docs/privacy.md has what they will ask.
#agents = "named"

# Which comments are read where Genesys gives the other answers of a form in bulk, some hundred a request: "all", "never", or "low"
# for those of customers who are not satisfied. A comment costs a request of its own.
#texts = "all"

# What is taken out of comments and free texts before anything is stored: e-mail addresses, telephone numbers, cards, accounts
# and IP addresses. An empty list takes out nothing.
#redact = ["e-mail", "phone", "card", "iban", "ip"]

# How long comments and free texts are kept, by the time of their response; without it for ever. Each sync removes what is older.
#retain_comments = "24 months"

# The same of who served the customer and who evaluated: ids and names of agents and evaluators.
#retain_agents = "36 months"

# The same of the documents that Genesys returned. Their rows stay, and cannot be made again.
#retain_documents = "12 months"

# An agent who was with the customer for fewer seconds is credited only where nobody was there for longer.
#shortest_leg = 10

# A report calls a change a change from so many points on: 0.02 are two.
#min_effect = 0.02

# What is known of agents beyond what Genesys has: a CSV file with the column agent and columns such as leader, site and team,
# by each of which reports group and filter.
#roster = "roster.csv"

# What a question measures, by its context id: csat, nps, ces, resolution, comment or other.
#[roles]
#"context id of a question" = "csat"

# The one csat question of a form that csat_score and satisfied mean: context id of the form = of the question.
#[leads]
#"context id of a form" = "context id of a question"

# What the scale of a question means: its best end, the value from which on an answer is satisfied, and
# options that are no point of it.
#[scales."context id of a question"]
#best = "high"
#satisfied_from = 4
#not_on_scale = ["Can't say", 9]

# Questions that ask the same, as those of one form in several languages: a name, and their context ids.
#[measures]
#"overall" = ["context id of a question", "context id of its translation"]

# Further things to take out of them: what stands in their place, and a regular expression, without regard to case.
#[redact_patterns]
#"customer number" = '\\bKD-\\d{6}\\b'

# What should be reached, as fractions: 0.85 are 85 %, an NPS of 40 is 0.4.
#[targets]
#csat = 0.85
#nps = 0.4
#mean_satisfaction = 0.8
#response_rate = 0.15
#resolution = 0.75
#ces = 0.7

# The same for one queue, by its name or id.
#[targets.queues."name of a queue"]
#csat = 0.9
`;

/** The same, with the earlier decisions switched on. */
export const decidedTemplate = ({ agents }: Pick<Settings, "agents">): string =>
  settingsTemplate.replace(/^#agents = .*$/m, `agents = "${agents}"`);
