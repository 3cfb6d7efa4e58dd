import { control } from '#test/cloud';
import { bareFunction } from './add-bare-function.ts';
import { type BareCalls, written } from './bare-call.ts';

/** Makes calls with nothing around them, inside the local cloud; gives the milliseconds of each. */
export async function makeBareCalls(calls: BareCalls): Promise<number[]> {
  const path = `/functions/${encodeURIComponent(bareFunction)}/invoke`;
  const { result, error } = await control('POST', path, { text: written(calls) });
  if (error) throw new Error(`the bare calls failed: ${error.errorMessage}`);
  return result as number[];
}
