import type { Context, TerminalStream } from "../context.ts";

/** Colours only where somebody looks and has not asked for none (https://no-color.org). */
export const wantsColour = ({ env }: Pick<Context, "env">, { isTTY }: TerminalStream): boolean =>
  isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";

/** The style of tables on standard output. */
export const screenStyle = (context: Pick<Context, "env" | "stdout">) => ({
  columns: context.stdout.columns ?? 80,
  colour: wantsColour(context, context.stdout),
});
