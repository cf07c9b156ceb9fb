import { randomUUID } from "node:crypto";
import { type Closable, CredentialsError, closable, minute, second, systemClock } from "../base/index.ts";
import { decode } from "./decode.ts";
import { type Endpoint, type Input, thingOf } from "./endpoint.ts";
import { createForeignReplyTally } from "./foreign-reply.ts";
import type { Genesys, GenesysOptions } from "./genesys.ts";
import { onlyAskedFor } from "./invalid-reply.ts";
import { loginCall, readLogin } from "./login.ts";
import { openDispatcher } from "./proxy.ts";
import { createGate } from "./rate-limit-gate.ts";
import { readReply } from "./read-reply.ts";
import { createClockSkew } from "./reply-date.ts";
import { type Address, addressOf, readBase } from "./request-url.ts";
import { createRetryBudget } from "./retry-budget.ts";
import { type Outcome, type RetryContext, rateLimitExhausted, retryUntilAnswered } from "./retry-until-answered.ts";
import { createSharedBudget, type Permit, type SharedBudget } from "./shared-budget.ts";
import { createLedger } from "./spent.ts";
import { createTokens, type Token } from "./token.ts";
import { createTransport, type Answer as HttpAnswer } from "./transport.ts";

/** A 401 is answered with a new token this often for one request; after that the token is not the cause. */
const maxNewTokens = 3;
/** So many tokens that were good before count as one: a request may be on its way each time that one is revoked. */
const revokedTokens = 4;

/** A refusal that ends in the middle is asked for so often once more; after that its status and what came of it have to do. */
const maxCutRefusals = 2;

