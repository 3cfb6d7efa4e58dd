const currencies = {
  XOF: ['CI', 'BF', 'ML', 'SN', 'TG', 'BJ', 'NE'],
  XAF: ['CM', 'TD', 'CG', 'CF', 'GA', 'GQ'],
  GNF: ['GN'],
  CDF: ['CD'],
};

/** The only currency of an account of this country. */
export function currencyOf(country: string): string {
  const found = Object.entries(currencies).find(([, countries]) => countries.includes(country));
  if (!found) throw new Error(`CinetPay has no accounts in ${country}.`);
  return found[0];
}
