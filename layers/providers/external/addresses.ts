/** Schemes that execute or show the link's own content. */
const contentSchemes = new Set([
  'javascript:',
  'vbscript:',
  'data:',
  'blob:',
  'file:',
  'filesystem:',
  'about:',
  'view-source:',
]);

/** An address for a buyer's browser: HTTPS, or the backend's own. */
export function webAddress(text: unknown, backend: string): string | undefined {
  const url = urlIn(text);
  const isHttps = url?.protocol === 'https:';
  const isOfBackend = url !== undefined && url.origin === new URL(backend).origin;
  return isHttps || isOfBackend ? url.href : undefined;
}

/** An address for a buyer's phone: a web address, or an app's link such as `wallet://pay/1`. */
export function phoneLink(text: unknown, backend: string): string | undefined {
  const url = urlIn(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return webAddress(text, backend);
  return url && !contentSchemes.has(url.protocol) ? url.href : undefined;
}

/** `URL` drops blanks and line breaks that could hide a scheme, so its normal form is passed on. */
const urlIn = (text: unknown): URL | undefined =>
  typeof text === 'string' ? (URL.parse(text) ?? undefined) : undefined;
