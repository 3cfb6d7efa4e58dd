import { setTimeout as wait } from 'node:timers/promises';
import type { RequestFault } from './faults.ts';
import { garble } from './garble.ts';
import type { Reply } from './loopback-server.ts';

/** The default duration of a slow answer. */
const slowMs = 1_000;

/** How a provider answers a request: properly, or with a failure before it acts. */
export type Answers = {
  act: () => Reply | Promise<Reply>;
  refuse: () => Reply;
  tooMany: () => Reply;
  breakDown: () => Reply;
};

/** Answers a request, or fails in the requested way: before or after acting. */
export async function answerDespite(
  fault: RequestFault | undefined,
  answers: Answers,
): Promise<Reply> {
  const delayMs = fault?.delayMs ?? (fault?.fault === 'slow' ? slowMs : 0);
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
  switch (fault?.fault) {
    case 'hang':
      return { status: 500, ending: 'never' };
    case '429':
      return answers.tooMany();
    case '500':
      return answers.breakDown();
    case 'refuse':
      return answers.refuse();
    case 'actThenTimeout':
    case 'actThenReset':
    case 'truncate':
    case 'html':
    case 'empty':
    case 'huge':
    case 'wrongType':
    case 'newStatus':
    case 'redirect':
    case 'slow':
    case undefined:
      return garble(await answers.act(), fault);
  }
}
