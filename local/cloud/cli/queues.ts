import type { QueueState } from '../control/queues.ts';
import { ask } from './control-client.ts';

/** Prints the number of messages in each queue; `redrive NAME` sends its dead letters back. */
export async function queues([command, name]: string[]): Promise<void> {
  if (command === 'redrive' && name) {
    const path = `/queues/${encodeURIComponent(name)}/redrive`;
    const { moved } = await ask<{ moved: number }>(path, {});
    console.log(`${moved} sent back to ${name}`);
    return;
  }
  for (const queue of await ask<QueueState[]>('/queues')) {
    const dead = queue.deadLetters ? `, dead letters ${queue.deadLetters.visible}` : '';
    console.log(`${queue.name}: waiting ${queue.visible}, in flight ${queue.inFlight}${dead}`);
  }
}
