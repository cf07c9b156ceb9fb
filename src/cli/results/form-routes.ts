import { DateTime } from "luxon";
import { plain } from "../../base/index.ts";
import type { RouteStatus } from "../../sync/index.ts";
import { toGrid } from "../../terminal/index.ts";
import type { TableStyle } from "../screen/response-table.ts";

/** How the responses of each form are read, since when, and why. */
export const formatFormRoutes = (routes: readonly RouteStatus[], style: TableStyle): string =>
  toGrid(
    [{ title: "read" }, { title: "source" }, { title: "form" }, { title: "since" }, { title: "why", below: true }],
    routes.map(({ source, formContextId, formName, inBulk, since, reason }) => [
      inBulk ? "in bulk" : "one by one",
      source,
      formContextId === null ? "all" : plain(formName ?? formContextId),
      since === null ? "–" : DateTime.fromISO(since, { zone: style.timeZone }).toFormat("yyyy-MM-dd"),
      plain(reason),
    ]),
    style,
  );
