/** French "de" before a name, elided before a vowel: "d’Atelier Péage", "de Studio Kora". */
export const ofName = (name: string): string =>
  startsWithVowel.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`;

/** A silent h is not told from an aspirated one, so "de Henri"; a y before a vowel is none ("de Yann"). */
const startsWithVowel = /^([aeiouœæ]|y(?![aeiou]))/i;
