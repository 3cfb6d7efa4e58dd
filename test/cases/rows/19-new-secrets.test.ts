import { randomBytes } from 'node:crypto';
import { control, eventually } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { prove } from '#test/proofs';
import { post } from '#test/sales';
import { eachShop, paidUnheard, type Shop } from '#test/shops';

/** What proves each provider's notifications, by the end of its name in the secrets' store. */
const storedAs: Record<string, string> = {
  stripe: '/stripe/webhook-secret',
  paypal: '/paypal/webhook-id',
  'cinetpay v2': '/cinetpay/secret-key',
  external: '/external/webhook-secret',
};

const newSecret = `whsec_${randomBytes(32).toString('base64')}`;

/** The values of now, and those that stand beside a new one. */
const before: Record<string, string> = {};
beforeAll(async () => {
  const all: Record<string, string> = await control('GET', '/secrets');
  const isProof = (name: string) => Object.values(storedAs).some((end) => name.endsWith(end));
  for (const [name, value] of Object.entries(all)) if (isProof(name)) before[name] = value;
});
afterAll(() => control('POST', '/secrets', before));

const store = (write: (old: string) => string) =>
  control(
    'POST',
    '/secrets',
    Object.fromEntries(Object.entries(before).map(([name, old]) => [name, write(old)])),
  );

const answerTo = async (shop: Shop, body: string, secret: string) =>
  post(shop, body, await prove[shop.name]!(body, { secret }));

const oldSecretOf = ({ name }: Shop): string =>
  Object.entries(before).find(([stored]) => stored.endsWith(storedAs[name]!))![1];

/** A notification of each shop. */
const told = new Map<string, { shop: Shop; body: string }>();

describe('while both secrets are valid', () => {
  beforeAll(() => store((old) => JSON.stringify([newSecret, old])));

  eachShop((shop, row) => {
    row(19, 'signatures with either secret are accepted', async () => {
      for (const secret of [newSecret, oldSecretOf(shop)]) {
        const sale = await paidUnheard(shop);
        const body = shop.bodyOf(sale.event);
        told.set(shop.name, { shop, body });
        expect((await answerTo(shop, body, secret)).status).toBe(200);
        await eventually(async () => (await storedStatus(sale.payment.id)) === 'completed');
      }
    });
  });
});

describe('once the old secret is withdrawn', () => {
  beforeAll(() => store(() => newSecret));

  test.each(Object.keys(storedAs))('row 19, %s: its signatures are refused', async (name) => {
    const { shop, body } = told.get(name)!;
    const reply = await answerTo(shop, body, oldSecretOf(shop));
    expectProblem(reply, 400, 'signature_invalid');
    expect((await answerTo(shop, body, newSecret)).status).toBe(200);
  });
});
