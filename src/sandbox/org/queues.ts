import type { Division, Named, Queue } from "../model.ts";
import type { Ids } from "./ids.ts";

/** The media of a queue, in the words of analytics. */
export type Media = "voice" | "chat" | "email" | "message" | "callback";

/** The languages of queues. */
export type Language = "en" | "de" | "ja" | "es";

/** A queue with the facts that only the simulation knows. */
export interface Desk {
  readonly queue: Queue;
  readonly media: readonly Media[];
  /** How often each of them, against the others. */
  readonly mediaOdds: readonly (readonly [Media, number])[];
  readonly language: Language;
  /** How often it is called, against the others. */
  readonly weight: number;
  /** Last day on which it takes interactions. */
  readonly lastDay: number;
}

/** Genesys' own code for an agent who chose none in time; it has no entry among the wrap-up codes. */
export const timeoutCode = "ININ-WRAP-UP-TIMEOUT";

/**
 * The code that an interaction gets where its queue demands none: analytics names it, no list of codes does (seen in public
 * code that reads Genesys).
 */
export const defaultCode: Named = { id: "7fb334b0-0e9e-11e4-9191-0800200c9a66", name: "Default Wrap-up Code" };

export interface Routing {
  readonly divisions: readonly Division[];
  readonly desks: readonly Desk[];
  readonly wrapUpCodes: readonly Named[];
  /** A bot that speaks or writes to customers. */
  readonly flows: Readonly<Record<"ivr" | "botflow" | "voicesurvey", Flow>>;
  /** Still named by segments, no longer by the list of codes. */
  readonly deletedCode: string;
}

interface Flow extends Named {
  readonly type: string;
}

const divisions = ["Home", "Retail", "Kundendienst"];

const voice = ["voice", "callback"] as const;
const desks: readonly (Omit<Desk, "queue" | "lastDay" | "mediaOdds"> & {
  name: string;
  division: string;
  closes?: number;
})[] = [
  { name: "Billing", division: "Home", media: voice, language: "en", weight: 22 },
  { name: "Orders", division: "Retail", media: voice, language: "en", weight: 20 },
  { name: "Technical Support", division: "Home", media: voice, language: "en", weight: 18 },
  { name: "Loyalty", division: "Retail", media: ["voice"], language: "en", weight: 6 },
  { name: "Kundenservice", division: "Kundendienst", media: voice, language: "de", weight: 12 },
  { name: "日本サポート", division: "Retail", media: ["voice", "message"], language: "ja", weight: 5 },
  { name: "Atención al Cliente", division: "Home", media: ["voice", "message"], language: "es", weight: 7 },
  { name: "Digital Care", division: "Home", media: ["chat", "email", "message"], language: "en", weight: 20 },
  { name: "VIP", division: "Home", media: ["voice", "message"], language: "en", weight: 6 },
  { name: "Returns", division: "Retail", media: ["voice", "email"], language: "en", weight: 8, closes: 2 },
];

const odds: Readonly<Record<Media, number>> = { voice: 90, callback: 8, chat: 34, email: 33, message: 33 };

const wrapUpCodes = [
  "Resolved",
  "Call back needed",
  "Complaint",
  "Information given",
  "Order changed",
  "Refund agreed",
  "Technician sent",
  "Wrong queue",
];

/** Divisions, queues and wrap-up codes; a queue with `closes` was deleted that many days before the org's last day. */
export function createRouting(ids: Ids, lastDay: number): Routing {
  const divisionId = (name: string) => ids.fixed("division", name);
  return {
    divisions: divisions.map((name, at) => ({ id: divisionId(name), name, homeDivision: at === 0 })),
    desks: desks.map(({ name, division, closes, ...rest }) => ({
      ...rest,
      mediaOdds: rest.media.map((one) => [one, odds[one]] as const),
      queue: { id: ids.fixed("queue", name), name, divisionId: divisionId(division), deleted: closes !== undefined },
      lastDay: lastDay - (closes ?? 0),
    })),
    wrapUpCodes: wrapUpCodes.map((name) => ({ id: ids.fixed("wrapUpCode", name), name })),
    flows: {
      ivr: { id: ids.fixed("flow", "ivr"), name: "Main menu", type: "INBOUNDCALL" },
      botflow: { id: ids.fixed("flow", "botflow"), name: "Welcome bot", type: "DIGITALBOT" },
      voicesurvey: { id: ids.fixed("flow", "voicesurvey"), name: "Voice survey", type: "VOICESURVEY" },
    },
    deletedCode: ids.fixed("wrapUpCode", "deleted"),
  };
}
