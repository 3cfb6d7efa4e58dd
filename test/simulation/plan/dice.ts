/** A source of numbers that are random to look at and the same for the same seed. */
export type Dice = {
  /** A whole number, both ends included. */
  number(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** One of the names, each as likely as its weight among all weights. */
  weigh<Name extends string>(weights: Record<Name, number>): Name;
};

/**
 * Dice that depend on nothing but their names: the seed, what they are thrown for, and its number.
 *
 * Mulberry32, started from the FNV-1a hash of the names: 32 bits of state are plenty for the few
 * dozen throws that one plan takes.
 */
export function diceFor(...names: readonly (string | number)[]): Dice {
  let state = fnv1a(names.join('/'));
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (least: number, most: number) =>
    least + Math.floor(fraction() * (most - least + 1));
  return {
    number,
    chance: (probability) => fraction() < probability,
    pick: (choices) => choices[number(0, choices.length - 1)]!,
    weigh: (weights) => weighed(weights, fraction()),
  };
}

function weighed<Name extends string>(weights: Record<Name, number>, fraction: number): Name {
  const entries = Object.entries(weights) as [Name, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = fraction * total;
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries.at(-1)![0];
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash;
}
