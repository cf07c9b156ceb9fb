import { addressText } from "../state/address.ts";
import type { GroupFigures } from "../state/document.ts";
import { ofGroup } from "../state/drill.ts";
import { useFrame, useTexts } from "../state/frame.ts";
import type { GroupKind } from "../state/groups.ts";

/** A queue or an agent by name; a click shows the same view of them alone. */
export function GroupName({ by, group: { id, name } }: { by: GroupKind; group: Pick<GroupFigures, "id" | "name"> }) {
  const { address, go } = useFrame();
  const texts = useTexts();
  const shown = <bdi>{name ?? id ?? texts.unknown}</bdi>;
  const query = ofGroup(address.query, by, id);
  return go === null || query === null ? shown : <a href={addressText({ ...address, query })}>{shown}</a>;
}
