import { randomUUID } from 'node:crypto';
import { as, type Headers, serverKey } from '#test/callers';
import {
  aPaymentRequest,
  api,
  initiate,
  invoiced,
  type Json,
  press,
  signIn,
  token,
} from '#test/cloud';
import { type Account, anAccount, createProject } from '#test/customer-accounts';

export type Credentials = {
  scheme: 'none' | 'apiKey' | 'bearer' | 'clientToken';
  headers: Headers;
  /** Ids that whoever has these must never be shown. */
  mayNotSee: string[];
};

export type CredentialsName = string;

/** What a shop has before strange requests come: people, keys, and things that can be asked for. */
export type Stock = {
  credentials: Record<CredentialsName, Credentials>;
  /** By the name of a field, or by what stands before an id in a path. */
  named: Record<string, readonly string[]>;
  /** By operation, bodies that get further than any that merely fit the schema. */
  bodies: Record<string, readonly object[]>;
};

/** A shop with two customers, who have something each. */
export async function stockUp(): Promise<Stock> {
  const [one, other] = await Promise.all([whatOneHas(), whatOneHas()]);
  const guest = await initiate();
  const sold = await whatIsSold(one.account);
  return {
    credentials: await credentialsOf(one, other, guest),
    named: {
      ...(await namedOf([one, other], guest)),
      ...sold,
      'webhook-endpoints': await whoListens(one.account),
    },
    bodies: bodiesFor(one.account.id, sold.productId[0]!),
  };
}

/** To what hardly ever happens: nobody waits for a receiver that does not exist. */
const listening = { url: 'http://127.0.0.1:9/nobody-listens', types: ['usage.month_closed'] };

/** More than one, since some are removed. */
async function whoListens({ admin }: Account): Promise<string[]> {
  const add = () => as(admin, 'POST', '/v1/admin/webhook-endpoints', listening);
  const added = [await add(), await add(), await add(), await add(), await add()];
  return added.map(({ body }) => body.id);
}

const bodiesFor = (customerId: string, productId: string): Stock['bodies'] => ({
  initiatePayment: [
    aPaymentRequest(),
    aPaymentRequest({ action: 'sdk' }),
    aPaymentRequest({ method: 'mobile_money', currency: 'XOF', amount: 5_000 }),
    aPaymentRequest({ lines: [{ description: 'Abonnement', quantity: 2.5, unitAmount: 18_720 }] }),
    aPaymentRequest({ customer: { customerId, email: 'fuzz@example.com', name: 'Awa Diop' } }),
    { planId: 'pay_as_you_go', method: 'card' },
  ],
  createProduct: [
    { name: 'Affiche', unitAmount: 2_400, currency: 'EUR', vatRate: 2_000, supplies: 'goods' },
  ],
  changeProduct: [{ unitAmount: 2_600 }, { active: true }],
  createOrder: [
    {
      customer: { email: 'fuzz@example.com', name: 'Awa Diop' },
      lines: [{ productId, quantity: 2 }],
      termsVersion: '2026-10',
    },
  ],
  createWebhookEndpoint: [listening],
  changeWebhookEndpoint: [{ description: 'Entrepôt' }, { types: ['usage.month_closed'] }],
  rotateWebhookSecret: [{ overlapHours: 0 }],
  replayWebhookDeliveries: [
    { from: '2032-01-01T00:00:00Z', to: '2032-01-02T00:00:00Z', dryRun: true },
  ],
  requestRefund: [{ amount: 100 }, { amount: 1, reason: 'duplicate' }],
});

const everything = [
  'payments:write',
  'payments:read',
  'refunds:write',
  'invoices:read',
  'usage:write',
  'usage:read',
  'metrics:read',
];

type Holding = { account: Account; projects: string[]; members: string[]; open: Json; paid: Json };

async function whatOneHas(): Promise<Holding> {
  const account = await anAccount({ plan: 'pay_as_you_go' });
  const customer = { customerId: account.id, email: 'fuzz@example.com', name: 'Awa Diop' };
  const [project, open, paid] = await Promise.all([
    createProject(account.owner),
    initiate({ customer }),
    initiate({ customer }),
  ]);
  await press(paid, 'pay');
  const added = await as(account.owner, 'POST', '/v1/members', { email: 'fuzz@example.com' });
  return {
    account,
    projects: [project.body.id],
    members: [added.body.id],
    open,
    paid: { ...paid, ...(await invoiced(paid.id)) },
  };
}

