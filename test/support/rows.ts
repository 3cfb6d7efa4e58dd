/** The ways in which a shop can be paid here; two where one provider has two. */
export const shopNames = [
  'stripe',
  'stripe sheet',
  'paypal',
  'cinetpay v1',
  'cinetpay v2',
  'external',
] as const;

export type ShopName = (typeof shopNames)[number];

const cinetPay = (reason: string): Partial<Record<ShopName, string>> => ({
  'cinetpay v1': reason,
  'cinetpay v2': reason,
});

const noRefunds = {
  ...cinetPay('CinetPay has no refunds: a person gives the money back.'),
  external: 'The protocol has no refunds: a person gives the money back.',
};

const noDisputes = {
  ...cinetPay('Nobody can dispute Mobile Money: the operator’s word is final.'),
  external: 'The protocol has no disputes.',
};

const asOnThePage = { 'stripe sheet': 'The same as on Stripe’s hosted page.' };

const everyoneBut = (
  names: readonly ShopName[],
  reason: string,
): Partial<Record<ShopName, string>> =>
  Object.fromEntries(
    shopNames.filter((name) => !names.includes(name)).map((name) => [name, reason]),
  );

/** Which edge cases there cannot be in which shops, and why. */
export const exceptions: Record<number, Partial<Record<ShopName, string>>> = {
  1: asOnThePage,
  2: {},
  3: asOnThePage,
  4: {},
  5: {},
  6: { 'stripe sheet': 'The sheet opens inside the app: no browser comes back.' },
  7: { 'stripe sheet': 'The sheet opens inside the app: no browser comes back.' },
  8: { 'cinetpay v1': 'The new API does not tell how much was paid: what was asked counts.' },
  9: {
    'cinetpay v1': 'The new API does not tell in which currency was paid: what was asked counts.',
  },
  10: {},
  11: {},
  12: {},
  13: {},
  14: everyoneBut(['cinetpay v1', 'cinetpay v2'], 'It repeats its first answer for the same key.'),
  15: {},
  16: asOnThePage,
  17: asOnThePage,
  18: asOnThePage,
  19: {
    ...asOnThePage,
    'cinetpay v1': 'Each payment has a token of its own: no secret is shared.',
  },
  20: {},
  21: {},
  22: {},
  23: {},
  24: {},
  25: { ...asOnThePage, ...noRefunds },
  26: { ...asOnThePage, ...noDisputes },
  27: everyoneBut(['paypal'], 'Only PayPal’s money is taken in a step of its own.'),
  28: everyoneBut(['paypal'], 'Only PayPal’s money is taken in a step of its own.'),
  29: asOnThePage,
  30: asOnThePage,
  31: {},
  32: asOnThePage,
  33: asOnThePage,
  34: { ...asOnThePage, ...cinetPay('Its proofs carry no time.') },
};
