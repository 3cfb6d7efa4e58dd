import type { AttemptDeps } from '#domain/webhooks/attempt';
import type { PingDeps } from '#domain/webhooks/ping';
import type { OutgoingWebhook, SendOutcome } from '#domain/webhooks/webhook-sender';
import { seededBytes } from '#test/clock';

/** A receiver that answers with this status, or lets nobody reach it. */
export function aReceiver(status: number | 'timeout' = 200) {
  const received: OutgoingWebhook[] = [];
  const state = { status };
  const sender: AttemptDeps['sender'] = {
    async send(webhook): Promise<SendOutcome> {
      received.push(webhook);
      return state.status === 'timeout'
        ? { kind: 'failed', error: 'timeout', durationMs: 10_000 }
        : { kind: 'answered', status: state.status, durationMs: 12, answer: 'said' };
    },
  };
  return { received, state, sender };
}

/** What a test of an endpoint needs. */
export const pinging = (sender: AttemptDeps['sender'], now: () => Date): PingDeps => ({
  sender,
  masterKeys: async () => ['master'],
  pingBody: (endpointId, id) => JSON.stringify({ type: 'ping', endpointId, id }),
  now,
  randomBytes: seededBytes('ping'),
});
