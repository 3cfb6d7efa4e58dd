import { randomUUID } from 'node:crypto';
import { api, eventually, initiate, type Json, press, settledAs, stripe, token } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { sendSigned } from '#test/stripe-account';
import { initiateMarked, notifications, runSchedule } from '#test/trouble';

const admin = () => token({ role: 'admin' });

const inbox = async (query = ''): Promise<Json> =>
  (await api('GET', `/v1/admin/inbox?limit=100${query}`, { headers: await admin() })).body;

const about = async (paymentId: string): Promise<Json[]> =>
  (await inbox(`&paymentId=${paymentId}`)).data;

const replay = async (id: string) =>
  api('POST', `/v1/admin/inbox/${id}/replay`, {
    headers: { ...(await admin()), 'idempotency-key': randomUUID() },
  });

test.each([
  ['stripe', { method: 'card' }],
  ['paypal', { method: 'paypal' }],
  ['cinetpay', { method: 'mobile_money', currency: 'XOF', amount: 5_000 }],
  ['external', { method: 'mobile_money', currency: 'XOF', amount: 5_000, provider: 'external' }],
])('a notification from %s is kept as it arrived, with its verdict', async (provider, order) => {
  const payment = await initiate(order);
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  const [newest, ...older] = await eventually(async () => {
    const found = await about(payment.id);
    return found.length > 0 && found;
  });
  expect(newest).toMatchObject({ provider, verdict: 'applied', paymentId: payment.id });
  expect(newest.rawBody.length).toBeGreaterThan(20);
  for (const entry of older) expect(entry.occurredAt <= newest.occurredAt).toBe(true);
});

test('an unknown event is kept and acknowledged, and changes nothing', async () => {
  const id = `evt_${randomUUID()}`;
  const event = { id, type: 'customer.created', created: now(), livemode: false };
  const body = JSON.stringify({ ...event, data: { object: { id: 'cus_1' } } });
  expect((await sendSigned(body)).status).toBe(200);
  await eventually(async () =>
    (await inbox('&verdict=ignored')).data.some((entry: Json) => entry.eventId === id),
  );
});

test('a notification of the other mode is kept as such and has no effect', async () => {
  const payment = await initiate();
  const id = `evt_${randomUUID()}`;
  const object = { id: 'cs_live_1', metadata: { peage_payment_id: payment.id } };
  const event = { id, type: 'checkout.session.completed', created: now(), livemode: true };
  await sendSigned(JSON.stringify({ ...event, data: { object } }));
  await eventually(async () =>
    (await about(payment.id)).some(({ verdict }) => verdict === 'wrong_mode'),
  );
  expect(await storedStatus(payment.id)).toBe('pending');
});

test('an admin replays a notification: the provider is asked again, and the audit trail records it', async () => {
  const { payment, mark } = await initiateMarked();
  await notifications(mark, 'lose', { times: 20 });
  await press(payment, 'pay');
  const object = { id: 'cs_unknown', metadata: { peage_payment_id: payment.id } };
  const id = `evt_${randomUUID()}`;
  const event = { id, type: 'charge.succeeded', created: now(), livemode: false };
  await sendSigned(JSON.stringify({ ...event, data: { object } }));
  const kept = await eventually(async () => {
    const { data } = await inbox('&verdict=ignored');
    return data.find((entry: Json) => entry.eventId === id);
  });
  expect((await replay(kept.id)).body).toEqual({ id: kept.id, queued: true });
  const { data } = (await api('GET', '/v1/admin/audit?limit=5', { headers: await admin() })).body;
  expect(data[0]).toMatchObject({ action: 'notification.replayed', subject: kept.id });
});

test('replayed ten times, a payment completes once', async () => {
  const payment = await initiate();
  await press(payment, 'pay');
  const completed = await settledAs(payment.id, 'completed');
  const [entry] = await eventually(async () => {
    const found = await about(payment.id);
    return found.length > 0 && found;
  });
  await Promise.all(Array.from({ length: 10 }, () => replay(entry.id)));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await settledAs(payment.id, 'completed')).updatedAt).toBe(completed.updatedAt);
});

test('a notification that was never delivered is found in Stripe’s own list', async () => {
  const { payment, mark } = await initiateMarked();
  await notifications(mark, 'lose', { times: 50 });
  await press(payment, 'pay');
  expect(await storedStatus(payment.id)).toBe('pending');
  await runSchedule('find-missed-notifications', new Date());
  await eventually(async () => (await storedStatus(payment.id)) === 'completed');
  const events = (await stripe('GET', '/_sim/events')) as Json[];
  expect(events.length).toBeGreaterThan(0);
});

const trail = async (): Promise<Json[]> =>
  (await api('GET', '/v1/admin/audit?limit=20', { headers: await admin() })).body.data;

