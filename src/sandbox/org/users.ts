import type { Named, User } from "../model.ts";
import type { Ids } from "./ids.ts";

/** A user with the facts that only the simulation knows. */
export interface Agent {
  readonly user: User;
  readonly queues: readonly string[];
  /** Days on which they take interactions end here. */
  readonly lastDay: number;
  /** Some agents changed teams: before `since`, this was theirs. */
  readonly former: { readonly teamId: string; readonly since: number } | null;
  /** How pleasant their customers find them, in steps of a five-point scale. */
  readonly charm: number;
}

export interface People {
  readonly users: readonly User[];
  readonly teams: readonly Named[];
  readonly agents: readonly Agent[];
  readonly evaluators: readonly User[];
  readonly supervisors: readonly User[];
}

/** The team an agent was in on a day; surveys and participants keep it, the user record has today's. */
export const teamOn = ({ user, former }: Agent, day: number): string | null =>
  former && day < former.since ? former.teamId : user.teamId;

interface Entry {
  readonly name: string;
  readonly team?: string;
  readonly queues?: readonly string[];
  readonly state?: User["state"];
  /** Days before the org's last day when they left. */
  readonly left?: number;
  readonly movedFrom?: string;
  readonly charm?: number;
  readonly job?: "evaluator" | "supervisor";
  readonly division?: string;
}

const service = ["Billing", "Orders", "VIP"];
const technical = ["Technical Support", "Returns", "Loyalty"];

const entries: readonly Entry[] = [
  { name: "Amelia Hart", team: "Service North", queues: service, charm: 0.3 },
  { name: "Ben Okafor", team: "Service North", queues: service },
  { name: "Chloé Laurent", team: "Service North", queues: service, charm: 0.1 },
  { name: "Daniel Reyes", team: "Service North", queues: [...service, "Loyalty"], charm: -0.4 },
  { name: "Ewa Kowalska", team: "Service South", queues: service, movedFrom: "Service North" },
  { name: "Farid Haddad", team: "Service South", queues: [...service, "Returns"] },
  { name: "Grace Lin", team: "Service South", queues: [...service, "Loyalty"], charm: 0.4 },
  { name: "Hugo Lindqvist", team: "Service South", queues: service, state: "inactive", left: 4 },
  { name: "Isabel Moreno", team: "Technical", queues: technical, charm: 0.2 },
  { name: "Jamal Carter", team: "Technical", queues: technical },
  { name: "Keiko 田中", team: "Technical", queues: technical, charm: 0.2 },
  { name: "Liam O'Brien", team: "Technical", queues: [...technical, "Orders"], charm: -0.2 },
  { name: "Mia Johansson", team: "Technical", queues: technical, state: "deleted", left: 2 },
  { name: "Noah Fischer", team: "Kundendienst", queues: ["Kundenservice"], division: "Kundendienst" },
  { name: "Olivia Groß", team: "Kundendienst", queues: ["Kundenservice"], division: "Kundendienst", charm: 0.3 },
  { name: "Paul Weber", team: "Kundendienst", queues: ["Kundenservice"], division: "Kundendienst", charm: -0.3 },
  { name: "Ren 佐藤", team: "Tokyo", queues: ["日本サポート"], division: "Retail", charm: 0.2 },
  { name: "Yui 鈴木", team: "Tokyo", queues: ["日本サポート"], division: "Retail" },
  { name: "Kenji 高橋", team: "Tokyo", queues: ["日本サポート"], division: "Retail", charm: -0.2 },
  { name: "Lucía Fernández", team: "Madrid", queues: ["Atención al Cliente"], charm: 0.2 },
  { name: "Mateo Ruiz", team: "Madrid", queues: ["Atención al Cliente"], charm: -0.2 },
  { name: "Elena Navarro", team: "Madrid", queues: ["Atención al Cliente"] },
  { name: "Quentin Dubois", queues: ["Digital Care", "VIP"] },
  { name: "Rosa Martínez", queues: ["Digital Care"], charm: 0.2 },
  { name: "Sam Whitfield", queues: ["Digital Care", "Returns"], state: "deleted", left: 9 },
  { name: "Tara Singh", queues: ["Digital Care"], charm: -0.1 },
  { name: "Uma Patel", job: "evaluator" },
  { name: "Viktor Ivanov", job: "evaluator" },
  { name: "Wanda Schulz", job: "evaluator", state: "inactive" },
  { name: "Xavier Stone", team: "Service North", job: "supervisor" },
  { name: "Yasmin Demir", team: "Technical", job: "supervisor" },
];

/** Never in the default org: a terminal that prints this name raw clears its screen. */
const hostileName = "Ben \u001b[2J\u001b]0;owned\u0007Okafor";

export function createPeople(ids: Ids, lastDay: number, hostile: boolean): People {
  const teamId = (name: string) => ids.fixed("team", name);
  const teams = [...new Set(entries.flatMap(({ team }) => team ?? []))].map((name) => ({ id: teamId(name), name }));
  const user = (entry: Entry): User => ({
    id: ids.fixed("user", entry.name),
    name: hostile && entry.name === "Ben Okafor" ? hostileName : entry.name,
    email: `${entry.name
      .normalize("NFD")
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.join(".")}@example.com`,
    state: entry.state ?? "active",
    divisionId: ids.fixed("division", entry.division ?? "Home"),
    teamId: entry.team === undefined ? null : teamId(entry.team),
  });
  const made = entries.map((entry) => ({ entry, user: user(entry) }));
  const withJob = (job: Entry["job"]) => made.filter(({ entry }) => entry.job === job);
  return {
    users: made.map((one) => one.user),
    teams,
    agents: withJob(undefined).map((one) => ({
      user: one.user,
      queues: one.entry.queues ?? [],
      lastDay: lastDay - (one.entry.left ?? 0),
      former: one.entry.movedFrom ? { teamId: teamId(one.entry.movedFrom), since: lastDay - 2 } : null,
      charm: one.entry.charm ?? 0,
    })),
    evaluators: withJob("evaluator").map((one) => one.user),
    supervisors: withJob("supervisor").map((one) => one.user),
  };
}
