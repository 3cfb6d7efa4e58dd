import fc from 'fast-check';
import { anySign } from '#test/any-sign';

type Json = Record<string, unknown>;

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

/** What no field is meant to hold, and borders of what some may. */
export const anyOddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], { a: 1 }, nested(200)),
  fc.constantFrom<unknown>(0, -1, -0, 0.1, 1e-9, 99_999_999, 1e8, 2 ** 53, 1e300, -1e300),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    'a\udc00',
    '\u202e',
    '\ufeff',
    '\n',
    '\u2800',
    '\ud83d\udc68\u200d\ud83d\udc69',
  ),
  fc.constantFrom('__proto__', 'constructor', 'null', 'NaN', '-1', '1e3', '0x10', '%00', '../..'),
  fc.constantFrom(
    '<b>',
    '"; --',
    '{{a}}',
    '=1+1',
    "' or ''='",
    'a\r\nB: c',
    'PAYMENT#',
    '4242 4242 4242 4242',
  ),
  fc.integer({ min: 64, max: 5_000 }).map((length) => 'x'.repeat(length)),
  fc.string({ unit: anySign, maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'status', 'pk', '', ' ', '$ref'),
  fc.string({ unit: anySign, maxLength: 10 }),
);

/** The ways to every place in a value, its own first. */
function placesIn(value: unknown, way: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [way];
  const entries = Object.entries(value).slice(0, 40);
  return [way, ...entries.flatMap(([name, entry]) => placesIn(entry, [...way, name]))];
}

/** The value with one place of it changed; left out where the change answers nothing. */
function changedAt(
  value: unknown,
  [name, ...rest]: readonly string[],
  change: (old: unknown) => unknown,
): unknown {
  if (name === undefined) return change(value);
  const old = (value as Json)[name];
  const changed = changedAt(old, rest, change);
  if (Array.isArray(value))
    return value.flatMap((entry, at) =>
      String(at) !== name ? [entry] : changed === undefined ? [] : [changed],
    );
  return withOwn(value as Json, name, changed);
}

/** As an own property even of the name `__proto__`, as JSON has it. */
function withOwn(value: Json, name: string, entry: unknown): Json {
  const copy = { ...value };
  delete copy[name];
  if (entry !== undefined)
    Object.defineProperty(copy, name, {
      value: entry,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return copy;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with one thing wrong with it, or at its border. */
export const spoilt = (value: unknown): fc.Arbitrary<unknown> =>
  fc.constantFrom(...placesIn(value)).chain((place) =>
    fc
      .oneof(
        anyOddValue.map((odd) => () => odd),
        fc.constant(() => undefined),
        fc.tuple(oddName, anyOddValue).map(
          ([name, odd]) =>
            (old: unknown) =>
              isObject(old) ? withOwn(old, name, odd) : odd,
        ),
        fc
          .constantFrom(2, 21, 201, 1_001)
          .map(
            (times) => (old: unknown) => (Array.isArray(old) ? Array(times).fill(old[0]) : [old]),
          ),
        fc.constant((old: unknown) =>
          typeof old === 'string' ? Number(old) || 1 : JSON.stringify(old),
        ),
      )
      .map((change) => changedAt(value, place, change)),
  );
