import { throttled } from '../../../local/cloud/functions/concurrency.ts';
import type { EventSourceMapping } from '../../../local/cloud/sources/event-source-mapping.ts';

export const aMapping = (changes: Partial<EventSourceMapping> = {}): EventSourceMapping => ({
  id: 'mapping',
  path: 'stack/mapping',
  functionArn: 'function',
  sourceArn: 'source',
  batchSize: 10,
  windowSeconds: 0,
  reportsItemFailures: true,
  filters: [],
  concurrencyMax: 2,
  startingPosition: 'TRIM_HORIZON',
  bisects: false,
  retriesMax: Infinity,
  recordAgeSecondsMax: Infinity,
  lanes: 1,
  onFailureArn: undefined,
  ...changes,
});

/** A function that answers with the ids of the items that failed, fails altogether, or never runs. */
export type FakeFunction = (event: { Records: never[] }) => string[] | 'error' | 'throttled';

export const fakeLambda = (fake: FakeFunction) => ({
  invoke: async (_name: string, event: unknown) => {
    const failed = fake(event as { Records: never[] });
    if (failed === 'throttled') return { requestId: 'request', outcome: throttled };
    return {
      requestId: 'request',
      outcome:
        failed === 'error'
          ? { error: { errorType: 'Error', errorMessage: 'no', trace: [] } }
          : {
              payload: JSON.stringify({
                batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })),
              }),
            },
    };
  },
});
