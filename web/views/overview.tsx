import { CompletenessBadge } from "../parts/completeness-badge.tsx";
import { Content } from "../parts/panel.tsx";
import { useSections } from "../state/sections.ts";
import { NewestComments } from "./overview/comments.tsx";
import { Distribution } from "./overview/distribution.tsx";
import { Funnel } from "./overview/funnel.tsx";
import { Headline } from "./overview/headline.tsx";
import { Lowest, Moved } from "./overview/queues.tsx";
import { Trend } from "./overview/trend.tsx";

/** How customers feel, where, and how sure that is. */
export function Overview() {
  return (
    <>
      <Completeness />
      <div class="panels">
        <Headline />
        <Moved />
        <Lowest />
        <Trend />
        <Distribution />
        <Funnel />
        <NewestComments />
      </div>
    </>
  );
}

/** Above every view whose numbers are of the period. */
export function Completeness() {
  const resource = useSections("about", "completeness", "response_rate");
  return (
    <Content resource={resource} size="line">
      {(data) => <CompletenessBadge data={data} />}
    </Content>
  );
}
