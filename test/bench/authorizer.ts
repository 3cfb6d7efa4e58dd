import { aCustomerId, as, type Headers } from '#test/callers';
import { token } from '#test/cloud';
import { reportsOf, type Watch } from './cloud/watch.ts';
import { median, percentile } from './statistics.ts';

export type AuthorizerSamples = { warmUps: number; requests: number };

export type AuthorizerMeasures = {
  requests: number;
  /** Whole invocations, warm, of a person whose memberships are cached for ten seconds. */
  personMs: { p50: number; p95: number };
};

const authorizer = 'access/identify-caller';

/** One person asks, one request after the other: a cold start is not among those that count. */
export async function measureAuthorizer(
  watch: Watch,
  { warmUps, requests }: AuthorizerSamples,
): Promise<AuthorizerMeasures> {
  const owner = await token({ role: 'owner', customerId: aCustomerId() });
  for (let i = 0; i < warmUps; i++) await ask(owner);
  watch.restart();
  for (let i = 0; i < requests; i++) await ask(owner);
  const times = await watch.until((seen) => {
    const reports = reportsOf(seen, authorizer).filter(({ isCold }) => !isCold);
    return reports.length >= requests && reports.map(({ durationMs }) => durationMs);
  }, 'not every request was authorized');
  return { requests, personMs: { p50: median(times), p95: percentile(times, 0.95) } };
}

async function ask(person: Headers): Promise<void> {
  const { status, text } = await as(person, 'GET', '/v1/projects');
  if (status !== 200) throw new Error(`the projects were answered ${status} ${text}`);
}
