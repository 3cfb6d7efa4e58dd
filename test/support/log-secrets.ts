/** What no line of a log may ever carry, whoever reads it. */
export const logSecrets: [string, RegExp][] = [
  ['an e-mail address', /[\w.+-]+(@|%40)[\w-]+\.\w+/],
  ['the secret of an API key', /pgk_[0-9A-Z]{26}_/],
  ['a mailed token', /at_[\w-]{43}/],
  ['a cookie of ours', /__(Host|Secure)-peage-/],
  ['a client token', /ct_[\w-]{43}/],
  ['a returning browser’s token', /rt_\w+_[\w-]{43}/],
  ['a client secret of Stripe', /\b(pi|seti)_\w+_secret_\w+/],
  ['a signing secret', /whsec_/],
  ['a key of Stripe', /[srp]k_(test|live)_/],
  ['a token of a person', /eyJ[\w-]+\.eyJ/],
  ['a card number', /4242[ -]?4242/],
  ['a signed link', /X-Amz-Signature/i],
  ['what had to be scrubbed', /\((address|card|secret)\)/],
  ['a field that is not on the list', /"droppedKeys"/],
];
