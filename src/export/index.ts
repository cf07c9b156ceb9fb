export { chosenColumns, sheetColumns } from "./choose-columns.ts";
export { type Column, flat, type RowKind, recordColumns, rowKinds } from "./columns.ts";
export { writeParquet, writeParquetByMonth } from "./parquet-files.ts";
export { type ExportRow, type RowOf, type RowsOptions, rows, storedRows } from "./rows.ts";
export type { Selection } from "./selection.ts";
export { type TextFormat, textFormats, toText } from "./text-formats.ts";
export { writeXlsx } from "./xlsx.ts";
