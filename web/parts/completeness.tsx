import { useSections } from "../state/sections.ts";
import { CompletenessBadge } from "./completeness-badge.tsx";
import { Content } from "./panel.tsx";

export const useCompleteness = () => useSections("about", "completeness", "response_rate");

/** Above every view whose numbers are of the period: how far it was really read. */
export function Completeness() {
  return (
    <Content resource={useCompleteness()} size="line">
      {(data) => <CompletenessBadge data={data} />}
    </Content>
  );
}
