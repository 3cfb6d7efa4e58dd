import { type SwitchRequest, setSwitch } from '#domain/switches/set-switch';
import { isSwitchedOff, noSwitches } from '#domain/switches/switches';
import { anAct, anAdmin } from '#test/audits';
import { noPause } from '#test/clock';
import { MemorySwitchStore } from '#test/memory-switch-store';
import { aSwitch } from '#test/switches';

function setup() {
  const store = new MemorySwitchStore();
  const set = (request: Partial<SwitchRequest>, subject = 'user-admin') =>
    setSwitch(
      { switches: store, pause: noPause },
      { provider: 'stripe', enabled: false, reason: 'Incident', ...request },
      anAct({ caller: anAdmin({ subject }) }),
    );
  const isOff = (
    ...of: Parameters<typeof isSwitchedOff> extends [unknown, ...infer Rest] ? Rest : never
  ) => isSwitchedOff(store.stored, ...of);
  return { store, set, isOff };
}

test('what was never switched is on', () => {
  expect(isSwitchedOff(noSwitches, 'stripe', 'card')).toBe(false);
});

test('a provider that is switched off takes no payment by any method, the others continue', async () => {
  const { set, isOff } = setup();
  await set({ provider: 'stripe' });
  expect(isOff('stripe', 'card')).toBe(true);
  expect(isOff('stripe', 'mobile_money')).toBe(true);
  expect(isOff('paypal', 'paypal')).toBe(false);
});

test('a method that is switched off leaves the provider’s others on', async () => {
  const { set, isOff } = setup();
  await set({ provider: 'cinetpay', method: 'card' });
  expect(isOff('cinetpay', 'card')).toBe(true);
  expect(isOff('cinetpay', 'mobile_money')).toBe(false);
  expect(isOff('stripe', 'card')).toBe(false);
});

test('a provider that is switched on again takes payments', async () => {
  const { set, isOff, store } = setup();
  await set({ enabled: false });
  await set({ enabled: true, reason: 'Rétabli' });
  expect(isOff('stripe', 'card')).toBe(false);
  expect(store.stored.switches).toHaveLength(1);
});

test('a method that is on cannot be used while its provider is off', async () => {
  const { set, isOff } = setup();
  await set({ method: 'card', enabled: true });
  await set({ enabled: false });
  expect(isOff('stripe', 'card')).toBe(true);
});

test('a provider that is switched on again does not switch on a method that was off separately', async () => {
  const { set, isOff } = setup();
  await set({ method: 'card', enabled: false });
  await set({ enabled: false });
  await set({ enabled: true });
  expect(isOff('stripe', 'card')).toBe(true);
  expect(isOff('stripe', 'mobile_money')).toBe(false);
});

test('who switched what, when and why is returned and recorded, with the previous state', async () => {
  const { set, store } = setup();
  expect(await set({ method: 'card', reason: 'Fraude' })).toEqual(
    aSwitch({ method: 'card', reason: 'Fraude' }),
  );
  await set({ method: 'card', enabled: true, reason: 'Fin' }, 'user-2');
  expect(store.audit.entries).toMatchObject([
    {
      actor: 'person:user-admin',
      action: 'switch.set',
      subject: 'stripe/card',
      before: { enabled: true },
      after: { enabled: false },
      reason: 'Fraude',
    },
    { actor: 'person:user-2', before: { enabled: false }, after: { enabled: true }, reason: 'Fin' },
  ]);
});

test('admins who switch at once do not undo each other', async () => {
  const { set, store, isOff } = setup();
  await Promise.all([
    set({ provider: 'stripe' }),
    set({ provider: 'paypal' }, 'user-2'),
    set({ provider: 'cinetpay' }, 'user-3'),
  ]);
  expect(isOff('stripe', 'card') && isOff('paypal', 'paypal')).toBe(true);
  expect(isOff('cinetpay', 'mobile_money')).toBe(true);
  expect(store.audit.entries).toHaveLength(3);
});
