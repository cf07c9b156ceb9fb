import { type Clock, isoTime } from "../../base/index.ts";
import { isCausedByData, type Warehouse } from "../../warehouse/index.ts";
import { type Definition, definitionId } from "../definition.ts";
import { readErasures } from "../documents/erasures.ts";
import type { Flaws } from "../documents/flaws.ts";
import type { KeepRules } from "../documents/kept-document.ts";
import { markResponses } from "../documents/mark.ts";
import { readSql } from "../sql.ts";
import { takeTurn } from "../take-turn.ts";
import type { Derivation } from "./build-record.ts";
import { failureOf, makeRows } from "./make-rows.ts";
import { markWithoutDocuments, removeOrphans } from "./orphans.ts";
import { readReferenceVersion } from "./reference-version.ts";
import { replaceRows } from "./replace-rows.ts";
import type { ResponseKey } from "./source-documents.ts";
import { forgetUnderived, giveBackUnderived, takeUnderived } from "./underived.ts";
import { writeReferenceData, writtenReference } from "./write-reference-data.ts";

const releasesDue = readSql("releases-due");

/**
 * Responses in one transaction, where their documents and rows are not too much together. Each of a dozen statements scans a
 * whole table: with 500 in place of 2,500, deriving 10,000 in a warehouse of 100,000 took 14.9 s of processor time in place of
 * 11.7, for 359 MB at most in place of 325.
 */
const batch = 2_500;

/** How often a response is noted, mostly: for its stub, its document, and its interaction. */
const timesNoted = 3;

export interface DeriveOptions {
  readonly organizationId: string;
  readonly definition: Definition;
  readonly interactionUrl: (id: string) => string | null;
  /** The present by Genesys' clock, milliseconds since 1970: by it evaluations are released. */
  readonly now: number;
  /** Dates each change by the time at which it is written. */
  readonly clock: Pick<Clock, "now">;
  readonly flaws: Flaws;
  /** What rows whose document is not kept any more lose later. */
  readonly rules: Pick<KeepRules, "hashAddress" | "redact">;
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch with how many responses it derived. */
  readonly onDerived?: (responses: number) => void;
}

/**
 * Derives the rows of every response whose documents have changed since its rows were written. A response's rows are a
 * function of the stored documents, in whichever order they came. Stopped at any point it goes on from there.
 */
export async function derive(warehouse: Warehouse, options: DeriveOptions): Promise<void> {
  const { organizationId: organization, definition, interactionUrl, now, rules, signal, onDerived } = options;
  let derivation: VersionedDerivation | null = null;
  await markResponses(warehouse, organization);
  for (;;) {
    signal?.throwIfAborted();
    if (warehouse.shared) await giveBackUnderived(warehouse, organization);
    const keys = await nextUnderived(warehouse, organization);
    if (keys.length === 0) return;
    if (warehouse.shared) await takeUnderived(warehouse, organization, keys);
    derivation ??= {
      // Read before the data: what is stored between the two makes them outdated.
      version: warehouse.shared ? await readReferenceVersion(warehouse, organization) : null,
      referenceData: await writeReferenceData(warehouse, organization, definition, options),
      definition,
      interactionUrl,
      now,
      redact: rules.redact,
      erasures: await readErasures(warehouse, organization, rules.hashAddress),
    };
    const derived = await deriveSome(warehouse, options, derivation, keys);
    if (derived === null) derivation = null;
    else onDerived?.(derived);
  }
}

interface VersionedDerivation extends Derivation {
  /** Of the reference data; null where no other process stores any meanwhile. */
  readonly version: string | null;
}

/**
 * Derives the next of these responses in one transaction, and returns how many. Where DuckDB refuses the rows, it tries
 * half of the responses, down to one, which is then set aside as a problem: its rows stay as they were, but for people and texts that
 * are not to be in them any more.
 *
 * Returns null, and writes nothing, where another process has stored a form or a name since the reference data was read. It
 * noted the rows that were there; these were not, and would stay without the name.
 */
