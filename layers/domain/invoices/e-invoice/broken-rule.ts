/** A rule of EN 16931 (BR-…) or of its French use (BR-FR-…, XP Z12-012) that an invoice breaks. */
export type BrokenRule = { rule: string; why: string };

/** The rule, unless it is kept. */
export const unless = (isKept: boolean, rule: string, why: string): BrokenRule[] =>
  isKept ? [] : [{ rule, why }];

/** Blank is what the XML would leave out. */
export const isNamed = (text: string | undefined): boolean =>
  text !== undefined && text.replace(/[\p{Cc}\s]/gu, '') !== '';
