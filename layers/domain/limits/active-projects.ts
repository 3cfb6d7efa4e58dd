import type { CountedMonth } from './counted-month.ts';

export type ActiveProjects = {
  /** Ids of a customer's active projects. May be slightly old. */
  idsOf(customerId: string): Promise<ReadonlySet<string>>;
};

/** The current state: storage of an archived project no longer counts, its traffic still does. */
export const withoutArchived = (
  { traffic, storage }: CountedMonth,
  active: ReadonlySet<string>,
): CountedMonth => ({
  traffic,
  storage: storage.filter(({ projectId }) => active.has(projectId)),
});
