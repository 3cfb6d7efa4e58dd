import fc from 'fast-check';
import { currencies, type Money } from '#domain/money';

export const anyText = fc.string({ minLength: 1, maxLength: 40 });

/** ISO 8601 UTC, within the life of the product. */
export const anyInstant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

export const anyCount = fc.nat({ max: 2 ** 31 - 1 });

export const anyCurrency = fc.constantFrom(...currencies);

export const anyMoney: fc.Arbitrary<Money> = fc.record({ minor: anyCount, currency: anyCurrency });

/** SHA-256 in hex. */
export const anyHash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

/** Makes some of an example's fields anything that they may be; the others stay, or are left out. */
export const anyLike = <Entity extends object>(
  example: Entity,
  fields: { [Name in keyof Entity]?: fc.Arbitrary<Entity[Name]> },
  maybe: { [Name in keyof Entity]?: fc.Arbitrary<NonNullable<Entity[Name]>> } = {},
): fc.Arbitrary<Entity> =>
  fc
    .record({ ...fields, ...maybe }, { requiredKeys: Object.keys(fields) as never })
    .map((changes) => ({ ...example, ...(changes as Partial<Entity>) }));
