/** What the clouds of the main flows leave for the run of all other cases: the rights they used. */
export const mainFlows = '.local/main-flows';
