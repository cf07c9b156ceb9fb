import { DecodeError, PermissionError, RequestError } from "../base/index.ts";
import type { Access } from "../config/index.ts";
import { endpoints } from "../genesys/index.ts";
import { connect } from "./connect.ts";
import type { Context } from "./context.ts";

/**
 * Signs in and makes one cheap call: the name of the organization whose client it is, or null where Genesys took the client
 * and does not tell.
 * @throws {CredentialsError} {@link UnreachableError} where that is not possible
 */
export async function signIn(context: Context, access: Omit<Access, "from">): Promise<string | null> {
  const options = {
    access: { ...access, from: "your answers" },
    sandbox: false,
    patience: undefined,
    onEvent: () => {},
  };
  await using connection = await connect(context, options);
  try {
    const { organization } = await connection.genesys.ask(endpoints.tokenInfo, {}, context.signal);
    return organization?.name ?? organization?.id ?? null;
  } catch (error) {
    // The token was given: only what it says of itself is not to be had.
    if (error instanceof PermissionError || error instanceof RequestError || error instanceof DecodeError) return null;
    throw error;
  }
}
