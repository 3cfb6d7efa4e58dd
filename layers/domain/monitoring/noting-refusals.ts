import type { ProviderName } from '#vocabulary/providers';
import { WebhookRejectedError } from '../inbox/unproven-notification.ts';
import type { NoteTrouble } from './trouble.ts';

type Verify<Message> = (message: Message, secretMaxAgeMs?: number) => Promise<void>;

/**
 * Notes notifications whose origin is not proven. A signature that does not match is judged again
 * with fresh secrets, and counts only then.
 */
export const notingRefusals =
  <Message>(
    provider: ProviderName,
    verify: Verify<Message>,
    noteTrouble: NoteTrouble,
  ): Verify<Message> =>
  (message, secretMaxAgeMs) =>
    verify(message, secretMaxAgeMs).catch(async (error: unknown) => {
      const isRefused = error instanceof WebhookRejectedError;
      const isFinal = secretMaxAgeMs !== undefined;
      if (isRefused && (isFinal || error.code !== 'signature_invalid'))
        await noteTrouble({ kind: 'refused_signature', dimension: provider });
      throw error;
    });
