/** What rules may know of the outside, passed in so that tests own it. */
export type Clock = () => Date;

/** Cryptographically random bytes. */
export type RandomBytes = (length: number) => Uint8Array;
