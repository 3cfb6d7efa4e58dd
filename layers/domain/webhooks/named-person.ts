import { mailboxHash } from '../members/mailbox.ts';
import { customerIdOf, type EventObject } from './event-object.ts';

/** How bodies are found that name somebody at a mailbox who is no customer yet. */
export const personAtMailbox = (hash: string): string => `mailbox_${hash}`;

/**
 * Whom a body with the customer in it names, so that an erasure finds it: a customer, or whoever has
 * the mailbox. Undefined when it names nobody.
 */
export function namedPerson(object: EventObject): string | undefined {
  const email = emailIn(object);
  return customerIdOf(object) ?? (email && personAtMailbox(mailboxHash(email)));
}

function emailIn(object: EventObject): string | undefined {
  switch (object.kind) {
    case 'payment':
    case 'refund':
      return object.payment.buyer.email;
    case 'invoice':
      return object.invoice.content.customer.email;
    case 'order':
      return object.order.buyer.email;
    case 'customer':
    case 'subscription':
    case 'period':
    case 'threshold':
      return undefined;
  }
}
