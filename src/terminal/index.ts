export { type GridColumn, type GridStyle, toGrid } from "./grid.ts";
export { wrap } from "./wrap.ts";