/** A client for one OAuth client of one region. Close it: it holds connections. */
export function createGenesys(options: GenesysOptions): Genesys & Closable {
  const { clientId, clientSecret, hosts, clock = systemClock, random = Math.random, onEvent } = options;
  const [api, login] = [new URL(hosts.api).host, new URL(hosts.login).host];
  const base = readBase(hosts.api);
  const closed = new AbortController();
  const dispatcher = options.dispatcher ?? openDispatcher(options.env ?? process.env);
  const send = createTransport(dispatcher);
  const ledger = createLedger();
  const skew = createClockSkew();
  const foreignReplies = createForeignReplyTally(api === login);
  const maxSilence = options.patience ?? 10 * minute;
  const budget = createRetryBudget(clock, maxSilence);
  const reportWait = (reason: "rate limit" | "retry") => (milliseconds: number) =>
    onEvent?.({ type: "waiting", seconds: Math.ceil(milliseconds / second), reason });
  const gate = createGate({
    clock,
    concurrency: options.concurrency ?? 16,
    onWait: reportWait("rate limit"),
    maxSilence,
    giveUp: (silence, wait) => rateLimitExhausted(api, silence, wait),
  });
  let shared: SharedBudget | null = null;
  const tokens = createTokens(clock, logIn);
  /** Tokens that a request was answered with: one a day, where nobody revokes them. */
  const accepted = new Set<string>();
  const context: RetryContext = { clock, random, budget, onWait: reportWait("retry"), onLimit: gate.hold };

  async function ask<Answer>(endpoint: Endpoint<Answer>, input: Input = {}, signal?: AbortSignal): Promise<Answer> {
    const url = addressOf(endpoint, input, base, hosts.api === hosts.login);
    // In Node 20 each of these leaves 80 bytes with the caller's signal: 42 MB in a sync of a million responses.
    const abort = AbortSignal.any(signal ? [closed.signal, signal] : [closed.signal]);
    const attempts = budget.begin(endpoint.divisible === true && input.indivisible !== true);
    try {
      const label = { host: api, thing: () => thingOf(endpoint, input) };
      const document = await retryUntilAnswered(attempt(endpoint, input, url, abort), label, attempts, context, abort);
      const asked = onlyAskedFor(endpoint, input, document);
      return decode(endpoint.answer, asked, { endpoint, id: Object.values(input.path ?? {}).at(-1) });
    } finally {
      attempts.end();
    }
  }

  /** Makes one attempt of a request; its attempts share the count of refused tokens. */
  function attempt(endpoint: Endpoint<unknown>, input: Input, url: Address, signal: AbortSignal) {
    let count = 0;
    let refusedTokens = 0;
    let cutRefusals = 0;
    const request = Symbol(endpoint.name);
    const replyContext = {
      host: api,
      mayBeThisRequest: (status: number): boolean => foreignReplies.mayBeOneRequest(request, status),
      mayComeWhole: (): boolean => ++cutRefusals <= maxCutRefusals,
    };
    return async (): Promise<Outcome<unknown>> => {
      for (;;) {
        const token = await tokens.get(signal);
        count += 1;
        const answer = await sendOnce(endpoint, input, url, token, signal);
        const status = answer.kind === "reply" ? answer.status : 0;
        ledger.enter(endpoint.name, status);
        onEvent?.({ type: "request", endpoint: endpoint.name, status, attempt: count });
        const outcome = readReply(answer, endpoint, input, { ...replyContext, now: clock.now() });
        releaseText(answer);
        if (outcome.kind === "done") {
          foreignReplies.recordGenesys();
          accepted.add(token);
        }
        if (outcome.kind !== "unauthorized") return outcome;
        tokens.drop(token);
        // One that was good before was revoked meanwhile, which says little of the next one.
        refusedTokens += accepted.has(token) ? 1 / revokedTokens : 1;
        if (refusedTokens > maxNewTokens) return { kind: "refused", error: tokensRefused(clientId) };
      }
    };
  }

  async function sendOnce(
    endpoint: Endpoint<unknown>,
    { body }: Input,
    url: Address,
    token: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const pass = await gate.enter(signal);
    let header: ((name: string) => string) | null = null;
    let permit: Permit | undefined;
    try {
      permit = await shared?.take(signal);
      const json = body === undefined ? {} : { "content-type": "application/json" };
      const call = {
        method: endpoint.method,
        url,
        headers: { authorization: `Bearer ${token}`, ...json },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        secrets: [token],
        timeout: budget.timeout(),
      };
      const sent = clock.now();
      const answer = await send(call, signal);
      if (answer.kind === "reply") {
        header = answer.header;
        skew.enter(header("date"), sent, clock.now());
      }
      return answer;
    } finally {
      pass.leave(header);
      // It ends by itself; where it cannot be given back, the next one cannot be taken, and says why.
      await permit?.giveBack(header).catch(() => {});
    }
  }

  function logIn(): Promise<Token> {
    const call = loginCall(hosts.login, clientId, clientSecret);
    const attempt = async () => {
      const answer = await send({ ...call, timeout: budget.timeout() }, closed.signal);
      return readLogin(answer, login, clientId, clock.now());
    };
    // This is the only request to the login host, so its failures are always the host's.
    const attempts = { decide: budget.decide, addWait: () => {}, recordAnswer: () => {} };
    const label = { host: login, thing: () => "a token" };
    const own = { ...context, onLimit: reportWait("rate limit") };
    return retryUntilAnswered(attempt, label, attempts, own, closed.signal);
  }

  return {
    clientId,
    ask,
    share(texts) {
      shared = createSharedBudget(texts, {
        ...{ clientId, clock, newId: randomUUID, maxSilence, onWait: reportWait("rate limit") },
        giveUp: (silence, wait) => rateLimitExhausted(api, silence, wait),
      });
    },
    spent: () => ledger.total(gate.allowed()),
    clockSkew: skew.ahead,
    ...closable(async () => {
      closed.abort();
      if (!options.dispatcher) await dispatcher.destroy();
    }),
  };
}

/**
 * This frame and its promises have waited long enough to be old for V8, and everything that an old object holds is kept
 * until the next full collection, though nothing needs it: the texts of a run came to 34 MB.
 */
function releaseText(answer: HttpAnswer): void {
  if (answer.kind === "reply") answer.text = "";
}

const tokensRefused = (clientId: string): CredentialsError =>
  new CredentialsError(
    `Genesys issued ${maxNewTokens} new tokens to the OAuth client ${clientId} and refused each of them (401).`,
    "Check under Admin > Integrations > OAuth that the client is active, and that login and API are of the same region.",
  );
