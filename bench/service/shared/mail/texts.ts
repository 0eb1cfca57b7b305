import { longDate, type Day } from "../dates";
import { formatted, type Money } from "../money";

export type Language = "en" | "de";

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

interface Facts {
  invoiceIssued: { name: string; number: string; amount: Money; dueOn: Day; link: string };
  paymentReminder: { name: string; number: string; amount: Money; dueOn: Day; remindersLeft: number };
  paymentDeclined: { name: string; number: string; amount: Money; lastDigits: string };
  trialEnding: { name: string; plan: string; endsOn: Day };
  suspended: { name: string; number: string; amount: Money };
}

export type MailKind = keyof Facts;

interface Formats {
  amount: (value: Money) => string;
  day: (value: Day) => string;
}

type Template<Kind extends MailKind> = (facts: Facts[Kind], formats: Formats) => [string, ...string[]];

type Templates = { readonly [Kind in MailKind]: Template<Kind> };

/** The first text of each is the subject, the others are its paragraphs. */
const english: Templates = {
  invoiceIssued: ({ name, number, amount, dueOn, link }, formats) => [
    `Your invoice ${number}`,
    `Hello ${name},`,
    `your invoice ${number} of ${formats.amount(amount)} is ready. It is due on ${formats.day(dueOn)}.`,
    `You can read and download it here: ${link}`,
  ],
  paymentReminder: ({ name, number, amount, dueOn, remindersLeft }, formats) => [
    remindersLeft === 0 ? `Last reminder of invoice ${number}` : `Reminder of invoice ${number}`,
    `Hello ${name},`,
    `${formats.amount(amount)} of invoice ${number} were due on ${formats.day(dueOn)}.`,
    remindersLeft === 0
      ? "Please pay within four days; after that we have to suspend your account."
      : "If you have paid in the meantime, please ignore this message.",
  ],
  paymentDeclined: ({ name, number, amount, lastDigits }, formats) => [
    "Your card was declined",
    `Hello ${name},`,
    `we could not charge ${formats.amount(amount)} of invoice ${number} to the card that ends in ${lastDigits}.`,
    "Please check the card, or add another one in the settings of your account.",
  ],
  trialEnding: ({ name, plan, endsOn }, formats) => [
    `Your trial of ${plan} ends on ${formats.day(endsOn)}`,
    `Hello ${name},`,
    `your trial of ${plan} ends on ${formats.day(endsOn)}. You need not do anything to keep using it.`,
  ],
  suspended: ({ name, number, amount }, formats) => [
    "Your account is suspended",
    `Hello ${name},`,
    `invoice ${number} of ${formats.amount(amount)} is still unpaid, so your account is suspended.`,
    "It opens again within minutes of your payment, and nothing of yours is lost.",
  ],
};

const german: Templates = {
  invoiceIssued: ({ name, number, amount, dueOn, link }, formats) => [
    `Ihre Rechnung ${number}`,
    `Guten Tag ${name},`,
    `Ihre Rechnung ${number} über ${formats.amount(amount)} liegt bereit. Sie ist am ${formats.day(dueOn)} fällig.`,
    `Hier können Sie sie ansehen und herunterladen: ${link}`,
  ],
  paymentReminder: ({ name, number, amount, dueOn, remindersLeft }, formats) => [
    remindersLeft === 0 ? `Letzte Erinnerung an Rechnung ${number}` : `Erinnerung an Rechnung ${number}`,
    `Guten Tag ${name},`,
    `${formats.amount(amount)} der Rechnung ${number} waren am ${formats.day(dueOn)} fällig.`,
    remindersLeft === 0
      ? "Bitte zahlen Sie binnen vier Tagen; danach müssen wir Ihr Konto sperren."
      : "Haben Sie inzwischen bezahlt, so ist diese Nachricht hinfällig.",
  ],
  paymentDeclined: ({ name, number, amount, lastDigits }, formats) => [
    "Ihre Karte wurde abgelehnt",
    `Guten Tag ${name},`,
    `${formats.amount(amount)} der Rechnung ${number} ließen sich der Karte mit der Endung ${lastDigits} nicht belasten.`,
    "Bitte prüfen Sie die Karte, oder hinterlegen Sie eine andere in Ihrem Konto.",
  ],
  trialEnding: ({ name, plan, endsOn }, formats) => [
    `Ihre Probezeit mit ${plan} endet am ${formats.day(endsOn)}`,
    `Guten Tag ${name},`,
    `Ihre Probezeit mit ${plan} endet am ${formats.day(endsOn)}. Um weiterzumachen, müssen Sie nichts tun.`,
  ],
  suspended: ({ name, number, amount }, formats) => [
    "Ihr Konto ist gesperrt",
    `Guten Tag ${name},`,
    `Rechnung ${number} über ${formats.amount(amount)} ist noch offen, daher ist Ihr Konto gesperrt.`,
    "Es öffnet sich binnen Minuten nach Ihrer Zahlung, und nichts geht verloren.",
  ],
};

const languages: Readonly<Record<Language, Templates>> = { en: english, de: german };

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);

export const languageOf = (locale: string): Language => (locale.startsWith("de") ? "de" : "en");

export function mail<Kind extends MailKind>(kind: Kind, facts: Facts[Kind], locale: string): Mail {
  const template: Template<Kind> = languages[languageOf(locale)][kind];
  const [subject, ...paragraphs] = template(facts, {
    amount: (value) => formatted(value, locale),
    day: (value) => longDate(value, locale),
  });
  return {
    subject,
    text: paragraphs.join("\n\n"),
    html: paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join("\n"),
  };
}
