import type { CountedMonth } from './counted-month.ts';

export type ActiveProjects = {
  /** Ids of a customer's projects without archived ones. May be a moment old. */
  idsOf(customerId: string): Promise<ReadonlySet<string>>;
};

/** As things are now: what an archived project stores is nobody's any more; what flowed has flowed. */
export const withoutArchived = (
  { traffic, storage }: CountedMonth,
  active: ReadonlySet<string>,
): CountedMonth => ({
  traffic,
  storage: storage.filter(({ projectId }) => active.has(projectId)),
});
