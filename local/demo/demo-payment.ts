import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Currency, currencies, formatMoney, money } from '#domain/money';
import {
  demonstrateIn,
  directory,
  eventually,
  type Mail,
  mailsTo,
  openCloud,
} from './demo-cloud.ts';
import { entriesIn, isColdStart, stepsOf, timelineOf } from './demo-timeline.ts';

/**
 * npm run demo [-- --amount 5000 --currency XOF]; the others are `npm run demo -- usage`,
 * `npm run demo -- guest` and `npm run demo -- refund`.
 *
 * The main use, from outside: initiates a payment, pays it on the simulated Stripe page, and
 * follows it until its invoice is in the mailbox. Uses the running local cloud (`npm start`), or
 * starts one.
 */
process.env.TZ = 'UTC';

type Invoice = { number: string; url: string };
type Initiated = { id: string; clientToken: string; action: { url: string } };

const order = readOrder();
const cloud = await openCloud();
await demonstrateIn(cloud, demonstrate);

/** In minor units, as in the API: 46800 EUR is 468.00 €, 5000 XOF is 5000 F CFA. */
function readOrder() {
  const values = flagsOf(() =>
    parseArgs({
      options: {
        amount: { type: 'string', default: '46800' },
        currency: { type: 'string', default: 'EUR' },
      },
    }),
  );
  const currency = currencies.find((known) => known === values.currency);
  if (!currency || !/^[1-9]\d*$/.test(values.amount)) {
    refuse(`--amount is a whole number of minor units; --currency is ${currencies.join(', ')}`);
  }
  return { amount: Number(values.amount), currency: currency as Currency };
}

function flagsOf<Values>(read: () => { values: Values }): Values {
  try {
    return read().values;
  } catch (error) {
    refuse((error as Error).message);
  }
}

function refuse(message: string): never {
  console.error(
    `${message}\n\nnpm run demo [-- --amount MINOR-UNITS] [--currency CURRENCY]\nnpm run demo -- usage\nnpm run demo -- guest\nnpm run demo -- refund`,
  );
  process.exit(1);
}

async function demonstrate(): Promise<void> {
  const email = `awa-${randomUUID().slice(0, 8)}@example.com`;
  const startedAt = Date.now();
  const payment = await initiate(email);
  const initiatedAt = Date.now();
  const { status, headers } = await fetch(payment.action.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ outcome: 'pay' }),
  });
  if (status !== 303) throw new Error(`the simulated Stripe page answered ${status}`);
  const mail = await eventually(
    'the e-mail with the invoice',
    async () => (await mailsTo(cloud, email))[0],
  );
  const { invoice } = await getPayment(payment);
  const entries = await eventually('the end of the log', async () => {
    const log = await (await fetch(`${cloud.controlUrl}/logs`)).text();
    const written = entriesIn(log, startedAt);
    return written.some(({ message }) => message === 'invoice sent') && written;
  });
  const initiated = { at: initiatedAt, what: `payment ${payment.id} initiated` };
  const pressed = { at: initiatedAt, what: 'the buyer presses "pay" on the simulated Stripe page' };
  const steps = [initiated, pressed, ...stepsOf(payment.id, entries)];
  console.log(timelineOf(steps, startedAt));
  const coldStarts = entries.filter(isColdStart).length;
  if (coldStarts > 0)
    console.log(`\n  ${coldStarts} cold starts included; a second payment finds everything warm.`);
  await printResult({ invoice, mail, email, wayBack: headers.get('location') });
}

async function initiate(email: string): Promise<Initiated> {
  const response = await fetch(`${cloud.endpoints.api}/v1/payments`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': cloud.endpoints.apiKey,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      ...order,
      method: 'card',
      description: 'Abonnement annuel',
      customer: { email, name: 'Awa Diop' },
    }),
  });
  const payment = await response.json();
  if (response.status === 201) return payment as Initiated;
  throw new Error(`POST /v1/payments answered ${response.status}: ${JSON.stringify(payment)}`);
}

/** The payment as its buyer sees it, with a working link to the invoice. */
async function getPayment({ id, clientToken }: Initiated): Promise<{ invoice: Invoice }> {
  const headers = { 'x-client-token': clientToken };
  const response = await fetch(`${cloud.endpoints.api}/v1/payments/${id}`, { headers });
  return (await response.json()) as { invoice: Invoice };
}

type Outcome = {
  invoice: Invoice;
  mail: Mail;
  email: string;
  wayBack: string | null;
};

async function printResult({ invoice, mail, email, wayBack }: Outcome): Promise<void> {
  const link = (await fetch(invoice.url, { redirect: 'manual' })).headers.get('location') ?? '';
  const pdf = Buffer.from(await (await fetch(link)).arrayBuffer());
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error('the link does not open a PDF');
  const file = `${directory}/${invoice.number}.pdf`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, pdf);
  const [, bucket, ...key] = decodeURIComponent(new URL(link).pathname).split('/');
  console.log(`
  amount     ${formatMoney(money(order.amount, order.currency), 'fr')}
  invoice    ${invoice.number}
  PDF        s3://${bucket}/${key.join('/')} (a Factur-X of ${pdf.length} bytes), copied to ${file}
  download   ${invoice.url}
  e-mail     "${mail.subject}" to ${email}, ${mail.attachments.length} attachment
  mailbox    ${cloud.endpoints.mailbox}
  buyer      ${wayBack}
`);
  if (cloud.stop) console.log('The links end with this demo; they stay open under npm start.');
}
