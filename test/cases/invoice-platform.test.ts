import { as } from '#test/callers';
import {
  api,
  endpoints,
  eventually,
  initiate,
  invoiced,
  type Json,
  logLines,
  mails,
  press,
  request,
  token,
} from '#test/cloud';
import { expectProblem } from '#test/problems';
import { inHours, runSchedule } from '#test/trouble';

const company = {
  kind: 'company',
  name: 'Comptoir Diallo',
  email: 'compta@diallo.example',
  siren: '732829320',
};

const platform = async (method: string, path: string, body?: unknown): Promise<Json> =>
  (await request(method, `${endpoints.providers.platform}/_sim${path}`, { body })).body;

/** A company pays for a service, and has its invoice. */
async function invoiceOfCompany(): Promise<Json> {
  const payment = await initiate({ customer: company });
  await press(payment, 'pay');
  return (await invoiced(payment.id)).invoice;
}

const shown = async ({ id }: Json): Promise<Json> => (await api('GET', `/v1/invoices/${id}`)).body;

const flowsOf = ({ number }: Json): Promise<Json[]> => platform('GET', `/flows?number=${number}`);

const onPlatformAs = (invoice: Json, status: string): Promise<Json> =>
  eventually(
    async () => {
      const { platform: said } = await shown(invoice);
      return said?.status === status && said;
    },
    { withinMs: 60_000, what: `${invoice.number} is not ${status}` },
  );

const isAbout =
  ({ number }: Json, about: string) =>
  async (): Promise<Json> => {
    const found = await mails({ to: 'admin@shop.example', about: number });
    return found.find(({ subject }) => subject.includes(about));
  };

test('an invoice to a company is sent once though the answer was lost, and the platform learns that it is paid', async () => {
  const path = '/flow-service/v1/flows';
  await platform('POST', '/faults', { on: 'request', method: 'POST', path, fault: 'actThenReset' });
  const invoice = await invoiceOfCompany();
  expect(await onPlatformAs(invoice, 'cashed')).toMatchObject({ code: '212', reason: null });
  const flows = await flowsOf(invoice);
  expect(flows.map(({ flowSyntax, trackingId }) => [flowSyntax, trackingId])).toEqual([
    ['Factur-X', invoice.id],
    ['CDAR', `${invoice.id}-212`],
  ]);
  // Told again of what it has done, it does nothing.
  const looks = async () =>
    (await logLines('platform/follow-document')).filter((line) => line.includes('flow looked at'));
  const before = (await looks()).length;
  for (const event of await platform('GET', '/events'))
    if (JSON.stringify(event).includes(invoice.id))
      await platform('POST', `/events/${event.id}/send`, { copies: 2, concurrent: true });
  await eventually(async () => (await looks()).length >= before + 4);
  expect(await flowsOf(invoice)).toHaveLength(2);
});

test('a refusal by the buyer is shown, and the admin is told once', async () => {
  const invoice = await invoiceOfCompany();
  await onPlatformAs(invoice, 'cashed');
  const words = { code: '210', reasonCode: 'TX_TVA_ERR', reason: 'Taux de TVA' };
  await platform('POST', `/documents/${invoice.number}/status`, words);
  const said = { code: '210', reason: 'TX_TVA_ERR: Taux de TVA' };
  expect(await onPlatformAs(invoice, 'refused')).toMatchObject(said);
  await eventually(isAbout(invoice, 'refus du client'), { what: 'no mail about the refusal' });
});

test('an outage of the platform and lost notifications are made up for by the daily run', async () => {
  const path = '/flow-service/v1/flows';
  await platform('POST', '/faults', {
    on: 'request',
    method: 'POST',
    path,
    fault: '500',
    times: 3,
  });
  await platform('POST', '/faults', { on: 'notification', fault: 'lose', times: 100 });
  const invoice = await invoiceOfCompany();
  const isOver = async () =>
    !(await platform('GET', '/faults')).some(({ on }: Json) => on === 'request');
  await eventually(isOver);
  expect(await flowsOf(invoice)).toEqual([]);
  const reasons = { reasonCode: 'ADR_ERR', reasonMessage: 'Adresse inconnue' };
  await platform('POST', '/rejections', { name: invoice.number, ...reasons });
  await runSchedule('ask-about-documents', inHours(25));
  const judged = async () => (await flowsOf(invoice))[0]?.acknowledgement.status === 'Error';
  await eventually(judged);
  await platform('POST', `/documents/${invoice.number}/status`, { code: '501' });
  await runSchedule('ask-about-documents', inHours(25));
  await platform('DELETE', '/faults');
  const { platform: said } = await shown(invoice);
  expect(said.status).toMatch(/^(rejected|inadmissible)$/);
  expect(await flowsOf(invoice)).toHaveLength(2);
  await eventually(isAbout(invoice, 'rejet'), { what: 'no mail about the rejection' });
  // Its number stays used.
  expect((await shown(invoice)).number).toBe(invoice.number);
  expect((await invoiceOfCompany()).number > invoice.number).toBe(true);
});

test('an invoice to a person goes by no platform', async () => {
  const payment = await initiate();
  await press(payment, 'pay');
  const { invoice } = await invoiced(payment.id);
  expect((await shown(invoice)).platform).toBeNull();
  expect(await flowsOf(invoice)).toEqual([]);
});

test('finance declares what people bought and paid, and counts what goes by the platform', async () => {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
  const finance = await token({ role: 'finance' });
  const path = `/v1/admin/e-reporting?from=${day}&to=${day}`;
  const read = async () => (await as(finance, 'GET', path)).body;
  const before = await read();
  const payment = await initiate();
  await press(payment, 'pay');
  const { invoice } = await invoiced(payment.id);
  await invoiceOfCompany();
  const after = await eventually(async () => {
    const now = await read();
    return now.byPlatform > before.byPlatform && now;
  });
  const sumIn = ({ sales }: Json) =>
    sales.find(({ category, currency }: Json) => category === 'TPS1' && currency === 'EUR') ?? {};
  expect(sumIn(after).transactions).toBeGreaterThan(sumIn(before).transactions ?? 0);
  expect(after.payments.length).toBeGreaterThan(0);
  expect(invoice.number).toMatch(/^FA-/);
  expectProblem(
    await as(finance, 'GET', '/v1/admin/e-reporting?from=2026-01-01&to=2026-02-28'),
    400,
    'invalid_request',
  );
});

test('a forged notification is refused, and nothing is asked', async () => {
  const body = { flowInfo: { flowId: 'flow-forged' } };
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
  };
  const url = `${endpoints.api}/webhooks/invoice-platform`;
  const reply = await request('POST', url, { body, headers });
  expect({ status: reply.status, code: reply.body.code }).toEqual({
    status: 400,
    code: 'signature_invalid',
  });
});
