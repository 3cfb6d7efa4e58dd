import { V2Refusal } from './codes.ts';

/** The limits of one transaction, in whole units. */
const limitsByCurrency: Record<string, { min: number; max: number; isAnyNumber?: boolean }> = {
  XOF: { min: 100, max: 2_000_000 },
  XAF: { min: 100, max: 1_500_000 },
  GNF: { min: 1_000, max: 15_000_000 },
  CDF: { min: 400, max: 2_000_000 },
  USD: { min: 1, max: 3_000, isAnyNumber: true },
};

const step = 5;

/** Reads the amount as the API does: a whole number, also written as text, within its limits. */
export function readAmount(given: unknown, currency: string): number {
  const limits = limitsByCurrency[currency];
  if (!limits) throw new V2Refusal('612', `The currency ${currency} is not valid`);
  const isWhole = Number.isInteger(given) || (typeof given === 'string' && /^\d+$/.test(given));
  if (!isWhole) throw new V2Refusal('611', 'The amount must be an integer');
  const amount = Number(given);
  if (amount < limits.min) {
    throw new V2Refusal('641', `The amount must be greater than or equal to ${limits.min}`);
  }
  if (amount > limits.max) {
    throw new V2Refusal('642', `The amount must be less than or equal to ${limits.max}`);
  }
  if (!limits.isAnyNumber && amount % step !== 0) {
    throw new V2Refusal('608', `The amount must be a multiple of ${step}`);
  }
  return amount;
}
