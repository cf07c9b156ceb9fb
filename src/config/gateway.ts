/**
 * The base URL of a gateway, without a trailing slash and with its path prefix, or the fault of `text` as the end of a
 * sentence. The text itself is not repeated: it may hold a password.
 */
export function readGatewayUrl(text: string): { readonly url: string } | { readonly problem: string } {
  const example = "such as https://gateway.example or http://localhost:8080/genesys";
  if (!/^https?:\/\//i.test(text.trim())) return { problem: `must begin with https:// or http://, ${example}` };
  if (!URL.canParse(text.trim())) return { problem: `is not a URL; write one ${example}` };
  const { origin, pathname, search, hash, username, password } = new URL(text.trim());
  // fetch refuses such a URL, and only after the run has begun.
  if (username || password) return { problem: `must not hold a user name or a password; write it ${example}` };
  if (search || hash) return { problem: `must end with its path, without ? and #, ${example}` };
  return { url: origin + pathname.replace(/\/+$/, "") };
}

/** This machine itself: traffic to it goes nowhere else. */
const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** A warning, as a sentence, where a gateway's URL sends everything in clear; null where it does not. */
export function unencrypted(url: string): string | null {
  const { protocol, hostname, origin } = new URL(url);
  if (protocol === "https:" || loopback.test(hostname)) return null;
  return `The gateway ${origin} is not encrypted: the client secret, the tokens and every answer can be read on the way. Use https://.`;
}
