import type { RoleGrants } from '../gateway/gateway.ts';
import { ask } from './control-client.ts';

type Grant = { action: string; resource: string; leadingKey?: string };

/** Prints the rights that each role used, was denied, and has not needed since the start. */
export async function grants(): Promise<void> {
  for (const { function: name, used, denied, unused } of await ask<RoleGrants[]>('/grants')) {
    console.log(name);
    for (const grant of used) console.log(`  used    ${textOf(grant)} × ${grant.count}`);
    for (const grant of denied) console.log(`  DENIED  ${textOf(grant)} × ${grant.count}`);
    for (const grant of unused)
      console.log(`  unused  ${textOf(grant)}${grant.reason ? ` (kept: ${grant.reason})` : ''}`);
  }
}

const textOf = ({ action, resource, leadingKey }: Grant): string =>
  `${action} on ${shortened(resource)}${leadingKey ? ` keys ${leadingKey}` : ''}`;

/** `arn:aws:dynamodb:eu-west-3:000000000000:table/T` reads as `table/T`. */
const shortened = (arn: string): string => arn.split(':').slice(5).join(':') || arn;
