import { signedConnection } from './signed-connection.ts';

/** What a job without a queue receives. It names the job, so that a dead letter can be redriven. */
export type HandedOver<Message> = { job: string; message: Message };

/** For one call in the same region, including its retries. */
const timeoutMs = 5_000;

/**
 * Invokes a function asynchronously. An event that Lambda accepts is kept: it gets three attempts,
 * then goes to the function's dead letters.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * @throws Error with Lambda's message when the event was not accepted, or perhaps was not: the caller
 *   must retry, and the job must tolerate a message twice.
 */
export async function handOver(functionName: string, work: HandedOver<object>): Promise<void> {
  const { url, client } = signedConnection('lambda');
  const path = `/2015-03-31/functions/${functionName}/invocations`;
  const response = await client.fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'Event' },
    body: JSON.stringify(work),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (response.status !== 202)
    throw new Error(`Lambda answered ${response.status} to ${work.job}`, { cause: text });
}
