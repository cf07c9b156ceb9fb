import { type Role, roles } from "../../roles/index.ts";

/** How many there are of each role that there is, in one order in every language. */
export const countRoles = (given: readonly Role[]): readonly (readonly [Role, number])[] =>
  roles.flatMap((role) => {
    const count = given.filter((one) => one === role).length;
    return count === 0 ? [] : [[role, count] as const];
  });
