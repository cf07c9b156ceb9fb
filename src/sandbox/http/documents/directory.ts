import type { Division, Named, Queue, User } from "../../model.ts";
import type { Lookup } from "../lookup.ts";

const divisionOf = (id: string, find: Lookup) => reference("authorization/divisions", id, find.division(id)?.name);

/** Official SDK model User. */
export const userDocument = (user: User, find: Lookup) => ({
  id: user.id,
  name: user.name,
  division: divisionOf(user.divisionId, find),
  email: user.email,
  username: user.email,
  state: user.state,
  version: 1,
  acdAutoAnswer: false,
  selfUri: `/api/v2/users/${user.id}`,
});

/** Official SDK model Queue. */
export const queueDocument = (queue: Queue, find: Lookup) => ({
  id: queue.id,
  name: queue.name,
  division: divisionOf(queue.divisionId, find),
  selfUri: `/api/v2/routing/queues/${queue.id}`,
});

/** Official SDK model WrapupCode. */
export const wrapUpCodeDocument = (code: Named) => ({
  id: code.id,
  name: code.name,
  selfUri: `/api/v2/routing/wrapupcodes/${code.id}`,
});

/** Official SDK model AuthzDivision. */
export const divisionDocument = (division: Division) => ({
  id: division.id,
  name: division.name,
  description: "",
  homeDivision: division.homeDivision,
  selfUri: `/api/v2/authorization/divisions/${division.id}`,
});

/** Official SDK model Team. */
export const teamDocument = (team: Named) => ({
  id: team.id,
  name: team.name,
  selfUri: `/api/v2/teams/${team.id}`,
});

/** A reference: the id, the name where the endpoint returns it, and the path of the thing itself. */
export const reference = (path: string, id: string, name?: string) => ({ id, name, selfUri: `/api/v2/${path}/${id}` });
