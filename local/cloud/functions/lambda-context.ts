import type { WorkerRequest, WorkerSetup } from './worker-messages.ts';

/** The second argument of a handler. */
export const lambdaContext = (setup: WorkerSetup, { requestId, deadlineMs }: WorkerRequest) => ({
  // Only matters to handlers with a callback, which this runtime does not support.
  callbackWaitsForEmptyEventLoop: true,
  functionName: setup.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: setup.arn,
  memoryLimitInMB: String(setup.memoryMb),
  awsRequestId: requestId,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
});
