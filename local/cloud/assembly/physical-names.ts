import { createHash } from 'node:crypto';

/**
 * The name that CloudFormation would make up, without its random part: the same assembly always
 * gets the same names. A long one keeps its end, which is the hash that CDK puts there.
 */
export function generatedName(stack: string, logicalId: string, lengthMax: number): string {
  const name = `${stack}-${logicalId}`;
  if (name.length <= lengthMax) return name;
  const hash = logicalId.slice(-8);
  return `${name.slice(0, lengthMax - hash.length)}${hash}`;
}

/** An opaque id like those of user pools and APIs: letters and digits that depend on the place. */
export function generatedId(stack: string, logicalId: string, length: number): string {
  const digest = createHash('sha256').update(`${stack}/${logicalId}`).digest();
  return Array.from(digest, (byte) => (byte % 36).toString(36))
    .join('')
    .slice(0, length);
}
