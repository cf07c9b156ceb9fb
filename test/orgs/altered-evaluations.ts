import type { Evaluation, Interaction, Org } from "../../src/sandbox/model.ts";

/** The org with other evaluations in place of its own, each asked for whenever it is read. */
export function withEvaluations(org: Org, alter: (evaluation: Evaluation) => Evaluation): Org {
  const altered = (interaction: Interaction): Interaction =>
    interaction.evaluations.length === 0
      ? interaction
      : { ...interaction, evaluations: interaction.evaluations.map(alter) };
  function* each(interactions: Iterable<Interaction>): Iterable<Interaction> {
    for (const interaction of interactions) yield altered(interaction);
  }
  return {
    ...org,
    at: (day, index) => altered(org.at(day, index)),
    day: (day) => each(org.day(day)),
    withSurveys: (from, to) => each(org.withSurveys(from, to)),
    withEvaluations: (from, to) => each(org.withEvaluations(from, to)),
    interaction(id) {
      const found = org.interaction(id);
      return found && altered(found);
    },
    evaluation(id) {
      const found = org.evaluation(id);
      return found && { evaluation: alter(found.evaluation), interaction: altered(found.interaction) };
    },
  };
}
