// Reports on stderr every stretch of over 150 ms in which the event loop of this process was blocked: how long, how
// much of it was V8's search for garbage, and the stack it was in after 100 ms of it. A worker looks on and interrupts
// by the inspector's protocol, so a stretch within native code (DuckDB's) shows where in ours it was called from.

import { Session } from "node:inspector";
import { PerformanceObserver } from "node:perf_hooks";
import { isMainThread, Worker, workerData } from "node:worker_threads";

const reportAfter = 150;
const now = () => performance.timeOrigin + performance.now();

/** Starts looking on; `step` names the work under way. Returns how to stop. */
export function reportBlocked(step) {
  const beat = new Float64Array(new SharedArrayBuffer(8));
  beat[0] = now();
  const pauses = [];
  const garbage = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      pauses.push({ at: performance.timeOrigin + startTime, duration });
  });
  garbage.observe({ entryTypes: ["gc"] });
  const worker = new Worker(new URL(import.meta.url), { workerData: beat });
  worker.unref();
  const beating = setInterval(() => {
    const last = beat[0];
    beat[0] = now();
    // The observer reports a turn later.
    if (beat[0] - last > reportAfter) setTimeout(report, 50, last, beat[0] - last, step());
    else if (pauses.length > 1000) pauses.splice(0, 900);
  }, 10);
  const report = (from, long, during) => {
    const collecting = pauses
      .filter(({ at }) => at >= from && at <= from + long)
      .reduce((sum, { duration }) => sum + duration, 0);
    const heap = Math.round(process.memoryUsage().heapTotal / 2 ** 20);
    console.error(
      `blocked ${Math.round(long)} ms at ${new Date(from).toISOString()} in ${during}; collecting ${Math.round(collecting)} ms, heap ${heap} MB`,
    );
  };
  return async () => {
    clearInterval(beating);
    garbage.disconnect();
    await worker.terminate();
  };
}

if (!isMainThread && workerData instanceof Float64Array) {
  let lastReported = 0;
  setInterval(() => {
    const last = workerData[0];
    if (now() - last < 100 || last === lastReported) return;
    lastReported = last;
    const session = new Session();
    session.connectToMainThread();
    session.once("Debugger.paused", ({ params }) => {
      const frames = params.callFrames.slice(0, 30).map(({ functionName, url, location }) => {
        return `${functionName || "(anonymous)"} ${url.split("/").slice(-2).join("/")}:${location.lineNumber + 1}`;
      });
      session.post("Debugger.resume");
      session.post("Debugger.disable");
      session.disconnect();
      console.error(`blocked since ${new Date(last).toISOString()} in\n  ${frames.join("\n  ")}`);
    });
    session.post("Debugger.enable");
    session.post("Debugger.pause");
  }, 20);
}
