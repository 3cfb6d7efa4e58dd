import { randomUUID } from 'node:crypto';
import type { Assembly } from '../assembly/assembly.ts';
import { isJsonObject, type Json, type JsonObject } from '../assembly/json.ts';
import { type MailOutcome, mailEvent, mailOutcomes, type SentMail } from './mail-event.ts';

/** More are forgotten. */
const mailsMax = 1_000;

/** SES's simulator: these addresses have their fate in their name. */
const simulated: Record<string, MailOutcome> = {
  'bounce@simulator.amazonses.com': 'bounce',
  'complaint@simulator.amazonses.com': 'complain',
  'suppressionlist@simulator.amazonses.com': 'suppressed',
};

/**
 * What becomes of mails: each is delivered at once, or meets another fate that somebody chooses. SES
 * publishes it by the mail's configuration set, to the topics that ask for such events, and a topic
 * starts the functions that subscribe to it.
 */
export class MailEvents {
  private readonly accept: (functionArn: string, event: unknown) => void;
  private assembly: Pick<Assembly, 'ofType'> = { ofType: () => [] };
  private mails: SentMail[] = [];

  /** @param accept takes events for functions that nobody waits for. */
  constructor(accept: (functionArn: string, event: unknown) => void) {
    this.accept = accept;
  }

  use(assembly: Pick<Assembly, 'ofType'>): void {
    this.assembly = assembly;
  }

  /** SES has accepted a mail. */
  sent(mail: SentMail): void {
    this.mails = [...this.mails.slice(1 - mailsMax), mail];
    const [address = ''] = mail.to;
    const outcome = simulated[address.toLowerCase()] ?? 'deliver';
    this.publish(mail, outcome);
    // A complaint is about a mail that has arrived.
    if (outcome === 'complain') this.publish(mail, 'deliver');
  }

  /**
   * The last mail to an address meets this fate.
   *
   * @throws Error when there is none, or no such fate.
   */
  meet(address: string, outcome: string): { messageId: string; told: number } {
    const known = mailOutcomes.find((one) => one === outcome);
    if (!known) throw new Error(`a mail can ${mailOutcomes.join(', ')}; not ${outcome}`);
    const mail = this.mails.findLast(({ to }) =>
      to.some((one) => one.toLowerCase() === address.toLowerCase()),
    );
    if (!mail) throw new Error(`no mail was sent to ${address}`);
    return { messageId: mail.messageId, told: this.publish(mail, known) };
  }

  /** @returns how many functions it was told. */
  private publish(mail: SentMail, outcome: MailOutcome): number {
    const at = new Date();
    const event = mailEvent(mail, outcome, at);
    const topics = this.topicsFor(mail.configurationSet, event.eventType);
    const functions = topics.flatMap((topic) => this.subscribersOf(topic));
    for (const { topic, functionArn, subscription } of functions)
      this.accept(functionArn, notification({ topic, subscription, event, at }));
    return functions.length;
  }

  /** Without a configuration set SES tells nobody. */
  private topicsFor(set: string | undefined, eventType: string): string[] {
    return this.assembly
      .ofType('AWS::SES::ConfigurationSetEventDestination')
      .filter(({ properties }) => set !== undefined && properties.ConfigurationSetName === set)
      .map(({ properties }) => inner(properties, 'EventDestination'))
      .filter(
        ({ Enabled, MatchingEventTypes }) =>
          Enabled !== false && listOf(MatchingEventTypes).some((type) => sameType(type, eventType)),
      )
      .flatMap((destination) => {
        const topic = inner(destination, 'SnsDestination').TopicARN;
        return typeof topic === 'string' && this.mayPublish(topic) ? [topic] : [];
      });
  }

  /** On AWS a topic whose policy does not let SES publish just stays silent. */
  private mayPublish(topic: string): boolean {
    const isAllowed = this.assembly
      .ofType('AWS::SNS::TopicPolicy')
      .some(
        ({ properties }) =>
          listOf(properties.Topics).includes(topic) &&
          JSON.stringify(properties.PolicyDocument).includes('ses.amazonaws.com'),
      );
    if (!isAllowed) console.error(`WARNING: SES may not publish to ${topic}: no event of a mail`);
    return isAllowed;
  }

  /** Lambda runs a function for a topic only if the function's own policy says so. */
  private subscribersOf(topic: string) {
    const { assembly } = this;
    return assembly
      .ofType('AWS::SNS::Subscription')
      .filter(
        ({ properties: { Protocol, TopicArn } }) => Protocol === 'lambda' && TopicArn === topic,
      )
      .flatMap(({ arn: subscription, properties }) => {
        const functionArn = String(properties.Endpoint);
        const isAllowed = assembly
          .ofType('AWS::Lambda::Permission')
          .some(
            ({ properties: right }) =>
              right.Principal === 'sns.amazonaws.com' &&
              right.FunctionName === functionArn &&
              right.SourceArn === topic,
          );
        if (!isAllowed) console.error(`WARNING: ${topic} may not invoke ${functionArn}`);
        return isAllowed ? [{ topic, functionArn, subscription }] : [];
      });
  }
}

/** As Lambda receives a notification of a topic. */
const notification = ({
  topic,
  subscription,
  event,
  at,
}: {
  topic: string;
  subscription: string;
  event: object;
  at: Date;
}) => ({
  Records: [
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: subscription,
      Sns: {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topic,
        Subject: 'Amazon SES Email Event Notification',
        Message: JSON.stringify(event),
        Timestamp: at.toISOString(),
        SignatureVersion: '1',
        Signature: 'local',
        SigningCertUrl: 'local',
        UnsubscribeUrl: 'local',
        MessageAttributes: {},
      },
    },
  ],
});

/** Templates say `deliveryDelay` where events say `DeliveryDelay`. */
const sameType = (asked: Json, told: string): boolean =>
  String(asked).replaceAll('_', '').toLowerCase() === told.toLowerCase();

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const inner = (properties: JsonObject, name: string): JsonObject => {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
};
