import { parsePayPalNotification } from '#providers/paypal/notification';
import { type Shop, setup, unknown } from './paypal-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await setup();
});
afterEach(() => shop.repair());
afterAll(() => shop.stop());

const since = new Date(Date.now() - 60_000);

/** Reads to the end, as the reconciliation does. */
async function allSince(from: Date): Promise<string[]> {
  const bodies: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await shop.provider.missedNotifications(from, cursor);
    if (page.kind === 'unknown') throw page.cause;
    bodies.push(...page.rawBodies);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return bodies;
}

test('missed notifications are found, page by page', async () => {
  const payments = [];
  for (let count = 0; count < 105; count++) payments.push(await shop.open());
  for (const payment of payments) await shop.decide(payment, 'later');
  shop.clock.now = new Date(Date.now() + 1000);
  const parsed = (await allSince(since)).map(parsePayPalNotification);
  expect(new Set(parsed.map(({ paymentId }) => paymentId))).toEqual(
    new Set(payments.map(({ id }) => id)),
  );
  expect(new Set(parsed.map(({ eventId }) => eventId)).size).toBe(105);
});

test('earlier ones are left out', async () => {
  shop.clock.now = new Date(Date.now() + 120_000);
  expect(await allSince(new Date(Date.now() + 60_000))).toEqual([]);
});

test.each(['500', '429', 'truncate'])('after %s the list is unknown', async (fault) => {
  await shop.fault({ path: '/v1/notifications', fault });
  expect(await shop.provider.missedNotifications(since)).toEqual(unknown);
});

test('the link to the next page cannot choose where our token is sent', async () => {
  const asked: string[] = [];
  const fetch = async (url: unknown) => {
    asked.push(String(url));
    const links = [{ rel: 'next', href: 'https://evil.example/v1/other?page=2' }];
    return String(url).endsWith('/token')
      ? Response.json({ access_token: 'A21', expires_in: 32_400 })
      : Response.json({ events: [], links });
  };
  const provider = shop.providerWith({ fetch });
  const page = await provider.missedNotifications(since);
  const cursor = page.kind === 'known' ? page.nextCursor : undefined;
  expect(cursor).toBe('page=2');
  await provider.missedNotifications(since, cursor);
  expect(asked.at(-1)).toBe(`${shop.simulated.url}/v1/notifications/webhooks-events?page=2`);
});
