import { describe, expect, test } from "vitest";
import { midP } from "./beta-binomial.ts";
import { betaQuantile, criticalT, criticalZ } from "./distributions.ts";
import {
  benjaminiHochberg,
  correlation,
  designEffect,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  effectiveN,
  laneyLimits,
  meanInterval,
  npsInterval,
  shrink,
  smallestVisibleChange,
  standardise,
  wilson,
} from "./index.ts";

/** The computed value, its reference to so many decimals, and the source of the reference. */
type Line = readonly [name: string, got: number | null | undefined, expected: number, digits: number];

function check(source: string, lines: readonly Line[]): void {
  describe(source, () => {
    test.each(lines)("%s", (_, got, expected, digits) => expect(got).toBeCloseTo(expected, digits));
  });
}

const share = (favourable: number, n: number) => ({ favourable, n });
const wilsonLines = (k: number, n: number, low: number, high: number): Line[] => [
  [`${k}/${n} low`, wilson(share(k, n)).low, low, 4],
  [`${k}/${n} high`, wilson(share(k, n)).high, high, 4],
];

check("Wilson: Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3", [
  ...wilsonLines(81, 263, 0.2553, 0.3662),
  ...wilsonLines(15, 148, 0.0624, 0.1605),
  ...wilsonLines(0, 20, 0, 0.1611),
  ...wilsonLines(1, 29, 0.0061, 0.1718),
  ...wilsonLines(29, 29, 0.883, 1),
]);

// With z² = 3.841459: the ends of 5/10 are ½ ± z √(10/4 + z²/4) / (10 + z²) = ½ ± 1.959964 · 1.860318 / 13.841459.
// Of 0/n the upper end is z²/(n + z²): 3.841459/13.841459. The rest: the formula in 30 digits by mpmath.
check("Wilson: by hand", [
  ...wilsonLines(5, 10, 0.236593, 0.763407),
  ...wilsonLines(0, 10, 0, 0.277533),
  ["1 of 1 low, 1/(1 + z²)", wilson(share(1, 1)).low, 0.2065493, 7],
  ["weighted, 62.5/90.3 low", wilson(share(62.5, 90.3)).low, 0.5907216545, 8],
  ["weighted, 62.5/90.3 high", wilson(share(62.5, 90.3)).high, 0.7778725912, 8],
  ["80/100 at 99 % low", wilson(share(80, 100), 0.99).low, 0.6798264674, 8],
  ["80/100 at 99 % high", wilson(share(80, 100), 0.99).high, 0.88284112, 8],
]);

check("Student's t: table of the NIST/SEMATECH e-Handbook, 1.3.6.7.2", [
  ["1 degree, 95 %", criticalT(0.95, 1), 12.706, 3],
  ["9 degrees, 95 %", criticalT(0.95, 9), 2.262, 3],
  ["10 degrees, 99 %", criticalT(0.99, 10), 3.169, 3],
  ["29 degrees, 95 %", criticalT(0.95, 29), 2.045, 3],
  ["60 degrees, 90 %", criticalT(0.9, 60), 1.671, 3],
  ["100 degrees, 95 %", criticalT(0.95, 100), 1.984, 3],
  ["normal, 95 %", criticalZ(0.95), 1.96, 3],
  ["normal, 99 %", criticalZ(0.99), 2.576, 3],
]);

// Beta(a, 1) has the distribution xᵃ, Beta(1, b) 1 − (1 − x)ᵇ, and Beta(½, ½) (2/π) arcsin √x: inverted by hand.
check("Beta: closed forms", [
  ["Beta(1, 1) at 0.025", betaQuantile(0.025, 1, 1), 0.025, 9],
  ["Beta(5, 1) at 0.5, 0.5^(1/5)", betaQuantile(0.5, 5, 1), 0.8705505633, 8],
  ["Beta(1, 3) at 0.975, 1 − 0.025^(1/3)", betaQuantile(0.975, 1, 3), 0.7075982262, 8],
  ["Beta(½, ½) at 0.025, sin²(π/80)", betaQuantile(0.025, 0.5, 0.5), 0.0015413331, 8],
]);

