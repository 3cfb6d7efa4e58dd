import { readFileSync } from 'node:fs';
import { Addresses } from '#contract/addresses';
import type { HttpEvent, HttpReply } from '#runtime/http';
import { logger } from '#runtime/log';
import { anInvoice } from '#test/invoices';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryStandingStore } from '#test/memory-standing-store';
import { createHandler as download } from '../../../../functions/invoices/download-for-finance/handler.ts';
import { createHandler as openedBy } from '../../../../functions/invoices/download-invoice/handler.ts';
import { createHandler as inspect } from '../../../../functions/invoices/inspect-invoice/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const id = 'inv_01M7Y4MMKF07A7G7VF8YACZ7E9';
const now = () => new Date('2026-11-23T08:00:00.000Z');

function setup() {
  const { payment: _, ...content } = anInvoice();
  const invoices = new MemoryInvoiceStore(new MemoryPaymentStore());
  const standings = new MemoryStandingStore(invoices);
  invoices.put({
    id,
    status: 'generated',
    content,
    customerId: 'cus_diallo',
    document: { key: 'a.pdf', sha256: 'ab'.repeat(32), bytes: 4 },
    createdAt: content.issuedAt,
    requestId: 'request-1',
  });
  const addresses = new Addresses('https://api.shop.example', 'https://shop.example');
  const link = async () => 'https://bucket.example/a.pdf';
  return { invoices, standings, addresses, link };
}

const sample = (name: string, roles = 'finance'): HttpEvent => {
  const event = JSON.parse(readFileSync(`events/invoices.${name}.json`, 'utf8'));
  event.requestContext.authorizer.lambda = { kind: 'person', subject: 'user-1', roles };
  event.pathParameters.id = id;
  return event;
};

type Handler = (event: HttpEvent, context: never) => Promise<HttpReply>;
const answer = (handler: unknown, event: HttpEvent) => (handler as Handler)(event, {} as never);

test('finance sees an invoice with its buyer, its document and what has happened', async () => {
  const { standings, ...deps } = setup();
  await standings.markSent(deps.invoices.rows.get(id)!, '2026-11-21T10:07:00.000Z');
  const { statusCode, body } = await answer(inspect(deps), sample('inspect-invoice'));
  expect(statusCode).toBe(200);
  expect(JSON.parse(body!)).toMatchObject({
    id,
    status: 'sent',
    customer: { email: 'compta@comptoir-diallo.example', siren: '732829320' },
    document: { bytes: 4 },
    pdfUrl: `https://api.shop.example/v1/admin/invoices/${id}/pdf`,
    history: [{ kind: 'issued' }, { kind: 'sent', at: '2026-11-21T10:07:00.000Z' }],
  });
});

test('its download is not counted as opened by the buyer; the buyer’s own is, once', async () => {
  const { standings, invoices, link } = setup();
  const forFinance = download({ invoices, link });
  expect(await answer(forFinance, sample('download-for-finance'))).toMatchObject({
    statusCode: 302,
    headers: { location: 'https://bucket.example/a.pdf' },
  });
  expect(invoices.rows.get(id)?.standing).toBeUndefined();
  const clientTokens = async () => ({ isValid: () => true }) as never;
  const byLink = openedBy({ invoices, standings, link, now, clientTokens });
  await answer(byLink, sample('download-invoice', 'finance'));
  expect(invoices.rows.get(id)?.standing).toBeUndefined();
  await answer(byLink, sample('download-invoice', 'member'));
  expect(invoices.rows.get(id)?.standing?.firstOpenedAt).toBe(now().toISOString());
});

test.each([
  ['inspect-invoice', inspect],
  ['download-for-finance', download],
])('%s is for finance and admins', async (name, createHandler) => {
  const handler = createHandler(setup() as never);
  for (const roles of ['owner', 'member'])
    expect((await answer(handler, sample(name, roles))).statusCode).toBe(403);
  const nowhere = sample(name);
  nowhere.pathParameters!.id = 'inv_nowhere';
  expect((await answer(handler, nowhere)).statusCode).toBe(404);
});
