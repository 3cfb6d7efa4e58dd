const thisMachine = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Where a payment's notifications go: to the address its request names when that is on this machine,
 * else to the one of the account, so that a simulation never calls a stranger.
 */
export function notificationAddress(
  asked: string | undefined,
  ofAccount: string | undefined,
): string | undefined {
  const isHere = asked !== undefined && thisMachine.has(hostOf(asked));
  return isHere ? asked : ofAccount;
}

/** True for an absolute http(s) address. */
export function isWebAddress(text: string): boolean {
  return hostOf(text) !== '' && /^https?:/i.test(text);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
