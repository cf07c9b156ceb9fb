import { expect, test } from "vitest";
import { readGatewayUrl, unencrypted } from "./gateway.ts";

test.each([
  ["https://gateway.example", "https://gateway.example"],
  ["https://gateway.example/", "https://gateway.example"],
  ["HTTPS://Gateway.Example:443", "https://gateway.example"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["http://[::1]:8080/", "http://[::1]:8080"],
  ["https://gateway.example/genesys", "https://gateway.example/genesys"],
  ["https://gateway.example/a/B//", "https://gateway.example/a/B"],
  [" http://127.0.0.1:9\n", "http://127.0.0.1:9"],
])("%j is %s", (text, url) => {
  expect(readGatewayUrl(text)).toEqual({ url });
});

test.each([
  ["gateway.example", "must begin with https:// or http://"],
  ["localhost:8080", "must begin with https:// or http://"],
  ["ftp://gateway.example", "must begin with https:// or http://"],
  ["", "must begin with https:// or http://"],
  ["https://", "is not a URL"],
  ["https://exa mple", "is not a URL"],
  ["http://localhost:99999", "is not a URL"],
  ["https://me:hunter2@gateway.example", "must not hold a user name or a password"],
  ["https://me@gateway.example", "must not hold a user name or a password"],
  ["https://gateway.example/?key=hunter2", "must end with its path"],
  ["https://gateway.example/#top", "must end with its path"],
])("%j is refused", (text, words) => {
  const { problem } = { problem: "accepted", ...readGatewayUrl(text) };
  expect(problem).toContain(words);
  expect(problem).not.toContain("hunter2");
});

test.each([
  "http://gateway.example",
  "http://10.0.0.7:8080/genesys",
  "http://localhost.example",
  "http://127.0.0.1.example",
])("what goes to %s in clear is warned of", (url) =>
  expect(unencrypted(url)).toContain(`${new URL(url).origin} is not encrypted`),
);

test.each([
  "https://gateway.example",
  "http://localhost:8080",
  "http://127.0.0.1",
  "http://127.9.9.9:1",
  "http://[::1]:8080",
])("what goes to %s is not", (url) => expect(unencrypted(url)).toBeNull());
