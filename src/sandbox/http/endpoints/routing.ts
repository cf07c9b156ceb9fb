import { z } from "zod";
import type { Queue } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { queueDocument, wrapUpCodeDocument } from "../documents/directory.ts";
import { listing, matchesName } from "../listing.ts";
import type { Lookup } from "../lookup.ts";
import { flag, list, noBody, oneOf, paging, text } from "../parameters.ts";
import { notFound } from "../refusals.ts";
import { endpoint } from "./endpoint.ts";

const sortOrder = oneOf(["asc", "desc", "score", "ascending", "descending"]).optional();
const ids = list(100).optional();
const viewer = { all: ["routing:queue:search"] };

interface QueueFilter {
  readonly name?: string | undefined;
  readonly id?: readonly string[] | undefined;
  readonly divisionId?: readonly string[] | undefined;
}

/** A deleted queue is in no answer, nor is one of a hidden division; their ids live on in the interactions. */
const isListed = ({ deleted, divisionId }: Queue, { hides }: Lookup): boolean =>
  !deleted && !hides({ divisionIds: [divisionId] });

const queuesOf = ({ org, find }: ApiContext, { name, id, divisionId }: QueueFilter) =>
  org.queues
    .filter((queue) => isListed(queue, find) && matchesName(queue, name))
    .filter((queue) => (id?.includes(queue.id) ?? true) && (divisionId?.includes(queue.divisionId) ?? true))
    .map((queue) => queueDocument(queue, find));

export const routing = [
  endpoint({
    method: "GET",
    path: "/api/v2/routing/queues",
    permissions: { any: ["routing:queue:view"] },
    query: z.strictObject({
      ...paging(500),
      ...{ sortOrder, name: text, id: ids, divisionId: ids, peerId: ids, cannedResponseLibraryId: text },
      hasPeer: flag(false),
      expand: ids,
    }),
    body: noBody,
    answer: (asked) => listing(asked, queuesOf(asked.context, asked.query)),
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/routing/queues/{queueId}",
    permissions: { any: ["routing:queue:view"] },
    query: z.strictObject({ expand: ids }),
    body: noBody,
    answer: ({ params, context }) => {
      const queue = context.find.queue(params.queueId);
      if (!queue || !isListed(queue, context.find)) throw notFound("queue", params.queueId);
      return queueDocument(queue, context.find);
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/routing/queues/divisionviews",
    permissions: viewer,
    query: z.strictObject({ ...paging(100, 5), sortBy: text, sortOrder, name: text, id: ids, divisionId: ids }),
    body: noBody,
    answer: (asked) => listing(asked, queuesOf(asked.context, asked.query)),
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/routing/queues/divisionviews/all",
    permissions: viewer,
    query: z.strictObject({ ...paging(500), sortOrder }),
    body: noBody,
    answer: (asked) => listing(asked, queuesOf(asked.context, {})),
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/routing/wrapupcodes",
    permissions: { all: ["routing:wrapupCode:view"] },
    query: z.strictObject({
      ...paging(100),
      ...{ sortBy: oneOf(["name", "id"]).optional(), sortOrder, name: text, id: ids, divisionId: ids },
    }),
    body: noBody,
    answer: (asked) => {
      const { name, id } = asked.query;
      const codes = asked.context.org.wrapUpCodes.filter(
        (code) => matchesName(code, name) && (id?.includes(code.id) ?? true),
      );
      return listing(asked, codes.map(wrapUpCodeDocument));
    },
  }),
];
