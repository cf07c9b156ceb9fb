import { z } from "zod";
import { divisionDocument, teamDocument } from "../documents/directory.ts";
import { link, listing, matchesName } from "../listing.ts";
import { flag, list, noBody, paging, text, wholeNumber } from "../parameters.ts";
import { badRequest, notFound, notSimulated } from "../refusals.ts";
import { endpoint } from "./endpoint.ts";

export const organization = [
  endpoint({
    method: "GET",
    path: "/api/v2/tokens/me",
    permissions: "none",
    query: z.strictObject({ preserveIdleTTL: flag(false) }),
    body: noBody,
    answer: ({ context }) => {
      const { id, name } = context.org;
      const client = {
        name: "afterword sandbox",
        authorizedGrantType: "CLIENT_CREDENTIALS",
        organization: { id, name },
      };
      return {
        organization: { id, name },
        homeOrganization: { id, name },
        authorizedScope: [],
        OAuthClient: { id: context.clientId, ...client },
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/organizations/me",
    permissions: "none",
    query: z.strictObject({}),
    body: noBody,
    answer: ({ context }) => ({ id: context.org.id, name: context.org.name, selfUri: "/api/v2/organizations/me" }),
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/authorization/divisions",
    permissions: "none",
    query: z.strictObject({
      ...paging(100),
      ...{ sortBy: text, expand: list(100).optional(), nextPage: text, previousPage: text, name: text },
      objectCount: flag(false),
      id: list(100).optional(),
    }),
    body: noBody,
    answer: (asked) => {
      const { id, name } = asked.query;
      const divisions = asked.context.org.divisions.filter(
        (division) => matchesName(division, name) && (id?.includes(division.id) ?? true),
      );
      return listing(asked, divisions.map(divisionDocument));
    },
  }),
  /** Teams page by cursor: no page numbers, no total; `nextUri` carries `after`. */
  endpoint({
    method: "GET",
    path: "/api/v2/teams",
    permissions: { any: ["groups:team:view"] },
    query: z.strictObject({
      pageSize: wholeNumber(1, 100).default(25),
      name: text,
      after: text,
      before: text,
      expand: text,
    }),
    body: noBody,
    answer: (asked) => {
      const { pageSize, name, after, before } = asked.query;
      if (before !== undefined) throw notSimulated("reading teams backwards");
      const teams = asked.context.org.teams.filter((team) => matchesName(team, name));
      const start = after === undefined ? 0 : teams.findIndex(({ id }) => cursorOf(id) === after) + 1;
      if (after !== undefined && start === 0) throw badRequest("after", "unknown cursor");
      const end = start + asked.context.pageLength(pageSize, start);
      const entities = teams.slice(start, end);
      const last = entities.at(-1);
      const more = last && end < teams.length;
      return {
        entities: entities.map(teamDocument),
        selfUri: link(asked, {}),
        nextUri: more ? link(asked, { after: cursorOf(last.id) }) : undefined,
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/teams/{teamId}",
    permissions: { any: ["groups:team:view"] },
    query: z.strictObject({ expand: text }),
    body: noBody,
    answer: ({ params, context }) => {
      const team = context.find.team(params.teamId);
      if (!team) throw notFound("team", params.teamId);
      return teamDocument(team);
    },
  }),
];

const cursorOf = (id: string): string => Buffer.from(id).toString("base64url");
