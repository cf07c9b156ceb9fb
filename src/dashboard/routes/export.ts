import { PassThrough } from "node:stream";
import { Hono } from "hono";
import { DateTime } from "luxon";
import { type Interval, readOneOf } from "../../base/index.ts";
import {
  chosenColumns,
  rows,
  type Selection,
  sheetColumns,
  type textFormats,
  toText,
  writeXlsx,
} from "../../export/index.ts";
import { once } from "../../request/index.ts";
import type { ReadRows } from "../asked-rows.ts";
import type { DashboardContext } from "../context.ts";
import { brokenOff } from "../errors.ts";

/** What a browser can save, and what it is. */
const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  ndjson: "application/x-ndjson",
} as const;
type Format = keyof typeof types;

const formats = ["csv", "xlsx", "json", "ndjson"] as const satisfies readonly Format[];

/** Without it Excel reads a CSV file in the machine's old code page. */
const byteOrderMark = "\ufeff";

/** `/api/export`: all rows of a list in one file, as `afterword export` writes them. */
export function exportRoutes(context: DashboardContext, readRows: ReadRows): Hono {
  const { warehouse, people, settings, report } = context;
  return new Hono().get("/api/export", async (http) => {
    const params = new URL(http.req.url).searchParams;
    const { words, selection } = await readRows<{ format: Format }>(params, { format: once(readOneOf(formats)) });
    const { format = "csv" } = words;
    const signal = AbortSignal.any([context.signal, http.req.raw.signal]);
    const isJson = format === "json" || format === "ndjson";
    const columns = isJson ? chosenColumns(selection) : sheetColumns(selection);
    const chosen: Selection = { ...selection, columns: columns.map(({ name }) => name) };
    const stored = rows(warehouse, chosen, { people, signal });
    // What is refused is refused before a file has begun.
    const batches = await begun(stored);
    const name = fileName(selection.rows, selection.range, settings.timeZone);
    const headers = {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "no-store",
    };
    // Nobody would read the rows to their end: they would hold the warehouse open for good.
    if (http.req.method === "HEAD") {
      await stored.return(undefined);
      return new Response(null, { headers });
    }
    const cuts = { count: 0 };
    const body =
      format === "xlsx"
        ? workbook((output) => writeXlsx(batches, output, { columns, name: selection.rows, cuts }))
        : bytesOf(format, toText(format, batches, columns, { cuts, lineEnd: "\r\n" }));
    const onError = (error: unknown): void => {
      if (!signal.aborted) report(brokenOff(`The download of ${name}.${format}`, error));
    };
    return new Response(streamOf(body, { read: stored, onError }), { headers });
  });
}

/** The same batches, of which the first is read already. */
async function begun<Batch>(batches: AsyncGenerator<Batch>): Promise<AsyncGenerator<Batch>> {
  const first = await batches.next();
  return (async function* () {
    try {
      if (first.done !== true) yield first.value;
      yield* batches;
    } finally {
      await batches.return(undefined);
    }
  })();
}

/** A client that stops reading ends the read of the warehouse, even where no row has been asked of it for the file. */
function streamOf(
  body: AsyncIterable<Uint8Array>,
  { read, onError }: { readonly read: AsyncGenerator<unknown>; readonly onError: (error: unknown) => void },
): ReadableStream<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next().catch((error: unknown) => {
        onError(error);
        throw error;
      });
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return?.();
      await read.return(undefined);
    },
  });
}

async function* bytesOf(format: (typeof textFormats)[number], pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  if (format === "csv") yield Buffer.from(byteOrderMark);
  for await (const piece of pieces) yield Buffer.from(piece);
}

/** What is written, as it is written. */
function workbook(write: (output: PassThrough) => Promise<void>): PassThrough {
  const output = new PassThrough();
  write(output).catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  return output;
}

/** Its first and last local day: `afterword-responses-2026-03-01-to-2026-03-28`. */
function fileName(rows: string, { from, to }: Interval, timeZone: string): string {
  const day = (time: number): string => DateTime.fromMillis(time, { zone: timeZone }).toFormat("yyyy-MM-dd");
  return `afterword-${rows}-${day(from)}-to-${day(Math.max(from, to - 1))}`;
}
