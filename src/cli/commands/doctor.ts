import { AfterwordError, type ExitCode, InterruptedError } from "../../base/index.ts";
import { type Diagnosis, diagnose, type Known } from "../../doctor/index.ts";
import { type RouteStatus, readRouteStatus } from "../../sync/index.ts";
import { withoutPassword } from "../../warehouse/index.ts";
import { readConfiguration } from "../configuration.ts";
import { connect } from "../connect.ts";
import type { Context } from "../context.ts";
import type { DoctorFlags } from "../flags/doctor.ts";
import { openOutput } from "../output/open-output.ts";
import { toDiagnosisJson } from "../results/doctor-json.ts";
import { reportVerdict, toDiagnosisText, toRoutesText } from "../results/doctor-text.ts";
import { screenStyle, wantsColour } from "../screen/colours.ts";
import { openIfThere, warehousePlace } from "../warehouse/warehouse-path.ts";

/** `afterword doctor`: what the OAuth client may read, and what it lacks. */
export async function run(context: Context, flags: DoctorFlags): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  const { access, settings } = await readConfiguration(context, flags);
  await using output = await openOutput(undefined, stdout);
  await using connection = await connect(context, access, flags, (event) => {
    // A wait of a second or two is not worth a line.
    if (event.type === "waiting" && event.seconds > 2) {
      log.info("waiting", `Waiting ${event.seconds} s (${event.reason}).`);
    }
  });
  const diagnosis = await diagnose(connection.genesys, { clock, signal });
  const routes = await readRoutes(context, warehousePlace(context, { sandbox: connection.sandboxed }), diagnosis);
  const asText = stdout.isTTY === true && !flags.json;
  const style = { ...screenStyle(context), timeZone: settings.timeZone };
  await output.write(
    asText
      ? toDiagnosisText(diagnosis, wantsColour(context, stdout)) + toRoutesText(routes, style)
      : toDiagnosisJson(diagnosis, routes),
  );
  await output.finish();
  return reportVerdict(log, diagnosis);
}

/** How the warehouse that is here reads the forms of the organization; a warehouse that cannot be read is no fault of the client. */
async function readRoutes(
  { clock, signal }: Context,
  place: string,
  { whose }: Diagnosis,
): Promise<Known<readonly RouteStatus[]>> {
  const organization = whose.value?.organization.id ?? null;
  if (organization === null) return { value: null, reason: "Which organization it is could not be asked." };
  try {
    await using reader = await openIfThere(place, { clock, signal });
    if (reader === null)
      return {
        value: null,
        reason: `There is no warehouse at ${withoutPassword(place)}: no sync has looked at a form.`,
      };
    return { value: await readRouteStatus(reader, organization), reason: null };
  } catch (error) {
    if (!(error instanceof AfterwordError) || error instanceof InterruptedError) throw error;
    return { value: null, reason: error.message };
  }
}
