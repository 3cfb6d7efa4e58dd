import type { Books, Violation } from './books/books.ts';
import type { Life } from './life/life.ts';
import type { Options } from './options.ts';

/** `cinetpay 61 (39 completed, 12 expired)`: who was paid through, and what came of it. */
export function writeCounts({ stored, charges }: Books): string {
  const byProvider = Map.groupBy(stored, ({ payment }) => payment.provider);
  const lines = [...byProvider].sort().map(([provider, payments]) => {
    const statuses = countsOf(payments.map(({ payment }) => payment.status));
    const taken = charges.filter((charge) => charge.provider === provider).length;
    return `  ${provider.padEnd(9)} ${payments.length} payments, ${taken} charges: ${statuses}`;
  });
  const refunds = stored.flatMap((one) => one.refunds);
  const duplicates = stored.filter(({ payment }) => payment.isDuplicate).length;
  const disputes = stored.flatMap(({ payment }) => payment.dispute ?? []);
  return [
    ...lines,
    `  refunds   ${refunds.length}: ${countsOf(refunds.map(({ status }) => status))}`,
    `  duplicates ${duplicates} · disputes ${disputes.length}: ${countsOf(disputes)}`,
  ].join('\n');
}

/** How often each kind of bad luck has struck, of how often it was asked for. */
export function writeTroubles(outcomes: readonly Outcome[]): string {
  const byName = [...Map.groupBy(outcomes, ({ name }) => name)].sort();
  const counts = byName.map(([name, all]) => {
    const struck = all.filter(({ hasStruck }) => hasStruck).length;
    return `${name} ${struck}/${all.length}`;
  });
  return `  bad luck  ${counts.join(', ')}`;
}

type Outcome = { name: string; hasStruck: boolean };

/** Where very much goes wrong, the first few tell why. */
const shownMax = 20;

/** What does not hold, each with the plan that led to it and the command that repeats it. */
export function writeViolations(
  violations: readonly Violation[],
  lives: readonly Life[],
  { seed, payments }: Options,
): string {
  const byPayment = new Map(lives.map((life) => [life.payment?.id, life]));
  const lines = violations.slice(0, shownMax).flatMap(({ paymentId, what }) => {
    const life = paymentId === undefined ? undefined : byPayment.get(paymentId);
    const alone = life && `      npm run simulate -- --seed ${seed} --only ${life.plan.index}`;
    return [
      `  ✗ ${paymentId ?? ''} ${what}`,
      ...(life ? [`      plan ${life.plan.index}: ${JSON.stringify(life.plan)}`, alone] : []),
    ];
  });
  return [
    `${violations.length} promises do not hold with seed ${seed}:`,
    ...lines,
    ...(violations.length > shownMax ? [`  … and ${violations.length - shownMax} more`] : []),
    `  all of it again: npm run simulate -- --seed ${seed} --payments ${payments}`,
  ].join('\n');
}

function countsOf(names: readonly string[]): string {
  const counts = [...Map.groupBy(names, (name) => name)].map(
    ([name, { length }]) => [name, length] as const,
  );
  return counts
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
