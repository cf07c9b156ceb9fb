import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { hasSeveral, organizationName, shownOrganization } from "../state/organizations.ts";
import { ofOrganization } from "../state/query.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";
import { Menu } from "./menu.tsx";

/** Whose responses are shown; where there are several organizations, a switch between them. */
export function OrganizationSwitch() {
  const { about, address, go } = useFrame();
  const words = useWords(frameWords);
  const shown = shownOrganization(about, address);
  if (!hasSeveral(about) || go === null)
    return <bdi>{about.organizations.map((one) => organizationName(about, one)).join(", ")}</bdi>;
  return (
    <Menu label={words.organization} value={shown === null ? undefined : <bdi>{organizationName(about, shown)}</bdi>}>
      {(close) => <Organizations close={close} />}
    </Menu>
  );
}

/** Each leads to the same view of its own; one interaction is of one organization. */
export function Organizations({ close }: { readonly close: () => void }) {
  const { about, address } = useFrame();
  const shown = shownOrganization(about, address);
  const view = address.view === "interactions" ? "responses" : address.view;
  return (
    <ul class="choices">
      {about.organizations.map((one) => (
        <li key={one.id}>
          <a
            href={addressText({ view, id: null, query: ofOrganization(address.query, one.id) })}
            aria-current={one.id === shown?.id ? "true" : undefined}
            onClick={close}
          >
            <bdi>{organizationName(about, one)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
