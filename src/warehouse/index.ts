export { isCausedByData } from "./duckdb/failure-messages.ts";
export { type OpenReader, openReader, type ReaderOptions } from "./duckdb/open-reader.ts";
export { openWarehouse, type WarehouseOptions } from "./duckdb/open-warehouse.ts";
export { publish } from "./duckdb/publish.ts";
export { type OnDemandOptions, openReaderOnDemand } from "./open-reader-on-demand.ts";
export { scopedNames, scopeToOrganization } from "./organization-scope.ts";
export {
  chooseOrganization,
  readerOfOrganization,
  readOrganizations,
  type StoredOrganization,
} from "./organizations.ts";
export { keys, type Table } from "./tables.ts";
export type { Parameters, Reader, Row, Transaction, Value, Warehouse, Writer } from "./warehouse.ts";
