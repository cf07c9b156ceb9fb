import { z } from "zod";
import type { User } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { userDocument } from "../documents/directory.ts";
import { listing } from "../listing.ts";
import { list, noBody, oneOf, paging, text } from "../parameters.ts";
import { notFound } from "../refusals.ts";
import { endpoint } from "./endpoint.ts";

const state = oneOf(["active", "inactive", "deleted", "any"]).default("active");
const shared = {
  expand: list(100).optional(),
  integrationPresenceSource: text,
  userCustomAttributeSchemaIds: list(100).optional(),
};

const inState = (user: User, wanted: string): boolean => wanted === "any" || user.state === wanted;
const shown = (user: User, { find }: ApiContext) => userDocument(user, find);

export const users = [
  endpoint({
    method: "GET",
    path: "/api/v2/users",
    permissions: "none",
    query: z.strictObject({
      ...paging(500),
      ...shared,
      state,
      id: list(100).optional(),
      jabberId: list(100).optional(),
      sortOrder: oneOf(["ASC", "DESC", "SCORE"]).optional(),
    }),
    body: noBody,
    answer: (asked) => {
      const { id, state } = asked.query;
      const found = asked.context.org.users.filter((user) => inState(user, state) && (id?.includes(user.id) ?? true));
      return listing(
        asked,
        found.map((user) => shown(user, asked.context)),
      );
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/users/{userId}",
    permissions: "none",
    query: z.strictObject({ ...shared, state }),
    body: noBody,
    answer: ({ params, query, context }) => {
      const user = context.find.user(params.userId);
      if (!user || !inState(user, query.state)) throw notFound("user", params.userId);
      return shown(user, context);
    },
  }),
];
