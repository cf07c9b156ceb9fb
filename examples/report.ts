import { createReport, openReader, reportMarkdown, status } from "afterword";

await using reader = await openReader("afterword.duckdb");
const now = Date.now();
const [organization] = await status(reader, { now });
const report = await createReport(reader, {
  filter: { range: { from: now - 30 * 86_400_000, to: now }, sources: ["surveys"] },
  local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
  completeness: {
    sentence: organization?.completeness ?? "nothing has been read yet",
    completeTo: organization?.completeTo ? Date.parse(organization.completeTo) : null,
    readFrom: organization?.since ? Date.parse(organization.since) : null,
  },
  definitionId: organization?.definitionId ?? null,
  now,
});
const percent = (share: number | null) => (share === null ? "?" : `${Math.round(share * 100)} %`);
const { value, n, low, high } = report.csat;
console.log(`CSAT ${percent(value)} of ${n}, between ${percent(low)} and ${percent(high)}`);
console.log(reportMarkdown(report, "en"));
