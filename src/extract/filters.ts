import { foldName } from "../base/index.ts";
import type { ExtractRequest, LinkedInteraction } from "../collect/index.ts";
import type { Names } from "../csat/index.ts";

const same = (a: string, b: string): boolean => foldName(a) === foldName(b);

/** Whether the queue is one of those asked for, by id or by name. */
export function matchesQueue({ queues }: ExtractRequest, queueId: string | null, names: Names): boolean {
  if (queues.length === 0) return true;
  const name = queueId === null ? null : names.queue(queueId);
  return queues.some((wanted) => (queueId !== null && same(wanted, queueId)) || (name !== null && same(wanted, name)));
}

/** Whether the form is one of those asked for; `known` is its name and ids, as far as they are known. */
export function matchesForm({ forms }: ExtractRequest, known: readonly (string | null | undefined)[]): boolean {
  return forms.length === 0 || forms.some((wanted) => known.some((value) => value != null && same(wanted, value)));
}

export function matchesMedia({ media }: ExtractRequest, mediaType: string | null): boolean {
  return media.length === 0 || (mediaType !== null && media.some((wanted) => same(wanted, mediaType)));
}

/** Whether a response of this interaction can still match: some session has the media and some leg the queue. */
export function mayMatch(request: ExtractRequest, { media: all, facts }: LinkedInteraction, names: Names): boolean {
  const media = request.media.length === 0 || all.some((one) => matchesMedia(request, one));
  const queue = request.queues.length === 0 || facts.legs.some(({ queueId }) => matchesQueue(request, queueId, names));
  return media && queue;
}
