import { type Access, readConfig, type Settings } from "../config/index.ts";
import type { Context } from "./context.ts";

/** What the flags of a command change of the configuration. */
export interface ConfigurationFlags {
  readonly profile?: string | undefined;
  readonly config?: string | undefined;
  readonly sandbox?: boolean | undefined;
  readonly csatLabel?: readonly string[] | undefined;
  readonly csatQuestion?: readonly string[] | undefined;
  readonly tz?: string | undefined;
}

/** Access and settings by all that is configured, the flags above all; its warnings go to the log. */
export async function readConfiguration(
  context: Context,
  { csatLabel: csatLabels, csatQuestion: csatQuestions, tz: timeZone, profile, config, sandbox }: ConfigurationFlags,
): Promise<{ readonly access: Access | null; readonly settings: Settings }> {
  const { access, settings, warnings } = await readConfig({
    ...context,
    flags: { profile, config, sandbox, csatLabels, csatQuestions, timeZone },
  });
  for (const warning of warnings) context.log.warning("configuration", warning);
  return { access, settings };
}
