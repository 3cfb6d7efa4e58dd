import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Currency, currencies, formatMoney, money } from '#domain/money';
import { synthesise } from '../lib/local/cli/synthesise.ts';
import { type Endpoints, startLocalCloud } from '../lib/local/host.ts';
import { entriesIn, isColdStart, stepsOf, timelineOf } from './demo-timeline.ts';

/**
 * npm run demo [-- --amount 5000 --currency XOF]
 *
 * The main job, seen from outside: a payment is initiated, paid on the simulated Stripe page, and
 * followed until its invoice is in the mailbox. In the local cloud that runs already (`npm start`),
 * or else in one of its own.
 */
const directory = '.local/demo';
const withinMs = 20_000;
process.env.TZ = 'UTC';

type Cloud = { endpoints: Endpoints; controlUrl: string; stop?: () => Promise<void> };
type Mail = { subject: string; destination: { to: string[] }; attachments: unknown[] };
type Invoice = { number: string; url: string };
type Initiated = { id: string; action: { url: string } };

const order = readOrder();
const cloud = (await runningCloud()) ?? (await ownCloud());
try {
  await demonstrate();
} catch (error) {
  console.error(`The demo failed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await cloud.stop?.();
}
// Connections that are kept open would hold the process for some seconds.
process.exit();

/** In minor units, as the API has it: 46800 EUR is 468.00 €, 5000 XOF is 5000 F CFA. */
function readOrder() {
  const { values } = parseArgs({
    options: {
      amount: { type: 'string', default: '46800' },
      currency: { type: 'string', default: 'EUR' },
    },
  });
  const currency = currencies.find((known) => known === values.currency);
  if (!currency || !/^[1-9]\d*$/.test(values.amount)) {
    console.error(
      `--amount is a whole number of minor units; --currency: ${currencies.join(', ')}`,
    );
    process.exit(1);
  }
  return { amount: Number(values.amount), currency: currency as Currency };
}

async function runningCloud(): Promise<Cloud | undefined> {
  try {
    const { url: controlUrl } = JSON.parse(readFileSync('.local/control.json', 'utf8'));
    const endpoints = (await (await fetch(`${controlUrl}/endpoints`)).json()) as Endpoints;
    console.log('In the local cloud that runs here.\n');
    return { controlUrl, endpoints };
  } catch {
    return undefined;
  }
}

async function ownCloud(): Promise<Cloud> {
  console.log('Starting a local cloud for this demo …\n');
  const assemblyDirectory = `${directory}/cdk.out`;
  await synthesise(assemblyDirectory);
  return startLocalCloud({ directory, assemblyDirectory, clockSchedules: false });
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
  const mail = await eventually('the e-mail with the invoice', async () => mailTo(email));
  const { invoice } = await getPayment(payment.id);
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
    console.log(`\n  ${coldStarts} cold starts among it; a second payment finds all of it warm.`);
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

async function getPayment(id: string): Promise<{ invoice: Invoice }> {
  const headers = { 'x-api-key': cloud.endpoints.apiKey };
  const response = await fetch(`${cloud.endpoints.api}/v1/payments/${id}`, { headers });
  return (await response.json()) as { invoice: Invoice };
}

async function mailTo(email: string): Promise<Mail | undefined> {
  const response = await fetch(`${cloud.endpoints.mailbox}/store`);
  const { emails } = (await response.json()) as { emails: Mail[] };
  return emails.find(({ destination }) => destination.to.includes(email));
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
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('the link opens no PDF');
  const file = `${directory}/${invoice.number}.pdf`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, pdf);
  const [, bucket, ...key] = decodeURIComponent(new URL(link).pathname).split('/');
  console.log(`
  amount     ${formatMoney(money(order.amount, order.currency), 'fr')}
  invoice    ${invoice.number}
  PDF        s3://${bucket}/${key.join('/')} (${pdf.length} bytes), copied to ${file}
  download   ${invoice.url}
  e-mail     "${mail.subject}" to ${email}, ${mail.attachments.length} attachment
  mailbox    ${cloud.endpoints.mailbox}
  buyer      ${wayBack}
`);
  if (cloud.stop) console.log('The links end with this demo; they stay open under npm start.');
}

/** @throws Error that says what did not come. */
async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined | false>,
): Promise<Found> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`${what} did not come within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
