import type { Job } from "./job.ts";

/** The present by Genesys' clock, milliseconds since 1970: what is scheduled there comes by it, whatever ours says. */
export const serverNow = ({ genesys, clock }: Pick<Job, "genesys" | "clock">): number =>
  clock.now() - (genesys.clockSkew() ?? 0);
