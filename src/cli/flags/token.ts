import { Argument, Command, Option } from "commander";
import type { Role } from "../../roles/index.ts";
import { choicesOf, listed, type StoredFlags, shared, withStored } from "./shared.ts";

export interface TokenFlags extends StoredFlags {
  readonly action: "add" | "list" | "revoke";
  readonly name?: string | undefined;
  readonly role?: Role;
  readonly agent?: readonly string[];
  readonly team?: readonly string[];
  readonly division?: readonly string[];
  readonly roster?: readonly string[];
  /** False by `--no-comments`. */
  readonly comments: boolean;
  readonly json?: boolean;
}

/** `afterword token`: who may see what. */
export const tokenFlags = (): Command =>
  withStored(
    new Command("token")
      .description(
        "Makes, lists and revokes tokens for people who may see a part: for serve, and for report and export with --as. add prints " +
          "the token once, and only its hash is kept. revoke takes effect at once.",
      )
      .addArgument(
        new Argument("<action>", "what to do").choices(
          choicesOf<TokenFlags["action"]>({ add: true, list: true, revoke: true }),
        ),
      )
      .argument("[name]", "add: a name for the token, such as whose it is; revoke: its name or id")
      .addOption(
        new Option(
          "--role <role>",
          "add: admin sees everything, a manager the responses of teams, divisions or agents by the roster, an agent their own",
        ).choices(choicesOf<Role>({ admin: true, manager: true, agent: true })),
      )
      .option("--team <names-or-ids>", "add: of a manager, responses of these teams", listed)
      .option(
        "--division <names-or-ids>",
        "add: of a manager, responses of interactions that were in these divisions and in no other",
        listed,
      )
      .addOption(
        shared.roster(
          'add: of a manager, responses of agents to whom the roster gives one of these values when the token is used: "leader=Ann Lee"',
        ),
      )
      .option("--agent <name-or-id>", "add: of an agent, who they are", listed)
      .option("--no-comments", "add: without what customers and evaluators wrote")
      .addOption(new Option("--json", "list: print JSON on a terminal too")),
  ).addHelpText("after", "\nThe tokens and what they were used for lie next to the warehouse, for its owner alone.");
