import type { ProviderClock } from '../clock.ts';
import type { Deliverer } from '../deliverer.ts';
import type { FaultRegistry } from '../faults.ts';
import type { NotificationLog } from '../notification-log.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Capture } from './capture.ts';
import type { Dispute } from './dispute.ts';
import type { EventRecord } from './event-record.ts';
import type { Order } from './order.ts';
import type { Refund } from './refund.ts';
import type { RequestIds } from './request-ids.ts';
import type { WebhookSigner } from './webhook-signer.ts';

/** The app's credentials, as the developer dashboard shows them. */
export type AppCredentials = {
  clientId: string;
  clientSecret: string;
  webhookId: string;
};

/** The seller's sandbox account: the whole state of the simulated PayPal, in memory. */
export type PayPalAccount = {
  app: AppCredentials;
  clock: ProviderClock;
  faults: FaultRegistry;
  deliverer: Deliverer;
  log: NotificationLog;
  tokens: AccessTokens;
  requestIds: RequestIds;
  signer: WebhookSigner;
  baseUrl: () => string;
  webhookUrl: string | undefined;
  /** The objects being changed at this moment, so that a concurrent duplicate is rejected. */
  busy: Set<string>;
  orders: Map<string, Order>;
  captures: Map<string, Capture>;
  refunds: Map<string, Refund>;
  disputes: Map<string, Dispute>;
  /** Oldest first. */
  events: EventRecord[];
};

/** The seller, as the objects name them. */
export const payee = { email_address: 'boutique@example.com', merchant_id: 'PEAGEB2UT7QUE' };

/** Where the simulated certificate is published. */
export function certificateUrl({ baseUrl, signer }: PayPalAccount): string {
  return `${baseUrl()}/v1/notifications/certs/${signer.certificateId}`;
}
