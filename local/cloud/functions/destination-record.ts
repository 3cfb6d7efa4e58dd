import type { Outcome } from './instance.ts';

/** An event that Lambda gave up. */
export type GivenUpEvent = {
  requestId: string;
  functionArn: string;
  condition: 'RetriesExhausted' | 'EventAgeExceeded';
  attempts: number;
  event: unknown;
  /** Outcome of the last attempt; absent when there was none. */
  outcome?: Outcome;
  at: Date;
};

/** The message for an on-failure destination: the event, and its outcome. */
export function destinationRecord(givenUp: GivenUpEvent) {
  const { requestId, functionArn, condition, attempts, event, outcome, at } = givenUp;
  const error = outcome && 'error' in outcome ? outcome.error : undefined;
  return {
    version: '1.0',
    timestamp: at.toISOString(),
    requestContext: {
      requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: event,
    ...(error && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: error,
    }),
  };
}
