import { hostedPageStyle } from './hosted-page-style.ts';

export type PageLanguage = 'fr' | 'en';

/** A button that posts `outcome=value`; the first one is the main one. */
export type OutcomeButton = {
  outcome: string;
  label: string;
};

/** The content of a provider's payment page. Every text is plain, and escaped here. */
export type HostedPage = {
  language: PageLanguage;
  provider: { name: string; accent: string };
  title: string;
  merchant: string;
  total?: string;
  lines?: { text: string; amount: string }[];
  /** What just happened, or why nothing can be done any more. */
  notice?: { kind: 'good' | 'bad' | 'plain'; text: string };
  buttons?: OutcomeButton[];
  /** Rarer outcomes, folded under their own heading. */
  more?: { heading: string; buttons: OutcomeButton[] };
};

const pageWords = {
  fr: {
    simulated: 'Page simulée : aucun argent ne bouge et aucune carte n’est demandée.',
    total: 'Total à payer',
    order: 'Votre commande',
    outcome: 'Comment le paiement se passe-t-il ?',
  },
  en: {
    simulated: 'Simulated page: no money moves and no card is asked for.',
    total: 'Total due',
    order: 'Your order',
    outcome: 'How does the payment go?',
  },
};

/** Follows the browser, unless the merchant chose a language. */
export function chooseLanguage(wanted: string | null, acceptLanguage = ''): PageLanguage {
  const isChosen = wanted !== null && wanted !== 'auto';
  return (isChosen ? wanted : acceptLanguage.trim()).toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** A whole page that works without scripts: a person clicks it, a script posts its form. */
export function renderHostedPage(page: HostedPage): string {
  const words = pageWords[page.language];
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(page.title)}</title>
<style>${hostedPageStyle}</style>
</head>
<body style="--accent: ${escapeHtml(page.provider.accent)}">
<main>
<section class="order" aria-label="${words.order}">
<p class="merchant">${escapeHtml(page.merchant)}</p>
${page.total ? `<p class="total-label">${words.total}</p><p class="total">${escapeHtml(page.total)}</p>` : ''}
${renderLines(page)}
</section>
<section class="pay">
<p class="provider">${escapeHtml(page.provider.name)}</p>
<h1>${escapeHtml(page.title)}</h1>
${renderNotice(page)}
${renderForm(page, words.outcome)}
<p class="simulated">${words.simulated}</p>
</section>
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function renderLines({ lines = [] }: HostedPage): string {
  if (lines.length === 0) return '';
  const items = lines.map(
    ({ text, amount }) =>
      `<li><span>${escapeHtml(text)}</span><span>${escapeHtml(amount)}</span></li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

function renderNotice({ notice }: HostedPage): string {
  if (!notice) return '';
  const role = notice.kind === 'bad' ? 'alert' : 'status';
  return `<p class="notice ${notice.kind}" role="${role}">${escapeHtml(notice.text)}</p>`;
}

function renderForm({ buttons = [], more }: HostedPage, question: string): string {
  if (buttons.length === 0) return '';
  const folded = more
    ? `<details><summary>${escapeHtml(more.heading)}</summary>${renderButtons(more.buttons)}</details>`
    : '';
  return `<form method="post"><fieldset><legend>${question}</legend>${renderButtons(buttons, true)}${folded}</fieldset></form>`;
}

function renderButtons(buttons: OutcomeButton[], hasMain = false): string {
  const tags = buttons.map(({ outcome, label }, index) => {
    const kind = hasMain && index === 0 ? ' class="main"' : '';
    return `<button name="outcome" value="${escapeHtml(outcome)}"${kind}>${escapeHtml(label)}</button>`;
  });
  return tags.join('');
}
