import { stopServer } from "./servers/postgres.ts";

/** After the last test: the database server, if any test started one, is stopped. */
export const teardown = stopServer;
