import { UserExists, Users } from '../../../local/cloud/sign-in/users.ts';

const pool = 'eu-west-3_people';

const withAwa = () => {
  const users = new Users();
  const awa = users.add(pool, { email: 'Awa@Example.com', isEmailVerified: true });
  users.setPassword(awa, 'Correct-horse-7', { isPermanent: true });
  return { users, awa };
};

test('somebody is found by address in any case and by user name, in their own pool only', () => {
  const { users, awa } = withAwa();
  expect(users.find(pool, 'aWA@example.com')).toBe(awa);
  expect(users.find(pool, awa.sub)).toBe(awa);
  expect(users.find('eu-west-3_staff', 'awa@example.com')).toBeUndefined();
});

test('an address is in a pool once, and may be added again after it was removed, as somebody else', () => {
  const { users, awa } = withAwa();
  expect(() => users.add(pool, { email: 'AWA@example.com' })).toThrow(UserExists);
  users.remove(awa);
  const next = users.add(pool, { email: 'awa@example.com' });
  expect(next.sub).not.toBe(awa.sub);
  expect(users.list(pool)).toEqual([next]);
});

test('only the right password of somebody who may sign in opens, and none is kept as it is', () => {
  const { users, awa } = withAwa();
  expect(users.withPassword(pool, 'awa@example.com', 'Correct-horse-7')).toBe(awa);
  expect(users.withPassword(pool, 'awa@example.com', 'correct-horse-7')).toBeUndefined();
  expect(users.withPassword(pool, 'nobody@example.com', 'Correct-horse-7')).toBeUndefined();
  expect(JSON.stringify(users.list(pool))).not.toContain('Correct-horse-7');
  users.change(awa, { isEnabled: false });
  expect(users.withPassword(pool, 'awa@example.com', 'Correct-horse-7')).toBeUndefined();
});

test('somebody without a password cannot sign in', () => {
  const users = new Users();
  users.add(pool, { email: 'koffi@example.com' });
  expect(users.withPassword(pool, 'koffi@example.com', '')).toBeUndefined();
});
