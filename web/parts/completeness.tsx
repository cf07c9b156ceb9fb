import { useFrame } from "../state/frame.ts";
import { useSections } from "../state/sections.ts";
import { CompletenessBadge } from "./completeness-badge.tsx";
import { Content } from "./panel.tsx";

export const useCompleteness = () => useSections("about", "completeness", "response_rate");

/** Above every view whose numbers are of the period: how far it was really read. */
export function Completeness() {
  const { go } = useFrame();
  const resource = useCompleteness();
  // A report that is frozen has it once, below its title.
  if (go === null) return null;
  return (
    <Content resource={resource} size="line">
      {(data) => <CompletenessBadge data={data} />}
    </Content>
  );
}
