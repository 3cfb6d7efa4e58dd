import { randomInt } from 'node:crypto';

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters, as providers put them after the prefix of their ids. */
export function randomText(length: number, letters = lettersAndDigits): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
