import * as z from 'zod/mini';
import { holdsCardNumber } from './card-number.ts';

/**
 * Control characters, half characters and whatever XML cannot hold break headers, PDFs and
 * invoices. So do line separators; direction overrides can make an amount look like another one,
 * and right-to-left scripts do not need them.
 *
 * Joiners (U+200C, U+200D) are allowed: Persian, Indian scripts and emoji need them.
 */
const harmful =
  /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]/u;

/** Letters and symbols that are invisible: Hangul fillers, an empty Braille cell. */
const blankSigns = /[\u115f\u1160\u3164\uffa0\u2800]/g;

const holdsSomethingVisible = (value: string): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(value.replace(blankSigns, ''));

/** For every text: nothing that breaks or misleads, and no card number. */
const harmless = [
  z.refine<string>((value) => !harmful.test(value), {
    error: 'must not contain control or direction characters',
    abort: true,
  }),
  z.refine<string>((value) => value === '' || holdsSomethingVisible(value), {
    error: 'must contain a visible character',
    abort: true,
  }),
  z.refine<string>(
    (value) => !holdsCardNumber(value),
    'looks like a card number: card data must not be sent here',
  ),
] as const;

/** Limits the length first, so that no other check runs on a text of any length. */
const upTo = (maximum: number) => z.maxLength(maximum, { abort: true });

/** A line of text, trimmed, never empty. */
export const text = (maximum: number) =>
  z.string().check(z.trim(), z.minLength(1, { abort: true }), upTo(maximum), ...harmless);

/** As `text`, but unchanged, and may be empty. */
export const note = (maximum: number) => z.string().check(upTo(maximum), ...harmless);

/** As `text`, but unchanged, since it is an identity. */
export const identity = (maximum: number) =>
  z.string().check(z.minLength(1, { abort: true }), upTo(maximum), ...harmless);
