import type { UsageEvent } from './explain-usage.ts';
import type { Sum } from './sums.ts';

type Print = { event(event: UsageEvent): string; sum(sum: Sum): string };

/** NDJSON: events as they are stored, then the sums. */
export const asJson: Print = {
  event: (event) => JSON.stringify(event),
  sum: ({ used, ...sum }) => JSON.stringify({ sum: { ...sum, ...used } }),
};

const widthOfTime = '2026-11-03T10:00:00.000Z'.length;
const widthOfProject = 'prj_01M7Y4MMKF07A7G7VF8YACZ7E9'.length;

/** For people: columns, with the identity of an event last. */
export const asTable: Print = {
  event: ({ time, meter, projectId, bytes, source, id }) =>
    [
      time.padEnd(widthOfTime),
      meter,
      projectId.padEnd(widthOfProject),
      `${String(bytes).padStart(15)} bytes`,
      `${source} ${id}`,
    ].join('  '),
  sum: ({ day = 'all', meter, projectId = '', events, used }) =>
    [
      day.padEnd(widthOfTime),
      meter,
      projectId.padEnd(widthOfProject),
      ...Object.entries(used).map(([unit, amount]) => `${String(amount).padStart(15)} ${unit}`),
      `of ${events} ${events === 1 ? 'event' : 'events'}`,
    ].join('  '),
};
