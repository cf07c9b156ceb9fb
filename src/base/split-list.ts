/** The values of a text that lists several: commas part them, and a name with a comma in it stands in double quotes. */
export const splitList = (text: string): readonly string[] =>
  [...text.matchAll(/\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)/g)]
    .map(([, quoted, bare]) => quoted ?? bare?.trim() ?? "")
    .filter((value) => value.trim() !== "");
