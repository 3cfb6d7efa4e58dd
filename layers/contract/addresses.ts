import type { WayOn } from '#domain/payments/way-on';
import {
  activationPage,
  callbackPath,
  type FilledPath,
  invoicePage,
  resultPage,
  signInPath,
  webhookPath,
} from '#vocabulary/paths';
import type { ProviderName } from '#vocabulary/providers';

type ReturningPayment = { id: string; provider: ProviderName };

/** Our own addresses that buyers get. */
export class Addresses {
  readonly #apiUrl: string;
  readonly #webUrl: string;

  constructor(apiUrl: string, webUrl: string) {
    this.#apiUrl = apiUrl;
    this.#webUrl = webUrl;
  }

  /**
   * Where a provider sends the browser back to; `c` says that the buyer gave up, and is only a
   * hint. As short as possible: CinetPay accepts 120 characters.
   */
  callback({ id, provider }: ReturningPayment, returnKey: string, outcome: 'success' | 'cancel') {
    const gaveUp = outcome === 'cancel' ? '&c' : '';
    const query = `p=${id.slice('pay_'.length)}&k=${returnKey}${gaveUp}`;
    return `${this.#apiUrl}${callbackPath(provider)}?${query}`;
  }

  /** Where a provider sends the browser back to, and its notifications. */
  comeBack(payment: ReturningPayment, returnKey: string) {
    return {
      success: this.callback(payment, returnKey, 'success'),
      cancel: this.callback(payment, returnKey, 'cancel'),
      notify: this.webhook(payment.provider),
    };
  }

  /** @param issueToken creates the token that reads the result page until then. */
  wayOn(
    { id, locale }: { id: string; locale: string },
    way: WayOn,
    issueToken: (until: Date) => string,
  ): string {
    switch (way.to) {
      case 'shop':
        return withPayment(way.url, id);
      case 'invoice':
        return this.payInvoice({ id: way.invoiceId, locale });
      case 'result':
        return this.result({ id, locale }, issueToken(way.readableUntil));
    }
  }

  /** Where the provider posts its notifications. */
  webhook(provider: ProviderName): string {
    return `${this.#apiUrl}${webhookPath(provider)}`;
  }

  /**
   * The result page. The token is in the fragment, which browsers keep out of logs and referrers;
   * it is a client token, or one that only reads.
   */
  result(payment: { id: string; locale: string }, clientToken: string): string {
    const query = new URLSearchParams({ payment: payment.id, lang: payment.locale });
    return `${this.#webUrl}${resultPage}?${query}#clientToken=${clientToken}`;
  }

  /** Where people sign in. */
  signIn(): string {
    return `${this.#webUrl}${signInPath}`;
  }

  /** The page that sets a password; the token is in the fragment, as above. */
  activation(activation: { locale: string }, token: string): string {
    const query = new URLSearchParams({ lang: activation.locale });
    return `${this.#webUrl}${activationPage}?${query}#${token}`;
  }

  /**
   * The page that pays an invoice; the token is in the fragment, as above. Without a token it is
   * for a returning browser that has kept its own.
   */
  payInvoice(invoice: { id: string; locale: string }, clientToken?: string): string {
    const query = new URLSearchParams({ invoice: invoice.id, lang: invoice.locale });
    const fragment = clientToken === undefined ? '' : `#clientToken=${clientToken}`;
    return `${this.#webUrl}${invoicePage}?${query}${fragment}`;
  }

  /** Redirects to a new download link at every request. */
  invoicePdf(invoiceId: string, clientToken?: string): string {
    const query = clientToken === undefined ? '' : `?${new URLSearchParams({ clientToken })}`;
    const path: FilledPath = `/v1/invoices/${invoiceId}/pdf`;
    return `${this.#apiUrl}${path}${query}`;
  }

  /** The same for the shop's own people, whose looking at it opens nothing. */
  invoiceForFinance(invoiceId: string): string {
    const path: FilledPath = `/v1/admin/invoices/${invoiceId}/pdf`;
    return `${this.#apiUrl}${path}`;
  }
}

/** Reads the query that `callback` wrote. The return key must be verified; the rest is a hint. */
export function readReturn(query: Record<string, string | undefined> = {}) {
  const { p = '', k: returnKey, c } = query;
  return { paymentId: `pay_${p}`, returnKey, hasGivenUp: c !== undefined };
}

/** The shop's own address, with the payment's id added. */
function withPayment(url: string, paymentId: string): string {
  const address = new URL(url);
  address.searchParams.set('payment', paymentId);
  return address.href;
}
