/**
 * The seeds that a law is tried with: `few` of them in `npm test`, all where `AFTERWORD_ALL_SEEDS` is set
 * (`npm run test:all`).
 */
export const seeds = (all: number, few = 2): readonly number[] =>
  Array.from({ length: process.env["AFTERWORD_ALL_SEEDS"] ? all : Math.min(few, all) }, (_, index) => index + 1);
