const thisMachine = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The address for a payment's notifications: the one in its request when it is on this machine,
 * else the account's, so that a simulation never calls a stranger.
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
