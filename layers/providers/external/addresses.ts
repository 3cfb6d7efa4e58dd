/** Schemes that run or show what the link itself carries. */
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

/** Where a buyer's browser may be sent: an HTTPS address, or the backend's own. */
export function webAddress(text: unknown, backend: string): string | undefined {
  const url = urlIn(text);
  const isHttps = url?.protocol === 'https:';
  const isOfBackend = url !== undefined && url.origin === new URL(backend).origin;
  return isHttps || isOfBackend ? url.href : undefined;
}

/** What a buyer's phone may open: a web address, or a link into an app such as `wallet://pay/1`. */
export function phoneLink(text: unknown, backend: string): string | undefined {
  const url = urlIn(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return webAddress(text, backend);
  return url && !contentSchemes.has(url.protocol) ? url.href : undefined;
}

/** `URL` drops the blanks and breaks that hide a scheme; so what is handed on is what it has read. */
const urlIn = (text: unknown): URL | undefined =>
  typeof text === 'string' ? (URL.parse(text) ?? undefined) : undefined;
