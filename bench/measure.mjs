// Preloaded into each client (`node --import`): writes what the process has used, as it ends, to the file in MEASURE.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  if (!process.env.MEASURE) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
  writeFileSync(process.env.MEASURE, JSON.stringify(used));
});
