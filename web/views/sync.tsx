import { Empty, Panel } from "../parts/panel.tsx";
import { useFrame } from "../state/frame.ts";
import { organizationName } from "../state/organizations.ts";
import { useResource } from "../state/resource.ts";
import { type OrganizationStatus, readStatus, type Status } from "../state/status.ts";
import { syncWords } from "../words/sync.ts";
import { useWords } from "../words/words.ts";
import { Now } from "./sync/now.tsx";
import { Problems } from "./sync/problems.tsx";
import { Routes } from "./sync/routes.tsx";
import { Runs } from "./sync/runs.tsx";
import { Spent } from "./sync/spent.tsx";
import { Windows } from "./sync/windows.tsx";

/** How far Genesys Cloud has been read, what it took, and what is being read now. */
export function Sync() {
  const words = useWords(syncWords);
  const resource = useResource("/api/status", readStatus);
  const panel = (
    title: string,
    content: (one: OrganizationStatus) => preact.JSX.Element,
    wide = false,
    note?: string,
    none: (status: Status) => preact.JSX.Element = () => <Empty>{words.neverSynced}</Empty>,
  ) => (
    <Panel title={title} resource={resource} wide={wide} {...(note === undefined ? {} : { note })}>
      {(status) => {
        const { organizations: all } = status;
        return all.length === 0
          ? none(status)
          : all.map((one) => <Owned key={one.id} one={one} all={all} content={content} />);
      }}
    </Panel>
  );
  return (
    <div class="panels">
      <Now />
      {panel(
        words.windows,
        (one) => (
          <Windows of={one} />
        ),
        true,
        words.windowsNote,
      )}
      {panel(
        words.runs,
        (one) => (
          <Runs runs={one.runs} />
        ),
        true,
        undefined,
        // Refused before Genesys had named an organization: the reason is all that there is.
        ({ unassigned }) => (
          <Runs runs={unassigned} />
        ),
      )}
      {panel(
        words.routes,
        (one) => (
          <Routes of={one} />
        ),
        true,
        words.routesNote,
      )}
      {panel(
        words.spent,
        (one) => (
          <Spent of={one} />
        ),
        false,
        words.spentNote,
      )}
      {panel(words.problems, (one) => (
        <Problems of={one} />
      ))}
    </div>
  );
}

/** Several organizations are named, one is not. */
function Owned(props: {
  one: OrganizationStatus;
  all: readonly OrganizationStatus[];
  content: (one: OrganizationStatus) => preact.JSX.Element;
}) {
  const { one, all, content } = props;
  const { about } = useFrame();
  return (
    <>
      {all.length > 1 || about.organizations.length > 1 ? (
        <h3>
          <bdi>{organizationName(about, one)}</bdi>
        </h3>
      ) : null}
      {content(one)}
    </>
  );
}
