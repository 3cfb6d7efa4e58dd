import type * as z from 'zod/mini';
import type * as deliveries from '../../webhooks/deliveries.ts';
import type * as endpoints from '../../webhooks/endpoints.ts';
import { ids, pageOf } from './ids.ts';

const endpoint: z.infer<typeof endpoints.endpointView> = {
  id: ids.webhookEndpoint,
  url: 'https://warehouse.example/hooks',
  description: 'Entrepôt',
  types: ['payment.*', 'order.paid'],
  include: [],
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  secretVersion: 1,
  previousSecretUntil: null,
  createdAt: '2026-11-20T09:00:00.000Z',
};

const delivery: z.infer<typeof deliveries.deliveryView> = {
  id: `${ids.webhookEndpoint}-evt_01M7Y4MPBC6TQ8V0Y2A4C6E8G0`,
  endpointId: ids.webhookEndpoint,
  eventId: 'evt_01M7Y4MPBC6TQ8V0Y2A4C6E8G0',
  type: 'payment.completed',
  state: 'failed',
  occurredAt: '2026-11-21T04:09:30.480Z',
  nextAt: null,
  attempts: [
    {
      at: '2026-11-21T04:09:31.002Z',
      durationMs: 214,
      status: 500,
      error: null,
      answer: 'Internal Server Error',
    },
  ],
};

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8vJx2mQ1bC4=';

const replayed: z.infer<typeof deliveries.replayedDeliveries> = {
  endpointId: ids.webhookEndpoint,
  from: '2026-11-20T00:00:00.000Z',
  to: '2026-11-21T04:00:00.000Z',
  state: 'failed',
  dryRun: true,
  count: 12,
  isMore: false,
};

export const webhookExamples = {
  listWebhookEndpoints: { data: [endpoint] },
  createWebhookEndpoint: { ...endpoint, secret },
  changeWebhookEndpoint: endpoint,
  removeWebhookEndpoint: endpoint,
  testWebhookEndpoint: {
    delivered: true,
    at: '2026-11-21T04:10:00.000Z',
    durationMs: 87,
    status: 200,
    error: null,
    answer: 'ok',
  } satisfies z.infer<typeof deliveries.testedEndpoint>,
  rotateWebhookSecret: {
    ...endpoint,
    secretVersion: 2,
    previousSecretUntil: '2026-11-22T04:08:11.631Z',
    secret,
  } satisfies z.infer<typeof endpoints.endpointWithSecret>,
  listWebhookDeliveries: pageOf(delivery),
  replayWebhookDeliveries: replayed,
  listWebhookDeliveriesOfDay: pageOf(delivery),
  replayWebhookDelivery: { ...delivery, state: 'pending' },
};
