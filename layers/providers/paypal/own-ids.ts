const ulid = '[0-9A-HJKMNP-TV-Z]{26}';

const ownForms = {
  pay: new RegExp(`^pay_${ulid}$`),
  ref: new RegExp(`^ref_${ulid}$`),
};

/**
 * Returns a `custom_id` if it is one of our payments (`pay`) or refunds (`ref`). Other applications
 * of the same account use other names.
 */
export const ownId = (kind: keyof typeof ownForms, customId: unknown): string | undefined =>
  typeof customId === 'string' && ownForms[kind].test(customId) ? customId : undefined;
