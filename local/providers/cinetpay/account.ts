import { Simulation, type SimulationOptions } from '../simulation.ts';
import { type CinetPayment, isOpen } from './payment.ts';
import { DisguisedTokens } from './v1/access-tokens.ts';

/** The keys of the legacy generation. */
export type V2Keys = {
  apikey: string;
  siteId: string;
  secretKey: string;
};

/** The keys of the new generation, which belong to one country and so to one currency. */
export type V1Keys = {
  apiKey: string;
  apiPassword: string;
  /** ISO code; Côte d'Ivoire by default. */
  country?: string;
  /**
   * Adds amount and currency to `GET /v1/payment/{id}`. Whether the real answer contains them is
   * undocumented, so they are left out by default.
   */
  tellsAmount?: boolean;
};

export type SimulatedCinetPayOptions = SimulationOptions & {
  v2: V2Keys;
  v1: V1Keys;
  /** Receives notifications of payments that name no address on this machine. */
  notifyUrl?: string;
};

const tokenSeconds = 86_400;

/** The shop's test account: the whole state of the simulated CinetPay, in memory. */
export class CinetPayAccount extends Simulation<SimulatedCinetPayOptions> {
  readonly tokens = new DisguisedTokens(this.clock, tokenSeconds);
  /** By `token`. */
  readonly payments = new Map<string, CinetPayment>();

  /** Finds a payment by any of its names, in a generation of the API or in both. */
  find(name: string, generation?: CinetPayment['generation']): CinetPayment | undefined {
    return [...this.payments.values()].find(
      (payment) =>
        (generation === undefined || payment.generation === generation) &&
        [payment.reference, payment.transactionId, payment.token].includes(name),
    );
  }

  /** The page where the payer decides, or the stand-in for the phone that asks for the PIN. */
  pageOf({ generation, token }: CinetPayment): string {
    return `${this.url}/${generation === 'v2' ? 'payment' : 'checkout'}/${token}`;
  }

  /** Closes expired payments; CinetPay sends no notification of that. */
  expireDue(): void {
    for (const payment of this.payments.values()) {
      const isDue = this.clock.nowMs() >= payment.expiresAtMs;
      if (isDue && isOpen(payment)) payment.state = 'expired';
    }
  }
}
