import type { ApiContext } from "../api-context.ts";
import { noBody, noParameters } from "../parameters.ts";
import { maxBodyBytes } from "../rate-limit.ts";
import { notFound } from "../refusals.ts";
import { endpoint } from "./endpoint.ts";

/** What Genesys documents. Of the other namespaces it documents the names alone. */
const documented: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "platform.api": {
    "client.credentials.token.rate.per.minute": 300,
    "request.bytes.max": maxBodyBytes,
    "token.rate.per.minute": 300,
  },
  analytics: {},
  quality: {},
  routing: {},
  users: {},
};

/** Official SDK model LimitsEntityListing, which is not paged. */
export function limitsDocument(namespace: string, ownRate: ApiContext["allowance"] | null) {
  const limits = documented[namespace];
  if (!limits) throw notFound("namespace", namespace);
  return {
    entities: Object.entries(limits).map(([key, usual]) => {
      const own = key === "client.credentials.token.rate.per.minute" && typeof ownRate === "number";
      return { key, namespace, value: own ? ownRate : usual };
    }),
  };
}

const path = "/api/v2/organizations/limits/namespaces/{namespaceName}";
const asked = { method: "GET", permissions: "none", query: noParameters, body: noBody } as const;

/** The org's limits by namespace, and what they are for an org with which nothing was agreed. */
export const limits = [
  endpoint({
    ...asked,
    path,
    answer: ({ params, context }) => limitsDocument(params.namespaceName, context.allowance),
  }),
  endpoint({ ...asked, path: `${path}/defaults`, answer: ({ params }) => limitsDocument(params.namespaceName, null) }),
];
