/**
 * VAT rates that an invoice of a French seller may have, in basis points: those of the mainland,
 * Corsica and overseas, today's and former ones (XP Z12-012, BR-FR-16).
 */
const frenchVatRates: readonly number[] = [
  0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060,
];

export const isFrenchVatRate = (basisPoints: number): boolean =>
  frenchVatRates.includes(basisPoints);
