import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Stage } from '#vocabulary/stages';
import { mailConfigurationSets } from '../mail-configuration.ts';

const { BOUNCE, COMPLAINT, DELIVERY, DELIVERY_DELAY, REJECT } = ses.EmailSendingEvent;

/**
 * What becomes of mails: SES tells a topic, which starts the function. No queue lies between, since
 * its pollers would cost money while idle; what the function fails on goes to its dead letters.
 *
 * Nobody asks whether a note to the shop has arrived, so its set leaves out those events: each would
 * cost an invocation and a write of every payment.
 */
export class MailFeedback extends Construct {
  constructor(scope: Construct, id: string, { stage, note }: MailFeedbackProps) {
    super(scope, id);
    const topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    const sets = mailConfigurationSets(stage);
    const trouble = [BOUNCE, COMPLAINT, REJECT];
    this.addSet('Customers', sets.customers, [...trouble, DELIVERY, DELIVERY_DELAY], topic);
    this.addSet('Shop', sets.shop, trouble, topic);
    topic.addSubscription(new LambdaSubscription(note));
  }

  private addSet(
    id: string,
    configurationSetName: string,
    events: ses.EmailSendingEvent[],
    topic: sns.Topic,
  ): void {
    const set = new ses.ConfigurationSet(this, id, {
      configurationSetName,
      // SES's own list of the account stays a second gate behind ours; not for who complained, to
      // whom it would not send the invoices that the law asks for.
      suppressionReasons: ses.SuppressionReasons.BOUNCES_ONLY,
      tlsPolicy: ses.ConfigurationSetTlsPolicy.OPTIONAL,
    });
    set.addEventDestination('Told', {
      destination: ses.EventDestination.snsTopic(topic),
      events,
    });
  }
}

export type MailFeedbackProps = { stage: Stage; note: lambda.IFunction };
