import type { Answer } from "../http/answer.ts";
import { Refusal } from "../http/refusals.ts";
import { conversationsIn, createChoice, finishedIn, isRecord, rewritten, withFinished } from "./answer-documents.ts";
import type { Fault, FaultContext, FaultHooks, SpoiltDocument } from "./fault.ts";

function malformed({ spoilt }: FaultContext): FaultHooks {
  const isChosen = createChoice(spoilt);
  return {
    change: ({ path }, answer) =>
      rewritten(
        withFinished(path, answer, (document, kind, id) =>
          document["answers"] !== undefined && isChosen(kind, id) ? { ...document, answers: "none" } : document,
        ),
        (_, value) =>
          isRecord(value) && "participants" in value && isChosen("conversation", value["conversationId"])
            ? { ...value, participants: "none" }
            : value,
      ),
  };
}

/** In place of one finished survey, alone or among its interaction's, the same refusal whenever it is asked for. */
const refusedSurvey =
  (refusal: Refusal) =>
  ({ spoilt }: FaultContext): FaultHooks => {
    const isChosen = createChoice(spoilt);
    return {
      change: ({ path }, answer) => {
        const struck = finishedIn(path, answer).some(({ kind, id }) => kind === "survey" && isChosen(kind, id));
        if (!struck) return answer;
        const contextId = answer.headers?.["inin-correlation-id"] ?? "";
        const refused = refusal.answer(contextId);
        return { ...answer, ...refused, headers: { ...answer.headers, ...refused.headers } };
      },
    };
  };

function silent({ spoilt }: FaultContext): FaultHooks {
  const isChosen = createChoice(spoilt);
  return {
    interrupt: ({ path }, answer) =>
      finishedIn(path, answer).some(({ kind, id }) => isChosen(kind, id)) ? "hold" : undefined,
  };
}

/** As a firewall, a proxy or a captive portal words it. */
const pages = [
  [403, "Request blocked", "The requested URL was rejected. Please consult with your administrator."],
  [404, "404 Not Found", "nginx"],
  [414, "414 Request-URI Too Large", "nginx"],
  [503, "503 Service Temporarily Unavailable", "nginx"],
  [200, "Just a moment…", "Checking your browser before you go on."],
] as const;

/** How many documents of a kind meet one: few interactions, since one of them takes its whole batch along. */
const shares = { survey: 1 / 16, evaluation: 1 / 16, conversation: 1 / 40 };

function html({ timing, spoilt }: FaultContext): FaultHooks {
  const named = new Set<string>();
  const isStruck = ({ kind, id }: SpoiltDocument): boolean => timing.draw("html-items", id) < shares[kind];
  const pageFor = (answer: Answer, document: SpoiltDocument): Answer => {
    if (!named.has(document.id)) spoilt(document);
    named.add(document.id);
    const which = Math.floor(timing.draw("html-items", "page", document.id) * pages.length);
    const [status, title, text] = pages[which] ?? pages[0];
    const body = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr>${text}</body></html>`;
    return { status, headers: { ...answer.headers, "content-type": "text/html" }, body };
  };
  return {
    change: ({ path }, answer) => {
      const struck = [...finishedIn(path, answer), ...conversationsIn(path, answer)].find(isStruck);
      return struck ? pageFor(answer, struck) : answer;
    },
  };
}

/** Faults of one document or a few, always the same ones, whenever they are asked for. */
export const spoiltDocumentFaults = {
  "malformed-document": {
    description:
      "One finished survey and one finished evaluation carry text where their answers should be, one interaction where its participants should be; always the same ones.",
    hooks: malformed,
  },
  "broken-survey": {
    description: "One finished survey is answered 500 whenever it is asked for.",
    hooks: refusedSurvey(new Refusal(500, "internal.server.error", "The server encountered an unexpected condition.")),
  },
  "retry-later-item": {
    description: "One finished survey is answered 503 with Retry-After 3600 whenever it is asked for.",
    hooks: refusedSurvey(
      new Refusal(503, "service.unavailable", "The service is unavailable.", {}, { "retry-after": "3600" }),
    ),
  },
  "silent-item": {
    description:
      "One finished survey and one finished evaluation are never answered: the connection stays open. Everything else is.",
    hooks: silent,
  },
  "html-items": {
    description:
      "One finished survey and evaluation in sixteen, and a request by ids for one interaction in forty, are answered with an HTML page of status 403, 404, 414, 503 or 200; always the same ones.",
    hooks: html,
  },
} satisfies Readonly<Record<string, Fault>>;
