import type { JsonObject } from '../../assembly/json.ts';
import { WireError } from '../wire-error.ts';

type Policy = {
  MinimumLength?: number;
  RequireLowercase?: boolean;
  RequireUppercase?: boolean;
  RequireNumbers?: boolean;
  RequireSymbols?: boolean;
};

/** The characters that Cognito counts as symbols; a space counts inside the password. */
const symbol = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;

/** @throws WireError, in Cognito's words, for a password that breaks the pool's policy. */
export function demandPassword(password: string, pool: JsonObject): void {
  if (!/^\S(.*\S)?$/s.test(password) || password.length > 256)
    throw new WireError(
      400,
      'InvalidParameterException',
      `1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$`,
    );
  const { PasswordPolicy = {} } = (pool.Policies ?? {}) as { PasswordPolicy?: Policy };
  const broken = [
    password.length < Number(PasswordPolicy.MinimumLength ?? 8) && 'Password not long enough',
    PasswordPolicy.RequireLowercase &&
      !/[a-z]/.test(password) &&
      'Password must have lowercase characters',
    PasswordPolicy.RequireUppercase &&
      !/[A-Z]/.test(password) &&
      'Password must have uppercase characters',
    PasswordPolicy.RequireNumbers &&
      !/\d/.test(password) &&
      'Password must have numeric characters',
    PasswordPolicy.RequireSymbols &&
      !symbol.test(password) &&
      'Password must have symbol characters',
  ].find((message) => message);
  if (broken)
    throw new WireError(
      400,
      'InvalidPasswordException',
      `Password did not conform with policy: ${broken}`,
    );
}
