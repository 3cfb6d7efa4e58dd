/** Draws from known distributions; the same seed gives the same draws. */
export type Draw = {
  /** From 0 to 1. */
  share(): number;
  between(low: number, high: number): number;
  /** Small numbers as likely as large ones. */
  logBetween(low: number, high: number): number;
  normal(): number;
  /** How many events there are where so many are expected. */
  poisson(expected: number): number;
  /** How many of so many are of a kind. */
  binomial(of: number, share: number): number;
};

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;

  /** Mulberry32 (Tommy Ettinger, public domain). */
  function share(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const between = (low: number, high: number): number => low + share() * (high - low);

  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());

  function poisson(expected: number): number {
    if (expected > 40) return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal()));
    const end = Math.exp(-expected);
    let count = 0;
    for (let product = share(); product > end; product *= share()) count += 1;
    return count;
  }

  function binomial(of: number, part: number): number {
    if (part <= 0 || of <= 0) return 0;
    if (part > 0.5) return of - binomial(of, 1 - part);
    // Rare ones of many: Poisson's tail is a little longer, which is the stricter test.
    if (of > 60) return Math.min(of, poisson(of * part));
    let count = 0;
    for (let one = 0; one < of; one++) if (share() < part) count += 1;
    return count;
  }

  return {
    ...{ share, between, normal, poisson, binomial },
    logBetween: (low, high) => Math.exp(between(Math.log(low), Math.log(high))),
  };
}
