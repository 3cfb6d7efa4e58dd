import type { Family } from './exposition.ts';

/** How many messages are in a queue, about. */
export type QueueDepth = { queue: string; waiting: number; inFlight: number };

/** Dead letters wait for a person. */
export const queueFamilies = (
  queues: readonly QueueDepth[],
  deadLetters: readonly QueueDepth[],
): Family[] => [
  {
    name: 'peage_queue_depth',
    help: 'Messages that wait for their work.',
    type: 'gauge',
    samples: queues.map(({ queue, waiting }) => ({ labels: { queue }, value: waiting })),
  },
  {
    name: 'peage_queue_in_flight',
    help: 'Messages that are being worked on.',
    type: 'gauge',
    samples: queues.map(({ queue, inFlight }) => ({ labels: { queue }, value: inFlight })),
  },
  {
    name: 'peage_dead_letters',
    help: 'Messages whose work failed for good: docs/runbook.md says what is missing for each.',
    type: 'gauge',
    samples: deadLetters.map(({ queue, waiting, inFlight }) => ({
      labels: { queue },
      value: waiting + inFlight,
    })),
  },
];