// Twelve answers of 5 on 1 to 5 and 0.8 at each end: A = 13.6, E = 12.8/13.6, the mean square the same, the variance
// E(1 − E)/14.6: Beta(12.8, 0.8). The quantiles: SciPy 1.17.
const unit = [0, 1] as const;
const agreed = meanInterval({ mean: 1, variance: 0, n: 12 }, unit);
// Of 1, 1, 1, 5 and 12 answers, the lowest first, and of 4, 3, 3, 5 and 15.
const [twenty, thirty] = [
  { mean: 0.825, variance: 0.07960526315789479, n: 20 },
  { mean: 0.7, variance: 0.13965517241379316, n: 30 },
];
const fallen = differenceOfMeans(twenty, thirty, unit);
check("Means: the posterior by hand, the beta distribution of its mean and variance by SciPy 1.17", [
  ["all 12 gave 5: low", agreed.low, 0.77410252, 6],
  ["all 12 gave 5: high, 0.9993 by the beta", agreed.high, 1, 12],
  ["20 answers low", meanInterval(twenty, unit).low, 0.65924637, 6],
  ["20 answers high", meanInterval(twenty, unit).high, 0.91159767, 6],
  ["difference low", fallen.bounds(0.95).low, -0.29299191, 7],
  ["difference high", fallen.bounds(0.95).high, 0.07088689, 7],
  ["difference p", fallen.p, 0.23156919, 7],
]);
check("Student's t where nothing is estimated and where it nearly is: SciPy 1.17", [
  ["infinitely many degrees", criticalT(0.95, Number.POSITIVE_INFINITY), 1.9599639845, 8],
  ["20,000 degrees", criticalT(0.95, 20_000), 1.9600826052, 8],
  ["6,000 degrees", criticalT(0.95, 6_000), 1.9603594415, 8],
]);

// 36 promoters and 4 detractors of 48: p = 36.75/51, d = 4.75/51, centre 32/51, variance (41.5/51 − (32/51)²)/51.
check("NPS: the formula of measuringu.com/nps-confidence-intervals, by hand and in 30 digits by mpmath", [
  ["36 and 4 of 48 low", npsInterval({ promoters: 36, detractors: 4, n: 48 }).low, 0.4495806345, 8],
  ["36 and 4 of 48 high", npsInterval({ promoters: 36, detractors: 4, n: 48 }).high, 0.8053213263, 8],
  ["5 and 5 of 10 low", npsInterval({ promoters: 5, detractors: 5, n: 10 }).low, -0.5112739422, 8],
  ["10 and 0 of 10 low", npsInterval({ promoters: 10, detractors: 0, n: 10 }).low, 0.4750355154, 8],
  ["10 and 0 of 10 high, clamped from 1.063", npsInterval({ promoters: 10, detractors: 0, n: 10 }).high, 1, 12],
]);

// From 30 of 97 each to 54 promoters and 10 detractors: the adjusted scores are 0 and 44/100, their variances
// 61.5/100/100 and (65.5/100 − 0.44²)/100; the error is √0.010764 = 0.1037497, z = 4.2409766.
const loyal = differenceOfNps({ promoters: 30, detractors: 30, n: 97 }, { promoters: 54, detractors: 10, n: 97 });
check("NPS difference: by hand", [
  ["low, 0.44 − 1.959964 · 0.1037497", loyal.bounds(0.95).low, 0.2366543, 6],
  ["high", loyal.bounds(0.95).high, 0.6433457, 6],
  ["p, twice the normal tail beyond 4.2409766", (loyal.p ?? 0) * 1e5, 2.225, 2],
]);

