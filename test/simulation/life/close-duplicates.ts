import type { Cloud } from '../cloud/cloud.ts';
import type { Json } from '../cloud/http.ts';
import type { Life } from './life.ts';

/** Finance looks at the payments that came twice for one order, as each plan says. */
export async function closeDuplicates(cloud: Cloud, lives: readonly Life[]): Promise<void> {
  const byPayment = new Map(lives.map((life) => [life.payment?.id, life]));
  const headers = await cloud.asFinance();
  for (const task of await refundTasks(cloud, headers)) {
    const life = byPayment.get(task.paymentId);
    const outcome = life?.plan.shop.duplicate ?? 'leave';
    if (outcome === 'leave' || task.reason !== 'duplicate_payment') continue;
    const path = `/v1/payments/${task.paymentId}/refunds/${task.refundId}/close`;
    const body = outcome === 'given_back' ? { outcome, proof: 'virement 4711' } : { outcome };
    const { status, text } = await cloud.call('POST', path, { headers, body });
    if (status !== 200) life?.surprises.push(`closing its refund task: ${status} ${text}`);
  }
}

async function refundTasks(cloud: Cloud, headers: Record<string, string>): Promise<Json[]> {
  const tasks: Json[] = [];
  let cursor: string | null = '';
  do {
    const query = `limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const { body } = await cloud.call('GET', `/v1/admin/refund-tasks?${query}`, { headers });
    tasks.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor);
  return tasks;
}
