import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { second, UsageError } from "../base/index.ts";

/** Never through a proxy, regardless of NO_PROXY: a server on this machine is not for the outside. */
const loopback = ["localhost", "127.0.0.1", "[::1]"];

const agentOptions = { connect: { timeout: 10 * second } };

/**
 * Connections for one client, through the proxies that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name (in either case).
 * @throws {UsageError} when a proxy's address is not one
 */
export function openDispatcher(env: Readonly<Record<string, string | undefined>>): Dispatcher {
  const read = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? "";
  const [httpProxy, httpsProxy] = [address("HTTP_PROXY", read), address("HTTPS_PROXY", read)];
  if (!httpProxy && !httpsProxy) return new Agent(agentOptions);
  const excepted = read("NO_PROXY").trim();
  return new EnvHttpProxyAgent({
    ...agentOptions,
    // Empty and not absent, else undici would look into process.env by itself.
    httpProxy,
    httpsProxy,
    noProxy: excepted === "*" ? "*" : [excepted, ...loopback].join(","),
    // A proxy that accepts the connection and then stays silent would hold its connection for undici's 300 s.
    clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: 10 * second }),
  });
}

function address(name: string, read: (name: string) => string): string {
  const text = read(name).trim();
  if (!text) return "";
  const url = text.includes("://") ? text : `http://${text}`;
  if (URL.canParse(url) && /^(https?|socks5?):/i.test(url)) return url;
  throw new UsageError(
    `${name} is not the address of a proxy.`,
    `Write it as http://host:port, or unset ${name}; hosts named in NO_PROXY are reached without it.`,
  );
}
