import type { Caller } from '../access/caller.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { BuyerNotChangeableError, InvalidRequestError } from '../errors.ts';
import type { TaxedSeller } from '../invoices/line-tax.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type Buyer, isOpen, type Payment } from './payment.ts';
import type { PaymentStore } from './payment-store.ts';
import { requireBillable } from './require-billable.ts';

/** What an invoice says of its buyer; whom mails go to and whose payment it is stay as they are. */
export type BillingIdentity = Partial<Omit<Buyer, 'email' | 'phone' | 'customerId'>>;

export type CompleteDeps = {
  payments: Pick<PaymentStore, 'find' | 'save'>;
  seller: TaxedSeller;
  pause: Pause;
};

const race = { attemptsMax: 6, busy: 'too many concurrent writes of the payment' };

/**
 * Completes who is billed, while the payment is open: the invoice is made of what it says once it
 * is paid. Both write the payment's version, so no invoice misses what was accepted here.
 *
 * @throws BuyerNotChangeableError once it is paid or closed.
 * @throws UnprocessableError when no correct invoice could be made of it.
 */
export async function completeBuyer(
  { payments, seller, pause }: CompleteDeps,
  { payment: found, identity }: { payment: Payment; identity: BillingIdentity },
  by: AuditContext<Caller>,
): Promise<Payment> {
  if (found.invoiceId !== undefined)
    throw new InvalidRequestError('An issued invoice names its customer; it is not changed.');
  const audit = auditEntry(by, {
    action: 'payment.buyer_completed',
    subject: found.id,
    // Which fields, and not what they hold: the trail names nobody.
    before: null,
    after: { fields: Object.keys(identity).sort().join(' ') },
  });
  let payment = found;
  return untilSaved({ ...race, pause }, async () => {
    if (!isOpen(payment)) throw new BuyerNotChangeableError(payment.status);
    const completed: Payment = {
      ...payment,
      buyer: { ...payment.buyer, ...identity },
      updatedAt: by.now.toISOString(),
      version: payment.version + 1,
    };
    requireBillable(completed, seller);
    if ((await payments.save({ payment: completed, audit })) === 'saved') return completed;
    payment = (await payments.find(found.id))!;
    return overtaken;
  });
}
