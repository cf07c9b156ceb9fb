import { describe, expect, test } from "vitest";
import { betaQuantile, criticalT, criticalZ, normalQuantile, normalTwoSided, tTwoSided } from "./distributions.ts";
import { logBeta, logChoose, logGamma } from "./special-functions.ts";

/** `expected` is mpmath 1.3 in 50 digits: its betainc, erfc and loggamma, and the roots of these by bisection. */
function expectClose(got: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

describe("Student's t", () => {
  test.each([
    [0.5, 3.5, 0.646850439322551],
    [2, 3.5, 0.12613852257591354],
    [12, 3.5, 0.0005745341928561279],
    [0.5, 30, 0.6207230048851273],
    [12, 30, 5.580185415199256e-13],
    [2, 1_000, 0.04577034649325164],
    [12, 1_000, 4.324057386774527e-31],
    [2, 5_001, 0.04555424919021107],
    [12, 5_001, 9.964639400646083e-33],
  ])("beyond %d at %d degrees", (t, degrees, expected) => {
    expectClose(tTwoSided(t, degrees), expected);
    expectClose(tTwoSided(-t, degrees), expected);
  });

  test.each([
    [0.5, 0.6170751874723713],
    [2, 0.045500533851319205],
    [12, 3.571685124761972e-33],
  ])("beyond %d at 1,000,000 degrees", (t, expected) => expectClose(tTwoSided(t, 1e6), expected, 1e-10));

  test.each([
    [0.95, 1, 12.706204736174705],
    [0.9999, 1, 6366.197671315936],
    [0.95, 2.5, 3.574654842003683],
    [0.9999, 29, 4.505511631210962],
    [0.95, 1_000, 1.9623390808264085],
    [0.9999, 20_000, 3.8913767940234525],
    [0.95, 1_000_000, 1.959966356814107],
  ])("holds %d within the value at %d degrees", (level, degrees, expected) =>
    expectClose(criticalT(level, degrees), expected, degrees > 1e5 ? 1e-10 : 1e-11),
  );

  test("is the normal distribution at infinitely many degrees", () => {
    expect(criticalT(0.95, Number.POSITIVE_INFINITY)).toBe(criticalZ(0.95));
    expect(tTwoSided(1.5, Number.POSITIVE_INFINITY)).toBe(normalTwoSided(1.5));
  });
});

describe("the normal distribution", () => {
  test.each([
    [0, 1],
    [0.001, 0.9992021155721779],
    [1, 0.3173105078629141],
    [2.49, 0.012774309529886346],
    [2.51, 0.012073116160825327],
    [6, 1.973175290075396e-9],
    [37, 1.1451142445049154e-299],
  ])("beyond %d", (z, expected) => {
    expectClose(normalTwoSided(z), expected);
    expectClose(normalTwoSided(-z), expected);
  });

  test.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798407],
    [0.00001, -4.264890793922825],
    [0.025, -1.9599639845400543],
    [0.4999, -0.0002506628300880351],
    [0.975, 1.9599639845400543],
  ])("below which lies %d", (p, expected) => expectClose(normalQuantile(p), expected, 1e-11));

  test("half lies below 0", () => expect(normalQuantile(0.5)).toBeCloseTo(0, 15));
});

describe("the beta distribution", () => {
  test.each([
    [0.025, 0.5, 0.5, 0.001541333133436012],
    [0.975, 1, 3, 0.7075982261787134],
    [0.025, 5, 1, 0.4781762498950185],
    [0.025, 2.5, 7.25, 0.05081420549563448],
    [0.025, 0.05, 3, 2.0918805609333855e-33],
    [0.975, 0.05, 3, 0.19944031921524447],
    [0.975, 12.5, 0.3, 0.999999737871489],
    [0.025, 40, 60, 0.30657252949182645],
    [0.025, 9_000.5, 1_000.5, 0.8940043915678608],
    [0.975, 9_000.5, 1_000.5, 0.9057641091231362],
  ])("%d of Beta(%d, %d) lies below", (p, a, b, expected) => expectClose(betaQuantile(p, a, b), expected));

  test("has all its mass at the ends where both parameters are next to nothing", () => {
    expect(betaQuantile(0.025, 5e-7, 5e-7)).toBeCloseTo(0, 12);
    expect(betaQuantile(0.975, 5e-7, 5e-7)).toBeCloseTo(1, 12);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });
});

test.each([
  [0.001, 6.907178885383853],
  [0.5, 0.5723649429247001],
  [1.5, -0.12078223763524522],
  [9.99, 12.779315214350193],
  [100.5, 361.4355404677776],
  [1e6, 12815504.569147611],
])("ln Γ(%d)", (x, expected) => expectClose(logGamma(x), expected));

test.each([
  [0.5, 0.5, 1.1447298858494002],
  [3, 9.5, -6.351866910579232],
  [0.001, 20, 6.904208335756638],
  [12, 15, -18.568172732389435],
  [5e5, 0.5, -5.988816495777464],
  [1e6, 1e6, -1386300.003362921],
])("ln B(%d, %d)", (a, b, expected) => {
  expectClose(logBeta(a, b), expected);
  expectClose(logBeta(b, a), expected);
});

test("5 of 10 can be chosen in 252 ways, none and all in one", () => {
  expect(Math.exp(logChoose(10, 5))).toBeCloseTo(252, 9);
  expect([logChoose(7, 0), logChoose(7, 7)]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
});
