import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../scripts/prepare.mjs";

/** 50 people, each of whom opens one panel after the other, while `serve` syncs from a sandbox of its own process. */
export async function clientsAtOnce(sectionKeys, folder) {
  const program = join(root, "dist", "cli", "main.js");
  const sandbox = spawn(process.execPath, [program, "sandbox", "--limit", "off", "--per-day", "400"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const announced = await new Promise((resolve) => sandbox.stdout.once("data", resolve));
  const { url, client_id, client_secret } = JSON.parse(announced.toString());
  const env = { PATH: process.env.PATH, HOME: folder, GENESYS_GATEWAY_URL: url };
  const credentials = { GENESYS_CLIENT_ID: client_id, GENESYS_CLIENT_SECRET: client_secret };
  const args = [program, "serve", "--port", "0", "--warehouse", join(folder, "synced.duckdb")];
  const serve = spawn(process.execPath, args, { env: { ...env, ...credentials }, stdio: ["ignore", "pipe", "ignore"] });
  const address = (await new Promise((resolve) => serve.stdout.once("data", resolve))).toString().trim();
  const metric = async (name) => {
    const text = await (await fetch(`${address}metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{.*\\})? (.*)$`, "m").exec(text)?.[1]);
  };
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await metric("afterword_nodejs_eventloop_lag_max_seconds");
  const times = [];
  let errors = 0;
  const until = performance.now() + 20_000;
  const client = async (at) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const key = sectionKeys[(at + turn) % sectionKeys.length];
      const started = performance.now();
      const answer = await fetch(`${address}api/sections/${key}?since=${20 + (at % 10)}d`).catch(() => null);
      await answer?.arrayBuffer();
      if (!answer?.ok) errors += 1;
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, at) => client(at)));
  const lag = await metric("afterword_nodejs_eventloop_lag_max_seconds");
  serve.kill("SIGTERM");
  sandbox.kill("SIGTERM");
  await new Promise((resolve) => serve.on("close", resolve));
  return { answers: times.length, errors, times, lag };
}
