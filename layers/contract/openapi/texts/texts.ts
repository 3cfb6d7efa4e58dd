/** The description of a named schema, and of its fields where their names are not clear. */
export type Texts = Readonly<Record<string, { self?: string } & Record<string, string>>>;
