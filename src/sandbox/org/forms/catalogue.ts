import { day as dayLength, hour } from "../../../base/index.ts";
import type { FormVersion } from "../../model.ts";
import type { Ids } from "../ids.ts";
import { digital } from "./digital.ts";
import { complianceOnly, csatQuality, expectedCsat } from "./evaluations.ts";
import { publish } from "./form-draft.ts";
import { german } from "./german.ts";
import { japanese } from "./japanese.ts";
import { postCall } from "./post-call.ts";
import { spanish } from "./spanish.ts";
import { voice } from "./voice.ts";

const drafts = {
  postCall,
  voice,
  digital,
  german,
  japanese,
  spanish,
  csatQuality,
  expectedCsat,
  complianceOnly,
} as const;

export type FormKey = keyof typeof drafts;

export interface Catalogue {
  /** Every version of every form, oldest first within a context. */
  readonly versions: readonly FormVersion[];
  /** The version that was asked at that time: the latest published one. */
  readonly current: (form: FormKey, time: number) => FormVersion;
  readonly byId: ReadonlyMap<string, FormVersion>;
}

export function createCatalogue(ids: Ids, days: { readonly first: number; readonly last: number }): Catalogue {
  const published = (key: FormKey) =>
    publish(drafts[key], ids, (since) => {
      if (since === "always") return (days.first - 200) * dayLength + 9 * hour;
      const at =
        "share" in since
          ? days.first + Math.floor((days.last - days.first) * since.share)
          : days.last - since.daysBeforeLast;
      return at * dayLength + 9 * hour;
    });
  const keys: readonly FormKey[] = [
    "postCall",
    "voice",
    "digital",
    "german",
    "japanese",
    "spanish",
    "csatQuality",
    "expectedCsat",
    "complianceOnly",
  ];
  const forms = new Map(keys.map((key) => [key, published(key)]));
  const versions = [...forms.values()].flat();
  return {
    versions,
    byId: new Map(versions.map((version) => [version.id, version])),
    current: (form, time) => {
      const candidates = (forms.get(form) ?? []).filter((version) => version.published);
      const version = candidates.findLast(({ modified }) => modified <= time) ?? candidates[0];
      if (!version) throw new Error(`Form ${form} has no published version.`);
      return version;
    },
  };
}
