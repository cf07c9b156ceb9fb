/**
 * `afterword.toml` as `afterword init` writes it. Prose begins with "# ", a setting with "#": without that one letter it
 * counts. What stands there is the default, or an example where there is none; a test reads it with the letters gone.
 */
export const settingsTemplate = `# Settings of Afterword: how answers are read. Every key is optional. A line that begins with # and
# a key shows the default, or an example; remove the # to make it count. "afterword forms" shows the
# ids to write and writes what is open with --write; docs/configuration.md explains every key.

# Evaluations: a question counts when its text, or its group's name, contains one of these.
#csat_labels = ["csat"]

# Evaluations: ids of questions that count whatever their text.
#csat_questions = []

# Times without an offset are times of this zone; the default is the machine's.
#time_zone = "UTC"

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
`;
