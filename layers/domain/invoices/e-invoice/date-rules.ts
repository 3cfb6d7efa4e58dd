import type { InvoiceContent } from '../invoice.ts';
import { type BrokenRule, isNamed, unless } from './broken-rule.ts';
import { dueDateOf, paidInFullBy } from './framework.ts';

/** Number, days and period. */
export function dateRules(content: InvoiceContent): BrokenRule[] {
  const { number, issueDate, supplyDate, dueDate, period } = content;
  const days = [issueDate, supplyDate, dueDate, dueDateOf(content), period?.from, period?.to];
  return [
    ...unless(isNamed(number), 'BR-02', 'it has no number'),
    ...unless(number.length <= 35, 'BR-FR-01', 'the number has more than 35 characters'),
    ...unless(/^[A-Za-z0-9+\-_/]*$/.test(number), 'BR-FR-02', 'the number has strange characters'),
    ...unless(
      days.every((day) => day === undefined || isDayOfCentury(day)),
      'BR-FR-03',
      'a day is none of this century',
    ),
    ...unless(!period || period.from <= period.to, 'BR-29', 'the period ends before it begins'),
    ...unless(
      paidInFullBy(content) !== undefined || issueDate <= dueDate,
      'BR-FR-CO-07',
      'it is due before it is issued',
    ),
  ];
}

const isDayOfCentury = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return (
    /^20\d\d-\d\d-\d\d$/.test(day) &&
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(day)
  );
};
