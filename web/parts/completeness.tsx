import { useSections } from "../state/sections.ts";
import { CompletenessBadge } from "./completeness-badge.tsx";
import { Content } from "./panel.tsx";

/** Above every view whose numbers are of the period: how far it was really read. */
export function Completeness() {
  const resource = useSections("about", "completeness", "response_rate");
  return (
    <Content resource={resource} size="line">
      {(data) => <CompletenessBadge data={data} />}
    </Content>
  );
}
