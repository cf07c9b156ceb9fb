import { addressText } from "../state/address.ts";
import type { GroupFigures } from "../state/document.ts";
import { ofGroup } from "../state/drill.ts";
import { useFrame } from "../state/frame.ts";
import type { GroupKind } from "../state/groups.ts";
import { useDisplayName } from "./display-name.ts";

/** A queue or an agent by name; a click shows the same view of them alone. */
export function GroupName({ by, group: { id, name } }: { by: GroupKind; group: Pick<GroupFigures, "id" | "name"> }) {
  const { address, go } = useFrame();
  const nameOf = useDisplayName();
  const shown = <bdi>{nameOf(by, { id, name })}</bdi>;
  const query = ofGroup(address.query, by, id);
  return go === null || query === null ? shown : <a href={addressText({ ...address, query })}>{shown}</a>;
}
