import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { hexOf, rgbOf, textOn } from '#vocabulary/colors';
import { html, type SafeHtml, safeColor, safeUrl } from './html.ts';

/** A message as its recipient reads it. */
export type Message = { subject: string; html: string; text: string };

export type Fact = { label: string; value: string };

/** The content of a message, before it becomes markup and plain text. */
export type Letter = {
  brand: Brand;
  locale: Locale;
  subject: string;
  /** Shown by mailboxes beside the subject. */
  preheader: string;
  heading: string;
  /** Plain sentences, never markup. */
  paragraphs: string[];
  facts: Fact[];
  action?: { label: string; url: string };
  closing: string;
};

/** Composes a letter as HTML and as plain text from the same sentences and facts. */
export function composeLetter(letter: Letter): Message {
  const clean: Letter = {
    ...letter,
    subject: onOneLine(letter.subject),
    paragraphs: letter.paragraphs.map(onOneLine),
    facts: letter.facts.map(({ label, value }) => ({ label, value: onOneLine(value) })),
  };
  return { subject: clean.subject, html: htmlOf(clean), text: textOf(clean) };
}

/** Keeps a name with line breaks from adding lines to a message. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function textOf({ brand, heading, paragraphs, facts, action, closing }: Letter): string {
  const parts = [
    heading,
    ...paragraphs,
    facts.map(({ label, value }) => `${label} ${value}`).join('\n'),
    ...(action ? [`${action.label}\n${safeUrl(action.url)}`] : []),
    closing,
    ['-- ', brand.name, ...(brand.websiteUrl ? [brand.websiteUrl] : []), brand.supportEmail].join(
      '\n',
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Colours for dark mode; mailboxes that ignore it invert the light ones, still readable. */
const darkStyle = html`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page{background:#12161c !important}.card{background:#1c222b !important}.ink{color:#eef1f5 !important}.soft{color:#a9b4c2 !important}.rule{border-color:#323b47 !important}}
</style>`;

function htmlOf(letter: Letter): string {
  const { brand, locale, subject, preheader, heading, paragraphs, facts, action, closing } = letter;
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title>${darkStyle}</head>
<body class="page" style="margin:0;padding:0;background:#f3f6f7">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f6f7"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border-radius:12px;border-top:4px solid ${safeColor(brand.primaryColor)};text-align:left">
<tr><td style="padding:28px 32px 0"><p class="soft" style="margin:0;${font};font-size:14px;font-weight:600;color:#5b6776">${brand.name}</p></td></tr>
<tr><td style="padding:12px 32px 0"><h1 class="ink" style="margin:0;${font};font-size:22px;line-height:1.3;color:#1a202c">${heading}</h1></td></tr>
<tr><td style="padding:8px 32px 0">${paragraphs.map(paragraphOf)}</td></tr>
<tr><td style="padding:12px 32px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${facts.map(factRow)}</table></td></tr>
${action ? buttonOf(action, brand) : ''}
<tr><td style="padding:16px 32px 28px">${paragraphOf(closing)}</td></tr>
</table>
<p class="soft" style="margin:20px 0 0;${font};font-size:12px;line-height:1.6;color:#5b6776">${brandLine(brand)}</p>
</td></tr></table>
</body></html>`.markup;
}

const paragraphOf = (text: string): SafeHtml =>
  html`<p class="ink" style="margin:8px 0 0;${font};font-size:15px;line-height:1.6;color:#1a202c">${text}</p>`;

const factRow = ({ label, value }: Fact): SafeHtml =>
  html`<tr><td class="soft rule" style="padding:9px 12px 9px 0;border-bottom:1px solid #e3e7ed;${font};font-size:14px;color:#5b6776;vertical-align:top">${label}</td><td class="ink rule" align="right" style="padding:9px 0;border-bottom:1px solid #e3e7ed;${font};font-size:14px;font-weight:600;color:#1a202c;word-break:break-word">${value}</td></tr>`;

const buttonOf = ({ label, url }: { label: string; url: string }, brand: Brand): SafeHtml => {
  const color = safeColor(brand.primaryColor);
  const textColor = hexOf(textOn(rgbOf(color)));
  return html`<tr><td style="padding:24px 32px 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="border-radius:8px;background:${color}"><a href="${safeUrl(url)}" style="display:inline-block;padding:12px 20px;${font};font-size:15px;font-weight:600;color:${textColor};text-decoration:none">${label}</a></td></tr></table></td></tr>`;
};

function brandLine({ name, websiteUrl, supportEmail }: Brand): SafeHtml {
  const mail = html`<a href="${safeUrl(`mailto:${supportEmail}`)}" style="color:inherit">${supportEmail}</a>`;
  if (!websiteUrl) return html`${name} · ${mail}`;
  return html`<a href="${safeUrl(websiteUrl)}" style="color:inherit">${name}</a> · ${mail}`;
}
