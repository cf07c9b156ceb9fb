import { spawn } from "node:child_process";

/** How each system opens an address in the browser that somebody has chosen; `start` takes a title first. */
const commands: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", '""'],
};

/** Opens a browser. Where there is none, `notify` says so: the address is printed anyway. */
export function openBrowser(url: string, platform: NodeJS.Platform, notify: (sentence: string) => void): void {
  const [command, ...args] = commands[platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => notify("No browser could be opened: open the address yourself."));
  child.unref();
}