const newcombe = (k2: number, n2: number, k1: number, n1: number, low: number, high: number): Line[] => {
  const bounds = differenceOfShares(share(k1, n1), share(k2, n2)).bounds(0.95);
  return [
    [`${k2}/${n2} less ${k1}/${n1} low`, bounds.low, low, 4],
    [`${k2}/${n2} less ${k1}/${n1} high`, bounds.high, high, 4],
  ];
};
check("Difference of shares: Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10", [
  ...newcombe(56, 70, 48, 80, 0.0524, 0.3339),
  ...newcombe(9, 10, 3, 10, 0.1705, 0.809),
  ...newcombe(6, 7, 2, 7, 0.0582, 0.8062),
  ...newcombe(5, 56, 0, 29, -0.0381, 0.1926),
  ...newcombe(0, 10, 0, 20, -0.1611, 0.2775),
  ...newcombe(0, 10, 0, 10, -0.2775, 0.2775),
  ...newcombe(10, 10, 0, 20, 0.6791, 1),
  ...newcombe(10, 10, 0, 10, 0.6075, 1),
]);
check("Difference of shares: the z at which Newcombe's bound is 0, by mpmath's root finder, and its normal tails", [
  ["56/70 less 48/80, z = 2.646492", differenceOfShares(share(48, 80), share(56, 70)).p, 0.0081331404, 8],
  ["9/10 less 3/10, z = 2.809399", differenceOfShares(share(3, 10), share(9, 10)).p, 0.0049634014, 8],
  ["23/60 less 18/72, z = 1.649097", differenceOfShares(share(18, 72), share(23, 60)).p, 0.0991278354, 8],
]);

const published = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];
const family = benjaminiHochberg(published);
check("False discovery: Benjamini and Hochberg (1995), their example of 15 p-values", [
  ["four are found", family.found.filter(Boolean).length, 4, 12],
  ["adjusted 1st, 15 · 0.0001", family.adjusted[0], 0.0015, 12],
  ["adjusted 4th, 15/4 · 0.0095", family.adjusted[3], 0.035625, 12],
  ["adjusted 5th, 15/5 · 0.0201", family.adjusted[4], 0.0603, 12],
  ["adjusted 6th, held down by the 7th: 15/7 · 0.0298", family.adjusted[5], 0.0638571429, 9],
  ["level of the intervals, 1 − 4 · 0.05/15", family.level, 0.9866666667, 9],
]);

// Anscombe, The American Statistician 27 (1973) 17–21, first of the four sets.
const anscombe = correlation({ n: 11, x: 99, y: 82.51, xx: 1001, yy: 660.1727, xy: 797.6 });
// R: cor.test(iris$Petal.Length, iris$Petal.Width) gives 0.9628654 and 0.9490525…0.9729853. Its sums, from that r:
const petals = correlation({ n: 150, x: 0, y: 0, xx: 1, yy: 1, xy: 0.9628654 });
check("Correlation: Anscombe's first set (again by SciPy 1.17), and R's interval of 150 irises", [
  ["Anscombe r", anscombe?.r, 0.8164205163, 8],
  ["Anscombe low", anscombe?.bounds.low, 0.4243912134, 8],
  ["Anscombe high", anscombe?.bounds.high, 0.9506932538, 8],
  ["petals low", petals?.bounds.low, 0.9490525, 6],
  ["petals high", petals?.bounds.high, 0.9729853, 6],
]);

check("Smallest visible change: R's examples of power.prop.test (n = 50: power 0.7401659; power 0.9: n = 76.7)", [
  ["n = 50", smallestVisibleChange(50, 50, 0.5, { alpha: 0.05, power: 0.7401659 }), 0.25, 6],
  ["n = 76.70693", smallestVisibleChange(76.70692845, 76.70692845, 0.5, { alpha: 0.05, power: 0.9 }), 0.25, 7],
]);
check("Smallest visible change: the equation solved by SciPy's brentq", [
  ["1,000 and 1,000 at 50 %", smallestVisibleChange(1000, 1000, 0.5), 0.0624860826, 8],
  ["100 and 400 at 80 %", smallestVisibleChange(100, 400, 0.8), 0.1407045741, 8],
  ["100 and 100 at 100 %", smallestVisibleChange(100, 100, 1), 0.0746719179, 8],
]);

