import { plain } from "../base/index.ts";

/** What data passes through: nothing on its way to a program, who gets it as it is; `plain` on its way to a screen. */
export const forReader = ({ isTTY }: { readonly isTTY?: boolean }): ((text: string) => string) =>
  isTTY === true ? (text) => plain(text, "lines") : (text) => text;