/** A product that stays and one to change, and orders that are paid and unpaid. */
async function whatIsSold({ admin, id: customerId }: Account) {
  const product = async (): Promise<string> => {
    const details = { unitAmount: 2_400, currency: 'EUR', vatRate: 2_000, supplies: 'goods' };
    const wanted = { name: 'Affiche', ...details };
    return (await as(admin, 'POST', '/v1/admin/products', wanted)).body.id;
  };
  const [productId, spare] = [await product(), await product()];
  const customer = { customerId, email: 'fuzz@example.com', name: 'Awa Diop' };
  const order = async (): Promise<string> => {
    const lines = [{ productId, quantity: 1 }];
    return (await api('POST', '/v1/orders', { body: { customer, lines } })).body.id;
  };
  const [paid, unpaid] = [await order(), await order()];
  const payment = await api('POST', '/v1/payments', { body: { orderId: paid, method: 'card' } });
  await press(payment.body, 'pay');
  await invoiced(payment.body.id);
  return { productId: [productId], products: [spare], orders: [paid, unpaid], orderId: [unpaid] };
}

async function credentialsOf(
  { account: one, open }: Holding,
  { account: other, paid }: Holding,
  guest: Json,
): Promise<Stock['credentials']> {
  const [all, few, ownOfOne, ownOfOther] = await Promise.all([
    serverKey(everything),
    serverKey(['usage:write']),
    serverKey(everything, one.id),
    serverKey(everything, other.id),
  ]);
  const expired = await token({ role: 'admin', expiresInSeconds: -60 });
  const without = (scheme: Credentials['scheme'], headers: Headers) => ({
    scheme,
    headers,
    mayNotSee: [one.id, other.id, guest.id],
  });
  return {
    none: without('none', {}),
    'key of the shop': { ...without('apiKey', all.headers), mayNotSee: [] },
    'key of few scopes': without('apiKey', few.headers),
    'key of one customer': { ...without('apiKey', ownOfOne.headers), mayNotSee: [other.id] },
    'key of the other': { ...without('apiKey', ownOfOther.headers), mayNotSee: [one.id] },
    'key that is none': without('none', { 'x-api-key': `pgk_${'0'.repeat(26)}_${'x'.repeat(43)}` }),
    admin: { ...without('bearer', one.admin), mayNotSee: [] },
    finance: { ...without('bearer', await token({ role: 'finance' })), mayNotSee: [] },
    owner: { ...without('bearer', one.owner), mayNotSee: [other.id] },
    member: { ...without('bearer', one.member), mayNotSee: [other.id] },
    'owner of the other': { ...without('bearer', other.owner), mayNotSee: [one.id] },
    'somebody signed in': without('none', await signIn({ email: `${randomUUID()}@example.com` })),
    'expired token': without('none', expired),
    'forged token': without('none', { authorization: `${one.admin.authorization}x` }),
    'token of a payment': { ...without('clientToken', tokenOf(open)), mayNotSee: [other.id] },
    'token of a paid one': { ...without('clientToken', tokenOf(paid)), mayNotSee: [one.id] },
    'token of a guest': {
      ...without('clientToken', tokenOf(guest)),
      mayNotSee: [one.id, other.id],
    },
    'key and token': { ...without('apiKey', { ...all.headers, ...one.member }), mayNotSee: [] },
  };
}

const tokenOf = ({ clientToken }: Json): Headers => ({ 'x-client-token': clientToken });

/** Things that requests may take away, so that they are no one's credentials. */
async function namedOf(holdings: Holding[], guest: Json): Promise<Stock['named']> {
  const admin = holdings[0]!.account.admin;
  const [spare, inbox, plans] = await Promise.all([
    serverKey(['usage:read'], holdings[0]!.account.id),
    as(admin, 'GET', '/v1/admin/inbox?limit=5'),
    api('GET', '/v1/plans'),
  ]);
  const customers = holdings.map(({ account }) => account.id);
  const projects = holdings.flatMap((holding) => holding.projects);
  const payments = [guest.id, ...holdings.flatMap(({ open, paid }) => [open.id, paid.id])];
  const invoices = holdings.map(({ paid }) => paid.invoice.id);
  const months = [new Date().toISOString().slice(0, 7), '2026-01'];
  const planIds = plans.body.data.map(({ id }: Json) => id);
  return {
    customers,
    customerId: customers,
    projects,
    project: projects,
    subject: projects,
    payments,
    paymentId: payments,
    refunds: ['ref_1'],
    invoices,
    invoiceId: invoices,
    members: holdings.flatMap((holding) => holding.members),
    'api-keys': [spare.apiKey.id],
    inbox: inbox.body.data.map(({ id }: Json) => id),
    periods: months,
    month: months,
    plan: planIds,
    planId: planIds,
    timeZone: ['Europe/Paris', 'Africa/Abidjan'],
  };
}
