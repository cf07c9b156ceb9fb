/** Where Genesys' own interface shows an interaction, from an address with "{id}" in it; nowhere where there is none. */
export const toInteractionUrl =
  (pattern: string | null) =>
  (interactionId: string): string | null =>
    pattern === null ? null : pattern.replace("{id}", () => encodeURIComponent(interactionId));
