/** French "de" before a name, elided before a vowel: "d’Atelier Péage", "de Studio Kora". */
export const ofName = (name: string): string =>
  startsWithVowel.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`;

/**
 * Writes "de Henri", since it cannot tell a silent h; a y before a vowel is a consonant ("de
 * Yann").
 */
const startsWithVowel = /^([aeiouœæ]|y(?![aeiou]))/i;
