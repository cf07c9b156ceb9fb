import { z } from "zod";

/*
 * The wire promises little: nearly every field of the official models is optional, and what is absent in one answer is
 * null in the next. Fields that we rely on are checked for their type; the rest of a document is kept as it came.
 */
export const text = z.string().nullish();
export const number = z.number().nullish();
export const whole = z.number().nullish();
export const flag = z.boolean().nullish();
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

/** `{ id, name }` of another entity. */
export const reference = z.looseObject({ id: text, name: text }).nullish();
