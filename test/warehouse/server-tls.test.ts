import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReader, openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { type OwnServer, openServer } from "../servers/postgres.ts";

/* Certificates as a company makes them, by openssl; without that program nothing here can be tried. */
const withoutOpenssl = spawnSync("openssl", ["version"]).status !== 0;

const folder = newFolder();
const file = (name: string): string => join(folder, name);
const openssl = (...args: string[]) =>
  execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });

/** A root certificate of its own. */
function makeRoot(name: string): void {
  const subject = ["-subj", `/CN=${name}`, "-days", "2"];
  openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", `${name}.key`, "-out", `${name}.crt`, ...subject);
}

/** A server's certificate for "localhost", signed by that root. */
function makeServerCertificate(root: string): void {
  writeFileSync(file("names"), "subjectAltName=DNS:localhost\n");
  openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "server.key",
    "-out",
    "server.csr",
    "-subj",
    "/CN=localhost",
  );
  const signed = ["-CA", `${root}.crt`, "-CAkey", `${root}.key`, "-CAcreateserial", "-extfile", "names", "-days", "2"];
  openssl("x509", "-req", "-in", "server.csr", "-out", "server.crt", ...signed);
}

let server: OwnServer;
beforeAll(async () => {
  if (withoutOpenssl) return;
  server = await openServer();
  makeRoot("company");
  makeRoot("other");
  makeServerCertificate("company");
  for (const name of ["server.crt", "server.key"]) {
    const place = join(server.data, name);
    copyFileSync(file(name), place);
    chmodSync(place, 0o600);
    if (process.getuid?.() === 0) chownSync(place, 65_534, 65_534);
  }
  // Without TLS nobody is let in.
  writeFileSync(join(server.data, "pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
  server.start("-c ssl=on");
});
afterAll(() => server?.[Symbol.asyncDispose]());

/** The server's address with another host and these parameters. */
function address(host: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(server.address);
  url.hostname = host;
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

const company = file("company.crt");
const other = file("other.crt");

describe.skipIf(withoutOpenssl)("a server with a certificate of the company's own", () => {
  test.each([
    ["localhost", {}],
    ["127.0.0.1", { sslmode: "prefer" }],
    ["127.0.0.1", { sslmode: "require" }],
    ["127.0.0.1", { sslmode: "require", sslrootcert: company }],
    ["127.0.0.1", { sslmode: "verify-ca", sslrootcert: company }],
    ["localhost", { sslmode: "verify-full", sslrootcert: company }],
  ])("lets in %s %j, encrypted", async (host, parameters) => {
    await using warehouse = await openWarehouse(address(host, parameters));
    const [row] = await warehouse.query(
      "SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()",
    );
    expect(row).toEqual({ ssl: true });
    await using reader = await openReader(address(host, parameters));
    expect(await reader.query("SELECT count(*) AS n FROM response")).toEqual([{ n: 0 }]);
  });

  test.each([
    ["another root", "localhost", { sslmode: "verify-full", sslrootcert: other }, /certificate.*\n.*sslrootcert=FILE/],
    ["another root", "127.0.0.1", { sslmode: "verify-ca", sslrootcert: other }, /certificate/],
    ["a root that is there, with require", "127.0.0.1", { sslmode: "require", sslrootcert: other }, /certificate/],
    ["a host that it does not name", "127.0.0.1", { sslmode: "verify-full", sslrootcert: company }, /certificate/],
    ["those that the machine trusts", "localhost", { sslmode: "verify-full", sslrootcert: "system" }, /certificate/],
    ["no root at all", "localhost", { sslmode: "verify-full" }, /needs a root certificate/],
    ["a root that is no file", "localhost", { sslmode: "verify-ca", sslrootcert: file("none.crt") }, /cannot be read/],
    ["no TLS", "localhost", { sslmode: "disable" }, /pg_hba\.conf/],
  ])("is refused with %s: %s %j", async (_, host, parameters, words) => {
    for (const open of [openWarehouse, openReader]) {
      const error: unknown = await open(address(host, parameters)).catch((refused: unknown) => refused);
      expect(error).toMatchObject({ name: "UsageError" });
      expect(`${String(error)}\n${(error as { hint?: string }).hint ?? ""}`).toMatch(words);
      expect(String(error)).not.toContain("a-secret-of-the-database");
    }
  });
});
