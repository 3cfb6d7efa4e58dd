import { type Command, type Given, textFlag } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { refundFile } from './refund-file.ts';
import { refundOne } from './refund-one.ts';
import { isAmount, noteFault, reasonFault } from './rows.ts';

const usage = `npm run ops -- refund --payment ID | --order ORDER [--amount N] --reason TEXT [--note TEXT]
  N is in minor units (1250 is 12.50 EUR, 5000 is 5000 XOF); by default all that remains is refunded.
  Only the shop sees --reason; --note is for the buyer, in the mail and at PayPal.
  --key KEY repeats a refund whose answer was unclear, without refunding twice.
npm run ops -- refund --file refunds.csv [--dry-run] [--reason TEXT]
  Columns: payment or order; optional: amount, reason, note (--reason is for rows without one).
  Wrong rows are named before anything is sent. A journal beside the file records what was done:
  after a crash run it again, and it continues where it stopped and refunds nothing twice.
  --dry-run says what would be refunded, and refunds nothing.`;

const ofOne = ['payment', 'order', 'amount', 'note', 'key'] as const;

/** Refunds one payment, or all rows of a file. */
export const refund: Command = {
  summary: 'refund a payment or an order, or all rows of a file',
  usage,
  flags: {
    payment: { type: 'string' },
    order: { type: 'string' },
    amount: { type: 'string' },
    reason: { type: 'string' },
    note: { type: 'string' },
    key: { type: 'string' },
    file: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  positionalsMax: 0,
  async run(operator, given) {
    const file = textFlag(given, 'file');
    const reason = textFlag(given, 'reason');
    const fault = reason === undefined ? undefined : reasonFault(reason);
    if (fault !== undefined) throw new UsageError(`--reason: ${fault}`);
    if (file === undefined) return refundOne(operator, orderedIn(given));
    const stray = ofOne.find((name) => given.flags[name] !== undefined);
    if (stray) throw new UsageError(`--${stray} and --file cannot be combined.\n\n${usage}`);
    const isDryRun = given.flags['dry-run'] === true;
    return refundFile(operator, { file, isDryRun, usualReason: reason ?? 'mass refund' });
  },
};

function orderedIn(given: Given) {
  const [payment, order, amount, reason, key] = [
    textFlag(given, 'payment'),
    textFlag(given, 'order'),
    textFlag(given, 'amount'),
    textFlag(given, 'reason'),
    textFlag(given, 'key'),
  ];
  const [id, kind] = payment ? [payment, 'payment' as const] : [order, 'order' as const];
  if (!id || (payment && order))
    throw new UsageError(`Name a payment, an order or a file.\n\n${usage}`);
  if (!reason) throw new UsageError('--reason says why; the audit trail keeps it');
  if (given.flags['dry-run']) throw new UsageError('--dry-run is for --file');
  if (amount !== undefined && !isAmount(amount))
    throw new UsageError('--amount is a whole number of minor units: 12.50 EUR is 1250');
  const note = textFlag(given, 'note');
  const fault = note === undefined ? undefined : noteFault(note);
  if (fault !== undefined) throw new UsageError(`--note: ${fault}`);
  const minor = amount === undefined ? undefined : Number(amount);
  return { names: { kind, id }, amount: minor, reason, note, idempotencyKey: key };
}
