import { day } from "../../src/base/index.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";
import { openServed, type Served } from "../servers/served.ts";
import { type OrganizationName, openTwoOrganizations, type TwoOrganizations } from "./two-organizations.ts";

/** The days that both of them have, as a query. */
export const rangeOfBoth = `from=${new Date(present - 12 * day).toISOString()}&to=${new Date(present).toISOString()}`;

/** A dashboard of two organizations in one warehouse, and one of each alone. */
export interface ServedOrganizations extends AsyncDisposable {
  readonly two: TwoOrganizations;
  readonly shared: Served;
  readonly own: Readonly<Record<OrganizationName, Served>>;
}

export async function openServedOrganizations(): Promise<ServedOrganizations> {
  const two = await openTwoOrganizations();
  const clock = createTestClock(present);
  const [shared, north, south] = [
    await openServed(two.shared, clock),
    await openServed(two.own.north, clock),
    await openServed(two.own.south, clock),
  ];
  return {
    ...{ two, shared, own: { north, south } },
    async [Symbol.asyncDispose]() {
      for (const one of [shared, north, south, two]) await one[Symbol.asyncDispose]();
    },
  };
}
