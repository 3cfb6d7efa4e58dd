import type { Payment, ProviderName } from '#domain/payments/payment';
import type {
  CancelAnswer,
  Capabilities,
  ComeBackUrls,
  MoneyBackAnswer,
  OpenAnswer,
  OwnerAnswer,
  PaymentProvider,
  PaymentProviders,
  ProviderRefund,
  ProviderState,
  RefundAnswer,
  RefundOrder,
  StatusAnswer,
} from '#domain/payments/payment-provider';

type Say<Answer> = (payment: Payment, reference?: string) => Answer | Promise<Answer>;

/** What the provider says to the first question, the second and so on; the last answer stands. */
export type Script = {
  open?: Say<OpenAnswer>[];
  status?: Say<StatusAnswer>[];
  cancel?: Say<CancelAnswer>[];
  refund?: ((payment: Payment, refund: RefundOrder) => RefundAnswer | Promise<RefundAnswer>)[];
  moneyBack?: Say<MoneyBackAnswer>[];
  ownerOf?: ((transaction: string) => OwnerAnswer)[];
};

export type Question = {
  method: keyof Script;
  payment: Payment;
  reference?: string;
  comeBack?: ComeBackUrls;
};

/** Says what the test tells it, throws on what the test did not allow, and remembers who asked. */
export class ScriptedProvider implements PaymentProvider {
  readonly name: ProviderName;
  readonly capabilities: Capabilities = aCardProvider();
  readonly asked: Question[] = [];
  mode?: 'test' | 'live';
  missedNotifications?: PaymentProvider['missedNotifications'];
  script: Script;

  constructor(script: Script = {}, name: ProviderName = 'stripe') {
    this.script = script;
    this.name = name;
  }

  async open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    this.asked.push({ method: 'open', payment, comeBack });
    return this.answer(this.script.open, 'open')(payment);
  }

  async status(payment: Payment, reference?: string): Promise<StatusAnswer> {
    this.asked.push({ method: 'status', payment, reference });
    return this.answer(this.script.status, 'status')(payment, reference);
  }

  async cancel(payment: Payment): Promise<CancelAnswer> {
    this.asked.push({ method: 'cancel', payment });
    return this.answer(this.script.cancel, 'cancel')(payment);
  }

  async refund(payment: Payment, refund: RefundOrder): Promise<RefundAnswer> {
    this.asked.push({ method: 'refund', payment });
    const says = this.script.refund;
    const say = says?.[this.timesAsked('refund') - 1] ?? says?.at(-1);
    if (!say) throw new Error('the test did not allow the provider to be asked: refund');
    return say(payment, refund);
  }

  async moneyBack(payment: Payment): Promise<MoneyBackAnswer> {
    this.asked.push({ method: 'moneyBack', payment });
    return this.answer(this.script.moneyBack, 'moneyBack')(payment);
  }

  async ownerOf(transaction: string): Promise<OwnerAnswer> {
    const say = this.script.ownerOf?.at(-1);
    if (!say) throw new Error('the test did not allow the provider to be asked: ownerOf');
    return say(transaction);
  }

  timesAsked(method: Question['method']): number {
    return this.asked.filter((question) => question.method === method).length;
  }

  private answer<Answer>(says: Say<Answer>[] | undefined, method: keyof Script): Say<Answer> {
    const say = says?.[this.timesAsked(method) - 1] ?? says?.at(-1);
    if (!say) throw new Error(`the test did not allow the provider to be asked: ${method}`);
    return say;
  }
}

/** The one provider of a test, and nobody else. */
export const only =
  (provider: PaymentProvider): PaymentProviders =>
  async (name) => {
    if (name !== provider.name) throw new Error(`the test has no provider ${name}`);
    return provider;
  };

/** Takes cards in both ways, from 0.50 € or 300 F CFA. */
export const aCardProvider = (changes: Partial<Capabilities> = {}): Capabilities => ({
  methods: ['card'],
  actions: ['redirect', 'sdk'],
  refunds: 'partial',
  amounts: { EUR: { min: 50, max: 99_999_999 }, XOF: { min: 300, max: 99_999_999 } },
  ...changes,
});

export const opensCheckout: Say<OpenAnswer> = ({ id }) => ({
  kind: 'opened',
  reference: `cs_${id}`,
  action: { kind: 'redirect', url: `https://checkout.stripe.example/${id}` },
});

export const refuses: Say<OpenAnswer> = () => ({
  kind: 'refused',
  code: 'amount_too_small',
  message: 'The amount is too small.',
});

const silence = { kind: 'unknown', cause: new Error('timeout') } as const;

/** Fits every question. */
export const isSilent = () => silence;

export const knows =
  (now: ProviderState): Say<StatusAnswer> =>
  ({ id, providerReference }, reference) => ({
    kind: 'known',
    reference: providerReference ?? reference ?? `cs_${id}`,
    now,
  });

/** The very amount that was asked for, in Stripe's lower-case currency. */
export const wasPaid: Say<StatusAnswer> = (payment, reference) => {
  const { minor, currency } = payment.amount;
  const amount = { minor, currency: currency.toLowerCase() };
  return knows({ state: 'paid', amount })(payment, reference);
};

export const knowsNothing: Say<StatusAnswer> = () => ({ kind: 'absent' });

export const closes: Say<CancelAnswer> = () => ({ kind: 'cancelled' });

/** Gives the money back at once. */
export const givesBack: NonNullable<Script['refund']>[number] = (_, { id }) => ({
  kind: 'accepted',
  reference: `re_${id}`,
  status: 'succeeded',
});

/** What it says of refunds and of a dispute: over all that is left, unless it says how much. */
export const saysOfMoneyBack =
  (
    refunds: ProviderRefund[],
    dispute: Payment['dispute'] = null,
    withheldMinor?: number,
  ): Say<MoneyBackAnswer> =>
  () => ({
    kind: 'known',
    refunds,
    dispute: dispute && { state: dispute, ...(withheldMinor !== undefined && { withheldMinor }) },
  });

export const isFinalAlready: Say<CancelAnswer> = () => ({ kind: 'already_final' });
