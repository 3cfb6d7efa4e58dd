const zeroDecimal = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '),
);
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));

/** How many decimals the currency has in a provider's smallest units: 0 for XOF, 2 for EUR. */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase();
  if (zeroDecimal.has(code)) return 0;
  return threeDecimal.has(code) ? 3 : 2;
}

/** An amount as people write it where they live: `468,00 €`, `5 000 F CFA`. */
export function writeMoney(minor: number, currency: string, language: 'fr' | 'en'): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(minor / 10 ** decimals);
}
