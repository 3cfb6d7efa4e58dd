import { columns, row } from '../rows.ts';
import { rounded } from '../statistics.ts';
import { type AlertMeasures, shopSizes } from './measure-alerts.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** False alarms, and how soon real outages are found. */
export function alertRows({
  evaluations,
  shops,
  openings,
  found,
  msPerEvaluation,
}: AlertMeasures): string[] {
  const names = [...new Set(found.map(({ outage }) => outage))];
  const of = (outage: string) => found.filter((one) => one.outage === outage);
  const falseOnes = Object.values(openings).reduce((sum, count) => sum + count, 0);
  return [
    `Alert rules (${evaluations} evaluations of ${shops} shops, from two payments a day to 2 000 an hour)`,
    row('opened though nothing was wrong', String(falseOnes), 'at most 1 in 10 000'),
    ...Object.entries(openings).map(([rule, count]) => row(`  ${rule}`, String(count))),
    row('an evaluation of all rules', `${rounded(msPerEvaluation, 3)} ms`),
    columns('outages found within two slots, by payments an hour', [...shopSizes]),
    ...names.map((name) =>
      columns(
        name,
        of(name).map(({ inTime }) => percent(inTime)),
      ),
    ),
    columns('  median minutes until found', [...shopSizes]),
    ...names.map((name) =>
      columns(
        name,
        of(name).map(({ medianSlots }) => (medianSlots ? medianSlots * 5 : '-')),
      ),
    ),
    '',
  ];
}
