import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../scripts/prepare.mjs";

/** A sandbox in a process of its own, without a limit; `access` are the variables by which a client finds it. */
export async function startSandbox(flags) {
  const program = join(root, "dist", "cli", "main.js");
  const sandbox = spawn(process.execPath, [program, "sandbox", "--limit", "off", ...flags], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const announced = await new Promise((resolve) => sandbox.stdout.once("data", resolve));
  const { url, client_id, client_secret } = JSON.parse(String(announced));
  return {
    access: { GENESYS_GATEWAY_URL: url, GENESYS_CLIENT_ID: client_id, GENESYS_CLIENT_SECRET: client_secret },
    stop: () => sandbox.kill(),
  };
}
