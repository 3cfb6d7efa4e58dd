import { createHash } from 'node:crypto';

/**
 * The name that CloudFormation would generate, without its random part, so that the same assembly
 * always gets the same names. A long name keeps its end, which is CDK's hash.
 */
export function generatedName(stack: string, logicalId: string, lengthMax: number): string {
  const name = `${stack}-${logicalId}`;
  if (name.length <= lengthMax) return name;
  const hash = logicalId.slice(-8);
  return `${name.slice(0, lengthMax - hash.length)}${hash}`;
}

/** An opaque id like those of user pools and APIs: letters and digits derived from the names. */
export function generatedId(stack: string, logicalId: string, length: number): string {
  const digest = createHash('sha256').update(`${stack}/${logicalId}`).digest();
  return Array.from(digest, (byte) => (byte % 36).toString(36))
    .join('')
    .slice(0, length);
}
