/** From a nuisance to a shop that takes no money. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof severities)[number];

/** What is watched by our own rules. */
export const ruleNames = ['site_over_http'] as const;

export type RuleName = (typeof ruleNames)[number];

/** The numbers of the rules; each rule that has one adds it. */
export type AlertThresholds = Record<string, never>;

/** When the shop expects payments, in the seller's time zone; 1 is Monday. */
export type BusinessHours = { days: number[]; from: string; to: string };
