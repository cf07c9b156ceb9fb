import { openSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { keepSecret } from "../printed.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Undecoded: a test looks at what it wants to, and fails where that is not there. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface Asked extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** GET, or POST where there is a body, unless `method` is given; `/api/v2` is put in front of the path. */
  ask(path: string, body?: unknown, method?: string): Promise<Reply>;
  /** The same without a token, or with another one. */
  askAs(authorization: string | null, path: string, body?: unknown, method?: string): Promise<Reply>;
  login(id?: string, secret?: string, form?: string): Promise<Reply>;
}

/** A sandbox and somebody who asks it plain questions over HTTP. */
export async function openAsked(options: SandboxOptions): Promise<Asked> {
  const sandbox = await openSandbox(options);
  keepSecret(sandbox.clientSecret);
  let token = "";

  const login: Asked["login"] = async (
    id = sandbox.clientId,
    secret = sandbox.clientSecret,
    form = "grant_type=client_credentials",
  ) => {
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
    const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
    const reply = await readReply(await fetch(`${sandbox.url}/oauth/token`, { method: "POST", headers, body: form }));
    if (reply.status === 200) {
      token = reply.body.access_token;
      // A page of HTML in its place has no token.
      if (token) keepSecret(token);
    }
    return reply;
  };
  const askAs: Asked["askAs"] = async (authorization, path, body, method) => {
    const headers = { ...(authorization === null ? {} : { authorization }), "content-type": "application/json" };
    const sent =
      body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
    return readReply(await fetch(`${sandbox.url}/api/v2${path}`, { ...sent, headers, ...(method ? { method } : {}) }));
  };
  return {
    sandbox,
    login,
    askAs,
    async ask(path, body, method) {
      if (token === "") await login();
      return askAs(`Bearer ${token}`, path, body, method);
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return { status: response.status, headers: response.headers, body: isJson && text !== "" ? JSON.parse(text) : text };
}
