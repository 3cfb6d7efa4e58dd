import {
  type CountedTrouble,
  slotOf,
  type Trouble,
  type TroubleStore,
} from '#domain/monitoring/trouble';

/** Keeps the promises of the port. */
export class MemoryTroubleStore implements TroubleStore {
  readonly rows = new Map<string, CountedTrouble>();

  async add({ kind, dimension, example }: Trouble, at: Date): Promise<void> {
    const slot = slotOf(at).toISOString();
    const key = `${slot}#${kind}#${dimension}`;
    const row = this.rows.get(key) ?? { slot, kind, dimension, count: 0, lastAt: '', examples: [] };
    const examples = new Set([...row.examples, ...(example === undefined ? [] : [example])]);
    this.rows.set(key, {
      ...row,
      count: row.count + 1,
      lastAt: at.toISOString(),
      examples: [...examples].slice(-5).sort(),
    });
  }

  async between(from: Date, to: Date): Promise<CountedTrouble[]> {
    const [first, last] = [slotOf(from).toISOString(), slotOf(to).toISOString()];
    return [...this.rows.entries()]
      .filter(([, { slot }]) => first <= slot && slot <= last)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, row]) => structuredClone(row));
  }
}
