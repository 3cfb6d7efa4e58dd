import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { formatMoney, money } from '#domain/money';
import { demonstrateIn, directory, eventually, mailsTo, openCloud } from './demo-cloud.ts';

/**
 * npm run demo -- refund
 *
 * A paid payment is refunded, first in part and then the rest: each refund has its credit note, and
 * a mail that brings it. By HTTP and the mailbox alone.
 */
process.env.TZ = 'UTC';

type CreditNote = { number: string; amount: number; url: string };

type Answer = {
  id: string;
  clientToken: string;
  status: string;
  action: { url: string };
  invoice: { number: string; creditNotes: CreditNote[]; amountRemaining: number } | null;
};

const cloud = await openCloud();
await demonstrateIn(cloud, demonstrate);

async function demonstrate(): Promise<void> {
  const email = `awa-${randomUUID().slice(0, 8)}@example.com`;
  const payment = await call('POST', '/v1/payments', {
    amount: 46_800,
    currency: 'EUR',
    method: 'card',
    description: 'Abonnement annuel',
    customer: { email, name: 'Awa Diop' },
  });
  const form = new URLSearchParams({ outcome: 'pay' });
  await fetch(payment.action.url, { method: 'POST', redirect: 'manual', body: form });
  const shown = () => call('GET', `/v1/payments/${payment.id}`);
  const paid = await eventually('the invoice', async () => (await shown()).invoice);
  console.log(`  invoice      ${paid?.number}, ${euros(46_800)}`);

  for (const [index, amount] of [6_800, 40_000].entries()) {
    await call('POST', `/v1/payments/${payment.id}/refunds`, {
      amount,
      reason: 'requested_by_customer',
    });
    const invoice = await eventually('the credit note', async () => {
      const { invoice: now } = await shown();
      return now?.creditNotes[index] && now;
    });
    const note = invoice.creditNotes[index]!;
    const remains = `${euros(invoice.amountRemaining)} remain`;
    console.log(`  credit note  ${note.number}, ${euros(note.amount)}; ${remains}`);
    console.log(`               ${await download(note, payment.clientToken)}`);
    const mail = await eventually('the mail', async () =>
      (await mailsTo(cloud, email)).find(({ body }) => body.text?.includes(note.number)),
    );
    console.log(`  e-mail       "${mail.subject}", ${mail.attachments.length} attachment`);
  }
}

function euros(minor: number): string {
  return formatMoney(money(minor, 'EUR'), 'fr');
}

async function download({ number, url }: CreditNote, clientToken: string): Promise<string> {
  const response = await fetch(url, { headers: { 'x-client-token': clientToken } });
  const pdf = Buffer.from(await response.arrayBuffer());
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error('the link does not open a PDF');
  const file = `${directory}/${number}.pdf`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, pdf);
  return file;
}

/** As the shop's server. @throws Error with the problem's own words. */
async function call(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${cloud.endpoints.api}${path}`, {
    method,
    headers: {
      'x-api-key': cloud.endpoints.apiKey,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    body: body && JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer & { code?: string };
  if (!response.ok) throw new Error(`${response.status} ${answer.code}`);
  return answer;
}
