import { z } from "zod";

/*
 * The wire promises little: nearly every field of the official models is optional, and a field that is absent in one
 * answer is null in the next. Fields that we rely on are checked for their type.
 */

/**
 * An object of which these fields are relied on. Its other fields pass the check and are not copied, but no code can
 * read them, since its type does not have them, and no warehouse stores them (`known-fields.ts`): code that needs a
 * further field names it here first.
 */
export const known = <Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> =>
  z.looseObject(shape) as unknown as z.ZodObject<Shape>;

export const text = z.string().nullish();
/** What a customer or an evaluator wrote in their own words: nothing else holds a free text. */
export const words = z.string().nullish();
export const number = z.number().nullish();
export const whole = z.number().nullish();
export const flag = z.boolean().nullish();
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

/** A date and time in ISO 8601, which is there. */
export const moment = z.string();
/** A date and time in ISO 8601. */
export const time = moment.nullish();

/** `{ id, name }` of another entity. */
export const reference = known({ id: text, name: text }).nullish();
/** Another entity of which the id alone is relied on: its name in Genesys may be a customer's address. */
export const idOnly = known({ id: text }).nullish();
