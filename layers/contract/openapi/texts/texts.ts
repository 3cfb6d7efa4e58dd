/** Of a named schema: what it is as a whole, and what its fields mean where their names do not say. */
export type Texts = Readonly<Record<string, { self?: string } & Record<string, string>>>;
