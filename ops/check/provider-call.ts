export type Called =
  | { kind: 'answered'; status: number; body: Record<string, unknown> | undefined }
  | { kind: 'silent' };

const timeoutMs = 10_000;

/** Asks a provider something harmless; redirects are not followed, for the request holds a key. */
export async function call(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit = {},
): Promise<Called> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { redirect: 'manual', signal, ...init });
    return { kind: 'answered', status: response.status, body: objectIn(await response.text()) };
  } catch {
    return { kind: 'silent' };
  }
}

/** Undefined for a page of a gateway, or anything else that is no JSON object. */
function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Objects of a list in an answer; none when there is no such list. */
export const listIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];

/** Why an answer tells nothing; never what it says, which might name a key. */
export const silenceOf = (called: Called): string =>
  called.kind === 'silent'
    ? 'it did not answer'
    : `its answer (${called.status}) is not understood; try again`;

export const isRefused = (called: Called): boolean =>
  called.kind === 'answered' && (called.status === 401 || called.status === 403);

/** The object of a 2xx. */
export const given = (called: Called): Record<string, unknown> | undefined =>
  called.kind === 'answered' && called.status >= 200 && called.status < 300
    ? called.body
    : undefined;
