import { type Card, preferCard, removeCard, savedCards } from '#domain/cards/saved-cards';
import { NotFoundError } from '#domain/errors';
import { seededBytes } from '#test/clock';
import { MemoryAuditTrail } from '#test/memory-audit-trail';

const aCard = (id: string): Card => ({
  id,
  brand: 'visa',
  last4: '4242',
  expiryMonth: 12,
  expiryYear: 2034,
});

/** Two customers with cards at the provider, and one who never saved any. */
function setup() {
  const attached: Record<string, string[]> = { at_awa: ['pm_2', 'pm_1'], at_koffi: ['pm_3'] };
  const chosen: Record<string, string> = {};
  const audit = new MemoryAuditTrail();
  const told: string[] = [];
  const box = {
    open: async (holder: string) => ({
      cards: (attached[holder] ?? []).map(aCard),
      chosenId: chosen[holder],
    }),
    choose: async (holder: string, cardId: string) => {
      told.push(`choose ${cardId}`);
      if (!attached[holder]?.includes(cardId)) return false;
      chosen[holder] = cardId;
      return true;
    },
    detach: async (cardId: string) => {
      told.push(`detach ${cardId} after ${audit.entries.length}`);
      const [holder, cards] =
        Object.entries(attached).find(([, ids]) => ids.includes(cardId)) ?? [];
      if (holder === undefined || !cards) return false;
      attached[holder] = cards.filter((id) => id !== cardId);
      return true;
    },
  };
  const holderOf = async (customerId: string) =>
    ({ cus_awa: 'at_awa', cus_koffi: 'at_koffi' })[customerId];
  const deps = { holderOf, box, audit };
  const context = {
    caller: { kind: 'person' as const, subject: 'awa', roles: ['owner' as const] },
    now: new Date('2026-11-21T10:00:00.000Z'),
    randomBytes: seededBytes(),
    requestId: 'request-1',
  };
  const shown = async (customerId = 'cus_awa') =>
    (await savedCards(deps, customerId)).map(({ id, isDefault }) => (isDefault ? `${id}*` : id));
  const card = (id: string, customerId = 'cus_awa') => ({ id, customerId });
  return { attached, audit, told, box, deps, context, shown, card };
}

test('a customer sees their own cards, and the newest is the default until one is chosen', async () => {
  const { deps, context, shown, card, audit } = setup();
  expect(await shown()).toEqual(['pm_2*', 'pm_1']);
  expect(await shown('cus_koffi')).toEqual(['pm_3*']);
  const preferred = await preferCard(deps, card('pm_1'), context);
  expect(preferred).toEqual({ ...aCard('pm_1'), isDefault: true });
  expect(await shown()).toEqual(['pm_2', 'pm_1*']);
  expect(audit.entries).toMatchObject([
    {
      action: 'payment_method.preferred',
      subject: 'pm_1',
      before: { customerId: 'cus_awa', isDefault: false },
      after: { customerId: 'cus_awa', isDefault: true },
    },
  ]);
});

test('somebody who never saved a card has none', async () => {
  const { shown } = setup();
  expect(await shown('cus_new')).toEqual([]);
});

test('after the default card another one takes its place', async () => {
  const { deps, context, shown, card } = setup();
  await preferCard(deps, card('pm_1'), context);
  await removeCard(deps, card('pm_1'), context);
  expect(await shown()).toEqual(['pm_2*']);
  await removeCard(deps, card('pm_2'), context);
  expect(await shown()).toEqual([]);
});

test('a removal is in the audit trail before it is done, and repeating it finds no card', async () => {
  const { deps, context, card, audit, told } = setup();
  await removeCard(deps, card('pm_2'), context);
  expect(told).toEqual(['detach pm_2 after 1']);
  expect(audit.entries).toMatchObject([
    {
      action: 'payment_method.removed',
      subject: 'pm_2',
      before: { customerId: 'cus_awa', isDefault: true },
      after: null,
    },
  ]);
  await expect(removeCard(deps, card('pm_2'), context)).rejects.toThrow(NotFoundError);
  expect(audit.entries).toHaveLength(1);
});

test.each(['pm_3', 'pm_9', ''])(
  'a card of somebody else, or of nobody, is not found, and the provider is not told: %j',
  async (id) => {
    const { deps, context, card, audit, told } = setup();
    for (const change of [removeCard, preferCard])
      for (const customerId of ['cus_awa', 'cus_new'])
        await expect(change(deps, card(id, customerId), context)).rejects.toMatchObject({
          code: 'payment_method_not_found',
        });
    expect(told).toEqual([]);
    expect(audit.entries).toEqual([]);
  },
);

test('a card that is removed meanwhile is not found either', async () => {
  const { deps, box, context, card } = setup();
  const gone = { ...deps, box: { ...box, choose: async () => false, detach: async () => false } };
  for (const change of [removeCard, preferCard])
    await expect(change(gone, card('pm_1'), context)).rejects.toThrow(NotFoundError);
});
