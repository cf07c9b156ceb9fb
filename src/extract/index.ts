export {
  defaultRequest,
  type ExtractRequest,
  type Problem,
  type Progress,
  type Report,
  type Skipped,
  type Source,
  toInteractionUrl,
} from "../collect/index.ts";
export { type Extraction, type ExtractOptions, extract, type Plan, plan } from "./extract.ts";
export { refuseUnknownNames } from "./filter-names.ts";
