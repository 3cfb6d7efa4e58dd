import type { Summary } from './results.ts';

/** A promise of the bench; a firm one does not depend on how busy the machine is. */
export type Bound = { name: string; measured: number; most: number; unit: string; isFirm: boolean };

const loadRatioMost = 1.25;

/** Everything that must hold of what was measured. */
export function boundsOf(summary: Summary): Bound[] {
  const { bundles, moduleLoad, usage } = summary;
  return [
    ...time('payment to invoice, p95', summary.paymentToInvoiceP95Ms, 1_000, 'ms'),
    ...time('own time to bare calls', summary.ownTimeRatio, 1.5, '×'),
    ...time('acknowledgement to bare write', summary.ackRatio, 1.3, '×'),
    ...time('own time of the authorizer, warm, p95', summary.authorizerP95Ms, 5, 'ms'),
    ...time('PDF of 40 lines, median', summary.pdf40LinesMedianMs, 30, 'ms'),
    ...time('cost of a payment', summary.usdPerPayment, 0.00005, '$'),
    // 45 of the payment itself, and up to 4 of counting it; docs/decisions/0063.
    firm('its operations that are counted', summary.usdOfCounted, 0.00005, '$'),
    ...Object.entries(usage.usdPerMillionInHundreds).map(([regime, usd]) =>
      firm(`cost of a million usage events by the hundred, ${regime}`, usd, 0.2, '$'),
    ),
    firm('reads of a usage check', usage.checkReads, 1, 'reads'),
    ...time('server time of a usage check, p99', usage.checkP99Ms, 20, 'ms'),
    firm('bytes counted wrongly', usage.once.bytesApart, 0, 'bytes'),
    firm('events counted wrongly', usage.once.eventsApart, 0, 'events'),
    ...Object.entries(summary.lists).flatMap(([name, { calls, unitsOfMany }]) => [
      firm(`calls for ${name}`, calls, 3, 'calls'),
      firm(`read units for ${name}`, unitsOfMany, 60, 'units'),
    ]),
    firm(
      'alerts opened falsely, per evaluation',
      summary.alerts.falseOpenings / summary.alerts.evaluations,
      1e-4,
      '',
    ),
    firm('outages not found within two slots', 1 - summary.alerts.foundInTime, 0.02, ''),
    firm('evaluation of all rules', summary.alerts.msPerEvaluation, 2_000, 'ms'),
    firm('strange requests answered badly', summary.fuzz.badAnswers, 0, 'answers'),
    firm(
      'bundle of receive-stripe-webhook',
      bundles['webhooks/receive-stripe-webhook']!,
      400_000,
      'bytes',
    ),
    firm('bundle of initiate-payment', bundles['payments/initiate-payment']!, 700_000, 'bytes'),
    ...Object.entries(moduleLoad).flatMap(([name, { ms, floorMs }]) =>
      time(`load of ${name} to its floor`, Number((ms / floorMs).toFixed(2)), loadRatioMost, '×'),
    ),
  ];
}

const firm = (name: string, measured: number, most: number, unit: string): Bound => ({
  ...{ name, measured, most, unit },
  isFirm: true,
});

/** None of a time that was not taken. */
const time = (name: string, measured: number | undefined, most: number, unit: string): Bound[] =>
  measured === undefined ? [] : [{ name, measured, most, unit, isFirm: false }];

export const isBroken = ({ measured, most }: Bound): boolean => !(measured <= most);
