/** Whether all is tried that takes long (`npm run test:all`). */
export const everything = Boolean(process.env["AFTERWORD_ALL_SEEDS"]);

/**
 * The seeds that a law is tried with: `few` of them in `npm test`, all where `AFTERWORD_ALL_SEEDS` is set
 * (`npm run test:all`).
 */
export const seeds = (all: number, few = 2): readonly number[] =>
  Array.from({ length: everything ? all : Math.min(few, all) }, (_, index) => index + 1);
