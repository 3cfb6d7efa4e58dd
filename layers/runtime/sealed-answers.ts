import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { IdempotencyStore } from '#domain/idempotency';
import type { StoredAnswer } from './http.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** An answer that only the same caller with the same `Idempotency-Key` can read. */
export type SealedAnswer = { sealed: Uint8Array };

/**
 * Stores answers so that nobody reads them from the table, neither its operators nor a backup: they
 * name people, who may be erased meanwhile, and only the caller who repeats the request needs them.
 * They are packed before, so that the seal makes no row larger.
 *
 * @param secret what the row's id is a hash of, and what is stored nowhere.
 */
export const sealing = (
  store: IdempotencyStore<StoredAnswer | SealedAnswer>,
  secret: string,
): IdempotencyStore<StoredAnswer> => ({
  async claim(claim) {
    const outcome = await store.claim(claim);
    if (outcome.kind !== 'answered') return outcome;
    const { answer } = outcome;
    // Answers of earlier releases are not sealed; they expire after a month.
    return { ...outcome, answer: 'sealed' in answer ? opened(answer, secret) : answer };
  },
  answer: (claim, answer) => store.answer(claim, sealed(answer, secret)),
  release: (claim) => store.release(claim),
});

const keyOf = (secret: string): Buffer => createHash('sha256').update(`answer\n${secret}`).digest();

/** Each key seals one answer; of two attempts that answer differently each has its own nonce. */
function sealed(answer: StoredAnswer, secret: string): SealedAnswer {
  const packed = deflateRawSync(JSON.stringify(answer));
  const nonce = createHash('sha256').update(packed).digest().subarray(0, nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(secret), nonce);
  const content = Buffer.concat([cipher.update(packed), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), content]) };
}

function opened({ sealed: bytes }: SealedAnswer, secret: string): StoredAnswer {
  const at = nonceBytes + tagBytes;
  const decipher = createDecipheriv(algorithm, keyOf(secret), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, at));
  const packed = Buffer.concat([decipher.update(bytes.subarray(at)), decipher.final()]);
  return JSON.parse(inflateRawSync(packed).toString());
}
