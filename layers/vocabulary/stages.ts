export const stages = ['dev', 'staging', 'prod'] as const;

export type Stage = (typeof stages)[number];
