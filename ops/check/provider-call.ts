export type Called =
  | { kind: 'answered'; status: number; body: Record<string, unknown> | undefined }
  | { kind: 'silent' };

const timeoutMs = 10_000;

/** Sends a harmless request to a provider; follows no redirect, since it holds a key. */
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

/** Undefined for a gateway's page and anything else that is not a JSON object. */
function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of a list in an answer; empty when there is no such list. */
export const listIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];

/** Why an answer is not conclusive; never its content, which might contain a key. */
export const silenceOf = (called: Called): string =>
  called.kind === 'silent'
    ? 'it did not answer'
    : `its answer (${called.status}) is not understood; try again`;

export const isRefused = (called: Called): boolean =>
  called.kind === 'answered' && (called.status === 401 || called.status === 403);

/** The JSON object of a 2xx answer. */
export const successOf = (called: Called): Record<string, unknown> | undefined =>
  called.kind === 'answered' && called.status >= 200 && called.status < 300
    ? called.body
    : undefined;
