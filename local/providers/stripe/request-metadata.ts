import type { Metadata } from '../faults.ts';
import type { StripeAccount } from './account.ts';
import { type Form, isForm } from './forms.ts';

/**
 * The metadata of a call: in its body, and on the objects that its path or body names. Faults
 * select by it, so that parallel tests do not disturb each other.
 */
export function metadataConcernedBy(
  account: StripeAccount,
  path: string,
  params: Form,
): Metadata[] {
  const names = [...path.split('/'), params.payment_intent, params.charge];
  const objects = names.flatMap((name) => metadataOfObject(account, String(name)));
  const intentData = params.payment_intent_data;
  const carried = [params.metadata, isForm(intentData) ? intentData.metadata : undefined];
  return [...carried.filter(isForm), ...objects] as Metadata[];
}

function metadataOfObject(account: StripeAccount, id: string): Metadata[] {
  const session = account.sessions.get(id);
  if (session) return [session.session.metadata ?? {}, session.intentData.metadata];
  const { intents, charges, refunds } = account;
  const object = intents.get(id) ?? charges.get(id) ?? refunds.get(id);
  return object ? [object.metadata ?? {}] : [];
}
