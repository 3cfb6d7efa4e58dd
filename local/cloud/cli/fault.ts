import type { Fault } from '../gateway/gateway.ts';
import { ask } from './control-client.ts';

const numbers = ['nth', 'times', 'delayMs'];

/**
 * Adds a fault, lists the pending ones, or clears them.
 *
 * @example fault throttle function=payments/initiate-payment service=dynamodb times=2
 */
export async function fault([kind, ...settings]: string[]): Promise<void> {
  if (kind === undefined || kind === 'list') {
    for (const waiting of await ask<Fault[]>('/faults')) console.log(JSON.stringify(waiting));
    return;
  }
  if (kind === 'clear') {
    await ask('/faults', undefined, 'DELETE');
    return;
  }
  const pairs = settings.map((setting) => {
    const [name = '', value = ''] = setting.split(/=(.*)/s);
    return [name, numbers.includes(name) ? Number(value) : value];
  });
  const { id } = await ask<{ id: string }>('/faults', {
    fault: kind,
    ...Object.fromEntries(pairs),
  });
  console.log(id);
}
