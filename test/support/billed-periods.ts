import type { Period, PeriodLine } from '#domain/billing-periods/period';
import { money } from '#domain/money';

/** GB of traffic above the limit in November 2026, ten cents each; `amount` follows from them. */
export function aPeriodLine({ amount: _, ...changes }: Partial<PeriodLine> = {}): PeriodLine {
  const line = {
    kind: 'overage' as const,
    month: '2026-11' as const,
    meter: 'traffic' as const,
    projectId: 'prj_vitrine',
    gb: 6,
    unitPriceMinor: 10,
    days: { '2026-11-03': '16000000000' },
    ...changes,
  };
  return { ...line, amount: money(line.gb * line.unitPriceMinor, 'EUR') };
}

/** November 2026 of a customer in Abidjan on the plan Pro, six GB above its limit. */
export const aBilledPeriod = (changes: Partial<Period> = {}): Period => ({
  customerId: 'cus_diallo',
  month: '2026-11',
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-12-01T00:00:00.000Z',
  closedAt: '2026-12-02T02:00:00.000Z',
  terms: {
    planId: 'pay_as_you_go',
    currency: 'EUR',
    limitBytes: { traffic: 10e9, storage: 10e9 },
    pricePerGb: { traffic: 10, storage: 10 },
  },
  billed: {
    used: [{ meter: 'traffic', projectId: 'prj_vitrine', amount: '16000000000' }],
    gb: { traffic: 6, storage: 0 },
  },
  gauges: {},
  corrected: {},
  lines: [aPeriodLine()],
  carriedIn: [],
  due: [money(60, 'EUR')],
  carriedOut: [],
  recount: 'confirmed',
  requestId: 'request-close',
  ...changes,
});
