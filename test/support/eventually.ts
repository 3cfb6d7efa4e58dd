import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until the condition gives something. The patience is for a machine that is busy with other
 * things: no test may depend on how fast this one is.
 */
export async function eventually<Value>(
  condition: () => Value | undefined | false | Promise<Value | undefined | false>,
  patienceMs = 30_000,
): Promise<Value> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(10)) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`It did not happen within ${patienceMs} ms.`);
}
