import type { FormVersion } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import type { World } from "../world.ts";
import { named, refuse } from "./case-errors.ts";

/** The version of a form that was published at a time; the usual one where none is named. */
export function formOf(
  where: string,
  { forms }: World,
  { kind, name, key }: { readonly kind: FormVersion["kind"]; readonly name: string | undefined; readonly key: FormKey },
  time: number,
): FormVersion {
  if (name === undefined) return forms.current(key, time);
  const known = forms.versions.filter((form) => form.kind === kind && form.published);
  const first = named(`${where}.form`, `${kind} form`, name, latestOfEach(known), (form) => form.name);
  if (first.name === "Voice survey")
    throw refuse(`${where}.form`, "it is asked within the call.", "A case has a web survey: choose another form.");
  const versions = known.filter(({ contextId }) => contextId === first.contextId);
  return versions.findLast(({ modified }) => modified <= time) ?? first;
}

const latestOfEach = (forms: readonly FormVersion[]): FormVersion[] => [
  ...new Map(forms.map((form) => [form.contextId, form])).values(),
];
