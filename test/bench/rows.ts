import { rounded } from './statistics.ts';

/** One line of the table: what, how much, and what there is to know about it. */
export const row = (name: string, value: string, note = ''): string =>
  `  ${name.padEnd(44)}${value.padStart(12)}   ${note}`.trimEnd();

/** A line of several numbers below the heads of their columns. */
export const columns = (name: string, cells: readonly (string | number)[]): string =>
  `  ${name.padEnd(34)}${cells.map((cell) => String(cell).padStart(11)).join('')}`;

export const ms = (milliseconds: number): string => `${rounded(milliseconds, 1)} ms`;
