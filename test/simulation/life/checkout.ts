import type { Cloud } from '../cloud/cloud.ts';
import { type Json, pause, send } from '../cloud/http.ts';

export type Outcome = 'pay' | 'decline' | 'cancel' | 'later' | 'echeck';

/** Where a buyer decides: a page, a mobile sheet, or a question on the telephone. */
export type Checkout = {
  /** Decides for the first time; gives where the browser is sent, when there is one. */
  decide(outcome: Outcome): Promise<string | null>;
  /** Decides once more, or late; whether that was still possible is the provider's affair. */
  decideAgain(outcome: 'pay' | 'decline'): Promise<void>;
};

/** The checkout of a payment that the shop was given. */
export function checkoutOf(cloud: Cloud, payment: Json): Checkout {
  const at = (path: string) => `${cloud.endpoints.providers[payment.provider as 'stripe']}${path}`;
  const url: string = payment.action.url ?? payment.action.payload;
  switch (payment.provider) {
    case 'paypal':
      return payPalCheckout(url, at(`/_sim/orders/${tokenIn(url)}/decide`));
    case 'cinetpay':
      return pageWithControl(url, at(`/_sim/payments/${lastSegment(url)}/settle`));
    case 'external':
      return payment.action.kind === 'push'
        ? telephone(at(`/_sim/payments/${payment.id}/settle`))
        : pageWithControl(url, at(`/_sim/payments/${payment.id}/settle`));
    default:
      return payment.action.kind === 'sdk'
        ? telephone(at(`/_sim/payment_intents/${intentIn(payment)}/confirm`))
        : hostedPage(url);
  }
}

/** The payment intent that the mobile sheet's secret belongs to. */
export const intentIn = ({ action }: Json): string => action.clientSecret.split('_secret_')[0];

/** PayPal's order, as the address of its page names it. */
export const tokenIn = (url: string): string => new URL(url).searchParams.get('token') ?? '';

export const lastSegment = (url: string): string => new URL(url).pathname.split('/').at(-1)!;

const press = async (url: string, outcome: Outcome): Promise<string | null> =>
  (await send('POST', url, { body: new URLSearchParams({ outcome }) })).location;

const settle = (url: string, outcome: Outcome) => send('POST', url, { body: { outcome } });

/** Stripe: whatever the buyer or the bank decides, the page takes it while it can. */
const hostedPage = (url: string): Checkout => ({
  decide: (outcome) => press(url, outcome),
  decideAgain: async (outcome) => {
    await press(url, outcome);
  },
});

/** A page that closes with the first decision; an operator may change it all the same. */
const pageWithControl = (url: string, control: string): Checkout => ({
  decide: (outcome) => press(url, outcome),
  decideAgain: async (outcome) => {
    await settle(control, outcome);
  },
});

/** Nothing to come back from; a mobile sheet or a telephone knows no button for later. */
const telephone = (control: string): Checkout => ({
  decide: async (outcome) => {
    await settle(control, outcome);
    return null;
  },
  decideAgain: async (outcome) => {
    await settle(control, outcome);
  },
});

/** Whoever was declined may choose another card once PayPal has tried the first one. */
const payPalCheckout = (url: string, control: string): Checkout => ({
  decide: (outcome) => press(url, outcome),
  decideAgain: async (outcome) => {
    for (let triesLeft = 10; triesLeft > 0; triesLeft--) {
      if ((await settle(control, outcome)).status === 200) return;
      await pause(200);
    }
  },
});
