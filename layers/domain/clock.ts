/** The current time, passed to rules so that tests can set it. */
export type Clock = () => Date;

/** Cryptographically random bytes. */
export type RandomBytes = (length: number) => Uint8Array;