async function deriveSome(
  warehouse: Warehouse,
  options: DeriveOptions,
  derivation: VersionedDerivation,
  wanted: readonly ResponseKey[],
  refused: unknown = null,
): Promise<number | null> {
  const { organizationId: organization, now, clock, signal, flaws } = options;
  const { keys, staying, made, looked, problems } = await makeRows(
    warehouse,
    organization,
    derivation,
    wanted,
    refused,
  );
  try {
    return await warehouse.transaction(async (tx) => {
      if (derivation.version !== null) {
        await takeTurn(tx, organization);
        if ((await readReferenceVersion(tx, organization)) !== derivation.version) return null;
      }
      await replaceRows(
        tx,
        organization,
        keys.filter((key) => !staying.has(key)),
        made,
        isoTime(clock.now()),
      );
      await forgetUnderived(tx, organization, keys, warehouse.shared !== undefined);
      await flaws.write(tx, looked, problems, now);
      return keys.length;
    }, signal);
  } catch (error) {
    if (!isCausedByData(error)) throw error;
    const half = wanted.slice(0, Math.ceil(keys.length / 2));
    if (half.length < keys.length) return deriveSome(warehouse, options, derivation, half);
    if (refused === null) return deriveSome(warehouse, options, derivation, half, error);
    await warehouse.transaction(async (tx) => {
      await forgetUnderived(tx, organization, keys, warehouse.shared !== undefined);
      await flaws.write(
        tx,
        looked,
        keys.map((key) => failureOf(key, error)),
        now,
      );
    }, signal);
    return keys.length;
  }
}

/**
 * The next responses to derive, in the order in which they were noted, which is much that of their documents: what they are
 * made of, and the rows that they replace, lie side by side. Where any 500 of a million were taken, a second of
 * processor time went into finding them, and what they deleted held memory in every part of a table.
 */
async function nextUnderived(warehouse: Warehouse, organization: string): Promise<readonly ResponseKey[]> {
  const noted = await warehouse.query(
    `SELECT source, response_id FROM underived
     WHERE organization_id = $organization AND source IN ('survey', 'evaluation') LIMIT ${batch * timesNoted}`,
    { organization },
  );
  const keys = new Map(
    noted.map(({ source, response_id }): [string, ResponseKey] => [
      `${source} ${response_id}`,
      { source: source === "survey" ? "survey" : "evaluation", id: String(response_id) },
    ]),
  );
  return [...keys.values()].slice(0, batch);
}

/** Whose rows a response's are. */
const responseKinds = ["survey", "survey-sighting", "evaluation", "evaluation-sighting"];

/**
 * Derives everything again; the documents are all that is needed. Rows that come out the same stay, those that no document
 * makes any more go. Stopped at any point, it is gone on with by the next sync or rebuild.
 */
export async function rederive(warehouse: Warehouse, options: DeriveOptions): Promise<void> {
  const { organizationId: organization, definition, signal } = options;
  const name = definitionKey(organization);
  await warehouse.transaction(async (tx) => {
    for (const fact of [name, writtenReference(organization)])
      await tx.run("DELETE FROM fact WHERE name = $fact", { fact });
    await tx.run("DELETE FROM underived WHERE organization_id = $organization", { organization });
    await tx.run(
      `INSERT INTO underived
       SELECT organization_id, CASE WHEN kind LIKE 'survey%' THEN 'survey' ELSE 'evaluation' END, id FROM document
       WHERE organization_id = $organization AND kind IN (SELECT unnest($kinds))`,
      { organization, kinds: responseKinds },
    );
    await markWithoutDocuments(tx, organization, responseKinds);
  }, signal);
  await removeOrphans(warehouse, organization, signal);
  await warehouse.transaction((tx) => tx.put("fact", [{ name, value: definitionId(definition) }]), signal);
  await derive(warehouse, options);
}

/** Notes the evaluations whose scheduled release has come: their rows change without another document. */
export const markReleased = (warehouse: Warehouse, { organizationId, now }: DeriveOptions): Promise<void> =>
  warehouse.transaction(async (tx) => {
    await tx.run(releasesDue, { organization: organizationId, now: isoTime(now) });
  });

/** The definition by which the stored rows were derived; null where none were. */
export async function storedDefinition(
  warehouse: Pick<Warehouse, "query">,
  organization: string,
): Promise<string | null> {
  const [row] = await warehouse.query("SELECT value FROM fact WHERE name = $name", {
    name: definitionKey(organization),
  });
  return typeof row?.["value"] === "string" ? row["value"] : null;
}

const definitionKey = (organization: string): string => `definition ${organization}`;
