type ReturningPayment = { id: string; provider: string };

/** The addresses of ours that buyers are given. */
export class Addresses {
  readonly #apiUrl: string;
  readonly #webUrl: string;

  constructor(apiUrl: string, webUrl: string) {
    this.#apiUrl = apiUrl;
    this.#webUrl = webUrl;
  }

  /**
   * Where a provider sends the browser back to; `c` says that the buyer gave up, a hint for the way
   * on and no more. As short as can be: CinetPay takes 120 characters.
   */
  callback({ id, provider }: ReturningPayment, returnKey: string, outcome: 'success' | 'cancel') {
    const gaveUp = outcome === 'cancel' ? '&c' : '';
    return `${this.#apiUrl}/callback/${provider}?p=${id.slice('pay_'.length)}&k=${returnKey}${gaveUp}`;
  }

  /** Where the provider posts its notifications. */
  webhook(provider: string): string {
    return `${this.#apiUrl}/webhooks/${provider}`;
  }

  /**
   * The token stands in the fragment, which browsers keep out of logs and referrers; a client token,
   * or one that only reads.
   */
  result(payment: { id: string; locale: string }, clientToken: string): string {
    const query = new URLSearchParams({ payment: payment.id, lang: payment.locale });
    return `${this.#webUrl}/result?${query}#clientToken=${clientToken}`;
  }

  /**
   * The page on which an invoice is paid; the token stands in the fragment as above. Without one it
   * is the way back for a browser that was there before, and has kept its token.
   */
  payInvoice(invoice: { id: string; locale: string }, clientToken?: string): string {
    const query = new URLSearchParams({ invoice: invoice.id, lang: invoice.locale });
    const fragment = clientToken === undefined ? '' : `#clientToken=${clientToken}`;
    return `${this.#webUrl}/pay?${query}${fragment}`;
  }

  /** Answers a fresh download link at every click. */
  invoicePdf(invoiceId: string, clientToken?: string): string {
    const query = clientToken === undefined ? '' : `?${new URLSearchParams({ clientToken })}`;
    return `${this.#apiUrl}/v1/invoices/${invoiceId}/pdf${query}`;
  }
}

/** The shop's own address, told which payment it is about. */
export function withPayment(url: string, paymentId: string): string {
  const address = new URL(url);
  address.searchParams.set('payment', paymentId);
  return address.href;
}
