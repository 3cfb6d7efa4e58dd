import { ofName } from '#domain/elision';
import type { AlertWords } from './alert-words.ts';

const alerts: AlertWords['alerts'] = {
  refund_made: {
    subject: ({ amount, name }) => `Remboursement effectué\u00a0: ${amount} à ${name}`,
    heading: 'Remboursement effectué',
    sentences: ({ amount, name }) => [`Le remboursement de ${amount} à ${name} est effectué.`],
  },
  refund_failed: {
    subject: ({ amount, name }) => `Remboursement échoué\u00a0: ${amount} à ${name}`,
    heading: 'Remboursement échoué',
    sentences: ({ amount, name }) => [
      `Le remboursement de ${amount} à ${name} n’a pas abouti chez le prestataire.`,
      'Cet argent est de nouveau remboursable. Si une confirmation était déjà partie, prévenez le client.',
    ],
  },
  refund_task: {
    subject: ({ amount, name }) => `À rembourser à la main\u00a0: ${amount} à ${name}`,
    heading: 'Remboursement à faire à la main',
    sentences: ({ amount, name }) => [
      `Remboursez ${amount} à ${name}\u00a0: rien ne le fera à votre place.`,
      'Clôturez ensuite la tâche avec la référence qui prouve le remboursement.',
    ],
  },
  dispute_open: {
    subject: ({ amount, name }) => `Litige ouvert\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Litige ouvert',
    sentences: ({ amount, name }) => [
      `Le paiement de ${amount} par ${name} est contesté.`,
      'Répondez chez le prestataire avant l’échéance qu’il indique. Tant que le litige est ouvert, ce paiement ne peut pas être remboursé.',
    ],
  },
  dispute_warning: {
    subject: ({ amount, name }) => `Demande avant litige\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Demande avant litige',
    sentences: ({ amount, name }) => [
      `La banque pose une question sur le paiement de ${amount} par ${name}. Aucune somme n’est retenue.`,
      'Répondez chez le prestataire avant l’échéance qu’il indique, ou remboursez le paiement\u00a0: cela évite un litige.',
    ],
  },
  dispute_won: {
    subject: ({ amount, name }) => `Litige gagné\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Litige gagné',
    sentences: ({ amount, name }) => [
      `Le litige sur le paiement de ${amount} par ${name} est clos en votre faveur\u00a0: l’argent vous reste.`,
    ],
  },
  dispute_lost: {
    subject: ({ amount, name }) => `Litige perdu\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Litige perdu',
    sentences: ({ amount, name }) => [
      `Le litige sur le paiement de ${amount} par ${name} est clos en faveur du client\u00a0: le prestataire lui rend l’argent.`,
      'Ne le remboursez pas une seconde fois.',
    ],
  },
  dispute_none: {
    subject: ({ amount, name }) => `Litige retiré\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Litige retiré',
    sentences: ({ amount, name }) => [
      `Le prestataire ne connaît plus de litige sur le paiement de ${amount} par ${name}.`,
    ],
  },
  review: {
    subject: ({ amount, asked }) => `À vérifier\u00a0: ${amount} reçus au lieu de ${asked}`,
    heading: 'Paiement à vérifier',
    sentences: ({ amount, asked, name }) => [
      `${name} devait payer ${asked} et a payé ${amount}.`,
      'Aucune facture n’est émise. Le paiement reste visible et remboursable\u00a0: à vous de décider.',
    ],
  },
  duplicate: {
    subject: ({ amount, name }) => `Payé deux fois\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Second paiement d’une même commande',
    sentences: ({ amount, name }) => [
      `${name} a payé ${amount} pour une commande qui était déjà payée.`,
      'Une tâche de remboursement est ouverte\u00a0: un autre message dit ce qu’il faut rembourser.',
    ],
  },
  paid_late: {
    subject: ({ amount, name }) => `Payé trop tard\u00a0: ${amount} ${ofName(name)}`,
    heading: 'Commande payée trop tard',
    sentences: ({ amount, name }) => [
      `${name} a payé ${amount} pour une commande annulée ou expirée.`,
      'La commande est de nouveau en cours\u00a0: exécutez-la, ou remboursez le paiement.',
    ],
  },
  files_lacking: {
    subject: ({ name }) => `Fichiers manquants\u00a0: commande ${ofName(name)}`,
    heading: 'Commande sans tous ses fichiers',
    sentences: ({ amount, name }) => [
      `${name} a payé ${amount} pour une commande, mais un fichier qui en fait partie n’a pas été envoyé, ou n’est pas celui qui était annoncé.`,
      'La commande est en cours malgré tout\u00a0; elle montre lequel. Demandez-le au client.',
    ],
  },
};

export const frenchAlerts: AlertWords = {
  alerts,
  labels: {
    refunded: 'Montant du remboursement\u00a0:',
    asked: 'Montant demandé\u00a0:',
    paid: 'Montant payé\u00a0:',
    refundable: 'Encore remboursable\u00a0:',
    reason: 'Motif\u00a0:',
    failureCode: 'Code d’échec\u00a0:',
    proof: 'Preuve\u00a0:',
    creditNote: 'Avoir\u00a0:',
    orderId: 'Commande\u00a0:',
    customerName: 'Client\u00a0:',
    customerEmail: 'E-mail\u00a0:',
    customerPhone: 'Téléphone\u00a0:',
    provider: 'Prestataire\u00a0:',
    transaction: 'Transaction chez le prestataire\u00a0:',
    refundId: 'Remboursement\u00a0:',
    paymentId: 'Paiement\u00a0:',
  },
  reasons: {
    requested_by_customer: 'à la demande du client',
    duplicate: 'payé deux fois',
    duplicate_payment: 'payé deux fois',
    fraudulent: 'fraude',
    provider_dashboard: 'fait chez le prestataire',
  },
  closing: (brand) => `Vous recevez ce message car vous gérez les paiements ${ofName(brand)}.`,
};
