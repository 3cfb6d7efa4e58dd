import type { CardHolders, SavedCardsDeps } from '#domain/cards/saved-cards';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';

/**
 * The customer that the provider keeps with saved cards, after the payments: then no dispute and no
 * refund needs it. Where the shop has left the provider, or the provider knows nobody of this
 * number, there is nothing to delete.
 */
export const eraseAtProvider = ({
  holderOf,
  box,
}: Pick<SavedCardsDeps, 'holderOf'> & { box: CardHolders }): ErasureStep => ({
  name: 'provider_customer',
  async run({ customer }) {
    const holder = await holderOf(customer.id);
    return holder !== undefined && (await box.forget(holder)) ? 1 : 0;
  },
});
