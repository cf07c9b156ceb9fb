import { Completeness } from "../parts/completeness.tsx";
import { NewestComments } from "./overview/comments.tsx";
import { Distribution } from "./overview/distribution.tsx";
import { Funnel } from "./overview/funnel.tsx";
import { Headline } from "./overview/headline.tsx";
import { Nps } from "./overview/nps.tsx";
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
        <Nps />
        <Funnel />
        <NewestComments />
      </div>
    </>
  );
}
