/** The one clock: rules are told the time. */
export const now = () => new Date();
