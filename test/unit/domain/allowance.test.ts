import { Allowance, Allowances } from '#domain/allowance';

const at = (seconds: number) => new Date(seconds * 1000);

test('a limited number is allowed in any period, and again once the first is old enough [B6]', () => {
  const allowance = new Allowance(2, 60_000);
  expect([0, 30, 31, 59].map((seconds) => allowance.take(at(seconds)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([60, 61, 90].map((seconds) => allowance.take(at(seconds)))).toEqual([true, false, true]);
});

test('each name has its own limit, and the name that was not used for longest makes room', () => {
  const allowances = new Allowances(() => new Allowance(1, 60_000), 2);
  expect(['a', 'b', 'a', 'b'].map((name) => allowances.take(name, at(0)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  allowances.take('c', at(0));
  expect(allowances.take('b', at(0))).toBe(false);
  expect(allowances.take('a', at(0))).toBe(true);
});
