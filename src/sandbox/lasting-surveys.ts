import type { Interaction, Org, Survey } from "./model.ts";

/** The same org, in which a survey that nobody finishes stays as it is. */
export function withoutExpiry(org: Org): Org {
  return {
    ...org,
    at: (day, index) => open(org.at(day, index)),
    day: (day) => each(org.day(day)),
    withSurveys: (from, to) => each(org.withSurveys(from, to)),
    withEvaluations: (from, to) => each(org.withEvaluations(from, to)),
    interaction: (id) => {
      const interaction = org.interaction(id);
      return interaction && open(interaction);
    },
    survey: (id) => {
      const one = org.survey(id);
      return one && { survey: unexpired(one.survey), interaction: open(one.interaction) };
    },
    evaluation: (id) => {
      const one = org.evaluation(id);
      return one && { ...one, interaction: open(one.interaction) };
    },
  };
}

function* each(interactions: Iterable<Interaction>): Iterable<Interaction> {
  for (const interaction of interactions) yield open(interaction);
}

// On top of the interaction instead of a copy of it: to copy one is to make all of its parts.
const open = (interaction: Interaction): Interaction =>
  Object.create(interaction, { surveys: { get: () => interaction.surveys.map(unexpired) } });

const unexpired = (survey: Survey): Survey =>
  Object.create(survey, { events: { value: survey.events.filter(({ status }) => status !== "Expired") } });
