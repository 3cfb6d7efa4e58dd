import {
  deliveryIdOf,
  parseDeliveryId,
  replayDeliveriesRequest,
} from '#contract/webhooks/deliveries';
import { changeEndpointRequest, createEndpointRequest } from '#contract/webhooks/endpoints';

const accepts = (types: string[]): boolean =>
  createEndpointRequest.safeParse({ url: 'https://a.example/', types }).success;

test.each(['*', 'payment.*', 'payment.completed', 'order.paid', 'credit_note.*'])(
  'an endpoint may listen to %s',
  (type) => expect(accepts([type])).toBe(true),
);

test.each([
  'payments.*',
  'payment*',
  'payment.comp*',
  '**',
  '.*',
  '',
  // Events of our own work are told to nobody.
  'activation.requested',
  'activation.*',
  'export.requested',
  'webhook_endpoint.*',
  'ping',
])('an endpoint cannot listen to %s', (type) => expect(accepts([type])).toBe(false));

test('an endpoint listens to something; to everything when nothing is said', () => {
  expect(accepts([])).toBe(false);
  expect(createEndpointRequest.parse({ url: 'https://a.example/' }).types).toEqual(['*']);
});

test('force and what was missed belong to enabling', () => {
  const takes = (change: object) => changeEndpointRequest.safeParse(change).success;
  expect(takes({ enabled: true, force: true, sendMissed: true })).toBe(true);
  for (const change of [{ force: true }, { enabled: false, sendMissed: true }, {}])
    expect(takes(change)).toBe(false);
});

test('a range ends after it has begun', () => {
  const [from, to] = ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'];
  expect(replayDeliveriesRequest.safeParse({ from, to }).success).toBe(true);
  expect(replayDeliveriesRequest.safeParse({ from: to, to: from }).success).toBe(false);
});

test('a delivery is named by one id, and nothing else is', () => {
  const id = { endpointId: 'we_01M7Y4N3QJ', eventId: 'evt_01M7Y4MPBC' };
  expect(parseDeliveryId(deliveryIdOf(id))).toEqual(id);
  for (const other of ['', 'we_1', 'evt_1-we_1', 'we_1-evt_1-evt_2', 'we_1-evt_#1', undefined])
    expect(parseDeliveryId(other)).toBeUndefined();
});
