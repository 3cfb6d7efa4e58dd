/** Decimals of each currency (ISO 4217). XOF and XAF have none: 5000 XOF is 5000, never 500000. */
export const decimals = { EUR: 2, XOF: 0, XAF: 0 } as const;

export type Currency = keyof typeof decimals;

export const currencies = Object.keys(decimals) as [Currency, ...Currency[]];

/** The two CFA francs, the currencies of mobile money. */
export const cfaFrancs = ['XOF', 'XAF'] as const satisfies readonly Currency[];

export type CfaFranc = (typeof cfaFrancs)[number];
