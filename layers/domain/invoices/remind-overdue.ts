import type { Day } from '../calendar/day.ts';
import { addDays, dayAt } from '../calendar/day.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { actRace, type InvoiceActDeps, mailingEvent, type ReminderTone } from './invoice-act.ts';
import type { Invoice } from './invoice-store.ts';
import { newStanding } from './standing.ts';
import type { StandingChange } from './standing-store.ts';

export type OverdueDeps = InvoiceActDeps & {
  /** Days after the due date, ascending; each has one letter. */
  steps: readonly number[];
  /** IANA zone of the seller's calendar days. */
  timeZone: string;
};

export type OverdueRequest = { dueAt: Date; limit: number; requestId: string };

type Outcome = 'overdue' | 'reminded' | 'processing' | 'over' | 'waits';

export type LookedAt = { invoiceId: string } & ({ outcome: Outcome } | { error: unknown });

/**
 * Marks unpaid invoices as overdue from the day after they were due, and sends each step's letter
 * once. After an outage only the latest step's letter is sent: nobody gets three at once. While a
 * payment is being processed, nobody is reminded; it is looked at again the next day.
 *
 * One invoice's failure does not stop the others; the next run retries it.
 */
export async function remindOverdue(
  deps: OverdueDeps,
  { dueAt, limit, requestId }: OverdueRequest,
): Promise<LookedAt[]> {
  const today = dayAt(dueAt, deps.timeZone);
  const looks: LookedAt[] = [];
  for (const invoiceId of await deps.standings.listDue(today, { limit }))
    try {
      const look = { invoiceId, today, dueAt, requestId };
      looks.push({ invoiceId, outcome: await lookAt(deps, look) });
    } catch (error) {
      looks.push({ invoiceId, error });
    }
  return looks;
}

type Look = { invoiceId: string; today: Day; dueAt: Date; requestId: string };

function lookAt(deps: OverdueDeps, look: Look): Promise<Outcome> {
  const { invoices, standings, processing, pause } = deps;
  return untilSaved({ ...actRace, pause }, async () => {
    const invoice = await invoices.find(look.invoiceId);
    if (!invoice) return 'over';
    const isProcessing = isAwaited(invoice) && (await processing(invoice.id)) !== undefined;
    const { outcome, ...change } = decide(deps, invoice, look, isProcessing);
    return (await standings.save({ invoice, ...change })) === 'overtaken' ? overtaken : outcome;
  });
}

const isAwaited = ({ status }: Invoice): boolean =>
  status === 'generated' || status === 'sent' || status === 'overdue';

type Decision = Omit<StandingChange, 'invoice'> & { outcome: Outcome };

function decide(
  { steps, randomBytes }: OverdueDeps,
  invoice: Invoice,
  { today, dueAt, requestId }: Look,
  isProcessing: boolean,
): Decision {
  if (!isAwaited(invoice)) return { outcome: 'over', nextLookAt: null };
  if (isProcessing) return { outcome: 'processing', nextLookAt: addDays(today, 1) };
  const dueDate = invoice.content.dueDate as Day;
  const { overdueAt, reminders = [] } = invoice.standing ?? newStanding;
  const done = Math.max(0, ...reminders.map(({ afterDays }) => afterDays));
  const step = steps.findLast((days) => days > done && addDays(dueDate, days) <= today);
  const next = steps.find((days) => days > Math.max(done, step ?? 0));
  const nextLookAt = next === undefined ? null : addDays(dueDate, next);
  const at = dueAt.toISOString();
  const overdue = overdueAt === undefined && today > dueDate ? { overdueAt: at } : {};
  if (step === undefined)
    return { outcome: 'overdueAt' in overdue ? 'overdue' : 'waits', set: overdue, nextLookAt };
  const by = 'schedule:remind-overdue';
  const context = { now: dueAt, randomBytes, requestId };
  return {
    outcome: 'reminded',
    set: { ...overdue, reminders: [...reminders, { at, afterDays: step }] },
    nextLookAt,
    entry: {
      name: 'reminded',
      entry: { at, kind: 'reminded', by, afterDays: step },
      event: mailingEvent(invoice, context, {
        type: 'invoice.reminded',
        data: { tone: toneOf(step, steps) },
      }),
    },
  };
}

/** The last one says that it is the last, unless it is the only one. */
function toneOf(step: number, steps: readonly number[]): ReminderTone {
  if (step === steps[0]) return 'friendly';
  return step === steps.at(-1) ? 'last' : 'firm';
}