// Uniform shares make every k of 0…n as likely: 1/(n + 1). A certain share leaves the binomial: (½ · 10 + 1)/1024, twice.
check("Mid-p: by hand", [
  ["0 of 9, uniform", midP(0, 9, { a: 1, b: 1 }), 0.1, 9],
  ["2 of 9, uniform", midP(2, 9, { a: 1, b: 1 }), 0.5, 9],
  ["1 of 10 at ½, binomial", midP(1, 10, { a: 1e6, b: 1e6 }), 0.01171875, 5],
]);
check("Mid-p: from the probabilities of SciPy's betabinom", [
  ["14 of 20, Beta(24.5, 6.5)", midP(14, 20, { a: 24.5, b: 6.5 }), 0.4252245928, 8],
  ["60 of 80, Beta(160.5, 40.5)", midP(60, 80, { a: 160.5, b: 40.5 }), 0.3590102063, 8],
  ["950 of 1,000, Beta(9000.5, 1000.5), in 10⁻⁸", midP(950, 1000, { a: 9000.5, b: 1000.5 }) * 1e8, 3.2083716, 4],
]);

const twelve = [45, 38, 41, 30, 44, 36, 40, 47, 33, 42, 39, 35].map((favourable, at) => ({
  ...{ unit: `agent ${at}`, n: 50, compared: 50, favourable, observed: favourable / 50 },
  ...{ expected: 0.8, expectedN: 550, withoutComparison: 0 },
}));
const drawn = shrink(twelve);
const fourth = drawn.shares?.[3];
check("Shrinkage: the posterior over the spread integrated by SciPy's quad, quantiles by SciPy", [
  ["30 of 50 drawn towards 0.8", fourth?.share, 0.6602586, 3],
  ["its low", fourth?.bounds.low, 0.5353656, 3],
  ["its high", fourth?.bounds.high, 0.7747894, 3],
]);

const alternating = laneyLimits(Array.from({ length: 20 }, (_, at) => share(at % 2 === 0 ? 54 : 46, 100)));
if (alternating.limits === null) throw new Error(alternating.reason);
// Ten agents with 10 answers each, half with 8 and half with 4 favourable: p = 0.6, MSB = 10·10·0.04/9 = 4/9, MSW =
// (5·1.6 + 5·2.4)/90 = 2/9, ρ = (2/9)/(4/9 + 9·2/9) = 1/11, effect = 1 + 9/11.
const clustered = designEffect(Array.from({ length: 10 }, (_, at) => share(at % 2 === 0 ? 8 : 4, 10)));
const [ann] = standardise([
  { unit: "Ann", stratum: "voice", favourable: 30, n: 40 },
  { unit: "Ann", stratum: "chat", favourable: 8, n: 10 },
  ...["Bob", "Cem", "Dan", "Eva"].flatMap((unit) => [
    { unit, stratum: "voice", favourable: 12, n: 20 },
    { unit, stratum: "chat", favourable: 4.5, n: 5 },
  ]),
]);
check("By hand", [
  ["weights 1, 1, 2: 4²/6", effectiveN(4, 6), 2.6666666667, 9],
  ["p′ chart of 54 and 46 of 100 by turns: z = ±0.8, σz = 1.6/1.128", alternating.sigmaZ, 1.4184397163, 9],
  [
    "its upper limit, 0.5 + 0.15 · σz · t/z of 0.00125 at 11.4 degrees, 1.2757664 by SciPy",
    alternating.limits[0]?.high,
    0.7714397,
    6,
  ],
  ["intraclass correlation", clustered?.correlation, 0.0909090909, 9],
  ["design effect", clustered?.effect, 1.8181818182, 9],
  ["expected: (40 · 0.6 + 10 · 0.9)/50", ann?.expected, 0.66, 12],
  ["observed: 38/50", ann?.observed, 0.76, 12],
  ["answers behind it: 50²/(40²/80 + 10²/20)", ann?.expectedN, 100, 9],
]);
