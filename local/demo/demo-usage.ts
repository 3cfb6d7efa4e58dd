import { randomUUID } from 'node:crypto';
import { type Cloud, demonstrateIn, eventually, mailsTo, openCloud } from './demo-cloud.ts';
import { gigabyte, trafficOfMonth } from './demo-traffic.ts';

/**
 * npm run demo -- usage
 *
 * A SaaS reports a month of traffic: it nears the Free plan's limit, two mails warn, a third
 * project is refused, the upgrade is paid by Mobile Money, and the table shows what was counted.
 */
process.env.TZ = 'UTC';

type Answer = Record<string, unknown> & { id: string };
type Report = {
  month: string;
  plan: string;
  meters: {
    traffic: {
      gb: number;
      limitBytes: number;
      percent: number;
      level: string;
      projects: { projectId: string; bytes: number }[];
    };
  };
};

const cloud = await openCloud();
const server = { 'x-api-key': cloud.endpoints.apiKey };
await demonstrateIn(cloud, demonstrate);

async function demonstrate({ endpoints, controlUrl }: Cloud): Promise<void> {
  const admin = await tokenOf(controlUrl);
  const email = `equipe-${randomUUID().slice(0, 8)}@example.com`;
  const customer = await call('POST', '/v1/admin/customers', admin, {
    name: 'Studio Kora',
    email,
    kind: 'company',
    locale: 'fr',
    // Months start in UTC, as those of the events do.
    timeZone: 'Africa/Abidjan',
  });
  const project = (name: string) =>
    call('POST', '/v1/projects', admin, { name, customerId: customer.id });
  const [site, api] = [await project('site'), await project('api')];
  const refused = await project('images').catch((error: Error) => error);
  console.log(`  a third project   ${(refused as Error).message}\n`);

  await report([
    [site, 2.6 * gigabyte],
    [api, 1.5 * gigabyte],
  ]);
  await warned(email, 1);
  await report([[api, 0.7 * gigabyte]]);
  await warned(email, 2);

  const payment = await call('POST', '/v1/payments', server, {
    planId: 'pay_as_you_go',
    method: 'mobile_money',
    customer: { email, name: 'Studio Kora', customerId: customer.id, phone: '+2250701020304' },
  });
  const { url } = payment.action as { url: string };
  await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ outcome: 'pay' }),
  });
  console.log(`  upgrade           ${payment.amount} ${payment.currency} by Mobile Money`);
  const images = await eventually('the third project', () =>
    project('images').catch(() => undefined),
  );
  await report([[images, 1.2 * gigabyte]]);
  const names = new Map([site, api, images].map(({ id, name }) => [id, String(name)]));
  print(
    await eventually('the count', async () => {
      const usage = await usageOf(customer.id);
      const { projects } = usage.meters.traffic;
      return projects.reduce((sum, { bytes }) => sum + bytes, 0) >= 6 * gigabyte && usage;
    }),
    names,
  );

  async function usageOf(customerId: string): Promise<Report> {
    return (await call('GET', `/v1/usage?customerId=${customerId}`, server)) as unknown as Report;
  }

  async function report(amounts: [Answer, number][]): Promise<void> {
    for (const [{ id }, bytes] of amounts) {
      const events = trafficOfMonth(bytes, new Date()).map((traffic) => ({
        specversion: '1.0',
        id: randomUUID(),
        source: 'demo',
        type: 'traffic.transferred',
        subject: id,
        ...traffic,
      }));
      for (let from = 0; from < events.length; from += 1_000) {
        const body = events.slice(from, from + 1_000);
        await call('POST', '/v1/usage/events', server, body);
        // Sent twice, like a client that missed the answer; it counts once.
        await call('POST', '/v1/usage/events', server, body);
      }
    }
  }

  async function warned(to: string, count: number): Promise<void> {
    const mails = await eventually(`mail ${count}`, async () => {
      const all = await mailsTo({ endpoints, controlUrl }, to);
      const warnings = all.filter(({ attachments }) => attachments.length === 0);
      return warnings.length >= count && warnings;
    });
    console.log(`  mail              ${mails.at(-1)!.subject}`);
  }
}

async function call(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${cloud.endpoints.api}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer as Answer;
  throw new Error((answer as { detail?: string }).detail ?? `${path}: ${response.status}`);
}

async function tokenOf(controlUrl: string): Promise<Record<string, string>> {
  const body = JSON.stringify({ role: 'admin' });
  const response = await fetch(`${controlUrl}/tokens`, { method: 'POST', body });
  const { token } = (await response.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

function print({ month, plan, meters }: Report, names: Map<string, string>): void {
  const { traffic } = meters;
  console.log(`\n  ${month}, plan ${plan}\n`);
  for (const { projectId, bytes } of traffic.projects)
    console.log(`  ${(names.get(projectId) ?? projectId).padEnd(16)}${gb(bytes).padStart(10)} GB`);
  console.log(`  ${'total'.padEnd(16)}${traffic.gb.toFixed(3).padStart(10)} GB`);
  console.log(`  ${'limit'.padEnd(16)}${gb(traffic.limitBytes).padStart(10)} GB`);
  console.log(`  ${String(traffic.percent).padStart(25)} %  ${traffic.level}`);
}

function gb(bytes: number): string {
  return (bytes / gigabyte).toFixed(3);
}
