import * as z from 'zod/mini';
import { passwordLength } from '#domain/activations/password';
import type { ActivationPreview } from '#domain/activations/read-activation';
import * as part from './parts.ts';

export const requestActivationRequest = z.strictObject({ email: part.email });

/** The rules of a password are answered one by one, so they are not the schema's. */
export const activateRequest = z.strictObject({
  password: z.optional(part.note(passwordLength.max)),
});

export const activationView = z.object({
  email: z.string(),
  purpose: z.enum(['customer', 'member', 'email']),
  hasPassword: z.boolean(),
  expiresAt: part.timestamp,
  rules: z.object({ lengthMin: z.int(), lengthMax: z.int() }),
});

export const viewActivation = (preview: ActivationPreview): z.infer<typeof activationView> => ({
  ...preview,
  rules: { lengthMin: passwordLength.min, lengthMax: passwordLength.max },
});
