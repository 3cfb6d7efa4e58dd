/** How the shop looks: in mails, on invoices, and where people sign in. */
export type Brand = {
  name: string;
  /** CSS hexadecimal, for example `#0b5563`. */
  primaryColor: string;
  websiteUrl?: string;
  /** Where customers see their usage and pay for a larger plan. */
  billingUrl?: string;
  supportEmail: string;
  /** The name of a PNG in the assets, printed on invoices and shown where people sign in. */
  logo?: string;
};
