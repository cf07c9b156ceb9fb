import { expect, test } from "vitest";
import { attribute, readInteraction } from "../../src/csat/index.ts";
import { conversation, endpoints } from "../../src/genesys/index.ts";
import { type ExpectedCredits, truthCredits, type WireVariant } from "../../src/sandbox/index.ts";
import { openSandboxed } from "../servers/sandboxed.ts";

const rules = ["genesys", "first", "last", "longest", "all"] as const;
type Credits = ExpectedCredits["all"];

const inOrder = (credits: Credits) =>
  credits
    .map(({ agentId, queueId, weight }) => [agentId, queueId, weight.toFixed(9)].join(" "))
    .toSorted()
    .join();

test.each<{ variants: readonly WireVariant[] }>([{ variants: [] }, { variants: ["unbroken-customers"] }])(
  "every rule credits whom the sandbox's truth credits: transfers, consultations, conferences, voicemails; $variants",
  async ({ variants }) => {
    await using org = await openSandboxed({ seed: 21, perDay: 60, days: 30, variants });
    const responses = [];
    for (let day = org.sandbox.org.firstDay; day < org.sandbox.org.lastDay; day++)
      for (const one of org.sandbox.org.day(day))
        for (const kind of ["survey", "evaluation"] as const)
          for (const response of kind === "survey" ? one.surveys : one.evaluations) responses.push({ kind, response });
    const kinds = { conference: 0, voicemail: 0 };
    const facts = new Map<string, ReturnType<typeof readInteraction>>();
    const ids = [...new Set(responses.map(({ response }) => response.interactionId))];
    for (let at = 0; at < ids.length; at += 100) {
      const query = { id: ids.slice(at, at + 100) };
      const { conversations = [] } = await org.genesys.ask(endpoints.conversationDetails, { query });
      for (const document of conversations ?? []) {
        const wire = conversation.parse(document);
        facts.set(wire.conversationId, readInteraction(wire));
        const text = JSON.stringify(document);
        if (text.includes('"conference":true')) kinds.conference += 1;
        if (text.includes('"voicemail"')) kinds.voicemail += 1;
      }
    }
    for (const { kind, response } of responses) {
      const { agentId, queueId } = response;
      const given = attribute(facts.get(response.interactionId) ?? null, { kind, agentId, queueId });
      const expected = truthCredits(org.sandbox.org, response.id);
      for (const rule of rules) {
        const own = rule === "genesys" ? (given.genesys ? [given.genesys] : []) : given[rule];
        expect(`${rule} ${response.id}: ${inOrder(own)}`).toBe(
          `${rule} ${response.id}: ${inOrder(expected?.[rule] ?? [])}`,
        );
      }
    }
    expect(responses.length).toBeGreaterThan(500);
    expect(Math.min(kinds.conference, kinds.voicemail)).toBeGreaterThan(4);
  },
);
