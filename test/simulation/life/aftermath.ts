import { type Json, pause } from '../cloud/http.ts';
import type { Aftermath } from '../plan/plan.ts';
import type { Dashboard } from './dashboard.ts';
import { type Shop, Surprise } from './shop.ts';

/** How the provider sees a dispute, as far as it has been told to have one. */
export type Dispute = 'open' | 'won' | 'lost' | null;

type Actors = { shop: Shop; dashboard: Dashboard; keys: () => string };

/** Lets one thing happen to the money of a completed payment; gives the dispute, if it made one. */
export async function happen(
  { shop, dashboard, keys }: Actors,
  payment: Json,
  event: Aftermath,
): Promise<Dispute> {
  const part = (percent: number) => Math.max(1, Math.round((payment.amount * percent) / 100));
  switch (event.kind) {
    case 'refund':
      await refund(shop, payment, {
        key: keys(),
        // Everything is what remains.
        amount: event.percent === 100 ? undefined : part(event.percent),
        isTwice: event.sameKeyTwice,
      });
      return null;
    case 'refunds_at_once':
      await Promise.all(
        event.percents.map((percent) => shop.refund(payment.id, keys(), part(percent))),
      );
      return null;
    case 'dashboard_refund': {
      const id = await dashboard.refund(part(event.percent));
      if (id && event.failsLater) await dashboard.failRefund(id);
      return null;
    }
    case 'dispute':
      return dispute(dashboard, event, part(event.percent));
  }
}

/** @throws Surprise when the same key got two different answers. */
async function refund(
  shop: Shop,
  { id }: Json,
  { key, amount, isTwice }: { key: string; amount: number | undefined; isTwice: boolean },
): Promise<void> {
  const asking = Array.from({ length: isTwice ? 2 : 1 }, () => shop.refund(id, key, amount));
  const created = (await Promise.all(asking)).filter(({ status }) => status === 201);
  const texts = new Set(created.map(({ text }) => text));
  if (texts.size > 1) throw new Surprise(`one key, two refunds: ${[...texts].join(' ')}`);
}

async function dispute(
  dashboard: Dashboard,
  { ends, warnsFirst }: { ends: Exclude<Dispute, null>; warnsFirst: boolean },
  minor: number,
): Promise<Dispute> {
  const first = warnsFirst ? 'warning_needs_response' : 'needs_response';
  if (!(await dashboard.dispute(first, minor))) return null;
  if (ends === 'open') return 'open';
  await pause(100);
  return (await dashboard.dispute(ends, minor)) ? ends : 'open';
}
