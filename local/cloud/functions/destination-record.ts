import type { Outcome } from './instance.ts';

/** An event that Lambda gave up. */
export type GivenUpEvent = {
  requestId: string;
  functionArn: string;
  condition: 'RetriesExhausted' | 'EventAgeExceeded';
  attempts: number;
  event: unknown;
  /** Of the last try; left out when there was none. */
  outcome?: Outcome;
  at: Date;
};

/** What Lambda sends to a function's on-failure destination: the event itself, and what became of it. */
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
