/** Keys that the simulated Stripe shares with its clients. */
export const stripeKeys = {
  secretKey: 'sk_test_local_0123456789abcdefghijklmn',
  publishableKey: 'pk_test_local_0123456789abcdefghijklmn',
  webhookSecret: 'whsec_local0123456789abcdefghijklmnop',
};

export const payPalKeys = {
  clientId: 'AZlocal-client-0123456789abcdefghijklmnopqrstuvwxyz',
  clientSecret: 'EElocal-secret-0123456789abcdefghijklmnopqrstuvwxyz',
  webhookId: '8PT597110X687430L',
};

/** The key of the new API, which opens new payments, and that of the older one. */
export const cinetPayKeys = {
  v1: { apiKey: 'sk_test_local0123456789abcdefghijkl', apiPassword: 'local-password-0123456789' },
  v2: {
    apikey: '12912847765bc0db748fdd44.40081707',
    siteId: '445160',
    secretKey: 'localsecretkey0123456789abcdef',
  },
};

export const platformKeys = {
  clientId: 'platform-local-client',
  clientSecret: 'platform-local-secret-0123456789abcdefghijklmn',
  webhookSecret: `whsec_${Buffer.from('platform-local-webhook-secret-32').toString('base64')}`,
};

export const externalKeys = {
  apiKey: 'external-local-0123456789abcdefghijklmn',
  webhookSecret: `whsec_${Buffer.from('external-local-webhook-secret-32').toString('base64')}`,
};
