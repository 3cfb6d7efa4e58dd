import type { Clock } from '../clock.ts';
import { type Attempt, hasArrived } from './delivery.ts';
import type { WebhookEndpoint } from './endpoint.ts';
import { retryAfterSeconds } from './retry-times.ts';
import { signedHeaders, validSecrets } from './signature.ts';
import type { WebhookSender } from './webhook-sender.ts';

export type AttemptDeps = {
  sender: WebhookSender;
  /** The shop's key for secrets; two while it is exchanged, the newest first. */
  masterKeys: () => Promise<readonly string[]>;
  now: Clock;
};

/**
 * Sends a body once, signed for this moment. What a receiver says is kept only of a refusal.
 *
 * @param message the id is the same at every attempt: receivers know by it what they have.
 */
export async function attemptOnce(
  { sender, masterKeys, now }: AttemptDeps,
  endpoint: WebhookEndpoint,
  { id, body }: { id: string; body: string },
): Promise<{ attempt: Attempt; answer?: string; retryAfterSeconds?: number }> {
  const at = now();
  const secrets = (await masterKeys()).flatMap((key) => validSecrets(key, endpoint, at));
  const outcome = await sender.send({
    url: endpoint.url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Peage-Webhooks/1.0',
      ...signedHeaders(secrets, { id, at, body }),
    },
    body,
  });
  const attempt = { at: at.toISOString(), durationMs: outcome.durationMs };
  if (outcome.kind === 'failed') return { attempt: { ...attempt, error: outcome.error } };
  const { status, answer, retryAfter } = outcome;
  const said = { ...attempt, status };
  return {
    attempt: hasArrived(said) || answer === '' ? said : { ...said, answer: answer.slice(0, kept) },
    answer,
    retryAfterSeconds: retryAfterSeconds(retryAfter, at),
  };
}

/** Ten attempts with answers of this length stay far below what a row may hold. */
const kept = 500;
