/** What the host passes to a new worker. */
export type WorkerSetup = {
  modulePath: string;
  exportName: string;
  functionName: string;
  arn: string;
  memoryMb: number;
};

/** One event for the handler. */
export type WorkerRequest = {
  requestId: string;
  /** JSON, as Lambda's runtime receives it. */
  event: string;
  deadlineMs: number;
  traceId: string;
};

/** An error in Lambda's format. */
export type FunctionError = { errorType: string; errorMessage: string; trace: string[] };

/** What a worker reports to the host. */
export type WorkerMessage =
  | { kind: 'ready' }
  /** `cpuMs`: processor time that the event took. */
  | { kind: 'answer'; requestId: string; payload: string; cpuMs: number }
  | { kind: 'failure'; requestId: string; error: FunctionError; cpuMs: number }
  /** The worker was busy although it had no event. */
  | { kind: 'workBetweenEvents'; work: string }
  | { kind: 'initFailure'; error: FunctionError }
  | { kind: 'line'; text: string };