test('the audit trail names who cancelled a payment: a person by name, a key, a link [B8]', async () => {
  const headers = await admin();
  const cancelled = async (asked: object): Promise<Json> => {
    const payment = await initiate();
    const cancel = (more: object) => api('POST', `/v1/payments/${payment.id}/cancel`, more);
    const link = { headers: { 'x-client-token': payment.clientToken }, asGuest: true };
    expect((await cancel('link' in asked ? link : asked)).status).toBe(200);
    return (await trail()).find(({ subject }) => subject === payment.id);
  };
  const states = { before: { status: 'pending' }, after: { status: 'cancelled' } };
  const entry = { action: 'payment.cancel_requested', ...states };
  const [person, key] = [/^person:/, /^key:key_/].map((actor) => expect.stringMatching(actor));
  const byAdmin = { ...entry, actor: person, actorName: 'admin@shop.example' };
  expect(await cancelled({ headers })).toMatchObject(byAdmin);
  expect(await cancelled({})).toMatchObject({ ...entry, actor: key, actorName: null });
  expect(await cancelled({ link: true })).toMatchObject({ ...entry, actor: 'client_token' });
});

test('the audit trail records a refund by a key, and who read raw bodies [B8]', async () => {
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  const body = { reason: 'Retour' };
  const { id } = (await api('POST', `/v1/payments/${payment.id}/refunds`, { body })).body;
  await about(payment.id);
  const actor = expect.stringMatching(/^key:key_/);
  const entries = await trail();
  expect(entries).toContainEqual(
    expect.objectContaining({ action: 'refund.requested', subject: id, actor }),
  );
  const read = { action: 'inbox.read', actor: expect.stringMatching(/^person:/) };
  expect(entries).toContainEqual(expect.objectContaining(read));
});

test('finance can read payments but not cancel them [B11]', async () => {
  const payment = await initiate();
  const finance = { headers: await token({ role: 'finance' }) };
  expect((await api('GET', `/v1/payments/${payment.id}`, finance)).status).toBe(200);
  const reply = await api('POST', `/v1/payments/${payment.id}/cancel`, finance);
  expectProblem(reply, 403, 'forbidden');
});

test('only an admin reads or replays notifications', async () => {
  expectProblem(await api('GET', '/v1/admin/inbox'), 403, 'forbidden');
  const finance = await token({ role: 'finance' });
  expectProblem(await api('GET', '/v1/admin/inbox', { headers: finance }), 403, 'forbidden');
  expectProblem(
    await api('POST', '/v1/admin/inbox/ntf_x/replay', { headers: finance }),
    403,
    'forbidden',
  );
  expectProblem(await api('GET', '/v1/admin/audit', { headers: finance }), 403, 'forbidden');
});

test.each(['ntf_', 'ntf_x', 'nonsense', `ntf_${'A'.repeat(300)}`])(
  'the notification %s does not exist',
  async (id) => {
    expectProblem(await replay(id), 404, 'notification_not_found');
  },
);

test('a cursor of another list is refused', async () => {
  for (const path of ['inbox', 'audit', 'refund-tasks'])
    for (const cursor of [
      'x',
      Buffer.from('null').toString('base64url'),
      Buffer.from('{"partition":"PAYMENT#1"}').toString('base64url'),
    ])
      expectProblem(
        await api('GET', `/v1/admin/${path}?cursor=${cursor}`, { headers: await admin() }),
        400,
        'invalid_request',
      );
});

test('inbox and audit trail are read page by page, each entry once', async () => {
  for (const path of ['inbox', 'audit']) {
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 4; pages++) {
      const query = `limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await api('GET', `/v1/admin/${path}?${query}`, { headers: await admin() });
      seen.push(...body.data.map(({ id }: Json) => id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen).size).toBe(seen.length);
  }
});

const now = (): number => Math.floor(Date.now() / 1000);

test.each(['null', '[]', '{}', 'no JSON', '{"id":"evt_1","type":"x","created":1e400,"data":{}}'])(
  'a signed body that cannot be read is kept as unreadable, and does not become a dead letter: %s [B11 L10]',
  async (body) => {
    expect((await sendSigned(body)).status).toBe(200);
    await eventually(async () =>
      (await inbox('&verdict=unreadable')).data.some(
        ({ rawBody, provider }: Json) => rawBody === body && provider === 'stripe',
      ),
    );
  },
);

test('an event of another stage on the same account is kept as foreign after some time, and does not become a dead letter [C11]', async () => {
  const id = `evt_${randomUUID()}`;
  const object = {
    id: 'cs_test_of_staging',
    metadata: { peage_payment_id: 'pay_00000000000000000000000000' },
  };
  const event = { id, type: 'checkout.session.completed', created: now(), livemode: false };
  expect((await sendSigned(JSON.stringify({ ...event, data: { object } }))).status).toBe(200);
  await eventually(async () =>
    (await inbox('&verdict=foreign')).data.some((entry: Json) => entry.eventId === id),
  );
});
