import { randomBytes } from "node:crypto";
import { type AgentNaming, createPeople, type People } from "../csat/index.ts";

/** People of one run, where nothing is kept from which an earlier one could be known again. */
export const peopleOfRun = (naming: AgentNaming): People => createPeople(naming, randomBytes(32));
