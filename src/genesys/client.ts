import { type Closable, CredentialsError, closable, minute, second, systemClock } from "../base/index.ts";
import { createAborts } from "./aborts.ts";
import { type Address, addressOf, readBase } from "./address.ts";
import { onlyAskedFor } from "./asked-for.ts";
import { createClockSkew } from "./clock-skew.ts";
import { decode } from "./decode.ts";
import { type Endpoint, type Input, thingOf } from "./endpoint.ts";
import { createGate } from "./gate.ts";
import type { Genesys, GenesysOptions } from "./genesys.ts";
import { limited } from "./giving-up.ts";
import { loginCall, readLogin } from "./login.ts";
import { createPatience } from "./patience.ts";
import { type Circumstances, type Outcome, persist } from "./persist.ts";
import { openDispatcher } from "./proxy.ts";
import { createDocuments } from "./recurring.ts";
import { readAnswer } from "./refusals.ts";
import { createLedger } from "./spent.ts";
import { createAcquaintance } from "./stranger.ts";
import { createTokens, type Token } from "./token.ts";
import { createTransport, type Answer as HttpAnswer } from "./transport.ts";

/** A 401 is answered with a new token so often for one request; then it is not the token. */
const mostTokens = 3;

/** A client for one OAuth client of one region. Close it: it holds connections. */
export function createGenesys(options: GenesysOptions): Genesys & Closable {
  const { clientId, clientSecret, hosts, clock = systemClock, random = Math.random, onEvent } = options;
  const [api, login] = [new URL(hosts.api).host, new URL(hosts.login).host];
  const base = readBase(hosts.api);
  const closed = new AbortController();
  const aborts = createAborts(closed.signal);
  const dispatcher = options.dispatcher ?? openDispatcher(options.env ?? process.env);
  const send = createTransport(dispatcher);
  const ledger = createLedger();
  const read = createDocuments();
  const skew = createClockSkew();
  const acquaintance = createAcquaintance();
  const longest = options.patience ?? 10 * minute;
  const patience = createPatience(clock, longest);
  const tellWait = (reason: "rate limit" | "retry") => (milliseconds: number) =>
    onEvent?.({ type: "waiting", seconds: Math.ceil(milliseconds / second), reason });
  const gate = createGate({
    clock,
    concurrency: options.concurrency ?? 8,
    onWait: tellWait("rate limit"),
    patience: longest,
    giveUp: (silence, wait) => limited(api, silence, wait),
  });
  const tokens = createTokens(clock, logIn);
  const circumstances: Circumstances = { clock, random, patience, onWait: tellWait("retry"), onLimit: gate.hold };

  async function ask<Answer>(endpoint: Endpoint<Answer>, input: Input = {}, signal?: AbortSignal): Promise<Answer> {
    const url = addressOf(endpoint, input, base, hosts.api === hosts.login);
    const abort = aborts.join(signal);
    const pursuit = patience.begin(endpoint.divisible === true && input.least !== true);
    try {
      const errand = { host: api, thing: () => thingOf(endpoint, input) };
      const attempt = attempts(endpoint, input, url, abort);
      const document = await persist(attempt, errand, pursuit, circumstances, abort);
      const asked = onlyAskedFor(endpoint, input, document);
      return decode(endpoint.answer, asked, { endpoint, id: Object.values(input.path ?? {}).at(-1) });
    } finally {
      pursuit.end();
      aborts.leave(signal);
    }
  }

  /** The attempts of one request: what they share is the count of tokens it has used up. */
  function attempts(endpoint: Endpoint<unknown>, input: Input, url: Address, signal: AbortSignal) {
    let attempt = 0;
    let refused = 0;
    const request = Symbol(endpoint.name);
    const excuses = (): boolean => acquaintance.excuses(request);
    return async (): Promise<Outcome<unknown>> => {
      for (;;) {
        const token = await tokens.get(signal);
        attempt += 1;
        const answer = await sendOnce(endpoint, input, url, token, signal);
        const status = answer.kind === "reply" ? answer.status : 0;
        ledger.enter(endpoint.name, status);
        onEvent?.({ type: "request", endpoint: endpoint.name, status, attempt });
        const outcome = readAnswer(answer, endpoint, input, { host: api, now: clock.now(), excuses, read });
        letGo(answer);
        if (outcome.kind === "done") acquaintance.meet();
        if (outcome.kind !== "unauthorized") return outcome;
        tokens.drop(token);
        refused += 1;
        if (refused > mostTokens) return { kind: "refused", error: refusedToken(clientId) };
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
    try {
      const json = body === undefined ? {} : { "content-type": "application/json" };
      const call = {
        method: endpoint.method,
        url,
        headers: { authorization: `Bearer ${token}`, ...json },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        secrets: [token],
        timeout: patience.timeout(),
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
    }
  }

  function logIn(): Promise<Token> {
    const call = loginCall(hosts.login, clientId, clientSecret);
    const attempt = async () => {
      const answer = await send({ ...call, timeout: patience.timeout() }, closed.signal);
      return readLogin(answer, login, clientId, clock.now());
    };
    // No request but this one counts on the login host, so that there is no giving up on it alone.
    const pursuit = { judge: patience.judge, waited: () => {}, answered: () => {} };
    const errand = { host: login, thing: () => "a token" };
    const own = { ...circumstances, onLimit: tellWait("rate limit") };
    return persist(attempt, errand, pursuit, own, closed.signal);
  }

  return {
    ask,
    spent: () => ledger.total(gate.allowed()),
    clockSkew: skew.ahead,
    ...closable(async () => {
      closed.abort();
      if (!options.dispatcher) await dispatcher.destroy();
    }),
  };
}

/**
 * This frame and its promises have waited long enough to be old for V8, and what an old thing holds is kept until the whole
 * heap is looked through, though nobody wants it: the texts of a run came to 34 MB.
 */
function letGo(answer: HttpAnswer): void {
  if (answer.kind === "reply") answer.text = "";
}

const refusedToken = (clientId: string): CredentialsError =>
  new CredentialsError(
    `Genesys issued ${mostTokens} new tokens to the OAuth client ${clientId} and refused each of them (401).`,
    "Check under Admin > Integrations > OAuth that the client is active, and that login and API are of the same region.",
  );
