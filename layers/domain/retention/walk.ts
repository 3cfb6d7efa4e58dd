/** What the job goes through in the order of time, and once. */
export type WalkName = 'customers' | 'orders' | 'unpaidPayments' | 'nobodysPayments';

/** Behind which id a walk goes on; undefined: at the beginning. */
export type Positions = {
  load(walk: WalkName): Promise<string | undefined>;
  save(walk: WalkName, id: string | undefined): Promise<void>;
};

/** A run of the schedule. */
export type Run = { now: Date; requestId: string };

/** Records that lose their buyer once they are old enough. */
export type OldRecords = {
  /**
   * Looks at records that were made before this, behind the one with this id, in the order of time:
   * which are due, which cannot be judged yet, and which was the last; none when there are no more.
   */
  page(
    after: string | undefined,
    before: Date,
    limit: number,
  ): Promise<{ due: string[]; open: string[]; last?: string }>;
  /** @returns false when it is not due any more. */
  forget(id: string): Promise<boolean>;
};

export type Walked = { forgotten: string[]; open: string[]; isAtEnd: boolean };

/** As many as one request may ask for. */
export const pageSize = 100;

/** Of one run; the next one goes on. The log names what was forgotten, and a line has its limits. */
const forgottenMax = 500;
const readMax = 5_000;

/** Forgets what is due. A crash repeats a page, which then finds nothing to do. */
export async function walk(
  { records, positions }: { records: OldRecords; positions: Positions },
  name: WalkName,
  before: Date,
): Promise<Walked> {
  const walked: Walked = { forgotten: [], open: [], isAtEnd: false };
  let position = await positions.load(name);
  for (let read = 0; read < readMax; read += pageSize) {
    const { due, open, last } = await records.page(position, before, pageSize);
    for (const id of due) if (await records.forget(id)) walked.forgotten.push(id);
    walked.open.push(...open);
    if (last === undefined) return { ...walked, isAtEnd: true };
    position = last;
    await positions.save(name, position);
    if (walked.forgotten.length >= forgottenMax) break;
  }
  return walked;
}
