export { isCausedByData } from "./caused-by-data.ts";
export { isOutOfMemory } from "./duckdb/failure-messages.ts";
export { publish } from "./duckdb/publish.ts";
export { hasWarehouse, openReader } from "./open-reader.ts";
export { type OnDemandOptions, openReaderOnDemand } from "./open-reader-on-demand.ts";
export { openWarehouse } from "./open-warehouse.ts";
export type { ReaderOptions, WarehouseOptions } from "./options.ts";
export { scopedNames, scopeToOrganization } from "./organization-scope.ts";
export {
  chooseOrganization,
  readerOfOrganization,
  readOrganizations,
  type StoredOrganization,
} from "./organizations.ts";
export { type Part, scopeToPart } from "./part-scope.ts";
export { isServer, withoutPassword } from "./postgres/address.ts";
export { readBytes, readVersion } from "./size-and-version.ts";
export { keys, type Table } from "./tables.ts";
export type { OpenReader, Parameters, Reader, Row, Transaction, Value, Warehouse, Writer } from "./warehouse.ts";
