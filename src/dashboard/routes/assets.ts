import { readdir, readFile } from "node:fs/promises";
import { extname } from "node:path";
import { Hono } from "hono";
import { answerOf } from "../answer.ts";
import { nothingHere, Refusal } from "../errors.ts";

/** Where the page was built to: `src/dashboard/routes` and `dist/dashboard/routes` lie equally deep. */
const built = new URL("../../../dist/web/page/", import.meta.url);

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What a browser may keep for good: its name has the hash of its content. */
const forGood = "public, max-age=31536000, immutable";

/** What programs ask for: they must not take the page for an answer of 200 where it is not for them. */
const forPrograms: readonly string[] = ["/healthz", "/metrics"];

/** The page and its files, read once. Every other path is a view of the page, which reads it itself. */
export async function assetRoutes(folder: URL = built): Promise<Hono> {
  const names = await readdir(new URL("assets/", folder)).catch(() => []);
  const files = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(new URL(`assets/${name}`, folder))] as const)),
  );
  const index = await readFile(new URL("index.html", folder), "utf8").catch(() => null);
  return new Hono()
    .get("/assets/:name", (http) => {
      const name = http.req.param("name");
      const file = files.get(name);
      if (!file) throw new Refusal(404, "There is no such file.", "Load the page again.");
      const type = types[extname(name)] ?? "application/octet-stream";
      return http.body(new Uint8Array(file), 200, { "content-type": type, "cache-control": forGood });
    })
    .get("*", (http) => {
      const { path } = http.req;
      if (path.startsWith("/api/") || forPrograms.includes(path)) return nothingHere();
      if (index === null) throw new Refusal(503, "The page has not been built.", "Run npm run build.");
      return http.html(index, 200, { "cache-control": "private, no-cache", etag: answerOf(index).etag });
    });
}
