import { Command } from "commander";
import { everyOrg, type StoredFlags, shared, withStored } from "./shared.ts";

export type PrivacyFlags = StoredFlags;

/** `afterword privacy`: what to hand to data protection and to the works council. */
export const privacyFlags = (): Command =>
  withStored(
    new Command("privacy").description(
      "Writes a record of processing (Article 30 GDPR) and an information sheet for the works council from the current settings and from " +
        "what the warehouse holds: which data, about whom, what for, how long, who sees it, and what is still to be decided. " +
        "Markdown, in the language of afterword.toml. It holds no names and no answers. Makes no request to Genesys.",
    ),
    shared.org(everyOrg),
  );
