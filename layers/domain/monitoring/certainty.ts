/**
 * Whether a share is above a threshold, or whether it only looks so: one failure of five payments is
 * 20 %, and says nothing.
 */
export type Sample = {
  /** How many of them are bad. */
  bad: number;
  of: number;
};

/** Fewer cannot be judged by a share. */
const sampleMin = { of: 10, bad: 3 } as const;

/** One-sided 95 %: what people know as the lower bound of a share, and see as evidence. */
const wilsonZ = 1.645;

/**
 * The chance of being wrong at one look, for a shop exactly at the threshold. Rules look every five
 * minutes at windows that overlap: only a bound far stricter than 95 % rings falsely less than once
 * in 10 000 looks (docs/decisions/0067 has the table).
 */
const chanceMax = 1e-5;

/** The lower bound of the true share (Wilson 1927): what is above a threshold is above it for sure. */
export function lowerBound({ bad, of }: Sample, z = wilsonZ): number {
  if (of === 0) return 0;
  const share = bad / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return Math.max(0, (share + (z * z) / (2 * of) - spread) / (1 + (z * z) / of));
}

/**
 * The chance of at least so many bad ones if each were bad with the threshold's probability: the
 * exact binomial tail, since the normal one is far too small for small samples.
 */
export function chanceOf({ bad, of }: Sample, threshold: number): number {
  if (bad <= of * threshold) return 1;
  const odds = threshold / (1 - threshold);
  let term = Math.exp(
    logChoose(of, bad) + bad * Math.log(threshold) + (of - bad) * Math.log1p(-threshold),
  );
  let tail = 0;
  for (let count = bad; count <= of && term > tail * 1e-9; count++) {
    tail += term;
    term *= ((of - count) / (count + 1)) * odds;
  }
  return Math.min(1, tail);
}

const logChoose = (of: number, bad: number): number =>
  logFactorial(of) - logFactorial(bad) - logFactorial(of - bad);

/** Stirling's series: exact to nine digits above ten, summed below. */
function logFactorial(count: number): number {
  if (count > 10)
    return (
      count * Math.log(count) -
      count +
      Math.log(2 * Math.PI * count) / 2 +
      1 / (12 * count) -
      1 / (360 * count ** 3)
    );
  let sum = 0;
  for (let factor = 2; factor <= count; factor++) sum += Math.log(factor);
  return sum;
}

/** The share is above the threshold beyond any doubt. */
export const isAbove = (sample: Sample, threshold: number): boolean =>
  sample.of >= sampleMin.of &&
  sample.bad >= sampleMin.bad &&
  lowerBound(sample) > threshold &&
  chanceOf(sample, threshold) < chanceMax;

/**
 * The share is clearly below it again: less than 0.8 of the threshold in a sample that says so, or
 * nothing bad in a small one. An empty sample says nothing: perhaps everything has stopped.
 */
export const isBelow = ({ bad, of }: Sample, threshold: number): boolean =>
  of >= sampleMin.of ? bad / of < 0.8 * threshold : of > 0 && bad === 0;

/** As people read it: whole numbers, and shares with four digits. */
export const evidenceOf = (sample: Sample): { share: number; lowerBound: number } => ({
  share: rounded(sample.of === 0 ? 0 : sample.bad / sample.of),
  lowerBound: rounded(lowerBound(sample)),
});

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
