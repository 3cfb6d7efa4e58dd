/** The only clock: rules get the time as an argument. */
export const now = () => new Date();
