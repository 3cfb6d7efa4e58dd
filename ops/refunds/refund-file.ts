import { readFileSync } from 'node:fs';
import { moneyText } from '../money-text.ts';
import type { ExitCode, Operator } from '../operator.ts';
import { UsageError } from '../usage-error.ts';
import { carryOut, type Outcome } from './carry-out.ts';
import { type FileText, readText } from './file-text.ts';
import { type Journal, journalFile, openJournal } from './journal.ts';
import { findPayment, type Payment, paymentsOfOrders } from './payments.ts';
import { type Plan, planRefunds } from './plan.ts';
import { type Problem, type Row, readRows } from './rows.ts';
import { subjectOf } from './subject.ts';
import { summaryOf, totalsOf } from './summary.ts';

export type FileOfRefunds = { file: string; isDryRun: boolean; usualReason: string };

/** Refunds the rows of a file, each once, however often the command runs. */
export async function refundFile(operator: Operator, command: FileOfRefunds): Promise<ExitCode> {
  const { text, encoding } = contentOf(command.file);
  if (encoding !== 'UTF-8') operator.say(`${command.file} is read as ${encoding}.`);
  const { rows, problems, fingerprint } = readRows(text, command.usualReason);
  if (problems.length > 0) return nothingSent(operator, problems);
  const apiUrl = await operator.target.apiUrl();
  const path = journalFile(command.file, operator.target.name);
  const journal = openJournal(path, { fingerprint, apiUrl });
  const by = subjectOf(await operator.target.token());
  const plan = await planOf(operator, rows, { journal, by });
  if (command.isDryRun) return showPlan(operator, plan);
  // After the first run has begun, a row that can no longer be refunded must not stop the rows
  // after it.
  if (plan.problems.length > 0 && journal.noted.size === 0)
    return nothingSent(operator, plan.problems);
  return carryOutPlan(operator, plan, { journal, by });
}

/** @throws UsageError for a file that does not exist or is not text. */
function contentOf(file: string): FileText {
  try {
    return readText(readFileSync(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function nothingSent({ say }: Operator, problems: readonly Problem[]): ExitCode {
  for (const { line, says } of problems) say(`line ${line}: ${says}`);
  say(`${problems.length} wrong rows; nothing was sent.`);
  return 2;
}

type Begun = { journal: Journal; by: string };

async function planOf(operator: Operator, rows: readonly Row[], { journal, by }: Begun) {
  const { noted } = journal;
  const isNew = ({ idempotencyKey }: Row) =>
    (noted.get(idempotencyKey)?.kind ?? 'refused') === 'refused';
  const fresh = rows.filter(isNew);
  const namesOf = (kind: Row['names']['kind']) =>
    new Set(fresh.filter(({ names }) => names.kind === kind).map(({ names }) => names.id));
  const payments = await paymentsNamed(operator, namesOf('payment'));
  const ofOrders = await paymentsOfOrders(operator.api, namesOf('order'));
  return planRefunds(rows, { noted, payments, ofOrders, by, now: operator.now() });
}

async function paymentsNamed({ api, showProgress }: Operator, ids: ReadonlySet<string>) {
  const found = new Map<string, Payment>();
  let read = 0;
  for (const id of ids) {
    const payment = await findPayment(api, id);
    if (payment) found.set(id, payment);
    showProgress(++read, ids.size);
  }
  return found;
}

function showPlan({ say }: Operator, { planned, done, problems }: Plan): ExitCode {
  for (const { line, says } of problems) say(`line ${line}: ${says}`);
  for (const { row, paymentId, expected } of planned) {
    const amount = expected ? moneyText(expected.minor, expected.currency) : 'asked for before';
    say(`line ${row.line}: ${paymentId}  ${amount}  ${row.reason}`);
  }
  const totals = totalsOf(planned.flatMap(({ expected }) => expected ?? []));
  const before = done.length > 0 ? `, ${done.length} already done` : '';
  say(`Dry run, nothing was sent: ${planned.length} refunds${totals}${before}.`);
  return problems.length > 0 ? 2 : 0;
}

async function carryOutPlan(
  operator: Operator,
  { planned, done, problems }: Plan,
  { journal, by }: Begun,
): Promise<ExitCode> {
  const { api, now, say, showProgress } = operator;
  const outcomes: Outcome[] = [];
  const tell = () => {
    const all = { outcomes, done, problems, left: planned.length - outcomes.length };
    const { lines, exitCode } = summaryOf(all);
    for (const line of lines) say(line);
    return exitCode;
  };
  const onOutcome = (outcome: Outcome) => {
    outcomes.push(outcome);
    showProgress(outcomes.length, planned.length);
  };
  try {
    await carryOut(planned, { api, journal, by, now, onOutcome });
  } catch (error) {
    tell();
    throw error;
  }
  return tell();
}
