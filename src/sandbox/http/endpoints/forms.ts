import { z } from "zod";
import type { FormVersion } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { evaluationForm, type FormView, surveyForm } from "../documents/form.ts";
import { listing, matchesName, wholeListing } from "../listing.ts";
import type { Lookup } from "../lookup.ts";
import { flag, list, noBody, noParameters, oneOf, paging, text } from "../parameters.ts";
import { notFound } from "../refusals.ts";
import { endpoint } from "./endpoint.ts";

interface Kind {
  readonly kind: FormVersion["kind"];
  readonly plural: "surveys" | "evaluations";
  readonly permission: string;
  readonly render: (form: FormVersion, find: Lookup, view: FormView) => object;
  readonly bulkQuery: z.ZodType<{ readonly id: readonly string[] }>;
  readonly contextsQuery: z.ZodType<{ readonly contextId: readonly string[] }>;
  readonly publishedQuery: z.ZodType<PublishedQuery>;
}

interface PublishedQuery {
  readonly pageSize: number;
  readonly pageNumber: number;
  readonly name?: string | undefined;
  readonly latest: boolean;
}

const ids = list(100);
const publishedPaging = { ...paging(100), name: text };

export const surveyForms = formEndpoints({
  kind: "survey",
  plural: "surveys",
  permission: "quality:surveyForm:view",
  render: surveyForm,
  bulkQuery: z.strictObject({ id: ids }),
  contextsQuery: z.strictObject({ contextId: ids, published: flag(true) }),
  publishedQuery: z
    .strictObject({ ...publishedPaging, onlyLatestEnabledPerContext: flag(false) })
    .transform(({ onlyLatestEnabledPerContext: latest, ...rest }) => ({ ...rest, latest })),
});

export const evaluationForms = formEndpoints({
  kind: "evaluation",
  plural: "evaluations",
  permission: "quality:evaluationForm:view",
  render: evaluationForm,
  bulkQuery: z.strictObject({ id: ids, includeLatestVersionFormName: flag(false) }),
  contextsQuery: z.strictObject({ contextId: ids }),
  publishedQuery: z
    .strictObject({ ...publishedPaging, onlyLatestPerContext: flag(false) })
    .transform(({ onlyLatestPerContext: latest, ...rest }) => ({ ...rest, latest })),
});

/**
 * The form endpoints of one kind. Listings leave the questions out and call every form unpublished; to get the
 * questions asks by version id.
 */
function formEndpoints({ kind, plural, permission, render, bulkQuery, contextsQuery, publishedQuery }: Kind) {
  const permissions = { any: [permission] };
  const draft: FormView = { questions: false, published: false };
  const order = oneOf(["asc", "desc"]).optional();

  const modified = (context: ApiContext): FormVersion[] =>
    context.org.forms.filter((form) => form.kind === kind && form.modified <= context.now);
  const latestOf = (forms: readonly FormVersion[]): FormVersion[] => [
    ...new Map(forms.map((form) => [form.contextId, form])).values(),
  ];
  function one(context: ApiContext, id: string): FormVersion {
    const form = modified(context).find((version) => version.id === id);
    if (!form) throw notFound(`${kind} form`, id);
    return form;
  }

  return [
    endpoint({
      method: "GET",
      path: `/api/v2/quality/forms/${plural}`,
      permissions,
      query: z.strictObject({
        ...paging(100),
        ...{ sortBy: text, nextPage: text, previousPage: text, name: text, sortOrder: order },
        expand: oneOf(["publishHistory"]).optional(),
      }),
      body: noBody,
      answer: (asked) => {
        const { find } = asked.context;
        const forms = latestOf(modified(asked.context)).filter((form) => matchesName(form, asked.query.name));
        const history = (form: FormVersion) =>
          asked.query.expand && {
            publishedVersions: {
              entities: modified(asked.context)
                .filter(({ contextId, published }) => contextId === form.contextId && published)
                .map((version) => render(version, find, { questions: false })),
            },
          };
        return listing(
          asked,
          forms.map((form) => ({ ...render(form, find, draft), ...history(form) })),
        );
      },
    }),
    endpoint({
      method: "GET",
      path: `/api/v2/quality/forms/${plural}/{formId}`,
      permissions,
      query: noParameters,
      body: noBody,
      answer: ({ params, context }) => render(one(context, params.formId), context.find, { questions: true }),
    }),
    endpoint({
      method: "GET",
      path: `/api/v2/quality/forms/${plural}/{formId}/versions`,
      permissions,
      query: z.strictObject({ ...paging(100), sortOrder: order }),
      body: noBody,
      answer: (asked) => {
        const { contextId } = one(asked.context, asked.params.formId);
        const versions = modified(asked.context).filter((form) => form.contextId === contextId);
        return listing(
          asked,
          versions.map((form) => render(form, asked.context.find, { questions: false })),
        );
      },
    }),
    endpoint({
      method: "GET",
      path: `/api/v2/quality/forms/${plural}/bulk`,
      permissions,
      query: bulkQuery,
      body: noBody,
      answer: (asked) => {
        const forms = modified(asked.context).filter(({ id }) => asked.query.id.includes(id));
        return wholeListing(
          asked,
          forms.map((form) => render(form, asked.context.find, { questions: true })),
        );
      },
    }),
    endpoint({
      method: "GET",
      path: `/api/v2/quality/forms/${plural}/bulk/contexts`,
      permissions,
      query: contextsQuery,
      body: noBody,
      answer: ({ query, context }) =>
        latestOf(modified(context).filter(({ published }) => published))
          .filter(({ contextId }) => query.contextId.includes(contextId))
          .map((form) => render(form, context.find, { questions: true })),
    }),
    endpoint({
      method: "GET",
      path: `/api/v2/quality/publishedforms/${plural}`,
      permissions,
      query: publishedQuery,
      body: noBody,
      answer: (asked) => {
        const published = modified(asked.context).filter(
          (form) => form.published && matchesName(form, asked.query.name),
        );
        const forms = asked.query.latest ? latestOf(published) : published;
        return listing(
          asked,
          forms.map((form) => render(form, asked.context.find, { questions: false })),
        );
      },
    }),
    endpoint({
      method: "GET",
      path: `/api/v2/quality/publishedforms/${plural}/{formId}`,
      permissions,
      query: noParameters,
      body: noBody,
      answer: ({ params, context }) => {
        const { contextId } = one(context, params.formId);
        const latest = latestOf(modified(context).filter((form) => form.published && form.contextId === contextId))[0];
        if (!latest) throw notFound(`published ${kind} form`, params.formId);
        return render(latest, context.find, { questions: true });
      },
    }),
  ];
}
