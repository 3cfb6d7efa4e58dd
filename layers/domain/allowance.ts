/** Limits an action per period, counted in this process only: bounds what strangers can cause. */
export class Allowance {
  readonly #timesMax: number;
  readonly #periodMs: number;
  #takenAtMs: number[] = [];

  constructor(timesMax: number, periodMs: number) {
    this.#timesMax = timesMax;
    this.#periodMs = periodMs;
  }

  /** Returns whether the action is allowed now, and counts it if so. */
  take(now: Date): boolean {
    const nowMs = now.getTime();
    this.#takenAtMs = this.#takenAtMs.filter((atMs) => nowMs - atMs < this.#periodMs);
    const isLeft = this.#takenAtMs.length < this.#timesMax;
    if (isLeft) this.#takenAtMs.push(nowMs);
    return isLeft;
  }
}

/** An allowance per name, for as many names as are likely within a period. */
export class Allowances {
  readonly #make: () => Allowance;
  readonly #namesMax: number;
  readonly #byName = new Map<string, Allowance>();

  constructor(make: () => Allowance, namesMax = 1000) {
    this.#make = make;
    this.#namesMax = namesMax;
  }

  take(name: string, now: Date): boolean {
    const allowance = this.#byName.get(name) ?? this.#make();
    this.#byName.delete(name);
    this.#byName.set(name, allowance);
    const [oldest] = this.#byName.keys();
    if (this.#byName.size > this.#namesMax && oldest !== undefined) this.#byName.delete(oldest);
    return allowance.take(now);
  }
}
