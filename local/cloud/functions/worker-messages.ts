/** What the host hands to a worker when it starts. */
export type WorkerSetup = {
  modulePath: string;
  exportName: string;
  functionName: string;
  arn: string;
  memoryMb: number;
};

/** One event on its way to the handler. */
export type WorkerRequest = {
  requestId: string;
  /** JSON, as Lambda's runtime receives it. */
  event: string;
  deadlineMs: number;
  traceId: string;
};

/** How Lambda tells of an error. */
export type FunctionError = { errorType: string; errorMessage: string; trace: string[] };

/** What a worker tells the host. */
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'answer'; requestId: string; payload: string }
  | { kind: 'failure'; requestId: string; error: FunctionError }
  | { kind: 'initFailure'; error: FunctionError }
  | { kind: 'line'; text: string };
