import { type AuditContext, type AuditTrail, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';

/** What a card's owner recognises it by. Its number never comes here. */
export type Card = {
  /** The provider's id. */
  id: string;
  brand: string;
  last4: string;
  /** From 1 to 12; it is valid until this month ends. */
  expiryMonth: number;
  expiryYear: number;
};

export type SavedCard = Card & { isDefault: boolean };

/** Port: the cards of a customer at the provider that keeps them. */
export type CardBox = {
  /**
   * The cards that are attached to this customer of the provider, newest first, and which of them
   * was chosen; none when the provider does not know the customer any more.
   *
   * @throws ProviderUnreachableError when it does not answer.
   */
  open(holder: string): Promise<{ cards: Card[]; chosenId?: string }>;
  /**
   * @returns false when the card is not attached any more.
   * @throws ProviderUnreachableError when it does not answer.
   */
  choose(holder: string, cardId: string): Promise<boolean>;
  /**
   * @returns false when the card is not attached any more.
   * @throws ProviderUnreachableError when it does not answer.
   */
  detach(cardId: string): Promise<boolean>;
};

/** Port: the customers themselves, at the provider that keeps their cards. */
export type CardHolders = {
  /**
   * Deletes the customer at the provider for good, with every card.
   *
   * @returns false when the provider does not know the customer, or not any more.
   * @throws ProviderUnreachableError when it does not answer.
   */
  forget(holder: string): Promise<boolean>;
};

export type SavedCardsDeps = {
  /** The customer's id at the provider, if it ever saved a card there. */
  holderOf(customerId: string): Promise<string | undefined>;
  box: CardBox;
};

/** A customer's cards, newest first; none for a customer who never saved one. */
export async function savedCards(
  { holderOf, box }: SavedCardsDeps,
  customerId: string,
): Promise<SavedCard[]> {
  const holder = await holderOf(customerId);
  return holder === undefined ? [] : cardsOf(box, holder);
}

/**
 * Removes a card for good. Nothing is charged to it unattended, so no plan depends on it. The audit
 * trail is told first: after a crash it may tell of a removal that did not happen, never miss one.
 *
 * @throws NotFoundError when it is not one of this customer's cards, or not any more.
 */
export async function removeCard(
  deps: CardChangeDeps,
  card: OwnCard,
  context: AuditContext,
): Promise<void> {
  const { isDefault } = await own(deps, card);
  const before = { customerId: card.customerId, isDefault };
  const removal = {
    action: 'payment_method.removed' as const,
    subject: card.id,
    before,
    after: null,
  };
  await deps.audit.record(auditEntry(context, removal));
  if (!(await deps.box.detach(card.id))) throw new NotFoundError('payment_method');
}

/**
 * Makes a card the default one; repeating it changes nothing.
 *
 * @throws NotFoundError when it is not one of this customer's cards.
 */
export async function preferCard(
  deps: CardChangeDeps,
  card: OwnCard,
  context: AuditContext,
): Promise<SavedCard> {
  const { holder, isDefault, ...known } = await own(deps, card);
  const { customerId } = card;
  const preference = {
    action: 'payment_method.preferred' as const,
    subject: card.id,
    before: { customerId, isDefault },
    after: { customerId, isDefault: true },
  };
  await deps.audit.record(auditEntry(context, preference));
  if (!(await deps.box.choose(holder, card.id))) throw new NotFoundError('payment_method');
  return { ...known, isDefault: true };
}

export type CardChangeDeps = SavedCardsDeps & { audit: Pick<AuditTrail, 'record'> };

type OwnCard = { customerId: string; id: string };

/**
 * One is the default as long as there is a card: the chosen one, else the newest, so that removing
 * the default leaves the next one in its place.
 */
async function cardsOf(box: CardBox, holder: string): Promise<SavedCard[]> {
  const { cards, chosenId } = await box.open(holder);
  const preferred = cards.find(({ id }) => id === chosenId) ?? cards[0];
  return cards.map((card) => ({ ...card, isDefault: card === preferred }));
}

/** By the customer's own list alone: a card of another customer is as unknown as an invented one. */
async function own({ holderOf, box }: SavedCardsDeps, { customerId, id }: OwnCard) {
  const holder = await holderOf(customerId);
  const cards = holder === undefined ? [] : await cardsOf(box, holder);
  const card = cards.find((one) => one.id === id);
  if (holder === undefined || !card) throw new NotFoundError('payment_method');
  return { ...card, holder };
}
