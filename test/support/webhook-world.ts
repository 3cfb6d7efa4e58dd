import { newId } from '#domain/ids';
import type { Trouble } from '#domain/monitoring/trouble';
import { type DeliverDeps, deliverWebhooks } from '#domain/webhooks/deliver-webhooks';
import type { DeliveryGroup } from '#domain/webhooks/delivery-group';
import { type WebhookEndpoint, withEndpoint } from '#domain/webhooks/endpoint';
import type { PublicEvent } from '#domain/webhooks/event-object';
import { fanOutEvent } from '#domain/webhooks/fan-out-event';
import { retryDeliveries } from '#domain/webhooks/retry-deliveries';
import type { OutgoingWebhook, SendOutcome } from '#domain/webhooks/webhook-sender';
import { anAuditEntry } from './audits.ts';
import { seededBytes } from './clock.ts';
import { MemoryDeliveryStore } from './memory-delivery-store.ts';
import { MemoryWebhookEndpointStore } from './memory-webhook-endpoint-store.ts';
import { anEvent } from './payments.ts';
import { anEndpoint } from './webhooks.ts';

type Answer = (webhook: OutgoingWebhook & { at: Date }) => Partial<SendOutcome> | number;

/**
 * Receivers, a clock that jumps, and the functions that send, each called as the cloud would: what is
 * handed over runs at once, the schedule every five minutes.
 */
export class WebhookWorld {
  readonly endpoints = new MemoryWebhookEndpointStore();
  readonly deliveries = new MemoryDeliveryStore();
  readonly sent: (OutgoingWebhook & { at: Date })[] = [];
  readonly handedOver: DeliveryGroup[] = [];
  readonly troubles: Trouble[] = [];
  now = new Date('2026-11-21T10:00:00.000Z');
  #answers = new Map<string, Answer>();
  #random = seededBytes('webhooks');

  async listens(answer: Answer, changes: Partial<WebhookEndpoint> = {}): Promise<WebhookEndpoint> {
    const number = this.#answers.size;
    const endpoint = anEndpoint({ url: `https://receiver-${number}.example/`, ...changes });
    const directory = withEndpoint(await this.endpoints.directory(), endpoint);
    await this.endpoints.create(endpoint, { directory, audit: anAuditEntry() });
    this.answers(endpoint, answer);
    return endpoint;
  }

  answers({ url }: WebhookEndpoint, answer: Answer): void {
    this.#answers.set(url, answer);
  }

  /** A payment is complete, a moment after the last one. */
  event(): PublicEvent {
    this.now = new Date(this.now.getTime() + 1);
    const id = newId('evt', this.now, this.#random(10));
    return anEvent({ id, occurredAt: this.now.toISOString() });
  }

  happens(event: PublicEvent = this.event()) {
    return fanOutEvent(
      {
        ...this,
        objects: { viewOf: async () => undefined },
        payloadOf: ({ type, id }, _object, include) => JSON.stringify({ type, id, include }),
        handOver: (group) => this.handOver(group),
        now: () => this.now,
      },
      event,
    );
  }

  async deliver(group: DeliveryGroup) {
    const results = await deliverWebhooks(this.deliverDeps(), group);
    return results.map((result) =>
      result.status === 'fulfilled' ? result.value.outcome : String(result.reason.message),
    );
  }

  /** Lets time go by, with a run of the schedule every five minutes. */
  async passes(hours: number): Promise<void> {
    const end = this.now.getTime() + hours * 3_600_000;
    while (this.now.getTime() < end) {
      this.now = new Date(Math.min(end, this.now.getTime() + 300_000));
      await this.schedule();
    }
  }

  schedule() {
    const run = { now: this.now, requestId: 'request-schedule' };
    return retryDeliveries({ ...this, handOver: (group) => this.handOver(group) }, run);
  }

  async stateOf({ id }: WebhookEndpoint): Promise<string[]> {
    const { deliveries } = await this.deliveries.list(id, { limit: 1_000 });
    return deliveries.map(({ state }) => state);
  }

  sentTo({ url }: WebhookEndpoint) {
    return this.sent.filter((webhook) => webhook.url === url);
  }

  private async handOver(group: DeliveryGroup): Promise<void> {
    this.handedOver.push(group);
    await this.deliver(group);
  }

  private deliverDeps(): DeliverDeps {
    return {
      endpoints: this.endpoints,
      deliveries: this.deliveries,
      sender: { send: async (webhook) => this.receive(webhook) },
      masterKeys: async () => ['the key of the shop'],
      now: () => this.now,
      noteTrouble: async (trouble) => void this.troubles.push(trouble),
      random: () => 0.5,
      randomBytes: this.#random,
      pause: async () => {},
      sleep: async (ms) => {
        this.now = new Date(this.now.getTime() + ms);
      },
    };
  }

  private receive(webhook: OutgoingWebhook): SendOutcome {
    const one = { ...webhook, at: this.now };
    this.sent.push(one);
    const answer = this.#answers.get(webhook.url)!(one);
    const said = typeof answer === 'number' ? { status: answer } : answer;
    return { kind: 'answered', answer: '', durationMs: 5, ...said } as SendOutcome;
  }
}
