export { isCausedByData } from "./failure-messages.ts";
export { type OpenReader, openReader, type ReaderOptions } from "./open-reader.ts";
export { type OnDemandOptions, openReaderOnDemand } from "./open-reader-on-demand.ts";
export { openWarehouse, type WarehouseOptions } from "./open-warehouse.ts";
export { scopedNames, scopeToOrganization } from "./organization-scope.ts";
export {
  chooseOrganization,
  readerOfOrganization,
  readOrganizations,
  type StoredOrganization,
} from "./organizations.ts";
export { publish } from "./publish.ts";
export { keys, type Table } from "./tables.ts";
export type { Parameters, Reader, Row, Transaction, Value, Warehouse, Writer } from "./warehouse.ts";
