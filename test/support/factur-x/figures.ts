/** The texts of the elements of one name, in their order. */
export const textsOf = (xml: string, name: string): string[] =>
  Array.from(
    xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)<`, 'g')),
    ([, text]) => text!,
  );

/** The parts of a document that an element encloses. */
export const partsOf = (xml: string, name: string): string[] =>
  Array.from(
    xml.matchAll(new RegExp(`<ram:${name}>(.*?)</ram:${name}>`, 'gs')),
    ([, part]) => part!,
  );

/** `-12.5` at four decimals → -125000n: exact, whatever its size. */
export function scaled(decimal: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  if (fraction.length > decimals) throw new Error(`${decimal} has more than ${decimals} decimals`);
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

export const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
