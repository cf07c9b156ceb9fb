export { type Asking, ask, questionStatement } from "./ask.ts";
export { type Bucket, type BucketUnit, bucketsOf, bucketUnits, hoursOfWeek, type LocalTime } from "./buckets.ts";
export { catalogue, type QuestionName } from "./catalogue.ts";
export { type Basis, bases, type Filter, type Rule, rules } from "./filter.ts";
export { type Grouping, groupingNames, isOverlapping } from "./grouping.ts";
