import { canonical, hashOfContent, linkOf } from './chain.ts';
import type { Invoice } from './invoice-store.ts';
import { withDocument } from './number-series.ts';
import type { ChainLink, Series, SeriesSums } from './series.ts';

/**
 * What is wrong at a number: no document has it (`to` the last of several), or two; its content
 * differs from its hash, or is unreadable; it does not name the one before it, or is dated before
 * it; its file is not there, or another one; the series' counter, or its sums, say something else.
 */
export type Break = { number: string; why: BreakKind; to?: string };

type BreakKind =
  | 'gap'
  | 'duplicate'
  | 'content'
  | 'unreadable'
  | 'chain'
  | 'date'
  | 'file_missing'
  | 'file_changed'
  | 'counter'
  | 'sums';

/** What the bucket has of a document: nothing yet, as it should be, or not so. */
export type FileState = 'none' | 'sound' | 'file_missing' | 'file_changed';

type Ordered = ChainLink & { issuedAt: string };

type SeriesState = {
  /** As it was when the check began; later numbers are left to the next check. */
  series: Series;
  /** The number that comes next in order. */
  next: number;
  /** The first number that was found, if any. */
  begins?: number;
  /** The one before it was found, so that the next one must name it by `link`. */
  isJoined: boolean;
  link?: string;
  issuedAt?: string;
  sums: SeriesSums;
  /** Found before their turn, by number. */
  waiting: Record<string, Ordered>;
};

/** How far a check has come; plain data. */
export type CheckState = {
  /** ISO 8601 UTC. */
  startedAt: string;
  series: Record<string, SeriesState>;
  /** Documents with a file, and the bytes of all. */
  documents: number;
  bytes: number;
  breaks: Break[];
  breakCount: number;
};

/** More breaks are only counted. */
const breaksMax = 50;

/** Lists come nearly in the order of numbers: behind so many there is a gap. */
const waitingMax = 1_000;

/** A document is rendered within seconds; after an hour somebody must look. */
const renderedWithinMs = 3_600_000;

export const checkFrom = (startedAt: Date, series: readonly Series[]): CheckState => ({
  startedAt: startedAt.toISOString(),
  series: Object.fromEntries(
    series.map((one) => [
      one.name,
      { series: one, next: one.first ?? 1, isJoined: false, sums: {}, waiting: {} },
    ]),
  ),
  documents: 0,
  bytes: 0,
  breaks: [],
  breakCount: 0,
});

/** Proves the series of a year, document by document, in nearly any order. */
export class ChainCheck {
  readonly state: CheckState;

  constructor(state: CheckState) {
    this.state = state;
  }

  /** A row of the year that nobody can read. */
  unreadable(id: string): void {
    this.#broken({ number: id, why: 'unreadable' });
  }

  take(invoice: Invoice, file: FileState): void {
    const { content, document } = invoice;
    const { number, issuedAt } = content;
    const [name, at] = partsOf(number);
    const one = this.state.series[name];
    if (!one || at > one.series.last) {
      // Issued since the check began, or its counter has been lost.
      if (issuedAt < this.state.startedAt) this.#broken({ number, why: 'counter' });
      return;
    }
    if (at < one.next || one.waiting[at]) {
      this.#broken({ number, why: 'duplicate' });
      return;
    }
    if (invoice.sha256 !== hashOfContent(content)) this.#broken({ number, why: 'content' });
    one.sums = withDocument(one.sums, invoice);
    this.#file(number, { file, issuedAt });
    if (document) {
      this.state.documents += 1;
      this.state.bytes += document.bytes;
    }
    const { sha256, previous } = invoice;
    one.waiting[at] = { sha256, previous, issuedAt };
    this.#advance(one);
    if (Object.keys(one.waiting).length > waitingMax) this.#skipGap(one);
  }

  /** The numbers that should have been found by now and were not; 0 when there is no gap. */
  get missing(): number {
    return Object.values(this.state.series).reduce(
      (sum, { series, next, waiting }) =>
        sum + Math.max(0, series.last + 1 - next - Object.keys(waiting).length),
      0,
    );
  }

  /** Compares with the counters, once all documents were taken. */
  end(): void {
    for (const one of Object.values(this.state.series)) {
      while (Object.keys(one.waiting).length > 0) this.#skipGap(one);
      const { series, next, link, sums, begins } = one;
      const last = numberOf(series, series.last);
      if (begins === undefined && series.lastSha256 === undefined) continue;
      if (next <= series.last) this.#gap(series, next, series.last);
      else if (link !== series.lastSha256) this.#broken({ number: last, why: 'counter' });
      if (series.sums && canonical(sums) !== canonical(series.sums))
        this.#broken({ number: last, why: 'sums' });
    }
  }

  #advance(one: SeriesState): void {
    for (let next = one.waiting[one.next]; next; next = one.waiting[one.next]) {
      delete one.waiting[one.next];
      this.#join(one, next);
      one.next += 1;
    }
  }

  #join(one: SeriesState, { issuedAt, ...link }: Ordered): void {
    const { series, next } = one;
    const number = numberOf(series, next);
    if (one.isJoined && link.previous !== one.link) this.#broken({ number, why: 'chain' });
    if (one.begins === undefined) {
      one.begins = next;
      // Only the first one of all has no predecessor; one before the chain is unknown.
      const expected = next === 1 ? null : undefined;
      if (link.previous !== expected && next === (series.first ?? 1))
        this.#broken({ number, why: 'chain' });
    }
    if (one.issuedAt !== undefined && issuedAt < one.issuedAt)
      this.#broken({ number, why: 'date' });
    one.isJoined = true;
    one.link = linkOf(link);
    one.issuedAt = issuedAt;
  }

  /** Goes on at the lowest number that waits. Numbers from before the chain are no gap. */
  #skipGap(one: SeriesState): void {
    const lowest = Math.min(...Object.keys(one.waiting).map(Number));
    const isFromBefore = one.begins === undefined && one.waiting[lowest]?.previous === undefined;
    if (!isFromBefore) this.#gap(one.series, one.next, lowest - 1);
    one.next = lowest;
    one.isJoined = false;
    this.#advance(one);
  }

  #gap(series: Series, from: number, to: number): void {
    const number = numberOf(series, from);
    this.#broken({ number, why: 'gap', ...(to > from && { to: numberOf(series, to) }) });
  }

  #file(number: string, { file, issuedAt }: { file: FileState; issuedAt: string }): void {
    if (file === 'sound') return;
    const ageMs = Date.parse(this.state.startedAt) - Date.parse(issuedAt);
    if (file !== 'none') this.#broken({ number, why: file });
    else if (ageMs > renderedWithinMs) this.#broken({ number, why: 'file_missing' });
  }

  #broken(one: Break): void {
    this.state.breakCount += 1;
    if (this.state.breaks.length < breaksMax) this.state.breaks.push(one);
  }
}

function partsOf(number: string): [string, number] {
  const at = number.lastIndexOf('-');
  return [number.slice(0, at), Number(number.slice(at + 1))];
}

const numberOf = ({ name }: Series, at: number): string => `${name}-${String(at).padStart(6, '0')}`;
