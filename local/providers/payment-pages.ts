import {
  type HostedPage,
  type PageLanguage,
  type PageOwner,
  renderHostedPage,
} from './hosted-page.ts';
import { type Call, html, type Reply, type Routes, seeOther } from './loopback-server.ts';

/** The pages of one kind of thing that people pay: what they show, and what a click does. */
export type PaymentPages<Payable, Word extends string> = {
  owner: PageOwner<Word>;
  find: (call: Call) => Payable | undefined;
  /** The language that the merchant chose, if any. */
  languageOf?: (payable: Payable) => string | null | undefined;
  show: (payable: Payable) => HostedPage<Word>;
  /** Where the click leads; nothing when there is no such outcome. */
  decide: (payable: Payable, outcome: string | null, call: Call) => Reply | string | undefined;
};

/** Shows and takes decisions at an address such as `/pay/:id`. */
export function pagesAt<Payable, Word extends string>(
  address: string,
  { owner, find, languageOf, show, decide }: PaymentPages<Payable, Word>,
): Routes {
  const page = (status: number, call: Call, payable?: Payable) => {
    const wanted = payable && languageOf?.(payable);
    const unknown: HostedPage<Word> = { notice: { kind: 'bad', text: 'unknown' } };
    const content = payable ? show(payable) : unknown;
    return html(status, renderHostedPage(owner, content, chooseLanguage(call, wanted)));
  };
  return {
    [`GET ${address}`]: (call) => {
      const payable = find(call);
      return page(payable ? 200 : 404, call, payable);
    },
    [`POST ${address}`]: (call) => {
      const payable = find(call);
      if (!payable) return page(404, call);
      const outcome = new URLSearchParams(call.body).get('outcome');
      const answer = decide(payable, outcome, call) ?? page(400, call, payable);
      return typeof answer === 'string' ? seeOther(answer) : answer;
    },
  };
}

/** Follows the browser, unless the merchant chose a language. */
function chooseLanguage({ headers }: Call, wanted: string | null | undefined): PageLanguage {
  const isChosen = wanted && wanted !== 'auto';
  const language = isChosen ? wanted : (headers['accept-language'] ?? '').trim();
  return language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
