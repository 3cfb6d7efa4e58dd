import { parseArgs } from 'node:util';

export type Options = {
  seed: string;
  payments: number;
  /** One payment alone, with the other one of its order. */
  only?: number;
  /** The folder of a cloud that runs already. */
  cloud?: string;
  /** How many buyers there are at once. */
  buyers: number;
};

/** @throws Error that says which number is none. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      payments: { type: 'string', default: '300' },
      only: { type: 'string' },
      cloud: { type: 'string' },
      buyers: { type: 'string', default: '12' },
    },
  });
  const { seed, payments, only, cloud, buyers } = values;
  return {
    seed,
    payments: wholeNumber('payments', payments),
    ...(only !== undefined && { only: wholeNumber('only', only) }),
    cloud,
    buyers: wholeNumber('buyers', buyers),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} is a whole number, not "${text}"`);
  return Number(text);
}
