import type { Clock } from "../base/index.ts";
import type { Settings } from "../config/index.ts";
import type { People } from "../csat/index.ts";
import type { Attributes, Roster } from "../metrics/index.ts";
import type { Role } from "../roles/index.ts";
import type { OrganizationStatus } from "../sync/index.ts";
import type { Reader, Writer } from "../warehouse/index.ts";
import type { MakeCache } from "./cache.ts";
import type { Revision } from "./revision.ts";
import type { SavedViews } from "./saved-views.ts";
import type { SyncLoop } from "./sync-loop.ts";

/** A warehouse that is open, for writing or only for reading. */
export type OpenedWarehouse = Reader & { readonly place: string; readonly writer: () => Writer | null };

/** Shared by the routes of one dashboard. */
export interface DashboardContext {
  /** All that may be answered from: of a role that sees a part, that part. */
  readonly warehouse: OpenedWarehouse;
  /** The one organization that is shown; null where every one is. */
  readonly organizationId: string | null;
  /** Of whoever asks. */
  readonly role: Role;
  readonly settings: Settings;
  /** How people are shown to every reader. */
  readonly people: People;
  /** The roster as it is now; undefined where there is none. */
  readonly readRoster: () => Promise<Roster | undefined>;
  /** What whoever asks is shown of it alone; empty where that does not go by the roster. */
  readonly shownByRoster: Attributes;
  readonly savedViews: SavedViews;
  /** The id of the token of whoever asks; null of all who see everything. */
  readonly viewer: string | null;
  readonly clock: Clock;
  /** Whether its customers are invented. */
  readonly sandbox: boolean;
  /** Null where this process only reads. */
  readonly syncs: SyncLoop | null;
  readonly revision: Revision;
  /** Makes caches that last until the warehouse changes. */
  readonly createCache: MakeCache;
  /** How far each organization has been read. */
  readonly organizations: () => Promise<readonly OrganizationStatus[]>;
  /** Receives what nobody else is told: how an answer failed that had begun. */
  readonly report: (sentence: string) => void;
  /** Aborted when the dashboard closes. */
  readonly signal: AbortSignal;
}
