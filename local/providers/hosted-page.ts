import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import type { Sum } from './faults.ts';
import { writeMoney } from './money-text.ts';

export type PageLanguage = 'fr' | 'en';

/** Texts in the two languages of the shops. */
type Words<Word extends string> = Record<PageLanguage, Record<Word, string>>;

/** Whose page it is; its own words come before the common ones. */
export type PageOwner<Word extends string> = { name: string; accent: string; words: Words<Word> };

/** A button that posts `outcome=value`, and the word on it; the first one is the main one. */
export type OutcomeButton<Word> = [outcome: string, label: Word | CommonWord];

/** Buttons whose words are named like their outcomes. */
export const buttonsFor = <Word extends string>(...names: Word[]): OutcomeButton<Word>[] =>
  names.map((name) => [name, name]);

/** The content of a provider's payment page. Every text is plain, and escaped here. */
export type HostedPage<Word> = {
  /** The name that the merchant chose to be seen under. */
  merchant?: string;
  total?: Sum;
  lines?: { text: string; amount: Sum }[];
  /** What just happened, or why nothing can be done any more. */
  notice?: { kind: 'good' | 'bad' | 'plain'; text: Word | CommonWord };
  buttons?: OutcomeButton<Word>[];
  /** Rarer outcomes, folded under their own heading. */
  more?: { heading: Word; buttons: OutcomeButton<Word>[] };
};

const commonWords = {
  fr: {
    simulated: 'Page simulée : aucun argent ne bouge et aucune carte n’est demandée.',
    totalDue: 'Total à payer',
    order: 'Votre commande',
    question: 'Comment le paiement se passe-t-il ?',
    merchant: 'Boutique d’essai',
    title: 'Payer la commande',
    pay: 'Payer',
    cancel: 'Annuler et revenir à la boutique',
    paid: 'Ce paiement est terminé. Merci !',
    cancelled: 'Ce paiement a été annulé.',
    expired: 'Cette page de paiement a expiré. Revenez à la boutique pour recommencer.',
    unknown: 'Cette page de paiement n’existe pas.',
  },
  en: {
    simulated: 'Simulated page: no money moves and no card is asked for.',
    totalDue: 'Total due',
    order: 'Your order',
    question: 'How does the payment go?',
    merchant: 'Test shop',
    title: 'Pay for the order',
    pay: 'Pay',
    cancel: 'Cancel and go back to the shop',
    paid: 'This payment is complete. Thank you!',
    cancelled: 'This payment was cancelled.',
    expired: 'This payment page has expired. Go back to the shop to start again.',
    unknown: 'This payment page does not exist.',
  },
};
type CommonWord = keyof (typeof commonWords)['fr'];

const style = readFileSync(new URL('./hosted-page.css', import.meta.url), 'utf8');

/** A whole page that works without scripts: a person clicks it, a script posts its form. */
export function renderHostedPage<Word extends string>(
  owner: PageOwner<Word>,
  page: HostedPage<Word>,
  language: PageLanguage,
): string {
  const words: Record<string, string> = { ...commonWords[language], ...owner.words[language] };
  const money = ({ amount, currency }: Sum) => writeMoney(amount, currency, language);
  const total = page.total && money(page.total);
  const lines = page.lines?.map(
    ({ text, amount }) => html`<li><span>${text}</span><span>${money(amount)}</span></li>`,
  );
  const { kind, text } = page.notice ?? {};
  const button = ([outcome, word]: OutcomeButton<Word>, index = 1) => {
    const label = outcome === 'pay' && word === 'pay' ? `${words.pay} ${total}` : words[word];
    return html`<button name="outcome" value="${outcome}" class="${index === 0 ? 'main' : ''}">${label}</button>`;
  };
  const more =
    page.more &&
    html`<details><summary>${words[page.more.heading]}</summary>
${page.more.buttons.map((one) => button(one))}</details>`;
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title}</title>
<style>${raw(style)}</style>
</head>
<body style="--accent: ${owner.accent}">
<main>
<section class="order" aria-label="${words.order}">
<p class="merchant">${page.merchant ?? words.merchant}</p>
${total && html`<p class="total-label">${words.totalDue}</p><p class="total">${total}</p>`}
${lines && html`<ul>${lines}</ul>`}
</section>
<section class="pay">
<p class="provider">${words.provider ?? owner.name}</p>
<h1>${words.title}</h1>
${text && html`<p class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${words[text]}</p>`}
${
  page.buttons &&
  html`<form method="post"><fieldset><legend>${words.question}</legend>
${page.buttons.map(button)}${more}</fieldset></form>`
}
<p class="simulated">${words.simulated}</p>
</section>
</main>
</body>
</html>
`);
}
