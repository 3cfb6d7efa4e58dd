import type { Fact } from '#vocabulary/events';
import { type ActivationTokens, hashOfToken } from '../access/activation-token.ts';
import type { Activation } from '../activations/activation.ts';
import type { ActivationStore } from '../activations/activation-store.ts';
import { isOpenActivation } from '../activations/read-activation.ts';
import type { Clock } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import type { Member } from '../members/member.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

/** A link that counts, with its token: both end in the mail and nowhere else. */
export type ActivationNews = {
  event: Fact<'activation.requested'>;
  link: Activation;
  customer: Customer;
  /** The member whose address it changes. */
  member?: Member;
  token: string;
};

export type ActivationLetters = {
  /** To whoever reads the mailbox that is to be proven. */
  activation: (news: ActivationNews) => Promise<OutgoingMail>;
  /** To the address that is to be replaced. */
  addressChange: (news: ActivationNews, address: string) => Promise<OutgoingMail>;
};

export type NotifyOfActivationDeps = SendDeps & {
  activations: Pick<ActivationStore, 'find'>;
  tokens: () => Promise<ActivationTokens>;
  letters: ActivationLetters;
  now: Clock;
};

/**
 * Mails a link, and the notice of a change to the address of before; once for each event. One that
 * was used, replaced or has expired meanwhile is not mailed.
 *
 * @returns who was told.
 */
export async function notifyOfActivation(
  deps: NotifyOfActivationDeps,
  event: Fact<'activation.requested'>,
): Promise<{ receivers: string[] }> {
  const news = await newsOf(deps, event);
  const letters = news ? lettersOf(deps.letters, news) : {};
  await sendOnce(deps, event, { customerId: event.data.customerId }, letters);
  return { receivers: Object.keys(letters) };
}

const lettersOf = (letters: ActivationLetters, news: ActivationNews): Letters => {
  const { link, member } = news;
  return {
    invited: () => letters.activation(news),
    ...(link.purpose === 'email' &&
      member && { present: () => letters.addressChange(news, member.email) }),
  };
};

/** A link of before a rotation of the key was made with the older one. */
async function newsOf(
  { activations, tokens, now }: NotifyOfActivationDeps,
  event: Fact<'activation.requested'>,
): Promise<ActivationNews | undefined> {
  const { customerId, memberId = customerId, version } = event.data;
  for (const token of (await tokens()).candidates(memberId, Number(version))) {
    const found = await activations.find(hashOfToken(token));
    if (!found?.customer) continue;
    const { activation: link, customer, member } = found;
    const isOpen = isOpenActivation(found, now()) && link.usedAt === undefined;
    return isOpen ? { event, link, customer, member, token } : undefined;
  }
  return undefined;
}
