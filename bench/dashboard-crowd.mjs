// People who load a page at once, in a thread of their own: what the dashboard's event loop does is not theirs.
import { parentPort, workerData } from "node:worker_threads";

const times = [];
const failures = [];

async function load(url) {
  const started = performance.now();
  try {
    const answer = await fetch(url);
    const text = await answer.text();
    if (!answer.ok) failures.push(`${answer.status} ${text}`);
  } catch (error) {
    failures.push(String(error));
  }
  times.push(performance.now() - started);
}

/** `workerData`: each person's addresses, asked for together as a browser does. */
await Promise.all(workerData.flat().map(load));
parentPort.postMessage({ times, failures });
