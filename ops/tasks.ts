import type { Command } from './command.ts';
import { moneyText } from './money-text.ts';
import { pagesOf } from './pages.ts';

type Task = {
  refundId: string;
  paymentId: string;
  provider: string;
  providerTransaction: string | null;
  amount: number;
  currency: string;
  reason: string;
  customer: { name: string; email: string; phone: string | null };
  createdAt: string;
};

/** Refunds that no provider can make and a person has to. */
export const tasks: Command = {
  summary: 'list refunds that a person must make by hand',
  usage: 'npm run ops -- tasks\n  `close` closes one.',
  flags: {},
  positionalsMax: 0,
  async run({ api, say }) {
    let count = 0;
    for await (const task of pagesOf<Task>(api, '/v1/admin/refund-tasks')) {
      for (const line of linesOf(task)) say(line);
      count += 1;
    }
    if (count === 0) say('There are no refund tasks.');
    return 0;
  },
};

const linesOf = ({ paymentId, refundId, ...task }: Task): string[] => [
  `${paymentId} ${refundId}  ${moneyText(task.amount, task.currency)}  since ${task.createdAt}`,
  `  to ${task.customer.name}, ${task.customer.phone ?? task.customer.email}: ${task.reason}`,
  `  paid by ${task.provider}, transaction ${task.providerTransaction ?? 'unknown'}`,
];
