import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { DateTime } from "luxon";
import { type ExitCode, exitCodes, readVersion } from "../../base/index.ts";
import { openRosterFile, settingsFile } from "../../config/index.ts";
import { privacySheets, readStoredPeople } from "../../privacy/index.ts";
import { companionFile, openTokens } from "../../roles/index.ts";
import { isServer, openReader, readerOfOrganization, withoutPassword } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import type { PrivacyFlags } from "../flags/privacy.ts";
import { openOutput } from "../output/open-output.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";
import { isThere } from "../warehouse/warehouse-path.ts";

/** `afterword privacy`: a record of processing and a sheet for the works council, of the configuration in force. */
export async function run(context: Context, flags: PrivacyFlags): Promise<ExitCode> {
  const { stdout, clock, signal, cwd } = context;
  const { settings, place } = await readStored(context, flags, { toLookAt: true });
  const file = resolve(cwd, flags.config ?? settingsFile);
  const isFile = (await stat(file).catch(() => null)) !== null;
  const stored = (await isThere(place)) ? await readPeople() : null;
  const { agents, texts } = settings;
  const table = await openRosterFile(settings.roster).read();
  const tokens = openTokens(await companionFile(context, place, "tokens.ndjson"));
  await using output = await openOutput(undefined, stdout);
  await output.write(
    privacySheets(
      {
        ...{
          version: readVersion(),
          day: DateTime.fromMillis(clock.now(), { zone: settings.timeZone }).toFormat("yyyy-MM-dd"),
          agents,
          texts,
          stored,
        },
        ...{ settingsFile: isFile ? file : null, warehouse: withoutPassword(place), onServer: isServer(place) },
        roster: table && { attributes: table.attributes, agents: table.rows.length },
        redacted: [...settings.redact, ...Object.keys(settings.redactPatterns)],
        tokens: (await tokens.all()).flatMap(({ role, revokedAt }) => (revokedAt === null ? [role] : [])),
        retention: {
          comments: settings.retainComments,
          agents: settings.retainAgents,
          documents: settings.retainDocuments,
        },
      },
      settings.language,
    ),
  );
  await output.finish();
  return exitCodes.done;

  async function readPeople() {
    await using opened = await openReader(place, { clock, signal });
    const reader = flags.org === undefined ? opened : await readerOfOrganization(opened, flags.org, "--org");
    return await readStoredPeople(reader);
  }
}
